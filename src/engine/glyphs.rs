//! Which characters of the words that were written no font of the layout can show.

use std::collections::BTreeMap;

use crate::engine::fonts::Fonts;
use crate::layout::FontRoles;
use crate::model::check::Written;
use crate::model::place::Place;
use crate::model::unseen::is_unseen;
use crate::problem::{Problem, Source};

impl Fonts {
    /// A problem for every character of some words that the fonts of some role cannot show, once for each text.
    pub(crate) fn check<'w>(
        &self,
        roles: &FontRoles,
        words: impl IntoIterator<Item = &'w Written>,
        file: impl Fn(Place) -> Option<Source>,
    ) -> Vec<Problem> {
        let chains: Vec<Vec<usize>> =
            [&roles.body, &roles.table, &roles.subheading, &roles.heading, &roles.title]
                .into_iter()
                .map(|families| families.iter().flat_map(|f| self.faces_of(f)).collect())
                .collect();
        let mut problems = Vec::new();
        // Looking a character up in a font takes its time, and the same ones come again and again.
        let mut known: BTreeMap<char, bool> = BTreeMap::new();
        let mut can_show = |c: char| {
            let look_up = || chains.iter().all(|chain| self.covers(chain, c));
            c.is_whitespace() || *known.entry(c).or_insert_with(look_up)
        };
        for text in words.into_iter().map(|written| &written.words) {
            let mut told: Vec<char> = Vec::new();
            for lacking in text.value.chars().filter(|c| !can_show(*c)) {
                if !told.contains(&lacking) {
                    told.push(lacking);
                    problems.push(missing_glyph(lacking, text.place, file(text.place)));
                }
            }
        }
        problems
    }
}

/// The problem of a character that no font has, at the character itself.
fn missing_glyph(character: char, place: Place, source: Option<Source>) -> Problem {
    let found = source.and_then(|source| {
        let written = source.text.get(place.start..place.end)?;
        let start = place.start + written.find(character)?;
        Some(Place { start, end: start + character.len_utf8(), ..place })
    });
    let code = format!("U+{:04X}", character as u32);
    let (headline, help) = if is_unseen(character) {
        (
            format!("有看不见的字（{code}），字体中没有"),
            "请删去，把前后的字重新打一遍；私用区的字换成通用的字",
        )
    } else {
        (
            format!("字体中没有“{character}”（{code}）这个字"),
            "请核对是否录入有误；确需使用的生僻字，请把含有该字的宋体字体放进项目的 fonts 文件夹，并写进版式的 layout.toml",
        )
    };
    Problem::error("missing-glyph", headline).at(found.unwrap_or(place), "显示不出来").help(help)
}
