//! This year's file.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::generate::accounts::{Accounts, Fund};
use crate::generate::evaluation::Evaluation;
use crate::generate::money::Cents;
use crate::generate::reasons::{self, Budgets};
use crate::generate::{Unit, YEAR};

/// The text of the file.
pub(super) fn of(unit: &mut Unit, evaluations: &[Evaluation]) -> String {
    let mut text = format!("# {}{YEAR}年度决算；金额单位：元\nyear = {YEAR}\n", unit.name);
    text.push_str("approved = 2023-09-06\n\n");
    income(&mut text, &unit.this);
    expenditure(&mut text, &unit.this);
    economic(&mut text, &unit.this);
    let budgets = budget(&mut text, unit);
    carry_over(&mut text, unit);
    three_public(&mut text, unit, true);
    resources(&mut text, unit);
    performance(&mut text, unit, evaluations);
    reasons::write(&mut text, unit, &budgets);
    control(&mut text, unit, &budgets);
    text
}

/// `income`.
pub(super) fn income(text: &mut String, accounts: &Accounts) {
    let mut rows: BTreeMap<&str, String> = BTreeMap::new();
    for ((code, fund), item) in &accounts.items {
        let source = if *fund == Fund::Own { "other" } else { fund.key() };
        let _ = write!(rows.entry(code).or_default(), ", {source} = {}", item.income);
    }
    text.push_str("income = [\n");
    for (code, sources) in rows {
        let _ = writeln!(text, "  {{ code = \"{code}\"{sources} }},");
    }
    text.push_str("]\n\n");
}

/// `expenditure`.
pub(super) fn expenditure(text: &mut String, accounts: &Accounts) {
    text.push_str("expenditure = [\n");
    for ((code, fund), item) in &accounts.items {
        let _ = write!(text, "  {{ code = \"{code}\", fund = \"{}\"", fund.key());
        for (key, amount) in [("basic", item.basic), ("project", item.project)] {
            if !amount.is_zero() {
                let _ = write!(text, ", {key} = {amount}");
            }
        }
        text.push_str(" },\n");
    }
    text.push_str("]\n\n");
}

/// `economic`.
pub(super) fn economic(text: &mut String, accounts: &Accounts) {
    text.push_str("economic = [\n");
    for (code, (basic, project)) in &accounts.economic {
        let _ = write!(text, "  {{ code = \"{code}\"");
        for (key, amount) in [("basic", basic), ("project", project)] {
            if !amount.is_zero() {
                let _ = write!(text, ", {key} = {amount}");
            }
        }
        text.push_str(" },\n");
    }
    text.push_str("]\n\n");
}

/// `budget`: by class, a government fund's by item.
fn budget(text: &mut String, unit: &mut Unit) -> Budgets {
    let classes: BTreeSet<String> =
        unit.this.items.keys().map(|(code, _)| code.chars().take(3).collect()).collect();
    let mut budgets = Budgets::new();
    for code in classes {
        let spent = unit.this.sum(&code, Some(Fund::General)).spent();
        if !spent.is_zero() {
            let initial = spent.thousandths(unit.random.within(860, 1130)).whole();
            budgets.insert((code, Fund::General), initial);
        }
    }
    for ((code, fund), item) in &unit.this.items {
        if *fund == Fund::Government {
            let initial = item.spent().thousandths(unit.random.within(860, 1130)).whole();
            budgets.insert(((*code).to_owned(), *fund), initial);
        }
    }
    text.push_str("budget = [\n");
    for ((code, fund), initial) in &budgets {
        let fund = fund.key();
        let _ =
            writeln!(text, "  {{ code = \"{code}\", fund = \"{fund}\", initial = {initial} }},");
    }
    text.push_str("]\n\n");
    budgets
}

/// `[carry-over]`.
fn carry_over(text: &mut String, unit: &Unit) {
    text.push_str("[carry-over]\nopening = [\n");
    for ((code, fund), item) in &unit.this.items {
        if !item.opening.is_zero() {
            let (fund, amount) = (fund.key(), item.opening);
            let _ =
                writeln!(text, "  {{ fund = \"{fund}\", code = \"{code}\", amount = {amount} }},");
        }
    }
    text.push_str("]\n\n");
}

/// `[three-public]`, this year's with reasons.
pub(super) fn three_public(text: &mut String, unit: &mut Unit, this: bool) {
    let (accounts, before) = if this { (&unit.this, &unit.last) } else { (&unit.last, &unit.this) };
    let (reception, cars) = (accounts.economic("30217").0, accounts.economic("30231").0);
    let (reception_then, cars_then) = (before.economic("30217").0, before.economic("30231").0);
    let above = |amount: Cents| Cents((amount.0 / 100_000 + 1) * 100_000);
    text.push_str(
        "[three-public]\nabroad = { initial = 0, groups = 0, persons = 0 }\nvehicle-purchase = { initial = 0, vehicles = 0 }\n",
    );
    if cars.is_zero() {
        text.push_str("vehicle-operation = { initial = 0, vehicles = 0 }\n");
    } else {
        let why = if cars > cars_then {
            "燃油价格上涨，车辆运行费用增加"
        } else {
            "统筹安排下乡用车，车辆运行费用下降"
        };
        let reason = if this { format!(", reason = \"{why}\"") } else { String::new() };
        let _ = writeln!(
            text,
            "vehicle-operation = {{ initial = {}, vehicles = {}, use = \"公务用车的燃料费、维修费、保险费和过路费\"{reason} }}",
            above(cars),
            unit.cars
        );
    }
    text.push_str("\n[three-public.reception]\n");
    if reception.is_zero() {
        text.push_str("initial = 0\ndomestic = { batches = 0, persons = 0 }\n\n");
        return;
    }
    let why = if reception > reception_then {
        "上级业务检查和外地交流批次增加，接待人次相应增加"
    } else {
        "严格接待审批，压减接待批次和陪餐人数"
    };
    let _ = writeln!(text, "initial = {}", above(reception));
    if this {
        let _ = writeln!(text, "reason = \"{why}\"");
    }
    let batches = unit.random.within(3, 40);
    let persons = batches * unit.random.within(4, 9);
    let _ = writeln!(
        text,
        "domestic = {{ batches = {batches}, persons = {persons}, use = \"上级业务检查和外地单位学习交流\" }}\n"
    );
}

/// `[procurement]` and `[assets]`.
fn resources(text: &mut String, unit: &mut Unit) {
    let of = |code: &str| {
        let projects = unit.projects.iter().filter(|project| project.kind.economic == code);
        projects.map(|project| project.executed()).sum::<Cents>()
    };
    let (goods, works, services) = (of("31002"), of("30213"), of("30227"));
    let medium = (goods + works + services).thousandths(unit.random.within(600, 950));
    let micro = medium.thousandths(unit.random.within(300, 900));
    let cars = if unit.this.economic("30231").0.is_zero() { 0 } else { unit.cars };
    let equipment = unit.random.within(0, 3);
    let _ = writeln!(
        text,
        "[procurement]\ngoods = {goods}\nworks = {works}\nservices = {services}\nsmall-and-medium = {medium}\nsmall-and-micro = {micro}\n\n[assets]\nvehicles = {{ emergency = {cars} }}\nequipment = {equipment}\n"
    );
    unit.equipment = equipment;
    unit.procurement = (goods + works + services, medium, micro);
}

/// `[performance]`.
fn performance(text: &mut String, unit: &Unit, evaluations: &[Evaluation]) {
    let spent = |fund: bool| {
        let projects = unit.projects.iter().filter(|project| project.fund == fund);
        projects.map(|project| project.executed()).sum::<Cents>()
    };
    let (general, government) = (spent(false), spent(true));
    let _ = writeln!(
        text,
        "[performance]\ncovered = {{ general = {general}, government-fund = {government} }}"
    );
    if evaluations.is_empty() {
        let _ = writeln!(
            text,
            "level-one = {{ amount = 0 }}\nlevel-two = {{ amount = 0 }}\nother = \"本单位{YEAR}年度没有安排财政拨款项目支出，没有开展项目绩效自评。\"\n"
        );
        return;
    }
    let middle = evaluations.len() / 2;
    for (level, range) in [("level-one", 0..middle), ("level-two", middle..evaluations.len())] {
        let amount = unit.projects[range.clone()].iter().map(|p| p.executed()).sum::<Cents>();
        let good = evaluations[range.clone()].iter().filter(|e| e.score < 9000).count();
        let excellent = range.len() - good;
        let _ = writeln!(
            text,
            "{level} = {{ amount = {amount}, excellent = {excellent}, good = {good} }}"
        );
    }
    let budget = unit.projects.iter().map(|project| project.budget()).sum::<Cents>();
    let score = evaluations.iter().map(|e| e.score).sum::<i64>() / evaluations.len() as i64;
    let (work, people, example) =
        (unit.domain.work, unit.domain.people, unit.projects[0].name.as_str());
    let all = general + government;
    let spent = all.words();
    let _ = writeln!(
        text,
        "
[performance.whole]
scope = \"projects\"
score = {}.{:02}
budget = {budget}
achieved = \"一是完成了年初确定的各项任务，{work}的服务能力和水平进一步提高；二是全年财政拨款项目支出{spent}元，资金使用合规，没有截留、挤占和挪用；三是{people}反映的问题得到及时办理，社会评价较好。\"
problems = \"一是绩效目标设置不够细化，部分指标难以量化，有的目标值偏低，不能充分反映工作成效；二是预算执行进度不够均衡，下半年支出比较集中；三是业务人员对绩效管理的认识还不够深入，日常资料的收集、整理有待加强。\"
measures = \"一是提高绩效目标编制质量，把任务分解到岗位、细化到季度，做到可衡量、可检查、可考核；二是加快预算执行，每月通报支出进度，对进度偏慢的项目及时查找原因；三是加强业务培训，完善绩效资料的归集制度，把评价结果作为安排下一年度预算的重要依据。\"

[performance.department]
scope = \"projects\"
example = \"{example}\"
result = \"各项目立项依据充分，资金使用规范，管理制度健全，基本完成了年初设定的绩效目标，取得了较好的社会效益\"
",
        score / 100,
        score % 100
    );
}

/// `[control]`: the totals as the accounts system would print them.
fn control(text: &mut String, unit: &Unit, budgets: &Budgets) {
    let this = &unit.this;
    let (all, fiscal) = (this.sum("", None), this.fiscal());
    let general = this.sum("", Some(Fund::General));
    let fund = this.sum("", Some(Fund::Government));
    let (personnel, public) = (this.personnel(), this.public());
    let budget = budgets.iter().filter(|((_, fund), _)| *fund == Fund::General);
    let budget = budget.map(|(_, initial)| *initial).sum::<Cents>();
    let reception = this.economic("30217").0 + this.economic("30231").0;
    let (procurement, medium, micro) = unit.procurement;
    let totals = [
        ("total", all.opening + all.income),
        ("opening", all.opening),
        ("closing", all.closing()),
        ("income", all.income),
        ("expenditure", all.spent()),
        ("basic", all.basic),
        ("project", all.project),
        ("fiscal-total", fiscal.opening + fiscal.income),
        ("fiscal-opening", fiscal.opening),
        ("fiscal-closing", fiscal.closing()),
        ("general", general.spent()),
        ("general-basic", general.basic),
        ("general-project", general.project),
        ("personnel", personnel.0 + personnel.1),
        ("personnel-basic", personnel.0),
        ("public", public.0 + public.1),
        ("public-basic", public.0),
        ("budget", budget),
        ("three-public", reception),
        ("government-fund-income", fund.income),
        ("government-fund", fund.spent()),
        ("procurement", procurement),
        ("small-and-medium", medium),
        ("small-and-micro", micro),
    ];
    text.push_str("\n# 决算系统打印的合计数，只用来核对\n[control]\n");
    for (key, amount) in totals {
        let _ = writeln!(text, "{key} = {amount}");
    }
    let _ = writeln!(text, "equipment = {}\nrows = [", unit.equipment);
    let classes: BTreeSet<&str> = this.items.keys().filter_map(|(code, _)| code.get(..3)).collect();
    for code in classes {
        let sum = this.sum(code, None);
        let (income, spent, basic, project) = (sum.income, sum.spent(), sum.basic, sum.project);
        let _ = writeln!(
            text,
            "  {{ code = \"{code}\", income = {income}, expenditure = {spent}, basic = {basic}, project = {project} }},"
        );
    }
    let classes: BTreeSet<&str> = this.economic.keys().filter_map(|code| code.get(..3)).collect();
    for code in classes {
        let (basic, project) = this.economic(code);
        let _ = writeln!(
            text,
            "  {{ code = \"{code}\", expenditure = {}, basic = {basic} }},",
            basic + project
        );
    }
    text.push_str("]\n");
}
