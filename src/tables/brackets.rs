//! Brackets that do not pair.

use crate::tables::lexed::{Kind, Lexed, Piece};

/// A bracket without its partner, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unpaired {
    /// Opened and not closed before the next key or table of the file, or its end.
    Open(usize),
    /// Closed without having been opened.
    Closed(usize),
}

/// The first bracket of a file that does not pair; nothing where a quote is left open, which the parser says better.
pub(super) fn unpaired(lexed: &Lexed<'_>) -> Option<Unpaired> {
    let mut open: Vec<(usize, &str)> = Vec::new();
    let mut begins_line = true;
    for (number, piece) in lexed.pieces().enumerate() {
        if begins_line && !open.is_empty() && begins_entry(lexed.pieces_from(number)) {
            break;
        }
        begins_line = piece.kind == Kind::Newline;
        if piece.is_left_open() {
            return None;
        }
        match piece.says {
            "[" | "{" if piece.kind == Kind::Mark => open.push((piece.start, piece.says)),
            "]" | "}" if piece.kind == Kind::Mark => {
                let wanted = if piece.says == "]" { "[" } else { "{" };
                match open.pop() {
                    Some((_, bracket)) if bracket == wanted => {}
                    // `]` within `{`: the row was not closed; `}` within `[`: one too many.
                    Some((place, "{")) => return Some(Unpaired::Open(place)),
                    _ => return Some(Unpaired::Closed(piece.start)),
                }
            }
            _ => {}
        }
    }
    open.first().map(|(index, _)| Unpaired::Open(*index))
}

/// Whether a line begins with `key =` or `[table]`, as only an entry of the whole file does.
fn begins_entry<'t>(line: impl Iterator<Item = Piece<'t>>) -> bool {
    let mut line = line.skip_while(|piece| piece.says == "[").peekable();
    let mut named = false;
    while let Some(piece) = line.peek() {
        let letter = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
        match piece.kind {
            Kind::Bare if piece.says.chars().all(letter) => named = true,
            Kind::Mark if piece.says == "." && named => {}
            _ => break,
        }
        line.next();
    }
    let mut rest = line.skip_while(|piece| piece.kind == Kind::Blank);
    named && rest.next().is_some_and(|piece| matches!(piece.says, "=" | "]"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line up to the bracket that does not pair.
    fn line(text: &str) -> Option<&str> {
        let (Unpaired::Open(at) | Unpaired::Closed(at)) = unpaired(&Lexed::new(text))?;
        text.get(..=at)?.lines().last()
    }

    #[test]
    fn a_bracket_left_open_is_found_where_it_was_opened() {
        assert_eq!(line("a = [\n  { b = 1 },\n\nc = 1\n"), Some("a = ["));
        assert_eq!(line("a = [ # ]\n  { b = 1 },\n"), Some("a = ["));
        assert_eq!(line("a = [\n  { b = 1,\n]\n"), Some("  {"));
        assert_eq!(line("a = [\n  { b = 1 },\n\n[table]\nd = 1\n"), Some("a = ["));
        assert_eq!(line("a = [\n  { b = \"]\" },\n\n[[rows]]\nd = 1\n"), Some("a = ["));
    }

    #[test]
    fn a_bracket_too_many_is_found_where_it_stands() {
        assert_eq!(line("a = [\n  { b = 1 }},\n]\n"), Some("  { b = 1 }}"));
        assert_eq!(line("a = [ { b = 1 } ]]\n"), Some("a = [ { b = 1 } ]]"));
    }

    #[test]
    fn brackets_in_texts_and_comments_do_not_count() {
        assert_eq!(line("a = \"[\"\n# {\nb = \"\"\"\n[c\n\"\"\"\nd = '{'\n[e]\nf = [1]\n"), None);
        assert_eq!(line("a = \"\\\"[\"\nb = '''\n{'''\nc = [ \"#\" ] # ]\n"), None);
    }
}
