//! `serve`: many reports at once. Their next editions are registered after it was shown which and why not; while they are built,
//! each row tells how far it is.

use std::fs;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::browser::{Browser, CONTROL, ENTER, TAB};
use crate::serve_words::{between, english, words};
use crate::serving::Serving;
use crate::support::{Sandbox, repository};

/// The units that stay: one that is built, one that is changed afterwards, one that is never built, one with an error.
const UNITS: [&str; 4] = ["unchanged", "first-money", "nothing-at-all", "single-class"];

/// A project of four units.
fn four() -> Sandbox {
    let sandbox = Sandbox::nine();
    for entry in fs::read_dir(sandbox.path("data")).unwrap() {
        let entry = entry.unwrap();
        if !UNITS.iter().any(|unit| entry.file_name() == *unit) {
            fs::remove_dir_all(entry.path()).unwrap();
        }
    }
    // The first report of each process takes a moment, in which the others can be seen to wait.
    let cover = fs::read_to_string(repository().join("layouts/shanxi/cover.typ")).unwrap();
    let slowly = "#let moment = { let n = 0\n for i in range(2000000) { n += 1 } }\n";
    sandbox.write("layouts/shanxi/cover.typ", format!("{slowly}{cover}").as_bytes());
    sandbox
}

/// The fields of a form that names units.
fn named<'f>(units: &[&'f str]) -> Vec<(&'static str, &'f str)> {
    units.iter().map(|unit| ("unit", *unit)).collect()
}

/// Waits until what was begun is over; what is said of it then.
fn over(page: &Serving) -> String {
    let end = Instant::now() + Duration::from_secs(120);
    loop {
        let said = page.get("progress").text();
        if said.contains("data-over") {
            return words(&said);
        }
        assert!(Instant::now() < end, "not over: {said}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// What is shown of each of the units that are to be registered and of those that cannot be yet.
fn shown(page: &Serving, units: &[&str]) -> (String, String) {
    let answer = page.post("register", &named(units));
    let html = answer.text();
    assert_eq!(answer.status, 200, "{html}");
    assert_eq!(english(&html), Vec::<String>::new());
    let part = |label: &str| match html.contains(label) {
        true => words(between(&html, &format!("aria-label=\"{label}\""), "</table>")),
        false => String::new(),
    };
    (part("要登记的"), part("还不能登记的"))
}

/// The row of a unit in the table, in words.
fn row(page: &Serving, unit: &str) -> String {
    let html = page.get("").text();
    let (_, rest) = html.split_once(&format!("value=\"{unit}/2022\"")).unwrap();
    words(rest.split("</tr>").next().unwrap())
}

/// Of four units it is shown which can be registered, and why the others cannot; those are registered and no other, once.
#[test]
fn what_can_be_is_registered_and_the_rest_is_told() {
    let sandbox = four();
    let page = Serving::of(&sandbox);
    let all = UNITS.map(|unit| format!("{unit}/2022"));
    let all = all.each_ref().map(String::as_str);
    assert_eq!(page.post("register", &[]).status, 200);
    let (can, cannot) = shown(&page, &all);
    assert_eq!((can.as_str(), cannot.matches("还没有生成").count()), ("", 4), "{cannot}");
    assert_eq!(page.post("build", &named(&all[..2])).status, 303);
    over(&page);
    sandbox.replace("data/first-money/unit.toml", "duties = \"", "duties = \"另有一项职责。");
    let year = sandbox.path("data/single-class/2022.toml");
    let sound = fs::read_to_string(&year).unwrap();
    let row_of = sound.lines().find(|line| line.contains("general = ")).unwrap();
    let (begin, rest) = row_of.split_once("general = ").unwrap();
    let amount = rest.split([' ', ',', '}']).next().unwrap();
    let wrong = format!("{begin}general = 1.00{}", &rest[amount.len()..]);
    fs::write(&year, sound.replacen(row_of, &wrong, 1)).unwrap();
    let (can, cannot) = shown(&page, &all);
    assert!(can.contains("第 1 版") && can.matches('版').count() == 1, "{can}");
    for why in ["生成以后有改动", "还没有生成", "处错误，先改正"] {
        assert_eq!(cannot.matches(why).count(), 1, "{why}: {cannot}");
    }
    // One that cannot be built tells why, in a sentence that can be copied.
    assert_eq!(page.post("build", &[("unit", all[3])]).status, 303);
    over(&page);
    let said = page.get("progress").text();
    let sentence = between(&said, "data-copy=\"", "\"");
    assert!(sentence.contains("没有生成：错误 ") && sentence.contains(" 处："), "{sentence}");
    // Nothing is written by looking, and names that are none lead nowhere.
    assert!(!sandbox.path("published").exists());
    assert_eq!(shown(&page, &["nobody/2022", "..", "unchanged/x"]), Default::default());
    let mut write = named(&all);
    write.push(("write", "yes"));
    assert_eq!(page.post("register", &write).status, 303);
    let said = over(&page);
    assert!(said.contains("共 1 份，登记了 1，没有登记 0"), "{said}");
    assert!(said.contains("第 1 版"), "{said}");
    let registered: Vec<_> = fs::read_dir(sandbox.path("published/2022")).unwrap().collect();
    assert_eq!(registered.len(), 1);
    assert!(sandbox.path("published/2022/unchanged/index.json").is_file());
    assert!(row(&page, "unchanged").contains("第 1 版"), "{}", row(&page, "unchanged"));
    let (can, cannot) = shown(&page, &all[..1]);
    assert_eq!(can, "");
    assert!(cannot.contains("已经登记过第 1 版，内容一样"), "{cannot}");
    let again = page.post("register", &[("unit", all[0]), ("write", "yes")]);
    assert_eq!(again.status, 409);
    // What is changed afterwards waits for its reason; corrected and built, it is the second edition.
    sandbox.replace("data/unchanged/unit.toml", "duties = \"", "duties = \"另有一项职责。");
    assert!(shown(&page, &all[..1]).1.contains("先写明更正原因"));
    let reason = [("date", "2023-11-06"), ("reason", "漏了一项职责")];
    assert_eq!(page.post("u/unchanged/2022/edition/correct", &reason).status, 303);
    assert!(shown(&page, &all[..1]).1.contains("生成以后有改动"));
    assert_eq!(page.post("build", &named(&all[..1])).status, 303);
    over(&page);
    assert!(shown(&page, &all[..1]).0.contains("第 2 版，更正"));
    // What the page cannot know is told by whoever registers, and the rest is registered all the same.
    page.post("build", &named(&all[1..2]));
    over(&page);
    fs::write(sandbox.path("published/2022/first-money"), "不是文件夹").unwrap();
    assert_eq!(page.post("register", &write).status, 303);
    let said = over(&page);
    assert!(said.contains("共 2 份，登记了 1，没有登记 1"), "{said}");
    assert!(said.contains("没有登记：") && said.contains("第 2 版"), "{said}");
    assert!(sandbox.path("published/2022/unchanged/2").is_dir());
}

/// How many rows each choice of the table has, the sentence over it, and what is said of a unit's last day.
fn awaited(page: &Serving, unit: &str) -> (String, bool, String) {
    let html = page.get("").text();
    let chip = between(&html, "data-chip=\"late\"", "</button>");
    let chip = between(chip, "<b>", "</b>").to_owned();
    let sentence = words(between(&html, "class=\"sum\"", "</div>"));
    let (_, rest) = html.split_once(&format!("value=\"{unit}/2022\"")).unwrap();
    let row = rest.split("</tr>").next().unwrap();
    let due = row.split("<td").find(|cell| cell.contains("data-order=\"2023-"));
    let due = due.map(|cell| between(cell, ">", "</td>").to_owned());
    (chip, sentence.contains("已经超期"), due.unwrap_or_default())
}

/// Whose last day has passed waits until it is registered, whatever is built; what is registered waits no more.
#[test]
fn who_is_late_is_told_by_the_register() {
    let sandbox = four();
    let settings = fs::read_to_string(sandbox.path("juesuan.toml")).unwrap();
    let settings = format!("{settings}\n[check.rules]\nR0604 = \"warning\"\n");
    sandbox.write("juesuan.toml", settings.as_bytes());
    let days = ["2023-08-28", "2023-08-20", "2023-08-28"];
    for (unit, day) in UNITS.iter().zip(days) {
        let year = format!("data/{unit}/2022.toml");
        sandbox.replace(&year, "\nyear = 2022", &format!("\napproved = {day}\nyear = 2022"));
    }
    let page = Serving::of(&sandbox);
    let (count, is_told, due) = awaited(&page, UNITS[0]);
    assert_eq!((count.as_str(), is_told), ("3", true));
    assert!(due.starts_with("2023年9月17日　超 "), "{due}");
    let all = UNITS.map(|unit| format!("{unit}/2022"));
    let all = all.each_ref().map(String::as_str);
    assert_eq!(page.post("build", &named(&all[..2])).status, 303);
    over(&page);
    assert_eq!(awaited(&page, UNITS[0]), (count, is_told, due));
    assert!(
        row(&page, UNITS[0]).contains("未登记　定于 2023年9月15日"),
        "{}",
        row(&page, UNITS[0])
    );
    let mut write = named(&all[..2]);
    write.push(("write", "yes"));
    assert_eq!(page.post("register", &write).status, 303);
    over(&page);
    let (count, is_told, due) = awaited(&page, UNITS[0]);
    assert_eq!((count.as_str(), is_told, due.as_str()), ("1", true, "2023年9月17日"));
    // One that came out too late did so, and waits no more.
    assert_eq!(awaited(&page, UNITS[1]).2, "2023年9月9日　晚 6 日公开");
    // What is changed after its publication is out all the same.
    sandbox.replace("data/unchanged/unit.toml", "duties = \"", "duties = \"另有一项职责。");
    assert_eq!(awaited(&page, UNITS[0]), ("1".to_owned(), true, "2023年9月17日".to_owned()));
    // Without a day of approval there is none to wait for; with nobody waiting nothing is said of it.
    let year = format!("data/{}/2022.toml", UNITS[2]);
    sandbox.replace(&year, "approved = 2023-08-28\n", "");
    assert_eq!(awaited(&page, UNITS[2]), ("0".to_owned(), false, String::new()));
}

/// By keyboard: while units are built, each row tells how far it is, in its place; sentences are copied; two units are picked and
/// registered.
#[test]
fn rows_change_in_their_places() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = four();
    let page = Serving::of(&sandbox);
    browser.size(1366, 640);
    browser.open(&page.address());
    // One fails, and its sentence is told: its file is broken once it is under way.
    browser.click("#all");
    browser.run("document.querySelector('.dock button').focus()");
    browser.keys(&ENTER.to_string());
    browser.until("document.querySelector('#progress .band')");
    browser.run(
        "window.seen = {};
        window.begun = [...document.querySelectorAll('.units tbody tr')];
        window.before = document.querySelectorAll('#progress [data-over]').length;
        const look = () => {
            if (document.querySelector('#progress [data-over]')) return;
            for (const row of window.begun) {
                const said = window.seen[row.dataset.name] ??= [];
                const now = row.isConnected ? row.cells[7].textContent : '换了一行';
                if (said[said.length - 1] !== now) said.push(now);
            }
        };
        look();
        new MutationObserver(look).observe(document.body, {childList: true, subtree: true});",
    );
    browser.until("document.querySelector('#progress [data-over]')");
    assert_eq!(
        browser.run("return window.before"),
        json!(0),
        "it was over before it was looked at"
    );
    let seen = browser.run("return window.seen");
    let seen: Vec<String> = seen.as_object().unwrap().values().map(ToString::to_string).collect();
    assert_eq!(seen.len(), UNITS.len());
    let count = |word: &str| seen.iter().filter(|said| said.contains(word)).count();
    assert!(count("完成") >= 2 && count("排队") >= 1 && count("换了一行") == 0, "{seen:?}");
    browser.until("document.querySelectorAll('.units a[href*=\"/pdf/\"]').length === 4");
    browser.picture("registering-built");
    // A sentence is copied, and the key stays where it was.
    browser.run("document.querySelector('.sum [data-copy]').focus()");
    browser.keys(&ENTER.to_string());
    browser.until("document.querySelector('.sum [data-copy]').textContent === '复制好了'");
    browser.click("#find");
    browser.with(CONTROL, 'v');
    browser.until(
        "document.getElementById('find').value === document.querySelector('.sum [data-copy]').dataset.copy",
    );
    browser.run("document.getElementById('find').value = ''; document.getElementById('find').dispatchEvent(new Event('input', {bubbles: true}))");
    // Two are picked and registered.
    browser.run("document.querySelectorAll('.units [name=unit]')[1].focus()");
    browser.keys(" ");
    browser.run("document.querySelectorAll('.units [name=unit]')[2].focus()");
    browser.keys(" ");
    browser.until("document.getElementById('picked').textContent === '选中 2 个单位'");
    browser.run("document.querySelector('.dock button').focus()");
    browser.keys(&format!("{TAB}{ENTER}"));
    browser.until("document.querySelector('.changes') && document.querySelector('button.primary')");
    assert_eq!(browser.violations(), Vec::<String>::new());
    assert_eq!(browser.out_of_reach(), Vec::<String>::new());
    browser.picture("registering-shown");
    browser.run("document.querySelector('button.primary').focus()");
    browser.keys(&ENTER.to_string());
    browser.until("document.querySelector('#progress [data-over]')");
    browser.until(
        "[...document.querySelectorAll('.units tbody tr')].filter(row => row.cells[8].textContent.startsWith('第 1 版')).length === 2",
    );
    browser.picture("registering-done");
    assert_eq!(browser.violations(), Vec::<String>::new());
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
