//! `serve`: every key of the description of the fields can be edited on a page, and is in the file then.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use crate::serve_unit::topics;
use crate::serve_words::{between, unescaped};
use crate::serving::Serving;
use crate::support::{Sandbox, is_long, repository};

/// Keys that are edited otherwise: the year is the name of its file, accepting has a form of its own, and names beside codes only
/// serve to check those where somebody wrote them.
const OTHERWISE: [&str; 3] = ["year", "comparison-only", "accept"];

/// The keys that a schema describes: rows have `[]`, names of the user's own are `*`.
fn described(schema: &Value, above: &str, found: &mut BTreeSet<String>) {
    let ways = schema["anyOf"].as_array().cloned().unwrap_or_default();
    for way in ways.iter().chain([schema]) {
        for (key, below) in way["properties"].as_object().into_iter().flatten() {
            let path = if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
            within(below, &path, found);
        }
    }
}

/// The keys at and below a path.
fn within(schema: &Value, path: &str, found: &mut BTreeSet<String>) {
    let is_table = |schema: &Value| schema["properties"].is_object();
    if is_table(schema) {
        return described(schema, path, found);
    }
    if is_table(&schema["items"]) {
        return described(&schema["items"], &format!("{path}[]"), found);
    }
    if schema["additionalProperties"].is_object() {
        return within(&schema["additionalProperties"], &format!("{path}.*"), found);
    }
    found.insert(path.to_owned());
}

/// The path of an input without the labels of rows and names of the user's own.
fn pattern(path: &str) -> String {
    let mut plain = String::new();
    let (mut deep, mut quoted) = (0_u32, false);
    for c in path.chars() {
        match c {
            '"' => quoted = !quoted,
            '[' if !quoted => {
                plain.push_str("[]");
                deep += 1;
            }
            ']' if !quoted => deep -= 1,
            c if deep == 0 => plain.push(c),
            _ => {}
        }
    }
    if plain.starts_with("names.") {
        return "names".to_owned();
    }
    for own in ["extra", "check.rules"] {
        if let Some(rest) = plain.strip_prefix(&format!("{own}.")) {
            let key = rest.split_once('.').map(|(_, key)| format!(".{key}")).unwrap_or_default();
            return format!("{own}.*{key}");
        }
    }
    plain
}

/// An input of a page.
struct Input {
    /// Its name.
    name: String,
    /// What it shows.
    was: String,
    /// What may be typed instead.
    candidates: Vec<String>,
    /// Whether its table is nothing without it.
    is_needed: bool,
}

impl Input {
    /// The table that it is of.
    fn table(&self) -> &str {
        self.name.rsplit_once('.').map_or("", |(table, _)| table)
    }
}

/// The inputs of a page that can be changed.
fn inputs(html: &str, kind: &str, folders: &[String]) -> Vec<Input> {
    let mut inputs = Vec::new();
    for part in html.split('<').skip(1) {
        let tag = part.split('>').next().unwrap_or_default();
        let name = unescaped(between(tag, " name=\"", "\""));
        if !name.starts_with(kind) || tag.contains(" readonly") || tag.contains(" disabled") {
            continue;
        }
        let was = unescaped(between(tag, "data-was=\"", "\""));
        let own = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        let mut candidates = if tag.starts_with("select") {
            let (_, rest) = html.split_once(&format!("{tag}>")).unwrap();
            let options = rest.split("</select>").next().unwrap().split("<option value=\"").skip(1);
            options.map(|option| option.split('"').next().unwrap().to_owned()).collect()
        } else if tag.contains("type=\"date\"") {
            own(&["2023-09-19", "2022-03-01", "2024-01-15", "2025-03-02"])
        } else if tag.contains("data-codes") {
            own(&["2080199", "2210203", "2129999", "2239999", "2130301", "30239", "208", "221"])
        } else if tag.contains("class=\"num\"") {
            own(&["7", "97", "1", "2", "2020", "2021", "0.00"])
        } else if let Some((_, rest)) = was.lines().next().and_then(|line| line.split_once('|')) {
            // A small table: one row more, with as many cells.
            let cells = rest.split('|').map(|_| "| 换过的字").collect::<Vec<_>>();
            vec![format!("{was}\n换过的字 {}", cells.join(" "))]
        } else {
            let words = own(&["换过的字", "1", "A1", "{unit}的决算"]);
            folders.iter().cloned().chain(words).collect()
        };
        candidates.retain(|candidate| *candidate != was && !candidate.is_empty());
        let is_needed = tag.contains("aria-required");
        inputs.push(Input { name, was, candidates, is_needed });
    }
    inputs
}

/// Adds a row to each table of a page that has none and of which some key is not known yet, as the page itself offers.
fn add_rows(page: &Serving, address: &str, folders: &[String], known: &BTreeSet<String>) {
    let html = page.get(address).text();
    let mut tables: BTreeMap<String, Vec<Input>> = BTreeMap::new();
    for cell in inputs(&html, "new|", folders) {
        let (table, _) = cell.name.rsplit_once('|').unwrap();
        tables.entry(table.replacen("new|", "is|", 1)).or_default().push(cell);
    }
    for (table, cells) in tables {
        let html = unescaped(&html);
        let path = table.rsplit('|').next().unwrap();
        let is_known =
            |key: &str| known.contains(&format!("{path}[].{key}")) || known.contains(path);
        let keys = cells.iter().filter_map(|cell| cell.name.rsplit('|').next());
        let is_there = html.contains(&format!("{table}[")) || html.contains(&format!("{table}."));
        if is_there || keys.clone().all(is_known) {
            continue;
        }
        // Which words may stand together is tried.
        let tries = cells.iter().map(|cell| cell.candidates.len()).max().unwrap_or_default();
        for number in 0..tries {
            let typed = |cell: &Input| {
                let all = &cell.candidates;
                all.get(number).or(all.last()).cloned().unwrap_or_default()
            };
            let row: Vec<(&str, String)> =
                cells.iter().map(|cell| (cell.name.as_str(), typed(cell))).collect();
            let mut row: Vec<(&str, &str)> =
                row.iter().map(|(name, typed)| (*name, typed.as_str())).collect();
            row.push(("live", "1"));
            let saved = unescaped(&page.post(address, &row).text());
            if saved.contains(&format!("{table}[")) || saved.contains(&format!("{table}.")) {
                break;
            }
        }
        // What is held of one that could not be added is let go of.
        let mut row: Vec<(&str, &str)> =
            cells.iter().map(|cell| (cell.name.as_str(), "")).collect();
        row.push(("live", "1"));
        page.post(address, &row);
    }
}

/// Each key is edited once through the form as a browser posts it, is in the file then, and can be undone.
#[test]
fn every_key_is_edited_once() {
    let mut edited: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let projects = repository().join("tests/projects");
    let mut sandboxes = vec![Sandbox::of_data(&projects.join("everything"))];
    if is_long() {
        sandboxes.push(Sandbox::of_data(&repository()));
        sandboxes.push(Sandbox::of_data(&projects.join("department")));
        sandboxes.push(Sandbox::of_data(&projects.join("branches")));
        sandboxes.push(Sandbox::of_data(&projects.join("clean-more")));
    }
    let mut count = 0_usize;
    for sandbox in &sandboxes {
        let page = Serving::of(sandbox);
        let status = sandbox.run(&["status", "--format", "json"]).stdout();
        let status: Value = serde_json::from_str(&status).unwrap();
        let year = status["year"].as_u64().unwrap();
        let folders: Vec<String> = fs::read_dir(sandbox.path("data"))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|folder| sandbox.path(&format!("data/{folder}/unit.toml")).is_file())
            .collect();
        let mut pages = vec![(String::new(), "settings".to_owned())];
        for folder in &folders {
            let unit = format!("{folder}/{year}");
            pages.extend(
                topics(&page, &unit)
                    .into_iter()
                    .map(|topic| (folder.clone(), format!("u/{unit}/{topic}"))),
            );
        }
        for (folder, address) in pages {
            if is_long() {
                let form = if folder.is_empty() { "juesuan" } else { "year" };
                let known = edited.get(form).cloned().unwrap_or_default();
                add_rows(&page, &address, &folders, &known);
            }
            let all = inputs(&page.get(&address).text(), "is|", &folders);
            for input in &all {
                let Input { name, was, candidates, is_needed: _ } = input;
                let (file, path) = name.trim_start_matches("is|").split_once('|').unwrap();
                let form = match (file, folder.as_str()) {
                    ("juesuan.toml", _) => "juesuan",
                    ("unit.toml", _) => "unit",
                    (file, _) if file.contains('/') => "evaluation",
                    _ => "year",
                };
                let key = pattern(path);
                let known = edited.entry(form).or_default();
                if known.contains(&key) {
                    continue;
                }
                count += 1;
                // A short run edits every twelfth.
                if !is_long() && !count.is_multiple_of(12) {
                    known.insert(key);
                    continue;
                }
                let full = if form == "juesuan" {
                    file.to_owned()
                } else {
                    format!("data/{folder}/{file}")
                };
                let before = fs::read_to_string(sandbox.path(&full)).unwrap();
                let was_name = name.replacen("is|", "was|", 1);
                // What its table is nothing without is written with it.
                let needed = all.iter().filter(|other| {
                    let is_beside = other.table() == input.table() && other.name != *name;
                    other.is_needed && other.was.is_empty() && is_beside
                });
                let needed: Vec<[(String, &str); 2]> = needed
                    .map(|other| {
                        let was = other.name.replacen("is|", "was|", 1);
                        [(other.name.clone(), "1"), (was, "")]
                    })
                    .collect();
                let needed: Vec<(&str, &str)> =
                    needed.iter().flatten().map(|(name, typed)| (name.as_str(), *typed)).collect();
                for candidate in candidates {
                    let mut form =
                        vec![(name.as_str(), candidate.as_str()), (&was_name, was), ("live", "1")];
                    form.extend(&needed);
                    let saved = page.post(&address, &form);
                    assert_eq!(saved.status, 200, "{name} {candidate}: {}", saved.text());
                    let after = fs::read_to_string(sandbox.path(&full)).unwrap();
                    if after == before {
                        // It is held; let go of it.
                        page.post(&address, &[(name, was), (&was_name, was), ("live", "1")]);
                        continue;
                    }
                    let mut old: Vec<&str> = before.lines().collect();
                    let is_new = |line: &&str| match old.iter().position(|other| other == line) {
                        Some(same) => {
                            old.remove(same);
                            false
                        }
                        None => true,
                    };
                    let new: String = after.lines().filter(is_new).collect();
                    // A small table is written cell by cell.
                    let typed = candidate.rsplit(['\n', '|']).next().unwrap().trim();
                    assert!(new.contains(typed), "{name} {candidate}: {new}");
                    let undo: Vec<(String, String)> = serde_json::from_str(&unescaped(between(
                        &saved.text(),
                        "data-undo=\"",
                        "\"",
                    )))
                    .unwrap();
                    assert!(!undo.is_empty(), "{name}");
                    fs::write(sandbox.path(&full), &before).unwrap();
                    known.insert(key);
                    break;
                }
            }
        }
    }
    let all: usize = edited.values().map(BTreeSet::len).sum();
    assert!(all > 120, "{all}");
    if !is_long() {
        return;
    }
    let mut missing = Vec::new();
    for (form, known) in &edited {
        let schema = fs::read_to_string(repository().join(format!("schema/{form}.json"))).unwrap();
        let schema: Value = serde_json::from_str(&schema).unwrap();
        let mut wanted = BTreeSet::new();
        match &schema["$defs"] {
            Value::Object(ways) => ways.values().for_each(|way| described(way, "", &mut wanted)),
            _ => described(&schema, "", &mut wanted),
        }
        for key in wanted {
            let key = key.replace("extra.*.rows[].cells", "extra.*.rows");
            let top = key.split(['.', '[']).next().unwrap();
            let is_otherwise = *form != "juesuan" && OTHERWISE.contains(&top)
                || key.ends_with("[].name") && known.contains(&key.replace("[].name", "[].code"));
            if !known.contains(&key) && !is_otherwise {
                missing.push(format!("{form}: {key}"));
            }
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}
