//! What a file says, with blanks for all that is told of its year.

use toml::de::{DeTable, DeValue};

use crate::edit::Value;
use crate::fields::BLANK;
use crate::fields::field::{Field, Kind, NextYear, Shape};

/// The fields of a table as the next year begins with them, in the order of their description; what is left empty goes.
pub(super) fn fields(table: &DeTable<'_>, shape: &'static Shape) -> Vec<(String, Value)> {
    let there = shape.fields().filter_map(|field| {
        let value = table.get(field.key)?.get_ref();
        Some((field.key.to_owned(), of_field(field, value)?))
    });
    there.collect()
}

/// What the next year begins with of a field; none where it goes.
fn of_field(field: &'static Field, value: &DeValue<'_>) -> Option<Value> {
    match field.next_year {
        NextYear::Left => None,
        NextYear::Kept => Some(kept(value)).filter(|value| !is_empty(value)),
        NextYear::Emptied => emptied(field, value).filter(|value| !is_empty(value)),
    }
}

/// Structure as it is, a blank for all that is told of a year.
fn emptied(field: &'static Field, value: &DeValue<'_>) -> Option<Value> {
    let blank = || Some(Value::Words(BLANK.to_owned()));
    match (field.kind, value) {
        (
            Kind::Money(_)
            | Kind::Count(_)
            | Kind::Whole { .. }
            | Kind::Number { .. }
            | Kind::Score
            | Kind::Year
            | Kind::Date
            | Kind::Words
            | Kind::Paragraphs,
            _,
        ) => blank(),
        // That a file only serves comparisons is told of a year.
        (Kind::Flag, _) => None,
        (
            Kind::Line
            | Kind::Code(_)
            | Kind::Choice(_)
            | Kind::List(_)
            | Kind::OneOrMore
            | Kind::Names
            | Kind::Settings(_),
            value,
        ) => Some(kept(value)),
        (Kind::Table(shape), DeValue::Table(table)) => Some(Value::Table(fields(table, shape))),
        (Kind::Rows(shape), DeValue::Array(rows)) => {
            let rows = rows.iter().filter_map(|row| row.get_ref().as_table());
            Some(Value::Rows(rows.map(|row| Value::Table(fields(row, shape))).collect()))
        }
        (Kind::Tables(shape), DeValue::Table(tables)) => {
            let tables = tables.iter().filter_map(|(name, table)| {
                let table = table.get_ref().as_table()?;
                Some((name.get_ref().to_string(), Value::Table(fields(table, shape))))
            });
            Some(Value::Table(tables.collect()))
        }
        (Kind::Table(_) | Kind::Rows(_) | Kind::Tables(_), _) => None,
    }
}

/// A value as it is.
fn kept(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(words) => Value::Words(words.replace("\r\n", "\n").trim().to_owned()),
        DeValue::Integer(number) => Value::Bare(number.as_str().to_owned()),
        DeValue::Float(number) => Value::Bare(number.as_str().to_owned()),
        DeValue::Boolean(flag) => Value::Bare(flag.to_string()),
        DeValue::Datetime(day) => Value::Bare(day.to_string()),
        DeValue::Array(values) => {
            Value::Rows(values.iter().map(|value| kept(value.get_ref())).collect())
        }
        DeValue::Table(table) => {
            let fields =
                table.iter().map(|(key, value)| (key.get_ref().to_string(), kept(value.get_ref())));
            Value::Table(fields.collect())
        }
    }
}

/// Whether nothing is in a value: that there was none is told of a year, too.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Table(fields) => fields.is_empty(),
        Value::Rows(rows) => rows.is_empty(),
        Value::List(words) => words.is_empty(),
        Value::Bare(_) | Value::Words(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::shape_of;

    #[test]
    fn structure_stays_and_what_is_told_of_the_year_becomes_a_blank() {
        let text = "year = 2022\nrounded-to = 100\npublished = 2023-09-20\n\
            income = [ { code = \"2080109\", general = 1.00 } ]\neconomic = []\n\
            [names]\n2070188 = \"某\"\n[procurement]\ngoods = 0\n\
            [three-public]\nreception = { domestic = { persons = 3, use = \"检查\" } }\n\
            [reasons]\ntotal = \"增加\"\naccounts = [ { code = \"208\", use = \"工资\" } ]\n\
            [extra.index]\nname = \"索引号\"\ntext = \"1\"\ncolumns = [\"甲\"]\nrows = [ { cells = [\"1\"] } ]\n\
            [profile]\nduties = \"职责\"\n[control]\nincome = 1\n[prior]\nincome = []\nexpenditure = []\n";
        let table = DeTable::parse(text).unwrap();
        let fields = fields(table.get_ref(), shape_of("data/a/2022.toml").unwrap());
        let written = Value::Table(fields).inline();
        assert_eq!(
            written,
            "{ year = \"待补\", published = \"待补\", \
             income = [{ code = \"2080109\", general = \"待补\" }], \
             profile = { duties = \"职责\" }, names = { 2070188 = \"某\" }, \
             three-public = { reception = { domestic = { persons = \"待补\", use = \"待补\" } } }, \
             procurement = { goods = \"待补\" }, \
             reasons = { accounts = [{ code = \"208\", use = \"待补\" }], total = \"待补\" }, \
             extra = { index = { name = \"索引号\", text = \"待补\", columns = [\"甲\"] } } }"
        );
    }
}
