//! What must add up in a report, beside the tables where it is filled in: balances, and sums that are the same by two ways.

use crate::exchange::fill::{Part, Said};
use crate::model::amount::Money;
use crate::model::control::Total;
use crate::model::expenditure::Spending;
use crate::model::fund::Fund;
use crate::model::unit::Kind;
use crate::serve::unit::Now;
use crate::serve::unit::sums::{Amounts, ECONOMIC, Sum};
use crate::serve::unit::topics::Topic;

/// What must add up where a topic is filled in.
#[derive(Debug)]
pub(in crate::serve) struct Ties {
    /// How many 元 amounts were rounded to; 0 where they are exact.
    pub unit: u32,
    /// What belongs to the report itself.
    pub own: Vec<Tie>,
    /// What is known from elsewhere, by where: totals beside what the rows come to.
    pub known: Vec<(&'static str, Vec<Tie>)>,
}

/// Sums that belong together.
#[derive(Debug)]
pub(in crate::serve) struct Tie {
    /// What it is about.
    pub term: String,
    /// The sums, in the order in which they are read; the last is what is looked at.
    pub sides: Vec<Side>,
    /// What must be.
    pub must: Must,
}

/// What must be of some sums.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::serve) enum Must {
    /// The last is the same as the one before it.
    Same,
    /// The last is not less than nothing.
    NotNegative,
    /// The last should not be less than nothing.
    HardlyNegative,
}

/// A sum with what it comes to by the files.
#[derive(Debug)]
pub(in crate::serve) struct Side {
    /// What it is called; empty where its place tells.
    pub term: &'static str,
    /// The file of its amounts.
    pub file: String,
    /// Its amounts, each with what they come to and how many are not nil.
    pub amounts: Vec<(Amounts, Money, u32)>,
    /// What it comes to, in 元.
    pub value: Money,
    /// Whether it is left out while there is none.
    pub is_idle: bool,
}

/// A file of a year with what it says.
struct Year<'a> {
    /// The file.
    file: &'a str,
    /// What it says.
    said: &'a Said,
}

impl Year<'_> {
    /// A sum of its amounts.
    fn side(&self, term: &'static str, sum: &Sum) -> Side {
        let amounts = sum.0.iter().map(|amounts| {
            let (value, count) = amounts.of(self.said);
            (amounts.clone(), value, count)
        });
        let value = sum.of(self.said).0;
        let (file, amounts) = (self.file.to_owned(), amounts.collect());
        Side { term, file, amounts, value, is_idle: false }
    }

    /// The same, left out while there is none.
    fn idle_side(&self, term: &'static str, sum: &Sum) -> Side {
        Side { is_idle: true, ..self.side(term, sum) }
    }

    /// What is left of a fund at the end, by what makes it.
    fn closing(&self, fund: Fund) -> Tie {
        let funds = fund.alone();
        let mut sides = vec![
            self.idle_side("年初", &Sum::opening(funds)),
            self.side("＋收入", &Sum::income(funds)),
        ];
        if fund == Fund::NonFiscal {
            sides.push(self.idle_side("＋使用结余", &Sum::used()));
        }
        sides.push(self.side("−支出", &Sum::spent(funds, &Spending::ALL)));
        if fund == Fund::NonFiscal {
            sides.push(self.idle_side("−结余分配", &Sum::distribution()));
        }
        sides.push(self.side("＝年末", &Sum::closing(funds)));
        let must = if fund == Fund::NonFiscal { Must::HardlyNegative } else { Must::NotNegative };
        Tie { term: fund.term().to_owned(), sides, must }
    }

    /// Whether a fund has any money.
    fn has(&self, fund: Fund) -> bool {
        Sum::closing(fund.alone()).of(self.said).1 > 0
    }

    /// The same spent by function and by economic section.
    fn by_section(&self, nature: Spending, is_economic: bool) -> Tie {
        let by_function = Sum::spent(Fund::General.alone(), &[nature]);
        let by_section = Sum::by_section(nature);
        let sides = match is_economic {
            true => {
                vec![self.side("支出表一般公共预算", &by_function), self.side("本表", &by_section)]
            }
            false => vec![
                self.side("经济分类", &by_section),
                self.side("本表一般公共预算", &by_function),
            ],
        };
        Tie { term: nature.term().to_owned(), sides, must: Must::Same }
    }

    /// The totals that the accounts system printed, each beside what the rows come to, that are meant.
    fn printed(&self, is_meant: impl Fn(&Sum) -> bool) -> Vec<Tie> {
        let totals = Total::ALL.iter().filter_map(|total| {
            let own = made(*total).filter(|own| is_meant(own))?;
            let path = format!("control.{}", total.key());
            self.said.leaves.get(&path)?;
            let sides = vec![self.side("", &Sum::printed(&path)), self.side("", &own)];
            Some(Tie { term: total.named().alone.to_owned(), sides, must: Must::Same })
        });
        totals.collect()
    }
}

impl Ties {
    /// What must add up where a topic is filled in; none where nothing does, or the amounts are those of other units.
    pub(in crate::serve) fn of(now: &Now, topic: &Topic) -> Option<Self> {
        let is_department = now.about.is_some_and(|(kind, _)| kind == Kind::Department);
        let has_members = now.part(Part::Unit).any(|slot| slot.said.leaves.contains_key("members"));
        if is_department && has_members {
            return None;
        }
        let slot = now.part(Part::Year).next()?;
        let year = Year { file: &slot.path, said: &slot.said };
        let closings = || {
            let funds = Fund::ALL.into_iter();
            let funds = funds.filter(|fund| *fund == Fund::General || year.has(*fund));
            funds.map(|fund| year.closing(fund)).collect::<Vec<Tie>>()
        };
        let sections = |is_economic| {
            [Spending::Basic, Spending::Project].map(|nature| year.by_section(nature, is_economic))
        };
        let mut last_year = Vec::new();
        let (own, printed) = match topic.slug {
            "income" => (closings(), year.printed(|sum| sum.is_all_in("income"))),
            "expenditure" => {
                let mut own = closings();
                let spends = Sum::spent(Fund::General.alone(), &Spending::ALL).of(year.said).1 > 0;
                if spends || !year.said.rows(ECONOMIC).is_empty() {
                    own.extend(sections(false));
                }
                (own, year.printed(|sum| sum.is_all_in("expenditure")))
            }
            "economic" => (sections(true).into(), Vec::new()),
            "carry-over" => {
                last_year = since_last_year(now, &year);
                (closings(), year.printed(|sum| sum.is_in("carry-over")))
            }
            "budget" => (Vec::new(), year.printed(|sum| sum.is_all_in("budget"))),
            "control" => (Vec::new(), year.printed(|_| true)),
            _ => return None,
        };
        let unit = year.said.leaves.get("rounded-to").and_then(|unit| unit.parse().ok());
        let mut known = vec![("上年年末", last_year), ("决算系统打印的", printed)];
        known.retain(|(_, ties)| !ties.is_empty());
        let is_any = !own.is_empty() || !known.is_empty();
        is_any.then(|| Self { unit: unit.unwrap_or(0), own, known })
    }
}

/// What was left at the end of the year before, beside what there was at the beginning; nothing where not all of that year is
/// known.
fn since_last_year(now: &Now, year: &Year<'_>) -> Vec<Tie> {
    // A file of a whole year is only shown.
    let slot = now.part(Part::LastYear).find(|slot| slot.locked);
    let Some((slot, said)) = slot.and_then(|slot| Some((slot, slot.whole()?))) else {
        return Vec::new();
    };
    let last = Year { file: &slot.path, said: &said };
    let funds = Fund::ALL.into_iter().filter(|fund| year.has(*fund) || last.has(*fund));
    let tie = |fund: Fund| {
        let funds = fund.alone();
        let left = last.side("", &Sum::closing(funds));
        let sides = vec![left, year.side("", &Sum::opening(funds))];
        Tie { term: fund.term().to_owned(), sides, must: Must::Same }
    };
    funds.map(tie).collect()
}

/// What makes a total that the accounts system prints; none where it is more than a sum of columns.
fn made(total: Total) -> Option<Sum> {
    let (all, fiscal) = (&Fund::ALL[..], &Fund::FISCAL[..]);
    let general = Fund::General.alone();
    let sum = match total {
        Total::Total => Sum::opening(all).and(Sum::income(all)).and(Sum::used()),
        Total::Income => Sum::income(all),
        Total::Expenditure => Sum::spent(all, &Spending::ALL),
        Total::Basic => Sum::spent(all, &[Spending::Basic]),
        Total::Project => Sum::spent(all, &[Spending::Project]),
        Total::SurplusUsed => Sum::used(),
        Total::Opening => Sum::opening(all),
        Total::Distribution => Sum::distribution(),
        Total::Closing => Sum::closing(all),
        Total::FiscalTotal => Sum::opening(fiscal).and(Sum::income(fiscal)),
        Total::FiscalOpening => Sum::opening(fiscal),
        Total::FiscalClosing => Sum::closing(fiscal),
        Total::General => Sum::spent(general, &Spending::ALL),
        Total::GeneralBasic => Sum::spent(general, &[Spending::Basic]),
        Total::GeneralProject => Sum::spent(general, &[Spending::Project]),
        Total::Budget => Sum::budget(Fund::General),
        Total::GovernmentFundIncome => Sum::income(Fund::GovernmentFund.alone()),
        Total::GovernmentFund => Sum::spent(Fund::GovernmentFund.alone(), &Spending::ALL),
        Total::StateCapital => Sum::spent(Fund::StateCapital.alone(), &Spending::ALL),
        Total::Personnel
        | Total::PersonnelBasic
        | Total::Public
        | Total::PublicBasic
        | Total::ThreePublicInitial
        | Total::ThreePublicBudget
        | Total::ThreePublic
        | Total::Procurement
        | Total::SmallAndMedium
        | Total::SmallAndMicro
        | Total::OperatingExpense => return None,
    };
    Some(sum)
}
