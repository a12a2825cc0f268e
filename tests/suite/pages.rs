//! What a page looks like to its reader: titles broken between words, labels that stand again, one way of amounts, tails.

use juesuan::engine::{Inspected, LineOnPage};

use crate::support::{Sandbox, lay_out, repository, some};

/// The report of a case.
fn case(name: &str, unit: &str) -> Inspected {
    let sandbox = Sandbox::of(&repository().join("tests/cases").join(name));
    lay_out(sandbox.root(), unit, 2024)
}

/// Checks that long names are broken between words, and never beside a bracket.
#[test]
fn a_long_name_is_broken_between_words() {
    let sandbox = Sandbox::of(&repository().join("tests/cases/26-cover-breaks-at-bracket"));
    sandbox.replace("juesuan.toml", "layout = \"shanxi\"", "layout = \"mine\"");
    sandbox.write("layouts/mine/layout.toml", b"name = \"mine\"\nextends = \"shanxi\"\n");
    let cover = "#import \"/layouts/common/document.typ\": name-lines\n\
                 #let cover(facts) = page([#repr(name-lines(facts.unit.name, 12))])\n";
    sandbox.write("layouts/mine/cover.typ", cover.as_bytes());
    let lines = lay_out(sandbox.root(), "library", 2024).lines();
    let pieces: String = lines[0].chars().filter(|c| !c.is_whitespace()).collect();
    assert!(pieces.contains("[青岚县农业农村局],linebreak(),[（县畜牧兽医中心）]"), "{pieces}");
}

/// Checks that the groups of indicators are named again after a page break.
#[test]
fn groups_are_named_again_on_the_next_page() {
    let report = case("25-group-label-lost-at-page-break", "library");
    let named = report.lines().concat().matches("数量指标").count();
    assert_eq!(named, 2);
}

/// Checks that amounts are written in one way in all sentences.
#[test]
fn amounts_are_written_in_one_way() {
    let text = case("24-two-number-formats", "library").lines().concat();
    assert!(text.contains("年初预算1,250,000.00元，支出决算1,280,000.00元"), "{text}");
    assert!(!text.contains("1250000元") && !text.contains("1,250,000元"), "{text}");
}

/// Checks that tails are told of where amounts are converted, and only there.
#[test]
fn tails_are_told_of_where_amounts_are_converted() {
    let note = "本套报表金额单位转换时可能存在尾数误差。";
    let told = |name| case(name, "library").lines().concat().matches(note).count();
    assert_eq!(told("23-wan-yuan-tails"), 1);
    assert_eq!(told("24-two-number-formats"), 0);
}

/// Checks that the page number of an entry of the contents stands at the end of its last line, however long the title is.
#[test]
fn page_numbers_of_the_contents_stand_behind_their_titles() {
    let report = lay_out(&repository(), "putuo-finance", 2024);
    let lines = report.lines_on_pages();
    let contents: Vec<&LineOnPage> = lines.iter().filter(|line| line.page == 1).collect();
    assert!(contents.iter().any(|line| line.text.contains("情况说明")), "{contents:?}");
    let is_number = |text: &str| text.chars().all(|c| !c.is_alphabetic() || c.is_ascii_digit());
    for line in contents {
        let bare: String = line.text.chars().filter(|c| c.is_alphanumeric()).collect();
        assert!(bare.is_empty() || !is_number(&bare), "a number alone: {}", line.text);
    }
}

/// Checks that words that only say that nothing much changed are not printed as a cause.
#[test]
fn what_says_that_nothing_changed_is_no_cause() {
    let root = repository().join("tests/projects/clean-more");
    for unit in some(["water-bureau", "water-office", "subdistrict-office"], 3) {
        let text = lay_out(&root, unit, 2024).lines().concat();
        for cause in ["原因是与", "原因：与", "原因是：与", "原因是同", "原因是基本"]
        {
            assert!(!text.contains(cause), "{unit}: {cause}");
        }
    }
    let text = lay_out(&root, "water-bureau", 2024).lines().concat();
    assert!(text.contains("决算数与年初预算基本持平。"), "{text}");
}

/// The lines of the pages of running text: those most lines of which begin at the margin or are indented.
fn running_text(report: &Inspected, left: f64) -> Vec<LineOnPage> {
    let lines = report.lines_on_pages();
    let pages = lines.last().map_or(0, |line| line.page + 1);
    let flush = |line: &LineOnPage| {
        let indent = line.span.0 - left;
        line.text.starts_with('—') || indent.abs() < 1.0 || (20.0..34.0).contains(&indent)
    };
    (0..pages)
        .map(|page| lines.iter().filter(move |line| line.page == page).collect::<Vec<_>>())
        .filter(|lines| lines.iter().filter(|line| flush(line)).count() * 4 > lines.len() * 3)
        .flat_map(|lines| lines.into_iter().cloned())
        .collect()
}

/// The lines that go on from the one before with a single character.
fn single(lines: &[LineOnPage], left: f64) -> Vec<&LineOnPage> {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let goes_on = |line: &&LineOnPage| (line.span.0 - left).abs() < 1.0;
    lines.iter().filter(goes_on).filter(|line| letters(&line.text) < 2).collect()
}

/// Checks that no paragraph ends with a line of a single character, in the built-in layouts.
#[test]
fn a_single_character_makes_no_line() {
    let reports = [
        ("tests/projects/everything", "qingyu-affairs", 2022, 89.6),
        ("tests/projects/branches", "managed", 2022, 89.6),
        ("tests/projects/branches-shanghai", "increase", 2024, 90.0),
    ];
    for (project, unit, year, left) in reports {
        let report = lay_out(&repository().join(project), unit, year);
        let lines = running_text(&report, left);
        assert!(lines.len() > 100, "{project}: {}", lines.len());
        assert_eq!(single(&lines, left), Vec::<&LineOnPage>::new(), "{project}");
    }
}

/// Checks that long names and reasons of any length leave no single character behind.
#[test]
fn an_ending_of_any_length_leaves_no_single_character() {
    let sandbox = Sandbox::of(&repository().join("tests/cases/00-base-clean"));
    for length in some(20..56, 9) {
        let words = "公共图书馆免费开放和馆藏文献保护经费增加较多".chars().cycle();
        let reason: String = words.take(length).collect();
        let path = sandbox.path("data/library/2024.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        let line = text.lines().find(|line| line.starts_with("general = ")).unwrap().to_owned();
        sandbox.replace("data/library/2024.toml", &line, &format!("general = \"{reason}\""));
        let report = lay_out(sandbox.root(), "library", 2024);
        let lines = running_text(&report, 89.6);
        let text: String = lines.iter().map(|line| line.text.as_str()).collect();
        assert!(text.contains(&reason), "{length}: {text}");
        assert_eq!(single(&lines, 89.6), Vec::<&LineOnPage>::new(), "{length}");
    }
}

/// Checks the setting of the guide for GB/T 9704: 22 lines of 28 characters.
#[test]
fn a_page_holds_twenty_two_lines_of_twenty_eight_characters() {
    let guide = std::fs::read_to_string(repository().join("docs/layouts.md")).unwrap();
    let start = guide.find("    [page]\n    size = 15.75").unwrap();
    let block: String = guide[start..]
        .lines()
        .take_while(|line| line.starts_with("    "))
        .fold(String::new(), |block, line| block + line.trim() + "\n");
    let sandbox = Sandbox::of(&repository().join("tests/projects/everything"));
    sandbox.replace("juesuan.toml", "layout = \"shanxi\"", "layout = \"mine\"");
    let settings = format!("name = \"mine\"\nextends = \"shanxi\"\n{block}");
    sandbox.write("layouts/mine/layout.toml", settings.as_bytes());
    let lines = running_text(&lay_out(sandbox.root(), "qingyu-affairs", 2022), 2.8 / 2.54 * 72.0);
    let pages = lines.chunk_by(|one, two| one.page == two.page);
    // A page of nothing but text: line after line at the same distance, then the page number.
    let even = |page: &&[LineOnPage]| {
        let steps = page.windows(2).map(|pair| pair[1].baseline - pair[0].baseline);
        steps.take(page.len() - 2).all(|step| (step - 28.9).abs() < 0.1)
    };
    let pages: Vec<&[LineOnPage]> = pages.filter(even).collect();
    assert_eq!(pages.iter().map(|page| page.len() - 1).max(), Some(22));
    let lines = pages.concat();
    let letters = |line: &LineOnPage| {
        let wide = line.text.chars().all(|c| c > '\u{2000}');
        if wide { line.text.chars().filter(|c| c.is_alphanumeric()).count() } else { 0 }
    };
    assert!(lines.iter().map(letters).max() <= Some(28));
    assert!(lines.iter().any(|line| letters(line) >= 25 && line.text.chars().count() == 28));
    let width = |line: &LineOnPage| line.span.1 - 2.8 / 2.54 * 72.0;
    let right = lines.iter().map(width).fold(0.0, f64::max);
    assert!((right - 28.0 * 15.75).abs() < 15.75 / 2.0, "{right}");
}

/// Checks that page numbers stand outside where the form says so: odd ones to the right, even ones to the left.
#[test]
fn page_numbers_stand_outside() {
    let sandbox = Sandbox::of(&repository().join("tests/cases/00-base-clean"));
    let mine = "layout = \"mine\"";
    for (outside, left, right) in [("true", true, true), ("false", false, false)] {
        sandbox.replace("juesuan.toml", "layout = \"shanxi\"", mine);
        let settings = format!(
            "name = \"mine\"\nextends = \"shanxi\"\n[page]\npage-number-outside = {outside}\n"
        );
        sandbox.write("layouts/mine/layout.toml", settings.as_bytes());
        let lines = lay_out(sandbox.root(), "library", 2024).lines_on_pages();
        let place = |number: &str| lines.iter().find(|line| line.text == number).unwrap().span;
        assert_eq!(place("— 1 —").1 > 450.0, right, "{outside}");
        assert_eq!(place("— 2 —").0 < 100.0, left, "{outside}");
        sandbox.replace("juesuan.toml", mine, "layout = \"shanxi\"");
    }
}

/// Checks that the units of a department are listed once, where its own words have listed them all.
#[test]
fn units_that_the_words_list_are_not_listed_again() {
    let project = repository().join("tests/projects/clean-more");
    let text = lay_out(&project, "water-bureau", 2024).lines().concat();
    assert_eq!(text.matches("桐岩县东渠灌区服务中心、").count(), 1, "{text}");
    let text = lay_out(&repository().join("tests/projects/department"), "education", 2024).lines();
    let listed =
        text.iter().filter(|line| line.starts_with("纳入决算编制范围的单位有5个：")).count();
    assert_eq!(listed, 1, "{text:?}");
}

/// Checks that the number of an official document is not torn.
#[test]
fn the_number_of_a_document_is_not_torn() {
    let report = lay_out(&repository().join("tests/projects/everything"), "qingyu-affairs", 2022);
    let lines = report.lines_on_pages();
    for number in ["〔2023〕7号", "〔2022〕15号"] {
        assert!(lines.iter().any(|line| line.text.contains(number)), "{number}");
    }
    assert!(!lines.iter().any(|line| line.text.ends_with('〕')));
}

/// Checks that the sources of funds keep a column that can be read beside amounts of ten digits.
#[test]
fn sources_of_funds_have_room_beside_long_amounts() {
    let report = lay_out(&repository().join("tests/projects/everything"), "qingyu-affairs", 2022);
    let lines = report.lines_on_pages();
    assert!(lines.iter().any(|line| line.text.contains("中央财政资金")), "{lines:#?}");
}
