//! A department and the units that its report adds up.

use unicode_normalization::UnicodeNormalization;

use crate::model::amount::Money;
use crate::model::check::Written;
use crate::model::code::ItemCode;
use crate::model::expenditure::Spending;
use crate::model::income::Source;
use crate::model::nouns::{Per, nouns};
use crate::model::place::{Located, Place};
use crate::model::report::Report;

/// Whether a name that somebody wrote is that of a folder. Some systems write an accent apart from its letter, which
/// nobody sees.
pub(crate) fn is_folder(written: &str, folder: &str) -> bool {
    written == folder || written.nfc().eq(folder.nfc())
}

/// A unit whose figures are part of a department's report.
#[derive(Debug, Clone)]
pub struct Member {
    /// Where the department names it.
    pub place: Place,
    /// Its own report.
    pub report: Report,
    /// The words of its own files.
    pub written: Vec<Written>,
}

/// Payments of one unit from or to somebody outside the department; they are not cancelled out.
#[derive(Debug, Clone)]
pub struct OutsideRow {
    /// Where the row stands.
    pub place: Place,
    /// The unit's folder.
    pub unit: Located<String>,
    /// The functional item, where the unit has such payments under several.
    pub code: Option<Located<ItemCode>>,
    /// The amounts, in 元.
    pub payments: PerPayment<Money>,
}

nouns! {
    /// The kinds of payments between a unit and the one above it, as either side has them.
    Payment {
        Superior = "superior", "上级补助收入";
        Affiliate = "affiliate", "附属单位上缴收入";
        ToSuperior = "to-superior", "上缴上级支出";
        ToAffiliate = "to-affiliate", "对附属单位补助支出";
    }
}

/// A value for each kind of payments.
pub type PerPayment<T> = Per<Payment, T, { Payment::ALL.len() }>;

impl Payment {
    /// What one side has as income and the other as expenditure: what goes down, then what goes up.
    pub(crate) const PAIRS: [(Self, Self); 2] =
        [(Self::Superior, Self::ToAffiliate), (Self::Affiliate, Self::ToSuperior)];

    /// What it is in the accounts of the side that has it.
    pub(crate) fn side(self) -> Side {
        match self {
            Self::Superior => Side::Came(Source::Superior),
            Self::Affiliate => Side::Came(Source::Affiliate),
            Self::ToSuperior => Side::Went(Spending::ToSuperior),
            Self::ToAffiliate => Side::Went(Spending::ToAffiliate),
        }
    }
}

/// One side of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Income.
    Came(Source),
    /// Expenditure.
    Went(Spending),
}

/// What a department's units paid each other, as either side has it, at the place of its first amount; none of it is in
/// the department's own figures.
pub type Transfers = PerPayment<Option<Located<Money>>>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_units_pay_each_other_has_two_sides() {
        let sides = Payment::ALL.map(Payment::side);
        let came = Source::ALL.into_iter().filter(|source| source.is_transfer()).map(Side::Came);
        let went = Spending::ALL.into_iter().filter(|nature| nature.is_transfer()).map(Side::Went);
        assert_eq!(came.chain(went).collect::<Vec<_>>(), sides);
        for (payment, side) in Payment::ALL.into_iter().zip(sides) {
            let named = match side {
                Side::Came(source) => (source.key(), source.term()),
                Side::Went(nature) => (nature.key(), nature.term()),
            };
            assert_eq!((payment.key(), payment.term()), named);
        }
    }
}
