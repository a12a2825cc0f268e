//! What others changed of a report, outside or in another tab of the page: it is told once, by its field, and a tab's own is not.

use std::fs;
use std::time::Duration;

use serde_json::Value;

use crate::browser::{Browser, CONTROL, ENTER};
use crate::serve_words::{between, english, unescaped, words};
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox, repository};

/// The file of the reference unit's year.
const YEAR: &str = "data/fenyang-social-insurance/2022.toml";

/// A page of a tab: what it has seen of the report.
struct Tab<'p> {
    /// The program.
    page: &'p Serving,
    /// What it is called.
    tab: &'static str,
    /// What it has seen.
    seen: String,
}

impl<'p> Tab<'p> {
    /// Opens one.
    fn open(page: &'p Serving, tab: &'static str) -> Self {
        let html = page.get(&format!("u/{REFERENCE}/2022/income")).text();
        let seen =
            unescaped(between(between(&html, "id=\"elsewhere\"", ">"), "data-seen=\"", "\""));
        assert!(!seen.is_empty(), "{html}");
        Self { page, tab, seen }
    }

    /// What it is told, a place a line.
    fn told(&self) -> Vec<String> {
        let asked = [("seen", self.seen.as_str()), ("tab", self.tab)];
        let answer = self.page.post(&format!("u/{REFERENCE}/2022/elsewhere"), &asked);
        assert_eq!(answer.status, 200);
        let html = answer.text();
        assert_eq!(english(&html), Vec::<String>::new());
        let places = html.split("<li").skip(1).map(|place| {
            let said = words(&format!("<li{}", place.split("</li>").next().unwrap()));
            said.split('\n').map(str::trim).collect::<String>()
        });
        places.collect()
    }

    /// Writes a field, and what undoes that.
    fn writes(&self, field: &str, typed: &str, was: &str) -> Vec<(String, String)> {
        let [is, over] = ["is", "was"].map(|kind| format!("{kind}|{field}"));
        self.sends(&[(&is, typed), (&over, was)])
    }

    /// Sends a form, and what undoes it.
    fn sends(&self, form: &[(&str, &str)]) -> Vec<(String, String)> {
        let form = [form, &[("live", "1"), ("tab", self.tab)]].concat();
        let saved = self.page.post(&format!("u/{REFERENCE}/2022/income"), &form);
        assert_eq!(saved.status, 200, "{}", saved.text());
        serde_json::from_str(&unescaped(between(&saved.text(), "data-undo=\"", "\""))).unwrap()
    }
}

/// Values, rows, files, of all topics, by their titles; two tabs are told what the other did, and neither its own, also where it
/// is undone.
#[test]
fn a_tab_is_told_what_others_did() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let (one, other) = (Tab::open(&page, "one"), Tab::open(&page, "other"));
    assert_eq!(one.told(), Vec::<String>::new());
    let income = "\"2080109\", general = 61751372.78";
    sandbox.replace(YEAR, income, "\"2080109\", general = 61751372.80");
    let row = "  { code = \"2082699\", fund = \"general\", project = 20604260.00 },\n";
    sandbox.replace(YEAR, row, "");
    sandbox.replace(YEAR, "goods = 78398.00", "goods = 78399.00");
    sandbox.replace(
        "data/fenyang-social-insurance/unit.toml",
        "institution\"  ",
        "administrative\"  ",
    );
    sandbox.write(
        "data/fenyang-social-insurance/2022/99-另一个.toml",
        "name = \"另一个\"\n".as_bytes(),
    );
    let outside = [
        "单位和概况，单位性质",
        "收入，2080109 社会保险经办机构，一般公共预算财政拨款收入",
        "支出，2082699 财政对其他基本养老保险基金的补助（一般公共预算）（这一行没有了）",
        "政府采购，货物支出",
        "自评报告（新的一份）",
    ];
    assert_eq!(one.told(), outside);
    // Asked again, and by another, it is the same.
    assert_eq!((one.told(), other.told()), (one.told(), one.told()));
    // Its own is not told, nor that it is undone; to the other, it is told while it holds.
    let field = "2022.toml|income[2080507].general";
    let undo = one.writes(field, "235381124.42", "235,381,124.41");
    let with = |more: &str| {
        let mut all: Vec<&str> = outside.to_vec();
        all.insert(2, more);
        all.iter().map(|place| (*place).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(one.told(), outside);
    assert_eq!(
        other.told(),
        with("收入，2080507 对机关事业单位基本养老保险基金的补助，一般公共预算财政拨款收入")
    );
    let undo: Vec<(&str, &str)> = undo.iter().map(|(name, value)| (&**name, &**value)).collect();
    one.sends(&undo);
    assert_eq!(one.told(), outside);
    assert_eq!(other.told(), outside);
    // What it writes over, it knows; the other is told.
    one.writes("2022.toml|income[2080109].general", "61751372.90", "61,751,372.80");
    assert_eq!(one.told().len(), outside.len() - 1);
    assert_eq!(other.told(), outside);
    // As the files were at first, nothing is told; whoever opens the page now has seen all.
    sandbox.replace(YEAR, "61751372.90", "61751372.78");
    sandbox.replace(YEAR, "goods = 78399.00", "goods = 78398.00");
    sandbox.replace(
        "data/fenyang-social-insurance/unit.toml",
        "administrative\"  ",
        "institution\"  ",
    );
    assert_eq!(other.told().len(), 2, "{:?}", other.told());
    assert_eq!(Tab::open(&page, "third").told(), Vec::<String>::new());
}

/// What was changed while the program did not run is told once it does: to the first page that is opened then, and to one that stayed
/// open; where nothing was changed, or nobody had served the folder before, nothing is.
#[test]
fn what_was_changed_while_nothing_ran_is_told() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let one = Tab::open(&page, "one");
    assert_eq!(one.told(), Vec::<String>::new());
    one.writes("2022.toml|income[2080507].general", "235381124.42", "235,381,124.41");
    let stayed = one.seen.clone();
    // What the page wrote itself is remembered in a moment; it is written beside its place first, and may go while it is looked at.
    let is_kept = |text: &str| {
        let kept = fs::read_dir(sandbox.path(".juesuan/seen")).into_iter().flatten().flatten();
        let mut kept = kept.filter_map(|entry| fs::read_to_string(entry.path()).ok());
        kept.any(|kept| kept.contains(text))
    };
    let until_kept = |text: &str| {
        for _ in 0..200 {
            if is_kept(text) {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("{text} is not remembered");
    };
    until_kept("235381124.42");
    drop(page);
    sandbox.replace(YEAR, "goods = 78398.00", "goods = 78399.00");
    let page = Serving::of(&sandbox);
    let first = Tab::open(&page, "two");
    assert_eq!(first.told(), ["政府采购，货物支出"]);
    assert_eq!(Tab { page: &page, tab: "one", seen: stayed }.told(), ["政府采购，货物支出"]);
    assert_eq!(Tab::open(&page, "three").told(), Vec::<String>::new());
    until_kept("78399.00");
    drop(page);
    let page = Serving::of(&sandbox);
    assert_eq!(Tab::open(&page, "four").told(), Vec::<String>::new());
    // It is nobody else's: not in git, and no more than what the files say.
    let kept = sandbox.files(".juesuan/seen");
    assert_eq!(kept.len(), 1);
    assert!(kept[0].1.len() < 200_000, "{}", kept[0].1.len());
    assert_eq!(fs::read(sandbox.path(".juesuan/.gitignore")).unwrap(), b"*\n");
}

/// Rows that are called by a unit are told by its name, whatever its folder is called.
#[test]
fn units_are_told_by_their_names() {
    let sandbox = Sandbox::of(&repository().join("tests/projects/clean-more"));
    let page = Serving::of(&sandbox);
    let ask = |seen: &str| {
        let asked = [("seen", seen), ("tab", "a")];
        words(&page.post("u/water-bureau/2024/elsewhere", &asked).text())
    };
    let html = page.get("u/water-bureau/2024/income").text();
    let seen = unescaped(between(between(&html, "id=\"elsewhere\"", ">"), "data-seen=\"", "\""));
    sandbox.replace("data/water-bureau/2024.toml", "superior = 50000.00", "superior = 50001.00");
    let told = ask(&seen);
    assert!(told.contains("桐岩县水利局机关") && !told.contains("water-office"), "{told}");
}

/// What others change shows in a band and on the cells until it is looked at or the band is closed: a cell here, a row of another
/// topic, what another tab writes; and not what this tab writes.
#[test]
fn a_band_says_what_others_changed() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let Some(second) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    browser.size(1366, 640);
    second.size(1366, 640);
    let at = |browser: &Browser, topic: &str| {
        browser.open(&format!("{}u/{REFERENCE}/2022/{topic}", page.address()));
        browser.until("document.readyState === 'complete' && document.getElementById('fields')");
    };
    let band = "document.getElementById('elsewhere')";
    let says = |browser: &Browser, words: &str| {
        browser.until(&format!("!{band}.hidden && {band}.textContent.includes('{words}')"));
    };
    let cell = |code: &str| format!("[name='is|2022.toml|income[{code}].general']");
    let marked = |code: &str| {
        format!("document.querySelector(\"{}\").classList.contains('elsewhere')", cell(code))
    };
    at(&browser, "income");
    browser.click(&cell("2210201"));
    sandbox.replace(
        YEAR,
        "\"2080109\", general = 61751372.78",
        "\"2080109\", general = 61751372.80",
    );
    says(
        &browser,
        "在别处改过，已经读进来：收入，2080109 社会保险经办机构，一般公共预算财政拨款收入；共 1 处",
    );
    browser.until(&marked("2080109"));
    let described = format!(
        "return document.getElementById(document.querySelector(\"{}\").getAttribute('aria-describedby')).textContent",
        cell("2080109")
    );
    assert!(browser.run(&described).as_str().unwrap().contains("在别处改过"));
    assert_eq!(browser.violations(), Vec::<String>::new());
    browser.run(&format!(
        "document.querySelector(\"{}\").scrollIntoView({{ block: 'center' }})",
        cell("2080109")
    ));
    browser.picture("elsewhere-band");
    // A row of another topic, while something is being typed here; the tab's own is not told, nor that it is undone.
    browser.click(&cell("2080507"));
    browser.keys("235381124.5");
    let row = "  { code = \"2082699\", fund = \"general\", project = 20604260.00 },\n";
    sandbox.replace(YEAR, row, "");
    says(
        &browser,
        "；支出，2082699 财政对其他基本养老保险基金的补助（一般公共预算）（这一行没有了）；共 2 处",
    );
    browser.keys(&ENTER.to_string());
    browser.until("document.getElementById('saved').textContent.startsWith('已存盘')");
    assert!(fs::read_to_string(sandbox.path(YEAR)).unwrap().contains("235381124.50"));
    std::thread::sleep(Duration::from_millis(3500));
    says(&browser, "共 2 处");
    assert_eq!(browser.run(&format!("return {}", marked("2080507"))), false);
    browser.run("document.getElementById('undo').click()");
    browser.until("!document.getElementById('redo').hidden");
    std::thread::sleep(Duration::from_millis(3500));
    says(&browser, "共 2 处");
    // What is typed over what was changed elsewhere stands against it, and is not told as read in.
    browser.click(&cell("2082602"));
    browser.keys("1");
    sandbox.replace(
        YEAR,
        "\"2082602\", general = 93482359.00",
        "\"2082602\", general = 93482360.00",
    );
    std::thread::sleep(Duration::from_millis(3500));
    says(&browser, "共 2 处");
    browser.keys(&ENTER.to_string());
    browser.until("document.body.innerText.includes('用我输入的')");
    browser.click("[data-theirs]");
    browser.until("!document.body.innerText.includes('用我输入的')");
    says(&browser, "共 2 处");
    // Looked at, a cell is as the others.
    browser.until(&marked("2080109"));
    browser.click(&cell("2080109"));
    browser.until(&format!("!{}", marked("2080109")));
    says(&browser, "共 2 处");
    // Another tab of the page, which is told of this one in turn.
    at(&second, "procurement");
    second.click("[name='is|2022.toml|procurement.goods']");
    second.with(CONTROL, 'a');
    second.keys(&format!("78399{ENTER}"));
    says(&browser, "政府采购，货物支出；共 3 处");
    browser.click(&cell("2080507"));
    browser.keys(&format!("235381124.6{ENTER}"));
    says(
        &second,
        "收入，2080507 对机关事业单位基本养老保险基金的补助，一般公共预算财政拨款收入；共 1 处",
    );
    assert_eq!(second.run(&format!("return {band}.innerText.includes('政府采购')")), false);
    // The way there; the band comes along.
    browser.click("#elsewhere a[href*='/procurement']");
    browser.until("document.getElementById('form')?.dataset.slug === 'procurement'");
    browser.until("document.activeElement.name === 'is|2022.toml|procurement.goods'");
    says(&browser, "共 3 处");
    assert_eq!(browser.run("return document.querySelector('[data-was].elsewhere')"), Value::Null);
    // Closed, it stays so, here and at other topics.
    browser.click("#elsewhere button");
    browser.until(&format!("{band}.hidden"));
    at(&browser, "income");
    std::thread::sleep(Duration::from_millis(1500));
    assert_eq!(browser.run(&format!("return {band}.hidden")), true);
    assert_eq!(browser.run("return document.querySelector('[data-was].elsewhere')"), Value::Null);
    for browser in [browser, second] {
        assert_eq!(browser.complaints(), Vec::<String>::new());
    }
}

/// A tab that was duplicated, with all that the first has kept, is another: each undoes its own alone, and is told of what the
/// other did and of nothing that it did itself.
#[test]
fn a_duplicated_tab_is_another() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    browser.size(1366, 640);
    browser.open(&format!("{}u/{REFERENCE}/2022/income", page.address()));
    browser.until("document.readyState === 'complete' && document.getElementById('fields')");
    // A page that was come to within the tab, which remembers what the tab is known by.
    browser.reload();
    browser.until("document.readyState === 'complete' && document.getElementById('fields')");
    browser.run("sessionStorage.setItem('kept', 'yes'); window.twin = open(location.href)");
    let in_twin = "window.twin.document";
    browser.until(&format!(
        "{in_twin}.readyState === 'complete' && {in_twin}.getElementById('fields')"
    ));
    assert_eq!(browser.run("return window.twin.sessionStorage.getItem('kept')"), "yes");
    let read = || fs::read_to_string(sandbox.path(YEAR)).unwrap();
    let before = read();
    let write = |document: &str, code: &str, typed: &str| {
        browser.run(&format!(
            "const field = {document}.getElementById('is|2022.toml|income[{code}].general');
            field.value = '{typed}';
            field.dispatchEvent(new FocusEvent('focusout', {{ bubbles: true }}));"
        ));
        browser
            .until(&format!("{document}.getElementById('saved').textContent.startsWith('已存盘')"));
    };
    let band = |document: &str| format!("{document}.getElementById('elsewhere')");
    let told = |document: &str, what: &str| {
        let band = band(document);
        browser.until(&format!("!{band}.hidden && {band}.textContent.includes('{what}')"));
        browser.until(&format!("{band}.textContent.includes('共 1 处')"));
    };
    write(in_twin, "2080109", "61751372.80");
    told("document", "收入，2080109");
    assert_eq!(browser.run("return document.getElementById('undo').hidden"), true);
    assert_eq!(browser.run(&format!("return {in_twin}.getElementById('undo').hidden")), false);
    write("document", "2080507", "235381124.50");
    told(in_twin, "收入，2080507");
    told("document", "收入，2080109");
    browser.run("document.getElementById('undo').click()");
    browser.until("!document.getElementById('redo').hidden");
    let of_twin = before.replace("general = 61751372.78", "general = 61751372.80");
    assert!(of_twin != before && read() == of_twin, "{}", read());
    browser.run(&format!("{in_twin}.getElementById('undo').click()"));
    browser.until(&format!("!{in_twin}.getElementById('redo').hidden"));
    assert_eq!(read(), before);
    browser.run("window.twin.close()");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// What a form writes that no script sends is the tab's own as well: a finding that is accepted.
#[test]
fn what_a_form_writes_is_its_own() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::of_data(&repository().join("tests/projects/everything"));
    let page = Serving::of(&sandbox);
    browser.size(1366, 640);
    let unit = format!("{}u/qingyu-affairs/2022", page.address());
    browser.open(&format!("{unit}/todo"));
    browser.until("document.readyState === 'complete' && document.querySelector('details.accept')");
    let other = page.get("u/qingyu-affairs/2022/todo").text();
    let seen = between(between(&other, "id=\"elsewhere\"", ">"), "data-seen=\"", "\"").to_owned();
    browser.click("details.accept summary");
    browser.click("details.accept textarea");
    browser.keys("核对过，没有问题");
    browser.run("window.isOld = true");
    browser.click("details.accept button");
    browser.until("window.isOld === undefined && document.readyState === 'complete'");
    browser.open(&format!("{unit}/profile"));
    std::thread::sleep(Duration::from_millis(2000));
    assert_eq!(browser.run("return document.getElementById('elsewhere').hidden"), true);
    let told = page.post("u/qingyu-affairs/2022/elsewhere", &[("seen", &seen), ("tab", "other")]);
    assert!(words(&told.text()).contains("已接受"), "{}", told.text());
    assert_eq!(english(&told.text()), Vec::<String>::new());
    // Something else is told to this one, which shows that it would be.
    sandbox.replace(
        "data/qingyu-affairs/2022.toml",
        "state-capital = \"国有",
        "state-capital = \"有的国有",
    );
    browser.until("!document.getElementById('elsewhere').hidden");
    let said = browser.run("return document.getElementById('elsewhere').textContent");
    assert!(said.as_str().unwrap().contains("共 1 处"), "{said}");
}
