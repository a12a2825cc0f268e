//! The guide to layouts is followed word by word.

use std::fs;

use juesuan::project::Purpose;

use crate::support::{REFERENCE, Sandbox, is_long, lay_out_for, repository};

/// One thing that the guide has its reader do, or shows.
#[derive(Debug)]
enum Step {
    /// Run a command.
    Run(Vec<String>),
    /// What the last command says, among other things.
    Says(String),
    /// Find some text in a file and put another in its place.
    Replace(String, String, String),
    /// Write a new file.
    Write(String, String),
}

/// The steps of the guide.
fn steps(page: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let (mut file, mut found, mut said) = (String::new(), String::new(), String::new());
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(command) = line.strip_prefix("    juesuan ") {
            steps.push(Step::Run(command.split(' ').map(str::to_owned).collect()));
        } else if let Some(kind) = line.strip_prefix("```") {
            let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let body = body.join("\n");
            match (kind, said.as_str()) {
                ("text", _) => steps.push(Step::Says(body)),
                (_, s) if s.ends_with("找到") => found = body,
                (_, "改成") => steps.push(Step::Replace(file.clone(), found.clone(), body)),
                (_, s) if s.ends_with("写") => steps.push(Step::Write(file.clone(), body + "\n")),
                _ => {}
            }
        } else if !line.is_empty() {
            said = line.to_owned();
            let named = line.split('`').skip(1).step_by(2);
            if let Some(name) =
                named.filter(|name| name.ends_with(".toml") || name.ends_with(".typ")).last()
                && (line.ends_with("找到") || line.ends_with("写"))
            {
                file = name.to_owned();
            }
        }
    }
    steps
}

/// Does all that the guide says, and looks at what comes of it.
#[test]
fn the_guide_to_layouts_works_as_it_is_written() {
    if !is_long() {
        return;
    }
    let page = fs::read_to_string(repository().join("docs/layouts.md")).unwrap();
    let sandbox = Sandbox::reference();
    let (mut said, mut runs, mut changes) = (String::new(), 0, 0);
    for step in steps(&page) {
        match step {
            Step::Run(words) => {
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                let run = sandbox.run(&words);
                assert_eq!(run.status(), 0, "{words:?}: {}", run.stderr());
                said = run.stdout() + &run.stderr();
                runs += 1;
            }
            Step::Says(lines) if lines.starts_with("错误") => {
                let file = "layouts/wode/narrative/contact.typ";
                sandbox.replace(file, "facts.unit.name", "facts.unit.nmae");
                let run = sandbox.run(&["build"]);
                assert_eq!(run.status(), 1);
                assert!(run.stderr().starts_with(&lines), "{}", run.stderr());
                sandbox.replace(file, "facts.unit.nmae", "facts.unit.name");
            }
            Step::Says(lines) => {
                for line in lines.lines() {
                    assert!(said.contains(line), "{line} is not in {said}");
                }
            }
            Step::Replace(file, from, to) => {
                sandbox.replace(&file, &from, &to);
                changes += 1;
            }
            Step::Write(file, text) => {
                sandbox.write(&file, text.as_bytes());
                changes += 1;
            }
        }
    }
    assert!(runs >= 12 && changes >= 8, "{runs} commands, {changes} changes");
    let lines = lay_out_for(sandbox.root(), REFERENCE, 2022, Purpose::Publication).lines();
    for words in [
        "2022年度，本单位各项收入合计",
        "（其中一般公共预算财政拨款",
        "2.各行均为本年发生数，不含汾阳市社会保险中心以前年度的调整。",
        "2022年度支出合计41,686.84万元，以上",
        "2022年度收入支出与上年对比",
        "十一、其他说明",
        "咨询方式见本单位门户网站。",
        "监督索引号：14118200300122001",
        "本年政府购买服务支出12.60万元。",
        "一是推行社会保险业务“一窗通办”。",
        "二是开展社会保险服务进乡村。",
        "以上财政拨款均已纳入绩效管理。",
    ] {
        assert!(lines.iter().any(|line| line.contains(words)), "{words}");
    }
}

/// Checks that what the guide has its reader write is printed as it says.
#[test]
fn facts_are_printed_as_the_guide_says() {
    let page = fs::read_to_string(repository().join("docs/layouts.md")).unwrap();
    let rows = page.lines().filter_map(|line| {
        let (written, printed) =
            line.strip_prefix("| `#")?.strip_suffix(" |")?.split_once("` | ")?;
        Some((format!("#{written}"), printed.to_owned()))
    });
    let rows: Vec<(String, String)> = rows.collect();
    assert!(rows.len() >= 5, "{rows:?}");
    let sandbox = Sandbox::reference();
    let paragraphs: Vec<&str> = rows.iter().map(|(written, _)| written.as_str()).collect();
    let cover = format!(
        "#import \"/layouts/common/format.typ\": *\n#let cover(facts) = [\n{}\n]\n",
        paragraphs.join("\n\n")
    );
    sandbox.write("layouts/shanxi/cover.typ", cover.as_bytes());
    let lines = lay_out_for(sandbox.root(), REFERENCE, 2022, Purpose::Publication).lines();
    let printed: Vec<&str> = rows.iter().map(|(_, printed)| printed.as_str()).collect();
    assert_eq!(lines[..rows.len()], printed);
}

/// Checks that the guide names every setting that a layout's settings may have, and those in their tables.
#[test]
fn the_guide_names_every_setting() {
    let page = fs::read_to_string(repository().join("docs/layouts.md")).unwrap();
    let sandbox = Sandbox::reference();
    let fields = |table: &str| {
        let text = format!("name = \"mine\"\nextends = \"shanxi\"\n{table}\nzzzzzzzz = 1\n");
        sandbox.write("layouts/mine/layout.toml", text.as_bytes());
        let said = sandbox.run(&["layout", "show", "mine"]).stderr();
        let (_, list) = said.split_once("这里可以写的字段：").unwrap();
        let list: Vec<String> =
            list.lines().next().unwrap().split('、').map(str::to_owned).collect();
        assert!(list.len() > 1 || table == "[rates]", "{list:?}");
        list
    };
    for key in fields("") {
        let named = ["`{key}`", "`[{key}]`", "`[{key}.文件名]`"];
        let named = named.map(|form| format!("| {} |", form.replace("{key}", &key)));
        assert!(named.iter().any(|row| page.contains(row)), "{key}");
    }
    for table in [
        "amounts",
        "rates",
        "page",
        "tables",
        "part.narrative",
        "statement.income",
        "charts",
        "fonts",
    ] {
        for key in fields(&format!("[{table}]")) {
            assert!(page.contains(&format!("`{key}`")), "{table}.{key}");
        }
    }
}

/// Checks what the commands for layouts refuse, and that nothing is written then.
#[test]
fn a_layout_is_never_overwritten() {
    let sandbox = Sandbox::reference();
    let refused = |arguments: &[&str], said: &str| {
        let run = sandbox.run(arguments);
        assert_eq!(run.status(), 1, "{arguments:?}");
        assert!(run.stderr().contains(said), "{arguments:?}: {}", run.stderr());
    };
    for name in ["a b", "../x", "a/b", ".", "common", "a.b", "x#"] {
        refused(&["layout", "new", name, "--extends", "shanxi"], "bad-name");
    }
    refused(&["layout", "new", "shanxi", "--extends", "shanxi"], "existing-layout");
    refused(&["layout", "new", "mine", "--extends", "shanxy"], "是否想写 shanxi");
    assert!(!sandbox.path("layouts").exists());
    let title = "某“县”\"决算\"\n公开";
    let run = sandbox.run(&["layout", "new", "本市", "--extends", "shanxi", "--title", title]);
    assert_eq!(run.status(), 0, "{}", run.stderr());
    let toml = fs::read(sandbox.path("layouts/本市/layout.toml")).unwrap();
    refused(&["layout", "new", "本市", "--extends", "shanxi"], "existing-layout");
    assert_eq!(fs::read(sandbox.path("layouts/本市/layout.toml")).unwrap(), toml);
    let copy = ["layout", "copy", "本市", "cover.typ"];
    assert_eq!(sandbox.run(&copy).status(), 0);
    let built_in = fs::read(repository().join("layouts/shanxi/cover.typ")).unwrap();
    assert_eq!(fs::read(sandbox.path("layouts/本市/cover.typ")).unwrap(), built_in);
    sandbox.write("layouts/本市/cover.typ", b"mine");
    refused(&copy, "existing-file");
    assert_eq!(fs::read(sandbox.path("layouts/本市/cover.typ")).unwrap(), b"mine");
    refused(&["layout", "copy", "本市", "../../juesuan.toml"], "missing-file");
    refused(&["layout", "copy", "本市", "covr.typ"], "是否想写 cover.typ");
    refused(&["layout", "show", "本省"], "unknown-layout");
    let shown = sandbox.run(&["layout", "show", "本市"]).stdout();
    for line in ["cover.typ（项目里的）", "report.typ（沿用 shanxi，自带）", "沿用：本市 → shanxi"]
    {
        assert!(shown.contains(line), "{line}: {shown}");
    }
    sandbox.write("layouts/shanxi/cover.typ", &built_in);
    let listed = sandbox.run(&["layout", "list"]).stdout();
    assert!(listed.contains("自带，项目里改了 1 个文件"), "{listed}");
    sandbox.write("layouts/broken/layout.toml", b"name = 1\n");
    let run = sandbox.run(&["layout", "list"]);
    assert_eq!(run.status(), 1);
    assert!(run.stdout().contains("broken：设置有错误"), "{}", run.stdout());
}
