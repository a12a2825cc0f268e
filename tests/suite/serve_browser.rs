//! `serve` in a real browser: the way of somebody who opens it, and what keyboards and input methods do.

use std::collections::BTreeSet;
use std::fs;
use std::sync::Mutex;

use serde_json::json;

use crate::browser::{Browser, CONTROL, ENTER, F8, TAB};
use crate::looking::look;
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox, is_everything, is_long, repository, some};

/// The address of a page of the program.
fn address(page: &Serving, path: &str) -> String {
    format!("{}{path}", page.address())
}

/// From the table over a field that is typed by keyboard to the PDF, which is the one that `build` makes; nothing is
/// complained of, and nothing is asked of anybody else.
#[test]
fn from_the_table_to_the_pdf() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::nine();
    let page = Serving::of(&sandbox);
    browser.size(1366, 640);
    browser.open(&address(&page, ""));
    browser.until("document.querySelectorAll('.units tbody tr').length === 9");
    // Finding, choosing and sorting.
    browser.click("#find");
    let name = browser.run("return document.querySelector('.units tbody tr').dataset.name");
    browser.keys(name.as_str().unwrap());
    browser.until("document.querySelectorAll('.units tbody tr:not([hidden])').length === 1");
    browser.run("document.getElementById('find').value = ''; document.getElementById('find').dispatchEvent(new Event('input', {bubbles: true}))");
    browser.click("[data-sort=warnings]");
    browser.click("[data-sort=warnings]");
    let sorted = browser.run(
        "return [...document.querySelectorAll('.units tbody tr')].map(row => Number(row.cells[5].textContent || 0))",
    );
    let sorted: Vec<i64> = sorted.as_array().unwrap().iter().map(|n| n.as_i64().unwrap()).collect();
    assert!(sorted.is_sorted_by(|one, other| one >= other), "{sorted:?}");
    // To a unit, and a word of it typed.
    browser.click(".units tbody tr th a");
    browser.until("document.querySelector('.topics')");
    browser.click(".topics a[href$=profile]");
    browser.until("document.querySelector('#form[data-slug=profile]')");
    browser.until("document.querySelector('#pages figure img[src]')");
    browser.click("[name$='profile.duties']");
    browser.with(CONTROL, '\u{e010}');
    browser.keys("另有其他职责。");
    browser.keys(&TAB.to_string());
    browser.until("document.getElementById('saved').textContent.startsWith('已存盘')");
    let report =
        browser.run("return location.pathname.split('/').slice(3, 5).map(decodeURIComponent)");
    let [folder, year] = [0, 1].map(|part| report[part].as_str().unwrap().to_owned());
    let unit = fs::read_to_string(sandbox.path(&format!("data/{folder}/unit.toml"))).unwrap();
    assert!(unit.contains("另有其他职责。"), "{unit}");
    // Undone, and done again.
    browser.click("#undo");
    browser.until(
        "!document.querySelector(\"[name$='profile.duties']\").value.includes('另有其他职责')",
    );
    let unit = fs::read_to_string(sandbox.path(&format!("data/{folder}/unit.toml"))).unwrap();
    assert!(!unit.contains("另有其他职责"), "{unit}");
    // Back, and all reports are built.
    browser.open(&address(&page, ""));
    browser.click(".top button.primary");
    browser.until("document.querySelector('#progress [data-over]')");
    browser.until("document.querySelector('.units a[href*=\"/pdf/\"]')");
    let pdf = page.get(&format!("pdf/{folder}/{year}"));
    assert_eq!(pdf.status, 200, "{}", pdf.text());
    let built = sandbox.run(&["build", &format!("{folder}/{year}"), "--force", "--out", "other"]);
    assert_eq!(built.status(), 0, "{}", built.stderr());
    let other =
        fs::read_dir(sandbox.path(&format!("other/{year}"))).unwrap().next().unwrap().unwrap();
    assert!(pdf.body == fs::read(other.path()).unwrap(), "another PDF than the command's");
    let foreign = browser.run(
        "return performance.getEntriesByType('resource').map(e => e.name).filter(n => !n.startsWith(location.origin))",
    );
    assert_eq!(foreign, json!([]));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// What is typed by keyboard in a table is written, added up and held; an input method is let finish; a change outside
/// shows.
#[test]
fn a_table_is_filled_by_keyboard() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::reference();
    let path = format!("data/{REFERENCE}/2022.toml");
    let read = || fs::read_to_string(sandbox.path(&path)).unwrap();
    let page = Serving::of(&sandbox);
    browser.size(1366, 640);
    browser.open(&address(&page, &format!("u/{REFERENCE}/2022/expenditure")));
    let cell = "[name='is|2022.toml|expenditure[2210201/general].basic']";
    browser.click(cell);
    browser.keys("400662.12");
    let foot = "document.querySelector('.grid tfoot').textContent";
    browser.until(&format!("{foot}.includes('218,935,501.88')"));
    browser.keys(&ENTER.to_string());
    browser.until("document.getElementById('saved').textContent.startsWith('已存盘')");
    assert!(read().contains("basic = 400662.12"));
    // One that cannot be read is held, and stays over a reload.
    browser.click(cell);
    browser.keys("12元");
    browser.keys(&TAB.to_string());
    browser.until("document.getElementById('saved').textContent.includes('1 处没有存下')");
    assert!(read().contains("basic = 400662.12"));
    browser.open(&address(&page, &format!("u/{REFERENCE}/2022/expenditure")));
    browser.until(&format!("document.querySelector(\"{cell}\").value === '12元'"));
    browser.click("[data-theirs]");
    browser.until("!document.getElementById('saved').textContent.includes('没有存下')");
    browser.until(&format!("document.querySelector(\"{cell}\").value === '400,662.12'"));
    // An input method: nothing is written before it is done.
    browser.open(&address(&page, &format!("u/{REFERENCE}/2022/reasons")));
    let box_ = "[name='is|2022.toml|reasons.total']";
    browser.click(box_);
    browser.with(CONTROL, 'a');
    browser.compose("renyuan");
    sandbox.replace(&path, "year = 2022", "year = 2022 # 外面改的");
    std::thread::sleep(std::time::Duration::from_millis(1500));
    browser.until(&format!("document.activeElement.matches(\"{box_}\")"));
    assert!(!read().contains("renyuan"));
    browser.composed("人员增加较多");
    browser.with(CONTROL, ENTER);
    browser.until("document.getElementById('saved').textContent.startsWith('已存盘')");
    assert!(read().contains("人员增加较多") && read().contains("外面改的"));
    // A change outside is read in.
    browser.open(&address(&page, &format!("u/{REFERENCE}/2022/expenditure")));
    browser.until("document.querySelector('.grid')");
    std::thread::sleep(std::time::Duration::from_millis(1200));
    sandbox.replace(&path, "basic = 400662.12", "basic = 400663.00");
    browser.until(&format!("document.querySelector(\"{cell}\").value === '400,663.00'"));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// F8 leads through all that is to be done, over the topics; on no page is anything that keeps somebody out, that the Tab key
/// does not reach or that lies beyond the edge; pictures are kept where they are asked for.
#[test]
fn all_pages_are_looked_at() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::reference().without_reports();
    let path = format!("data/{REFERENCE}/2022.toml");
    sandbox.replace(
        &path,
        "fund = \"general\", basic = 400662.00",
        "fund = \"general\", basic = 400626.00",
    );
    let page = Serving::of(&sandbox);
    browser.size(1366, 640);
    browser.open(&address(&page, &format!("u/{REFERENCE}/2022/todo")));
    let count =
        browser.run("return document.querySelectorAll('#queue a').length").as_u64().unwrap();
    assert!(count > 1);
    for number in 1..=count.min(6) {
        browser.keys(&F8.to_string());
        browser.until(&format!(
            "document.getElementById('where').textContent.startsWith('待办 {number}／')"
        ));
    }
    let mut places: Vec<(String, String)> = vec![("overview".to_owned(), String::new())];
    places.extend(some(topics(&browser, &page, &format!("{REFERENCE}/2022")), 7));
    look_at(&browser, &page, &places);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// The same of units that have everything, and of every state of a page.
#[test]
fn all_pages_of_all_kinds_are_looked_at() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    for (number, project) in ["everything", "branches"].into_iter().enumerate() {
        let sandbox = Sandbox::of_data(&repository().join("tests/projects").join(project));
        let page = Serving::of(&sandbox);
        browser.size(1366, 640);
        let mut places: Vec<(String, String)> = vec![(format!("overview{number}"), String::new())];
        browser.open(&address(&page, ""));
        let units = browser
            .run("return [...document.querySelectorAll('[name=unit]')].map(box => box.value)");
        for unit in units.as_array().unwrap() {
            let unit = unit.as_str().unwrap();
            let topics = topics(&browser, &page, unit).into_iter();
            places.extend(
                topics.map(|(name, path)| (format!("{}-{name}", unit.replace('/', "-")), path)),
            );
        }
        look_at(&browser, &page, &places);
        assert_eq!(browser.complaints(), Vec::<String>::new());
        // A page that is open while its program ends complains.
        browser.open("about:blank");
        browser.complaints();
    }
}

/// The topics of a unit with their addresses.
fn topics(browser: &Browser, page: &Serving, unit: &str) -> Vec<(String, String)> {
    browser.open(&address(page, &format!("u/{unit}/todo")));
    let topics = browser.run(
        "return [...document.querySelectorAll('.topics a')].map(link => link.href.split('/').pop())",
    );
    let topics = topics.as_array().unwrap().iter().map(|topic| topic.as_str().unwrap());
    topics.map(|topic| (topic.to_owned(), format!("u/{unit}/{topic}"))).collect()
}

/// The kinds of what was reached by keyboard on some page of this run.
static WALKED: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

/// Looks at pages in all sizes; everything on them is reached by keyboard.
fn look_at(browser: &Browser, page: &Serving, places: &[(String, String)]) {
    for (name, path) in places {
        browser.open(&address(page, path));
        look(browser, name);
        // Fields of the same kinds are reached on one page as on another.
        let fields = fields(browser);
        let is_walked = |field: &String| WALKED.lock().unwrap().contains(field);
        if is_everything() || !fields.iter().all(is_walked) {
            assert_eq!(browser.out_of_reach(), Vec::<String>::new(), "{name}");
            WALKED.lock().unwrap().extend(fields);
        }
    }
}

/// What a page has to be reached by keyboard, apart from which row it is in: the kinds of elements with their classes, and
/// the names of the fields without the keys of their rows.
fn fields(browser: &Browser) -> Vec<String> {
    let found = browser.run(
        "const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex=\"0\"]')];
        const kind = one => [one.tagName, one.className, one.type, (one.name || '').replace(/\\[[^\\]]*\\]/g, '[]').replace(/\\|[^|]*/, '|'), one.closest('[class]')?.className].join(' ');
        return [...new Set(all.map(kind))].sort()",
    );
    found.as_array().unwrap().iter().map(|kind| kind.as_str().unwrap().to_owned()).collect()
}

/// A fault is found on a page whose sound like was judged before.
#[test]
fn a_fault_beside_what_was_judged_is_found() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sound = "<main><h1>甲乙</h1><h2>乙</h2><p class='plain'>一二</p><label for='a'>数</label><input id='a' value='1'>\
        <a href='#b'>丙</a><img src='data:,' alt='丁'><nav aria-label='戊'><a href='#a'>己</a></nav>\
        <ul><li>庚</li></ul><button aria-expanded='true'>辛</button><select id='b' aria-label='壬'><option>癸</select></main>";
    let found = |body: &str| {
        let page = format!(
            "<!doctype html><html lang='zh'><title>页</title><style>.pale {{ color: #eee }}</style><body>{body}"
        );
        browser.open(&format!("data:text/html;charset=utf-8,{}", page.replace('#', "%23")));
        browser.violations()
    };
    assert_eq!(found(sound), Vec::<String>::new());
    let faults = [
        ("alt='丁'", ""),
        ("<label for='a'>", "<label for='c'>"),
        ("<label for='a'>数", "<label for='a'>"),
        ("class='plain'", "class='pale'"),
        ("class='plain'", "style='color: #eee'"),
        ("<a href='#b'>丙", "<a href='#b'>"),
        ("<button aria-expanded='true'>", "<button aria-expanded='yes'>"),
        ("<button aria-expanded='true'>辛", "<button aria-expanded='true'>"),
        ("<li>庚</li>", "<p>庚</p>"),
        ("<h2>乙</h2>", "<h4>乙</h4>"),
        ("aria-label='壬'", ""),
        ("aria-label='戊'", "role='button'"),
        ("<main>", "<main><main>"),
        ("<ul>", "<ul role='list' tabindex='5'>"),
    ];
    for (from, to) in some(faults, 4) {
        assert_eq!(sound.matches(from).count(), 1, "{from}");
        assert_ne!(found(&sound.replace(from, to)), Vec::<String>::new(), "{from} → {to}");
    }
    assert_eq!(found(sound), Vec::<String>::new());
}

/// The pictures that the README shows, made where `JUESUAN_PICTURES` asks for them (see `scripts/pictures`): what they show is
/// there.
#[test]
fn the_pictures_of_the_readme_are_made() {
    if std::env::var_os("JUESUAN_PICTURES").is_none() && !is_long() {
        return;
    }
    let Some(browser) = Browser::start() else { return };
    let sandbox = Sandbox::empty();
    let folder = sandbox.path("决算");
    let projects = repository().join("tests/projects");
    sandbox.add(&projects.join("branches/juesuan.toml"), "决算/juesuan.toml");
    sandbox.add(&projects.join("branches/data"), "决算/data");
    sandbox.add(&repository().join("data").join(REFERENCE), &format!("决算/data/{REFERENCE}"));
    let path = format!("决算/data/{REFERENCE}/2022.toml");
    sandbox.replace(
        &path,
        "fund = \"general\", basic = 400662.00",
        "fund = \"general\", basic = 400626.00",
    );
    let page = Serving::at(&folder);
    browser.size(1366, 640);
    browser.open(&page.address());
    browser.click(".top button.primary");
    browser.until("document.querySelector('#progress [data-over]')");
    browser.until("document.querySelector('.units a[href*=\"/pdf/\"]')");
    browser.picture("page-overview");
    browser
        .open(&format!("{}u/{REFERENCE}/2022/economic#is%7C2022.toml%7Ceconomic", page.address()));
    browser.until("document.querySelector('.said.err, .say.err')");
    browser.until("document.querySelector('#places [data-on]')");
    browser.until_pages_are_shown();
    browser.picture("page-unit");
    browser.open(&format!("{}import", page.address()));
    browser.choose("#files", &repository().join("tests/workbooks/a-accounts.xls"));
    browser.click("#well button");
    browser.until("document.getElementById('write')");
    browser.picture("page-import");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
