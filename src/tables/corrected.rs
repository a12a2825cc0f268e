//! What a value of the wrong type was meant to be, written out so that it can be copied.

use toml::de::DeValue;

/// A line with the value as it is wanted, where what was written says which it is; `wanted` is what the message names.
pub(super) fn corrected(key: &str, value: &DeValue<'_>, wanted: &str) -> Option<String> {
    let quoted = wanted.starts_with("加引号的") || wanted.starts_with("文字");
    let right = match value {
        DeValue::Integer(number) if quoted => format!("\"{number}\""),
        DeValue::Float(number) if quoted => format!("\"{number}\""),
        DeValue::Datetime(date) if quoted => format!("\"{date}\""),
        DeValue::String(text) if wanted.starts_with("日期") => date(text)?,
        DeValue::String(text) if wanted.starts_with("个数") => whole(text)?,
        DeValue::String(text) if wanted.starts_with("四位数的年度") => {
            whole(text).filter(|year| year.len() == 4)?
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

/// The digits of a whole number with a unit: 3辆, 2024年.
fn whole(text: &str) -> Option<String> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(end)?;
    let plain = !number.is_empty() && !unit.contains(|c: char| c.is_ascii_digit() || c == '.');
    plain.then(|| number.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_numbers_are_read_however_they_are_written() {
        for text in ["2023-9-20", "2023年9月20日", "2023/09/20", "2023.9.20"] {
            assert_eq!(date(text).as_deref(), Some("2023-09-20"), "{text}");
        }
        for other in ["2023年9月", "20-9-2023", "2023年13月1日", "待定"] {
            assert_eq!(date(other), None, "{other}");
        }
        assert_eq!(whole("3辆").as_deref(), Some("3"));
        assert_eq!(whole("3.5辆"), None);
        assert_eq!(whole("三辆"), None);
        assert_eq!(digits("２２１-02 01"), "2210201");
    }
}
