//! What data leave the office with a report, and that the report can be made of them again.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use juesuan::project::{Purpose, Selected};
use lopdf::Document;

use crate::generated::{LAYOUTS, YEAR, project, settings};
use crate::pdf::attached;
use crate::support::{Sandbox, cases, is_long, pdf_of, repository, selected, some};

/// Rules off or made less of, so that the data of one form can be set in another.
const LENIENT: &str = "\n[check.rules]\nR0211 = \"warning\"\nR0401 = \"off\"\nR0402 = \"off\"\nR0403 = \"off\"\nR0718 = \"warning\"\n";

/// The projects that all tests know.
const PROJECTS: [&str; 8] = [
    ".",
    "tests/findings/base",
    "tests/projects/branches",
    "tests/projects/branches-shanghai",
    "tests/projects/clean",
    "tests/projects/clean-more",
    "tests/projects/department",
    "tests/projects/everything",
];

/// A report, and its attachments by name.
fn attachments(
    root: &Path,
    unit: &str,
    year: u16,
    purpose: Purpose,
) -> (Vec<u8>, BTreeMap<String, Vec<u8>>) {
    let pdf = pdf_of(root, unit, year, purpose).unwrap_or_else(|said| panic!("{said}"));
    let attached = attached(&Document::load_mem(&pdf).unwrap());
    (pdf, attached)
}

/// The words of one attachment.
fn text(attached: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(attached[name].clone()).unwrap()
}

/// All attachments one after another.
fn all(attached: &BTreeMap<String, Vec<u8>>) -> String {
    attached.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect()
}

/// A project made of attachments, as `docs/data.md` says.
fn project_of(attached: &BTreeMap<String, Vec<u8>>) -> Sandbox {
    let sandbox = Sandbox::empty();
    for (name, bytes) in attached {
        let stem = name.strip_suffix(".toml");
        let path = match stem.map(|stem| stem.split_once('-').unwrap_or((stem, ""))) {
            Some(("juesuan", "")) => name.clone(),
            Some((stem, "")) => format!("data/unit/{stem}.toml"),
            Some((year, number)) if year.len() == 4 => format!("data/unit/{year}/{number}.toml"),
            Some((member, stem)) => format!("data/{member}/{stem}.toml"),
            None if name.ends_with(".tsv") => format!("data/catalog/{name}"),
            None => continue,
        };
        sandbox.write(&path, bytes);
    }
    sandbox
}

/// Checks that a report made of its own attachments is the same file, so that its attachments are the same as well.
fn assert_same_again(root: &Path, unit: &str, year: u16) -> BTreeMap<String, Vec<u8>> {
    assert_same_again_for(root, unit, year, Purpose::Publication)
}

/// The same, for a report of some purpose.
fn assert_same_again_for(
    root: &Path,
    unit: &str,
    year: u16,
    purpose: Purpose,
) -> BTreeMap<String, Vec<u8>> {
    let (pdf, attached) = attachments(root, unit, year, purpose);
    let again = project_of(&attached);
    let layouts = root.join("layouts");
    if layouts.is_dir() && root != repository() {
        again.add(&layouts, "layouts");
    }
    let case = format!("{} {unit}/{year}", root.display());
    let (made, from_made) = attachments(again.root(), "unit", year, purpose);
    for (name, bytes) in &attached {
        let made = from_made.get(name).unwrap_or_else(|| panic!("{case}: no {name}"));
        let [made, bytes] = [made, bytes].map(|bytes| String::from_utf8_lossy(bytes));
        let differs = made.lines().zip(bytes.lines()).find(|(one, other)| one != other);
        assert_eq!(differs, None, "{case}: {name}");
        assert_eq!(made.len(), bytes.len(), "{case}: {name}");
    }
    assert!(made == pdf && from_made.len() == attached.len(), "{case}");
    attached
}

/// The reports of a project.
fn reports(root: &Path) -> Vec<Selected> {
    let mut reports = selected(root, &[]);
    if root == repository() {
        reports.extend(selected(root, &["putuo-finance/2024".to_owned()]));
    }
    reports
}

/// Checks every example and test project in its own form.
#[test]
fn clean_data_make_the_same_report() {
    for project in some(PROJECTS, 5) {
        let root = repository().join(project).canonicalize().unwrap();
        let most = if is_long() { usize::MAX } else { 1 };
        for Selected { folder, year } in reports(&root).into_iter().take(most) {
            assert_same_again(&root, &folder, year);
        }
    }
}

/// Checks the same data in the other built-in forms, which print other parts of them.
#[test]
fn clean_data_make_the_same_report_in_other_forms() {
    for layout in some(["shanghai", "central", "shanxi"], 2) {
        for project in some(PROJECTS.iter().skip(1), 5) {
            let sandbox = Sandbox::of(&repository().join(project));
            let settings = fs::read_to_string(sandbox.path("juesuan.toml")).unwrap();
            let own = settings.lines().find(|line| line.starts_with("layout")).unwrap();
            if own.contains(layout) {
                continue;
            }
            let settings = settings.replace(own, &format!("layout = \"{layout}\"")) + LENIENT;
            sandbox.write("juesuan.toml", settings.as_bytes());
            let reports = reports(sandbox.root());
            let most = if is_long() { usize::MAX } else { 1 };
            for Selected { folder, year } in reports.iter().rev().take(most) {
                assert_same_again(sandbox.root(), folder, *year);
            }
        }
    }
}

/// Checks made-up data in every form, under its own settings and under made-up ones.
#[test]
fn clean_data_of_generated_projects_make_the_same_report() {
    for number in 0..u64::from(cases(2, 400)) {
        let layout = LAYOUTS[number as usize % LAYOUTS.len()];
        let sandbox = match number % 2 {
            0 => project(number, layout),
            _ => project(number, "own"),
        };
        if number % 2 == 1 {
            sandbox.write("layouts/own/layout.toml", settings(number, layout).as_bytes());
        }
        assert_same_again_for(sandbox.root(), "unit", YEAR, Purpose::Draft);
    }
}

/// A project with everything that does not leave the office.
fn told_too_much() -> Sandbox {
    let sandbox = Sandbox::of(&repository().join("tests/findings/base"));
    let year = "data/archives/2022.toml";
    let text = fs::read_to_string(sandbox.path(year)).unwrap();
    let text = format!(
        "# 甲注：经办人王小明\n{text}\n[[accept]]\nrule = \"R0604\"\nfinding = \"过了 18 日\"\nreason = \"乙理由：平台检修\"\n"
    );
    sandbox.write(year, text.as_bytes());
    sandbox
}

/// Checks that comments, acceptances, control totals, the day of approval and paths stay.
#[test]
fn what_only_the_check_needs_stays() {
    let sandbox = told_too_much();
    let attached = assert_same_again(sandbox.root(), "archives", 2022);
    let all = all(&attached);
    for words in
        ["甲注", "乙理由", "[control]", "[[accept]]", "approved = 2023", "archives", "data/"]
    {
        assert!(!all.contains(words), "{words}");
    }
    for comment in attached.iter().filter(|(name, _)| name.ends_with(".toml")) {
        let text = String::from_utf8(comment.1.clone()).unwrap();
        assert!(!text.lines().any(|line| line.trim_start().starts_with('#')), "{text}");
    }
}

/// Checks that words which the form does not print stay, in the data and in the facts, and that those which it prints
/// leave.
#[test]
fn words_that_are_not_printed_stay() {
    let everything = repository().join("tests/projects/everything");
    let attached = assert_same_again(&everything, "qingyu-affairs", 2022);
    assert!(!all(&attached).contains("不应印出"));
    assert!(text(&attached, "2022.toml").contains("人员正常晋级，业务量增加"));
    let sandbox = Sandbox::of(&everything);
    let year = "data/qingyu-affairs/2022.toml";
    sandbox.replace(
        year,
        "[reasons]\n",
        "[reasons]\ngeneral-budget = \"甲话：只有上海印\"\nthree-public-budget = \"乙话：只有上海印\"\n",
    );
    sandbox.replace(
        year,
        "[performance]\n",
        "[performance]\nsystems = \"丙办法\"\nmechanism = \"丁机制\"\ntargets = { projects = 87654321, amount = 31415.92 }\n",
    );
    sandbox.write(
        "data/qingyu-affairs/unit.toml",
        format!(
            "{}\n[profile.main-income]\nbusiness = \"戊收入\"\n",
            fs::read_to_string(sandbox.path("data/qingyu-affairs/unit.toml")).unwrap()
        )
        .as_bytes(),
    );
    let attached = assert_same_again(sandbox.root(), "qingyu-affairs", 2022);
    let all = all(&attached);
    for words in ["甲话", "乙话", "丙办法", "丁机制", "戊收入", "87654321", "31415.92", "不应印出"]
    {
        assert!(!all.contains(words), "{words}");
    }
    for words in ["level-one", "[performance.whole]", "青榆大道"] {
        assert!(all.contains(words), "{words}");
    }
}

/// Checks that of the office's own things those leave which the form prints, and that restated figures of last year leave
/// with their reason.
#[test]
fn things_of_the_office_leave_where_they_are_printed() {
    let sandbox = Sandbox::of(&repository().join("tests/projects/everything"));
    sandbox.write(
        "layouts/own/layout.toml",
        b"name = \"own\"\nextends = \"shanxi\"\nfacts-format = 2\n",
    );
    sandbox.write(
        "layouts/own/narrative/state-capital.typ",
        "#import \"/layouts/common/format.typ\": money\n/// 收入。\n#let section(facts, order) = [\n  == #(order)国有资本经营预算\n\n  #(facts.extra.index-number.text)，#money(facts.extra.purchased-services.amount)。\n]\n".as_bytes(),
    );
    sandbox.replace("juesuan.toml", "\"shanxi\"", "\"own\"");
    let attached = assert_same_again(sandbox.root(), "qingyu-affairs", 2022);
    let year = text(&attached, "2022.toml");
    assert!(year.contains("53010000113111000") && year.contains("amount = 126000.00"), "{year}");
    for words in ["一是建成青榆大道二期", "会议费和培训费", "培训费\", \"\""] {
        assert!(!all(&attached).contains(words), "{words}");
    }
    let case = repository().join("tests/cases/28-restated-last-year");
    let sandbox = Sandbox::of(&case);
    let year = "data/library/2024.toml";
    let reason = "2023年度公务接待费误列为公务用车运行维护费，现予更正";
    sandbox.replace(year, "[prior]\n", &format!("[prior]\nrestated = \"{reason}\"\n"));
    let attached = assert_same_again(sandbox.root(), "library", 2024);
    let last = text(&attached, "2023.toml");
    assert!(last.contains(reason) && last.contains("reception = 7000.00"), "{last}");
    assert!(!all(&attached).contains("vehicle-operation = 50000.00"));
}

/// Checks that self-evaluation reports and parts of the performance leave only where the form prints them.
#[test]
fn reports_that_are_not_printed_stay() {
    let sandbox = Sandbox::of(&repository().join("tests/projects/clean"));
    let attached = assert_same_again(sandbox.root(), "county-hospital", 2024);
    assert_eq!(attached.keys().filter(|name| name.starts_with("2024-0")).count(), 6);
    sandbox.replace("juesuan.toml", "\"shanxi\"", "\"shanghai\"");
    let settings = fs::read_to_string(sandbox.path("juesuan.toml")).unwrap() + LENIENT;
    sandbox.write("juesuan.toml", settings.as_bytes());
    let attached = assert_same_again(sandbox.root(), "county-hospital", 2024);
    let names: Vec<&str> = attached.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        ["2023.toml", "2024.toml", "facts.json", "juesuan.toml", "made.json", "unit.toml"]
    );
    for words in ["level-one", "level-two", "[performance.whole]"] {
        assert!(!text(&attached, "2024.toml").contains(words), "{words}");
    }
}

/// Checks that names leave only where a row uses their code, and that rows leave theirs behind.
#[test]
fn names_leave_where_they_are_used() {
    let sandbox = Sandbox::of(&repository().join("tests/findings/base"));
    let year = "data/archives/2022.toml";
    let text = fs::read_to_string(sandbox.path(year)).unwrap();
    let text = text.replace("\"30239\"", "\"30288\"").replacen(
        "\n[carry-over]",
        "\n[names]\n30288 = \"甲费\"\n2070177 = \"乙服务\"\n30277 = \"丙费\"\n\n[carry-over]",
        1,
    );
    let text = text.replace("code = \"30201\",", "code = \"30201\", name = \"办公费\",");
    sandbox.write(year, text.as_bytes());
    let attached = assert_same_again(sandbox.root(), "archives", 2022);
    let year = self::text(&attached, "2022.toml");
    assert!(year.contains("30288 = \"甲费\""), "{year}");
    // The form lists all economic codes, whether a row has them or not.
    assert!(year.contains("30277 = \"丙费\"") && !all(&attached).contains("乙服务"));
    assert!(!year.contains("name ="), "{year}");
}

/// Checks that a department's members leave under the program's own names with what is added up, and no more.
#[test]
fn members_leave_with_what_is_added_up() {
    let sandbox = Sandbox::of(&repository().join("tests/projects/department"));
    let school = "data/first-school/unit.toml";
    let text = fs::read_to_string(sandbox.path(school)).unwrap();
    let text = text.replacen("duties = \"", "duties = \"甲职责：", 1);
    sandbox.write(school, text.as_bytes());
    let year = "data/first-school/2024.toml";
    let text = fs::read_to_string(sandbox.path(year)).unwrap();
    let text = text.replacen("use = \"", "use = \"乙用途：", 1);
    sandbox.write(year, text.as_bytes());
    let attached = assert_same_again(sandbox.root(), "education", 2024);
    for name in ["01-unit.toml", "01-2024.toml", "05-unit.toml", "05-2024.toml", "2024.toml"] {
        assert!(attached.contains_key(name), "{name}: {:?}", attached.keys());
    }
    let all = all(&attached);
    for words in ["甲职责", "乙用途", "first-school", "education", "[control]"] {
        assert!(!all.contains(words), "{words}");
    }
    assert!(self::text(&attached, "unit.toml").contains("members = [\"01\", \"02\""));
}

/// Checks that the years before last leave with what is shown of them.
#[test]
fn earlier_years_leave_with_what_is_shown() {
    let sandbox = Sandbox::of(&repository().join("tests/projects/everything"));
    sandbox.write(
        "layouts/charts/layout.toml",
        b"name = \"charts\"\nextends = \"shanxi\"\n[charts]\nthree-public = true\n",
    );
    sandbox.replace("juesuan.toml", "\"shanxi\"", "\"charts\"");
    let year = |year: u16| {
        format!(
            "# 甲注\nyear = {year}\ncomparison-only = true\nincome = [ {{ code = \"208\", general = 777.77 }} ]\nexpenditure = []\n[three-public]\nreception = {}.50\n",
            year - 2000
        )
    };
    for before in [2019, 2020] {
        let path = format!("data/qingyu-affairs/{before}.toml");
        sandbox.write(&path, year(before).as_bytes());
    }
    let attached = assert_same_again(sandbox.root(), "qingyu-affairs", 2022);
    assert!(text(&attached, "2019.toml").contains("reception = 19.50"));
    assert!(!all(&attached).contains("777.77") && !all(&attached).contains("甲注"));
}

/// Checks that a project's own catalogue leaves as far as it is used.
#[test]
fn an_own_catalogue_leaves_as_far_as_it_is_used() {
    let sandbox = Sandbox::of(&repository().join("tests/findings/base"));
    let functions = fs::read_to_string(repository().join("data/catalog/functions.tsv")).unwrap();
    let text = fs::read_to_string(sandbox.path("data/archives/2022.toml")).unwrap();
    let code = text.split("code = \"").nth(1).unwrap()[..7].to_owned();
    let renamed: String = functions
        .lines()
        .map(|line| match line.split_once('\t') {
            Some((own, _)) if own == code => format!("{own}\t甲科目\t乙出处\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    sandbox.write("data/catalog/functions.tsv", renamed.as_bytes());
    let attached = assert_same_again(sandbox.root(), "archives", 2022);
    let own = self::text(&attached, "functions.tsv");
    assert!(own.contains(&format!("{code}\t甲科目\n")) && !own.contains("乙出处"), "{own}");
    assert!(own.lines().count() < 60 && !attached.contains_key("economics.tsv"));
}

/// Checks that words with quotes, backslashes, line breaks and characters that TOML would not take come out as they were.
#[test]
fn odd_words_come_out_as_they_were() {
    let sandbox = Sandbox::of(&repository().join("tests/projects/clean"));
    let unit = "data/youth-centre/unit.toml";
    let text = fs::read_to_string(sandbox.path(unit)).unwrap();
    let (before, rest) = text.split_once("duties = ").unwrap();
    let (_, after) = rest.split_once('\n').unwrap();
    let odd = r##"duties = """
一、说“甲”、"乙"、C:\\丙、#丁和$戊$。
二、\u4e2d文，第二段\n三、第三段，'己'与\"\"\"庚\"\"\"。
""""##;
    sandbox.write(unit, format!("{before}{odd}\n{after}").as_bytes());
    let attached = assert_same_again(sandbox.root(), "youth-centre", 2024);
    let unit = self::text(&attached, "unit.toml");
    assert!(unit.contains("二、中文，第二段\n三、第三段，'己'与\\\"\\\"\\\"庚"), "{unit}");
}

/// Checks that the setting says what is attached, and that a change of it builds anew.
#[test]
fn the_setting_says_what_is_attached() {
    let sandbox = told_too_much();
    let names = |sandbox: &Sandbox| -> Vec<String> {
        let pdf = sandbox.path("out/2022/清河县档案馆2022年度单位决算公开.pdf");
        attached(&Document::load(pdf).unwrap()).into_keys().collect()
    };
    let clean = [
        "2021.toml",
        "2022-01.toml",
        "2022.toml",
        "facts.json",
        "juesuan.toml",
        "made.json",
        "unit.toml",
    ];
    let source = [
        "2021.toml",
        "2022-01-档案数字化.toml",
        "2022.toml",
        "facts.json",
        "made.json",
        "unit.toml",
    ];
    let settings = fs::read_to_string(sandbox.path("juesuan.toml")).unwrap();
    let cases: [(&str, &[&str]); 5] = [
        ("", &clean),
        ("attach = \"source\"\n", &source),
        ("attach = \"none\"\n", &[]),
        ("attach = \"clean\"\n", &clean),
        ("attach = \"source\"\n", &source),
    ];
    for (setting, expected) in some(cases, 2) {
        sandbox.write("juesuan.toml", format!("{setting}{settings}").as_bytes());
        let run = sandbox.run(&["build"]);
        assert_eq!(run.status(), 0, "{}", run.stderr());
        assert!(run.stdout().contains("已生成"), "{setting}: {}", run.stdout());
        assert_eq!(names(&sandbox), expected, "{setting}");
    }
    for setting in ["attach = \"clear\"\n", "attach = \"干净\"\n", "attach = true\n"] {
        sandbox.write("juesuan.toml", format!("{setting}{settings}").as_bytes());
        let run = sandbox.run(&["build"]);
        assert_eq!(run.status(), 1, "{setting}");
        assert!(run.stderr().contains("attach"), "{}", run.stderr());
    }
}
