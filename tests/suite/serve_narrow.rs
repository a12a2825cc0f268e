//! The working page in a small window, as at 200 %: what is typed into is in view and nothing lies over it, no page goes on sideways,
//! the form comes first and the pages are a key away.

use serde_json::Value;

use crate::browser::{Browser, TAB};
use crate::serve_words::pages;
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox, repository};

/// Shift.
const SHIFT: char = '\u{e008}';

/// F9.
const F9: char = '\u{e039}';

/// The windows: 1366×640 at 200 %, a low one, and one in which form and pages are beside each other.
const WINDOWS: [(u32, u32); 3] = [(683, 317), (700, 500), (1280, 600)];

/// Notes of each field that is left by the Tab key how it lay: not wholly in view, or under something else.
const NOTE: &str = "window.seen = 0;
    window.covered = [];
    window.lies = one => {
        const form = document.getElementById('form').getBoundingClientRect();
        const at = one.getBoundingClientRect();
        const isIn = at.top >= Math.max(form.top, 0) - 1 && at.bottom <= Math.min(form.bottom, innerHeight) + 1
            && at.left >= form.left - 1 && at.right <= Math.min(form.right, innerWidth) + 1;
        if (!isIn) return 'not in view ' + JSON.stringify([at.left, at.top, at.right, at.bottom].map(Math.round));
        const points = [[.5, .5], [.02, .1], [.98, .1], [.02, .9], [.98, .9]];
        const over = points.map(([x, y]) => document.elementFromPoint(at.left + at.width * x, at.top + at.height * y))
            .find(other => other !== one);
        return over && 'under ' + over.outerHTML.slice(0, 80);
    };
    document.addEventListener('keydown', event => {
        const one = document.activeElement;
        if (event.key !== 'Tab' || !one.matches('#form td input, #form td select, #form td textarea')) return;
        window.seen += 1;
        const how = lies(one);
        if (how) window.covered.push(one.name + ': ' + how);
    }, true);";

/// Each field of the tables of amounts that the Tab key comes to, forwards and backwards, is wholly in view and lies on top, also
/// where all columns are unfolded and the form is moved sideways.
#[test]
fn what_has_the_focus_is_not_covered() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let everything = Sandbox::of_data(&repository().join("tests/projects/everything"));
    let mut count = 0;
    for (sandbox, unit, topics) in [
        (Sandbox::reference().without_reports(), REFERENCE, ["income", "expenditure"].as_slice()),
        (everything, "qingyu-affairs", &["economic", "prior", "budget", "expenditure"]),
    ] {
        let page = Serving::of(&sandbox);
        for topic in topics {
            browser.open(&format!("{}u/{unit}/2022/{topic}", page.address()));
            browser.until("document.querySelector('#form td')");
            browser.run(NOTE);
            for (width, height) in WINDOWS {
                browser.size(width, height);
                for is_open in [false, true] {
                    let folds = browser.run(&format!(
                        "const folds = document.querySelectorAll('details.idle');
                        for (const idle of folds) idle.open = {is_open};
                        window.seen = 0;
                        document.getElementById('form').scrollTop = 0;
                        return folds.length"
                    ));
                    if is_open && folds == 0 {
                        continue;
                    }
                    walk(&browser);
                    let place = format!("{unit} {topic} {width}×{height} {is_open}");
                    let covered = browser.run("return window.covered.splice(0)");
                    assert_eq!(covered, Value::Array(Vec::new()), "{place}");
                    browser.picture(&format!("narrow-{unit}-{topic}-{width}-{is_open}"));
                    let seen = browser.run("return window.seen").as_u64().unwrap();
                    let fields = browser.run(
                        "return [...document.querySelectorAll('#form td :is(input, select, textarea):not([type=hidden])')]
                            .filter(one => one.getClientRects().length > 0).length",
                    );
                    assert!(seen >= fields.as_u64().unwrap(), "{place}: {seen} {fields}");
                    count += seen;
                }
            }
        }
        assert_eq!(browser.complaints(), Vec::<String>::new());
        browser.open("about:blank");
    }
    assert!(count > 1000, "{count}");
}

/// Walks with the Tab key from the first field of the form over all of them and back.
fn walk(browser: &Browser) {
    let fields =
        "[...document.querySelectorAll('#form :is(input, select, textarea, summary, a, button)')]";
    let count = browser.run(&format!(
        "const all = {fields}.filter(one => one.getClientRects().length > 0 && one.tabIndex >= 0);
        all[0].focus();
        return all.length"
    ));
    let count = usize::try_from(count.as_u64().unwrap()).unwrap();
    browser.keys(&TAB.to_string().repeat(count));
    browser.with_each(SHIFT, &TAB.to_string().repeat(count));
}

/// What has the focus in view stays in view, and nothing comes to lie over it, when the window gets smaller; what somebody moved
/// away from does not come back.
#[test]
fn what_has_the_focus_stays_in_view_in_a_smaller_window() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::of_data(&repository().join("tests/projects/everything"));
    let page = Serving::of(&sandbox);
    let mut count = 0;
    for topic in ["income", "expenditure", "economic", "reasons"] {
        browser.size(1366, 768);
        browser.open(&format!("{}u/qingyu-affairs/2022/{topic}", page.address()));
        browser.until("document.readyState === 'complete' && document.querySelector('#form .grid, #form .reason')");
        browser.run(NOTE);
        // A window in which nobody did anything tells of no focus.
        browser.click("#heading");
        let fields = "[...document.querySelectorAll('#form :is(td :is(input, select), .reason textarea):not([type=hidden])')]
            .filter(one => one.getClientRects().length > 0)";
        for place in 1..6 {
            for (width, height) in [(1366, 768), (1280, 600), (683, 317)] {
                browser.size(width, height);
                if width == 1366 {
                    let at = format!("Math.floor({fields}.length * {place} / 6)");
                    browser.run(&format!("{fields}[{at}].focus()"));
                }
                browser.until(&format!(
                    "innerWidth === {width} && !window.lies(document.activeElement)"
                ));
                count += 1;
            }
        }
        browser.size(1366, 768);
        browser.run(&format!("{fields}[0].focus()"));
        browser.run("document.getElementById('form').scrollTop = 9999");
        let painted = "const done = arguments[0];
            setTimeout(() => requestAnimationFrame(() => setTimeout(done)), 300)";
        browser.wait(painted);
        browser.size(1280, 600);
        browser.wait(painted);
        let top = browser.run("return document.getElementById('form').scrollTop");
        assert!(top.as_f64().unwrap() > 300.0, "{topic} {top}");
    }
    assert_eq!(count, 60);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// What of a form lies beyond its edge, or moves when it is moved sideways, be all columns of its tables unfolded or not: only tables may.
const GOES_ON: &str = "const form = document.getElementById('form');
    if (!form) return [];
    const still = [...form.querySelectorAll('*')]
        .filter(one => !one.closest('table, .unseen') && !one.querySelector('table') && one.getClientRects().length > 0);
    const lefts = () => still.map(one => Math.round(one.getBoundingClientRect().left));
    const wrong = [];
    for (const isOpen of [true, false]) {
        for (const idle of form.querySelectorAll('details.idle')) idle.open = isOpen;
        form.scrollLeft = 0;
        const end = form.getBoundingClientRect().left + form.clientWidth + 1;
        const before = lefts();
        wrong.push(...still.filter(one => one.getBoundingClientRect().right > end).map(one => 'beyond the edge ' + one.outerHTML.slice(0, 120)));
        form.scrollLeft = 9999;
        const after = lefts();
        wrong.push(...still.filter((_, at) => before[at] !== after[at]).map(one => 'moves ' + one.outerHTML.slice(0, 120)));
        form.scrollLeft = 0;
    }
    return wrong.slice(0, 4)";

/// No page and no form goes on sideways, and what stands in its head is wholly in view; of the form, enough is seen to work in.
#[test]
fn no_page_goes_on_sideways() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::of_data(&repository().join("tests/projects/everything"));
    let page = Serving::of(&sandbox);
    let mut count = 0;
    for (path, html) in pages(&page) {
        browser.open(&format!("{}{path}", page.address()));
        browser.until("document.readyState === 'complete'");
        for (width, height) in WINDOWS {
            browser.size(width, height);
            let place = format!("{path} {width}×{height}");
            let wide = browser.run("return document.documentElement.scrollWidth").as_u64();
            assert!(wide.unwrap() <= u64::from(width), "{place}: {wide:?}");
            let cut = browser.run(
                "return [...document.querySelectorAll('.top :is(a, button, h1), .dock :is(a, button), .view > header :is(button, select, label)')]
                    .filter(one => one.checkVisibility() && one.getClientRects().length > 0)
                    .filter(one => one.getBoundingClientRect().right > innerWidth || one.getBoundingClientRect().bottom > innerHeight
                        || one.getBoundingClientRect().width < 16)
                    .map(one => one.outerHTML.slice(0, 120))",
            );
            assert_eq!(cut, Value::Array(Vec::new()), "{place}");
            assert_eq!(browser.run(GOES_ON), Value::Array(Vec::new()), "{place}");
            browser.picture(&format!("page-{}-{width}", path.replace('/', "-")));
            if html.contains("id=\"form\"") && height < 600 {
                let high = browser.run("return document.getElementById('form').clientHeight");
                assert!(high.as_u64().unwrap() >= u64::from(height) - 120, "{place}: {high}");
            }
            count += 1;
        }
    }
    assert!(count > 60, "{count}");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// In a small window the form is alone; the pages are a key away, and the form from there, also where both beside each other were
/// chosen in a large one, where they are that again.
#[test]
fn the_pages_are_a_key_away() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::reference().without_reports();
    let page = Serving::of(&sandbox);
    let (form, pages) = (
        "document.getElementById('form').getBoundingClientRect()",
        "document.getElementById('pages').getBoundingClientRect()",
    );
    let form_alone = format!("{form}.height > 150 && {pages}.height === 0");
    let pages_alone = format!("{pages}.height > 150 && {form}.height === 0");
    let offered = "[...document.querySelectorAll('#way option')].filter(one => !one.disabled).map(one => one.value).join()";
    browser.size(683, 317);
    browser.open(&format!("{}u/{REFERENCE}/2022/income", page.address()));
    browser.until(&form_alone);
    browser.until(&format!("{offered} === 'form,pages'"));
    browser.click("#form .grid td input");
    browser.keys(&F9.to_string());
    browser.until(&format!("{pages_alone} && document.activeElement.id === 'pages'"));
    browser.until_pages_are_shown();
    browser.picture("narrow-pages");
    assert_eq!(browser.violations(), Vec::<String>::new());
    browser.keys(&F9.to_string());
    browser
        .until(&format!("{form_alone} && document.activeElement.matches('#form .grid td input')"));
    assert_eq!(browser.violations(), Vec::<String>::new());
    for chosen in ["beside", "stacked"] {
        browser.size(1366, 640);
        browser.until(&format!("{pages}.height > 0 && {form}.height > 0"));
        browser.run(&format!(
            "const choice = document.getElementById('way');
            choice.value = '{chosen}';
            choice.dispatchEvent(new Event('change', {{ bubbles: true }}));"
        ));
        for (width, height) in [(683, 317), (700, 500)] {
            browser.size(width, height);
            browser.until(&form_alone);
        }
        browser.reload();
        browser.until(&format!("document.readyState === 'complete' && {form_alone}"));
        browser.size(1366, 640);
        browser.until(&format!(
            "document.getElementById('way').value === '{chosen}' && {pages}.height > 0"
        ));
        browser.until(&format!("{offered} === 'beside,stacked,form,pages'"));
    }
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
