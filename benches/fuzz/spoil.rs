//! Ways to spoil a project: the bytes of its files, their structure, and what stands in their place.

use std::fs;
use std::path::PathBuf;

use crate::chance::Chance;
use crate::project::{Ground, tree, write};

/// Words that mean something somewhere.
const WORDS: [&str; 28] = [
    "[",
    "]",
    "{",
    "}",
    "\"",
    "\"\"\"",
    "=",
    ",",
    "#",
    "\n",
    "\r\n",
    "\0",
    "\u{feff}",
    "\u{1b}[2J",
    "\u{202e}",
    "../",
    "/etc/passwd",
    "-0.00",
    "99999999999999999999.99",
    "1e400",
    "nan",
    "2022-13-45",
    "[[accept]]\n",
    "[reasons]\n",
    "年",
    "\\",
    "#import \"/etc/passwd\"\n",
    "$ ) ( $",
];

/// Spoils a project in one to four ways; what was done.
pub(crate) fn some(chance: &mut Chance, ground: &Ground, with_made: bool) -> Vec<String> {
    let ways = 1 + chance.below(4);
    (0..ways).map(|_| one(chance, ground, with_made)).collect()
}

/// Spoils a project in one way.
fn one(chance: &mut Chance, ground: &Ground, with_made: bool) -> String {
    let all: Vec<PathBuf> = tree(&ground.root()).into_keys().collect();
    let notes = |path: &&PathBuf| {
        let name = path.to_string_lossy();
        name.ends_with(".json") || name.ends_with(".lock") || name.ends_with(".pdf")
    };
    let made: Vec<PathBuf> = all.iter().filter(notes).cloned().collect();
    // Where something was made, half of all faults are in what says what.
    let files = if with_made && !made.is_empty() && chance.below(2) == 0 { &made } else { &all };
    let Some(path) = files.get(chance.below(files.len())) else { return "nothing left".to_owned() };
    if ground.leads_out(path) {
        return "behind a link".to_owned();
    }
    let bytes = fs::read(path).unwrap_or_default();
    let shown = path.strip_prefix(ground.root()).unwrap_or(path).display().to_string();
    match chance.below(14) {
        0..=2 => put(path, flipped(chance, bytes), format!("flipped {shown}")),
        3 => {
            let end = chance.below(bytes.len() + 1);
            put(path, bytes.get(..end).unwrap_or_default().to_vec(), format!("cut {shown}"))
        }
        4..=6 => put(path, with_word(chance, bytes), format!("a word in {shown}")),
        7 | 8 => put(path, with_lines(chance, &bytes), format!("lines of {shown}")),
        9 => {
            let from = files.get(chance.below(files.len())).unwrap_or(path);
            let other = fs::read(from).unwrap_or_default();
            let from = from.strip_prefix(ground.root()).unwrap_or(from).display().to_string();
            put(path, other, format!("{from} in place of {shown}"))
        }
        10 => {
            let _ = fs::remove_file(path);
            format!("no {shown}")
        }
        11 => {
            let _ = fs::remove_file(path);
            let _ = fs::create_dir(path);
            format!("a folder for {shown}")
        }
        12 => linked(chance, ground, path, shown),
        _ => {
            let name = chance.one(&[
                "改名.toml",
                "2022.toml.txt",
                "Unit.TOML",
                "a\\b.toml",
                "..toml",
                "COM1.toml",
            ]);
            let _ = fs::rename(path, path.with_file_name(name));
            format!("{shown} called {name}")
        }
    }
}

/// Writes what became of a file.
fn put(path: &PathBuf, bytes: Vec<u8>, what: String) -> String {
    write(path, &bytes);
    what
}

/// Some bits of some bytes turned.
fn flipped(chance: &mut Chance, mut bytes: Vec<u8>) -> Vec<u8> {
    for _ in 0..1 + chance.below(8) {
        let at = chance.below(bytes.len());
        let bit = 1 << chance.below(8);
        if let Some(byte) = bytes.get_mut(at) {
            *byte ^= bit;
        }
    }
    bytes
}

/// A word put somewhere.
fn with_word(chance: &mut Chance, mut bytes: Vec<u8>) -> Vec<u8> {
    let at = chance.below(bytes.len() + 1);
    let word = chance.one(&WORDS).repeat(chance.one(&[1, 1, 1, 2, 50]));
    bytes.splice(at..at, word.into_bytes());
    bytes
}

/// Lines left out, doubled or in another place; and values of other lines.
fn with_lines(chance: &mut Chance, bytes: &[u8]) -> Vec<u8> {
    let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    if lines.is_empty() {
        return Vec::new();
    }
    let (one, other) = (chance.below(lines.len()), chance.below(lines.len()));
    match chance.below(4) {
        0 => drop(lines.remove(one)),
        1 => lines.insert(other, lines.get(one).copied().unwrap_or_default()),
        2 => lines.swap(one, other),
        _ => {
            let after = |line: &[u8]| line.iter().position(|byte| b"=:".contains(byte));
            let (a, b) = (lines.get(one).copied(), lines.get(other).copied());
            if let (Some(a), Some(b)) = (a, b)
                && let (Some(key), Some(value)) = (after(a), after(b))
            {
                let mixed = [a.get(..key), b.get(value..)].map(Option::unwrap_or_default).concat();
                let mut whole = lines.iter().map(|line| line.to_vec()).collect::<Vec<_>>();
                if let Some(line) = whole.get_mut(one) {
                    *line = mixed;
                }
                return whole.concat();
            }
        }
    }
    lines.concat()
}

/// A link in the place of a file or of its folder. An output folder may be one: that is the user's own choice.
#[cfg(unix)]
fn linked(chance: &mut Chance, ground: &Ground, path: &PathBuf, shown: String) -> String {
    let canary = ground.canary_root();
    let target =
        chance.one(&["notes.txt", "2022/own.pdf", "2022", "data", "data/unit.toml", "nowhere"]);
    let path = match path.parent().filter(|_| chance.below(3) == 0) {
        Some(folder) if folder.parent() != Some(&ground.root()) && folder != ground.root() => {
            folder.to_owned()
        }
        _ => path.clone(),
    };
    let _ = fs::remove_file(&path);
    let _ = fs::remove_dir_all(&path);
    let _ = std::os::unix::fs::symlink(canary.join(target), path);
    format!("a link to {target} for {shown}")
}

/// Links are not made elsewhere.
#[cfg(not(unix))]
fn linked(_: &mut Chance, _: &Ground, path: &PathBuf, shown: String) -> String {
    let _ = fs::remove_file(path);
    format!("no {shown}")
}
