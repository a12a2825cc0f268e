//! 授予小微企业 ≤ 授予中小企业 ≤ 采购总额.

use crate::figures::Figures;
use crate::model::report::Report;
use crate::problem::Problem;

/// Contracts with small and micro firms are part of those with small and medium firms, and these part of all
/// procurement.
pub(super) fn rule(report: &Report, figures: &Figures) -> Vec<Problem> {
    let (written, sums) = (&report.year.procurement, &figures.procurement);
    let mut findings = Vec::new();
    if sums.sme > sums.total {
        let headline = format!("授予中小企业合同金额 {} 大于政府采购总额 {}", sums.sme, sums.total);
        findings.push(
            Problem::error("procurement-parts", headline)
                .at(written.small_and_medium.place, "中小企业")
                .at(written.place, format!("货物、工程、服务共 {} 元", sums.total))
                .help("中小企业合同金额是采购总额的一部分；请核对"),
        );
    }
    if sums.micro > sums.sme {
        let headline =
            format!("授予小微企业合同金额 {} 大于授予中小企业合同金额 {}", sums.micro, sums.sme);
        findings.push(
            Problem::error("procurement-parts", headline)
                .at(written.small_and_micro.place, "小微企业")
                .at(written.small_and_medium.place, "中小企业")
                .help("小微企业包含在中小企业之内；请核对"),
        );
    }
    findings
}
