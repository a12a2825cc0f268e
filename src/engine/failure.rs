//! What Typst complains of, as problems at the layout's file and line.

use typst::diag::{Severity, SourceDiagnostic};
use typst::syntax::DiagSpan;
use typst::{World, WorldExt};

use crate::engine::world::{ReportWorld, path};
use crate::model::place::Place;
use crate::problem::{Problem, Sources};

/// Problems from Typst's messages, each once.
pub(super) fn problems<'d>(
    world: &ReportWorld<'_>,
    diagnostics: impl Iterator<Item = &'d SourceDiagnostic>,
    sources: &mut Sources,
) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    for diagnostic in diagnostics {
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

/// The problem when the finished PDF cannot be packed.
pub(super) fn repacking() -> Problem {
    Problem::error("pdf-failed", "PDF 压缩失败").help("这是程序的问题，请把数据发给维护者")
}

/// The problem when the engine itself breaks.
pub(super) fn panicked() -> Problem {
    Problem::error("engine-failed", "排版引擎内部出错，这份报告没有生成")
        .help("这是程序的问题，请把数据和屏幕上的文字发给维护者")
}

/// One problem.
fn problem(
    world: &ReportWorld<'_>,
    diagnostic: &SourceDiagnostic,
    sources: &mut Sources,
) -> Problem {
    let message = diagnostic.message.as_str();
    let (id, headline, fatal) = headline(message);
    let mut problem = match diagnostic.severity {
        Severity::Warning if !fatal => Problem::warning(id, headline),
        _ => Problem::error(id, headline),
    };
    let said = format!("排版引擎的原话：{message}");
    let mut located = place(world, diagnostic.span, sources);
    if located.is_none() {
        let calls = diagnostic.trace.iter();
        located =
            calls.map(|call| DiagSpan::from(call.span)).find_map(|s| place(world, s, sources));
    }
    problem = match located {
        Some(place) => problem.at(place, said),
        None => problem.help(said),
    };
    for hint in &diagnostic.hints {
        problem = problem.help(format!("引擎的提示：{}", hint.v));
    }
    problem.help(
        "这是版式（layouts 文件夹）的问题，与数据无关；自己改过版式的，请改回或对照自带的版式检查",
    )
}

/// What a message comes to, in Chinese, and whether the pages cannot be trusted even if it is only a warning.
fn headline(message: &str) -> (&'static str, &'static str, bool) {
    if message.contains("missing codepoints") || message.contains("could not be displayed") {
        ("missing-glyph", "报告中有字体显示不出来的字", true)
    } else if message.contains("did not converge") {
        ("broken-layout", "版式来回变动，页面定不下来", true)
    } else if message.contains("unknown font family") {
        ("missing-font", "版式用了不存在的字体", true)
    } else {
        ("broken-layout", "版式文件有错，无法排版", false)
    }
}

/// Where a span stands; its file is added to the sources.
fn place(world: &ReportWorld<'_>, span: DiagSpan, sources: &mut Sources) -> Option<Place> {
    let id = span.id()?;
    let range = world.range(span)?;
    let text = String::from_utf8(world.file(id).ok()?.to_vec()).ok()?;
    let file = sources.add(path(id)?, text);
    Some(Place::new(file, range))
}
