//! Rules as their users read them.

use std::fmt::Write;

use crate::check::rule::Rule;
use crate::check::rules::RULES;

/// What stands before the rules on their page.
const PREFACE: &str = include_str!("preface.md");

/// A rule with its explanation, for a terminal.
pub(crate) fn explanation(rule: &Rule) -> String {
    let Rule { number, name, title, doc, severity, family, .. } = rule;
    let severity = severity.term();
    format!(
        "{number} {name}（{severity}；{family}）\n{title}\n\n{doc}\n\n\
         （“勾稽”“常见差错”的编号，见文档 docs/rules.md 开头的两张表。）\n"
    )
}

/// The page of all rules (`docs/rules.md`), with what holds without being checked.
pub fn rules_page() -> String {
    let mut page = PREFACE.to_owned();
    let mut family = "";
    for rule in RULES {
        if rule.family != family {
            family = rule.family;
            let _ = write!(page, "\n## {family}\n");
        }
        let Rule { number, name, title, doc, severity, .. } = rule;
        let _ =
            write!(page, "\n### {number} {name}\n\n**{title}**（{}）\n\n{doc}\n", severity.term());
    }
    page
}
