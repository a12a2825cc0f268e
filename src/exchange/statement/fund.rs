//! The tables of single funds (一般公共预算、政府性基金、国有资本经营): what their columns are.

use crate::exchange::table::{Column, plain};
use crate::model::expenditure::Spending;

/// What part of the year's course a column is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Group {
    /// 年初结转和结余.
    Opening,
    /// 本年收入.
    In,
    /// 本年支出.
    Out,
    /// 年末结转和结余.
    Closing,
}

/// Which part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// All.
    Whole,
    /// 基本支出.
    Basic,
    /// 项目支出.
    Project,
    /// 人员经费 of the former.
    Personnel,
    /// 公用经费 of the former.
    Public,
}

/// A column of such a table.
pub(crate) type FundColumn = (Group, Part);

/// What a column is.
pub(crate) fn column(column: &Column) -> Option<FundColumn> {
    if column.is_name() || column.last() == "备注" {
        return None;
    }
    let group = match () {
        () if column.has("年初") || column.has("上年结转") => Group::Opening,
        () if column.has("年末") || column.has("结转下年") => Group::Closing,
        () if column.has("本年收入") || column.last() == "收入" => Group::In,
        () => Group::Out,
    };
    let part = match column.last() {
        last if last.contains("人员经费") => Part::Personnel,
        last if last.contains("公用经费") => Part::Public,
        // 结转 and 结余 apart are parts of parts.
        last if group == Group::Closing
            && last.starts_with("项目支出结")
            && column.path.len() > 2 =>
        {
            return None;
        }
        _ if column.has(&plain(Spending::Basic.term())) => Part::Basic,
        _ if column.has(&plain(Spending::Project.term())) => Part::Project,
        last => {
            let whole = ["合计", "小计", "决算数", "金额", "总计"];
            let alone = ["年初", "本年", "年末", "上年", "结转下年"]
                .iter()
                .any(|word| last.starts_with(word));
            if !whole.contains(&last) && !alone && !["收入", "支出"].contains(&last) {
                return None;
            }
            Part::Whole
        }
    };
    Some((group, part))
}
