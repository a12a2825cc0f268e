//! Findings that are accepted: each with its figures, written by the program, told by `build`.

use std::fs;

use juesuan::check::find;
use serde_json::Value;

use crate::findings::{cases, spoilt};
use crate::support::{REFERENCE, Run, Sandbox, repository, some};

/// The year's file of the clean unit.
const YEAR: &str = "data/archives/2022.toml";

/// The unit's own file.
const UNIT: &str = "data/archives/unit.toml";

/// Its self-evaluation report.
const EVALUATION: &str = "data/archives/2022/01-档案数字化.toml";

/// A copy of the clean project.
fn clean() -> Sandbox {
    Sandbox::of(&repository().join("tests/findings/base"))
}

/// The same with one text replaced by another.
fn with(file: &str, from: &str, to: &str) -> Sandbox {
    let sandbox = clean();
    sandbox.replace(file, from, to);
    sandbox
}

/// Adds a text at the end of a file.
fn add(sandbox: &Sandbox, file: &str, text: &str) {
    let before = fs::read_to_string(sandbox.path(file)).unwrap();
    sandbox.write(file, format!("{before}{text}").as_bytes());
}

/// Has the program accept the findings of a rule.
fn accept(sandbox: &Sandbox, rule: &str) -> Run {
    sandbox.run(&["check", "--accept", rule, "--reason", "试验"])
}

/// The check as JSON: the only report, and the tally.
fn checked(sandbox: &Sandbox) -> (Value, Value) {
    let run = sandbox.run(&["check", "--format", "json"]);
    let mut all: Value = serde_json::from_str(&run.stdout()).unwrap();
    (all["reports"][0].take(), all["tally"].take())
}

/// The headlines of the findings of a rule that are not accepted.
fn open(sandbox: &Sandbox, rule: &str) -> Vec<String> {
    open_in(&checked(sandbox).0, rule)
}

/// The same of a check that is over.
fn open_in(report: &Value, rule: &str) -> Vec<String> {
    let findings = report["findings"].as_array().unwrap().iter();
    let of_rule = findings.filter(|f| f["rule"].as_str().unwrap().starts_with(rule));
    of_rule.map(|finding| finding["headline"].as_str().unwrap().to_owned()).collect()
}

/// How many findings of a rule are accepted.
fn accepted(sandbox: &Sandbox, rule: &str) -> usize {
    let (report, _) = checked(sandbox);
    let findings = report["accepted"].as_array().unwrap().iter();
    findings.filter(|f| f["finding"]["rule"].as_str().unwrap().starts_with(rule)).count()
}

/// Every rule's findings can be accepted, all at once, and nothing else is; those that must not be published cannot.
#[test]
fn the_findings_of_every_rule_are_accepted_but_what_is_private() {
    for case in some(cases(), 12) {
        let sandbox = spoilt(&case.trips);
        let before = fs::read_to_string(sandbox.path(YEAR)).unwrap();
        let (report, tally) = checked(&sandbox);
        let found = open_in(&report, &case.rule).len();
        let run = accept(&sandbox, &case.rule);
        let after = fs::read_to_string(sandbox.path(YEAR)).unwrap();
        if !find(&case.rule).unwrap().may_be_accepted() {
            assert_eq!(run.status(), 1, "{}", case.rule);
            assert!(run.stderr().contains("not-acceptable"), "{}", run.stderr());
            assert_eq!(after, before);
            continue;
        }
        assert!(run.stderr().contains("已接受"), "{}: {}", case.rule, run.stderr());
        assert!(after.starts_with(&before), "{}", case.rule);
        assert_eq!(after.matches("[[accept]]").count(), found, "{}", case.rule);
        let (report, now) = checked(&sandbox);
        assert_eq!(open_in(&report, &case.rule), [""; 0], "{}", case.rule);
        let count = |tally: &Value| -> u64 {
            ["errors", "warnings", "hints"].iter().map(|of| tally[of].as_u64().unwrap()).sum()
        };
        assert_eq!(now["accepted"], found, "{}", case.rule);
        // A character that no font has is refused by the build all the same, so that it is told of once more.
        let unshown = open_in(&report, "missing-glyph").len();
        assert_eq!(unshown > 0, case.rule == "R1016-unseen-character", "{}", case.rule);
        assert_eq!(count(&now) + found as u64, count(&tally) + unshown as u64, "{}", case.rule);
    }
}

/// What is accepted at one figure is not accepted at the next, and the program says which figure it was.
#[test]
fn an_acceptance_lapses_when_a_figure_changes() {
    let opening = "code = \"2012604\", amount = 5000.00";
    let cases = [
        ("R0301", YEAR, opening, "5005.00", "5006.00", ["差 5.00 元", "差 6.00 元"]),
        (
            "R0105",
            YEAR,
            "foreign-guests = { amount = 0, batches = 0",
            "6",
            "7",
            ["外事接待 6 批次", "外事接待 7 批次"],
        ),
        (
            "R0902",
            EVALUATION,
            "weight = 30, score = 30 },\n  { level-one = \"产出指标\", level-two = \"质量",
            "31",
            "32",
            ["得分 31 超过权重 30", "得分 32 超过权重 30"],
        ),
        (
            "R0604",
            YEAR,
            "published = 2023-09-15",
            "2023-09-20",
            "2023-09-21",
            ["过了 23 日", "过了 24 日"],
        ),
        ("R0905", EVALUATION, "executed = 190000.00", "160000.00", "150000.00", ["80%", "75%"]),
    ];
    for (rule, file, from, first, second, [then, now]) in cases {
        let put = |value: &str| {
            let old = ["5000.00", "batches = 0", "score = 30", "2023-09-15", "190000.00"];
            let old = old.iter().find(|old| from.contains(**old)).unwrap();
            let key = old.rsplit_once(' ').map_or("", |(key, _)| key);
            let new = if key.is_empty() { value.to_owned() } else { format!("{key} {value}") };
            from.replacen(old, &new, 1)
        };
        let sandbox = with(file, from, &put(first));
        assert_eq!(open(&sandbox, rule).len(), 1, "{rule}");
        accept(&sandbox, rule);
        assert_eq!((open(&sandbox, rule).len(), accepted(&sandbox, rule)), (0, 1), "{rule}");
        sandbox.replace(file, &put(first), &put(second));
        assert_eq!((open(&sandbox, rule).len(), accepted(&sandbox, rule)), (1, 0), "{rule}");
        let idle = open(&sandbox, "idle-accept");
        assert_eq!(idle.len(), 1, "{rule}");
        assert!(
            idle[0].contains("原来接受的是") && idle[0].contains(then) && idle[0].contains(now),
            "{}",
            idle[0]
        );
    }
}

/// What has nothing to do with the finding does not touch its acceptance.
#[test]
fn an_acceptance_holds_whatever_else_moves() {
    let rows = [
        "  { code = \"2210201\", general = 100000.00 },\n",
        "  { code = \"2290401\", government-fund = 50000.00 },\n",
    ];
    let (from, to) =
        ("code = \"2012604\", amount = 5000.00", "code = \"2012604\", amount = 5005.00");
    type Change = fn(&Sandbox, &[&str; 2]);
    let changes: [(&str, Change); 6] = [
        ("a comment", |s, _| {
            s.replace(YEAR, "year = 2022\n", "# 已复核\nyear = 2022 # 年度\n\n");
        }),
        ("the order of rows", |s, [one, other]| {
            s.replace(YEAR, &format!("{one}{other}"), &format!("{other}{one}"));
        }),
        ("the order of opening balances", |s, _| {
            s.replace(
                YEAR,
                "opening = [\n",
                "opening = [\n  { fund = \"state-capital\", amount = 0 },\n",
            );
        }),
        ("another text", |s, _| {
            s.replace(YEAR, "取暖费上涨", "取暖费和电费上涨");
        }),
        ("the reason", |s, _| {
            s.replace(YEAR, "reason = \"试验\"", "reason = \"见批复\"");
        }),
        ("separators and quotes", |s, _| {
            s.replace(
                YEAR,
                "figures = [\"5005.00\", \"5000.00\", \"5.00\"]",
                "figures = [\"5,005\", 5000, 5.0]",
            );
        }),
    ];
    for (what, change) in changes {
        let sandbox = with(YEAR, from, to);
        accept(&sandbox, "R0301");
        change(&sandbox, &rows);
        assert_eq!((open(&sandbox, "R0301").len(), accepted(&sandbox, "R0301")), (0, 1), "{what}");
        assert_eq!(open(&sandbox, "idle-accept"), [""; 0], "{what}");
    }
}

/// The same figure at another code, in another fund, in another column is another finding.
#[test]
fn an_acceptance_holds_for_its_field_alone() {
    let negative =
        "{ code = \"2012604\", fund = \"general\", basic = 1500000.00, project = 470000.00 }";
    let first = negative.replace("470000.00", "-5.00");
    let others = [
        (
            "another code",
            "fund = \"general\", basic = 100000.00",
            "fund = \"general\", basic = -5.00",
        ),
        (
            "another fund",
            "fund = \"non-fiscal\", project = 15000.00",
            "fund = \"non-fiscal\", project = -5.00",
        ),
        ("another column", "basic = 1500000.00, project = -5.00", "basic = -5.00, project = -5.00"),
        ("another table", "general = 100000.00 }", "general = -5.00 }"),
    ];
    for (what, from, to) in others {
        let sandbox = with(YEAR, negative, &first);
        accept(&sandbox, "R0103");
        assert_eq!((open(&sandbox, "R0103").len(), accepted(&sandbox, "R0103")), (0, 1), "{what}");
        sandbox.replace(YEAR, from, to);
        assert_eq!((open(&sandbox, "R0103").len(), accepted(&sandbox, "R0103")), (1, 1), "{what}");
    }
    // The figure moves to another code: what was accepted is gone, and what came is not accepted.
    let sandbox = with(YEAR, negative, &first);
    accept(&sandbox, "R0103");
    sandbox.replace(YEAR, &first, negative);
    sandbox.replace(YEAR, others[0].1, others[0].2);
    assert_eq!((open(&sandbox, "R0103").len(), accepted(&sandbox, "R0103")), (1, 0));
    let idle = open(&sandbox, "idle-accept");
    assert!(
        idle[0].contains("expenditure[2012604/general].project")
            && idle[0].contains("expenditure[2210201/general].basic"),
        "{}",
        idle[0]
    );
}

/// A finding about words is accepted with its words: others in the same field are not, nor the same in another.
#[test]
fn an_acceptance_holds_for_its_words_alone() {
    let cases = [
        ("R1001", "保管和利用。", "保管和利用。。", "保管和利用。", "保管，，和利用。。"),
        ("R1002", "保管利用股、", "保管利用股,", "信息技术股。", "信息技术股(新设)。"),
        ("R1013", "下设办公室、", "下设×××、", "信息技术股。", "信息技术股××。"),
        ("R1104", "信息技术股。", "信息技术股，姓名：王小明。", "王小明", "李小红"),
    ];
    for (rule, from, first, other, second) in some(cases, 2) {
        let sandbox = with(UNIT, from, first);
        assert_eq!(open(&sandbox, rule).len(), 1, "{rule}");
        accept(&sandbox, rule);
        assert_eq!((open(&sandbox, rule).len(), accepted(&sandbox, rule)), (0, 1), "{rule}");
        sandbox.replace(UNIT, if other == from { first } else { other }, second);
        assert_eq!((open(&sandbox, rule).len(), accepted(&sandbox, rule)), (1, 0), "{rule}");
        assert_eq!(open(&sandbox, "idle-accept").len(), 1, "{rule}");
    }
    // The same slip in another field makes one finding with the first, which was not accepted so.
    let sandbox = with(UNIT, "保管和利用。", "保管和利用。。");
    accept(&sandbox, "R1001");
    sandbox.replace(UNIT, "信息技术股。", "保管和利用。。");
    assert_eq!((open(&sandbox, "R1001").len(), accepted(&sandbox, "R1001")), (1, 0));
    // A name is never written into the file a second time.
    let sandbox = with(UNIT, "信息技术股。", "信息技术股，姓名：王小明。");
    accept(&sandbox, "R1104");
    assert!(!fs::read_to_string(sandbox.path(YEAR)).unwrap().contains("王小明"));
}

/// Two findings of a rule at one field are two: accepting the first does not accept the second.
#[test]
fn two_findings_at_one_field_stay_apart() {
    let goal = "annual-goal = \"2022年加工档案5000卷。\"";
    let one = "annual-goal = \"2022年加工档案5000卷，5000卷*38元/卷=109000元。\"";
    let two = "annual-goal = \"2022年加工档案5000卷，5000卷*38元/卷=109000元，每次50卷，40次*50卷=200卷。\"";
    let sandbox = with(EVALUATION, goal, one);
    accept(&sandbox, "R0806");
    assert_eq!(accepted(&sandbox, "R0806"), 1);
    sandbox.replace(EVALUATION, one, two);
    assert_eq!((open(&sandbox, "R0806").len(), accepted(&sandbox, "R0806")), (1, 1));
    accept(&sandbox, "R0806");
    assert_eq!((open(&sandbox, "R0806").len(), accepted(&sandbox, "R0806")), (0, 2));
    // An acceptance covers one finding: written twice, the second has no effect.
    let year = fs::read_to_string(sandbox.path(YEAR)).unwrap();
    let (_, last) = year.rsplit_once("[[accept]]").unwrap();
    add(&sandbox, YEAR, &format!("\n[[accept]]{last}"));
    assert_eq!(open(&sandbox, "idle-accept").len(), 1);
}

/// With `--at` only the findings of one field are accepted; without a match the fields are named.
#[test]
fn a_field_can_be_chosen() {
    let sandbox = clean();
    sandbox.replace(YEAR, "project = 470000.00 }", "project = -5.00 }");
    sandbox.replace(
        YEAR,
        "fund = \"general\", basic = 100000.00",
        "fund = \"general\", basic = -5.00",
    );
    assert_eq!(open(&sandbox, "R0103").len(), 2);
    let at = |at: &str| {
        sandbox.run(&["check", "--accept", "negative-amount", "--at", at, "--reason", "试验"])
    };
    let run = at("expenditure[2012604/general]");
    assert_eq!(run.status(), 1);
    assert!(run.stderr().contains("expenditure[2012604/general].project"), "{}", run.stderr());
    assert!(run.stderr().contains("expenditure[2210201/general].basic"), "{}", run.stderr());
    at("expenditure[2210201/general].basic");
    assert_eq!((open(&sandbox, "R0103").len(), accepted(&sandbox, "R0103")), (1, 1));
}

/// Bytes that are not the acceptance's stay as they are.
#[test]
fn a_file_is_only_added_to() {
    let trip = |text: &str| {
        text.replace("code = \"2012604\", amount = 5000.00", "code = \"2012604\", amount = 5005.00")
    };
    let text = trip(&fs::read_to_string(clean().path(YEAR)).unwrap());
    let inline = text.replace("\nincome = [", "\naccept = [] # 还没有\nincome = [");
    let row = "accept = [\n  { rule = \"R0101\", at = \"x\", reason = \"甲\" }, # 旧的\n]";
    let files = [
        text.clone(),
        text.trim_end().to_owned(),
        format!("\u{feff}{}# 末尾的注 \t\n", text.replace('\n', "\r\n")),
        inline.clone(),
        inline.replace("accept = []", row).replace('\n', "\r\n"),
    ];
    for file in files {
        let sandbox = clean();
        sandbox.write(YEAR, file.as_bytes());
        let run = accept(&sandbox, "R0301");
        assert_eq!(
            (open(&sandbox, "R0301").len(), accepted(&sandbox, "R0301")),
            (0, 1),
            "{}",
            run.stderr()
        );
        let after = String::from_utf8(fs::read(sandbox.path(YEAR)).unwrap()).unwrap();
        // What was added is one piece; what stood before and after it is the whole file.
        let head = file.bytes().zip(after.bytes()).take_while(|(one, other)| one == other).count();
        assert!(after.as_bytes().ends_with(&file.as_bytes()[head..]), "{after}");
        let ends = |text: &str| text.matches('\n').count() - text.matches("\r\n").count();
        assert!(!file.contains('\r') || ends(&after) == ends(&file), "{after:?}");
    }
}

/// Without a reason, with the number of a person, for an unknown rule, in files with errors: nothing is written.
#[test]
fn what_cannot_be_accepted_is_not_written() {
    let sandbox =
        with(YEAR, "code = \"2012604\", amount = 5000.00", "code = \"2012604\", amount = 5005.00");
    let before = fs::read(sandbox.path(YEAR)).unwrap();
    for (arguments, status, said) in [
        (&["--accept", "R0301"][..], 2, "--reason"),
        (&["--accept", "R0301", "--reason", " "], 2, "--reason"),
        (&["--reason", "见批复"], 2, "--accept"),
        (&["--at", "income", "--reason", "见批复"], 2, "--accept"),
        (&["--accept", "R0301", "--reason", "电话13800138000"], 2, "手机号码"),
        (&["--accept", "R0301", "--reason", "经办人11010519491231002X"], 2, "居民身份证号"),
        (&["--accept", "R9999", "--reason", "见批复"], 2, "没有规则"),
        (&["--accept", "R0302", "--reason", "见批复"], 1, "没有可以接受的结论"),
        (&["--accept", "R1102", "--reason", "见批复"], 1, "不能接受"),
        (&["--renew"], 1, "没有旧写法"),
    ] {
        let run = sandbox.run(&[&["check"], arguments].concat());
        assert_eq!(run.status(), status, "{arguments:?}: {}", run.stderr());
        assert!(run.stderr().contains(said), "{arguments:?}: {}", run.stderr());
        assert_eq!(fs::read(sandbox.path(YEAR)).unwrap(), before, "{arguments:?}");
    }
    // Near: an office's telephone and an amount are no numbers of persons.
    let reason = "见批复，0351-5555555，13800138000元";
    let run = sandbox.run(&["check", "--accept", "R0301", "--reason", reason]);
    assert!(run.stderr().contains("已接受 1 条"), "{}", run.stderr());
    sandbox.write(YEAR, &[&before[..], b"unknown = 1\n"].concat());
    let run = accept(&sandbox, "R0301");
    assert_eq!(run.status(), 1);
    assert!(run.stderr().contains("先改正"), "{}", run.stderr());
}

/// The numbers of persons cannot be accepted in any form, whatever the project says, and an acceptance may not hold one.
#[test]
fn private_numbers_cannot_be_accepted() {
    let sandbox = with(UNIT, "信息技术股。", "信息技术股，预约电话13800138000。");
    let forms = [
        "finding = \"手机号\"",
        "finding = \"文字中有手机号码：“138***00”\"",
        "at = \"unit.toml: profile.organization\"",
        "at = \"unit.toml: profile.organization\"\nwords = [\"138***00\"]",
    ];
    let year = fs::read_to_string(sandbox.path(YEAR)).unwrap();
    let settings = fs::read_to_string(sandbox.path("juesuan.toml")).unwrap();
    for level in
        ["", "\n[check.rules]\nR1102 = \"warning\"\n", "\n[check.rules]\nR1102 = \"hint\"\n"]
    {
        sandbox.write("juesuan.toml", format!("{settings}{level}").as_bytes());
        for form in forms {
            let accept = format!("\n[[accept]]\nrule = \"R1102\"\n{form}\nreason = \"公开电话\"\n");
            sandbox.write(YEAR, format!("{year}{accept}").as_bytes());
            assert_eq!(
                (open(&sandbox, "R1102").len(), accepted(&sandbox, "R1102")),
                (1, 0),
                "{form}"
            );
            assert_eq!(open(&sandbox, "not-acceptable").len(), 1, "{form}");
        }
    }
    sandbox.write("juesuan.toml", settings.as_bytes());
    for (field, said) in [
        ("reason = \"电话13800138000\"", 1),
        ("figures = [\"13800138000\"]\nreason = \"甲\"", 1),
        ("words = [\"卡号6228480402564890018\"]\nreason = \"甲\"", 1),
        ("reason = \"身份证11010519491231002X\"", 1),
        ("figures = [\"13800138000.00\"]\nreason = \"见0351-5555555\"", 0),
        ("reason = \"13800138000元\"", 0),
    ] {
        let accept = format!("\n[[accept]]\nrule = \"R0301\"\nat = \"carry-over\"\n{field}\n");
        sandbox.write(YEAR, format!("{year}{accept}").as_bytes());
        assert_eq!(open(&sandbox, "private-accept").len(), said, "{field}");
    }
}

/// The earlier form is still read, with one warning a file, and `--renew` brings it up.
#[test]
fn the_earlier_form_is_read_and_brought_up() {
    let sandbox =
        with(YEAR, "code = \"2012604\", amount = 5000.00", "code = \"2012604\", amount = 5005.00");
    sandbox.replace(YEAR, "project = 470000.00 }", "project = -5.00 }");
    sandbox.replace(
        YEAR,
        "fund = \"general\", basic = 100000.00",
        "fund = \"general\", basic = -6.00",
    );
    let earlier = "\r\n# 见批复\r\n[[accept]]\r\nrule = \"opening-balance\"\r\nfinding = \"一般公\" # 只有几个字\r\nreason = \"年初调整\"\r\n\
        [[accept]]\r\n  rule = \"R0103\"\r\n  finding = '支出是负数'\r\n  reason = \"冲减\"\r\n\
        [[accept]]\r\nrule = \"R0302\"\r\nfinding = \"没有这样的\"\r\nreason = \"甲\"\r\n";
    let year = fs::read_to_string(sandbox.path(YEAR)).unwrap().replace('\n', "\r\n");
    sandbox.write(YEAR, format!("\u{feff}{year}{earlier}").as_bytes());
    assert_eq!((accepted(&sandbox, "R0301"), accepted(&sandbox, "R0103")), (1, 2));
    assert_eq!(open(&sandbox, "earlier-accept").len(), 1);
    let run = sandbox.run(&["check", "--renew"]);
    assert!(run.stderr().contains("已把 2 处旧写法改成 3 处新写法"), "{}", run.stderr());
    assert_eq!((accepted(&sandbox, "R0301"), accepted(&sandbox, "R0103")), (1, 2));
    let text = String::from_utf8(fs::read(sandbox.path(YEAR)).unwrap()).unwrap();
    let renewed = "\r\n# 见批复\r\n[[accept]]\r\nrule = \"opening-balance\"\r\nat = \"carry-over.opening[general]\"\r\nfigures = [\"5005.00\", \"5000.00\", \"5.00\"] # 只有几个字\r\nreason = \"年初调整\"\r\n";
    assert!(text.starts_with(&format!("\u{feff}{year}{renewed}")), "{text}");
    assert!(
        text.contains(
            "  at = \"expenditure[2012604/general].project\"\r\n  figures = [\"-5.00\"]\r\n"
        ),
        "{text}"
    );
    assert!(text.ends_with("figures = [\"-6.00\"]\r\nreason = \"冲减\"\r\n"), "{text}");
    // The one that covers nothing is left for a person to judge.
    assert_eq!(text.matches("finding =").count(), 1);
    assert_eq!(open(&sandbox, "earlier-accept").len(), 1);
    // From now on a figure that changes makes it lapse.
    sandbox.replace(YEAR, "amount = 5005.00", "amount = 5006.00");
    assert_eq!(open(&sandbox, "R0301").len(), 1);
}

/// A file that says both, or neither, is told so.
#[test]
fn an_acceptance_says_what_it_covers() {
    for (fields, id) in [
        ("at = \"income\"\nfinding = \"一般公\"", "mixed-accept"),
        ("", "missing-field"),
        ("at = \"\"", "empty-text"),
        ("at = []", "empty-text"),
        ("at = true", "wrong-type"),
        ("at = \"income\"\nfigures = [[1]]", "wrong-type"),
        ("finding = \"一般\"", "short-accept"),
    ] {
        let sandbox = clean();
        add(
            &sandbox,
            YEAR,
            &format!("\n[[accept]]\nrule = \"R0301\"\n{fields}\nreason = \"甲\"\n"),
        );
        assert_eq!(open(&sandbox, id).len(), 1, "{fields}");
    }
}

/// `build` says how many findings are accepted, and which rules the project relaxes.
#[test]
fn a_build_tells_what_is_accepted_and_relaxed() {
    let sandbox = with(YEAR, "published = 2023-09-15", "published = 2023-09-20");
    accept(&sandbox, "R0604");
    let settings = fs::read_to_string(sandbox.path("juesuan.toml")).unwrap();
    let rules = "\n[check.rules]\nR0201 = \"off\"\ncontrol-total = \"hint\"\nR0702 = \"error\"\n";
    sandbox.write("juesuan.toml", format!("{settings}{rules}").as_bytes());
    let fonts = repository().join("fonts");
    let build = |more: &[&str]| {
        sandbox.run(&[&["build", "--fonts", fonts.to_str().unwrap()], more].concat())
    };
    for again in [false, true] {
        let run = build(&[]);
        assert_eq!(run.status(), 0, "{}", run.stderr());
        let shown = run.stdout();
        assert!(again || shown.contains("，已接受 1 处）"), "{shown}");
        assert!(shown.contains("已接受的结论 1 处"), "{shown}");
        assert!(shown.contains("设为不查（off）的规则 1 条：R0201-economic-total"), "{shown}");
        assert!(
            shown.contains("降低了级别的规则 1 条：R0401-control-total（错误改为提示）"),
            "{shown}"
        );
    }
    let json: Value = serde_json::from_str(&build(&["--format", "json"]).stdout()).unwrap();
    assert_eq!(json["summary"]["accepted"], 1);
    assert_eq!(json["reports"][0]["accepted"], 1);
    let relaxed = json["relaxed"].as_array().unwrap();
    assert_eq!(relaxed.len(), 2);
    assert_eq!(relaxed[0]["rule"], "R0201-economic-total");
    assert_eq!(relaxed[0]["to"], Value::Null);
    assert_eq!((&relaxed[1]["from"], &relaxed[1]["to"]), (&"error".into(), &"hint".into()));
    let shown = sandbox.run(&["check"]).stdout();
    assert!(shown.contains("降低了级别的规则 1 条"), "{shown}");
}

/// A check in which no rule ran does not say that there is nothing wrong; one in which some ran does.
#[test]
fn a_check_without_rules_finds_nothing_right() {
    let sandbox = clean();
    assert!(sandbox.run(&["check"]).stdout().contains("没有问题 1 份"));
    let settings = fs::read_to_string(sandbox.path("juesuan.toml")).unwrap();
    let off = |but: &str| {
        let rules = juesuan::check::RULES.iter().filter(|rule| rule.number != but);
        let rules: String = rules.map(|rule| format!("{} = \"off\"\n", rule.number)).collect();
        sandbox.write("juesuan.toml", format!("{settings}\n[check.rules]\n{rules}").as_bytes());
        sandbox.run(&["check"]).stdout()
    };
    let shown = off("");
    assert!(!shown.contains("没有问题"), "{shown}");
    assert!(shown.contains("一条规则也没有核对 1 份"), "{shown}");
    let (_, tally) = checked(&sandbox);
    assert_eq!((&tally["clean"], &tally["unchecked"]), (&0.into(), &1.into()));
    let shown = off("R0201");
    assert!(shown.contains("没有问题 1 份"), "{shown}");
}

/// JSON and SARIF name the field of each place.
#[test]
fn places_are_named_by_field() {
    let sandbox = clean();
    sandbox.replace(YEAR, "project = 470000.00 }", "project = -5.00 }");
    sandbox.replace(YEAR, "government-fund = \"库房维修工程量增加\"\n", "");
    sandbox.replace(UNIT, "保管和利用。", "保管和利用。。");
    sandbox.replace(
        EVALUATION,
        "weight = 30, score = 30 },\n  { level-one = \"产出指标\", level-two = \"质量",
        "weight = 30, score = 31 },\n  { level-one = \"产出指标\", level-two = \"质量",
    );
    let (report, _) = checked(&sandbox);
    let path = |rule: &str| {
        let findings = report["findings"].as_array().unwrap();
        let finding = findings.iter().find(|f| f["rule"].as_str().unwrap().starts_with(rule));
        let finding = finding.unwrap_or_else(|| panic!("{rule}: {report}"));
        (finding["places"][0]["path"].clone(), finding["at"][0].clone())
    };
    let score = "indicators[加工卷数].score";
    for (rule, wanted, at) in [
        ("R0103", "expenditure[2012604/general].project", "expenditure[2012604/general].project"),
        ("R0711", "reasons.government-fund", "reasons.government-fund"),
        ("R1001", "profile.duties", "unit.toml: profile.duties"),
        ("R0902", score, &format!("2022/01-档案数字化.toml: {score}")),
    ] {
        assert_eq!(path(rule), (wanted.into(), at.into()), "{rule}");
    }
    let sarif: Value =
        serde_json::from_str(&sandbox.run(&["check", "--format", "sarif"]).stdout()).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let result = results.iter().find(|r| r["ruleId"] == "R0103-negative-amount").unwrap();
    let field = &result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"];
    assert_eq!(field, "expenditure[2012604/general].project");
    // What is missing in a file that cannot be read is named as well.
    sandbox.replace(YEAR, "{ code = \"2012604\", general", "{ general");
    let (report, _) = checked(&sandbox);
    assert_eq!(report["findings"][0]["places"][0]["path"], "income[1].code");
}

/// The projects of the repository have nothing in the earlier form.
#[test]
fn no_example_has_the_earlier_form() {
    for sandbox in
        [Sandbox::reference(), Sandbox::of(&repository().join("tests/projects/shanghai-example"))]
    {
        let shown = sandbox.run(&["check", "*", "--format", "short"]).stdout();
        for id in ["earlier-accept", "idle-accept"] {
            assert!(!shown.contains(id), "{shown}");
        }
    }
    let reference = Sandbox::reference();
    let run = reference.run(&["check", REFERENCE]);
    assert!(run.stdout().contains("已接受 51"), "{}", run.stdout());
}
