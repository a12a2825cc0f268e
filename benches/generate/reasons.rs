//! `[reasons]`: why figures went up or down, each in its own words.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::generate::Unit;
use crate::generate::accounts::{Fund, Item};
use crate::generate::money::Cents;

/// The initial budget by code and fund.
pub(super) type Budgets = BTreeMap<(String, Fund), Cents>;

/// Writes the table.
pub(super) fn write(text: &mut String, unit: &Unit, budgets: &Budgets) {
    let (this, last) = (&unit.this, &unit.last);
    let total = |item: Item| item.opening + item.income;
    let work = unit.domain.work;
    text.push_str("[reasons]\n");
    let mut line = |key: &str, now: Cents, then: Cents, up: String, down: String| {
        if now != then {
            let reason = if now > then { up } else { down };
            let _ = writeln!(text, "{key} = \"{reason}\"");
        }
    };
    line(
        "total",
        total(this.sum("", None)),
        total(last.sum("", None)),
        format!("一是人员工资正常晋升，人员经费增加；二是{work}任务增加，项目资金安排增加"),
        format!("一是退休人员增多，人员经费减少；二是压减一般性支出，{work}项目资金减少"),
    );
    line(
        "fiscal",
        total(this.fiscal()),
        total(last.fiscal()),
        format!("财政安排的人员经费和{work}项目资金比上年增加"),
        format!("财政落实过紧日子要求，安排的{work}项目资金比上年减少"),
    );
    line(
        "general",
        this.sum("", Some(Fund::General)).spent(),
        last.sum("", Some(Fund::General)).spent(),
        format!("{work}的项目支出增加，在职人员调资增支"),
        format!("{work}的项目支出减少，公用经费压减"),
    );
    line(
        "government-fund",
        this.sum("", Some(Fund::Government)).spent(),
        last.sum("", Some(Fund::Government)).spent(),
        "本年工程量增加，按进度支付的工程款增加".to_owned(),
        "部分工程上年已经完工，本年支付的工程款减少".to_owned(),
    );
    let cars =
        |of: &crate::generate::accounts::Accounts| of.economic("30217").0 + of.economic("30231").0;
    line(
        "three-public",
        cars(this),
        cars(last),
        "车辆运行和公务接待的费用合计比上年增加".to_owned(),
        "车辆运行和公务接待的费用合计比上年减少".to_owned(),
    );
    if unit.domain.agency() {
        line(
            "operating-expense",
            this.public().0,
            last.public().0,
            "办公、差旅等日常公用支出增加".to_owned(),
            "厉行节约，压减办公、差旅等日常公用支出".to_owned(),
        );
    }
    text.push_str("accounts = [\n");
    for ((code, fund), initial) in budgets {
        account(text, unit, code, *fund, *initial);
    }
    text.push_str("]\n");
}

/// The row of a class, or of an item of a government fund.
fn account(text: &mut String, unit: &Unit, code: &str, fund: Fund, initial: Cents) {
    let now = unit.this.sum(code, Some(fund)).spent();
    let then = unit.last.sum(code, Some(fund)).spent();
    let work = unit.domain.work;
    let [purpose, up, down, over, under] = if fund == Fund::Government {
        [
            "配套设施的建设和维护".to_owned(),
            "新开工项目增加，支出增加".to_owned(),
            "在建项目减少，支出减少".to_owned(),
            "年中追加了配套设施建设资金".to_owned(),
            "工程结算核减，支出低于预算".to_owned(),
        ]
    } else if unit.domain.main.starts_with(code) {
        [
            format!("保障{work}的正常运转和项目实施"),
            format!("{work}业务量增加，相应增加了支出"),
            format!("{work}部分项目上年已经完成，支出减少"),
            format!("年中追加了{work}项目资金"),
            format!("{work}部分项目资金核减，未支付的由财政收回"),
        ]
    } else {
        let [what, who] = match code {
            "208" => ["职工养老保险单位缴费", "养老保险"],
            "210" => ["职工基本医疗保险单位缴费", "医疗保险"],
            _ => ["职工住房公积金单位缴存部分", "住房公积金"],
        };
        [
            what.to_owned(),
            format!("{who}基数提高，单位负担部分增加"),
            format!("在职人员减少，{who}单位负担部分减少"),
            format!("{who}基数调整，年中追加预算"),
            format!("年初按编制人数测算，{who}实际人数减少，预算核减"),
        ]
    };
    let change = if now > then { up } else { down };
    let _ = write!(text, "  {{ code = \"{code}\", fund = \"{}\", use = \"{purpose}\"", fund.key());
    if now != then {
        let _ = write!(text, ", change = \"{change}\"");
    }
    if now != initial {
        let budget = if now > initial { over } else { under };
        let _ = write!(text, ", budget = \"{budget}\"");
    }
    text.push_str(" },\n");
}
