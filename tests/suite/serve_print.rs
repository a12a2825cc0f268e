//! What the browser prints of the page: lists and forms whole, on as many sheets as they need.

use lopdf::Document;

use crate::browser::Browser;
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox, repository};

/// How many units stand in the table: more than a window and a sheet hold.
const UNITS: usize = 90;

/// The words on each sheet of what is printed of the page that is open, without blanks.
fn sheets(browser: &Browser) -> Vec<String> {
    let document = Document::load_mem(&browser.printed()).unwrap();
    let numbers = document.get_pages().into_keys();
    let words = numbers.map(|number| document.extract_text(&[number]).unwrap());
    words.map(|words| words.split_whitespace().collect()).collect()
}

/// Every unit of the table is printed once, with the heads on each sheet and nothing that can only be pressed.
#[test]
fn every_unit_is_printed() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::brief();
    let files = sandbox.files(&format!("data/{REFERENCE}"));
    for number in 0..UNITS {
        for (name, contents) in &files {
            let name = name.rsplit_once('/').map_or(name.as_str(), |(_, name)| name);
            sandbox.write(&format!("data/unit-{number:03}/{name}"), contents);
        }
        let unit = format!("data/unit-{number:03}/unit.toml");
        sandbox.replace(&unit, "汾阳市社会保险中心", &format!("第{number:03}中心"));
    }
    let page = Serving::of(&sandbox);
    browser.open(&page.address());
    browser.until(&format!("document.querySelectorAll('.units tbody tr').length >= {UNITS}"));
    let sheets = sheets(&browser);
    assert!(sheets.len() > 1, "{}", sheets.len());
    for number in 0..UNITS {
        let name = format!("第{number:03}中心");
        assert_eq!(sheets.concat().matches(&name).count(), 1, "{name}: {sheets:?}");
    }
    for sheet in &sheets {
        assert!(sheet.contains("公开期限") && !sheet.contains("新建单位"), "{sheet}");
    }
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Of a topic all rows are printed, of the list of what is to be done all findings; the printed report beside it is not.
#[test]
fn topics_are_printed_whole() {
    let Some(browser) = Browser::start_in_long_runs() else { return };
    let sandbox = Sandbox::of_data(&repository().join("tests/projects/everything"));
    let page = Serving::of(&sandbox);
    // A sentence that goes on in the next line is not one piece on paper: its beginning is.
    for (topic, told) in [
        ("economic", "#form tbody input[value]:not([type=hidden])"),
        ("todo", "#form td > p:first-child, #form li a"),
        ("profile", "#form label"),
    ] {
        browser.open(&format!("{}u/qingyu-affairs/2022/{topic}", page.address()));
        browser.until("document.querySelector('#form')");
        let words = format!(
            "return [...document.querySelectorAll(`{told}`)].filter(one => one.getClientRects().length > 0)
                .map(one => (one.value || one.innerText).replace(/\\s/g, '').slice(0, 8)).filter(Boolean)"
        );
        let words: Vec<String> = serde_json::from_value(browser.run(&words)).unwrap();
        assert!(words.len() > 10, "{topic}: {words:?}");
        let printed = sheets(&browser);
        let all = printed.concat();
        assert!(printed.len() > 1, "{topic}");
        let missing: Vec<&String> = words.iter().filter(|word| !all.contains(*word)).collect();
        assert!(missing.is_empty(), "{topic}: {missing:?}\n{all}");
        assert!(!all.contains("全部PDF") && !all.contains("公开01表"), "{topic}: {all}");
    }
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
