//! `[names]`.

use std::collections::BTreeMap;

use crate::write::fields::Fields;

/// Names of codes that the catalogue lacks.
pub(super) fn fields(names: &BTreeMap<String, String>) -> Fields {
    names.iter().fold(Fields::default(), |fields, (code, name)| fields.own(code, name))
}
