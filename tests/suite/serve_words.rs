//! `serve` speaks Chinese: no page shows a key, a path or a word of English, but where the line of a broken file is shown.

use std::collections::BTreeSet;
use std::fs;

use regex::Regex;

use crate::serving::Serving;
use crate::support::{REFERENCE, Sandbox, is_long, repository};

/// Words that are no English: what everybody calls such things.
const NAMES: [&str; 2] = ["PDF", "GB/T"];

/// What stands between two texts.
pub(crate) fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let after = text.split_once(from).map_or("", |(_, after)| after);
    after.split_once(to).map_or(after, |(inside, _)| inside)
}

/// A text without the escapes of pages.
pub(crate) fn unescaped(text: &str) -> String {
    let plain = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    plain.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// The words of a page: what stands outside of tags, and what is read out or shown beside. What somebody wrote, and the line of
/// a broken file, are not the page's.
pub(crate) fn words(html: &str) -> String {
    let mut words = String::new();
    for part in html.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        // What stands on a key is no word.
        if ["script", "pre", "textarea", "kbd"].iter().any(|own| tag.starts_with(own)) {
            continue;
        }
        for shown in ["aria-label=\"", "title=\"", "placeholder=\"", "alt=\""] {
            words.push_str(between(tag, shown, "\""));
            words.push('\n');
        }
        words.push_str(text);
        words.push('\n');
    }
    // A number that stays beside its unit is the same words.
    unescaped(&words).replace('\u{a0}', " ")
}

/// The words of a page that are English, keys or paths.
pub(crate) fn english(html: &str) -> Vec<String> {
    // What stands in quotes is what somebody wrote.
    let quoted = Regex::new("“[^”]*”").unwrap();
    let words = words(html);
    let words = quoted.replace_all(&words, "“”");
    let parts = words.split(|c: char| !c.is_ascii_alphanumeric() && !"-_.[]/".contains(c));
    let is_english = |part: &&str| {
        if NAMES.contains(part) {
            return false;
        }
        let letters = part.chars().filter(char::is_ascii_alphabetic).count();
        let is_rule =
            part.strip_prefix('R').is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
        letters > 1 && !is_rule
            || part.contains('/') && part.chars().any(|c| c.is_ascii_alphanumeric())
    };
    parts.filter(is_english).map(str::to_owned).collect()
}

/// The values of an attribute in all tags of a page.
fn tags<'t>(html: &'t str, attribute: &'t str) -> impl Iterator<Item = &'t str> {
    let tags = html.split('<').filter_map(|part| part.split('>').next());
    tags.filter_map(move |tag| tag.split_once(&format!(" {attribute}"))?.1.split('"').next())
}

/// All pages that links lead to from the first one, with their addresses behind the token.
pub(crate) fn pages(page: &Serving) -> Vec<(String, String)> {
    let begin = format!("/{}/", page.token);
    let (mut waiting, mut seen, mut pages) = (vec![String::new()], BTreeSet::new(), Vec::new());
    while let Some(path) = waiting.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let answer = page.get(&path);
        if !answer.head.contains("text/html") {
            continue;
        }
        let text = answer.text();
        for link in text.split("href=\"").skip(1).filter_map(|link| link.split('"').next()) {
            let link = unescaped(link.split('#').next().unwrap());
            waiting.extend(link.strip_prefix(&begin).map(str::to_owned));
        }
        pages.push((path, text));
    }
    pages
}

/// No page of projects with everything, with gaps, with errors and with nothing has a key, a path or a word of English.
#[test]
fn pages_speak_chinese() {
    let projects = repository().join("tests/projects");
    let mut sandboxes = vec![
        ("everything", Sandbox::of_data(&projects.join("everything"))),
        ("nothing", Sandbox::empty()),
        ("broken", Sandbox::brief()),
        ("unread", Sandbox::brief()),
        ("begun", Sandbox::brief()),
    ];
    if is_long() {
        for project in ["branches", "branches-shanghai", "department", "clean-more"] {
            sandboxes.push((project, Sandbox::of_data(&projects.join(project))));
        }
    }
    let year = format!("data/{REFERENCE}/2022.toml");
    sandboxes[1].1.write("juesuan.toml", b"year = 2022\npublished = 2023-09-01\n");
    sandboxes[2].1.replace(&year, "basic = 400662.00", "basic = 400662.00.1");
    sandboxes[3].1.replace("juesuan.toml", "year", "yaer");
    sandboxes[4].1.write(&year, b"year = 2022\n");
    let mut all = 0;
    for (name, sandbox) in &sandboxes {
        let page = Serving::of(sandbox);
        for (path, text) in pages(&page) {
            // What the folder is called is not the page's.
            let folder = sandbox.root().file_name().unwrap().to_str().unwrap();
            let found = english(&text.replace(folder, ""));
            assert!(found.is_empty(), "{name} {path}: {found:?}");
            // What is unfolded is known again by its id when the page is renewed.
            let ids: Vec<&str> = tags(&text, "id=\"").collect();
            let twice = ids.iter().find(|id| ids.iter().filter(|other| other == id).count() > 1);
            assert_eq!(twice, None, "{name} {path}");
            let folded = text.split("<details").skip(1).map(|tag| tag.split('>').next().unwrap());
            folded.for_each(|tag| assert!(tag.contains("id=\""), "{name} {path}: {tag}"));
            all += 1;
        }
        // What is said where something cannot be done.
        for (path, fields) in [
            ("build", vec![("unit", "x")]),
            ("u/x/2022", vec![]),
            ("u/x/2022/accept", vec![("finding", "x")]),
            ("x", vec![]),
        ] {
            for answer in [page.get(path), page.post(path, &fields)] {
                let text = format!("<p>{}", answer.text());
                assert!(answer.status == 303 || english(&text).is_empty(), "{name} {path}: {text}");
            }
        }
    }
    assert!(all > 50, "{all}");
}

/// The words that are looked for are found.
#[test]
fn english_is_told_from_chinese() {
    for (page, wanted) in [
        ("<p>待办 3 处，R0401，PDF 12 页", vec![]),
        ("<p>请写 reasons.total", vec!["reasons.total"]),
        ("<p>data/甲/unit.toml 里", vec!["data/", "/unit.toml"]),
        ("<a title=\"Save\">存", vec!["Save"]),
        ("<p>这里写着“GB/T 1”，不是数", vec![]),
        ("<p>TOML", vec!["TOML"]),
        ("<pre>basic = 1</pre>2022/3", vec!["2022/3"]),
        ("<textarea name=\"x\">\nabc</textarea>", vec![]),
    ] {
        assert_eq!(english(page), wanted, "{page}");
    }
}

/// The scripts say nothing in English either: whatever stands in quotes and has a blank in it is Chinese, or no words.
#[test]
fn scripts_speak_chinese() {
    let folder = repository().join("src/serve/assets");
    let sought = Regex::new(r"querySelector(All)?\([^)]*\)").unwrap();
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if !name.ends_with(".js") {
            continue;
        }
        let text = fs::read_to_string(entry.path()).unwrap();
        for line in
            text.lines().filter(|line| line.contains("textContent = ") || line.contains("say("))
        {
            let line = sought.replace_all(line, "");
            let said = line.split_once("textContent = ").or_else(|| line.split_once("say("));
            let quoted = said.map_or("", |(_, said)| said).split(['"', '`']).skip(1).step_by(2);
            for words in quoted {
                let plain = words
                    .split("${")
                    .map(|part| part.split_once('}').map_or(part, |(_, rest)| rest));
                let english = plain.filter(|part| part.chars().any(|c| c.is_ascii_alphabetic()));
                assert_eq!(english.collect::<Vec<_>>(), Vec::<&str>::new(), "{name}: {line}");
                count += 1;
            }
        }
    }
    assert!(count > 3, "{count}");
}
