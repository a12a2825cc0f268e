//! What a finding is recognised by.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use crate::model::acceptance::Identity;
use crate::model::place::{FileNumber, Place};
use crate::problem::figures::figures_at;
use crate::problem::{Field, Problem, Sources};

/// Words of at most so many characters are kept as they are.
const LONG: usize = 40;

/// So many characters are kept of longer ones.
const KEPT: usize = 24;

/// A term that headlines put in quotes.
const TERM: &str = "三公";

/// What a finding is recognised by: its fields, figures and words, so that neither lines nor comments nor the order of
/// rows matter. `home` is the file whose fields need no file name; words that are `private` are kept only as a digest.
pub(crate) fn identify(
    problem: &Problem,
    sources: &Sources,
    home: FileNumber,
    private: bool,
) -> Identity {
    let marks = marks(problem, sources);
    let field = problem.field();
    let main = match (problem.places.first(), field) {
        (Some((place, _)), _) => Some(in_file(*place, path(*place, field, sources), sources, home)),
        (None, Some(Field::Whole(path) | Field::Asked(path) | Field::Lacking(path))) => {
            Some(path.clone())
        }
        (None, None) => None,
    };
    let others: BTreeSet<String> = marks
        .iter()
        .map(|(place, _)| in_file(*place, path(*place, None, sources), sources, home))
        .collect();
    let main = main.filter(|main| !others.contains(main));
    let at: Vec<String> = main.into_iter().chain(others).collect();
    let figures: Vec<String> =
        figures_at(&problem.headline, &at).into_iter().map(|figure| figure.text).collect();
    let mut words: Vec<String> = marks.iter().map(|(_, words)| one_line(words)).collect();
    for quote in quotes(&problem.headline) {
        let quote = one_line(quote);
        let begun = quote.trim_end_matches('…');
        let known = |words: &String| words.contains(begun);
        let known = words.iter().any(known);
        if !known && quote != TERM && !at.iter().any(|path| path.contains(&quote)) {
            words.push(quote);
        }
    }
    if words.is_empty() && figures.is_empty() {
        let text = whole_text(problem, sources);
        words.extend(text.filter(|words| !at.iter().any(|path| path.contains(words))));
    }
    Identity { at, figures, words: counted(words, private) }
}

/// The path of the field at a place; `field` says where the place only stands for it.
pub(super) fn path(place: Place, field: Option<&Field>, sources: &Sources) -> Option<String> {
    let there = sources.path(place);
    match field {
        Some(Field::Whole(path) | Field::Asked(path)) => Some(path.clone()),
        Some(Field::Lacking(key)) => Some(match there {
            Some(there) if there.rsplit('.').next() == Some(key) => there.to_owned(),
            Some(there) => format!("{there}.{key}"),
            None => key.clone(),
        }),
        None => there.map(str::to_owned),
    }
}

/// A path after the name of its file, which is left out for `home` and begins at its folder for files beside it.
fn in_file(place: Place, path: Option<String>, sources: &Sources, home: FileNumber) -> String {
    let name = |file| sources.file(file).map_or("", |source| source.name.as_str());
    let file = name(place.file);
    let home = name(home);
    let folder = home.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = file.strip_prefix(folder).and_then(|file| file.strip_prefix('/'));
    match path {
        Some(path) if file == home => path,
        Some(path) => format!("{}: {path}", beside.unwrap_or(file)),
        None => beside.unwrap_or(file).to_owned(),
    }
}

/// The words that a finding is about: those that it marks, or else those within texts that it points at.
fn marks(problem: &Problem, sources: &Sources) -> Vec<(Place, String)> {
    if !problem.marks().is_empty() {
        return problem.marks().to_vec();
    }
    let within = problem.places.iter().filter_map(|(place, _)| {
        let source = sources.file(place.file)?;
        let words = source.text.get(place.start..place.end)?;
        let within = source.outline().is_within_text(place.start, place.end);
        within.then(|| (*place, words.to_owned()))
    });
    within.collect()
}

/// The whole text that a finding points at, without its quotes.
fn whole_text(problem: &Problem, sources: &Sources) -> Option<String> {
    let (place, _) = problem.places.first()?;
    let source = sources.file(place.file)?;
    let (start, end) = source.outline().text(place.start, place.end)?;
    let words = source.text.get(start..end)?.trim_matches(['"', '\'']);
    Some(one_line(words)).filter(|words| !words.is_empty())
}

/// The words between the quotes of a headline, outer quotes only.
fn quotes(headline: &str) -> Vec<&str> {
    let (mut found, mut depth, mut begun) = (Vec::new(), 0_usize, 0);
    for (at, c) in headline.char_indices() {
        match c {
            '“' => {
                if depth == 0 {
                    begun = at + c.len_utf8();
                }
                depth += 1;
            }
            '”' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    found.extend(headline.get(begun..at));
                }
            }
            _ => {}
        }
    }
    found
}

/// Words in their order, each once, with how many times it is there.
fn counted(words: Vec<String>, private: bool) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for words in words {
        *counts.entry(words).or_default() += 1;
    }
    let shown = counts.into_iter().map(|(words, count)| match count {
        1 => brief(&words, private),
        count => format!("{} ×{count}", brief(&words, private)),
    });
    shown.collect()
}

/// Words with single blanks and without line ends.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words as an acceptance keeps them: short ones whole, long ones by their beginning and a digest, private ones by the
/// digest alone.
fn brief(words: &str, private: bool) -> String {
    if !private && words.chars().count() <= LONG {
        return words.to_owned();
    }
    let digest = Sha256::digest(words.as_bytes());
    let digest: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    let kept: String = words.chars().take(if private { 0 } else { KEPT }).collect();
    format!("{kept}…#{digest}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const YEAR: &str = "income = [\n  { code = \"201\", other = 1.00 },\n]\n[reasons]\ntotal = \"人员增加，，工资上涨\"\n";

    /// A year's file with a file beside it.
    fn files() -> (Sources, FileNumber, FileNumber) {
        let mut sources = Sources::default();
        let year = sources.add("data/甲/2022.toml", YEAR);
        let unit = sources.add("data/甲/unit.toml", "name = \"甲\"\n");
        (sources, year, unit)
    }

    /// The place of some words.
    fn place(file: FileNumber, text: &str, words: &str) -> Place {
        let start = text.find(words).unwrap();
        Place::new(file, start..start + words.len())
    }

    #[test]
    fn a_finding_is_recognised_by_field_and_figures() {
        let (sources, year, unit) = files();
        let problem =
            Problem::finding("201 收入 1.00 元，差 5.00 元").at(place(year, YEAR, "1.00"), "");
        let found = identify(&problem, &sources, year, false);
        assert_eq!(found.at, ["income[201].other"]);
        assert_eq!(found.figures, ["1.00", "5.00"]);
        assert!(found.words.is_empty());
        let away = identify(&problem.clone().lacking("general"), &sources, unit, false);
        assert_eq!(away.at, ["2022.toml: income[201].other.general"]);
        let whole = identify(&problem.about("income"), &sources, year, false);
        assert_eq!(whole.at, ["income"]);
        let top =
            Problem::finding("没有写职责").at(Place::new(unit, 0..0), "").lacking("profile.duties");
        assert_eq!(identify(&top, &sources, year, false).at, ["unit.toml: profile.duties"]);
    }

    #[test]
    fn a_finding_about_words_is_recognised_by_them() {
        let (sources, year, _) = files();
        let double = place(year, YEAR, "，，");
        let problem = Problem::finding("标点重复：“增加，，工资”").at(double, "");
        let found = identify(&problem, &sources, year, false);
        assert_eq!(found.at, ["reasons.total"]);
        assert!(found.figures.is_empty());
        assert_eq!(found.words, ["增加，，工资", "，，"]);
        let mut marked = problem;
        marked.mark(double, "增加，，工资");
        assert_eq!(identify(&marked, &sources, year, false).words, ["增加，，工资"]);
        let private = identify(&marked, &sources, year, true);
        assert!(private.words[0].starts_with("…#") && !private.words[0].contains("工资"));
        // A finding without figures that points at a whole text is recognised by all of it.
        let whole = Problem::finding("这段话不会印出")
            .at(place(year, YEAR, "\"人员增加，，工资上涨\""), "");
        assert_eq!(identify(&whole, &sources, year, false).words, ["人员增加，，工资上涨"]);
    }

    #[test]
    fn long_words_are_kept_by_a_digest() {
        let long = "甲".repeat(LONG + 1);
        assert_ne!(brief(&long, false), brief(&format!("{long}乙"), false));
        assert!(brief(&long, false).chars().count() <= LONG);
        assert_eq!(brief(&brief(&long, false), false), brief(&long, false));
    }

    #[test]
    fn outer_quotes_are_found() {
        assert_eq!(quotes("“三公”说“甲“乙”丙”"), ["三公", "甲“乙”丙"]);
    }
}
