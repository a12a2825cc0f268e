//! `serve`: the main button of a report does what comes next, and building it leaves its page where it is.

use std::fs;
use std::time::{Duration, Instant};

use crate::browser::{Browser, ENTER, TAB};
use crate::serve_words::between;
use crate::serving::Serving;
use crate::support::Sandbox;

/// The unit, its report, and its year's file.
const UNIT: &str = "unchanged";
const REPORT: &str = "unchanged/2022";
const YEAR: &str = "data/unchanged/2022.toml";

/// A project of one unit of nine.
fn one() -> Sandbox {
    let sandbox = Sandbox::nine();
    for entry in fs::read_dir(sandbox.path("data")).unwrap() {
        let entry = entry.unwrap();
        if entry.file_name() != UNIT {
            fs::remove_dir_all(entry.path()).unwrap();
        }
    }
    sandbox
}

/// Waits until what was begun is over.
fn over(page: &Serving) {
    let end = Instant::now() + Duration::from_secs(120);
    while !page.get("progress").text().contains("data-over") {
        assert!(Instant::now() < end, "not over");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// The main button of the report with what is made of it, on a page of its own and alone, which say the same.
fn making(page: &Serving) -> String {
    let html = page.get(&format!("u/{REPORT}/todo")).text();
    let on_page = between(&html, "<div class=\"making\"", "</div>").to_owned();
    let alone = page.get(&format!("u/{REPORT}/making")).text();
    assert!(alone.contains(&on_page), "{alone}\n{on_page}");
    on_page
}

/// What is seen of it.
fn said(page: &Serving) -> String {
    let html = making(page);
    html.split('<').filter_map(|tag| tag.split_once('>')).map(|(_, text)| text).collect()
}

/// The file that a link of what is made leads to.
fn is_pdf(page: &Serving) -> bool {
    let html = making(page);
    let Some((_, rest)) = html.split_once("/pdf/") else { return false };
    let answer = page.get(&format!("pdf/{}", rest.split('"').next().unwrap()));
    answer.status == 200 && answer.body.starts_with(b"%PDF")
}

/// From the data to the second edition: each time the button does what comes next; what is made can be taken from there.
#[test]
fn the_button_does_what_comes_next() {
    let sandbox = one();
    let page = Serving::of(&sandbox);
    assert_eq!(said(&page), "生成 PDF");
    let build = |more: &[(&str, &str)]| page.post("build", &[&[("unit", REPORT)], more].concat());
    let back = build(&[("back", "three-public")]);
    assert_eq!(back.status, 303);
    assert!(
        back.head.contains("/u/unchanged/2022/three%2Dpublic\r\n")
            || back.head.contains("/u/unchanged/2022/three-public\r\n"),
        "{}",
        back.head
    );
    over(&page);
    assert!(said(&page).starts_with("已生成　"), "{}", said(&page));
    assert!(said(&page).ends_with("页　下载　登记公开") && is_pdf(&page), "{}", said(&page));
    assert!(making(&page).contains("/u/unchanged/2022/edition\""), "{}", making(&page));
    // With an error there is only a draft, which is another file; once it is mended, what was made is there again.
    let sound = fs::read_to_string(sandbox.path(YEAR)).unwrap();
    let row = sound.lines().find(|line| line.contains("general = ")).unwrap();
    let (begin, rest) = row.split_once("general = ").unwrap();
    let amount = rest.split([' ', ',', '}']).next().unwrap();
    sandbox.replace(YEAR, row, &format!("{begin}general = 1.00{}", &rest[amount.len()..]));
    assert_eq!(said(&page), "生成草稿");
    assert!(!is_pdf(&page) && page.get(&format!("pdf/{REPORT}")).status == 404);
    // A proper one is refused, and it is said why, until something is changed.
    assert_eq!(build(&[("back", "todo"), ("live", "1")]).status, 200);
    over(&page);
    assert!(said(&page).starts_with("没有生成：错误 "), "{}", said(&page));
    assert_eq!(build(&[("back", "todo"), ("live", "1"), ("draft", "yes")]).status, 200);
    over(&page);
    assert!(
        said(&page).starts_with("草稿　") && said(&page).ends_with("页　下载　生成草稿"),
        "{}",
        said(&page)
    );
    assert!(is_pdf(&page));
    // Of a file that cannot be read there is not even a draft.
    sandbox.write(YEAR, b"year = = 2022\n");
    assert_eq!(said(&page), "数据读不通，先改正");
    sandbox.write(YEAR, sound.as_bytes());
    assert!(said(&page).ends_with("登记公开"), "{}", said(&page));
    // Once it is registered nothing is left to do, until it is changed, made and corrected.
    assert_eq!(page.post(&format!("u/{REPORT}/edition/publish"), &[]).status, 303);
    assert!(
        said(&page).starts_with("第 1 版已登记　") && said(&page).ends_with("下载　"),
        "{}",
        said(&page)
    );
    sandbox.replace("data/unchanged/unit.toml", "duties = \"", "duties = \"另有一项职责。");
    assert_eq!(said(&page), "生成 PDF");
    build(&[("back", "edition")]);
    over(&page);
    assert!(said(&page).ends_with("登记更正"), "{}", said(&page));
    let reason = [("date", "2023-11-06"), ("reason", "漏了一项职责")];
    assert_eq!(page.post(&format!("u/{REPORT}/edition/correct"), &reason).status, 303);
    assert_eq!(said(&page), "生成 PDF");
    build(&[("back", "edition")]);
    over(&page);
    assert!(said(&page).ends_with("登记更正"), "{}", said(&page));
    assert_eq!(page.post(&format!("u/{REPORT}/edition/publish"), &[]).status, 303);
    assert!(said(&page).starts_with("第 2 版已登记　"), "{}", said(&page));
    // Elsewhere it leads to the table of all units as ever, and nobody is led anywhere else.
    for other in
        [&[][..], &[("back", "../../x")], &[("back", "//example.org")], &[("back", "nothing")]]
    {
        let answer = build(other);
        assert_eq!(answer.status, 303, "{other:?}");
        assert!(answer.head.contains(&format!("/{}/\r\n", page.token)), "{}", answer.head);
        over(&page);
    }
    // A script is told in words why nothing is begun while something is made, which is no error for its browser.
    build(&[]);
    let again = build(&[("back", "todo"), ("live", "1")]);
    assert_eq!(again.status, 200);
    assert!(again.body.is_empty() || !again.text().contains('<'), "{}", again.text());
    over(&page);
    assert_eq!(page.get("u/nobody/2022/making").status, 404);
    assert_eq!(page.get("u/unchanged/x/making").status, 404);
    assert_eq!(
        page.post("build", &[("unit", "nobody/2022"), ("back", "todo"), ("live", "1")]).status,
        409
    );
}

/// What differs is told with its figures set apart and its words flush left; what is still to be written stands above it.
#[test]
fn what_is_still_to_be_written_stands_above_what_changed() {
    let sandbox = one();
    let page = Serving::of(&sandbox);
    page.post("build", &[("unit", REPORT)]);
    over(&page);
    assert_eq!(page.post(&format!("u/{REPORT}/edition/publish"), &[]).status, 303);
    sandbox.replace("data/unchanged/unit.toml", "duties = \"", "duties = \"另有一项职责。");
    sandbox.replace(YEAR, "basic = 1700000.00", "basic = 1699000.00");
    sandbox.replace(YEAR, "basic = 264000.05", "basic = 265000.05");
    let edition = || page.get(&format!("u/{REPORT}/edition")).text();
    let html = edition();
    let place =
        |html: &str, what: &str| html.find(what).unwrap_or_else(|| panic!("{what}: {html}"));
    assert!(place(&html, "还要写更正") < place(&html, "name=\"reason\""));
    assert!(place(&html, "写下这次更正") < place(&html, "<h3>改了 "), "{html}");
    let class = |cell: &str| {
        let (before, _) =
            html.split_once(&format!("{cell}</td>")).unwrap_or_else(|| panic!("{cell}: {html}"));
        before.rsplit_once("<td class=\"").unwrap().1.to_owned()
    };
    for (cell, kind) in [(">1,700,000.00", "old"), (">1,699,000.00", "new"), (">265,000.05", "new")]
    {
        assert!(
            class(cell).contains("num") && class(cell).contains(kind),
            "{cell}: {}",
            class(cell)
        );
    }
    let duties = html.split("<td class=\"").find(|cell| cell.contains("另有一项职责。")).unwrap();
    assert!(duties.starts_with("new\""), "{duties}");
    // No table has a figure without its thousands set apart.
    assert!(!html.contains(">1700000.00<") && !html.contains(">1699000.00<"), "{html}");
    assert!(!html.contains("/corrections\""), "{html}");
    let reason = [("date", "2023-11-06"), ("reason", "漏了一项职责")];
    assert_eq!(page.post(&format!("u/{REPORT}/edition/correct"), &reason).status, 303);
    // It is built, registered and undone from above as well.
    let html = edition();
    assert!(place(&html, "生成 PDF") < place(&html, "<h3>改了 "), "{html}");
    let link = format!("/u/{REPORT}/corrections\"");
    assert!(place(&html, &link) < place(&html, "<h3>改了 "), "{html}");
    let row = page.get(&format!("u/{REPORT}/corrections")).text();
    assert!(row.contains("漏了一项职责") && row.contains("name=\"remove\""), "{row}");
}

/// With what was found after an edit comes the button that goes with it, and nothing where nothing was written.
#[test]
fn the_button_goes_with_the_counts() {
    let sandbox = one();
    let page = Serving::of(&sandbox);
    let topic = format!("u/{REPORT}/income");
    let (name, amount) = ("2022.toml|income[2012601].general", "2000000.05");
    let edit = |from: &str, to: &str| {
        let (is, was) = (format!("is|{name}"), format!("was|{name}"));
        page.post(&topic, &[(&is, to), (&was, from), ("live", "1")]).text()
    };
    let wrong = edit(amount, "1.00");
    assert!(wrong.contains("class=\"tag err\"") && wrong.contains("生成草稿"), "{wrong}");
    let held = edit("1.00", "不是数");
    assert!(!held.contains("id=\"making\""), "{held}");
    let right = edit("1.00", amount);
    assert!(!right.contains("class=\"tag err\"") && right.contains("生成 PDF"), "{right}");
}

/// In a browser: built from its page, a report is told there to be made; its correction is written on the first screen.
#[test]
fn building_leaves_the_page_where_it_is() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = one();
    let page = Serving::of(&sandbox);
    browser.size(1366, 640);
    browser.open(&format!("{}u/{REPORT}/economic", page.address()));
    let path = browser.run("return location.pathname");
    let cell = "document.querySelector(\"[id^='is|2022.toml|economic['][data-money]\")";
    browser.run(&format!("{cell}.focus(); window.stays = true"));
    browser.run("document.getElementById('make').focus()");
    browser.keys(&ENTER.to_string());
    browser.until("document.getElementById('made').textContent.includes('已生成')");
    browser.until("document.getElementById('make').textContent === '登记公开'");
    assert_eq!(browser.run("return document.activeElement.id"), "make");
    assert_eq!(browser.run("return location.pathname"), path);
    assert_eq!(browser.run("return window.stays"), true);
    for (width, height) in [(1280, 600), (1366, 640)] {
        browser.size(width, height);
        let wide = browser.run("return document.documentElement.scrollWidth");
        assert!(wide.as_u64().unwrap() <= u64::from(width), "{width}: {wide}");
        browser.picture(&format!("making-{width}"));
    }
    assert_eq!(browser.violations(), Vec::<String>::new());
    // What changes elsewhere is made again; what is made elsewhere is told.
    sandbox.replace("data/unchanged/unit.toml", "duties = \"", "duties = \"另有一项职责。");
    browser.until("document.getElementById('make').textContent === '生成 PDF'");
    page.post("build", &[("unit", REPORT)]);
    browser.until("document.getElementById('make').textContent === '登记公开'");
    browser.keys(&ENTER.to_string());
    browser.until("document.getElementById('make')?.closest('.differ')");
    browser.run("document.getElementById('make').focus()");
    browser.keys(&ENTER.to_string());
    browser.until("document.querySelector('.differ').textContent.includes('公开过 1 版')");
    sandbox.replace("data/unchanged/unit.toml", "duties = \"", "duties = \"又有一项职责。");
    browser.open(&format!("{}u/{REPORT}/edition", page.address()));
    browser.until("/^20[0-9]{2}-[0-9]{2}-[0-9]{2}$/.test(document.getElementById('date').value)");
    browser.until("document.querySelector('.correct button').getBoundingClientRect().bottom < 640");
    browser.picture("making-correction");
    assert_eq!(browser.violations(), Vec::<String>::new());
    assert_eq!(browser.out_of_reach(), Vec::<String>::new());
    browser.run("document.getElementById('reason').focus()");
    browser.keys(&format!("漏了一项职责{TAB}{ENTER}"));
    browser.until("document.getElementById('make')?.textContent === '生成 PDF'");
    browser.until("document.getElementById('make').getBoundingClientRect().bottom < 640");
    browser.picture("making-corrected");
    browser.run("window.stays = true; document.getElementById('make').focus()");
    browser.keys(&ENTER.to_string());
    browser.until("document.getElementById('make')?.textContent === '登记更正'");
    browser.until("document.getElementById('made').textContent.includes('已生成')");
    assert_eq!(browser.run("return window.stays"), true);
    browser.picture("making-made");
    assert_eq!(browser.violations(), Vec::<String>::new());
    browser.keys(&ENTER.to_string());
    browser.until("document.querySelector('.differ').textContent.includes('公开过 2 版')");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
