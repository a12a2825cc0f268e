//! What each person or thing has.

use rust_decimal::Decimal;

use crate::check::quantities::number::{Number, Unit};

/// What each has where a count stands right before an amount: 4人、补助38000元.
pub(super) fn shares(text: &str, numbers: &[Number]) -> Vec<Decimal> {
    let pairs = numbers.iter().zip(numbers.iter().skip(1));
    let shares = pairs.filter_map(|(count, amount)| {
        let between = text.get(count.range.end..amount.range.start)?;
        let near = count.unit == Unit::Piece && amount.unit == Unit::Money;
        let one = !between.contains(['，', '。', '；', '（', '：', '\n']);
        (near && one).then(|| amount.value.checked_div(count.value))?
    });
    shares.collect()
}
