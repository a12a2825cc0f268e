//! The four “三公” items with all that is known of them.

use crate::check::subject::Subject;
use crate::figures::three_public::ExpenseFigures;
use crate::model::expenditure::EconomicRow;
use crate::model::place::Place;
use crate::model::three_public::Expense;

/// One “三公” item.
#[derive(Debug)]
pub(super) struct Item<'a> {
    /// Its name.
    pub(super) name: &'static str,
    /// The economic sections that it is paid from.
    pub(super) sections: &'static [&'static str],
    /// Its numbers.
    pub(super) figures: ExpenseFigures,
    /// What the data say.
    pub(super) written: &'a Expense,
}

/// The four items, in the order of the form.
pub(super) fn items<'a>(subject: &Subject<'a>) -> [Item<'a>; 4] {
    let (figures, written) =
        (&subject.figures.three_public, &subject.report.year.three_public.items);
    let item = |name, sections, figures, written| Item { name, sections, figures, written };
    [
        item("因公出国（境）费", &["30212"], figures.abroad, &written.abroad),
        item(
            "公务用车购置费",
            &["30913", "31013"],
            figures.vehicle_purchase,
            &written.vehicle_purchase,
        ),
        item(
            "公务用车运行维护费",
            &["30231"],
            figures.vehicle_operation,
            &written.vehicle_operation,
        ),
        item("公务接待费", &["30217"], figures.reception, &written.reception),
    ]
}

impl<'a> Item<'a> {
    /// The economic rows that the item is paid from.
    pub(super) fn rows(&self, subject: &Subject<'a>) -> impl Iterator<Item = &'a EconomicRow> {
        let sections = self.sections;
        let rows = subject.report.year.economic.iter();
        rows.filter(move |row| sections.contains(&row.code.value.as_str()))
    }

    /// Where its final figure comes from.
    pub(super) fn outturn_place(&self, subject: &Subject<'a>) -> Place {
        let written = self.written.outturn.map(|outturn| outturn.place);
        let row = || self.rows(subject).next().map(|row| row.place);
        written.or_else(row).unwrap_or(self.written.place)
    }
}
