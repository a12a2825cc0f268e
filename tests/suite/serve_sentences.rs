//! The words that only people know, on the page of a report: each in the sentence that is printed around it, with the figures
//! that it explains, where these changed most, and what was said a year ago.

use std::collections::BTreeSet;
use std::fs;

use regex::Regex;
use serde_json::Value;

use crate::browser::{Browser, CONTROL, ENTER, F8, TAB};
use crate::serve_words::{between, unescaped};
use crate::serving::Serving;
use crate::support::{Sandbox, is_long, repository, some};

/// The unit that has everything.
const UNIT: &str = "qingyu-affairs";

/// The file of its year.
const YEAR: &str = "data/qingyu-affairs/2022.toml";

/// What the page has of each field: its name, what is before and behind its words, the words, and its figures.
const PLACES: &str = "return [...document.querySelectorAll('.reason')].map(one => [
    one.dataset.reason.split('|')[2], one.querySelector('.lead').textContent, one.querySelector('.tail').textContent,
    one.querySelector('textarea').value,
    [...one.querySelectorAll('.facts div')].map(one => one.textContent).join(' '),
    one.classList.contains('folded')])";

/// A field as the page has it.
#[derive(Debug)]
struct Place {
    /// Its path.
    path: String,
    /// What is printed before its words.
    before: String,
    /// What is printed behind them.
    behind: String,
    /// The words.
    words: String,
    /// The figures.
    figures: String,
    /// Whether it is a line.
    is_folded: bool,
}

/// A browser at the reasons of a unit.
struct Desk {
    /// The browser.
    browser: Browser,
    /// The project.
    sandbox: Sandbox,
    /// The program.
    page: Serving,
}

impl Desk {
    /// Opens the reasons of the unit that has everything in a layout, with a change of its file.
    fn at(browser: Option<Browser>, layout: &str, change: &[(&str, &str)]) -> Option<Self> {
        let browser = browser?;
        let sandbox = Sandbox::of_data(&repository().join("tests/projects/everything"));
        sandbox.replace("juesuan.toml", "layout = \"shanxi\"", &format!("layout = \"{layout}\""));
        for (from, to) in change {
            sandbox.replace(YEAR, from, to);
        }
        let page = Serving::of(&sandbox);
        browser.size(1366, 640);
        let desk = Self { browser, sandbox, page };
        desk.open("");
        Some(desk)
    }

    /// Opens the reasons, at a field.
    fn open(&self, field: &str) {
        let hash =
            if field.is_empty() { String::new() } else { format!("#is%7C2022.toml%7C{field}") };
        self.browser.open("about:blank");
        self.browser.open(&format!("{}u/{UNIT}/2022/reasons{hash}", self.page.address()));
        self.browser.until("[...document.querySelectorAll('.lead')].some(one => one.textContent)");
    }

    /// What the page has of each field.
    fn places(&self) -> Vec<Place> {
        let found = self.browser.run(PLACES);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let place = |one: &Value| Place {
            path: text(&one[0]),
            before: text(&one[1]),
            behind: text(&one[2]),
            words: text(&one[3]),
            figures: text(&one[4]),
            is_folded: one[5].as_bool().unwrap(),
        };
        found.as_array().unwrap().iter().map(place).collect()
    }

    /// What the page has of a field.
    fn place(&self, path: &str) -> Place {
        let found = self.places().into_iter().find(|place| place.path == path);
        found.unwrap_or_else(|| panic!("{path} is not there"))
    }

    /// The words of all pages as they are printed, without blanks and numbers of pages.
    fn printed(&self) -> String {
        let pages = self.page.get(&format!("u/{UNIT}/2022/pages")).text();
        let mut text = String::new();
        for number in 0..pages.matches("<figure").count() {
            let page = self.page.get(&format!("u/{UNIT}/2022/page/now/{number}/text")).text();
            let lines = page
                .lines()
                .filter(|line| line.chars().any(char::is_alphabetic) || line.contains('.'));
            lines.for_each(|line| text.push_str(line));
        }
        text.retain(|c| !c.is_whitespace());
        text
    }

    /// What the file says.
    fn file(&self) -> String {
        fs::read_to_string(self.sandbox.path(YEAR)).unwrap()
    }
}

/// Words without blanks and the dots in place of what is left out.
fn plain(words: &str) -> String {
    words.replace('…', "").chars().filter(|c| !c.is_whitespace()).collect()
}

/// The numbers of a text, without what separates their digits and without zeros that say nothing.
fn numbers(text: &str) -> BTreeSet<String> {
    let number = Regex::new(r"[0-9][0-9,]*(\.[0-9]+)?").unwrap();
    let found = number.find_iter(text).map(|found| found.as_str().replace(',', ""));
    let bare = |number: String| match number.contains('.') {
        true => number.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => number,
    };
    found.map(bare).collect()
}

/// The amount of a figure in its smallest unit.
fn fen(figure: &str) -> i64 {
    let digits = figure.chars().filter(char::is_ascii_digit).collect::<String>();
    digits.parse().unwrap()
}

/// The selector of the box of a field.
fn input(path: &str) -> String {
    format!("[name='is|2022.toml|{path}']")
}

/// The sentence around each field's words is that of the pages, and so are its figures; in each layout.
#[test]
fn sentences_and_figures_are_those_of_the_pages() {
    for layout in some(["shanxi", "shanghai", "central"], 2) {
        let Some(desk) = Desk::at(Browser::start_in_long_runs(), layout, &[]) else { return };
        let printed = desk.printed();
        let all = numbers(&printed);
        let places = desk.places();
        let mut count = 0;
        for place in places.iter().filter(|place| !place.behind.is_empty()) {
            let (before, behind) = (plain(&place.before), plain(&place.behind));
            let words = plain(place.words.trim_end_matches(['。', '；']));
            // The form writes only once what both say, and leaves out “because”.
            let is_there = words
                .char_indices()
                .map(|(at, _)| at)
                .take(8)
                .any(|at| printed.contains(&format!("{before}{}{behind}", &words[at..])));
            assert!(words.is_empty() || is_there, "{layout}: {place:?}\n{printed}");
            // Last year's figure, and the difference from the budget, are what the others tell: not always printed themselves.
            let told: Vec<&str> = place.figures.split(' ').collect();
            if let [now, then, by, ..] = told[..] {
                let by = if by.starts_with("减少") { -fen(by) } else { fen(by) };
                assert!(!then.starts_with("上年") || fen(now) - fen(then) == by, "{place:?}");
            }
            if let Some(by) = told.iter().find(|one| one.starts_with(['多', '少'])) {
                let spent = told.iter().find(|one| one.starts_with("决算")).unwrap();
                assert_eq!((fen(spent) - fen(told[0])).abs(), fen(by), "{place:?}");
            }
            let rate = told.iter().find_map(|one| one.strip_prefix("完成"));
            if let (Some(rate), Some(spent)) =
                (rate, told.iter().find(|one| one.starts_with("决算")))
            {
                let reckoned = fen(spent) as f64 * 10_000.0 / fen(told[0]) as f64;
                // The amounts are rounded to what is printed, the rate is not reckoned from them.
                assert!((reckoned - fen(rate) as f64).abs() <= 1.0, "{place:?}");
            }
            // Shanghai's form prints no rate of the budget behind the items of the two other funds.
            let unprinted = if layout == "shanghai" { "上多少完" } else { "上多少" };
            let printed_ones =
                told.iter().filter(|one| !one.starts_with(|c| unprinted.contains(c)));
            let own: BTreeSet<String> = printed_ones.flat_map(|one| numbers(one)).collect();
            let lost = own.difference(&all).cloned().collect::<Vec<_>>();
            assert_eq!(lost, Vec::<String>::new(), "{layout}: {place:?}");
            count += usize::from(!words.is_empty());
        }
        assert!(count > 12, "{layout}: {count} of {places:#?}");
        // What the form does not print has no sentence.
        let silent = "reasons.accounts[221/general].budget";
        assert!(layout == "shanghai" || desk.place(silent).behind.is_empty());
        desk.browser.picture(&format!("sentences-{layout}"));
        assert_eq!(desk.browser.violations(), Vec::<String>::new(), "{layout}");
        assert_eq!(desk.browser.complaints(), Vec::<String>::new(), "{layout}");
        desk.browser.open("about:blank");
        desk.browser.complaints();
    }
}

/// A reason that is lacking is asked for in the sentence that will be printed; once it is written, it is.
#[test]
fn what_is_lacking_is_asked_for_in_its_sentence() {
    let lacking = [(", change = \"上级年中下达科普专项资金。\"", "")];
    let Some(desk) = Desk::at(Browser::start_in_long_runs(), "shanxi", &lacking) else { return };
    let browser = &desk.browser;
    let place = desk.place("reasons.accounts[206/general].change");
    assert!(!place.is_folded && place.before.ends_with("主要原因是"), "{place:?}");
    assert_eq!((place.behind.as_str(), place.words.as_str()), ("。", ""));
    let of = ".reason[data-reason='is|2022.toml|reasons.accounts[206/general].change']";
    let said = browser.run(&format!("return document.querySelector(\"{of}\").innerText"));
    let said = said.as_str().unwrap();
    assert!(said.contains("变在哪里") && said.contains("R0711") && said.contains('缺'), "{said}");
    browser.until("document.getElementById('pages').dataset.edition");
    browser.click(&format!("{of} summary"));
    browser.until(&format!("document.querySelector(\"{of}\").innerText.includes('为什么')"));
    browser.picture("sentences-lacking");
    browser.click(&input("reasons.accounts[206/general].change"));
    browser.keys("上级下达科普专项。");
    browser.until(&format!("document.querySelector(\"{of} .count\").textContent === '9 字'"));
    browser.keys(&TAB.to_string());
    browser
        .until(&format!("document.querySelector(\"{of} .ending\").textContent.includes('句末')"));
    browser.until(&format!("!document.querySelector(\"{of} .gap\")"));
    // It stays as it was opened, and is in the report.
    let place = desk.place("reasons.accounts[206/general].change");
    assert!(!place.is_folded, "{place:?}");
    let sentence = format!("{}上级下达科普专项。", plain(&place.before));
    assert!(desk.printed().contains(&sentence), "{sentence}");
    assert_eq!(browser.violations(), Vec::<String>::new());
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Every sentence that lacks its words has its place on the pages, where the figures are that it tells; in each layout.
#[test]
fn every_sentence_that_lacks_its_words_has_its_place() {
    if !is_long() {
        return;
    }
    let figure = Regex::new(r"[0-9,]+\.[0-9]+").unwrap();
    for layout in ["shanxi", "shanghai", "central"] {
        let sandbox = Sandbox::of_data(&repository().join("tests/projects/everything"));
        sandbox.replace("juesuan.toml", "layout = \"shanxi\"", &format!("layout = \"{layout}\""));
        let file = fs::read_to_string(sandbox.path(YEAR)).unwrap();
        let reasons = format!("[reasons]{}\n[extra", between(&file, "\n[reasons]", "\n[extra"));
        sandbox.replace(YEAR, &reasons, "[extra");
        let page = Serving::of(&sandbox);
        let trace =
            |pairs: &[(&str, &str)]| page.post(&format!("u/{UNIT}/2022/trace"), pairs).text();
        let sentences = trace(&[("sentences", "all")]);
        let (mut count, mut lost) = (0_u32, Vec::new());
        for sentence in sentences.split("<li ").skip(1) {
            let field = unescaped(between(sentence, "data-field=\"", "\""));
            let before = unescaped(between(sentence, "<span>", "</span>"));
            let found = trace(&[("field", &field)]);
            let place =
                found.split("<span hidden ").nth(1).filter(|place| place.contains(" data-lacking"));
            let Some(place) = place else {
                lost.push(format!("{field} {before}"));
                continue;
            };
            let number: usize = between(place, "data-on=\"", "\"").parse().unwrap();
            let text = |number: usize| {
                plain(&page.get(&format!("u/{UNIT}/2022/page/now/{number}/text")).text())
            };
            // A sentence may go on to the next page.
            let printed = [text(number - 1), text(number)].concat();
            let figure = figure.find(&before).map_or("", |figure| figure.as_str());
            assert!(printed.contains(figure), "{layout} {number}: {field} {before}\n{printed}");
            count += 1;
        }
        assert_eq!(lost, Vec::<String>::new(), "{layout}");
        assert!(count >= 20, "{layout}: {count}");
    }
}

/// In a box whose words nobody has written yet, the pages show where they would stand: a reason of a code, its use, and the reason
/// of a sum; once they are written, the words themselves.
#[test]
fn what_is_lacking_is_shown_on_the_pages() {
    let lacking = [
        (", change = \"上级年中下达科普专项资金。\"", ""),
        ("use = \"大气污染防治\", ", ""),
        ("general = \"1、人员正常晋级；2、新增科普活动和污染防治项目。\"\n", ""),
    ];
    let Some(desk) = Desk::at(Browser::start_in_long_runs(), "shanxi", &lacking) else { return };
    let browser = &desk.browser;
    let told = "document.getElementById('places').textContent";
    let frame = "document.querySelector('#pages svg.marks .lacking')";
    let mut pages = BTreeSet::new();
    for (path, figure) in [
        ("reasons.accounts[206/general].change", "206"),
        ("reasons.general", ""),
        ("reasons.accounts[211/general].use", "211"),
    ] {
        browser.run(
            "document.activeElement.blur(); document.getElementById('places').textContent = ''",
        );
        browser.click(&input(path));
        browser.until(&format!("{told}.includes('话还没有写，写上印在：')"));
        let is_in_view = format!(
            "{frame} && (() => {{
                const [mark, view] = [{frame}, document.getElementById('pages')].map(one => one.getBoundingClientRect());
                return mark.height > 0 && mark.top >= view.top - 1 && mark.bottom <= view.bottom + 1;
            }})()"
        );
        browser.until(&is_in_view);
        browser.picture(&format!("sentences-gap-{figure}"));
        pages.insert(
            browser
                .run("return document.querySelector('#places [data-on]').dataset.on")
                .to_string(),
        );
    }
    assert!(pages.len() > 1, "{pages:?}");
    browser.keys("治理大气的一些事情");
    browser.keys(&TAB.to_string());
    browser.until("document.getElementById('saved').textContent.startsWith('已存盘')");
    browser.click(&input("reasons.accounts[211/general].use"));
    browser.until(&format!("{told}.includes('这些话') && !{frame}"));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// What was written a year ago is taken over to be edited, and is written once the box is left, nowhere else.
#[test]
fn words_of_last_year_are_taken_over() {
    let Some(desk) = Desk::at(Browser::start_in_long_runs(), "shanxi", &[]) else { return };
    let last = desk.sandbox.path("data/qingyu-affairs/2021.toml");
    let text = fs::read_to_string(&last).unwrap();
    let text = format!("{text}\n[reasons]\ntotal = \"上年的原因甲\"\nfiscal = \"上年的原因乙\"\n");
    fs::write(&last, text).unwrap();
    desk.open("reasons.total");
    let browser = &desk.browser;
    let box_ = input("reasons.total");
    browser.until(&format!("document.activeElement.matches(\"{box_}\")"));
    let before = desk.file();
    browser.click(".reason[data-reason='is|2022.toml|reasons.total'] [data-again]");
    browser.until(&format!("document.querySelector(\"{box_}\").value === '上年的原因甲'"));
    assert_eq!(desk.file(), before);
    browser.keys("，又有新的");
    browser.picture("sentences-last-year");
    browser.with(CONTROL, ENTER);
    browser.until("document.getElementById('saved').textContent.startsWith('已存盘')");
    let file = desk.file();
    assert!(file.contains("total = \"上年的原因甲，又有新的\""), "{file}");
    assert!(!file.contains("上年的原因乙"), "{file}");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// What is folded is reached by its address, by the Tab key and by F8, and unfolds; what has the focus does not move.
#[test]
fn what_is_folded_is_reached() {
    // A code that has words and no figures is a row of its own, which is said of the row.
    let more =
        [("accounts = [\n", "accounts = [\n  { code = \"229\", use = \"没有用到的一句\" },\n")];
    let Some(desk) = Desk::at(Browser::start_in_long_runs(), "shanxi", &more) else { return };
    let browser = &desk.browser;
    let is_open = |path: &str| {
        format!(
            "!document.querySelector(\".reason[data-reason='is|2022.toml|{path}']\").classList.contains('folded')"
        )
    };
    let focus = |path: &str| format!("document.activeElement.matches(\"{}\")", input(path));
    assert!(desk.place("reasons.total").is_folded && desk.place("reasons.fiscal").is_folded);
    desk.open("reasons.general");
    browser.until(&focus("reasons.general"));
    browser.until(&is_open("reasons.general"));
    // From one to the next, one key each where nothing is between them.
    desk.open("reasons.total");
    browser.until(&focus("reasons.total"));
    browser.with(CONTROL, ENTER);
    browser.until(&focus("reasons.fiscal"));
    browser.until(&is_open("reasons.fiscal"));
    for _ in 0..2 {
        if browser.run(&format!("return {}", focus("reasons.general"))) != true {
            browser.keys(&TAB.to_string());
        }
    }
    browser.until(&focus("reasons.general"));
    browser.until(&is_open("reasons.general"));
    // What is hidden among the rows is opened by F8.
    let row = "is|2022.toml|reasons.accounts[229/general]";
    let count =
        browser.run("return document.querySelectorAll('#queue a').length").as_u64().unwrap();
    let is_at_row = "decodeURIComponent(location.hash).includes('[229/general]') && document.activeElement.closest('tr')";
    let mut is_found = false;
    for number in 1..=count {
        browser.keys(&F8.to_string());
        browser.until(&format!(
            "document.getElementById('where').textContent.startsWith('待办 {number}／')"
        ));
        is_found = browser.run(&format!("return Boolean({is_at_row})")) == true;
        if is_found {
            break;
        }
    }
    assert!(is_found, "{row} is not among what is to be done");
    browser.until("document.activeElement.closest('details').open");
    browser.picture("sentences-rows");
    // What is written into the last box that is not folded away, before others that are, is written by the same key.
    desk.open("");
    let last = browser.run(
        "const shown = [...document.querySelectorAll('.reason textarea')].filter(box => !box.closest('details:not([open])'));
        shown.at(-1).focus();
        shown.at(-1).select();
        return shown.at(-1).name",
    );
    assert_eq!(browser.run("return document.activeElement.name"), last);
    browser.keys("写在末尾一框里的话");
    browser.with(CONTROL, ENTER);
    browser.until("document.getElementById('saved').textContent.startsWith('已存盘')");
    assert!(desk.file().contains("写在末尾一框里的话"), "{last}");
    assert_eq!(browser.out_of_reach(), Vec::<String>::new());
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
