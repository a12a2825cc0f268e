//! The statements of final accounts.

/// Defines the statements with the names of their files in a layout and their titles.
macro_rules! statements {
    ($($statement:ident = $file:literal, $title:literal;)+) => {
        /// A statement of final accounts (决算表).
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Statement {
            $(
                #[doc = concat!($title, ".")]
                $statement,
            )+
        }

        impl Statement {
            /// All statements, in the ministry's order.
            pub(crate) const ALL: &[Self] = &[$(Self::$statement),+];

            /// The name of the file of a layout that prints it.
            pub(crate) fn file(self) -> &'static str {
                match self { $(Self::$statement => $file),+ }
            }

            /// The title that it has where a form gives it no other.
            pub(crate) fn title(self) -> &'static str {
                match self { $(Self::$statement => $title),+ }
            }
        }
    };
}

statements! {
    Totals = "totals", "收入支出决算总表";
    Income = "income", "收入决算表";
    Expenditure = "expenditure", "支出决算表";
    Fiscal = "fiscal", "财政拨款收入支出决算总表";
    General = "general", "一般公共预算财政拨款支出决算表";
    Basic = "basic", "一般公共预算财政拨款基本支出决算表";
    Details = "details", "一般公共预算财政拨款支出决算明细表";
    GovernmentFund = "government-fund", "政府性基金预算财政拨款收入支出决算表";
    StateCapital = "state-capital", "国有资本经营预算财政拨款支出决算表";
    ThreePublic = "three-public", "财政拨款“三公”经费支出决算表";
    Statistics = "statistics", "部门决算公开相关信息统计表";
}

impl Statement {
    /// The statements that disclose what every unit has to disclose, any one of them; nothing where it is not asked for.
    pub(crate) fn disclosed_by(self) -> &'static [Self] {
        match self {
            Self::Totals => &[Self::Totals],
            Self::Income => &[Self::Income],
            Self::Expenditure => &[Self::Expenditure],
            Self::Fiscal => &[Self::Fiscal],
            Self::General => &[Self::General],
            Self::Basic => &[Self::Basic, Self::Details],
            Self::GovernmentFund => &[Self::GovernmentFund],
            Self::StateCapital => &[Self::StateCapital],
            Self::ThreePublic => &[Self::ThreePublic],
            Self::Details | Self::Statistics => &[],
        }
    }
}
