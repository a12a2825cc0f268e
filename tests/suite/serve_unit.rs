//! `serve`: what is typed on a report's page gets into its files, or is held; nothing else is changed, and nothing is lost.

use std::collections::BTreeMap;
use std::fs;

use crate::serve_words::{between, unescaped, words};
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox, repository};

/// The file of the reference unit's year.
const YEAR: &str = "data/fenyang-social-insurance/2022.toml";

/// The topics of a report's page, as its own list has them.
pub(crate) fn topics(page: &Serving, unit: &str) -> Vec<String> {
    let seen = page.get(&format!("u/{unit}/todo")).text();
    let list = between(&seen, "<nav class=\"topics\"", "</nav>");
    let links = list.split("href=\"").skip(1).filter_map(|link| link.split('"').next());
    let slugs = links.filter_map(|link| link.rsplit('/').next());
    slugs.map(str::to_owned).collect()
}

/// The inputs of a page, each with what it shows.
fn inputs(html: &str) -> BTreeMap<String, String> {
    let mut inputs = BTreeMap::new();
    for part in html.split('<').skip(1) {
        let tag = part.split('>').next().unwrap_or_default();
        let name = unescaped(between(tag, " name=\"", "\""));
        if name.starts_with("is|") && !tag.contains(" readonly") && !tag.contains(" disabled") {
            inputs.insert(name, unescaped(between(tag, "data-was=\"", "\"")));
        }
    }
    inputs
}

/// A value goes into the file in its place, and nothing else of the file changes; one that cannot be read is held, over a
/// restart as well, and the file stays.
#[test]
fn values_are_written_in_place_or_held() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let unit = format!("u/{REFERENCE}/2022");
    let before = fs::read_to_string(sandbox.path(YEAR)).unwrap();
    let line = "{ code = \"2210201\", fund = \"general\", basic = 400662.00 }";
    assert!(before.contains(line));
    let name = "is|2022.toml|expenditure[2210201/general].basic";
    let was = "was|2022.toml|expenditure[2210201/general].basic";
    let save = |page: &Serving, typed: &str, shown: &str| {
        page.post(&format!("{unit}/expenditure"), &[(name, typed), (was, shown), ("live", "1")])
    };
    let shown = inputs(&page.get(&format!("{unit}/expenditure")).text());
    assert_eq!(shown[name], "400,662.00");
    let saved = save(&page, " ４００，６６３．５ ", "400,662.00");
    assert_eq!(saved.status, 200, "{}", saved.text());
    assert!(saved.text().contains("400,663.50") && !saved.text().contains("没有存下"));
    let after = fs::read_to_string(sandbox.path(YEAR)).unwrap();
    assert_eq!(after, before.replacen(line, &line.replace("400662.00", "400663.50"), 1));
    for (typed, why) in [
        ("12480元", "不是数"),
        ("四十万", "不是数"),
        ("1.234", "两位以上的小数"),
        ("<script>alert(1)</script>", "不是数"),
    ] {
        let held = save(&page, typed, "400,663.50").text();
        assert!(held.contains("1 处没有存下") && held.contains(why), "{typed}: {}", words(&held));
        assert!(!held.contains("<script>alert"), "{typed}");
        assert_eq!(fs::read_to_string(sandbox.path(YEAR)).unwrap(), after);
    }
    drop(page);
    let page = Serving::of(&sandbox);
    let again = page.get(&format!("{unit}/expenditure")).text();
    assert!(again.contains("1 处没有存下") && again.contains("&lt;script&gt;alert(1)"));
    // What the file has is taken again.
    let settled = save(&page, "400,663.50", "400,663.50").text();
    assert!(!settled.contains("没有存下"));
    // A form without scripts says which text it was made from.
    let seen = page.get(&format!("{unit}/expenditure")).text();
    let base = between(&seen, "name=\"base|2022.toml\" value=\"", "\"").to_owned();
    let by_hand = page
        .post(&format!("{unit}/expenditure"), &[(name, "400,662.00"), ("base|2022.toml", &base)]);
    assert_eq!(by_hand.status, 303);
    assert_eq!(fs::read_to_string(sandbox.path(YEAR)).unwrap(), before);
}

/// Where a cell was changed on both sides, the file keeps what it has, and what was typed is shown beside it.
#[test]
fn a_cell_changed_on_both_sides_loses_neither() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let unit = format!("u/{REFERENCE}/2022/expenditure");
    let [is, was] =
        ["is", "was"].map(|what| format!("{what}|2022.toml|expenditure[2210201/general].basic"));
    let other = "is|2022.toml|expenditure[2210201/general].project";
    sandbox.replace(YEAR, "basic = 400662.00", "basic = 400700.00");
    let outside = fs::read(sandbox.path(YEAR)).unwrap();
    let held = page.post(&unit, &[(&is, "400,800.00"), (&was, "400,662.00"), ("live", "1")]).text();
    assert_eq!(fs::read(sandbox.path(YEAR)).unwrap(), outside);
    assert!(
        held.contains("在别处改过")
            && held.contains("400,700.00</strong>")
            && held.contains("400,800.00")
    );
    let stale = [(is.as_str(), "400,900.00"), (other, "5"), ("base|2022.toml", "0000")];
    assert_eq!(page.post(&unit, &stale).status, 303);
    assert_eq!(fs::read(sandbox.path(YEAR)).unwrap(), outside);
    // Said once more with what the file has, it is meant.
    let taken =
        page.post(&unit, &[(&is, "400,800.00"), (&was, "400,700.00"), ("live", "1")]).text();
    assert!(fs::read_to_string(sandbox.path(YEAR)).unwrap().contains("basic = 400800.00"));
    assert!(taken.contains("400,800.00"));
}

/// What is sent again, because nobody heard that it had come, is done once: rows that are called by their place, and by their
/// code. What is meant twice is done twice.
#[test]
fn what_is_sent_again_is_done_once() {
    let sandbox = Sandbox::reference();
    let page = Serving::of(&sandbox);
    let unit = format!("u/{REFERENCE}/2022/corrections");
    let read = || fs::read_to_string(sandbox.path(YEAR)).unwrap();
    let rows = |text: &str| text.matches("审计发现培训费列错了科目").count();
    let add = |shown: &'static str| {
        [
            ("new|2022.toml|corrections|date", "2023-11-06"),
            ("new|2022.toml|corrections|reason", "审计发现培训费列错了科目"),
            ("rows|2022.toml|corrections", shown),
            ("live", "1"),
        ]
    };
    let before = read();
    assert!(
        page.get(&unit).text().contains("name=\"rows|2022.toml|corrections\" value=\"0\""),
        "the page tells how many rows it has"
    );
    for _ in 0..3 {
        let added = page.post(&unit, &add("0")).text();
        assert!(!added.contains("没有存下"), "{}", words(&added));
        assert!(unescaped(&added).contains("back|2022.toml|corrections[1]"), "it can be undone");
        assert_eq!(rows(&read()), 1);
    }
    // Meant once more by a page that has it.
    for _ in 0..2 {
        page.post(&unit, &add("1"));
        assert_eq!(rows(&read()), 2);
    }
    // One that says something else is another, however many the page had.
    let other = ("new|2022.toml|corrections|reason", "又发现一处");
    let [date, _, shown, live] = add("0");
    page.post(&unit, &[date, other, shown, live]);
    assert_eq!((rows(&read()), read().matches("又发现一处").count()), (2, 1));
    let removed = [("remove", "2022.toml|corrections[2]"), ("rows|2022.toml|corrections", "3")];
    assert_eq!(page.post(&unit, &[removed[0], removed[1], ("live", "1")]).status, 200);
    let once = read();
    assert_eq!(rows(&once), 1);
    let again = page.post(&unit, &[removed[0], removed[1], ("live", "1")]);
    assert!(again.text().contains("没有再删"), "{}", again.text());
    assert_eq!(read(), once);
    for left in ["2", "1"] {
        let removed =
            [("remove", "2022.toml|corrections[1]"), ("rows|2022.toml|corrections", left)];
        page.post(&unit, &[removed[0], removed[1], ("live", "1")]);
    }
    assert!(read().replacen("corrections = [\n]\n", "", 1) == before, "{}", read());
    // By its code.
    let unit = format!("u/{REFERENCE}/2022/economic");
    let cells = [
        ("new|2022.toml|economic|code", "30239"),
        ("new|2022.toml|economic|basic", "1,200"),
        ("live", "1"),
    ];
    for _ in 0..2 {
        let added = page.post(&unit, &cells).text();
        assert!(!added.contains("没有存下"), "{}", words(&added));
        assert_eq!(read().matches("\"30239\"").count(), 1);
    }
}

/// Whole rows are added and removed; a row that is not whole, or there already, is held.
#[test]
fn rows_come_and_go_whole() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let unit = format!("u/{REFERENCE}/2022/economic");
    let before = fs::read_to_string(sandbox.path(YEAR)).unwrap();
    let cells = |code: &'static str, basic: &'static str| {
        [
            ("new|2022.toml|economic|code", code),
            ("new|2022.toml|economic|basic", basic),
            ("live", "1"),
        ]
    };
    for (code, basic, why) in [
        ("", "12", "填全"),
        ("3020", "12", "302"),
        ("30299", "十二", "不是数"),
        ("30101", "12", "已经有这一行"),
    ] {
        let held = page.post(&unit, &cells(code, basic)).text();
        assert!(
            held.contains("没有存下") && held.contains(why),
            "{code} {basic}: {}",
            words(&held)
        );
        assert_eq!(fs::read_to_string(sandbox.path(YEAR)).unwrap(), before);
    }
    let added = page.post(&unit, &cells("30239 其他交通费用", "1,200")).text();
    assert!(!added.contains("没有存下") && added.contains("其他交通费用"), "{}", words(&added));
    let after = fs::read_to_string(sandbox.path(YEAR)).unwrap();
    assert!(after.contains("code = \"30239\", basic = 1200.00"), "{after}");
    let removed = page.post(&unit, &[("remove", "2022.toml|economic[30239]"), ("live", "1")]);
    assert_eq!(removed.status, 200);
    assert_eq!(fs::read_to_string(sandbox.path(YEAR)).unwrap(), before);
    // Files that are none of the report's cannot be meant.
    for file in ["../../juesuan.toml", "../other/2022.toml", "juesuan.toml", "2022/../unit.toml"] {
        page.post(
            &unit,
            &[(&format!("is|{file}|year"), "2023"), ("remove", &format!("{file}|year"))],
        );
    }
    assert_eq!(fs::read_to_string(sandbox.path(YEAR)).unwrap(), before);
}

/// A file that somebody broke is shown with its line, and nothing can be written until it is mended.
#[test]
fn a_broken_file_is_only_shown() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let line = "{ code = \"2210201\", fund = \"general\", basic = 400662.00 }";
    sandbox.replace(YEAR, line, "{ code = \"2210201\", fund = \"general\", basic = 400662.00");
    let broken = fs::read(sandbox.path(YEAR)).unwrap();
    let seen = page.get(&format!("u/{REFERENCE}/2022/expenditure")).text();
    assert!(
        seen.contains("本年的数据（“2022.toml”）第 ") && seen.contains("只能看"),
        "{}",
        words(&seen)
    );
    assert!(inputs(&seen).is_empty());
    let name = "is|2022.toml|expenditure[2210201/general].basic";
    let saved =
        page.post(&format!("u/{REFERENCE}/2022/expenditure"), &[(name, "1"), ("live", "1")]);
    assert!(saved.is_refused());
    assert_eq!(fs::read(sandbox.path(YEAR)).unwrap(), broken);
}

/// Words of a project that has everything can be changed on their pages, and are in the files then.
#[test]
fn every_field_can_be_filled_in() {
    let sandbox = Sandbox::of_data(&repository().join("tests/projects/everything"));
    let unit = fs::read_dir(sandbox.path("data")).unwrap().next().unwrap().unwrap().file_name();
    let unit = format!("{}/2022", unit.into_string().unwrap());
    let page = Serving::of(&sandbox);
    let mut changed = 0;
    for topic in topics(&page, &unit) {
        let address = format!("u/{unit}/{topic}");
        let seen = page.get(&address).text();
        let inputs = inputs(&seen);
        let files: Vec<(String, String)> = seen
            .split("name=\"base|")
            .skip(1)
            .map(|part| {
                let (file, rest) = part.split_once('"').unwrap();
                (format!("base|{file}"), between(rest, "value=\"", "\"").to_owned())
            })
            .collect();
        // Words are what may be changed without a number becoming wrong.
        let is_words = |name: &str| {
            ["use", "change", "total", "duties", "organization"]
                .iter()
                .any(|key| name.ends_with(key))
        };
        let typed: Vec<(String, String)> = inputs
            .iter()
            .filter(|(name, was)| {
                is_words(name) && !was.is_empty() && !was.contains(',') && !was.is_ascii()
            })
            .map(|(name, was)| (name.clone(), format!("{was}，改过")))
            .collect();
        if typed.is_empty() {
            continue;
        }
        let fields: Vec<(&str, &str)> = typed
            .iter()
            .chain(&files)
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let saved = page.post(&address, &fields);
        assert_eq!(saved.status, 303, "{topic}: {}", saved.text());
        let again = self::inputs(&page.get(&address).text());
        for (name, value) in &typed {
            let shown = again.get(name).map(String::as_str);
            assert_eq!(shown, Some(value.as_str()), "{name}");
            changed += 1;
        }
    }
    assert!(changed > 20, "{changed}");
    let checked = sandbox.run(&["check", "--format", "short"]);
    assert!(!checked.stderr().contains("toml-syntax"), "{}", checked.stderr());
}

/// The pages beside are those of the report, and follow what is written; a finding is accepted with its reason alone.
#[test]
fn pages_follow_and_findings_are_accepted() {
    let sandbox = Sandbox::nine();
    let unit = fs::read_dir(sandbox.path("data")).unwrap().next().unwrap().unwrap().file_name();
    let unit = unit.into_string().unwrap();
    let page = Serving::of(&sandbox);
    let year = sandbox.run(&["status", "--format", "json"]).stdout();
    let year: serde_json::Value = serde_json::from_str(&year).unwrap();
    let year = year["year"].as_u64().unwrap();
    let base = format!("u/{unit}/{year}");
    let pages = page.get(&format!("{base}/pages")).text();
    let edition = between(&pages, "data-edition=\"", "\"").to_owned();
    let count = pages.matches("<figure").count();
    assert!(count > 0, "{}", words(&pages));
    let first = page.get(&format!("{base}/page/{edition}/0"));
    assert!(
        first.head.contains("image/svg+xml") && first.text().starts_with("<svg"),
        "{}",
        first.head
    );
    let name = fs::read_to_string(sandbox.path(&format!("data/{unit}/unit.toml"))).unwrap();
    let name = between(&name, "name = \"", "\"").to_owned();
    assert!(
        page.get(&format!("{base}/page/{edition}/0/text")).text().replace('\n', "").contains(&name)
    );
    let renamed = page.post(
        &format!("{base}/profile"),
        &[("is|unit.toml|name", "某县改过名的单位"), ("was|unit.toml|name", &name), ("live", "1")],
    );
    assert_eq!(renamed.status, 200);
    let pages = page.get(&format!("{base}/pages")).text();
    assert_ne!(between(&pages, "data-edition=\"", "\""), edition);
    let text = page.get(&format!("{base}/page/x/0/text")).text().replace('\n', "");
    assert!(text.contains("改过名的单位"), "{text}");
    // A browser may ask for one that the report had before the last change: that is no error.
    assert_eq!(page.get(&format!("{base}/page/x/{count}00")).status, 204);
    let todo = page.get(&format!("{base}/todo")).text();
    let key = between(&todo, "name=\"finding\" value=\"", "\"").to_owned();
    assert!(!key.is_empty(), "{}", words(&todo));
    let path = sandbox.path(&format!("data/{unit}/{year}.toml"));
    let before = fs::read_to_string(&path).unwrap();
    for reason in ["", "  ", "见身份证 11010519491231002X"] {
        let refused =
            page.post(&format!("{base}/accept"), &[("finding", &key), ("reason", reason)]);
        assert_eq!(refused.status, 409, "{reason}");
        assert_eq!(fs::read_to_string(&path).unwrap(), before);
    }
    let accepted =
        page.post(&format!("{base}/accept"), &[("finding", &key), ("reason", "已逐项核对")]);
    assert_eq!(accepted.status, 303, "{}", accepted.text());
    let after = fs::read_to_string(&path).unwrap();
    assert!(after.starts_with(&before) && after.contains("reason = \"已逐项核对\""), "{after}");
    assert!(!page.get(&format!("{base}/todo")).text().contains(&key));
}

/// Codes are found by their digits and by their names.
#[test]
fn codes_are_offered() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    for (kind, text, wanted) in [
        ("item", "22102", "2210201\t住房公积金"),
        ("item", "%E4%BD%8F%E6%88%BF%E5%85%AC%E7%A7%AF%E9%87%91", "2210201\t住房公积金"),
        ("economic", "30201", "30201\t办公费"),
        ("function", "221", "221\t住房保障支出"),
        // As people write them, and as an input method does.
        ("item", "229%2060%2002", "2296002\t用于社会福利的彩票公益金支出"),
        ("item", "229%2060", "2296002\t用于社会福利的彩票公益金支出"),
        (
            "item",
            "%EF%BC%92%EF%BC%92%EF%BC%99%E3%80%80%EF%BC%96%EF%BC%90",
            "2296002\t用于社会福利的彩票公益金支出",
        ),
        ("item", "229.60", "2296002\t用于社会福利的彩票公益金支出"),
        ("economic", "302-01", "30201\t办公费"),
        ("economic", "302%20%E5%8A%9E%E5%85%AC", "30201\t办公费"),
        ("function", "22102%E4%BD%8F%E6%88%BF", "22102\t住房改革支出"),
    ] {
        let offered = page.get(&format!("codes/{kind}/{text}")).text();
        assert!(offered.lines().any(|line| line == wanted), "{kind} {text}: {offered}");
        assert!(offered.lines().count() <= 12);
    }
    // Nor has a name what another code begins with.
    let none = page.get("codes/economic/302%20%E4%BD%8F%E6%88%BF").text();
    assert_eq!(none, "");
    assert_eq!(page.get("codes/x/1").status, 404);
}

/// What a table is nothing without may be typed last: what was held for want of it is written with it, unless the file has
/// something there by then.
#[test]
fn what_waits_for_another_field_is_written_with_it() {
    let everything = repository().join("tests/projects/everything");
    let sandbox = Sandbox::of_data(&everything);
    let page = Serving::of(&sandbox);
    let file = "data/qingyu-affairs/2022.toml";
    let unit = "u/qingyu-affairs/2022/performance";
    let table = "performance.self-evaluation";
    let save = |key: &str, typed: &str| {
        let [is, was] = ["is", "was"].map(|what| format!("{what}|2022.toml|{table}.{key}"));
        page.post(unit, &[(&is, typed), (&was, ""), ("live", "1")]).text()
    };
    let before = fs::read_to_string(sandbox.path(file)).unwrap();
    assert!(!before.contains("self-evaluation"), "{before}");
    for (key, typed, count) in [("average", "96.5", 1), ("good", "3", 2), ("poor", "三个", 3)] {
        let said = save(key, typed);
        assert!(said.contains(&format!("{count} 处没有存下")), "{}", words(&said));
        assert_eq!(fs::read_to_string(sandbox.path(file)).unwrap(), before);
    }
    let said = save("amount", "12000");
    assert!(said.contains("1 处没有存下") && said.contains("不是数"), "{}", words(&said));
    let after = fs::read_to_string(sandbox.path(file)).unwrap();
    for wanted in ["amount = 12000", "average = 96.5", "good = 3"] {
        assert!(after.contains(wanted), "{wanted}: {after}");
    }
}
