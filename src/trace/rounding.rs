//! How a value is rounded where it is printed, in words.

use rust_decimal::Decimal;

/// How a value is rounded as it is printed; none where it is not.
pub(crate) fn rounding(value: &str, text: &str) -> Option<String> {
    let number: Decimal = value.parse().ok()?;
    let digits = text.replace([',', '%'], "");
    let printed: Decimal = digits.parse().ok()?;
    if printed.abs() == number.abs() {
        return None;
    }
    let decimals = digits.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let to = match decimals {
        0 => "整数".to_owned(),
        decimals => format!(" {decimals} 位小数"),
    };
    let units = [(0, ""), (4, "换成万元，"), (8, "换成亿元，")];
    let unit = units.iter().find(|(zeros, _)| {
        let scaled = number.checked_mul(Decimal::new(1, *zeros));
        scaled.is_some_and(|scaled| {
            (scaled.abs() - printed.abs()).abs() * Decimal::TWO
                <= Decimal::new(1, u32::try_from(decimals).unwrap_or_default())
        })
    });
    Some(match unit {
        Some((_, unit)) => format!("印作 {text}：{unit}四舍五入到{to}，只此一次"),
        None => format!("印作 {text}：四舍五入到{to}为零，写最小的数"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_is_told_with_its_unit() {
        let told = |value: &str, text: &str| rounding(value, text).unwrap_or_default();
        assert_eq!(told("416868418.19", "416,868,418.19"), "");
        assert_eq!(told("52.5178", "52.52%"), "印作 52.52%：四舍五入到 2 位小数，只此一次");
        assert_eq!(
            told("-416868418.19", "41,686.84"),
            "印作 41,686.84：换成万元，四舍五入到 2 位小数，只此一次"
        );
        assert_eq!(told("0.0031", "0.01%"), "印作 0.01%：四舍五入到 2 位小数为零，写最小的数");
    }
}
