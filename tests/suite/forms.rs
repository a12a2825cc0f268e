//! What a form prints: the names of its statements in messages, the codes that it explains, what it must not leave out.

use std::collections::BTreeMap;
use std::fmt::Write;

use juesuan::project::Purpose;

use crate::support::{Sandbox, lay_out_for, repository, some};

/// The year's file of the clean unit.
const YEAR: &str = "data/archives/2022.toml";

/// The clean unit in a layout; with settings where the layout is the project's own.
fn project(layout: &str, own: &str) -> Sandbox {
    let sandbox = Sandbox::of(&repository().join("tests/findings/base"));
    sandbox.replace("juesuan.toml", "layout = \"shanxi\"", &format!("layout = \"{layout}\""));
    if !own.is_empty() {
        sandbox.write(&format!("layouts/{layout}/layout.toml"), own.as_bytes());
    }
    sandbox
}

/// What the check says, one line a finding.
fn findings(sandbox: &Sandbox) -> String {
    sandbox.run(&["check", "--format", "short"]).stdout()
}

/// The names that R0401 and R0403 give the totals of a form, by their keys in the data: every total is wrong, each by
/// another amount.
fn names(layout: &str, own: &str) -> BTreeMap<&'static str, String> {
    let keys = [
        "total",
        "income",
        "expenditure",
        "basic",
        "project",
        "surplus-used",
        "opening",
        "distribution",
        "closing",
        "fiscal-total",
        "fiscal-opening",
        "fiscal-closing",
        "general",
        "general-basic",
        "general-project",
        "personnel",
        "personnel-basic",
        "public",
        "public-basic",
        "budget",
        "three-public-initial",
        "three-public-budget",
        "three-public",
        "government-fund-income",
        "government-fund",
        "state-capital",
        "procurement",
        "small-and-medium",
        "small-and-micro",
        "operating-expense",
        "vehicles",
        "equipment",
        "vehicles-kept",
    ];
    let sandbox = project(layout, own);
    let text = std::fs::read_to_string(sandbox.path(YEAR)).unwrap();
    let (before, _) = text.split_once("[control]").unwrap();
    let mut text = format!("{before}[control]\n");
    for (number, key) in (1..).zip(keys) {
        let count = ["vehicles", "equipment", "vehicles-kept"].contains(&key);
        let _ = if count {
            writeln!(text, "{key} = {}", 7000 + number)
        } else {
            writeln!(text, "{key} = 9{number:03}000000{number:02}.00")
        };
    }
    sandbox.write(YEAR, text.as_bytes());
    let shown = findings(&sandbox);
    let named = (1..).zip(keys).map(|(number, key)| {
        let amounts = [format!("9{number:03}000000{number:02}.00"), format!("{}", 7000 + number)];
        let line = shown.lines().find(|line| {
            let printed = line.split("决算系统打印 ").nth(1).unwrap_or_default();
            amounts.iter().any(|amount| printed.split(' ').next() == Some(amount))
        });
        let line = line.unwrap_or_else(|| panic!("{layout} {key}: {shown}"));
        let name = line.split("]: ").nth(1).unwrap().split("：决算系统").next().unwrap();
        (key, name.to_owned())
    });
    named.collect()
}

/// Checks that a total is called as the form in use calls it.
#[test]
fn a_statement_is_named_as_the_form_names_it() {
    let ours = "name = \"ours\"\nextends = \"central\"\n\
                statements = [\"state-capital\", \"totals\", \"income\", \"three-public\"]\n\
                [tables]\nlabel = \"{年度}年表{序号}（{单位}）\"\n[statement.income]\nlabel = \"\"\ntitle = \"{年度}年收入表\"\n";
    let forms = [
        (
            names("shanxi", ""),
            [
                "公开01表总计",
                "公开02表本年收入合计",
                "公开04表总计",
                "公开06表人员经费合计",
                "公开06表人员经费中的基本支出",
                "公开07表决算数合计",
                "公开08表本年支出合计",
                "公开09表支出合计",
                "公开10表政府采购合计",
                "公开10表车辆合计",
            ],
        ),
        (
            names("central", ""),
            [
                "公开01表总计",
                "公开02表本年收入合计",
                "公开04表总计",
                "人员经费合计",
                "公开06表人员经费合计",
                "公开09表决算数合计",
                "公开07表本年支出合计",
                "公开08表支出合计",
                "政府采购合计",
                "车辆合计",
            ],
        ),
        (
            names("shanghai", ""),
            [
                "《收入支出决算总表》总计",
                "《收入决算表》本年收入合计",
                "《财政拨款收入支出决算总表》总计",
                "人员经费合计",
                "《一般公共预算财政拨款基本支出决算表》人员经费合计",
                "《财政拨款“三公”经费支出决算表》决算数合计",
                "《政府性基金预算财政拨款收入支出决算表》本年支出合计",
                "《国有资本经营预算财政拨款收入支出决算表》支出合计",
                "政府采购合计",
                "车辆合计",
            ],
        ),
        (
            names("ours", ours),
            [
                "2022年表02（清河县档案馆）总计",
                "《2022年收入表》本年收入合计",
                "财政拨款收入支出总计",
                "人员经费合计",
                "人员经费中的基本支出",
                "2022年表04（清河县档案馆）决算数合计",
                "政府性基金预算财政拨款支出合计",
                "2022年表01（清河县档案馆）支出合计",
                "政府采购合计",
                "车辆合计",
            ],
        ),
    ];
    let keys = [
        "total",
        "income",
        "fiscal-total",
        "personnel",
        "personnel-basic",
        "three-public",
        "government-fund",
        "state-capital",
        "procurement",
        "vehicles",
    ];
    for (names, wanted) in forms {
        for (key, wanted) in keys.into_iter().zip(wanted) {
            assert_eq!(names[key], wanted, "{names:?}");
        }
        for (key, alone) in [
            ("budget", "一般公共预算财政拨款支出年初预算合计"),
            ("vehicles-kept", "公务用车保有量"),
        ] {
            assert_eq!(names[key], alone);
        }
    }
}

/// Checks that no rule's explanation gives a statement a number, which is another in every form.
#[test]
fn rules_name_statements_by_title() {
    let numbered = regex::Regex::new("(?:公开)?(?:0[1-9]|10) ?表").unwrap();
    for rule in juesuan::check::RULES {
        assert!(!numbered.is_match(rule.doc), "{}: {}", rule.label, rule.doc);
    }
    for path in ["docs/rules.md", "docs/data.md", "src/check/preface.md"] {
        let text = std::fs::read_to_string(repository().join(path)).unwrap();
        let lines = text.lines().filter(|line| !line.contains("在各地的表号不同"));
        let wrong: Vec<&str> = lines.filter(|line| numbered.is_match(line)).collect();
        assert!(wrong.is_empty(), "{path}: {wrong:?}");
    }
}

/// A row of the data, the code in it with its name, and whether the report explains the code: in a form that compares every
/// account with last year, and in one that does not.
const EXPLAINED: [(&str, &str, &str, &str, [bool; 2]); 8] = [
    ("budget", "initial = 0", "2290402", "自行试点项目收益专项债券", [false, false]),
    ("budget", "initial = 1", "2120803", "城市建设支出（项）", [true, true]),
    ("budget", "initial = 0", "2230101", "厂办大集体改革", [false, false]),
    ("budget", "initial = 0.01", "2230105", "国有企业退休人员社会化管理", [true, true]),
    ("expenditure", "project = 0", "2296002", "用于社会福利的彩票公益金", [false, false]),
    ("expenditure", "project = 100.00", "2296003", "用于体育事业的彩票公益金", [true, true]),
    ("last", "project = 100.00", "2296004", "用于教育事业的彩票公益金", [true, false]),
    ("last", "project = 0", "2296005", "用于红十字事业的彩票公益金", [false, false]),
];

/// Checks that what the report explains is what the check says that it explains, in every form.
#[test]
fn the_codes_that_are_explained_are_the_same_everywhere() {
    let ours = "name = \"ours\"\nextends = \"shanghai\"\naccount-changes = true\n";
    for (layout, own, compared) in [
        ("shanxi", "", true),
        ("ours", ours, true),
        ("shanghai", "", false),
        ("central", "", false),
    ] {
        let sandbox = project(layout, own);
        for (list, amount, code, ..) in EXPLAINED {
            let (file, list) = if list == "last" {
                ("data/archives/2021.toml", "expenditure")
            } else {
                (YEAR, list)
            };
            let fund = if code.starts_with("223") { "state-capital" } else { "government-fund" };
            let row = format!("{{ code = \"{code}\", fund = \"{fund}\", {amount} }},\n");
            sandbox.replace(file, &format!("\n{list} = [\n"), &format!("\n{list} = [\n  {row}"));
            let reason =
                format!("{{ code = \"{code}\", fund = \"{fund}\", use = \"某事{code}\" }},\n");
            sandbox.replace(YEAR, "\naccounts = [\n", &format!("\naccounts = [\n  {reason}"));
        }
        if layout != "shanxi" {
            // The reasons of the clean unit are by class.
            sandbox.replace(YEAR, "{ code = \"201\", use", "{ code = \"2012604\", use");
            sandbox.replace(YEAR, "{ code = \"221\", use", "{ code = \"2210201\", use");
        }
        let lines = lay_out_for(sandbox.root(), "archives", 2022, Purpose::Draft).lines();
        let start = lines.iter().rposition(|line| line.starts_with("第三部分")).unwrap();
        let text = lines[start..].concat();
        let said = findings(&sandbox);
        for (_, row, code, name, wanted) in EXPLAINED {
            let wanted = wanted[usize::from(!compared)];
            assert_eq!(text.contains(name), wanted, "{layout} {code} {row}: {text}");
            let unprinted = said.lines().any(|line| {
                line.contains(&format!("]: {code} 没有")) && line.contains("这一行不会印出")
            });
            assert_eq!(unprinted, !wanted, "{layout} {code} {row}: {said}");
        }
    }
}

/// The statements and sections of the ministry, by the names of their files.
const STATEMENTS: [&str; 9] = [
    "totals",
    "income",
    "expenditure",
    "fiscal",
    "general",
    "basic",
    "government-fund",
    "state-capital",
    "three-public",
];

/// The settings of a layout that takes over another with one part left out.
fn without(base: &str, list: &str, parts: &[&str], left_out: &str, omits: &str) -> String {
    let kept: Vec<String> =
        parts.iter().filter(|part| **part != left_out).map(|part| format!("\"{part}\"")).collect();
    format!("name = \"ours\"\nextends = \"{base}\"\n{list} = [{}]\n{omits}", kept.join(", "))
}

/// Checks that no form of the program leaves out in silence what has to be disclosed, and that every part left out of a form
/// is named, unless the form says why.
#[test]
fn what_has_to_be_disclosed_is_not_left_out_in_silence() {
    for layout in ["shanxi", "shanghai", "central"] {
        assert!(!findings(&project(layout, "")).contains("R0615"), "{layout}");
    }
    let sections = [
        "totals",
        "income",
        "expenditure",
        "fiscal",
        "general",
        "basic",
        "three-public",
        "government-fund",
        "state-capital",
        "performance",
        "other",
    ];
    let lists =
        [("central", "statements", &STATEMENTS[..]), ("shanghai", "sections", &sections[..])];
    for (base, list, parts) in lists {
        for part in some(parts, 4) {
            let bare = findings(&project("ours", &without(base, list, parts, part, "")));
            let found: Vec<&str> = bare.lines().filter(|line| line.contains("R0615")).collect();
            assert_eq!(found.len(), 1, "{part}: {bare}");
            assert_eq!(found[0].matches('《').count(), 1, "{part}: {bare}");
            let omits = format!("[omits]\n{list} = {{ {part} = \"另行公开\" }}\n");
            let said = findings(&project("ours", &without(base, list, parts, part, &omits)));
            assert!(!said.contains("R0615"), "{part}: {said}");
        }
    }
    // Another order, or the statement of details in place of that of basic expenditure, leaves nothing out.
    let mut parts = STATEMENTS;
    parts.reverse();
    let turned = without("central", "statements", &parts, "", "");
    assert!(!findings(&project("ours", &turned)).contains("R0615"));
    parts[3] = "details";
    let details = without("central", "statements", &parts, "", "");
    assert!(!findings(&project("ours", &details)).contains("R0615"));
    // A layout below that leaves a part out does not speak for one above that has it.
    let sandbox = project("above", "name = \"above\"\nextends = \"ours\"\n");
    let omits = "[omits]\nstatements = { income = \"另行公开\" }\n";
    let below = without("central", "statements", &STATEMENTS, "income", omits);
    sandbox.write("layouts/ours/layout.toml", below.as_bytes());
    assert!(!findings(&sandbox).contains("R0615"));
    let all = without("ours", "statements", &STATEMENTS, "", "")
        .replace("\"ours\"\nextends", "\"above\"\nextends");
    sandbox.write("layouts/above/layout.toml", all.as_bytes());
    let shown = findings(&sandbox);
    assert!(!shown.contains("R0615") && !shown.contains("printed-omission"), "{shown}");
}
