//! The unit that reports, and the project that it is kept in.

use serde::Serialize;

use crate::model::check::CheckSettings;
use crate::model::date::Date;
use crate::model::place::{Located, Place};
use crate::model::text::Text;

/// Whether a report is one unit's own or a department's with its units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// 单位.
    Unit,
    /// 部门.
    Department,
}

impl Kind {
    /// Both.
    pub(crate) const ALL: [Self; 2] = [Self::Unit, Self::Department];

    /// The word for it in a data file.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Department => "department",
        }
    }

    /// The word for it.
    pub(crate) fn term(self) -> &'static str {
        match self {
            Self::Unit => "单位",
            Self::Department => "部门",
        }
    }
}

/// The nature of a unit, which decides what it must disclose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nature {
    /// 行政单位.
    Administrative,
    /// 参照公务员法管理的事业单位.
    CivilServiceManaged,
    /// 事业单位.
    Institution,
}

impl Nature {
    /// All natures.
    pub(crate) const ALL: [Self; 3] =
        [Self::Administrative, Self::CivilServiceManaged, Self::Institution];

    /// The word for it in a data file.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Administrative => "administrative",
            Self::CivilServiceManaged => "civil-service-managed",
            Self::Institution => "institution",
        }
    }

    /// The word for it.
    pub(crate) fn term(self) -> &'static str {
        match self {
            Self::Administrative => "行政单位",
            Self::CivilServiceManaged => "参照公务员法管理的事业单位",
            Self::Institution => "事业单位",
        }
    }

    /// Whether the unit has operating expense of agencies (机关运行经费).
    pub fn has_operating_expense(self) -> bool {
        matches!(self, Self::Administrative | Self::CivilServiceManaged)
    }
}

/// A unit as `unit.toml` describes it.
#[derive(Debug, Clone)]
pub struct Unit {
    /// The name of its folder under `data/`.
    pub folder: String,
    /// 单位全称.
    pub name: Located<String>,
    /// Unit or department.
    pub kind: Kind,
    /// Administrative, civil-service-managed or institution.
    pub nature: Nature,
    /// The year in which it was set up, where it has no earlier accounts.
    pub established: Option<u16>,
    /// The units whose figures a department adds up, by folder.
    pub members: Vec<Located<String>>,
    /// The layout of its own, where it differs from the project's.
    pub layout: Option<Located<String>>,
    /// Duties and organization.
    pub profile: Profile,
    /// Where its file stands.
    pub place: Place,
}

/// 概况: what the unit does and how it is organized.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    /// 职责.
    pub duties: Option<Text>,
    /// 机构设置情况.
    pub organization: Option<Text>,
    /// 纳入决算编制范围的单位.
    pub units: Vec<ListedUnit>,
    /// What some kinds of income mainly are, for the glossary.
    pub main_income: MainIncome,
}

/// What some kinds of income mainly are.
#[derive(Debug, Clone, Default)]
pub struct MainIncome {
    /// 事业收入.
    pub business: Option<Text>,
    /// 经营收入.
    pub operating: Option<Text>,
    /// 其他收入.
    pub other: Option<Text>,
}

/// A unit that the accounts cover, as the list of units names it.
#[derive(Debug, Clone)]
pub struct ListedUnit {
    /// 单位名称.
    pub name: Located<String>,
    /// 备注.
    pub note: Option<Located<String>>,
}

/// What data are attached to a report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Attach {
    /// Clean data: what the form prints or reckons with, under the program's own names.
    #[default]
    Clean,
    /// The data files as they are.
    Source,
    /// Nothing.
    None,
}

impl Attach {
    /// All choices.
    pub(crate) const ALL: [Self; 3] = [Self::Clean, Self::Source, Self::None];

    /// The word for it in `juesuan.toml`.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Source => "source",
            Self::None => "none",
        }
    }

    /// What it means, for messages.
    pub(crate) fn term(self) -> &'static str {
        match self {
            Self::Clean => "附干净的数据",
            Self::Source => "原样附上数据文件",
            Self::None => "不附",
        }
    }
}

/// The settings of a project folder, `juesuan.toml`.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The year whose reports are built.
    pub year: u16,
    /// The default layout.
    pub layout: Located<String>,
    /// The pattern of output names, with `{unit}`, `{year}` and `{kind}`.
    pub output: Located<String>,
    /// The day of publication, where a report gives none of its own.
    pub published: Option<Located<Date>>,
    /// What data are attached to the reports.
    pub attach: Attach,
    /// Whether public data are written beside the reports.
    pub public_data: bool,
    /// What it says of the check.
    pub check: CheckSettings,
}

impl Settings {
    /// The layout of a unit: its own, or else the project's.
    pub(crate) fn layout_of(&self, unit: Option<&Unit>) -> Located<String> {
        let own = unit.and_then(|unit| unit.layout.clone());
        own.unwrap_or_else(|| self.layout.clone())
    }
}
