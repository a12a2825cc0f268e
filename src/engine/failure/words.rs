//! Typst's English messages in words that an office understands.

/// What is wrong, in one sentence, and what to do if that is known.
pub(super) type Words = (String, Option<String>);

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
