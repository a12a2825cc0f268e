//! Accepting one finding with a reason: the program writes the rule, the fields and the figures.

use crate::check::{find, private_numbers};
use crate::edit::{NewAcceptance, appended};
use crate::files::{Files, rewrite_whole};
use crate::problem::reason;
use crate::serve::office::Office;
use crate::serve::unit::digest::digest;
use crate::serve::unit::{Found, Now};

/// What a finding is known by on the page.
pub(in crate::serve) fn key(found: &Found) -> String {
    digest(&format!("{}|{:?}", found.id, found.identity))
}

/// Accepts the finding of a key with a reason, in a tab of the page: which one stands in its place then, from 1, or the last
/// before it; none where none is left. Why not, where it cannot be.
pub(in crate::serve) fn accept(
    office: &Office,
    folder: &str,
    year: u16,
    (finding, why): (&str, &str),
    tab: &str,
) -> Result<Option<usize>, String> {
    let _turn = office.turn(Some(folder), tab);
    let why = why.split_whitespace().collect::<Vec<_>>().join(" ");
    if why.is_empty() {
        return Err("接受要写明理由".to_owned());
    }
    if let Some((what, _)) = private_numbers(&why).first() {
        return Err(format!("理由里有{what}；请删去，理由不用写号码"));
    }
    let files = Files::on(&office.root);
    let gone = || "这一条现在没有了，不用接受".to_owned();
    let now = Now::look(&files, folder, year).ok_or_else(gone)?;
    let place = now.found.iter().position(|found| key(found) == finding).ok_or_else(gone)?;
    let found = now.found.get(place).ok_or_else(gone)?;
    let identity = found.identity.as_ref().ok_or_else(gone)?;
    if !find(found.id).is_some_and(|rule| rule.may_be_accepted()) {
        return Err("这样的内容不能公开，只能改正".to_owned());
    }
    let file = format!("{year}.toml");
    let text = now.slot(&file).and_then(|slot| slot.text.as_deref()).ok_or_else(gone)?;
    let (mark, body) = match text.strip_prefix('\u{feff}') {
        Some(body) => ("\u{feff}", body),
        None => ("", text),
    };
    let acceptance = NewAcceptance { rule: found.id, identity, reason: &why };
    let written = [mark, &appended(body, &[acceptance])].concat();
    let path = format!("data/{folder}/{file}");
    // Exactly this one is accepted then, or nothing is written.
    let after = Now::look(&files.over([(path.clone(), written.clone())]), folder, year);
    let is_right = after.as_ref().is_some_and(|after| {
        after.accepted.len() == now.accepted.len() + 1
            && after.found.len() + 1 == now.found.len()
            && !after.found.iter().any(|found| key(found) == finding)
    });
    if !is_right {
        return Err("数据文件的写法特别，程序写不准，没有写".to_owned());
    }
    rewrite_whole(&office.root.join(path), written.as_bytes())
        .map_err(|error| format!("存不下（{}）", reason(&error)))?;
    office.listeners.tell("changed");
    let left = now.found.len() - 1;
    Ok((left > 0).then(|| left.min(place + 1)))
}
