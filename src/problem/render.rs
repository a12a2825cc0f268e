//! Problems as a person reads them.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::model::place::Place;
use crate::problem::{Problem, Severity, Sources};

/// Shows one problem with its excerpts; coloured for a terminal.
pub fn render(problem: &Problem, sources: &Sources, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Hint => Level::INFO,
    };
    let level = level.with_name(problem.severity.term());
    let mut group: Group<'_> = level.primary_title(&problem.headline).id(problem.id).elements(
        problem.places.iter().enumerate().filter_map(|(index, (place, label))| {
            let kind = if index == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
            snippet(*place, label, kind, sources)
        }),
    );
    for help in &problem.help {
        group = group.element(Level::HELP.with_name("办法").message(help));
    }
    renderer.decor_style(DecorStyle::Ascii).term_width(160).render(&[group])
}

/// The excerpt of one place.
fn snippet<'a>(
    place: Place,
    label: &'a str,
    kind: AnnotationKind,
    sources: &'a Sources,
) -> Option<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let source = sources.file(place.file)?;
    let (start, end) = clamp(&source.text, place);
    Some(
        Snippet::source(&*source.text)
            .path(&source.name)
            .annotation(kind.span(start..end).label(label)),
    )
}

/// The place cut down to its first line and to whole characters.
fn clamp(text: &str, place: Place) -> (usize, usize) {
    let floor = |mut index: usize| {
        index = index.min(text.len());
        while !text.is_char_boundary(index) {
            index -= 1;
        }
        index
    };
    let (start, end) = (floor(place.start), floor(place.end));
    let line = text.get(start..end.max(start)).and_then(|part| part.find('\n'));
    (start, line.map_or(end.max(start), |length| start + length))
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn a_place_outside_the_text_does_no_harm() {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", "年");
        let problem = Problem::error("x", "y").at(Place::new(file, 1..99), "z");
        assert!(render(&problem, &sources, false).contains("a.toml"));
    }
}
