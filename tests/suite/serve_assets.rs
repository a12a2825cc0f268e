//! The styles and scripts of `serve`: nothing that the oldest browsers that are meant do not know, and not too much.

use std::fs;

use regex::Regex;

use crate::support::repository;

/// What is newer than Chrome 111 or than Firefox ESR 115, each with where it came and something that has it.
const NEWER: [(&str, &str, &str); 41] = [
    (":has(", r":has\(", "Firefox 121: td:has(input) {}"),
    ("nesting", r"(?m)^\s*&|\{[^{}]*&[^{}]*\{", "Chrome 112: a { & b { color: red } }"),
    (":dir(", r":dir\(", "Chrome 120: p:dir(rtl) {}"),
    (":user-valid", r":user-(in)?valid", "Chrome 119: input:user-invalid {}"),
    (":popover-open", r":popover-open|\bpopover\b", "Chrome 114: [popover] {}"),
    ("::details-content", r"::details-content", "Chrome 131: ::details-content {}"),
    ("::highlight", r"::highlight\(|Highlight\(", "Firefox 140: ::highlight(x) {}"),
    ("@scope", r"@scope\b", "Chrome 118: @scope (a) {}"),
    ("@starting-style", r"@starting-style", "Chrome 117: @starting-style {}"),
    ("@property", r"@property\b", "Firefox 128: @property --x {}"),
    ("@container style", r"@container[^{]*style\(", "Firefox none: @container style(--x: 1) {}"),
    ("text-wrap", r"text-wrap|white-space-collapse", "Chrome 114: p { text-wrap: balance }"),
    ("field-sizing", r"field-sizing", "Chrome 123: textarea { field-sizing: content }"),
    (
        "interpolate-size",
        r"interpolate-size|calc-size\(",
        "Chrome 129: p { interpolate-size: allow-keywords }",
    ),
    ("light-dark", r"light-dark\(", "Chrome 123: p { color: light-dark(red, blue) }"),
    (
        "relative colours",
        r"(rgb|hsl|oklch|oklab|lab|lch)a?\(\s*from\b",
        "Chrome 119: p { color: rgb(from red r g b) }",
    ),
    ("anchor", r"anchor-name|position-anchor|anchor\(", "Chrome 125: p { anchor-name: --x }"),
    ("subgrid", r"\bsubgrid\b", "Chrome 117: p { grid-template-rows: subgrid }"),
    ("lh", r"[\d.]r?lh\b", "Firefox 120: p { height: 2lh }"),
    ("scrollbar-width", r"scrollbar-(width|color)", "Chrome 121: p { scrollbar-width: thin }"),
    ("zoom", r"[{;\s]zoom\s*:", "Firefox 126: p { zoom: 2 }"),
    (
        "font-variant-emoji",
        r"font-variant-emoji|text-box",
        "Chrome 131: p { text-box: trim-both cap alphabetic }",
    ),
    (
        "transition-behavior",
        r"transition-behavior|allow-discrete",
        "Chrome 117: p { transition-behavior: allow-discrete }",
    ),
    (
        "scroll-driven",
        r"(animation|scroll|view)-timeline|view-transition",
        "Chrome 115: p { animation-timeline: scroll() }",
    ),
    (
        "overlay",
        r"[{;\s](overlay|reading-flow|corner-shape)\s*:",
        "Chrome 117: p { overlay: auto }",
    ),
    ("round()", r"\b(round|mod|rem)\([^)]*,", "Chrome 125: p { width: round(10px, 3px) }"),
    ("groupBy", r"\.groupBy\(", "Chrome 117: Object.groupBy(a, b)"),
    ("withResolvers", r"withResolvers|Promise\.try\(", "Chrome 119: Promise.withResolvers()"),
    (
        "Set methods",
        r"\.(isSubsetOf|isSupersetOf|isDisjointFrom|symmetricDifference|intersection|union)\(",
        "Chrome 122: a.union(b)",
    ),
    (
        "iterator helpers",
        r"\.(values|keys|entries)\(\)\s*\.(map|filter|take|drop|toArray|reduce|some|every|find|forEach)\(|Iterator\.from",
        "Chrome 122: map.values().map(f)",
    ),
    ("fromAsync", r"fromAsync\(", "Chrome 121: Array.fromAsync(a)"),
    ("canParse", r"URL\.(canParse|parse)\(", "Chrome 120: URL.canParse(a)"),
    ("well-formed", r"WellFormed\(", "Firefox 119: a.isWellFormed()"),
    ("v flag", r"/[a-z]*v[a-z]*[.;,)]\s*$", "Chrome 112: x = /a/v;"),
    ("Segmenter", r"Segmenter|DurationFormat", "Firefox 125: new Intl.Segmenter()"),
    ("AbortSignal.any", r"AbortSignal\.any", "Chrome 116: AbortSignal.any([])"),
    (
        "clipboard read",
        r"clipboard\.read\b|clipboard\.readText",
        "Firefox 125: navigator.clipboard.readText()",
    ),
    (
        "startViewTransition",
        r"startViewTransition|moveBefore|requestClose",
        "Chrome 111, Firefox 144: document.startViewTransition()",
    ),
    (
        "scrollend",
        r"scrollend|beforetoggle|togglePopover|showPopover",
        "Chrome 114: on('scrollend')",
    ),
    ("base64 of bytes", r"fromBase64|toBase64|setFromHex|toHex\(", "Chrome 140: bytes.toBase64()"),
    (
        "file system access",
        r"showOpenFilePicker|showSaveFilePicker|getAsFileSystemHandle",
        "Firefox none: showOpenFilePicker()",
    ),
];

/// The styles and scripts with their names.
fn assets() -> Vec<(String, String)> {
    let folder = fs::read_dir(repository().join("src/serve/assets")).unwrap();
    folder
        .map(|entry| {
            let entry = entry.unwrap();
            let text = fs::read_to_string(entry.path()).unwrap();
            (entry.file_name().into_string().unwrap(), text)
        })
        .collect()
}

/// Checks that nothing is used that is newer than the oldest browsers that are meant.
#[test]
fn nothing_is_newer_than_the_browsers() {
    let assets = assets();
    for (what, pattern, sample) in NEWER {
        let pattern = Regex::new(pattern).unwrap();
        assert!(pattern.is_match(sample), "{what} is not found in {sample}");
        for (name, text) in &assets {
            let line = text.lines().position(|line| pattern.is_match(line));
            assert_eq!(line.map(|line| line + 1), None, "{name} uses {what}: {sample}");
        }
    }
}

/// Checks that the scripts declare the types of what they take, and that all is small enough to be read.
#[test]
fn scripts_are_small_and_typed() {
    let mut size = 0;
    let within = Regex::new(r"/\*.*?\*/ ?").unwrap();
    for (name, text) in assets() {
        let told = text.lines().map(str::trim_start).filter(|line| !line.starts_with(['/', '*']));
        size += told.map(|line| within.replace_all(line, "").len() + 1).sum::<usize>();
        if !name.ends_with(".js") {
            continue;
        }
        assert!(text.contains("\"use strict\";"), "{name}");
        assert!(!text.contains("innerHTML") && !text.contains("eval("), "{name}");
        let lines: Vec<&str> = text.lines().collect();
        for (number, line) in lines.iter().enumerate() {
            let plain = line.trim_start();
            let declares = plain.starts_with("function ") || plain.starts_with("async function ");
            let (_, takes) = line.split_once('(').unwrap_or_default();
            if !declares || takes.starts_with(')') || number == 0 {
                continue;
            }
            let before: String = lines[number.saturating_sub(8)..number].join("\n");
            let (_, comment) =
                before.rsplit_once("/**").unwrap_or_else(|| panic!("{name}: {line}"));
            let names = takes.split(')').next().unwrap().split(", ");
            for taken in names.filter_map(|name| name.split(" = ").next()) {
                let is_told = comment.contains(&format!("}} {taken}"))
                    || comment.contains(&format!("}} [{taken}"));
                assert!(is_told, "{name}: {line}: {taken} has no type");
            }
        }
    }
    // Without comments and indents. No page has all of them: what the overview does is no script of a report's page.
    assert!(size < 120 << 10, "{size}");
}

/// Checks that no style is left over: every class of the styles is named by a page or a script.
#[test]
fn every_style_is_used() {
    let assets = assets();
    let styles = assets.iter().filter(|(name, _)| name.ends_with(".css"));
    let styles: String = styles.map(|(_, text)| text.as_str()).collect();
    let comments = Regex::new(r"(?s)/\*.*?\*/|\{[^{}]*\}").unwrap();
    let styles = comments.replace_all(&styles, " ");
    let class = Regex::new(r"\.([a-z][a-z0-9-]*)").unwrap();
    let mut sources: Vec<String> = assets
        .iter()
        .filter(|(name, _)| name.ends_with(".js"))
        .map(|(_, text)| text.clone())
        .collect();
    let mut folders = vec![repository().join("src/serve")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            match entry.path() {
                path if path.is_dir() => folders.push(path),
                path if path.extension().is_some_and(|ending| ending == "rs") => {
                    sources.push(fs::read_to_string(path).unwrap());
                }
                _ => {}
            }
        }
    }
    let mut count = 0;
    for class in class.captures_iter(&styles).map(|found| found[1].to_owned()) {
        // As markup has it, or as a word in quotes.
        let used =
            Regex::new(&format!(r#"[a-z0-9}}\]]\.{class}[\s.\[{{;#]|["` .]{class}["` .)\]]"#))
                .unwrap();
        assert!(
            sources.iter().any(|source| used.is_match(source)),
            "nothing has the class {class}"
        );
        count += 1;
    }
    assert!(count > 100, "{count}");
}
