//! “三公” expenses that are too small for what was bought, kept or received.

use crate::check::units::Clue;
use crate::figures::outturn::outturns;
use crate::model::amount::Money;
use crate::model::place::Located;
use crate::model::report::YearReport;
use crate::model::three_public::Item;

/// An expense with what it was spent on.
struct Spent {
    /// What was done: `养车 3 辆`.
    done: String,
    /// The expense as it is said: `全年运行维护费`.
    name: &'static str,
    /// The expense.
    amount: Money,
    /// How many things or persons there were.
    count: Located<u32>,
    /// 元 below which one of them does not stay.
    least: u64,
}

/// What “三公” expenses say.
pub(super) fn clues(year: &YearReport) -> Vec<Clue> {
    let (written, spent) = (&year.three_public, outturns(year));
    let items = &written.items;
    let or_budget =
        |outturn: Money, budget: Money| if outturn.is_zero() { budget } else { outturn };
    let domestic = spent[Item::Reception] - written.overseas.amount.value;
    let guests = [
        ("国内接待", domestic, &written.domestic),
        ("外事接待", written.foreign_guests.amount.value, &written.foreign_guests),
        ("国（境）外接待", written.overseas.amount.value, &written.overseas),
    ];
    let mut all = vec![
        Spent {
            done: format!("养车 {} 辆", written.vehicles_kept.value),
            name: "全年运行维护费",
            amount: or_budget(
                spent[Item::VehicleOperation],
                items[Item::VehicleOperation].budgeted().value,
            ),
            count: written.vehicles_kept,
            least: 50,
        },
        Spent {
            done: format!("购车 {} 辆", written.vehicles_bought.value),
            name: "购置费",
            amount: spent[Item::VehiclePurchase],
            count: written.vehicles_bought,
            least: 200,
        },
        Spent {
            done: format!("出国 {} 人次", written.persons.value),
            name: "因公出国（境）费",
            amount: spent[Item::Abroad],
            count: written.persons,
            least: 50,
        },
    ];
    for (name, amount, guests) in guests {
        let of = |count: Located<u32>, unit, least| Spent {
            done: format!("{name} {} {unit}", count.value),
            name: "接待费",
            amount,
            count,
            least,
        };
        let by_person = of(guests.persons, "人次", 1);
        let by_batch = of(guests.batches, "批次", 5);
        all.push(if by_person.is_too_little() { by_person } else { by_batch });
    }
    all.into_iter().filter(Spent::is_too_little).map(Spent::clue).collect()
}

impl Spent {
    /// Whether it is less than what it was spent on can cost.
    fn is_too_little(&self) -> bool {
        let least = Money::whole(self.least.saturating_mul(self.count.value.into()));
        self.amount > Money::ZERO && self.amount < least
    }

    /// What it says.
    fn clue(self) -> Clue {
        let said = format!("{}，{}只有 {} 元", self.done, self.name, self.amount);
        Clue::new(said, self.count.place, 1)
    }
}
