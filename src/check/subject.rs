//! A report with all that its check needs.

use crate::catalog::{Catalog, Names};
use crate::check::suspects::suspects;
use crate::check::verdict::NotRun;
use crate::figures::Figures;
use crate::figures::ledger::{Ledger, Under, closing_of_last_year};
use crate::figures::prior::Prior;
use crate::figures::rounding::{bound, bound_of, bound_of_opening};
use crate::layout::{Filling, Layout};
use crate::model::amount::Money;
use crate::model::check::{CheckSettings, Written};
use crate::model::control::{Control, Named};
use crate::model::evaluation::Evaluation;
use crate::model::fund::Fund;
use crate::model::place::{Located, Place};
use crate::model::report::{Report, YearFile, YearReport};
use crate::model::unit::Settings;
use crate::problem::Sources;

/// A report with all that its rules need.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The report.
    pub report: &'a Report,
    /// Every number derived from it.
    pub figures: &'a Figures,
    /// The classification.
    pub catalog: &'a Catalog,
    /// The words that were written.
    pub written: &'a [Written],
    /// The texts of the files.
    pub sources: &'a Sources,
    /// The layout that the report is set in.
    pub layout: &'a Layout,
    /// The project's settings.
    pub project: &'a Settings,
    /// Thresholds.
    pub settings: &'a CheckSettings,
}

impl<'a> Subject<'a> {
    /// A report to be checked.
    pub fn new(
        report: &'a Report,
        figures: &'a Figures,
        catalog: &'a Catalog,
        written: &'a [Written],
        sources: &'a Sources,
        layout: &'a Layout,
        project: &'a Settings,
    ) -> Self {
        Self {
            report,
            figures,
            catalog,
            written,
            sources,
            layout,
            project,
            settings: &project.check,
        }
    }

    /// The names of codes in the year of the report.
    pub(crate) fn names(&self) -> Names<'_> {
        self.catalog.names(self.report.year.year, &self.report.names)
    }

    /// The year's own data.
    pub(super) fn year(&self) -> &'a YearReport {
        &self.report.year
    }

    /// Last year's figures; without them a rule does not run.
    pub(super) fn prior(&self) -> Result<&'a Prior, NotRun> {
        let none = || NotRun::because("没有上年数（本年新设立的单位）");
        self.figures.prior.as_ref().ok_or_else(none)
    }

    /// The totals of the accounts system; without them a rule does not run.
    pub(super) fn control(&self) -> Result<&'a Control, NotRun> {
        let none = || NotRun::because("数据中没有决算系统的合计数 [control]");
        self.year().control.as_ref().ok_or_else(none)
    }

    /// What a figure is called where the form in use prints it.
    pub(super) fn name_of(&self, figure: &Named) -> String {
        self.layout.style.name_of(figure, &Filling::of(self.report))
    }

    /// The self-evaluation reports; without any a rule does not run.
    pub(super) fn evaluations(&self) -> Result<&'a [Evaluation], NotRun> {
        match self.year().evaluations.as_slice() {
            [] => Err(NotRun::because("没有项目绩效自评报告")),
            evaluations => Ok(evaluations),
        }
    }

    /// By how many 元 the sum of some of the amounts that were written may differ from a total: nothing, unless they
    /// were rounded.
    pub(super) fn tolerance(&self, amounts: impl Fn(&Ledger<'_>) -> Vec<Located<Money>>) -> Money {
        bound(self.report, amounts)
    }

    /// By how much an amount may be above a sum that it is a part of. Rounding does not lift one amount above another.
    pub(super) fn tolerance_above(
        &self,
        amounts: impl Fn(&Ledger<'_>) -> Vec<Located<Money>>,
    ) -> Money {
        let unit = self.year().rounded_to.map_or(0, |unit| unit.value);
        let tolerance = self.tolerance(amounts);
        if tolerance > Money::whole(unit.into()) { tolerance } else { Money::ZERO }
    }

    /// The same as `tolerance` for a few amounts that belong together.
    pub(super) fn tolerance_of(&self, amounts: &[Money]) -> Money {
        bound_of(self.year(), amounts.iter().copied())
    }

    /// The same for the opening balances of a fund, and of one code, against what last year's amounts leave.
    pub(super) fn tolerance_of_opening(&self, fund: Fund, under: Under<'_>) -> Money {
        let opening = |ledger: &Ledger<'_>| ledger.opening(&[fund], under);
        let closing = |last: &YearFile| closing_of_last_year(last, fund, under);
        bound_of_opening(self.report, opening, closing)
    }

    /// The rows whose amount explains a difference, with what is to be said of them; none of a department's, whose rows
    /// are sums themselves.
    pub(super) fn suspects(
        &self,
        difference: Money,
        rows: impl IntoIterator<Item = (Place, Money)>,
    ) -> Vec<(Place, String)> {
        if self.report.members.is_empty() { suspects(difference, rows) } else { Vec::new() }
    }

    /// The first row of expenditure of a fund, or else the top of the file.
    pub(super) fn first_of(&self, fund: Fund) -> Place {
        let mut rows = self.year().expenditure.iter();
        rows.find(|row| row.fund == fund).map_or(self.year().place, |row| row.place)
    }
}
