//! Dictionaries and arrays in the notation of PDF.

use std::borrow::Cow;

/// How deep values may be nested.
const DEPTH: usize = 64;

/// A dictionary whose values are left as they are written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::engine) struct Dictionary<'a>(Vec<(Written<'a>, Written<'a>)>);

/// A key or a value as it is written.
type Written<'a> = Cow<'a, [u8]>;

impl<'a> Dictionary<'a> {
    /// A dictionary with its brackets; nothing if it is none.
    pub(in crate::engine) fn read(text: &'a [u8]) -> Option<Self> {
        Self::entries(text.trim_ascii().strip_prefix(b"<<")?.strip_suffix(b">>")?)
    }

    /// A dictionary without its brackets.
    pub(in crate::engine) fn entries(text: &'a [u8]) -> Option<Self> {
        let mut entries = Vec::new();
        let mut at = blank(text, 0);
        while at < text.len() {
            let key = text.get(at..name(text, at)?)?.strip_prefix(b"/")?;
            let start = blank(text, at + 1 + key.len());
            let end = value(text, start, DEPTH)?;
            entries.push((Cow::Borrowed(key), Cow::Borrowed(text.get(start..end)?)));
            at = blank(text, end);
        }
        Some(Self(entries))
    }

    /// The value of a key as it is written.
    pub(in crate::engine) fn value(&self, key: &str) -> Option<&[u8]> {
        let found = self.0.iter().find(|(name, _)| name.as_ref() == key.as_bytes());
        found.map(|(_, value)| value.as_ref())
    }

    /// Sets the value of a key.
    pub(in crate::engine) fn set(&mut self, key: &'a str, value: impl Into<Vec<u8>>) {
        let value = Cow::Owned(value.into());
        match self.0.iter_mut().find(|(name, _)| name.as_ref() == key.as_bytes()) {
            Some((_, old)) => *old = value,
            None => self.0.push((Cow::Borrowed(key.as_bytes()), value)),
        }
    }

    /// Leaves a key out.
    pub(in crate::engine) fn remove(&mut self, key: &str) {
        self.0.retain(|(name, _)| name.as_ref() != key.as_bytes());
    }

    /// The dictionary without its brackets.
    pub(in crate::engine) fn bare(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for (name, value) in &self.0 {
            out.push(b'/');
            out.extend_from_slice(name);
            // A name or number runs into the name before it.
            if !value.first().is_some_and(|byte| is_delimiter(*byte)) {
                out.push(b' ');
            }
            out.extend_from_slice(value);
        }
        out
    }

    /// The dictionary with its brackets.
    pub(in crate::engine) fn written(&self) -> Vec<u8> {
        [b"<<".as_slice(), &self.bare(), b">>"].concat()
    }
}

/// The values of an array as they are written; nothing if it is none.
pub(in crate::engine) fn array(text: &[u8]) -> Option<Vec<&[u8]>> {
    let text = text.trim_ascii().strip_prefix(b"[")?.strip_suffix(b"]")?;
    let mut values = Vec::new();
    let mut at = blank(text, 0);
    while at < text.len() {
        let end = value(text, at, DEPTH)?;
        values.push(text.get(at..end)?);
        at = blank(text, end);
    }
    Some(values)
}

/// The numbers of an array; nothing if it is none, or has something else in it.
pub(in crate::engine) fn numbers(text: &[u8]) -> Option<Vec<f64>> {
    let values = array(text)?.into_iter();
    values.map(|value| str::from_utf8(value).ok()?.parse().ok()).collect()
}

/// The number of the object that a value refers to.
pub(in crate::engine) fn reference(value: &[u8]) -> Option<usize> {
    let mut words = str::from_utf8(value).ok()?.split_ascii_whitespace();
    let number = words.next()?.parse().ok()?;
    (words.next() == Some("0") && words.next() == Some("R") && words.next().is_none())
        .then_some(number)
}

/// Where the value that begins at a place ends.
fn value(text: &[u8], at: usize, depth: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let depth = depth.checked_sub(1)?;
    match rest {
        [b'<', b'<', ..] => nested(text, at + 2, b">>", depth),
        [b'[', ..] => nested(text, at + 1, b"]", depth),
        [b'<', ..] => Some(at + rest.iter().position(|byte| *byte == b'>')? + 1),
        [b'(', ..] => words(text, at),
        [b'/', ..] => name(text, at),
        [first, ..] if !is_delimiter(*first) => {
            let end = token(text, at);
            Some(referred(text, at, end).unwrap_or(end))
        }
        _ => None,
    }
}

/// Where a dictionary or array ends; the keys of a dictionary are names, which are values too.
fn nested(text: &[u8], at: usize, close: &[u8], depth: usize) -> Option<usize> {
    let mut at = blank(text, at);
    while !text.get(at..)?.starts_with(close) {
        at = blank(text, value(text, at, depth)?);
    }
    Some(at + close.len())
}

/// Where the string that begins at a place ends: at the bracket that closes it.
fn words(text: &[u8], at: usize) -> Option<usize> {
    let mut open = 0_usize;
    let mut escaped = false;
    for (index, byte) in text.iter().enumerate().skip(at) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' => open += 1,
            b')' => {
                open = open.checked_sub(1)?;
                if open == 0 {
                    return Some(index + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Where the name that begins at a place ends.
fn name(text: &[u8], at: usize) -> Option<usize> {
    (text.get(at) == Some(&b'/')).then(|| token(text, at + 1))
}

/// Where the reference ends of which a number that stands at a place is the beginning.
fn referred(text: &[u8], at: usize, end: usize) -> Option<usize> {
    let digits = |from: usize, to: usize| {
        text.get(from..to).is_some_and(|d| !d.is_empty() && d.iter().all(u8::is_ascii_digit))
    };
    let generation = blank(text, end);
    let generation_ends = token(text, generation);
    let letter = blank(text, generation_ends);
    let whole = digits(at, end) && digits(generation, generation_ends);
    (whole && text.get(letter..token(text, letter)) == Some(b"R")).then_some(letter + 1)
}

/// Where a run of regular characters ends.
fn token(text: &[u8], at: usize) -> usize {
    let regular = |byte: &&u8| !is_delimiter(**byte) && !is_blank(**byte);
    at + text.iter().skip(at).take_while(regular).count()
}

/// Where the white space at a place ends.
fn blank(text: &[u8], at: usize) -> usize {
    at + text.iter().skip(at).take_while(|byte| is_blank(**byte)).count()
}

/// Whether a character is white space in PDF.
fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

/// Whether a character ends a name or number.
fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_told_apart() {
        let text =
            b"<</A/B/C 12 0 R/D[1 0 R(a\\)>>(b))<41>]/E<</F<</G true>>/H[[]]>>/I -1.5 /J 3>>";
        let read = Dictionary::read(text).unwrap();
        assert_eq!(read.value("A"), Some(b"/B".as_slice()));
        assert_eq!(read.value("C").and_then(reference), Some(12));
        assert_eq!(array(read.value("D").unwrap()).unwrap().len(), 3);
        assert_eq!(read.value("E"), Some(b"<</F<</G true>>/H[[]]>>".as_slice()));
        assert_eq!(read.value("I"), Some(b"-1.5".as_slice()));
        assert_eq!(read.value("G"), None);
        let again = read.written();
        assert_eq!(Dictionary::read(&again).unwrap(), read);
    }

    #[test]
    fn what_is_no_dictionary_is_not_read() {
        for text in ["", "<<", "[1]", "<</A>>", "<</A(>>", "<</A<</B 1>>", "<<A 1>>", "<</A]>>"] {
            assert!(Dictionary::read(text.as_bytes()).is_none(), "{text}");
        }
        let deep = [b"[".repeat(5000), b"]".repeat(5000)].concat();
        assert!(array(&deep).is_none());
    }

    #[test]
    fn keys_are_set_and_left_out() {
        let mut dictionary = Dictionary::read(b"<</A 1/B 2>>").unwrap();
        dictionary.set("B", *b"/C");
        dictionary.set("D", *b"[1]");
        dictionary.remove("A");
        assert_eq!(dictionary.written(), b"<</B/C/D[1]>>");
    }

    #[test]
    fn references_are_numbers_of_objects() {
        for (text, number) in [("7 0 R", Some(7)), ("7 0", None), ("7 1 R", None), ("/R", None)] {
            assert_eq!(reference(text.as_bytes()), number, "{text}");
        }
    }
}
