//! What the table of a fund says of a code, where there is one, or where it is known that there was nothing.

use crate::exchange::statement::{Coded, FundColumn, Group, Part, Statements, Troubles};
use crate::exchange::table::Figure;
use crate::model::fund::FiscalFund;

/// What is known of a fund.
#[derive(Debug, Clone, Copy)]
pub(super) enum Known<'s> {
    /// Its table.
    Table(&'s Coded<FundColumn>),
    /// There was nothing: 财政拨款收入支出决算总表 says so.
    Nothing,
    /// Its table is not there.
    Unknown,
}

/// What is known of a fund.
pub(super) fn known(statements: &Statements, fund: FiscalFund) -> Known<'_> {
    let table = match fund {
        FiscalFund::General => &statements.general,
        FiscalFund::GovernmentFund => &statements.government_fund,
        FiscalFund::StateCapital => &statements.state_capital,
    };
    match (table, &statements.fiscal) {
        (Some(table), _) => Known::Table(table),
        (None, Some(fiscal)) => {
            let said = [&fiscal.income[fund], &fiscal.spent[fund], &fiscal.opening_of[fund]];
            let nothing = |figure: &&Option<Figure>| figure.as_ref().is_some_and(Figure::is_zero);
            if said.iter().all(nothing) { Known::Nothing } else { Known::Unknown }
        }
        (None, None) => Known::Unknown,
    }
}

impl Known<'_> {
    /// Whether it is known what the fund did.
    pub(super) fn is_known(self) -> bool {
        !matches!(self, Self::Unknown)
    }

    /// Whether its table has a column, or nothing happened at all.
    pub(super) fn tells(self, column: FundColumn) -> bool {
        match self {
            Self::Table(table) => table.has(column),
            Self::Nothing => true,
            Self::Unknown => false,
        }
    }

    /// Its amount of a code.
    pub(super) fn of(
        self,
        code: &str,
        column: FundColumn,
        troubles: &mut Troubles,
    ) -> Option<Figure> {
        match self {
            Self::Table(table) => table.figure(code, column, troubles),
            Self::Nothing | Self::Unknown => None,
        }
    }

    /// The codes that its table lists.
    pub(super) fn leaves(self) -> Vec<String> {
        match self {
            Self::Table(table) => table.leaves().map(str::to_owned).collect(),
            Self::Nothing | Self::Unknown => Vec::new(),
        }
    }
}

/// 本年收入.
pub(super) const IN: FundColumn = (Group::In, Part::Whole);

/// 本年支出.
pub(super) const OUT: FundColumn = (Group::Out, Part::Whole);

/// 年初结转和结余.
pub(super) const OPENING: FundColumn = (Group::Opening, Part::Whole);
