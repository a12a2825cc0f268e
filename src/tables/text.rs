//! Words.

use toml::de::DeValue;

use crate::fields::field::{Choice, Field, Kind};
use crate::model::place::{Located, Place};
use crate::model::text::Text;
use crate::problem::Problem;
use crate::tables::nearest::nearest;
use crate::tables::table::Table;

impl Table<'_> {
    /// Words where they are written; blank counts as not written.
    pub(crate) fn string(&self, field: &Field) -> Option<Located<String>> {
        let (value, place) = self.value(field)?;
        match value {
            DeValue::String(text) => {
                let words = Located::new(text.trim().to_owned(), place);
                self.reading.words(self.path(field.key), &words);
                (!words.value.is_empty()).then_some(words)
            }
            other => {
                self.mistyped(field.key, other, place, "文字（两边加半角双引号）");
                None
            }
        }
    }

    /// Words that must be there; a placeholder where they are not.
    pub(crate) fn required_string(&self, field: &Field) -> Located<String> {
        self.string(field).unwrap_or_else(|| {
            let example = || format!("例：{}", field.written_out());
            match self.value(field) {
                Some((DeValue::String(_), place)) => self.reading.problem(
                    Problem::error("empty-text", format!("{} 不能为空", self.path(field.key)))
                        .at(place, "没有文字")
                        .help(example()),
                ),
                Some(_) => {}
                None => self.missing(field, example()),
            }
            self.absent(String::new())
        })
    }

    /// What is written, if words they are, and where; it is not looked into.
    pub(crate) fn as_written(&self, field: &Field) -> Option<(Option<&str>, Place)> {
        let (value, place) = self.value(field)?;
        Some((value.as_str(), place))
    }

    /// Several words, each with its place; none when they are left out.
    pub(crate) fn strings(&self, field: &Field) -> Vec<Located<String>> {
        let Some((value, place)) = self.value(field) else { return Vec::new() };
        let Kind::List(what) = field.kind else { return Vec::new() };
        let Some(array) = value.as_array() else {
            let wanted = format!("若干{what}（写成 [\"…\", \"…\"]）");
            self.mistyped(field.key, value, place, &wanted);
            return Vec::new();
        };
        let words = array.iter().filter_map(|word| {
            let place = Place::new(place.file, word.span());
            match word.get_ref() {
                DeValue::String(text) => Some(Located::new(text.clone().into_owned(), place)),
                other => {
                    self.mistyped(field.key, other, place, &format!("{what}（两边加半角双引号）"));
                    None
                }
            }
        });
        words.collect()
    }

    /// One or several texts or numbers, as they are written, with their place; none where they are left out or mistyped.
    pub(crate) fn texts(&self, field: &Field) -> Option<(Vec<String>, Place)> {
        let (value, place) = self.value(field)?;
        let text = |value: &DeValue<'_>| match value {
            DeValue::String(text) => Some(text.trim().to_owned()),
            DeValue::Integer(number) => Some(number.as_str().to_owned()),
            DeValue::Float(number) => Some(number.as_str().to_owned()),
            DeValue::Boolean(_) | DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => {
                None
            }
        };
        let texts = match value {
            DeValue::Array(array) => array.iter().map(|entry| text(entry.get_ref())).collect(),
            one => text(one).map(|text| vec![text]),
        };
        if texts.is_none() {
            let wanted = "文字（两边加半角双引号），几处的写成 [\"…\", \"…\"]";
            self.mistyped(field.key, value, place, wanted);
        }
        texts.map(|texts| (texts, place))
    }

    /// Paragraphs where they are written.
    pub(crate) fn text(&self, field: &Field) -> Option<Text> {
        self.string(field).map(|words| Text::new(&words))
    }

    /// A short text in a table cell; empty when left out.
    pub(crate) fn cell(&self, field: &Field) -> Located<String> {
        self.string(field).unwrap_or_else(|| self.absent(String::new()))
    }

    /// One of the words that a field may be; `of` says what each stands for.
    pub(crate) fn choice<T>(
        &self,
        field: &Field,
        of: impl Fn(&str) -> Option<T>,
    ) -> Option<Located<T>> {
        let words = self.string(field)?;
        if let Some(value) = of(&words.value) {
            return Some(Located::new(value, words.place));
        }
        let choices = field.choices();
        let all: Vec<String> =
            choices.iter().map(|Choice { key, term }| format!("{key}（{term}）")).collect();
        let headline = format!("{} 没有“{}”这种写法", self.path(field.key), words.value);
        let problem = Problem::error("unknown-choice", headline)
            .at(words.place, "不在可选范围内")
            .help(format!("可选：{}", all.join("、")));
        let near = nearest(&words.value, choices.iter().map(|choice| choice.key));
        let meant = choices.iter().filter(|choice| choice.term.contains(words.value.as_str()));
        let meant = meant.min_by_key(|choice| choice.term.len());
        self.reading.problem(match near.or(meant.map(|choice| choice.key)) {
            Some(near) => problem.help(format!("是否想写 \"{near}\"？")),
            None => problem,
        });
        None
    }
}
