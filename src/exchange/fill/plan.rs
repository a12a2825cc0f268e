//! Which sheets a fill-in workbook has, and what stands on each: the fields as they are described, one after the other.

use crate::exchange::fill::asks::Ask;
use crate::exchange::fill::said::rows_shape;
use crate::exchange::fill::slots::{Part, Slot};
use crate::fields::field::{Field, Kind, Shape};

/// A sheet.
#[derive(Debug)]
pub(super) struct Sheet<'a> {
    /// Its title.
    pub title: String,
    /// The file whose fields it shows.
    pub slot: &'a Slot,
    /// What stands on it.
    pub blocks: Vec<Block>,
}

/// What stands on a sheet.
#[derive(Debug, Clone)]
pub(crate) enum Block {
    /// The title of a table, with whether the table is written.
    Table {
        /// The table.
        field: &'static Field,
        /// Its path.
        path: String,
        /// How deep it stands.
        depth: u8,
    },
    /// One value.
    Leaf {
        /// Its field.
        field: &'static Field,
        /// Its path.
        path: String,
        /// How deep it stands.
        depth: u8,
    },
    /// Rows.
    Rows {
        /// Their field.
        field: &'static Field,
        /// Their path.
        path: String,
        /// What a row is.
        shape: &'static Shape,
    },
}

/// The sheets of a report's files, without that of what is to be explained.
pub(super) fn sheets(slots: &[Slot], year: u16) -> Vec<Sheet<'_>> {
    let mut sheets: Vec<Sheet<'_>> = Vec::new();
    let mut evaluations = 0;
    for slot in slots {
        match slot.part(year) {
            Some(Part::Year) => {
                let mut top = Vec::new();
                let mut below = Vec::new();
                for field in slot.shape.fields() {
                    match blocks_of(field, "", 0) {
                        blocks if is_leaf(field) || blocks.is_empty() => top.extend(blocks),
                        blocks => below.push(Sheet { title: field.term.to_owned(), slot, blocks }),
                    }
                }
                sheets.push(Sheet { title: slot.shape.title.to_owned(), slot, blocks: top });
                sheets.extend(below);
            }
            Some(Part::Evaluation) => {
                evaluations += 1;
                let title = match &slot.text {
                    Some(_) => format!("自评{evaluations}"),
                    None => "新的自评".to_owned(),
                };
                sheets.push(Sheet { title, slot, blocks: blocks(slot, slot.shape) });
            }
            Some(Part::LastYear) => {
                let title = format!("{}年度", year.saturating_sub(1));
                sheets.push(Sheet { title, slot, blocks: blocks(slot, slot.shape) });
            }
            Some(Part::Unit) | None => {
                let title = slot.shape.title.to_owned();
                sheets.push(Sheet { title, slot, blocks: blocks(slot, slot.shape) });
            }
        }
    }
    // Last year's file takes the place of the table that stands for it.
    if slots.iter().any(|slot| slot.part(year) == Some(Part::LastYear)) {
        let prior = |block: &Block| matches!(block, Block::Table { path, .. } if path == "prior");
        sheets.retain(|sheet| !sheet.blocks.first().is_some_and(prior));
    }
    sheets
}

/// Whether a field is a single value.
fn is_leaf(field: &Field) -> bool {
    field.shape().is_none() && !field.has_own_names()
}

/// What is to be shown of a file, single values first.
fn blocks(slot: &Slot, shape: &'static Shape) -> Vec<Block> {
    let shown = shape.fields().filter(|field| slot.shows(field.key));
    in_order(shown).into_iter().flat_map(|field| blocks_of(field, "", 0)).collect()
}

/// Fields with the single values first.
fn in_order(fields: impl Iterator<Item = &'static Field>) -> Vec<&'static Field> {
    let (mut leaves, others): (Vec<_>, Vec<_>) = fields.partition(|field| is_leaf(field));
    leaves.extend(others);
    leaves
}

/// What is to be shown of a field.
pub(crate) fn blocks_of(field: &'static Field, above: &str, depth: u8) -> Vec<Block> {
    let path = format!("{above}{}", field.key);
    match field.kind {
        Kind::Table(shape) => {
            let below = format!("{path}.");
            let fields = in_order(shape.fields()).into_iter();
            let fields = fields.flat_map(|field| blocks_of(field, &below, depth + 1));
            std::iter::once(Block::Table { field, path, depth }).chain(fields).collect()
        }
        Kind::Rows(_) | Kind::Names | Kind::Tables(_) | Kind::Settings(_) => {
            let rows = rows_shape(field).map(|shape| Block::Rows { field, path, shape });
            rows.into_iter().collect()
        }
        Kind::Money(_)
        | Kind::Count(_)
        | Kind::Whole { .. }
        | Kind::Number { .. }
        | Kind::Score
        | Kind::Year
        | Kind::Date
        | Kind::Flag
        | Kind::Line
        | Kind::Words
        | Kind::Paragraphs
        | Kind::Code(_)
        | Kind::Choice(_)
        | Kind::List(_)
        | Kind::OneOrMore => vec![Block::Leaf { field, path, depth }],
    }
}

/// The columns of rows: first those that a row is called by.
pub(crate) fn columns(shape: &'static Shape) -> Vec<&'static Field> {
    let keys = shape.row_keys.iter().filter_map(|key| shape.field(key));
    let others = shape.fields().filter(|field| !shape.row_keys.contains(&field.key));
    keys.chain(others).collect()
}

/// Whether the filled-in value of a field is asked for on the sheet of what is to be explained.
pub(super) fn is_asked(asks: &[Ask], path: &str) -> bool {
    asks.iter().any(|ask| ask.path == path)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::exchange::fill::said::Said;
    use crate::fields::FileForm;
    use crate::fields::field::all_below;

    #[test]
    fn every_field_of_the_data_files_has_a_cell() {
        let mut count = 0;
        for (path, full) in [
            ("unit.toml", "data/a/unit.toml"),
            ("2022.toml", "data/a/2022.toml"),
            ("2021.toml", "data/a/2021.toml"),
            ("2022/1.toml", "data/a/2022/1.toml"),
        ] {
            let form = FileForm::of(full).unwrap();
            let shape = if path == "2021.toml" { form.compared.unwrap() } else { form.shape };
            let (text, said) = (Some(String::new()), Said::default());
            let slot = Slot { path: path.to_owned(), form, shape, text, said, locked: false };
            let slots = [slot];
            let mut cells = BTreeSet::new();
            for block in sheets(&slots, 2022).into_iter().flat_map(|sheet| sheet.blocks) {
                match block {
                    Block::Leaf { path, .. } => {
                        cells.insert(path);
                    }
                    Block::Table { .. } => {}
                    Block::Rows { field, path, shape } => {
                        let row = match field.kind {
                            Kind::Tables(_) => format!("{path}.*"),
                            _ => format!("{path}[]"),
                        };
                        let keys = columns(shape).into_iter().map(|field| field.key);
                        cells.extend(keys.map(|key| format!("{row}.{key}")));
                        cells.insert(path);
                    }
                }
            }
            for (field, described) in all_below(shape, "") {
                // A small table is a text of its own.
                let field = field.trim_end_matches("[].cells");
                let is_table = matches!(described.kind, Kind::Table(_));
                assert!(is_table || cells.contains(field), "{path}: {field}");
                count += 1;
            }
        }
        assert!(count > 200, "{count}");
    }
}
