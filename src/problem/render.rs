//! Problems as a person reads them.

use std::borrow::Cow;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use crate::model::place::Place;
use crate::problem::lines::floor;
use crate::problem::visible::{same_length, visible};
use crate::problem::{NamedField, Problem, Severity, Sources};

/// So many places of one problem are shown; the others are counted.
const PLACES: usize = 20;

/// A line that has more bytes than this is shown only around a place.
const LINE: usize = 16 << 10;

/// How many bytes of such a line are shown before and behind the beginning of a place.
const AROUND: usize = 600;

/// Shows one problem with its excerpts; coloured for a terminal.
pub fn render(problem: &Problem, sources: &Sources, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::INFO,
    };
    let level = level.with_name(problem.severity.term());
    let more = problem.places.len().saturating_sub(PLACES);
    let more = (more > 0).then(|| format!("{more} 处没有在这里列出"));
    let mut group: Group<'_> =
        level.primary_title(visible(&problem.headline)).id(problem.id).elements(
            problem.places.iter().take(PLACES).enumerate().flat_map(|(index, (place, label))| {
                let kind =
                    if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
                excerpt(*place, visible(label), kind, sources)
            }),
        );
    // Errors of the reader say in their headlines what is missing.
    let missing = NamedField::of(problem, sources).filter(|field| field.missing);
    let missing = missing.filter(|_| !problem.headline.contains('缺')).map(|field| field.path);
    group = group.elements(
        missing.map(|path| Level::NOTE.with_name("缺").message(visible(&path).into_owned())),
    );
    for help in &problem.help {
        group = group.element(Level::HELP.with_name("办法").message(visible(help)));
    }
    group = group.elements(more.map(|more| Level::NOTE.with_name("另有").message(more)));
    renderer.decor_style(DecorStyle::Ascii).term_width(160).render(&[group])
}

/// The excerpt of one place: its line, of which only what is near is shown where it is endless.
fn excerpt<'a>(
    place: Place,
    label: Cow<'a, str>,
    kind: AnnotationKind,
    sources: &'a Sources,
) -> Vec<Element<'a>> {
    let Some(source) = sources.file(place.file) else { return Vec::new() };
    let text = &*source.text;
    let start = floor(text, place.start);
    let line = source.line(start);
    // The place cut down to its first line and to whole characters.
    let first_line = text.get(start..line.end).unwrap_or_default().trim_end_matches('\n');
    let end = floor(text, place.end).clamp(start, start + first_line.len());
    let (number, column) = source.line_and_column(start);
    let snippet = |shown: Range<usize>| {
        let annotation = kind.span(start - shown.start..end.min(shown.end) - shown.start);
        Snippet::source(same_length(text.get(shown).unwrap_or_default()))
            .line_start(number)
            .annotation(annotation.label(label.clone()))
    };
    if line.len() <= LINE {
        return vec![snippet(line).path(visible(&source.name)).into()];
    }
    let near = floor(text, start.saturating_sub(AROUND)).max(line.start)
        ..floor(text, start + AROUND).min(line.end);
    let origin = Origin::path(visible(&source.name)).line(number).char_column(column);
    vec![origin.into(), snippet(near).into()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::steers;

    #[test]
    fn a_problem_shows_file_line_column_excerpt_and_advice() {
        let mut sources = Sources::default();
        let file = sources.add("data/甲/2022.toml", "year = 2022\nincome = \"收入\"\n");
        let problem = Problem::error("wrong-type", "这里应当是表")
            .at(Place::new(file, 21..29), "写成了文字")
            .help("去掉引号");
        let shown = render(&problem, &sources, false);
        assert!(shown.contains("错误[wrong-type]: 这里应当是表"), "{shown}");
        assert!(shown.contains("data/甲/2022.toml:2:10"), "{shown}");
        assert!(shown.contains("写成了文字"), "{shown}");
        assert!(shown.contains("办法: 去掉引号"), "{shown}");
    }

    #[test]
    fn a_line_is_shown_as_it_was_in_the_whole_text() {
        let mut sources = Sources::default();
        let text = "第一行\n\r\n  { a = 1, b = \"文字\" }\r\n末行";
        let file = sources.add("a.toml", text);
        let shown = |start: usize, end: usize| {
            let problem = Problem::error("x", "y").at(Place::new(file, start..end), "z");
            let whole = Snippet::source(text).path("a.toml");
            let whole = whole.annotation(AnnotationKind::Primary.span(start..end).label("z"));
            let level = Level::ERROR.with_name("错误");
            let group = level.primary_title("y").id("x").elements([whole]);
            let renderer = Renderer::plain().decor_style(DecorStyle::Ascii).term_width(160);
            assert_eq!(render(&problem, &sources, false), renderer.render(&[group]));
        };
        for word in ["一", "{", "b", "文字", "}", "末", "行"] {
            let start = text.find(word).unwrap();
            shown(start, start + word.len());
        }
        shown(text.len(), text.len());
    }

    #[test]
    fn an_endless_line_is_shown_around_the_place() {
        let mut sources = Sources::default();
        let text =
            format!("a = 1\nb = \"{}错{}\"\n", "文字".repeat(100_000), "文字".repeat(100_000));
        let start = text.find('错').unwrap();
        let file = sources.add("a.toml", text);
        let problem = Problem::error("x", "y").at(Place::new(file, start..start + 3), "z");
        let shown = render(&problem, &sources, false);
        assert!(shown.contains("a.toml:2:200006") && shown.contains('错'), "{shown}");
        assert!(shown.len() < 4000, "{}", shown.len());
    }

    #[test]
    fn many_places_are_counted() {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", "年\n".repeat(5000));
        let place = |line: usize| (Place::new(file, line * 4..line * 4 + 3), "z".to_owned());
        let problem =
            Problem { places: (0..5000).map(place).collect(), ..Problem::error("x", "y") };
        let shown = render(&problem, &sources, false);
        assert_eq!(shown.matches("a.toml:").count(), PLACES, "{shown}");
        assert!(shown.contains("另有: 4980 处没有在这里列出"), "{shown}");
    }

    #[test]
    fn nothing_steers_the_terminal() {
        let mut sources = Sources::default();
        let bad = "\u{1b}[2J\u{9b}2J\u{202e}\u{2028}";
        let text = format!("b = \"{bad}错\"\n");
        let start = text.find('错').unwrap();
        let file = sources.add(format!("a{bad}.toml"), text);
        let problem = Problem::error("x", bad).at(Place::new(file, start..start + 3), bad);
        let shown = render(&problem.help(bad), &sources, false);
        assert!(!shown.contains(|c| steers(c) && c != '\n'), "{shown:?}");
        assert!(shown.contains(":1:15") && shown.contains('错'), "{shown}");
    }

    #[test]
    fn a_place_outside_the_text_does_no_harm() {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", "年");
        let problem = Problem::error("x", "y").at(Place::new(file, 1..99), "z");
        assert!(render(&problem, &sources, false).contains("a.toml"));
    }
}
