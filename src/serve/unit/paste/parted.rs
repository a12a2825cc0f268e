//! Codes whose levels stand in columns of their own (类、款、项) → one code in the first of them.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::exchange::{is_other_number, plain};

/// The words above the columns.
const HEADINGS: [&str; 3] = ["类", "款", "项"];

/// What is said of a row whose code cannot be told.
const UNTOLD: &str = "类、款、项的格空着，上面的行也看不出来，不知道是哪个编码";

/// What is said of a row whose levels are no code.
const WRONG: &str = "类、款、项几栏合不成一个编码（各是 3、2、2 位数字）";

/// Puts levels that stand in columns of their own together into the first of these columns; why not, by the number of the row,
/// where it cannot be told. `is_known` tells whether somebody knows a code.
pub(super) fn joined(
    cells: &mut [Vec<String>],
    is_known: impl Fn(&str) -> bool,
) -> BTreeMap<usize, String> {
    let mut untold = BTreeMap::new();
    let Some((at, count)) = columns(cells, is_known) else { return untold };
    let mut above = String::new();
    for (number, row) in cells.iter_mut().enumerate() {
        let levels: Vec<String> = (at..at + count).map(|column| level(row.get(column))).collect();
        let is_blank = levels.iter().all(String::is_empty);
        let is_digits = levels.iter().all(|text| text.bytes().all(|b| b.is_ascii_digit()));
        let is_row = levels.first().is_some_and(|text| text.is_empty() || text.len() == 3);
        if is_blank || !is_digits || !is_row {
            continue;
        }
        let code = whole(&levels, &above);
        above = code.clone().unwrap_or_default();
        let text = match code {
            Ok(code) => code,
            Err(why) => {
                untold.insert(number, why.to_owned());
                levels.join(" ").trim().to_owned()
            }
        };
        for (cell, text) in row
            .iter_mut()
            .skip(at)
            .take(count)
            .zip([text].into_iter().chain(std::iter::repeat(String::new())))
        {
            *cell = text;
        }
    }
    untold
}

/// The first of the columns that hold the levels of codes, and how many they are: by the words above them, or because each of
/// their rows is a code that somebody knows.
fn columns(cells: &[Vec<String>], is_known: impl Fn(&str) -> bool) -> Option<(usize, usize)> {
    let headed = cells.iter().find_map(|row| {
        let words: Vec<String> = row.iter().map(|text| plain(text)).collect();
        let at = words.windows(2).position(|two| two.iter().eq(&HEADINGS[..2]))?;
        let third = words.get(at + 2).is_some_and(|text| *text == HEADINGS[2]);
        Some((at, if third { 3 } else { 2 }))
    });
    let width = cells.iter().map(Vec::len).max().unwrap_or_default();
    let by_rows = || {
        let all = (0..width).flat_map(|at| [(at, 3), (at, 2)]);
        all.into_iter().find(|(at, count)| {
            let rows = cells.iter().map(|row| -> Vec<String> {
                (*at..at + count).map(|column| level(row.get(column))).collect()
            });
            // Codes of two columns are economic ones.
            let is_full = |levels: &Vec<String>| {
                levels
                    .first()
                    .is_some_and(|text| text.len() == 3 && text.starts_with('3') == (*count == 2))
                    && levels.iter().skip(1).all(|text| text.len() == 2)
            };
            let codes: Vec<String> = rows.filter(is_full).map(|levels| levels.concat()).collect();
            let known = codes.iter().filter(|code| is_known(code)).count();
            known > 0 && known * 2 > codes.len()
        })
    };
    headed.or_else(by_rows)
}

/// A level without blanks around it and in half-width digits.
fn level(text: Option<&String>) -> String {
    let text = text.map(|text| text.trim()).unwrap_or_default();
    // What is no digit stays what it is, and makes no code.
    match text.contains(is_other_number) {
        true => text.to_owned(),
        false => text.nfkc().collect::<String>().trim().to_owned(),
    }
}

/// The code of some levels; those that are blank at the front stand in the row above, whose code is given.
fn whole(levels: &[String], above: &str) -> Result<String, &'static str> {
    let last = levels.iter().rposition(|level| !level.is_empty()).unwrap_or_default();
    let mut code = String::new();
    for (at, text) in levels.iter().enumerate().take(last + 1) {
        let until = 3 + 2 * at;
        match (text.len(), at) {
            (0, _) => match above.get(..until).filter(|above| above.starts_with(code.as_str())) {
                Some(above) => above.clone_into(&mut code),
                None => return Err(UNTOLD),
            },
            (3, 0) | (2, 1..) => code.push_str(text),
            // Zeros at the front are lost where a level was stored as a number.
            (1, 1..) => code.push_str(&format!("0{text}")),
            _ if text.len() == until && text.starts_with(code.as_str()) => {
                text.clone_into(&mut code)
            }
            _ => return Err(WRONG),
        }
    }
    Ok(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::unit::paste::cells::cut;

    /// The first cells of a block once levels are put together, and the rows that are untold.
    fn of(text: &str) -> (Vec<String>, Vec<usize>) {
        let mut cells = cut(text);
        let known = ["2080501", "2080505", "2080506", "30201", "30214"];
        let untold = joined(&mut cells, |code| known.contains(&code));
        let first = cells.iter().map(|row| row.first().cloned().unwrap_or_default()).collect();
        (first, untold.into_keys().collect())
    }

    #[test]
    fn levels_in_columns_are_put_together() {
        for (text, wanted) in [
            ("208\t05\t01\t离退休\t1.00\n208\t05\t05\t养老\t2.00", vec!["2080501", "2080505"]),
            (
                "类\t款\t项\t名称\n208\t\t\t社保\n208\t05\t\t养老\n208\t05\t01\t离退休",
                vec!["类", "208", "20805", "2080501"],
            ),
            (
                "类\t款\t项\t名称\n208\t\t\t社保\n\t05\t\t养老\n\t\t01\t离退休\n\t\t05\t养老",
                vec!["类", "208", "20805", "2080501", "2080505"],
            ),
            ("类\t款\t项\n208\t5\t1\n２０８\t０５\t０６", vec!["类", "2080501", "2080506"]),
            ("类\t款\t项\n208\t20805\t2080501\n", vec!["类", "2080501"]),
            ("类\t款\t名称\n302\t01\t办公费\n\t14\t租赁费", vec!["类", "30201", "30214"]),
            ("302\t01\t办公费\n302\t14\t租赁费", vec!["30201", "30214"]),
            // These are no levels.
            ("2080501\t05\t01\n2080505\t06\t02", vec!["2080501", "2080505"]),
            ("208\t12\t13\n201\t15\t16", vec!["208", "201"]),
            (
                "类\t款\t项\n栏次\t1\t2\n合计\t\t\n208\t05\t01",
                vec!["类", "栏次", "合计", "2080501"],
            ),
        ] {
            let (first, untold) = of(text);
            assert_eq!(
                (first, untold.len()),
                (wanted.iter().map(|text| (*text).to_owned()).collect(), 0),
                "{text}"
            );
        }
        // A level that does not stand above, or of another class, is not made up.
        for (text, rows) in [
            ("类\t款\t项\n\t\t01\n208\t05\t01", vec![1]),
            ("类\t款\t项\n208\t\t\n\t\t01", vec![2]),
            ("类\t款\t项\n208\t05\t01\n210\t\t02", vec![2]),
            ("类\t款\t项\n208\t050\t01\n\t\t02", vec![1, 2]),
        ] {
            assert_eq!(of(text).1, rows, "{text}");
        }
    }
}
