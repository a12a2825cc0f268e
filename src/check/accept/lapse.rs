//! Why an acceptance lapsed: what was accepted, and what is there now.

use super::Compared;
use crate::check::rule::Rule;
use crate::model::acceptance::{Acceptance, Identity};
use crate::problem::{Problem, canonical, figures_at};

/// What ends a clause of a headline.
const ENDS: [char; 4] = ['：', '，', '；', '。'];

/// The warning of an acceptance that no finding answers to, with the finding that came in its place, if one did.
pub(super) fn lapsed(
    acceptance: &Acceptance,
    accepted: &Identity,
    rule: &Rule,
    open: &[Problem],
) -> Problem {
    let own = Compared::new(accepted);
    let rivals = open.iter().filter(|finding| finding.id == rule.label).filter_map(|finding| {
        let identity = finding.identity.as_deref()?;
        Some((finding, identity, Compared::new(identity)))
    });
    let (mut changed, mut moved) = (Vec::new(), Vec::new());
    let says_nothing = own.figures.is_empty() && own.words.is_empty();
    for rival in rivals {
        let there = &rival.2;
        if !there.at.is_disjoint(&own.at) {
            changed.push(rival);
        } else if !says_nothing && there.figures == own.figures && there.words == own.words {
            moved.push(rival);
        }
    }
    let kept = |there: &Compared| {
        let pairs = there.figures.iter().zip(&own.figures).filter(|(now, then)| now == then);
        let words = there.words.iter().filter(|words| own.words.contains(words));
        (there.at == own.at, pairs.count() + words.count())
    };
    // The first of those that have most in common.
    let nearest = changed.into_iter().rev().max_by_key(|(_, _, there)| kept(there));
    let (how, finding) = match (nearest, moved.as_slice()) {
        (Some((finding, identity, _)), _) => {
            (difference(finding, identity, accepted), Some(finding))
        }
        (None, [(finding, identity, _)]) => (elsewhere(identity, accepted), Some(*finding)),
        (None, _) => (format!("{} 没有这样的结论了", accepted.at.join("、")), None),
    };
    let headline = format!("[[accept]] 已不起作用：{} {how}", rule.label);
    let note = Problem::warning("idle-accept", headline).at(acceptance.place, "没有与它相符的结论");
    match finding.map(|finding| finding.places.first()) {
        Some(place) => {
            let note = match place {
                Some((place, _)) => note.at(*place, "现在的结论"),
                None => note,
            };
            note.help("请重新核对；仍可接受的，删去这一段，再用 juesuan check --accept 接受一次")
        }
        None => note.help("数据改正了的，请删去这一段"),
    }
}

/// That a finding is at other fields than what was accepted.
fn elsewhere(now: &Identity, then: &Identity) -> String {
    format!("原来接受的是 {}，现在是 {}", then.at.join("、"), now.at.join("、"))
}

/// How a finding differs from what was accepted at its fields.
fn difference(finding: &Problem, now: &Identity, then: &Identity) -> String {
    let list = |texts: &[String]| match texts {
        [] => "（没有）".to_owned(),
        texts => texts.join("、"),
    };
    let same = |one: &String, other: &String| canonical(one) == canonical(other);
    let counts = now.figures.len() == then.figures.len();
    if counts && now.figures.iter().zip(&then.figures).all(|(one, other)| same(one, other)) {
        if now.words == then.words {
            return elsewhere(now, then);
        }
        return format!(
            "原来接受的字是“{}”，现在是“{}”",
            then.words.join("”“"),
            now.words.join("”“")
        );
    }
    if !counts {
        return format!("原来接受的数是 {}，现在是 {}", list(&then.figures), list(&now.figures));
    }
    let headline = finding.headline.as_str();
    let figures = figures_at(headline, &now.at);
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let mut start = 0;
    for end in ends(headline) {
        let clause = start..end;
        let within = figures.iter().zip(&then.figures);
        let within: Vec<_> = within.filter(|(f, _)| clause.contains(&f.range.start)).collect();
        if within.iter().any(|(figure, old)| !same(&figure.text, old)) {
            let (mut text, mut from) = (String::new(), start);
            for (figure, old) in within {
                text.push_str(headline.get(from..figure.range.start).unwrap_or_default());
                text.push_str(old);
                from = figure.range.end;
            }
            text.push_str(headline.get(from..end).unwrap_or_default());
            before.push(text.trim().to_owned());
            after.push(headline.get(clause).unwrap_or_default().trim().to_owned());
        }
        start = end
            + headline.get(end..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    format!("原来接受的是“{}”，现在是“{}”", before.join("，"), after.join("，"))
}

/// Where the clauses of a headline end.
fn ends(headline: &str) -> Vec<usize> {
    let ends = headline.char_indices().filter(|(_, c)| ENDS.contains(c)).map(|(at, _)| at);
    ends.chain([headline.len()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A finding as the check makes it.
    fn finding(headline: &str, at: &str) -> (Problem, Identity) {
        let at = vec![at.to_owned()];
        let figures = figures_at(headline, &at).into_iter().map(|figure| figure.text).collect();
        let identity = Identity { at, figures, words: Vec::new() };
        (
            Problem { identity: Some(Box::new(identity.clone())), ..Problem::finding(headline) },
            identity,
        )
    }

    #[test]
    fn the_clauses_that_changed_are_told() {
        let (_, then) = finding("合计 10.00 ≠ 合计 110.00，差 100.00 元", "economic");
        let (now, identity) = finding("合计 10.00 ≠ 合计 130.00，差 120.00 元", "economic");
        assert_eq!(
            difference(&now, &identity, &then),
            "原来接受的是“合计 10.00 ≠ 合计 110.00，差 100.00 元”，现在是“合计 10.00 ≠ 合计 130.00，差 120.00 元”"
        );
        let (now, identity) = finding("合计 10.00 ≠ 合计 110.00，差 120.00 元", "economic");
        assert_eq!(
            difference(&now, &identity, &then),
            "原来接受的是“差 100.00 元”，现在是“差 120.00 元”"
        );
        let (now, identity) = finding("差 120.00 元", "economic");
        assert_eq!(
            difference(&now, &identity, &then),
            "原来接受的数是 10.00、110.00、100.00，现在是 120.00"
        );
    }
}
