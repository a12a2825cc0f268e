//! What a rule sees.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::catalog::{Catalog, Names};
use crate::check::quantities::named_figures::{Expected, Meaning};
use crate::check::quantities::trace::{Traced, traced};
use crate::check::rule::NotRun;
use crate::check::suspects::suspects;
use crate::check::units::{Clue, clues};
use crate::check::words::leaving::leaving;
use crate::check::words::passage::{Passage, passages};
use crate::check::words::traits::Traits;
use crate::figures::Figures;
use crate::figures::amounts::{Amounts, closing_of_last_year};
use crate::figures::codes::Codes;
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
use crate::model::unit::Project;
use crate::problem::Sources;

/// A report with all that its rules need.
#[derive(Debug)]
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
    pub project: &'a Project,
    /// Thresholds.
    pub settings: &'a CheckSettings,
    /// The year's rows by code, sorted when the first rule asks for them.
    codes: OnceCell<Codes<'a>>,
    /// The passages of text, cut out when the first rule asks for them.
    passages: OnceCell<Vec<Passage<'a>>>,
    /// Which passage stands at a place.
    by_place: OnceCell<BTreeMap<Place, usize>>,
    /// All words that leave the office, gathered when the first rule asks for them.
    leaving: OnceCell<Vec<Passage<'a>>>,
    /// The passages with figures that cannot be traced, found when the first rule asks for them.
    traced: OnceCell<Vec<Traced<'a>>>,
    /// What named figures of self-evaluation reports must be, as far as that was asked.
    expected: RefCell<BTreeMap<Expectation, Option<Rc<Expected>>>>,
    /// What speaks for 万元, gathered when the first rule asks for it.
    clues: OnceCell<Vec<Clue>>,
}

/// A named figure: which report, what it is, whether the passage tells what came of it, and whether it is the overview.
pub(super) type Expectation = (usize, Meaning, bool, bool);

impl<'a> Subject<'a> {
    /// A report to be checked.
    pub fn new(
        report: &'a Report,
        figures: &'a Figures,
        catalog: &'a Catalog,
        written: &'a [Written],
        sources: &'a Sources,
        layout: &'a Layout,
        project: &'a Project,
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
            codes: OnceCell::new(),
            passages: OnceCell::new(),
            by_place: OnceCell::new(),
            leaving: OnceCell::new(),
            traced: OnceCell::new(),
            expected: RefCell::default(),
            clues: OnceCell::new(),
        }
    }

    /// The names of codes in the year of the report.
    pub fn names(&self) -> Names<'_> {
        self.catalog.names(self.report.year.year, &self.report.names)
    }

    /// The year's own data.
    pub(super) fn year(&self) -> &'a YearReport {
        &self.report.year
    }

    /// The year's rows by code.
    pub(super) fn codes(&self) -> &Codes<'a> {
        self.codes.get_or_init(|| Codes::of(self.year()))
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

    /// All passages of text of this report, in the order of reading.
    pub(super) fn passages(&self) -> &[Passage<'a>] {
        self.passages.get_or_init(|| passages(self))
    }

    /// The passages that have some kinds of characters.
    pub(super) fn passages_with(&self, kinds: Traits) -> impl Iterator<Item = &Passage<'a>> {
        self.passages().iter().filter(move |passage| passage.traits.has_any(kinds))
    }

    /// All words that leave the office with the report.
    pub(super) fn leaving(&self) -> &[Passage<'a>] {
        self.leaving.get_or_init(|| leaving(self))
    }

    /// The passages with figures that cannot be traced to the report.
    pub(super) fn traced(&self) -> &[Traced<'a>] {
        self.traced.get_or_init(|| traced(self))
    }

    /// What speaks for amounts that were written in 万元.
    pub(super) fn clues(&self) -> &[Clue] {
        self.clues.get_or_init(|| clues(self))
    }

    /// What a named figure must be, as it was worked out before or is now.
    pub(super) fn expected(
        &self,
        named: Expectation,
        work_out: impl FnOnce() -> Option<Expected>,
    ) -> Option<Rc<Expected>> {
        let mut expected = self.expected.borrow_mut();
        expected.entry(named).or_insert_with(|| work_out().map(Rc::new)).clone()
    }

    /// The passage that stands at a place.
    pub(super) fn passage_at(&self, place: Place) -> Option<&Passage<'a>> {
        let passages = self.passages();
        let by_place = self.by_place.get_or_init(|| {
            let places = passages.iter().enumerate();
            places.map(|(number, passage)| (passage.literal, number)).rev().collect()
        });
        passages.get(*by_place.get(&place)?)
    }

    /// The amounts of the year as they stand in the data.
    pub(super) fn amounts(&self) -> Amounts<'a> {
        Amounts::of(self.year())
    }

    /// By how many 元 the sum of some of the amounts that were written may differ from a total: nothing, unless they
    /// were rounded.
    pub(super) fn tolerance(&self, amounts: impl Fn(Amounts<'_>) -> Vec<Located<Money>>) -> Money {
        bound(self.report, amounts)
    }

    /// By how much an amount may be above a sum that it is a part of. Rounding does not lift one amount above another.
    pub(super) fn tolerance_above(
        &self,
        amounts: impl Fn(Amounts<'_>) -> Vec<Located<Money>>,
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
    pub(super) fn tolerance_of_opening(&self, fund: Fund, code: &str) -> Money {
        let opening = |amounts: Amounts<'_>| amounts.opening(&[fund], code);
        let closing = |last: &YearFile| closing_of_last_year(last, fund, code);
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
