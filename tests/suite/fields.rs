//! The fields as they are described: schemas, pages, and every example held to them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use juesuan::fields::{FILES, FileForm, PAGES, names, schema, shown, tables};
use serde_json::{Map, Value, json};
use toml::de::{DeTable, DeValue};

use crate::support::{Sandbox, kept, repository};
use crate::validate;

/// The projects of the repository, from its root.
const PROJECTS: [&str; 10] = [
    ".",
    "tests/findings/base",
    "tests/projects/branches",
    "tests/projects/branches-shanghai",
    "tests/projects/clean",
    "tests/projects/clean-more",
    "tests/projects/department",
    "tests/projects/everything",
    "tests/projects/shanghai-example",
    "layouts",
];

/// Checks that the schemas of the repository are those of the program, and that the program prints them.
#[test]
fn schemas_are_those_of_the_program() {
    // All that are stale are named at once.
    let stale = FILES
        .iter()
        .filter_map(|form| kept(&format!("schema/{}.json", form.name), &schema(form)).err());
    let stale: Vec<String> = stale.collect();
    assert!(stale.is_empty(), "{}", stale.join("\n"));
    for form in &FILES {
        let run = Sandbox::empty().run(&["schema", form.name]);
        assert_eq!((run.status(), run.stdout()), (0, schema(form)), "{}", form.name);
    }
    let listed = Sandbox::empty().run(&["schema"]).stdout();
    assert!(FILES.iter().all(|form| listed.contains(form.name)), "{listed}");
    let attachment = Sandbox::empty().run(&["schema", "attachment"]).stdout();
    assert_eq!(attachment, Sandbox::empty().run(&["schema", "evaluation"]).stdout());
    let unknown = Sandbox::empty().run(&["schema", "yaer"]);
    assert_eq!(unknown.status(), 2);
    assert!(unknown.stderr().contains("year"), "{}", unknown.stderr());
}

/// Checks that every table of fields on the pages is made from the descriptions, and that every field is on a page.
#[test]
fn pages_have_the_fields_of_the_program() {
    let (mut on_pages, mut stale) = (BTreeSet::new(), Vec::new());
    for path in PAGES {
        let page = fs::read_to_string(repository().join(path)).unwrap().replace("\r\n", "\n");
        on_pages.extend(shown(&page));
        let wanted = tables(&page).unwrap_or_else(|problem| panic!("{path}: {problem}"));
        stale.extend(kept(path, &wanted).err());
    }
    assert!(stale.is_empty(), "{}", stale.join("\n"));
    let missing: Vec<&str> = names().into_iter().filter(|name| !on_pages.contains(name)).collect();
    assert!(missing.is_empty(), "no page has a table <!-- 字段：… --> for {missing:?}");
}

/// Checks that no page has a table of fields that is kept by hand.
#[test]
fn no_table_of_fields_is_kept_by_hand() {
    for path in PAGES {
        let page = fs::read_to_string(repository().join(path)).unwrap();
        let mut before = "";
        for line in page.lines() {
            let begins = line.starts_with("| 字段 |") || line.starts_with("| 设置 |");
            assert!(!begins || before.starts_with("<!-- 字段："), "{path}: {line}");
            before = line;
        }
    }
}

/// Checks that a new layout lists every setting, and that each may be taken as it is shown.
#[test]
fn a_new_layout_lists_every_setting() {
    let sandbox = Sandbox::reference();
    let run = sandbox.run(&["layout", "new", "mine", "--extends", "shanxi"]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    let text = fs::read_to_string(sandbox.path("layouts/mine/layout.toml")).unwrap();
    let setting = |line: &&str| {
        let word = |c: char| c.is_ascii_lowercase() || c == '-' || c == '.';
        line.starts_with('[')
            || line.split_once(" = ").is_some_and(|(key, _)| key.chars().all(word))
    };
    let taken: Vec<&str> = text
        .lines()
        .map(|line| line.strip_prefix("# ").filter(|line| setting(line)).unwrap_or(line))
        .collect();
    let taken = taken.join("\n");
    let form = FileForm::of("layouts/mine/layout.toml").unwrap();
    assert_eq!(fault(form, &taken), None, "{taken}");
    let schema: Value = serde_json::from_str(&schema(form)).unwrap();
    let keys = schema["properties"].as_object().unwrap().keys();
    let table = DeTable::parse(&taken).unwrap();
    let lacks: Vec<&String> =
        keys.filter(|key| !table.get_ref().contains_key(key.as_str())).collect();
    assert!(lacks.is_empty(), "{lacks:?}");
}

/// Checks that every file of every project is valid by its schema.
#[test]
fn every_example_is_valid_by_its_schema() {
    let mut seen = BTreeSet::new();
    for (path, form, text) in examples() {
        let problem = fault(form, &text);
        assert!(problem.is_none(), "{}: {}", path.display(), problem.unwrap());
        seen.insert(form.name);
    }
    assert_eq!(seen.len(), FILES.len(), "{seen:?}");
}

/// Checks that every example names its schema in its first line, as editors look for it, and that it is there.
#[test]
fn every_example_names_its_schema() {
    // The numbers of the lines of this one stand in what is expected of each rule.
    let numbered = repository().join("tests/findings/base");
    for (path, form, text) in examples() {
        if path.starts_with(&numbered) {
            continue;
        }
        let line = text.lines().next().unwrap_or_default();
        let Some(named) = line.strip_prefix("#:schema ") else {
            panic!("{} does not begin with #:schema", path.display())
        };
        let schema = path.parent().unwrap().join(named).canonicalize().unwrap();
        let wanted = repository().join(format!("schema/{}.json", form.name));
        assert_eq!(schema, wanted.canonicalize().unwrap(), "{}", path.display());
    }
}

/// Checks that the schemas refuse what the program refuses.
#[test]
fn schemas_refuse_what_is_wrong() {
    let full = "year = 2022\nincome = []\nexpenditure = []\neconomic = []\n";
    let compared = "year = 2022\ncomparison-only = true\nincome = []\nexpenditure = []\n";
    for (name, text) in [
        ("year", full.replace("2022", "\"2022\"")),
        ("year", format!("{full}incom = []\n")),
        ("year", full.replace("income = []", "income = [ { code = \"208\", general = 1 } ]")),
        ("year", full.replace("income = []", "income = [ { general = 1 } ]")),
        ("year", format!("{full}operating-expense = -1\n")),
        ("year", format!("{full}operating-expense = \"1,23\"\n")),
        ("year", format!("{full}published = \"2022\"\n")),
        ("year", format!("{full}[names]\n51 = \"某某\"\n")),
        ("year", format!("{full}[assets]\nvehicles = {{ special = 1.5 }}\n")),
        ("year", format!("{compared}economic = []\n")),
        ("year", compared.replace("expenditure = []\n", "")),
        ("unit", "name = \"甲\"\nkind = \"unit\"\nnature = \"行政\"\n".to_owned()),
        ("unit", "kind = \"unit\"\nnature = \"institution\"\n".to_owned()),
        ("juesuan", "year = 2022\nlayout = \"shanxi\"\noutput = \"\"\n".to_owned()),
        ("evaluation", "name = \"甲\"\nexecution-score = 101\n".to_owned()),
        ("layout", "name = \"a\"\n[amounts]\ndigits = 7\n".to_owned()),
        ("layout", "name = \"a\"\n[statement.income]\nnote = \"\"\n".to_owned()),
    ] {
        let form = FILES.iter().find(|form| form.name == name).unwrap();
        assert!(fault(form, &text).is_some(), "{text}");
    }
    for text in [full, compared] {
        assert_eq!(fault(FileForm::of("data/a/2022.toml").unwrap(), text), None);
    }
}

/// The data files and settings of all projects, with their form and text.
pub(crate) fn examples() -> Vec<(PathBuf, &'static FileForm, String)> {
    let mut examples = Vec::new();
    for project in PROJECTS {
        let root = repository().join(project);
        let below = |folder: &str| files(&root.join(folder));
        let paths = match project {
            "layouts" => below("."),
            _ => [below("data"), vec![root.join("juesuan.toml")]].concat(),
        };
        for path in paths.into_iter().filter(|path| path.extension().is_some_and(|e| e == "toml")) {
            let inside = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
            let inside = match project {
                "layouts" => format!("layouts/{}", inside.trim_start_matches("./")),
                _ => inside,
            };
            let form = FileForm::of(&inside).unwrap_or_else(|| panic!("{inside}"));
            let text = fs::read_to_string(&path).unwrap();
            examples.push((path, form, text));
        }
    }
    examples
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// What the schema of a form has against a text, if anything.
fn fault(form: &FileForm, text: &str) -> Option<String> {
    static SCHEMAS: Mutex<BTreeMap<&str, Arc<Value>>> = Mutex::new(BTreeMap::new());
    let made = || Arc::new(serde_json::from_str(&schema(form)).unwrap());
    let mut schemas = SCHEMAS.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let schema = Arc::clone(schemas.entry(form.name).or_insert_with(made));
    drop(schemas);
    let table = DeTable::parse(text).unwrap();
    validate::fault(&schema, &schema, &Value::Object(object(table.get_ref())), form.name)
}

/// A table as editors hold it against a schema: days are words.
fn object(table: &DeTable<'_>) -> Map<String, Value> {
    table.iter().map(|(key, value)| (key.get_ref().to_string(), json(value.get_ref()))).collect()
}

/// A value as editors hold it against a schema.
fn json(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(words) => json!(words),
        DeValue::Integer(number) => json!(number.as_str().parse::<i64>().unwrap()),
        DeValue::Float(number) => json!(number.as_str().replace('_', "").parse::<f64>().unwrap()),
        DeValue::Boolean(flag) => json!(flag),
        DeValue::Datetime(day) => json!(day.to_string()),
        DeValue::Array(rows) => rows.iter().map(|row| json(row.get_ref())).collect(),
        DeValue::Table(table) => Value::Object(object(table)),
    }
}
