//! `juesuan trace` as it is run: what its page shows, and from a line of last year's file to the pages and back.

use std::fs;

use serde_json::Value;

use crate::support::{REFERENCE, Sandbox, is_long, repository, some};

/// Runs a command of which nothing is wrong; what it says.
fn said(sandbox: &Sandbox, words: &[&str]) -> String {
    let run = sandbox.run(words);
    assert_eq!(run.status(), 0, "{words:?}\n{}{}", run.stdout(), run.stderr());
    run.stdout()
}

/// The words of a command as a shell takes them apart.
fn words(command: &str) -> Vec<&str> {
    let parts = command.split('"').enumerate();
    let words = parts.flat_map(|(number, part)| match number % 2 {
        0 => part.split_whitespace().collect::<Vec<_>>(),
        _ => vec![part],
    });
    words.collect()
}

/// Checks that the commands of the page are right and say what the page shows of them.
#[test]
fn the_examples_of_the_page_are_right() {
    let page =
        fs::read_to_string(repository().join("docs/trace.md")).unwrap().replace("\r\n", "\n");
    let commands: Vec<&str> =
        page.lines().filter_map(|line| line.strip_prefix("    juesuan ")).collect();
    assert!(commands.len() >= 5, "{commands:?}");
    // The page shows the whole form; what it shows stands in a few of its parts as well, on other pages.
    let sandbox = Sandbox::reference();
    let is_short = !is_long();
    if is_short {
        sandbox.write_form("shanxi", &["general"], &["expenditure"]);
        let parts = "\"profile\", \"statements\", \"narrative\", \"glossary\", \"attachments\"";
        sandbox.replace("layouts/shanxi/layout.toml", parts, "\"statements\", \"narrative\"");
    }
    let first = said(&sandbox, &words(commands[0]));
    let rows = page.lines().filter_map(|line| line.strip_prefix("| ")?.split("| `").nth(1));
    let mut shown = 0;
    for example in rows.filter_map(|cell| cell.split('`').next()) {
        if example.starts_with("--") {
            continue;
        }
        shown += 1;
        // What is long is cut.
        let example = example.trim_end_matches('…');
        // Pages and numbers of sections are others where the form has fewer.
        let words = example.strip_prefix("第 ").and_then(|place| place.split_once('、'));
        let example = words.filter(|_| is_short).map_or(example, |(_, words)| words);
        assert!(first.contains(example), "{example} is not said:\n{first}");
    }
    assert!(shown >= 4, "{shown}");
    let page = first.lines().find_map(|line| line.strip_prefix("  第 ")?.split_once(' '));
    let (page, _) = page.unwrap();
    for command in some(&commands[1..], 2) {
        let mut words = words(command);
        // The same page and the same statement as they are numbered here.
        for (option, here) in [("--page", page), ("--statement", "01")] {
            if let Some(at) = words.iter().position(|word| *word == option).filter(|_| is_short) {
                words[at + 1] = here;
            }
        }
        let said = said(&sandbox, &words);
        match command.contains("json") {
            true => assert_eq!(json(&said)["figures"].as_array().unwrap().len(), 1, "{command}"),
            false => assert!(said.contains("2022.toml:22"), "{command}\n{said}"),
        }
    }
}

/// A result for programs.
fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|_| panic!("{text}"))
}

/// The numbers that a line reaches: the page, the words before it, the number.
fn reached(told: &Value) -> Vec<(u64, String, String)> {
    let numbers = told["numbers"].as_array().unwrap().iter();
    let printed = numbers.filter(|number| number["text"] != "").map(|number| {
        let place = &number["place"];
        let words = place["words"].as_str().unwrap();
        let at = usize::try_from(place["at"].as_u64().unwrap()).unwrap();
        let text = number["text"].as_str().unwrap();
        (place["page"].as_u64().unwrap(), words[..at].to_owned(), text.to_owned())
    });
    printed.collect()
}

/// Checks that a line of last year's file leads to the numbers that change with it, and that these lead back to it.
#[test]
fn a_line_of_last_years_file_leads_to_its_numbers_and_back() {
    let sandbox = Sandbox::reference().shortened();
    let report = format!("{REFERENCE}/2022");
    let file = format!("data/{REFERENCE}/2021.toml");
    let (line, amount) = (7, "407630346.85");
    let text = fs::read_to_string(sandbox.path(&file)).unwrap();
    assert!(text.lines().nth(line - 1).unwrap().contains(&format!("general = {amount}")));
    let from = format!("2021.toml:{line}");
    let ask = ["trace", &report, "--from", &from];
    let told = json(&said(&sandbox, &[&ask[..], &["--format", "json"]].concat()));
    assert_eq!(told["report"], report.as_str());
    assert_eq!(told["values"][0]["file"], file.as_str());
    assert_eq!(told["values"][0]["written"], amount);
    let before = reached(&told);
    let rate = before.iter().find(|(_, _, text)| text.ends_with('%'));
    let (page, _, rate) = rate.unwrap_or_else(|| panic!("{before:?}"));
    assert!(before.iter().all(|(page, _, _)| *page > 0), "{before:?}");

    let shown = said(&sandbox, &ask);
    assert!(shown.contains(&format!("印在 {} 处：", before.len())), "{shown}");
    for (page, words, text) in &before {
        let place = shown.lines().find(|line| {
            line.starts_with(&format!("  第 {page} 页 ")) && line.ends_with(&format!("：{text}"))
        });
        assert!(place.is_some() && shown.contains(words), "{page} {words}{text}\n{shown}");
    }

    let page = page.to_string();
    let back = ["trace", &report, "--page", &page, rate, "--format", "json"];
    let back = json(&said(&sandbox, &back));
    let lines: Vec<&Value> = back["figures"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|figure| figure["lines"].as_array().unwrap())
        .collect();
    let is_it = |at: &&Value| at["file"] == file.as_str() && at["line"] == line;
    assert!(lines.into_iter().any(|at| is_it(&at)), "{back}");

    // The line changed, each of the numbers is another, and nothing else that it reaches has gone.
    sandbox.replace(&file, &format!("general = {amount}"), "general = 307630346.85");
    let after = reached(&json(&said(&sandbox, &[&ask[..], &["--format", "json"]].concat())));
    assert_eq!(before.len(), after.len(), "{before:?}\n{after:?}");
    for (one, other) in before.iter().zip(&after) {
        assert_ne!(one.2, other.2, "{one:?} {other:?}");
    }
}

/// Checks that a share of what the unit wrote itself is told of both, and leads to both lines.
#[test]
fn a_share_of_a_written_total_is_told_of_it() {
    let sandbox = Sandbox::reference();
    sandbox.write_form("shanxi", &["totals"], &["other"]);
    let sandbox = sandbox.without_reports();
    let report = format!("{REFERENCE}/2022");
    let ask = ["trace", &report, "占本单位项目支出总额的100%"];
    let told = said(&sandbox, &ask);
    let formula = "200458179.41 ÷ data/fenyang-social-insurance/2022.toml:77 performance.project-total 200458179.41 × 100 = 100";
    assert!(told.contains(formula), "{told}");
    assert!(!told.contains("0 × "), "{told}");
    let json = json(&said(&sandbox, &[&ask[..], &["--format", "json"]].concat()));
    let lines = json["figures"][0]["lines"].as_array().unwrap();
    let fields: Vec<&str> = lines.iter().filter_map(|line| line["field"].as_str()).collect();
    assert!(fields.contains(&"performance.project-total") && fields.len() > 1, "{fields:?}");
}

/// A form of one table and one section, whose table leaves the row of what is nil out by what is printed of it.
fn with_row_left_out(rows: &str) -> Sandbox {
    let sandbox = Sandbox::reference();
    sandbox.write_form("shanxi", &["totals"], &["income"]);
    let sandbox = sandbox.without_reports();
    let table = format!(
        "#import \"/layouts/common/format.typ\": cell\n\
         #import \"/layouts/common/table.typ\": head, ruled-statement\n\
         #let statement(facts, form) = {{\n\
         let row(name, value) = if cell(value) == \"\" {{ () }} else {{ ((name, cell(value)),) }}\n\
         let total = facts.income.total\n\
         ruled-statement(facts, form, columns: (1fr, \"amount\"), align: (left, right),\n\
         header: (\"项目\", \"金额\").map(head), rows: {rows})\n}}\n"
    );
    sandbox.write("layouts/shanxi/statements/totals.typ", table.as_bytes());
    sandbox
}

/// Checks that a nil of which the pages have no cell is counted, and that a row that is left out before others, so that these
/// would be taken for it, is no form that can be traced.
#[test]
fn a_nil_without_a_cell_is_counted() {
    let report = format!("{REFERENCE}/2022");
    let trace = ["trace", &report, "经营收入0元", "--format", "json"];
    let fiscal = "row(\"财政\", total.fiscal)";
    let operating = "row(\"经营\", total.operating)";
    let cases = [
        (format!("{fiscal} + {operating}"), 1),
        (format!("{fiscal} + {operating} + {operating}"), 2),
    ];
    for (rows, left_out) in some(cases, 2) {
        let sandbox = with_row_left_out(&rows);
        let told = json(&said(&sandbox, &trace));
        assert_eq!(told["figures"][0]["left-out"], left_out, "{told}");
        assert_eq!(told["figures"][0]["places"].as_array().unwrap().len(), 1, "{told}");
        let shown = said(&sandbox, &trace[..3]);
        assert!(shown.contains(&format!("另有 {left_out} 格：现在为零")), "{shown}");
    }
    let blank = "((\"经营\", cell(total.operating)),)";
    let sandbox = with_row_left_out(&format!("{fiscal} + {blank}"));
    let told = json(&said(&sandbox, &trace));
    assert_eq!(told["figures"][0]["left-out"], 0, "{told}");
    assert_eq!(told["figures"][0]["places"].as_array().unwrap().len(), 2, "{told}");
    let sandbox = with_row_left_out(&format!("{operating} + {fiscal}"));
    let run = sandbox.run(&trace);
    assert_eq!(run.status(), 1, "{}", run.stdout());
    assert!(run.stderr().contains("[not-traceable]"), "{}", run.stderr());
}
