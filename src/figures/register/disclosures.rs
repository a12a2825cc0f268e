//! “三公” expense, operating expense, procurement, assets and performance management.

use crate::figures::Figures;
use crate::figures::performance::PerformanceFigures;
use crate::figures::register::totals::made;
use crate::figures::register::{Id, Made, Register, Said};
use crate::model::control::Total;
use crate::model::report::{Report, YearReport};
use crate::model::three_public::Item;

/// Enters the disclosures.
pub(super) fn enter<'a>(register: &mut Register<'a>, report: &'a Report, figures: &'a Figures) {
    three_public(register, &report.year, figures);
    let operating = &figures.operating_expense;
    let id = Id::of("operating-expense", "amount");
    let made = match operating.applies {
        true => made(Total::OperatingExpense),
        false => Made::Figures,
    };
    register.money(id, "机关运行经费", operating.amount, made);
    register.change(id, "机关运行经费", operating.change);
    procurement(register, figures);
    if let Some(performance) = &figures.performance {
        self::performance(register, performance);
    }
    for own in &report.year.extra {
        if let Some(amount) = own.amount {
            let id = Id::of("extra", "amount").row(&own.key);
            register.money(id, own.name.value.clone(), amount.value, Made::Figures);
        }
    }
}

/// “三公” expense, its counts and those of the assets.
fn three_public(register: &mut Register<'_>, year: &YearReport, figures: &Figures) {
    let three = &figures.three_public;
    let sums: [(_, _, _, &'static [Item]); 2] = [
        ("total", "“三公”经费", three.total, &Item::ALL),
        ("vehicles", "公务用车购置及运行费", three.vehicles, &Item::VEHICLES),
    ];
    let each = three.items.iter().map(|(item, own)| (item.key(), item.term(), *own, item.alone()));
    for (column, name, expense, items) in sums.into_iter().chain(each) {
        let id = Id::of("three-public", column);
        let made = |said| Made::ThreePublic(items, said);
        register.money(id, name, expense.outturn, made(Said::Spent));
        let full_year = format!("{name}全年预算数");
        register.money(id.aspect("full-year"), full_year, expense.full_year, made(Said::FullYear));
        register.attainment(id, name, Some(expense.attainment));
        register.change(id, name, expense.change);
    }
    let domestic = Id::of("three-public", "domestic");
    register.money(domestic, "国内接待费", three.domestic, Made::Figures);
    let written = &year.three_public;
    for (column, term, count) in [
        ("groups", "出国团组", written.groups.value),
        ("persons", "出国人次", written.persons.value),
        ("vehicles-bought", "购置车辆", written.vehicles_bought.value),
        ("vehicles-kept", "公务用车保有量", written.vehicles_kept.value),
        ("domestic-batches", "国内接待批次", written.domestic.batches.value),
        ("domestic-persons", "国内接待人次", written.domestic.persons.value),
        ("foreign-guests-batches", "外事接待批次", written.foreign_guests.batches.value),
        ("foreign-guests-persons", "外事接待人次", written.foreign_guests.persons.value),
    ] {
        register.count(Id::of("three-public", column), term, count);
    }
    let assets = &year.assets;
    register.count(Id::of("assets", "vehicles"), "车辆", assets.vehicles.value.total());
    register.count(Id::of("assets", "equipment"), "设备", assets.equipment.value);
}

/// 政府采购.
fn procurement(register: &mut Register<'_>, figures: &Figures) {
    let bought = &figures.procurement;
    let written = |of| Made::Written(of);
    for (column, amount, made) in [
        ("total", bought.total, made(Total::Procurement)),
        ("goods", bought.goods, written(|ledger| vec![ledger.year.procurement.goods])),
        ("works", bought.works, written(|ledger| vec![ledger.year.procurement.works])),
        ("services", bought.services, written(|ledger| vec![ledger.year.procurement.services])),
    ] {
        register.money(Id::of("procurement", column), "政府采购", amount, made);
    }
    let id = |column| Id::of("procurement", column);
    for (column, term, amount, made) in [
        (
            "small-and-medium",
            "授予中小企业合同金额",
            bought.small_and_medium,
            written(|ledger| vec![ledger.year.procurement.small_and_medium]),
        ),
        (
            "small-and-micro",
            "授予小微企业合同金额",
            bought.small_and_micro,
            written(|ledger| vec![ledger.year.procurement.small_and_micro]),
        ),
    ] {
        register.money(id(column), term, amount, made);
    }
    for (column, term, share) in [
        ("small-and-medium", "授予中小企业合同占比", bought.small_and_medium_share),
        ("small-and-micro", "授予小微企业合同占比", bought.small_and_micro_share),
    ] {
        register.rate(id(column).aspect("share"), term, share);
    }
}

/// Performance management.
fn performance(register: &mut Register<'_>, figures: &PerformanceFigures) {
    let id = |part, column| Id::of("performance", column).part(part);
    let covered = &figures.covered;
    register.money(id("covered", "total"), "自评涉及资金", covered.total, Made::Figures);
    for (budget, amount) in covered.funds.by_budget() {
        register.money(id("covered", budget), "自评涉及资金", amount, Made::Figures);
    }
    register.rate(id("covered", "share"), "自评资金占比", figures.covered_share);
    register.count(id("", "count"), "自评项目", figures.count);
    for (part, stage) in [("targets", figures.targets), ("tracking", figures.tracking)] {
        let Some(stage) = stage else { continue };
        let term = "绩效目标、绩效跟踪涉及金额";
        register.money(id(part, "amount"), term, stage.amount, Made::Figures);
        register.count(id(part, "count"), "绩效目标、绩效跟踪项目", stage.count);
    }
    if let Some(evaluation) = &figures.self_evaluation {
        let part = "self-evaluation";
        register.money(id(part, "amount"), "自评涉及金额", evaluation.amount, Made::Figures);
        register.count(id(part, "count"), "自评项目", evaluation.count);
    }
    for (part, level) in [("level-one", figures.level_one), ("level-two", figures.level_two)] {
        register.money(id(part, "amount"), "一级、二级项目资金", level.amount, Made::Figures);
        for (column, count) in [
            ("count", level.count),
            ("excellent", level.excellent),
            ("good", level.good),
            ("fair", level.fair),
            ("poor", level.poor),
        ] {
            register.count(id(part, column), "各等级项目", count);
        }
    }
    if let Some(whole) = &figures.whole {
        let (executed, budget) = (whole.executed, whole.budget.unwrap_or_default());
        register.money(id("whole", "executed"), "整体支出执行数", executed, Made::Figures);
        register.money(id("whole", "budget"), "整体支出全年预算数", budget, Made::Figures);
        register.rate(id("whole", "rate"), "整体支出执行率", whole.rate);
    }
    if let Some(funds) = figures.department_funds {
        let term = "部门评价涉及资金";
        register.money(id("department", "funds"), term, funds.total, Made::Figures);
    }
}
