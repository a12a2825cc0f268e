//! What to do about a finding is told in the page's words, as links that lead to the fields.

use std::collections::BTreeSet;

use regex::Regex;

use crate::browser::{Browser, ENTER, TAB};
use crate::serve_words::{between, english, unescaped, words};
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox, repository};

/// The file of the year.
const YEAR: &str = "data/fenyang-social-insurance/2022.toml";

/// A report that has a reason missing, an amount with a nought too many, and nothing else that is new.
fn with_faults() -> Sandbox {
    let sandbox = Sandbox::reference();
    sandbox.replace(YEAR, ", change = \"单位机构改革，单位合并人员增加导致\"", "");
    sandbox.replace(YEAR, "basic = 400662.00", "basic = 4006620.00");
    sandbox
}

/// The links of what is to be done, each with its address and what it says.
fn leads(html: &str) -> Vec<(String, String)> {
    let leads = html.split("class=\"leads\">").skip(1).flat_map(|lead| {
        let lead = lead.split("</span>").next().unwrap();
        lead.split("<a href=\"").skip(1)
    });
    leads
        .map(|link| {
            (unescaped(link.split('"').next().unwrap()), between(link, ">", "</a>").to_owned())
        })
        .collect()
}

/// A reason that is missing is told as the field to fill in, not as a sentence that names keys; the row whose amount would
/// explain a difference as the likely cause; all in Chinese. A report without findings that lead anywhere has no such links.
#[test]
fn what_to_do_is_told_by_fields() {
    let sandbox = with_faults();
    let page = Serving::of(&sandbox);
    let todo = page.get(&format!("u/{REFERENCE}/2022/todo")).text();
    let said = words(&todo).replace('\n', "");
    assert!(said.contains("去填：原因和用途，"), "{said}");
    assert!(
        said.contains("可能错在：支出，2210201 住房公积金（一般公共预算），基本支出"),
        "{said}"
    );
    assert!(said.contains("是否多写了一个 0"), "{said}");
    assert!(!said.contains("请在 原因和用途"), "{said}");
    assert_eq!(english(&todo), Vec::<String>::new());
    // Each finding of a rule says once why, in place.
    let rows: Vec<&str> = todo.split("<tr").filter(|row| row.contains(" id=\"found-")).collect();
    assert!(rows.len() > 2, "{said}");
    let rule = Regex::new("说明　R[0-9]{4}").unwrap();
    for row in rows {
        let explained = row.matches("<details class=\"why\"").count();
        let has_rule = rule.is_match(row);
        assert!((explained, has_rule) == (1, true) || (explained, has_rule) == (0, false), "{row}");
        assert_eq!(has_rule, row.contains("为什么："), "{row}");
    }
    assert!(todo.matches("<details class=\"why\"").count() > 2, "{said}");
    let leads = leads(&todo);
    for (start, says) in
        [("reasons#", "比上年"), ("expenditure#", "2210201"), ("control#", "核对用合计，")]
    {
        assert!(
            leads.iter().any(|(to, words)| to.starts_with(start) && words.contains(says)),
            "{start}: {leads:#?}"
        );
    }
    drop(page);
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let todo = page.get(&format!("u/{REFERENCE}/2022/todo")).text();
    assert!(!todo.contains("可能错在：") && !todo.contains("去填："), "{}", words(&todo));
}

/// Each link leads to a field that is there: the topic opens with the focus on it, or in the row or table that it stands for.
#[test]
fn links_lead_to_fields() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = with_faults();
    let page = Serving::of(&sandbox);
    let todo = format!("u/{REFERENCE}/2022/todo");
    browser.size(1366, 640);
    browser.open(&format!("{}{todo}", page.address()));
    browser.until("document.querySelector('.leads a')");
    browser.picture("links-todo");
    assert_eq!(browser.violations(), Vec::<String>::new());
    let leads: BTreeSet<(String, String)> = leads(&page.get(&todo).text()).into_iter().collect();
    assert!(leads.len() > 2, "{leads:?}");
    for (to, says) in &leads {
        browser.open(&format!("{}{todo}", page.address()));
        browser.open(&format!("{}u/{REFERENCE}/2022/{to}", page.address()));
        browser.until("document.activeElement.closest('#form') && document.activeElement.id");
        let is_there = browser.run(
            "const [sought, focus] = [decodeURIComponent(location.hash.slice(1)), document.activeElement];
            return [focus.id, focus.closest('tr')?.id].includes(sought);",
        );
        assert_eq!(is_there, true, "{to} ({says})");
    }
    // Followed by hand from the list, and within a topic.
    browser.open(&format!("{}{todo}", page.address()));
    browser.until("document.querySelector('.leads a[href^=\"reasons#\"]')");
    browser.run("document.querySelector(\".leads a[href^='reasons#']\").click()");
    browser.until("document.activeElement.id.includes('reasons.accounts[221') && document.activeElement.id.endsWith('.change')");
    browser.open(&format!("{}u/{REFERENCE}/2022/expenditure", page.address()));
    browser.until("document.querySelector('.grid .leads a')");
    // Why is unfolded by keyboard, and stays so with the focus on it when the page is renewed with more of them above.
    let why = "document.querySelector('[id^=\"is|2022.toml|expenditure[2210201/\"] + .say .why')";
    browser.run("document.querySelector('.grid .say .leads a:last-of-type').focus()");
    browser.keys(&TAB.to_string());
    browser.until(&format!("document.activeElement.parentElement === {why}"));
    browser.keys(&ENTER.to_string());
    browser.until(&format!("{why}.open && {why}.innerText.includes('怎么办：')"));
    browser.picture("links-field");
    assert_eq!(browser.violations(), Vec::<String>::new());
    let count = browser.run("return document.querySelectorAll('#form details').length");
    let named = "code = \"2080507\", name = \"养老\", fund";
    sandbox.replace(YEAR, "code = \"2080507\", fund", named);
    browser.until(&format!("document.querySelectorAll('#form details').length > {count}"));
    browser.until(&format!("{why}.open && document.activeElement === {why}.firstElementChild"));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// A day of publication that is written nowhere leads to its field, and to the settings, where it may be written as well; one that
/// is written in either place is asked for nowhere.
#[test]
fn a_missing_day_of_publication_leads_to_its_field() {
    let sandbox = Sandbox::reference();
    let day = Regex::new("(?m)^published = .*\n").unwrap();
    for file in [YEAR, "juesuan.toml"] {
        let text = std::fs::read_to_string(sandbox.path(file)).unwrap();
        sandbox.write(file, day.replace(&text, "").as_bytes());
    }
    let page = Serving::of(&sandbox);
    let todo = page.get(&format!("u/{REFERENCE}/2022/todo")).text();
    let row = todo.split("<tr>").find(|row| row.contains("缺少公开日期")).unwrap();
    let leads: Vec<String> = leads(row).into_iter().map(|(link, _)| link).collect();
    let field = |file: &str| format!("#is%7C{file}%2Etoml%7Cpublished");
    assert_eq!(
        leads,
        [format!("profile{}", field("2022")), format!("../../../settings{}", field("juesuan"))]
    );
    assert!(row.contains(&format!("/profile{}", field("2022"))), "{row}");
    assert!(todo.contains(&format!("2022/profile{}\">", field("2022"))), "F8 leads there");
    assert_eq!(english(&todo), Vec::<String>::new());
    let profile = page.get(&format!("u/{REFERENCE}/2022/profile")).text();
    assert!(profile.contains("id=\"is|2022.toml|published\""));
    assert!(page.get("settings").text().contains("id=\"is|juesuan.toml|published\""));
    let with = format!(
        "published = 2023-09-15\n{}",
        std::fs::read_to_string(sandbox.path("juesuan.toml")).unwrap()
    );
    sandbox.write("juesuan.toml", with.as_bytes());
    assert!(!page.get(&format!("u/{REFERENCE}/2022/todo")).text().contains("缺少公开日期"));
}

/// Where a field is told to be lacking, the first link leads to it: the reason of points that were taken off, rows where there are
/// none of either side, indicators of which a kind is lacking; units of a department to the list of them.
#[test]
fn what_is_lacking_comes_first() {
    let projects = repository().join("tests/projects");
    let sandbox = Sandbox::of_data(&projects.join("branches"));
    sandbox.replace("data/edges/2022/移民扶持.toml", ", deviation = \"资金未下达\"", "");
    let page = Serving::of(&sandbox);
    let empty = Sandbox::of(&repository().join("tests/findings/base"));
    let (file, rows) = ("data/archives/2022.toml", "(?ms)^(income|expenditure) = \\[.*?^\\]$");
    let text = std::fs::read_to_string(empty.path(file)).unwrap();
    empty.write(file, Regex::new(rows).unwrap().replace_all(&text, "$1 = []").as_bytes());
    let of_nobody = Serving::of(&empty);
    let department = Sandbox::of_data(&projects.join("department"));
    let of_department = Serving::of(&department);
    for (page, report, said, wanted) in [
        (
            &page,
            "edges/2022",
            "没有写偏差原因",
            &["项目自评，绩效指标，扶持户数，偏差原因分析及改进措施"][..],
        ),
        (&page, "edges/2022", "自评报告没有效益指标", &["项目自评，绩效指标"]),
        (&of_nobody, "archives/2022", "全年没有收入，也没有支出", &["收入", "支出"]),
        (&of_department, "education/2022", "", &["单位和概况，部门汇总的各单位"]),
    ] {
        let todo = page.get(&format!("u/{report}/todo")).text();
        let rows = todo.split("<tr").filter(|row| row.contains(" id=\"found-"));
        let rows: Vec<&str> = rows.filter(|row| row.contains(said)).collect();
        let told = rows.iter().map(|row| leads(row).into_iter().map(|(_, says)| says).collect());
        let told: Vec<Vec<String>> = told.collect();
        assert!(told.iter().any(|told| told == wanted), "{said}: {told:?} {}", words(&todo));
    }
    let profile = of_department.get("u/education/2022/profile").text();
    assert!(profile.contains("id=\"is|unit.toml|members\""), "{profile}");
}
