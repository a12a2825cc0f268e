//! The other way: from a line of the data to what it reaches on the pages.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::problem::{Problem, in_one_line};
use crate::trace::inputs::Line;
use crate::trace::letters::letters;
use crate::trace::pages::Printed;
use crate::trace::report::{Said, Trace, is_within};
use crate::trace::sentences::Sentence;

/// What a line of the data reaches.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Reach {
    /// The values that stand on the line.
    pub values: Vec<Line>,
    /// The numbers that they reach, in the order of the pages.
    pub numbers: Vec<Printed>,
    /// In how many cells more they would be printed, which the pages leave out because they are nil.
    pub left_out: usize,
    /// The words of theirs that are printed.
    pub words: Vec<Said>,
}

impl Trace<'_> {
    /// What a line reaches, which is told as `2024.toml:17`; the file by its path from the project folder, or by its end.
    pub fn reach(&self, from: &str) -> Result<Reach, Problem> {
        let shown = in_one_line(from);
        let line = from
            .rsplit_once(':')
            .and_then(|(file, line)| Some((file, line.parse::<usize>().ok()?)));
        let Some((file, line)) = line else {
            return Err(Problem::error("no-such-line", format!("“{shown}”不是哪个文件的第几行"))
                .help("请写成 文件:行，如 2024.toml:17"));
        };
        let file = self.file(file)?;
        let values = self.on_line(file, line);
        if values.is_empty() {
            return Err(Problem::error(
                "no-such-line",
                format!("{file} 的第 {line} 行没有会印出来的数和话"),
            )
            .help(match self.near_lines(file, line).as_slice() {
                [] => "这个文件里没有会印出来的".to_owned(),
                near => format!("近处有的是第 {} 行", near.join("、")),
            }));
        }
        Ok(self.reach_of(values.clone(), &self.reached(file, line), &values))
    }

    /// What a field, a row or a table reaches: its file from the project folder, its path such as
    /// `expenditure[2210201/general].basic`.
    pub fn reach_of_field(&self, file: &str, field: &str) -> Reach {
        let values = self.of_field(file, field);
        self.reach_of(values.clone(), &self.reached_by_field(file, field), &values)
    }

    /// Where words would stand that nobody has written yet: as much as is printed of their sentence, from its beginning on; the
    /// sentence before them in their paragraph, where nothing is printed of their own.
    pub(crate) fn lacking(&self, sentence: &Sentence) -> Option<Said> {
        let Sentence { field: _, before, lead, after } = sentence;
        let before_it = lead.split_inclusive('。').rev().flat_map(beginnings);
        let mut starts = beginnings(before).chain(known(after)).chain(before_it);
        starts.find_map(|words| self.said(words, None).into_iter().next())
    }

    /// Where a part of the facts is printed, be all of it nil; where none of its numbers are, the headings that name it.
    pub(crate) fn of_part(&self, part: &str, called: &str) -> (Vec<&Printed>, Vec<Said>) {
        let facts = self.facts.keys().filter(|fact| is_within(fact, part)).cloned().collect();
        let mut numbers = self.places(&facts);
        numbers.retain(|number| number.place.page > 0);
        let mut headings = Vec::new();
        if numbers.is_empty() {
            headings = self.said(called, None);
            headings.retain(|said| said.words == said.section);
        }
        (numbers, headings)
    }

    /// What some values reach, of which the facts are known.
    fn reach_of(&self, values: Vec<Line>, facts: &BTreeSet<String>, of: &[Line]) -> Reach {
        let numbers: Vec<Printed> = self.places(facts).into_iter().cloned().collect();
        let mut words: Vec<Said> = Vec::new();
        let told = facts.iter().filter_map(|fact| self.words(fact));
        for text in told.flat_map(str::lines).filter(|text| is_of(text, of)) {
            for said in self.said(text.trim_end_matches(['。', '；', '，', '.']), None) {
                if !words.contains(&said) {
                    words.push(said);
                }
            }
        }
        words.sort_by_key(|said| said.page);
        Reach { values, numbers, left_out: self.left_out(facts), words }
    }

    /// The data file that some words name.
    fn file(&self, words: &str) -> Result<&str, Problem> {
        let words = words.replace('\\', "/");
        let words = words.trim_start_matches("./");
        let files = self.files();
        if let Some(file) = files.iter().find(|file| **file == words) {
            return Ok(file);
        }
        let own = format!("{}{words}", self.folder());
        if let Some(file) = files.iter().find(|file| **file == own) {
            return Ok(file);
        }
        let end = format!("/{words}");
        let ending: Vec<&str> = files.iter().copied().filter(|file| file.ends_with(&end)).collect();
        match ending.as_slice() {
            [file] => Ok(file),
            [] => Err(Problem::error(
                "no-such-line",
                format!("这份报告没有读 {}", in_one_line(words)),
            )
            .help(format!("读了的有：{}", files.join("、")))),
            several => Err(Problem::error(
                "no-such-line",
                format!("不知道是哪一个 {}", in_one_line(words)),
            )
            .help(format!("请写全：{}", several.join("、")))),
        }
    }

    /// The lines next to one that have values.
    fn near_lines(&self, file: &str, line: usize) -> Vec<String> {
        /// So many are listed.
        const LISTED: usize = 4;
        let mut lines: Vec<usize> = self.lines_of(file);
        lines.sort_by_key(|other| other.abs_diff(line));
        lines.dedup();
        let mut near: Vec<usize> = lines.into_iter().take(LISTED).collect();
        near.sort_unstable();
        near.into_iter().map(|line| line.to_string()).collect()
    }
}

/// The beginnings of a sentence, each to the end of a part of it and long enough to be known again, the longest first.
fn beginnings(words: &str) -> impl Iterator<Item = &str> {
    let ends = words.char_indices().filter(|(_, c)| "，。；：、".contains(*c)).map(|(at, _)| at);
    let mut all: Vec<&str> = ends.chain([words.len()]).filter_map(|end| words.get(..end)).collect();
    all.reverse();
    all.into_iter().filter_map(known)
}

/// Words that are long enough not to be printed elsewhere by chance.
fn known(words: &str) -> Option<&str> {
    /// So many letters are.
    const LONG: usize = 8;
    Some(words).filter(|words| letters(words).len() >= LONG)
}

/// Whether some printed words come from the values themselves: other words differ with them and only say how.
fn is_of(text: &str, values: &[Line]) -> bool {
    let text = letters(text);
    text.len() > 1
        && values.iter().any(|value| {
            let own = letters(&value.written);
            own.windows(text.len()).any(|part| part == text)
                || text.windows(own.len().max(1)).any(|part| part == own)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_sought_by_what_is_printed_of_it() {
        let words = "……2022年支出100.50元，较2021年增加5元，主要原因是";
        let found: Vec<&str> = beginnings(words).collect();
        assert_eq!(found, [words, "……2022年支出100.50元，较2021年增加5元", "……2022年支出100.50元"]);
        assert_eq!(beginnings("主要原因是").count(), 0);
        assert_eq!(beginnings("").count(), 0);
        assert_eq!(beginnings("支出，比上年增加、又减少").count(), 1);
    }
}
