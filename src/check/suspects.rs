//! Rows that would explain a difference between two sums.

use rust_decimal::Decimal;

use crate::model::amount::Money;
use crate::model::place::Place;

/// At most so many rows are named.
const MOST: usize = 3;

/// The rows whose amount explains a difference: left out or written twice, with a wrong sign, with a nought too many or
/// too few; each with what is to be said of it.
pub(super) fn suspects(
    difference: Money,
    rows: impl IntoIterator<Item = (Place, Money)>,
) -> Vec<(Place, String)> {
    let size = difference.abs().decimal();
    let mut found = Vec::new();
    for (place, amount) in rows {
        let own = amount.abs().decimal();
        if own.is_zero() || size.is_zero() {
            continue;
        }
        let [ten, nine, two] = [10, 9, 2].map(Decimal::from);
        let why = match () {
            () if own == size => "差额恰好等于这一行：漏写、重写，或对方没有这一笔？",
            () if own * two == size => "差额恰好是这一行的两倍：符号是否写反？",
            () if own * nine == size * ten => "差额恰好是这一行的 9/10：是否多写了一个 0？",
            () if own * nine == size => "差额恰好是这一行的 9 倍：是否少写了一个 0？",
            () if swaps(own).any(|change| change == size) => {
                "差额恰好是这一行颠倒相邻两位数字所致：是否写颠倒了？"
            }
            () => continue,
        };
        found.push((place, why.to_owned()));
        if found.len() == MOST {
            break;
        }
    }
    found
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
}
