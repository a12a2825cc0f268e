//! Many problems of one kind, summed up for a person.

use std::collections::BTreeMap;

use crate::model::place::FileNumber;
use crate::problem::{Problem, Severity, Sources};

/// So many problems of one kind are shown for one file; the others are counted.
const SHOWN: usize = 20;

/// So many problems that can be told together are shown one by one.
const FEW: usize = 3;

/// What is shown of some problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown<'p> {
    /// A problem.
    One(&'p Problem),
    /// So many more of the kind of a problem in the same file, of which it is the first.
    More(&'p Problem, usize),
    /// All problems that are told together with one, which is the first of them.
    Together(&'p Problem, &'p [Problem]),
    /// A problem that is counted with an earlier one.
    Counted,
}

/// What is shown of each of some problems, in their order.
pub fn summed_up(problems: &[Problem]) -> Vec<Shown<'_>> {
    let mut counts = BTreeMap::new();
    for problem in problems {
        *counts.entry(kind(problem)).or_insert(0_usize) += 1;
    }
    let mut seen = BTreeMap::new();
    let shown = problems.iter().map(|problem| {
        let seen = seen.entry(kind(problem)).or_insert(0);
        *seen += 1;
        let count = counts.get(&kind(problem)).copied().unwrap_or_default();
        match *seen {
            1 if count > FEW && problem.gathering().is_some() => Shown::Together(problem, problems),
            _ if count > FEW && problem.gathering().is_some() => Shown::Counted,
            // One more is shown as soon as it is counted.
            ..=SHOWN => Shown::One(problem),
            _ if count == SHOWN + 1 => Shown::One(problem),
            seen if seen == SHOWN + 1 => Shown::More(problem, count - SHOWN),
            _ => Shown::Counted,
        }
    });
    shown.collect()
}

/// What problems that are shown or counted together have in common.
type Kind<'p> = (&'static str, Severity, Option<FileNumber>, Option<&'p str>);

/// What a problem has in common with others.
pub(super) fn kind(problem: &Problem) -> Kind<'_> {
    let file = problem.places.first().map(|(place, _)| place.file);
    let told = problem.gathering().map(|told| told.headline.as_str());
    (problem.id, problem.severity, file, told)
}

/// The line that says how many more problems there are of a kind.
pub fn more(first: &Problem, count: usize, sources: &Sources) -> String {
    let file = first.places.first().and_then(|(place, _)| sources.file(place.file));
    let file = file.map_or_else(String::new, |file| format!("{} 中", file.name));
    let (severity, count) = (first.severity.term(), grouped(count));
    format!(
        "{severity}[{}]: {file}另有 {count} 处同样的问题；改正以后再运行，或用 --format json 列出全部",
        first.id
    )
}

/// A number with its digits in groups of three.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::Place;
    use crate::problem::Gathering;

    /// So many problems of an id in a file.
    fn of(id: &'static str, file: usize, count: usize) -> Vec<Problem> {
        let place = |number| Place::new(FileNumber(file), number..number + 1);
        (0..count).map(|number| Problem::error(id, "x").at(place(number), "")).collect()
    }

    /// How many are shown, and how many counted.
    fn counts(problems: &[Problem]) -> (usize, usize) {
        let shown = summed_up(problems);
        assert_eq!(shown.len(), problems.len());
        let ones = shown.iter().filter(|shown| matches!(shown, Shown::One(_))).count();
        let more = shown.iter().map(|shown| match shown {
            Shown::More(_, count) => *count,
            Shown::One(_) | Shown::Together(..) | Shown::Counted => 0,
        });
        (ones, more.sum())
    }

    #[test]
    fn many_that_can_be_told_together_are() {
        let gathered = |count: usize, headline: &str| -> Vec<Problem> {
            let gathering = Gathering { headline: headline.to_owned(), help: "写".to_owned() };
            let problems = of("a", 0, count).into_iter();
            problems.map(|problem| problem.gathered(gathering.clone())).collect()
        };
        let together = |problems: &[Problem]| {
            let shown = summed_up(problems).into_iter();
            shown.filter(|shown| matches!(shown, Shown::Together(..))).count()
        };
        assert_eq!(together(&gathered(3, "差 {} 项")), 0);
        assert_eq!(counts(&gathered(3, "差 {} 项")), (3, 0));
        let several = [gathered(16, "差 {} 项"), of("a", 0, 5), gathered(4, "差 {} 类")].concat();
        assert_eq!(together(&several), 2);
        assert_eq!(counts(&several), (5, 0));
        let mut sources = Sources::default();
        sources.add("a.toml", "x".repeat(20));
        let text = crate::problem::gathered(&several[0], &several, &sources);
        assert!(text.starts_with("错误[a]: 差 16 项\n --> a.toml\n  | 第 1 行：x\n"), "{text}");
        assert_eq!((text.matches("第 1 行").count(), text.ends_with("办法: 写")), (16, true));
    }

    #[test]
    fn many_of_one_kind_are_counted() {
        assert_eq!(counts(&[]), (0, 0));
        assert_eq!(counts(&of("a", 0, 20)), (20, 0));
        assert_eq!(counts(&of("a", 0, 21)), (21, 0));
        assert_eq!(counts(&of("a", 0, 22)), (20, 2));
        assert_eq!(counts(&of("a", 0, 20_000)), (20, 19_980));
        let several = [of("a", 0, 20), of("b", 0, 20), of("a", 1, 20)].concat();
        assert_eq!(counts(&several), (60, 0));
        let several = [of("a", 0, 30), of("b", 0, 5), of("a", 1, 40)].concat();
        assert_eq!(counts(&several), (45, 30));
    }

    #[test]
    fn numbers_are_grouped() {
        for (number, shown) in
            [(2, "2"), (980, "980"), (19_980, "19,980"), (1_000_000, "1,000,000")]
        {
            assert_eq!(grouped(number), shown);
        }
        let mut sources = Sources::default();
        sources.add("data/甲/2022.toml", "");
        let line = more(&of("wrong-type", 0, 1)[0], 19_980, &sources);
        assert!(line.starts_with("错误[wrong-type]: data/甲/2022.toml 中另有 19,980 处同样的问题"));
    }
}
