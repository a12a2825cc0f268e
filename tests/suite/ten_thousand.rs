//! Amounts written in 万元 for 元 are asked about, and small amounts that are right are not.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use juesuan::problem::{Problem, Severity};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::support::{Sandbox, changed, found, repository};

/// A unit of a project.
type Unit = (&'static str, &'static str, u16);

/// Units with amounts of all sizes.
const UNITS: [Unit; 18] = [
    (".", "fenyang-social-insurance", 2022),
    (".", "putuo-finance", 2024),
    ("tests/findings/base", "archives", 2022),
    ("tests/projects/clean", "agriculture-bureau", 2024),
    ("tests/projects/clean", "county-hospital", 2024),
    ("tests/projects/clean", "youth-centre", 2024),
    ("tests/projects/everything", "qingyu-affairs", 2022),
    ("tests/projects/department", "education", 2024),
    ("tests/projects/department", "first-school", 2024),
    ("tests/projects/department", "kindergarten", 2024),
    ("tests/projects/branches", "managed", 2022),
    ("tests/projects/branches", "new-unit", 2022),
    ("tests/projects/branches", "unchanged", 2022),
    ("tests/projects/branches", "first-money", 2022),
    ("tests/projects/branches", "sparse", 2022),
    ("tests/projects/branches-shanghai", "increase", 2024),
    ("tests/projects/branches-shanghai", "decrease", 2024),
    ("tests/projects/branches-shanghai", "unchanged", 2024),
];

/// An amount in another unit, to two decimals as it is written.
fn in_unit(amount: Decimal, factor: u32) -> Decimal {
    let amount = amount / Decimal::from(factor);
    amount.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

/// A project of a unit with the amounts of some of its files in 万元; the files by their path from `data`.
fn spoilt((project, ..): Unit, is_meant: impl Fn(&str) -> bool) -> Sandbox {
    let sandbox = Sandbox::of_data(&repository().join(project));
    let data = sandbox.path("data");
    spoil(&data, &data, &is_meant);
    sandbox
}

/// Divides the amounts of the files below a folder.
fn spoil(data: &Path, folder: &Path, is_meant: &impl Fn(&str) -> bool) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(data).unwrap().to_str().unwrap().replace('\\', "/");
        if path.is_dir() {
            spoil(data, &path, is_meant);
        } else if name.ends_with(".toml") && !name.ends_with("unit.toml") && is_meant(&name) {
            let text = fs::read_to_string(&path).unwrap();
            fs::write(&path, changed(&text, |amount| in_unit(amount, 10_000))).unwrap();
        }
    }
}

/// The words of a problem.
fn words(problem: &Problem) -> String {
    let places = problem.places.iter().map(|(_, label)| label.as_str());
    let help = problem.help.iter().map(String::as_str);
    let all: Vec<&str> =
        [problem.headline.as_str()].into_iter().chain(places).chain(help).collect();
    format!("{}: {}", problem.id, all.join(" / "))
}

/// The findings that ask whether 万元 was meant, hints left out.
fn asked(sandbox: &Sandbox, (_, folder, year): Unit) -> Vec<String> {
    let problems = found(sandbox, folder, year);
    let asking = problems.iter().filter(|problem| problem.severity != Severity::Hint);
    asking.map(words).filter(|words| words.contains("疑为")).collect()
}

/// Whether one of the findings is of a rule.
fn has(asked: &[String], rule: &str) -> bool {
    asked.iter().any(|words| words.starts_with(rule))
}

/// What is right is not asked about.
#[test]
fn amounts_in_yuan_are_not_asked_about() {
    for unit in UNITS {
        let asked = asked(&spoilt(unit, |_| false), unit);
        assert!(asked.is_empty(), "{unit:?}: {asked:#?}");
    }
}

/// Everything in 万元: both years, attachments and totals of the accounts system, so that all agrees.
#[test]
#[expect(clippy::print_stdout, reason = "the numbers are what the test is for")]
fn whole_years_in_ten_thousands_are_asked_about() {
    let mut missed = String::new();
    let mut errors = 0;
    for unit in UNITS {
        let asked = asked(&spoilt(unit, |_| true), unit);
        if !has(&asked, "R1201") && !has(&asked, "R1202") {
            let _ = writeln!(missed, "{unit:?}: {asked:#?}");
        }
        errors += usize::from(has(&asked, "R1201"));
    }
    println!("{errors} of {} units stopped, the others warned", UNITS.len());
    assert!(missed.is_empty(), "{missed}");
    assert!(errors >= 14, "{errors}");
}

/// Only this year, or only last year.
#[test]
fn single_years_in_ten_thousands_are_asked_about() {
    for unit in UNITS {
        let (_, folder, year) = unit;
        let (this, last) = (format!("{folder}/{year}.toml"), format!("{folder}/{}.toml", year - 1));
        let has_last = repository().join(unit.0).join("data").join(&last).is_file();
        // A department has its figures from its units.
        if folder != "education" {
            let asked = asked(&spoilt(unit, |name| name == this), unit);
            assert!(!asked.is_empty(), "{unit:?}, this year");
        }
        if has_last && folder != "first-money" {
            let asked = asked(&spoilt(unit, |name| name == last), unit);
            assert!(has(&asked, "R0303"), "{unit:?}, last year: {asked:#?}");
        }
    }
}

/// The tables and amounts of a unit, each in 万元 alone.
#[test]
fn single_tables_and_amounts_are_asked_about() {
    let unit = ("tests/findings/base", "archives", 2022);
    let path = "data/archives/2022.toml";
    let whole = fs::read_to_string(repository().join(unit.0).join(path)).unwrap();
    let table = |start: &str, end: &str| {
        let from = whole.find(start).unwrap();
        let to = from + whole[from..].find(end).unwrap();
        let to = if end == "\n]\n" { to + end.len() } else { to };
        let mut spoilt = whole.clone();
        spoilt
            .replace_range(from..to, &changed(&whole[from..to], |amount| in_unit(amount, 10_000)));
        spoilt
    };
    let edit = |from: &str, to: &str| {
        assert!(whole.contains(from), "{from}");
        whole.replacen(from, to, 1)
    };
    for (what, text, rule, said) in [
        ("economic", table("economic = [", "budget = ["), "R0201", "疑为万元"),
        ("expenditure", table("expenditure = [", "economic = ["), "R0201", "疑为万元"),
        ("income", table("income = [", "expenditure = ["), "R0101", "疑为万元"),
        ("budget", table("budget = [", "[carry-over]"), "R0404", "写万元"),
        ("procurement", table("[procurement]", "[assets]"), "R1202", "疑为按万元填写"),
        ("control", table("[control]", "\n]\n"), "R0401", "写万元"),
        ("control, rows", table("[control]", "\n]\n"), "R0402", "写万元"),
        (
            "a row of economic",
            edit("\"30213\", project = 200000.00", "\"30213\", project = 20.00"),
            "R0201",
            "差额约是这一行的 9999 倍，疑为万元",
        ),
        (
            "a row of expenditure",
            edit("basic = 1500000.00, project = 470000.00", "basic = 1500000.00, project = 47.00"),
            "R0201",
            "差额约是这一行的 9999 倍，疑为万元",
        ),
        (
            "a row of expenditure against the totals",
            edit(
                "fund = \"government-fund\", project = 48000.00",
                "fund = \"government-fund\", project = 4.80",
            ),
            "R0401",
            "差额约是这一行的 9999 倍，疑为万元",
        ),
        (
            "a row against its class",
            edit("\"30113\", basic = 100000.00", "\"30113\", basic = 10.00"),
            "R0402",
            "差额约是这一行的 9999 倍，疑为万元",
        ),
        (
            "a row of income",
            edit("\"2210201\", general = 100000.00", "\"2210201\", general = 10.00"),
            "R0202",
            "疑为万元",
        ),
        (
            "a row in 千元",
            edit("\"30213\", project = 200000.00", "\"30213\", project = 200.00"),
            "R0201",
            "差额约是这一行的 999 倍，疑为千元",
        ),
        (
            "an opening balance",
            edit("code = \"2012604\", amount = 5000.00", "code = \"2012604\", amount = 0.50"),
            "R0301",
            "疑为万元",
        ),
        (
            "a budget of 三公",
            edit("initial = 45000.00, vehicles = 1", "initial = 4.50, vehicles = 1"),
            "R0106",
            "疑为万元",
        ),
        (
            "a vehicle",
            edit("\"30231\", basic = 45000.00", "\"30231\", basic = 4.50"),
            "R1202",
            "养车 1 辆，全年运行维护费只有 4.50 元",
        ),
        (
            "a reception",
            edit("\"30217\", basic = 5000.00", "\"30217\", basic = 0.50"),
            "R1202",
            "国内接待 40 人次，接待费只有 0.50 元",
        ),
        (
            "a final figure of 三公",
            edit(
                "initial = 45000.00, vehicles = 1",
                "initial = 45000.00, final = 4.50, vehicles = 1",
            ),
            "R0206",
            "疑为万元",
        ),
        (
            "operating expense",
            edit("approved = 2023-08-28", "approved = 2023-08-28\noperating-expense = 30.00"),
            "R0204",
            "疑为万元",
        ),
        (
            "a printed total",
            edit("procurement = 370000.00", "procurement = 37.00"),
            "R0401",
            "疑为万元",
        ),
        (
            "evaluated projects",
            edit("level-one = { amount = 518000.00", "level-one = { amount = 51.80"),
            "R1202",
            "绩效涉及的资金 51.80 元",
        ),
    ] {
        let sandbox = Sandbox::of(&repository().join(unit.0));
        sandbox.write(path, text.as_bytes());
        let asked = asked(&sandbox, unit);
        let right = asked.iter().any(|words| words.starts_with(rule) && words.contains(said));
        assert!(right, "{what}: no {rule} with {said} in {asked:#?}");
    }
}

/// One row in 元 where all the others are in 万元.
#[test]
fn a_row_in_yuan_among_others_is_named() {
    let unit = ("tests/findings/base", "archives", 2022);
    let sandbox = spoilt(unit, |_| true);
    sandbox.replace(
        "data/archives/2022.toml",
        "\"30213\", project = 20.00",
        "\"30213\", project = 200000.00",
    );
    let asked = asked(&sandbox, unit);
    let said = "差额约是这一行的 9999/10000，疑为只有这一行写元，别的写万元";
    assert!(
        asked.iter().any(|words| words.starts_with("R0201") && words.contains(said)),
        "{asked:#?}"
    );
}

/// A unit of its own making.
struct Made {
    /// The lines of its profile.
    profile: &'static str,
    /// Whether it was set up in the year.
    new: bool,
    /// Economic codes with their amounts.
    sections: &'static [(&'static str, &'static str)],
    /// More of the year's file.
    more: &'static str,
}

/// Says that amounts were rounded, at the top of a year's file.
const ROUNDED: &str = "rounded-to = 100";

impl Made {
    /// What is asked of it.
    fn asked(&self) -> Vec<String> {
        let sandbox = Sandbox::of(&repository().join("tests/findings/base"));
        let new = if self.new { "established = 2022\n" } else { "" };
        let unit = format!(
            "name = \"清河县档案馆\"\nkind = \"unit\"\nnature = \"institution\"\n{new}\n[profile]\n\
             duties = \"负责全县档案的接收、征集、整理、保管和利用。\"\norganization = \"{}\"\n",
            self.profile
        );
        sandbox.write("data/archives/unit.toml", unit.as_bytes());
        let total: Decimal =
            self.sections.iter().map(|(_, amount)| amount.parse::<Decimal>().unwrap()).sum();
        let rows = self
            .sections
            .iter()
            .map(|(code, amount)| format!("  {{ code = \"{code}\", basic = {amount} }},\n"));
        let (top, more) = if self.more == ROUNDED { (ROUNDED, "") } else { ("", self.more) };
        let year = format!(
            "year = 2022\npublished = 2023-09-15\n{top}\n\
             income = [ {{ code = \"2012604\", general = {total} }} ]\n\
             expenditure = [ {{ code = \"2012604\", fund = \"general\", basic = {total} }} ]\n\
             economic = [\n{}]\n{}\n",
            rows.collect::<String>(),
            more
        );
        sandbox.write("data/archives/2022.toml", year.as_bytes());
        fs::remove_dir_all(sandbox.path("data/archives/2022")).unwrap();
        let last = sandbox.path("data/archives/2021.toml");
        if self.new {
            fs::remove_file(last).unwrap();
        } else {
            let same = format!(
                "year = 2021\ncomparison-only = true\nincome = [ {{ code = \"201\", general = {total} }} ]\n\
                 expenditure = [ {{ code = \"201\", fund = \"general\", amount = {total} }} ]\n"
            );
            fs::write(last, same).unwrap();
        }
        asked(&sandbox, ("", "archives", 2022))
    }
}

/// Small amounts that are right: nothing is asked.
#[test]
fn small_units_are_not_asked_about() {
    let tiny = &[("30101", "5000.00"), ("30113", "600.00"), ("30201", "1389.96")][..];
    let office = &[
        ("30201", "1200.00"),
        ("30207", "600.00"),
        ("30211", "800.00"),
        ("30204", "30.00"),
        ("30205", "90.00"),
        ("30206", "80.00"),
        ("30216", "60.00"),
    ][..];
    for (what, made) in [
        (
            "one person from December on",
            Made { profile: "编制1人，在职1人。", new: true, sections: tiny, more: "" },
        ),
        (
            "the same, not new",
            Made { profile: "编制1人，在职1人。", new: false, sections: tiny, more: "" },
        ),
        (
            "new, staff not yet there",
            Made { profile: "核定编制30人。", new: true, sections: tiny, more: "" },
        ),
        ("no staff", Made { profile: "由县档案局代管。", new: false, sections: office, more: "" }),
        (
            "staff of others",
            Made {
                profile: "为参保职工30000人、企业职工500人服务。",
                new: false,
                sections: tiny,
                more: "",
            },
        ),
        ("nothing", Made { profile: "编制30人。", new: true, sections: &[], more: "" }),
        (
            "an allowance",
            Made {
                profile: "编制2人。",
                new: false,
                sections: &[
                    ("30101", "80000.00"),
                    ("30102", "60.00"),
                    ("30113", "9600.00"),
                    ("30201", "3000.00"),
                ],
                more: "",
            },
        ),
        (
            "little travel",
            Made {
                profile: "编制2人。",
                new: false,
                sections: &[("30101", "80000.00"), ("30217", "20.00"), ("30231", "600.00")],
                more: "[three-public]\nvehicle-operation = { initial = 600.00, vehicles = 1 }\n\
                       reception = { initial = 20.00, domestic = { batches = 1, persons = 8 } }\n\
                       [procurement]\ngoods = 600.00\nsmall-and-medium = 600.00\nsmall-and-micro = 600.00",
            },
        ),
        (
            "amounts of others in words",
            Made {
                profile: "编制2人。",
                new: false,
                sections: &[("30101", "80000.00"), ("30201", "500.00")],
                more: "[reasons]\ntotal = \"全县档案库房建设投资500万元，由住建部门负责\"",
            },
        ),
    ] {
        let asked = made.asked();
        assert!(asked.is_empty(), "{what}: {asked:#?}");
    }
}

/// What cannot be in 元 is asked about, whatever else there is.
#[test]
fn what_cannot_be_is_asked_about() {
    let plain = &[("30101", "80000.00"), ("30201", "3000.00")][..];
    for (what, said, made) in [
        (
            "staff",
            "人员 30 人，基本支出全年只有 5989.96 元",
            Made {
                profile: "内设三个股室，编制人数30人。",
                new: false,
                sections: &[("30101", "4200.00"), ("30113", "600.00"), ("30201", "1189.96")],
                more: "",
            },
        ),
        (
            "staff in other words",
            "人员 28 人，基本支出全年只有 5000.00 元",
            Made {
                profile: "核定编制35名，实有在职职工28人。",
                new: false,
                sections: &[("30101", "4200.00"), ("30113", "600.00"), ("30201", "200.00")],
                more: "",
            },
        ),
        (
            "wages",
            "基本工资全年 80.00 元、住房公积金全年 10.00 元",
            Made {
                profile: "无",
                new: false,
                sections: &[("30101", "80.00"), ("30113", "10.00"), ("30201", "12.00")],
                more: "",
            },
        ),
        (
            "batches",
            "国内接待 3 批次，接待费只有 1.20 元",
            Made {
                profile: "无",
                new: false,
                sections: &[("30101", "80000.00"), ("30217", "1.20")],
                more: "[three-public]\nreception = { initial = 2.00, domestic = { batches = 3, persons = 1 } }",
            },
        ),
        (
            "vehicles",
            "养车 3 辆，全年运行维护费只有 7.20 元",
            Made {
                profile: "无",
                new: false,
                sections: &[("30101", "80000.00"), ("30231", "7.20")],
                more: "[three-public]\nvehicle-operation = { initial = 7.20, vehicles = 3 }",
            },
        ),
        (
            "a vehicle bought",
            "购车 1 辆，购置费只有 17.98 元",
            Made {
                profile: "无",
                new: false,
                sections: &[("30101", "80000.00"), ("31013", "17.98")],
                more: "[three-public]\nvehicle-purchase = { initial = 18.00, vehicles = 1 }",
            },
        ),
        (
            "abroad",
            "出国 2 人次，因公出国（境）费只有 8.40 元",
            Made {
                profile: "无",
                new: false,
                sections: &[("30101", "80000.00"), ("30212", "8.40")],
                more: "[three-public]\nabroad = { initial = 9.00, groups = 1, persons = 2 }",
            },
        ),
        (
            "contracts",
            "政府采购全年的合同共 37.84 元",
            Made {
                profile: "无",
                new: false,
                sections: plain,
                more: "[procurement]\ngoods = 7.84\nservices = 30.00\nsmall-and-medium = 37.84\nsmall-and-micro = 7.84",
            },
        ),
        (
            "words",
            "文字写 186.84万元",
            Made {
                profile: "无",
                new: false,
                sections: &[("30107", "1868.40"), ("30201", "300.00"), ("30231", "186.84")],
                more: "[reasons]\ntotal = \"车辆运行维护费186.84万元，比上年增加\"",
            },
        ),
        (
            "rounded-to",
            "写了 rounded-to = 100，却有",
            Made {
                profile: "无",
                new: false,
                sections: &[("30101", "1868.40"), ("30201", "12.30"), ("30211", "4.21")],
                more: ROUNDED,
            },
        ),
    ] {
        let asked = made.asked();
        let right = asked.iter().any(|words| words.starts_with("R120") && words.contains(said));
        assert!(right, "{what}: no {said} in {asked:#?}");
    }
}

/// A department asks about its units, and says which it means.
#[test]
fn a_unit_of_a_department_is_asked_about() {
    let unit: Unit = ("tests/projects/department", "education", 2024);
    for member in ["education-office", "first-school", "kindergarten"] {
        let own = format!("{member}/2024.toml");
        let sandbox = spoilt(unit, |name| name == own);
        let problems = found(&sandbox, "education", 2024);
        let said: Vec<String> = problems.iter().map(words).collect();
        let named = problems.iter().any(|problem| {
            let here = problem.id.starts_with("R120") || problem.id == "member-errors";
            here && words(problem).contains("万元")
        });
        assert!(named, "{member}: {said:#?}");
    }
}
