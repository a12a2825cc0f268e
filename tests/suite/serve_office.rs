//! The table of all units and the way from one to the next, as pages and in a real browser: departments with their units, what
//! changed last, what is to be looked at first.

use std::fs;
use std::time::Duration;

use crate::browser::Browser;
use crate::serve_words::{between, english, words};
use crate::serving::Serving;
use crate::support::{Sandbox, repository};

/// Alt, Page up and Page down.
const ALT: char = '\u{e00a}';
const UP: char = '\u{e00e}';
const DOWN: char = '\u{e00f}';

/// A department with six units, and two other units: all without a fault but one, of which an amount is another one.
fn offices() -> Sandbox {
    let sandbox = Sandbox::of_data(&repository().join("tests/projects/clean-more"));
    sandbox.replace("data/irrigation-district/2024.toml", "basic = 386400.00", "basic = 386300.00");
    sandbox
}

/// The rows of the table by the folders of their units, in order.
fn rows(html: &str) -> Vec<(String, String)> {
    let table = between(html, "<tbody>", "</tbody>");
    let rows = table.split("<tr ").skip(1);
    rows.map(|row| (between(row, "value=\"", "/20").to_owned(), row.to_owned())).collect()
}

/// Units stand under their department, which tells how many they are; the units by themselves are listed in the same order.
/// When their files changed last, and what is to be looked at first, is told, with the way to the field.
#[test]
fn departments_stand_before_their_units() {
    let sandbox = offices();
    let page = Serving::of(&sandbox);
    let hour = Duration::from_secs(60 * 60);
    for (folder, ago) in [("reservoir", 24 * 400), ("water-office", 24 * 2), ("water-bureau", 0)] {
        for (path, _) in sandbox.files(&format!("data/{folder}")) {
            // They were written just now.
            let file = fs::File::options().write(true).open(sandbox.path(&path)).unwrap();
            let now = file.metadata().unwrap().modified().unwrap();
            file.set_modified(now - hour * ago).unwrap();
        }
    }
    let html = page.get("").text();
    assert!(
        english(&html.replace(sandbox.root().file_name().unwrap().to_str().unwrap(), ""))
            .is_empty()
    );
    let rows = rows(&html);
    let folders: Vec<&str> = rows.iter().map(|(folder, _)| folder.as_str()).collect();
    let wanted = [
        "chinese-medicine-hospital",
        "subdistrict-office",
        "water-bureau",
        "irrigation-district",
        "reservoir",
        "soil-conservation",
        "water-inspection",
        "water-office",
        "water-technology",
    ];
    assert_eq!(folders, wanted);
    for (folder, row) in &rows {
        let is_under = row.contains("data-in=\"water-bureau\"");
        assert_eq!(is_under, wanted[3..].contains(&folder.as_str()), "{folder}");
        assert_eq!(row.contains("汇总 6 个单位"), folder == "water-bureau", "{row}");
        assert!(!row.contains("data-folded"), "{folder}");
    }
    let listed = page.get("units").text();
    let listed: Vec<&str> = listed.lines().filter_map(|line| line.split('/').next()).collect();
    assert_eq!(listed, wanted);
    let row = |folder: &str| words(&rows.iter().find(|(one, _)| one == folder).unwrap().1);
    assert!(row("water-bureau").contains("今天 ") || row("water-bureau").contains("昨天 23:5"));
    assert!(!row("reservoir").contains("今天") && row("reservoir").contains("年"));
    assert!(!row("water-office").contains("今天") && !row("water-office").contains("昨天"));
    let (_, wrong) = &rows[3];
    assert!(
        wrong.contains("/irrigation%2Ddistrict/2024/economic#is%7C2024%2Etoml%7Ceconomic"),
        "{wrong}"
    );
    assert!(wrong.contains("<span class=\"tag err\" aria-label=\"错误\">错</span>"), "{wrong}");
    let (_, sound) = &rows[5];
    assert!(sound.contains("<td class=\"w-first\"></td>"), "{sound}");
    // The topic is kept where the other unit has it.
    for (topic, wanted) in [("economic", "economic"), ("evaluations", "todo"), ("outside", "todo")]
    {
        let answer = page.get(&format!("u/soil-conservation/2024/{topic}/near"));
        assert_eq!(answer.status, 303);
        assert!(answer.head.contains(&format!("/2024/{wanted}\r\n")), "{}", answer.head);
    }
    assert!(page.get("u/water-bureau/2024/outside/near").head.contains("/2024/outside\r\n"));
    assert_eq!(page.get("u/nobody/2024/todo/near").status, 404);
    assert_eq!(page.get("u/water-bureau/2024/nothing/near").status, 404);
}

/// A project of so many small units: nine under each department, whose files are one another's.
fn many(count: usize) -> Sandbox {
    let sandbox = Sandbox::empty();
    let branches = repository().join("tests/projects/branches");
    sandbox.add(&branches.join("juesuan.toml"), "juesuan.toml");
    let unit = fs::read_to_string(branches.join("data/nothing-at-all/unit.toml")).unwrap();
    let year = fs::read(branches.join("data/nothing-at-all/2022.toml")).unwrap();
    for number in 0..count {
        let folder = format!("data/u{number:03}");
        let named = unit.replace("旧粮库管理站", &format!("旧粮库管理{number:03}站"));
        let named = match number % 10 {
            0 => {
                let members =
                    (number + 1..(number + 10).min(count)).map(|one| format!("\"u{one:03}\""));
                let members = members.collect::<Vec<_>>().join(", ");
                named.replace(
                    "kind = \"unit\"",
                    &format!("kind = \"department\"\nmembers = [{members}]"),
                )
            }
            _ => named,
        };
        sandbox.write(&format!("{folder}/unit.toml"), named.as_bytes());
        sandbox.write(&format!("{folder}/2022.toml"), &year);
    }
    sandbox
}

/// One browser through all of it: units under their department are folded and sorted, found and picked; then from unit to unit.
#[test]
fn the_table_is_gone_through() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = offices();
    let page = Serving::of(&sandbox);
    browser.size(1366, 640);
    browser.open(&page.address());
    browser.until("document.querySelectorAll('.units tbody tr').length === 9");
    browser.picture("office-unfolded");
    let shown = || {
        let shown = browser.run(
            "return [...document.querySelectorAll('.units tbody tr:not([hidden])')].map(row => row.querySelector('[name=unit]').value.split('/')[0])",
        );
        let shown = shown.as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned());
        shown.collect::<Vec<_>>()
    };
    let errors = "document.querySelector('[data-group]').cells[4].textContent";
    let all = shown();
    assert_eq!(all[3], "irrigation-district");
    browser.until(&format!("{errors} === ''"));
    // Folded, its numbers are those of its units as well; so it stays over a reload.
    browser.click(".fold");
    browser.until(&format!("Number({errors}) > 0"));
    assert_eq!(shown(), ["chinese-medicine-hospital", "subdistrict-office", "water-bureau"]);
    browser.reload();
    browser.until(
        "document.readyState === 'complete' && document.querySelector('.fold').textContent === '▸'",
    );
    assert_eq!(shown().len(), 3);
    browser.picture("office-folded");
    assert_eq!(browser.violations(), Vec::<String>::new());
    // Picked, it stands for them all.
    browser.click("[data-group] [name=unit]");
    browser.until("document.getElementById('picked').textContent === '选中 7 个单位'");
    browser.reload();
    browser.until("document.readyState === 'complete' && document.getElementById('picked').textContent === '选中 7 个单位'");
    browser.click("[data-group] [name=unit]");
    // One that is looked for is shown, with numbers of its own.
    browser.click("[data-chip=errors]");
    browser.until(&format!("{errors} === ''"));
    let wrong = shown();
    assert!(wrong.contains(&"irrigation-district".to_owned()) && wrong.len() < 7, "{wrong:?}");
    // From there from unit to unit, among those that are wrong alone.
    browser.run("[...document.querySelectorAll('.units tbody tr:not([hidden]) th a')][0].click()");
    let count = wrong.len();
    browser.until(&format!(
        "document.querySelector('#walk span')?.textContent === '第 1 个，共 {count} 个'"
    ));
    assert_eq!(browser.run("return document.querySelector('#walk a').href"), "");
    browser.open(&page.address());
    browser.until("document.querySelector('[data-chip=\"\"]')");
    browser.click("[data-chip=\"\"]");
    // Sorted, units stay under their department, unless they are not to.
    browser.click(".fold");
    browser.click("[data-sort=errors]");
    browser.click("[data-sort=errors]");
    assert_eq!(shown()[..2], ["water-bureau", "irrigation-district"]);
    browser.click("#together");
    assert_eq!(shown()[0], "irrigation-district");
    assert_eq!(shown().len(), 9);
    browser.picture("office-flat");
    browser.size(1920, 1080);
    browser.until("document.querySelector('.w-first a').checkVisibility()");
    browser.picture("office-wide");
    for (width, height) in [(1366, 640), (1280, 600)] {
        browser.size(width, height);
        let wide = browser.run("return document.documentElement.scrollWidth");
        assert!(wide.as_u64().unwrap() <= u64::from(width), "{width}: {wide}");
        let high = browser.run("return Math.max(...[...document.querySelectorAll('.units tbody tr')].map(row => row.offsetHeight))");
        assert!(high.as_u64().unwrap() <= 29, "{high}");
    }
    from_unit_to_unit(&browser, &page, &sandbox, &shown());
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// From unit to unit by keyboard, on the same topic; what was typed is written before; at the end there is no more.
fn from_unit_to_unit(browser: &Browser, page: &Serving, sandbox: &Sandbox, order: &[String]) {
    let at = |number: usize, topic: &str| {
        let folder = &order[number];
        browser.until(&format!(
            "decodeURIComponent(location.pathname).split('/').slice(-3).join(' ') === '{folder} 2024 {topic}'
                && document.querySelector('#walk span')?.textContent === '第 {} 个，共 9 个'", number + 1
        ));
    };
    browser.open(&format!("{}u/{}/2024/profile", page.address(), order[1]));
    at(1, "profile");
    browser.picture("office-walk-1280");
    browser.click("[name$='profile.duties']");
    browser.with('\u{e009}', '\u{e010}');
    browser.keys("另一处。");
    browser.with(ALT, DOWN);
    at(2, "profile");
    let unit = fs::read_to_string(sandbox.path(&format!("data/{}/unit.toml", order[1]))).unwrap();
    assert!(unit.contains("另一处。"), "{unit}");
    browser.with(ALT, UP);
    at(1, "profile");
    browser.with(ALT, UP);
    at(0, "profile");
    browser.with(ALT, UP);
    browser.with(ALT, DOWN);
    at(1, "profile");
    assert_eq!(browser.violations(), Vec::<String>::new());
    // Without a table that was looked at, all of them in the order of the table.
    browser.run("sessionStorage.clear()");
    browser.open(&format!("{}u/water-technology/2024/todo", page.address()));
    browser.until("document.querySelector('#walk span')?.textContent === '第 9 个，共 9 个'");
}

/// Three hundred units are shown: the units of a department are folded away where nothing is to be done for it, and come and go
/// with its button; what was chosen among them is let go of again.
#[test]
fn three_hundred_units_are_folded() {
    let count = 300;
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = many(count);
    let page = Serving::of(&sandbox);
    browser.size(1366, 640);
    browser.open(&page.address());
    browser.until(&format!("document.querySelectorAll('.units tbody tr').length === {count}"));
    let under = "[...document.querySelectorAll('.units tbody tr[data-in]')]";
    let shown = || {
        browser
            .run("return [...document.querySelectorAll('.units tbody tr')].filter(row => !row.hidden).length")
            .as_u64()
            .unwrap()
    };
    assert_eq!(
        browser.run(&format!("return {under}.length")).as_u64().unwrap() as usize,
        count * 9 / 10
    );
    browser.until(&format!(
        "{under}.every(row => row.hidden === (document.querySelector(`[data-group=\"${{row.dataset.in}}\"]`).dataset.folded !== undefined))"
    ));
    let before = shown();
    browser.click(".fold");
    assert_eq!(shown().abs_diff(before), 9);
    browser.click(".fold");
    assert_eq!(shown(), before);
    browser.run("document.querySelector('[data-chip=errors]').click()");
    let wrong = browser
        .run("return document.querySelectorAll('.units tbody tr[data-chips~=errors]').length")
        .as_u64();
    assert!(shown() >= wrong.unwrap(), "{wrong:?}");
    browser.run("document.querySelector('[data-chip=\"\"]').click()");
    assert_eq!(shown(), before);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// The column of what is published tells what is registered; what is only planned it calls that.
#[test]
fn only_what_is_registered_is_told_as_published() {
    let sandbox = Sandbox::nine();
    let page = Serving::of(&sandbox);
    let (heading, body) = page
        .get("")
        .text()
        .split_once("<tbody>")
        .map(|(one, other)| (one.to_owned(), other.to_owned()))
        .unwrap();
    assert!(heading.contains("没有登记的，写明数据里定的公开日期"));
    let mut count = 0;
    for row in body.split("<tr ").skip(1) {
        let row = words(&format!("<tr {row}"));
        assert!(!row.contains("第 1 版"), "{row}");
        count += usize::from(row.contains("未登记　定于 20"));
    }
    assert!(count >= 8, "{count}: {body}");
}

/// A folder without settings is no project: what to do is said, in no word of English, and a button makes them; where they
/// come back by themselves, the page is as before. Made twice, they stay as they are.
#[test]
fn a_folder_without_settings_says_what_to_do() {
    let sandbox = Sandbox::nine();
    let settings = fs::read(sandbox.path("juesuan.toml")).unwrap();
    let page = Serving::of(&sandbox);
    assert!(!page.get("").text().contains("没有项目设置"));
    fs::remove_file(sandbox.path("juesuan.toml")).unwrap();
    let html = page.get("").text();
    let told = words(&html);
    assert!(told.contains("这个文件夹里没有项目设置。") && told.contains("放回原处"), "{told}");
    assert!(!told.contains("没有文件") && html.contains("action=\"begin\""), "{told}");
    let folder = sandbox.root().file_name().unwrap().to_str().unwrap().to_owned();
    assert!(english(&html.replace(&folder, "")).is_empty(), "{html}");
    assert!(page.get("settings").head.contains(&format!("location: /{}/\r\n", page.token)));
    sandbox.write("juesuan.toml", &settings);
    assert!(page.get("").text().contains("<tbody>"));
    assert_eq!(page.post("begin", &[]).status, 409);
    assert_eq!(fs::read(sandbox.path("juesuan.toml")).unwrap(), settings);
    fs::remove_file(sandbox.path("juesuan.toml")).unwrap();
    let made = page.post("begin", &[]);
    assert!(made.head.contains(&format!("location: /{}/\r\n", page.token)), "{}", made.head);
    let shown = page.get("settings").text();
    assert!(
        !shown.contains("读不通") && shown.contains("name=\"is|juesuan.toml|year\""),
        "{}",
        words(&shown)
    );
    assert!(!page.get("").text().contains("id=\"no-project\""));
}
