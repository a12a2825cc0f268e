//! Departments made of numbers, with every field set: a struct that gets a new field does not compile here until the
//! field is set too.

use std::collections::BTreeMap;

use juesuan::model::amount::Money;
use juesuan::model::any_code::AnyCode;
use juesuan::model::budget::BudgetRow;
use juesuan::model::carry_over::{CarryOver, OpeningRow};
use juesuan::model::code::{EconomicCode, FunctionCode, ItemCode};
use juesuan::model::comparison::Comparison;
use juesuan::model::control::{Control, ControlRow, Count, Total};
use juesuan::model::date::Date;
use juesuan::model::department::{Member, OutsideRow, Payment, PerPayment, Transfers};
use juesuan::model::evaluation::{Evaluation, FundsRow, Indicator, Score, Words};
use juesuan::model::expenditure::{
    ComparisonExpenditureRow, EconomicRow, ExpenditureRow, PerSpending, Spending,
};
use juesuan::model::fund::{Fund, PerFiscal};
use juesuan::model::income::{IncomeRow, PerSource, Source};
use juesuan::model::performance::{
    DepartmentReview, Grades, Performance, ProjectFunds, Scope, SelfEvaluation, Stage, Whole,
};
use juesuan::model::place::{FileNumber, Located, Place};
use juesuan::model::reasons::{AccountReason, PerReason, Reasons};
use juesuan::model::report::{Report, YearFile, YearReport};
use juesuan::model::resources::{Assets, PerVehicle, Procurement, Reserved};
use juesuan::model::text::Text;
use juesuan::model::three_public::{Expense, Guests, PerItem, ThreePublic};
use juesuan::model::unit::{Kind, ListedUnit, MainIncome, Nature, Profile, Unit};

/// The year of all departments.
pub(crate) const YEAR: u16 = 2024;
/// The functional items that money is given for.
const ITEMS: [&str; 5] = ["2050101", "2050203", "2080505", "2210201", "2296003"];
/// The economic sections that money is spent on, those of “三公” expense among them.
const SECTIONS: [&str; 9] =
    ["30101", "30201", "30212", "30217", "30231", "30302", "30913", "31002", "31013"];

/// Where everything stands.
pub(crate) fn place() -> Place {
    Place::new(FileNumber(0), 0..0)
}

/// A value at that place.
pub(crate) fn at<T>(value: T) -> Located<T> {
    Located::new(value, place())
}

/// So many hundredths of a 元.
pub(crate) fn cents(cents: u64) -> Money {
    Money::parse(&format!("{}.{:02}", cents / 100, cents % 100)).unwrap()
}

/// The numbers that a department is made of, one after the other, all from the first.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    /// The next number (SplitMix64).
    fn take(&mut self) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed >> 32) as u32
    }

    /// A number below a bound.
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        self.take() % bound
    }

    /// Whether something is so.
    pub(crate) fn flip(&mut self) -> bool {
        self.take() % 2 == 1
    }

    /// An amount that is not nil.
    pub(crate) fn money(&mut self) -> Located<Money> {
        at(cents(u64::from(self.take()) + 1))
    }

    /// A number of things that is not nil.
    pub(crate) fn count(&mut self) -> Located<u32> {
        at(self.below(90) + 1)
    }

    /// Some words.
    fn text(&mut self) -> Option<Text> {
        Some(Text { paragraphs: vec![format!("原因{}", self.below(1_000_000))], place: place() })
    }

    /// Some of the codes, at least one.
    fn some<'c>(&mut self, codes: &[&'c str]) -> Vec<&'c str> {
        let mut some: Vec<&str> = codes.iter().copied().filter(|_| self.flip()).collect();
        if some.is_empty() {
            some.push(codes[self.below(codes.len() as u32) as usize]);
        }
        some
    }
}

/// A unit's year as it is written, and as it counts in the department: without what units of the department paid each
/// other.
pub(crate) struct Made {
    /// As it is written.
    pub(crate) written: YearReport,
    /// As it counts.
    pub(crate) counted: YearReport,
    /// What was paid from and to others, for the department's file.
    pub(crate) outside: Vec<OutsideRow>,
}

/// A functional item.
fn item(code: &str) -> Located<ItemCode> {
    at(ItemCode::parse(code).unwrap())
}

/// A payment: what is written and what of it was paid from or to others.
fn payment(numbers: &mut Numbers) -> (Located<Money>, Located<Money>) {
    let (within, outside) = (numbers.money(), numbers.money());
    (at(within.value + outside.value), outside)
}

/// A year of a unit.
pub(crate) fn year(numbers: &mut Numbers, unit: &str, year: u16) -> Made {
    let mut outside = Vec::new();
    let (income, counted_income) = income(numbers, unit, &mut outside);
    let (expenditure, counted_expenditure) = expenditure(numbers, unit, &mut outside);
    let written = YearReport {
        corrections: Vec::new(),
        place: place(),
        year,
        published: Some(at(Date { year: year + 1, month: 9, day: 1 })),
        approved: Some(at(Date { year: year + 1, month: 8, day: 20 })),
        rounded_to: Some(at(numbers.below(3) + 1)),
        profile: profile(numbers),
        income,
        expenditure,
        economic: economic(numbers),
        carry_over: carry_over(numbers),
        budget: budget(numbers),
        three_public: three_public(numbers),
        operating_expense: Some(numbers.money()),
        procurement: procurement(numbers),
        assets: assets(numbers),
        performance: Some(performance(numbers)),
        reasons: reasons(numbers),
        extra: Vec::new(),
        prior: None,
        evaluations: vec![evaluation(numbers)],
        control: Some(control(numbers)),
        outside: Vec::new(),
        accepted: Vec::new(),
    };
    let counted =
        YearReport { income: counted_income, expenditure: counted_expenditure, ..written.clone() };
    Made { written, counted, outside }
}

/// Income as it is written and as it counts.
fn income(
    numbers: &mut Numbers,
    unit: &str,
    outside: &mut Vec<OutsideRow>,
) -> (Vec<IncomeRow>, Vec<IncomeRow>) {
    let rows = numbers.some(&ITEMS).into_iter().map(|code| {
        let (superior, paid) = payment(numbers);
        let (affiliate, also) = payment(numbers);
        let mut sources = PerSource::of(|_| numbers.money());
        (sources[Source::Superior], sources[Source::Affiliate]) = (superior, affiliate);
        let mut payments = PerPayment::default();
        (payments[Payment::Superior], payments[Payment::Affiliate]) = (paid.value, also.value);
        outside.push(OutsideRow {
            place: place(),
            unit: at(unit.to_owned()),
            code: Some(item(code)),
            payments,
        });
        let mut counted = sources;
        (counted[Source::Superior], counted[Source::Affiliate]) = (paid, also);
        let row = |sources| IncomeRow { place: place(), code: item(code), sources };
        (row(sources), row(counted))
    });
    rows.unzip()
}

/// Expenditure as it is written and as it counts.
fn expenditure(
    numbers: &mut Numbers,
    unit: &str,
    outside: &mut Vec<OutsideRow>,
) -> (Vec<ExpenditureRow>, Vec<ExpenditureRow>) {
    let mut rows = Vec::new();
    for fund in Fund::ALL {
        for code in numbers.some(&ITEMS) {
            let own = fund == Fund::NonFiscal;
            let ((to_superior, paid), (to_affiliate, also)) = (payment(numbers), payment(numbers));
            let only = |amount| if own { amount } else { at(Money::ZERO) };
            let natures = PerSpending::of(|nature| match nature {
                Spending::Basic | Spending::Project => numbers.money(),
                Spending::ToSuperior => only(to_superior),
                Spending::Operating => only(numbers.money()),
                Spending::ToAffiliate => only(to_affiliate),
            });
            if own {
                let mut payments = PerPayment::default();
                payments[Payment::ToSuperior] = paid.value;
                payments[Payment::ToAffiliate] = also.value;
                outside.push(OutsideRow {
                    place: place(),
                    unit: at(unit.to_owned()),
                    code: Some(item(code)),
                    payments,
                });
            }
            let mut counted = natures;
            counted[Spending::ToSuperior] = only(paid);
            counted[Spending::ToAffiliate] = only(also);
            let row = |natures| ExpenditureRow { place: place(), code: item(code), fund, natures };
            rows.push((row(natures), row(counted)));
        }
    }
    rows.into_iter().unzip()
}

/// Expenditure by economic section.
fn economic(numbers: &mut Numbers) -> Vec<EconomicRow> {
    let rows = numbers.some(&SECTIONS).into_iter().map(|code| EconomicRow {
        place: place(),
        code: at(EconomicCode::parse(code).unwrap()),
        basic: numbers.money(),
        project: numbers.money(),
    });
    rows.collect()
}

/// Balances of every fund, with and without a code.
fn carry_over(numbers: &mut Numbers) -> CarryOver {
    let mut opening = Vec::new();
    for fund in Fund::ALL {
        for code in numbers.some(&ITEMS) {
            let code = numbers.flip().then(|| item(code));
            let again = |row: &OpeningRow| {
                row.fund == fund
                    && row.code.as_ref().map(|c| &c.value) == code.as_ref().map(|c| &c.value)
            };
            if !opening.iter().any(again) {
                opening.push(OpeningRow { place: place(), fund, code, amount: numbers.money() });
            }
        }
    }
    CarryOver {
        place: place(),
        opening,
        surplus_used: numbers.money(),
        distribution: numbers.money(),
    }
}

/// Budgets of the fiscal funds by item, but for one class that every unit has as a whole.
fn budget(numbers: &mut Numbers) -> Vec<BudgetRow> {
    let mut rows = Vec::new();
    for fund in [Fund::General, Fund::GovernmentFund, Fund::StateCapital] {
        let items: Vec<&str> = ITEMS.into_iter().filter(|code| !code.starts_with("221")).collect();
        for code in numbers.some(&items).into_iter().chain(["221"]) {
            let code = at(FunctionCode::parse(code).unwrap());
            let (initial, full_year) = (Some(numbers.money()), Some(numbers.money()));
            rows.push(BudgetRow { place: place(), code, fund, initial, full_year });
        }
    }
    rows
}

/// “三公” expense.
fn three_public(numbers: &mut Numbers) -> ThreePublic {
    ThreePublic {
        place: place(),
        written: true,
        items: PerItem::of(|_| expense(numbers)),
        groups: numbers.count(),
        persons: numbers.count(),
        vehicles_bought: numbers.count(),
        vehicles_kept: numbers.count(),
        domestic: guests(numbers),
        foreign_guests: guests(numbers),
        overseas: guests(numbers),
    }
}

/// One kind of “三公” expense; what may be left out is left out at times.
fn expense(numbers: &mut Numbers) -> Expense {
    let (adjusted, written) = (numbers.below(4) > 0, numbers.below(4) > 0);
    let (full_year, outturn) = (numbers.money(), numbers.money());
    Expense {
        place: place(),
        initial: Some(numbers.money()),
        full_year: adjusted.then_some(full_year),
        outturn: written.then_some(outturn),
        purpose: numbers.text(),
        reason: numbers.text(),
    }
}

/// Receptions of one kind.
fn guests(numbers: &mut Numbers) -> Guests {
    Guests {
        amount: numbers.money(),
        batches: numbers.count(),
        persons: numbers.count(),
        purpose: numbers.text(),
    }
}

/// Procurement.
fn procurement(numbers: &mut Numbers) -> Procurement {
    Procurement {
        place: place(),
        written: true,
        goods: numbers.money(),
        works: numbers.money(),
        services: numbers.money(),
        small_and_medium: numbers.money(),
        small_and_micro: numbers.money(),
        awards_written: true,
        reserved: Some(Reserved {
            small_and_medium: numbers.money(),
            small_and_micro: numbers.money(),
            won_small_and_medium: numbers.money(),
            won_small_and_micro: numbers.money(),
            won_other: numbers.money(),
        }),
    }
}

/// Vehicles and equipment.
fn assets(numbers: &mut Numbers) -> Assets {
    let vehicles = PerVehicle::of(|_| numbers.count().value);
    Assets {
        place: place(),
        written: true,
        vehicles: at(vehicles),
        other_purpose: numbers.text(),
        equipment: numbers.count(),
    }
}

/// Duties and organization.
fn profile(numbers: &mut Numbers) -> Profile {
    Profile {
        duties: numbers.text(),
        organization: numbers.text(),
        units: Vec::<ListedUnit>::new(),
        main_income: MainIncome {
            business: numbers.text(),
            operating: numbers.text(),
            other: numbers.text(),
        },
    }
}

/// Performance management.
fn performance(numbers: &mut Numbers) -> Performance {
    let stage =
        |numbers: &mut Numbers| Stage { projects: numbers.count().value, amount: numbers.money() };
    Performance {
        place: place(),
        systems: numbers.text(),
        mechanism: numbers.text(),
        targets: Some(stage(numbers)),
        tracking: Some(stage(numbers)),
        self_evaluation: Some(SelfEvaluation {
            place: place(),
            amount: numbers.money(),
            average: Some(score(numbers)),
            excellent: numbers.count().value,
            good: numbers.count().value,
            fair: numbers.count().value,
            poor: numbers.count().value,
            rectified: numbers.count().value,
            rectifying: numbers.count().value,
        }),
        covered: at(funds(numbers)),
        covered_written: true,
        project_total: Some(numbers.money()),
        level_one: grades(numbers),
        level_two: grades(numbers),
        whole: Some(Whole {
            place: place(),
            scope: Scope::Written(funds(numbers)),
            score: Some(score(numbers)),
            budget: Some(numbers.money()),
            achieved: numbers.text(),
            problems: numbers.text(),
            measures: numbers.text(),
        }),
        department: Some(DepartmentReview {
            place: place(),
            projects: Some(numbers.count().value),
            example: numbers.text(),
            scope: Scope::Written(funds(numbers)),
            result: numbers.text(),
        }),
        other: numbers.text(),
    }
}

/// Money of projects by budget.
fn funds(numbers: &mut Numbers) -> ProjectFunds {
    ProjectFunds {
        fiscal: PerFiscal::of(|_| numbers.money().value),
        social_insurance: numbers.money().value,
    }
}

/// Projects of one level by grade.
fn grades(numbers: &mut Numbers) -> Grades {
    Grades {
        place: place(),
        amount: numbers.money(),
        excellent: numbers.count().value,
        good: numbers.count().value,
        fair: numbers.count().value,
        poor: numbers.count().value,
        measures: numbers.text(),
    }
}

/// Some points.
fn score(numbers: &mut Numbers) -> Located<Score> {
    at(Score(numbers.below(100).into()))
}

/// The self-evaluation of a project.
fn evaluation(numbers: &mut Numbers) -> Evaluation {
    let words = |numbers: &mut Numbers| at(format!("指标{}", numbers.below(1000)));
    Evaluation {
        place: place(),
        name: words(numbers),
        report_title: numbers.text(),
        execution_score: score(numbers),
        funds: vec![FundsRow {
            place: place(),
            source: words(numbers),
            requested: numbers.money(),
            approved: numbers.money(),
            full_year: numbers.money(),
            executed: numbers.money(),
            carry_over: Some(numbers.money()),
        }],
        indicators: vec![Indicator {
            place: place(),
            level_one: words(numbers),
            level_two: words(numbers),
            name: words(numbers),
            initial: words(numbers),
            adjusted: words(numbers),
            actual: words(numbers),
            weight: score(numbers),
            score: score(numbers),
            deviation: words(numbers),
        }],
        words: Words::of(|_| numbers.text()),
    }
}

/// Totals of the accounts system.
fn control(numbers: &mut Numbers) -> Control {
    Control {
        place: place(),
        totals: Total::ALL.iter().map(|total| (*total, numbers.money())).collect(),
        counts: Count::ALL.iter().map(|count| (*count, numbers.count())).collect(),
        rows: vec![ControlRow {
            place: place(),
            code: at(AnyCode::parse("205").unwrap()),
            income: Some(numbers.money()),
            expenditure: Some(numbers.money()),
            basic: Some(numbers.money()),
            project: Some(numbers.money()),
        }],
    }
}

/// Reasons and uses.
fn reasons(numbers: &mut Numbers) -> Reasons {
    let mut accounts = Vec::new();
    for fund in Fund::ALL {
        for code in ["205", "221", "2050101", "2296003"] {
            accounts.push(AccountReason {
                place: place(),
                code: at(FunctionCode::parse(code).unwrap()),
                fund,
                purpose: numbers.text(),
                change: numbers.text(),
                budget: numbers.text(),
            });
        }
    }
    Reasons { sums: PerReason::of(|_| numbers.text()), accounts }
}

/// Last year's figures of a unit as far as comparisons need them; nothing was paid between units.
pub(crate) fn comparison(numbers: &mut Numbers) -> Comparison {
    let none = || at(Money::ZERO);
    let income = numbers.some(&ITEMS).into_iter().map(|code| IncomeRow {
        place: place(),
        code: at(FunctionCode::parse(code).unwrap()),
        sources: PerSource::of(
            |source| {
                if source.is_transfer() { none() } else { numbers.money() }
            },
        ),
    });
    let income = income.collect();
    let mut expenditure = Vec::new();
    for fund in Fund::ALL {
        for code in numbers.some(&ITEMS) {
            let (basic, project) = (numbers.money(), numbers.money());
            let split = numbers.below(8) > 0;
            expenditure.push(ComparisonExpenditureRow {
                place: place(),
                code: at(FunctionCode::parse(code).unwrap()),
                fund,
                natures: split.then(|| {
                    PerSpending::of(|nature| match nature {
                        Spending::Basic => basic,
                        Spending::Project => project,
                        Spending::ToSuperior | Spending::Operating | Spending::ToAffiliate => {
                            none()
                        }
                    })
                }),
                amount: basic.value + project.value,
            });
        }
    }
    Comparison {
        place: place(),
        income,
        expenditure,
        carry_over: carry_over(numbers),
        three_public: Some(PerItem::of(|_| numbers.money())),
        restated: None,
        operating_expense: Some(numbers.money()),
    }
}

/// A full year without payments between units.
pub(crate) fn without_payments(mut year: YearReport) -> YearReport {
    for row in &mut year.income {
        for (_, amount) in row.sources.iter_mut().filter(|(source, _)| source.is_transfer()) {
            amount.value = Money::ZERO;
        }
    }
    for row in &mut year.expenditure {
        for (_, amount) in row.natures.iter_mut().filter(|(nature, _)| nature.is_transfer()) {
            amount.value = Money::ZERO;
        }
    }
    year
}

/// A report of a unit.
pub(crate) fn report(
    numbers: &mut Numbers,
    folder: &str,
    year: YearReport,
    last_year: Option<YearFile>,
) -> Report {
    let nature = [Nature::Administrative, Nature::CivilServiceManaged, Nature::Institution];
    let nature = nature[numbers.below(3) as usize];
    Report {
        unit: Unit {
            folder: folder.to_owned(),
            name: at(format!("某县{folder}")),
            kind: Kind::Unit,
            nature,
            established: None,
            members: Vec::new(),
            layout: None,
            profile: profile(numbers),
            place: place(),
        },
        year,
        own: None,
        members: Vec::new(),
        transfers: Transfers::default(),
        last_year,
        as_published: None,
        earlier: Vec::new(),
        names: BTreeMap::new(),
        named_codes: Vec::new(),
        published: at(Date { year: YEAR + 1, month: 9, day: 1 }),
        layout: at("shanxi".to_owned()),
        files: Vec::new(),
    }
}

/// A department of some units.
pub(crate) fn department(own: Report, members: Vec<Report>) -> Report {
    let folders = members.iter().map(|member| at(member.unit.folder.clone())).collect();
    let unit = Unit { kind: Kind::Department, members: folders, ..own.unit };
    let members = members.into_iter();
    let members =
        members.map(|report| Member { place: place(), report, written: Vec::new() }).collect();
    Report { unit, members, ..own }
}
