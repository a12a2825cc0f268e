//! `serve` in a real browser, from an empty folder over dropped workbooks and typed reasons to the PDF.

use std::fs;

use crate::browser::{Browser, CONTROL, ENTER, F8, TAB};
use crate::serving::Serving;
use crate::support::{Sandbox, repository};

/// The unit of the workbook.
const UNIT: &str = "青禾县司法局";

/// What the reasons and purposes that are typed are about, each another: no figures, which would have to be right.
const ABOUT: [&str; 30] = [
    "普法",
    "调解",
    "律师",
    "公证",
    "社区",
    "矫正",
    "安置",
    "培训",
    "档案",
    "车辆",
    "食堂",
    "绿化",
    "采暖",
    "消防",
    "信访",
    "党建",
    "老干部",
    "工会",
    "保洁",
    "安保",
    "印刷",
    "差旅",
    "会议",
    "接待",
    "维修",
    "物业",
    "网络",
    "设备",
    "房屋",
    "考核",
];

/// How many gaps are cleared.
const GAPS: u64 = 20;

/// What is typed where a reason or a purpose is asked for.
fn words(about: &str) -> String {
    format!("{about}方面的安排有变化，相应调整了支出")
}

/// A new user's way: workbooks are dropped and looked at, the project's year is set, the gaps are gone through with one key and
/// typed words and nothing else, and the PDF that is built and downloaded is the one of the command, byte by byte. What is
/// typed while somebody else changes the same field is not lost.
#[test]
fn from_an_empty_folder_to_the_pdf() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::empty();
    assert_eq!(sandbox.run(&["init", "."]).status(), 0);
    fs::remove_dir_all(sandbox.path("data/library")).unwrap();
    let page = Serving::of(&sandbox);
    browser.size(1366, 640);
    browser.open(&page.address());
    browser.until("document.body.textContent.includes('还没有单位')");
    // The workbooks, one after the other.
    for (name, said) in [("a-accounts.xls", "新建"), ("filled-1.xlsx", "改 ")] {
        browser.open(&format!("{}import", page.address()));
        browser.choose("#files", &repository().join("tests/workbooks").join(name));
        browser.click("#well button");
        browser.until("document.getElementById('write')");
        assert!(browser.text().contains(said), "{}", browser.text());
        assert_eq!(browser.violations(), Vec::<String>::new());
        browser.picture(&format!("import-{name}-1366"));
        browser.click("#write");
        browser.until("document.body.textContent.includes('写入了 1 个单位')");
    }
    let year = sandbox.path(&format!("data/{UNIT}/2023.toml"));
    let read = || fs::read_to_string(&year).unwrap();
    // The project's year.
    browser.open(&format!("{}settings", page.address()));
    let input = "[name='is|juesuan.toml|year']";
    browser.click(input);
    browser.with(CONTROL, 'a');
    browser.keys("2023");
    browser.keys(&TAB.to_string());
    browser.until("document.getElementById('saved').textContent.startsWith('已存盘')");
    assert!(fs::read_to_string(sandbox.path("juesuan.toml")).unwrap().contains("year = 2023"));
    browser.open(&page.address());
    browser.until("document.querySelectorAll('.units tbody tr').length === 1");
    browser.click(".units tbody tr th a");
    browser.until("document.querySelector('.topics')");
    let todo = "document.querySelectorAll('#queue a').length";
    let gaps = "document.querySelectorAll('#queue .gap').length";
    let number = |expression: &str| browser.run(&format!("return {expression}")).as_u64().unwrap();
    let before = number(gaps);
    assert!(before >= GAPS, "{before}");
    assert_eq!(number("document.querySelectorAll('#queue .err').length"), 0, "{}", browser.text());
    // From gap to gap with one key: typed, and on.
    let (mut steps, mut rounds) = (0, 0);
    let mut typed = Vec::new();
    let mut about = ABOUT.into_iter().map(words);
    while number(gaps) > before - GAPS {
        rounds += 1;
        assert!(rounds < 60, "{} are left:\n{}", number(gaps), browser.text());
        let was = number(gaps);
        browser.run("document.getElementById('where').textContent = ''");
        browser.keys(&F8.to_string());
        steps += 1;
        browser.until("document.readyState === 'complete' && /^待办 \\d+／/.test(document.getElementById('where')?.textContent)");
        let is_gap = browser.run("return document.querySelector('#what .gap') !== null && document.activeElement.matches('textarea')");
        if is_gap != true {
            continue;
        }
        let words = about.next().expect("a text for each gap");
        browser.keys(&words);
        browser.with(CONTROL, ENTER);
        typed.push(words);
        steps += 1;
        browser.until(&format!("{gaps} < {was}"));
    }
    // One key leads there, one writes.
    assert!(steps <= 2 * GAPS + 10, "{steps} steps for {GAPS} gaps");
    // Each text that was typed is in the file, once; a reason may answer more than one question.
    let (unit, of_year) =
        (fs::read_to_string(sandbox.path(&format!("data/{UNIT}/unit.toml"))).unwrap(), read());
    let missing = typed
        .iter()
        .filter(|words| format!("{unit}{of_year}").matches(words.as_str()).count() != 1);
    assert_eq!(missing.collect::<Vec<_>>(), Vec::<&String>::new(), "{unit}\n{of_year}");
    assert!(typed.len() as u64 * 2 > GAPS, "{}", typed.len());
    assert!(number(todo) < before);
    // The same words changed on both sides.
    browser.open(&format!(
        "{}u/{}/2023/reasons",
        page.address(),
        "%E9%9D%92%E7%A6%BE%E5%8E%BF%E5%8F%B8%E6%B3%95%E5%B1%80"
    ));
    let total = "[name='is|2023.toml|reasons.total']";
    browser.until(&format!("document.querySelector(\"{total}\")"));
    browser.click(total);
    browser.with(CONTROL, 'a');
    browser.keys("自己写的原因");
    let before = read();
    let line = before.lines().find(|line| {
        line.starts_with("total = ") && typed.iter().any(|words| line.contains(words.as_str()))
    });
    let outside =
        before.replacen(line.expect("a reason of the total"), "total = \"别人写的原因\"", 1);
    fs::write(&year, &outside).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(2500));
    assert_eq!(
        browser.run(&format!("return document.querySelector(\"{total}\").value")),
        "自己写的原因"
    );
    browser.keys(&TAB.to_string());
    browser.until("document.getElementById('saved').textContent.includes('1 处没有存下')");
    let said = browser.text();
    assert!(said.contains("别人写的原因") && said.contains("自己写的原因"), "{said}");
    assert_eq!(read(), outside);
    // Who only passes through it has not chosen.
    browser.click(total);
    browser.keys(&TAB.to_string().repeat(2));
    std::thread::sleep(std::time::Duration::from_millis(500));
    browser.until("document.getElementById('saved').textContent.includes('1 处没有存下')");
    assert_eq!(read(), outside);
    browser.click("[data-mine]");
    browser.until("!document.getElementById('saved').textContent.includes('没有存下')");
    assert_eq!(read(), outside.replacen("别人写的原因", "自己写的原因", 1));
    // The report.
    browser.click(".top button.primary");
    browser.until("document.querySelector('#made a[href*=\"/pdf/\"]')");
    let link = browser.run("return document.querySelector('#made a[href*=\"/pdf/\"]').pathname");
    let bytes = browser.wait(
        "const done = arguments[arguments.length - 1];
        fetch(document.querySelector('#made a[href*=\"/pdf/\"]').href).then(a => a.arrayBuffer()).then(b => done(new Uint8Array(b).length))",
    );
    let pdf =
        page.get(link.as_str().unwrap().split_once(&page.token).unwrap().1.trim_start_matches('/'));
    assert_eq!(pdf.status, 200);
    assert_eq!(bytes, pdf.body.len());
    let built = sandbox.run(&["build", "--force", "--out", "other"]);
    assert_eq!(built.status(), 0, "{}", built.stderr());
    let other = fs::read_dir(sandbox.path("other/2023")).unwrap().next().unwrap().unwrap();
    assert!(pdf.body == fs::read(other.path()).unwrap(), "another PDF than the command's");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
