//! What reasons and uses explain: the figures as the form prints them, and where these changed most.

use crate::catalog::Catalog;
use crate::figures::change::{Attainment, Change, Direction, Side};
use crate::figures::moved::{Moved, Part, Parts, most_moved};
use crate::figures::share::Rate;
use crate::model::amount::Money;
use crate::model::code::{Functional, Level};
use crate::model::form::Precision;
use crate::model::fund::{FiscalFund, Fund};
use crate::model::reasons::ReasonOf;
use crate::project::{Derived, Examined};

/// What the words of a field explain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::serve) struct Explained {
    /// The path of the field in the file of the year.
    pub path: String,
    /// How it is told which way it went: 比上年增加.
    pub way: String,
    /// The figures, each with what it is called.
    pub figures: Vec<(&'static str, String)>,
    /// The change in short: by how much, and at what rate, as far as there is one.
    pub short: [String; 2],
    /// Where it changed most, with by how much.
    pub moved: Vec<(String, String)>,
    /// Whether the form has a place for the words.
    pub is_told: bool,
}

/// A report whose figures are explained.
struct Explaining<'a> {
    /// How the form prints amounts.
    precision: Precision,
    /// With how many decimals it prints rates.
    rate_digits: u32,
    /// Whether it holds each code against last year.
    account_changes: bool,
    /// The parts of its sums.
    parts: Parts<'a>,
}

/// All that the words of a report's year may explain; nothing where its figures are not known.
pub(super) fn explained(examined: &Examined, catalog: &Catalog) -> Vec<Explained> {
    let (Some(derived), Some(layout)) = (&examined.derived, &examined.layout) else {
        return Vec::new();
    };
    let Derived { report, figures, checked: _ } = derived;
    let (style, names) = (&layout.style, catalog.names(report.year.year, &report.names));
    let explaining = Explaining {
        precision: style.form().precision,
        rate_digits: style.rate_digits(),
        account_changes: style.account_changes,
        parts: Parts { report, figures, names },
    };
    let sums =
        ReasonOf::ALL.into_iter().filter_map(|sum| explaining.sum(sum, style.budget_reasons));
    let by_item = style.account_level == Level::Item;
    let codes = FiscalFund::ALL.into_iter().flat_map(|fund| {
        let classes = figures.accounts.iter().map(|one| {
            (
                Functional::from(&one.code),
                one.amount,
                one.explanation.change,
                one.explanation.attainment,
            )
        });
        let items = figures.fund_items[fund].iter().map(|one| {
            (
                Functional::from(&one.code),
                one.amount,
                one.explanation.change,
                one.explanation.attainment,
            )
        });
        let codes: Vec<_> = match fund {
            FiscalFund::General if !by_item => classes.collect(),
            FiscalFund::General | FiscalFund::GovernmentFund | FiscalFund::StateCapital => {
                items.collect()
            }
        };
        codes.into_iter().map(move |(code, amount, change, attainment)| {
            (fund.fund(), code, amount, change, attainment)
        })
    });
    let codes = codes.flat_map(|(fund, code, amount, change, attainment)| {
        explaining.code(fund, code, amount, change, attainment)
    });
    sums.chain(codes).collect()
}

impl Explaining<'_> {
    /// What the reason of a sum explains; none where there is nothing to compare.
    fn sum(&self, sum: ReasonOf, budget_reasons: bool) -> Option<Explained> {
        let path = format!("reasons.{}", sum.key());
        let figures = self.parts.figures;
        let parts = || self.parts.of_sum(sum);
        if sum.is_of_budget() {
            let attainment = figures.attainment_of(sum)?;
            return Some(Explained {
                is_told: budget_reasons && attainment.is_told(),
                ..self.attained(path, &attainment, parts())
            });
        }
        let change = figures.change_of(sum)?;
        let has_place = match sum.fund() {
            Some(FiscalFund::GovernmentFund | FiscalFund::StateCapital) => self.account_changes,
            Some(FiscalFund::General) | None => true,
        };
        Some(Explained {
            is_told: has_place && change.is_told(),
            ..self.changed(path, &change, parts())
        })
    }

    /// What the words of a code explain: its use, its change and its difference from the budget.
    fn code(
        &self,
        fund: Fund,
        code: Functional<'_>,
        amount: Money,
        change: Option<Change>,
        attainment: Option<Attainment>,
    ) -> Vec<Explained> {
        let path = |key: &str| format!("reasons.accounts[{}/{}].{key}", code.as_str(), fund.key());
        let used = Explained {
            path: path("use"),
            way: String::new(),
            figures: vec![("本年", self.amount(amount))],
            short: [self.bare(amount), String::new()],
            moved: Vec::new(),
            is_told: !amount.is_zero(),
        };
        let changed = change.map(|change| Explained {
            is_told: self.account_changes && change.is_told(),
            ..self.changed(path("change"), &change, self.parts.of_code(fund, code))
        });
        let attained = attainment.map(|attainment| {
            self.attained(path("budget"), &attainment, self.parts.of_code_off_budget(fund, code))
        });
        [Some(used), changed, attained].into_iter().flatten().collect()
    }

    /// A change against last year.
    fn changed(&self, path: String, change: &Change, parts: Vec<Part>) -> Explained {
        let (way, more, grew) = match change.direction {
            Direction::Increase => ("比上年增加", "增加", "增长"),
            Direction::Decrease => ("比上年减少", "减少", "下降"),
            Direction::Unchanged => ("与上年持平", "", ""),
        };
        let mut figures =
            vec![("本年", self.amount(change.current)), ("上年", self.amount(change.prior))];
        if change.is_told() {
            figures.push((more, self.amount(change.size)));
            figures.extend(change.rate.map(|rate| (grew, rate.printed(self.rate_digits))));
        }
        Explained {
            path,
            way: way.to_owned(),
            short: self.short(change.is_told(), change.difference, change.rate, grew),
            figures,
            moved: if change.is_told() { self.moved(parts) } else { Vec::new() },
            is_told: change.is_told(),
        }
    }

    /// A difference from the budget.
    fn attained(&self, path: String, attainment: &Attainment, parts: Vec<Part>) -> Explained {
        let budget = attainment.basis.term();
        let (way, side) = match attainment.direction {
            Side::Over => (format!("大于{budget}"), "多"),
            Side::Under => (format!("小于{budget}"), "少"),
            Side::Equal => (format!("与{budget}相等"), ""),
        };
        let mut figures = vec![(budget, self.amount(attainment.budget))];
        if attainment.adjusted {
            figures.push(("全年预算", self.amount(attainment.full_year)));
        }
        figures.push(("决算", self.amount(attainment.outturn)));
        if attainment.is_told() {
            figures.push((side, self.amount(attainment.size)));
        }
        let rate = attainment.rate.map(|rate| rate.printed(self.rate_digits));
        figures.extend(rate.map(|rate| ("完成", rate)));
        Explained {
            path,
            way,
            short: self.short(attainment.is_told(), attainment.difference, attainment.rate, "完成"),
            figures,
            moved: if attainment.is_told() { self.moved(parts) } else { Vec::new() },
            is_told: attainment.is_told(),
        }
    }

    /// A difference and its rate in short, the rate behind a word that says what it is; nothing where none is told.
    fn short(&self, is_told: bool, by: Money, rate: Option<Rate>, word: &str) -> [String; 2] {
        let rate = rate.map(|rate| format!("{word}{}", rate.printed(self.rate_digits)));
        match is_told {
            true => [format!("{}{}", sign(by), self.bare(by.abs())), rate.unwrap_or_default()],
            false => [String::new(), String::new()],
        }
    }

    /// Where a sum changed most.
    fn moved(&self, parts: Vec<Part>) -> Vec<(String, String)> {
        let moved = most_moved(parts, self.precision);
        let by = |by: Money| format!("{}{}", sign(by), self.amount(by.abs()));
        moved.into_iter().map(|Moved { name, by: size }| (name, by(size))).collect()
    }

    /// An amount as the form prints it, with its unit.
    fn amount(&self, amount: Money) -> String {
        self.precision.text(amount).replace(' ', "")
    }

    /// The same in a column, which goes without its unit where that is 元.
    fn bare(&self, amount: Money) -> String {
        let text = self.precision.text(amount);
        text.strip_suffix(" 元").map(str::to_owned).unwrap_or_else(|| text.replace(' ', ""))
    }
}

/// The sign of a difference, whichever that is.
fn sign(by: Money) -> char {
    if by.is_negative() { '−' } else { '+' }
}
