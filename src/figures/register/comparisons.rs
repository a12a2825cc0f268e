//! Changes, budgets and shares.

use crate::figures::Figures;
use crate::figures::ledger::Under;
use crate::figures::register::{Id, Made, Register};
use crate::model::budget::Basis;
use crate::model::expenditure::Spending;
use crate::model::fund::{FiscalFund, Fund};
use crate::model::report::{Report, YearFile, YearReport};

/// Enters changes, budgets and shares.
pub(super) fn enter<'a>(register: &mut Register<'a>, report: &'a Report, figures: &'a Figures) {
    changes(register, figures);
    codes(register, figures);
    for (fund, attainment) in figures.attainments.iter() {
        register.attainment(Id::of("attainments", fund.key()), fund.spent(), *attainment);
    }
    for row in &report.year.budget {
        let code = &row.code.value;
        for (key, basis) in [("initial", Basis::Initial), ("full-year", Basis::FullYear)] {
            // A budget that was not adjusted is entered once.
            let written = match basis {
                Basis::Initial => row.initial,
                Basis::FullYear => row.full_year,
            };
            let Some(amount) = written else { continue };
            let id = Id::of("budget", key).part(row.fund.key()).row(code.as_str());
            let made = Made::Budget(basis, row.fund.alone(), Under::code(code));
            register.money(id, format!("{code} {}数", basis.term()), amount.value, made);
        }
    }
    for row in &report.year.carry_over.opening {
        let (code, under) = match &row.code {
            Some(code) => (code.value.as_str(), Under::code(&code.value)),
            None => ("", Under::All),
        };
        let id = Id::of("opening", "amount").part(row.fund.key()).row(code);
        let made = Made::Opening(row.fund.alone(), under);
        register.money(id, "年初结转和结余", row.amount.value, made);
    }
    if let Some(YearFile::Report(last)) = &report.last_year {
        last_year(register, last);
    }
    if let Some(prior) = &figures.prior {
        for fund in Fund::ALL {
            for code in prior.codes(fund) {
                let last = prior.under(fund, code).unwrap_or_default();
                let id = Id::of("last-year", "spent").part(fund.key()).row(code.as_str());
                register.money(id, format!("上年 {code} 支出"), last, Made::Figures);
            }
        }
    }
    shares(register, figures);
}

/// The totals of the year against last year's.
fn changes(register: &mut Register<'_>, figures: &Figures) {
    let changes = &figures.changes;
    let totals = [
        ("total", "收支总计", changes.total),
        ("fiscal-total", "财政拨款收支总计", changes.fiscal_total),
        ("income", "本年收入", changes.income),
        ("expenditure", "本年支出", changes.expenditure),
    ];
    let funds = changes.funds.iter().map(|(fund, change)| (fund.key(), fund.spent(), *change));
    let natures = [(Spending::Basic, changes.basic), (Spending::Project, changes.project)];
    let natures = natures.map(|(nature, change)| (nature.key(), nature.term(), change));
    for (column, name, change) in totals.into_iter().chain(funds).chain(natures) {
        register.change(Id::of("changes", column), name, change);
    }
}

/// The codes that are explained one by one.
fn codes<'a>(register: &mut Register<'a>, figures: &'a Figures) {
    for account in &figures.accounts {
        let id = Id::of("accounts", "amount").row(account.code.as_str());
        register.rate(id.aspect("share"), "占比", account.share);
        register.change(id, &account.name, account.explanation.change);
        register.attainment(id, &account.name, account.explanation.attainment);
    }
    // The general public budget is told class by class.
    for fund in FiscalFund::ALL.into_iter().filter(|fund| *fund != FiscalFund::General) {
        for item in &figures.fund_items[fund] {
            let id = Id::of("fund-items", "amount").part(fund.key()).row(item.code.as_str());
            register.change(id, &item.item, item.explanation.change);
            register.attainment(id, &item.item, item.explanation.attainment);
        }
    }
}

/// What only the whole file of last year has.
fn last_year<'a>(register: &mut Register<'a>, last: &'a YearReport) {
    for row in &last.economic {
        let (basic, project) = (row.basic.value, row.project.value);
        let columns = [("basic", basic), ("project", project), ("total", basic + project)];
        for (column, amount) in columns {
            let id = Id::of("last-year", column).part("economic").row(row.code.value.as_str());
            register.money(id, "上年经济分类支出", amount, Made::Figures);
        }
    }
    let three = &last.three_public;
    for (column, count) in [
        ("groups", three.groups),
        ("persons", three.persons),
        ("vehicles-kept", three.vehicles_kept),
        ("domestic-batches", three.domestic.batches),
        ("domestic-persons", three.domestic.persons),
        ("foreign-guests-batches", three.foreign_guests.batches),
        ("foreign-guests-persons", three.foreign_guests.persons),
    ] {
        let id = Id::of("last-year", column).part("three-public");
        register.count(id, "上年“三公”经费实物量", count.value);
    }
}

/// Shares of the year's income and expenditure.
fn shares(register: &mut Register<'_>, figures: &Figures) {
    let shares = &figures.shares;
    let fiscal = std::iter::once(("fiscal", shares.income.fiscal));
    let sources = shares.income.of_others().map(|(source, share)| (source.key(), share));
    for (column, share) in fiscal.chain(sources) {
        register.rate(Id::of("shares", column).part("income"), "占比", share);
    }
    for (nature, share) in shares.expenditure.iter() {
        register.rate(Id::of("shares", nature.key()).part("expenditure"), "占比", *share);
    }
    register.rate(Id::of("shares", "general"), "占比", shares.general);
}
