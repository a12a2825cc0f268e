//! The four “三公” items with all that is known of them.

use crate::check::subject::Subject;
use crate::figures::ledger::{Ledger, Part};
use crate::figures::outturn::SECTIONS;
use crate::figures::three_public::ExpenseFigures;
use crate::model::amount::Money;
use crate::model::expenditure::EconomicRow;
use crate::model::place::{Located, Place};
use crate::model::three_public::{Expense, Items};

/// One “三公” item.
#[derive(Debug)]
pub(super) struct Item<'a> {
    /// Its key in `[three-public]`.
    pub(super) key: &'static str,
    /// Its name.
    pub(super) name: &'static str,
    /// The economic sections that it is paid from.
    pub(super) sections: &'static [&'static str],
    /// Its numbers.
    pub(super) figures: ExpenseFigures,
    /// Which of the items of a year it is.
    of: Of,
    /// What the data say.
    pub(super) written: &'a Expense,
}

/// One of the items of a year.
type Of = for<'i> fn(&'i Items<Expense>) -> &'i Expense;

/// The four items, in the order of the form.
pub(super) fn items<'a>(subject: &Subject<'a>) -> [Item<'a>; 4] {
    let (figures, written) =
        (&subject.figures.three_public, &subject.report.year.three_public.items);
    let item = |(key, name), sections, figures, of: Of| Item {
        key,
        name,
        sections,
        figures,
        of,
        written: of(written),
    };
    [
        item(("abroad", "因公出国（境）费"), SECTIONS.abroad, figures.abroad, |items| {
            &items.abroad
        }),
        item(
            ("vehicle-purchase", "公务用车购置费"),
            SECTIONS.vehicle_purchase,
            figures.vehicle_purchase,
            |items| &items.vehicle_purchase,
        ),
        item(
            ("vehicle-operation", "公务用车运行维护费"),
            SECTIONS.vehicle_operation,
            figures.vehicle_operation,
            |items| &items.vehicle_operation,
        ),
        item(("reception", "公务接待费"), SECTIONS.reception, figures.reception, |items| {
            &items.reception
        }),
    ]
}

impl<'a> Item<'a> {
    /// The path of one of its fields.
    pub(super) fn path(&self, key: &str) -> String {
        format!("three-public.{}.{key}", self.key)
    }

    /// The economic rows that the item is paid from.
    pub(super) fn rows(&self, subject: &Subject<'a>) -> impl Iterator<Item = &'a EconomicRow> {
        let sections = self.sections;
        let rows = subject.report.year.economic.iter();
        rows.filter(move |row| sections.contains(&row.code.value.as_str()))
    }

    /// What its economic sections hold.
    pub(super) fn parts(&self, ledger: &Ledger<'_>) -> Vec<Located<Money>> {
        ledger.sections(Part::All, |code| self.sections.contains(&code.as_str()))
    }

    /// What its final figure is made of.
    pub(super) fn spent(&self, ledger: &Ledger<'_>) -> Vec<Located<Money>> {
        ledger.expense((self.of)(&ledger.year.three_public.items), self.sections)
    }

    /// Where its final figure comes from.
    pub(super) fn outturn_place(&self, subject: &Subject<'a>) -> Place {
        let written = self.written.outturn.map(|outturn| outturn.place);
        let row = || self.rows(subject).next().map(|row| row.place);
        written.or_else(row).unwrap_or(self.written.place)
    }
}
