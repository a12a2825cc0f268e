//! A sentence with what was changed in it marked.

use std::ops::Range;

use serde::Serialize;

use crate::editions::diff::aligned::{Aligned, aligned};

/// Part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct Part {
    /// Its words.
    pub text: String,
    /// Whether the other sentence has others in their place.
    pub changed: bool,
}

/// Two sentences in parts: what is the same in both, and what is not.
pub(crate) fn parts(old: &str, new: &str) -> (Vec<Part>, Vec<Part>) {
    let (old, new) = (pieces(old), pieces(new));
    let Aligned { same: _, gaps } = readable(aligned(&old, &new), &old, &new);
    let (from, to): (Vec<Range<usize>>, Vec<Range<usize>>) = gaps.into_iter().unzip();
    (apart(&old, &from), apart(&new, &to))
}

/// A sentence in parts: what lies in some gaps, and what does not.
fn apart(pieces: &[&str], gaps: &[Range<usize>]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let changed = gaps.iter().any(|gap| gap.contains(&at));
        match parts.last_mut().filter(|part| part.changed == changed) {
            Some(part) => part.text.push_str(piece),
            None => parts.push(Part { text: (*piece).to_owned(), changed }),
        }
    }
    parts
}

/// The new wording with each change marked in its place: `支出〔400662→400626〕元`.
pub(super) fn marked(old: &str, new: &str) -> String {
    let (old, new) = (pieces(old), pieces(new));
    let Aligned { same, gaps } = readable(aligned(&old, &new), &old, &new);
    let mut marked = String::new();
    let mut same = same.into_iter().peekable();
    let mut gaps = gaps.into_iter().peekable();
    loop {
        let gap_is_next = match (same.peek(), gaps.peek()) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some((from, to)), Some((old, new))) => old.end <= *from && new.end <= *to,
        };
        if gap_is_next && let Some((from, to)) = gaps.next() {
            let text = |pieces: &[&str]| pieces.concat();
            let from = text(old.get(from).unwrap_or_default());
            let to = text(new.get(to).unwrap_or_default());
            marked.push_str(&format!("〔{from}→{to}〕"));
        } else if let Some((_, to)) = same.next() {
            marked.push_str(new.get(to).copied().unwrap_or_default());
        } else {
            return marked;
        }
    }
}

/// Two sentences side by side without the few characters that are the same by chance between two changes which are as long:
/// words that were put in place of others are told as a whole. A number in place of another stays alone.
fn readable(aligned: Aligned, old: &[&str], new: &[&str]) -> Aligned {
    let is_number = |pieces: &[&str], part: &Range<usize>| {
        let piece = pieces.get(part.clone()).and_then(<[&str]>::first);
        part.len() == 1
            && piece.is_some_and(|piece| piece.starts_with(|c: char| c.is_ascii_digit()))
    };
    let is_figure =
        |(from, to): &(Range<usize>, Range<usize>)| is_number(old, from) && is_number(new, to);
    let size = |(from, to): &(Range<usize>, Range<usize>)| from.len().max(to.len());
    let mut gaps: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for gap in aligned.gaps {
        let mut next = gap;
        // What has grown may be as long now as what lies before it.
        while let Some(last) = gaps.last() {
            let is_far = next.0.start - last.0.end > size(last).min(size(&next));
            if is_far || is_figure(last) || is_figure(&next) {
                break;
            }
            next = (last.0.start..next.0.end, last.1.start..next.1.end);
            gaps.pop();
        }
        gaps.push(next);
    }
    let is_apart = |(from, _): &(usize, usize)| !gaps.iter().any(|(gap, _)| gap.contains(from));
    let same = aligned.same.into_iter().filter(is_apart).collect();
    Aligned { same, gaps }
}

/// A sentence in pieces: whole numbers, and every other character by itself.
fn pieces(text: &str) -> Vec<&str> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | '%' | '-');
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = match is_part(first) {
            true => rest.find(|c| !is_part(c)).unwrap_or(rest.len()),
            false => first.len_utf8(),
        };
        let (piece, after) = rest.split_at(end);
        pieces.push(piece);
        rest = after;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_marked_as_a_whole() {
        for (old, new, wanted) in [
            ("支出400662元。", "支出400626元。", "支出〔400662→400626〕元。"),
            ("增加1.00万元，减少", "减少1.00万元，减少", "〔增加→减少〕1.00万元，减少"),
            ("甲乙", "甲乙丙", "甲乙〔→丙〕"),
            ("甲12%", "甲", "甲〔12%→〕"),
            ("甲", "甲", "甲"),
        ] {
            assert_eq!(marked(old, new), wanted);
        }
    }

    #[test]
    fn words_in_place_of_others_are_marked_as_a_whole() {
        for (old, new, wanted) in [
            (
                "用于人员经费、办公经费和开办经费的支出",
                "用于开展青少年公益培训和场馆免费开放的支出",
                "用于〔人员经费、办公经费和开办经费→开展青少年公益培训和场馆免费开放〕的支出",
            ),
            ("设备老化需要更新", "新增设备维修", "〔设备老化需要更新→新增设备维修〕"),
            // Figures stay apart, and so does what is far from another change.
            (
                "支出12.00元，比上年增加3.00元",
                "支出13.00元，比上年减少4.00元",
                "支出〔12.00→13.00〕元，比上年〔增加3.00→减少4.00〕元",
            ),
            (
                "职工人数增加，相应的工资支出增加",
                "离休人数减少，相应的工资支出减少",
                "〔职工人数增加→离休人数减少〕，相应的工资支出〔增加→减少〕",
            ),
            ("甲1元、乙2元", "甲3元、乙4元", "甲〔1→3〕元、乙〔2→4〕元"),
        ] {
            assert_eq!(marked(old, new), wanted);
        }
    }

    #[test]
    fn both_sentences_come_in_parts() {
        let part = |text: &str, changed: bool| Part { text: text.to_owned(), changed };
        let (old, new) = parts("支出12.00元，增加。", "支出13.50元，减少。");
        let all = |figure: &str, way: &str| {
            let ends =
                [part(figure, true), part("元，", false), part(way, true), part("。", false)];
            [vec![part("支出", false)], ends.to_vec()].concat()
        };
        assert_eq!(old, all("12.00", "增加"));
        assert_eq!(new, all("13.50", "减少"));
        assert_eq!(parts("", "甲"), (vec![], vec![part("甲", true)]));
    }
}
