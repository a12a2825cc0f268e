//! Totals that the accounts system printed; they serve only to be compared with.

use crate::model::amount::Money;
use crate::model::any_code::AnyCode;
use crate::model::nouns::{Noun, Per};
use crate::model::place::{Located, Place};
use crate::model::statement::Statement;

/// 核对用的合计数.
#[derive(Debug, Clone)]
pub struct Control {
    /// Where the table stands.
    pub place: Place,
    /// Totals of whole statements, in 元.
    pub totals: Vec<(Total, Located<Money>)>,
    /// Totals of counts.
    pub counts: Vec<(Count, Located<u32>)>,
    /// Totals of single codes.
    pub rows: Vec<ControlRow>,
}

/// The printed amounts of one code of any level, functional or economic; in 元.
#[derive(Debug, Clone)]
pub struct ControlRow {
    /// Where the row stands.
    pub place: Place,
    /// The code.
    pub code: Located<AnyCode>,
    /// 本年收入合计; functional codes only.
    pub income: Option<Located<Money>>,
    /// 本年支出合计.
    pub expenditure: Option<Located<Money>>,
    /// 基本支出.
    pub basic: Option<Located<Money>>,
    /// 项目支出.
    pub project: Option<Located<Money>>,
}

/// Defines the kinds of a total with their keys in the data, the statements that have them and what they are called there,
/// and what they are called alone.
macro_rules! kinds {
    ($(#[$doc:meta])* $name:ident {
        $($kind:ident = $key:literal, [$($statement:ident $within:literal),*], $alone:literal;)+
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {
            $(
                #[doc = concat!($alone, ".")]
                $kind,
            )+
        }

        impl $name {
            /// All kinds, in the order of the statements.
            pub const ALL: &[Self] = &[$(Self::$kind),+];

            /// The key in a data file.
            pub fn key(self) -> &'static str {
                match self { $(Self::$kind => $key),+ }
            }

            /// Where it stands and what it is called.
            pub(crate) fn named(self) -> Named {
                match self {
                    $(Self::$kind => Named {
                        within: &[$((Statement::$statement, $within)),*],
                        alone: $alone,
                    }),+
                }
            }
        }

        impl Noun<{ $name::ALL.len() }> for $name {
            const LIST: [Self; $name::ALL.len()] = [$(Self::$kind),+];

            fn number(self) -> usize {
                self as usize
            }

            fn word(self) -> &'static str {
                self.key()
            }
        }
    };
}

/// A value for each total of a statement.
pub type PerTotal<T> = Per<Total, T, { Total::ALL.len() }>;

/// A value for each total of things.
pub type PerCount<T> = Per<Count, T, { Count::ALL.len() }>;

/// What a figure of a statement is called.
#[derive(Debug, Clone, Copy)]
pub struct Named {
    /// The statements that may have it, each with what it is called there; a form has one of them or none.
    pub within: &'static [(Statement, &'static str)],
    /// What it is called where no statement has it.
    pub alone: &'static str,
}

kinds! {
    /// A total of a statement.
    Total {
        Total = "total", [Totals "总计"], "收入支出总计";
        Income = "income", [Income "本年收入合计"], "本年收入合计";
        Expenditure = "expenditure", [Expenditure "本年支出合计"], "本年支出合计";
        Basic = "basic", [Expenditure "基本支出合计"], "基本支出合计";
        Project = "project", [Expenditure "项目支出合计"], "项目支出合计";
        SurplusUsed = "surplus-used", [Totals "使用非财政拨款结余"], "使用非财政拨款结余";
        Opening = "opening", [Totals "年初结转和结余"], "年初结转和结余";
        Distribution = "distribution", [Totals "结余分配"], "结余分配";
        Closing = "closing", [Totals "年末结转和结余"], "年末结转和结余";
        FiscalTotal = "fiscal-total", [Fiscal "总计"], "财政拨款收入支出总计";
        FiscalOpening = "fiscal-opening", [Fiscal "年初财政拨款结转和结余"], "年初财政拨款结转和结余";
        FiscalClosing = "fiscal-closing", [Fiscal "年末财政拨款结转和结余"], "年末财政拨款结转和结余";
        General = "general", [General "合计"], "一般公共预算财政拨款支出合计";
        GeneralBasic = "general-basic", [General "基本支出合计"], "一般公共预算财政拨款基本支出合计";
        GeneralProject = "general-project", [General "项目支出合计"], "一般公共预算财政拨款项目支出合计";
        Personnel = "personnel", [Details "人员经费合计"], "人员经费合计";
        PersonnelBasic = "personnel-basic", [Details "人员经费中的基本支出", Basic "人员经费合计"], "人员经费中的基本支出";
        Public = "public", [Details "公用经费合计"], "公用经费合计";
        PublicBasic = "public-basic", [Details "公用经费中的基本支出", Basic "公用经费合计"], "公用经费中的基本支出";
        Budget = "budget", [], "一般公共预算财政拨款支出年初预算合计";
        ThreePublicInitial = "three-public-initial", [], "“三公”经费年初预算合计";
        ThreePublicBudget = "three-public-budget", [], "“三公”经费全年预算数合计";
        ThreePublic = "three-public", [ThreePublic "决算数合计"], "“三公”经费决算数合计";
        GovernmentFundIncome = "government-fund-income", [GovernmentFund "本年收入合计"], "政府性基金预算财政拨款收入合计";
        GovernmentFund = "government-fund", [GovernmentFund "本年支出合计"], "政府性基金预算财政拨款支出合计";
        StateCapital = "state-capital", [StateCapital "支出合计"], "国有资本经营预算财政拨款支出合计";
        Procurement = "procurement", [Statistics "政府采购合计"], "政府采购合计";
        SmallAndMedium = "small-and-medium", [], "授予中小企业合同金额";
        SmallAndMicro = "small-and-micro", [], "授予小微企业合同金额";
        OperatingExpense = "operating-expense", [Statistics "机关运行经费"], "机关运行经费";
    }
}

kinds! {
    /// A total that is a number of things.
    Count {
        Vehicles = "vehicles", [Statistics "车辆合计"], "车辆合计";
        Equipment = "equipment", [Statistics "单价100万元（含）以上设备"], "单价100万元（含）以上设备";
        VehiclesKept = "vehicles-kept", [], "公务用车保有量";
    }
}

impl Count {
    /// The unit of the things.
    pub(crate) fn unit(self) -> &'static str {
        match self {
            Self::Vehicles | Self::VehiclesKept => "辆",
            Self::Equipment => "台（套）",
        }
    }
}
