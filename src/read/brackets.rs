//! Brackets that do not pair.

/// What the scan is inside of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// Keys, values and brackets.
    Code,
    /// A comment.
    Comment,
    /// A text, up to its closing quotes.
    Words(&'static str),
}

/// A bracket without its partner, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unpaired {
    /// Opened and not closed before the next key or table of the file, or its end.
    Open(usize),
    /// Closed without having been opened.
    Closed(usize),
}

/// The first bracket of a file that does not pair.
pub(super) fn unpaired(text: &str) -> Option<Unpaired> {
    let mut inside = Inside::Code;
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut skip = 0;
    for (index, c) in text.char_indices() {
        if index < skip {
            continue;
        }
        let rest = text.get(index..).unwrap_or_default();
        let begins_line = index == 0 || text.get(..index).is_some_and(|t| t.ends_with('\n'));
        if inside == Inside::Code && begins_line && !open.is_empty() && begins_entry(rest) {
            break;
        }
        match inside {
            Inside::Comment if c == '\n' => inside = Inside::Code,
            Inside::Comment => {}
            Inside::Words(quotes) if rest.starts_with(quotes) => {
                inside = Inside::Code;
                skip = index + quotes.len();
            }
            // A text of one line that is not closed: the parser says so better.
            Inside::Words(quotes) if c == '\n' && quotes.len() == 1 => return None,
            Inside::Words("\"" | "\"\"\"") if c == '\\' => skip = index + 2,
            Inside::Words(_) => {}
            Inside::Code => match c {
                '#' => inside = Inside::Comment,
                '"' | '\'' => {
                    let quotes = ["\"\"\"", "\'\'\'", "\"", "\'"].into_iter();
                    let quotes = quotes.into_iter().find(|quotes| rest.starts_with(quotes))?;
                    inside = Inside::Words(quotes);
                    skip = index + quotes.len();
                }
                '[' | '{' => open.push((index, c)),
                ']' | '}' => {
                    let wanted = if c == ']' { '[' } else { '{' };
                    match open.pop() {
                        Some((_, bracket)) if bracket == wanted => {}
                        // `]` within `{`: the row was not closed; `}` within `[`: one too many.
                        Some((place, '{')) => return Some(Unpaired::Open(place)),
                        _ => return Some(Unpaired::Closed(index)),
                    }
                }
                _ => {}
            },
        }
    }
    open.first().map(|(index, _)| Unpaired::Open(*index))
}

/// Whether a line begins with `key =` or `[table]`, as only an entry of the whole file does.
fn begins_entry(rest: &str) -> bool {
    let line = rest.lines().next().unwrap_or_default();
    let is_key = |key: &str| {
        let letter = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        !key.is_empty() && key.chars().all(letter)
    };
    match line.strip_prefix('[') {
        Some(table) => table.trim_start_matches('[').split(']').next().is_some_and(is_key),
        None => line.split_once('=').is_some_and(|(key, _)| is_key(key.trim_end())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The line up to the bracket that does not pair.
    fn line(text: &str) -> Option<&str> {
        let (Unpaired::Open(at) | Unpaired::Closed(at)) = unpaired(text)?;
        text.get(..=at)?.lines().last()
    }

    #[test]
    fn a_bracket_left_open_is_found_where_it_was_opened() {
        assert_eq!(line("a = [\n  { b = 1 },\n\nc = 1\n"), Some("a = ["));
        assert_eq!(line("a = [ # ]\n  { b = 1 },\n"), Some("a = ["));
        assert_eq!(line("a = [\n  { b = 1,\n]\n"), Some("  {"));
        assert_eq!(line("a = [\n  { b = 1 },\n\n[table]\nd = 1\n"), Some("a = ["));
    }

    #[test]
    fn a_bracket_too_many_is_found_where_it_stands() {
        assert_eq!(line("a = [\n  { b = 1 }},\n]\n"), Some("  { b = 1 }}"));
        assert_eq!(line("a = [ { b = 1 } ]]\n"), Some("a = [ { b = 1 } ]]"));
    }

    #[test]
    fn brackets_in_texts_and_comments_do_not_count() {
        assert_eq!(line("a = \"[\"\n# {\nb = \"\"\"\n[c\n\"\"\"\nd = '{'\n[e]\nf = [1]\n"), None);
    }
}
