//! `serve`: a report is published, what changed since is told, and it is corrected with a notice, as by the commands.

use std::fs;
use std::time::{Duration, Instant};

use crate::browser::Browser;
use crate::looking::{SIZES, look};
use crate::serve_words::{between, english, words};
use crate::serving::{Answered, Serving};
use crate::support::Sandbox;

/// The unit that is published, and its year's file.
const UNIT: &str = "unchanged";
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

/// Builds on the page, and waits until it is done.
fn build(page: &Serving) {
    assert_eq!(page.post("build", &[("unit", &format!("{UNIT}/2022"))]).status, 303);
    let end = Instant::now() + Duration::from_secs(120);
    while !page.get("progress").text().contains("data-over") {
        assert!(Instant::now() < end, "not built");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// The page of the editions, in words.
fn editions(page: &Serving) -> String {
    let seen = page.get(&format!("u/{UNIT}/2022/edition"));
    assert_eq!(seen.status, 200, "{}", seen.text());
    assert!(english(&seen.text()).is_empty(), "{:?}", english(&seen.text()));
    words(&seen.text())
}

/// What a form of the page of the editions gets.
fn post(page: &Serving, what: &str, fields: &[(&str, &str)]) -> Answered {
    page.post(&format!("u/{UNIT}/2022/edition/{what}"), fields)
}

/// The page that has changed is shown as it was published and as it is, with what is new marked on the one that has it; the way to
/// it stands where it is told.
fn side_by_side(page: &Serving) {
    let html = page.get(&format!("u/{UNIT}/2022/edition")).text();
    let sheet = between(&html, "id=\"sheet0\"", "</section>");
    let papers: Vec<&str> = sheet.split("<figure>").skip(1).collect();
    let [old, new] = papers[..] else { panic!("{sheet}") };
    assert!(old.contains("第 1 版，第 ") && new.contains("现在，第 "), "{sheet}");
    assert_eq!((old.matches("<rect").count(), new.matches("<rect").count()), (0, 1), "{sheet}");
    assert!(html.contains("<a href=\"#sheet0\">第 "), "{html}");
    let drawn = [old, new].map(|paper| {
        let address = between(paper, "<image href=\"", "\"").split_once("/u/").unwrap().1;
        let drawn = page.get(&format!("u/{address}"));
        assert!(drawn.head.contains("image/svg+xml"), "{}", drawn.head);
        drawn.text()
    });
    assert!(drawn[0].starts_with("<svg") && drawn[0] != drawn[1]);
    // The mark lies on the page.
    let number = |name: &str| between(new, &format!(" {name}=\""), "\"").parse::<f64>().unwrap();
    let rect = new.split_once("<rect").unwrap().1;
    let edge = |name: &str| between(rect, &format!(" {name}=\""), "\"").parse::<f64>().unwrap();
    assert!(edge("x") > 20.0 && edge("x") + edge("width") < number("width") - 20.0, "{rect}");
    assert!(edge("y") > 20.0 && (6.0..40.0).contains(&edge("height")), "{rect}");
    let key = between(old, "/sheets/", "/");
    for gone in [
        format!("{key}/0/other"),
        format!("{key}/99/new"),
        format!("{key}/x/new"),
        "0/0/new".to_owned(),
    ] {
        assert_eq!(page.get(&format!("u/{UNIT}/2022/edition/sheets/{gone}")).status, 404, "{gone}");
    }
}

/// Where not even a draft can be set, it is told why nothing is compared, and where that is mended: at a field, in a line of a file
/// that cannot be read, in the settings. `before` is the year's file as it was published, with an amount in it.
fn not_compared(sandbox: &Sandbox, page: &Serving, before: &str, amount: &str) {
    let html = || page.get(&format!("u/{UNIT}/2022/edition")).text();
    sandbox.write(YEAR, before.replacen(amount, &format!("{amount}1"), 1).as_bytes());
    let told = editions(page);
    assert!(told.contains("还不能与公开的一版比较"), "{told}");
    assert!(told.contains("不是正确的金额") && !told.contains("改了 "), "{told}");
    let place = "href=\"/";
    let links: Vec<String> = html()
        .split(place)
        .skip(1)
        .map(|link| between(&format!("\"{link}"), "\"", "\"").to_owned())
        .collect();
    assert!(links.iter().any(|link| link.contains("/2022/income#is")), "{links:?}");
    sandbox.write(YEAR, before.replacen("year = 2022", "year = 2022\nwrong = ", 1).as_bytes());
    let told = editions(page);
    assert!(told.contains("还不能与公开的一版比较") && told.contains("第 3 行"), "{told}");
    sandbox.write(YEAR, before.as_bytes());
    let settings = fs::read_to_string(sandbox.path("juesuan.toml")).unwrap();
    let others: String = settings
        .lines()
        .filter(|line| !line.starts_with("layout"))
        .map(|line| format!("{line}\n"))
        .collect();
    sandbox.write("juesuan.toml", format!("layout = \"某省\"\n{others}").as_bytes());
    let told = editions(page);
    assert!(told.contains("还不能与公开的一版比较") && told.contains("某省"), "{told}");
    assert!(html().contains("/settings"), "{}", html());
    sandbox.write("juesuan.toml", settings.as_bytes());
}

/// In a browser: two pages stand side by side with the words that differ marked, and nothing keeps anybody out.
#[test]
fn two_pages_are_looked_at() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = one();
    let page = Serving::of(&sandbox);
    build(&page);
    assert_eq!(post(&page, "publish", &[]).status, 303);
    sandbox.replace("data/unchanged/unit.toml", "duties = \"", "duties = \"另有一项职责。");
    browser.open(&format!("{}u/{UNIT}/2022/edition", page.address()));
    browser.until("document.querySelectorAll('.compare figure').length >= 2");
    look(&browser, "edition");
    browser.until(
        "[...document.querySelectorAll('.compare rect')].every(mark => {
            const [box, page] = [mark, mark.ownerSVGElement].map(one => one.getBoundingClientRect());
            return box.width > 3 && box.left >= page.left && box.right <= page.right && box.bottom <= page.bottom;
        })",
    );
    browser.until(
        "performance.getEntriesByType('resource').filter(one => one.name.includes('/sheets/')).length >= 2",
    );
    assert_eq!(browser.violations(), Vec::<String>::new());
    assert_eq!(browser.out_of_reach(), Vec::<String>::new());
    // A line that cannot be read is told with why, and neither squeezes the other.
    let line = "year = 2022\nwrong = { other = \"一行写到一半的文字，很长，没有写完，看看它排在哪里，怎样折行，又折了几行";
    sandbox.replace(YEAR, "year = 2022", line);
    for place in ["edition", "income"] {
        browser.open(&format!("{}u/{UNIT}/2022/{place}", page.address()));
        for (width, height) in SIZES {
            browser.size(width, height);
            browser.until("document.querySelector('.band pre')");
            let band = browser.run(
                "const band = document.querySelector('.band pre').parentElement;
                const why = document.createRange();
                why.selectNodeContents(band.lastChild);
                const line = band.getBoundingClientRect();
                return [band.scrollWidth - band.clientWidth, line.height, why.getClientRects().length];",
            );
            browser.picture(&format!("broken-{place}-{width}"));
            assert_eq!(band[0], 0, "{place} {width}: {band}");
            assert!(band[1].as_f64().unwrap() < 130.0, "{place} {width}: {band}");
            assert_eq!(band[2], 1, "{place} {width}: {band}");
        }
    }
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// The whole way of a report after its publication; each step is refused before it is its turn, and editions are those that the
/// commands know.
#[test]
fn a_report_is_published_and_corrected() {
    let sandbox = one();
    let page = Serving::of(&sandbox);
    let first = editions(&page);
    assert!(first.contains("公开前看一遍") && first.contains("先生成"), "{first}");
    let early = post(&page, "publish", &[]);
    assert_eq!(early.status, 409);
    assert!(words(&early.text()).contains("还没有生成"), "{}", words(&early.text()));
    assert!(!sandbox.path("published/2022").exists());
    build(&page);
    assert!(editions(&page).contains("登记公开"));
    assert_eq!(post(&page, "publish", &[]).status, 303);
    let told = editions(&page);
    assert!(told.contains("公开过 1 版") && told.contains("一字不差"), "{told}");
    let pdf = page.get(&format!("u/{UNIT}/2022/edition/1"));
    assert!(pdf.head.contains("application/pdf") && pdf.body.starts_with(b"%PDF"), "{}", pdf.head);
    for gone in ["2", "0", "x", "..", "99999999999999999999"] {
        assert!(page.get(&format!("u/{UNIT}/2022/edition/{gone}")).status >= 400, "{gone}");
    }
    // With errors a draft is compared; what is wrong is told as well, with the way to it.
    let before = fs::read_to_string(sandbox.path(YEAR)).unwrap();
    let line = before.lines().find(|line| line.contains("general = ")).unwrap().to_owned();
    let (begin, rest) = line.split_once("general = ").unwrap();
    let amount = rest.split([' ', ',', '}']).next().unwrap().to_owned();
    sandbox.replace(YEAR, &line, &format!("{begin}general = 1.00{}", &rest[amount.len()..]));
    let told = editions(&page);
    assert!(told.contains("照草稿比") && told.contains("为负"), "{told}");
    assert!(told.contains("改了 1 处") && told.contains("1.00"), "{told}");
    assert_eq!(post(&page, "publish", &[]).status, 409);
    not_compared(&sandbox, &page, &before, &amount);
    sandbox.write(YEAR, before.as_bytes());
    sandbox.replace("data/unchanged/unit.toml", "duties = \"", "duties = \"另有一项职责。");
    let told = editions(&page);
    assert!(
        told.contains("改了 1 处") && told.contains("另有一项职责") && told.contains("更正原因"),
        "{told}"
    );
    side_by_side(&page);
    for reason in ["", " "] {
        let refused = post(&page, "correct", &[("date", "2023-11-06"), ("reason", reason)]);
        assert_eq!(refused.status, 409);
        assert!(words(&refused.text()).contains("写明原因"), "{}", words(&refused.text()));
    }
    assert_eq!(post(&page, "correct", &[("date", "十一月"), ("reason", "漏了一项")]).status, 409);
    assert_eq!(fs::read_to_string(sandbox.path(YEAR)).unwrap(), before);
    assert_eq!(page.get(&format!("u/{UNIT}/2022/edition/notice")).status, 409);
    assert_eq!(
        post(&page, "correct", &[("date", "2023-11-06"), ("reason", "漏了一项职责")]).status,
        303
    );
    let told = editions(&page);
    assert!(told.contains("登记以后是第 2 版"), "{told}");
    // What is written of the correction is none of what it corrects.
    assert!(told.contains("改了 1 处") && told.contains("另有一项职责"), "{told}");
    build(&page);
    let notice = page.get(&format!("u/{UNIT}/2022/edition/notice"));
    assert!(notice.head.contains("application/pdf"), "{}", notice.head);
    assert_eq!(sandbox.run(&["notice", UNIT, "--out", "by-command"]).status(), 0);
    let by_command =
        fs::read_dir(sandbox.path("by-command/2022")).unwrap().map(|entry| entry.unwrap().path());
    let by_command =
        by_command.into_iter().find(|path| path.extension().unwrap() == "pdf").unwrap();
    assert!(notice.body == fs::read(by_command).unwrap(), "another notice than the command's");
    assert_eq!(post(&page, "publish", &[]).status, 303);
    let told = editions(&page);
    assert!(told.contains("公开过 2 版") && told.contains("更正：漏了一项职责"), "{told}");
    assert!(told.contains("PDF，") && !told.contains("1\n第 1 版"), "{told}");
    // What is refused stays on the page, with what was typed and why at its field.
    sandbox.replace("data/unchanged/unit.toml", "duties = \"", "duties = \"又有一项职责。");
    let before = fs::read_to_string(sandbox.path(YEAR)).unwrap();
    for (date, reason, why, of_date) in [
        ("2023-11-05", "又漏了一项", "早于", true),
        ("", "又漏了一项", "", true),
        ("2023-12-06", "漏了XX项", "占位的字", false),
        ("2023-12-06", "待补充", "占位的字", false),
        ("2023-12-06", "", "写明原因", false),
    ] {
        let refused = post(&page, "correct", &[("date", date), ("reason", reason)]);
        assert_eq!(refused.status, 409, "{date} {reason}");
        let html = refused.text();
        let told = words(&html);
        assert!(told.contains("没有写下：") && told.contains(why), "{date} {reason}: {told}");
        assert!(told.contains("公开过 2 版") && told.contains("又有一项职责"), "{told}");
        let typed = between(&html, "<textarea", "</textarea>");
        assert!(typed.ends_with(&format!(">{reason}")), "{typed}");
        assert!(html.contains(&format!("value=\"{date}\"")), "{html}");
        let at_date = between(&html, "id=\"date\"", "id=\"reason\"").contains("没有写下");
        assert_eq!(at_date, of_date, "{date} {reason}: {told}");
        assert_eq!(fs::read_to_string(sandbox.path(YEAR)).unwrap(), before);
    }
    sandbox.replace("data/unchanged/unit.toml", "duties = \"又有一项职责。", "duties = \"");
    let again = sandbox.run(&["publish", UNIT]);
    assert!(
        again.stderr().contains("公开过的 1") || again.stdout().contains("第 2 版已经公开过"),
        "{}",
        again.stdout()
    );
}
