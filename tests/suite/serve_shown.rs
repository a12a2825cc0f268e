//! What the page says of findings, where it says so, and how it counts them.

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;

use crate::serve_import::{begun, leads_to, send, workbook};
use crate::serve_words::{between, words};
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox, repository};

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
    let said = |sandbox: &Sandbox, unit: &str| {
        let html = Serving::of(sandbox).get(&format!("u/{unit}/2022/todo")).text();
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
    for (sandbox, unit, wanted, is_kept) in [
        (lacking(), REFERENCE, "都不妨碍生成正式的报告；缺的，公开以前应当写上。", false),
        (blank(), REFERENCE, "缺的填好以前，只能生成草稿。", true),
        (with_an_error(), REFERENCE, "错误改好以前，只能生成草稿", true),
        (
            both(),
            REFERENCE,
            "错误改好以前，只能生成草稿；缺的另有 2 处不妨碍生成，公开以前应当写上。",
            true,
        ),
        (branches(), "managed", "都不妨碍生成正式的报告；缺的，公开以前应当写上。", false),
    ] {
        let (head, is_draft, all) = said(&sandbox, unit);
        assert!(head.contains(wanted), "{head}, not {wanted}");
        assert_eq!(is_draft, is_kept, "{head}");
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
