//! Leaf rows → rows of all levels and a total.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use serde::Serialize;

use crate::catalog::Names;
use crate::model::code::{ItemCode, Level};

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
pub(crate) struct Row<T> {
    /// The code.
    pub code: String,
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
    let mut rows: BTreeMap<String, Row<T>> = BTreeMap::new();
    let mut total = T::default();
    for (code, columns) in leaves {
        let (class, section) = (code.class(), code.section());
        for (code, level) in [
            (class.as_str(), Level::Class),
            (section.as_str(), Level::Section),
            (code.as_str(), Level::Item),
        ] {
            let row = rows.entry(code.to_owned()).or_insert_with(|| Row {
                code: code.to_owned(),
                name: catalog.function(code).unwrap_or_default().to_owned(),
                level,
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
                let children = rows.iter().filter(|r| r.code.len() == parent.code.len() + 2 && r.code.starts_with(&parent.code));
                prop_assert_eq!(children.map(|r| r.columns).sum::<Money>(), parent.columns);
            }
            prop_assert!(rows.is_sorted_by(|a, b| a.code < b.code));
        }
    }
}
