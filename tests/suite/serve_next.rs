//! The page in a real browser: where the keyboard goes on after something went, what is to be done while something is held, and
//! what is undone only later.

use std::fs;

use crate::browser::{Browser, CONTROL, ENTER, F8, TAB};
use crate::serve_undo::{FOLDER, UNIT};
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox, repository};

/// The arrow to the right.
const RIGHT: char = '\u{e014}';

/// The file of the reference unit's year.
const YEAR: &str = "data/fenyang-social-insurance/2022.toml";

/// A page of a unit that has something of everything.
fn everything() -> (Sandbox, Serving) {
    let sandbox = Sandbox::of_data(&repository().join("tests/projects/everything"));
    let page = Serving::of(&sandbox);
    (sandbox, page)
}

/// What was accepted leaves the keyboard to the finding that comes next, the last to the one before it; what is no longer accepted
/// to the next that is; what was chosen between two values to its field.
#[test]
fn the_keyboard_goes_on_from_what_went() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let (_sandbox, page) = everything();
    browser.size(1366, 640);
    let todo = format!("{}u/{UNIT}/2022/todo", page.address());
    browser.open(&todo);
    let accept = |which: &str| {
        let found = browser.run(&format!(
            "const all = [...document.querySelectorAll('details.accept')];
            const one = all.at({which});
            one.open = true;
            one.querySelector('textarea').focus();
            return Number(one.closest('tr').id.split('-')[1]);"
        ));
        let count = browser.run("return document.querySelectorAll('tr[id^=found-]').length");
        browser.keys("核对过，没有问题");
        browser.keys(&format!("{TAB}{ENTER}"));
        browser.until(&format!(
            "document.readyState === 'complete' && document.querySelectorAll('tr[id^=found-]').length === {count} - 1"
        ));
        let next = found.as_u64().unwrap().min(count.as_u64().unwrap() - 1);
        browser.until(&format!("document.activeElement.id === 'found-{next}'"));
        browser.keys(&TAB.to_string());
        browser.until(&format!("document.activeElement.closest('#found-{next}')"));
    };
    accept("0");
    accept("3");
    accept("-1");
    assert_eq!(browser.violations(), Vec::<String>::new());
    // What is no longer accepted.
    browser.open(&format!("{}u/{UNIT}/2022/accepted", page.address()));
    for left in [2, 1, 0] {
        browser.run("document.querySelector('[name=remove]').focus()");
        browser.keys(&ENTER.to_string());
        browser.until(&format!("document.querySelectorAll('[name=remove]').length === {left}"));
        let wanted = if left == 0 { "#form" } else { "#form [name=remove]" };
        browser.until(&format!("document.activeElement.matches('{wanted}')"));
    }
    // A row that is taken away by the key leaves the keyboard in the table.
    browser.open(&format!("{}u/{UNIT}/2022/economic", page.address()));
    let count = browser.run("return document.querySelectorAll('[name=remove]').length");
    browser.click("[name='is|2022.toml|economic[30103].basic']");
    browser.with(CONTROL, '\u{e017}');
    browser.until(&format!("document.querySelectorAll('[name=remove]').length === {count} - 1"));
    browser.until("document.activeElement.matches('.grid input[name^=\"is|2022.toml|economic\"]')");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// In the table of all units, the groups of buttons are one stop each, through which the arrows lead; the first link skips to the
/// table.
#[test]
fn the_table_of_all_units_is_near() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let (_sandbox, page) = everything();
    browser.size(1366, 640);
    let tabs = |keys: String, most: usize| {
        browser.open(&page.address());
        browser.until("document.readyState === 'complete'");
        browser.keys(&keys);
        for count in 0..=most {
            if browser.run("return document.activeElement.matches('.units tbody th a')") == true {
                return count;
            }
            browser.keys(&TAB.to_string());
        }
        panic!("more than {most}: {}", browser.run("return document.activeElement.outerHTML"));
    };
    assert!(tabs(format!("{TAB}{ENTER}"), 5) > 0);
    tabs(String::new(), 18);
    for group in [".chips", ".units thead tr"] {
        let count = browser.run(&format!(
            "const all = [...document.querySelectorAll('{group} button')];
            all.find(one => one.tabIndex === 0).focus();
            all[0].focus();
            return all.length;"
        ));
        let stops = format!(
            "[...document.querySelectorAll('{group} button')].filter(one => one.tabIndex === 0)"
        );
        assert_eq!(browser.run(&format!("return {stops}.length")), 1, "{group}");
        for at in 1..count.as_u64().unwrap() {
            browser.keys(&RIGHT.to_string());
            browser.until(&format!(
                "document.activeElement === document.querySelectorAll('{group} button')[{at}] && {stops}[0] === document.activeElement"
            ));
        }
    }
    browser.keys(&ENTER.to_string());
    browser.until(
        "document.querySelector('.units thead th[aria-sort] button') === document.activeElement",
    );
    assert_eq!(browser.violations(), Vec::<String>::new());
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// While a file is broken, what is typed is the first thing to be done, by the bar and by the key; once it is whole, it is written
/// by itself, and the page's main button makes the report proper.
#[test]
fn what_is_held_is_to_be_done() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::reference().without_reports();
    let page = Serving::of(&sandbox);
    browser.size(1366, 640);
    let (queue, main) = (
        "document.getElementById('where').textContent",
        "document.querySelector('.top button.primary').textContent",
    );
    let saved = "document.getElementById('saved').textContent";
    browser.open(&format!("{}u/{REFERENCE}/2022/expenditure", page.address()));
    browser.until(&format!("{main} === '生成 PDF'"));
    let todo = browser.run("return document.querySelectorAll('#queue a').length").as_u64().unwrap();
    let cell = "[name='is|2022.toml|expenditure[2210201/general].basic']";
    browser.click(cell);
    browser.keys("十元");
    browser.keys(&TAB.to_string());
    browser.until(&format!("{saved}.includes('1 处没有存下')"));
    browser.until(&format!("{queue} === '待办 {} 处，1 处没有存下'", todo + 1));
    browser.click("[name='is|2022.toml|expenditure[2080109/general].basic']");
    browser.keys(&F8.to_string());
    browser.until(&format!(
        "document.activeElement.matches(\"{cell}\") && {queue} === '待办 1／{}，1 处没有存下'",
        todo + 1
    ));
    browser.until("document.getElementById('what').textContent.includes('没有存下 “十元”')");
    // From another topic as well.
    browser.click(".topics a[href$='/income']");
    browser.until("document.getElementById('form').dataset.slug === 'income'");
    browser.run("sessionStorage.clear()");
    browser.keys(&F8.to_string());
    browser.until(&format!("document.activeElement.matches(\"{cell}\")"));
    browser.with(CONTROL, 'a');
    browser.keys("400662");
    browser.keys(&TAB.to_string());
    browser.until(&format!("{saved}.startsWith('已存盘')"));
    // A file that is broken, and whole again.
    let whole = fs::read_to_string(sandbox.path(YEAR)).unwrap();
    browser.click(cell);
    browser.with(CONTROL, 'a');
    browser.keys("400663");
    fs::write(sandbox.path(YEAR), whole.replacen("income = [", "income = [[", 1)).unwrap();
    browser.keys(&TAB.to_string());
    // No draft is offered of what cannot be read.
    browser.until(
        "document.querySelector('#broken .band') && !document.querySelector('.top button.primary')",
    );
    browser.until("document.querySelector('#unwritten')");
    browser.until(&format!("{queue}.includes('1 处没有存下')"));
    browser.keys(&F8.to_string());
    browser.until("document.activeElement.matches('#form textarea[readonly]')");
    fs::write(sandbox.path(YEAR), &whole).unwrap();
    browser
        .until("!document.querySelector('#unwritten') && !document.querySelector('#saved .held')");
    assert!(fs::read_to_string(sandbox.path(YEAR)).unwrap().contains("basic = 400663"));
    fs::write(sandbox.path(YEAR), &whole).unwrap();
    browser.until("document.querySelector('.top button.primary')");
    browser.until(&format!("{main} === '生成 PDF'"));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// What another tab has changed since is not undone: the page says what it is now, as nobody typed anything nothing is held, and
/// the same key undoes it once it is as it was.
#[test]
fn what_was_changed_elsewhere_is_undone_later() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let (sandbox, page) = everything();
    let path = sandbox.path(&format!("{FOLDER}/2022.toml"));
    let read = || fs::read_to_string(&path).unwrap();
    browser.size(1366, 640);
    let field = "is|2022.toml|economic[30103].project";
    let (saved, value) = (
        "document.getElementById('saved').textContent",
        format!("document.getElementById('{field}').value"),
    );
    browser.open(&format!("{}u/{UNIT}/2022/economic", page.address()));
    let elsewhere = |typed: &str, was: &str| {
        let form = [
            (field, typed),
            ("was|2022.toml|economic[30103].project", was),
            ("live", "1"),
            ("tab", "other"),
        ];
        assert_eq!(page.post(&format!("u/{UNIT}/2022/economic"), &form).status, 200);
        let shown = if typed.is_empty() { String::new() } else { format!("{typed}.00") };
        browser.until(&format!("{value}.replace(/,/g, '') === '{shown}' || {value} === '{typed}'"));
    };
    let before = read();
    browser.click(&format!("[id='{field}']"));
    browser.keys("111");
    browser.keys(&TAB.to_string());
    browser.until(&format!("{saved}.startsWith('已存盘')"));
    let mine = read();
    elsewhere("222", "111");
    for _ in 0..2 {
        browser.click("#undo");
        browser.until(&format!("{saved}.startsWith('没有撤销：这一格后来在别处改成 222')"));
        browser.until(&format!(
            "!document.querySelector('#saved .held') && document.activeElement.id === '{field}'"
        ));
        assert!(
            read().contains("222") && !browser.text().contains("没有存下"),
            "{}",
            browser.text()
        );
        browser.run("document.getElementById('saved').textContent = ''");
    }
    elsewhere("111", "222");
    assert_eq!(read(), mine);
    browser.until("!document.getElementById('undo').hidden");
    browser.with(CONTROL, 'z');
    browser.until(&format!("{value} === ''"));
    assert_eq!(read(), before);
    browser
        .until("document.getElementById('undo').hidden && !document.getElementById('redo').hidden");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Whoever passes over another field, however fast, and comes back to one whose places are marked still, sees these.
#[test]
fn pages_follow_to_a_field_that_is_come_back_to() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::reference();
    let page = Serving::of(&sandbox);
    browser.size(1366, 640);
    browser.open(&format!("{}u/{REFERENCE}/2022/expenditure", page.address()));
    browser.until("document.querySelector('#pages figure[data-shown]')");
    let field = |code: &str| {
        format!("document.getElementById('is|2022.toml|expenditure[{code}/general].basic')")
    };
    let (one, other) = (field("2210201"), field("2080109"));
    let in_view = "[...document.querySelectorAll('#pages rect.here')].some(one => {
        const [at, box] = [one.getBoundingClientRect(), document.getElementById('pages').getBoundingClientRect()];
        return at.top >= box.top && at.bottom <= box.bottom;
    })";
    // A window that nobody has clicked in may tell of no focus.
    browser.click("[name='is|2022.toml|expenditure[2210201/general].basic']");
    browser.until(in_view);
    browser.run("document.getElementById('pages').scrollTop = 0");
    browser.until(&format!("!({in_view})"));
    browser.run(&format!("{other}.focus(); {one}.focus()"));
    browser.until(in_view);
    // Who only comes back to the window is left where the pages were moved to.
    browser.run("document.getElementById('pages').scrollTop = 0");
    browser.run(&format!("{one}.blur(); {one}.focus()"));
    std::thread::sleep(std::time::Duration::from_millis(900));
    assert_eq!(browser.run("return document.getElementById('pages').scrollTop"), 0);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
