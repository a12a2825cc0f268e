//! The accounts of a year: expenditure by economic classification first, all else follows from it.

use std::collections::BTreeMap;

use crate::generate::domains::Domain;
use crate::generate::money::Cents;
use crate::generate::projects::Project;
use crate::generate::random::Random;

/// The four funds of an item, as far as units here have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fund {
    /// General public budget.
    General,
    /// Government fund.
    Government,
    /// All that is not from the treasury.
    Own,
}

impl Fund {
    /// As the data name it.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Government => "government-fund",
            Self::Own => "non-fiscal",
        }
    }
}

/// What an item got and spent of one fund.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Item {
    /// Brought forward from last year.
    pub(crate) opening: Cents,
    /// Income.
    pub(crate) income: Cents,
    /// Basic expenditure.
    pub(crate) basic: Cents,
    /// Project expenditure.
    pub(crate) project: Cents,
}

impl Item {
    /// All expenditure.
    pub(crate) fn spent(self) -> Cents {
        self.basic + self.project
    }

    /// What is carried over to next year.
    pub(crate) fn closing(self) -> Cents {
        self.opening + self.income - self.spent()
    }

    /// Adds another.
    fn add(&mut self, other: Self) {
        self.opening += other.opening;
        self.income += other.income;
        self.basic += other.basic;
        self.project += other.project;
    }
}

/// Basic and project expenditure of a section of the economic classification.
pub(crate) type Economic = BTreeMap<&'static str, (Cents, Cents)>;

/// The accounts of a year.
pub(crate) struct Accounts {
    /// By item and fund.
    pub(crate) items: BTreeMap<(&'static str, Fund), Item>,
    /// General public budget by economic classification.
    pub(crate) economic: Economic,
}

impl Accounts {
    /// This year's and last year's accounts of a unit that has some projects.
    pub(crate) fn of(
        domain: &'static Domain,
        rows: usize,
        projects: &[Project],
        own: bool,
        random: &mut Random,
    ) -> (Self, Self) {
        let basic = basic(domain, rows, random);
        let general = random.within(820, 1180);
        let scaled = |amount: Cents, random: &mut Random| {
            amount.thousandths(general).thousandths(random.within(930, 1070)).max(Cents(100))
        };
        let before = basic.iter().map(|(code, amount)| (*code, scaled(*amount, random))).collect();
        let now = projects.iter().map(Project::executed).collect::<Vec<_>>();
        let then = now.iter().map(|amount| scaled(*amount, random).whole()).collect::<Vec<_>>();
        let mut this = Self::spent(domain, &basic, projects, &now);
        let mut last = Self::spent(domain, &before, projects, &then);
        if own {
            let income = Cents(random.within(300_000, 60_000_000));
            let item = |income: Cents, opening| Item {
                opening,
                income,
                basic: income.thousandths(300),
                project: income.thousandths(600),
            };
            let before = item(scaled(income, random), Cents(0));
            last.items.insert((domain.main, Fund::Own), before);
            this.items.insert((domain.main, Fund::Own), item(income, before.closing()));
        }
        last.carry_over(random);
        for (key, item) in &mut this.items {
            let closing = last.items.get(key).map_or(Cents(0), |item| item.closing());
            item.opening = closing;
            if key.1 != Fund::Own {
                item.income = item.income - closing;
            }
        }
        this.carry_over(random);
        (this, last)
    }

    /// The accounts of some expenditure; the income is as much.
    fn spent(
        domain: &'static Domain,
        basic: &BTreeMap<&'static str, Cents>,
        projects: &[Project],
        executed: &[Cents],
    ) -> Self {
        let mut items: BTreeMap<(&'static str, Fund), Item> = BTreeMap::new();
        let mut economic: Economic = BTreeMap::new();
        for (code, amount) in basic {
            let item = match *code {
                "30108" => "2080505",
                "30109" => "2080506",
                "30110" => domain.medical(),
                "30113" => "2210201",
                _ => domain.main,
            };
            let spent = Item { income: *amount, basic: *amount, ..Item::default() };
            items.entry((item, Fund::General)).or_default().add(spent);
            economic.entry(code).or_default().0 += *amount;
        }
        for (project, amount) in projects.iter().zip(executed) {
            let fund = if project.fund { Fund::Government } else { Fund::General };
            let spent = Item { income: *amount, project: *amount, ..Item::default() };
            items.entry((project.item, fund)).or_default().add(spent);
            if !project.fund {
                economic.entry(project.kind.economic).or_default().1 += *amount;
            }
        }
        Self { items, economic }
    }

    /// Leaves something of some items for next year.
    fn carry_over(&mut self, random: &mut Random) {
        for ((_, fund), item) in &mut self.items {
            if *fund != Fund::Own && !item.project.is_zero() && random.chance(25) {
                item.income += item.project.thousandths(random.within(20, 160));
            }
        }
    }

    /// The sum of the items whose code begins so; of one fund or of all.
    pub(crate) fn sum(&self, code: &str, fund: Option<Fund>) -> Item {
        let mut sum = Item::default();
        for ((item, of), amounts) in &self.items {
            if item.starts_with(code) && fund.is_none_or(|fund| fund == *of) {
                sum.add(*amounts);
            }
        }
        sum
    }

    /// The sum of all that the treasury pays.
    pub(crate) fn fiscal(&self) -> Item {
        let mut fiscal = self.sum("", Some(Fund::General));
        fiscal.add(self.sum("", Some(Fund::Government)));
        fiscal
    }

    /// The basic and the project expenditure of the sections whose code begins so.
    pub(crate) fn economic(&self, code: &str) -> (Cents, Cents) {
        let rows = self.economic.iter().filter(|(row, _)| row.starts_with(code));
        rows.fold((Cents(0), Cents(0)), |sum, (_, row)| (sum.0 + row.0, sum.1 + row.1))
    }

    /// Personnel expenditure: basic, project.
    pub(crate) fn personnel(&self) -> (Cents, Cents) {
        let (salaries, grants) = (self.economic("301"), self.economic("303"));
        (salaries.0 + grants.0, salaries.1 + grants.1)
    }

    /// All other expenditure: basic, project.
    pub(crate) fn public(&self) -> (Cents, Cents) {
        let (all, personnel) = (self.economic(""), self.personnel());
        (all.0 - personnel.0, all.1 - personnel.1)
    }
}

/// Basic expenditure by economic classification, in so many rows.
fn basic(
    domain: &'static Domain,
    rows: usize,
    random: &mut Random,
) -> BTreeMap<&'static str, Cents> {
    /// The rows that every unit has, and what one member of the staff costs, in yuan.
    const ALWAYS: [(&str, i64, i64); 8] = [
        ("30101", 31_000, 52_000),
        ("30102", 3_000, 24_000),
        ("30108", 8_000, 14_000),
        ("30110", 3_400, 6_400),
        ("30112", 300, 900),
        ("30113", 6_000, 12_000),
        ("30201", 1_200, 5_000),
        ("30228", 600, 1_500),
    ];
    /// The rows that some have, in the order in which they are added.
    const SOME: [(&str, i64, i64); 18] = [
        ("30107", 12_000, 40_000),
        ("30217", 60, 240),
        ("30231", 400, 2_000),
        ("30211", 300, 2_600),
        ("30206", 200, 900),
        ("30299", 500, 4_000),
        ("30305", 500, 3_000),
        ("30199", 2_000, 9_000),
        ("30207", 100, 700),
        ("30109", 4_000, 7_000),
        ("30208", 400, 1_800),
        ("30229", 700, 2_400),
        ("30302", 2_000, 30_000),
        ("30202", 100, 900),
        ("30205", 60, 300),
        ("30103", 5_000, 20_000),
        ("30239", 2_000, 9_000),
        ("30309", 60, 240),
    ];
    let staff = random.within(9, 260);
    let more = rows.saturating_sub(ALWAYS.len());
    let chosen = ALWAYS.iter().chain(SOME.iter().take(more));
    chosen
        .filter(|(code, ..)| domain.agency() || *code != "30239")
        .map(|(code, low, high)| (*code, Cents(staff * random.within(low * 100, high * 100))))
        .collect()
}
