//! The descriptions are held to the readers: every described field is read, as what it is described to be.

use std::path::Path;

use crate::catalog::Catalog;
use crate::fields::field::{Codes, Field, Kind, Need, Shape, Sign, all_below};
use crate::fields::{FILES, FileForm};
use crate::files::Files;
use crate::layout;
use crate::model::place::FileNumber;
use crate::problem::Problem;
use crate::read::{evaluation, project, unit, year};
use crate::tables::{Reading, Table, parse};

/// What stands for a field in a test.
#[derive(Debug, Clone)]
enum Tree {
    /// A value as it is written.
    Value(String),
    /// A table by keys.
    Table(Vec<(&'static str, Tree)>),
    /// One row.
    Row(Box<Tree>),
    /// One table of a name of the user's own.
    Named(Box<Tree>),
}

/// The name of the one table whose name is the user's own.
const NAMED: &str = "income";

/// The readings of one form, each by what it is called and with its fields.
fn shapes(form: &'static FileForm) -> Vec<(String, &'static Shape)> {
    let own = (form.name.to_owned(), form.shape);
    let compared = form.compared.map(|shape| (format!("{} that is compared", form.name), shape));
    std::iter::once(own).chain(compared).collect()
}

/// A table with all fields of a shape, each with a value that is right.
fn full(shape: &'static Shape) -> Tree {
    Tree::Table(shape.fields().map(|field| (field.key, right(field))).collect())
}

/// A value that is right for a field.
fn right(field: &Field) -> Tree {
    let choice = || format!("{:?}", field.choices().first().expect("a choice").key);
    let text = match field.kind {
        Kind::Table(shape) => return full(shape),
        Kind::Rows(shape) => return Tree::Row(Box::new(full(shape))),
        Kind::Tables(shape) => return Tree::Named(Box::new(full(shape))),
        Kind::Money(_) => "12.34".to_owned(),
        Kind::Count(_) => "2".to_owned(),
        Kind::Whole { least, .. } => least.to_string(),
        Kind::Number { least, .. } => format!("{}.5", least / 10 + 1),
        Kind::Score => "9.5".to_owned(),
        Kind::Year => "2022".to_owned(),
        Kind::Date => "2023-09-20".to_owned(),
        Kind::Flag => "false".to_owned(),
        Kind::Code(Codes::Item) => "\"2080109\"".to_owned(),
        Kind::Code(Codes::Function | Codes::Any) => "\"208\"".to_owned(),
        Kind::Code(Codes::Economic) => "\"30101\"".to_owned(),
        Kind::Choice(_) => choice(),
        Kind::List(_) | Kind::OneOrMore => "[\"income\"]".to_owned(),
        Kind::Names => "{ 2080188 = \"甲\" }".to_owned(),
        Kind::Settings(_) => format!("{{ R0101 = {} }}", choice()),
        Kind::Line | Kind::Words | Kind::Paragraphs if field.example.is_empty() => {
            "\"甲\"".to_owned()
        }
        Kind::Line | Kind::Words | Kind::Paragraphs => format!("{:?}", field.example),
    };
    Tree::Value(text)
}

/// A value that no field of the kind may have, and that nothing else in a test has.
fn wrong(field: &Field) -> &'static str {
    match field.kind {
        Kind::Table(_) | Kind::Rows(_) | Kind::Tables(_) | Kind::Names | Kind::Settings(_) => {
            "\"错的\""
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
        | Kind::OneOrMore => "{ wrong = 1 }",
    }
}

impl Tree {
    /// The field at a path as `all_below` has it.
    fn at(&mut self, path: &str) -> &mut Tree {
        match self {
            Self::Row(row) => row.at(path),
            Self::Named(table) => match path.strip_prefix("*.") {
                Some(rest) => table.at(rest),
                None => table,
            },
            Self::Table(fields) => {
                let (key, rest) = path.split_once('.').unwrap_or((path, ""));
                let key = key.trim_end_matches("[]");
                let (_, field) = fields.iter_mut().find(|(k, _)| *k == key).expect("a field");
                if rest.is_empty() { field } else { field.at(rest) }
            }
            Self::Value(_) => panic!("nothing is below {path}"),
        }
    }

    /// Leaves out the field at a path.
    fn leave_out(&mut self, path: &str) {
        let (above, key) = path.rsplit_once('.').unwrap_or(("", path));
        let mut table = if above.is_empty() { self } else { self.at(above) };
        while let Self::Row(inner) | Self::Named(inner) = table {
            table = inner;
        }
        let Self::Table(fields) = table else { panic!("{path} is in no table") };
        fields.retain(|(k, _)| *k != key);
    }

    /// The value as it is written on one line.
    fn written(&self) -> String {
        match self {
            Self::Value(text) => text.clone(),
            Self::Row(row) => format!("[{}]", row.written()),
            Self::Named(table) => format!("{{ {NAMED} = {} }}", table.written()),
            Self::Table(fields) => {
                let fields =
                    fields.iter().map(|(key, field)| format!("{key} = {}", field.written()));
                format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// The file.
    fn file(&self, compared: bool) -> String {
        let Self::Table(fields) = self else { panic!("a file is a table") };
        let lines = fields.iter().map(|(key, field)| match (*key, field) {
            ("comparison-only", Tree::Value(value)) if value == "false" => {
                format!("comparison-only = {compared}\n")
            }
            (key, field) => format!("{key} = {}\n", field.written()),
        });
        lines.collect()
    }
}

/// What is said of a file of a form.
fn said(form: &FileForm, text: &str) -> Vec<Problem> {
    let files = Files::on(Path::new(env!("CARGO_MANIFEST_DIR")));
    let catalog = Catalog::load(&files).expect("the catalogue");
    let reading = Reading::new(&files, &catalog);
    let file = FileNumber(0);
    match form.name {
        "juesuan" => {
            parse(&reading, file, text, form.shape, |table| drop(project::project(table)));
        }
        "unit" => {
            let read = |table: &Table<'_>| drop(unit::unit(table, "a"));
            parse(&reading, file, text, form.shape, read);
        }
        "year" => {
            let read = |table: &Table<'_>| drop(year::year_file(table, 2022, true));
            parse(&reading, file, text, form.shape, read);
        }
        "evaluation" => {
            parse(&reading, file, text, form.shape, |table| drop(evaluation::evaluation(table)));
        }
        "layout" => {
            parse(&reading, file, text, form.shape, |table| {
                drop(layout::read_settings(table, "a", &["shanxi"]));
            });
        }
        name => panic!("no reader is named for {name}"),
    }
    reading.finish().problems
}

/// Each field of each form with its path, and the file that has all of them.
fn each_field(test: impl Fn(&'static FileForm, &str, &'static Field, &Tree, bool)) {
    for form in &FILES {
        for (index, (_, shape)) in shapes(form).into_iter().enumerate() {
            let tree = full(shape);
            for (path, field) in all_below(shape, "") {
                test(form, &path, field, &tree, index > 0);
            }
        }
    }
}

#[test]
fn what_is_right_is_taken() {
    for form in &FILES {
        for (index, (name, shape)) in shapes(form).into_iter().enumerate() {
            let text = full(shape).file(index > 0);
            let refused: Vec<String> = said(form, &text)
                .into_iter()
                .filter(|problem| {
                    let ids = ["toml-syntax", "wrong-type", "unknown-field", "unknown-choice"];
                    ids.contains(&problem.id)
                        || ["bad-amount", "missing-field"].contains(&problem.id)
                })
                .map(|problem| problem.headline)
                .collect();
            assert!(refused.is_empty(), "{name}: {refused:?}\n{text}");
        }
    }
}

#[test]
fn every_field_is_read_as_what_it_is() {
    each_field(|form, path, field, tree, compared| {
        // Read where the layers of a layout are found, before anything else of it.
        if (form.name, path) == ("layout", "extends") {
            return;
        }
        let mut tree = tree.clone();
        *tree.at(path) = Tree::Value(wrong(field).to_owned());
        let text = tree.file(compared);
        let start = text.find(wrong(field)).expect("the wrong value");
        let told = said(form, &text).into_iter().any(|problem| {
            problem.places.iter().any(|(place, _)| place.start == start)
                && problem.id != "unknown-field"
        });
        assert!(told, "{} has {path}, and nothing reads it\n{text}", form.name);
    });
}

#[test]
fn what_must_be_there_is_missed() {
    each_field(|form, path, field, tree, compared| {
        if field.need != Need::Required || path == "comparison-only" {
            return;
        }
        let mut tree = tree.clone();
        tree.leave_out(path);
        let missed = said(form, &tree.file(compared))
            .iter()
            .any(|problem| problem.id == "missing-field" && problem.headline.ends_with(field.key));
        assert!(missed, "{} goes without {path}", form.name);
    });
}

#[test]
fn amounts_have_the_sign_that_is_described() {
    each_field(|form, path, field, tree, compared| {
        let Kind::Money(sign) = field.kind else { return };
        let mut tree = tree.clone();
        *tree.at(path) = Tree::Value("-12.34".to_owned());
        let problems = said(form, &tree.file(compared));
        let refused = problems.iter().any(|problem| problem.id == "negative-amount");
        assert_eq!(refused, sign == Sign::Positive, "{}: {path}", form.name);
    });
}

#[test]
fn every_choice_is_taken() {
    each_field(|form, path, field, tree, compared| {
        let Kind::Choice(choices) = field.kind else { return };
        for choice in choices() {
            let mut tree = tree.clone();
            *tree.at(path) = Tree::Value(format!("{:?}", choice.key));
            let problems = said(form, &tree.file(compared));
            let refused = problems.iter().find(|problem| problem.id == "unknown-choice");
            assert!(refused.is_none(), "{}: {path} = {:?}", form.name, choice.key);
        }
    });
}

#[test]
fn shapes_have_names_of_their_own_and_keys_stand_once() {
    let mut named: Vec<(&str, *const Shape)> = Vec::new();
    let mut next: Vec<&'static Shape> = FILES.iter().map(|form| form.shape).collect();
    next.extend(FILES.iter().filter_map(|form| form.compared));
    while let Some(shape) = next.pop() {
        if named.iter().any(|(_, known)| std::ptr::eq(*known, shape)) {
            continue;
        }
        assert!(named.iter().all(|(name, _)| *name != shape.name), "two shapes: {}", shape.name);
        named.push((shape.name, shape));
        let keys: Vec<&str> = shape.fields().map(|field| field.key).collect();
        let twice =
            keys.iter().enumerate().find(|(i, key)| keys.iter().take(*i).any(|k| k == *key));
        assert!(twice.is_none(), "{}: {twice:?}", shape.name);
        for key in shape.row_keys {
            assert!(shape.field(key).is_some(), "{}: {key}", shape.name);
        }
        next.extend(shape.plus);
        next.extend(shape.fields().filter_map(Field::shape));
    }
}
