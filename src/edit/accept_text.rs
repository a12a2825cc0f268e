//! `[[accept]]` written into the text of a year's file, which stays as it is byte for byte elsewhere.

use toml::de::DeTable;

use crate::edit::splice::{Splice, applied};
use crate::model::acceptance::Identity;
use crate::model::place::Place;
use crate::write::quoted;

/// An acceptance to be written.
#[derive(Debug, Clone)]
pub(crate) struct NewAcceptance<'a> {
    /// The rule, by number and name.
    pub rule: &'a str,
    /// What it covers.
    pub identity: &'a Identity,
    /// Why it is accepted.
    pub reason: &'a str,
}

/// An acceptance of the earlier form that is to be brought up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Renewal<'a> {
    /// Where it stands.
    pub row: Place,
    /// Where the words of its `finding` stand.
    pub finding: Place,
    /// What it covers from now on.
    pub identity: &'a Identity,
}

/// The text with acceptances added: as `[[accept]]` at the end, or where they stand as rows of `accept = […]`.
pub(crate) fn appended(text: &str, acceptances: &[NewAcceptance<'_>]) -> String {
    let line_end = line_end(text);
    if let Some((at, is_first)) = end_of_rows(text) {
        let rows = acceptances.iter().map(|acceptance| fields(acceptance).join(", "));
        let rows: Vec<String> = rows.map(|row| format!("{line_end}  {{ {row} }}")).collect();
        let comma = if is_first { "" } else { "," };
        return applied(text, vec![Splice::at(at, format!("{comma}{}", rows.join(",")))]);
    }
    let mut added = String::new();
    if !text.is_empty() && !text.ends_with('\n') {
        added.push_str(line_end);
    }
    for acceptance in acceptances {
        added.push_str(line_end);
        added.push_str("[[accept]]");
        added.push_str(line_end);
        for field in fields(acceptance) {
            added.push_str(&field);
            added.push_str(line_end);
        }
    }
    format!("{text}{added}")
}

/// The text with the words of acceptances of the earlier form replaced by what they cover; none where one of them is
/// written in a way that cannot be replaced.
pub(crate) fn renewed(text: &str, renewals: &[Renewal<'_>]) -> Option<String> {
    let edits = renewals.iter().map(|Renewal { row, finding, identity }| {
        let start = key_before(text, finding.start)?;
        let between = if text.get(row.start..)?.starts_with('{') {
            ", ".to_owned()
        } else {
            let line = text.get(..start)?.rsplit('\n').next()?;
            format!("{}{line}", line_end(text))
        };
        Some(Splice::over(start..finding.end, covers(identity).join(&between)))
    });
    Some(applied(text, edits.collect::<Option<_>>()?))
}

/// The line ends of a text.
fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// Where the rows of `accept = […]` end, and whether there are none yet; none where the acceptances are not written so.
fn end_of_rows(text: &str) -> Option<(usize, bool)> {
    let (table, _) = DeTable::parse_recoverable(text);
    let value = table.get_ref().get("accept")?;
    let rows = value.get_ref().as_array()?;
    let start = value.span().start;
    let inline = text.get(start..)?.strip_prefix('[').is_some_and(|rest| !rest.starts_with('['));
    let end = rows.iter().last().map(|row| row.span().end);
    inline.then(|| (end.unwrap_or(start + 1), end.is_none()))
}

/// Where the key `finding` begins whose value begins at a byte.
fn key_before(text: &str, value: usize) -> Option<usize> {
    let before = text.get(..value)?.trim_end_matches([' ', '\t']).strip_suffix('=')?;
    let before = before.trim_end_matches([' ', '\t']);
    let keys = ["\"finding\"", "'finding'", "finding"];
    keys.iter().find_map(|key| before.strip_suffix(key)).map(str::len)
}

/// The fields of an acceptance.
fn fields(acceptance: &NewAcceptance<'_>) -> Vec<String> {
    let NewAcceptance { rule, identity, reason } = acceptance;
    let mut fields = vec![format!("rule = {}", quoted(rule))];
    fields.extend(covers(identity));
    fields.push(format!("reason = {}", quoted(reason)));
    fields
}

/// The fields that say what an acceptance covers.
fn covers(identity: &Identity) -> Vec<String> {
    let Identity { at, figures, words } = identity;
    let list = |texts: &[String]| {
        let quoted: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
        format!("[{}]", quoted.join(", "))
    };
    let mut fields = vec![match at.as_slice() {
        [one] => format!("at = {}", quoted(one)),
        several => format!("at = {}", list(several)),
    }];
    for (key, texts) in [("figures", figures), ("words", words)] {
        if !texts.is_empty() {
            fields.push(format!("{key} = {}", list(texts)));
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::FileNumber;

    /// An identity with a quote, a backslash and a line end in it.
    fn identity() -> Identity {
        let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        Identity {
            at: texts(&["income[2080109].other"]),
            figures: texts(&["5.00"]),
            words: texts(&["\"甲\\乙\""]),
        }
    }

    /// The rows of `accept`, each as a table.
    fn rows(text: &str) -> Vec<String> {
        let table = DeTable::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let rows = table.get_ref().get("accept").unwrap().get_ref().as_array().unwrap().iter();
        rows.map(|row| {
            let row = row.get_ref().as_table().unwrap();
            let at = row.get("at").map(|at| at.get_ref().as_str().unwrap().to_owned());
            at.unwrap_or_default()
        })
        .collect()
    }

    #[test]
    fn acceptances_are_added_where_the_others_are() {
        let identity = identity();
        let new =
            NewAcceptance {
                rule: "R0101", identity: &identity, reason: "第一行\n“二”\"三\""
            };
        for text in [
            "",
            "year = 2022",
            "year = 2022\r\n[reasons] # 注\r\ntotal = \"甲\"\r\n",
            "accept = []\n[reasons]\n",
            "accept = [ { rule = \"R1\", at = \"x\" } ]\n",
            "accept = [\n  { rule = \"R1\", at = \"x\" }, # 注\n]\nyear = 2022\n",
            "[[accept]]\nrule = \"R1\"\nat = \"x\"\n",
        ] {
            let added = appended(text, &[new.clone(), new.clone()]);
            let found = rows(&added);
            assert!(found.len() >= 2, "{added}");
            assert_eq!(found.last().map(String::as_str), Some("income[2080109].other"), "{added}");
            assert_eq!(added.contains('\r'), text.contains('\r'));
            let (mut rest, mut all) = (added.as_str(), text);
            // Nothing of the text is lost or changed.
            while let Some(c) = all.chars().next() {
                let at = rest.find(c).unwrap_or_else(|| panic!("{added}"));
                (rest, all) = (&rest[at + c.len_utf8()..], &all[c.len_utf8()..]);
            }
        }
    }

    #[test]
    fn the_earlier_form_is_replaced_in_its_place() {
        let identity = identity();
        for (text, wanted) in [
            (
                "[[accept]]\nrule = \"R1\"\nfinding = \"甲乙丙\" # 注\nreason = \"丁\"\n",
                "[[accept]]\nrule = \"R1\"\nat = \"income[2080109].other\"\nfigures = [\"5.00\"]\nwords = [\"\\\"甲\\\\乙\\\"\"] # 注\nreason = \"丁\"\n",
            ),
            (
                "accept = [ { rule = \"R1\", \"finding\"=\"甲乙丙\", reason = \"丁\" } ]\r\n",
                "accept = [ { rule = \"R1\", at = \"income[2080109].other\", figures = [\"5.00\"], words = [\"\\\"甲\\\\乙\\\"\"], reason = \"丁\" } ]\r\n",
            ),
        ] {
            let start = text.find("\"甲乙丙\"").unwrap();
            let finding = Place::new(FileNumber(0), start..start + "\"甲乙丙\"".len());
            let begin = text.find('{').unwrap_or_default();
            let row = Place::new(FileNumber(0), begin..begin + 1);
            let renewal = Renewal { row, finding, identity: &identity };
            assert_eq!(renewed(text, &[renewal]).as_deref(), Some(wanted));
        }
        let place = Place::new(FileNumber(0), 0..1);
        let renewal = Renewal { row: place, finding: place, identity: &identity };
        assert_eq!(renewed("x", &[renewal]), None);
    }
}
