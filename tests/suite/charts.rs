//! The charts that a layout may show, by what is read out in their place.

use crate::support::{REFERENCE, Sandbox, is_long, lay_out, repository};

/// Settings of a layout that shows every chart that another one has.
const ALL: &str = "[charts]\nincome = \"pie\"\nexpenditure = \"bar\"\ngeneral = \"pie\"\n\
                   years = true\nbudget = true\nthree-public = true\n";

/// A project of which one unit has a layout that shows every chart.
fn project(name: &str, below: &str) -> Sandbox {
    let sandbox = Sandbox::of(&repository().join("tests/projects").join(name));
    let layout = format!("name = \"charts\"\nextends = \"{below}\"\n{ALL}");
    sandbox.write("layouts/charts/layout.toml", layout.as_bytes());
    let layout = format!("layout = \"{below}\"");
    sandbox.replace("juesuan.toml", &layout, "layout = \"charts\"");
    sandbox
}

/// Checks that every chart of both layouts says its numbers, which are those of the sentences.
#[test]
fn every_chart_says_its_numbers() {
    let mut all = String::new();
    for (name, below, unit, year) in [
        ("department", "shanxi", "education", 2024),
        ("branches-shanghai", "shanghai", "increase", 2024),
    ] {
        let sandbox = project(name, below);
        let charts = lay_out(sandbox.root(), unit, year).charts();
        assert_eq!(charts.len(), 6, "{charts:#?}");
        all.push_str(&format!("## {below}\n\n{}\n\n", charts.join("\n")));
    }
    insta::assert_snapshot!(all);
}

/// Checks that a report with charts is a valid PDF/A and PDF/UA file, and that there are none where nobody wants any.
#[test]
fn charts_are_only_where_they_are_wanted() {
    let sandbox = project("department", "shanxi");
    assert_eq!(sandbox.run(&["build", "education"]).status(), 0);
    sandbox.replace("layouts/charts/layout.toml", ALL, "");
    assert!(lay_out(sandbox.root(), "education", 2024).charts().is_empty());
}

/// Checks that three-public expense is shown for the years that there are files of, and a broken file is left out.
#[test]
fn earlier_years_are_shown_where_they_are_known() {
    if !is_long() {
        return;
    }
    let sandbox = Sandbox::reference();
    let layout = "name = \"charts\"\nextends = \"shanxi\"\nparts = [\"narrative\"]\n[charts]\nthree-public = true\n";
    sandbox.write("layouts/charts/layout.toml", layout.as_bytes());
    sandbox.replace("juesuan.toml", "layout = \"shanxi\"", "layout = \"charts\"");
    let charts = || lay_out(sandbox.root(), REFERENCE, 2022).charts();
    assert!(charts().is_empty(), "nothing was ever spent");
    let early = format!("data/{REFERENCE}/2019.toml");
    let year = "year = 2019\ncomparison-only = true\n\
                income = [{ code = \"208\", general = 5000.00 }]\n\
                expenditure = [{ code = \"208\", fund = \"general\", amount = 5000.00 }]\n\
                [three-public]\nabroad = 0\nvehicle-purchase = 0\nvehicle-operation = 3000.00\nreception = 0\n";
    assert_eq!(sandbox.run(&["build"]).status(), 0);
    sandbox.write(&early, year.as_bytes());
    let drawn =
        "2019—2022年度“三公”经费支出。公务用车运行维护费：2019年3,000.00元，2021年0元，2022年0元。";
    assert_eq!(charts(), [drawn]);
    let run = sandbox.run(&["build"]);
    assert!(run.stdout().contains("已生成 1"), "{}", run.stdout());
    sandbox.replace(&early, "3000.00", "3,000");
    let run = sandbox.run(&["build"]);
    let warning = "earlier-year-unused]: 历年图里没有 2019 年度";
    assert!(run.stderr().contains(warning), "{}", run.stderr());
    assert!(charts().is_empty());
}
