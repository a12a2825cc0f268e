//! A sentence with what was changed in it marked.

use crate::editions::diff::aligned::{Aligned, aligned};

/// The new wording with each change marked in its place: `支出〔400662→400626〕元`.
pub(super) fn marked(old: &str, new: &str) -> String {
    let (old, new) = (pieces(old), pieces(new));
    let Aligned { same, gaps } = aligned(&old, &new);
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
}
