//! “三公” expense with its counts and words.

use serde::Serialize;

use crate::facts::words;
use crate::figures::three_public::{ExpenseFigures, ThreePublicFigures, YearSpent};
use crate::model::amount::Money;
use crate::model::reasons::ReasonOf;
use crate::model::report::YearReport;
use crate::model::three_public::{Expense, Guests, Item};

/// “三公” expense of a report.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct ThreePublicFacts<'a> {
    /// Whether nothing was budgeted and nothing spent.
    empty: bool,
    /// Year by year.
    years: &'a [YearSpent],
    /// 合计.
    total: ExpenseFacts<'a>,
    /// 因公出国（境）.
    abroad: Abroad<'a>,
    /// 公务用车小计.
    vehicles: ExpenseFacts<'a>,
    /// 公务用车购置.
    vehicle_purchase: Vehicles<'a>,
    /// 公务用车运行维护.
    vehicle_operation: Vehicles<'a>,
    /// 公务接待.
    reception: Reception<'a>,
}

/// Numbers and reason of one kind.
#[derive(Debug, Serialize)]
struct ExpenseFacts<'a> {
    /// The numbers.
    #[serde(flatten)]
    figures: &'a ExpenseFigures,
    /// Why it changed.
    reason: Option<String>,
}

/// Journeys abroad.
#[derive(Debug, Serialize)]
struct Abroad<'a> {
    /// Numbers and reason.
    #[serde(flatten)]
    expense: ExpenseFacts<'a>,
    /// 团组数.
    groups: u32,
    /// 人次.
    persons: u32,
    /// What for.
    #[serde(rename = "use")]
    purpose: Option<String>,
}

/// Vehicles bought or kept.
#[derive(Debug, Serialize)]
struct Vehicles<'a> {
    /// Numbers and reason.
    #[serde(flatten)]
    expense: ExpenseFacts<'a>,
    /// 辆数.
    vehicles: u32,
    /// What for.
    #[serde(rename = "use")]
    purpose: Option<String>,
}

/// Receptions.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Reception<'a> {
    /// Numbers and reason.
    #[serde(flatten)]
    expense: ExpenseFacts<'a>,
    /// 国内接待.
    domestic: GuestFacts,
    /// 其中：外事接待.
    foreign_guests: GuestFacts,
    /// 国（境）外接待.
    overseas: GuestFacts,
    /// 批次 of both.
    batches: u32,
    /// 人次 of both.
    persons: u32,
}

/// Receptions of one kind.
#[derive(Debug, Serialize)]
struct GuestFacts {
    /// In 元.
    amount: Money,
    /// 批次.
    batches: u32,
    /// 人次.
    persons: u32,
    /// Whom or what for.
    #[serde(rename = "use")]
    purpose: Option<String>,
}

/// “三公” expense of a year.
pub(super) fn three_public<'a>(
    year: &YearReport,
    figures: &'a ThreePublicFigures,
) -> ThreePublicFacts<'a> {
    let written = &year.three_public;
    let items = &written.items;
    ThreePublicFacts {
        empty: figures.empty,
        years: &figures.years,
        total: ExpenseFacts {
            figures: &figures.total,
            reason: words(year.reasons.of(ReasonOf::ThreePublic)),
        },
        abroad: Abroad {
            expense: expense(&figures.items[Item::Abroad], &items[Item::Abroad]),
            groups: written.groups.value,
            persons: written.persons.value,
            purpose: words(items[Item::Abroad].purpose.as_ref()),
        },
        vehicles: ExpenseFacts { figures: &figures.vehicles, reason: None },
        vehicle_purchase: Vehicles {
            expense: expense(&figures.items[Item::VehiclePurchase], &items[Item::VehiclePurchase]),
            vehicles: written.vehicles_bought.value,
            purpose: words(items[Item::VehiclePurchase].purpose.as_ref()),
        },
        vehicle_operation: Vehicles {
            expense: expense(
                &figures.items[Item::VehicleOperation],
                &items[Item::VehicleOperation],
            ),
            vehicles: written.vehicles_kept.value,
            purpose: words(items[Item::VehicleOperation].purpose.as_ref()),
        },
        reception: Reception {
            expense: expense(&figures.items[Item::Reception], &items[Item::Reception]),
            domestic: guests(&written.domestic, figures.domestic),
            foreign_guests: guests(&written.foreign_guests, written.foreign_guests.amount.value),
            overseas: guests(&written.overseas, written.overseas.amount.value),
            batches: figures.batches,
            persons: figures.persons,
        },
    }
}

/// Numbers and reason of one kind.
fn expense<'a>(figures: &'a ExpenseFigures, written: &Expense) -> ExpenseFacts<'a> {
    ExpenseFacts { figures, reason: words(written.reason.as_ref()) }
}

/// Receptions of one kind.
fn guests(guests: &Guests, amount: Money) -> GuestFacts {
    let purpose = words(guests.purpose.as_ref());
    let (batches, persons) = (guests.batches.value, guests.persons.value);
    GuestFacts { amount, batches, persons, purpose }
}
