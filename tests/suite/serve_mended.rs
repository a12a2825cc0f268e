//! `serve`: what could not be written because of the files is written once they can be, and what cannot be undone is neither held
//! nor lost.

use std::fs;

use crate::serve_undo::{Desk, FOLDER, Pairs, UNIT, pair, typed};
use crate::serve_words::{between, unescaped, words};
use crate::serving::Answered;

/// The file of the year.
const YEAR: &str = "2022.toml";

/// A form as a tab sends it.
fn sent(desk: &Desk, topic: &str, form: &Pairs, tab: &str) -> Answered {
    let form: Vec<(&str, &str)> =
        form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let form = [&form[..], &[("live", "1"), ("tab", tab)]].concat();
    desk.page.post(&format!("u/{UNIT}/2022/{topic}"), &form)
}

/// What takes back what a save did, as the page sends it.
fn taken_back(undo: Pairs, meant: &str) -> Pairs {
    [undo, vec![pair("meant", meant)]].concat()
}

/// While the file of the year is broken, values, rows and words are held; once it is whole again they are written by themselves,
/// as those of their tab. What was changed elsewhere meanwhile, and what cannot be written for itself, is held for that.
#[test]
fn what_waited_for_the_file_is_written_once_it_is_whole() {
    let desk = Desk::new();
    let path = desk.sandbox.path(&format!("{FOLDER}/{YEAR}"));
    let whole = desk.file(YEAR);
    fs::write(&path, whole.replacen("income = [", "income = [[", 1)).unwrap();
    let row = |draft: &str, code: &str, basic: &str| {
        [("code", code), ("basic", basic)]
            .map(|(key, value)| pair(&format!("new|{YEAR}|economic~{draft}|{key}"), value))
            .to_vec()
    };
    for (topic, form) in [
        ("economic", typed(YEAR, "economic[30103].project", "4321", "")),
        ("economic", typed(YEAR, "economic[30201].basic", "十", "486,215.33")),
        ("economic", typed(YEAR, "economic[30202].basic", "5.00", "1.00")),
        ("economic", row("a", "30203", "7.00")),
        ("economic", row("b", "30204", "8.00")),
        ("economic", row("c", "", "9.00")),
        (
            "reasons",
            typed(YEAR, "reasons.fiscal", "打了很久的一句话", "政府性基金收入和上年结转增加；"),
        ),
    ] {
        let refused = sent(&desk, topic, &form, "mine");
        assert!(refused.is_refused(), "{}", refused.text());
    }
    let todo = desk.see("todo");
    assert!(
        todo.contains("没有存下的 7 处") && todo.contains("改好了会自动存"),
        "{}",
        words(&todo)
    );
    // Somebody mends it, and changes one of the cells as well.
    let line = whole.lines().find(|line| line.contains("code = \"30202\"")).unwrap().to_owned();
    let other = line.replacen("basic = ", "basic = 1", 1);
    assert_ne!(line, other);
    fs::write(&path, whole.replacen(&line, &other, 1)).unwrap();
    let seen = between(&desk.see("todo"), "data-seen=\"", "\"").to_owned();
    let economic = desk.see("economic");
    let file = desk.file(YEAR);
    for wanted in ["project = 4321", "30203", "30204", "打了很久的一句话", other.as_str()] {
        assert!(file.contains(wanted), "{wanted}: {file}");
    }
    assert!(economic.contains("3 处没有存下"), "{}", words(&economic));
    let why = |path: &str| {
        let id = format!("id=\"why|is|{YEAR}|economic[{path}]");
        words(&format!("<p {}", between(&economic, &id, "</tr>")))
    };
    assert!(
        why("30202").contains("在别处改过") && !why("30202").contains("只能看"),
        "{}",
        why("30202")
    );
    assert!(!why("30201").is_empty() && !why("30201").contains("只能看"), "{}", why("30201"));
    assert!(!economic.contains("输入的时候只能看"), "{}", words(&economic));
    // Nothing is written twice by looking again.
    desk.see("economic");
    assert_eq!(desk.file(YEAR), file);
    // It is told to others, not to who typed it.
    let told = |tab: &str| {
        let ask = [("seen", seen.as_str()), ("tab", tab)];
        let answer = desk.page.post(&format!("u/{UNIT}/2022/elsewhere"), &ask);
        words(&answer.text())
    };
    assert_eq!(told("mine").matches("30103").count(), 0, "{}", told("mine"));
}

/// The settings and a unit whose project cannot be read for a while are no other matter.
#[test]
fn what_waited_for_the_settings_is_written_once_they_are_whole() {
    let desk = Desk::new();
    let settings = desk.sandbox.path("juesuan.toml");
    let whole = fs::read_to_string(&settings).unwrap();
    fs::write(&settings, whole.replacen("layout = ", "layout == ", 1)).unwrap();
    let year = [("is|juesuan.toml|year", "2023"), ("was|juesuan.toml|year", "2022"), ("live", "1")];
    assert!(desk.page.post("settings", &year).is_refused());
    let cell = typed(YEAR, "economic[30103].project", "4321", "");
    assert!(sent(&desk, "economic", &cell, "mine").is_refused());
    fs::write(&settings, &whole).unwrap();
    let economic = desk.see("economic");
    assert!(!economic.contains("没有存下"), "{}", words(&economic));
    assert!(desk.file(YEAR).contains("project = 4321"));
    let seen = desk.page.get("settings").text();
    assert!(!seen.contains("没有存下"), "{}", words(&seen));
    assert!(fs::read_to_string(&settings).unwrap().contains("year = 2023"));
}

/// What was changed elsewhere since is not undone: that is said, with what it is now, nothing is held, and the same undoes it once
/// it is as it was. So of several cells at once, none of which is undone then, and of what is done again.
#[test]
fn what_is_not_undone_is_not_held() {
    let desk = Desk::new();
    let path = desk.sandbox.path(&format!("{FOLDER}/{YEAR}"));
    let field = "economic[30103].project";
    desk.save("economic", &typed(YEAR, field, "111.00", ""));
    let first = desk.save("economic", &typed(YEAR, field, "112.00", "111.00"));
    let mine = desk.file(YEAR);
    let refused = |undo: &Pairs, meant: &str, said: &str| {
        let before = desk.file(YEAR);
        let answer = sent(&desk, "economic", &taken_back(undo.clone(), meant), "mine");
        assert!(answer.is_refused() && answer.text().contains(said), "{}", answer.text());
        assert_eq!(desk.file(YEAR), before);
        let todo = desk.see("todo");
        assert!(!todo.contains("没有存下"), "{}", words(&todo));
    };
    desk.save("economic", &typed(YEAR, field, "1222.00", "112.00"));
    refused(&first.undo, "undo", "没有撤销：这一格后来在别处改成 1,222.00");
    desk.save("economic", &typed(YEAR, field, "", "1222.00"));
    refused(&first.undo, "undo", "没有撤销：这一格后来在别处清空了");
    desk.save("economic", &typed(YEAR, field, "112.00", ""));
    // Two at once.
    let both =
        [typed(YEAR, field, "3.00", "112.00"), typed(YEAR, "economic[30102].project", "4.00", "")];
    let both = desk.save("economic", &both.concat());
    desk.save("economic", &typed(YEAR, field, "5.00", "3.00"));
    let answer = sent(&desk, "economic", &taken_back(both.undo.clone(), "undo"), "mine");
    assert!(
        answer.text().contains("“经济分类，30103 奖金，列入项目支出的数”这一格后来在别处改成 5.00"),
        "{}",
        answer.text()
    );
    refused(&both.undo, "undo", "没有撤销：");
    desk.save("economic", &typed(YEAR, field, "3.00", "5.00"));
    let undone = sent(&desk, "economic", &taken_back(both.undo, "undo"), "mine");
    assert!(!undone.is_refused());
    assert_eq!(desk.file(YEAR), mine);
    let again = serde_json::from_str(&unescaped(between(&undone.text(), "data-undo=\"", "\"")));
    let again: Pairs = again.unwrap();
    desk.save("economic", &typed(YEAR, field, "6.00", "112.00"));
    refused(&again, "redo", "没有重做：");
    desk.save("economic", &typed(YEAR, field, "112.00", "6.00"));
    // While the file cannot be read, or is away.
    fs::write(&path, mine.replacen("income = [", "income = [[", 1)).unwrap();
    refused(&first.undo, "undo", "没有撤销：现在只能看");
    let away = desk.sandbox.path("away.toml");
    fs::rename(&path, &away).unwrap();
    let answer = sent(&desk, "economic", &taken_back(first.undo.clone(), "undo"), "mine");
    assert!(answer.text().contains("没有撤销：这份文件现在不在"), "{}", answer.text());
    fs::write(&path, &mine).unwrap();
    assert!(!desk.see("todo").contains("没有存下"));
    assert!(!sent(&desk, "economic", &taken_back(first.undo, "undo"), "mine").is_refused());
    assert!(desk.file(YEAR).contains("111.00") && !desk.file(YEAR).contains("112.00"));
}
