//! Words.

use toml::de::DeValue;

use crate::model::place::{Located, Place};
use crate::model::text::Text;
use crate::problem::Problem;
use crate::tables::table::{Table, nearest};

impl Table<'_> {
    /// Words where they are written; blank counts as not written.
    pub fn string(&self, key: &'static str) -> Option<Located<String>> {
        let (value, place) = self.value(key)?;
        match value {
            DeValue::String(text) => {
                let words = Located::new(text.trim().to_owned(), place);
                self.reading.words(self.path(key), &words);
                (!words.value.is_empty()).then_some(words)
            }
            other => {
                self.mistyped(key, other, place, "文字（两边加半角双引号）");
                None
            }
        }
    }

    /// Words that must be there; a placeholder where they are not.
    pub fn required_string(&self, key: &'static str, example: &str) -> Located<String> {
        self.string(key).unwrap_or_else(|| {
            match self.value(key) {
                Some((DeValue::String(_), place)) => self.reading.problem(
                    Problem::error("empty-text", format!("{} 不能为空", self.path(key)))
                        .at(place, "没有文字")
                        .help(format!("例：{key} = \"{example}\"")),
                ),
                Some(_) => {}
                None => self.missing(key, format!("例：{key} = \"{example}\"")),
            }
            self.absent(String::new())
        })
    }

    /// Several words, each with its place; none when they are left out.
    pub fn strings(&self, key: &'static str) -> Vec<Located<String>> {
        let Some((value, place)) = self.value(key) else { return Vec::new() };
        let words = value.as_array().map(|array| {
            array.iter().map(|word| match word.get_ref() {
                DeValue::String(text) => Some(Located::new(
                    text.clone().into_owned(),
                    Place::new(place.file, word.span()),
                )),
                _ => None,
            })
        });
        words.and_then(|words| words.collect::<Option<Vec<_>>>()).unwrap_or_else(|| {
            self.mistyped(key, value, place, "若干文字（写成 [\"…\", \"…\"]）");
            Vec::new()
        })
    }

    /// Paragraphs where they are written.
    pub fn text(&self, key: &'static str) -> Option<Text> {
        self.string(key).map(|words| Text::new(&words))
    }

    /// A short text in a table cell; empty when left out.
    pub fn cell(&self, key: &'static str) -> Located<String> {
        self.string(key).unwrap_or_else(|| self.absent(String::new()))
    }

    /// One of a few words, each with the value that it stands for.
    pub fn choice<T: Copy>(
        &self,
        key: &'static str,
        choices: &[(&'static str, &str, T)],
    ) -> Option<Located<T>> {
        let words = self.string(key)?;
        let found = choices.iter().find(|(word, ..)| *word == words.value);
        if let Some((.., value)) = found {
            return Some(Located::new(*value, words.place));
        }
        let all: Vec<String> =
            choices.iter().map(|(word, term, _)| format!("{word}（{term}）")).collect();
        let headline = format!("{} 没有“{}”这种写法", self.path(key), words.value);
        let problem = Problem::error("unknown-choice", headline)
            .at(words.place, "不在可选范围内")
            .help(format!("可选：{}", all.join("、")));
        let near = nearest(&words.value, choices.iter().map(|(word, ..)| *word));
        let meant = choices.iter().filter(|(_, term, _)| term.contains(words.value.as_str()));
        let meant = meant.min_by_key(|(_, term, _)| term.len());
        self.reading.problem(match near.or(meant.map(|(word, ..)| *word)) {
            Some(near) => problem.help(format!("是否想写 \"{near}\"？")),
            None => problem,
        });
        None
    }
}
