//! The unit's page in a real browser: sums that are kept while somebody types, the page that is chosen, pages that follow or
//! stay, and the ways in which form and pages share the window.

use crate::browser::{Browser, F8};
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox, repository};

/// F9.
const F9: char = '\u{e039}';

/// The arrow down.
const DOWN: char = '\u{e015}';

/// Esc.
const ESCAPE: char = '\u{e00c}';

/// The space bar.
const SPACE: char = ' ';

/// One page is open through all of it, in the order in which somebody would use it.
#[test]
fn the_page_is_arranged() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::reference();
    let page = Serving::of(&sandbox);
    browser.size(1366, 640);
    browser.open(&format!("{}u/{REFERENCE}/2022/expenditure", page.address()));
    browser.until("document.querySelector('#pages figure[data-shown]')");
    sums_are_kept(&browser);
    a_page_is_chosen(&browser);
    pages_follow_or_stay(&browser);
    form_and_pages_share_the_window(&browser, &sandbox);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// While an amount is typed, what must add up says how it stands, in view above the table wherever that is scrolled to; what is
/// not written any more is as it was.
fn sums_are_kept(browser: &Browser) {
    let ties = "document.getElementById('ties').innerText.replace(/\\s+/g, ' ')";
    browser.until(&format!("{ties}.includes('相等') && !{ties}.includes('少')"));
    browser.click("[name='is|2022.toml|expenditure[2210201/general].basic']");
    browser.keys("400626");
    // Three sums, and what the accounts system printed of them.
    browser.until(&format!("{ties}.split('少 36.00').length > 3"));
    browser.until(&format!("{ties}.includes('＝年末 36.00')"));
    browser.until("document.getElementById('ties-said').textContent.includes('基本支出 少 36.00')");
    let above = "document.getElementById('ties').getBoundingClientRect()";
    let head = "document.querySelector('.grid thead th').getBoundingClientRect()";
    let is_above = format!("Math.abs({above}.bottom - {head}.top) < 2 && {above}.top >= 40");
    browser.run("document.getElementById('form').scrollTop = 130");
    browser.until(&is_above);
    // What it says takes more lines, and the table's head stays in view below it.
    browser.run(&format!("window.low = {above}.height"));
    browser.keys("99999");
    browser.until(&format!("{above}.height > window.low"));
    browser.run("document.getElementById('form').scrollTop = 160");
    browser.until(&is_above);
    browser.picture("ways-ties");
    browser.keys(&ESCAPE.to_string());
    browser.until(&format!("!{ties}.includes('少')"));
    browser.until("document.querySelector('.grid tfoot').textContent.includes('218,935,501.76')");
    // In a row that is not there yet, of the fund that is chosen.
    browser.click("[name='new|2022.toml|expenditure|basic']");
    browser.keys("100");
    browser.until("document.querySelector('.grid tfoot').textContent.includes('218,935,601.76')");
    browser.until(&format!("!{ties}.includes('多')"));
    browser.run(
        "const fund = document.querySelector(\"[name='new|2022.toml|expenditure|fund']\");
        fund.value = 'general';
        fund.dispatchEvent(new Event('change', { bubbles: true }));",
    );
    browser.until(&format!("{ties}.includes('为负')"));
    browser.until(&format!("{ties}.includes('本年支出合计 多 100.00 应为 416,868,418.19')"));
    browser.run(
        "for (const one of document.querySelectorAll('tr.new [data-was]')) {
            one.value = '';
            one.dispatchEvent(new Event('input', { bubbles: true }));
        }",
    );
    browser.until(&format!("!{ties}.includes('多')"));
}

/// All pages are offered by their number and by what begins there; one is gone to by keyboard, and the choice goes along with
/// what is looked at.
fn a_page_is_chosen(browser: &Browser) {
    let options = browser
        .run("return [...document.querySelectorAll('#which option')].map(option => option.text)");
    let options: Vec<&str> =
        options.as_array().unwrap().iter().map(|option| option.as_str().unwrap()).collect();
    let count = browser.run("return document.querySelectorAll('#pages figure').length");
    let has = |page: u64, words: &str| {
        let begin = format!("{page}／{count}");
        options.iter().any(|option| option.starts_with(&begin) && option.contains(words))
    };
    for number in 1..=count.as_u64().unwrap() {
        assert!(has(number, ""), "{number}: {options:#?}");
    }
    let offered = options.join("\n");
    for wanted in ["收入支出决算总表", "“三公”经费", "名词解释"] {
        assert!(offered.contains(wanted), "{wanted}: {offered}");
    }
    browser.run(
        "document.getElementById('which').focus(); document.getElementById('pages').scrollTop = 0",
    );
    browser.until("document.getElementById('which').selectedIndex === 0");
    std::thread::sleep(std::time::Duration::from_millis(100));
    browser.keys(&DOWN.to_string().repeat(3));
    let chosen = "document.getElementById(`page${Number(document.getElementById('which').value.split(' ')[0]) + 1}`)";
    browser.until("document.getElementById('which').selectedIndex === 3");
    let top = "document.getElementById('pages').getBoundingClientRect().top";
    browser.until(&format!("{chosen}.getBoundingClientRect().top <= {top} + 20"));
    browser.until(&format!("{chosen}.getBoundingClientRect().bottom > {top} + 60"));
    // And back: the choice says what is looked at, in all windows the same, and whole.
    browser.run("document.getElementById('page7').scrollIntoView()");
    browser.until("document.getElementById('which').value.startsWith('6 ')");
    let said = |number: u64, beyond: i32| {
        browser.run(&format!(
            "document.getElementById('page{number}').scrollIntoView();
            document.getElementById('pages').scrollTop -= {beyond}"
        ));
        std::thread::sleep(std::time::Duration::from_millis(60));
        let which = "document.getElementById('which')";
        let said = browser.run(&format!("return [{which}.selectedOptions[0].text, {which}.title]"));
        assert_eq!(said[0], said[1], "{number}");
        said[0].clone()
    };
    let names: Vec<Vec<_>> = [(1280, 600, 0), (1366, 640, 8), (1920, 1080, 0)]
        .into_iter()
        .map(|(width, height, beyond)| {
            browser.size(width, height);
            std::thread::sleep(std::time::Duration::from_millis(300));
            [4, 5, 10, 16, 18, 20, 28].map(|number| said(number, beyond)).to_vec()
        })
        .collect();
    assert_eq!(names[0], names[1]);
    assert_eq!(names[0], names[2]);
    browser.size(1366, 640);
}

/// A topic of which nothing is written is followed to where that is printed, from wherever the pages stood.
#[test]
fn a_topic_of_which_nothing_is_written_is_followed() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::of(&repository().join("tests/projects/branches"));
    let page = Serving::of(&sandbox);
    browser.size(1366, 640);
    for (topic, wanted) in [
        ("procurement", "相关信息统计表"),
        ("three-public", "“三公”经费支出决算表"),
        ("assets", "相关信息统计表"),
        ("income", "收入支出决算总表"),
        ("economic", "支出决算明细表"),
        ("carry-over", "收入支出决算总表"),
    ] {
        browser.open(&format!("{}u/nothing-at-all/2022/{topic}", page.address()));
        let which = "document.getElementById('which').selectedOptions[0].text";
        browser.until(&format!(
            "{which}.includes('{wanted}') || document.body.innerText.includes('没有找到这个主题')"
        ));
        let which = browser.run(&format!("return {which}"));
        assert!(which.as_str().unwrap().contains(wanted), "{topic}: {which}");
    }
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Pages go where somebody edits, unless they are told to stay; what is marked is marked all the same.
fn pages_follow_or_stay(browser: &Browser) {
    // What is marked already may be another field's.
    let marked = "document.getElementById('place')?.textContent === '' && document.querySelector('#places [data-on]')";
    let scrolled = || browser.run("return document.getElementById('pages').scrollTop").as_f64();
    let in_view = "[...document.querySelectorAll('#pages rect.here')].some(one => {
        const [at, box] = [one.getBoundingClientRect(), document.getElementById('pages').getBoundingClientRect()];
        return at.top >= box.top && at.bottom <= box.bottom;
    })";
    browser.run("document.getElementById('follow').focus()");
    browser.keys(&SPACE.to_string());
    browser.until("!document.getElementById('follow').checked");
    browser.run("document.getElementById('pages').scrollTop = 0");
    browser.click("[name='is|2022.toml|expenditure[2080109/general].basic']");
    browser.until(&format!("{marked} && document.querySelector('#pages svg.marks')"));
    assert_eq!(scrolled(), Some(0.0));
    browser.click("#follow");
    browser.until(in_view);
    browser.run("document.getElementById('pages').scrollTop = 0");
    browser.click("[name='is|2022.toml|expenditure[2210201/general].basic']");
    browser.until(in_view);
}

/// Beside each other, above each other, the form alone, the pages alone: chosen by keyboard, remembered, and left again where
/// a field or a page that is not shown is gone to. A narrow window has them above each other by itself.
fn form_and_pages_share_the_window(browser: &Browser, sandbox: &Sandbox) {
    let way = |way: &str| {
        browser.run(&format!(
            "const choice = document.getElementById('way');
            choice.value = '{way}';
            choice.dispatchEvent(new Event('change', {{ bubbles: true }}));"
        ));
    };
    let (form, pages) = (
        "document.getElementById('form').getBoundingClientRect()",
        "document.getElementById('pages').getBoundingClientRect()",
    );
    let is_stacked =
        format!("{form}.bottom <= {pages}.top && {pages}.height > 100 && {form}.height > 100");
    browser.until(&format!("{form}.right <= {pages}.left"));
    let looked_at = browser.run("return document.getElementById('which').value.split(' ')[0]");
    browser.run("document.getElementById('way').focus()");
    browser.keys(&DOWN.to_string());
    browser.until(&is_stacked);
    browser.until(&format!("document.getElementById('which').value.split(' ')[0] === {looked_at}"));
    browser.picture("ways-stacked");
    browser.reload();
    browser.until(
        "document.readyState === 'complete' && document.querySelector('#pages figure[data-shown]')",
    );
    browser.until(&is_stacked);
    for (width, height) in [(1366, 640), (1280, 600), (1024, 600), (900, 560)] {
        browser.size(width, height);
        let wide = browser.run("return document.documentElement.scrollWidth");
        assert!(wide.as_u64().unwrap() <= u64::from(width), "{width}: {wide}");
        browser.until(&is_stacked);
        browser.picture(&format!("ways-stacked-{width}"));
    }
    browser.size(1366, 640);
    assert_eq!(browser.violations(), Vec::<String>::new());
    // The form alone; the key that leads to the pages shows them.
    way("form");
    browser.until(&format!("{pages}.height === 0 && {form}.height > 400"));
    browser.picture("ways-form");
    browser.click("#form .grid input");
    browser.keys(&F9.to_string());
    browser.until(&format!("document.activeElement.id === 'pages' && {pages}.height > 0"));
    // The pages alone; what leads to a field shows the form.
    way("pages");
    browser.until(&format!("{form}.height === 0 && {pages}.width > 1000"));
    browser.picture("ways-pages");
    assert_eq!(browser.violations(), Vec::<String>::new());
    browser.run("document.getElementById('pages').focus()");
    browser.keys(&F9.to_string());
    // The field that was left for the pages has the focus again.
    browser.until(&format!(
        "document.activeElement.matches('#form .grid input') && {form}.height > 0"
    ));
    way("pages");
    sandbox.replace(
        &format!("data/{REFERENCE}/2022.toml"),
        "rule = \"R0712-missing-budget-reason\"",
        "rule = \"R0704-foreign-reason\"",
    );
    browser.until("document.querySelector('#queue a')");
    browser.keys(&F8.to_string());
    browser.until(&format!(
        "document.activeElement.closest('#form') && {form}.height > 0
            && document.getElementById('where').textContent.startsWith('待办 1／')"
    ));
    way("beside");
    // Where nobody chose, a narrow window decides.
    browser.run("localStorage.clear()");
    browser.reload();
    browser.until(
        "document.readyState === 'complete' && document.querySelector('#pages figure[data-shown]')",
    );
    browser.until(&format!("{form}.right <= {pages}.left"));
    browser.size(1024, 600);
    browser.until(&is_stacked);
    browser.size(1366, 640);
    browser.until(&format!("{form}.right <= {pages}.left"));
}
