//! `serve` killed at any moment while somebody edits: files are whole, and no edit that was answered is lost.

use std::fs;
use std::time::{Duration, Instant};

use toml::de::DeTable;

use crate::killed::Moments;
use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox, is_long};

/// The field that is edited.
const NAME: &str = "2022.toml|expenditure[2210201/general].basic";

/// A number of cents as it is typed and as the file has it.
fn amount(number: u32) -> String {
    format!("{}.{:02}", 400_000 + number / 100, number % 100)
}

/// A hundred kills while one edit follows the other: the file can always be read, and has the last edit that was answered or
/// the one after it. What is held can be read as well, and the address stays.
#[test]
fn a_killed_page_loses_no_edit() {
    let sandbox = Sandbox::reference().in_few_pages();
    let path = sandbox.path(&format!("data/{REFERENCE}/2022.toml"));
    let read = || {
        let text = fs::read_to_string(&path).unwrap();
        DeTable::parse(&text).expect("the file can be read");
        let (_, row) =
            text.split_once("{ code = \"2210201\", fund = \"general\", basic = ").unwrap();
        row.split([' ', ',']).next().unwrap().to_owned()
    };
    // Of many kills each meets one of some tens of edits: how many went before makes no difference to it.
    let longest = if is_long() { 400 } else { 1500 };
    let mut moments = Moments::up_to(Duration::from_millis(longest));
    let (mut number, mut written, mut token) = (0_u32, "400662.00".to_owned(), None);
    let (mut answered, rounds) = (0_u32, if is_long() { 100 } else { 2 });
    for round in 0..rounds {
        let page = Serving::of(&sandbox);
        assert_eq!(*token.get_or_insert_with(|| page.token.clone()), page.token);
        let kill = page.killer(moments.next());
        let begun = Instant::now();
        let mut tried;
        loop {
            number += 1;
            tried = amount(number);
            let fields = [
                (format!("is|{NAME}"), tried.clone()),
                (format!("was|{NAME}"), written.clone()),
                // This one is held each time.
                ("is|2022.toml|expenditure[2080109/general].basic".to_owned(), "十".to_owned()),
                ("live".to_owned(), "1".to_owned()),
            ];
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let answer = page.try_to_post(&format!("u/{REFERENCE}/2022/expenditure"), &fields);
            if answer.is_none_or(|answer| answer.status != 200) {
                break;
            }
            answered += 1;
            written = tried.clone();
            assert!(begun.elapsed() < Duration::from_secs(60), "it was not killed");
        }
        kill.join().unwrap();
        drop(page);
        let now = read();
        assert!(
            now == written || now == tried,
            "round {round}: {now}, answered {written}, tried {tried}"
        );
        written = now;
        let held = fs::read_to_string(sandbox.path(".juesuan/held.json"));
        assert!(held.is_err() || serde_json::from_str::<serde_json::Value>(&held.unwrap()).is_ok());
    }
    assert!(answered > 0, "nothing was answered in {rounds} rounds");
    assert_eq!(
        sandbox.run(&["check", "--format", "short"]).stderr().matches("toml-syntax").count(),
        0
    );
}
