//! A unit's figures and words of one year.

use std::collections::BTreeMap;

use crate::model::acceptance::Acceptance;
use crate::model::amount::Money;
use crate::model::budget::BudgetRow;
use crate::model::carry_over::CarryOver;
use crate::model::check::NamedCode;
use crate::model::comparison::Comparison;
use crate::model::control::Control;
use crate::model::correction::Correction;
use crate::model::date::Date;
use crate::model::department::{Member, OutsideRow, Transfers};
use crate::model::evaluation::Evaluation;
use crate::model::expenditure::{EconomicRow, ExpenditureRow};
use crate::model::extra::Extra;
use crate::model::income::IncomeRow;
use crate::model::performance::Performance;
use crate::model::place::{FileNumber, Located, Place};
use crate::model::reasons::Reasons;
use crate::model::resources::{Assets, Procurement};
use crate::model::text::Text;
use crate::model::three_public::ThreePublic;
use crate::model::unit::{Profile, Unit};

/// What a year's data file holds.
#[derive(Debug, Clone)]
pub enum YearFile {
    /// The whole report.
    Report(Box<YearReport>),
    /// Only what next year compares with.
    Comparison(Box<Comparison>),
}

/// A year's data file with its attachments.
#[derive(Debug, Clone)]
pub struct YearReport {
    /// Where the file stands.
    pub place: Place,
    /// 年度.
    pub year: u16,
    /// The day of publication.
    pub published: Option<Located<Date>>,
    /// 批复日期: the day on which the finance office approved the accounts.
    pub approved: Option<Located<Date>>,
    /// To how many 元 the amounts were rounded before they were written, where they were: 100 for 0.01万元.
    pub rounded_to: Option<Located<u32>>,
    /// Duties and organization of this year, where they differ from the unit's.
    pub profile: Profile,
    /// 收入.
    pub income: Vec<IncomeRow>,
    /// 支出.
    pub expenditure: Vec<ExpenditureRow>,
    /// 一般公共预算支出按经济分类.
    pub economic: Vec<EconomicRow>,
    /// 结转和结余.
    pub carry_over: CarryOver,
    /// 年初预算.
    pub budget: Vec<BudgetRow>,
    /// “三公”经费.
    pub three_public: ThreePublic,
    /// 机关运行经费, where it is not the public part of basic expenditure, in 元.
    pub operating_expense: Option<Located<Money>>,
    /// 政府采购.
    pub procurement: Procurement,
    /// 国有资产.
    pub assets: Assets,
    /// 预算绩效.
    pub performance: Option<Performance>,
    /// Reasons and uses.
    pub reasons: Reasons,
    /// What the office's own form prints.
    pub extra: Vec<Extra>,
    /// Last year's figures, where there is no file of last year or they were restated.
    pub prior: Option<Comparison>,
    /// 项目绩效自评报告.
    pub evaluations: Vec<Evaluation>,
    /// Totals of the accounts system, where they are given.
    pub control: Option<Control>,
    /// Payments with units outside the department, which are not cancelled out; for departments with members.
    pub outside: Vec<OutsideRow>,
    /// Corrections since it was published, in order.
    pub corrections: Vec<Correction>,
    /// Findings accepted with a reason.
    pub accepted: Vec<Acceptance>,
}

/// A year before last, for what is shown over several years.
#[derive(Debug, Clone)]
pub struct EarlierYear {
    /// The year.
    pub year: u16,
    /// Its data.
    pub figures: YearFile,
}

/// A department's own files as they were written, before its units' figures were added.
#[derive(Debug, Clone)]
pub struct Own {
    /// This year's.
    pub year: YearReport,
    /// Last year's.
    pub last_year: Option<YearFile>,
}

/// Everything that one report is made from.
#[derive(Debug, Clone)]
pub struct Report {
    /// The unit.
    pub unit: Unit,
    /// The year's own data; of a department with members, all figures together.
    pub year: YearReport,
    /// What such a department wrote itself, once its members are added up.
    pub own: Option<Box<Own>>,
    /// The units that a department adds up.
    pub members: Vec<Member>,
    /// What a department's units paid each other, once it is added up.
    pub transfers: Transfers,
    /// Last year's data; none for a unit set up in the year.
    pub last_year: Option<YearFile>,
    /// Last year's file as it was published, where `[prior]` restates it; it is compared with no more.
    pub as_published: Option<YearFile>,
    /// The years before last that are shown as well, the earliest first.
    pub earlier: Vec<EarlierYear>,
    /// Names of codes that the catalogue lacks, from this year's and last year's file.
    pub names: BTreeMap<String, String>,
    /// The names that rows and `[names]` give to codes.
    pub named_codes: Vec<NamedCode>,
    /// The day of publication.
    pub published: Located<Date>,
    /// The layout that it is set in.
    pub layout: Located<String>,
    /// The files that it was read from, in the order in which they are attached.
    pub files: Vec<FileNumber>,
}

impl Report {
    /// Which edition this is: 1 as it was published first, one more with each correction.
    pub fn edition(&self) -> usize {
        1 + self.year.corrections.len()
    }

    /// 更正日期: the day of the last correction; none in the first edition.
    pub fn corrected(&self) -> Option<Date> {
        self.year.corrections.last().map(|correction| correction.date.value)
    }

    /// Why last year's figures are not those that were published, where that is written.
    pub fn restated(&self) -> Option<&Text> {
        match self.last_year.as_ref()? {
            YearFile::Comparison(comparison) => comparison.restated.as_ref(),
            YearFile::Report(_) => None,
        }
    }
}
