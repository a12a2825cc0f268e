//! The lines of a text, and the sections that its headings make.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

/// What a text is made of, as far as edits are concerned.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    /// The text.
    pub(super) text: &'t str,
    /// Where each heading such as `[assets]` stands.
    headings: Vec<Range<usize>>,
    /// The line ends of the text.
    pub(super) end: &'static str,
}

impl<'t> Lines<'t> {
    /// Looks through a text.
    pub(super) fn of(text: &'t str) -> Self {
        let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        Self { text, headings: headings(text), end }
    }

    /// The first byte of the line of a byte.
    pub(super) fn start(&self, at: usize) -> usize {
        let before = self.text.get(..at).unwrap_or(self.text);
        before.rfind('\n').map_or(0, |newline| newline + 1)
    }

    /// The byte after the line of a byte, its line end included.
    pub(super) fn after(&self, at: usize) -> usize {
        let rest = self.text.get(at..).unwrap_or_default();
        rest.find('\n').map_or(self.text.len(), |newline| at + newline + 1)
    }

    /// Where the section of a heading ends that begins at a byte: at the next heading or the end of the text. The top of a
    /// file ends at its first heading.
    pub(super) fn section_end(&self, heading: Option<usize>) -> usize {
        let mut after = self.headings.iter().map(|range| range.start);
        let next = after.find(|start| heading.is_none_or(|heading| *start > heading));
        next.unwrap_or(self.text.len())
    }

    /// The headings after one that begins at a byte.
    pub(super) fn headings_after(&self, heading: usize) -> impl Iterator<Item = Range<usize>> + '_ {
        self.headings.iter().filter(move |range| range.start > heading).cloned()
    }

    /// The byte after the last line of a section that says something, from a byte within it on: the blank lines and notes
    /// after it belong to what follows.
    pub(super) fn last_said(&self, from: usize, section_end: usize) -> usize {
        let section = self.text.get(from..section_end).unwrap_or_default();
        let tokens = Source::new(section).lex();
        let silent = |kind: TokenKind| {
            matches!(
                kind,
                TokenKind::Whitespace | TokenKind::Newline | TokenKind::Comment | TokenKind::Eof
            )
        };
        let last = tokens.filter(|token| !silent(token.kind())).last();
        let said = from + last.map_or(0, |token| token.span().end());
        self.after(said.saturating_sub(1).max(from))
    }

    /// The kinds of the tokens that follow a byte, with their ranges, blanks, line ends and notes left out.
    pub(super) fn token_after(&self, at: usize) -> Option<(TokenKind, Range<usize>)> {
        let rest = self.text.get(at..)?;
        let token = Source::new(rest).lex().find(|token| {
            !matches!(token.kind(), TokenKind::Whitespace | TokenKind::Newline | TokenKind::Comment)
        })?;
        Some((token.kind(), at + token.span().start()..at + token.span().end()))
    }

    /// A line of its own at a place where a line begins, even where the line before has no end.
    pub(super) fn new_line(&self, at: usize, line: &str) -> String {
        let before = self.text.get(..at).unwrap_or_default();
        let begun = if before.is_empty() || before.ends_with('\n') { "" } else { self.end };
        format!("{begun}{line}{}", self.end)
    }

    /// The blanks at the beginning of the line of a byte.
    pub(super) fn indent(&self, at: usize) -> &'t str {
        let line = self.text.get(self.start(at)..).unwrap_or_default();
        let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
        line.get(..blanks).unwrap_or_default()
    }
}

/// Where the headings of a text stand.
fn headings(text: &str) -> Vec<Range<usize>> {
    let mut headings: Vec<Range<usize>> = Vec::new();
    let (mut depth, mut begins, mut within) = (0_usize, true, false);
    for token in Source::new(text).lex() {
        let span = token.span();
        match token.kind() {
            TokenKind::Newline => {
                begins |= depth == 0 || within;
                if within {
                    (within, depth) = (false, 0);
                }
                continue;
            }
            TokenKind::Whitespace | TokenKind::Comment => continue,
            TokenKind::LeftSquareBracket if begins && depth == 0 => {
                within = true;
                headings.push(span.start()..span.end());
            }
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket if !within => depth += 1,
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket if !within => {
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
        if within && let Some(heading) = headings.last_mut() {
            heading.end = span.end();
        }
        begins = false;
    }
    headings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_told_from_rows() {
        let text =
            "a = [\n  [1],\n  { b = 2 },\n]\n[x] # 注\nc = \"\"\"\n[d]\n\"\"\"\n  [[y.\"z\"]]\n";
        let lines = Lines::of(text);
        let found: Vec<&str> = lines.headings.iter().map(|range| &text[range.clone()]).collect();
        assert_eq!(found, ["[x]", "[[y.\"z\"]]"]);
        assert_eq!(lines.section_end(None), text.find("[x]").unwrap());
    }

    #[test]
    fn notes_before_a_heading_are_not_of_the_section_before() {
        let text = "a = 1 # 一\n\n# 二\n[x]\n";
        let lines = Lines::of(text);
        assert_eq!(lines.last_said(0, lines.section_end(None)), text.find("\n\n").unwrap() + 1);
    }
}
