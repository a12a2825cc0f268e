//! Figures that changed: 由1,103人减至1,046人.

use rust_decimal::Decimal;

use crate::check::quantities::about::About;
use crate::check::quantities::quantity::{Kind, Quantity};
use crate::check::quantities::reach::{CLAUSE, words_since};
use crate::check::quantities::wholes::Wholes;

/// Words between the figure before and the one after.
const BECAME: [&str; 13] = [
    "提高", "增加", "增长", "增至", "上升", "减至", "减少", "降到", "降至", "降低", "下降", "调整",
    "压减",
];

/// Words before the figure before.
const FROM: [&str; 6] = ["由", "从", "上年", "去年", "原来", "比"];

/// The most bytes between the two figures.
const BETWEEN: usize = 24;

/// A figure before, the one after it, and by how much they differ.
#[derive(Debug, Clone)]
pub(super) struct Course {
    /// Which figure was before.
    pub(super) before: usize,
    /// Which figure it became.
    pub(super) after: usize,
    /// What they measure.
    pub(super) kind: Kind,
    /// By how much they differ.
    pub(super) gap: Decimal,
}

/// The figures of a text that became others.
pub(super) fn courses(text: &str, quantities: &[Quantity]) -> Vec<Course> {
    if !BECAME.iter().any(|word| text.contains(word)) {
        return Vec::new();
    }
    let pairs = quantities.iter().zip(quantities.iter().skip(1)).enumerate();
    let courses = pairs.filter_map(|(index, (before, after))| {
        let between = text.get(before.range.end..after.range.start)?;
        let clause = || words_since(text, before.range.start, &['。', '；', '，', '\n'], CLAUSE);
        let told = before.kind == after.kind
            && between.len() <= BETWEEN
            && !between.contains(['。', '；', '，', '、'])
            && BECAME.iter().any(|word| between.contains(word))
            && FROM.iter().any(|word| clause().contains(word));
        told.then(|| Course {
            before: index,
            after: index + 1,
            kind: before.kind,
            gap: after.value.saturating_sub(before.value).abs(),
        })
    });
    courses.collect()
}

/// The figures of a text that say by how much another one changed.
pub(super) fn gaps(course: &Course, wholes: &Wholes) -> Vec<usize> {
    let about = About::new(course.gap, Decimal::ZERO).value;
    let gaps = wholes.made(course.gap, about).flat_map(|(_, equal)| &equal.members);
    gaps.copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::quantities::quantity::quantities;

    #[test]
    fn figures_become_others() {
        for (text, expected) in [
            ("由上年的384.64万元增加到486.24万元，增加101.60万元", &[0, 2][..]),
            ("由上年的384.64万元增加到486.24万元，增加106.10万元", &[0]),
            ("补助人数由1,103人减至1,046人", &[0]),
            ("接待批次由上年的21批次降到19批次", &[0]),
            ("支出384.64万元，增加486.24万元", &[]),
            ("门诊人数1,103人、减少的1,046人", &[]),
        ] {
            let all = quantities(text);
            let found = courses(text, &all).into_iter().flat_map(|course| {
                let gaps = gaps(&course, &Wholes::new(&all, course.kind));
                std::iter::once(course.before).chain(gaps)
            });
            assert_eq!(found.collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
