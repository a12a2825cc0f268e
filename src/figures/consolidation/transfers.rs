//! What a department's units paid each other: it is nobody's income and nobody's expenditure.

use crate::figures::consolidation::parts::{Parts, plus};
use crate::model::amount::Money;
use crate::model::department::{OutsideRow, Payments, Transfers, is_folder};
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
    let mut outside = Outside::of(&parts.own.year.outside);
    let mut cancelled = Cancelled::default();
    for part in parts.all() {
        for row in &part.year.income {
            let (mut left, code) = (row.clone(), row.code.value.as_str());
            let paid = &mut cancelled.transfers;
            let Sources {
                general: _,
                government_fund: _,
                state_capital: _,
                superior,
                business: _,
                operating: _,
                affiliate,
                other: _,
            } = &mut left.sources;
            outside.leave(part.folder, code, Kind::Superior, superior, paid);
            outside.leave(part.folder, code, Kind::Affiliate, affiliate, paid);
            if is_nil(&row.sources.all()) || !is_nil(&left.sources.all()) {
                cancelled.income.push(left);
            }
        }
        for row in &part.year.expenditure {
            let (mut left, code) = (row.clone(), row.code.value.as_str());
            let paid = &mut cancelled.transfers;
            let Natures { basic: _, project: _, to_superior, operating: _, to_affiliate } =
                &mut left.natures;
            outside.leave(part.folder, code, Kind::ToSuperior, to_superior, paid);
            outside.leave(part.folder, code, Kind::ToAffiliate, to_affiliate, paid);
            if is_nil(&row.natures.all()) || !is_nil(&left.natures.all()) {
                cancelled.expenditure.push(left);
            }
        }
    }
    problems.extend(outside.surplus(parts));
    cancelled
}

/// Whether all amounts of a row are nil.
fn is_nil(amounts: &[Located<Money>]) -> bool {
    amounts.iter().all(|amount| amount.value.is_zero())
}

/// The payments with units outside the department that no row has been found for yet.
#[derive(Debug)]
struct Outside<'a>(Vec<(&'a OutsideRow, Payments<Money>)>);

impl<'a> Outside<'a> {
    /// All of them.
    fn of(rows: &'a [OutsideRow]) -> Self {
        Self(rows.iter().map(|row| (row, row.payments)).collect())
    }

    /// Leaves of an amount what was paid outside the department; the rest is noted as paid within it.
    fn leave(
        &mut self,
        unit: &str,
        code: &str,
        kind: Kind,
        amount: &mut Located<Money>,
        transfers: &mut Transfers,
    ) {
        let mut within = *amount;
        for (row, left) in &mut self.0 {
            let is_meant = is_folder(&row.unit.value, unit)
                && row.code.as_ref().is_none_or(|own| own.value.as_str() == code);
            if is_meant {
                let left = kind.of(left);
                let taken = if *left < within.value { *left } else { within.value };
                // A negative amount is a correction of payments within the department.
                if !taken.is_negative() {
                    *left = *left - taken;
                    within.value = within.value - taken;
                }
            }
        }
        amount.value = amount.value - within.value;
        if !within.value.is_zero() {
            let noted = kind.of(transfers);
            *noted = Some(noted.map_or(within, |noted| plus(noted, within)));
        }
    }

    /// A problem for every payment that the unit's rows do not hold, or of a unit that is not the department's.
    fn surplus(self, parts: &Parts<'_>) -> impl Iterator<Item = Problem> {
        self.0.into_iter().flat_map(|(row, mut left)| {
            if !parts.all().any(|part| is_folder(&row.unit.value, part.folder)) {
                return vec![not_a_member(row, parts)];
            }
            let left = Kind::ALL.map(|kind| (kind, *kind.of(&mut left)));
            let too_much = left.into_iter().filter(|(_, left)| !left.is_zero());
            too_much.map(|(kind, left)| not_there(row, kind, left)).collect::<Vec<_>>()
        })
    }
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

    /// What there is of this kind.
    fn of<T>(self, payments: &mut Payments<T>) -> &mut T {
        let Payments { superior, affiliate, to_superior, to_affiliate } = payments;
        match self {
            Self::Superior => superior,
            Self::Affiliate => affiliate,
            Self::ToSuperior => to_superior,
            Self::ToAffiliate => to_affiliate,
        }
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

/// The problem of an outside payment of a unit that is not the department's.
fn not_a_member(row: &OutsideRow, parts: &Parts<'_>) -> Problem {
    let units: Vec<&str> = parts.all().map(|part| part.folder).collect();
    Problem::error("bad-outside", format!("outside 中的 {} 不是这个部门的单位", row.unit.value))
        .at(row.unit.place, "部门没有这个所属单位")
        .help(format!("unit 写付款或收款单位的文件夹名：{}", units.join("、")))
}

/// The problem of an outside payment that the unit's rows do not hold.
fn not_there(row: &OutsideRow, kind: Kind, left: Money) -> Problem {
    let (unit, term) = (&row.unit.value, kind.term());
    let headline = format!("outside 中 {unit} 的{term}比它数据中的多 {left} 元");
    Problem::error("bad-outside", headline)
        .at(row.place, "它的数据里没有这么多")
        .help("请核对单位、编码和金额；outside 只写与部门以外的单位之间的，部门内部的由程序抵销")
}
