//! Paths of fields, as they are written.

use crate::fields::field::{Field, Kind, Shape};

/// A part of a path.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// A key.
    Key(String),
    /// What stands in the brackets of a row.
    Label(String),
}

/// Whether a file of a shape may have the field that a path names.
pub(crate) fn is_described(shape: &'static Shape, path: &str) -> bool {
    described(shape, path).is_some()
}

/// The field that a path names in a file of a shape.
pub(crate) fn described(shape: &'static Shape, path: &str) -> Option<&'static Field> {
    let parts = taken_apart(path)?;
    let mut shape = Some(shape);
    let mut found = None;
    let keys = parts.iter().filter_map(|part| match part {
        Part::Key(key) => Some(key),
        Part::Label(_) => None,
    });
    for key in keys {
        let field = shape.and_then(|shape| shape.field(key))?;
        shape = match field.kind {
            Kind::Table(shape) | Kind::Rows(shape) => Some(shape),
            _ => None,
        };
        found = Some(field);
    }
    found
}

/// A path such as `expenditure[2080109/general].basic` taken apart; none where it is none.
pub(crate) fn taken_apart(path: &str) -> Option<Vec<Part>> {
    let mut steps = Vec::new();
    let mut rest = path.trim();
    while !rest.is_empty() {
        if let Some(inner) = rest.strip_prefix('[') {
            let end = end_of_label(inner)?;
            steps.push(Part::Label(inner.get(..end)?.to_owned()));
            rest = inner.get(end + 1..)?;
        } else {
            let key = if steps.is_empty() { rest } else { rest.strip_prefix('.')? };
            let (name, after) = key_of(key)?;
            steps.push(Part::Key(name));
            rest = after;
        }
    }
    matches!(steps.first(), Some(Part::Key(_))).then_some(steps)
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
pub(crate) fn end_of_label(inner: &str) -> Option<usize> {
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
    use crate::fields::shape_of;

    #[test]
    fn paths_are_taken_apart() {
        let key = |key: &str| Part::Key(key.to_owned());
        let label = |label: &str| Part::Label(label.to_owned());
        assert_eq!(
            taken_apart("reasons.accounts[208/general].change"),
            Some(vec![key("reasons"), key("accounts"), label("208/general"), key("change")])
        );
        assert_eq!(
            taken_apart("indicators[\"甲 [一]\"].score"),
            Some(vec![key("indicators"), label("\"甲 [一]\""), key("score")])
        );
        assert_eq!(taken_apart("[1]"), None);
        assert_eq!(taken_apart("a..b"), None);
        assert_eq!(taken_apart("a[1"), None);
    }

    #[test]
    fn a_path_is_described_where_its_file_may_have_it() {
        let year = shape_of("data/a/2022.toml").unwrap();
        for path in
            ["reasons.general", "income[\"甲.乙\"].other", "three-public.reception.domestic.use"]
        {
            assert!(is_described(year, path), "{path}");
        }
        for path in ["layout.statements", "reasons.genral", "year.month", ""] {
            assert!(!is_described(year, path), "{path}");
        }
    }
}
