//! Totals that the accounts system printed; they serve only to be compared with.

use crate::model::amount::Money;
use crate::model::place::{Located, Place};

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
    pub code: Located<String>,
    /// 本年收入合计; functional codes only.
    pub income: Option<Located<Money>>,
    /// 本年支出合计.
    pub expenditure: Option<Located<Money>>,
    /// 基本支出.
    pub basic: Option<Located<Money>>,
    /// 项目支出.
    pub project: Option<Located<Money>>,
}

/// Defines the kinds of a total with their keys in the data and their places in the statements.
macro_rules! kinds {
    ($(#[$doc:meta])* $name:ident { $($kind:ident = $key:literal, $term:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {
            $(
                #[doc = concat!($term, ".")]
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

            /// The field's term, for messages.
            pub fn term(self) -> &'static str {
                match self { $(Self::$kind => $term),+ }
            }
        }
    };
}

kinds! {
    /// A total of a statement.
    Total {
        Total = "total", "01表总计";
        Income = "income", "02表本年收入合计";
        Expenditure = "expenditure", "03表本年支出合计";
        Basic = "basic", "03表基本支出合计";
        Project = "project", "03表项目支出合计";
        SurplusUsed = "surplus-used", "01表使用非财政拨款结余";
        Opening = "opening", "01表年初结转和结余";
        Distribution = "distribution", "01表结余分配";
        Closing = "closing", "01表年末结转和结余";
        FiscalTotal = "fiscal-total", "04表总计";
        FiscalOpening = "fiscal-opening", "04表年初财政拨款结转和结余";
        FiscalClosing = "fiscal-closing", "04表年末财政拨款结转和结余";
        General = "general", "05表合计";
        GeneralBasic = "general-basic", "05表基本支出合计";
        GeneralProject = "general-project", "05表项目支出合计";
        Personnel = "personnel", "06表人员经费合计";
        PersonnelBasic = "personnel-basic", "06表人员经费中的基本支出";
        Public = "public", "06表公用经费合计";
        PublicBasic = "public-basic", "06表公用经费中的基本支出";
        Budget = "budget", "一般公共预算财政拨款支出年初预算合计";
        ThreePublicInitial = "three-public-initial", "“三公”经费年初预算合计";
        ThreePublicBudget = "three-public-budget", "07表“三公”经费预算数合计";
        ThreePublic = "three-public", "07表“三公”经费决算数合计";
        GovernmentFundIncome = "government-fund-income", "08表本年收入合计";
        GovernmentFund = "government-fund", "08表本年支出合计";
        StateCapital = "state-capital", "09表合计";
        Procurement = "procurement", "10表政府采购合计";
        SmallAndMedium = "small-and-medium", "10表授予中小企业合同金额";
        SmallAndMicro = "small-and-micro", "10表授予小微企业合同金额";
        OperatingExpense = "operating-expense", "10表机关运行经费";
    }
}

kinds! {
    /// A total that is a number of things.
    Count {
        Vehicles = "vehicles", "10表车辆合计";
        Equipment = "equipment", "10表单价100万元（含）以上设备";
        VehiclesKept = "vehicles-kept", "07表公务用车保有量";
    }
}
