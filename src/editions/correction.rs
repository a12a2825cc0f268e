//! The notice of a report's last correction: what differs since the edition before it, set by its layout.

use crate::editions::diff::{Difference, Side};
use crate::editions::index::{Edition, Index};
use crate::editions::notice::Notice;
use crate::engine::{Engine, forget};
use crate::layout;
use crate::problem::{Problem, Sources};
use crate::project::{Noted, Prepared, Project, Purpose, Selected, SetNotice, file_stem};

/// A notice that was set.
#[derive(Debug)]
pub(crate) struct CorrectionNotice {
    /// Its name as a file, without ending.
    pub stem: String,
    /// The notice.
    pub set: SetNotice,
    /// The files that what was warned of points into.
    pub sources: Sources,
}

/// The notice of the last correction of a report; none where no correction is written.
pub(crate) fn correction_notice(
    project: &Project,
    engine: &mut Engine,
    selected: &Selected,
) -> Result<Option<CorrectionNotice>, Noted> {
    let (prepared, Noted { problems, mut sources }) =
        project.prepare(engine.fonts(), selected, Purpose::Publication);
    let Some(prepared) = prepared else { return Err(Noted { problems, sources }) };
    let Some(correction) = prepared.report.year.corrections.last() else { return Ok(None) };
    let why = correction.reason.value.clone();
    let (edition, old, new) = compared(project, engine, selected, &prepared)?;
    let notice = Notice::of(&edition, &why, (&old, &new), &Difference::between(&old, &new));
    let Some(notice) = notice.filter(|notice| !notice.is_empty()) else {
        return Err(alone(
            Problem::error("nothing-corrected", "更正前后印出来的没有不同")
                .at(correction.place, "这一次更正")
                .help("请先改正数据，再写更正说明；只改了不印的，不用更正"),
        ));
    };
    if !prepared.has_notice() {
        let headline = format!("版式 {} 没有更正说明", prepared.report.layout.value);
        return Err(alone(
            Problem::error("no-notice", headline)
                .help("在版式的 layout.toml 里写 documents = [\"report\", \"notice\"]"),
        ));
    }
    let json = serde_json::to_string_pretty(&notice).map_err(|error| {
        alone(Problem::error("facts-failed", format!("更正说明无法生成：{error}")))
    })? + "\n";
    let stem = file_stem(&project.settings, &prepared.report.unit, selected.year) + "更正说明";
    let made = prepared.notice(&stem, json, engine, &mut sources);
    forget(0);
    match made {
        Ok(set) => Ok(Some(CorrectionNotice { stem, set, sources })),
        Err(problems) => {
            sources.rename(|path| layout::real_path(&project.files, path));
            Err(Noted { problems, sources })
        }
    }
}

/// The edition that is corrected, as it was published, and the report after the correction: as the data are, or the next
/// edition where that is published already.
fn compared(
    project: &Project,
    engine: &mut Engine,
    selected: &Selected,
    prepared: &Prepared<'_>,
) -> Result<(Edition, Side, Side), Noted> {
    let root = project.files.root();
    let index = Index::read(root, selected).map_err(alone)?;
    let corrected = prepared.report.edition();
    let number = corrected.saturating_sub(1);
    let Selected { folder, year } = selected;
    let Some(edition) = index.edition(number) else {
        let headline = format!("{folder}/{year} 没有公开过第 {number} 版，不知道更正以前是什么");
        return Err(alone(Problem::error("no-edition", headline).help(format!(
            "更正以前的要先公开：juesuan publish {folder}/{year}；公开过的在 published 文件夹里"
        ))));
    };
    let label = |number: usize| format!("{folder}/{year} 第 {number} 版");
    let old = Side::of_edition(label(number), root, selected, &index, number, engine)?;
    let new = match index.edition(corrected) {
        Some(_) => Side::of_edition(label(corrected), root, selected, &index, corrected, engine)?,
        None => Side::of_data(label(corrected), project, selected, engine)?,
    };
    Ok((edition.clone(), old, new))
}

/// A problem by itself.
fn alone(problem: Problem) -> Noted {
    Noted { problems: vec![problem], sources: Sources::default() }
}
