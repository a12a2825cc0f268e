//! Figures of a text that make another one, multiplied.

use rust_decimal::Decimal;

use crate::check::quantities::quantity::{Kind, Quantity};
use crate::check::quantities::reach::reach;
use crate::check::quantities::wholes::Wholes;
use crate::check::words::pattern::Pattern;
use crate::steps::count;

/// Bare numbers that multiply, such as those of `21142*12=253704元`.
static FACTOR: Pattern =
    Pattern::new(r"([0-9]+(?:\.[0-9]+)?)(?:人|名|户|个)?\s*[*×xX]\s*([0-9]+(?:\.[0-9]+)?)");

/// Which figures make an amount of the text by multiplication: rate × number (× 12 months).
pub(super) fn factors(text: &str, quantities: &[Quantity]) -> Vec<bool> {
    let mut factors = vec![false; quantities.len()];
    let mut mark = |index: usize| {
        if let Some(factor) = factors.get_mut(index) {
            *factor = true;
        }
    };
    let products = Wholes::new(quantities, Kind::Money);
    let by_month = text.contains('月');
    let is_count = |q: &Quantity| q.kind == Kind::Count && !q.bounds && q.value > Decimal::ONE;
    let counts: Vec<usize> = quantities
        .iter()
        .enumerate()
        .filter(|(_, quantity)| is_count(quantity))
        .map(|(index, _)| index)
        .collect();
    let reach = reach(quantities.len());
    let rates = quantities.iter().enumerate();
    for (place, rate) in rates.filter(|(_, q)| q.kind == Kind::Money && !q.value.is_zero()) {
        let made = |number: Decimal, about: f64| {
            let made = products.made(rate.value.saturating_mul(number), rate.about.value * about);
            made.filter(|(_, product)| product.value > rate.value).map(|(_, product)| product)
        };
        let twelve = Decimal::from(12);
        let later = |members: &[usize]| members.last().is_some_and(|last| *last > place);
        if by_month && made(twelve, 12.0).any(|product| later(&product.members)) {
            mark(place);
        }
        let from = counts.partition_point(|count| *count < place.saturating_sub(reach));
        let near = counts.iter().skip(from).take_while(|count| **count <= place + reach);
        for count_place in near {
            let Some(pieces) = quantities.get(*count_place) else { continue };
            count(1);
            let (number, about) = (pieces.value, pieces.about.value);
            let by_year = || made(number.saturating_mul(twelve), about * 12.0).next().is_some();
            if made(number, about).next().is_some() || by_year() {
                mark(place);
                mark(*count_place);
            }
        }
    }
    if !text.contains(['*', '×', 'x', 'X']) {
        return factors;
    }
    for found in FACTOR.ranges(text) {
        let from = quantities.partition_point(|q| q.range.start < found.start);
        let inside = quantities.iter().enumerate().skip(from);
        for (index, quantity) in inside.take_while(|(_, q)| q.range.start < found.end) {
            if quantity.kind != Kind::PerCent {
                mark(index);
            }
        }
    }
    factors
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::quantities::quantity::quantities;

    /// The words of the figures of a text that are factors.
    fn found(text: &str) -> Vec<&str> {
        let all = quantities(text);
        let marked = all.iter().zip(factors(text, &all)).filter(|(_, factor)| *factor);
        marked.map(|(quantity, _)| &text[quantity.range.clone()]).collect()
    }

    #[test]
    fn rates_and_numbers_make_amounts() {
        for (text, expected) in [
            ("每人36元，共4700人，发放16.92万元", &["36元", "4700人"][..]),
            ("每人每月100元，12人，全年14400元", &["100元", "12人"]),
            ("每月2300元，全年27600元", &["2300元"]),
            ("全年27600元，每月2300元", &[]),
            ("每人36元，共4700人，发放16.29万元", &[]),
            ("4700人*36元/人=16.29万元", &["4700人", "36元"]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
