//! `serve`: whatever changes outside between two edits is seen before the next is written, whatever its time and length say.

use std::fs::{self, File};
use std::path::Path;

use crate::serve_words::{between, words};
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox};

/// The file of the reference unit's year.
const YEAR: &str = "data/fenyang-social-insurance/2022.toml";

/// The cell that is typed into.
const CELL: &str = "2022.toml|expenditure[2210201/general].basic";

/// Replaces words by others that are as long, and leaves the file as old as it was.
fn replace_unseen(path: &Path, from: &str, to: &str) {
    assert_eq!(from.len(), to.len());
    let text = fs::read_to_string(path).unwrap();
    assert_eq!(text.matches(from).count(), 1, "{from}");
    let before = fs::metadata(path).unwrap();
    fs::write(path, text.replace(from, to)).unwrap();
    let file = File::options().write(true).open(path).unwrap();
    file.set_modified(before.modified().unwrap()).unwrap();
    let after = fs::metadata(path).unwrap();
    assert_eq!(
        (after.len(), after.modified().unwrap()),
        (before.len(), before.modified().unwrap())
    );
}

/// Types a value over another; the page as it is then.
fn types(page: &Serving, field: &str, typed: &str, was: &str) -> String {
    let [is, over] = ["is", "was"].map(|kind| format!("{kind}|{field}"));
    let form = [(is.as_str(), typed), (&over, was), ("live", "1")];
    page.post(&format!("u/{REFERENCE}/2022/expenditure"), &form).text()
}

/// What is as long and as old as before is neither written over in the same cell nor lost in another.
#[test]
fn what_changes_within_a_tick_is_not_written_over() {
    let sandbox = Sandbox::reference().in_few_pages();
    let page = Serving::of(&sandbox);
    let path = sandbox.path(YEAR);
    types(&page, CELL, "400663.50", "400,662.00");
    let taken = fs::read_to_string(&path).unwrap();
    assert!(taken.contains("basic = 400663.50"));
    replace_unseen(&path, "goods = 78398.00", "goods = 78399.00");
    let saved = types(&page, CELL, "400664.50", "400,663.50");
    assert!(!saved.contains("没有存下"), "{}", words(&saved));
    let wanted = taken.replace("400663.50", "400664.50").replace("goods = 78398", "goods = 78399");
    assert_eq!(fs::read_to_string(&path).unwrap(), wanted);
    replace_unseen(&path, "basic = 400664.50", "basic = 400999.50");
    let outside = fs::read(&path).unwrap();
    let held = types(&page, CELL, "400665.50", "400,664.50");
    assert!(
        held.contains("在别处改过") && held.contains("400,999.50</strong>"),
        "{}",
        words(&held)
    );
    assert_eq!(fs::read(&path).unwrap(), outside);
    // A page that is opened shows it as well.
    replace_unseen(&path, "basic = 400999.50", "basic = 400888.50");
    let opened = page.get(&format!("u/{REFERENCE}/2022/expenditure")).text();
    assert!(opened.contains("400,888.50"));
}

/// Files and folders that come, go and are called otherwise, and the files of the layout.
#[test]
fn what_comes_and_goes_is_seen() {
    let sandbox = Sandbox::reference().in_few_pages();
    let page = Serving::of(&sandbox);
    types(&page, CELL, "400663.50", "400,662.00");
    let file = "2022/99-另一个.toml";
    let new = sandbox.path(&format!("data/{REFERENCE}/{file}"));
    fs::write(&new, "name = \"另一个\"\n").unwrap();
    types(&page, &format!("{file}|name"), "又一个", "另一个");
    assert_eq!(fs::read_to_string(&new).unwrap(), "name = \"又一个\"\n");
    fs::remove_file(&new).unwrap();
    types(&page, &format!("{file}|name"), "再一个", "又一个");
    assert!(!new.exists());
    // What a layout says is checked as it is now.
    let todo = || words(&page.get(&format!("u/{REFERENCE}/2022/todo")).text());
    let (before, form) = (todo(), sandbox.path("layouts/shanxi/layout.toml"));
    let text = fs::read_to_string(&form).unwrap();
    let title = between(&text, "\ntitle = \"", "\"").to_owned();
    replace_unseen(&form, &format!("\ntitle = \"{title}\""), &format!("\ntitel = \"{title}\""));
    assert_ne!(todo(), before);
    replace_unseen(&form, &format!("\ntitel = \"{title}\""), &format!("\ntitle = \"{title}\""));
    assert_eq!(todo(), before);
    // A unit that is away is not made anew, and is as it was when it comes back.
    let [here, away] = [REFERENCE, "away"].map(|unit| sandbox.path(&format!("data/{unit}")));
    let kept = fs::read(sandbox.path(YEAR)).unwrap();
    fs::rename(&here, &away).unwrap();
    assert_eq!(page.get(&format!("u/{REFERENCE}/2022/expenditure")).status, 404);
    types(&page, CELL, "400664.50", "400,663.50");
    assert!(!here.exists());
    assert_eq!(fs::read(away.join("2022.toml")).unwrap(), kept);
    fs::rename(&away, &here).unwrap();
    types(&page, CELL, "400665.50", "400,663.50");
    assert!(fs::read_to_string(sandbox.path(YEAR)).unwrap().contains("basic = 400665.50"));
}

/// The pages show what stands in the files, also where that is not what was about to be written when they were begun.
#[test]
fn pages_are_those_of_the_files() {
    let sandbox = Sandbox::reference().in_few_pages();
    let page = Serving::of(&sandbox);
    let unit = sandbox.path(&format!("data/{REFERENCE}/unit.toml"));
    let text = fs::read_to_string(&unit).unwrap();
    let name = between(&text, "name = \"", "\"").to_owned();
    let cover = || {
        let text = page.get(&format!("u/{REFERENCE}/2022/page/x/0/text")).text();
        text.replace('\n', "")
    };
    assert!(cover().contains(&name));
    let field = "unit.toml|name";
    types(&page, field, "某县第一局", &name);
    assert!(cover().contains("某县第一局"));
    types(&page, field, "某县第二局", "某县第一局");
    let written = fs::read_to_string(&unit).unwrap();
    fs::write(&unit, written.replace("某县第二局", "某县从别处改了名的局")).unwrap();
    assert!(cover().contains("某县从别处改了名的局"));
    // One after the other, sooner than pages can be set.
    let mut was = "某县从别处改了名的局".to_owned();
    for number in ["三", "四", "五", "六"] {
        let is = format!("某县第{number}局");
        types(&page, field, &is, &was);
        was = is;
    }
    assert!(cover().contains("某县第六局"));
    // What is refused is not shown.
    let held = types(&page, field, "", "某县第六局");
    assert!(held.contains("没有存下"), "{}", words(&held));
    assert!(cover().contains("某县第六局"));
}
