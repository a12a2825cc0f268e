//! The figures that a text can be about.

use std::borrow::Cow;
use std::cell::OnceCell;

use rust_decimal::Decimal;

use crate::check::quantities::about::About;
use crate::check::quantities::known_index::Index;
use crate::check::quantities::measure::Measure;
use crate::check::quantities::quantity::{Kind, Quantity, shown};
use crate::check::quantities::values::Values;
use crate::check::subject::Subject;
use crate::check::units::slip::{Unit, digits};
use crate::figures::change::{Attainment, Change};
use crate::figures::evaluation::{EvaluationFigures, FundsColumns};
use crate::figures::performance::PerformanceFigures;
use crate::figures::share::Rate;
use crate::model::amount::Money;
use crate::model::evaluation::Evaluation;
use crate::model::expenditure::Spending;
use crate::model::fund::{FiscalFund, Fund};
use crate::model::income::Source;
use crate::model::report::{YearFile, YearReport};

/// One figure with its name.
#[derive(Debug, Clone)]
pub(in crate::check) struct Known {
    /// What it is.
    pub(in crate::check) label: Cow<'static, str>,
    /// What it measures; nothing where its unit is not written.
    pub(super) kind: Option<Kind>,
    /// The figure in 元, per cent or pieces.
    pub(in crate::check) value: Decimal,
    /// What its last digit counts in, where it was rounded.
    pub(super) step: Decimal,
    /// The first character of the unit that an indicator has.
    pub(super) unit: Option<char>,
    /// About the figure.
    pub(super) about: About,
}

/// Figures with their names.
#[derive(Debug, Clone, Default)]
pub(in crate::check) struct Figures {
    /// All of them.
    all: Vec<Known>,
    /// Where they stand by size; made when the first one is looked for.
    index: OnceCell<Index>,
}

impl Figures {
    /// The figures of one self-evaluation report.
    pub(in crate::check) fn of_evaluation(
        evaluation: &Evaluation,
        figures: &EvaluationFigures,
    ) -> Self {
        let mut known = Self::default();
        known.evaluation(evaluation, figures);
        known
    }

    /// The figures of the whole report with those of its attachments.
    pub(in crate::check) fn of_report(subject: &Subject<'_>, evaluations: &[Self]) -> Self {
        let mut known = Self::default();
        known.statements(subject);
        known.comparisons(subject);
        known.resources(subject);
        if let Some(performance) = &subject.figures.performance {
            known.performance(performance);
        }
        known.all.extend(evaluations.iter().flat_map(|evaluation| evaluation.all.iter().cloned()));
        known
    }

    /// Whether a written figure is one of these.
    pub(in crate::check) fn has(&self, written: &Quantity) -> bool {
        self.index().has(&self.all, written)
    }

    /// Whether about a figure is one of these; what may not be need not be looked at exactly.
    pub(in crate::check) fn may_have(&self, about: About) -> bool {
        self.index().near(about).next().is_some()
    }

    /// The largest figure that can be of a kind, with its step.
    pub(super) fn largest(&self, kind: Kind) -> f64 {
        self.index().largest(kind)
    }

    /// The figure nearest to a written one of some unit, if it is within a twentieth of it.
    pub(in crate::check) fn nearest(&self, written: &Quantity, unit: &str) -> Option<&Known> {
        self.all.get(self.index().nearest(written, unit)?)
    }

    /// The amount that a written one is ten thousand times of, as exactly as both are written; none of so few digits that
    /// they say nothing.
    pub(in crate::check) fn ten_thousandth(&self, written: &Quantity) -> Option<&Known> {
        let unit = Unit::TenThousand;
        let few = |number: Decimal| digits(number) < 3;
        if written.kind != Kind::Money || few(written.value) {
            return None;
        }
        self.all.iter().find(|known| {
            let gap = known.value.saturating_mul(unit.factor()).saturating_sub(written.value);
            let written_half = written.step / Decimal::TWO;
            known.kind == Some(Kind::Money)
                && !few(known.value)
                && gap.abs() <= unit.half_step(known.value).max(written_half)
        })
    }

    /// The counts of persons and things.
    pub(super) fn counts(&self) -> &Values {
        &self.index().counts
    }

    /// Where the figures stand by size.
    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.all))
    }

    /// Some amounts in 元.
    #[cfg(test)]
    pub(super) fn of_amounts(amounts: &[u32]) -> Self {
        let mut known = Self::default();
        amounts.iter().for_each(|amount| known.money("", Money::whole((*amount).into())));
        known
    }

    /// Adds an amount; nothing is no figure.
    fn money(&mut self, label: impl Into<Cow<'static, str>>, amount: Money) {
        if !amount.is_zero() {
            let value = amount.abs().decimal();
            self.add(label.into(), Some(Kind::Money), value, Decimal::ZERO);
        }
    }

    /// Adds a rate and what it leaves of 100.
    fn rate(&mut self, label: &'static str, rate: Option<Rate>) {
        let Some(Rate(rate)) = rate else { return };
        self.add(label.into(), Some(Kind::PerCent), rate, Decimal::ZERO);
        let rest = (Decimal::ONE_HUNDRED - rate).abs();
        self.add(Cow::Borrowed("其余部分"), Some(Kind::PerCent), rest, Decimal::ZERO);
    }

    /// Adds a number of persons or things.
    fn count(&mut self, label: &'static str, count: u32) {
        if count > 0 {
            self.add(label.into(), Some(Kind::Count), Decimal::from(count), Decimal::ZERO);
        }
    }

    /// Adds a figure.
    fn add(&mut self, label: Cow<'static, str>, kind: Option<Kind>, value: Decimal, step: Decimal) {
        let about = About::new(value, step);
        self.all.push(Known { label, kind, value, step, unit: None, about });
    }

    /// Adds the figures of one self-evaluation report.
    fn evaluation(&mut self, evaluation: &Evaluation, figures: &EvaluationFigures) {
        let FundsColumns { source: _, requested, approved, full_year, executed, carry_over } =
            figures.funds.total;
        self.money("全年执行数", executed);
        self.money("全年预算数", full_year);
        self.money("预算编制数", approved);
        self.money("目标申报数", requested);
        self.money("资金结（转）余", carry_over);
        self.money("全年预算数减执行数", full_year - executed);
        self.money("预算编制数减执行数", approved - executed);
        self.money("年中调整数", full_year - approved);
        self.money("预算核减数", requested - approved);
        for row in figures.funds.rows.iter().filter(|_| figures.funds.rows.len() > 1) {
            for (name, amount) in [
                ("执行数", row.executed),
                ("全年预算数", row.full_year),
                ("预算编制数", row.approved),
                ("目标申报数", row.requested),
                ("结（转）余", row.carry_over),
                ("年中调整数", row.full_year - row.approved),
            ] {
                self.money(format!("{}{name}", row.source), amount);
            }
            let rate = Rate::proper(row.executed, row.full_year);
            self.rate("单项资金执行率", rate);
        }
        self.rate("预算执行率", figures.rate);
        for indicator in &evaluation.indicators {
            self.indicator([
                &indicator.adjusted.value,
                &indicator.initial.value,
                &indicator.actual.value,
            ]);
        }
    }

    /// Adds target and value of an indicator, in every unit that they may have, and their difference.
    fn indicator(&mut self, values: [&str; 3]) {
        let measures: Vec<Measure<'_>> = values.into_iter().filter_map(Measure::parse).collect();
        let units = measures.iter().filter(|measure| !measure.unit.is_empty());
        let unit = units.map(|measure| measure.unit).next().unwrap_or_default();
        let from = self.all.len();
        let kind = match unit {
            "" => None,
            "%" => Some(Kind::PerCent),
            unit if unit.starts_with('元') => Some(Kind::Money),
            _ => Some(Kind::Count),
        };
        let scales = measures.iter().map(|measure| measure.scale);
        let scale = scales.max().unwrap_or(Decimal::ONE);
        // “427.45” of money without any unit is 万元 as likely as 元.
        let unsaid = if unit.is_empty() && scale == Decimal::ONE { 10_000 } else { 1 };
        for measure in &measures {
            for times in [measure.scale, scale, Decimal::from(unsaid)] {
                let value = measure.number.saturating_mul(times);
                let step = Decimal::new(1, measure.number.scale()).saturating_mul(times);
                let kind = if times == scale { kind } else { kind.or(Some(Kind::Money)) };
                if !value.is_zero() {
                    self.add("指标值".into(), kind, value, exact_to(step));
                }
                if kind == Some(Kind::PerCent) && value < Decimal::ONE_HUNDRED {
                    let rest = Decimal::ONE_HUNDRED - value;
                    self.add("指标值的其余部分".into(), kind, rest, Decimal::ZERO);
                }
            }
        }
        if let [first, .., last] = measures.as_slice() {
            let gap = (first.number - last.number).abs().saturating_mul(scale);
            if !gap.is_zero() {
                self.add("指标值与实际完成值之差".into(), kind, gap, Decimal::ZERO);
            }
        }
        for known in self.all.iter_mut().skip(from) {
            known.unit = unit.chars().next();
        }
    }

    /// Adds the statements.
    fn statements(&mut self, subject: &Subject<'_>) {
        let figures = subject.figures;
        let balance = &figures.balance;
        for (label, amount) in [
            ("收支总计", balance.total),
            ("本年收入合计", balance.income),
            ("本年支出合计", balance.expenditure),
            ("年初结转和结余", balance.opening),
            ("年末结转和结余", balance.closing),
            ("使用非财政拨款结余", balance.surplus_used),
            ("结余分配", balance.distribution),
        ] {
            self.money(label, amount);
        }
        for row in &figures.income.rows {
            let c = &row.columns;
            let others = Source::of_fund(Fund::NonFiscal).map(|source| c.sources[source]);
            for amount in [c.total, c.fiscal].into_iter().chain(others) {
                self.money(format!("{}收入", row.name), amount);
            }
        }
        let total = &figures.income.total;
        self.money("财政拨款收入", total.fiscal);
        for (source, amount) in total.sources.iter() {
            self.money(source.term(), *amount);
        }
        for row in &figures.expenditure.rows {
            let c = &row.columns;
            for amount in std::iter::once(&c.total).chain(c.natures.values()) {
                self.money(format!("{}支出", row.name), *amount);
            }
        }
        let total = &figures.expenditure.total;
        for nature in [Spending::Basic, Spending::Project] {
            self.money(nature.term(), total.natures[nature]);
        }
        for fund in [FiscalFund::General, FiscalFund::StateCapital] {
            for row in &figures.statements[fund].rows {
                let c = &row.columns;
                for amount in [c.total, c.basic, c.project] {
                    self.money(format!("{}支出", row.name), amount);
                }
            }
        }
        for row in &figures.flows[FiscalFund::GovernmentFund].rows {
            let c = &row.columns;
            for amount in [c.total, c.opening, c.income, c.closing] {
                self.money(format!("{}（政府性基金）", row.name), amount);
            }
        }
        for row in &figures.economic.rows {
            let c = &row.columns.amounts;
            for amount in [c.total, c.basic, c.project] {
                self.money(row.name.clone(), amount);
            }
        }
        let economic = &figures.economic;
        let sums = [
            ("人员经费", economic.personnel),
            ("公用经费", economic.public),
            ("一般公共预算财政拨款支出", economic.total),
        ];
        for (label, sum) in sums {
            for amount in [sum.total, sum.basic, sum.project] {
                self.money(label, amount);
            }
        }
        let fiscal = &figures.fiscal;
        let funds = fiscal.funds.iter();
        let funds = funds.map(|(fund, sum)| (format!("{}财政拨款", fund.term()), *sum));
        for (label, sum) in std::iter::once(("财政拨款".to_owned(), fiscal.total)).chain(funds)
        {
            for amount in [sum.expenditure, sum.income, sum.opening, sum.closing, sum.grand_total] {
                self.money(label.clone(), amount);
            }
        }
    }

    /// Adds changes, budgets and shares.
    fn comparisons(&mut self, subject: &Subject<'_>) {
        let figures = subject.figures;
        let changes = &figures.changes;
        let funds = changes.funds.iter().map(|(fund, change)| (fund.spent(), *change));
        let totals = [
            ("收支总计", changes.total),
            ("财政拨款收支总计", changes.fiscal_total),
            ("本年收入", changes.income),
            ("本年支出", changes.expenditure),
        ];
        let parts =
            [(Spending::Basic.term(), changes.basic), (Spending::Project.term(), changes.project)];
        for (label, change) in totals.into_iter().chain(funds).chain(parts) {
            self.change(label, change);
        }
        let smaller = FiscalFund::ALL.into_iter().filter(|fund| *fund != FiscalFund::General);
        let items = smaller.flat_map(|fund| &figures.fund_items[fund]);
        let accounts = figures.accounts.iter().map(|a| (&a.name, a.share, &a.explanation));
        for (name, share, explanation) in
            accounts.chain(items.map(|item| (&item.item, None, &item.explanation)))
        {
            self.rate("占比", share);
            self.change(name, explanation.change);
            self.attainment(name, explanation.attainment);
        }
        for (fund, attainment) in figures.attainments.iter() {
            self.attainment(fund.spent(), *attainment);
        }
        for row in &subject.year().budget {
            self.money(format!("{} 年初预算数", row.code.value.as_str()), row.initial.value);
        }
        for row in &subject.year().carry_over.opening {
            self.money("年初结转和结余", row.amount.value);
        }
        if let Some(YearFile::Report(last)) = &subject.report.last_year {
            self.last_year(last);
        }
        if let Some(prior) = &figures.prior {
            for fund in Fund::ALL {
                for code in prior.codes(fund) {
                    let last = prior.under(fund, code).unwrap_or_default();
                    self.money(format!("上年 {code} 支出"), last);
                }
            }
        }
        let (of_income, of_expenditure) = (figures.shares.income, figures.shares.expenditure);
        let sources = of_income.of_others().map(|(_, share)| share);
        let natures = of_expenditure.values().iter().copied();
        let shares = std::iter::once(of_income.fiscal).chain(sources).chain(natures);
        for share in shares.chain([figures.shares.general]) {
            self.rate("占比", share);
        }
    }

    /// Adds what only the whole file of last year has.
    fn last_year(&mut self, last: &YearReport) {
        for row in &last.economic {
            for amount in [row.basic.value, row.project.value, row.basic.value + row.project.value]
            {
                self.money("上年经济分类支出", amount);
            }
        }
        let three = &last.three_public;
        for count in [
            three.groups.value,
            three.persons.value,
            three.vehicles_kept.value,
            three.domestic.batches.value,
            three.domestic.persons.value,
            three.foreign_guests.batches.value,
            three.foreign_guests.persons.value,
        ] {
            self.count("上年“三公”经费实物量", count);
        }
    }

    /// Adds a change against last year.
    fn change(&mut self, name: &str, change: Option<Change>) {
        let Some(change) = change else { return };
        let exact = change.current - change.prior;
        self.money(format!("{name}比上年增减额"), exact);
        if change.size != exact.abs() {
            self.money(format!("{name}比上年增减额"), change.size);
        }
        self.money(format!("上年{name}"), change.prior);
        self.rate("比上年增减率", change.rate);
        let exact = Rate::proper(exact.abs(), change.prior);
        self.rate(
            "比上年增减率",
            exact.filter(|_| exact != change.rate && !change.current.is_negative()),
        );
    }

    /// Adds a final figure against its budget.
    fn attainment(&mut self, name: &str, attainment: Option<Attainment>) {
        let Some(attainment) = attainment else { return };
        self.money(format!("{name}年初预算数"), attainment.budget);
        let exact = attainment.outturn - attainment.budget;
        self.money(format!("{name}与预算之差"), exact);
        if attainment.size != exact.abs() {
            self.money(format!("{name}与预算之差"), attainment.size);
        }
        self.rate("完成年初预算", attainment.rate);
        let exact = Rate::proper(attainment.outturn, attainment.budget);
        self.rate("完成年初预算", exact.filter(|_| exact != attainment.rate));
    }

    /// Adds “三公” expense, operating expense, procurement and assets.
    fn resources(&mut self, subject: &Subject<'_>) {
        let (figures, year) = (subject.figures, subject.year());
        let three = &figures.three_public;
        for (name, expense) in [
            ("“三公”经费", three.total),
            ("因公出国（境）费", three.abroad),
            ("公务用车购置及运行费", three.vehicles),
            ("公务用车购置费", three.vehicle_purchase),
            ("公务用车运行维护费", three.vehicle_operation),
            ("公务接待费", three.reception),
        ] {
            self.money(name, expense.outturn);
            self.money(format!("{name}全年预算数"), expense.full_year);
            self.attainment(name, Some(expense.attainment));
            self.change(name, expense.change);
        }
        self.money("国内接待费", three.domestic);
        let written = &year.three_public;
        for (label, count) in [
            ("出国团组", written.groups.value),
            ("出国人次", written.persons.value),
            ("购置车辆", written.vehicles_bought.value),
            ("公务用车保有量", written.vehicles_kept.value),
            ("国内接待批次", written.domestic.batches.value),
            ("国内接待人次", written.domestic.persons.value),
            ("外事接待批次", written.foreign_guests.batches.value),
            ("外事接待人次", written.foreign_guests.persons.value),
            ("车辆", year.assets.vehicles.value.total()),
            ("设备", year.assets.equipment.value),
        ] {
            self.count(label, count);
        }
        self.money("机关运行经费", figures.operating_expense.amount);
        self.change("机关运行经费", figures.operating_expense.change);
        let bought = &figures.procurement;
        for amount in [bought.total, bought.goods, bought.works, bought.services] {
            self.money("政府采购", amount);
        }
        self.money("授予中小企业合同金额", bought.small_and_medium);
        self.money("授予小微企业合同金额", bought.small_and_micro);
        self.rate("授予中小企业合同占比", bought.small_and_medium_share);
        self.rate("授予小微企业合同占比", bought.small_and_micro_share);
    }

    /// Adds performance management.
    fn performance(&mut self, figures: &PerformanceFigures) {
        let covered = &figures.covered;
        self.money("自评涉及资金", covered.total);
        for (_, amount) in covered.funds.by_budget() {
            self.money("自评涉及资金", amount);
        }
        self.rate("自评资金占比", figures.covered_share);
        self.count("自评项目", figures.count);
        for stage in [figures.targets, figures.tracking].into_iter().flatten() {
            self.money("绩效目标、绩效跟踪涉及金额", stage.amount);
            self.count("绩效目标、绩效跟踪项目", stage.count);
        }
        if let Some(evaluation) = &figures.self_evaluation {
            self.money("自评涉及金额", evaluation.amount);
            self.count("自评项目", evaluation.count);
        }
        for level in [figures.level_one, figures.level_two] {
            self.money("一级、二级项目资金", level.amount);
            for count in [level.count, level.excellent, level.good, level.fair, level.poor] {
                self.count("各等级项目", count);
            }
        }
        if let Some(whole) = &figures.whole {
            self.money("整体支出执行数", whole.executed);
            self.money("整体支出全年预算数", whole.budget.unwrap_or_default());
            self.rate("整体支出执行率", whole.rate);
        }
        if let Some(funds) = figures.department_funds {
            self.money("部门评价涉及资金", funds.total);
        }
    }
}

/// The step of an indicator that was rounded; whole pieces and cents are exact.
fn exact_to(step: Decimal) -> Decimal {
    if step > Decimal::ONE { step } else { Decimal::ZERO }
}

impl Known {
    /// What is to be said of a figure that a written one is ten thousand times of.
    pub(in crate::check) fn in_ten_thousands(&self) -> String {
        let Self { label, value, .. } = self;
        format!("正好约是{label} {} 的一万倍，疑为万元", shown(Kind::Money, *value))
    }

    /// What is to be said of a figure near a written one.
    pub(in crate::check) fn beside(&self, written: &Quantity) -> String {
        let gap = shown(written.kind, (self.value - written.value).abs());
        format!("最接近的是{} {}，差 {gap}", self.label, shown(written.kind, self.value))
    }
}
