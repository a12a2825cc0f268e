//! Labels without what counts them: `一、`, `（一）`, `1.`, `其中：`.

/// A label, compared already, without its enumerators and without the unit in brackets at its end.
pub(crate) fn bare(label: &str) -> &str {
    let mut label = label;
    loop {
        let cut = without_bracket(label)
            .or_else(|| without_number(label))
            .or_else(|| label.strip_prefix("其中:"))
            .or_else(|| label.strip_prefix("其中"))
            .or_else(|| label.strip_prefix("减:"))
            .or_else(|| label.strip_prefix("加:"));
        match cut {
            Some(cut) if !cut.is_empty() => label = cut,
            _ => break,
        }
    }
    without_unit(label)
}

/// What may count labels.
fn counts(c: char) -> bool {
    "一二三四五六七八九十".contains(c) || c.is_ascii_digit()
}

/// Without `(一)` or `(1)`.
fn without_bracket(label: &str) -> Option<&str> {
    let (number, rest) = label.strip_prefix('(')?.split_once(')')?;
    (!number.is_empty() && number.chars().all(counts)).then_some(rest)
}

/// Without `一、` or `1.`.
fn without_number(label: &str) -> Option<&str> {
    let rest = label.trim_start_matches(counts);
    (rest.len() < label.len()).then_some(())?;
    rest.strip_prefix(['、', '.', ',', '．'])
}

/// Without a unit of counting in brackets at the end.
fn without_unit(label: &str) -> &str {
    let unit = label.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    match unit {
        Some((before, unit)) if !before.is_empty() && is_unit(unit) => without_unit(before),
        _ => label,
    }
}

/// Whether some words are a unit of counting.
fn is_unit(words: &str) -> bool {
    matches!(
        words,
        "个" | "辆"
            | "人"
            | "人次"
            | "次"
            | "批次"
            | "批"
            | "台"
            | "套"
            | "台、套"
            | "台套"
            | "元"
            | "万元"
            | "台(套)"
            | "团组"
            | "台/套"
            | "台,套"
            | "辆、台、套"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enumerators_and_units_go() {
        for (label, wanted) in [
            ("一、一般公共预算财政拨款收入", "一般公共预算财政拨款收入"),
            ("(一)车辆数合计(辆)", "车辆数合计"),
            ("1.因公出国(境)团组数(个)", "因公出国(境)团组数"),
            ("其中:外事接待批次(个)", "外事接待批次"),
            ("(二)单价100万元(含)以上设备(不含车辆)(台、套)", "单价100万元(含)以上设备(不含车辆)"),
            ("二十一、国有资本经营预算支出", "国有资本经营预算支出"),
            ("合计", "合计"),
            ("一", "一"),
        ] {
            assert_eq!(bare(label), wanted);
        }
    }
}
