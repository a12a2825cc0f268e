//! One edit of a file: only the bytes of what is meant change, and reading again gives what is meant.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use juesuan::edit::{Change, Value, edited};
use juesuan::fields::{FILES, FileForm};
use juesuan::model::place::Place;
use juesuan::problem::Sources;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use crate::fields::examples;
use crate::support::cases;

/// Files that are written in ways in which few people write, and valid.
const ODD: [(&str, &str); 9] = [
    ("year", "year=2022\nincome=[{code='2080109',general=1}]\nexpenditure=[]\neconomic=[]"),
    (
        "year",
        "# 头\n\nyear = 2022 # 年\nincome = [ # 收入\n  # 一行\n  {code = \"2080109\", general = \"1,234.56\"}, # 社保\n  { code = \"2210201\", general = 2.00 } # 住房 ]\n  # 尾\n]\nexpenditure = []\neconomic = [ { code = \"30101\", basic = 1 }, { code = \"30102\" } ]\n",
    ),
    (
        "year",
        "year = 2022\nincome = []\nexpenditure = []\neconomic = []\ncarry-over.surplus-used = 1.00\ncarry-over.distribution = 2.00 # 分配\nthree-public.reception.initial = 6.00\nthree-public.reception.domestic.batches = 4\n\n[reasons]\ntotal = \"\"\"\n甲 # 不是注\n[不是表]\n\"\"\"\n",
    ),
    (
        "year",
        "year = 2022\nexpenditure = []\neconomic = []\n[[income]]\ncode = \"2080109\"\ngeneral = 1.00 # 一\n\n# 第二行\n[[income]]\ncode = \"2210201\"\n\n[three-public.reception]\ninitial = 6.00\n[three-public]\nabroad = { initial = 1.00, use = \"甲，乙\" }\n",
    ),
    (
        "year",
        "year = 2022\nincome = []\nexpenditure = []\neconomic = []\n[assets]\nequipment = 0\n\n  [assets.vehicles] # 缩进\n  special = 1\n\n[procurement]\n# 空的\n\n[control]\nrows = [{ code = \"208\" }, { code = \"301\", basic = 1.00, },]\n",
    ),
    (
        "year",
        "year = 2022\nincome = []\nexpenditure = []\neconomic = []\nassets = { vehicles.special = 1, vehicles.other = 2, equipment = 3 }\nreasons = {}\n\"operating-expense\" = 5\n",
    ),
    (
        "year",
        "year = 2022\nincome = [ ]\nexpenditure = [\n]\neconomic = [\n  # 没有\n]\n[prior]\nincome = [\n  { code = \"208\", general = 1.00 }, { code = \"221\" },\n]\nexpenditure = []\n[prior.three-public]\nreception = 7.00\n[[accept]]\nrule = \"R0301\"\nat = \"x\"\nreason = \"甲\"\n",
    ),
    (
        "unit",
        "name = \"甲\"\nkind = \"department\"\nnature = \"institution\"\nmembers = [\"乙\", # 一\n  \"丙\"]\n[profile]\nduties = '''\n一\n二'''\n",
    ),
    (
        "evaluation",
        "name = \"甲\"\nexecution-score = 10\n[[funds]]\nsource = \"县级\"\nfull-year = 1\nexecuted = 1\n[[indicators]]\nlevel-one = \"产出指标\"\nlevel-two = \"数量指标\"\nname = \"参保 [人数]\"\nweight = 10\nscore = 9.5\n",
    ),
];

/// Numbers that follow each other without order, the same in every run.
struct Random(u64);

impl Random {
    /// A number below a limit.
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit.max(1)
    }

    /// One of some things.
    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// A value that is no table and no rows of tables, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Leaf {
    /// What it says.
    says: String,
    /// The value, to be written elsewhere.
    value: Value,
}

/// What a file says: its values by path, and the paths of its rows and tables with their places.
struct Said {
    /// The values.
    leaves: BTreeMap<String, Leaf>,
    /// Everything that has a path, with where it stands.
    places: BTreeMap<String, (usize, usize)>,
    /// The paths of tables and rows.
    tables: Vec<String>,
}

/// What a file of a form says.
fn said(form: &FileForm, text: &str) -> Said {
    let mut sources = Sources::default();
    let file = sources.add(name_of(form), text);
    let text = text.trim_start_matches('\u{feff}');
    let table = DeTable::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let mut said = Said { leaves: BTreeMap::new(), places: BTreeMap::new(), tables: Vec::new() };
    let path = |value: &Spanned<DeValue<'_>>, key: Option<(usize, usize)>| {
        let (start, end) = key.unwrap_or((value.span().start, value.span().end));
        sources
            .path(Place::new(file, start..end))
            .unwrap_or_else(|| panic!("{start}\n{text}"))
            .to_owned()
    };
    fill(table.get_ref(), &path, &mut said);
    said
}

/// The path of a value, or of its key.
type PathOf<'a> = dyn Fn(&Spanned<DeValue<'_>>, Option<(usize, usize)>) -> String + 'a;

/// Notes what a table says.
fn fill(table: &DeTable<'_>, path: &PathOf<'_>, said: &mut Said) {
    for (key, value) in table {
        let span = key.span();
        match value.get_ref() {
            DeValue::Table(below) => {
                // The key of a table under a heading is a part of the heading.
                said.tables.push(path(value, Some((span.start, span.end))));
                fill(below, path, said);
            }
            DeValue::Array(rows) if rows.iter().any(|row| row.get_ref().is_table()) => {
                for row in rows.iter() {
                    let name = path(row, None);
                    said.places.insert(name.clone(), (row.span().start, row.span().end));
                    said.tables.push(name);
                    fill(row.get_ref().as_table().unwrap(), path, said);
                }
            }
            leaf => {
                let name = path(value, Some((span.start, span.end)));
                said.places.insert(name.clone(), (value.span().start, value.span().end));
                said.leaves.insert(name, leaf_of(leaf));
            }
        }
    }
}

/// What a value says.
fn leaf_of(value: &DeValue<'_>) -> Leaf {
    let value = match value {
        DeValue::String(words) => Value::Words(words.replace("\r\n", "\n").trim().to_owned()),
        DeValue::Array(words) => Value::List(
            words.iter().map(|word| word.get_ref().as_str().unwrap().to_owned()).collect(),
        ),
        DeValue::Integer(number) => Value::Bare(number.to_string()),
        DeValue::Float(number) => Value::Bare(number.as_str().to_owned()),
        DeValue::Boolean(flag) => Value::Bare(flag.to_string()),
        DeValue::Datetime(day) => Value::Bare(day.to_string()),
        DeValue::Table(_) => panic!("a table is no leaf"),
    };
    Leaf { says: format!("{value:?}"), value }
}

/// The name of a file of a form.
fn name_of(form: &FileForm) -> &'static str {
    match form.name {
        "juesuan" => "juesuan.toml",
        "unit" => "data/a/unit.toml",
        "year" => "data/a/2022.toml",
        "evaluation" => "data/a/2022/1.toml",
        "layout" => "layouts/a/layout.toml",
        name => panic!("{name}"),
    }
}

/// A text with comments, blanks, line ends and a byte order mark that say nothing.
fn spoilt(text: &str, random: &mut Random) -> String {
    let mut spoilt = String::new();
    let (notes, blanks) = (random.below(2) == 1, random.below(2) == 1);
    let mut inline = 0_usize;
    for token in Source::new(text).lex() {
        let span = token.span();
        let written = &text[span.start()..span.end()];
        match token.kind() {
            TokenKind::LeftCurlyBracket => inline += 1,
            TokenKind::RightCurlyBracket => inline -= 1,
            TokenKind::Newline if notes && inline == 0 && random.below(3) == 0 => {
                write!(spoilt, " # 注 {}，\"[{{]=", random.below(100)).unwrap();
            }
            TokenKind::Equals if blanks => spoilt.push_str([" ", "\t", "   "][random.below(3)]),
            _ => {}
        }
        spoilt.push_str(written);
        if blanks && token.kind() == TokenKind::Equals {
            spoilt.push_str(["", " ", "  \t"][random.below(3)]);
        }
    }
    if random.below(2) == 1 {
        spoilt = spoilt.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    if random.below(3) == 0 { format!("\u{feff}{spoilt}") } else { spoilt }
}

/// The notes of a text, in order.
fn notes(text: &str) -> Vec<&str> {
    let text = text.trim_start_matches('\u{feff}');
    let notes = Source::new(text).lex().filter(|token| token.kind() == TokenKind::Comment);
    notes.map(|token| &text[token.span().start()..token.span().end()]).collect()
}

/// Whether one text comes of another by leaving bytes out.
fn is_part(part: &[u8], whole: &[u8]) -> bool {
    let mut rest = whole.iter();
    part.iter().all(|byte| rest.any(|other| other == byte))
}

/// A path without what its rows are called by.
fn general(path: &str) -> String {
    let mut general = String::new();
    let (mut depth, mut quoted) = (0, false);
    for c in path.chars() {
        match c {
            '"' => quoted = !quoted,
            '[' if !quoted => depth += 1,
            ']' if !quoted => depth -= 1,
            c if depth == 0 => general.push(c),
            _ => {}
        }
    }
    general
}

/// Whether rows on the way are called by their positions, which change with every row before them.
fn is_by_position(path: &str) -> bool {
    let labels = path.split('[').skip(1).filter_map(|label| label.split(']').next());
    labels
        .into_iter()
        .any(|label| label.contains('#') || label.len() < 3 && label.parse::<u8>().is_ok())
}

/// The values of many files by general path, each with its own.
type Seen = BTreeMap<String, Vec<(String, Leaf)>>;

/// One edit: its path, the change and what the file says after it.
struct Edit {
    /// The path.
    path: String,
    /// The change.
    change: Change,
    /// The values by path after it.
    meant: BTreeMap<String, String>,
}

/// The values by path; rows of which there are none have none.
fn values(said: &Said) -> BTreeMap<String, String> {
    let leaves = said.leaves.iter().filter(|(_, leaf)| leaf.value != Value::List(Vec::new()));
    leaves.map(|(path, leaf)| (path.clone(), leaf.says.clone())).collect()
}

/// Makes up an edit of a file; `seen` has the values of all files of its form by general path.
fn made_up(said: &Said, seen: &Seen, random: &mut Random) -> Option<Edit> {
    let mut meant = values(said);
    let leaves: Vec<&String> = said.leaves.keys().collect();
    match random.below(10) {
        0..=3 => {
            // A value that another file has there.
            let path = (*random.one(&leaves)).clone();
            let (_, other) = random.one(seen.get(&general(&path))?).clone();
            // What a row is called by is its name.
            let key = path.rsplit('.').next()?;
            if path.contains('[') && ["code", "fund", "name", "source", "unit"].contains(&key)
                || key == "comparison-only"
            {
                return None;
            }
            meant.insert(path.clone(), other.says);
            meant.retain(|_, says| says != "List([])");
            Some(Edit { path, change: Change::Set(other.value), meant })
        }
        4..=6 => {
            // A field that is not there, with all that leads to it.
            let all: Vec<&String> =
                seen.keys().filter(|path| !path.contains("comparison-only")).collect();
            let of = &seen[*random.one(&all)];
            let (path, leaf) = random.one(of).clone();
            let own = match path.rsplit_once('.') {
                // Often one of the rows that are there.
                Some((above, key)) if above.ends_with(']') && random.below(2) == 0 => {
                    let rows: Vec<&String> = said
                        .tables
                        .iter()
                        .filter(|table| general(table) == general(above))
                        .collect();
                    if rows.is_empty() { path } else { format!("{}.{key}", random.one(&rows)) }
                }
                _ => path,
            };
            if said.leaves.contains_key(&own) || is_by_position(&own) {
                return None;
            }
            let key = own.rsplit('.').next()?;
            if own.contains('[') && ["code", "fund", "name", "source", "unit"].contains(&key) {
                return None;
            }
            // Rows are there already.
            if said.tables.iter().any(|table| table.starts_with(&format!("{own}["))) {
                return None;
            }
            // Its own files say whether a table is one or an amount.
            if said.leaves.keys().any(|path| own.starts_with(&format!("{path}."))) {
                return None;
            }
            meant.insert(own.clone(), leaf.says);
            meant.retain(|_, says| says != "List([])");
            Some(Edit { path: own, change: Change::Set(leaf.value), meant })
        }
        7..=8 => {
            let path = (*random.one(&leaves)).clone();
            let key = path.rsplit('.').next()?;
            if path.contains('[') && ["code", "fund", "name", "source", "unit"].contains(&key)
                || key == "comparison-only"
            {
                return None;
            }
            meant.remove(&path);
            Some(Edit { path, change: Change::Remove, meant })
        }
        _ => {
            let path = said.tables.get(random.below(said.tables.len()))?.clone();
            if is_by_position(&path) {
                return None;
            }
            meant.retain(|other, _| {
                !other.strip_prefix(&path).is_some_and(|rest| rest.starts_with(['.', '[']))
            });
            Some(Edit { path, change: Change::Remove, meant })
        }
    }
}

/// Checks random edits in the real files and in spoilt ones: they say what was meant, and nothing else has changed.
#[test]
fn edits_change_what_they_mean_and_nothing_else() {
    let real = examples().into_iter().map(|(_, form, text)| (form, text));
    let odd = ODD.iter().map(|(name, text)| {
        (FILES.iter().find(|form| form.name == *name).unwrap(), (*text).to_owned())
    });
    let files: Vec<(&FileForm, String)> =
        real.chain(odd.clone()).chain(odd.clone()).chain(odd).collect();
    let mut seen: BTreeMap<&str, Seen> = BTreeMap::new();
    for (form, text) in &files {
        let said = said(form, text);
        let form_seen = seen.entry(form_of(form, &said)).or_default();
        for (path, leaf) in said.leaves {
            form_seen.entry(general(&path)).or_default().push((path, leaf));
        }
    }
    let mut random = Random(20_261_125);
    let (mut made, mut refused, mut kinds) = (0, 0, BTreeMap::<&str, u32>::new());
    while made < cases(500, 50_000) {
        let (form, text) = random.one(&files);
        let text = match random.below(3) {
            0 => text.clone(),
            _ => spoilt(text, &mut random),
        };
        let before = said(form, &text);
        let Some(edit) = made_up(&before, &seen[form_of(form, &before)], &mut random) else {
            continue;
        };
        made += 1;
        let after = match edited(form, &text, &edit.path, &edit.change) {
            Ok(after) => after,
            Err(why) => {
                // A table may be scattered over the file.
                let table = before.tables.contains(&edit.path);
                assert!(
                    table && edit.change == Change::Remove,
                    "{}: {:?}: {}\n{text}",
                    edit.path,
                    edit.change,
                    why.0
                );
                refused += 1;
                continue;
            }
        };
        let shown =
            || format!("{} {:?}\n--- before\n{text}\n--- after\n{after}", edit.path, edit.change);
        let mut found = values(&said(form, &after));
        // The keys of a row that was not there come with it.
        if let Change::Set(_) = &edit.change {
            let above = edit.path.rsplit_once('.').map_or("", |(above, _)| above);
            found.retain(|path, _| {
                let key = path.strip_prefix(above).and_then(|key| key.strip_prefix('.'));
                let keys = ["code", "fund", "name", "source", "unit"];
                edit.meant.contains_key(path) || !key.is_some_and(|key| keys.contains(&key))
            });
        }
        assert_eq!(found, edit.meant, "{}", shown());
        let kind = match &edit.change {
            Change::Set(_) if before.leaves.contains_key(&edit.path) => {
                let (start, end) = before.places[&edit.path];
                let mark = text.len() - text.trim_start_matches('\u{feff}').len();
                assert!(after.starts_with(&text[..mark + start]), "{}", shown());
                assert!(after.ends_with(&text[mark + end..]), "{}", shown());
                "set"
            }
            Change::Set(_) | Change::Insert(_, _) => {
                assert!(is_part(text.as_bytes(), after.as_bytes()), "{}", shown());
                assert_eq!(notes(&after), notes(&text), "{}", shown());
                "added"
            }
            Change::Remove => {
                assert!(is_part(after.as_bytes(), text.as_bytes()), "{}", shown());
                "removed"
            }
        };
        *kinds.entry(kind).or_default() += 1;
        assert_eq!(after.starts_with('\u{feff}'), text.starts_with('\u{feff}'));
        if text.contains("\r\n") && !text.replace("\r\n", "").contains('\n') {
            assert!(!after.replace("\r\n", "").contains('\n'), "{}", shown());
        }
    }
    assert!(refused <= made / 100, "{refused} of {made} were refused");
    assert!(kinds.values().all(|count| *count > made / 10), "{kinds:?}");
}

/// A form of file, years that are compared apart.
fn form_of(form: &FileForm, said: &Said) -> &'static str {
    match said.leaves.get("comparison-only") {
        Some(only) if only.value == Value::Bare("true".to_owned()) => "comparison",
        _ => form.name,
    }
}

/// Checks that an edit is written as people write it.
#[test]
fn edits_are_written_as_people_write() {
    let year = FILES.iter().find(|form| form.name == "year").unwrap();
    let text = "# 头\nyear = 2022\nincome = [\n  { code = \"2080109\", general = 1.00 },  # 社保\n]\n\n# 原因\n[reasons]\ntotal = \"甲\"\n";
    let set = |path: &str, value: Value| edited(year, text, path, &Change::Set(value)).unwrap();
    let bare = |text: &str| Value::Bare(text.to_owned());
    let words = |text: &str| Value::Words(text.to_owned());
    for (after, line) in [
        (
            set("income[2080109].general", bare("2.50")),
            "  { code = \"2080109\", general = 2.50 },  # 社保\n",
        ),
        (
            set("income[2080109].other", bare("2.50")),
            "  { code = \"2080109\", general = 1.00, other = 2.50 },  # 社保\n",
        ),
        (
            set("income[2210201].general", bare("3")),
            "  # 社保\n  { code = \"2210201\", general = 3 },\n]\n",
        ),
        (
            set("operating-expense", bare("4.00")),
            "]\noperating-expense = 4.00\n\n# 原因\n[reasons]\n",
        ),
        (set("reasons.fiscal", words("乙")), "total = \"甲\"\nfiscal = \"乙\"\n"),
        (set("assets.vehicles.special", bare("1")), "\n\n[assets]\nvehicles = { special = 1 }\n"),
        (
            set("budget[208/general].initial", bare("9.00")),
            "]\nbudget = [\n  { code = \"208\", initial = 9.00 },\n]\n",
        ),
        (set("reasons.total", words("甲\n乙")), "[reasons]\ntotal = \"\"\"\n甲\n乙\n\"\"\"\n"),
    ] {
        assert!(after.contains(line), "{line}\n{after}");
    }
    let removed = edited(year, text, "income[2080109]", &Change::Remove).unwrap();
    assert!(removed.contains("income = [\n]\n"), "{removed}");
}

/// Checks that what cannot be meant is refused with a reason, and what the field may not have.
#[test]
fn edits_that_mean_nothing_are_refused() {
    let year = FILES.iter().find(|form| form.name == "year").unwrap();
    let text = "year = 2022\nincome = []\nexpenditure = []\neconomic = []\n";
    let refused = |text: &str, path: &str, value: Value| {
        edited(year, text, path, &Change::Set(value)).unwrap_err().0
    };
    let bare = |text: &str| Value::Bare(text.to_owned());
    for (path, value) in [
        ("operating-expense", bare("-1")),
        ("operating-expense", bare("1 # 注")),
        ("operating-expense", bare("1\nincome = 2")),
        ("published", bare("2023-13-01")),
        ("assets.equipment", bare("1.5")),
        ("income[2080109].general", Value::Words("甲".to_owned())),
        ("expenditure[2080109/genral].basic", bare("1")),
        ("incom[2080109].general", bare("1")),
        ("income[2080109].generl", bare("1")),
        ("income[2080109", bare("1")),
        ("names.2080188", bare("1")),
        ("", bare("1")),
    ] {
        assert!(!refused(text, path, value).is_empty(), "{path}");
    }
    assert!(refused("year = \n", "year", bare("2022")).contains("TOML"));
    let nothing = edited(year, text, "reasons.total", &Change::Remove).unwrap_err();
    assert!(nothing.0.contains("reasons.total"), "{}", nothing.0);
}
