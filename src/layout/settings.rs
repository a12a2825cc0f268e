//! A layout and what its `layout.toml` says.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use crate::fields::field::Field;
use crate::fields::layout::{fonts, layout};
use crate::layout::about::About;
use crate::layout::style::Style;
use crate::model::code::ClassCode;
use crate::problem::Problem;
use crate::tables::Table;

/// A layout: its name and its settings.
#[derive(Debug, Clone)]
pub struct Layout {
    /// Its name.
    pub name: String,
    /// Its name and those of the layouts that it takes over, one after another.
    pub chain: Vec<String>,
    /// The version of the facts that each layout of the chain is written for.
    pub formats: Vec<u16>,
    /// What it is for.
    pub about: About,
    /// The families that it wants, by role, in order of preference.
    pub fonts: FontRoles,
    /// The functional classes that its tables list, in order.
    pub classes: Vec<ClassCode>,
    /// How it prints what it is given.
    pub style: Style,
    /// Which of some keys of the facts its files ask for; none where they were not looked into.
    pub asked: Option<Arc<BTreeSet<&'static str>>>,
}

impl Layout {
    /// Whether its files ask for a key of the facts, as far as that is known.
    pub(crate) fn asks_for(&self, key: &str) -> bool {
        self.asked.as_ref().is_none_or(|asked| asked.contains(key))
    }
}

/// Font families by role, in order of preference.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct FontRoles {
    /// 小标宋: cover and titles.
    pub title: Vec<String>,
    /// 黑体: first level.
    pub heading: Vec<String>,
    /// 楷体: second level.
    pub subheading: Vec<String>,
    /// 仿宋: running text.
    pub body: Vec<String>,
    /// 宋体: tables.
    pub table: Vec<String>,
    /// Digits in tables.
    pub digits: Vec<String>,
}

impl FontRoles {
    /// Each role by its key.
    pub(crate) fn roles(&self) -> [(&'static str, &Vec<String>); 6] {
        [
            ("title", &self.title),
            ("heading", &self.heading),
            ("subheading", &self.subheading),
            ("body", &self.body),
            ("table", &self.table),
            ("digits", &self.digits),
        ]
    }
}

/// The settings of a layout without its name.
pub(crate) type Settings = (FontRoles, Vec<ClassCode>);

/// The settings in `layout.toml` that the program itself needs.
pub(super) fn settings(table: &Table<'_>) -> Settings {
    let classes = classes(table);
    let mut fonts = FontRoles::default();
    // Where a layout says none, what all share says them.
    if let Some(roles) = table.table(&layout::FONTS) {
        fonts = FontRoles {
            title: families(&roles, &fonts::TITLE),
            heading: families(&roles, &fonts::HEADING),
            subheading: families(&roles, &fonts::SUBHEADING),
            body: families(&roles, &fonts::BODY),
            table: families(&roles, &fonts::TABLE),
            digits: families(&roles, &fonts::DIGITS),
        };
        roles.finish();
    }
    (fonts, classes)
}

/// The classes of the form: each once; none where no statement lists them.
fn classes(table: &Table<'_>) -> Vec<ClassCode> {
    if !table.has(&layout::CLASSES) {
        table.missing(
            &layout::CLASSES,
            "请按总表的次序列出支出功能分类的各类，如 classes = [\"201\", \"202\"]",
        );
    }
    let mut classes: Vec<ClassCode> = Vec::new();
    for code in table.strings(&layout::CLASSES) {
        match ClassCode::parse(&code.value).filter(|class| !classes.contains(class)) {
            Some(class) => classes.push(class),
            None => table.reading.problem(
                Problem::error(
                    "bad-code",
                    format!("classes 中的“{}”不是类级编码，或重复", code.value),
                )
                .at(code.place, "")
                .help("类级编码是 2 开头的三位数字，各写一次"),
            ),
        }
    }
    classes
}

/// The families of a role.
fn families(roles: &Table<'_>, role: &Field) -> Vec<String> {
    roles.strings(role).into_iter().map(|family| family.value).collect()
}
