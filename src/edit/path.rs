//! Where a path such as `expenditure[2080109/general].basic` leads in a file.

use toml::de::{DeTable, DeValue};

use crate::edit::refused::Refused;
use crate::edit::value::{Value, fits};
use crate::fields::FileForm;
use crate::fields::field::{Field, Kind, Shape};
use crate::fields::path::{Part, taken_apart};
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

/// Finds where a path leads in a file.
pub(super) fn resolve(form: &FileForm, root: &DeTable<'_>, path: &str) -> Result<Target, Refused> {
    let unknown = || Refused(format!("没有 {path} 这个字段"));
    let only = root.get("comparison-only").and_then(|value| value.get_ref().as_bool());
    let mut shape = match form.compared {
        Some(compared) if only == Some(true) => Some(compared),
        _ => Some(form.shape),
    };
    let parts = taken_apart(path).ok_or_else(|| Refused(format!("{path} 不是字段的写法")))?;
    let mut target = Target { steps: Vec::new(), there: 0, field: None, owner: None };
    // What is there so far: a table, or the value of the last key.
    let mut table = Some(root);
    let mut value: Option<&DeValue<'_>> = None;
    for step in &parts {
        // Rows are named by what they are called, and nothing else is.
        let rows = |field: &Field| matches!(field.kind, Kind::Rows(_) | Kind::List(_));
        let of_rows =
            target.field.is_some_and(rows) && matches!(target.steps.last(), Some(Step::Key(_)));
        if of_rows != matches!(step, Part::Label(_)) {
            return Err(unknown());
        }
        let is_there = match step {
            Part::Key(key) => {
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
            Part::Label(label) => {
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
pub(crate) fn keys(label: &str, shape: &'static Shape) -> Option<Vec<(&'static str, String)>> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::FILES;

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
