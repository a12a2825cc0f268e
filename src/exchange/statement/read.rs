//! All tables of a unit's year.

use crate::catalog::Catalog;
use crate::exchange::statement::coded::Coded;
use crate::exchange::statement::codes::ClassNames;
use crate::exchange::statement::fund::{self, FundColumn};
use crate::exchange::statement::{
    Economic, Fiscal, IncomeColumn, Indicators, Paper, Rounding, SpendingColumn, Statistics,
    ThreePublic, Totals, Troubles,
};
use crate::exchange::table::Form;

/// What the tables of a unit's year say; none of what there is no table of.
#[derive(Debug, Default)]
pub(crate) struct Statements {
    /// 收入支出决算总表.
    pub totals: Option<Totals>,
    /// 收入决算表.
    pub income: Option<Coded<IncomeColumn>>,
    /// 支出决算表.
    pub expenditure: Option<Coded<SpendingColumn>>,
    /// 财政拨款收入支出决算总表.
    pub fiscal: Option<Fiscal>,
    /// 一般公共预算财政拨款支出决算表.
    pub general: Option<Coded<FundColumn>>,
    /// 政府性基金预算财政拨款收入支出决算表.
    pub government_fund: Option<Coded<FundColumn>>,
    /// 国有资本经营预算财政拨款支出决算表.
    pub state_capital: Option<Coded<FundColumn>>,
    /// 一般公共预算财政拨款支出决算明细表.
    pub details: Option<Economic>,
    /// 一般公共预算财政拨款基本支出决算表.
    pub basic: Option<Economic>,
    /// 一般公共预算财政拨款项目支出决算明细表.
    pub projects: Option<Economic>,
    /// 财政拨款“三公”经费支出决算表.
    pub three_public: Option<ThreePublic>,
    /// 部门决算公开相关信息统计表.
    pub statistics: Option<Statistics>,
    /// 主要指标变动情况表.
    pub indicators: Option<Indicators>,
    /// What the amounts were rounded to.
    pub rounding: Rounding,
}

impl Statements {
    /// Reads the pages of a unit's tables.
    pub(crate) fn read(papers: Vec<Paper<'_>>, catalog: &Catalog, troubles: &mut Troubles) -> Self {
        let rounding = Rounding::of(&papers);
        let mut papers = papers;
        let mut take = |form: Form| -> Vec<Paper<'_>> {
            let (taken, left) =
                std::mem::take(&mut papers).into_iter().partition(|paper| paper.form == form);
            papers = left;
            taken
        };
        let fund = |papers: Vec<Paper<'_>>, troubles: &mut Troubles| {
            Coded::read(&papers, fund::column, troubles)
        };
        let classes = ClassNames::of(catalog);
        let there = |papers: &Vec<Paper<'_>>| !papers.is_empty();
        let mut economic = |form: Form, only_basic: bool, troubles: &mut Troubles| {
            let papers = Some(take(form)).filter(there)?;
            Some(Economic::read(&papers, only_basic, catalog, troubles))
        };
        let details = economic(Form::Details, false, troubles);
        let basic = economic(Form::Basic, true, troubles);
        let projects = economic(Form::Projects, false, troubles);
        Self {
            totals: Some(take(Form::Totals))
                .filter(there)
                .map(|papers| Totals::read(&papers, troubles)),
            income: Coded::read(&take(Form::Income), IncomeColumn::of, troubles),
            expenditure: Coded::read(&take(Form::Expenditure), SpendingColumn::of, troubles),
            fiscal: Some(take(Form::Fiscal))
                .filter(there)
                .map(|papers| Fiscal::read(&papers, &classes, troubles)),
            general: fund(take(Form::General), troubles),
            government_fund: fund(take(Form::GovernmentFund), troubles),
            state_capital: fund(take(Form::StateCapital), troubles),
            details,
            basic,
            projects,
            three_public: Some(take(Form::ThreePublic))
                .filter(there)
                .map(|papers| ThreePublic::read(&papers, troubles)),
            statistics: Some(take(Form::Statistics))
                .filter(there)
                .map(|papers| Statistics::read(&papers, troubles)),
            indicators: Some(take(Form::Indicators))
                .filter(there)
                .map(|papers| Indicators::read(&papers, troubles)),
            rounding,
        }
    }
}
