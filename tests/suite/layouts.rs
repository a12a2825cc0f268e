//! Layouts that take over another, and their settings.

use std::fs;
use std::path::Path;

use juesuan::engine::{Engine, Inspected};
use juesuan::layout::Folder;
use juesuan::problem::Sources;

use crate::support::{
    REFERENCE, Sandbox, assert_shown, fonts, is_whole, lay_out, repository, some, some_shown,
};

/// The settings of a layout that takes over the Shanxi one.
const MINE: &str = "name = \"mine\"\nextends = \"shanxi\"\ntitle = \"我的版式\"\n";
/// A file of it that adds a note to what the layout below says.
const NOTED: &str = "#import \"/layouts/shanxi/narrative/income.typ\" as below\n\
                     #import \"/layouts/shanxi/narrative/income.typ\": items-of\n\
                     #let section(facts, order) = {\n  below.section(facts, order)\n  [注：收入以元列示。]\n}\n";

/// The reference project with the layout `mine`.
fn project() -> Sandbox {
    let sandbox = Sandbox::reference().without_reports();
    sandbox.replace("juesuan.toml", "layout = \"shanxi\"", "layout = \"mine\"");
    sandbox.write("layouts/mine/layout.toml", MINE.as_bytes());
    sandbox
}

/// The lines of the reference report of a project.
fn lines(sandbox: &Sandbox) -> Vec<String> {
    lay_out(sandbox.root(), REFERENCE, 2022).lines()
}

/// Checks that a layout without files of its own gives what the one below gives.
#[test]
fn a_layout_takes_over_everything() {
    assert_eq!(lines(&project()), lines(&Sandbox::reference().without_reports()));
}

/// Checks that one file is replaced where the files taken over use it, and that it can use the one it replaces.
#[test]
fn a_single_file_is_replaced() {
    let sandbox = project();
    sandbox.write("layouts/mine/narrative/income.typ", NOTED.as_bytes());
    let (noted, plain) = (lines(&sandbox), lines(&Sandbox::reference().without_reports()));
    assert_eq!(noted.len(), plain.len() + 1);
    let note = noted.iter().position(|line| line == "注：收入以元列示。").unwrap();
    assert_eq!(noted[note - 1], plain[note - 1]);
}

/// Checks that a third layout takes over what the second replaced, and that a project's own file of the layout at the
/// bottom reaches both.
#[test]
fn layouts_stand_on_one_another() {
    let sandbox = project();
    sandbox.write("layouts/mine/narrative/income.typ", NOTED.as_bytes());
    sandbox.replace("juesuan.toml", "layout = \"mine\"", "layout = \"third\"");
    let third =
        MINE.replace("\"shanxi\"", "\"mine\"").replace("name = \"mine\"", "name = \"third\"");
    sandbox.write("layouts/third/layout.toml", third.as_bytes());
    sandbox.write(
        "layouts/third/narrative/fiscal.typ",
        "#let section(facts, order) = [第四节换掉了。]".as_bytes(),
    );
    sandbox
        .write("layouts/shanxi/parts/glossary.typ", "#let part(facts) = [名词都懂。]".as_bytes());
    let lines = lines(&sandbox);
    for line in ["注：收入以元列示。", "第四节换掉了。", "名词都懂。"] {
        assert!(lines.iter().any(|found| found == line), "{line}");
    }
}

/// Checks that settings are taken over table by table, and lists as a whole.
#[test]
fn single_settings_are_replaced() {
    let sandbox = project();
    let below = fs::read_to_string(repository().join("layouts/shanxi/layout.toml")).unwrap();
    let (_, classes) = below.split_once("classes = [").unwrap();
    let (classes, _) = classes.split_once(']').unwrap();
    let classes = classes.replace("\"202\", ", "");
    let own = format!("{MINE}classes = [{classes}]\n[fonts]\nbody = [\"没有的字体\"]\n");
    sandbox.write("layouts/mine/layout.toml", own.as_bytes());
    let errors = sandbox.run(&["build"]).stderr();
    assert!(errors.contains("没有的字体"), "{errors}");
    assert!(!errors.contains("一级标题"), "{errors}");
    let own = own.replace("没有的字体", "Noto Serif SC");
    sandbox.write("layouts/mine/layout.toml", own.as_bytes());
    let text = lines(&sandbox).join("\n");
    assert!(text.contains("社会保障和就业支出"), "{text}");
    assert!(!text.contains("外交支出"), "{text}");
}

/// Checks that the folder of `facts --write` has the layout with all its files, and can be set as it is.
#[test]
fn a_written_folder_has_the_whole_chain() {
    let sandbox = project();
    sandbox.write("layouts/mine/narrative/income.typ", NOTED.as_bytes());
    let run = sandbox.run(&["facts", REFERENCE, "--write", "写出"]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    let written = sandbox.path("写出");
    assert!(written.join("layouts/mine/report.typ").is_file());
    assert!(written.join("layouts/shanxi/narrative/income.typ").is_file());
    let mut folder = Folder::default();
    read_folder(&written, "", &mut folder);
    let laid_out = Engine::new(fonts()).lay_out(&folder, &mut Sources::default()).unwrap();
    assert_eq!(Inspected::from(laid_out).lines(), lines(&sandbox));
}

/// Reads all files below a folder but the fonts.
fn read_folder(folder: &Path, below: &str, found: &mut Folder) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{below}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            read_folder(&entry.path(), &format!("{path}/"), found);
        } else if !path.starts_with("fonts/") {
            found.0.insert(path, fs::read(entry.path()).unwrap());
        }
    }
}

/// Checks that a change in any layout of the chain, and only such a change, has the report made again.
#[test]
fn a_change_anywhere_in_the_chain_is_noticed() {
    let sandbox = project();
    let built = |sandbox: &Sandbox| {
        let run = sandbox.run(&["build"]);
        assert_eq!(run.status(), 0, "{}", run.stderr());
        run.stdout().contains("已生成 1")
    };
    assert!(built(&sandbox));
    assert!(!built(&sandbox));
    let cover = fs::read(repository().join("layouts/shanxi/cover.typ")).unwrap();
    let paths = ["layouts/mine/cover.typ", "layouts/shanxi/cover.typ", "layouts/common/more.typ"];
    for path in some(paths, 2) {
        sandbox.write(path, &[&cover[..], b"\n// ", path.as_bytes()].concat());
        assert!(built(&sandbox), "{path}");
        assert!(!built(&sandbox), "{path}");
    }
    sandbox.replace("layouts/mine/layout.toml", "我的版式", "我们的版式");
    assert!(built(&sandbox));
    sandbox.write("layouts/other/layout.toml", MINE.replace("mine", "other").as_bytes());
    assert!(!built(&sandbox));
}

/// Checks that no layout of the program imports its own files by an absolute path: in a layout that takes it over, that
/// would be the file below and not the one in its place.
#[test]
fn built_in_layouts_import_their_own_files_by_relative_paths() {
    for layout in fs::read_dir(repository().join("layouts")).unwrap() {
        let layout = layout.unwrap().path();
        let name = layout.file_name().unwrap().to_str().unwrap().to_owned();
        let mut files = Folder::default();
        read_folder(&layout, "", &mut files);
        for (path, text) in files.0.iter().filter(|_| name != "common") {
            let text = String::from_utf8_lossy(text);
            assert!(!text.contains(&format!("\"/layouts/{name}/")), "{name}/{path}");
        }
    }
}

/// A layout's settings: what is wrong with them, and the text.
const WRONG: &[(&str, &str)] = &[
    (
        "extends a layout that is not there",
        "name = \"mine\"\nextends = \"shanxy\"\ntitle = \"我的\"\n",
    ),
    ("extends itself", "name = \"mine\"\nextends = \"mine\"\n"),
    ("extends one that extends it", "name = \"mine\"\nextends = \"other\"\n"),
    ("extends a number", "name = \"mine\"\nextends = 3\ntitle = \"我的\"\n"),
    ("another name", "name = \"min\"\nextends = \"shanxi\"\n"),
    ("no name", "extends = \"shanxi\"\n"),
    ("nothing to stand on", "name = \"mine\"\ntitle = \"我的\"\n"),
    ("a misspelt setting", "name = \"mine\"\nextends = \"shanxi\"\naccount-levle = \"item\"\n"),
    (
        "a setting without a choice",
        "name = \"mine\"\nextends = \"shanxi\"\naccount-level = \"款\"\n",
    ),
    ("a misspelt role", "name = \"mine\"\nextends = \"shanxi\"\n[fonts]\nboddy = [\"FangSong\"]\n"),
    (
        "years the wrong way round",
        "name = \"mine\"\nextends = \"shanxi\"\nyears = { from = 2024, to = 2021 }\n",
    ),
    (
        "a font that is no list",
        "name = \"mine\"\nextends = \"shanxi\"\n[fonts]\nbody = \"FangSong\"\n",
    ),
    (
        "a misspelt statement",
        "name = \"mine\"\nextends = \"shanxi\"\nstatements = [\"totals\", \"incom\"]\n",
    ),
    (
        "a section twice",
        "name = \"mine\"\nextends = \"shanxi\"\nsections = [\"totals\", \"income\", \"totals\"]\n",
    ),
    ("sections that are no list", "name = \"mine\"\nextends = \"shanxi\"\nsections = \"totals\"\n"),
    (
        "sections after a table",
        "name = \"mine\"\nextends = \"shanxi\"\n[rates]\ndigits = 1\nsections = [\"totals\"]\n",
    ),
    (
        "an unknown unit of amounts",
        "name = \"mine\"\nextends = \"shanxi\"\n[amounts]\nunit = \"千元\"\n",
    ),
    ("too many decimals", "name = \"mine\"\nextends = \"shanxi\"\n[amounts]\ndigits = 9\n"),
    (
        "an unknown zero",
        "name = \"mine\"\nextends = \"shanxi\"\n[amounts]\ntables = { zero = \"-\" }\n",
    ),
    (
        "nothing in a sentence",
        "name = \"mine\"\nextends = \"shanxi\"\n[amounts]\ntext = { zero = \"blank\" }\n",
    ),
    (
        "words where yes or no belongs",
        "name = \"mine\"\nextends = \"shanxi\"\n[amounts]\ntext = { separators = \"是\" }\n",
    ),
    (
        "a margin as wide as the page",
        "name = \"mine\"\nextends = \"shanxi\"\n[page]\nmargins = { left = 20 }\n",
    ),
    (
        "lines closer than letters",
        "name = \"mine\"\nextends = \"shanxi\"\n[page]\nsize = 16\nline-spacing = 12\n",
    ),
    (
        "a page number without a number",
        "name = \"mine\"\nextends = \"shanxi\"\n[page]\npage-number = \"第页\"\n",
    ),
    (
        "an omission of what need not be disclosed",
        "name = \"mine\"\nextends = \"shanxi\"\n[omits]\nstatements = { statistics = \"没有\" }\n",
    ),
    (
        "a misspelt omission",
        "name = \"mine\"\nextends = \"shanxi\"\n[omits]\nsections = { incom = \"并入总体情况\" }\n",
    ),
    (
        "an omission without a reason",
        "name = \"mine\"\nextends = \"shanxi\"\nsections = [\"totals\"]\n[omits]\nsections = { income = \" \" }\n",
    ),
    (
        "an omission of what is printed",
        "name = \"mine\"\nextends = \"shanxi\"\n[omits]\nsections = { income = \"并入总体情况\" }\n",
    ),
    ("omissions that are a list", "name = \"mine\"\nextends = \"shanxi\"\nomits = [\"income\"]\n"),
    (
        "a placeholder that is none",
        "name = \"mine\"\nextends = \"shanxi\"\n[statement.income]\nnotes = [\"注：{单位名称}的收入\"]\n",
    ),
    (
        "a placeholder left open",
        "name = \"mine\"\nextends = \"shanxi\"\n[tables]\nlabel = \"公开{序号表\"\n",
    ),
    (
        "a misspelt field of a statement",
        "name = \"mine\"\nextends = \"shanxi\"\n[statement.income]\ntitel = \"收入表\"\n",
    ),
    (
        "a statement that is not listed",
        "name = \"mine\"\nextends = \"shanxi\"\n[statement.incom]\ntitle = \"收入表\"\n",
    ),
    (
        "a part that is not there",
        "name = \"mine\"\nextends = \"shanxi\"\nparts = [\"profile\", \"narative\"]\n",
    ),
    (
        "a part without a title",
        "name = \"mine\"\nextends = \"shanghai\"\nparts = [\"narrative\", \"attachments\"]\n",
    ),
    (
        "a heading without the title",
        "name = \"mine\"\nextends = \"shanxi\"\npart-heading = \"第{序号}部分\"\n",
    ),
    (
        "a heading with the number of a statement",
        "name = \"mine\"\nextends = \"shanxi\"\n[part.narrative]\ntitle = \"{序号}情况说明\"\n",
    ),
    ("a layout for a later program", "name = \"mine\"\nextends = \"shanxi\"\nfacts-format = 99\n"),
    (
        "a format that is no number",
        "name = \"mine\"\nextends = \"shanxi\"\nfacts-format = \"二\"\n",
    ),
    (
        "an unknown chart",
        "name = \"mine\"\nextends = \"shanxi\"\n[charts]\nincome = \"圆\"\nprior = true\n",
    ),
    ("not TOML", "name = \"mine\"\nextends = shanxi\n"),
];

/// Shows what is said of every mistake in a layout's settings.
#[test]
fn mistakes_in_settings_are_explained() {
    let mut gallery = String::new();
    for (what, text) in some_shown(WRONG, 6) {
        let sandbox = project();
        sandbox.write("layouts/mine/layout.toml", text.as_bytes());
        sandbox.write("layouts/other/layout.toml", b"name = \"other\"\nextends = \"mine\"\n");
        let run = sandbox.run(&["build"]);
        assert_eq!(run.status(), 1, "{what}: {}", run.stderr());
        assert!(run.stderr().contains("layout.toml:"), "{what}: {}", run.stderr());
        gallery.push_str(&format!("## {what}\n\n{}\n", run.stderr().trim_end()));
    }
    if !is_whole() {
        return assert_shown("layouts__mistakes_in_settings_are_explained", &gallery);
    }
    insta::assert_snapshot!(gallery);
}

/// Checks that units, digits, zeros, order, notes and labels are printed as the settings say.
#[test]
fn settings_change_what_is_printed() {
    let sandbox = project();
    let own = "nil-items = false\nstatements = [\"income\", \"totals\"]\nsections = [\"income\", \"fiscal\"]\n\
               [amounts]\nunit = \"万元\"\ndigits = 1\ntext = { separators = false }\n\
               [amounts.tables]\nseparators = true\nzero = \"0.00\"\n[rates]\ndigits = 0\n\
               [tables]\nlabel = \"表{序号}\"\n\
               [statement.income]\ntitle = \"{年度}年收入\"\nnotes = [\"注：{单位}，单位{金额单位}。\"]\n";
    sandbox.write("layouts/mine/layout.toml", format!("{MINE}{own}").as_bytes());
    let report = lay_out(sandbox.root(), REFERENCE, 2022);
    let table = report.table("statement-income").unwrap();
    assert_eq!(table[3][2..5], ["41,686.8", "41,686.8", "0.0"]);
    assert!(report.table("statement-fiscal").is_none());
    let lines = report.lines();
    for line in [
        "2022年收入",
        "一、收入决算情况说明",
        "2022年度收入合计41686.8万元，其中：",
        "财政拨款收入41686.8万元，占比100%。",
        "二、财政拨款收支决算总体情况说明",
    ] {
        assert!(lines.iter().any(|found| found == line), "{line}: {lines:#?}");
    }
    assert!(lines.concat().contains("注：汾阳市社会保险中心，单位万元。"));
    // The contents have the heading as well.
    let at = |words: &str| lines.iter().rposition(|line| line.starts_with(words)).unwrap();
    assert!(at("表01") < at("表02") && at("表02") < at("第三部分"));
    assert!(!lines.iter().any(|line| line.contains("上级补助收入0")));
}

/// A report of a test project in a layout that changes some settings of another, with some text of its data replaced.
fn explained(place: (&str, &str), below: &str, own: &str, data: &[(&str, &str)]) -> String {
    let (project, unit) = place;
    let sandbox = Sandbox::of(&repository().join("tests/projects").join(project));
    let layout = format!("name = \"mine\"\nextends = \"{below}\"\n{own}");
    sandbox.write("layouts/mine/layout.toml", layout.as_bytes());
    let layout = format!("layout = \"{below}\"");
    sandbox.replace("juesuan.toml", &layout, "layout = \"mine\"");
    for (from, to) in data {
        sandbox.replace(&format!("data/{unit}/2024.toml"), from, to);
    }
    let lines = lay_out(sandbox.root(), unit, 2024).lines();
    let is_narrative = |line: &String| line.starts_with("第三部分");
    let start = lines.iter().rposition(is_narrative).unwrap();
    let end = lines.iter().rposition(|line| line.starts_with("第四部分")).unwrap();
    lines[start..end].join("\n")
}

/// Checks that both layouts explain accounts by class or item, and hold them against last year, as the settings say.
#[test]
fn what_is_explained_is_a_setting() {
    let shanxi = explained(
        ("department", "first-school"),
        "shanxi",
        "account-level = \"item\"\naccount-changes = false\nbudget-reasons = true\n",
        &[
            ("{ code = \"205\", use = ", "{ code = \"2050203\", use = "),
            ("change = \"财政追加校舍维修经费\", ", ""),
            ("[reasons]\n", "[reasons]\ngeneral-budget = \"年中追加经费\"\n"),
        ],
    );
    let of = |text: &str, from: &str, to: &str| {
        let (_, rest) = text.split_once(from).unwrap();
        rest.split_once(to).unwrap().0.to_owned()
    };
    let mut gallery = of(&shanxi, "（三）财政拨款支出决算具体情况", "\n六、");
    let place = ("branches-shanghai", "increase");
    let changes = explained(place, "shanghai", "account-changes = true\n", &[]);
    gallery.push_str(&of(&changes, "（三）一般公共预算财政拨款支出决算具体情况", "\n六、"));
    gallery.push_str(&of(&changes, "八、政府性基金预算财政拨款收入支出决算情况说明", "\n十、"));
    let items = "  { code = \"2070104\", use = \"图书馆免费开放\", budget = \"部分项目结转下年\" },\n  \
                 { code = \"2070199\", use = \"公共文化活动\", budget = \"年初没有预算，年中追加\" },\n";
    let classes = explained(
        place,
        "shanghai",
        "account-level = \"class\"\n",
        &[("{ code = \"2070101\", use", "{ code = \"207\", use"), (items, "")],
    );
    gallery.push_str(&of(&classes, "（三）一般公共预算财政拨款支出决算具体情况", "\n六、"));
    insta::assert_snapshot!(gallery);
}

/// Checks that a year for which the layout is not meant is a warning, at both places.
#[test]
fn another_year_is_a_warning() {
    let sandbox = project();
    let own = format!("{MINE}years = {{ from = 2023 }}\n");
    sandbox.write("layouts/mine/layout.toml", own.as_bytes());
    let run = sandbox.run(&["build"]);
    assert_eq!(run.status(), 0);
    let warning = "版式 mine 适用于2023 年度起，这份报告是 2022 年度";
    assert!(run.stderr().contains(warning), "{}", run.stderr());
}
