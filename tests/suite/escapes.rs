//! Layouts that try to read, run or reach what they may not, or never end: an error in bounded time, and the other
//! reports are built.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::outputs::times;
use crate::support::{Run, Sandbox, is_long, some};

/// The unit with the layout, and another one.
const UNITS: [&str; 2] = ["sparse", "unchanged"];

/// A project with one unit whose layout has some text as its cover, and another whose layout is well.
fn project(cover: &str) -> Sandbox {
    let sandbox = Sandbox::nine();
    sandbox.write("layouts/bad/layout.toml", b"name = \"bad\"\nextends = \"shanxi\"\n");
    sandbox.write("layouts/bad/cover.typ", cover.as_bytes());
    sandbox.replace("data/sparse/unit.toml", "name", "layout = \"bad\"\nname");
    sandbox
}

/// How many seconds a report may take.
const LIMIT: u64 = 10;

/// Builds both units with little time and memory; only the good one may be made.
fn build(sandbox: &Sandbox) -> Run {
    let begun = Instant::now();
    let limit = LIMIT.to_string();
    let run = sandbox.run(&["build", UNITS[0], UNITS[1], "--limit", &limit, "--memory", "1"]);
    // A report that takes too long is tried once more; the rest is for a machine that is busy.
    let bound = Duration::from_secs(2 * LIMIT + 40);
    assert!(begun.elapsed() < bound, "it took {:?}", begun.elapsed());
    assert_eq!(times(&sandbox.path("out")).len(), 1, "{}", run.stderr());
    assert!(run.stderr().len() < 20_000, "{} bytes are said", run.stderr().len());
    run
}

/// A cover with a picture that refers to another file.
const PICTURE: &str = "#let cover(facts) = image(\"x.svg\", alt: \"图\")";

/// Checks that a picture reads nothing either, nor grows without bounds.
#[test]
fn a_picture_reaches_nothing_outside() {
    let open = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>";
    let linked = |href: &str| format!("{open}<image href='{href}' width='9' height='9'/></svg>");
    let bomb: String = (0..8)
        .map(|level| format!("<!ENTITY e{} '{}'>", level + 1, format!("&e{level};").repeat(50)))
        .collect();
    let pictures = [
        linked("../../../../etc/passwd"),
        linked("file:///etc/passwd"),
        linked("http://example.com/x.png"),
        format!(
            "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>{open}<text>&x;</text></svg>"
        ),
        format!("<!DOCTYPE svg [<!ENTITY e0 'x'>{bomb}]>{open}<text>&e8;</text></svg>"),
    ];
    for picture in some(pictures, 2) {
        let sandbox = project(PICTURE);
        sandbox.write("layouts/bad/x.svg", picture.as_bytes());
        let run = build(&sandbox);
        assert_eq!(run.status(), 1, "{picture}: {}", run.stderr());
        assert!(run.stderr().contains("layouts/bad/x.svg:1:"), "{picture}: {}", run.stderr());
        assert!(!run.stderr().contains("root:"), "{picture}");
    }
}

/// Checks that nothing outside can be read, run or reached, and what is said of it.
#[test]
fn a_layout_reaches_nothing_outside() {
    let secret = "不得外传";
    let outside = tempfile::TempDir::new().unwrap();
    let file: PathBuf = outside.path().join("secret.typ");
    std::fs::write(&file, format!("#let secret = [{secret}]\n")).unwrap();
    let absolute = file.to_str().unwrap().replace('\\', "/");
    let mut cases = vec![
        ("#let cover(facts) = read(\"/etc/passwd\")".to_owned(), "没有文件 etc/passwd"),
        (
            "#let cover(facts) = read(\"../../../../../etc/passwd\")".to_owned(),
            "不能读项目文件夹以外",
        ),
        ("#let cover(facts) = read(\"../../data/sparse/unit.toml\")".to_owned(), "没有文件"),
        ("#let cover(facts) = read(\"/juesuan.toml\")".to_owned(), "没有文件"),
        (
            "#import \"@preview/cetz:0.3.0\": *\n#let cover(facts) = []".to_owned(),
            "不能使用 Typst 的程序包",
        ),
        (
            "#import \"@local/own:0.1.0\": *\n#let cover(facts) = []".to_owned(),
            "不能使用 Typst 的程序包",
        ),
        ("#let cover(facts) = image(\"https://example.com/x.png\")".to_owned(), "不能从网上取东西"),
        ("#let cover(facts) = plugin(\"x.wasm\")".to_owned(), "不能使用插件"),
        (
            "#let cover(facts) = std.plugin(bytes((0, 97, 115, 109, 1, 0, 0, 0)))".to_owned(),
            "plugin",
        ),
    ];
    cases.push((format!("#import \"{absolute}\": secret\n#let cover(facts) = secret"), "版式"));
    cases.push(("#let cover(facts) = [#datetime.today().display()]".to_owned(), "今天的日期"));
    cases.push((PICTURE.to_owned(), "又引用了别的图片"));
    for (cover, said) in some(cases, 4) {
        let sandbox = project(&cover);
        let picture = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><image href='{absolute}' width='9' height='9'/></svg>"
        );
        sandbox.write("layouts/bad/x.svg", picture.as_bytes());
        sandbox.write("layouts/bad/x.wasm", b"\0asm\x01\0\0\0");
        let run = build(&sandbox);
        assert_eq!(run.status(), 1, "{cover}: {}", run.stderr());
        assert!(run.stderr().contains(said), "{cover}: {}", run.stderr());
        assert!(!run.stderr().contains("root:"), "{cover}");
    }
}

/// Checks that a link in a layout's folder, to a file or a folder, and a folder that is a link, are not followed and
/// told of.
#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let outside = tempfile::TempDir::new().unwrap();
    std::fs::write(outside.path().join("secret.typ"), "#let secret = [不得外传]\n").unwrap();
    let links = [
        ("secret.typ", "layouts/bad/secret.typ", "secret.typ"),
        ("", "layouts/bad/more", "more/secret.typ"),
        ("", "layouts/common", "/layouts/common/secret.typ"),
    ];
    for (target, link, import) in some(links, 2) {
        let sandbox = project(&format!("#import \"{import}\": secret\n#let cover(facts) = secret"));
        symlink(outside.path().join(target), sandbox.path(link)).unwrap();
        let run = build(&sandbox);
        assert_eq!(run.status(), 1, "{}", run.stderr());
        assert!(run.stderr().contains(&format!("{link} 是链接")), "{link}: {}", run.stderr());
        assert!(run.stderr().contains("没有文件"), "{link}: {}", run.stderr());
    }
    let sandbox = project("#let cover(facts) = []");
    std::fs::write(outside.path().join("layout.toml"), "name = \"far\"\nextends = \"shanxi\"\n")
        .unwrap();
    symlink(outside.path(), sandbox.path("layouts/far")).unwrap();
    sandbox.replace("data/sparse/unit.toml", "layout = \"bad\"", "layout = \"far\"");
    let run = build(&sandbox);
    assert_eq!(run.status(), 1, "{}", run.stderr());
    assert!(run.stderr().contains("没有名为“far”的版式"), "{}", run.stderr());
    assert!(run.stderr().contains("layouts/far 是链接"), "{}", run.stderr());
}

/// Checks that what never ends, grows without bounds or nests too deep costs one report.
#[test]
fn what_never_ends_is_stopped() {
    let deep = 100_000;
    let layouts: Vec<(String, i32, &str)> = vec![
        ("#let cover(facts) = { while true {} }".to_owned(), 1, "循环停不下来"),
        (
            "#let cover(facts) = { let i = 0\n while i > -1 { i += 1 } }".to_owned(),
            1,
            "循环停不下来",
        ),
        (
            "#let cover(facts) = for i in range(100000) { for j in range(100000) { let n = i * j } }".to_owned(),
            3,
            "用时超过上限 10 秒",
        ),
        ("#let cover(facts) = [#range(1000000000).len()]".to_owned(), 3, "内存超过上限 1 GB"),
        ("#let cover(facts) = for i in range(100000000) [好]".to_owned(), 3, "内存超过上限 1 GB"),
        ("#let cover(facts) = [#(\"字\" * 1000000000)]".to_owned(), 3, "超过上限"),
        ("#let f(n) = f(n + 1)\n#let cover(facts) = f(0)".to_owned(), 1, "函数自己用自己"),
        ("#let cover(facts) = panic(\"字\" * 30000000)".to_owned(), 1, "版式自己停了下来"),
        (
            "#let cover(facts) = { let c = [好]\n for i in range(10000) { c = block(c) }\n c }".to_owned(),
            1,
            "套得太深",
        ),
        (
            "#let cover(facts) = { let c = ()\n for i in range(3000000) { c = (c,) }\n [#repr(c).len()] }".to_owned(),
            3,
            "进程",
        ),
        (
            format!("#let cover(facts) = {}1{}", "(".repeat(deep), ")".repeat(deep)),
            1,
            "括号套得太深",
        ),
        (format!("#let cover(facts) = {}true", "not ".repeat(deep)), 1, "套得太深"),
        ("#import \"cover.typ\": cover".to_owned(), 1, "绕成了一圈"),
        (format!("#let cover(facts) = [\n{}]", "#zz.\n".repeat(deep)), 1, "没有“zz”这个名字"),
    ];
    // Where time is short, a loop and a text without end: memory and what nests too deep have tests of their own.
    for (cover, status, said) in some(layouts, 7) {
        let shown = cover.chars().take(80).collect::<String>();
        let run = build(&project(&cover));
        assert_eq!(run.status(), status, "{shown}: {}", run.stderr());
        assert!(run.stderr().contains(said), "{shown}: {}", run.stderr());
    }
}

/// Checks that a layout that asks for more memory than there is ends at the limit, in the program's own words.
#[test]
fn memory_without_end_is_stopped_in_words() {
    let bombs = [
        "#let cover(facts) = [#(\"字\" * 100000000000)]",
        "#let cover(facts) = [#((\"字\",) * 10000000000).len()]",
        "#let cover(facts) = [#range(100000000000).len()]",
        "#let cover(facts) = { let s = \"字\"\n for i in range(60) { s = s + s }\n s }",
        "#let cover(facts) = { let a = (1,)\n for i in range(60) { a = a + a }\n [#a.len()] }",
        "#let cover(facts) = [#(\"a\" * 100000).replace(\"a\", \"字\" * 1000000)]",
        "#let cover(facts) = [#bytes(range(10000000000).map(i => 1)).len()]",
    ];
    for bomb in some(bombs, 4) {
        let run = build(&project(bomb));
        let said = run.stderr();
        assert!([1, 3].contains(&run.status()), "{bomb}: {said}");
        for foreign in ["RUST_BACKTRACE", "memory allocation", "信号", "panicked", "overflow"] {
            assert!(!said.contains(foreign), "{bomb}: {said}");
        }
        assert!(said.contains("未生成 sparse/2022"), "{bomb}: {said}");
    }
}

/// Checks that brackets nested in one another a hundred thousand deep cost one report.
#[test]
fn brackets_without_end_are_stopped() {
    // The engine's parser takes longer than in proportion.
    let deep = if is_long() { 100_000 } else { 25_000 };
    let cover = format!("#let cover(facts) = {}好{}", "[".repeat(deep), "]".repeat(deep));
    let run = build(&project(&cover));
    assert!([1, 3].contains(&run.status()), "{}", run.stderr());
}
