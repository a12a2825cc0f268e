//! 年初结转和结余 = 上年年末结转和结余.

use crate::figures::Figures;
use crate::model::amount::Money;
use crate::model::report::Report;
use crate::problem::Problem;

/// Each kind of money opens the year with what it closed the last one with.
///
/// A warning: balances are restated (年初调整) now and then, and last year's file may hold less than the whole.
pub(super) fn rule(report: &Report, figures: &Figures) -> Vec<Problem> {
    let Some(prior) = &figures.prior else { return Vec::new() };
    let (now, then) = (&figures.fiscal, &prior.fiscal);
    let own_opening = figures.balance.opening - now.total.opening;
    // 使用非财政拨款结余 is last year's surplus taken back; it is no part of the opening balance.
    let own_closing = prior.balance.closing - then.total.closing;
    let pairs: [(&str, Money, Money); 4] = [
        ("一般公共预算", now.general.opening, then.general.closing),
        ("政府性基金预算", now.government_fund.opening, then.government_fund.closing),
        ("国有资本经营预算", now.state_capital.opening, then.state_capital.closing),
        ("非财政拨款", own_opening, own_closing),
    ];
    let differing = pairs.into_iter().filter(|(_, opening, closing)| opening != closing);
    let findings = differing.map(|(name, opening, closing)| {
        let difference = (opening - closing).abs();
        let headline = format!(
            "{name}年初结转和结余 {opening} ≠ 上年年末结转和结余 {closing}，差 {difference} 元"
        );
        Problem::warning("opening-balance", headline)
            .at(report.year.carry_over.place, "年初结转和结余")
            .help("请核对 [carry-over] 和上年的收支；确有年初调整的可以不管")
    });
    findings.collect()
}
