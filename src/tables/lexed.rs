//! The tokens of a text that the TOML parser refuses: what is code, what is words, what is a comment.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

/// A text with its tokens, the last of which is its end.
#[derive(Debug)]
pub(super) struct Lexed<'t> {
    /// The text.
    pub(super) text: &'t str,
    /// Its tokens, in order, without gaps.
    tokens: Vec<Token>,
}

/// What a token is, as far as mistakes are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A bracket, `=`, `,` or `.`.
    Mark,
    /// Blanks within a line.
    Blank,
    /// The end of a line.
    Newline,
    /// From `#` to the end of the line.
    Comment,
    /// Words in quotes, of one line or several.
    Words,
    /// Anything else: keys, numbers, words without quotes.
    Bare,
    /// The end of the text.
    End,
}

/// One token with its place and what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    /// What it is.
    pub(super) kind: Kind,
    /// Where it starts.
    pub(super) start: usize,
    /// What it says.
    pub(super) says: &'t str,
}

impl Piece<'_> {
    /// Where it ends.
    pub(super) fn end(&self) -> usize {
        self.start + self.says.len()
    }

    /// Whether it says nothing to the parser.
    pub(super) fn is_silent(&self) -> bool {
        matches!(self.kind, Kind::Blank | Kind::Newline | Kind::Comment | Kind::End)
    }

    /// Whether it is words of one line whose closing quote is missing.
    pub(super) fn is_left_open(&self) -> bool {
        let quote = if self.says.starts_with('\'') { "'" } else { "\"" };
        let several = quote.repeat(3);
        let closes = |mark: &str| self.says.len() >= 2 * mark.len() && self.says.ends_with(mark);
        self.kind == Kind::Words
            && !closes(if self.says.starts_with(&several) { &several } else { quote })
    }

    /// Whether it is words in triple quotes.
    pub(super) fn is_of_several_lines(&self) -> bool {
        self.says.starts_with("\"\"\"") || self.says.starts_with("'''")
    }
}

impl<'t> Lexed<'t> {
    /// Cuts a text into its tokens.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, tokens: Source::new(text).lex().into_vec() }
    }

    /// All tokens.
    pub(super) fn pieces(&self) -> impl DoubleEndedIterator<Item = Piece<'t>> + Clone + '_ {
        self.pieces_from(0)
    }

    /// The tokens from one of a number on.
    pub(super) fn pieces_from(
        &self,
        number: usize,
    ) -> impl DoubleEndedIterator<Item = Piece<'t>> + Clone + '_ {
        let tokens = self.tokens.get(number..).unwrap_or_default();
        tokens.iter().map(|token| self.piece(token))
    }

    /// The tokens of the line that a place lies in, without its end; words of several lines count where they touch it.
    pub(super) fn line(&self, at: usize) -> Vec<Piece<'t>> {
        let before = self.text.get(..at).unwrap_or(self.text);
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let rest = self.text.get(start..).unwrap_or_default();
        let end = start + rest.find('\n').unwrap_or(rest.len());
        let first = self.tokens.partition_point(|token| token.span().end() <= start);
        let tokens = self.tokens.iter().skip(first).take_while(|token| token.span().start() < end);
        tokens.map(|token| self.piece(token)).filter(|piece| piece.kind != Kind::Newline).collect()
    }

    /// The token that a place lies in.
    pub(super) fn at(&self, at: usize) -> Option<Piece<'t>> {
        let number = self.tokens.partition_point(|token| token.span().end() <= at);
        self.tokens.get(number).map(|token| self.piece(token))
    }

    /// The last character of the code before a place, without comments and blanks.
    pub(super) fn code_before(&self, at: usize) -> Range<usize> {
        let number = self.tokens.partition_point(|token| token.span().end() <= at);
        let before = self.tokens.iter().take(number).rev().map(|token| self.piece(token));
        let Some(piece) = before.into_iter().find(|piece| !piece.is_silent()) else {
            return at..at;
        };
        let last = piece.says.chars().next_back().map_or(0, char::len_utf8);
        piece.end() - last..piece.end()
    }

    /// A token with what it says.
    fn piece(&self, token: &Token) -> Piece<'t> {
        let kind = match token.kind() {
            TokenKind::Dot
            | TokenKind::Equals
            | TokenKind::Comma
            | TokenKind::LeftSquareBracket
            | TokenKind::RightSquareBracket
            | TokenKind::LeftCurlyBracket
            | TokenKind::RightCurlyBracket => Kind::Mark,
            TokenKind::Whitespace => Kind::Blank,
            TokenKind::Comment => Kind::Comment,
            TokenKind::Newline => Kind::Newline,
            TokenKind::LiteralString
            | TokenKind::BasicString
            | TokenKind::MlLiteralString
            | TokenKind::MlBasicString => Kind::Words,
            TokenKind::Atom => Kind::Bare,
            TokenKind::Eof => Kind::End,
        };
        let span = token.span();
        let says = self.text.get(span.start()..span.end()).unwrap_or_default();
        Piece { kind, start: span.start(), says }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_before_a_place_skips_comments_and_blank_lines() {
        for (text, last) in [
            ("  { a = 1 }  # 注，\n\n  { a = 2 }", "}"),
            ("  { a = \"#3\" }  # 注\n  { a = 2 }", "}"),
            ("a = \"甲#乙\" # \"\n{ a = 2 }", "\""),
            ("a = '''\n# 丙 ''' # }\n{ a = 2 }", "'"),
        ] {
            let range = Lexed::new(text).code_before(text.rfind("{ a = 2").unwrap());
            assert_eq!(&text[range], last, "{text}");
        }
    }

    #[test]
    fn words_know_whether_they_are_closed() {
        for (text, open) in [
            ("\"甲\"", false),
            ("\"甲", true),
            ("\"", true),
            ("''", false),
            ("'", true),
            ("'''甲'''", false),
            ("\"\"\"甲\n\"\"\"", false),
            ("\"\"\"甲\n", true),
        ] {
            let lexed = Lexed::new(text);
            assert_eq!(lexed.pieces().next().unwrap().is_left_open(), open, "{text}");
        }
    }
}
