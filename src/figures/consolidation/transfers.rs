//! What a department's units paid each other: it is nobody's income and nobody's expenditure.

use crate::figures::consolidation::parts::Parts;
use crate::model::amount::Money;
use crate::model::department::{OutsideRow, Payments, Transfers};
use crate::model::expenditure::{ExpenditureRow, Natures};
use crate::model::income::{IncomeRow, Sources};
use crate::model::place::Located;
use crate::problem::Problem;

/// Rows without what was paid within the department.
#[derive(Debug, Default)]
pub(super) struct Cancelled {
    /// Income of all units.
    pub(super) income: Vec<IncomeRow>,
    /// Expenditure of all units.
    pub(super) expenditure: Vec<ExpenditureRow>,
    /// What was taken out.
    pub(super) transfers: Transfers,
}

/// Takes out of all rows what the units paid each other: all 上级补助, 附属单位上缴, 上缴上级 and 对附属单位补助 but what the
/// department names as `outside`. Rows that become empty are left out.
pub(super) fn cancel(parts: &Parts<'_>, problems: &mut Vec<Problem>) -> Cancelled {
    let mut outside: Vec<(&OutsideRow, Payments<Money>)> =
        parts.own.year.outside.iter().map(|row| (row, row.payments)).collect();
    let mut cancelled = Cancelled::default();
    for part in parts.all() {
        let mut stays = |code: &str, of: Kind, amount: Money| {
            let rows = outside.iter_mut().filter(|(row, _)| {
                row.unit.value == part.folder
                    && row.code.as_ref().is_none_or(|own| own.value.as_str() == code)
            });
            rows.map(|(_, left)| take(of.of(left), amount)).sum::<Money>()
        };
        for row in &part.year.income {
            let (sources, code) = (&row.sources, row.code.value.as_str());
            let superior = stays(code, Kind::Superior, sources.superior.value);
            let affiliate = stays(code, Kind::Affiliate, sources.affiliate.value);
            cancelled.transfers.superior += sources.superior.value - superior;
            cancelled.transfers.affiliate += sources.affiliate.value - affiliate;
            let sources = Sources {
                superior: Located::new(superior, sources.superior.place),
                affiliate: Located::new(affiliate, sources.affiliate.place),
                ..*sources
            };
            let was_empty = row.sources.all().iter().all(|amount| amount.value.is_zero());
            if was_empty || sources.all().iter().any(|amount| !amount.value.is_zero()) {
                cancelled.income.push(IncomeRow { sources, ..row.clone() });
            }
        }
        for row in &part.year.expenditure {
            let (natures, code) = (&row.natures, row.code.value.as_str());
            let to_superior = stays(code, Kind::ToSuperior, natures.to_superior.value);
            let to_affiliate = stays(code, Kind::ToAffiliate, natures.to_affiliate.value);
            cancelled.transfers.to_superior += natures.to_superior.value - to_superior;
            cancelled.transfers.to_affiliate += natures.to_affiliate.value - to_affiliate;
            let natures = Natures {
                to_superior: Located::new(to_superior, natures.to_superior.place),
                to_affiliate: Located::new(to_affiliate, natures.to_affiliate.place),
                ..*natures
            };
            let was_empty = row.natures.all().iter().all(|amount| amount.value.is_zero());
            if was_empty || natures.all().iter().any(|amount| !amount.value.is_zero()) {
                cancelled.expenditure.push(ExpenditureRow { natures, ..row.clone() });
            }
        }
    }
    for (row, left) in outside {
        let unused = Kind::ALL.into_iter().filter(|kind| !kind.read(&left).is_zero());
        problems.extend(unused.map(|kind| not_there(row, kind, kind.read(&left))));
    }
    cancelled
}

/// One of the four kinds of payments.
#[derive(Debug, Clone, Copy)]
enum Kind {
    /// 上级补助收入.
    Superior,
    /// 附属单位上缴收入.
    Affiliate,
    /// 上缴上级支出.
    ToSuperior,
    /// 对附属单位补助支出.
    ToAffiliate,
}

impl Kind {
    /// All kinds.
    const ALL: [Self; 4] = [Self::Superior, Self::Affiliate, Self::ToSuperior, Self::ToAffiliate];

    /// The amount of this kind, to be changed.
    fn of(self, payments: &mut Payments<Money>) -> &mut Money {
        match self {
            Self::Superior => &mut payments.superior,
            Self::Affiliate => &mut payments.affiliate,
            Self::ToSuperior => &mut payments.to_superior,
            Self::ToAffiliate => &mut payments.to_affiliate,
        }
    }

    /// The amount of this kind.
    fn read(self, payments: &Payments<Money>) -> Money {
        *self.of(&mut payments.clone())
    }

    /// The field's term.
    fn term(self) -> &'static str {
        match self {
            Self::Superior => "上级补助收入",
            Self::Affiliate => "附属单位上缴收入",
            Self::ToSuperior => "上缴上级支出",
            Self::ToAffiliate => "对附属单位补助支出",
        }
    }
}

/// As much of an amount as is left; what is left becomes less.
fn take(left: &mut Money, amount: Money) -> Money {
    let taken = if *left > amount { amount } else { *left };
    *left = *left - taken;
    taken
}

/// The problem of an outside payment that the unit's rows do not hold.
fn not_there(row: &OutsideRow, kind: Kind, left: Money) -> Problem {
    let (unit, term) = (&row.unit.value, kind.term());
    let headline = format!("outside 中 {unit} 的{term}比它数据中的多 {left} 元");
    Problem::error("bad-outside", headline)
        .at(row.place, "它的数据里没有这么多")
        .help("请核对单位、编码和金额；outside 只写与部门以外的单位之间的，部门内部的由程序抵销")
}
