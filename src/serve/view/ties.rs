//! What must add up, above the tables where it is filled in. A script keeps it while amounts are typed.

use maud::{Markup, html};
use serde_json::{Value, json};

use crate::model::amount::Money;
use crate::serve::unit::ties::{Must, Side, Tie, Ties};
use crate::serve::view::fields::grouped;

/// What is said of sums, in the order that the script knows.
const WORDS: [&str; 6] = ["相等", "多 ", "少 ", "尾差 ", "", "为负"];

/// What must add up where a topic is filled in.
pub(super) fn ties(ties: &Ties) -> Markup {
    let Ties { unit, own, known } = ties;
    let words = json!(WORDS).to_string();
    html! {
        div.ties id="ties" role="group" aria-label="对账，边填边变" data-unit=(unit) data-words=(words) {
            dl {
                @for tie in own {
                    div {
                        dt { (tie.term) }
                        dd.tie data-must=(must(tie.must)) {
                            @for side in &tie.sides {
                                span.side hidden[side.is_idle && side.value.is_zero()] data-idle[side.is_idle] { (side.term) " " (sum(side)) }
                            }
                            (verdict(tie, *unit))
                        }
                    }
                }
                @for (from, ties) in known {
                    div {
                        dt { (from) }
                        dd {
                            @for tie in ties {
                                span.tie data-must=(must(tie.must)) data-term=(tie.term) {
                                    (tie.term) " " (verdict(tie, *unit)) " "
                                    @for (number, side) in tie.sides.iter().enumerate() {
                                        @if number == 0 { span.wanted { "应为 " (sum(side)) } }
                                        @else { span hidden { (sum(side)) } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            p.unseen role="status" id="ties-said" {}
        }
    }
}

/// A sum, with what it is added up from.
fn sum(side: &Side) -> Markup {
    let amounts = side.amounts.iter().map(|(amounts, value, count)| {
        let path = format!("{}|{}", side.file, amounts.path);
        let fund = amounts.fund.map_or("", |fund| fund.key());
        json!([path, amounts.key, fund, amounts.is_less, value.to_string(), count])
    });
    let amounts = Value::Array(amounts.collect()).to_string();
    html! { span.num data-adds=(amounts) { (grouped(&side.value.to_string())) } }
}

/// What there is to say of sums.
fn verdict(tie: &Tie, unit: u32) -> Markup {
    let [even, more, less, near, fine, negative] = WORDS;
    let mut last = tie.sides.iter().rev();
    let value = last.next().map_or(Money::ZERO, |side| side.value);
    let before = last.next().map_or(Money::ZERO, |side| side.value);
    let compared = if tie.must == Must::Same { 2 } else { 1 };
    // What the accounts system printed was not rounded here.
    let counted = tie.sides.iter().rev().take(compared).flat_map(|side| &side.amounts);
    let counted = counted.filter(|(amounts, ..)| !amounts.path.starts_with("control."));
    let count: u64 = counted.map(|(.., count)| u64::from(*count)).sum();
    let bound = if unit == 0 { 0 } else { (count + 1) * u64::from(unit) };
    let bound = Money::halves(bound);
    let (class, said) = match tie.must {
        Must::Same => {
            let difference = value - before;
            let amount = grouped(&difference.abs().to_string());
            match difference {
                _ if difference.is_zero() => ("even", even.to_owned()),
                _ if difference.abs() <= bound => ("even", format!("{near}{amount}")),
                _ if difference.is_negative() => ("off", format!("{less}{amount}")),
                _ => ("off", format!("{more}{amount}")),
            }
        }
        Must::NotNegative | Must::HardlyNegative if -value <= bound => ("even", fine.to_owned()),
        Must::NotNegative => ("off", negative.to_owned()),
        Must::HardlyNegative => ("odd", negative.to_owned()),
    };
    html! { span.{ "result " (class) } { (said) } }
}

/// What must be, as the script knows it.
fn must(must: Must) -> &'static str {
    match must {
        Must::Same => "same",
        Must::NotNegative => "not-negative",
        Must::HardlyNegative => "hardly-negative",
    }
}
