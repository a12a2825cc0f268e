//! 收入支出决算总表.

use crate::exchange::statement::labelled::{entries, is_final};
use crate::exchange::statement::{Paper, Troubles};
use crate::exchange::table::Figure;

/// What 收入支出决算总表 prints.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Totals {
    /// 本年收入合计.
    pub income: Option<Figure>,
    /// 本年支出合计.
    pub expenditure: Option<Figure>,
    /// 使用非财政拨款结余.
    pub surplus_used: Option<Figure>,
    /// 年初结转和结余.
    pub opening: Option<Figure>,
    /// 结余分配.
    pub distribution: Option<Figure>,
    /// 年末结转和结余.
    pub closing: Option<Figure>,
    /// 总计.
    pub total: Option<Figure>,
}

impl Totals {
    /// Reads its pages.
    pub(crate) fn read(papers: &[Paper<'_>], troubles: &mut Troubles) -> Self {
        let mut totals = Self::default();
        for paper in papers {
            for entry in entries(paper) {
                let starts =
                    |words: &[&str]| words.iter().any(|word| entry.label.starts_with(word));
                let place = match () {
                    () if starts(&["本年收入合计", "收入合计"]) => &mut totals.income,
                    () if starts(&["本年支出合计", "支出合计"]) => {
                        &mut totals.expenditure
                    }
                    () if starts(&["使用非财政拨款结余", "使用专用结余", "用事业基金弥补"]) => {
                        &mut totals.surplus_used
                    }
                    () if starts(&["年初结转和结余", "上年结转和结余"]) => {
                        &mut totals.opening
                    }
                    () if starts(&["结余分配"]) => &mut totals.distribution,
                    () if starts(&["年末结转和结余", "结转下年"]) => &mut totals.closing,
                    () if starts(&["总计", "收入总计"]) => &mut totals.total,
                    () => continue,
                };
                if place.is_none() {
                    *place = entry.figure(paper, is_final, troubles);
                }
            }
        }
        totals
    }
}
