//! The text of a file in the standard form.

use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::edit::add::Holder;
use crate::edit::standard::anchors::is_headed;
use crate::edit::standard::notes::{Line, Notes, is_parted};
use crate::edit::standard::said::single;
use crate::fields::field::{Field, Shape};
use crate::fields::year::year;
use crate::write::key_of;

/// So long a line is one of values; longer ones go one a line.
const LONG: usize = 100;

/// A key with its first byte, its value and its field.
type Entry<'a> = (&'a str, usize, &'a Spanned<DeValue<'a>>, Option<&'static Field>);

/// The text of a table and of all below it.
pub(super) fn page(text: &str, root: &DeTable<'_>, shape: &'static Shape) -> String {
    let notes = Notes::of(text, root);
    let mut page = Page { text, notes, out: String::new() };
    let head = std::mem::take(&mut page.notes.head);
    page.lines(&head, "");
    if head.iter().any(|line| !line.note.starts_with("#:")) {
        page.part();
    }
    page.table(root, Some(shape), "");
    let tail = std::mem::take(&mut page.notes.tail);
    page.lines(&tail, "");
    page.out
}

/// A page under way.
struct Page<'t> {
    /// The text as it was.
    text: &'t str,
    /// Its notes.
    notes: Notes,
    /// What is written so far.
    out: String,
}

impl Page<'_> {
    /// Writes what stands in a table: single values and rows, then the tables below it.
    fn table(&mut self, table: &DeTable<'_>, shape: Option<&'static Shape>, path: &str) {
        let entries = in_order(table, shape);
        let (below, own): (Vec<Entry<'_>>, Vec<Entry<'_>>) =
            entries.into_iter().partition(|entry| self.is_below(entry, path));
        own.into_iter().for_each(|entry| self.entry(entry, path));
        for (key, start, value, field) in below {
            let path = match path {
                "" => key_of(key),
                path => format!("{path}.{}", key_of(key)),
            };
            match value.get_ref() {
                DeValue::Array(rows) => self.elements(rows, start, field, &path),
                DeValue::Table(table) => self.section(table, start, value, field, &path),
                _ => {}
            }
        }
    }

    /// Whether a field stands under a heading of its own.
    fn is_below(&self, (_, _, value, field): &Entry<'_>, path: &str) -> bool {
        match value.get_ref() {
            DeValue::Table(_) => {
                path.is_empty() || !matches!(self.holder(value), Holder::Inline(_))
            }
            DeValue::Array(rows) => {
                let apart = [&year::CORRECTIONS, &year::ACCEPT];
                let apart = field.is_some_and(|field| {
                    apart.iter().any(|other| std::ptr::eq::<Field>(field, *other))
                });
                let tables = rows.iter().all(|row| row.get_ref().is_table());
                let long = is_headed(self.text, rows) && rows.iter().any(has_lines);
                !rows.is_empty() && tables && (apart || long)
            }
            _ => false,
        }
    }

    /// How a table is written.
    fn holder(&self, value: &Spanned<DeValue<'_>>) -> Holder {
        Holder::of(self.text, value.span())
    }

    /// Writes a key with its value.
    fn entry(&mut self, (key, start, value, field): Entry<'_>, path: &str) {
        let rows = value.get_ref().as_array().filter(|rows| self.takes_lines(rows, start, field));
        if rows.is_some() && path.is_empty() {
            self.part();
        }
        if is_parted(self.text, start) && self.notes.before(start).is_empty() {
            self.part();
        }
        self.before(start, "");
        self.out.push_str(&format!("{} = ", key_of(key)));
        match rows {
            Some(rows) => self.rows(rows, start, field),
            None => {
                let written = match value.get_ref() {
                    DeValue::Array(_) | DeValue::Table(_) => inline(value.get_ref(), field),
                    single_value => single(single_value, field, true),
                };
                self.out.push_str(&written);
            }
        }
        self.beside(start);
    }

    /// Whether the values of an array take a line each.
    fn takes_lines(&self, rows: &DeArray<'_>, start: usize, field: Option<&'static Field>) -> bool {
        let noted =
            |start| !self.notes.before(start).is_empty() || !self.notes.beside(start).is_empty();
        rows.iter().any(|row| row.get_ref().is_table() || noted(row.span().start))
            || !self.notes.opening(start).is_empty()
            || !self.notes.closing(start).is_empty()
            || list(rows, field).chars().count() > LONG
    }

    /// Writes the values of an array, one a line.
    fn rows(&mut self, rows: &DeArray<'_>, start: usize, field: Option<&'static Field>) {
        self.out.push('[');
        let opening = self.notes.opening(start).join(" ");
        self.end_with(&opening);
        for row in rows.iter() {
            let at = row.span().start;
            self.before(at, "  ");
            let headed = is_headed(self.text, rows);
            if let DeValue::Table(fields) = row.get_ref()
                && headed
            {
                self.hoist(fields);
            }
            self.out.push_str(&format!("  {},", inline(row.get_ref(), field)));
            self.beside(at);
        }
        let closing = self.notes.closing(start).to_vec();
        self.lines(&closing, "  ");
        self.out.push(']');
    }

    /// Writes the notes of the fields of a row that goes onto one line above it.
    fn hoist(&mut self, fields: &DeTable<'_>) {
        for (_, start, value, _) in in_order(fields, None) {
            let mut notes = self.notes.before(start).to_vec();
            let beside = [self.notes.opening(start), self.notes.beside(start)].concat();
            notes.extend(beside.into_iter().map(|note| Line { parted: false, note }));
            notes.extend(self.notes.closing(start).to_vec());
            notes.iter_mut().for_each(|line| line.parted = false);
            self.lines(&notes, "  ");
            if let Some(values) = value.get_ref().as_array() {
                for value in values.iter() {
                    let at = value.span().start;
                    self.before(at, "  ");
                    let beside = self.notes.beside(at).to_vec().into_iter();
                    let beside: Vec<Line> =
                        beside.map(|note| Line { parted: false, note }).collect();
                    self.lines(&beside, "  ");
                }
            }
        }
    }

    /// Writes a table under its heading.
    fn section(
        &mut self,
        table: &DeTable<'_>,
        start: usize,
        value: &Spanned<DeValue<'_>>,
        field: Option<&'static Field>,
        path: &str,
    ) {
        let holder = self.holder(value);
        let named = field.is_some_and(Field::has_named_tables);
        let shape = field.and_then(Field::shape).filter(|_| !named);
        let own = in_order(table, shape).iter().any(|entry| !self.is_below(entry, path));
        let at = match holder {
            Holder::Headed(heading) => Some(heading.start),
            Holder::Inline(_) => Some(start),
            Holder::Implied | Holder::Top => None,
        };
        let needed = match named {
            // The tables of own names have headings themselves.
            true => at.is_some_and(|at| self.has_notes(at)) || table.is_empty(),
            false => at.is_some() || own,
        };
        if needed {
            self.part();
            if let Some(at) = at {
                self.before(at, "");
            }
            self.out.push_str(&format!("[{path}]"));
            match at {
                Some(at) => self.beside(at),
                None => self.out.push('\n'),
            }
        }
        if named {
            for (name, start, value, _) in in_order(table, None) {
                let path = format!("{path}.{}", key_of(name));
                if let DeValue::Table(table) = value.get_ref() {
                    self.named(table, start, value, field.and_then(Field::shape), &path);
                }
            }
        } else {
            self.table(table, shape, path);
        }
    }

    /// Writes a table of the user's own name under its heading.
    fn named(
        &mut self,
        table: &DeTable<'_>,
        start: usize,
        value: &Spanned<DeValue<'_>>,
        shape: Option<&'static Shape>,
        path: &str,
    ) {
        self.part();
        let at = match self.holder(value) {
            Holder::Headed(heading) => Some(heading.start),
            Holder::Inline(_) => Some(start),
            Holder::Implied | Holder::Top => None,
        };
        if let Some(at) = at {
            self.before(at, "");
        }
        self.out.push_str(&format!("[{path}]"));
        match at {
            Some(at) => self.beside(at),
            None => self.out.push('\n'),
        }
        self.table(table, shape, path);
    }

    /// Writes rows, each under a heading of its own.
    fn elements(
        &mut self,
        rows: &DeArray<'_>,
        start: usize,
        field: Option<&'static Field>,
        path: &str,
    ) {
        let headed = is_headed(self.text, rows);
        if !headed {
            let mut notes = self.notes.before(start).to_vec();
            let beside = [self.notes.opening(start), self.notes.beside(start)].concat();
            notes.extend(beside.into_iter().map(|note| Line { parted: false, note }));
            notes.extend(self.notes.closing(start).to_vec());
            self.part();
            self.lines(&notes, "");
        }
        for (number, row) in rows.iter().enumerate() {
            let DeValue::Table(table) = row.get_ref() else { continue };
            let at = row.span().start;
            if headed || number > 0 {
                self.part();
            }
            self.before(at, "");
            self.out.push_str(&format!("[[{path}]]"));
            self.beside(at);
            self.table(table, field.and_then(Field::shape), path);
        }
    }

    /// Whether notes stand at what begins at a byte.
    fn has_notes(&self, at: usize) -> bool {
        !self.notes.before(at).is_empty() || !self.notes.beside(at).is_empty()
    }

    /// Writes the notes before what begins at a byte; blank lines stay, one at a time.
    fn before(&mut self, at: usize, indent: &str) {
        let notes = self.notes.before(at).to_vec();
        self.lines(&notes, indent);
        if !notes.is_empty() && is_parted(self.text, at) {
            self.part();
        }
    }

    /// Ends a line with the notes on it.
    fn beside(&mut self, at: usize) {
        let notes = self.notes.beside(at).join(" ");
        self.end_with(&notes);
    }

    /// Ends a line with a note, if there is one.
    fn end_with(&mut self, note: &str) {
        if !note.is_empty() {
            self.out.push_str(&format!("  {note}"));
        }
        self.out.push('\n');
    }

    /// Writes notes on lines of their own.
    fn lines(&mut self, notes: &[Line], indent: &str) {
        for Line { parted, note } in notes {
            if *parted {
                self.part();
            }
            self.out.push_str(&format!("{indent}{note}\n"));
        }
    }

    /// Sees to it that a blank line stands before what follows.
    fn part(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }
}

/// The entries of a table in the order of their description; those with names of the user's own as they stand.
fn in_order<'a>(table: &'a DeTable<'a>, shape: Option<&'static Shape>) -> Vec<Entry<'a>> {
    let order: Vec<&str> =
        shape.into_iter().flat_map(|shape| shape.fields()).map(|field| field.key).collect();
    let place = |key: &str| order.iter().position(|other| *other == key).unwrap_or(order.len());
    let entries = table.iter().map(|(key, value)| {
        let field = shape.and_then(|shape| shape.field(key.get_ref()));
        (key.get_ref().as_ref(), key.span().start, value, field)
    });
    let mut entries: Vec<Entry<'a>> = entries.collect();
    entries.sort_by_key(|(key, start, ..)| (place(key), *start));
    entries
}

/// A value on one line.
fn inline(value: &DeValue<'_>, field: Option<&'static Field>) -> String {
    match value {
        DeValue::Table(table) if table.is_empty() => "{}".to_owned(),
        DeValue::Table(table) => {
            let fields = in_order(table, field.and_then(Field::shape)).into_iter();
            let fields: Vec<String> = fields
                .map(|(key, _, value, field)| {
                    format!("{} = {}", key_of(key), inline(value.get_ref(), field))
                })
                .collect();
            format!("{{ {} }}", fields.join(", "))
        }
        DeValue::Array(values) => list(values, field),
        value => single(value, field, false),
    }
}

/// Values on one line.
fn list(values: &DeArray<'_>, field: Option<&'static Field>) -> String {
    let values: Vec<String> = values.iter().map(|value| inline(value.get_ref(), field)).collect();
    format!("[{}]", values.join(", "))
}

/// Whether words of several lines stand in a row.
fn has_lines(row: &Spanned<DeValue<'_>>) -> bool {
    let fields = row.get_ref().as_table().into_iter().flatten();
    let mut words = fields.filter_map(|(_, value)| value.get_ref().as_str());
    words.any(|words| words.trim().contains('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::field::Kind;

    #[test]
    fn names_of_codes_are_no_fields() {
        let text = "[names] # 一\n2070188 = '某' # 二\n";
        let table = DeTable::parse(text).unwrap();
        let shape = crate::fields::shape_of("data/a/2022.toml").unwrap();
        assert_eq!(page(text, table.get_ref(), shape), "[names]  # 一\n2070188 = \"某\"  # 二\n");
        assert!(matches!(shape.field("names").unwrap().kind, Kind::Names));
    }
}
