//! The settings of the project.

use maud::{Markup, PreEscaped, html};

use crate::check::{RULES, Rule};
use crate::exchange::fill::Slot;
use crate::fields::field::Field;
use crate::fields::path::described;
use crate::serve::answer::Answer;
use crate::serve::office::Office;
use crate::serve::unit::before::Before;
use crate::serve::unit::{At, Now};
use crate::serve::view::addresses::name;
use crate::serve::view::fields::Sheet;
use crate::serve::view::frame::frame;
use crate::serve::view::todo::todo;
use crate::serve::view::unit::{band, saved};
use crate::serve::view::unwritten::{homeless, listed};

/// Where rules are given other levels.
const RULES_PATH: &str = "check.rules";

/// The page of the settings.
pub(in crate::serve) fn settings(office: &Office, now: &Now) -> Answer {
    let token = &office.address.token;
    let held = office.held.of_report(&now.which.key());
    let base = format!("/{token}/settings");
    let undo = serde_json::to_string(&now.undo).unwrap_or_default();
    let fields = html! {
        @for slot in &now.slots {
            @if let Some(text) = &slot.text {
                input type="hidden" name={ "base|" (slot.path) } value=(office.texts.shown(text));
            }
            @let before = Before::of(now, slot);
            @let sheet = Sheet { now, slot, held: &held, before, paste: String::new(), layouts: office.layouts() };
            (sheet.all())
            (rules(slot, &sheet))
        }
    };
    let fields = fields.into_string();
    let shown = if now.broken.is_some() { "" } else { fields.as_str() };
    let homeless = homeless(now, &held, shown);
    let first = held.first().map(|held| format!("#{}", held.name));
    let body = html! {
        a.skip href="#form" { "到填写的地方" }
        header.top {
            a href={ "/" (token) "/" } { "‹ 全部单位" }
            span.sep {}
            h1 { "项目设置" }
            span.grow {}
            (saved(&held, first))
        }
        div.band.bad role="alert" hidden id="offline" {
            strong { "程序停了，或者连不上。" }
            "刚输入的留在这一页；请再打开一次程序，这一页会自己接上，自己补存。"
        }
        div id="broken" { @if let Some(broken) = &now.broken { (band(broken)) } }
        div.work.alone {
            main.form id="form" data-slug="settings" data-undo=(undo) {
                @if now.broken.is_some() { (todo(now, &base, &homeless)) } @else {
                    (listed(&homeless, &base, &base))
                    form method="post" action=(base) id="fields" autocomplete="off" {
                        // What Enter presses where no script is.
                        button hidden {}
                        section aria-labelledby="heading" {
                            header.unseen { h2 id="heading" { "项目设置" } }
                            p.note { "整个项目都用的；一个单位自己的，在那个单位里改。" }
                            (PreEscaped(&fields))
                        }
                        p.by-hand { button.primary { "存盘" } }
                    }
                }
            }
        }
        footer.dock.queue hidden { span.nowrap.quiet id="where" {} span.what id="what" {} ol hidden id="queue" {} }
    };
    Answer::page(frame(
        token,
        "项目设置",
        &[
            "common.js",
            "ways.js",
            "amounts.js",
            "codes.js",
            "steps.js",
            "making.js",
            "unit.js",
            "rows.js",
            "folds.js",
            "unsent.js",
            "keys.js",
        ],
        &body,
    ))
}

/// The levels that rules are given in this project.
fn rules(slot: &Slot, sheet: &Sheet<'_>) -> Markup {
    let Some(field) = described(slot.shape, RULES_PATH) else { return html! {} };
    let begin = format!("{RULES_PATH}.");
    let given =
        slot.said.leaves.range(begin.clone()..).take_while(|(path, _)| path.starts_with(&begin));
    let given: Vec<(&str, &String)> =
        given.filter_map(|(path, word)| Some((path.strip_prefix(&begin)?, word))).collect();
    html! {
        div.heading id=(name(&At { file: slot.path.clone(), path: RULES_PATH.to_owned() })) tabindex="-1" { h3 { "各条规则的级别" } }
        p.note { "不选的照规则自己的级别。个人信息和保密的，不能降低。" }
        @for rule in RULES {
            @let key = given.iter().find(|(key, _)| rule.is_called(key)).map_or(rule.number, |(key, _)| key);
            (level(field, &format!("{begin}{key}"), rule, slot, sheet))
        }
    }
}

/// The level of one rule.
fn level(field: &'static Field, path: &str, rule: &Rule, slot: &Slot, sheet: &Sheet<'_>) -> Markup {
    let id = name(&At { file: slot.path.clone(), path: path.to_owned() });
    let word = slot.said.leaves.get(path).map(String::as_str).unwrap_or_default();
    let choices = field.choices().into_iter();
    let choices: Vec<(String, String)> =
        choices.map(|choice| (choice.key.to_owned(), choice.term.to_owned())).collect();
    let own = format!("（{}）", rule.severity.term());
    html! {
        div.field.rule {
            label for=(id) { (rule.number) "　" (rule.title) }
            div { (sheet.select(&id, word, rule.number, &choices, &own)) (sheet.not_saved(&id)) }
        }
    }
}
