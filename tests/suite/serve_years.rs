//! `serve`: a unit's years: one that is not there can be begun, what is wrong with the year before leads to that year, blanks and
//! gaps are told as such, and last year's report makes its unit.

use std::collections::BTreeSet;
use std::fs;

use percent_encoding::percent_decode_str;

use crate::serve_import::{begun, leads_to, send, workbook};
use crate::serve_words::{between, english, words};
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox, repository};

/// The unit of the workbooks.
const UNIT: &str = "青禾县司法局";

/// A name as a part of an address.
fn address(name: &str) -> String {
    name.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// A project of 2024 whose unit has only the workbook of 2023, which tells nothing of 2022.
fn with_last_year_only() -> Sandbox {
    let sandbox = begun();
    sandbox.write("a.xls", &workbook("a-accounts.xls"));
    let imported = sandbox.run(&["import", "a.xls"]);
    assert_eq!(imported.status(), 0, "{}", imported.stderr());
    sandbox
}

/// Says that there was nothing in 2022.
fn nothing_before(sandbox: &Sandbox) {
    let file = format!("data/{UNIT}/2023.toml");
    sandbox.replace(&file, "[prior]\n", "[prior]\nincome = []\nexpenditure = []\n");
}

/// A project whose three units begin 2025.
fn rolled() -> Sandbox {
    let sandbox = Sandbox::of_data(&repository().join("tests/projects/clean"));
    let run = sandbox.run(&["roll", "*", "2025"]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    sandbox.replace("juesuan.toml", "year = 2024", "year = 2025");
    sandbox
}

/// The numbers of gaps and errors of a unit in the table of all units.
fn counts(overview: &str, unit: &str) -> [String; 2] {
    let row = between(overview, &format!("value=\"{unit}/2025\""), "</tr>");
    ["n-gap\">", "n-err\">"].map(|class| between(row, class, "<").to_owned())
}

/// What last year's file lacks is told of that year, and leads to the pages where it can be written; so does a year that cannot
/// be begun for it. What a year lacks itself stays on its own pages.
#[test]
fn what_the_year_before_lacks_leads_to_that_year() {
    let sandbox = with_last_year_only();
    let page = Serving::of(&sandbox);
    let unit = address(UNIT);
    let todo = page.get(&format!("u/{unit}/2024/todo")).text();
    let told = words(&todo);
    assert!(told.contains("2023 年度的数据：缺少必填的"), "{told}");
    assert!(told.contains("导入 2022 年度的工作簿，“年度”写 2023"), "{told}");
    let link = "../2023/prior#is%7C2023%2Etoml%7Cprior%2Eincome";
    assert!(todo.matches(&format!("href=\"{link}\"")).count() >= 1, "{todo}");
    assert!(!todo.contains("href=\"prior#is%7C2023"), "{todo}");
    let queue = between(&todo, "id=\"queue\"", "</ol>");
    assert!(queue.contains(link), "{queue}");
    // The topic that only shows that year says so as well.
    let shown = page.get(&format!("u/{unit}/2024/prior")).text();
    assert!(shown.contains(link), "{shown}");
    // There it is a field, of which that year's own page says so without its year.
    let prior = page.get(&format!("u/{unit}/2023/prior")).text();
    assert!(prior.contains("id=\"is|2023.toml|prior.income\""), "{prior}");
    assert!(prior.contains("name=\"new|2023.toml|prior.income|code\""), "{prior}");
    let own = page.get(&format!("u/{unit}/2023/todo")).text();
    assert!(!words(&own).contains("2023 年度的数据："), "{}", words(&own));
    assert!(own.contains("href=\"prior#is%7C2023%2Etoml%7Cprior%2Eincome\""), "{own}");
    // The year is not begun, and the same is said with the way there.
    let roll = [("year", "2024"), ("unit", UNIT), ("write", "yes")];
    let refused = page.post("roll", &roll).text();
    assert!(words(&refused).contains("没有转入"), "{}", words(&refused));
    assert!(words(&refused).contains("2023 年度的数据："), "{}", words(&refused));
    let link = "/2023/prior#is%7C2023%2Etoml%7Cprior%2Eincome\"";
    assert!(refused.contains(link), "{refused}");
    assert!(english(&refused).is_empty(), "{:?}", english(&refused));
    nothing_before(&sandbox);
    let begun = page.post("roll", &roll).text();
    assert!(words(&begun).contains("转入了 1 个单位"), "{}", words(&begun));
    // An error there is the first of all, and leads there from the table of all units as well.
    sandbox.replace(&format!("data/{UNIT}/2023.toml"), "[prior]\n", "[prior]\nnobodys = 1\n");
    let overview = page.get("").text();
    assert!(overview.contains("/2024/../2023/prior#is%7C2023%2Etoml"), "{overview}");
    assert!(words(&overview).contains("2023 年度的数据：不认识的字段"), "{}", words(&overview));
}

/// A file of the year before that serves only comparisons is filled in beside the year itself: nothing leads away from there.
#[test]
fn a_year_that_only_serves_comparisons_is_filled_in_beside() {
    let sandbox = Sandbox::brief();
    let text = b"year = 2021\ncomparison-only = true\nexpenditure = []\n";
    sandbox.write(&format!("data/{REFERENCE}/2021.toml"), text);
    let page = Serving::of(&sandbox);
    let todo = page.get(&format!("u/{REFERENCE}/2022/todo")).text();
    let link = "prior#is%7C2021%2Etoml%7Cincome\"";
    assert!(todo.contains(&format!("href=\"{link}")), "{todo}");
    assert!(!todo.contains("../2021"), "{todo}");
    let prior = page.get(&format!("u/{REFERENCE}/2022/prior")).text();
    assert!(prior.contains("name=\"new|2021.toml|income|code\""), "{prior}");
    let overview = page.get("").text();
    assert!(overview.contains(&format!("/2022/{link}")), "{overview}");
}

/// Where the year has no file, each topic offers to begin it: from the year before, from a workbook, or with nothing.
#[test]
fn a_year_that_is_not_there_can_be_begun() {
    let sandbox = with_last_year_only();
    nothing_before(&sandbox);
    let page = Serving::of(&sandbox);
    let unit = address(UNIT);
    let roll = format!("action=\"/{}/roll\"", page.token);
    for topic in ["todo", "profile", "income", "reasons", "prior", "accepted"] {
        let text = page.get(&format!("u/{unit}/2024/{topic}")).text();
        let told = words(&text);
        assert!(told.contains("还没有 2024 年度的数据"), "{topic}: {told}");
        for offered in [roll.as_str(), "/2024/begin\"", "/import\""] {
            assert!(text.contains(offered), "{topic}: {offered} in {text}");
        }
        assert!(told.contains("由 2023 年度转入下年"), "{topic}: {told}");
        assert!(!told.contains("的本年的数据") && !told.contains("数据文件"), "{topic}: {told}");
        assert!(english(&text).is_empty(), "{:?}", english(&text));
        // A year that is there, and one whose year before is not, do not offer it.
        let there = page.get(&format!("u/{unit}/2023/{topic}")).text();
        assert!(!there.contains("/begin\"") && !there.contains(&roll), "{topic}: {there}");
        let later = page.get(&format!("u/{unit}/2026/{topic}")).text();
        assert!(!later.contains(&roll) && words(&later).contains("最近的是"), "{topic}: {later}");
    }
    let pages = words(&page.get(&format!("u/{unit}/2024/pages")).text());
    assert!(pages.contains("还排不出报告") && !pages.contains("上一次的"), "{pages}");
    assert!(pages.contains("还没有 2024 年度的数据"), "{pages}");
    // With nothing, once; of no other folder.
    let begin = format!("u/{unit}/2024/begin");
    assert_eq!(page.post("u/nobody/2024/begin", &[]).status, 409);
    assert!(!sandbox.path("data/nobody").exists());
    assert_eq!(page.post(&begin, &[]).status, 303);
    assert_eq!(page.post(&begin, &[]).status, 409);
    let income = page.get(&format!("u/{unit}/2024/income")).text();
    assert!(income.contains("name=\"new|2024.toml|income|code\""), "{income}");
    assert!(!income.contains("/begin\""), "{income}");
    // As long as nothing is filled in, last year can still go on into it, as the command begins it.
    let other = with_last_year_only();
    nothing_before(&other);
    assert_eq!(other.run(&["roll", UNIT, "2024"]).status(), 0);
    let read =
        |sandbox: &Sandbox| fs::read_to_string(sandbox.path(&format!("data/{UNIT}/2024.toml")));
    let fields = [("year", "2024"), ("unit", UNIT), ("write", "yes")];
    let offered = page.post("roll", &fields[..1]).text();
    assert!(offered.contains(&format!("name=\"unit\" value=\"{UNIT}\"")), "{offered}");
    let begun = page.post("roll", &fields).text();
    assert!(words(&begun).contains("转入了 1 个单位"), "{}", words(&begun));
    assert_eq!(read(&sandbox).unwrap(), read(&other).unwrap());
    // What was filled in stays.
    let again = words(&page.post("roll", &fields).text());
    assert!(again.contains("已经有了"), "{again}");
    assert_eq!(read(&sandbox).unwrap(), read(&other).unwrap());
}

/// A gap is counted once, as a gap, in the table of all units, in `status` and on the unit's page; an error beside it is one.
#[test]
fn a_gap_is_no_error_as_well() {
    let sandbox = rolled();
    let page = Serving::of(&sandbox);
    let overview = page.get("").text();
    let [gaps, errors] = counts(&overview, "agriculture-bureau");
    assert!(gaps.parse::<usize>().is_ok_and(|gaps| gaps > 50), "{gaps}");
    assert_eq!(errors, "");
    let told = words(&overview);
    assert!(told.contains("没有填完 3") && !told.contains("，有错误 "), "{told}");
    let todo = words(&page.get("u/agriculture-bureau/2025/todo").text());
    assert!(todo.contains(&format!("错误 0，缺 {gaps}")), "{todo}");
    let status = || sandbox.run(&["status", "--format", "json"]).stdout();
    let row = |status: &str| {
        let table: serde_json::Value = serde_json::from_str(status).unwrap();
        let mut rows = table["units"].as_array().unwrap().iter();
        let row = rows.find(|row| row["unit"] == "agriculture-bureau").unwrap();
        [row["gaps"].as_u64().unwrap(), row["errors"].as_u64().unwrap()]
    };
    assert_eq!(row(&status()), [gaps.parse().unwrap(), 0]);
    let file = "data/agriculture-bureau/2025.toml";
    sandbox.replace(file, "published = \"待补\"", "published = \"那天\"");
    let [fewer, errors] = counts(&page.get("").text(), "agriculture-bureau");
    assert_eq!(fewer.parse::<u64>().unwrap() + 1, gaps.parse::<u64>().unwrap());
    assert_eq!(errors, "1");
    assert_eq!(row(&status()), [fewer.parse().unwrap(), 1]);
    assert!(
        words(&page.get("").text()).contains("有错误 1，没有填完 2"),
        "{}",
        page.get("").text()
    );
}

/// A blank is told by its row and its field, leads there to be filled in, and takes no line of a table; a draft is offered as long
/// as there is one, and the report itself where there is none.
#[test]
fn blanks_are_told_in_the_words_of_the_page() {
    let sandbox = rolled();
    let page = Serving::of(&sandbox);
    let todo = page.get("u/agriculture-bureau/2025/todo").text();
    let told = words(&todo);
    for of_file in ["待补", "引号"] {
        assert!(!told.contains(of_file), "{of_file}: {told}");
    }
    for wanted in [
        "“收入，2080501 行政单位离退休，一般公共预算财政拨款收入”还没有填",
        "单价 100 万元（含）以上设备（不含车辆）”还没有填",
        "“‘三公’经费，因公出国（境），年初预算”还没有填",
        "去填：",
    ] {
        assert!(told.contains(wanted), "{wanted}: {told}");
    }
    assert!(!told.contains("去核对："), "{told}");
    let table = between(&todo, "<table class=\"todo\">", "</table>");
    let blanks: Vec<&str> =
        table.split("<p>").skip(1).filter_map(|part| part.split("</p>").next()).collect();
    let blanks: Vec<&str> = blanks.into_iter().filter(|said| said.ends_with("还没有填")).collect();
    let apart: BTreeSet<&str> = blanks.iter().copied().collect();
    assert!(blanks.len() > 50 && apart.len() == blanks.len(), "{blanks:?}");
    // Each leads to a field of its own that is there, also where several are of the same group.
    let leads = table.split("class=\"leads\">").skip(1);
    let leads: Vec<&str> = leads.map(|lead| between(lead, "<a href=\"", "\"")).collect();
    let own: BTreeSet<&str> = leads.iter().copied().filter(|to| to.contains('#')).collect();
    assert!(own.len() == leads.len() && own.len() >= blanks.len(), "{leads:?}");
    let of_group = own.iter().filter_map(|to| to.strip_prefix("three-public#"));
    let of_group: Vec<&str> = of_group.collect();
    assert!(of_group.len() > 5, "{own:?}");
    let three_public = page.get("u/agriculture-bureau/2025/three-public").text();
    for to in of_group {
        let id = percent_decode_str(to).decode_utf8().unwrap();
        assert!(three_public.contains(&format!("id=\"{id}\"")), "{id}");
    }
    let draft =
        |text: &str| [text.contains("生成草稿</button>"), text.contains("生成 PDF</button>")];
    assert_eq!(draft(&todo), [true, false]);
    assert_eq!(draft(&page.get("u/agriculture-bureau/2024/todo").text()), [false, true]);
    let income = page.get("u/agriculture-bureau/2025/income").text();
    assert!(income.matches("placeholder=\"还没有填\"").count() > 10, "{income}");
    assert!(!income.contains("<tr class=\"say gap\""), "{income}");
    // What is filled in is blank no more.
    let name = "2025.toml|income[2080501].general";
    let (is, was) = (format!("is|{name}"), format!("was|{name}"));
    let fields = [(is.as_str(), "5"), (was.as_str(), ""), ("live", "1")];
    let after = page.post("u/agriculture-bureau/2025/income", &fields).text();
    let blanks = |text: &str| text.matches("placeholder=\"还没有填\"").count();
    assert_eq!(blanks(&after) + 1, blanks(&income), "{}", words(&after));
}

/// Last year's report makes the unit that the project lacks, from which the year goes on; what a report says by itself is not
/// asked. A part of one is told as such, and another program's as that.
#[test]
fn last_years_report_makes_its_unit() {
    let made = Sandbox::brief();
    assert_eq!(made.run(&["build"]).status(), 0);
    let pdf = fs::read(made.report()).unwrap();
    let sandbox = begun();
    let settings = fs::read_to_string(sandbox.path("juesuan.toml")).unwrap();
    sandbox.write("juesuan.toml", settings.replacen("year = 2024", "year = 2023", 1).as_bytes());
    let page = Serving::of(&sandbox);
    let before = sandbox.files("data");
    let seen = leads_to(&page, &send(&page, &[("上年.pdf", &pdf)]));
    let told = page.get(&seen).text();
    assert!(words(&told).contains("新建单位"), "{}", words(&told));
    assert!(words(&told).contains("转入下年"), "{}", words(&told));
    let told_in_words = words(&told);
    for sum in [
        "2021 年度“支出”：2 行，相加 407,941,266.85 元",
        "2022 年度“收入”：6 行，相加 416,868,418.19 元",
        "2022 年度“年初预算”：2 行，相加 367,918,211.00 元",
    ] {
        assert!(told_in_words.contains(sum), "{told_in_words}");
    }
    let new = told_in_words.split("：新建，").nth(1).and_then(|rest| rest.split_once(" 处"));
    let (count, _) = new.unwrap();
    assert!(count.parse::<usize>().unwrap() > 30, "{count}");
    assert!(told_in_words.contains(&format!("写入 1 个单位，{count} 处")), "{told_in_words}");
    assert!(!words(&told).contains("金额单位"), "{}", words(&told));
    assert!(english(&told.replace("上年.pdf", "")).is_empty(), "{:?}", english(&told));
    assert_eq!(sandbox.files("data"), before);
    let written = words(&page.post(&seen, &[("write", "yes")]).text());
    assert!(written.contains("写入了 1 个单位"), "{written}");
    let new: Vec<String> = fs::read_dir(sandbox.path("data"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "library")
        .collect();
    assert_eq!(new.len(), 1, "{new:?}");
    let fields = [("year", "2023"), ("unit", new[0].as_str()), ("write", "yes")];
    let begun = page.post("roll", &fields).text();
    assert!(words(&begun).contains("转入了 1 个单位"), "{}", words(&begun));
    assert!(begun.contains("role=\"status\"><p>"), "{begun}");
    // Once that is filled in, it is said that it is not begun again.
    let again = words(&page.get(&seen).text());
    assert!(again.contains("2023 年度已经填过，不能再转入"), "{again}");
    // It is taken back as long as nothing else was done.
    fs::remove_file(sandbox.path(&format!("data/{}/2023.toml", new[0]))).unwrap();
    assert_eq!(page.post(&format!("{seen}/back"), &[]).status, 200);
    assert_eq!(sandbox.files("data"), before);
    let whole = b"%PDF-1.7\n1 0 obj\nstartxref\n0\n%%EOF\n".to_vec();
    for (bytes, wanted) in
        [(pdf[..pdf.len() / 2].to_vec(), "没有下载完"), (whole, "不是本程序生成的 PDF")]
    {
        let seen = leads_to(&page, &send(&page, &[("坏.pdf", &bytes)]));
        let told = words(&page.get(&seen).text());
        assert!(told.contains(wanted), "{told}");
    }
    let table = ("a.xls", workbook("a-accounts.xls"));
    let seen = leads_to(&page, &send(&page, &[(table.0, &table.1)]));
    assert!(words(&page.get(&seen).text()).contains("金额单位"));
}

/// A unit of whose year before nothing is known is told what to bring, and led to where the rest is written.
#[test]
fn a_unit_without_last_year_is_led_to_it() {
    let sandbox = begun();
    let page = Serving::of(&sandbox);
    let fields =
        [("name", "甲局"), ("kind", "unit"), ("nature", "administrative"), ("year", "2024")];
    assert_eq!(page.post("new", &fields).status, 303);
    let todo = page.get(&format!("u/{}/2024/todo", address("甲局"))).text();
    let told = words(&todo);
    assert!(told.contains("把 2023 年度的 PDF"), "{told}");
    assert!(!told.contains("true") && !told.contains("单位的数据”中"), "{told}");
    for link in ["prior#is%7C2024%2Etoml%7Cprior\"", "profile#is%7Cunit%2Etoml%7Cestablished\""] {
        assert!(todo.contains(&format!("href=\"{link}")), "{link} in {todo}");
    }
}
