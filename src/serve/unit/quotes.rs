//! What somebody wrote, in quotes within a sentence of the program.

/// What a text begins with in quotes, the quotes included, and what follows. Quotes of somebody's own may stand in it without
/// their other halves: one that closes what nothing else opened is within it, and so is one that opens what nothing closes.
pub(in crate::serve) fn quoted(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('“')?;
    let opens = |c: &char| *c == '“';
    let closes = |c: &char| *c == '”';
    let mut depth = 1_usize;
    for (at, c) in inner.char_indices() {
        let rest = inner.get(at + c.len_utf8()..).unwrap_or_default();
        if opens(&c) {
            let left = rest.chars().filter(closes).count();
            let more = rest.chars().filter(opens).count();
            depth += usize::from(left.saturating_sub(more) > depth);
        } else if closes(&c) {
            depth -= 1;
            let next = rest.chars().find(|c| opens(c) || closes(c));
            match (depth, next) {
                (0, Some('”')) => depth = 1,
                (0, _) => return text.split_at_checked(text.len() - rest.len()),
                (_, _) => {}
            }
        }
    }
    Some((text, ""))
}

/// Words between quotes: those of their own are the single ones there.
pub(in crate::serve) fn marked(words: &str) -> String {
    format!("“{}”", words.replace('“', "‘").replace('”', "’"))
}

/// A text in pieces: what is said in it, and what somebody wrote, which stands in quotes.
pub(in crate::serve) fn in_pieces(text: &str) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(from) = rest.find('“') {
        let (before, after) = rest.split_at_checked(from).unwrap_or((rest, ""));
        let (own, after) = quoted(after).unwrap_or((after, ""));
        pieces.extend([(before, false), (own, true)]);
        rest = after;
    }
    pieces.push((rest, false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

/// What somebody wrote, in quotes where it has letters that would be taken for a key.
pub(in crate::serve) fn own(word: &str) -> String {
    let is_plain = !word.contains(|c: char| c.is_ascii_alphabetic());
    if is_plain { word.to_owned() } else { format!("“{word}”") }
}
