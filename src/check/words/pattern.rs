//! Regular expressions that are compiled when they are first used.

use std::ops::Range;
use std::sync::OnceLock;

use regex::{Captures, Regex};

/// Pieces that several patterns have: their names in braces stand for them.
const PIECES: [(&str, &str); 4] = [
    // What stands between the name of a figure and the figure.
    ("{is}", "(?:共计|合计|共|为|是|达到|达|：|:)*"),
    ("{money}", r"(?P<figure>[0-9][0-9,]*(?:\.[0-9]+)?\s*(?:亿元|万元|元))"),
    ("{rate}", r"(?P<figure>[0-9]+(?:\.[0-9]+)?\s*[%％])"),
    // A number of a calculation with the words after it.
    ("{term}", r"[0-9][0-9,]*(?:\.[0-9]+)?\s*[^0-9０-９\s，。；、,;:：*×+＋=＝（()）]{0,8}"),
];

/// A regular expression of the program's own.
#[derive(Debug)]
pub(in crate::check) struct Pattern {
    /// As it is written.
    source: &'static str,
    /// As it is used; none if it is not well formed, which a test rules out for every pattern of the check.
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// A pattern from its source, in which `{is}` and the like stand for pieces.
    pub(in crate::check) const fn new(source: &'static str) -> Self {
        Self { source, compiled: OnceLock::new() }
    }

    /// All matches in a text, from left to right.
    pub(in crate::check) fn ranges<'t>(
        &'t self,
        text: &'t str,
    ) -> impl Iterator<Item = Range<usize>> + 't {
        self.regex().into_iter().flat_map(|regex| regex.find_iter(text)).map(|found| found.range())
    }

    /// All matches in a text with their groups.
    pub(in crate::check) fn groups<'t>(
        &'t self,
        text: &'t str,
    ) -> impl Iterator<Item = Captures<'t>> + 't {
        self.regex().into_iter().flat_map(|regex| regex.captures_iter(text))
    }

    /// Whether it matches anywhere in a text.
    pub(in crate::check) fn is_in(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    /// The compiled expression.
    fn regex(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| compile(self.source).ok()).as_ref()
    }
}

/// A pattern with its pieces put in.
fn compile(source: &str) -> Result<Regex, regex::Error> {
    let whole =
        PIECES.iter().fold(source.to_owned(), |whole, (name, piece)| whole.replace(name, piece));
    Regex::new(&whole)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;

    /// Every source file of the check.
    fn files(folder: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let files = entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] });
        files.collect()
    }

    /// The text of the string literals before the end of a call whose arguments begin here.
    fn literals(arguments: &str) -> String {
        let (mut text, mut rest, mut depth) = (String::new(), arguments, 1);
        while depth > 0 {
            if rest.starts_with("//") {
                rest = &rest[rest.find('\n').unwrap()..];
            } else if let Some(raw) = rest.strip_prefix("r#\"") {
                let end = raw.find("\"#").unwrap();
                text.push_str(&raw[..end]);
                rest = &raw[end + 2..];
            } else if let Some(raw) = rest.strip_prefix("r\"") {
                let end = raw.find('"').unwrap();
                text.push_str(&raw[..end]);
                rest = &raw[end + 1..];
            } else if let Some(plain) = rest.strip_prefix('"') {
                let mut characters = plain.char_indices();
                let end = loop {
                    match characters.next().unwrap() {
                        (end, '"') => break end,
                        (_, '\\') => match characters.next().unwrap().1 {
                            'n' => text.push('\n'),
                            plain @ ('\\' | '"') => text.push(plain),
                            other => panic!("an escape that the test does not know: {other}"),
                        },
                        (_, plain) => text.push(plain),
                    }
                };
                rest = &plain[end + 1..];
            } else {
                let next = rest.chars().next().unwrap();
                depth += i32::from(next == '(') - i32::from(next == ')');
                rest = &rest[next.len_utf8()..];
            }
        }
        text
    }

    #[test]
    fn every_pattern_of_the_check_is_well_formed() {
        let check = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check");
        let mut count = 0;
        for file in files(&check) {
            let text = fs::read_to_string(&file).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap();
            for call in code.split("Pattern::new(").skip(1) {
                let source = literals(call);
                assert!(
                    !source.is_empty(),
                    "{}: a pattern stands where it is used",
                    file.display()
                );
                if let Err(error) = compile(&source) {
                    panic!("{}: {error}", file.display());
                }
                count += 1;
            }
            assert!(
                !code.contains("Regex::new(") || file.ends_with("pattern.rs"),
                "{}",
                file.display()
            );
        }
        assert!(count > 60, "{count} patterns");
    }

    #[test]
    fn matches_carry_their_places() {
        static YEAR: Pattern = Pattern::new(r"([0-9]{4})年");
        let text = "自2021年至2022年";
        let found: Vec<&str> = YEAR.ranges(text).map(|range| &text[range]).collect();
        assert_eq!(found, ["2021年", "2022年"]);
        assert_eq!(YEAR.groups(text).count(), 2);
        assert!(YEAR.is_in(text) && !YEAR.is_in("年"));
    }
}
