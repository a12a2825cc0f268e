//! A PDF and the one that its data yield → where they differ, in the words of who reads them.

use crate::engine::{Heading, OpenedPdf, Run, differences};
use crate::verify::said::Difference;

/// How many pairs of words are compared at most to find which belong together.
const MOST_PAIRS: usize = 4_000_000;

/// Two PDFs: as it stands, and as it follows from its data.
pub(super) struct Pair<'a> {
    /// As it stands.
    pub stands: &'a OpenedPdf,
    /// As it follows.
    pub follows: &'a OpenedPdf,
    /// The headings of what follows.
    pub headings: &'a [Heading],
}

impl Pair<'_> {
    /// Where the two differ in anything that is seen or read out.
    pub(super) fn all(&self) -> Vec<Difference> {
        let mut found = self.pages();
        if !found.is_empty() {
            return found;
        }
        let (pages, besides) = differences(self.stands, self.follows);
        for differing in pages {
            let words = self.words_of(differing.page, differing.page);
            if words.is_empty() {
                let what = match differing.contents {
                    true => "画的内容不同（字没有变：可能是位置、线条、颜色，或被盖住）".to_owned(),
                    false => format!("{}不同", named(&differing.others)),
                };
                found.push(Difference::of_page(differing.page + 1, what));
            }
            found.extend(words);
        }
        if !besides.is_empty() {
            found.push(Difference::besides(format!("{}不同", named(&besides))));
        }
        found
    }

    /// Where the two differ in words, wherever and however these are drawn.
    pub(super) fn words(&self) -> Vec<Difference> {
        let mut found = self.pages();
        if found.is_empty() {
            found = (0..self.follows.pages()).flat_map(|page| self.words_of(page, page)).collect();
        }
        found
    }

    /// Pages that are missing or more than there should be.
    fn pages(&self) -> Vec<Difference> {
        if self.stands.pages() == self.follows.pages() {
            return Vec::new();
        }
        let words = |pdf: &OpenedPdf| -> Vec<String> {
            let page = |page| pdf.runs(page).iter().map(|run| run.words.as_str()).collect();
            (0..pdf.pages()).map(page).collect()
        };
        let (stands, follows) = (words(self.stands), words(self.follows));
        let counted =
            format!("PDF 有 {} 页，数据得出 {} 页", self.stands.pages(), self.follows.pages());
        let mut found = vec![Difference::besides(counted)];
        for (stands, follows) in apart(&stands, &follows) {
            match (stands, follows) {
                (Some(page), Some(other)) => found.extend(self.words_of(page, other)),
                (Some(page), None) => {
                    found.push(Difference::of_page(page + 1, "这一页是数据里没有的"));
                }
                (None, Some(page)) => {
                    let heading = self.heading(page, f64::MAX);
                    let what = format!("PDF 里没有数据得出的第 {} 页", page + 1);
                    found.push(Difference { heading, ..Difference::besides(what) });
                }
                (None, None) => {}
            }
        }
        found
    }

    /// The words in which a page of what stands differs from one of what follows.
    fn words_of(&self, stands: usize, follows: usize) -> Vec<Difference> {
        let (page, theirs, ours) =
            (stands + 1, self.stands.runs(stands), self.follows.runs(follows));
        let words = |runs: &[Run]| -> Vec<String> {
            runs.iter().map(|run| run.words.split_whitespace().collect()).collect()
        };
        let pairs = apart(&words(&theirs), &words(&ours));
        let difference = |(their, our): (Option<usize>, Option<usize>)| {
            let their = their.and_then(|index| theirs.get(index));
            let our = our.and_then(|index| ours.get(index));
            let top = our.or(their).map_or(0.0, |run| run.top);
            let line: Vec<&str> = ours
                .iter()
                .filter(|run| (run.top - top).abs() < 1.0)
                .map(|run| run.words.trim())
                .collect();
            let line = line.join("　");
            let wanted = our.map(|run| run.words.trim().to_owned());
            Difference {
                page: Some(page),
                heading: self.heading(follows, top),
                what: None,
                stands: their.map(|run| run.words.trim().to_owned()),
                line: Some(line).filter(|line| !line.is_empty() && Some(line) != wanted.as_ref()),
                follows: wanted,
            }
        };
        pairs.into_iter().map(difference).collect()
    }

    /// The last heading at or above a place of a page, from 0.
    fn heading(&self, page: usize, top: f64) -> Option<String> {
        let mut before = self.headings.iter().filter(|heading| {
            heading.page <= page || heading.page == page + 1 && heading.top <= top + 1.0
        });
        before.next_back().map(|heading| heading.words.clone())
    }
}

/// What belongs to no equal of the other side: pairs where something stands in place of another, and what is alone.
fn apart(stands: &[String], follows: &[String]) -> Vec<(Option<usize>, Option<usize>)> {
    let start = stands.iter().zip(follows).take_while(|(one, other)| one == other).count();
    let ends = stands.iter().skip(start).rev().zip(follows.iter().skip(start).rev());
    let end = ends.take_while(|(one, other)| one == other).count();
    let one = stands.get(start..stands.len() - end).unwrap_or_default();
    let other = follows.get(start..follows.len() - end).unwrap_or_default();
    let kept = match one.len() * other.len() <= MOST_PAIRS {
        true => common(one, other),
        false => Vec::new(),
    };
    let mut found = Vec::new();
    let (mut from, mut to) = (0, 0);
    for (at, with) in kept.into_iter().chain([(one.len(), other.len())]) {
        let (alone, missing) = (from..at, to..with);
        let pairs = alone.len().max(missing.len());
        for index in 0..pairs {
            let of = |range: &std::ops::Range<usize>| {
                range.clone().nth(index).map(|index| index + start)
            };
            found.push((of(&alone), of(&missing)));
        }
        (from, to) = (at + 1, with + 1);
    }
    found
}

/// The longest sequence of equals that two lists have in common, by their indices.
fn common(one: &[String], other: &[String]) -> Vec<(usize, usize)> {
    let width = other.len() + 1;
    let mut longest = vec![0_u32; (one.len() + 1) * width];
    let at = |row: usize, column: usize| row * width + column;
    let of = |longest: &[u32], place: usize| longest.get(place).copied().unwrap_or_default();
    for (row, word) in one.iter().enumerate().rev() {
        for (column, with) in other.iter().enumerate().rev() {
            let best = match word == with {
                true => of(&longest, at(row + 1, column + 1)) + 1,
                false => of(&longest, at(row + 1, column)).max(of(&longest, at(row, column + 1))),
            };
            if let Some(place) = longest.get_mut(at(row, column)) {
                *place = best;
            }
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut pairs = Vec::new();
    while let (Some(word), Some(with)) = (one.get(row), other.get(column)) {
        if word == with {
            pairs.push((row, column));
            (row, column) = (row + 1, column + 1);
        } else if of(&longest, at(row + 1, column)) >= of(&longest, at(row, column + 1)) {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

/// PDF's own names in the words of who reads it.
fn named(keys: &[String]) -> String {
    let mut names: Vec<&str> = keys
        .iter()
        .map(|key| match key.as_str() {
            "Resources" => "字体或图片",
            "Annots" => "批注或链接",
            "Contents" => "画的内容",
            "MediaBox" | "CropBox" | "Rotate" | "UserUnit" => "页面的大小或方向",
            "Tabs" | "StructParents" | "StructTreeRoot" | "MarkInfo" => "读屏软件念的结构",
            "Metadata" | "Info" => "文件的属性",
            "Outlines" => "书签",
            "Lang" => "语言",
            "OutputIntents" => "颜色的说明",
            "AcroForm" => "表单",
            "OpenAction" | "AA" | "JavaScript" => "打开时要做的动作",
            "ViewerPreferences" | "PageMode" | "PageLayout" | "PageLabels" => "打开时的样子",
            _ => "文件的其他部分",
        })
        .collect();
    names.sort_unstable();
    names.dedup();
    names.join("、")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The indices of what is apart in two rows of words.
    fn of(one: &str, other: &str) -> Vec<(Option<usize>, Option<usize>)> {
        let words = |row: &str| row.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        apart(&words(one), &words(other))
    }

    #[test]
    fn what_is_apart_is_paired_where_it_stands_in_place_of_another() {
        assert_eq!(of("a b c", "a b c"), []);
        assert_eq!(of("a x c", "a b c"), [(Some(1), Some(1))]);
        assert_eq!(of("a c", "a b c"), [(None, Some(1))]);
        assert_eq!(of("a b c", "a c"), [(Some(1), None)]);
        assert_eq!(of("x b y d", "a b c d"), [(Some(0), Some(0)), (Some(2), Some(2))]);
        assert_eq!(of("", "a"), [(None, Some(0))]);
        assert_eq!(of("b a", "a"), [(Some(0), None)]);
    }
}
