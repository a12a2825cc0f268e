//! The units of a department: that each is added once and whole, however its name is written and whatever it leaves out.

use std::fs;

use crate::departments::department;
use crate::support::Sandbox;

/// What `check` says of the department with some list of units.
fn with_members(members: &str) -> String {
    let sandbox = department();
    list(&sandbox, members);
    sandbox.run(&["check", "education"]).stdout()
}

/// Writes the department's list of units.
fn list(sandbox: &Sandbox, members: &str) {
    let unit = "data/education/unit.toml";
    let text = fs::read_to_string(sandbox.path(unit)).unwrap();
    let line = text.lines().find(|line| line.starts_with("members")).unwrap();
    sandbox.replace(unit, line, &format!("members = [{members}]"));
}

/// Checks that a unit written in another way than its folder is called is refused with the right name, and that it
/// cannot be added twice so.
#[test]
fn a_unit_is_what_it_is_not_how_it_is_written() {
    for written in [
        "./first-school",
        "first-school/",
        r".\\first-school",
        "First-School",
        " first-school ",
        "first-school.",
        "kindergarten/../first-school",
        "../data/first-school",
        "data/first-school",
        "ｆｉｒｓｔ-school",
    ] {
        let alone = with_members(&format!("\"{written}\""));
        assert!(alone.contains("bad-member"), "{written}: {alone}");
        assert!(alone.contains("\"first-school\""), "{written}: {alone}");
        assert!(!alone.contains("missing-field"), "{written}: {alone}");
        let twice = with_members(&format!("\"first-school\", \"{written}\""));
        assert!(twice.contains("repeated-member"), "{written}: {twice}");
        assert!(twice.contains("所属单位 first-school 写了两次"), "{written}: {twice}");
    }
    let own = with_members("\"./education\"");
    assert!(own.contains("own-member"), "{own}");
}

/// Checks that what lies outside the project's data is no unit, and that nothing of it is read.
#[test]
fn units_stay_inside_the_project() {
    let sandbox = department();
    let other = department();
    let absolute = other.path("data/first-school").to_string_lossy().replace('\\', "/");
    let inside = sandbox.path("data/first-school").to_string_lossy().replace('\\', "/");
    for written in [
        "../../other/data/first-school",
        "../first-school",
        &absolute,
        &inside,
        "C:/data/first-school",
        r"\\\\server\\data\\first-school",
        "first-school/2024",
        "..",
        ".",
        "",
        "  ",
    ] {
        list(&sandbox, &format!("\"{written}\""));
        let said = sandbox.run(&["check", "education"]).stdout();
        assert!(said.contains("bad-member"), "{written}: {said}");
        assert!(!said.contains("broken-member"), "{written}: {said}");
    }
    let misspelt = with_members("\"frist-school\"");
    assert!(misspelt.contains("是否想写 first-school？"), "{misspelt}");
}

/// Checks that names are compared as they are seen: an accent may be a letter's own or stand after it.
#[test]
fn accents_may_be_written_apart() {
    let sandbox = department();
    let (composed, apart) = ("école", "e\u{301}cole");
    fs::rename(sandbox.path("data/first-school"), sandbox.path(&format!("data/{apart}"))).unwrap();
    let members = |name: &str| {
        format!(
            "\"education-office\", \"{name}\", \"kindergarten\", \"youth-camp\", \"supplies-office\""
        )
    };
    for name in [composed, apart] {
        list(&sandbox, &members(name));
        let run = sandbox.run(&["check", "education"]);
        assert_eq!(run.status(), 0, "{}", run.stdout());
    }
    list(&sandbox, &format!("\"{composed}\", \"{apart}\""));
    let run = sandbox.run(&["check", "education"]);
    assert!(run.stdout().contains("repeated-member"), "{}", run.stdout());
}

/// Checks that a unit's folder and files are its own and no links to another's; a link within the folder is harmless.
#[cfg(unix)]
#[test]
fn a_unit_is_no_link_to_another() {
    use std::os::unix::fs::symlink;
    let elsewhere = department();
    let said = |spoil: &dyn Fn(&Sandbox)| {
        let sandbox = department();
        spoil(&sandbox);
        sandbox.run(&["check", "education"]).stdout()
    };
    let alias = said(&|sandbox| {
        symlink(sandbox.path("data/first-school"), sandbox.path("data/alias")).unwrap();
        list(sandbox, "\"first-school\", \"alias\"");
    });
    assert!(alias.contains("linked-member"), "{alias}");
    assert!(alias.contains("请直接写 \"first-school\""), "{alias}");
    let away = said(&|sandbox| {
        symlink(elsewhere.path("data/youth-camp"), sandbox.path("data/away")).unwrap();
        list(sandbox, "\"first-school\", \"away\"");
    });
    assert!(away.contains("不在本项目的 data 文件夹里"), "{away}");
    for (file, target) in [
        ("data/kindergarten/2024.toml", "data/first-school/2024.toml"),
        ("data/kindergarten/unit.toml", "data/youth-camp/unit.toml"),
    ] {
        let linked = said(&|sandbox| {
            fs::remove_file(sandbox.path(file)).unwrap();
            symlink(sandbox.path(target), sandbox.path(file)).unwrap();
        });
        assert!(linked.contains("linked-member"), "{file}: {linked}");
    }
    let within = said(&|sandbox| {
        let file = sandbox.path("data/kindergarten/2024.toml");
        fs::rename(&file, sandbox.path("data/kindergarten/accounts.toml")).unwrap();
        symlink("accounts.toml", file).unwrap();
    });
    assert!(!within.contains("linked-member"), "{within}");
}

/// Checks that a folder copied with the unit's name is noticed, and that a department may be called as its own office.
#[test]
fn units_of_one_name_are_noticed() {
    let sandbox = department();
    sandbox.replace("data/kindergarten/unit.toml", "汀州县机关幼儿园", "汀州县第一中学");
    let said = sandbox.run(&["check", "education"]).stdout();
    assert!(said.contains("same-member"), "{said}");
    let sandbox = department();
    sandbox.replace("data/education-office/unit.toml", "汀州县教育局机关", "汀州县教育局");
    let said = sandbox.run(&["check", "education"]).stdout();
    assert!(!said.contains("same-member"), "{said}");
}

/// A department `bureau` of units that are set up in the year.
pub(crate) struct Bureau(Sandbox);

impl Bureau {
    /// The department with the text of its own year file, and its units each with theirs.
    pub(crate) fn new(own: &str, units: &[(&str, String)]) -> Self {
        let sandbox = Sandbox::empty();
        sandbox.write("juesuan.toml", SETTINGS.as_bytes());
        let members: Vec<String> = units.iter().map(|(unit, _)| format!("\"{unit}\"")).collect();
        let kind = format!("kind = \"department\"\nmembers = [{}]", members.join(", "));
        let bureau = Self(sandbox);
        bureau.unit("bureau", &kind, own);
        for (unit, text) in units {
            bureau.unit(unit, "kind = \"unit\"", text);
        }
        bureau
    }

    /// Writes a unit.
    fn unit(&self, folder: &str, kind: &str, year: &str) {
        let unit = format!(
            "name = \"某县{folder}\"\n{kind}\nnature = \"institution\"\nestablished = 2024\n\
             [profile]\nduties = \"办事。\"\norganization = \"一个科。\"\n"
        );
        self.0.write(&format!("data/{folder}/unit.toml"), unit.as_bytes());
        self.0
            .write(&format!("data/{folder}/2024.toml"), format!("year = 2024\n{year}").as_bytes());
    }

    /// What `check` says of the department.
    pub(crate) fn said(&self) -> String {
        self.0.run(&["check", "bureau"]).stdout()
    }

    /// The department's facts.
    pub(crate) fn facts(&self) -> serde_json::Value {
        let run = self.0.run(&["facts", "bureau"]);
        serde_json::from_str(&run.stdout()).unwrap_or_else(|_| panic!("{}", run.stderr()))
    }
}

/// The settings of a project with Shanghai's form, which prints what was reserved.
const SETTINGS: &str =
    "year = 2024\nlayout = \"shanghai\"\noutput = \"{unit}{year}{kind}\"\npublished = 2025-09-10\n";

/// Rows of a unit's year that agree with each other: basic and project expenditure of one item.
fn money(code: &str, basic: u32, project: u32) -> String {
    format!(
        "income = [{{ code = \"{code}\", general = {} }}]\n\
         expenditure = [{{ code = \"{code}\", fund = \"general\", basic = {basic}, project = {project} }}]\n\
         economic = [{{ code = \"30101\", basic = {basic} }}, {{ code = \"30201\", project = {project} }}]\n",
        basic + project
    )
}

/// The rest of a unit's year, with so much bought.
fn rest(goods: u32, equipment: u32) -> String {
    format!(
        "[three-public]\nreception = {{ initial = 0 }}\n[assets]\nequipment = {equipment}\n\
         [performance]\ncovered = {{ general = 0 }}\n[procurement]\ngoods = {goods}\n"
    )
}

/// The budget of an item.
fn budget(code: &str, initial: u32) -> String {
    format!("budget = [{{ code = \"{code}\", initial = {initial} }}]\n")
}

/// What was reserved.
fn reserved(amount: u32) -> String {
    format!("reserved = {{ small-and-medium = {amount}, won-other = {amount} }}\n")
}

/// Two units and what a department has of its own, none of it the same.
fn two_units() -> [(&'static str, String); 2] {
    let office =
        [money("2050101", 812_300, 64_000), budget("2050101", 850_000), rest(31_250, 3)].concat();
    let school =
        [money("2050203", 2_345_600, 120_000), budget("2050203", 2_400_000), rest(88_000, 4)]
            .concat();
    [("office", office + &reserved(1000)), ("school", school + &reserved(2000))]
}

/// Checks that what units reserved reaches the department, alone and with the department's own.
#[test]
fn what_was_reserved_is_added() {
    let words = "[performance]\ncovered = { general = 0 }\n";
    let facts = Bureau::new(words, &two_units()).facts();
    assert_eq!(facts["procurement"]["reserved"]["small-and-medium"], "3000.00");
    assert_eq!(facts["procurement"]["reserved"]["won-other"], "3000.00");
    let own = format!("{words}[procurement]\ngoods = 7000\n{}", reserved(5000));
    let facts = Bureau::new(&own, &two_units()).facts();
    assert_eq!(facts["procurement"]["reserved"]["small-and-medium"], "8000.00");
}

/// Checks that a unit which leaves out what others say is named, and that the department prints no sum without it.
#[test]
fn a_unit_that_leaves_something_out_is_named() {
    let words = "[performance]\ncovered = { general = 0 }\n";
    let told = |units: &[(&str, String)]| {
        let bureau = Bureau::new(words, units);
        (bureau.said(), bureau.facts())
    };
    let (said, _) = told(&two_units());
    assert!(!said.contains("R0222"), "{said}");

    let [office, (school, text)] = two_units();
    let without = text.replace(&reserved(2000), "");
    let (said, facts) = told(&[office.clone(), (school, without)]);
    assert!(said.contains("政府采购的预留份额：所属单位 school 没有写"), "{said}");
    assert!(facts["procurement"]["reserved"].is_null());
    // One that buys nothing has nothing to say.
    let nothing = text.replace(&reserved(2000), "").replace("goods = 88000", "goods = 0");
    let (said, facts) = told(&[office.clone(), (school, nothing)]);
    assert!(!said.contains("R0222"), "{said}");
    assert_eq!(facts["procurement"]["reserved"]["small-and-medium"], "1000.00");

    // One founded in the year has only the budget of the whole year.
    let founded = text.replace("initial = 2400000", "full-year = 2400000");
    let (said, facts) = told(&[office.clone(), (school, founded)]);
    assert!(!said.contains("R0222"), "{said}");
    let attained = &facts["attainments"]["general"];
    assert_eq!(attained["basis"], "initial");
    assert_eq!(attained["budget"], "850000.00");
    assert_eq!(attained["full-year"], "3250000.00");

    let (said, facts) =
        told(&[office.clone(), (school, text.replace(&budget("2050203", 2_400_000), ""))]);
    assert!(said.contains("一般公共预算的年初预算：所属单位 school 没有写"), "{said}");
    assert!(facts["attainments"]["general"].is_null());

    for (table, term) in [
        ("[three-public]\nreception = { initial = 0 }\n", "“三公”经费"),
        ("[assets]\nequipment = 4\n", "国有资产"),
    ] {
        let (said, _) = told(&[office.clone(), (school, text.replace(table, ""))]);
        assert!(said.contains(&format!("{term}：所属单位 school 没有写")), "{said}");
    }

    // A department without money of its own speaks for its units.
    let silent = |text: &str| {
        text.replace(&budget("2050101", 850_000), "").replace(&budget("2050203", 2_400_000), "")
    };
    let units = two_units().map(|(unit, text)| (unit, silent(&text)));
    let bureau = Bureau::new(&(budget("2050203", 3_300_000) + words), &units);
    assert!(!bureau.said().contains("R0222"), "{}", bureau.said());
    assert_eq!(bureau.facts()["attainments"]["general"]["budget"], "3300000.00");
}

/// Checks that R0609 names the unit that does not say what it granted, and not the department's table.
#[test]
fn the_unit_without_awards_is_named() {
    let words = "[performance]\ncovered = { general = 0 }\n";
    let units = two_units().map(|(unit, text)| {
        let text = text.replace(&reserved(1000), "").replace(&reserved(2000), "");
        let awards = if unit == "office" { "small-and-medium = 0\n" } else { "" };
        (unit, text + awards)
    });
    let said = Bureau::new(words, &units).said();
    assert!(said.contains("R0609"), "{said}");
    assert!(said.contains("所属单位 school 没有写授予中小企业的合同金额"), "{said}");
    assert!(said.contains("data/school/2024.toml"), "{said}");
}

/// Checks that a department whose own file repeats its units' figures is told so, table by table.
#[test]
fn figures_repeated_by_the_department_are_told() {
    let [office, school] = two_units();
    let words = "[performance]\ncovered = { general = 0 }\n";
    let own = money("2050199", 311_700, 20_000);
    let both = "income = [{ code = \"2050101\", general = 876300 }, { code = \"2050203\", general = 2465600 }]\n";
    let spent = "expenditure = [{ code = \"2050101\", fund = \"general\", basic = 812300, project = 64000 }, \
                 { code = \"2050203\", fund = \"general\", basic = 2345600, project = 120000 }]\n";
    let economic = "economic = [{ code = \"30101\", basic = 3157900 }, { code = \"30201\", project = 184000 }]\n";
    let budgets = "budget = [{ code = \"2050101\", initial = 850000 }, { code = \"2050203\", initial = 2400000 }]\n";
    let cases = [
        ("a copy of a unit", school.1.clone(), "把所属单位 school 的数又写了一遍"),
        (
            "the sum of all rows",
            [both, spent, economic, words].concat(),
            "把 2 个所属单位的合计又写了一遍",
        ),
        ("income and expenditure", [both, spent, words].concat(), "收入"),
        (
            "economic sections",
            own.split("economic").next().unwrap().to_owned() + economic + words,
            "经济分类",
        ),
        ("under other codes", money("2050199", 3_157_900, 184_000) + words, "又写了一遍"),
        ("the budget", budgets.to_owned() + words, "年初预算"),
        (
            "procurement",
            words.to_owned() + "[procurement]\ngoods = 119250\n" + &reserved(3000),
            "政府采购",
        ),
        (
            "procurement of one with money",
            own.clone() + words + "[procurement]\ngoods = 119250\n" + &reserved(3000),
            "政府采购",
        ),
        ("assets", words.to_owned() + "[assets]\nequipment = 7\n", "国有资产共 7"),
    ];
    let units = [office, school];
    for (what, own, words) in cases {
        let said = Bureau::new(&own, &units).said();
        assert!(said.contains("R0221"), "{what}: {said}");
        assert!(said.contains(words), "{what}: {said}");
    }
}

/// Checks that a department's own figures which merely look like its units' are no repetition.
#[test]
fn a_departments_own_figures_are_no_repetition() {
    let words = "[performance]\ncovered = { general = 0 }\n";
    let own = [
        ("its own", money("2050101", 311_700, 20_000) + words),
        ("one round amount", money("2050101", 311_700, 64_000) + words),
        ("one round amount on both sides", money("2050203", 100_000, 20_000) + words),
        (
            "the same equipment",
            money("2050101", 311_700, 20_000) + words + "[assets]\nequipment = 7\n",
        ),
        (
            "the same car",
            money("2050101", 311_700, 20_000) + words + "[procurement]\ngoods = 88000\n",
        ),
        ("only words", words.to_owned()),
        (
            "noughts",
            "budget = []\n".to_owned()
                + words
                + "[procurement]\ngoods = 0\n[assets]\nequipment = 0\n",
        ),
        ("a unit's total under another code", money("2050199", 2_345_600, 100_000) + words),
    ];
    for (what, own) in own {
        let said = Bureau::new(&own, &two_units()).said();
        assert!(!said.contains("R0221"), "{what}: {said}");
    }
    let twins = |basic, project| [money("2050101", basic, project), rest(0, 0)].concat();
    let units = [("office", twins(100_000, 0)), ("school", twins(100_000, 0))];
    let said = Bureau::new(&(money("2050101", 100_000, 0) + words), &units).said();
    assert!(!said.contains("R0221"), "{said}");
}

/// Checks last year's figures: a full report of the department is not added to its units', and payments that do not
/// agree on both sides are not cancelled out without a word.
#[test]
fn last_years_figures_are_added_once() {
    let sandbox = department();
    let unit = |folder: &str| format!("data/{folder}/2023.toml");
    let units =
        ["education-office", "first-school", "kindergarten", "youth-camp", "supplies-office"];
    for (folder, amount) in
        units.into_iter().zip([4_000_000.5, 2_000_000.0, 700_000.0, 90_000.0, 300_000.0])
    {
        let year = format!("data/{folder}/2024.toml");
        let text = fs::read_to_string(sandbox.path(&year)).unwrap();
        sandbox.write(&year, text.split("[prior]").next().unwrap().as_bytes());
        let paid =
            if folder == "education-office" { "to-affiliate = 5000" } else { "to-affiliate = 0" };
        let got = if folder == "first-school" { ", superior = 5000" } else { "" };
        let last = format!(
            "year = 2023\nincome = [{{ code = \"2050101\", general = {amount}{got} }}]\n\
             expenditure = [{{ code = \"2050101\", fund = \"general\", basic = {amount} }}, {{ code = \"2050101\", fund = \"non-fiscal\", {paid} }}]\n\
             economic = [{{ code = \"30101\", basic = {amount} }}]\n"
        );
        sandbox.write(&unit(folder), last.as_bytes());
    }
    let said = |sandbox: &Sandbox| sandbox.run(&["check", "education"]).stdout();
    let right = said(&sandbox);
    assert!(!right.contains("prior-transfers") && !right.contains("R0221"), "{right}");

    // The department's report of last year as a full one.
    let full = "year = 2023\nincome = [{ code = \"2050101\", general = 7090000.50 }]\n\
                expenditure = [{ code = \"2050101\", fund = \"general\", basic = 7090000.50 }]\n";
    sandbox.write(&unit("education"), full.as_bytes());
    let twice = said(&sandbox);
    assert!(twice.contains("R0221") && twice.contains("上年文件"), "{twice}");
    assert!(twice.contains("comparison-only = true"), "{twice}");
    sandbox.write(&unit("education"), format!("comparison-only = true\n{full}").as_bytes());
    let kept = said(&sandbox);
    assert!(!kept.contains("R0221"), "{kept}");
    fs::remove_file(sandbox.path(&unit("education"))).unwrap();

    // Some of what a unit got came from outside.
    sandbox.replace(&unit("first-school"), "superior = 5000", "superior = 6000");
    let uneven = said(&sandbox);
    assert!(uneven.contains("prior-transfers"), "{uneven}");
    assert!(uneven.contains("差 1000.00 元"), "{uneven}");
    let outside = "year = 2023\noutside = [{ unit = \"first-school\", superior = 1000 }]\n";
    sandbox.write(&unit("education"), outside.as_bytes());
    let even = said(&sandbox);
    assert!(!even.contains("prior-transfers"), "{even}");
    sandbox.write(&unit("education"), outside.replace("first-school", "second-school").as_bytes());
    let unknown = said(&sandbox);
    assert!(unknown.contains("second-school 不是这个部门的单位"), "{unknown}");
}

/// Checks that what a unit paid to others is seen in a comparison too, whichever side has it.
#[test]
fn payments_in_comparisons_are_seen() {
    let office = "data/education-office/2024.toml";
    let row = "{ code = \"221\", fund = \"general\", basic = 280000.00 },";
    for paid in ["to-affiliate = 100.00", "to-superior = 100.00"] {
        let sandbox = department();
        let more = format!("{row}\n  {{ code = \"221\", fund = \"non-fiscal\", {paid} }},");
        sandbox.replace(office, row, &more);
        let said = sandbox.run(&["check", "education"]).stdout();
        assert!(said.contains("prior-transfers"), "{paid}: {said}");
    }
    let sandbox = department();
    let more = format!("{row}\n  {{ code = \"221\", fund = \"non-fiscal\", operating = 100.00 }},");
    sandbox.replace(office, row, &more);
    let said = sandbox.run(&["check", "education"]).stdout();
    assert!(!said.contains("prior-transfers"), "{said}");
}

/// Checks that the unit is named for want of whose figures a comparison is not made.
#[test]
fn the_unit_without_last_years_figure_is_named() {
    let sandbox = department();
    sandbox.replace("data/kindergarten/2024.toml", "three-public = {}", "");
    let said = sandbox.run(&["check", "education"]).stdout();
    assert!(said.contains("所属单位 kindergarten 的上年数据没有“三公”经费"), "{said}");
    let sandbox = department();
    sandbox.replace("data/supplies-office/2024.toml", "operating-expense = 85000.00\n", "");
    let said = sandbox.run(&["check", "education"]).stdout();
    assert!(said.contains("所属单位 supplies-office 的上年数据没有机关运行经费"), "{said}");
}

/// Checks that operating expense which a department of institutions wrote itself is not left out in silence.
#[test]
fn operating_expense_of_an_institution_is_told() {
    let sandbox = department();
    let own = "data/education/unit.toml";
    sandbox.replace(own, "nature = \"administrative\"", "nature = \"institution\"");
    let said = |sandbox: &Sandbox| sandbox.run(&["check", "education"]).stdout();
    assert!(!said(&sandbox).contains("R0205"), "{}", said(&sandbox));
    let year = "data/education/2024.toml";
    sandbox.replace(year, "[performance]", "operating-expense = 500.00\n[performance]");
    assert!(said(&sandbox).contains("R0205"), "{}", said(&sandbox));
}
