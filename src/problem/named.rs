//! The field that a problem is about, by its path.

use crate::fields::path::is_described;
use crate::fields::shape_of;
use crate::problem::identity::path;
use crate::problem::{Field, Problem, Sources};

/// The field that a problem is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamedField {
    /// Its path in the file of the main place, such as `income[2080109].business`.
    pub path: String,
    /// Whether it is not written, so that the problem asks for it.
    pub missing: bool,
}

impl NamedField {
    /// The field that a problem is about; none for a file as a whole or no file.
    pub(crate) fn of(problem: &Problem, sources: &Sources) -> Option<Self> {
        let (place, _) = problem.places.first()?;
        let field = problem.field();
        let path = path(*place, field, sources)?;
        let source = sources.file(place.file)?;
        let may_be = || shape_of(&source.name).is_some_and(|shape| is_described(shape, &path));
        let asks = matches!(field, Some(Field::Asked(_) | Field::Lacking(_)));
        let missing = asks && !source.outline().has(&path) && may_be();
        Some(Self { path, missing })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::Place;

    #[test]
    fn what_is_not_written_is_missing() {
        let mut sources = Sources::default();
        let text = "income = [ { code = \"2080109\", other = 5.00 } ]\n[reasons]\ntotal = \"甲\"\n";
        let file = sources.add("data/甲/2022.toml", text);
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            Problem::finding("").at(Place::new(file, start..start + words.len()), "")
        };
        for (problem, path, missing) in [
            (at("5.00"), "income[2080109].other", false),
            (at("{ code").lacking("business"), "income[2080109].business", true),
            (at("{ code").lacking("other"), "income[2080109].other", false),
            (at("5.00").asks("reasons.general"), "reasons.general", true),
            (at("5.00").about("reasons.general"), "reasons.general", false),
            (at("5.00").asks("reasons.total"), "reasons.total", false),
            (
                at("5.00").asks("expenditure[2080109/general].basic"),
                "expenditure[2080109/general].basic",
                true,
            ),
            (at("5.00").asks("layout.statements"), "layout.statements", false),
        ] {
            let named = NamedField::of(&problem, &sources);
            assert_eq!(named, Some(NamedField { path: path.to_owned(), missing }));
        }
        assert_eq!(NamedField::of(&Problem::finding(""), &sources), None);
    }
}
