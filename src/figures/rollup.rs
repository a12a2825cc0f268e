//! Leaf rows → rows of all levels and a total.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use serde::Serialize;

use crate::catalog::Names;
use crate::model::code::{FunctionCode, ItemCode, Level};

/// Adds the columns of one row to those of another, field by field.
macro_rules! add_columns {
    ($name:ident { $($field:ident),+ $(,)? }) => {
        impl std::ops::AddAssign for $name {
            fn add_assign(&mut self, other: Self) {
                $(self.$field += other.$field;)+
            }
        }
    };
}
pub(super) use add_columns;

/// A row of a statement: a code with its name and its amounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Row<T, C = FunctionCode> {
    /// The code.
    pub code: C,
    /// Its name.
    pub name: String,
    /// Class, section or item.
    pub level: Level,
    /// The amounts.
    #[serde(flatten)]
    pub columns: T,
}

/// Rolls items up to sections, classes and a total; rows come in the order of the codes.
pub(super) fn roll_up<'a, T>(
    leaves: impl IntoIterator<Item = (&'a ItemCode, T)>,
    catalog: Names<'_>,
) -> (Vec<Row<T>>, T)
where
    T: AddAssign + Clone + Default,
{
    let mut rows: BTreeMap<FunctionCode, Row<T>> = BTreeMap::new();
    let mut total = T::default();
    for (item, columns) in leaves {
        for code in [
            FunctionCode::Class(item.class()),
            FunctionCode::Section(item.section()),
            FunctionCode::Item(item.clone()),
        ] {
            let row = rows.entry(code).or_insert_with_key(|code| Row {
                code: code.clone(),
                name: catalog.function(code.as_str()).unwrap_or_default().to_owned(),
                level: Level::of(code),
                columns: T::default(),
            });
            row.columns += columns.clone();
        }
        total += columns;
    }
    (rows.into_values().collect(), total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::files::Files;
    use crate::model::amount::Money;
    use crate::model::code::Functional;
    use proptest::prelude::*;
    use std::path::Path;

    proptest! {
        #[test]
        fn parents_are_the_sums_of_their_children(
            leaves in prop::collection::vec((0..4u8, 1..4u8, 1..4u8, -99_999_i64..99_999_999), 0..60)
        ) {
            let catalog = Catalog::load(&Files::on(Path::new("/nowhere"))).unwrap();
            let own = BTreeMap::new();
            let catalog = catalog.names(2022, &own);
            let leaves: Vec<(ItemCode, Money)> = leaves
                .into_iter()
                .map(|(class, section, item, fen)| {
                    let code = format!("20{class}0{section}0{item}");
                    let amount = format!("{}{}.{:02}", if fen < 0 { "-" } else { "" }, fen.abs() / 100, fen.abs() % 100);
                    (ItemCode::parse(&code).unwrap(), Money::parse(&amount).unwrap())
                })
                .collect();
            let (rows, total) = roll_up(leaves.iter().map(|(code, money)| (code, *money)), catalog);
            for level in [Level::Class, Level::Section, Level::Item] {
                let sum: Money = rows.iter().filter(|r| r.level == level).map(|r| r.columns).sum();
                prop_assert_eq!(sum, total);
            }
            for parent in rows.iter().filter(|r| r.level != Level::Item) {
                let children = rows.iter().filter(|r| r.code.as_str().len() == parent.code.as_str().len() + 2 && Functional::from(&parent.code).holds(&r.code));
                prop_assert_eq!(children.map(|r| r.columns).sum::<Money>(), parent.columns);
            }
            prop_assert!(rows.is_sorted_by(|a, b| a.code < b.code));
        }
    }
}
