//! What is said of fields, and how their values look.

use crate::fields::field::{Field, Kind};

/// What a value of a field looks like in its input.
pub(in crate::serve) fn shown(field: &Field, text: &str) -> String {
    match field.kind {
        Kind::Money(_) => grouped(text),
        _ => text.to_owned(),
    }
}

/// An amount with its thousands set apart.
pub(in crate::serve) fn grouped(text: &str) -> String {
    let (whole, rest) =
        text.split_once('.').map_or((text, None), |(whole, rest)| (whole, Some(rest)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut grouped = String::new();
    for (number, digit) in digits.chars().enumerate() {
        if number > 0 && (digits.len() - number) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match rest {
        Some(rest) => format!("{sign}{grouped}.{rest}"),
        None => format!("{sign}{grouped}"),
    }
}

/// How many lines an input for words has.
pub(super) fn lines(text: &str) -> usize {
    let lines = text.lines().map(|line| line.chars().count() / 38 + 1);
    lines.sum::<usize>().clamp(1, 14)
}

/// The term of a column without what goes without saying in a table.
pub(super) fn short(field: &Field) -> &'static str {
    match field.kind {
        Kind::Code(_) => "编码",
        _ => field.term,
    }
}

/// What is said of a column.
pub(super) fn note_of(field: &Field) -> Option<String> {
    Some(note(field)).filter(|note| !note.is_empty())
}

/// What is said of a field: what is the page's own, or else what says no keys, without the numbers of rules.
pub(super) fn note(field: &Field) -> String {
    if !field.on_page.is_empty() {
        return field.on_page.to_owned();
    }
    let unwritten = match (field.unwritten, field.kind) {
        ("", _) => String::new(),
        // The choice itself says it.
        (unwritten, Kind::Flag) if is_plain(unwritten) => String::new(),
        ("没有", _) => "没有的不填".to_owned(),
        (unwritten, _) => format!("不填：{unwritten}"),
    };
    let parts = field.note.split('；').map(str::to_owned).chain([unwritten]);
    let parts = parts.filter(|part| is_plain(part)).map(|part| without_rules(&part));
    parts.collect::<Vec<_>>().join("；")
}

/// A text without the numbers of rules that stand in brackets: on the page they stand with what was found.
fn without_rules(text: &str) -> String {
    let is_of_number = |c: char| c.is_ascii_digit() || "R、".contains(c);
    let mut parts = text.split("（R");
    let mut said = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once('）').filter(|(numbers, _)| numbers.chars().all(is_of_number)) {
            Some((_, rest)) => said.push_str(rest),
            None => said.extend(["（R", part]),
        }
    }
    said
}

/// Whether something is said, and without keys.
pub(super) fn is_plain(words: &str) -> bool {
    !words.is_empty() && !words.contains(|c: char| c.is_ascii_lowercase() || "`\"".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::FILES;
    use crate::fields::extra::named;
    use crate::fields::field::all_below;
    use crate::serve::unit::paths::plain;

    /// All fields of which the page says something, with their paths.
    fn on_the_page() -> Vec<(String, &'static Field)> {
        let of_file = FILES.iter().filter(|form| form.name != "layout");
        let shapes = of_file.flat_map(|form| [Some(form.shape), form.compared]).flatten();
        let all = shapes.chain([&named::SHAPE]).flat_map(|shape| all_below(shape, ""));
        // Of a table only what is the page's own is said.
        let is_said =
            |field: &Field| !matches!(field.kind, Kind::Table(_)) || !field.on_page.is_empty();
        all.filter(|(_, field)| is_said(field)).collect()
    }

    #[test]
    fn what_is_said_of_fields_is_of_the_page() {
        let of_rules = regex::Regex::new("R[0-9]").unwrap();
        let mut wrong = Vec::new();
        for (path, field) in on_the_page() {
            // What PDFs are called is a name of files.
            let term = plain(field.term).trim_end_matches("PDF 的文件名");
            let said = [term, &note(field)].join("　");
            let is_of_file = |word: &&str| said.contains(*word);
            let of_files = ["文件", "制表符", "`", "\"", "警告", "是错误", "排成", "不排", "同上"];
            if of_rules.is_match(&said) || of_files.iter().any(is_of_file) {
                wrong.push(format!("{path}　{said}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn thousands_are_set_apart() {
        for (text, wanted) in [
            ("0.00", "0.00"),
            ("999.00", "999.00"),
            ("1000.50", "1,000.50"),
            ("-1234567.89", "-1,234,567.89"),
            ("123456", "123,456"),
            ("", ""),
        ] {
            assert_eq!(grouped(text), wanted);
        }
    }
}
