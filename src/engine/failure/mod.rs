//! What Typst complains of, as problems at the layout's file and line.

mod facts;
mod files;
mod hints;
mod kinds;
mod limits;
mod names;
mod syntax;
mod values;
mod words;

use typst::diag::{Severity, SourceDiagnostic};
use typst::syntax::DiagSpan;
use typst::{World, WorldExt};

use crate::engine::world::{ReportWorld, path};
use crate::model::place::Place;
use crate::problem::{Problem, Sources};
use words::Words;

/// How many of Typst's messages are shown: the first ones say what is wrong, the others often follow from them.
const SHOWN: usize = 10;

/// How many characters of a message are shown: a layout can make it as long as it likes.
const LENGTH: usize = 200;

/// The id of the problem when the engine itself breaks.
pub(crate) const BROKEN: &str = "engine-failed";

/// The folder of the files that all layouts share.
const COMMON: &str = "layouts/common/";

/// Problems from Typst's messages, each once.
pub(super) fn problems<'d>(
    world: &ReportWorld,
    diagnostics: impl Iterator<Item = &'d SourceDiagnostic>,
    sources: &mut Sources,
) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    for diagnostic in diagnostics {
        if problems.len() >= SHOWN {
            break;
        }
        let problem = problem(world, diagnostic, sources);
        let same = |other: &Problem| {
            other.headline == problem.headline
                && other.places.first().map(|(_, label)| label)
                    == problem.places.first().map(|(_, label)| label)
        };
        if !problems.iter().any(same) {
            problems.push(problem);
        }
    }
    problems
}

/// The problem when a PDF cannot be written at all.
pub(super) fn unwritten() -> Problem {
    Problem::error("pdf-failed", "PDF 太大，写不出来").help("请减少附件，或把大的图片改小")
}

/// The problem when the engine does not know the standards that reports are made to.
pub(super) fn standards() -> Problem {
    Problem::error("pdf-failed", "排版引擎不能同时按 PDF 1.7、PDF/A-3a、PDF/UA-1 导出")
        .help("这是程序的问题，请把屏幕上的文字发给维护者")
}

/// The problem when the engine itself breaks.
pub(super) fn panicked() -> Problem {
    Problem::error(BROKEN, "排版引擎内部出错，这份报告没有生成")
        .help("这是程序的问题，请把数据和屏幕上的文字发给维护者")
}

/// One problem.
fn problem(world: &ReportWorld, diagnostic: &SourceDiagnostic, sources: &mut Sources) -> Problem {
    let message = diagnostic.message.as_str();
    let warning = diagnostic.severity == Severity::Warning;
    let Said { id, headline, fatal, help } = said(message, warning);
    let mut problem = if warning && !fatal {
        Problem::warning(id, headline)
    } else {
        Problem::error(id, headline)
    };
    let original = format!("排版引擎的原话：{}", shortened(message));
    let calls = diagnostic.trace.iter().map(|call| DiagSpan::from(call.span));
    let here = place(world, diagnostic.span, sources);
    let shared =
        |place: Place| sources_name(sources, place).is_some_and(|name| name.starts_with(COMMON));
    let in_shared = here.is_some_and(shared);
    problem = match here {
        Some(place) => problem.at(place, original),
        None => problem.help(original),
    };
    // What is wrong in a shared file is often what it was handed.
    if here.is_none() || in_shared {
        let calls: Vec<Place> = calls.filter_map(|span| place(world, span, sources)).collect();
        let caller = calls.into_iter().find(|place| {
            sources_name(sources, *place).is_some_and(|name| !name.starts_with(COMMON))
        });
        if let Some(caller) = caller {
            problem = problem.at(caller, "从这里用到");
        }
    }
    for help in help.into_iter().chain(facts::near(world, message, diagnostic.span)) {
        problem = problem.help(help);
    }
    for hint in diagnostic.hints.iter().filter_map(|hint| hints::explain(&hint.v)) {
        problem = problem.help(shortened(&hint));
    }
    problem.help(
        "这是版式（layouts 文件夹）的问题，与数据无关；自己改过版式的，请改回或对照自带的版式检查（juesuan layout show）",
    )
}

/// What a message comes to.
struct Said {
    /// The name of the problem.
    id: &'static str,
    /// In one sentence.
    headline: String,
    /// Whether the pages cannot be trusted even if it is only a warning.
    fatal: bool,
    /// What to do, if that is known.
    help: Option<String>,
}

/// What a message comes to, in Chinese.
fn said(message: &str, warning: bool) -> Said {
    let said =
        |id, headline: &str, fatal| Said { id, headline: headline.to_owned(), fatal, help: None };
    if message.contains("missing codepoints") || message.contains("could not be displayed") {
        return said("missing-glyph", "报告中有字体显示不出来的字", true);
    } else if message.contains("did not converge") {
        return said("broken-layout", "版式来回变动，页面定不下来", true);
    } else if message.contains("unknown font family") {
        let help = "请把字体文件放进项目的 fonts 文件夹；版式里的字体最好用 facts.fonts 里的";
        return Said {
            help: Some(help.to_owned()),
            ..said("missing-font", "版式用了不存在的字体", true)
        };
    }
    match explain(message) {
        Some((headline, help)) => {
            Said { id: "broken-layout", headline: shortened(&headline), fatal: false, help }
        }
        None if warning => said("broken-layout", "排版引擎觉得版式文件有可疑的地方", false),
        None => said("broken-layout", "版式文件有错，无法排版", false),
    }
}

/// What a message says in Chinese; nothing for one that is not known.
fn explain(message: &str) -> Option<Words> {
    let families =
        [names::explain, syntax::explain, files::explain, limits::explain, values::explain];
    families.into_iter().find_map(|explain| explain(message))
}

/// The beginning of a text that may be very long.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}……", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The name of the file that a place is in.
fn sources_name(sources: &Sources, place: Place) -> Option<&str> {
    sources.file(place.file).map(|source| source.name.as_str())
}

/// Where a span stands; its file is added to the sources.
fn place(world: &ReportWorld, span: DiagSpan, sources: &mut Sources) -> Option<Place> {
    let id = span.id()?;
    let range = world.range(span)?;
    let text = String::from_utf8(world.file(id).ok()?.to_vec()).ok()?;
    let file = sources.add(path(id)?, text);
    Some(Place::new(file, range))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_messages_are_known() {
        for message in [
            "unknown variable: foo",
            "unclosed delimiter",
            "expected expression",
            "unexpected closing paren",
            "the character `，` is not valid in code",
            "dictionary does not contain key \"x\"",
            "cannot access fields on type none",
            "type integer has no method `foo`",
            "unexpected argument: x",
            "missing argument: body",
            "array index out of bounds (index: 9, len: 2)",
            "panicked with: \"x\"",
            "maximum function call depth exceeded",
            "loop seems to be infinite",
            "file not found (searched at x)",
            "cannot add integer and string",
            "expected string, found none",
            "cannot divide by zero",
            "unresolved import",
            "cannot mutate a constant: x",
        ] {
            assert!(explain(message).is_some(), "{message}");
        }
        assert_eq!(explain("something that nobody ever saw"), None);
    }
}
