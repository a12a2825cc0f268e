//! `serve` in a real browser: from numbers on the pages to the fields that feed them, and back.

use std::collections::BTreeMap;
use std::fs;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;

use crate::browser::{Browser, ENTER, F8};
use crate::serve_words::english;
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox, cases, is_long, repository, some};

/// The layouts.
const LAYOUTS: [&str; 3] = ["shanxi", "shanghai", "central"];

/// The unit that has everything.
const UNIT: &str = "qingyu-affairs";

/// Kinds of numbers: what each is called here, and how one is known among all: by what is said of it and how it is printed.
const KINDS: [(&str, &str); 12] = [
    ("cell of a statement", r"《.*“\d{5,7} [^”]*”行.*[\d,]+\.\d\d$"),
    ("total of a statement", r"《.*“[^”]*(总计|合计)[^”]*”行.*[\d,]+\.\d\d$"),
    ("figure in a sentence", r"^第 \d+ 页 [^《]*，(收入|支出)[^，]*，[\d,]+\.\d\d$"),
    ("percentage", r"，[^，]*占比[^，]*，[\d.]+%$"),
    ("change on the year before", r"，[^，]*差额，[\d,]+\.\d\d$"),
    ("rate of change", r"，[^，]*率，[\d.]+%$"),
    ("figure of the year before", r"，[^，]*上年[^，]*，[\d,]+\.\d\d$"),
    ("three public expenses", r"，“三公”经费[^，]*，[\d,]+\.\d\d$"),
    ("procurement", r"，政府采购[^，]*，[\d,]+\.\d\d$"),
    ("vehicles", r"，[^，]*(车辆|辆)[^，]*，\d+$"),
    ("persons received", r"，[^，]*(人次|批次|批|人数)[^，]*，\d+$"),
    ("performance", r"，[^，]*绩效[^，]*，[\d,]+\.\d\d$"),
];

/// Takes the pages of the unit in a layout.
fn in_layout(layout: &str) -> Sandbox {
    let sandbox = Sandbox::of_data(&repository().join("tests/projects/everything"));
    let settings = fs::read_to_string(sandbox.path("juesuan.toml")).unwrap();
    let settings = settings.replace("layout = \"shanxi\"", &format!("layout = \"{layout}\""));
    sandbox.write("juesuan.toml", settings.as_bytes());
    sandbox
}

/// A number: what is said of it, and the parts of pages that it takes.
type Number = (String, String);

/// Every number of all pages of the unit in a layout, found once for all tests; the page must be open.
fn numbers(browser: &Browser, layout: &'static str) -> Arc<Vec<Number>> {
    static FOUND: Mutex<BTreeMap<&str, Arc<Vec<Number>>>> = Mutex::new(BTreeMap::new());
    let mut found = FOUND.lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(found.entry(layout).or_insert_with(|| Arc::new(find_numbers(browser))))
}

/// Every number of all pages of the unit whose page is open; of every third page where time is short.
fn find_numbers(browser: &Browser) -> Vec<Number> {
    let step = if is_long() { 1 } else { 3 };
    browser.run(&format!("window.step = {step}"));
    browser.run(
        "(async () => {
            const all = [];
            const count = document.querySelectorAll('#pages figure').length;
            for (let page = 1; page <= count; page += step) {
                const answer = await send(document.getElementById('view').dataset.trace, [['page', String(page)]]);
                const text = new DOMParser().parseFromString(await answer.text(), 'text/html');
                for (const one of text.querySelectorAll('#numbers li')) all.push([one.textContent, one.dataset.spots]);
            }
            window.numbers = all;
        })();",
    );
    browser.until("window.numbers");
    let found = browser.run("return window.numbers");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    found.as_array().unwrap().iter().map(|one| (text(&one[0]), text(&one[1]))).collect()
}

/// Clicks on the middle of a place on the pages, once it is in view.
fn click_on(browser: &Browser, spots: &str) {
    let first = spots.split(',').next().unwrap();
    let edges: Vec<f64> = first.split(' ').map(|edge| edge.parse().unwrap()).collect();
    let [page, left, top, right, bottom] = edges[..] else { panic!("{spots}") };
    let (x, y) = ((left + right) / 2.0, (top + bottom) / 2.0);
    let at = browser.run(&format!(
        "const [figure, pages] = [document.getElementById('page{page}'), document.getElementById('pages')];
        const at = () => {{
            const paper = figure.getBoundingClientRect();
            const scale = paper.width / Number(figure.dataset.width);
            return [paper.left + {x} * scale, paper.top + {y} * scale];
        }};
        const view = pages.getBoundingClientRect();
        pages.scrollBy(at()[0] - view.left - view.width / 2, at()[1] - view.top - view.height / 2);
        return at();"
    ));
    browser.click_at(at[0].as_f64().unwrap(), at[1].as_f64().unwrap());
}

/// Ten kinds of numbers and more, in each of the three layouts: a click on one leads to a field that feeds it, with how it is
/// made; of that field, the number is one of the places that are marked. No word of it is English.
#[test]
fn numbers_lead_to_their_fields_and_back() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    for layout in some(LAYOUTS, 3) {
        let sandbox = in_layout(layout);
        let page = Serving::of(&sandbox);
        browser.size(1366, 640);
        let start = format!("{}u/{UNIT}/2022/income", page.address());
        browser.open(&start);
        browser.until("document.getElementById('pages').dataset.edition");
        let all = numbers(&browser, layout);
        let mut kinds = 0;
        for (kind, pattern) in some(KINDS, 6) {
            let pattern = regex::Regex::new(pattern).unwrap();
            // One that is nil or comes from nothing leads nowhere.
            let is_meant = |said: &str| {
                pattern.is_match(said) && !said.ends_with("，0.00") && !said.ends_with("，0")
            };
            let Some((said, spots)) = all.iter().find(|(said, _)| is_meant(said)) else {
                continue;
            };
            let case = format!("{layout}, {kind}: {said}");
            browser.open(&start);
            browser.until("document.getElementById('pages').dataset.edition");
            browser.run("document.activeElement.blur(); sessionStorage.clear()");
            click_on(&browser, spots);
            browser.until("document.activeElement.closest('#lens a') || document.activeElement.name?.startsWith('is|')");
            if browser.run("return document.activeElement.closest('#lens') !== null") == true {
                let told = browser.run("return document.getElementById('lens').outerHTML");
                assert_eq!(english(told.as_str().unwrap()), Vec::<String>::new(), "{case}");
                browser.picture(&format!("click-{layout}-{}", kind.replace(' ', "-")));
                browser.keys(&ENTER.to_string());
            }
            browser.until("document.readyState === 'complete' && document.activeElement.name?.startsWith('is|')");
            // And back: the number is among the places of the field.
            browser.until("document.querySelector('#places [data-on]')");
            browser.until("document.querySelector('#pages rect.here')");
            browser.until("document.getElementById('places').getClientRects().length > 0");
            let field = browser.run("return document.activeElement.name");
            let places = browser
                .run("return [...document.querySelectorAll('#places [data-on]')].map(one => one.dataset.spots)");
            let has = places.as_array().unwrap().iter().any(|place| place == spots.as_str());
            assert!(has, "{case}: not a place of {field}: {places}");
            let told = browser.run("return document.getElementById('places').outerHTML");
            assert_eq!(english(told.as_str().unwrap()), Vec::<String>::new(), "{case}");
            kinds += 1;
        }
        assert!(kinds >= cases(2, 10), "{layout}: {kinds} kinds of\n{all:#?}");
        assert_eq!(browser.violations(), Vec::<String>::new(), "{layout}");
        assert_eq!(browser.complaints(), Vec::<String>::new(), "{layout}");
        // A page that is open while its program ends complains.
        browser.open("about:blank");
        browser.complaints();
    }
}

/// The blanks that tables print in place of nil are clicked on like numbers, in each layout.
#[test]
fn blanks_are_clicked_on() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    for layout in some(LAYOUTS, 3) {
        let sandbox = in_layout(layout);
        let page = Serving::of(&sandbox);
        browser.size(1366, 640);
        let start = format!("{}u/{UNIT}/2022/income", page.address());
        browser.open(&start);
        browser.until("document.getElementById('pages').dataset.edition");
        let all = numbers(&browser, layout);
        let blanks: Vec<_> =
            all.iter().filter(|(said, _)| said.ends_with("，空白（为零）")).collect();
        assert!(blanks.len() > 20, "{layout}: {}", blanks.len());
        for (said, spots) in some(blanks.iter().step_by(blanks.len() / 4), 4) {
            browser.open(&start);
            browser.until("document.getElementById('pages').dataset.edition");
            browser.run("document.activeElement.blur(); sessionStorage.clear()");
            click_on(&browser, spots);
            // With how it is made, or at once in the only field that feeds it.
            browser.until(&format!(
                "document.getElementById('lens')?.dataset.spots === '{spots}' || document.activeElement.name?.startsWith('is|')"
            ));
            let told = browser.run("return document.getElementById('lens')?.textContent ?? '空白'");
            assert!(told.as_str().unwrap().contains("空白"), "{layout}, {said}: {told}");
            browser.picture(&format!("blank-{layout}"));
        }
        assert_eq!(browser.complaints(), Vec::<String>::new(), "{layout}");
        browser.open("about:blank");
        browser.complaints();
    }
}

/// What was found is shown on the pages as well: a field's places, and of a row or a table all that comes of it.
#[test]
fn what_was_found_is_marked() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::reference().without_reports();
    sandbox.replace(
        &format!("data/{REFERENCE}/2022.toml"),
        "fund = \"general\", basic = 400662.00",
        "fund = \"general\", basic = 400626.00",
    );
    let page = Serving::of(&sandbox);
    browser.size(1366, 640);
    let unit = format!("{}u/{REFERENCE}/2022", page.address());
    browser.open(&format!("{unit}/todo"));
    browser.until("document.getElementById('pages').dataset.edition");
    browser.click(".todo td.where a[href*='#is']");
    let is_marked =
        "document.querySelector('#places [data-on]') && document.querySelector('#pages rect.here')";
    browser.until(is_marked);
    let marked = |path: &str, said: &str| {
        browser.open("about:blank");
        browser.open(&format!("{unit}/economic#is%7C2022.toml%7C{path}"));
        browser.until(is_marked);
        let told = browser.run("return document.getElementById('places').textContent");
        assert!(told.as_str().unwrap().starts_with(said), "{path}: {told}");
        browser
            .run("return document.querySelectorAll('#places [data-on]').length")
            .as_u64()
            .unwrap()
    };
    let cell = marked("economic[30101].basic", "由这一格得来的数印在");
    let table = marked("economic", "由这几格得来的数印在");
    assert!(table > cell, "{table} of the table, {cell} of a cell");
    marked("economic[30101]", "由");
    // By the key that leads through all of them.
    browser.open(&format!("{unit}/todo"));
    browser.until("document.getElementById('pages').dataset.edition");
    browser.keys(&F8.to_string());
    browser.until("document.getElementById('where').textContent.startsWith('待办 1／')");
    browser.until(is_marked);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// By keyboard alone: from a field to the pages, over their numbers to one, to what feeds it, and to a field; the places of a
/// field are stepped through; words lead to where they are written.
#[test]
fn numbers_are_reached_by_keyboard() {
    /// F9.
    const F9: char = '\u{e039}';
    /// The arrow down.
    const DOWN: char = '\u{e015}';
    /// Esc.
    const ESCAPE: char = '\u{e00c}';
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = in_layout("shanxi");
    let page = Serving::of(&sandbox);
    browser.size(1366, 640);
    browser.open(&format!("{}u/{UNIT}/2022/income", page.address()));
    browser.until("document.getElementById('pages').dataset.edition");
    let field = "is|2022.toml|income[2010301].general";
    browser.click(&format!("[name='{field}']"));
    browser.until("document.querySelectorAll('#places [data-on]').length > 3");
    let said = "document.getElementById('place').textContent";
    browser.until(&format!("{said}.startsWith('第 1 处：第 ')"));
    browser.click("#places [data-step='1']");
    browser.until(&format!("{said}.startsWith('第 2 处：第 ')"));
    // Its pages, and the numbers of the one that is shown.
    browser.click(&format!("[name='{field}']"));
    browser.keys(&F9.to_string());
    browser.until("document.activeElement.id === 'pages'");
    browser.keys(&ENTER.to_string());
    browser.until("document.activeElement.matches('svg.numbers a')");
    assert_eq!(browser.violations(), Vec::<String>::new());
    let first = browser.run("return document.activeElement.getAttribute('aria-label')");
    browser.keys(&DOWN.to_string());
    let second = browser.run("return document.activeElement.getAttribute('aria-label')");
    assert_ne!(first, second);
    browser.keys(&ENTER.to_string());
    browser.until("document.activeElement.closest('#lens a') || document.activeElement.name?.startsWith('is|')");
    if browser.run("return document.activeElement.closest('#lens') !== null") == true {
        browser.keys(&ESCAPE.to_string());
        browser.until(
            "!document.getElementById('lens') && document.activeElement.matches('svg.numbers a')",
        );
        browser.keys(&ENTER.to_string());
        browser.until("document.activeElement.closest('#lens a')");
        browser.keys(&ENTER.to_string());
    }
    browser.until(
        "document.readyState === 'complete' && document.activeElement.name?.startsWith('is|')",
    );
    // An edit: what is marked is what is printed then.
    browser.open(&format!("{}u/{UNIT}/2022/income", page.address()));
    browser.until("document.getElementById('pages').dataset.edition");
    let edition = browser.run("return document.getElementById('pages').dataset.edition");
    browser.click(&format!("[name='{field}']"));
    browser.keys("18642315.28");
    browser.keys(&ENTER.to_string());
    browser.until(&format!("document.getElementById('pages').dataset.edition !== {edition}"));
    browser.until("document.querySelector('#places [data-on]')");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
