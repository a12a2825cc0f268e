//! “三公” expense paid from fiscal money.

use crate::model::amount::Money;
use crate::model::budget::Basis;
use crate::model::nouns::{Per, nouns};
use crate::model::place::{Located, Place};
use crate::model::text::Text;

nouns! {
    /// The things that “三公” expense is reported for.
    Item {
        Abroad = "abroad", "因公出国（境）费";
        VehiclePurchase = "vehicle-purchase", "公务用车购置费";
        VehicleOperation = "vehicle-operation", "公务用车运行维护费";
        Reception = "reception", "公务接待费";
    }
}

/// A value for each thing that “三公” expense is reported for.
pub type PerItem<T> = Per<Item, T, { Item::ALL.len() }>;

impl Item {
    /// Those of 公务用车购置及运行维护费.
    pub(crate) const VEHICLES: [Self; 2] = [Self::VehiclePurchase, Self::VehicleOperation];

    /// The economic sections that it is paid from.
    pub(crate) fn sections(self) -> &'static [&'static str] {
        match self {
            Self::Abroad => &["30212"],
            Self::VehiclePurchase => &["30913", "31013"],
            Self::VehicleOperation => &["30231"],
            Self::Reception => &["30217"],
        }
    }

    /// It alone.
    pub(crate) fn alone(self) -> &'static [Self] {
        match self {
            Self::Abroad => &[Self::Abroad],
            Self::VehiclePurchase => &[Self::VehiclePurchase],
            Self::VehicleOperation => &[Self::VehicleOperation],
            Self::Reception => &[Self::Reception],
        }
    }
}

/// The disclosure of “三公” expense.
#[derive(Debug, Clone)]
pub struct ThreePublic {
    /// Where the table stands.
    pub place: Place,
    /// Whether it was written at all.
    pub written: bool,
    /// Budget, final figure and words of each.
    pub items: PerItem<Expense>,
    /// 出国团组数.
    pub groups: Located<u32>,
    /// 出国人次.
    pub persons: Located<u32>,
    /// 购置车辆数.
    pub vehicles_bought: Located<u32>,
    /// 公务用车保有量.
    pub vehicles_kept: Located<u32>,
    /// 国内接待; its amount is what is left of the reception expense.
    pub domestic: Guests,
    /// 其中：外事接待.
    pub foreign_guests: Guests,
    /// 国（境）外接待.
    pub overseas: Guests,
}

/// One kind of “三公” expense.
#[derive(Debug, Clone)]
pub struct Expense {
    /// Where the row stands.
    pub place: Place,
    /// 年初预算数, in 元.
    pub initial: Option<Located<Money>>,
    /// 全年预算数, where it was adjusted, in 元.
    pub full_year: Option<Located<Money>>,
    /// 决算数, where it differs from the economic sections, in 元.
    pub outturn: Option<Located<Money>>,
    /// What it was used for.
    pub purpose: Option<Text>,
    /// Why it changed.
    pub reason: Option<Text>,
}

impl Expense {
    /// 年初预算数, in 元; nil where it is not written.
    pub fn initial(&self) -> Located<Money> {
        self.initial.unwrap_or(Located::new(Money::ZERO, self.place))
    }

    /// 全年预算数, in 元; one that is not said to have been adjusted was not.
    pub fn budgeted(&self) -> Located<Money> {
        self.full_year.unwrap_or_else(|| self.initial())
    }
}

impl ThreePublic {
    /// Which budget the final figures are held against: the whole year's, where only that is written.
    pub fn basis(&self) -> Basis {
        let items = self.items.values();
        let whole = items.iter().any(|item| item.full_year.is_some());
        let initial = items.iter().any(|item| item.initial.is_some());
        if whole && !initial { Basis::FullYear } else { Basis::Initial }
    }
}

/// Receptions of one kind.
#[derive(Debug, Clone)]
pub struct Guests {
    /// The expense in 元; not written for the domestic ones.
    pub amount: Located<Money>,
    /// 批次.
    pub batches: Located<u32>,
    /// 人次.
    pub persons: Located<u32>,
    /// Whom or what for.
    pub purpose: Option<Text>,
}
