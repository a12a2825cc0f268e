//! Rows that would explain a difference between two sums.

use rust_decimal::Decimal;

use crate::check::units::slip::Unit;
use crate::model::amount::Money;
use crate::model::place::Place;

/// At most so many rows are named.
const MOST: usize = 3;

/// The rows whose amount explains a difference: left out or written twice, with a wrong sign, with a nought too many or
/// too few, in 万元 instead of 元; each with what is to be said of it.
pub(super) fn suspects(
    difference: Money,
    rows: impl IntoIterator<Item = (Place, Money)>,
) -> Vec<(Place, String)> {
    let size = difference.abs().decimal();
    let found = rows.into_iter().filter_map(|(place, amount)| {
        let own = amount.abs().decimal();
        let why = if own.is_zero() || size.is_zero() { None } else { why(size, own) };
        Some((place, why?))
    });
    found.take(MOST).collect()
}

/// Whether this is said of a row whose amount explains a difference.
pub(crate) fn is_suspect(said: &str) -> bool {
    ["差额恰好", "差额约是"].into_iter().any(|begin| said.starts_with(begin))
}

/// What is to be said of a row whose amount explains a difference of some size.
fn why(size: Decimal, own: Decimal) -> Option<String> {
    let [ten, nine, two] = [10, 9, 2].map(Decimal::from);
    let why = match () {
        () if own == size => "差额恰好等于这一行：漏写、重写，或对方没有这一笔？",
        () if own * two == size => "差额恰好是这一行的两倍：符号是否写反？",
        () if own * nine == size * ten => "差额恰好是这一行的 9/10：是否多写了一个 0？",
        () if own * nine == size => "差额恰好是这一行的 9 倍：是否少写了一个 0？",
        () if swaps(own).any(|change| change == size) => {
            "差额恰好是这一行颠倒相邻两位数字所致：是否写颠倒了？"
        }
        () => return Unit::ALL.into_iter().find_map(|unit| in_unit(size, own, unit)),
    };
    Some(why.to_owned())
}

/// What is to be said of a row that is written in another unit than 元, or alone in 元 among others.
fn in_unit(size: Decimal, own: Decimal, unit: Unit) -> Option<String> {
    let (term, factor) = (unit.term(), unit.factor());
    let rest = factor - Decimal::ONE;
    if (size - own.saturating_mul(rest)).abs() <= unit.half_step(own) {
        return Some(format!("差额约是这一行的 {rest} 倍，疑为{term}"));
    }
    let in_unit = own.checked_div(factor)?;
    let cents = Decimal::new(1, 2);
    ((size - (own - in_unit)).abs() <= cents && in_unit >= cents)
        .then(|| format!("差额约是这一行的 {rest}/{factor}，疑为只有这一行写元，别的写{term}"))
}

/// By how much an amount changes when two digits side by side are swapped.
fn swaps(amount: Decimal) -> impl Iterator<Item = Decimal> {
    let digits: Vec<u32> =
        format!("{amount:.2}").chars().rev().filter_map(|c| c.to_digit(10)).collect();
    let pairs: Vec<(u32, u32)> =
        digits.iter().copied().zip(digits.iter().skip(1).copied()).collect();
    let mut place = Decimal::new(1, 2);
    pairs.into_iter().map(move |(low, high)| {
        let change = Decimal::from(9 * low.abs_diff(high)) * place;
        place = place.saturating_mul(Decimal::TEN);
        change
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::FileNumber;

    #[test]
    fn the_row_that_explains_a_difference_is_named() {
        let place = |start| Place::new(FileNumber(0), start..start + 1);
        let money = |text| Money::parse(text).unwrap();
        let rows = || [(place(1), money("10.00")), (place(2), money("250.00"))];
        let first = |difference| suspects(money(difference), rows()).first().map(|(p, _)| p.start);
        assert_eq!(first("250.00"), Some(2));
        assert_eq!(first("-500.00"), Some(2));
        assert_eq!(first("225.00"), Some(2));
        assert_eq!(first("90.00"), Some(1));
        assert_eq!(first("9.00"), Some(1));
        assert_eq!(first("270.00"), Some(2));
        assert_eq!(first("0.01"), None);
        assert_eq!(first("0"), None);
    }

    #[test]
    fn a_row_in_another_unit_is_named() {
        let money = |text| Money::parse(text).unwrap();
        let said = |difference, row| {
            let place = Place::new(FileNumber(0), 0..1);
            let found = suspects(money(difference), [(place, money(row))]);
            found.into_iter().next().map(|(_, why)| why)
        };
        for (difference, row, expected) in [
            // 1754977.00 written as 175.50, exact to half of 0.01万元.
            ("1754801.50", "175.50", Some("差额约是这一行的 9999 倍，疑为万元")),
            ("-9240.81", "0.92", Some("差额约是这一行的 9999 倍，疑为万元")),
            ("1753222.02", "1754.98", Some("差额约是这一行的 999 倍，疑为千元")),
            ("416868414.02", "4.17", Some("差额约是这一行的 99999999 倍，疑为亿元")),
            (
                "1754801.50",
                "1754977.00",
                Some("差额约是这一行的 9999/10000，疑为只有这一行写元，别的写万元"),
            ),
            ("1754200.00", "175.50", None),
            ("1754000.00", "1754977.00", None),
        ] {
            assert_eq!(said(difference, row).as_deref(), expected, "{difference} {row}");
        }
    }

    #[test]
    fn what_is_said_of_a_suspect_is_told_from_other_words() {
        // A difference of each kind: the row itself, twice, 9/10, 9 times, two digits swapped, another unit.
        let of = [("9", "9"), ("18", "9"), ("90", "100"), ("90", "10"), ("9", "12"), ("9999", "1")];
        for (difference, row) in
            of.map(|(size, row)| (Money::parse(size).unwrap(), Money::parse(row).unwrap()))
        {
            let place = Place::new(FileNumber(0), 0..1);
            let found = suspects(difference, [(place, row)]);
            assert_eq!(found.len(), 1, "{difference} {row}");
            assert!(found.iter().all(|(_, said)| is_suspect(said)), "{found:?}");
        }
        for other in ["本年支出合计", "由这一行起相加", "差额", "合计差额恰好相等", ""]
        {
            assert!(!is_suspect(other), "{other}");
        }
    }
}
