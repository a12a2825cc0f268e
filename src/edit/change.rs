//! What is to be changed, and whether the field may have it.

use crate::edit::path::Target;
use crate::edit::refused::Refused;
use crate::edit::value::{Value, fits};
use crate::fields::field::{Field, Kind};

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// The field gets a value; where it is not there, it is added.
    Set(Value),
    /// A row comes among the rows of the field, at a place from 0.
    Insert(usize, Value),
    /// The field, row or table goes.
    Remove,
}

impl Change {
    /// Refuses a value that the field may not have.
    pub(super) fn check(&self, target: &Target, path: &str) -> Result<(), Refused> {
        match self {
            Self::Remove if !target.is_there() => Err(Refused(format!("没有 {path}，不用删去"))),
            Self::Remove => Ok(()),
            Self::Insert(_, row) => {
                let rows = Value::Rows(vec![row.clone()]);
                let may_be = |field: &Field| !target.is_row() && fits(field, &rows);
                match target.field.is_some_and(may_be) {
                    true => Ok(()),
                    false => Err(Refused(format!("{path} 里不能加 {}", row.inline()))),
                }
            }
            Self::Set(value) => match &target.field {
                Some(field) if !target.is_row() => fits(field, value)
                    .then_some(())
                    .ok_or_else(|| Refused(format!("{path} 不能写 {}", value.inline()))),
                Some(Field { kind: Kind::List(_) | Kind::OneOrMore, .. }) => {
                    let words = matches!(value, Value::Words(_));
                    words.then_some(()).ok_or_else(|| Refused(format!("{path} 应当是文字")))
                }
                Some(field) => {
                    let shape = field.shape();
                    let Value::Table(fields) = value else {
                        return Err(Refused(format!("{path} 是一行，写法是 {{ … }}")));
                    };
                    let wrong = fields.iter().find(|(key, value)| {
                        let field = shape.and_then(|shape| shape.field(key));
                        !field.is_some_and(|field| fits(field, value))
                    });
                    match wrong {
                        None => Ok(()),
                        Some((key, value)) => {
                            Err(Refused(format!("{path}.{key} 不能写 {}", value.inline())))
                        }
                    }
                }
                None => {
                    let table = Value::Table(vec![(String::new(), value.clone())]);
                    match target.owner.is_none_or(|field| fits(field, &table)) {
                        true => Ok(()),
                        false => Err(Refused(format!("{path} 不能写 {}", value.inline()))),
                    }
                }
            },
        }
    }
}
