//! What the page says of findings, where it says so, and how it counts them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use regex::Regex;
use serde_json::json;

use crate::browser::Browser;
use crate::serve_import::{begun, leads_to, send, workbook};
use crate::serve_words::{between, words};
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox, repository};

/// The report of the reference unit.
const REPORT: &str = "fenyang-social-insurance/2022";

/// The file of the year of the reference.
const YEAR: &str = "data/fenyang-social-insurance/2022.toml";

/// The units with a peculiarity each.
fn branches() -> Sandbox {
    Sandbox::of(&repository().join("tests/projects/branches"))
}

/// A report with an amount that has a nought too many.
fn with_an_error() -> Sandbox {
    let sandbox = Sandbox::reference();
    sandbox.replace(YEAR, "basic = 400662.00", "basic = 4006620.00");
    sandbox
}

/// The class of what is around an input, which frames it.
fn frame(html: &str, field: &str) -> String {
    let around = "<(?:td|div) class=\"([^\"]*)\"><(?:input|textarea|select)[^>]* id=\"";
    let around = Regex::new(&format!("{around}{}\"", regex::escape(field))).unwrap();
    let found = around.captures(html).unwrap_or_else(|| panic!("{field}: {html}"));
    found[1].split_whitespace().filter(|class| *class != "in").collect()
}

/// An error has the frame of an error, at a cell as at a single value; a warning has one of its own, and a hint none: red is for
/// what is wrong or not saved.
#[test]
fn frames_tell_how_bad_it_is() {
    let sandbox = with_an_error();
    let page = Serving::of(&sandbox);
    let control = page.get(&format!("u/{REFERENCE}/2022/control")).text();
    assert_eq!(frame(&control, "is|2022.toml|control.expenditure"), "bad");
    assert_eq!(frame(&control, "is|2022.toml|control.rows[221].expenditure"), "bad");
    assert_eq!(frame(&control, "is|2022.toml|control.rows[221].income"), "");
    let sandbox = branches();
    let page = Serving::of(&sandbox);
    for (topic, field, wanted) in [
        ("managed/2022/income", "income[2080199].other", "odd"),
        ("first-money/2022/three-public", "three-public.vehicle-operation.initial", "odd"),
        ("new-unit/2022/expenditure", "expenditure[2010301/general].project", ""),
        // What is only to be written is said by its sign.
        ("new-unit/2022/assets", "assets.other-use", ""),
    ] {
        let html = page.get(&format!("u/{topic}")).text();
        assert_eq!(frame(&html, &format!("is|2022.toml|{field}")), wanted, "{field}");
    }
}

/// Of several files of one unit, each has a part of the page that is called otherwise.
#[test]
fn parts_of_several_files_are_called_by_their_files() {
    let sandbox = begun();
    let page = Serving::of(&sandbox);
    let files = ["a-accounts.xls", "b-public-yuan.xlsx"];
    let sent = files.map(|name| (name, workbook(name)));
    let sent = sent.each_ref().map(|(name, bytes)| (*name, bytes.as_slice()));
    let html = page.get(&leads_to(&page, &send(&page, &sent))).text();
    let labels = html.split("<section aria-labelledby=\"").skip(1);
    let labels: Vec<String> = labels
        .map(|section| {
            let ids = section.split('"').next().unwrap().split(' ');
            let texts = ids.map(|id| {
                let place = format!(" id=\"{id}\"");
                between(html.split(&place).nth(1).unwrap(), ">", "<").to_owned()
            });
            texts.collect::<Vec<_>>().join(" ")
        })
        .collect();
    assert!(labels.len() >= files.len(), "{labels:?}");
    assert_eq!(labels.iter().collect::<BTreeSet<_>>().len(), labels.len(), "{labels:?}");
}

/// The head of what is to be done says what keeps the report from being made, as the main button does.
#[test]
fn the_head_says_what_keeps_the_report_from_being_made() {
    let said = |sandbox: &Sandbox, report: &str| {
        let html = Serving::of(sandbox).get(&format!("u/{report}/todo")).text();
        let head = words(between(&html, "<section aria-labelledby=\"heading\">", "</header>"));
        let is_draft = html.contains("生成草稿");
        (head.replace('\n', ""), is_draft, words(&html))
    };
    let reason = ", change = \"单位机构改革，单位合并人员增加导致\"";
    let lacking = || {
        let sandbox = Sandbox::reference();
        sandbox.replace(YEAR, reason, "");
        sandbox
    };
    let blank = || {
        let sandbox = Sandbox::reference();
        sandbox.replace(YEAR, "basic = 400662.00", "basic = \"待补\"");
        sandbox
    };
    let both = || {
        let sandbox = with_an_error();
        sandbox.replace(YEAR, reason, "");
        sandbox
    };
    let broken = || {
        let sandbox = Sandbox::reference();
        sandbox.replace(YEAR, "year = 2022", "year = 2022\nwrong =");
        sandbox
    };
    let no_number = || {
        let sandbox = Sandbox::reference();
        sandbox.replace(YEAR, "basic = 400662.00", "basic = \"四十万\"");
        sandbox
    };
    let gone = || {
        let sandbox = Sandbox::reference();
        fs::remove_file(sandbox.path(YEAR)).unwrap();
        sandbox
    };
    let of_members = |from: &str, to: &str| {
        let sandbox = Sandbox::of(&repository().join("tests/projects/department"));
        sandbox.replace("data/kindergarten/2024.toml", from, to);
        sandbox
    };
    for (sandbox, report, wanted, is_kept) in [
        (broken(), REPORT, "改好以前，排不出报告。", false),
        (no_number(), REPORT, "错误改好以前，排不出报告。", false),
        (gone(), REPORT, "有了这一年度的数据，才能生成报告。", false),
        (lacking(), REPORT, "都不妨碍生成正式的报告；缺的，公开以前应当写上。", false),
        (blank(), REPORT, "缺的填好以前，只能生成草稿。", true),
        (with_an_error(), REPORT, "错误改好以前，只能生成草稿", true),
        (
            both(),
            REPORT,
            "错误改好以前，只能生成草稿；缺的另有 2 处不妨碍生成，公开以前应当写上。",
            true,
        ),
        (branches(), "managed/2022", "都不妨碍生成正式的报告；缺的，公开以前应当写上。", false),
        (of_members("year = 2024", "year = = 2024"), "education/2024", "排不出报告", false),
        (of_members("code = \"2", "code = \"92"), "education/2024", "排不出报告", false),
        (of_members("basic = ", "basic = 1"), "education/2024", "只能生成草稿", true),
    ] {
        let (head, is_draft, all) = said(&sandbox, report);
        assert!(head.contains(wanted), "{head}, not {wanted}");
        assert_eq!(is_draft, is_kept, "{head}");
        // What is offered can be had, and what is not cannot.
        let made = sandbox.run(&["build", report, "--draft"]).status();
        let is_free = head.contains("都不妨碍生成正式的报告");
        assert_eq!(made == 0, is_kept || is_free, "{head}");
        assert!(!all.contains("填好才能生成"), "{all}");
    }
}

/// The counts in the list of topics add up to those of the head, hints as well; what belongs to no topic is told there.
#[test]
fn counts_add_up() {
    let tag = Regex::new("aria-label=\"(错误|缺|警告|提示) ([0-9]+) 处\"").unwrap();
    let item = Regex::new("(?s)<li><a href=\"[^\"]*/([a-z-]+)\"(.*?)</a></li>").unwrap();
    let apart = Regex::new("其中 ([0-9]+) 处不在").unwrap();
    let everything = || Sandbox::of(&repository().join("tests/projects/everything"));
    // The department's own page counts what is wrong in the files of its units.
    let department = || {
        let sandbox = Sandbox::of(&repository().join("tests/projects/department"));
        let year = "data/kindergarten/2024.toml";
        let text = String::from_utf8(std::fs::read(sandbox.path(year)).unwrap()).unwrap();
        sandbox.write(year, text.replacen("code = \"", "code = \"9", 1).as_bytes());
        sandbox
    };
    let mut has_hints = false;
    let mut has_apart = false;
    for (sandbox, units) in [
        (branches(), vec!["edges/2022", "new-unit/2022", "first-money/2022", "sparse/2022"]),
        (everything(), vec!["qingyu-affairs/2022"]),
        (department(), vec!["education/2024", "kindergarten/2024"]),
    ] {
        let page = Serving::of(&sandbox);
        for unit in units {
            let html = page.get(&format!("u/{unit}/todo")).text();
            let list = between(&html, "<nav class=\"topics\"", "</nav>");
            let mut sums: BTreeMap<String, usize> = BTreeMap::new();
            let mut whole: BTreeMap<String, usize> = BTreeMap::new();
            for topic in item.captures_iter(list) {
                let into = if &topic[1] == "todo" { &mut whole } else { &mut sums };
                for one in tag.captures_iter(&topic[2]) {
                    *into.entry(one[1].to_owned()).or_default() += one[2].parse::<usize>().unwrap();
                }
            }
            let head = words(between(&html, "<section aria-labelledby=\"heading\">", "</header>"));
            for (level, count) in &whole {
                assert!(head.contains(&format!("{level} {count}")), "{unit}: {head}");
            }
            let all: usize = whole.values().sum();
            assert!(head.contains(&format!("待办 {all} 处")), "{unit}: {head}");
            let elsewhere =
                apart.captures(&head).map_or(0, |apart| apart[1].parse::<usize>().unwrap());
            assert_eq!(
                sums.values().sum::<usize>() + elsewhere,
                all,
                "{unit}: {sums:?}, {whole:?}"
            );
            has_hints |= whole.contains_key("提示");
            has_apart |= elsewhere > 0;
        }
    }
    assert!(has_hints && has_apart);
}

/// Links, places and headings say code, name, fund and column in one order, kept apart, and nothing twice; each self-evaluation
/// is told by its project.
#[test]
fn fields_are_told_in_one_order() {
    let sandbox = branches();
    let page = Serving::of(&sandbox);
    let todo = page.get(&format!("u/{}", "new-unit/2022/todo")).text();
    let code = "2230201 国有经济结构调整支出（国有资本经营预算）";
    for wanted in [
        format!("去填：原因和用途，{code}，主要用于"),
        "去核对：支出，2010301 行政运行（一般公共预算），项目支出".to_owned(),
    ] {
        assert!(words(&todo).replace('\n', "").contains(&wanted), "{wanted}: {}", words(&todo));
    }
    for lead in todo.split("class=\"leads\">").skip(1) {
        let lead = lead.split("</span>").next().unwrap();
        assert!(!lead.contains("主要用于什么") && !lead.contains("按科目的用途"), "{lead}");
    }
    let reasons = page.get("u/new-unit/2022/reasons").text();
    assert!(reasons.contains(&format!("<h3 class=\"of-code\">{code}</h3>")), "{reasons}");
    // The general budget goes without saying in a heading, and the heading is not said again below.
    let sparse = page.get("u/sparse/2022/reasons").text();
    assert!(sparse.contains("<h3 class=\"of-code\">205 教育支出</h3>"), "{sparse}");
    let shown = sparse.split("id=\"idle\"").next().unwrap();
    assert!(!shown.contains("<b>205 教育支出</b>，"), "{sparse}");
    let everything = Sandbox::of(&repository().join("tests/projects/everything"));
    let page = Serving::of(&everything);
    let todo = words(&page.get("u/qingyu-affairs/2022/todo").text()).replace('\n', "");
    let project = "去核对：项目自评“2022年科普活动专项”，绩效指标，满意度，得分";
    assert!(todo.contains(project), "{todo}");
}

/// What is to be done says once where; at the field itself no link leads to where one is.
#[test]
fn a_place_is_told_once() {
    let sandbox = branches();
    let page = Serving::of(&sandbox);
    let todo = page.get("u/nothing-at-all/2022/todo").text();
    let rows: Vec<&str> = todo.split("<tr id=\"found-").skip(1).collect();
    assert!(rows.len() > 4, "{todo}");
    for row in rows {
        let row = row.split("</tr>").next().unwrap();
        let is_led = row.contains("class=\"leads\"");
        assert_eq!(row.contains("class=\"where\""), !is_led, "{row}");
        assert_eq!(row.contains("colspan=\"2\""), is_led, "{row}");
    }
    assert!(words(&todo).replace('\n', "").contains("去填：政府采购"), "{todo}");
    let procurement = page.get("u/nothing-at-all/2022/procurement").text();
    let form = between(&procurement, "id=\"form\"", "</main>");
    assert!(form.contains("数据中没有写“政府采购”") && !form.contains("去填："), "{form}");
    // What is accepted says its field as well.
    let sandbox = Sandbox::reference();
    let page = Serving::of(&sandbox);
    let accepted = page.get(&format!("u/{REFERENCE}/2022/accepted")).text();
    let places = accepted.split("<td class=\"where\">").skip(1);
    let places: Vec<&str> = places.map(|place| place.split("</td>").next().unwrap()).collect();
    let field = "“三公”经费</a><br><span class=\"small quiet\">公务用车购置，变动原因</span>";
    assert!(places.iter().any(|place| place.contains(field)), "{places:?}");
}

/// The sum of a column in which nothing is written is no nought; what is written comes to its sum.
#[test]
fn what_is_not_written_has_no_sum() {
    let sandbox = Sandbox::reference();
    let page = Serving::of(&sandbox);
    let budget = page.get(&format!("u/{REFERENCE}/2022/budget")).text();
    let foot = between(&budget, "<tfoot>", "</tfoot>");
    let sums: Vec<&str> = foot.split("<td class=\"num").skip(1).collect();
    assert!(sums.len() > 1, "{budget}");
    assert!(!foot.contains(">0.00<"), "{foot}");
    assert!(sums.iter().any(|sum| sum.contains("></td>")), "{foot}");
    assert!(sums.iter().any(|sum| sum.contains(",")), "{foot}");
    // A blank that is as much as another amount is not nought: what the others come to is no sum.
    let everything = Sandbox::of_data(&repository().join("tests/projects/everything"));
    let partly = Serving::of(&everything).get("u/qingyu-affairs/2022/budget").text();
    let foot = between(&partly, "<tfoot>", "</tfoot>");
    assert!(partly.contains("27,000,000.00") && !foot.contains("27,000,000.00"), "{foot}");
    assert!(foot.contains("2,640,448,204.00"), "{foot}");
    let adding = Browser::start_in_long_runs();
    let Some(browser) = adding else { return };
    browser.open(&format!("{}u/{REFERENCE}/2022/budget", page.address()));
    browser.until("document.querySelector('.grid tfoot')");
    let inputs =
        "[...document.querySelectorAll('tbody tr:not(.sum, .new) input[name$=\".full-year\"]')]";
    let foot = "[...document.querySelectorAll('tfoot tr > *')].map(one => one.textContent)";
    let count = browser.run(&format!("return {inputs}.length")).as_u64().unwrap();
    assert!(count > 1, "{count}");
    for number in 0..count {
        browser.run(&format!("{inputs}[{number}].focus()"));
        browser.keys("5");
        let whole = format!("'{}.00'", 5 * count);
        let is_whole = number + 1 == count;
        browser.until(&format!("{foot}.includes({whole}) === {is_whole}"));
        let sum =
            browser.run(&format!("return {foot}.includes('5.00') || {foot}.includes('0.00')"));
        assert_eq!(sum, json!(false), "{number} of {count}");
    }
}

/// Amounts of what is folded stand in a column and their rates in another, with the way they went; what nobody asks for says so.
#[test]
fn changes_are_told_with_their_way() {
    let sandbox = branches();
    let page = Serving::of(&sandbox);
    let html = page.get("u/nothing-at-all/2022/reasons").text();
    let short = Regex::new(
        "<span class=\"in-short\">([^<]*)</span><span class=\"in-short\">([^<]*)</span>",
    );
    let shorts: Vec<(String, String)> = short
        .unwrap()
        .captures_iter(&html)
        .map(|found| (found[1].to_owned(), found[2].to_owned()))
        .collect();
    let fall = ("−1,480,456.78".to_owned(), "下降100.00%".to_owned());
    assert!(shorts.contains(&fall), "{shorts:?}");
    let all = words(&html).replace('\n', "");
    assert!(all.contains("上年1,480,456.78元"), "{all}");
    assert!(all.contains("（可以不写）"), "{all}");
    let everything = page.get("u/unchanged/2022/reasons").text();
    assert!(!everything.contains(">0.00%<"), "{everything}");
}

/// Words that are told to have no place in the report are none of those that are counted as written.
#[test]
fn words_without_a_place_are_counted_apart() {
    let sandbox = branches();
    let page = Serving::of(&sandbox);
    let told = words(&page.get("u/new-unit/2022/reasons").text()).replace(['\n', ' '], "");
    let counted = "写好3句，还缺1句；另有6句不会印出，请删去或核对。";
    assert!(told.contains(counted), "{told}");
}

/// The figures of the year before that are only looked at are no inputs, and nothing is said of how they would be filled in.
#[test]
fn the_year_before_is_only_looked_at() {
    let sandbox = Sandbox::of(&repository().join("tests/projects/clean-more"));
    let page = Serving::of(&sandbox);
    let html = page.get("u/chinese-medicine-hospital/2024/prior").text();
    let section = between(&html, "<section aria-labelledby=\"heading\">", "</section>");
    for told in ["<input", "<textarea", "<select", "不填", "（必填）"] {
        assert!(!section.contains(told), "{told}: {section}");
    }
    assert!(section.matches("class=\"fixed").count() > 10, "{section}");
    // What is written is there, and can be led to.
    assert!(section.contains("id=\"is|2023.toml|three-public."), "{section}");
    let way = "年度的数据只看不改；要改的，<a href=\"../2023/income\">";
    assert!(section.contains(way), "{section}");
}

/// The head of last year's figures says where they come from and where they are changed: what is only compared with, here; what
/// this year's file says otherwise than last year's own as well, and the finding that asks why leads there.
#[test]
fn last_years_figures_say_where_they_are_changed() {
    let sandbox = Sandbox::of_data(&repository().join("tests/projects/clean-more"));
    let page = Serving::of(&sandbox);
    let year = "data/chinese-medicine-hospital/2024.toml";
    let text = std::fs::read_to_string(sandbox.path(year)).unwrap();
    let prior = "\n[prior]\nincome = [{ code = \"2100201\", general = 1.00 }]\n\
        expenditure = [{ code = \"2100201\", fund = \"general\", basic = 1.00 }]\n";
    sandbox.write(year, format!("{text}{prior}").as_bytes());
    let of = |topic: &str| page.get(&format!("u/chinese-medicine-hospital/2024/{topic}")).text();
    let section = |html: &str| {
        between(html, "<section aria-labelledby=\"heading\">", "</section>").to_owned()
    };
    let restated = section(&of("prior"));
    let field = "id=\"is|2024.toml|prior.restated\"";
    assert!(restated.contains(field) && restated.contains("只看不改"), "{restated}");
    assert!(words(&restated).contains("与上年公开的不同的"), "{restated}");
    let asked = "prior#is%7C2024%2Etoml%7Cprior%2Erestated";
    assert!(of("todo").contains(asked), "{}", words(&of("todo")));
    // What serves only comparisons is filled in here.
    sandbox.write(year, text.as_bytes());
    let compared = "year = 2023\ncomparison-only = true\nincome = []\nexpenditure = []\n";
    sandbox.write("data/chinese-medicine-hospital/2023.toml", compared.as_bytes());
    let compared = section(&of("prior"));
    let is_filled_in = |html: &str, file: &str| html.contains(&format!("name=\"new|{file}|"));
    assert!(is_filled_in(&compared, "2023.toml") && compared.contains("在这里改"), "{compared}");
    assert!(!compared.contains("只看不改"), "{compared}");
    std::fs::remove_file(sandbox.path("data/chinese-medicine-hospital/2023.toml")).unwrap();
    let none = section(&of("prior"));
    assert!(is_filled_in(&none, "2024.toml") && none.contains("填在这里"), "{none}");
}
