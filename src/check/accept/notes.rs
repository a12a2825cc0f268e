//! What is to be said of acceptances: of no effect, in the earlier form, of what may not be accepted.

use super::lapse::lapsed;
use crate::check::rule::Rule;
use crate::check::rules::RULES;
use crate::check::rules::find;
use crate::check::words::private_numbers::{
    bank_numbers, identity_numbers, masked, mobile_numbers,
};
use crate::model::acceptance::{Acceptance, Covers};
use crate::model::place::Place;
use crate::problem::{Problem, Severity};

/// What is to be said of a year's acceptances: `idle` ones that no finding answers to, while `open` are the findings that
/// are not accepted and `not_run` the rules that did not run.
pub(in crate::check) fn notes(
    acceptances: &[Acceptance],
    idle: &[&Acceptance],
    open: &[Problem],
    not_run: &[(&'static Rule, String)],
) -> Vec<Problem> {
    let mut notes: Vec<Problem> =
        idle.iter().map(|acceptance| note(acceptance, open, not_run)).collect();
    notes.extend(of_earlier_form(acceptances));
    notes.extend(acceptances.iter().filter_map(with_private_number));
    notes
}

/// What is to be said of an acceptance that no finding answers to.
fn note(acceptance: &Acceptance, open: &[Problem], not_run: &[(&'static Rule, String)]) -> Problem {
    let name = &acceptance.rule.value;
    let Some(rule) = find(name) else {
        return Problem::error("unknown-rule", format!("[[accept]] 中没有“{name}”这条规则"))
            .at(acceptance.rule.place, "没有这条规则")
            .help(format!("规则编号从 {} 起，juesuan check --list 列出全部", first_number()));
    };
    if !rule.may_be_accepted() {
        return Problem::warning(
            "not-acceptable",
            format!("{} 的结论不能接受，这一段 [[accept]] 不起作用", rule.label),
        )
        .at(acceptance.rule.place, rule.title)
        .help("这样的内容不能公开，只能改正；认错了的，请把号码改成不会认错的写法，再删去这一段");
    }
    if let Some((_, why)) = not_run.iter().find(|(skipped, _)| skipped.label == rule.label) {
        let headline = format!("[[accept]] 这次没有用上：{name} 没有核对（{why}）");
        return Problem { severity: Severity::Hint, ..Problem::warning("idle-accept", headline) }
            .at(acceptance.place, "它说的规则没有核对")
            .help("补上这条规则要的数，再核对一次");
    }
    match &acceptance.covers {
        Covers::Finding(identity) => lapsed(acceptance, identity, rule, open),
        Covers::Words(words) => Problem::warning(
            "idle-accept",
            format!("[[accept]] 已不起作用：{name} 没有含 {} 的结论", words.value),
        )
        .at(acceptance.place, "没有与它相符的结论")
        .help("数据改正了的，请删去这一段；结论中的数变了的，请重新核对后再接受"),
    }
}

/// The warning of a file that has acceptances in the earlier form.
fn of_earlier_form(acceptances: &[Acceptance]) -> Option<Problem> {
    let is_earlier = |acceptance: &&Acceptance| matches!(acceptance.covers, Covers::Words(_));
    let earlier: Vec<&Acceptance> = acceptances.iter().filter(is_earlier).collect();
    let headline = format!(
        "有 {} 处 [[accept]] 是旧写法（finding），按结论里的字接受，数变了也可能照样接受",
        earlier.len()
    );
    let finding = Problem::warning("earlier-accept", headline);
    Some(
        finding.at(earlier.first()?.place, "旧写法").help(
            "运行 juesuan check 单位/年度 --renew，改成新写法（规则、字段、数）；理由和注释不变",
        ),
    )
}

/// The error of an acceptance that has the number of a person in it.
fn with_private_number(acceptance: &Acceptance) -> Option<Problem> {
    let Acceptance { place, rule: _, covers, reason } = acceptance;
    let mut texts: Vec<(Place, &str)> = vec![(reason.place, &reason.value)];
    match covers {
        Covers::Finding(identity) => {
            let written = identity.at.iter().chain(&identity.figures).chain(&identity.words);
            texts.extend(written.map(|text| (*place, text.as_str())));
        }
        Covers::Words(words) => texts.push((words.place, &words.value)),
    }
    texts.into_iter().find_map(|(place, text)| {
        let (what, number) = private_numbers(text).into_iter().next()?;
        Some(
            Problem::error("private-accept", format!("[[accept]] 里有{what}：{number}"))
                .at(place, what)
                .help("请删去号码；接受的理由不用写号码"),
        )
    })
}

/// The numbers of persons in a text: what each is, and the number in part.
pub(crate) fn private_numbers(text: &str) -> Vec<(&'static str, String)> {
    let kinds = [
        ("居民身份证号", identity_numbers(text)),
        ("手机号码", mobile_numbers(text)),
        ("银行卡号或账号", bank_numbers(text)),
    ];
    let numbers = kinds.into_iter().flat_map(|(what, ranges)| {
        ranges.into_iter().map(move |range| (what, masked(text.get(range).unwrap_or_default())))
    });
    numbers.collect()
}

/// The number of the first rule.
fn first_number() -> &'static str {
    RULES.first().map_or("R0101", |rule| rule.number)
}
