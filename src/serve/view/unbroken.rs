//! Sentences as a page has them, where lines end as it happens: a number stays beside its unit.

/// What is counted, measured or told in, behind a number and a blank.
const UNITS: [&str; 22] = [
    "元", "万", "千元", "亿", "年", "月", "日", "个", "份", "条", "处", "项", "人", "辆", "台",
    "套", "分", "倍", "次", "页", "行", "位",
];

/// A sentence whose numbers are not torn from their units.
pub(super) fn unbroken(sentence: &str) -> String {
    let mut whole = String::new();
    let mut parts = sentence.split(' ').peekable();
    while let Some(part) = parts.next() {
        whole.push_str(part);
        let Some(next) = parts.peek() else { break };
        let is_number = part.ends_with(|c: char| c.is_ascii_digit());
        let is_unit = UNITS.iter().any(|unit| next.starts_with(unit));
        whole.push(if is_number && is_unit { '\u{a0}' } else { ' ' });
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stays_beside_its_unit() {
        for (sentence, wanted) in [
            ("差 80,000.00 元，共 3 处", "差 80,000.00\u{a0}元，共 3\u{a0}处"),
            ("221 住房保障支出：本年 0.01 元", "221 住房保障支出：本年 0.01\u{a0}元"),
            ("2022 年度的数据", "2022\u{a0}年度的数据"),
            ("年初 0.00 + 收入 1.00", "年初 0.00 + 收入 1.00"),
            ("", ""),
        ] {
            assert_eq!(unbroken(sentence), wanted);
        }
    }
}
