//! `serve` without scripts: a form has all fields of its page, of which only those count that somebody has touched; between what
//! was typed and what was changed elsewhere somebody has to choose.

use crate::serve_undo::{Desk, UNIT};
use crate::serve_words::{between, unescaped, words};

/// The file of the unit's year.
const YEAR: &str = "data/qingyu-affairs/2022.toml";

/// The cell that is changed elsewhere.
const THEIRS: &str = "is|2022.toml|economic[30201].basic";

/// One that nobody else changes.
const OWN: &str = "is|2022.toml|economic[30103].project";

/// The topic as a browser shows it that runs no scripts.
struct Form(Vec<(String, String)>);

impl Form {
    /// The form as it is now.
    fn of(desk: &Desk) -> Self {
        let seen = desk.see("economic");
        let bases = seen.split("name=\"base|").skip(1).map(|part| {
            let (file, rest) = part.split_once('"').unwrap();
            (format!("base|{file}"), between(rest, "value=\"", "\"").to_owned())
        });
        let fields = seen.split('<').skip(1).filter_map(|part| {
            let tag = part.split('>').next().unwrap_or_default();
            let name = unescaped(between(tag, " name=\"", "\""));
            let value = if tag.starts_with("input") { " value=\"" } else { " data-was=\"" };
            let is_sent = name.starts_with("is|") && !tag.contains(" disabled");
            is_sent.then(|| (name, unescaped(between(tag, value, "\""))))
        });
        Self(fields.chain(bases).collect())
    }

    /// Types into a field.
    fn typed(mut self, name: &str, value: &str) -> Self {
        let field = self.0.iter_mut().find(|(other, _)| other == name).unwrap();
        value.clone_into(&mut field.1);
        self
    }

    /// Presses a button, by its name and its value; what the page says then.
    fn pressed(self, desk: &Desk, button: Option<(&str, &str)>) -> String {
        let fields = self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let fields: Vec<(&str, &str)> = fields.chain(button).collect();
        let saved = desk.page.post(&format!("u/{UNIT}/2022/economic"), &fields);
        assert_eq!(saved.status, 303, "{}", saved.text());
        desk.see("economic")
    }
}

/// Changes the cell outside.
fn outside(desk: &Desk, from: &str, to: &str) {
    desk.sandbox.replace(
        YEAR,
        &format!("code = \"30201\", basic = {from}"),
        &format!("code = \"30201\", basic = {to}"),
    );
}

/// The cell's amount in the file, and whether another is there.
fn file(desk: &Desk, own: &str) -> (String, bool) {
    let text = desk.file("2022.toml");
    let cell = between(&text, "code = \"30201\", basic = ", ",").to_owned();
    (cell, text.contains(&format!("project = {own}")))
}

/// What nobody has touched is neither written nor in conflict, whatever was changed elsewhere; what was touched is written.
#[test]
fn what_nobody_touched_is_no_conflict() {
    let desk = Desk::new();
    for (from, to, own) in [("486215.33", "555.00", "4444.00"), ("555.00", "486215.33", "4.50")] {
        let form = Form::of(&desk);
        outside(&desk, from, to);
        let seen = form.typed(OWN, own).pressed(&desk, None);
        assert_eq!(file(&desk, own), (to.to_owned(), true));
        assert!(!seen.contains("没有存下"), "{}", words(&seen));
    }
    // The same is no change, however it is written.
    let form = Form::of(&desk);
    outside(&desk, "486215.33", "7.00");
    let seen = form.typed(THEIRS, "４８６２１５.33").pressed(&desk, None);
    assert_eq!(file(&desk, "4.50"), ("7.00".to_owned(), true));
    assert!(!seen.contains("没有存下"), "{}", words(&seen));
}

/// What was changed on both sides is held while the rest is written; saving again chooses nothing, typing something else neither.
#[test]
fn a_conflict_is_chosen_not_saved_away() {
    let desk = Desk::new();
    let form = Form::of(&desk);
    outside(&desk, "486215.33", "1666.00");
    let seen = form.typed(THEIRS, "777").typed(OWN, "5555").pressed(&desk, None);
    assert_eq!(file(&desk, "5555.00"), ("1666.00".to_owned(), true));
    let said = words(&seen);
    assert!(said.contains("1 处没有存下") && said.contains("1,666.00"), "{said}");
    for (typed, held) in [("777", "777"), ("888", "888")] {
        let seen = Form::of(&desk).typed(THEIRS, typed).pressed(&desk, None);
        assert_eq!(file(&desk, "5555.00"), ("1666.00".to_owned(), true), "{typed}");
        assert!(seen.contains("1 处没有存下") && seen.contains(held), "{typed}: {}", words(&seen));
    }
    // What the file has, typed, is no conflict any more.
    let seen = Form::of(&desk).typed(THEIRS, "1,666").pressed(&desk, None);
    assert!(!seen.contains("没有存下"), "{}", words(&seen));
    assert_eq!(file(&desk, "5555.00"), ("1666.00".to_owned(), true));
    for (button, typed, left) in [("mine", "998", "998.00"), ("theirs", "999", "1.00")] {
        let form = Form::of(&desk);
        let (now, _) = file(&desk, "5555.00");
        outside(&desk, &now, "1.00");
        let seen = form.typed(THEIRS, typed).pressed(&desk, None);
        assert!(seen.contains("name=\"mine\"") && seen.contains("name=\"theirs\""));
        let seen = Form::of(&desk).pressed(&desk, Some((button, THEIRS)));
        assert!(!seen.contains("没有存下"), "{button}: {}", words(&seen));
        assert_eq!(file(&desk, "5555.00"), (left.to_owned(), true), "{button}");
    }
    // Changed once more before it was chosen, it is another choice.
    let form = Form::of(&desk);
    outside(&desk, "1.00", "2.00");
    form.typed(THEIRS, "999").pressed(&desk, None);
    let form = Form::of(&desk);
    outside(&desk, "2.00", "3.00");
    let seen = form.pressed(&desk, Some(("mine", THEIRS)));
    assert_eq!(file(&desk, "5555.00"), ("3.00".to_owned(), true));
    assert!(seen.contains("1 处没有存下"), "{}", words(&seen));
}

/// What cannot be read stays held, and what is typed in its place is written.
#[test]
fn what_cannot_be_read_is_mended_by_hand() {
    let desk = Desk::new();
    let seen = Form::of(&desk).typed(OWN, "⑤").pressed(&desk, None);
    assert!(seen.contains("1 处没有存下") && seen.contains("不是数"), "{}", words(&seen));
    let seen = Form::of(&desk).pressed(&desk, None);
    assert!(seen.contains("1 处没有存下"), "{}", words(&seen));
    let seen = Form::of(&desk).typed(OWN, "５").pressed(&desk, None);
    assert!(!seen.contains("没有存下"), "{}", words(&seen));
    assert_eq!(file(&desk, "5.00"), ("486215.33".to_owned(), true));
}
