//! Quotes that do not pair, and quotes within words.

use std::ops::Range;

use crate::model::place::{FileNumber, Place};
use crate::problem::Problem;
use crate::tables::lexed::{Kind, Lexed, Piece};

/// What is wrong, where, and what to do.
pub(super) type Found = (Range<usize>, String, String);

/// The problem of a text of several lines whose closing quotes are missing: it runs on to the end of the file, or takes
/// the opening quotes of the next text for its own.
pub(super) fn unclosed(lexed: &Lexed<'_>, file: FileNumber) -> Option<Problem> {
    let text = lexed.pieces().find(|piece| {
        piece.kind == Kind::Words
            && piece.is_of_several_lines()
            && (piece.is_left_open() || ends_in_a_key(piece))
    })?;
    let place = Place::new(file, text.start..text.start + 3);
    let marks = text.says.get(..3).unwrap_or_default();
    Some(
        Problem::error("toml-syntax", "多行文字没有写结束的引号")
            .at(place, "这段文字从这里开始，没有结束")
            .help(format!("请在这段文字的最后一行之后补上单独一行 {marks}")),
    )
}

/// Whether a text ends in `key = `, so that its closing quotes are the opening ones of the next.
fn ends_in_a_key(text: &Piece<'_>) -> bool {
    let inner = text.says.get(3..text.says.len().saturating_sub(3)).unwrap_or_default();
    let Some((_, last)) = inner.rsplit_once('\n') else { return false };
    let key = last.trim().strip_suffix('=').map(str::trim_end);
    let letter = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    key.is_some_and(|key| !key.is_empty() && key.chars().all(letter))
}

/// A quote in the line of an error that ends a text too early or too late: words stand against it on the other side.
pub(super) fn within(line: &[Piece<'_>]) -> Option<Found> {
    let touching = line.windows(2).find_map(|pair| match pair {
        [one, other] if meets(one, other) => Some((one, other)),
        _ => None,
    });
    let (one, other) = touching?;
    let words = if one.kind == Kind::Words { one } else { other };
    let inner = words.says.trim_matches(['"', '\'']).trim_end();
    if one.kind == Kind::Words && inner.ends_with(['=', ',', '{', '[']) {
        let range = one.start..one.start + 1;
        return Some((
            range,
            "这个引号没有配对".to_owned(),
            "请在这段文字的末尾补上引号".to_owned(),
        ));
    }
    let at = if one.kind == Kind::Words { one.end() - 1 } else { other.start };
    let headline = "文字里面有半角引号，文字到这里就断了".to_owned();
    Some((at..at + 1, headline, "文字里面的引号写“”；两边的引号用半角 \"".to_owned()))
}

/// Full-width marks that were meant to part or close something in code.
const PARTING: [char; 9] = ['，', '、', '；', '：', '＝', '）', '］', '｝', '＃'];

/// Whether words in quotes and something else stand against each other with nothing between.
fn meets(one: &Piece<'_>, other: &Piece<'_>) -> bool {
    let several = |piece: &Piece<'_>| piece.is_of_several_lines();
    match (one.kind, other.kind) {
        (Kind::Words, Kind::Words) => !several(one),
        (Kind::Words, Kind::Bare) => !several(one) && !other.says.starts_with(PARTING),
        (Kind::Bare, Kind::Words) => !several(other) && !one.says.ends_with(['“', '”', '＝']),
        _ => false,
    }
}
