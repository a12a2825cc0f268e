//! Drafts of units without figures: what is missing is told and printed as 待补, and no figure that it would change is printed.

use std::fs;

use juesuan::engine::{Engine, Inspected, forget};
use juesuan::project::{Noted, Selected};

use crate::support::{REFERENCE, Sandbox, fonts, open, shown};

/// The income of the unit.
const INCOME: &str = "income = [{ code = \"2070104\", general = 123456.78 }]\n";

/// A project with a unit as `new` begins it, in a layout.
fn begun(layout: &str) -> Sandbox {
    let empty = Sandbox::empty();
    assert_eq!(empty.run(&["init", "p"]).status(), 0);
    let sandbox = Sandbox::of(&empty.path("p"));
    sandbox.replace("juesuan.toml", "layout = \"shanxi\"", &format!("layout = \"{layout}\""));
    let new = ["new", "museum", "--nature", "事业单位", "--name", "某县博物馆"];
    assert_eq!(sandbox.run(&new).status(), 0);
    sandbox
}

/// The lines of the draft of the unit that was begun.
fn draft(sandbox: &Sandbox) -> Vec<String> {
    draft_of(sandbox, "museum", 2024)
}

/// The lines of a draft.
fn draft_of(sandbox: &Sandbox, unit: &str, year: u16) -> Vec<String> {
    let project = open(sandbox.root());
    let selected = Selected { folder: unit.to_owned(), year };
    let (prepared, Noted { problems, mut sources }) = project.prepare_draft(&fonts(), &selected);
    let prepared = prepared.unwrap_or_else(|| panic!("{}", shown(&problems, &sources)));
    let laid_out = Engine::new(fonts()).lay_out(&prepared.folder, &mut sources);
    forget(0);
    match laid_out {
        Ok(laid_out) => Inspected::from(laid_out).lines(),
        Err(problems) => panic!("{}", shown(&problems, &sources)),
    }
}

/// The lines that hold a figure: an amount, a rate, nothing at all.
fn figures(lines: &[String]) -> Vec<&str> {
    let is_figure = |line: &&str| {
        let is_entry = line.contains("....");
        let has_decimals =
            line.split('.').skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        !is_entry
            && (has_decimals
                || line.contains('%')
                || line.contains("万元") && !line.contains("单位：")
                || *line == "0")
    };
    lines.iter().map(String::as_str).filter(is_figure).collect()
}

/// Whether a statement has nothing but its title and 待补.
fn is_blank(lines: &[String], title: &str) -> bool {
    let at = lines.iter().rposition(|line| line.ends_with(title));
    at.and_then(|at| lines.get(at + 1)).is_some_and(|next| next == "待补")
}

/// Checks that a unit as it was begun is refused, and that its draft says what is missing and prints no figure.
#[test]
fn a_unit_as_it_was_begun_has_a_draft_without_figures() {
    for layout in ["shanxi", "shanghai", "central"] {
        let sandbox = begun(layout);
        let run = sandbox.run(&["build", "museum"]);
        assert_eq!(run.status(), 1, "{layout}: {}", run.stderr());
        let pdfs = || fs::read_dir(sandbox.path("out/2024")).map_or(0, |entries| entries.count());
        assert_eq!(pdfs(), 0, "{layout}");
        let run = sandbox.run(&["build", "museum", "--draft"]);
        let told = run.stdout() + &run.stderr();
        assert_eq!((run.status(), pdfs()), (0, 1), "{layout}: {told}");
        for missing in ["income", "expenditure", "economic"] {
            assert!(told.contains(&format!("缺少必填的 {missing}")), "{layout}: {told}");
        }
        assert!(told.contains("没有 2023 年的数"), "{layout}: {told}");
        let lines = draft(&sandbox);
        assert_eq!(figures(&lines), [""; 0], "{layout}: {lines:#?}");
        for title in ["收入决算表", "支出决算表"] {
            assert!(is_blank(&lines, title), "{layout} {title}: {lines:#?}");
        }
        let blanks = lines.iter().filter(|line| *line == "待补").count();
        assert!(blanks >= 8, "{layout}: {lines:#?}");
        assert!(!lines.iter().any(|line| line.contains("没有发生") || line.contains("无此项")));
    }
}

/// Checks that what is whole is printed and that what is not, or not all of it, never is.
#[test]
fn what_is_whole_is_printed_and_nothing_else() {
    for layout in ["shanxi", "shanghai", "central"] {
        let sandbox = begun(layout);
        let file = "data/museum/2024.toml";
        let begun = fs::read_to_string(sandbox.path(file)).unwrap();
        sandbox.write(file, format!("{INCOME}{begun}").as_bytes());
        let lines = draft(&sandbox);
        assert!(!is_blank(&lines, "收入决算表") && is_blank(&lines, "支出决算表"), "{lines:#?}");
        let printed = figures(&lines);
        let is_income =
            |line: &&str| ["123456.78", "12.35"].contains(&line.replace(',', "").as_str());
        assert!(!printed.is_empty() && printed.iter().all(is_income), "{layout}: {printed:?}");
        // An amount of it is yet to be filled in.
        let open = INCOME.replace("}]", ", business = \"待补\" }]");
        sandbox.write(file, format!("{open}{begun}").as_bytes());
        let run = sandbox.run(&["build", "museum", "--draft"]);
        assert!(run.status() == 0 && run.stderr().contains("business"), "{}", run.stderr());
        let lines = draft(&sandbox);
        assert_eq!(figures(&lines), [""; 0], "{layout}: {lines:#?}");
        assert!(is_blank(&lines, "收入决算表"), "{layout}: {lines:#?}");
    }
}

/// Checks that a missing figure of a self-evaluation report is no figure of the draft either.
#[test]
fn a_self_evaluation_report_may_have_gaps() {
    let sandbox = Sandbox::reference().without_reports();
    let file = format!("data/{REFERENCE}/2022/02-企保工作经费.toml");
    let text = fs::read_to_string(sandbox.path(&file)).unwrap();
    let line = text.lines().find(|line| line.starts_with("execution-score")).unwrap();
    sandbox.replace(&file, line, "");
    assert_eq!(sandbox.run(&["build"]).status(), 1);
    let run = sandbox.run(&["build", "--draft"]);
    assert!(run.status() == 0 && run.stderr().contains("execution-score"), "{}", run.stderr());
    let lines = draft_of(&sandbox, REFERENCE, 2022);
    assert!(!is_blank(&lines, "收入决算表") && !is_blank(&lines, "三、支出决算表"), "{lines:#?}");
    assert!(is_blank(&lines, "收入支出决算总表"), "{lines:#?}");
    assert_eq!(lines.last().map(String::as_str), Some("待补"));
}

/// Checks that what is wrong, and not only missing, keeps a draft from being made.
#[test]
fn what_is_wrong_is_no_gap() {
    let sandbox = begun("shanxi");
    let file = "data/museum/2024.toml";
    let begun = fs::read_to_string(sandbox.path(file)).unwrap();
    for wrong in [
        "income = [{ code = \"2070104\", general = \"很多\" }]\n",
        "income = [{ code = \"9990104\", general = 1.00 }]\n",
        "incomes = []\n",
    ] {
        sandbox.write(file, format!("{wrong}{begun}").as_bytes());
        let run = sandbox.run(&["build", "museum", "--draft"]);
        assert_eq!(run.status(), 1, "{wrong}: {}", run.stderr());
    }
}
