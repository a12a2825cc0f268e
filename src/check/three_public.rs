//! The four “三公” items with all that is known of them.

use crate::check::subject::Subject;
use crate::figures::ledger::{Ledger, Part};
use crate::figures::three_public::ExpenseFigures;
use crate::model::amount::Money;
use crate::model::expenditure::EconomicRow;
use crate::model::place::{Located, Place};
use crate::model::three_public::{Expense, Item};

/// One “三公” item with its figures and what is written of it.
#[derive(Debug)]
pub(super) struct Known<'a> {
    /// Which one.
    pub(super) item: Item,
    /// Its name.
    pub(super) name: &'static str,
    /// Its numbers.
    pub(super) figures: ExpenseFigures,
    /// What the data say.
    pub(super) written: &'a Expense,
}

/// The items, in the order of the form.
pub(super) fn items<'a>(subject: &Subject<'a>) -> [Known<'a>; Item::ALL.len()] {
    let (figures, written) =
        (&subject.figures.three_public.items, &subject.report.year.three_public.items);
    Item::ALL.map(|item| Known {
        item,
        name: item.term(),
        figures: figures[item],
        written: &written[item],
    })
}

impl<'a> Known<'a> {
    /// The path of one of its fields.
    pub(super) fn path(&self, key: &str) -> String {
        format!("three-public.{}.{key}", self.item.key())
    }

    /// The economic rows that the item is paid from.
    pub(super) fn rows(&self, subject: &Subject<'a>) -> impl Iterator<Item = &'a EconomicRow> {
        let sections = self.item.sections();
        let rows = subject.report.year.economic.iter();
        rows.filter(move |row| sections.contains(&row.code.value.as_str()))
    }

    /// What its economic sections hold.
    pub(super) fn parts(&self, ledger: &Ledger<'_>) -> Vec<Located<Money>> {
        ledger.sections(Part::All, |code| self.item.sections().contains(&code.as_str()))
    }

    /// What its final figure is made of.
    pub(super) fn spent(&self, ledger: &Ledger<'_>) -> Vec<Located<Money>> {
        ledger.expense(&ledger.year.three_public.items[self.item], self.item.sections())
    }

    /// Where its final figure comes from.
    pub(super) fn outturn_place(&self, subject: &Subject<'a>) -> Place {
        let written = self.written.outturn.map(|outturn| outturn.place);
        let row = || self.rows(subject).next().map(|row| row.place);
        written.or_else(row).unwrap_or(self.written.place)
    }
}
