//! What to do about a finding, in the page's words: which fields to fill in or to look at, and which is the likely cause.

use crate::check::is_suspect;
use crate::exchange::fill::{Part, part_of};
use crate::fields::field::Shape;
use crate::fields::shape_of;
use crate::problem::{NamedField, Problem, Sources};
use crate::serve::unit::at::{At, SETTINGS};
use crate::serve::unit::nothing::box_of;
use crate::serve::unit::paths::{NAMELESS, filled_in, of_path};
use crate::serve::unit::quotes::marked;
use crate::serve::unit::spoken::Spoken;

/// How advice ends that says how a file has it that nothing happened; on the page there may be a box.
const NIL: &str = "各数写 0";

/// At most so many fields to look at are told.
const MOST: usize = 4;

/// A field that a finding leads to.
#[derive(Debug, Clone)]
pub(in crate::serve) struct Lead {
    /// What for.
    pub way: Way,
    /// The field.
    pub at: At,
    /// The part of the report that its file is.
    pub part: Part,
    /// What may stand in its file.
    pub shape: &'static Shape,
    /// What more there is to say of it.
    pub said: String,
    /// Whether it is filled in on the pages of the year before, whose file it is in.
    pub is_before: bool,
}

/// What a finding leads to a field for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::serve) enum Way {
    /// It is to be filled in.
    Fill,
    /// It is to be looked at.
    Look,
    /// It is the likely cause.
    Suspect,
}

impl Way {
    /// All of them, in the order in which they are told.
    pub(in crate::serve) const ALL: [Self; 3] = [Self::Fill, Self::Suspect, Self::Look];

    /// What it is called.
    pub(in crate::serve) fn term(self) -> &'static str {
        match self {
            Self::Fill => "去填：",
            Self::Look => "去核对：",
            Self::Suspect => "可能错在：",
        }
    }
}

/// What to do about a problem of the files of a report: the advice that no field stands for, and the fields.
pub(super) fn leads(
    problem: &Problem,
    sources: &Sources,
    prefix: &str,
    spoken: &Spoken<'_>,
) -> (Vec<String>, Vec<Lead>) {
    let own = |file| sources.file(file).and_then(|source| source.name.strip_prefix(prefix));
    let Some(home) = problem.places.first().and_then(|(place, _)| own(place.file)) else {
        let help = problem.help.iter().filter_map(|help| spoken.helped(help, None));
        return (help.collect(), Vec::new());
    };
    let path = problem.places.first().and_then(|(place, _)| sources.path(*place));
    let near = shape_of(&format!("{prefix}{home}")).zip(path);
    let lead = |way, file: &str, path: &str, said: String| {
        let shape = shape_of(&format!("{prefix}{file}"))?;
        let part = part_of(file, spoken.year)?;
        let path = filled_in(shape, path);
        of_path(shape, path, NAMELESS)?;
        let at = At { file: file.to_owned(), path: path.to_owned() };
        let is_before = way == Way::Fill && is_of_year_before(file, sources, prefix, spoken.year);
        Some(Lead { way, at, part, shape, said, is_before })
    };
    if problem.id == "missing-last-year" {
        return without_last_year(spoken.year, lead);
    }
    if let Some(path) = path.filter(|_| problem.id == BLANK_LEFT) {
        // How a file says that there is nothing is no help here: the topic says how a page does.
        return (Vec::new(), lead(Way::Fill, home, path, String::new()).into_iter().collect());
    }
    let named = NamedField::of(problem, sources);
    let asked = named.as_ref().filter(|field| field.missing);
    let asked = asked.and_then(|field| lead(Way::Fill, home, &field.path, String::new()));
    if let Some(asked) = asked {
        let (mut help, mut wanted) = (Vec::new(), String::new());
        for one in &problem.help {
            let parts: Vec<&str> = one.split('；').collect();
            let rest: Vec<&str> = parts
                .iter()
                .copied()
                .filter(|part| match asked_for(part) {
                    Some(what) => {
                        wanted = what.to_owned();
                        false
                    }
                    None => true,
                })
                .collect();
            let rest = rest.join("；");
            let of_box =
                box_of(&asked.at.path).filter(|_| rest.ends_with(NIL) && !adds_up(spoken, prefix));
            let rest = of_box.map_or(rest, |said| format!("确实没有的，勾上{}", marked(said)));
            help.extend(spoken.helped(&rest, near));
        }
        let own = match asked.part {
            Part::Year => Some(spoken.year),
            Part::LastYear => Some(spoken.year.saturating_sub(1)),
            Part::Unit | Part::Evaluation => None,
        };
        if let Some(own) = own.filter(|_| is_within(&asked.at.path, "prior")) {
            let before = own.saturating_sub(1);
            help.push(format!("也可以导入 {before} 年度的工作簿，“年度”写 {own}"));
        }
        let own = in_settings(problem, &asked);
        let asked = Lead { said: spoken.said(&wanted), ..asked };
        return (help, std::iter::once(asked).chain(own).collect());
    }
    let mut leads: Vec<Lead> = Vec::new();
    for (number, (place, label)) in problem.places.iter().enumerate() {
        let (Some(file), Some(path)) = (own(place.file), sources.path(*place)) else { continue };
        // Where the first place only stands for the field that it is about, that is looked at.
        let about = named.as_ref().map(|field| field.path.as_str()).filter(|_| number == 0);
        // A class of codes is no row that is there.
        let about = about.filter(|about| !about.contains('[') && !is_within(path, about));
        let path = about.unwrap_or(path);
        let suspect = is_suspect(label);
        let way = if suspect { Way::Suspect } else { Way::Look };
        let said = if suspect { spoken.said(label).replace('/', "／") } else { String::new() };
        if let Some(lead) = lead(way, file, path, said) {
            // What is suspected is told as that alone.
            match leads.iter_mut().find(|known| known.at == lead.at) {
                Some(known) if suspect => *known = lead,
                Some(_) => {}
                None => leads.push(lead),
            }
        }
    }
    for path in problem.help.iter().flat_map(|help| spoken.named(help, near)) {
        let is_told = leads.iter().any(|known| is_within(&known.at.path, &path));
        let Some(lead) = lead(Way::Look, home, &path, String::new()).filter(|_| !is_told) else {
            continue;
        };
        leads.push(lead);
    }
    let (looks, mut told): (Vec<Lead>, Vec<Lead>) =
        leads.into_iter().partition(|lead| lead.way == Way::Look);
    told.extend(looks.into_iter().take(MOST));
    (problem.help.iter().filter_map(|help| spoken.helped(help, near)).collect(), told)
}

/// Whether the unit of a folder of data adds up the figures of others.
fn adds_up(spoken: &Spoken<'_>, folder: &str) -> bool {
    let folder = folder.trim_start_matches("data/").trim_end_matches('/');
    let unit = spoken.census.and_then(|census| census.unit(folder));
    unit.is_some_and(|unit| !unit.members.is_empty())
}

/// The same field of the project's settings, where it may be filled in there as well for all reports.
fn in_settings(problem: &Problem, asked: &Lead) -> Option<Lead> {
    let shape =
        shape_of(SETTINGS).filter(|shape| of_path(shape, &asked.at.path, NAMELESS).is_some())?;
    problem.help.iter().find(|help| help.contains(SETTINGS))?;
    let at = At { file: SETTINGS.to_owned(), path: asked.at.path.clone() };
    let said = "各单位没有自己写的，都照它".to_owned();
    Some(Lead { at, shape, said, way: Way::Fill, part: asked.part, is_before: false })
}

/// What to do where nothing is known of the year before, and the fields that this is done at; `lead` makes them.
fn without_last_year(
    year: u16,
    lead: impl Fn(Way, &str, &str, String) -> Option<Lead>,
) -> (Vec<String>, Vec<Lead>) {
    let last = year.saturating_sub(1);
    let help = format!("把 {last} 年度的 PDF（本程序做的）或者工作簿拖进来，就有上年的数");
    let leads = [
        lead(Way::Fill, &format!("{year}.toml"), "prior", String::new()),
        lead(Way::Fill, "unit.toml", "established", format!("{year} 年新设立的单位才填")),
    ];
    (vec![help], leads.into_iter().flatten().collect())
}

/// Whether a path is another, or one of what stands below it.
fn is_within(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

/// What advice asks for that only says where it is to be written: “原因” of “请在 [reasons] 的 total 写明原因”.
fn asked_for(part: &str) -> Option<&str> {
    let rest = part.strip_prefix('请')?;
    let names = rest.contains(|c: char| c.is_ascii_lowercase());
    let behind =
        ["写明", "补上", "补写", "中写", "写出"].into_iter().find_map(|verb| rest.split_once(verb));
    let (_, what) = behind.filter(|_| names)?;
    let what = what.trim();
    let is_key = what.contains(|c: char| c.is_ascii_lowercase());
    Some(if is_key || what == "原因" { "" } else { what })
}

/// Whether a file of a report is the whole one of the year before, not one that serves only comparisons.
pub(super) fn is_of_year_before(file: &str, sources: &Sources, prefix: &str, year: u16) -> bool {
    let name = format!("{prefix}{file}");
    let source = sources.all().iter().find(|source| source.name == name);
    let is_whole = source.is_some_and(|source| !source.has("comparison-only"));
    is_whole && part_of(file, year) == Some(Part::LastYear)
}

/// The problem of a field that says that it is yet to be filled in.
pub(in crate::serve) const BLANK_LEFT: &str = "unfilled";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn advice_that_only_names_a_field_is_told_by_the_field() {
        for (part, wanted) in [
            ("请在 [reasons] accounts 中 213 的 change 写明原因", Some("")),
            ("请在 [reasons] accounts 中 213 的 use 写明主要用于什么", Some("主要用于什么")),
            ("请在 unit.toml 的 [profile] 中写 duties", Some("")),
            ("请补上 members", Some("")),
            ("请补写 deviation（偏差原因分析及改进措施）", Some("")),
            ("请在 measures 中写明对这些项目采取的措施", Some("对这些项目采取的措施")),
            ("这个版式印出合计的差异原因", None),
            ("确实没有发生的，各数写 0", None),
            ("请写明理由", None),
            ("请核对 [procurement]", None),
        ] {
            assert_eq!(asked_for(part), wanted, "{part}");
        }
    }

    #[test]
    fn what_stands_below_a_field_is_told_from_what_begins_alike() {
        assert!(is_within("reasons.total", "reasons") && is_within("income[1].a", "income"));
        assert!(is_within("income", "income") && !is_within("income-tax", "income"));
        assert!(!is_within("income", "income.a"));
    }
}
