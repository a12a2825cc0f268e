//! Typst's English messages in words that an office understands.

use crate::engine::failure::{files, limits, names, syntax, values};

/// What is wrong, in one sentence, and what to do if that is known.
pub(super) type Words = (String, Option<String>);

/// What a message says in Chinese; nothing for one that is not known.
pub(super) fn explain(message: &str) -> Option<Words> {
    let families =
        [names::explain, syntax::explain, files::explain, limits::explain, values::explain];
    families.into_iter().find_map(|explain| explain(message))
}

/// Words with advice.
pub(super) fn with(headline: impl Into<String>, help: impl Into<String>) -> Option<Words> {
    Some((headline.into(), Some(help.into())))
}

/// What stands in a message between two pieces of it, of which the first begins it and the second may be empty.
pub(super) fn between<'m>(message: &'m str, before: &str, after: &str) -> Option<&'m str> {
    let rest = message.strip_prefix(before)?;
    if after.is_empty() { Some(rest) } else { rest.split_once(after).map(|(found, _)| found) }
}

/// A name without the quotes and backticks that Typst puts around it.
pub(super) fn bare(name: &str) -> &str {
    name.trim_matches(['`', '"'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_messages_are_known() {
        for message in [
            "unknown variable: foo",
            "unclosed delimiter",
            "expected expression",
            "unexpected closing paren",
            "the character `，` is not valid in code",
            "dictionary does not contain key \"x\"",
            "cannot access fields on type none",
            "type integer has no method `foo`",
            "unexpected argument: x",
            "missing argument: body",
            "array index out of bounds (index: 9, len: 2)",
            "panicked with: \"x\"",
            "maximum function call depth exceeded",
            "loop seems to be infinite",
            "file not found (searched at x)",
            "cannot add integer and string",
            "expected string, found none",
            "cannot divide by zero",
            "unresolved import",
            "cannot mutate a constant: x",
        ] {
            assert!(explain(message).is_some(), "{message}");
        }
        assert_eq!(explain("something that nobody ever saw"), None);
    }
}
