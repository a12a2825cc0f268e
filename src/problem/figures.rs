//! The figures that a headline states.

use std::ops::Range;

use rust_decimal::Decimal;

/// A figure with where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Figure {
    /// The figure without separators, with its sign and `%`, 万 or 亿; a day as `2023-09-20`.
    pub text: String,
    /// Where it stands in the headline.
    pub range: Range<usize>,
}

/// The figures of a headline about some fields, in their order: all that is not quoted, nor the code of one of the
/// fields, nor the number of a statement.
pub(crate) fn figures_at(headline: &str, at: &[String]) -> Vec<Figure> {
    let is_code = |figure: &str| {
        let parts = |path: &String| path.split(|c: char| !c.is_ascii_digit()).any(|p| p == figure);
        figure.len() >= 3 && figure.bytes().all(|b| b.is_ascii_digit()) && at.iter().any(parts)
    };
    figures(headline).into_iter().filter(|figure| !is_code(&figure.text)).collect()
}

/// All figures of a headline.
fn figures(headline: &str) -> Vec<Figure> {
    let mut found: Vec<Figure> = Vec::new();
    let (mut quotes, mut skip, mut before) = (0_usize, 0, None);
    for (start, c) in headline.char_indices() {
        if start < skip {
            continue;
        }
        match c {
            '“' => quotes += 1,
            '”' => quotes = quotes.saturating_sub(1),
            c if c.is_ascii_digit() && quotes == 0 => {
                let rest = headline.get(start..).unwrap_or_default();
                let (text, length) = day(rest).unwrap_or_else(|| number(rest));
                skip = start + length;
                let after = headline.get(skip..).and_then(|rest| rest.chars().next());
                let named = before.is_some_and(|c: char| c.is_ascii_alphabetic() || c == '表');
                if !named && after != Some('表') {
                    let sign = if is_negative(headline, start) { "-" } else { "" };
                    let range = start - sign.len()..skip;
                    found.push(Figure { text: format!("{sign}{text}"), range });
                }
                before = None;
                continue;
            }
            _ => {}
        }
        before = Some(c);
    }
    found
}

/// A day at the beginning of some words, and how many bytes it takes.
fn day(words: &str) -> Option<(String, usize)> {
    let part = |words: &str| {
        let digits = words.bytes().take_while(u8::is_ascii_digit).count();
        words.get(..digits)?.parse::<u16>().ok().map(|number| (number, digits))
    };
    let mut rest = words;
    let mut parts = [0; 3];
    for (number, unit) in parts.iter_mut().zip(["年", "月", "日"]) {
        let (value, digits) = part(rest)?;
        *number = value;
        rest = rest.get(digits..)?.strip_prefix(unit)?;
    }
    let [year, month, day] = parts;
    Some((format!("{year}-{month:02}-{day:02}"), words.len() - rest.len()))
}

/// The number at the beginning of some words, and how many bytes it takes.
fn number(words: &str) -> (String, usize) {
    let mut text = String::new();
    let mut length = 0;
    let mut characters = words.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let digit_next = characters.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        match c {
            c if c.is_ascii_digit() => text.push(c),
            '.' if digit_next && !text.contains('.') => text.push('.'),
            ',' if digit_next => {}
            '%' | '％' => text.push('%'),
            '‰' | '万' | '亿' => text.push(c),
            _ => break,
        }
        length = at + c.len_utf8();
        if !(c.is_ascii_digit() || c == '.' || c == ',') {
            break;
        }
    }
    (text, length)
}

/// Whether a number that begins at a byte has a sign before it that is no dash between two numbers.
fn is_negative(headline: &str, start: usize) -> bool {
    let Some(before) = headline.get(..start).and_then(|before| before.strip_suffix('-')) else {
        return false;
    };
    !before.ends_with(|c: char| c.is_ascii_alphanumeric())
}

/// A figure in the form in which figures are compared: `1,200.00` is `1200`.
pub(crate) fn canonical(figure: &str) -> String {
    let plain: String = figure.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    let plain = plain.replace('％', "%");
    let digits = plain.trim_end_matches(['%', '‰', '万', '亿']);
    let unit = plain.get(digits.len()..).unwrap_or_default();
    match digits.parse::<Decimal>() {
        Ok(number) => format!("{}{unit}", number.normalize()),
        Err(_) => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The figures of a headline.
    fn texts(headline: &str, at: &[&str]) -> Vec<String> {
        let at: Vec<String> = at.iter().map(|path| (*path).to_owned()).collect();
        figures_at(headline, &at).into_iter().map(|figure| figure.text).collect()
    }

    #[test]
    fn amounts_rates_counts_and_days_are_figures() {
        for (headline, wanted) in [
            (
                "功能分类合计 1,600,000.00 ≠ 经济分类合计 1470000.00，差 130000.00 元",
                &["1600000.00", "1470000.00", "130000.00"][..],
            ),
            (
                "年初 3000.00 + 收入 0 − 支出 58000.00 = -5000.00 元",
                &["3000.00", "0", "58000.00", "-5000.00"],
            ),
            (
                "2023年8月28日批复，2023年9月20日公开，过了 23 日",
                &["2023-08-28", "2023-09-20", "23"],
            ),
            ("完成 115.88%，测算需 2073万元", &["115.88%", "2073万"]),
            ("10表车辆合计：决算系统打印 2 ≠ 数据中的 1", &["2", "1"]),
            ("表3、附表4合计 2", &["2"]),
            ("标点重复：“1。。”“2,3”等 4 处", &["4"]),
            ("2021-2022 两年", &["2021", "2022"]),
            ("没有写机构设置", &[]),
        ] {
            assert_eq!(texts(headline, &[]), wanted, "{headline}");
        }
    }

    #[test]
    fn the_codes_of_the_fields_are_no_figures() {
        let headline = "2210201 的支出 100900.00 大于年初 0.00 + 收入 2210201.00，多 900.00 元";
        let wanted = ["100900.00", "0.00", "2210201.00", "900.00"];
        assert_eq!(texts(headline, &["expenditure[2210201/general]"]), wanted);
        assert_eq!(texts("外事 6 批次，大于 5 批次", &["rows[6]"]), ["6", "5"]);
    }

    #[test]
    fn figures_are_compared_by_what_they_are_worth() {
        assert_eq!(canonical("1,200.00"), canonical("1200"));
        assert_eq!(canonical("95％"), canonical("95.0%"));
        assert_ne!(canonical("95"), canonical("95%"));
        assert_ne!(canonical("5.00"), canonical("6.00"));
        assert_eq!(canonical("2023-09-20"), "2023-09-20");
    }
}
