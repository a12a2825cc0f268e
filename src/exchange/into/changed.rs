//! A file that is there, with the rows and fields that the tables tell replaced in place.

use std::collections::{BTreeMap, BTreeSet};

use crate::edit::{Change, Refused, Value, edited};
use crate::exchange::into::current::{Current, Values};
use crate::exchange::into::{form, row};
use crate::exchange::year::{Array, Draft, Row};
use crate::fields::{BLANK, FileForm};
use crate::model::amount::Money;

/// What became of a file.
#[derive(Debug, Default)]
pub(crate) struct Changed {
    /// Its text.
    pub text: String,
    /// What was replaced, added and removed, by path.
    pub changes: Vec<String>,
    /// Where the file says more than the tables, or something else, and was left as it is.
    pub kept: Vec<String>,
    /// What the file says otherwise than the tables.
    pub odds: Vec<Odds>,
}

/// A value or a row that a file says otherwise than tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Odds {
    /// Its file, where it is not the one that all of it is about.
    pub file: Option<String>,
    /// Its path, its row by what it is called in the tables.
    pub path: String,
    /// What the file says; none where it has none.
    pub before: Option<String>,
    /// What the tables say; none where they have none.
    pub now: Option<String>,
}

impl Odds {
    /// Both in a sentence, with what the files are called.
    pub(crate) fn told(&self, early: &str, late: &str) -> String {
        let Self { file, path, before, now } = self;
        let file = file.as_ref().map(|file| format!("{file} 的 ")).unwrap_or_default();
        format!("{file}{path}：“{early}”是 {}，“{late}”是 {}", word(before), word(now))
    }
}

/// A value in a sentence.
fn word(value: &Option<String>) -> &str {
    value.as_deref().unwrap_or("没有")
}

/// Changes under way.
struct Edits {
    /// The form of the file.
    form: &'static FileForm,
    /// What it says so far.
    changed: Changed,
}

/// The text of a file with what the tables tell.
pub(crate) fn changed(draft: &Draft, text: &str) -> Result<Changed, Refused> {
    let form = form("year").ok_or_else(|| Refused(String::new()))?;
    let current = Current::of(text)
        .ok_or_else(|| Refused("文件里有 TOML 写法上的错误，先改正它".to_owned()))?;
    let mut edits =
        Edits { form, changed: Changed { text: text.to_owned(), ..Changed::default() } };
    let has_figures = ["income", "expenditure"]
        .iter()
        .any(|path| current.rows(path).into_iter().flatten().any(|(_, values)| has_amount(values)));
    if let Some(unit) = draft.rounded_to
        && current.value("rounded-to") != Some(unit.to_string().as_str())
    {
        if has_figures {
            // Figures to the 分 are not replaced by rounded ones.
            compare(draft, &current, Money::halves(u64::from(unit)), &mut edits.changed);
            return Ok(edits.changed);
        }
        edits.set("rounded-to", Value::Bare(unit.to_string()), None, "")?;
    }
    for (path, written) in draft.fields.iter().filter(|(path, _)| !path.contains('.')) {
        edits.field(&current, path, &written.text(), &written.origin())?;
    }
    for array in &draft.arrays {
        edits.array(&current, array)?;
    }
    for (code, name) in &draft.names {
        let path = format!("names.{code}");
        if current.value(&path).is_none() {
            edits.set(&path, Value::Words(name.clone()), None, "表里的名称")?;
        }
    }
    for (path, written) in draft.fields.iter().filter(|(path, _)| path.contains('.')) {
        edits.field(&current, path, &written.text(), &written.origin())?;
    }
    Ok(edits.changed)
}

impl Edits {
    /// Notes what the file says otherwise.
    fn odds(&mut self, path: String, before: Option<&str>, now: Option<String>) {
        let before = before.map(str::to_owned);
        self.changed.odds.push(Odds { file: None, path, before, now });
    }

    /// Sets a value and notes it.
    fn set(
        &mut self,
        path: &str,
        value: Value,
        before: Option<&str>,
        origin: &str,
    ) -> Result<(), Refused> {
        let now = match &value {
            Value::Bare(text) | Value::Words(text) => text.clone(),
            Value::List(_) | Value::Table(_) | Value::Rows(_) => String::new(),
        };
        self.changed.text = edited(self.form, &self.changed.text, path, &Change::Set(value))?;
        self.changed.changes.push(match before {
            Some(before) => format!("改 {path}：{before} → {now}（{origin}）"),
            None if now.is_empty() => format!("加 {path}"),
            None => format!("加 {path}：{now}（{origin}）"),
        });
        Ok(())
    }

    /// Removes something and notes it.
    fn remove(&mut self, path: &str, before: &str) -> Result<(), Refused> {
        self.changed.text = edited(self.form, &self.changed.text, path, &Change::Remove)?;
        self.changed.changes.push(format!("删 {path}（原来 {before}）"));
        Ok(())
    }

    /// Sets a single value that is not the same already.
    fn field(
        &mut self,
        current: &Current,
        path: &str,
        text: &str,
        origin: &str,
    ) -> Result<(), Refused> {
        let before = current.value(path);
        if before.is_some_and(|before| same(before, text)) {
            return Ok(());
        }
        if before.is_some() {
            self.odds(path.to_owned(), before, Some(text.to_owned()));
        }
        self.set(path, Value::Bare(text.to_owned()), before, origin)
    }

    /// Makes the rows of a field those of the tables.
    fn array(&mut self, current: &Current, array: &Array) -> Result<(), Refused> {
        let Some(there) = current.rows(array.path) else {
            if array.rows.is_empty() && array.path.contains('.') {
                return Ok(());
            }
            return self.set(
                array.path,
                Value::Rows(array.rows.iter().map(row).collect()),
                None,
                "",
            );
        };
        let finer = finer(there, array, Money::ZERO, &mut self.changed);
        let of_group = |keys: &BTreeMap<String, String>| group(array.path, keys);
        let mut met = BTreeSet::new();
        for row in &array.rows {
            if finer.contains(&of_group(&keys_of(row))) {
                continue;
            }
            let found = there.iter().find(|(_, values)| is(row, values));
            match found {
                Some((label, values)) => {
                    met.insert(label.clone());
                    self.row(array, row, label, values)?;
                }
                None => {
                    let path = format!("{}[{}]", array.path, label(row));
                    let value = crate::exchange::into::row(row);
                    self.changed.text =
                        edited(self.form, &self.changed.text, &path, &Change::Set(value))?;
                    self.changed.changes.push(added(array, row));
                    self.odds(path, None, Some(amounts(row)));
                }
            }
        }
        for (label, values) in there.iter().filter(|(label, _)| !met.contains(label)) {
            if finer.contains(&of_group(values)) {
                continue;
            }
            let owned: Vec<(&str, &String)> =
                array.owned.iter().filter_map(|key| Some((*key, values.get(*key)?))).collect();
            let path = format!("{}[{label}]", array.path);
            let called = format!("{}[{}]", array.path, label_of(values));
            let keys = ["code", "fund", "name"];
            let others = values
                .keys()
                .any(|key| !keys.contains(&key.as_str()) && !array.owned.contains(&key.as_str()));
            if others {
                for (key, before) in owned {
                    self.odds(format!("{called}.{key}"), Some(before), None);
                    self.remove(&format!("{path}.{key}"), before)?;
                }
            } else {
                let before: Vec<String> =
                    owned.iter().map(|(key, value)| format!("{key} {value}")).collect();
                let before = before.join("，");
                self.odds(called, Some(&before), None);
                self.remove(&path, &before)?;
            }
        }
        Ok(())
    }

    /// Makes a row that is there that of the tables.
    fn row(
        &mut self,
        array: &Array,
        row: &Row,
        label: &str,
        values: &Values,
    ) -> Result<(), Refused> {
        for (key, figure) in &row.amounts {
            let now = figure.amount.to_string();
            let before = values.get(*key).map(String::as_str);
            if !before.is_some_and(|before| same(before, &now)) {
                let called = format!("{}[{}].{key}", array.path, self::label(row));
                self.odds(called, before, Some(now.clone()));
                let path = format!("{}[{label}].{key}", array.path);
                self.set(&path, Value::Bare(now), before, &figure.origin.to_string())?;
            }
        }
        for key in &array.owned {
            let Some(before) = values.get(*key) else { continue };
            if row.amounts.iter().all(|(other, _)| other != key) && !same(before, "0") {
                self.odds(
                    format!("{}[{}].{key}", array.path, self::label(row)),
                    Some(before),
                    None,
                );
                self.remove(&format!("{}[{label}].{key}", array.path), before)?;
            }
        }
        Ok(())
    }
}

/// Where the tables' figures of last year are not those of its file, as far as that states them.
pub(crate) fn against_last_year(draft: &Draft, text: &str, name: &str) -> Vec<String> {
    let Some(current) = Current::of(text) else { return Vec::new() };
    let differing = draft.fields.iter().filter_map(|(path, written)| {
        let path = path.strip_prefix("prior.")?;
        // A whole file has the final figure beside the budget.
        let stated = [path.to_owned(), format!("{path}.final")];
        let (path, before) = stated.iter().find_map(|path| Some((path, current.value(path)?)))?;
        let now = written.text();
        (!same(before, &now)).then(|| {
            format!("上年数：{name} 的 {path} 是 {before}，表里是 {now}（{}）", written.origin())
        })
    });
    differing.collect()
}

/// Whether a row has an amount, and not only blanks to be filled in.
fn has_amount(values: &Values) -> bool {
    let keys = ["code", "fund", "name"];
    values.iter().any(|(key, value)| !keys.contains(&key.as_str()) && value != BLANK)
}

/// What is said where only a rounded table is at hand and the file has figures to the 分.
fn compare(draft: &Draft, current: &Current, tolerance: Money, changed: &mut Changed) {
    changed.kept.push(
        "文件里的金额没有写 rounded-to，精确到分；表里的是四舍五入的，没有替换，只作比较"
            .to_owned(),
    );
    let differs = |before: &str, now: Money| {
        let before = Money::parse(before).unwrap_or_default();
        (before - now).abs() > tolerance
    };
    for array in &draft.arrays {
        let there = current.rows(array.path).unwrap_or_default();
        let finer = finer(there, array, tolerance, changed);
        for row in &array.rows {
            if finer.contains(&group(array.path, &keys_of(row))) {
                continue;
            }
            let found = there.iter().find(|(_, values)| is(row, values));
            let values = found.map(|(_, values)| values);
            for (key, figure) in &row.amounts {
                let before = values.and_then(|values| values.get(*key)).map_or("0", String::as_str);
                if differs(before, figure.amount) {
                    let path = format!("{}[{}].{key}", array.path, label(row));
                    changed.kept.push(format!(
                        "{path}：文件里是 {before}，表里是 {}（{}）",
                        figure.amount, figure.origin
                    ));
                    let (before, now) = (Some(before.to_owned()), Some(figure.amount.to_string()));
                    changed.odds.push(Odds { file: None, path, before, now });
                }
            }
        }
    }
}

/// Whether two values say the same number.
fn same(one: &str, other: &str) -> bool {
    match (Money::parse(one.trim()), Money::parse(other.trim())) {
        (Ok(one), Ok(other)) => one == other,
        _ => one == other,
    }
}

/// The keys of a row.
fn keys_of(row: &Row) -> BTreeMap<String, String> {
    row.keys.iter().map(|(key, word)| ((*key).to_owned(), word.clone())).collect()
}

/// Whether a row that is there is the one of the tables. A row without a fund is the general public budget's.
fn is(row: &Row, values: &Values) -> bool {
    let word = |key: &str, keys: &BTreeMap<String, String>| -> String {
        let default = if key == "fund" { "general" } else { "" };
        keys.get(key).cloned().unwrap_or_else(|| default.to_owned())
    };
    let keys = keys_of(row);
    ["code", "fund"].iter().all(|key| word(key, &keys) == word(key, values))
}

/// A new row with its amounts.
fn added(array: &Array, row: &Row) -> String {
    format!("加 {}[{}]：{}", array.path, label(row), amounts(row))
}

/// The amounts of a row.
fn amounts(row: &Row) -> String {
    let amounts = row.amounts.iter().map(|(key, figure)| format!("{key} {}", figure.amount));
    amounts.collect::<Vec<String>>().join("，")
}

/// All that a new file gets, row by row.
pub(crate) fn all_added(draft: &Draft) -> Vec<String> {
    let rows = draft.arrays.iter().flat_map(|array| array.rows.iter().map(|row| added(array, row)));
    let fields =
        draft.fields.iter().map(|(path, written)| format!("加 {path}：{}", written.text()));
    rows.chain(fields).collect()
}

/// The cells that values of a draft were read from, by path: of a row, its first.
pub(crate) fn origins(draft: &Draft) -> BTreeMap<String, String> {
    let mut origins = BTreeMap::new();
    for array in &draft.arrays {
        for row in &array.rows {
            let path = format!("{}[{}]", array.path, label(row));
            for (key, figure) in &row.amounts {
                let origin = figure.origin.to_string();
                origins.entry(path.clone()).or_insert_with(|| origin.clone());
                origins.insert(format!("{path}.{key}"), origin);
            }
        }
    }
    let fields = draft.fields.iter();
    origins.extend(fields.map(|(path, written)| (path.clone(), written.origin())));
    origins
}

/// What a new row is called in a path.
fn label(row: &Row) -> String {
    let word = |wanted: &str| {
        row.keys.iter().find(|(key, _)| *key == wanted).map(|(_, word)| word.as_str())
    };
    let words: Vec<&str> = ["code", "fund"].iter().filter_map(|key| word(key)).collect();
    words.join("/")
}

/// What the tables would call a row of the file.
fn label_of(values: &Values) -> String {
    let words: Vec<&str> =
        ["code", "fund"].iter().filter_map(|key| values.get(*key)).map(String::as_str).collect();
    words.join("/")
}

/// What rows are compared as one where the file has them finer than the tables: a class of a fund, or a fund.
fn group(path: &str, keys: &BTreeMap<String, String>) -> String {
    let fund = keys.get("fund").map_or("general", String::as_str);
    let class = keys.get("code").and_then(|code| code.get(..3)).unwrap_or_default();
    match path {
        "budget" => format!("{class}/{fund}"),
        "carry-over.opening" => fund.to_owned(),
        _ => String::new(),
    }
}

/// The groups of rows that the file has finer than the tables: those stay, and are only compared, within what rounding may do.
fn finer(
    there: &[(String, Values)],
    array: &Array,
    tolerance: Money,
    changed: &mut Changed,
) -> BTreeSet<String> {
    let key = match array.path {
        "budget" => "initial",
        "carry-over.opening" => "amount",
        _ => return BTreeSet::new(),
    };
    let length = |keys: &BTreeMap<String, String>| keys.get("code").map_or(0, String::len);
    let mut finer = BTreeSet::new();
    let groups: BTreeSet<String> =
        array.rows.iter().map(|row| group(array.path, &keys_of(row))).collect();
    for name in groups {
        let ours = || array.rows.iter().filter(|row| group(array.path, &keys_of(row)) == name);
        let theirs = || there.iter().filter(|(_, values)| group(array.path, values) == name);
        let longest = ours().map(|row| length(&keys_of(row))).max().unwrap_or_default();
        if !theirs().any(|(_, values)| length(values) > longest) {
            continue;
        }
        let told: Money =
            ours().flat_map(|row| &row.amounts).map(|(_, figure)| figure.amount).sum();
        let written: Money =
            theirs().filter_map(|(_, values)| Money::parse(values.get(key)?).ok()).sum();
        let is_same = (told - written).abs() <= tolerance;
        if !is_same {
            let (before, now) = (Some(written.to_string()), Some(told.to_string()));
            changed.odds.push(Odds {
                file: None,
                path: format!("{}[{name}]", array.path),
                before,
                now,
            });
        }
        changed.kept.push(match is_same {
            true if told == written => {
                format!("{}（{name}）：文件里分得更细，合计相等，没有动", array.path)
            }
            true => {
                format!("{}（{name}）：文件里分得更细，合计差在四舍五入以内，没有动", array.path)
            }
            false => format!(
                "{}（{name}）：文件里分得更细，合计 {written}，表里是 {told}，没有动，请核对",
                array.path
            ),
        });
        finer.insert(name);
    }
    finer
}
