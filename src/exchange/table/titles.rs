//! Titles of tables → which table it is. Numbers such as 公开05表 differ from province to province and prove nothing.

use crate::exchange::table::words::plain;
use crate::model::statement::Statement;

/// A table that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    /// 收入支出决算总表.
    Totals,
    /// 收入决算表.
    Income,
    /// 支出决算表.
    Expenditure,
    /// 财政拨款收入支出决算总表.
    Fiscal,
    /// 一般公共预算财政拨款支出决算表, with income and balances as well in the accounts system.
    General,
    /// 一般公共预算财政拨款支出决算明细表.
    Details,
    /// 一般公共预算财政拨款基本支出决算表.
    Basic,
    /// 一般公共预算财政拨款项目支出决算明细表.
    Projects,
    /// 政府性基金预算财政拨款收入支出决算表.
    GovernmentFund,
    /// 国有资本经营预算财政拨款（收入）支出决算表.
    StateCapital,
    /// 财政拨款“三公”经费支出决算表.
    ThreePublic,
    /// 部门决算公开相关信息统计表, 机构运行信息表.
    Statistics,
    /// 主要指标变动情况表.
    Indicators,
    /// A table of final accounts that nothing is taken from.
    Unused,
    /// A table of a budget, of an enterprise or of balances: not of these accounts.
    Foreign,
}

impl Form {
    /// What it is called.
    pub(crate) fn term(self) -> &'static str {
        match self {
            Self::Totals => Statement::Totals.title(),
            Self::Income => Statement::Income.title(),
            Self::Expenditure => Statement::Expenditure.title(),
            Self::Fiscal => Statement::Fiscal.title(),
            Self::General => Statement::General.title(),
            Self::Details => Statement::Details.title(),
            Self::Basic => Statement::Basic.title(),
            Self::Projects => "一般公共预算财政拨款项目支出决算明细表",
            Self::GovernmentFund => Statement::GovernmentFund.title(),
            Self::StateCapital => Statement::StateCapital.title(),
            Self::ThreePublic => Statement::ThreePublic.title(),
            Self::Statistics => Statement::Statistics.title(),
            Self::Indicators => "主要指标变动情况表",
            Self::Unused => "用不到的表",
            Self::Foreign => "不是决算公开的表",
        }
    }
}

/// How long a title may be: what is longer is a sentence that mentions a table.
const LONGEST: usize = 60;

/// Which table some words are the title of, and whether they say that it goes on; none where they are no title.
pub(crate) fn form_of(words: &str) -> Option<(Form, bool)> {
    let plain = plain(words);
    if plain.chars().count() > LONGEST
        || plain.starts_with(['注', '说'])
        || plain.contains(['。', ';'])
    {
        return None;
    }
    let continued = plain.contains("续表") || plain.contains("(续");
    let title = without_brackets(&plain);
    let end = ["表", "续表", "情况", "续"].iter().any(|end| title.ends_with(end));
    // The name of a sheet may be cut off, but not before the words that tell it.
    let cut = plain.len() > 24 && plain.contains("决算") && plain.contains("表");
    if !end && !cut {
        return None;
    }
    known(&title).map(|form| (form, continued))
}

/// Words without brackets and what stands in them, but for what parts one table from another.
fn without_brackets(plain: &str) -> String {
    let mut outside = String::new();
    let mut depth = 0_u32;
    for c in plain.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    outside
}

/// Which table a title without brackets is of.
fn known(title: &str) -> Option<Form> {
    let has = |word: &str| title.contains(word);
    let final_accounts = has("决算");
    let enterprise = has("现金流量") || has("利润") || has("资产负债") || has("所有者权益");
    let both = has("收入支出") || has("收支");
    let form = match () {
        () if enterprise => Form::Foreign,
        () if has("三公") && (has("表") || has("情况")) => {
            // A budget has such a table as well.
            if !final_accounts && has("预算") && !has("决") && !has("支出") {
                Form::Foreign
            } else {
                Form::ThreePublic
            }
        }
        () if has("主要指标变动") => Form::Indicators,
        () if has("机构运行信息") || has("相关信息统计") => Form::Statistics,
        () if has("支出相关信息") => Form::Unused,
        () if !final_accounts => {
            let of_budget = has("预算") && (has("收支") || has("收入") || has("支出")) && has("表");
            return of_budget.then_some(Form::Foreign);
        }
        () if has("政府性基金") => {
            if has("支出") && !has("明细") {
                Form::GovernmentFund
            } else {
                Form::Unused
            }
        }
        () if has("国有资本经营") => {
            if has("支出") && !has("明细") {
                Form::StateCapital
            } else {
                Form::Unused
            }
        }
        () if has("一般公共预算") => match () {
            () if has("基本支出") && both && has("总") => Form::Unused,
            () if has("基本支出") => Form::Basic,
            () if has("项目支出") => Form::Projects,
            () if has("明细") => Form::Details,
            () if has("支出") => Form::General,
            () => Form::Unused,
        },
        () if has("财政专户")
            || has("非税")
            || has("项目收入")
            || has("项目支出")
            || has("基本支出")
            || has("明细") =>
        {
            Form::Unused
        }
        () if has("财政拨款") => {
            if both {
                Form::Fiscal
            } else {
                Form::Unused
            }
        }
        () if both && has("总") => Form::Totals,
        () if both => Form::Unused,
        () if has("收入决算") => Form::Income,
        () if has("支出决算") => Form::Expenditure,
        () if has("表") => Form::Unused,
        () => return None,
    };
    // The title of the whole book names no table.
    let whole = title.ends_with("部门决算表")
        || title.ends_with("单位决算表")
        || title.ends_with("决算公开表")
        || title.ends_with("决算报表");
    (!whole || form != Form::Unused).then_some(form)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_all_forms_are_told() {
        for (title, wanted) in [
            ("收入支出决算总表", Some(Form::Totals)),
            ("Z01 收入支出决算总表(财决01表)", Some(Form::Totals)),
            ("2023年度收入支出决算总表", Some(Form::Totals)),
            ("财政拨款收入支出决算总表", Some(Form::Fiscal)),
            ("Z01_1 财政拨款收入支出决算总表(财决01-1表)", Some(Form::Fiscal)),
            ("收入决算表", Some(Form::Income)),
            ("收入决算总表", Some(Form::Income)),
            ("公开03表 支出决算表", Some(Form::Expenditure)),
            ("GK05 一般公共预算财政拨款支出决算表", Some(Form::General)),
            ("一般公共预算财政拨款收入支出决算表", Some(Form::General)),
            ("一般公共预算支出决算表", Some(Form::General)),
            ("C07 一般公共预算财政拨款基本支出决算表", Some(Form::Basic)),
            ("Z08_1 一般公共预算财政拨款基本支出决算明细表(财决08-", Some(Form::Basic)),
            ("一般公共预算财政拨款支出决算明细表", Some(Form::Details)),
            ("一般公共预算财政拨款项目支出决算明细表", Some(Form::Projects)),
            ("政府性基金预算财政拨款收入支出决算表", Some(Form::GovernmentFund)),
            ("国有资本经营预算财政拨款支出决算表", Some(Form::StateCapital)),
            ("国有资本经营预算财政拨款收入支出决算表", Some(Form::StateCapital)),
            ("财政拨款“三公”经费支出决算表", Some(Form::ThreePublic)),
            ("一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表", Some(Form::ThreePublic)),
            ("部门决算公开相关信息统计表", Some(Form::Statistics)),
            ("F03 机构运行信息表(财决附03表)", Some(Form::Statistics)),
            ("CS02 主要指标变动情况表", Some(Form::Indicators)),
            ("Z02 收入支出决算表(财决02表)", Some(Form::Unused)),
            ("Z05 支出决算明细表(财决05表)", Some(Form::Unused)),
            ("F01 预算支出相关信息表(财决附01表)", Some(Form::Unused)),
            ("Z10 财政专户管理资金收入支出决算表(财决10表)", Some(Form::Unused)),
            ("Z06 项目收入支出决算表(财决06表)", Some(Form::Unused)),
            ("部门收支决算总表", Some(Form::Totals)),
            ("一般公共预算财政拨款项目支出决算表", Some(Form::Projects)),
            ("国有资本经营预算收入支出决算表", Some(Form::StateCapital)),
            ("财政拨款支出决算明细表", Some(Form::Unused)),
            ("Z03 现金流量表(企财03表)", Some(Form::Foreign)),
            ("部门收支预算总表", Some(Form::Foreign)),
            ("青禾县司法局2023年度部门决算表", None),
            ("注：本表反映部门本年度取得的各项收入情况。", None),
            ("本年收入合计", None),
            ("公开01表", None),
            ("财决03表", None),
        ] {
            assert_eq!(form_of(title).map(|(form, _)| form), wanted, "{title}");
        }
        assert_eq!(form_of("收入决算表（续表）"), Some((Form::Income, true)));
    }
}
