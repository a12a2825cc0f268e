//! Why a rule asks for something, in words for the page: its explanation without keys, commands and lines of files.

use crate::check::Rule;
use crate::serve::unit::paths::NAMELESS;
use crate::serve::unit::spoken::{Spoken, as_done_here, is_ambiguous, is_of_key};

/// The explanation of a rule, a paragraph each: how it reckons, why, such as, and what to do. Sentences that can only be said
/// with keys are left out, and paragraphs of which nothing is left.
pub(in crate::serve) fn why(rule: &Rule) -> Vec<String> {
    let spoken = Spoken { census: None, year: 0, layout: None, names: NAMELESS };
    let paragraphs = rule.doc.split("\n\n").filter(|paragraph| *paragraph != rule.title);
    let told = paragraphs.filter_map(|paragraph| {
        let (head, body) = match paragraph.split_once('：') {
            Some((head, body)) if HEADS.contains(&head) => (format!("{head}："), body),
            Some(_) | None => (String::new(), paragraph),
        };
        let sentences =
            body.split_inclusive('。').filter_map(|sentence| sentence_of(&spoken, sentence));
        let body = sentences.collect::<String>();
        (!body.is_empty()).then(|| head + &body)
    });
    told.collect()
}

/// How paragraphs begin that say what they are.
const HEADS: [&str; 3] = ["为什么", "例", "怎么办"];

/// A sentence in words that are no keys; none where a key may mean several things, or none that the page has.
fn sentence_of(spoken: &Spoken<'_>, sentence: &str) -> Option<String> {
    let written = as_done_here(sentence);
    // Lines of files are no words.
    if written.contains(['{', '"', '=', '`']) {
        return None;
    }
    let told = spoken.explained(&without_keys(spoken, &written)?)?;
    let is_plain = !told.contains(|c: char| c.is_ascii_lowercase());
    is_plain.then(|| close(&told))
}

/// A sentence without the keys whose meaning stands beside them already: “公开日期 published”, “reserved（预留份额）”.
fn without_keys(spoken: &Spoken<'_>, sentence: &str) -> Option<String> {
    let (mut told, mut rest) = (String::new(), sentence);
    let mut has_table = false;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c| !is_of_key(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at_checked(end.max(first.len_utf8()))?;
        rest = after;
        let term = (end > 0).then(|| spoken.word(word)).flatten();
        has_table |= word.starts_with('[');
        match term {
            None => told.push_str(word),
            Some(term) if ends_like(told.trim_end(), &term) => {}
            Some(term) => match beside(after).filter(|(said, _)| is_alike(said, &term)) {
                Some((said, after)) => {
                    told.push_str(said);
                    rest = after;
                }
                None if !has_table && is_ambiguous(word) => return None,
                None => told.push_str(word),
            },
        }
    }
    Some(told)
}

/// What stands in parentheses at the begin of a text, and what follows it.
fn beside(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix('（')?.split_once('）')
}

/// Whether a text ends as a term begins, by more than a word of two.
fn ends_like(text: &str, term: &str) -> bool {
    let begins =
        term.char_indices().map(|(at, c)| term.get(..at + c.len_utf8()).unwrap_or_default());
    begins.skip(2).any(|begin| text.ends_with(begin))
}

/// Whether two texts have a word of two in common.
fn is_alike(one: &str, other: &str) -> bool {
    let letters: Vec<char> = one.chars().collect();
    letters.windows(2).any(|pair| other.contains(&pair.iter().collect::<String>()))
}

/// A text without the blanks that set a key apart from the words around it.
fn close(text: &str) -> String {
    let is_word = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && c != '−');
    let mut closed = String::new();
    for part in text.split_whitespace() {
        let is_between = is_word(closed.chars().last()) && is_word(part.chars().next());
        if !closed.is_empty() && !is_between {
            closed.push(' ');
        }
        closed.push_str(part);
    }
    closed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{RULES, find};

    #[test]
    fn every_rule_is_explained_without_keys() {
        for rule in RULES {
            let told = why(rule);
            let is_told = told.iter().any(|paragraph| paragraph.starts_with("为什么："));
            assert!(is_told, "{}: {told:?}", rule.number);
            for paragraph in &told {
                let is_plain = !paragraph.contains(|c: char| c.is_ascii_lowercase() || c == '`');
                assert!(is_plain && !paragraph.contains("  "), "{}: {paragraph}", rule.number);
                assert!(!paragraph.ends_with('：'), "{}: {paragraph}", rule.number);
            }
        }
    }

    #[test]
    fn what_stands_beside_a_key_is_not_said_twice() {
        let spoken = Spoken { census: None, year: 0, layout: None, names: NAMELESS };
        for (written, wanted) in [
            ("核对 [three-public] 各数。", Some("核对“三公”经费各数。")),
            (
                "公开日期 published 不晚于批复日期 approved 之后 20 日。",
                Some("公开日期不晚于批复日期之后 20 日。"),
            ),
            ("写了 reserved（预留份额）的不用写。", Some("写了预留份额的不用写。")),
            ("年初 + 收入 − 支出。", Some("年初 + 收入 − 支出。")),
            ("确实超支的写 [[accept]] 并说明理由。", Some("确实超支的，在待办里接受，写明理由。")),
            // A name may be that of a unit, of a code or of a project.
            ("改正或删去 name。", None),
            ("用 juesuan roll 开始新的一年。", None),
            ("例：{ code = \"30201\", basic = 0 }", None),
        ] {
            assert_eq!(sentence_of(&spoken, written).as_deref(), wanted);
        }
    }

    #[test]
    fn a_paragraph_keeps_what_it_is_called_by() {
        let told = why(find("negative-closing").unwrap());
        let heads: Vec<&str> = told.iter().map(|told| told.split('：').next().unwrap()).collect();
        assert_eq!(heads, ["为什么", "例", "怎么办"]);
    }
}
