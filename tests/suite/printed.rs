//! More, less and the same, as a reader finds them who compares what is printed.

use juesuan::project::Purpose;

use crate::generated;
use crate::support::{Sandbox, cases, is_long, lay_out, lay_out_for, repository, some};

/// One comparison: this year's, last year's and the budget's amount of a unit's expenditure and of its vehicles.
#[derive(Debug, Clone, Copy)]
struct Case {
    /// Expenditure of the general public budget.
    spent: [&'static str; 3],
    /// Running of vehicles.
    vehicles: [&'static str; 3],
}

/// A unit that spends on its office and one vehicle, with reasons for everything or for nothing.
fn project(layout: &str, own: &str, case: Case, reasons: bool) -> Sandbox {
    let sandbox = Sandbox::of(&repository().join("tests/findings/base"));
    sandbox.replace("juesuan.toml", "layout = \"shanxi\"", &format!("layout = \"{layout}\""));
    if !own.is_empty() {
        sandbox.write(&format!("layouts/{layout}/layout.toml"), own.as_bytes());
    }
    std::fs::remove_dir_all(sandbox.path("data/archives/2022")).unwrap();
    std::fs::remove_file(sandbox.path("data/archives/2021.toml")).unwrap();
    let Case { spent: [spent, before, budget], vehicles: [used, used_before, allowed] } = case;
    let by_class = own.contains("\"shanxi\"") && !own.contains("account-level");
    let code = if by_class { "201" } else { "2012604" };
    let (reason, words) = if reasons {
        let accounts = format!(
            "accounts = [ {{ code = \"{code}\", change = \"项目有变\", budget = \"安排有变\" }} ]\n"
        );
        (", reason = \"燃油费涨跌\"", REASONS.to_owned() + &accounts)
    } else {
        ("", String::new())
    };
    let year = format!(
        "year = 2022\npublished = 2023-09-15\n\
         income = [ {{ code = \"2012604\", general = {spent} }} ]\n\
         expenditure = [ {{ code = \"2012604\", fund = \"general\", basic = {spent} }} ]\n\
         economic = [ {{ code = \"30201\", basic = {spent} }} ]\n\
         budget = [ {{ code = \"2012604\", initial = {budget} }} ]\n\
         [three-public]\n\
         vehicle-operation = {{ initial = {allowed}, final = {used}, vehicles = 1{reason} }}\n\
         [assets]\nvehicles = {{ emergency = 1 }}\n\
         {words}\
         [prior]\nincome = [ {{ code = \"201\", general = {before} }} ]\n\
         expenditure = [ {{ code = \"2012604\", fund = \"general\", basic = {before} }} ]\n\
         operating-expense = {before}\n\
         three-public = {{ vehicle-operation = {used_before} }}\n"
    );
    sandbox.write("data/archives/2022.toml", year.as_bytes());
    sandbox
}

/// Reasons of all totals.
const REASONS: &str = "[reasons]\ntotal = \"总数有变\"\nfiscal = \"财政有变\"\n\
    general = \"一般有变\"\ngeneral-budget = \"预算有变\"\noperating-expense = \"机关有变\"\n\
    three-public = \"三公有变\"\nthree-public-budget = \"三公预算有变\"\n";

/// The narrative, as one run of words without blanks.
fn narrative(sandbox: &Sandbox) -> String {
    let lines = lay_out(sandbox.root(), "archives", 2022).lines();
    let start = lines.iter().rposition(|line| line.starts_with("第三部分")).unwrap();
    lines[start..].concat().chars().filter(|c| !c.is_whitespace()).collect()
}

/// What the check says, one line a finding.
fn findings(sandbox: &Sandbox) -> String {
    sandbox.run(&["check", "--format", "short"]).stdout()
}

/// The layouts: their names, what they take over, and what one of them prints 20,000 元 as.
const LAYOUTS: [(&str, &str); 6] = [
    ("shanghai", ""),
    ("central", ""),
    ("ours", "name = \"ours\"\nextends = \"shanxi\"\n[amounts]\nunit = \"万元\"\n"),
    (
        "ours",
        "name = \"ours\"\nextends = \"shanghai\"\naccount-changes = true\n[amounts]\nunit = \"万元\"\n",
    ),
    (
        "ours",
        "name = \"ours\"\nextends = \"shanxi\"\naccount-level = \"item\"\nbudget-reasons = true\n\
         [amounts]\nunit = \"亿元\"\ndigits = 6\n",
    ),
    ("ours", "name = \"ours\"\nextends = \"central\"\n[amounts]\nunit = \"元\"\ndigits = 0\n"),
];

/// Amounts that every one of the layouts prints alike, or to the same whole 元.
fn alike(layout: usize) -> Vec<Case> {
    let of = |spent, vehicles| Case { spent, vehicles };
    if layout == 5 {
        return vec![
            of(["1280000.40", "1280000.00", "1279999.50"], ["20000.30", "20000.00", "19999.60"]),
            of(["1280000.00", "1280000.49", "1280000.01"], ["0.40", "0.20", "0.10"]),
        ];
    }
    vec![
        of(["1280030.00", "1280000.00", "1279990.00"], ["20030.00", "20000.00", "19960.00"]),
        of(["1280000.00", "1280030.00", "1280049.99"], ["20000.00", "20030.00", "20049.00"]),
        of(["1279950.00", "1280049.99", "1280000.00"], ["20049.99", "19950.00", "20000.00"]),
        of(["1280000.01", "1280000.00", "1280000.02"], ["30.00", "20.00", "40.00"]),
    ]
}

/// Checks that what is printed alike is said to be the same, has no reason, and that no rule asks for one.
#[test]
fn what_is_printed_alike_is_the_same() {
    for (index, (layout, own)) in LAYOUTS.into_iter().enumerate() {
        for (number, case) in some(alike(index).into_iter().enumerate(), 4) {
            let bare = project(layout, own, case, false);
            let asked = findings(&bare);
            for rule in ["R0702", "R0703", "R0711", "R0712", "R0713", "R0714"] {
                assert!(!asked.contains(rule), "{own}{case:?}: {asked}");
            }
            let told = project(layout, own, case, true);
            let unused = findings(&told);
            for name in
                ["收支总计", "财政拨款收支总计", "公务用车运行维护费", "“三公”经费", "机关运行经费"]
            {
                assert!(unused.contains(&format!("{name}：与上年持平")), "{own}{case:?}: {unused}");
            }
            for rule in ["R0702", "R0703", "R0711", "R0712", "R0713"] {
                assert!(!unused.contains(rule), "{own}{case:?}: {unused}");
            }
            // Every form and every case, not every form with every case: laying out takes its time.
            if !is_long() && (index + number) % 4 > 0 {
                continue;
            }
            let text = narrative(&told);
            for word in ["增加", "减少", "增长", "下降", "大于", "小于", "有变", "涨跌"]
            {
                assert!(!text.contains(word), "{own}{case:?} {word}: {text}");
            }
            assert!(text.contains("持平"), "{own}{case:?}: {text}");
            let attained = text.split("算的").skip(1).map(|rest| rest.split('%').next().unwrap());
            for rate in attained {
                assert_eq!(rate, "100.00", "{own}{case:?}: {text}");
            }
        }
    }
}

/// Checks that what is printed differently is told with the difference that a reader finds, and with its reason.
#[test]
fn what_is_printed_differently_differs() {
    let cases = [
        // A hundredth apart, though 0.01 元 apart.
        (
            Case {
                spent: ["1280050.00", "1280049.99", "1280049.99"],
                vehicles: ["20050.00", "20049.99", "20049.99"],
            },
            ("增加0.01万元，增长0.01%", "增加0.01万元，增长0.50%", "100.01%", "大于"),
        ),
        (
            Case {
                spent: ["1280049.99", "1280050.00", "1280050.00"],
                vehicles: ["20049.99", "20050.00", "20050.00"],
            },
            ("减少0.01万元，下降0.01%", "减少0.01万元，下降0.50%", "99.99%", "小于"),
        ),
        // 0.02, though 110 元 alone would be 0.01.
        (
            Case {
                spent: ["1280150.00", "1280040.00", "1280040.00"],
                vehicles: ["20150.00", "20040.00", "20040.00"],
            },
            ("增加0.02万元，增长0.01%", "增加0.02万元，增长0.55%", "100.01%", "大于"),
        ),
        // Far apart.
        (
            Case {
                spent: ["1280000.00", "2560000.00", "1600000.00"],
                vehicles: ["20000.00", "40000.00", "25000.00"],
            },
            ("减少128.00万元，下降50.00%", "减少2.00万元，下降50.00%", "80.00%", "小于"),
        ),
    ];
    for (index, (layout, own)) in LAYOUTS.into_iter().take(4).enumerate() {
        for (number, (case, (spent, vehicles, attained, side))) in cases.into_iter().enumerate() {
            let asked = findings(&project(layout, own, case, false));
            assert!(asked.contains("R0713"), "{own}{case:?}: {asked}");
            if !is_long() && (index + number) % 4 > 0 {
                continue;
            }
            let text = narrative(&project(layout, own, case, true));
            for words in [spent, vehicles, attained, "涨跌"] {
                assert!(text.contains(words), "{layout} {own}{case:?} {words}: {text}");
            }
            assert!(text.contains(&format!("决算数{side}")), "{own}{case:?}: {text}");
            let unused = findings(&project(layout, own, case, true));
            assert!(!unused.contains("与上年持平"), "{own}{case:?}: {unused}");
        }
    }
}

/// Checks that to the last 分 the same is 持平, and that a base printed as nil has no rate.
#[test]
fn the_same_and_nothing_are_told_apart() {
    let same = Case { spent: ["1280000.00"; 3], vehicles: ["20000.00"; 3] };
    for (layout, own) in some(LAYOUTS, 3) {
        let text = narrative(&project(layout, own, same, true));
        assert!(text.contains("持平") && !text.contains("基本持平"), "{own}: {text}");
        assert!(!text.contains("有变") && !text.contains("涨跌"), "{own}: {text}");
    }
    let risen =
        Case { spent: ["1280000.00", "30.00", "30.00"], vehicles: ["20000.00", "30.00", "30.00"] };
    for (layout, own) in some(LAYOUTS.into_iter().take(4), 2) {
        let text = narrative(&project(layout, own, risen, true));
        assert!(text.contains("增加128.00万元"), "{own}: {text}");
        assert!(text.contains("增加2.00万元"), "{own}: {text}");
        assert!(!text.contains("增长") && !text.contains("算的"), "{own}: {text}");
        assert!(!text.contains("上年为0"), "{own}: {text}");
    }
}

/// Checks that a rate is the one that a reader finds who divides, where the difference is small beside the amounts.
#[test]
fn a_small_difference_has_the_rate_that_a_reader_finds() {
    for (spent, side, rate) in [
        ("128001000.00", "大于", "100.00%"),
        ("127999000.00", "小于", "100.00%"),
        ("128008000.00", "大于", "100.01%"),
        ("127992000.00", "小于", "99.99%"),
    ] {
        let case = Case { spent: [spent, "100000000.00", "128000000.00"], vehicles: ["0"; 3] };
        for (layout, own) in some(LAYOUTS.into_iter().take(2), 2) {
            let text = narrative(&project(layout, own, case, true));
            assert!(text.contains(&format!("算的{rate}")), "{layout} {rate}: {text}");
            assert!(text.contains(&format!("决算数{side}")), "{layout}: {text}");
        }
    }
}

/// Checks that a reason that has nothing to be compared with is not lost in silence.
#[test]
fn a_reason_without_a_comparison_is_told() {
    let risen = Case {
        spent: ["1280000.00", "1000000.00", "1100000.00"],
        vehicles: ["20000.00", "10000.00", "15000.00"],
    };
    for (layout, own) in LAYOUTS.into_iter().take(4) {
        let told = findings(&project(layout, own, risen, true));
        assert!(!told.contains("没有上年数可比") && !told.contains("没有年初预算可比"), "{told}");
        let sandbox = project(layout, own, risen, true);
        let text = std::fs::read_to_string(sandbox.path("data/archives/2022.toml")).unwrap();
        let (before, _) = text.split_once("[prior]").unwrap();
        let budget = before.split_once("budget = [").unwrap();
        let (_, after) = budget.1.split_once("]\n").unwrap();
        let bare = budget.0.to_owned() + after;
        sandbox.write("data/archives/2022.toml", bare.as_bytes());
        sandbox.replace("data/archives/unit.toml", "kind =", "established = 2022\nkind =");
        let said = findings(&sandbox);
        for name in ["收支总计", "财政拨款收支总计", "一般公共预算财政拨款支出", "机关运行经费"]
        {
            assert!(said.contains(&format!("{name}：没有上年数可比")), "{own} {name}: {said}");
        }
        assert!(said.contains("没有年初预算可比"), "{own}: {said}");
        let text = narrative(&sandbox);
        for words in ["总数有变", "财政有变", "一般有变", "机关有变", "项目有变", "安排有变"]
        {
            assert!(!text.contains(words), "{own} {words}: {text}");
        }
    }
}

/// Checks that the reasons that are asked for of two parts of a sum that stays the same are printed.
#[test]
fn parts_that_move_in_a_sum_that_does_not_have_their_reasons() {
    let same = Case { spent: ["1280000.00"; 3], vehicles: ["20000.00", "30000.00", "20000.00"] };
    for (layout, own) in some(LAYOUTS.into_iter().take(4), 3) {
        let sandbox = project(layout, own, same, true);
        let bought = "[three-public]\nvehicle-purchase = { initial = 0, final = 10000.00, vehicles = 1, reason = \"置换旧车\" }\n";
        sandbox.replace("data/archives/2022.toml", "[three-public]\n", bought);
        let prior = "three-public = { vehicle-purchase = 0, vehicle-operation";
        sandbox.replace("data/archives/2022.toml", "three-public = { vehicle-operation", prior);
        let text = narrative(&sandbox);
        assert!(text.contains("置换旧车") && text.contains("燃油费涨跌"), "{layout} {own}: {text}");
        let said = findings(&sandbox);
        assert!(!said.contains("R0713"), "{said}");
        assert!(!said.contains("公务用车购置费：与上年持平"), "{said}");
    }
}

/// Checks made-up reports under made-up settings: nothing rises or falls by what is printed as nil, and nothing that stays the
/// same has a reason.
#[test]
fn made_up_reports_do_not_contradict_themselves() {
    let wrong = [
        "(?:增加|减少|大于|小于)-?0(?:\\.0*)?(?:元|万元|亿元)",
        "持平[。，]主要原因",
        "-0(?:\\.0*)?(?:元|万元|亿元)",
    ];
    let wrong = wrong.map(|pattern| regex::Regex::new(pattern).unwrap());
    for number in 0..u64::from(cases(3, 400)) {
        let base = ["shanxi", "shanghai", "central"][number as usize % 3];
        let sandbox = generated::project(number, "own");
        sandbox.write("layouts/own/layout.toml", generated::settings(number, base).as_bytes());
        let report = lay_out_for(sandbox.root(), "unit", generated::YEAR, Purpose::Draft);
        let text: String = report.lines().concat().split_whitespace().collect();
        for wrong in &wrong {
            let found: Vec<&str> = wrong.find_iter(&text).map(|found| found.as_str()).collect();
            assert!(found.is_empty(), "{number} {base}: {found:?}");
        }
    }
}

/// Checks that a budget changed during the year is told only where the change is printed.
#[test]
fn a_changed_budget_is_told_where_it_is_printed() {
    for (full_year, told) in [("20030.00", false), ("20049.99", false), ("20050.00", true)] {
        let case = Case { spent: ["1280000.00"; 3], vehicles: ["20000.00"; 3] };
        let sandbox = project("central", "", case, false);
        let put = format!("full-year = {full_year}, final");
        sandbox.replace("data/archives/2022.toml", "final", &put);
        let text = narrative(&sandbox);
        assert_eq!(text.contains("全年预算"), told, "{full_year}: {text}");
    }
}
