//! `serve` in a real browser: rows that are typed one after the other, as fast as it goes. Each is its own, whatever becomes of
//! the one before; what is typed behind a code that was changed stays in its row.

use std::fs;
use std::time::{Duration, Instant};

use crate::browser::{Browser, CONTROL, ENTER, TAB};
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox};

/// The file of the reference unit's year.
const YEAR: &str = "data/fenyang-social-insurance/2022.toml";

/// The key that takes away what stands behind the cursor.
const DELETE: char = '\u{e017}';

/// A browser at a topic of the reference unit.
struct Table {
    /// The browser.
    browser: Browser,
    /// The project.
    sandbox: Sandbox,
    /// The program.
    page: Serving,
}

impl Table {
    /// Opens a topic.
    fn at(browser: Option<Browser>, topic: &str) -> Option<Self> {
        let browser = browser?;
        let sandbox = Sandbox::brief();
        let page = Serving::of(&sandbox);
        browser.size(1366, 640);
        let table = Self { browser, sandbox, page };
        table.open(topic);
        Some(table)
    }

    /// Opens a topic anew.
    fn open(&self, topic: &str) {
        self.browser.open(&format!("{}u/{REFERENCE}/2022/{topic}", self.page.address()));
        let is_there = "document.readyState === 'complete' && document.getElementById('fields')";
        self.browser.until(is_there);
    }

    /// The rows of codes that the file has.
    fn file(&self) -> String {
        let text = fs::read_to_string(self.sandbox.path(YEAR)).unwrap();
        let rows: Vec<&str> = text.lines().filter(|line| line.contains("{ code = ")).collect();
        rows.join("\n")
    }

    /// Puts the focus on the first cell of the row to be added to a table.
    fn begin(&self, table: &str, key: &str) {
        self.browser.click(&format!("[name='new|2022.toml|{table}|{key}']"));
    }

    /// Waits until all that was sent is written or held.
    fn settled(&self) {
        self.browser.wait("const done = arguments[arguments.length - 1]; written().then(done)");
    }

    /// Waits until the file has some lines.
    fn has(&self, lines: &[&str]) {
        let end = Instant::now() + Duration::from_secs(30);
        while let Some(line) = lines.iter().find(|line| !self.file().contains(**line)) {
            let state = "return JSON.stringify([[...document.querySelectorAll('tr.new [data-was]')].map(one => one.value), document.activeElement.outerHTML.slice(0, 90), document.getElementById('saved').textContent])";
            let state = || self.browser.run(state);
            assert!(Instant::now() < end, "{line}: {}\n{}", state(), self.file());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// Whether the page says that something is not written.
    fn is_held(&self) -> bool {
        self.browser.text().contains("没有存下")
    }
}

/// Rows with several amounts each, one right after the other: behind the last cell the next row begins, by Tab and by Enter.
#[test]
fn rows_are_typed_one_after_the_other() {
    let Some(table) = Table::at(Browser::start(), "economic") else { return };
    let rows =
        [("30204", "11", "12.5"), ("30209", "", "13"), ("30214", "14", ""), ("30215", "15", "16")];
    let before = table.file().lines().count();
    table.begin("economic", "code");
    for (code, basic, project) in rows {
        table.browser.keys(&format!("{code}{TAB}{basic}{TAB}{project}{TAB}"));
    }
    table.browser.keys(&format!("30216{TAB}17{TAB}18{ENTER}30217{TAB}19{ENTER}"));
    let wanted = [
        "{ code = \"30204\", basic = 11.00, project = 12.50 }",
        "{ code = \"30209\", project = 13.00 }",
        "{ code = \"30214\", basic = 14.00 }",
        "{ code = \"30215\", basic = 15.00, project = 16.00 }",
        "{ code = \"30216\", basic = 17.00, project = 18.00 }",
        "{ code = \"30217\", basic = 19.00 }",
    ];
    table.has(&wanted);
    table.settled();
    assert!(!table.is_held(), "{}", table.browser.text());
    assert_eq!(table.file().lines().count(), before + wanted.len(), "{}", table.file());
    let blank =
        "[...document.querySelectorAll('tr.new [data-was]')].every(cell => cell.value === '')";
    table.browser.until(blank);
    // The window is left and comes back in the middle of a row.
    table.begin("economic", "code");
    table.browser.keys(&format!("30218{TAB}20"));
    table
        .browser
        .run("document.activeElement.dispatchEvent(new FocusEvent('focusout', { bubbles: true }))");
    table.browser.keys(&format!("{TAB}21{TAB}"));
    table.has(&["{ code = \"30218\", basic = 20.00, project = 21.00 }"]);
    assert_eq!(table.browser.complaints(), Vec::<String>::new());
}

/// The same in the tables of the other topics.
#[test]
fn rows_of_other_tables_are_typed_as_well() {
    let Some(table) = Table::at(Browser::start_in_long_runs(), "income") else { return };
    // What is typed goes into columns that had no number as well.
    table.browser.click("details.idle summary");
    table.begin("income", "code");
    table.browser.keys(&format!("2080101{TAB}1{TAB}2{TAB}3{ENTER}2080102{TAB}4{ENTER}"));
    table.has(&["code = \"2080101\", general = 1.00", "{ code = \"2080102\", general = 4.00 }"]);
    table.settled();
    let line = |code: &str| {
        let text = table.file();
        text.lines().find(|line| line.contains(code)).unwrap_or_default().to_owned()
    };
    for amount in ["= 1.00", "= 2.00", "= 3.00"] {
        assert!(line("\"2080101\"").contains(amount), "{}", line("\"2080101\""));
    }
    table.open("expenditure");
    table.begin("expenditure", "code");
    table.browser.keys(&format!("2080103{TAB}{TAB}5{TAB}6{ENTER}"));
    // What it lacks still is gone to.
    let fund = "document.querySelector(\"[name='new|2022.toml|expenditure|fund']\")";
    assert_eq!(table.browser.run(&format!("return document.activeElement === {fund}")), true);
    table.browser.run(&format!("{fund}.value = 'general'"));
    table.browser.keys(&format!("{TAB}{TAB}{ENTER}"));
    table.has(&["{ code = \"2080103\", fund = \"general\", basic = 5.00, project = 6.00 }"]);
    table.settled();
    assert!(!table.is_held(), "{}", table.browser.text());
}

/// A row that is refused stays apart from the next one, which is typed before it is known; it is put right or let go of.
#[test]
fn a_refused_row_stays_apart_from_the_next() {
    let Some(table) = Table::at(Browser::start_in_long_runs(), "economic") else { return };
    let browser = &table.browser;
    let held = |value: &str| {
        format!(
            "[...document.querySelectorAll('tr.new [aria-invalid]')].some(cell => cell.value === '{value}')"
        )
    };
    table.begin("economic", "code");
    browser.keys(&format!(
        "30104{TAB}9{TAB}{TAB}30204{TAB}8{TAB}{TAB}30105{TAB}7{TAB}{TAB}30209{TAB}6{TAB}{TAB}"
    ));
    table.has(&["{ code = \"30204\", basic = 8.00 }", "{ code = \"30209\", basic = 6.00 }"]);
    table.settled();
    browser.until(&held("30104"));
    browser.until(&held("30105"));
    assert!(browser.text().contains("2 处没有存下"), "{}", browser.text());
    assert!(!table.file().contains("30104") && !table.file().contains("30105"), "{}", table.file());
    // Over a reload, and over passing through them.
    table.open("economic");
    browser.until(&format!("{} && {}", held("30104"), held("30105")));
    let first = "document.querySelector('tr.new [aria-invalid][data-codes]')";
    browser.run(&format!("{first}.focus()"));
    browser.keys(&format!("{TAB}{TAB}{TAB}"));
    table.settled();
    assert!(browser.text().contains("2 处没有存下"), "{}", browser.text());
    // Put right, it is written; the other one is let go of.
    browser.run(&format!("{first}.focus(); {first}.select()"));
    browser.keys(&format!("30205{TAB}{TAB}{TAB}"));
    table.has(&["{ code = \"30205\", basic = 9.00 }"]);
    table.settled();
    browser.until("document.body.textContent.includes('1 处没有存下')");
    browser.run("document.querySelector('[data-drop]').click()");
    table.settled();
    browser.until("!document.body.textContent.includes('没有存下')");
    assert!(!table.file().contains("30105"), "{}", table.file());
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Rows that are called by their place are taken away as they were seen: one after the other before the page is another, and once
/// by two clicks.
#[test]
fn rows_without_a_name_are_taken_away_as_they_are_seen() {
    let Some(table) = Table::at(Browser::start_in_long_runs(), "corrections") else { return };
    let browser = &table.browser;
    let path = table.sandbox.path(YEAR);
    let file = || fs::read_to_string(&path).unwrap();
    for reason in ["头一处", "第二处", "第三处", "第四处", "第五处"] {
        table.begin("corrections", "reason");
        browser.keys(reason);
        let date = "document.querySelector(\"[name='new|2022.toml|corrections|date']\")";
        browser.run(&format!("{date}.value = '2023-11-06'; {date}.focus()"));
        browser.run(&format!("leaveNew({date}.closest('tr'), false)"));
        table.settled();
        browser.until(&format!("document.body.textContent.includes('{reason}') || [...document.querySelectorAll('#fields [data-was]')].some(one => one.value === '{reason}')"));
    }
    let remove = |number: usize| {
        format!(
            "document.querySelector(\"[name=remove][value='2022.toml|corrections[{number}]']\").click();"
        )
    };
    // Twice the first, then the third, all before an answer.
    browser.run(&[1, 1, 3].map(remove).concat());
    table.settled();
    let left = ["第二处", "第四处", "第五处"];
    assert!(left.iter().all(|reason| file().contains(reason)), "{}", file());
    assert!(!file().contains("头一处") && !file().contains("第三处"), "{}", file());
}

/// The codes that are offered are passed by as well: what is typed behind a code goes into the next cell, whether they have come
/// by then or not.
#[test]
fn codes_that_are_offered_take_no_key() {
    let Some(table) = Table::at(Browser::start_in_long_runs(), "economic") else { return };
    let browser = &table.browser;
    for (code, amount) in [("302", "1"), ("3020", "2"), ("30", "3")] {
        browser.click("[name='is|2022.toml|economic[30199].code']");
        browser.with(CONTROL, 'a');
        browser.keys(code);
        browser.until("document.getElementById('codes')?.children.length > 1");
        browser.keys(&format!("{TAB}{amount}"));
        let is_next = "document.activeElement.name === 'is|2022.toml|economic[30199].basic'";
        assert_eq!(browser.run(&format!("return {is_next}")), true, "{code}");
        assert_eq!(browser.run("return document.activeElement.value"), amount, "{code}");
        browser.keys("\u{e00c}");
        table.settled();
        table.open("economic");
    }
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// From cell to cell no key meets what takes a row away; Ctrl+Delete does it.
#[test]
fn no_row_goes_by_passing_it() {
    let Some(table) = Table::at(Browser::start_in_long_runs(), "economic") else { return };
    let browser = &table.browser;
    let rows = table.file().matches("{ code = \"30").count();
    browser.click("[name='is|2022.toml|economic[30101].basic']");
    browser.keys(&format!("222{TAB}333{TAB}"));
    let is_next = "document.activeElement.name === 'is|2022.toml|economic[30102].code'";
    browser.until(is_next);
    browser.keys(&format!("{ENTER}{ENTER}"));
    table.has(&["{ code = \"30101\", basic = 222.00, project = 333.00 }"]);
    table.settled();
    assert_eq!(table.file().matches("{ code = \"30").count(), rows, "{}", table.file());
    browser.click("[name='is|2022.toml|economic[30101].project']");
    browser.with(CONTROL, DELETE);
    browser.until("!document.getElementById('is|2022.toml|economic[30101].basic')");
    table.settled();
    assert_eq!(table.file().matches("{ code = \"30").count(), rows - 1, "{}", table.file());
    // The next row is gone on with, also where something was typed into the one that goes.
    let next = |row: &str| {
        browser.until(&format!(
            "document.activeElement.name === 'is|2022.toml|economic[{row}].project'"
        ));
    };
    next("30102");
    browser.keys("999");
    browser.with(CONTROL, DELETE);
    browser.until("!document.getElementById('is|2022.toml|economic[30102].basic')");
    table.settled();
    next("30107");
    browser.keys("777.50");
    browser.keys(&ENTER.to_string());
    table.has(&["{ code = \"30107\", basic = 1186124.00, project = 777.50 }"]);
    table.settled();
    assert!(!table.is_held() && !table.file().contains("= 999"), "{}", browser.text());
    assert_eq!(table.file().matches("{ code = \"30").count(), rows - 2, "{}", table.file());
}

/// What is typed right behind a code or a fund that was changed stays in its row, which is called otherwise by then.
#[test]
fn a_row_keeps_what_is_typed_behind_its_new_code() {
    let Some(table) = Table::at(Browser::start_in_long_runs(), "economic") else { return };
    let browser = &table.browser;
    for slow in [false, true] {
        let [before, after] = if slow { ["30103", "30106"] } else { ["30102", "30103"] };
        let field = format!("[name='is|2022.toml|economic[{before}].code']");
        browser.click(&field);
        browser.keys(&format!("{after}{TAB}"));
        if slow {
            browser.until(&format!(
                "document.activeElement.name === 'is|2022.toml|economic[{after}].basic'"
            ));
        }
        let amount = if slow { "99.50" } else { "88.50" };
        browser.keys(&format!("{TAB}{amount}{TAB}"));
        table.has(&[&format!("{{ code = \"{after}\", basic = 201054.00, project = {amount} }}")]);
        table.settled();
        assert!(!table.is_held(), "{}", browser.text());
        assert!(!table.file().contains(&format!("\"{before}\"")), "{}", table.file());
    }
    // All of it is undone, step by step.
    for amount in ["project = 88.50", "code = \"30103\""] {
        browser.click("#undo");
        table.settled();
        table.has(&[amount]);
    }
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Rows that are kept apart come in one form: each is written or held for itself, also where rows are called by their place.
#[test]
fn rows_that_are_kept_apart_are_written_for_themselves() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let unit = format!("u/{REFERENCE}/2022/economic");
    let read = || fs::read_to_string(sandbox.path(YEAR)).unwrap();
    let rows = [
        ("new|2022.toml|economic~a1|code", "30104"),
        ("new|2022.toml|economic~a1|basic", "9"),
        ("new|2022.toml|economic~b2|code", "30204"),
        ("new|2022.toml|economic~b2|basic", "8"),
        ("new|2022.toml|economic~c3|code", "30209"),
        ("new|2022.toml|economic~c3|basic", "一百"),
        ("live", "1"),
    ];
    let text = page.post(&unit, &rows).text();
    assert!(read().contains("{ code = \"30204\", basic = 8.00 }"), "{}", read());
    assert!(!read().contains("30104") && !read().contains("30209"), "{}", read());
    assert!(text.contains("2 处没有存下"), "each row is one: {text}");
    for name in ["economic~a1|code", "economic~c3|basic", "economic|code"] {
        assert!(text.contains(&format!("name=\"new|2022.toml|{name}\"")), "{name}");
    }
    // One is put right, the other let go of.
    let rest = [
        ("new|2022.toml|economic~a1|code", "30205"),
        ("new|2022.toml|economic~a1|basic", "9"),
        ("new|2022.toml|economic~c3|code", ""),
        ("new|2022.toml|economic~c3|basic", ""),
        ("live", "1"),
    ];
    let text = page.post(&unit, &rest).text();
    assert!(read().contains("{ code = \"30205\", basic = 9.00 }"), "{}", read());
    assert!(!text.contains("没有存下") && !text.contains("economic~"), "{text}");
    // Called by their place: the first is written, the next one is held and not lost.
    let unit = format!("u/{REFERENCE}/2022/corrections");
    let rows = [
        ("new|2022.toml|corrections~a|date", "2023-11-06"),
        ("new|2022.toml|corrections~a|reason", "头一处"),
        ("new|2022.toml|corrections~b|date", "2023-11-07"),
        ("new|2022.toml|corrections~b|reason", "又一处"),
        ("rows|2022.toml|corrections", "0"),
        ("live", "1"),
    ];
    let text = page.post(&unit, &rows).text();
    assert!(read().contains("头一处") && !read().contains("又一处"), "{}", read());
    assert!(text.contains("1 处没有存下") && text.contains("又一处"), "{text}");
}

/// What is typed while the folder of the unit is away is held, and there again when the folder is.
#[test]
fn what_is_typed_while_the_unit_is_away_is_held() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let unit = format!("u/{REFERENCE}/2022/economic");
    let [here, away] = [format!("data/{REFERENCE}"), "data/away".to_owned()];
    let before = fs::read_to_string(sandbox.path(YEAR)).unwrap();
    fs::rename(sandbox.path(&here), sandbox.path(&away)).unwrap();
    let typed = [
        ("is|2022.toml|economic[30101].basic", "1"),
        ("was|2022.toml|economic[30101].basic", "1,754,977.00"),
        ("new|2022.toml|economic~a|code", "30204"),
        ("new|2022.toml|economic~a|basic", "2"),
        ("live", "1"),
    ];
    assert!(page.post(&unit, &typed).is_refused());
    fs::rename(sandbox.path(&away), sandbox.path(&here)).unwrap();
    let text = page.get(&unit).text();
    assert!(text.contains("2 处没有存下"), "{text}");
    assert!(text.contains("name=\"new|2022.toml|economic~a|code\" value=\"30204\""), "{text}");
    assert_eq!(fs::read_to_string(sandbox.path(YEAR)).unwrap(), before);
}

/// Codes are offered that were asked for before the form was put anew, and stay where it is put anew under them.
#[test]
fn codes_are_offered_when_the_form_is_put_anew() {
    let Some(table) = Table::at(Browser::start_in_long_runs(), "economic") else { return };
    let browser = &table.browser;
    browser.run(
        "const real = window.fetch;
        window.fetch = async (...asked) => {
            const answer = await real(...asked);
            if (String(asked[0]).includes('/codes/')) await new Promise(done => { window.answer = done; });
            return answer;
        };
        window.renewals = 0;
        document.addEventListener('renewed', () => { window.renewals += 1; });",
    );
    table.begin("economic", "code");
    browser.keys("302 0");
    browser.until("window.answer");
    let change = |number: u32| {
        table.sandbox.replace(YEAR, "year = 2022", &format!("year = 2022 # {number}"))
    };
    change(1);
    browser.until("window.renewals > 0");
    browser.run("window.answer()");
    let offered = "document.querySelector('#codes [data-code=\"30201\"]')";
    let focus = "document.activeElement.name === 'new|2022.toml|economic|code'";
    browser.until(&format!("{offered} && {focus}"));
    // Whoever goes elsewhere is offered nothing.
    browser.keys(&TAB.to_string());
    browser.until(&format!("!{offered}"));
}
