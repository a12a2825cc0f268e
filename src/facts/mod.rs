//! Figures and words → the facts that a layout sees (`docs/facts.md`).

mod alike;
mod evaluation;
mod extra;
mod funds;
mod performance;
mod profile;
mod reasons;
mod resources;
mod tails;
mod three_public;
mod tree;

pub(crate) use tree::{Figure, Node, tree};

pub(crate) use alike::alike;

use std::collections::BTreeMap;

use serde::Serialize;

use crate::figures::Figures;
use crate::figures::accounts::{Account, Attainments, FundItems};
use crate::figures::balance::Balance;
use crate::figures::changes::Changes;
use crate::figures::economic::Economic;
use crate::figures::expenditure::{ClassTotal, Expenditure};
use crate::figures::fiscal::Fiscal;
use crate::figures::income::Income;
use crate::figures::resources::ProcurementFigures;
use crate::figures::share::Shares;
use crate::layout::{FACTS_FORMAT, FontRoles};
use crate::model::date::Date;
use crate::model::form::Precision;
use crate::model::report::Report;
use crate::model::text::Text;
use crate::model::unit::{Kind, Nature};

/// The facts of one report.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Facts<'a> {
    /// The version of the facts file.
    format: u16,
    /// The layout's name.
    layout: &'a str,
    /// The families that exist, by role.
    fonts: &'a FontRoles,
    /// Who reports.
    unit: UnitFacts<'a>,
    /// The year.
    year: u16,
    /// The year before.
    prior_year: u16,
    /// Whether the unit was set up in the year.
    new: bool,
    /// Why last year's figures are not those that were published, where they were restated.
    restated: Option<String>,
    /// Whether this is a draft, not to be published.
    draft: bool,
    /// The day of publication.
    published: Date,
    /// Which edition this is: 1 as it was published first.
    edition: usize,
    /// The day of the last correction; none in the first edition.
    corrected: Option<Date>,
    /// Whether amounts are printed less exactly than they are, so that sums of printed ones may be off by a digit.
    tails: bool,
    /// Duties and organization.
    profile: profile::ProfileFacts<'a>,
    /// 收支总计.
    balance: &'a Balance,
    /// 收入.
    income: &'a Income,
    /// 支出.
    expenditure: &'a Expenditure,
    /// 支出按类、按资金.
    classes: &'a [ClassTotal],
    /// The classes of the layout's form, with or without expenditure.
    form_classes: &'a [ClassTotal],
    /// 财政拨款收支.
    fiscal: &'a Fiscal,
    /// 各项财政拨款.
    #[serde(flatten)]
    funds: funds::FundFacts<'a>,
    /// 经济分类.
    economic: &'a Economic,
    /// 比上年.
    changes: &'a Changes,
    /// 占比.
    shares: &'a Shares,
    /// 各项财政拨款支出比年初预算.
    attainments: &'a Attainments,
    /// 一般公共预算按类.
    accounts: &'a [Account],
    /// 各项财政拨款按项.
    fund_items: &'a FundItems,
    /// Reasons of whole sections.
    reasons: reasons::ReasonFacts,
    /// “三公”经费.
    three_public: three_public::ThreePublicFacts<'a>,
    /// 机关运行经费.
    operating_expense: resources::OperatingFacts<'a>,
    /// 政府采购.
    procurement: &'a ProcurementFigures,
    /// 国有资产.
    assets: resources::AssetFacts,
    /// 预算绩效.
    performance: Option<performance::PerformanceFacts<'a>>,
    /// What the office's own form prints.
    extra: BTreeMap<&'a str, extra::ExtraFacts<'a>>,
    /// 项目绩效自评报告.
    evaluations: Vec<evaluation::EvaluationFacts<'a>>,
}

/// Who reports.
#[derive(Debug, Serialize)]
struct UnitFacts<'a> {
    /// 全称.
    name: &'a str,
    /// Unit or department.
    kind: Kind,
    /// Administrative, civil-service-managed or institution.
    nature: Nature,
}

/// What the layout and its surroundings add to the facts.
#[derive(Debug)]
pub struct Setting<'a> {
    /// The families that exist, by role.
    pub fonts: &'a FontRoles,
    /// The classes of the layout's form.
    pub form_classes: &'a [ClassTotal],
    /// Whether the report is a draft.
    pub draft: bool,
    /// How far the layout prints amounts.
    pub precision: Precision,
}

/// The facts of a report in its setting.
pub fn facts<'a>(report: &'a Report, figures: &'a Figures, setting: &Setting<'a>) -> Facts<'a> {
    let year = &report.year;
    Facts {
        format: FACTS_FORMAT,
        layout: &report.layout.value,
        fonts: setting.fonts,
        unit: UnitFacts {
            name: &report.unit.name.value,
            kind: report.unit.kind,
            nature: report.unit.nature,
        },
        year: year.year,
        prior_year: year.year.saturating_sub(1),
        new: report.last_year.is_none(),
        restated: words(report.restated()),
        draft: setting.draft,
        published: report.published.value,
        edition: report.edition(),
        corrected: report.corrected(),
        tails: tails::tails(report, figures, setting.precision),
        profile: profile::profile(report),
        balance: &figures.balance,
        income: &figures.income,
        expenditure: &figures.expenditure,
        classes: &figures.classes,
        form_classes: setting.form_classes,
        fiscal: &figures.fiscal,
        funds: funds::FundFacts(figures),
        economic: &figures.economic,
        changes: &figures.changes,
        shares: &figures.shares,
        attainments: &figures.attainments,
        accounts: &figures.accounts,
        fund_items: &figures.fund_items,
        reasons: reasons::reasons(&year.reasons),
        three_public: three_public::three_public(year, &figures.three_public),
        operating_expense: resources::operating(year, &figures.operating_expense),
        procurement: &figures.procurement,
        assets: resources::assets(year),
        performance: performance::performance(year, figures),
        extra: extra::extra(&year.extra),
        evaluations: evaluation::evaluations(year, figures),
    }
}

/// The facts as JSON text that ends with a newline.
pub(crate) fn to_json(facts: &Facts<'_>) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(facts).map(|json| json + "\n")
}

/// The paragraphs of a text; none if it was not written.
fn paragraphs(text: Option<&Text>) -> &[String] {
    text.map(|text| text.paragraphs.as_slice()).unwrap_or_default()
}

/// A text as a single run; none if it was not written.
fn words(text: Option<&Text>) -> Option<String> {
    text.map(Text::joined)
}
