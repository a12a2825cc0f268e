//! Where a path such as `expenditure[2080109/general].basic` leads in a file.

use toml::de::{DeTable, DeValue};

use crate::edit::Refused;
use crate::edit::change::{Value, fits};
use crate::fields::FileForm;
use crate::fields::field::{Field, Kind, Shape};
use crate::problem::row_labels;

/// Where a path leads.
#[derive(Debug)]
pub(super) struct Target {
    /// The steps from the top of the file.
    pub(super) steps: Vec<Step>,
    /// How many of them are there.
    pub(super) there: usize,
    /// The field that the path names, or whose row it names; none for names of the user's own.
    pub(super) field: Option<&'static Field>,
    /// The field whose names are the user's own, where the path ends with one.
    pub(super) owner: Option<&'static Field>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// To a key.
    Key(String),
    /// To a row that is there, by its number from 0.
    Row(usize),
    /// To a row that is not there, with its keys.
    New(Vec<(&'static str, String)>),
}

impl Target {
    /// Whether all of the path is there.
    pub(super) fn is_there(&self) -> bool {
        self.there == self.steps.len()
    }

    /// Whether it leads to a row.
    pub(super) fn is_row(&self) -> bool {
        matches!(self.steps.last(), Some(Step::Row(_) | Step::New(_)))
    }
}

/// A step as it is written.
#[derive(Debug, PartialEq, Eq)]
enum Written {
    /// A key.
    Key(String),
    /// What stands in the brackets of a row.
    Label(String),
}

/// Finds where a path leads in a file.
pub(super) fn resolve(form: &FileForm, root: &DeTable<'_>, path: &str) -> Result<Target, Refused> {
    let unknown = || Refused(format!("没有 {path} 这个字段"));
    let only = root.get("comparison-only").and_then(|value| value.get_ref().as_bool());
    let mut shape = match form.compared {
        Some(compared) if only == Some(true) => Some(compared),
        _ => Some(form.shape),
    };
    let written = written(path).ok_or_else(|| Refused(format!("{path} 不是字段的写法")))?;
    let mut target = Target { steps: Vec::new(), there: 0, field: None, owner: None };
    // What is there so far: a table, or the value of the last key.
    let mut table = Some(root);
    let mut value: Option<&DeValue<'_>> = None;
    for step in &written {
        // Rows are named by what they are called, and nothing else is.
        let rows = |field: &Field| matches!(field.kind, Kind::Rows(_) | Kind::List(_));
        let of_rows =
            target.field.is_some_and(rows) && matches!(target.steps.last(), Some(Step::Key(_)));
        if of_rows != matches!(step, Written::Label(_)) {
            return Err(unknown());
        }
        let is_there = match step {
            Written::Key(key) => {
                target.owner = target.field.filter(|field| field.has_own_names());
                target.field = match target.owner {
                    Some(field) => {
                        shape = match field.kind {
                            Kind::Tables(shape) => Some(shape),
                            _ => None,
                        };
                        None
                    }
                    None => {
                        let field = shape.and_then(|shape| shape.field(key)).ok_or_else(unknown)?;
                        shape = match field.kind {
                            Kind::Table(shape) | Kind::Rows(shape) => Some(shape),
                            _ => None,
                        };
                        Some(field)
                    }
                };
                value = table.and_then(|table| Some(table.get(key.as_str())?.get_ref()));
                table = value.and_then(DeValue::as_table);
                target.steps.push(Step::Key(key.clone()));
                value.is_some()
            }
            Written::Label(label) => {
                let rows = value.and_then(DeValue::as_array);
                let labels = rows.map(|rows| row_labels(rows, shape)).unwrap_or_default();
                let number = labels.iter().position(|other| other == label);
                let row = number.and_then(|number| rows?.get(number));
                value = row.map(toml::Spanned::get_ref);
                table = value.and_then(DeValue::as_table);
                target.steps.push(match (number, shape) {
                    (Some(number), _) => Step::Row(number),
                    (None, Some(shape)) => Step::New(keys(label, shape).ok_or_else(unknown)?),
                    (None, None) => return Err(unknown()),
                });
                number.is_some()
            }
        };
        if is_there && target.there + 1 == target.steps.len() {
            target.there += 1;
        }
    }
    Ok(target)
}

/// The key fields of a row by what it is called; none where it cannot be called so.
fn keys(label: &str, shape: &'static Shape) -> Option<Vec<(&'static str, String)>> {
    let mut fields = shape.row_keys.iter().filter_map(|key| shape.field(key));
    let mut found = Vec::new();
    for word in words(label) {
        let may_be = |field: &&Field| fits(field, &Value::Words(word.clone()));
        let field = fields.find(may_be)?;
        if field.default != word {
            found.push((field.key, word));
        }
    }
    (!found.is_empty()).then_some(found)
}

/// The words of a row's label.
fn words(label: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let (mut quoted, mut escaped) = (false, false);
    for c in label.chars() {
        match c {
            c if escaped => {
                words.last_mut().into_iter().for_each(|word| word.push(c));
                escaped = false;
            }
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '/' if !quoted => words.push(String::new()),
            c => words.last_mut().into_iter().for_each(|word| word.push(c)),
        }
    }
    words
}

/// A path taken apart.
fn written(path: &str) -> Option<Vec<Written>> {
    let mut steps = Vec::new();
    let mut rest = path.trim();
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix('[') {
            let end = end_of_label(inner)?;
            steps.push(Written::Label(inner.get(..end)?.to_owned()));
            rest = inner.get(end + 1..)?;
        } else {
            let key = if steps.is_empty() { rest } else { rest.strip_prefix('.')? };
            let (name, after) = key_of(key)?;
            steps.push(Written::Key(name));
            rest = after;
        }
    }
    matches!(steps.first(), Some(Written::Key(_))).then_some(steps)
}

/// The key at the beginning of a path, and what follows it.
fn key_of(path: &str) -> Option<(String, &str)> {
    if let Some(inner) = path.strip_prefix('"') {
        let end = inner.find('"')?;
        return Some((inner.get(..end)?.to_owned(), inner.get(end + 1..)?));
    }
    let end = path.find(['.', '[']).unwrap_or(path.len());
    let (key, rest) = path.split_at_checked(end)?;
    (!key.is_empty()).then(|| (key.to_owned(), rest))
}

/// Where the bracket of a row closes.
fn end_of_label(inner: &str) -> Option<usize> {
    let (mut quoted, mut escaped) = (false, false);
    for (at, c) in inner.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            ']' if !quoted => return Some(at),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::FILES;

    #[test]
    fn paths_are_taken_apart() {
        let key = |key: &str| Written::Key(key.to_owned());
        let label = |label: &str| Written::Label(label.to_owned());
        assert_eq!(
            written("reasons.accounts[208/general].change"),
            Some(vec![key("reasons"), key("accounts"), label("208/general"), key("change")])
        );
        assert_eq!(
            written("indicators[\"甲 [一]\"].score"),
            Some(vec![key("indicators"), label("\"甲 [一]\""), key("score")])
        );
        assert_eq!(written("[1]"), None);
        assert_eq!(written("a..b"), None);
        assert_eq!(written("a[1"), None);
    }

    #[test]
    fn rows_that_are_not_there_are_known_by_their_keys() {
        let year = FILES.iter().find(|form| form.name == "year").unwrap();
        let table = DeTable::parse("budget = [ { code = \"208\", initial = 1 } ]").unwrap();
        let steps = |path| resolve(year, table.get_ref(), path).unwrap().steps.pop().unwrap();
        assert_eq!(steps("budget[208/general]"), Step::Row(0));
        assert_eq!(steps("budget[221/general]"), Step::New(vec![("code", "221".to_owned())]));
        let fund = ("fund", "non-fiscal".to_owned());
        assert_eq!(steps("carry-over.opening[non-fiscal]"), Step::New(vec![fund]));
        assert!(resolve(year, table.get_ref(), "budget[甲]").is_err());
        for unknown in ["buget", "budget.initial", "budget[208/general].initil", "year[1]"] {
            assert!(resolve(year, table.get_ref(), unknown).is_err(), "{unknown}");
        }
    }
}
