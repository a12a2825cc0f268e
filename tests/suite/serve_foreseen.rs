//! `serve`: what is typed and not left yet is foreseen, and nothing is written, held or shown of it; pages as pictures.

use std::fs;

use crate::serve_words::between;
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox};

/// The file of the reference unit's year.
const YEAR: &str = "data/fenyang-social-insurance/2022.toml";

/// The field that is typed into.
const FIELD: &str = "2022.toml|income[2080109].general";

/// What it has.
const HAS: &str = "61751372.78";

/// Sends what is typed into the field over what it was, and what is said besides.
fn types(page: &Serving, typed: &str, was: &str, besides: &[(&str, &str)]) -> (u16, String) {
    let [is, over] = ["is", "was"].map(|kind| format!("{kind}|{FIELD}"));
    let form = [&[(is.as_str(), typed), (&over, was), ("live", "1")], besides].concat();
    let answer = page.post(&format!("u/{REFERENCE}/2022/income"), &form);
    (answer.status, answer.text())
}

/// What is typed stays nowhere until the field is left: the file, the pages and the form are as they were, whatever it is; what is
/// written then is what was typed last, and what is said of it is of the files as they are by then.
#[test]
fn what_is_foreseen_is_not_written() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let base = format!("u/{REFERENCE}/2022");
    let read = || fs::read_to_string(sandbox.path(YEAR)).unwrap();
    let pages = || page.get(&format!("{base}/pages")).text();
    let edition = |pages: &str| between(pages, "data-edition=\"", "\"").to_owned();
    let before = (read(), edition(&pages()));
    let income = || page.get(&format!("{base}/income")).text();
    for typed in ["61751372.79", "1", "不是数", "", "61751372.80"] {
        let (status, said) = types(&page, typed, HAS, &[("ahead", "1")]);
        assert_eq!((status, said.as_str()), (204, ""), "{typed}");
        assert!((read(), edition(&pages())) == before, "{typed}");
        let income = income();
        assert!(income.contains("61,751,372.78") && !income.contains("没有存下"), "{typed}");
    }
    // Something else changed meanwhile: what was foreseen is not taken for what is.
    let other = before.0.replacen("235381124.41", "235381124.48", 1);
    assert!(other != before.0);
    fs::write(sandbox.path(YEAR), &other).unwrap();
    let is_now = |typed: &str| {
        assert!(read() == other.replace("general = 61751372.78", &format!("general = {typed}")));
    };
    let (_, saved) = types(&page, "61751372.80", HAS, &[]);
    assert!(saved.contains("61,751,372.80") && saved.contains("235,381,124.48"), "{saved}");
    is_now("61751372.80");
    // What is written is what was typed last, also where something else was foreseen.
    types(&page, "61751372.81", "61751372.80", &[("ahead", "1")]);
    let (_, saved) = types(&page, "61751372.82", "61751372.80", &[]);
    assert!(saved.contains("61,751,372.82"), "{saved}");
    is_now("61751372.82");
    // What was foreseen is written: all is as if nothing had been foreseen.
    types(&page, "61751372.83", "61751372.82", &[("ahead", "1")]);
    let (_, saved) = types(&page, "61751372.83", "61751372.82", &[]);
    is_now("61751372.83");
    let (fresh, again) = (Serving::of(&sandbox), page.get(&format!("{base}/income")).text());
    let now = fresh.get(&format!("{base}/income")).text();
    for income in [&saved, &again] {
        let sums = |html: &str| between(html, "<tfoot", "</tfoot>").to_owned();
        assert_eq!(sums(income), sums(&now));
    }
    let words = |page: &Serving| page.get(&format!("{base}/page/x/3/text")).text();
    assert_eq!(words(&page), words(&fresh));
}

/// A page is drawn as wide as it is asked for, the same as long as nothing changes; not without end.
#[test]
fn pages_are_drawn_as_wide_as_there_is_room() {
    let sandbox = Sandbox::brief();
    let page = Serving::of(&sandbox);
    let base = format!("u/{REFERENCE}/2022/page/x");
    for width in [1_u32, 494, 1120, 8192] {
        let picture = page.get(&format!("{base}/3/{width}"));
        assert_eq!(picture.status, 200);
        assert!(picture.head.contains("image/png"), "{}", picture.head);
        let number = |at: usize| u32::from_be_bytes(picture.body[at..at + 4].try_into().unwrap());
        let (wide, high) = (number(16), number(20));
        assert!(wide <= width && u64::from(wide) * u64::from(high) < 16_100_000, "{wide} {high}");
        assert!(wide == width || width == 8192, "{wide} {width}");
        assert_eq!(picture.body, page.get(&format!("{base}/3/{width}")).body);
    }
    for wrong in ["0", "8193", "-1", "1.5", "99999999999999999999", "wide"] {
        assert_eq!(page.get(&format!("{base}/3/{wrong}")).status, 404, "{wrong}");
    }
    assert_eq!(page.get(&format!("{base}/999/500")).status, 204);
    assert_eq!(page.get(&format!("{base}/x/500")).status, 404);
}
