//! `serve`: what was typed and is not written is seen wherever its field is, and says what is wrong with it.

use std::fs;

use crate::serve_undo::{Desk, FOLDER, UNIT, pair, typed};
use crate::serve_words::{between, words};
use crate::support::some;

/// What is typed into a row that is gone is seen among what is to be done: what it was, for which row, why it is not written; the
/// link of how much is held leads there; it can be let go of, and comes to its field where its row is there again.
#[test]
fn what_has_no_field_any_more_is_listed() {
    let desk = Desk::new();
    let file = "2022.toml";
    let renamed = desk.save("economic", &typed(file, "economic[30103].code", "30106", "30103"));
    let name = "is|2022.toml|economic[30103].project";
    let late = desk.save("economic", &typed(file, "economic[30103].project", "99.5", ""));
    let link =
        |html: &str| between(between(html, "id=\"saved\"", "</span>"), "href=\"", "\"").to_owned();
    let encoded = "is%7C2022%2Etoml%7Ceconomic%5B30103%5D%2Eproject";
    assert!(link(&late.html).ends_with(&format!("/todo#{encoded}")), "{}", link(&late.html));
    let todo = desk.see("todo");
    let list = between(&todo, "id=\"unwritten\"", "</table>");
    let said = words(&format!("<p {list}"));
    assert!(said.contains("没有存下的 1 处") && said.contains("30103"), "{said}");
    assert!(
        said.contains("这一行已经没有了（删去了，或者编码改了）") && said.contains("项目支出"),
        "{said}"
    );
    assert!(list.contains(&format!("id=\"{name}\"")) && list.contains(">\n99.5<"), "{list}");
    // What has a field is led to there.
    desk.save("economic", &typed(file, "economic[30201].basic", "十", "486,215.33"));
    let todo = desk.see("todo");
    let list = between(&todo, "id=\"unwritten\"", "</table>");
    assert!(list.contains("/economic#is%7C2022%2Etoml%7Ceconomic%5B30201%5D%2Ebasic"), "{list}");
    assert!(list.matches("name=\"drop\"").count() == 1, "{list}");
    // Each topic counts its own, and what has no field is told to be counted in none.
    let topics = between(&todo, "<nav class=\"topics\"", "</nav>");
    let counts = |slug: &str, count: usize| {
        let topic = between(topics, &format!("/{slug}\""), "</a>");
        assert!(topic.contains(&format!("aria-label=\"没有存下 {count} 处\"")), "{topic}");
    };
    counts("todo", 2);
    counts("economic", 1);
    assert_eq!(topics.matches("没有存下").count(), 2, "{topics}");
    let head = words(between(&todo, "<section aria-labelledby=\"heading\">", "</header>"));
    assert!(head.contains("其中 1 处不在左边别的主题里"), "{head}");
    // Its row is there again.
    desk.save("economic", &renamed.undo);
    let economic = desk.see("economic");
    assert!(
        economic.contains(&format!("id=\"why|{name}\""))
            && economic.contains("输入的时候这一行不在")
    );
    assert!(!desk.see("todo").contains("name=\"drop\""));
    desk.save("economic", &typed(file, "economic[30103].code", "30106", "30103"));
    // It went with its row; one whose row goes altogether is let go of.
    let before = desk.file(file);
    desk.save("economic", &vec![pair("remove", "2022.toml|economic[30106]")]);
    let dropped = desk.save("todo", &vec![pair("drop", "is|2022.toml|economic[30106].project")]);
    assert!(dropped.html.contains("1 处没有存下"), "{}", words(&dropped.html));
    let by_hand = [("drop", "is|2022.toml|economic[30201].basic")];
    assert_eq!(desk.page.post(&format!("u/{UNIT}/2022/todo"), &by_hand).status, 303);
    assert!(!desk.see("todo").contains("没有存下"));
    assert_ne!(desk.file(file), before);
}

/// Whatever page a held value's field was on: a file that is gone, a new row of a table that the unit has no use for, a level of
/// a rule under a name that the page does not use, a file that is broken.
#[test]
fn whatever_is_held_is_seen() {
    let desk = Desk::new();
    let outside = vec![
        pair("new|2022.toml|outside|unit", "某校"),
        pair("new|2022.toml|outside|code", "2080"),
    ];
    let held = desk.save("outside", &outside);
    assert!(held.html.contains("1 处没有存下"), "{}", words(&held.html));
    let evaluation = "2022/02-科普活动专项.toml";
    desk.save("evaluations", &typed(evaluation, "execution-score", "一百", "10"));
    assert_eq!(desk.see("todo").matches("name=\"drop\"").count(), 2);
    fs::remove_file(desk.sandbox.path(&format!("{FOLDER}/{evaluation}"))).unwrap();
    let todo = desk.see("todo");
    assert!(
        todo.contains("没有存下的 2 处") && todo.contains("这份文件已经没有了"),
        "{}",
        words(&todo)
    );
    assert_eq!(todo.matches("name=\"drop\"").count(), 3);
    let rule = "is|juesuan.toml|check.rules.published-late";
    let level =
        [(rule, "随便"), ("was|juesuan.toml|check.rules.published-late", ""), ("live", "1")];
    let settings = desk.page.post("settings", &level).text();
    assert!(settings.contains("没有存下的 1 处"), "{}", words(&settings));
    let settings = desk.page.post("settings", &[("drop", rule), ("live", "1")]).text();
    assert!(!settings.contains("没有存下"), "{}", words(&settings));
    // While nothing can be changed, it is seen and let go of all the same.
    let path = desk.sandbox.path(&format!("{FOLDER}/2022.toml"));
    let text = desk.file("2022.toml");
    fs::write(&path, text.replacen("income = [", "income = [[", 1)).unwrap();
    let seen = desk.see("economic");
    assert!(seen.contains("只能看") && seen.contains("没有存下的 2 处"), "{}", words(&seen));
    for name in ["new|2022.toml|outside|unit", "new|2022.toml|outside|code"] {
        desk.save("todo", &vec![pair("drop", name)]);
    }
    assert!(desk.see("todo").contains("没有存下的 1 处"));
}

/// What is typed while its file is away is held: it stands at its field when the file is there again, which may be another, with
/// why it was not written at the time. So what is typed before it can be read again.
#[test]
fn what_is_typed_while_the_file_is_away_is_held() {
    let desk = Desk::new();
    let path = desk.sandbox.path(&format!("{FOLDER}/2022.toml"));
    let text = desk.file("2022.toml");
    let away = desk.sandbox.path("2022.toml");
    let fields = [
        ("reasons", "reasons.fiscal", "打了很久的一句话", "政府性基金收入和上年结转增加；"),
        ("economic", "economic[30103].project", "4321", ""),
        ("outside", "", "某校", ""),
    ];
    let broken = text.replacen("income = [", "income = [[", 1);
    for (what, why) in [("away", "输入的时候这份文件不在"), ("broken", "输入的时候只能看")]
    {
        match what {
            "away" => fs::rename(&path, &away).unwrap(),
            _ => fs::write(&path, &broken).unwrap(),
        }
        for (topic, field, put, was) in fields {
            let form = match field {
                "" => vec![pair("new|2022.toml|outside|unit", put)],
                field => typed("2022.toml", field, put, was),
            };
            let form: Vec<(&str, &str)> =
                form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            desk.page.post(&format!("u/{UNIT}/2022/{topic}"), &form);
        }
        let todo = desk.see("todo");
        assert!(todo.contains("没有存下的 3 处"), "{what}: {}", words(&todo));
        assert!(todo.contains("打了很久的一句话") && todo.contains("4321"), "{what}");
        assert_eq!(todo.contains("这份文件已经没有了"), what == "away", "{}", words(&todo));
        match what {
            "away" => fs::rename(&away, &path).unwrap(),
            _ => {
                // It is written by itself, but for the row that is not whole.
                fs::write(&path, &text).unwrap();
                let todo = desk.see("todo");
                assert!(
                    todo.contains("没有存下的 1 处") && !todo.contains(why),
                    "{}",
                    words(&todo)
                );
                let file = desk.file("2022.toml");
                assert!(file.contains("打了很久的一句话") && file.contains("4321"));
                continue;
            }
        }
        for (topic, field, put, _) in fields {
            let page = desk.see(topic);
            assert!(page.contains(put), "{what} {field}: {}", words(&page));
            assert!(page.contains("3 处没有存下"), "{what} {field}: {}", words(&page));
            if !field.is_empty() {
                let name = format!("id=\"why|is|2022.toml|{field}\"");
                assert!(
                    page.contains(&name) && page.contains(why),
                    "{what} {field}: {}",
                    words(&page)
                );
            }
        }
        assert_eq!(desk.file("2022.toml"), text);
        // It can be written now.
        for (topic, field, put, was) in fields.iter().filter(|(_, field, ..)| !field.is_empty()) {
            desk.save(topic, &typed("2022.toml", field, put, was));
        }
        desk.save("outside", &vec![pair("drop", "new|2022.toml|outside|unit")]);
        assert!(!desk.see("todo").contains("没有存下"), "{what}");
        assert!(desk.file("2022.toml").contains("打了很久的一句话"));
        fs::write(&path, &text).unwrap();
    }
    desk.save("outside", &vec![pair("drop", "new|2022.toml|outside|unit")]);
    fs::write(&path, &text).unwrap();
    // What stays as it was is not held.
    fs::rename(&path, &away).unwrap();
    let same = typed("2022.toml", "economic[30103].project", "5.00", "5.00");
    let form: Vec<(&str, &str)> =
        same.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    desk.page.post(&format!("u/{UNIT}/2022/economic"), &form);
    assert!(!desk.see("todo").contains("没有存下"));
}

/// Why a value is not written is what is wrong with it, never how the file is written.
#[test]
fn what_is_wrong_with_a_value_is_said() {
    let desk = Desk::new();
    let before = desk.file("2022.toml");
    let unit = desk.file("unit.toml");
    for (topic, form, why) in some(
        [
            (
                "economic",
                vec![
                    pair("new|2022.toml|economic|code", "302"),
                    pair("new|2022.toml|economic|basic", "1"),
                ],
                "类级",
            ),
            (
                "economic",
                vec![
                    pair("new|2022.toml|economic|code", "3020"),
                    pair("new|2022.toml|economic|basic", "1"),
                ],
                "5 位数字",
            ),
            ("economic", typed("2022.toml", "economic[30103].code", "301", "30103"), "类级"),
            (
                "income",
                vec![
                    pair("new|2022.toml|income|code", "20801"),
                    pair("new|2022.toml|income|other", "1"),
                ],
                "款级",
            ),
            (
                "expenditure",
                typed("2022.toml", "expenditure[2010302/general].code", "201", "2010302"),
                "类级",
            ),
            (
                "budget",
                vec![
                    pair("new|2022.toml|budget|code", "30"),
                    pair("new|2022.toml|budget|initial", "1"),
                ],
                "2 开头",
            ),
            (
                "names",
                vec![
                    pair("new|2022.toml|names|code", "12"),
                    pair("new|2022.toml|names|name", "某"),
                ],
                "不是编码",
            ),
            (
                "control",
                vec![
                    pair("new|2022.toml|control.rows|code", "1"),
                    pair("new|2022.toml|control.rows|income", "1"),
                ],
                "不是编码",
            ),
            ("assets", typed("2022.toml", "assets.equipment", "-3", "3"), "整数"),
            ("profile", typed("2022.toml", "published", "2023-13-45", "2023-09-15"), "这一天"),
            ("profile", typed("2022.toml", "rounded-to", "0", ""), "之间"),
            ("profile", typed("unit.toml", "established", "22", ""), "年度"),
            (
                "performance",
                typed("2022.toml", "performance.whole.score", "101", "86.5"),
                "0 到 100",
            ),
            (
                "corrections",
                vec![
                    pair("new|2022.toml|corrections|date", "2023-02-30"),
                    pair("new|2022.toml|corrections|reason", "甲"),
                ],
                "这一天",
            ),
        ],
        2,
    ) {
        let saved = desk.save(topic, &form);
        let held = fs::read_to_string(desk.sandbox.path(".juesuan/held.json")).unwrap();
        assert!(held.contains(why) && !held.contains("写法特别"), "{topic} {form:?}: {held}");
        assert!(saved.html.contains("没有存下"));
        assert_eq!(
            (desk.file("2022.toml"), desk.file("unit.toml")),
            (before.clone(), unit.clone())
        );
        for (name, _) in &form {
            desk.save(topic, &vec![pair("drop", name)]);
        }
    }
}
