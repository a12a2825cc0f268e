//! What a value of the wrong type was meant to be, written out so that it can be copied.

use toml::de::DeValue;

use crate::model::amount::Money;

/// A line with the value as it is wanted, where what was written says which it is; `wanted` is what the message names.
pub(super) fn corrected(key: &str, value: &DeValue<'_>, wanted: &str) -> Option<String> {
    let quoted = wanted.starts_with("加引号的") || wanted.starts_with("文字");
    let right = match value {
        DeValue::Integer(number) if quoted => format!("\"{number}\""),
        DeValue::Float(number) if quoted => format!("\"{number}\""),
        DeValue::Datetime(date) if quoted => format!("\"{date}\""),
        DeValue::String(text) if wanted.starts_with("日期") => date(text)?,
        DeValue::String(text) if wanted.starts_with("个数") => {
            let unit =
                wanted.split_once("单位：").map_or("", |(_, unit)| unit.trim_end_matches('）'));
            counted(text, unit)?
        }
        DeValue::String(text) if wanted.starts_with("四位数的年度") => {
            whole(text).map(|(year, _)| year).filter(|year| year.len() == 4)?
        }
        DeValue::Float(number) if wanted.starts_with("个数") => {
            let (whole, decimals) = number.as_str().split_once('.')?;
            decimals.bytes().all(|digit| digit == b'0').then(|| whole.to_owned())?
        }
        DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Datetime(_)
        | DeValue::String(_)
        | DeValue::Boolean(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => return None,
    };
    Some(format!("{key} = {right}"))
}

/// A code without what people put between, before and after its digits: 221-02-01, “2210201 住房公积金”.
pub(super) fn digits(text: &str) -> String {
    let half = |c: char| match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        c => Some(c),
    };
    text.chars().filter_map(half).filter(char::is_ascii_digit).collect()
}

/// A date in whatever way it is written: 2023年9月20日, 2023/9/20, 2023.9.20.
fn date(text: &str) -> Option<String> {
    let parts = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let parts: Vec<&str> = parts.collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let (month, day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
    let right = year.len() == 4 && (1..=12).contains(&month) && (1..=31).contains(&day);
    right.then(|| format!("{year}-{month:02}-{day:02}"))
}

/// An amount in 元 with what people write about it: 4.5万元, 45000元, ４５０００.００.
pub(super) fn amount(text: &str) -> Option<String> {
    let half = |c: char| match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        '．' => '.',
        '，' => ',',
        c => c,
    };
    let text: String = text.chars().map(half).filter(|c| !c.is_whitespace()).collect();
    let text = text.trim_start_matches(['¥', '￥']);
    let units = [("亿元", 8), ("万元", 4), ("亿", 8), ("万", 4), ("元", 0), ("", 0)];
    let (number, zeros) =
        units.into_iter().find_map(|(unit, zeros)| Some((text.strip_suffix(unit)?, zeros)))?;
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let kept = decimals.trim_end_matches('0').len();
    let digits = decimals.bytes().all(|digit| digit.is_ascii_digit());
    // More than 分 is not known.
    if !digits || whole.is_empty() || kept > zeros + 2 {
        return None;
    }
    let decimals = format!("{decimals:0<width$}", width = zeros + 2);
    let (more, decimals) = (decimals.get(..zeros)?, decimals.get(zeros..zeros + 2)?);
    let whole = format!("{whole}{more}");
    // Groups of thousands are those of the number as it was written.
    let whole = if zeros == 0 { whole } else { whole.replace(',', "") };
    let (sign, bare) = whole.strip_prefix('-').map_or(("", whole.as_str()), |bare| ("-", bare));
    let bare = bare.trim_start_matches('0');
    let bare = if bare.is_empty() { "0" } else { bare };
    Money::parse(&format!("{sign}{bare}.{decimals}")).ok().map(|money| money.to_string())
}

/// The digits of a number of things, where they are told in this unit or none.
fn counted(text: &str, unit: &str) -> Option<String> {
    let (number, told) = whole(text)?;
    let told = told.trim();
    (told.is_empty() || told == "个" || unit.contains(told)).then_some(number)
}

/// The digits of a whole number, and the unit behind them: 3辆, 2024年.
fn whole(text: &str) -> Option<(String, String)> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(end)?;
    let plain = !number.is_empty() && !unit.contains(|c: char| c.is_ascii_digit() || c == '.');
    plain.then(|| (number.to_owned(), unit.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_with_their_units() {
        for (text, meant) in [
            ("4.5万元", "45000.00"),
            ("4.5万", "45000.00"),
            ("45000元", "45000.00"),
            ("45,000.00元", "45000.00"),
            ("45000.00 元", "45000.00"),
            ("４５０００．００", "45000.00"),
            ("￥45000.5", "45000.50"),
            ("0.45亿元", "45000000.00"),
            ("-1.2万元", "-12000.00"),
            ("0.000001万元", "0.01"),
            ("1,234.5万元", "12345000.00"),
            ("0元", "0.00"),
        ] {
            assert_eq!(amount(text).as_deref(), Some(meant), "{text}");
        }
        for other in [
            "肆万伍仟元",
            "约4.5万元",
            "4.5千元",
            "0.0000001万元",
            "45000.123元",
            "4.5.1万元",
            "万元",
            "4.5e4",
            "12,34元",
            "1-2万元",
            "4.5万美元",
            "",
        ] {
            assert_eq!(amount(other), None, "{other}");
        }
    }

    #[test]
    fn dates_and_numbers_are_read_however_they_are_written() {
        for text in ["2023-9-20", "2023年9月20日", "2023/09/20", "2023.9.20"] {
            assert_eq!(date(text).as_deref(), Some("2023-09-20"), "{text}");
        }
        for other in ["2023年9月", "20-9-2023", "2023年13月1日", "待定"] {
            assert_eq!(date(other), None, "{other}");
        }
        assert_eq!(counted("3辆", "辆").as_deref(), Some("3"));
        assert_eq!(counted("3 个", "辆").as_deref(), Some("3"));
        assert_eq!(counted("3", "辆").as_deref(), Some("3"));
        assert_eq!(counted("3台", "台（套）").as_deref(), Some("3"));
        // A number of other things may be meant for another field.
        assert_eq!(counted("5批次", "辆"), None);
        assert_eq!(counted("3.5辆", "辆"), None);
        assert_eq!(counted("三辆", "辆"), None);
        assert_eq!(digits("２２１-02 01"), "2210201");
    }
}
