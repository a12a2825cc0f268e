//! Basic expenditure that is too small for the staff that the words tell of.

use crate::check::units::{Clue, Part};
use crate::check::words::pattern::Pattern;
use crate::model::amount::Money;
use crate::model::expenditure::Spending;
use crate::model::place::Place;

/// 元 of basic expenditure below which nobody is kept for a year; for a unit set up in the year, less.
const LEAST: u64 = 200;

/// The same for a unit set up in the year.
const LEAST_OF_NEW: u64 = 50;

/// The number of a unit's own people.
static STAFF: Pattern = Pattern::new(
    r"(编制|实有|在编|在职|干部职工|职工|工作人员)(?:总?人?数|人员|职工|干部|在岗|在编)*(?:共计|合计|核定|共有|现有|共|为|有|是|：|:|，|计)*\s*([0-9]{1,6})\s*(?:人|名|个(?:[，。；、）)]|$))(次)?",
);

/// Words before such a number that make it one of other people.
const OTHERS: [&str; 15] = [
    "参保", "企业", "全市", "全县", "全区", "全省", "服务", "管理", "培训", "慰问", "退休", "增加",
    "减少", "补助", "覆盖",
];

/// What the number of people says.
pub(super) fn clues(part: Part<'_>) -> Option<Clue> {
    let year = part.year;
    let basic: Money = year.expenditure.iter().map(|row| row.natures[Spending::Basic].value).sum();
    let new = part.unit.established == Some(year.year);
    let least = if new { LEAST_OF_NEW } else { LEAST };
    let (staff, place) = staff(part)?;
    let too_little = basic > Money::ZERO && basic < Money::whole(least * u64::from(staff));
    let said = format!("人员 {staff} 人，基本支出全年只有 {basic} 元");
    too_little.then(|| Clue::new(said, place, 1))
}

/// The least number of people that the words tell of, and where.
fn staff(part: Part<'_>) -> Option<(u32, Place)> {
    let files = [part.unit.place.file, part.year.place.file];
    let own = part.written.iter().filter(|written| files.contains(&written.words.place.file));
    let numbers = own.flat_map(|written| {
        let text = written.words.value.as_str();
        let profile = written.field.starts_with("profile.");
        let found = STAFF.groups(text).filter_map(move |groups| {
            let (whole, word) = (groups.get(0)?, groups.get(1)?.as_str());
            let before = text.get(..whole.start())?;
            let clause = before.rsplit(['。', '；', '，', ',', ';', '、', '\n']).next()?;
            let others = OTHERS.iter().any(|word| clause.contains(word));
            let told = profile || matches!(word, "编制" | "实有" | "在编");
            let number = groups.get(2)?.as_str().parse::<u32>().ok()?;
            (told && !others && groups.get(3).is_none() && number > 0).then_some(number)
        });
        found.map(|number| (number, written.words.place))
    });
    numbers.min_by_key(|(number, _)| *number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_units_own_people_are_counted() {
        for (text, number) in [
            ("编制人数30人", Some("30")),
            ("核定编制486名，在编在岗437人", Some("486")),
            ("现有在职职工 35 人", Some("35")),
            ("事业编制30个。", Some("30")),
            ("实有人数：28人", Some("28")),
            ("工作人员共12名", Some("12")),
            ("编制床位400张", None),
            ("编制6个项目的方案", None),
            ("下设3个科室", None),
        ] {
            let found = STAFF.groups(text).next();
            let found = found.and_then(|groups| groups.get(2)).map(|number| number.as_str());
            assert_eq!(found, number, "{text}");
        }
    }
}
