//! Where notes and words stand in a TOML text, whatever they mean.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

/// Something in a TOML text that people may read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Readable {
    /// A note, with its `#`.
    Note(Range<usize>),
    /// Words, with their quotes.
    Quoted(Range<usize>),
}

/// The notes and words of a text, in order.
pub(crate) fn readable(text: &str) -> Vec<Readable> {
    let tokens = Source::new(text).lex().filter_map(|token| {
        let range = token.span().start()..token.span().end();
        match token.kind() {
            TokenKind::Comment => Some(Readable::Note(range)),
            TokenKind::BasicString
            | TokenKind::LiteralString
            | TokenKind::MlBasicString
            | TokenKind::MlLiteralString => Some(Readable::Quoted(range)),
            TokenKind::Dot
            | TokenKind::Equals
            | TokenKind::Comma
            | TokenKind::LeftSquareBracket
            | TokenKind::RightSquareBracket
            | TokenKind::LeftCurlyBracket
            | TokenKind::RightCurlyBracket
            | TokenKind::Whitespace
            | TokenKind::Newline
            | TokenKind::Atom
            | TokenKind::Eof => None,
        }
    });
    tokens.collect()
}

/// What the words between their quotes say; nothing where they are not well formed.
pub(crate) fn said(quoted: &str) -> Option<String> {
    let text = format!("words = {quoted}");
    let (table, errors) = toml::de::DeTable::parse_recoverable(&text);
    let words = table.get_ref().get("words")?.get_ref().as_str()?;
    errors.is_empty().then(|| words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_within_words_begin_nothing() {
        let text = "a = \"#'1\" # 注 \"甲\"\nb = '''\n#\"乙\n''' #末";
        let found: Vec<String> = readable(text)
            .into_iter()
            .map(|found| match found {
                Readable::Note(range) => format!("note {}", &text[range]),
                Readable::Quoted(range) => text[range].to_owned(),
            })
            .collect();
        assert_eq!(found, ["\"#'1\"", "note # 注 \"甲\"", "'''\n#\"乙\n'''", "note #末"]);
    }

    #[test]
    fn escapes_are_read() {
        assert_eq!(said("\"\\u4e2d\\n文\"").as_deref(), Some("中\n文"));
        assert_eq!(said("\"开头"), None);
    }
}
