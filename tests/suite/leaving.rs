//! Personal data and secrets in whatever leaves the office: texts, names, settings, attachments, pages, properties.

use std::fs;

use juesuan::project::Purpose;
use lopdf::Document;

use crate::pdf::attached;
use crate::support::{Run, Sandbox, pdf_of, repository, some};

/// An identity number with the right check digit.
const IDENTITY: &str = "11010519491231002X";
/// The same with a wrong one.
const WRONG: &str = "110105194912310021";
/// The data of the year.
const YEAR: &str = "data/archives/2022.toml";

/// A unit in whose data no rule finds anything.
fn archives() -> Sandbox {
    Sandbox::of(&repository().join("tests/findings/base"))
}

/// The same, its files attached as they are.
fn as_it_is() -> Sandbox {
    let sandbox = archives();
    before(&sandbox, "juesuan.toml", "attach = \"source\"\n");
    sandbox
}

/// Puts something before a file's text.
fn before(sandbox: &Sandbox, file: &str, words: &str) {
    let text = fs::read_to_string(sandbox.path(file)).unwrap();
    sandbox.write(file, format!("{words}{text}").as_bytes());
}

/// Puts something after a file's text.
fn after(sandbox: &Sandbox, file: &str, words: &str) {
    let text = fs::read_to_string(sandbox.path(file)).unwrap();
    sandbox.write(file, format!("{text}{words}").as_bytes());
}

/// Checks that the check and the build both tell of a rule, and that nothing is built.
fn assert_told(sandbox: &Sandbox, rule: &str, case: &str) {
    let run = sandbox.run(&["check"]);
    assert!(run.status() == 1 && said(&run).contains(rule), "{case}: {}", said(&run));
    assert_refused(sandbox, rule, case);
}

/// Checks that the build tells of a rule, and that nothing is built.
fn assert_refused(sandbox: &Sandbox, rule: &str, case: &str) {
    let run = sandbox.run(&["build"]);
    assert!(run.status() == 1 && said(&run).contains(rule), "{case}: {}", said(&run));
    assert!(!sandbox.path("out/2022").is_dir(), "{case}");
}

/// Checks that neither tells of privacy or secrecy.
fn assert_silent(sandbox: &Sandbox, case: &str) {
    for command in ["check", "build"] {
        let run = sandbox.run(&[command]);
        assert!(run.status() == 0 && !said(&run).contains("R110"), "{case}: {}", said(&run));
    }
}

/// All that a run said.
fn said(run: &Run) -> String {
    run.stdout() + &run.stderr()
}

/// Checks that the rules read what is no text of the report and leaves all the same.
#[test]
fn names_and_settings_are_read() {
    let unit = "data/archives/unit.toml";
    let sandbox = archives();
    sandbox.replace(unit, "清河县档案馆\"", "清河县档案馆13800138000\"");
    assert_told(&sandbox, "R1102", "the unit's name");

    let sandbox = archives();
    sandbox.replace(YEAR, "\"30239\"", "\"30288\"");
    sandbox.replace(
        YEAR,
        "[carry-over]",
        &format!("[names]\n30288 = \"经手{IDENTITY}\"\n\n[carry-over]"),
    );
    assert_told(&sandbox, "R1101", "the name of a code");

    let sandbox = archives();
    let evaluation = "data/archives/2022/01-档案数字化.toml";
    sandbox.replace(evaluation, "actual = \"5000卷\"", "actual = \"卡号6228480402564890018\"");
    assert_told(&sandbox, "R1103", "a cell of an indicator");

    let sandbox = archives();
    sandbox.replace("juesuan.toml", "{unit}", &format!("{{unit}}{IDENTITY}"));
    assert_told(&sandbox, "R1101", "the pattern of file names");

    let sandbox = archives();
    let digits: String = IDENTITY.chars().map(|c| format!("\\u{:04x}", u32::from(c))).collect();
    sandbox.replace(YEAR, "取暖费上涨", &format!("取暖费上涨{digits}"));
    assert_told(&sandbox, "R1101", "digits in escapes");

    let sandbox = archives();
    let base = "name = \"own\"\nextends = \"shanxi\"\n[statement.income]\ntitle = \"收入决算表\"\n";
    let settings = format!("{base}notes = []\nlabel = \"秘密★1年\"\n");
    sandbox.write("layouts/own/layout.toml", settings.as_bytes());
    sandbox.replace("juesuan.toml", "\"shanxi\"", "\"own\"");
    assert_told(&sandbox, "R1106", "the settings of a layout");
}

/// Checks that the rules read every byte of files that are attached as they are.
#[test]
fn files_attached_as_they_are_are_read() {
    let evaluation = "data/archives/2022/01-档案数字化.toml";
    let comments = [
        (YEAR, format!("# 经办人身份证{IDENTITY}\n"), "R1101"),
        ("data/archives/unit.toml", "# 手机 13800138000\n".to_owned(), "R1102"),
        ("data/archives/2021.toml", "# 账号：0509123456789012\n".to_owned(), "R1103"),
        (evaluation, "# 秘密★1年\n".to_owned(), "R1106"),
    ];
    for (file, comment, rule) in some(&comments, 2) {
        let sandbox = as_it_is();
        before(&sandbox, file, comment);
        assert_told(&sandbox, rule, file);
        let sandbox = archives();
        before(&sandbox, file, comment);
        assert_silent(&sandbox, file);
    }
    let reason = format!(
        "\n[[accept]]\nrule = \"R0604\"\nfinding = \"过了 18 日\"\nreason = \"问 {IDENTITY}\"\n"
    );
    let sandbox = as_it_is();
    after(&sandbox, YEAR, &reason);
    assert_told(&sandbox, "R1101", "the reason of an acceptance");
    let sandbox = archives();
    after(&sandbox, YEAR, &reason);
    assert_told(&sandbox, "private-accept", "the reason of an acceptance that stays");

    let sandbox = as_it_is();
    sandbox.replace(YEAR, "  { code = \"30201\",", "  # 13800138000\n  { code = \"30201\",");
    assert_told(&sandbox, "R1102", "a comment among rows");
}

/// Checks that names of folders and files are read where they leave.
#[test]
fn names_of_files_are_read_where_they_leave() {
    let named = |sandbox: &Sandbox| {
        let from = sandbox.path("data/archives");
        fs::rename(from, sandbox.path(&format!("data/{IDENTITY}"))).unwrap();
    };
    let sandbox = as_it_is();
    named(&sandbox);
    assert_told(&sandbox, "R1101", "the unit's folder");
    let sandbox = archives();
    named(&sandbox);
    assert_silent(&sandbox, "the unit's folder, which stays");

    let evaluation = "data/archives/2022/01-档案数字化.toml";
    let renamed = |sandbox: &Sandbox| {
        let to = sandbox.path("data/archives/2022/01-13800138000.toml");
        fs::rename(sandbox.path(evaluation), to).unwrap();
    };
    let sandbox = as_it_is();
    renamed(&sandbox);
    assert_told(&sandbox, "R1102", "the file of an evaluation");
    let sandbox = archives();
    renamed(&sandbox);
    assert_silent(&sandbox, "the file of an evaluation, which stays");
}

/// Checks that what only looks alike is let through, wherever it leaves.
#[test]
fn what_looks_alike_is_let_through() {
    let sandbox = as_it_is();
    for words in [
        "# 项目编号 1101051949123100211\n",
        &format!("# 编号{WRONG}\n"),
        "# 清财预〔2022〕138号\n# 金额 13800138000.00、13800138000元\n",
        "# 保密工作、国家秘密由保密机构审查\n",
    ] {
        before(&sandbox, YEAR, words);
    }
    after(&sandbox, "data/archives/2021.toml", "# 2021-12-31，0358-7222222\n");
    assert_silent(&sandbox, "comments");

    // Amounts of eleven digits, as numbers and in quotes.
    let sandbox = as_it_is();
    let text = fs::read_to_string(sandbox.path(YEAR)).unwrap();
    let text = text.replace("[control]\n", "[control]\nfiscal-total = \"13800138000\"\n");
    sandbox.write(YEAR, text.as_bytes());
    let run = sandbox.run(&["check"]);
    assert!(said(&run).contains("R0401") && !said(&run).contains("R110"), "{}", said(&run));

    // A name that no row uses does not leave.
    let unused = format!("[names]\n2070177 = \"经手{IDENTITY}\"\n\n[carry-over]");
    let sandbox = archives();
    sandbox.replace(YEAR, "[carry-over]", &unused);
    assert_silent(&sandbox, "a name that nothing uses");
    let sandbox = as_it_is();
    sandbox.replace(YEAR, "[carry-over]", &unused);
    assert_told(&sandbox, "R1101", "a name that nothing uses, in a file that leaves");
}

/// Checks that a figure of eleven digits, printed and attached without a mark of what it is, is no telephone.
#[test]
fn figures_are_no_telephones() {
    let sandbox = Sandbox::empty();
    let settings = "year = 2024\nlayout = \"own\"\noutput = \"{unit}\"\npublished = 2025-09-20\n";
    sandbox.write("juesuan.toml", settings.as_bytes());
    let layout = "name = \"own\"\nextends = \"shanxi\"\n[amounts]\ndigits = 0\ntables = { separators = false }\n";
    sandbox.write("layouts/own/layout.toml", layout.as_bytes());
    let unit =
        "name = \"青岚县图书馆\"\nkind = \"unit\"\nnature = \"institution\"\nestablished = 2024\n";
    sandbox.write("data/unit/unit.toml", unit.as_bytes());
    let year = "year = 2024\n\
        income = [{ code = \"2070104\", general = 13800138000.00 }]\n\
        expenditure = [{ code = \"2070104\", fund = \"general\", basic = 13800138000.00 }]\n\
        economic = [{ code = \"30101\", basic = 13800138000.00 }]\n\
        budget = [{ code = \"207\", initial = 100.00 }]\n";
    sandbox.write("data/unit/2024.toml", year.as_bytes());
    let run = sandbox.run(&["build", "--draft"]);
    assert!(run.status() == 0 && !said(&run).contains("R1102"), "{}", said(&run));
}

/// A layout that takes over Shanxi's, with something of its own on the pages.
fn with_layout(words: &str) -> Sandbox {
    let sandbox = archives();
    sandbox.write("layouts/own/layout.toml", b"name = \"own\"\nextends = \"shanxi\"\n");
    sandbox.replace("juesuan.toml", "\"shanxi\"", "\"own\"");
    let cover = fs::read_to_string(repository().join("layouts/shanxi/cover.typ")).unwrap();
    let (head, body) = cover.split_once("#let cover(facts) = {\n").unwrap();
    let cover = format!("{head}#let cover(facts) = {{\n{words}\n{body}");
    sandbox.write("layouts/own/cover.typ", cover.as_bytes());
    sandbox
}

/// Checks that a last look finds what a layout puts in: on the page, aside of it, in bookmarks, properties and attachments.
#[test]
fn what_a_layout_puts_in_is_found() {
    let id = IDENTITY;
    let put = [
        ("the page", format!("par(\"联系人：{id}\")")),
        ("two parts of one line", "par([#(\"11010519491\")#(\"231002X\")])".to_owned()),
        ("the footer", format!("set page(footer: \"{id}\")")),
        ("a bookmark", format!("hide(heading(level: 1, bookmarked: true, \"{id}\"))")),
        ("the keywords", format!("set document(keywords: (\"{id}\",))")),
        ("a link", format!("link(\"https://example.org/?id={id}\", [网址])")),
        (
            "an attachment of its own",
            format!(
                "pdf.attach(\"/说明.txt\", bytes(\"人员 {id} 。\"), mime-type: \"text/plain\", description: \"说明\")"
            ),
        ),
        ("an alternative text", format!("figure(alt: \"人员{id}\", rect())")),
    ];
    // Where time is short, what is printed and what is attached keep a member.
    for (case, words) in some(put, 8) {
        let sandbox = with_layout(&words);
        let run = sandbox.run(&["check"]);
        assert_eq!(run.status(), 0, "{case}: {}", said(&run));
        assert_refused(&sandbox, "R1101", case);
        let run = sandbox.run(&["build", "--draft"]);
        assert!(run.status() == 0 && said(&run).contains("R1101"), "{case}: {}", said(&run));
        let off = format!(
            "{}\n[check.rules]\nR1101 = \"off\"\n",
            fs::read_to_string(sandbox.path("juesuan.toml")).unwrap()
        );
        sandbox.write("juesuan.toml", off.as_bytes());
        let run = sandbox.run(&["build"]);
        assert!(run.status() == 0 && !said(&run).contains("[R1101"), "{case}: {}", said(&run));
    }
    let near = [
        ("a number with a wrong check digit", format!("par(\"编号{WRONG}\")")),
        ("a note that is not printed", format!("// {id}")),
        ("an amount", "par(\"共13800138000.00元\")".to_owned()),
    ];
    for (case, words) in some(near, 3) {
        assert_silent(&with_layout(&words), case);
    }
}

/// Checks that a comment with personal data is not in the file that is published, nor is it an error.
#[test]
fn a_comment_stays() {
    let sandbox = archives();
    let comment = "# 经办人王小明，身份证11010519491231002X，手机13800138000，秘密★1年";
    sandbox.replace(
        YEAR,
        "general = \"人员晋级晋档，工资增加\"",
        &format!("general = \"人员晋级晋档，工资增加\"  {comment}"),
    );
    for file in ["data/archives/unit.toml", "data/archives/2022/01-档案数字化.toml"] {
        before(&sandbox, file, &format!("{comment}\n"));
    }
    assert_silent(&sandbox, "comments");
    let pdf = pdf_of(sandbox.root(), "archives", 2022, Purpose::Publication).unwrap();
    let attached = attached(&Document::load_mem(&pdf).unwrap());
    for (name, bytes) in attached {
        let text = String::from_utf8(bytes).unwrap();
        for words in ["王小明", IDENTITY, "13800138000", "秘密"] {
            assert!(!text.contains(words), "{name}: {words}");
        }
    }
}

/// Checks that an office's own things, and why last year's figures were restated, are read like any other text.
#[test]
fn the_offices_own_words_are_read() {
    let table = |cell: &str| {
        format!(
            "\n[extra.a]\nname = \"小表\"\ncolumns = [\"甲\"]\nrows = [{{ cells = [\"{cell}\"] }}]\n"
        )
    };
    let one = |key: &str, words: &str| format!("\n[extra.a]\nname = \"甲\"\n{key} = \"{words}\"\n");
    for (rule, words) in [
        ("R1101", table(&format!("身份证号{IDENTITY}"))),
        ("R1102", one("text", "手机13812345678")),
        ("R1101", one("paragraphs", &format!("身份证号{IDENTITY}"))),
        ("R1102", one("text", "甲").replace("\"甲\"", "\"手机13812345678\"")),
    ] {
        let sandbox = archives();
        after(&sandbox, YEAR, &words);
        assert_told(&sandbox, rule, &words);
    }
    for (rule, words) in [("R1012", one("text", "较上年增加XX万元")), ("R1015", table("⽤户"))]
    {
        let sandbox = archives();
        after(&sandbox, YEAR, &words);
        let said = said(&sandbox.run(&["check"]));
        assert!(said.contains(rule), "{words}: {said}");
    }
    let sandbox = archives();
    after(&sandbox, YEAR, &one("text", "53010000113111000"));
    let said = said(&sandbox.run(&["check"]));
    assert!(!said.contains("R11"), "{said}");
    let sandbox = archives();
    let last = "data/archives/2021.toml";
    before(&sandbox, last, &format!("restated = \"见{IDENTITY}\"\n"));
    assert_told(&sandbox, "R1101", "a restated year");
}
