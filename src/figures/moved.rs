//! Where a sum changed: which of its parts changed most, from one year to the next or from the budget to the accounts.

use std::collections::BTreeSet;

use crate::catalog::Names;
use crate::figures::Figures;
use crate::figures::ledger::{Ledger, Part as Natures, Under};
use crate::figures::outturn::outturns;
use crate::model::amount::Money;
use crate::model::code::{FunctionCode, Functional};
use crate::model::expenditure::Spending;
use crate::model::form::Precision;
use crate::model::fund::Fund;
use crate::model::place::Located;
use crate::model::reasons::{ReasonOf, Sum};
use crate::model::report::{Report, YearFile};
use crate::model::three_public::Item;

/// A part of a sum, in 元.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// What it is called: its code and its name.
    pub name: String,
    /// This year's, or what was spent.
    pub now: Money,
    /// Last year's, or what was budgeted.
    pub then: Money,
}

/// By how much a part of a sum changed, in 元.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Moved {
    /// What it is called.
    pub name: String,
    /// This year's less last year's, or what was spent less what was budgeted.
    pub by: Money,
}

/// So many parts of a sum are told.
const TOLD: usize = 3;

/// The parts of a sum that changed most, the most first, and what the others come to; nothing that is printed as nil.
pub(crate) fn most_moved(parts: Vec<Part>, precision: Precision) -> Vec<Moved> {
    let mut moved: Vec<Moved> =
        parts.into_iter().map(|Part { name, now, then }| Moved { name, by: now - then }).collect();
    let is_told = |moved: &Moved| !precision.printed(moved.by).is_zero();
    moved.retain(|part| !part.by.is_zero());
    moved.sort_by_key(|part| std::cmp::Reverse(part.by.abs()));
    let others = moved.split_off(moved.len().min(TOLD));
    if !others.is_empty() {
        let by = others.iter().map(|part| part.by).sum();
        moved.push(Moved { name: "其余".to_owned(), by });
    }
    moved.retain(is_told);
    moved
}

/// A report whose sums are taken apart.
pub(crate) struct Parts<'a> {
    /// The report.
    pub report: &'a Report,
    /// Its numbers.
    pub figures: &'a Figures,
    /// The names of codes.
    pub names: Names<'a>,
}

impl Parts<'_> {
    /// The parts of the sum that a reason explains; none where they are not known.
    pub(crate) fn of_sum(&self, sum: ReasonOf) -> Vec<Part> {
        match sum.sum() {
            Sum::Fund(fund) if sum.is_of_budget() => self.off_budget(fund.fund(), Under::All),
            Sum::Fund(fund) => self.under(&[fund.fund()], None),
            Sum::ThreePublic if sum.is_of_budget() => self.three_public_off_budget(),
            Sum::ThreePublic => self.three_public(),
            Sum::Fiscal => {
                let prior = self.figures.prior.as_ref();
                let closing = prior
                    .map(|prior| (self.figures.fiscal.total.closing, prior.fiscal.total.closing));
                self.with_rest(self.under(&Fund::FISCAL, None), &[("年末结转和结余", closing)])
            }
            Sum::Total => {
                let (now, prior) = (&self.figures.balance, self.figures.prior.as_ref());
                let then = prior.map(|prior| prior.balance);
                let closing = then.map(|then| (now.closing, then.closing));
                let distribution = then.map(|then| (now.distribution, then.distribution));
                let rest = [("年末结转和结余", closing), ("结余分配", distribution)];
                self.with_rest(self.under(&Fund::ALL, None), &rest)
            }
            Sum::OperatingExpense => Vec::new(),
        }
    }

    /// The parts of what was spent from a fund under a code, against last year: those below it, and of a code without any
    /// that are known, its basic and its project expenditure.
    pub(crate) fn of_code(&self, fund: Fund, code: Functional<'_>) -> Vec<Part> {
        let below = self.under(&[fund], Some(code));
        if below.len() > 1 { below } else { self.by_nature(fund, code).unwrap_or(below) }
    }

    /// The parts of what was spent from a fund under a code, against the budget.
    pub(crate) fn of_code_off_budget(&self, fund: Fund, code: Functional<'_>) -> Vec<Part> {
        self.off_budget(fund, Under::Code(code))
    }

    /// Some parts with what a sum has besides; none at all where something of it is not known.
    fn with_rest(
        &self,
        mut parts: Vec<Part>,
        rest: &[(&str, Option<(Money, Money)>)],
    ) -> Vec<Part> {
        for (name, amounts) in rest {
            let Some((now, then)) = *amounts else { return Vec::new() };
            parts.push(Part { name: (*name).to_owned(), now, then });
        }
        parts
    }

    /// What was spent from some funds by the codes right below one, or by class; further down where there is only one.
    fn under(&self, funds: &[Fund], above: Option<Functional<'_>>) -> Vec<Part> {
        let Some(prior) = &self.figures.prior else { return Vec::new() };
        let ledger = Ledger::of(&self.report.year);
        let spent = ledger.rows(funds, Under::All).into_iter().map(|row| row.code.value.as_str());
        let last = funds.iter().flat_map(|fund| prior.codes(*fund)).map(FunctionCode::as_str);
        let all: BTreeSet<&str> = spent.chain(last).collect();
        self.split(&all, above, &|code| {
            let now = amount(ledger.spent(funds, Natures::All, Under::Code(code)));
            let then = funds.iter().map(|fund| prior.under(*fund, code));
            let then: Vec<Money> = then.collect::<Option<_>>()?;
            Some((now, then.into_iter().sum()))
        })
    }

    /// What was spent from a fund against its budget, by the codes right below one, or by class; further down where there is
    /// only one.
    fn off_budget(&self, fund: Fund, under: Under<'_>) -> Vec<Part> {
        let ledger = Ledger::of(&self.report.year);
        let spent = ledger.rows(&[fund], Under::All).into_iter().map(|row| row.code.value.as_str());
        let budget = self.report.year.budget.iter().filter(|row| row.fund == fund);
        let all = spent.chain(budget.map(|row| row.code.value.as_str())).collect();
        let above = match under {
            Under::All => None,
            Under::Code(code) => Some(code),
        };
        self.split(&all, above, &|code| {
            let now = amount(ledger.spent(&[fund], Natures::All, Under::Code(code)));
            Some((now, ledger.budgeted(fund, Under::Code(code))?.amount()))
        })
    }

    /// The amounts of the codes right below one, of which some that are part of them are known; further down where there is
    /// only one, and none where one is not known.
    fn split(
        &self,
        all: &BTreeSet<&str>,
        above: Option<Functional<'_>>,
        amounts: &dyn Fn(Functional<'_>) -> Option<(Money, Money)>,
    ) -> Vec<Part> {
        let top = above.map_or("", |code| code.as_str());
        let levels = [3, 5, 7].into_iter().filter(|digits| *digits > top.len());
        let mut found = Vec::new();
        for digits in levels {
            let below = all.iter().filter(|code| code.starts_with(top));
            let codes: BTreeSet<Option<&str>> = below.map(|code| code.get(..digits)).collect();
            let part = |code: &Option<&str>| {
                let code = FunctionCode::parse((*code)?)?;
                let (now, then) = amounts(Functional::from(&code))?;
                let name = self.names.function(code.as_str()).unwrap_or_default();
                Some(Part { name: format!("{} {name}", code.as_str()), now, then })
            };
            // What is only known at a higher level is not taken further apart.
            let Some(parts) = codes.iter().map(part).collect::<Option<Vec<Part>>>() else { break };
            found = parts;
            if found.len() > 1 {
                break;
            }
        }
        found
    }

    /// Basic and project expenditure from a fund under a code; none where they are not known of last year.
    fn by_nature(&self, fund: Fund, code: Functional<'_>) -> Option<Vec<Part>> {
        let ledger = Ledger::of(&self.report.year);
        let now = |nature| amount(ledger.spent(&[fund], nature, Under::Code(code)));
        let (basic, project) = self.natures_of_last_year(fund, code)?;
        Some(vec![
            Part { name: "基本支出".to_owned(), now: now(Natures::Basic), then: basic },
            Part { name: "项目支出".to_owned(), now: now(Natures::Project), then: project },
        ])
    }

    /// Last year's basic and project expenditure from a fund under a code; none where one of them is not known.
    fn natures_of_last_year(&self, fund: Fund, code: Functional<'_>) -> Option<(Money, Money)> {
        let mut sum = (Money::ZERO, Money::ZERO);
        match self.report.last_year.as_ref()? {
            YearFile::Report(last) => {
                let ledger = Ledger::of(last);
                let of = |nature| amount(ledger.spent(&[fund], nature, Under::Code(code)));
                sum = (of(Natures::Basic), of(Natures::Project));
            }
            YearFile::Comparison(last) => {
                let rows = last.expenditure.iter().filter(|row| row.fund == fund);
                for row in rows.filter(|row| code.holds(&row.code.value)) {
                    sum.0 += row.of(Spending::Basic)?;
                    sum.1 += row.of(Spending::Project)?;
                }
            }
        }
        Some(sum)
    }

    /// The items of “三公” expense against last year.
    fn three_public(&self) -> Vec<Part> {
        let last = self.figures.prior.as_ref().and_then(|prior| prior.three_public);
        let spent = outturns(&self.report.year);
        let parts = last.into_iter().flat_map(|last| {
            Item::ALL.map(|item| Part {
                name: item.term().to_owned(),
                now: spent[item],
                then: last[item],
            })
        });
        parts.collect()
    }

    /// The items of “三公” expense against their budget.
    fn three_public_off_budget(&self) -> Vec<Part> {
        let items = &self.figures.three_public.items;
        let part = |item: Item| {
            let attained = &items[item].attainment;
            Part { name: item.term().to_owned(), now: attained.outturn, then: attained.budget }
        };
        Item::ALL.map(part).into()
    }
}

/// What some amounts come to.
fn amount(amounts: Vec<Located<Money>>) -> Money {
    amounts.into_iter().map(|amount| amount.value).sum()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::files::Files;
    use crate::model::form::Unit;
    use crate::project::{Derived, Project};

    /// To the 分.
    const YUAN: Precision = Precision { unit: Unit::Yuan, digits: 2 };

    /// What is told of parts that are written as their name, this year's and last year's amount.
    fn told(parts: &[(&str, &str, &str)], precision: Precision) -> Vec<String> {
        let money = |text: &str| Money::parse(text).unwrap();
        let parts = parts.iter().map(|(name, now, then)| Part {
            name: (*name).to_owned(),
            now: money(now),
            then: money(then),
        });
        let moved = most_moved(parts.collect(), precision);
        moved.iter().map(|Moved { name, by }| format!("{name} {by}")).collect()
    }

    /// Checks that what a sum is taken apart into comes to its change, of every report of the repository.
    #[test]
    fn the_parts_of_a_sum_come_to_its_change() {
        let mut counts = [0; 4];
        for folder in ["everything", "clean", "clean-more", "branches", "branches-shanghai"] {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/projects").join(folder);
            let project = Project::open(&Files::on(&root)).unwrap();
            for selected in project.choose(&[]).0.unwrap().reports {
                let Some(Derived { report, figures, .. }) = project.examine(&selected).derived
                else {
                    continue;
                };
                let names = project.catalog.names(report.year.year, &report.names);
                let parts = Parts { report: &report, figures: &figures, names };
                let mut holds = |kind: usize, parts: Vec<Part>, by: Option<Money>| {
                    let sum: Money = parts.iter().map(|part| part.now - part.then).sum();
                    assert!(parts.is_empty() || by == Some(sum), "{selected:?}: {parts:?}, {by:?}");
                    counts[kind] += usize::from(!parts.is_empty());
                };
                for sum in ReasonOf::ALL {
                    let change = figures.change_of(sum).map(|one| one.current - one.prior);
                    let off = figures.attainment_of(sum).map(|one| one.outturn - one.budget);
                    holds(usize::from(sum.is_of_budget()), parts.of_sum(sum), change.or(off));
                }
                for account in &figures.accounts {
                    let (fund, code) = (Fund::General, Functional::from(&account.code));
                    let (change, off) =
                        (account.explanation.change, account.explanation.attainment);
                    let change = change.map(|one| one.current - one.prior);
                    let off = off.map(|one| one.outturn - one.budget);
                    holds(2, parts.of_code(fund, code), change);
                    holds(3, parts.of_code_off_budget(fund, code), off);
                }
            }
        }
        assert!(counts.iter().all(|count| *count > 10), "{counts:?}");
    }

    #[test]
    fn what_changed_most_is_told_first() {
        let parts = [("甲", "10", "30"), ("乙", "5", "4"), ("丙", "100", "50"), ("丁", "7", "7")];
        assert_eq!(told(&parts, YUAN), ["丙 50.00", "甲 -20.00", "乙 1.00"]);
    }

    #[test]
    fn nothing_is_told_of_what_did_not_change() {
        assert_eq!(told(&[("甲", "10", "10"), ("乙", "0", "0")], YUAN), [""; 0]);
        assert_eq!(told(&[], YUAN), [""; 0]);
        // Neither of what is printed as nil.
        let to_100 = Precision { unit: Unit::TenThousand, digits: 2 };
        assert_eq!(told(&[("甲", "1040", "1000"), ("乙", "1060", "1000")], to_100), ["乙 60.00"]);
    }

    #[test]
    fn one_that_is_new_and_one_that_ended_changed_by_all_of_it() {
        assert_eq!(told(&[("甲", "8", "0")], YUAN), ["甲 8.00"]);
        assert_eq!(told(&[("甲", "0", "8")], YUAN), ["甲 -8.00"]);
        assert_eq!(told(&[("甲", "8", "0"), ("乙", "0", "9")], YUAN), ["乙 -9.00", "甲 8.00"]);
    }

    #[test]
    fn others_are_told_together() {
        let four = [("甲", "40", "0"), ("乙", "30", "0"), ("丙", "20", "0"), ("丁", "10", "0")];
        assert_eq!(told(&four, YUAN), ["甲 40.00", "乙 30.00", "丙 20.00", "其余 10.00"]);
        let mut five = four.to_vec();
        five.push(("戊", "0", "4"));
        assert_eq!(told(&five, YUAN), ["甲 40.00", "乙 30.00", "丙 20.00", "其余 6.00"]);
        // Others that cancel out are not told.
        five.pop();
        five.push(("戊", "0", "10"));
        assert_eq!(told(&five, YUAN), ["甲 40.00", "乙 30.00", "丙 20.00"]);
    }

    #[test]
    fn equal_changes_stay_in_the_order_of_the_accounts() {
        let parts = [("甲", "1", "0"), ("乙", "0", "1"), ("丙", "2", "1")];
        assert_eq!(told(&parts, YUAN), ["甲 1.00", "乙 -1.00", "丙 1.00"]);
    }
}
