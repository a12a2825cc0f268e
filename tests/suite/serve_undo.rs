//! `serve`: rows whose code, fund or name changes, rows that are gone, and what undoes and does again what was saved.

use std::fs;

use crate::serve_words::{between, unescaped, words};
use crate::serving::Serving;
use crate::support::{Sandbox, repository, some};

/// The unit that has something of everything.
pub(crate) const UNIT: &str = "qingyu-affairs";

/// The folder of its files.
pub(crate) const FOLDER: &str = "data/qingyu-affairs";

/// Names with values.
pub(crate) type Pairs = Vec<(String, String)>;

/// A page of the unit, and its files.
pub(crate) struct Desk {
    /// The project.
    pub(crate) sandbox: Sandbox,
    /// The page.
    pub(crate) page: Serving,
}

/// What a save made: what undoes it, which rows are called otherwise, and the page.
pub(crate) struct Saved {
    /// What undoes it.
    pub(crate) undo: Pairs,
    /// How inputs of rows begin that are called otherwise: as they did, and as they do.
    pub(crate) renamed: Pairs,
    /// The page.
    pub(crate) html: String,
}

impl Desk {
    /// The page of a unit that has something of everything, whose year's file was changed first.
    pub(crate) fn with(change: impl Fn(&str) -> String) -> Self {
        let sandbox = Sandbox::of_data(&repository().join("tests/projects/everything"));
        let path = sandbox.path(&format!("{FOLDER}/2022.toml"));
        fs::write(&path, change(&fs::read_to_string(&path).unwrap())).unwrap();
        let page = Serving::of(&sandbox);
        Self { sandbox, page }
    }

    /// The same as it is.
    pub(crate) fn new() -> Self {
        Self::with(str::to_owned)
    }

    /// A file of the unit.
    pub(crate) fn file(&self, file: &str) -> String {
        fs::read_to_string(self.sandbox.path(&format!("{FOLDER}/{file}"))).unwrap()
    }

    /// Has a form of a topic saved.
    pub(crate) fn save(&self, topic: &str, form: &Pairs) -> Saved {
        let mut form: Vec<(&str, &str)> =
            form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        form.push(("live", "1"));
        let saved = self.page.post(&format!("u/{UNIT}/2022/{topic}"), &form);
        let html = saved.text();
        assert_eq!(saved.status, 200, "{html}");
        let pairs = |name: &str| {
            serde_json::from_str(&unescaped(between(&html, &format!("{name}=\""), "\""))).unwrap()
        };
        Saved { undo: pairs("data-undo"), renamed: pairs("data-renamed"), html }
    }

    /// A page of the unit.
    pub(crate) fn see(&self, topic: &str) -> String {
        self.page.get(&format!("u/{UNIT}/2022/{topic}")).text()
    }
}

/// What a page sends for a field: what is typed, over what was shown.
pub(crate) fn typed(file: &str, path: &str, value: &str, was: &str) -> Pairs {
    vec![
        (format!("is|{file}|{path}"), value.to_owned()),
        (format!("was|{file}|{path}"), was.to_owned()),
    ]
}

/// Two texts as names with values have them.
pub(crate) fn pair(one: &str, other: &str) -> (String, String) {
    (one.to_owned(), other.to_owned())
}

/// One key of a row changed: its topic, the file, the row, the key, what it was and is, and what the row is called then.
type Renaming<'c> = (&'c str, &'c str, &'c str, &'c str, [&'c str; 2], &'c str);

/// By which rows are called, each with what it becomes.
const RENAMINGS: [Renaming<'_>; 13] = [
    ("economic", "2022.toml", "economic[30103]", "code", ["30103", "30106"], "economic[30106]"),
    ("income", "2022.toml", "income[2010399]", "code", ["2010399", "2010308"], "income[2010308]"),
    (
        "expenditure",
        "2022.toml",
        "expenditure[2010302/general]",
        "code",
        ["2010302", "2010308"],
        "expenditure[2010308/general]",
    ),
    (
        "expenditure",
        "2022.toml",
        "expenditure[2299999/non-fiscal]",
        "fund",
        ["non-fiscal", "general"],
        "expenditure[2299999/general]",
    ),
    ("budget", "2022.toml", "budget[224/general]", "code", ["224", "229"], "budget[229/general]"),
    // What goes without saying is not written, before or after.
    (
        "budget",
        "2022.toml",
        "budget[2239999/state-capital]",
        "fund",
        ["state-capital", "government-fund"],
        "budget[2239999/government-fund]",
    ),
    (
        "carry-over",
        "2022.toml",
        "carry-over.opening[2010302/general]",
        "code",
        ["2010302", "2010399"],
        "carry-over.opening[2010399/general]",
    ),
    (
        "carry-over",
        "2022.toml",
        "carry-over.opening[non-fiscal]",
        "code",
        ["", "2010350"],
        "carry-over.opening[2010350/non-fiscal]",
    ),
    (
        "reasons",
        "2022.toml",
        "reasons.accounts[207/general]",
        "code",
        ["207", "215"],
        "reasons.accounts[215/general]",
    ),
    (
        "reasons",
        "2022.toml",
        "reasons.accounts[2120801/government-fund]",
        "fund",
        ["government-fund", "state-capital"],
        "reasons.accounts[2120801/state-capital]",
    ),
    ("control", "2022.toml", "control.rows[208]", "code", ["208", "210"], "control.rows[210]"),
    (
        "evaluations",
        "2022/02-科普活动专项.toml",
        "indicators[满意度]",
        "name",
        ["满意度", "公众 \"满意度\""],
        "indicators[\"公众 \\\"满意度\\\"\"]",
    ),
    (
        "evaluations",
        "2022/02-科普活动专项.toml",
        "funds[市县区财政资金]",
        "source",
        ["市县区财政资金", "省级财政资金"],
        "funds[省级财政资金]",
    ),
];

/// The key of a row is changed in its place and the page is told how its inputs are called then; undone, done again and undone
/// again, the file is byte for byte as it was.
#[test]
fn what_a_row_is_called_by_is_undone_and_done_again() {
    let control =
        "\n[control]\nrows = [\n  { code = \"208\", income = 4240363.00 },  # 打印的\n]\n";
    let desk = Desk::with(|text| format!("{text}{control}"));
    let mut seen = 0;
    for (topic, file, row, key, [was, is], called) in some(RENAMINGS, 2) {
        let before = desk.file(file);
        let saved = desk.save(topic, &typed(file, &format!("{row}.{key}"), is, was));
        let said = words(&saved.html);
        assert!(!saved.html.contains("没有存下"), "{row}: {said}");
        let [from, to] = [row, called].map(|row| format!("{file}|{row}"));
        assert_eq!(saved.renamed, [(from.clone(), to.clone())], "{row}");
        let done = desk.file(file);
        assert_ne!(done, before, "{row}");
        assert_eq!(done.lines().count(), before.lines().count(), "{row}");
        // What was said of the row is said of it still, under its new name.
        let mut back = saved.undo;
        for number in 0..3 {
            let saved = desk.save(topic, &back);
            assert!(!saved.html.contains("没有存下"), "{row}: {}", words(&saved.html));
            let (text, pair) = match number % 2 {
                0 => (&before, (to.clone(), from.clone())),
                _ => (&done, (from.clone(), to.clone())),
            };
            assert_eq!(desk.file(file), *text, "{row} {number}");
            assert_eq!(saved.renamed, [pair], "{row} {number}");
            back = saved.undo;
        }
        seen += 1;
    }
    assert!(seen > 5);
}

/// Several changes of one row, in one form or one after the other, are undone one after the other, and done again; a value
/// elsewhere renames nothing.
#[test]
fn several_changes_of_a_row_are_undone_one_after_the_other() {
    let desk = Desk::new();
    let file = "2022.toml";
    let before = desk.file(file);
    let save = |form: &Pairs| {
        let saved = desk.save("expenditure", form);
        assert!(!saved.html.contains("没有存下"), "{form:?}: {}", words(&saved.html));
        saved
    };
    let row = "expenditure[2010399/general]";
    let form = [
        typed(file, &format!("{row}.project"), "1203000.46", "1,203,000.45"),
        typed(file, &format!("{row}.code"), "2010308", "2010399"),
        typed(file, &format!("{row}.fund"), "non-fiscal", "general"),
        typed(file, &format!("{row}.basic"), "7", ""),
        typed(file, "expenditure[2010302/general].basic", "8", ""),
    ];
    // All in one.
    let all = save(&form.concat());
    let called = "expenditure[2010308/non-fiscal]";
    assert_eq!(
        all.renamed,
        [pair("2022.toml|expenditure[2010399/general]", &format!("2022.toml|{called}"))]
    );
    let line = "{ code = \"2010399\", fund = \"general\", project = 1203000.45 }";
    let new = "{ code = \"2010308\", fund = \"non-fiscal\", project = 1203000.46, basic = 7.00 }";
    let other = "{ code = \"2010302\", fund = \"general\", project = 6284190.50 }";
    let done =
        before.replacen(line, new, 1).replacen(other, &other.replace(" }", ", basic = 8.00 }"), 1);
    assert_eq!(desk.file(file), done);
    let undone = save(&all.undo);
    assert_eq!(desk.file(file), before);
    let again = save(&undone.undo);
    assert_eq!(desk.file(file), done);
    save(&again.undo);
    assert_eq!(desk.file(file), before);
    // One after the other, as the page calls the row then.
    let mut texts = vec![before.clone()];
    let mut undo = Vec::new();
    for (path, value, was) in [
        (format!("{row}.project"), "1203000.46", "1,203,000.45"),
        (format!("{row}.code"), "2010308", "2010399"),
        ("expenditure[2010308/general].fund".to_owned(), "non-fiscal", "general"),
        (format!("{called}.basic"), "7", ""),
        (format!("{called}.code"), "2010301", "2010308"),
    ] {
        let saved = save(&typed(file, &path, value, was));
        assert_eq!(saved.renamed.is_empty(), !path.ends_with(".code") && !path.ends_with(".fund"));
        undo.push(saved.undo);
        texts.push(desk.file(file));
    }
    let mut redo = Vec::new();
    for (back, text) in undo.into_iter().rev().zip(texts.iter().rev().skip(1)) {
        redo.push(save(&back).undo);
        assert_eq!(desk.file(file), *text);
    }
    for (on, text) in redo.into_iter().rev().zip(&texts[1..]) {
        save(&on);
        assert_eq!(desk.file(file), *text);
    }
}

/// Two rows that change their codes with each other keep their amounts, and a row that takes the code of one that goes on.
#[test]
fn rows_that_change_their_codes_with_each_other_keep_their_amounts() {
    let desk = Desk::new();
    let file = "2022.toml";
    let before = desk.file(file);
    for (steps, wanted) in [
        (
            vec![("30102", "30103"), ("30103", "30102")],
            [("30103", "3640225.00"), ("30102", "2986700.50")],
        ),
        (
            vec![("30102", "30103"), ("30103", "30106")],
            [("30103", "3640225.00"), ("30106", "2986700.50")],
        ),
        (
            vec![("30103", "30106"), ("30102", "30103")],
            [("30103", "3640225.00"), ("30106", "2986700.50")],
        ),
    ] {
        let form = steps
            .iter()
            .flat_map(|(was, is)| typed(file, &format!("economic[{was}].code"), is, was));
        let saved = desk.save("economic", &form.collect());
        assert!(!saved.html.contains("没有存下"), "{}", words(&saved.html));
        let text = desk.file(file);
        for (code, basic) in wanted {
            assert!(text.contains(&format!("{{ code = \"{code}\", basic = {basic} }}")), "{text}");
        }
        assert_eq!(saved.renamed.len(), 2, "{:?}", saved.renamed);
        desk.save("economic", &saved.undo);
        assert_eq!(desk.file(file), before);
    }
}

/// What is held of a row goes with it where its code changes.
#[test]
fn what_is_held_follows_its_row() {
    let desk = Desk::new();
    let file = "2022.toml";
    desk.save("economic", &typed(file, "economic[30103].project", "十二", ""));
    let saved = desk.save("economic", &typed(file, "economic[30103].code", "30106", "30103"));
    assert!(saved.html.contains("1 处没有存下"), "{}", words(&saved.html));
    assert!(saved.html.contains("id=\"why|is|2022.toml|economic[30106].project\""));
    assert!(!desk.file(file).contains("\"30103\""));
    let saved = desk.save("economic", &saved.undo);
    assert!(saved.html.contains("id=\"why|is|2022.toml|economic[30103].project\""));
    let saved = desk.save("economic", &typed(file, "economic[30103].project", "12", ""));
    assert!(!saved.html.contains("没有存下"), "{}", words(&saved.html));
}

/// A value that comes for a row which is gone by then makes no row, whatever table it is of: the file stays, and what was typed
/// is held and says so.
#[test]
fn a_row_that_is_gone_does_not_come_back() {
    let desk = Desk::new();
    let mut seen = 0;
    for (topic, file, path, value) in some(
        [
            ("economic", "2022.toml", "economic[30106].project", "99.5"),
            ("income", "2022.toml", "income[2010308].general", "99.5"),
            ("expenditure", "2022.toml", "expenditure[2010301/non-fiscal].basic", "99.5"),
            ("budget", "2022.toml", "budget[229/general].full-year", "99.5"),
            ("carry-over", "2022.toml", "carry-over.opening[2010399/general].amount", "99.5"),
            ("control", "2022.toml", "control.rows[208].income", "99.5"),
            ("profile", "unit.toml", "profile.units[某局].note", "甲"),
            ("evaluations", "2022/02-科普活动专项.toml", "indicators[没有的].actual", "甲"),
            ("evaluations", "2022/02-科普活动专项.toml", "funds[没有的].executed", "99.5"),
            ("names", "2022.toml", "names.2070188", "某"),
            ("extra", "2022.toml", "extra.nothing.text", "甲"),
            ("corrections", "2022.toml", "corrections[1].reason", "甲"),
            // Words of a code for which the form has no place.
            ("reasons", "2022.toml", "reasons.accounts[299/general].use", "甲"),
            ("economic", "2022.toml", "economic[30106].code", "30107"),
            // What cannot be read neither.
            ("economic", "2022.toml", "economic[30106].basic", "十二"),
        ],
        2,
    ) {
        let before = desk.file(file);
        let saved = desk.save(topic, &typed(file, path, value, ""));
        assert_eq!(desk.file(file), before, "{path}");
        assert!(saved.html.contains("1 处没有存下"), "{path}: {}", words(&saved.html));
        let held = fs::read_to_string(desk.sandbox.path(".juesuan/held.json")).unwrap();
        assert!(held.contains("这一行已经没有了"), "{path}: {held}");
        let dropped = desk.save(topic, &typed(file, path, "", ""));
        assert!(!dropped.html.contains("没有存下"), "{path}: {}", words(&dropped.html));
        seen += 1;
    }
    assert!(seen > 6);
}

/// In one tab and in two: a value that was typed into a row before its code changed, or before the row was deleted, is held
/// when it comes later.
#[test]
fn what_is_typed_into_a_row_and_comes_late_is_held() {
    let desk = Desk::new();
    let file = "2022.toml";
    desk.save("economic", &typed(file, "economic[30103].code", "30106", "30103"));
    let changed = desk.file(file);
    let late = desk.save("economic", &typed(file, "economic[30103].project", "99.5", ""));
    assert_eq!(desk.file(file), changed);
    assert!(late.html.contains("1 处没有存下"), "{}", words(&late.html));
    // Deleted outside.
    desk.sandbox.replace(
        &format!("{FOLDER}/2022.toml"),
        "  { code = \"30206\", basic = 138905.42 },\n",
        "",
    );
    let without = desk.file(file);
    let late = desk.save("economic", &typed(file, "economic[30206].project", "12", ""));
    assert_eq!(desk.file(file), without);
    assert!(late.html.contains("2 处没有存下"), "{}", words(&late.html));
    let late = desk.save("economic", &typed(file, "economic[30206].basic", "12", "138,905.42"));
    assert_eq!(desk.file(file), without);
    assert!(late.html.contains("3 处没有存下"), "{}", words(&late.html));
}

/// Words are written where none are yet: of a sum, of a code that the form explains; a level of a rule as well, and a field of a
/// table that is not there.
#[test]
fn fields_that_are_not_written_yet_are_written() {
    let desk = Desk::with(|text| {
        let line = "  { code = \"213\", use = \"农村基础设施建设\" },\n";
        assert!(text.contains(line));
        text.replacen(line, "", 1).replacen(
            "operating-expense = \"取暖费",
            "# operating-expense = \"取暖费",
            1,
        )
    });
    let file = "2022.toml";
    let shown = unescaped(&desk.see("reasons"));
    for (topic, path, value, wanted) in [
        (
            "reasons",
            "reasons.accounts[213/general].use",
            "农村道路",
            "{ code = \"213\", use = \"农村道路\" }",
        ),
        (
            "reasons",
            "reasons.operating-expense",
            "取暖费增加",
            "operating-expense = \"取暖费增加\"",
        ),
        ("budget", "budget[224/general].full-year", "5", "full-year = 5.00"),
        ("carry-over", "carry-over.opening[non-fiscal].code", "2010350", "code = \"2010350\""),
    ] {
        assert!(
            topic != "reasons" || shown.contains(&format!("id=\"is|{file}|{path}\"")),
            "{path}"
        );
        let saved = desk.save(topic, &typed(file, path, value, ""));
        assert!(!saved.html.contains("没有存下"), "{path}: {}", words(&saved.html));
        assert!(desk.file(file).contains(wanted), "{path}: {}", desk.file(file));
    }
    let level = ("is|juesuan.toml|check.rules.R0604", "off");
    let was = ("was|juesuan.toml|check.rules.R0604", "");
    let saved = desk.page.post("settings", &[level, was, ("live", "1")]).text();
    assert!(!saved.contains("没有存下"), "{}", words(&saved));
}

/// What is undone and cannot be any more keeps nothing back of what was typed before and after it, in one form.
#[test]
fn what_is_typed_is_written_beside_an_undo_that_is_refused() {
    let desk = Desk::new();
    let row = |key: &str, value: &str| pair(&format!("new|2022.toml|corrections|{key}"), value);
    let added = desk
        .save("corrections", &vec![row("date", "2023-11-06"), row("reason", "审计发现列错了科目")]);
    let path = format!("{FOLDER}/2022.toml");
    desk.sandbox.replace(&path, "审计发现列错了科目", "审计发现列错了两个科目");
    let first = typed("2022.toml", "operating-expense", "1.00", "");
    let last = typed(
        "2022.toml",
        "reasons.total",
        "打在后面的话",
        &value(&desk, "reasons", "reasons.total"),
    );
    let then = || vec![pair("then", "")];
    let form = [first, then(), added.undo.clone(), then(), last].concat();
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (&**name, &**value)).collect();
    let answer = desk
        .page
        .post(&format!("u/{UNIT}/2022/corrections"), &[&form[..], &[("live", "1")]].concat());
    assert!(answer.is_refused(), "{}", answer.text());
    let file = desk.file("2022.toml");
    for wanted in ["审计发现列错了两个科目", "operating-expense = 1.00", "打在后面的话"]
    {
        assert!(file.contains(wanted), "{wanted}: {file}");
    }
    // Of what was to be undone, nothing is held.
    assert!(!desk.see("todo").contains("没有存下"), "{}", words(&desk.see("todo")));
}

/// What an optional table needs goes as it came: with the table, where that says nothing else; it is undone, done again and cleared.
#[test]
fn what_begins_a_table_ends_it() {
    let desk = Desk::with(|year| {
        let lines = year.split_inclusive('\n').filter(|line| !line.starts_with("level-"));
        lines.collect()
    });
    let before = desk.file("2022.toml");
    for level in ["level-one", "level-two"] {
        let field = format!("performance.{level}.amount");
        let written = |saved: &Saved| {
            assert!(!saved.html.contains("没有存下"), "{level}: {}", words(&saved.html));
            desk.file("2022.toml")
        };
        let saved = desk.save("performance", &typed("2022.toml", &field, "1433.5", ""));
        let after = written(&saved);
        assert!(after.contains(&format!("{level} = {{ amount = 1433.50 }}")), "{after}");
        let undone = desk.save("performance", &saved.undo);
        assert!(written(&undone) == before, "{level}");
        let again = desk.save("performance", &undone.undo);
        assert!(written(&again) == after, "{level}");
        let cleared = desk.save("performance", &typed("2022.toml", &field, "", "1433.50"));
        assert!(written(&cleared) == before, "{level}");
        // With something else it stays, and says what to do.
        desk.save("performance", &typed("2022.toml", &field, "1433.5", ""));
        let count = format!("performance.{level}.excellent");
        desk.save("performance", &typed("2022.toml", &count, "2", ""));
        let kept = desk.save("performance", &typed("2022.toml", &field, "", "1433.50"));
        assert!(kept.html.contains("先清空这一项别的格"), "{}", words(&kept.html));
        desk.save("performance", &vec![pair("drop", &format!("is|2022.toml|{field}"))]);
        desk.save("performance", &typed("2022.toml", &count, "", "2"));
        let cleared = desk.save("performance", &typed("2022.toml", &field, "", "1433.50"));
        assert!(written(&cleared) == before, "{level}");
    }
}

/// What a field of a topic says.
fn value(desk: &Desk, topic: &str, path: &str) -> String {
    let html = desk.see(topic);
    let (_, field) = html.split_once(&format!("name=\"is|2022.toml|{path}\"")).unwrap();
    unescaped(between(field, "data-was=\"", "\""))
}
