//! Makes the list of the check's rules from the functions in `src/check/rules/`, whose doc comments are the rules'
//! documentation; gives the program a name that changes with its source; and builds it again when a layout file is added
//! or taken away.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a build that meets something unexpected must stop"
)]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=layouts");
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=Cargo.lock");
    println!("cargo::rustc-env=JUESUAN_PROGRAM={}", program());
    let folder = Path::new("src/check/rules");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .expect("no rules")
        .map(|entry| entry.expect("no rule").path())
        .collect();
    files.sort();
    let mut rules: Vec<Rule> = files.iter().flat_map(|file| rules_of(file)).collect();
    rules.sort_by(|one, other| one.number.cmp(&other.number));
    for pair in rules.windows(2) {
        assert_ne!(pair[0].number, pair[1].number, "two rules have the number {}", pair[0].number);
    }
    let mut list = String::from(
        "/// All rules, in the order of their numbers.\npub const RULES: &[Rule] = &[\n",
    );
    for Rule { number, name, severity, title, doc, family, module, function } in &rules {
        writeln!(
            list,
            "    Rule {{ number: {number:?}, name: {name:?}, label: \"{number}-{name}\", \
             severity: Severity::{severity}, title: {title:?}, doc: {doc:?}, family: {family:?}, \
             run: {module}::{function} }},",
        )
        .expect("a string takes everything");
    }
    list.push_str("];\n");
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets OUT_DIR"));
    fs::write(out.join("rules.rs"), list).expect("the list of rules cannot be written");
}

/// The program's version with a number that depends on every file of its source, so that another build of the same
/// version is another program.
fn program() -> String {
    let mut files = vec![PathBuf::from("Cargo.lock")];
    collect(Path::new("src"), &mut files);
    files.sort();
    // FNV-1a of 64 bits.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for file in files {
        let text = fs::read(&file).expect("a source file cannot be read");
        for byte in text.into_iter().filter(|byte| *byte != b'\r') {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    format!("{}+{hash:016x}", env::var("CARGO_PKG_VERSION").expect("cargo sets the version"))
}

/// Collects the files in a folder and those below.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("no folder of source files") {
        let path = entry.expect("no source file").path();
        if path.is_dir() { collect(&path, files) } else { files.push(path) }
    }
}

/// A rule as its doc comment describes it.
struct Rule {
    number: String,
    name: String,
    severity: &'static str,
    title: String,
    doc: String,
    family: String,
    module: String,
    function: String,
}

/// The rules of one family. A rule is a function whose doc comment begins `R0201 error: what must hold`.
fn rules_of(file: &Path) -> Vec<Rule> {
    let text = fs::read_to_string(file).expect("a rule file cannot be read");
    let module = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
    let family = text.lines().next().and_then(|line| line.strip_prefix("//! ")).unwrap_or_default();
    let mut rules = Vec::new();
    let mut comment: Vec<&str> = Vec::new();
    for line in text.lines() {
        if let Some(words) = line.strip_prefix("///") {
            comment.push(words.strip_prefix(' ').unwrap_or(words));
        } else if let Some(rest) = line.strip_prefix("pub(super) fn ") {
            let function = rest.split('(').next().unwrap_or_default().to_owned();
            rules.extend(rule(&comment, function, family, &module, file));
            comment.clear();
        } else if !line.starts_with("#[") {
            comment.clear();
        }
    }
    rules
}

/// The rule of a function, if its comment is a rule's.
fn rule(
    comment: &[&str],
    function: String,
    family: &str,
    module: &str,
    file: &Path,
) -> Option<Rule> {
    let (first, rest) = comment.split_first()?;
    let (head, title) = first.split_once("：")?;
    let (number, severity) = head.split_once(' ')?;
    if !number.starts_with('R') {
        return None;
    }
    let place = format!("{}: {function}", file.display());
    let digits = number.len() == 5 && number.bytes().skip(1).all(|b| b.is_ascii_digit());
    assert!(digits, "{place}: a rule's number is R and four digits");
    let severity = match severity {
        "error" => "Error",
        "warning" => "Warning",
        "hint" => "Hint",
        other => panic!("{place}: {other} is no severity"),
    };
    let doc = rest.join("\n").trim().to_owned();
    for part in ["为什么：", "例：", "怎么办："] {
        assert!(doc.contains(part), "{place}: the doc comment lacks {part}");
    }
    Some(Rule {
        number: number.to_owned(),
        name: function.replace('_', "-"),
        severity,
        title: title.to_owned(),
        doc,
        family: family.to_owned(),
        module: module.to_owned(),
        function,
    })
}
