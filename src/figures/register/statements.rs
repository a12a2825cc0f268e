//! The figures of the statements.

use crate::figures::Figures;
use crate::figures::economic::Group;
use crate::figures::expenditure::{FundColumns, GeneralColumns};
use crate::figures::fiscal::FiscalColumns;
use crate::figures::ledger::{Part, Under};
use crate::figures::register::{Id, Made, Register};
use crate::figures::rollup::Row;
use crate::model::amount::Money;
use crate::model::expenditure::Spending;
use crate::model::fund::{FiscalFund, Fund};
use crate::model::income::Source;

/// Enters the figures of the statements.
pub(super) fn enter<'a>(register: &mut Register<'a>, figures: &'a Figures) {
    balance(register, figures);
    income(register, figures);
    expenditure(register, figures);
    economic(register, figures);
    fiscal(register, figures);
}

/// 收入支出决算总表.
fn balance(register: &mut Register<'_>, figures: &Figures) {
    let (every, all) = (&Fund::ALL[..], Under::All);
    let used = || Made::Written(|ledger| vec![ledger.year.carry_over.surplus_used]);
    let distributed = || Made::Written(|ledger| vec![ledger.year.carry_over.distribution]);
    let balance = &figures.balance;
    let total = vec![Made::Income(every, all), Made::Opening(every, all), used()];
    let closing = vec![Made::Left(every, all), used(), distributed()];
    for (column, term, amount, made) in [
        ("total", "收支总计", balance.total, Made::Sum(total)),
        ("income", "本年收入合计", balance.income, Made::Income(every, all)),
        ("expenditure", "本年支出合计", balance.expenditure, Made::Spent(every, Part::All, all)),
        ("opening", "年初结转和结余", balance.opening, Made::Opening(every, all)),
        ("closing", "年末结转和结余", balance.closing, Made::Sum(closing)),
        ("surplus-used", "使用非财政拨款结余", balance.surplus_used, used()),
        ("distribution", "结余分配", balance.distribution, distributed()),
    ] {
        register.money(Id::of("balance", column), term, amount, made);
    }
}

/// 收入决算表.
fn income<'a>(register: &mut Register<'a>, figures: &'a Figures) {
    for row in &figures.income.rows {
        let under = Under::code(&row.code);
        let id = |column| Id::of("income", column).row(row.code.as_str());
        let term = || format!("{}收入", row.name);
        let c = &row.columns;
        register.money(id("total"), term(), c.total, Made::Income(&Fund::ALL, under));
        register.money(id("fiscal"), term(), c.fiscal, Made::Income(&Fund::FISCAL, under));
        for source in Source::of_fund(Fund::NonFiscal) {
            let made = Made::Source(source, under);
            register.money(id(source.key()), term(), c.sources[source], made);
        }
    }
    let total = &figures.income.total;
    let made = Made::Income(&Fund::FISCAL, Under::All);
    register.money(Id::of("income", "fiscal"), "财政拨款收入", total.fiscal, made);
    for (source, amount) in total.sources.iter() {
        let made = Made::Source(source, Under::All);
        register.money(Id::of("income", source.key()), source.term(), *amount, made);
    }
}

/// 支出决算表 and the statements of single funds.
fn expenditure<'a>(register: &mut Register<'a>, figures: &'a Figures) {
    for row in &figures.expenditure.rows {
        let under = Under::code(&row.code);
        let id = |column| Id::of("expenditure", column).row(row.code.as_str());
        let term = || format!("{}支出", row.name);
        let made = Made::Spent(&Fund::ALL, Part::All, under);
        register.money(id("total"), term(), row.columns.total, made);
        for (nature, amount) in row.columns.natures.iter() {
            register.money(id(nature.key()), term(), *amount, Made::Nature(nature, under));
        }
    }
    for nature in [Spending::Basic, Spending::Project] {
        let amount = figures.expenditure.total.natures[nature];
        let made = Made::Nature(nature, Under::All);
        register.money(Id::of("expenditure", nature.key()), nature.term(), amount, made);
    }
    for fund in FiscalFund::ALL {
        for row in &figures.statements[fund].rows {
            let under = Under::code(&row.code);
            let id = |column| Id::of("statements", column).part(fund.key()).row(row.code.as_str());
            for (column, part, amount) in parts(row.columns) {
                let made = Made::Spent(fund.fund().alone(), part, under);
                register.money(id(column), format!("{}支出", row.name), amount, made);
            }
        }
    }
    // The general public budget has no balances of its own by code.
    for fund in FiscalFund::ALL.into_iter().filter(|fund| *fund != FiscalFund::General) {
        flow(register, fund, &figures.flows[fund].rows);
    }
}

/// The statement of a fund with its balances.
fn flow<'a>(register: &mut Register<'a>, fund: FiscalFund, rows: &'a [Row<FundColumns>]) {
    for row in rows {
        let (own, under) = (fund.fund().alone(), Under::code(&row.code));
        let id = |column| Id::of("flows", column).part(fund.key()).row(row.code.as_str());
        let c = &row.columns;
        for (column, amount, made) in [
            ("total", c.total, Made::Spent(own, Part::All, under)),
            ("opening", c.opening, Made::Opening(own, under)),
            ("income", c.income, Made::Income(own, under)),
            ("closing", c.closing, Made::Left(own, under)),
        ] {
            let term = format!("{}（{}）", row.name, fund.term());
            register.money(id(column), term, amount, made);
        }
    }
}

/// Expenditure by economic classification.
fn economic<'a>(register: &mut Register<'a>, figures: &'a Figures) {
    let economic = &figures.economic;
    for row in &economic.rows {
        let id = |column| Id::of("economic", column).row(row.code.as_str());
        for (column, part, amount) in parts(row.columns.amounts) {
            register.money(id(column), row.name.clone(), amount, Made::Sections(part, &row.code));
        }
    }
    let groups = [
        ("personnel", "人员经费", economic.personnel, Some(Group::Personnel)),
        ("public", "公用经费", economic.public, Some(Group::Public)),
        ("total", "一般公共预算财政拨款支出", economic.total, None),
    ];
    for (name, term, columns, group) in groups {
        for (column, part, amount) in parts(columns) {
            let made = match group {
                Some(group) => Made::Group(group, part),
                None => Made::Spent(Fund::General.alone(), part, Under::All),
            };
            register.money(Id::of("economic", column).part(name), term, amount, made);
        }
    }
}

/// 财政拨款收入支出决算总表.
fn fiscal(register: &mut Register<'_>, figures: &Figures) {
    let fiscal = &figures.fiscal;
    sums(register, "total", "财政拨款".to_owned(), &Fund::FISCAL, fiscal.total);
    for (fund, columns) in fiscal.funds.iter() {
        let term = format!("{}财政拨款", fund.term());
        sums(register, fund.key(), term, fund.fund().alone(), *columns);
    }
}

/// The sums of some fiscal funds.
fn sums(
    register: &mut Register<'_>,
    part: &'static str,
    term: String,
    funds: &'static [Fund],
    sum: FiscalColumns,
) {
    let all = Under::All;
    let grand_total = vec![Made::Income(funds, all), Made::Opening(funds, all)];
    for (column, amount, made) in [
        ("expenditure", sum.expenditure, Made::Spent(funds, Part::All, all)),
        ("income", sum.income, Made::Income(funds, all)),
        ("opening", sum.opening, Made::Opening(funds, all)),
        ("closing", sum.closing, Made::Left(funds, all)),
        ("grand-total", sum.grand_total, Made::Sum(grand_total)),
    ] {
        register.money(Id::of("fiscal", column).part(part), term.clone(), amount, made);
    }
}

/// The columns of a statement with the parts of expenditure that they are.
fn parts(columns: GeneralColumns) -> [(&'static str, Part, Money); 3] {
    let GeneralColumns { total, basic, project } = columns;
    [
        ("total", Part::All, total),
        (Spending::Basic.key(), Part::Basic, basic),
        (Spending::Project.key(), Part::Project, project),
    ]
}
