//! `serve`: rows that were deleted and come back, to the byte where nothing else has changed, and to their place where it has.

use std::fs;

use crate::serve_undo::{Desk, FOLDER, Pairs, pair};
use crate::serve_words::words;
use crate::support::some;

/// Rows with comments before, behind and within, in each way of writing: its text, the rows that are there, and how many.
fn tables() -> [(&'static str, &'static str); 3] {
    [
        (
            "economic = [  # 全部\n  # 甲前\n  { code = \"30101\", basic = 1.00 },  # 甲\n  { code = \"30102\", basic = 2.00 },   # 乙\n\n  # 丙前\n  { code = \"30103\", basic = 3.00 }, # 丙\n  { code = \"30106\", basic = 4.00 }  # 丁\n]\n",
            "economic",
        ),
        (
            "economic = [ { code = \"30101\", basic = 1.00 }, { code = \"30102\", basic = 2.00 }, { code = \"30103\", basic = 3.00 }, { code = \"30106\", basic = 4.00 } ] # 一行\n",
            "economic",
        ),
        (
            "# 甲前\n[[economic]] # 甲\ncode = \"30101\"\nbasic = 1.00 # 一\n\n[[economic]]\n# 乙里\ncode = \"30102\"\nbasic = 2.00\n\n# 丙前\n[[economic]]\ncode = \"30103\"\nbasic = 3.00\n\n[[economic]]\ncode = \"30106\"\nbasic = 4.00\n",
            "economic",
        ),
    ]
}

/// A year's file whose economic table is written in one way.
fn with_table(text: &str, table: &str) -> String {
    let begin = text.find("economic = [").unwrap();
    let end = begin + text[begin..].find("\n]\n").unwrap() + 3;
    let without = [&text[..begin], &text[end..]].concat();
    match table.starts_with("economic") {
        true => [&text[..begin], table, &text[end..]].concat(),
        false => [&without, "\n", table].concat(),
    }
}

/// Deleted and undone, a row is back to the byte, with its comments and in its place: the first, one in the middle, the last,
/// several in one step; however the table is written, with the line ends and the mark of some editors. Done again and undone
/// again as well.
#[test]
fn a_row_that_was_deleted_is_undone_to_the_byte() {
    let desk = Desk::new();
    let file = "2022.toml";
    let original = desk.file(file);
    let path = desk.sandbox.path(&format!("{FOLDER}/2022.toml"));
    let mut cases = Vec::new();
    for (table, rows) in tables() {
        for codes in [
            &["30101"][..],
            &["30103"],
            &["30106"],
            &["30101", "30102"],
            &["30102", "30106"],
            &["30106", "30103", "30102", "30101"],
        ] {
            cases.push((table, rows, codes));
        }
    }
    for (number, (table, rows, codes)) in some(cases, 3).enumerate() {
        let text = with_table(&original, table);
        let text = match number % 3 {
            0 => text,
            1 => text.replace('\n', "\r\n"),
            _ => format!("\u{feff}{text}"),
        };
        fs::write(&path, &text).unwrap();
        let form: Pairs =
            codes.iter().map(|code| pair("remove", &format!("{file}|{rows}[{code}]"))).collect();
        let saved = desk.save("economic", &form);
        let done = desk.file(file);
        assert!(
            codes.iter().all(|code| !done.contains(&format!("code = \"{code}\", basic"))),
            "{done}"
        );
        assert_ne!(done, text);
        let undone = desk.save("economic", &saved.undo);
        assert!(!undone.html.contains("没有存下"), "{codes:?} {}", words(&undone.html));
        assert_eq!(desk.file(file), text, "{codes:?}");
        let again = desk.save("economic", &undone.undo);
        assert_eq!(desk.file(file), done, "{codes:?}");
        desk.save("economic", &again.undo);
        assert_eq!(desk.file(file), text, "{codes:?}");
    }
}

/// Rows that are called by their place as well, and several of them in one step; what is sent again is done once.
#[test]
fn rows_by_their_place_come_back_to_it() {
    let inline = "corrections = [\n  { date = 2023-10-01, reason = \"甲\" },  # 一\n  { date = 2023-11-01, reason = \"乙\" },\n  # 三前\n  { date = 2023-12-01, reason = \"丙\" },\n]\n";
    let headed = "\n# 一前\n[[corrections]]\ndate = 2023-10-01\nreason = \"甲\" # 一\n\n[[corrections]]\ndate = 2023-11-01\nreason = \"乙\"\n\n# 三前\n[[corrections]]\ndate = 2023-12-01\nreason = \"丙\"\n";
    let desk = Desk::new();
    let file = "2022.toml";
    let original = desk.file(file);
    let path = desk.sandbox.path(&format!("{FOLDER}/2022.toml"));
    for table in [inline, headed] {
        let text = match table.starts_with("corrections") {
            true => original.replacen("published = ", &format!("{table}published = "), 1),
            false => format!("{original}{table}"),
        };
        for (places, left) in some(
            [
                (&["1"][..], "乙丙"),
                (&["2"], "甲丙"),
                (&["3"], "甲乙"),
                (&["1", "2"], "丙"),
                (&["2", "3"], "甲"),
                (&["1", "2", "3"], ""),
            ],
            3,
        ) {
            fs::write(&path, &text).unwrap();
            let mut form: Pairs = places
                .iter()
                .map(|place| pair("remove", &format!("{file}|corrections[{place}]")))
                .collect();
            form.push(pair("rows|2022.toml|corrections", "3"));
            let saved = desk.save("corrections", &form);
            let done = desk.file(file);
            for reason in ["甲", "乙", "丙"] {
                assert_eq!(
                    done.contains(&format!("reason = \"{reason}\"")),
                    left.contains(reason),
                    "{places:?}: {done}"
                );
            }
            let undone = desk.save("corrections", &saved.undo);
            assert_eq!(desk.file(file), text, "{places:?}");
            // Sent again.
            desk.save("corrections", &saved.undo);
            assert_eq!(desk.file(file), text, "{places:?}");
            desk.save("corrections", &undone.undo);
            assert_eq!(desk.file(file), done, "{places:?}");
        }
        // Another correction comes behind, and the comments of those before it stay.
        fs::write(&path, &text).unwrap();
        let form = vec![
            pair("new|2022.toml|corrections|date", "2024-01-05"),
            pair("new|2022.toml|corrections|reason", "丁"),
            pair("rows|2022.toml|corrections", "3"),
        ];
        let saved = desk.save("corrections", &form);
        assert!(!saved.html.contains("没有存下"), "{}", words(&saved.html));
        let added = desk.file(file);
        assert!(
            added.contains("# 一")
                && added.contains("# 三前")
                && added.find("\"丙\"") < added.find("\"丁\""),
            "{added}"
        );
        desk.save("corrections", &saved.undo);
        assert_eq!(desk.file(file), text);
    }
}

/// Where the file has changed since, a row comes back between the rows that it stood between, as far as they are there, else at
/// the end; what changed since stays.
#[test]
fn a_row_comes_back_to_its_place_in_a_file_that_has_changed() {
    let desk = Desk::new();
    let file = "2022.toml";
    let original = desk.file(file);
    let path = desk.sandbox.path(&format!("{FOLDER}/2022.toml"));
    let codes = |text: &str| {
        let table = text.replace("\r\n", "\n");
        let rows =
            table.match_indices("code = \"30").map(|(at, _)| table[at + 8..at + 13].to_owned());
        rows.collect::<Vec<_>>().join(" ")
    };
    for (number, (table, rows)) in tables().into_iter().enumerate() {
        for (removed, also, wanted) in some(
            [
                ("30101", "", "30101 30102 30103 30106"),
                ("30102", "", "30101 30102 30103 30106"),
                ("30106", "", "30101 30102 30103 30106"),
                ("30102", "30101", "30102 30103 30106"),
                ("30103", "30106", "30101 30102 30103"),
                ("30101", "30102", "30103 30106 30101"),
            ],
            2,
        ) {
            let text = with_table(&original, table);
            let text = if number == 1 { text } else { text.replace('\n', "\r\n") };
            fs::write(&path, &text).unwrap();
            let saved =
                desk.save("economic", &vec![pair("remove", &format!("{file}|{rows}[{removed}]"))]);
            if !also.is_empty() {
                desk.save("economic", &vec![pair("remove", &format!("{file}|{rows}[{also}]"))]);
            }
            let changed =
                desk.file(file).replace("surplus-used = 150000.00", "surplus-used = 150001.00");
            fs::write(&path, &changed).unwrap();
            let undone = desk.save("economic", &saved.undo);
            assert!(!undone.html.contains("没有存下"), "{}", words(&undone.html));
            let text = desk.file(file);
            assert!(text.contains("surplus-used = 150001.00"));
            assert_eq!(codes(&text), wanted, "{text}");
            for comment in ["# 甲前", "# 丙前", "# 乙里"] {
                assert_eq!(text.contains(comment), changed.contains(comment), "{text}");
            }
        }
    }
}
