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
    for unit in ["water-bureau", "water-office", "subdistrict-office"] {
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

/// How wide some words are in letters: digits and Latin letters half of one, points and commas a quarter, a sign at the end
/// half of one.
fn letters_wide(text: &str) -> f64 {
    let wide = |c: char| match c {
        '.' | ',' => 0.25,
        c if c.is_ascii() => 0.5,
        _ => 1.0,
    };
    let sign = if text.ends_with(['，', '。', '；', '：', '、', '）', '”', '》']) {
        0.5
    } else {
        0.0
    };
    text.chars().map(wide).sum::<f64>() - sign
}

/// Checks that no line is spread out because what follows it is kept together: what would be more than two letters of room is
/// left at its end. A word of Latin letters, a list of which the next name is long and the like leave more.
#[test]
fn lines_are_not_spread_out() {
    let reports = [
        ("tests/projects/everything", "qingyu-affairs", 2022),
        ("tests/projects/branches", "managed", 2022),
        ("tests/projects/clean-more", "water-inspection", 2024),
    ];
    let (left, right, size) = (89.6, 595.3 - 89.6, 16.0);
    for (project, unit, year) in some(reports, 3) {
        let report = lay_out(&repository().join(project), unit, year);
        let lines = running_text(&report, left);
        let mut full = 0;
        for pair in lines.windows(2) {
            let [line, next] = pair else { continue };
            let latin = next.text.starts_with(|c: char| c.is_ascii_alphabetic());
            if (line.span.1 - right).abs() > 9.0 || line.text.contains("...") || latin {
                continue;
            }
            full += 1;
            let room = (line.span.1 - line.span.0) / size - letters_wide(line.text.trim());
            assert!(room < 2.1, "{project}: {room} letters in {}", line.text);
        }
        assert!(full > 100, "{project}: {full}");
    }
}

/// A small report whose words are others.
fn with_words(change: impl Fn(&Sandbox)) -> Inspected {
    let sandbox = Sandbox::of(&repository().join("tests/cases/25-group-label-lost-at-page-break"));
    change(&sandbox);
    lay_out(sandbox.root(), "library", 2024)
}

/// The only report of self-evaluation of the small one.
fn evaluation(sandbox: &Sandbox) -> String {
    let folder = sandbox.path("data/library/2024");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name());
    let names: Vec<String> = files.map(|name| name.into_string().unwrap()).collect();
    assert_eq!(names.len(), 1, "{names:?}");
    format!("data/library/2024/{}", names[0])
}

/// Sets a text of the report of self-evaluation.
fn set(sandbox: &Sandbox, key: &str, words: &str) {
    let path = evaluation(sandbox);
    let text = std::fs::read_to_string(sandbox.path(&path)).unwrap();
    let start = format!("{key} = ");
    let lines = text.lines().filter(|line| !line.starts_with(&start));
    let text = lines.collect::<Vec<_>>().join("\n");
    let (before, after) = text.split_once("\nindicators").unwrap();
    let text = format!("{before}\n{key} = \"\"\"\n{words}\n\"\"\"\n\nindicators{after}\n");
    sandbox.write(&path, text.as_bytes());
}

/// Checks that a range of numbers is kept in one line, wherever in the line it comes.
#[test]
fn a_line_begins_with_no_dash() {
    for before in some(12..32, 5) {
        let words: String = "城区老年人和儿童公共文化服务".chars().cycle().take(before).collect();
        let report = with_words(|sandbox| set(sandbox, "plan", &format!("{words}0—36个月儿童。")));
        let lines = report.lines_on_pages();
        assert!(lines.iter().any(|line| line.text.contains("0—36个")), "{before}");
        let dashes = lines.iter().filter(|line| line.text.starts_with('—'));
        let other: Vec<&LineOnPage> = dashes.filter(|line| !line.text.starts_with("— ")).collect();
        assert!(other.is_empty(), "{before}: {other:?}");
    }
}

/// Checks that words that end without a sign get their full stop where they are a sentence, and that titles, labels and
/// what is ended get none.
#[test]
fn a_sentence_without_a_full_stop_gets_one() {
    let printed = |words: &str| {
        let report = with_words(|sandbox| set(sandbox, "plan", words));
        let lines = report.lines();
        let at = lines.iter().position(|line| line.contains("项目实施计划")).unwrap();
        lines[at + 1..].iter().take(words.lines().count()).cloned().collect::<Vec<_>>()
    };
    for (words, last) in [
        ("一季度完成采购，二季度完成验收", "一季度完成采购，二季度完成验收。"),
        ("按照《关于做好免费开放工作的通知》（岚财社〔2024〕23号）", "（岚财社〔2024〕23号）。"),
        ("全年开展讲座45场，满意度达到95%", "满意度达到95%。"),
        ("一季度完成采购，二季度完成验收。", "验收。"),
        ("各季度的安排是：", "各季度的安排是："),
        ("他说：“一季度完成采购，二季度完成验收。”", "验收。”"),
        ("一、采购\n二、验收", "二、验收"),
    ] {
        let lines = printed(words);
        assert!(lines.last().unwrap().ends_with(last), "{words}: {lines:?}");
    }
    let lines = printed("一、完成采购，完成验收\n二季度完成验收，三季度结算");
    assert!(lines[0].ends_with("完成验收") && lines[1].ends_with("结算。"), "{lines:?}");
    let basis = with_words(|sandbox| set(sandbox, "basis", "国办发〔2024〕23号")).lines();
    assert!(basis.iter().any(|line| line.ends_with("立项依据：国办发〔2024〕23号。")), "{basis:?}");
}

/// Checks that a title that the unit wrote itself never stands at the foot of a page.
#[test]
fn a_title_of_ones_own_stands_with_what_follows() {
    for lines in some(30..40, 4) {
        let filler = "一季度完成采购。\n".repeat(lines);
        let words = format!("{filler}其二，后续安排\n二季度完成验收。");
        let report = with_words(|sandbox| set(sandbox, "plan", &words));
        let lines = report.lines_on_pages();
        let page = |words: &str| {
            let line = lines.iter().rev().find(|line| line.text.contains(words));
            line.unwrap_or_else(|| panic!("{words}")).page
        };
        assert_eq!(page("其二，后续安排"), page("二季度完成验收"));
    }
}

/// Checks that in the table of indicators numbers stand with their units, names of groups are broken between words and a
/// score of four digits keeps off the rules.
#[test]
fn cells_of_indicators_are_broken_between_words() {
    let report = with_words(|sandbox| {
        let path = evaluation(sandbox);
        let text = std::fs::read_to_string(sandbox.path(&path)).unwrap();
        let (before, _) = text.split_once("\nindicators").unwrap();
        let row = |one: &str, two: &str, initial: &str, deviation: &str| {
            format!(
                "  {{ level-one = \"{one}\", level-two = \"{two}\", name = \"设施完好\", initial = \"{initial}\", \
                 actual = \"4000人—5000人村\", weight = 15, score = 13.33{deviation} }},\n"
            )
        };
        let deviation = ", deviation = \"设备于2024年8月下旬才全部投入使用，实际运行只有四个月，按月均检查量测算可以完成全年目标任务。\"";
        let rows = [
            row("产出指标", "数量指标", "≤583.7万元", deviation),
            row("效益指标", "经济效益指标", "≥50万公斤", deviation),
            row("效益指标", "社会效益指标", "2024年11月30日前", deviation),
            row("满意度指标", "服务对象满意度指标", "≥90%", deviation),
        ]
        .concat();
        sandbox.write(&path, format!("{before}\nindicators = [\n{rows}]\n").as_bytes());
    });
    let lines = report.lines_on_pages();
    let has = |text: &str| lines.iter().any(|line| line.text.contains(text));
    for whole in ["≤583.7万元", "≥50万公斤", "30日前", "4000人—", "社会效益", "服务对象", "满意度"]
    {
        assert!(has(whole), "{whole}: {lines:#?}");
    }
    assert!(!lines.iter().any(|line| line.text.trim() == "标" || line.text.starts_with('标')));
    let score = lines.iter().filter(|line| line.text.trim() == "13.33").collect::<Vec<_>>();
    assert_eq!(score.len(), 4, "{lines:#?}");
    let tall = lines.iter().filter(|line| line.text.contains("设备于")).count();
    assert_eq!(tall, 4);
}

/// Checks that the leader of an entry of the contents is at least two letters long, however long the title is.
#[test]
fn entries_of_the_contents_have_leaders() {
    for layout in ["shanghai", "shanxi"] {
        let sandbox = Sandbox::of(&repository().join("tests/cases/00-base-clean"));
        sandbox.replace("juesuan.toml", "layout = \"shanxi\"", "layout = \"mine\"");
        for length in some(17..30, 6) {
            let title: String =
                "某某年度全区各单位收入支出决算情况总的说明".chars().cycle().take(length).collect();
            let settings = format!(
                "name = \"mine\"\nextends = \"{layout}\"\n[statement.totals]\ntitle = \"{title}\"\n"
            );
            sandbox.write("layouts/mine/layout.toml", settings.as_bytes());
            let lines = lay_out(sandbox.root(), "library", 2024).lines_on_pages();
            let contents: Vec<&LineOnPage> = lines.iter().filter(|line| line.page == 1).collect();
            let tail: String = title.chars().skip(length - 3).collect();
            let entry = contents.iter().find(|line| line.text.contains(&tail));
            let entry = entry.unwrap_or_else(|| panic!("{layout} {length}: {contents:#?}"));
            assert!(entry.text.matches('.').count() >= 3, "{layout} {length}: {}", entry.text);
        }
    }
}
