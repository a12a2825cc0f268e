//! “三公”各部分不为负，不大于整体.

use crate::figures::Figures;
use crate::model::report::Report;
use crate::problem::Problem;

/// Receptions abroad are part of all receptions, foreign guests part of the domestic ones, and no “三公” expense
/// is below nothing.
pub(super) fn rule(report: &Report, figures: &Figures) -> Vec<Problem> {
    let (written, sums) = (&report.year.three_public, &figures.three_public);
    let (domestic, foreign) = (&written.domestic, &written.foreign_guests);
    let mut headlines = Vec::new();
    for (name, expense) in [
        ("因公出国（境）费", &sums.abroad),
        ("公务用车购置费", &sums.vehicle_purchase),
        ("公务用车运行维护费", &sums.vehicle_operation),
        ("公务接待费", &sums.reception),
    ] {
        if expense.outturn.is_negative() {
            headlines.push(format!("{name}决算数为负：{}", expense.outturn));
        }
    }
    if written.overseas.amount > sums.reception.outturn && !written.overseas.amount.is_zero() {
        let (part, whole) = (written.overseas.amount, sums.reception.outturn);
        headlines.push(format!("国（境）外接待费 {part} 大于公务接待费 {whole}"));
    } else if foreign.amount > sums.domestic && !foreign.amount.is_zero() {
        let (part, whole) = (foreign.amount, sums.domestic);
        headlines.push(format!("外事接待费 {part} 大于国内接待费 {whole}"));
    }
    for (name, part, whole) in
        [("批次", foreign.batches, domestic.batches), ("人次", foreign.persons, domestic.persons)]
    {
        if part > whole {
            headlines.push(format!("外事接待{name} {part} 大于国内接待{name} {whole}"));
        }
    }
    let finding = |headline| {
        Problem::error("three-public-parts", headline)
            .at(written.place, "“三公”经费")
            .help("部分不大于整体；决算数由经济分类的相应款级科目得出，不同的写 final")
    };
    headlines.into_iter().map(finding).collect()
}
