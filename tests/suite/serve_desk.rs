//! What stands beside the fields of a report's page: sums of classes in the tables, the box for what did not happen, what the keys
//! do.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::browser::{Browser, CONTROL, ENTER};
use crate::serve_words::{between, pages, unescaped};
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox, is_long, repository, some};

/// The file of the reference unit's year.
const YEAR: &str = "data/fenyang-social-insurance/2022.toml";

/// F1.
const F1: char = '\u{e031}';

/// Esc.
const ESCAPE: char = '\u{e00c}';

/// The arrow down.
const DOWN: char = '\u{e015}';

/// Shift.
const SHIFT: char = '\u{e008}';

/// The rows of sums of a topic: what stands in the cells of each, by its code.
fn sums(page: &Serving, topic: &str) -> BTreeMap<String, Vec<String>> {
    let html = page.get(&format!("u/{REFERENCE}/2022/{topic}")).text();
    let rows = html.split("<tr class=\"sum\" data-below=\"").skip(1).map(|row| {
        let row = row.split("</tr>").next().unwrap();
        let (code, cells) = row.split_once('"').unwrap();
        let cells = cells.split("<t").skip(1).map(|cell| {
            let text = cell.split_once('>').unwrap().1;
            text.split('<').next().unwrap().to_owned()
        });
        (code.to_owned(), cells.collect())
    });
    rows.collect()
}

/// Classes and sections stand above their rows, in the order of the codes, with what these add up to; rows that come and go
/// change them.
#[test]
fn classes_have_their_sums() {
    let sandbox = Sandbox::reference().without_reports();
    // The order of the file is no order of the page.
    let last = "  { code = \"2210201\", fund = \"general\", basic = 400662.00 },\n";
    sandbox.replace(YEAR, last, "");
    sandbox.replace(YEAR, "expenditure = [\n", &format!("expenditure = [\n{last}"));
    let page = Serving::of(&sandbox);
    let before = sums(&page, "expenditure");
    let codes: Vec<&str> = before.keys().map(String::as_str).collect();
    assert_eq!(codes, ["208", "20801", "20805", "20826", "20899", "221", "22102"]);
    let amounts = |code: &str| before[code].iter().filter(|cell| cell.contains('.')).cloned();
    assert_eq!(amounts("208").take(2).collect::<Vec<_>>(), ["218,534,839.76", "197,932,916.43"]);
    assert_eq!(amounts("20826").take(1).collect::<Vec<_>>(), ["114,086,619.00"]);
    let html = page.get(&format!("u/{REFERENCE}/2022/expenditure")).text();
    assert!(html.find("data-below=\"20899\"") < html.find("data-below=\"221\""));
    assert!(html.contains("社会保障和就业支出") && html.contains("住房改革支出"));
    let row = "expenditure[2210201/general]";
    let gone = page.post(
        &format!("u/{REFERENCE}/2022/expenditure"),
        &[("remove", &format!("2022.toml|{row}")), ("live", "1")],
    );
    let undo = unescaped(between(&gone.text(), "data-undo=\"", "\""));
    let without = sums(&page, "expenditure");
    assert!(!without.contains_key("221") && !without.contains_key("22102"), "{without:?}");
    let undo: Vec<(String, String)> = serde_json::from_str(&undo).unwrap();
    let undo: Vec<(&str, &str)> = undo.iter().map(|(name, value)| (&**name, &**value)).collect();
    page.post(&format!("u/{REFERENCE}/2022/expenditure"), &undo);
    assert_eq!(sums(&page, "expenditure"), before);
    // A class of economic sections, and of sources in columns.
    assert!(sums(&page, "economic")["301"].iter().any(|cell| cell == "4,286,895.67"));
    assert!(sums(&page, "income")["208"].iter().any(|cell| cell == "416,467,756.19"));
    // Neither names nor totals to check by are added up.
    assert_eq!(sums(&page, "control").len() + sums(&page, "names").len(), 0);
}

/// The box of a topic, as the page has it: whether it is ticked, whether it can be.
fn nothing(page: &Serving, topic: &str) -> (bool, bool, String) {
    let html = page.get(&format!("u/{REFERENCE}/2022/{topic}")).text();
    let (_, rest) = html.split_once("class=\"nothing\"").unwrap_or_else(|| panic!("{topic}"));
    let (input, rest) = between(rest, "<input ", "</p>").split_once('>').unwrap();
    (input.contains(" checked"), !input.contains(" disabled"), unescaped(rest))
}

/// The box is ticked where all is 0, waits where something is not written, and is out of reach where an amount is.
#[test]
fn what_did_not_happen_is_known() {
    let sandbox = Sandbox::reference().without_reports();
    let page = Serving::of(&sandbox);
    let (ticked, may_be, _) = nothing(&page, "three-public");
    assert!(ticked && may_be);
    let (ticked, may_be, _) = nothing(&page, "assets");
    assert!(!ticked && may_be);
    let (ticked, may_be, said) = nothing(&page, "procurement");
    assert!(!ticked && !may_be && said.contains("“货物支出”填着 78,398.00 元"), "{said}");
    let income = page.get(&format!("u/{REFERENCE}/2022/income")).text();
    assert!(!income.contains("class=\"nothing\""));
}

/// What is said beside the box is what is counted: a table of which nothing is written is missing, and one of which something
/// is has nil where nothing is written; a number says of which item it is. What is missing is told with the box, where there
/// is one.
#[test]
fn what_is_said_of_the_box_is_counted() {
    let sandbox = Sandbox::brief();
    let whole = fs::read_to_string(sandbox.path(YEAR)).unwrap();
    let page = Serving::of(&sandbox);
    let gaps = |topic: &str| {
        let html = page.get(&format!("u/{REFERENCE}/2022/{topic}")).text();
        let listed = html.split("<li>").find(|item| item.contains(&format!("/{topic}\"")));
        (unescaped(&html), listed.unwrap().contains("tag gap"))
    };
    for (topic, filled, called) in [
        ("procurement", "goods = 0", "政府采购"),
        ("assets", "equipment = 0", "国有资产"),
        ("three-public", "abroad = { initial = 0 }", "‘三公’经费"),
    ] {
        let table = toml_table(&whole, topic);
        fs::write(sandbox.path(YEAR), whole.replacen(&table, "", 1)).unwrap();
        assert!(nothing(&page, topic).2.contains("不勾而空着，算没有填"), "{topic}");
        let (html, is_gap) = gaps(topic);
        assert!(is_gap && html.contains(&format!("勾上“本年没有{called}”")), "{topic} {html}");
        assert!(!html.contains("的，各数写 0"), "{topic}");
        let filled = whole.replacen(&table, &format!("[{topic}]\n{filled}\n\n"), 1);
        fs::write(sandbox.path(YEAR), filled).unwrap();
        let said = nothing(&page, topic).2;
        assert_eq!(said.contains("算没有填"), gaps(topic).1, "{topic} {said}");
        assert!(said.contains("算没有填") || said.contains("空着的也当作 0"), "{topic} {said}");
    }
    let budgeted = "[three-public]\nreception = { initial = 30000 }\n\n";
    let table = toml_table(&whole, "three-public");
    fs::write(sandbox.path(YEAR), whole.replacen(&table, budgeted, 1)).unwrap();
    let said = nothing(&page, "three-public").2;
    assert!(said.contains("“公务接待，年初预算”填着 30,000.00 元，所以不能勾"), "{said}");
    let table = toml_table(&whole, "performance");
    fs::write(sandbox.path(YEAR), whole.replacen(&table, "", 1)).unwrap();
    let (html, _) = gaps("performance");
    let wanted = "没有开展项目绩效自评的，“项目自评涉及资金”的各项写 0";
    assert!(html.contains(wanted) && !html.contains("的，各数写 0"), "{html}");
}

/// What is as it was last year is said to be so.
#[test]
fn what_is_as_last_year_is_told_so() {
    let sandbox = Sandbox::of_data(&repository().join("tests/projects/branches"));
    let page = Serving::of(&sandbox);
    let html = unescaped(&page.get("u/unchanged/2022/reasons").text());
    assert!(html.contains("与上年持平") && !html.contains("比上年持平"), "{html}");
}

/// The lines of a table in a file, with those of the tables below it.
fn toml_table(whole: &str, key: &str) -> String {
    let begin = whole.find(&format!("[{key}]")).unwrap();
    let rest = &whole[begin + 1..];
    let others = rest.match_indices("\n[").map(|(at, _)| begin + 1 + at + 1);
    let end = others.clone().find(|at| !whole[at + 1..].starts_with(key)).unwrap_or(whole.len());
    whole[begin..end].to_owned()
}

/// The year and its days stand under a heading of their own, behind what the unit is and before what it does; when this year's
/// profile is used is said.
#[test]
fn the_days_have_a_heading() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let html = unescaped(&page.get(&format!("u/{REFERENCE}/2022/profile")).text());
    let form = between(&html, "id=\"fields\"", "</form>");
    let parts = [
        ">单位性质",
        ">年度和日期</h3>",
        ">公开日期",
        "不填：用项目设置里的公开日期",
        ">只供比较",
        "这一年只供与下一年比较",
        ">单位概况</h3>",
        ">本年的单位概况</h3>",
        "本年与往年不同的才填",
    ];
    let places = parts.map(|part| form.find(part).unwrap_or_else(|| panic!("{part}: {form}")));
    assert!(places.is_sorted(), "{places:?}");
}

/// The names of the numbers that the box of a topic writes.
fn zeros(page: &Serving, topic: &str) -> Vec<String> {
    let html = page.get(&format!("u/{REFERENCE}/2022/{topic}")).text();
    let names = unescaped(between(&html, "data-nothing=\"", "\""));
    names.split(' ').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// What undoes what a form writes.
fn undo(page: &Serving, topic: &str, form: &[(String, String)]) -> Vec<(String, String)> {
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (&**name, &**value)).collect();
    let form = [&form[..], &[("live", "1")]].concat();
    let saved = page.post(&format!("u/{REFERENCE}/2022/{topic}"), &form);
    assert_eq!(saved.status, 200, "{}", saved.text());
    serde_json::from_str(&unescaped(between(&saved.text(), "data-undo=\"", "\""))).unwrap()
}

/// Undone, a topic in which nothing happened is byte for byte as it was, whatever of its table was written; done again, as it
/// was done. Where something else has changed since, that stays, and only the zeros go.
#[test]
fn what_did_not_happen_is_undone_to_the_byte() {
    let sandbox = Sandbox::brief();
    let whole = fs::read_to_string(sandbox.path(YEAR)).unwrap();
    let page = Serving::of(&sandbox);
    let file = || fs::read_to_string(sandbox.path(YEAR)).unwrap();
    for topic in ["three-public", "procurement", "assets"] {
        let table = toml_table(&whole, topic);
        let lefts = [
            String::new(),
            format!("[{topic}]\n\n"),
            format!("[{topic}]   # 还没有填\n\n# 待查\n\n"),
        ];
        for left in some(lefts, 2) {
            let before = whole.replacen(&table, &left, 1).replace('\n', "\r\n");
            fs::write(sandbox.path(YEAR), &before).unwrap();
            let zeros: Vec<(String, String)> = zeros(&page, topic)
                .into_iter()
                .flat_map(|name| [(name.clone(), "0"), (name.replacen("is", "was", 1), "")])
                .map(|(name, value)| (name, value.to_owned()))
                .collect();
            assert!(zeros.len() >= 6, "{topic} {zeros:?}");
            let undone = undo(&page, topic, &zeros);
            let done = file();
            assert_ne!(done, before, "{topic} {left}");
            let again = undo(&page, topic, &undone);
            assert_eq!(file(), before, "{topic} {left}");
            let undone = undo(&page, topic, &again);
            assert_eq!(file(), done, "{topic} {left}");
            let changed = done.replacen(
                "2080109\", general = 61751372.78",
                "2080109\", general = 61751372.79",
                1,
            );
            assert_ne!(changed, done);
            fs::write(sandbox.path(YEAR), &changed).unwrap();
            undo(&page, topic, &undone);
            let now = file();
            assert!(now.contains("general = 61751372.79") && now.len() < done.len(), "{now}");
        }
    }
}

/// By keyboard: sums follow what is typed, arrows walk over them, blocks leave them out; the panel of keys comes and goes with
/// the focus where it was; a topic in which nothing happened is written with one key, and undone with one.
#[test]
fn a_table_the_keys_and_nothing() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::reference().without_reports();
    let page = Serving::of(&sandbox);
    browser.size(1366, 640);
    browser.open(&format!("{}u/{REFERENCE}/2022/economic", page.address()));
    let basic = |code: &str| format!("[name='is|2022.toml|economic[{code}].basic']");
    let focus = |code: &str| format!("document.activeElement.matches(\"{}\")", basic(code));
    let class = "document.querySelector('[data-below=\"301\"]').textContent";
    let total = "document.querySelector('.grid tfoot tr')";
    browser.click(&basic("30199"));
    browser.keys("121534.01");
    browser.until(&format!("{class}.includes('4,286,895.68')"));
    browser.until(&format!("{total}.textContent.includes('218,935,501.77')"));
    browser.keys(&ESCAPE.to_string());
    browser.until(&format!("{class}.includes('4,286,895.67')"));
    let bottom = format!(
        "{total}.firstElementChild.getBoundingClientRect().bottom <= document.getElementById('form').getBoundingClientRect().bottom"
    );
    browser.until(&bottom);
    browser.picture("desk-sums");
    browser.keys(&DOWN.to_string());
    browser.until(&focus("30201"));
    browser.click(&basic("30199"));
    browser.with(SHIFT, DOWN);
    browser.until("document.getElementById('picked').textContent === '选中 2 格，合计 162,534.00'");
    browser.run(
        "window.addEventListener('paste', event => {
            window.pasted = event.clipboardData.getData('text/plain');
            event.preventDefault();
            event.stopImmediatePropagation();
        }, { capture: true, once: true });",
    );
    browser.with(CONTROL, 'c');
    browser.with(CONTROL, 'v');
    browser.until("window.pasted !== undefined");
    assert_eq!(browser.run("return window.pasted"), "121534.00\r\n41000.00");
    // What the keys do.
    browser.keys(&F1.to_string());
    browser.until("document.getElementById('help').open");
    browser.until("document.activeElement.closest('#help')");
    browser.picture("desk-help");
    assert_eq!(browser.violations(), Vec::<String>::new());
    browser.keys(&ESCAPE.to_string());
    browser.until(&format!("!document.getElementById('help').open && {}", focus("30201")));
    browser.keys(&F1.to_string());
    browser.until("document.getElementById('help').open");
    browser.keys(&F1.to_string());
    browser.until(&format!("!document.getElementById('help').open && {}", focus("30201")));
    browser.click("#help-open");
    browser.until("document.getElementById('help').open");
    browser.keys(&ENTER.to_string());
    browser.until("!document.getElementById('help').open");
    browser.until("document.activeElement.id === 'help-open'");
    // Nothing happened.
    let file = || fs::read_to_string(sandbox.path(YEAR)).unwrap();
    browser.open(&format!("{}u/{REFERENCE}/2022/assets", page.address()));
    let tick = "document.querySelector('[data-nothing]')";
    browser.until(&format!("{tick} && !{tick}.checked"));
    browser.run(&format!("{tick}.focus()"));
    browser.keys(" ");
    browser.until("document.getElementById('saved').textContent.startsWith('已存盘')");
    browser.until(&format!("{tick}.checked && document.activeElement === {tick}"));
    let vehicles = between(&file(), "[assets]", "[performance").matches("= 0").count();
    assert!(vehicles > 5, "{}", file());
    browser.picture("desk-nothing");
    assert_eq!(browser.violations(), Vec::<String>::new());
    browser.click("#undo");
    browser.until(&format!("!{tick}.checked"));
    let undone = file();
    let assets = between(&undone, "[assets]", "[performance");
    assert!(assets.contains("equipment = 0 ") && assets.matches("= 0").count() == 1, "{assets}");
    // Taken away again: all zeros, and nothing else.
    browser.run(&format!("{tick}.focus()"));
    browser.keys(" ");
    browser.until(&format!("{tick}.checked && document.querySelector('.note').textContent"));
    browser.until(
        "document.querySelector(\"[name='is|2022.toml|assets.equipment']\").dataset.was === '0'",
    );
    browser.until("document.querySelector('.nothing').textContent.includes('去掉勾')");
    browser.keys(" ");
    browser.until("document.querySelector('.nothing').textContent.includes('勾上')");
    let after = file();
    let assets = between(&after, "[assets]", "[performance");
    assert!(!assets.contains("= 0") && assets.contains("other-use = \"无\""), "{assets}");
    // An amount keeps the box from being ticked.
    browser.click("[name='is|2022.toml|assets.equipment']");
    browser.keys(&format!("2{ENTER}"));
    browser.until(&format!("{tick}.disabled"));
    browser.until("document.querySelector('.nothing').textContent.includes('填着 2 台（套）')");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Every topic of the example, and of a unit that has everything, comes in no more than 200 KB, with its style and its scripts.
#[test]
fn a_page_is_small() {
    let everything = Sandbox::of_data(&repository().join("tests/projects/everything"));
    let mut count = 0;
    for sandbox in some([Sandbox::reference().without_reports(), everything], 2) {
        let page = Serving::of(&sandbox);
        let begin = format!("\"/{}/", page.token);
        for (path, html) in
            pages(&page).into_iter().filter(|(_, html)| html.contains("id=\"form\""))
        {
            let linked = html.split(&begin).skip(1).filter_map(|rest| rest.split('"').next());
            let assets = linked.filter(|link| link.ends_with(".js") || link.ends_with(".css"));
            let assets: usize = assets.map(|link| page.get(link).body.len()).sum();
            assert!(assets > 80 << 10, "{path}: {assets}");
            assert!(html.len() + assets <= 200 << 10, "{path}: {} and {assets}", html.len());
            count += 1;
        }
    }
    assert!(count > if is_long() { 40 } else { 15 }, "{count}");
}

/// Each self-evaluation is shown by itself, under an address of its own, with the way to all others; what is written there comes
/// back to it.
#[test]
fn each_evaluation_has_its_page() {
    let sandbox = Sandbox::reference().without_reports();
    let page = Serving::of(&sandbox);
    let first = page.get(&format!("u/{REFERENCE}/2022/evaluations")).text();
    let parts = between(&first, "aria-label=\"各份自评报告\"", "</nav>");
    let links = parts.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let slugs: Vec<&str> = links.map(|link| link.rsplit('/').next().unwrap()).collect();
    assert_eq!(slugs.len(), 11, "{slugs:?}");
    let mut files = BTreeSet::new();
    for slug in &slugs {
        let path = format!("u/{REFERENCE}/2022/{slug}");
        let html = page.get(&path).text();
        let names = html.split(" name=\"is|").skip(1).map(|rest| rest.split('|').next().unwrap());
        let names: Vec<&str> = names.collect();
        assert!(names.len() > 20 && names.iter().all(|name| *name == names[0]), "{names:?}");
        assert_eq!(html.matches("aria-current=\"page\"").count(), 2, "{slug}");
        let field = format!("{}|basis", names[0]);
        let was = unescaped(between(
            between(&html, &format!(" name=\"is|{field}\""), ">"),
            "data-was=\"",
            "\"",
        ));
        let (is, was_name) = (format!("is|{field}"), format!("was|{field}"));
        let written = page.post(&path, &[(&is, "另有依据"), (&was_name, &was)]);
        assert_eq!(written.status, 303, "{}", written.text());
        assert!(written.head.contains(&format!("/2022/{slug}\r\n")), "{}", written.head);
        assert!(
            fs::read_to_string(sandbox.path(&format!("data/{REFERENCE}/{}", names[0])))
                .unwrap()
                .contains("另有依据")
        );
        files.insert(names[0].to_owned());
    }
    assert_eq!(files.len(), 11);
    // A name that is none shows the first.
    let none = page.get(&format!("u/{REFERENCE}/2022/evaluations-nothing")).text();
    assert!(none.contains(&format!(" name=\"is|{}|", files.first().unwrap())));
}
