//! 财政拨款收入支出决算总表.

use std::collections::BTreeMap;

use crate::exchange::statement::codes::ClassNames;
use crate::exchange::statement::labelled::{Entry, entries, is_final};
use crate::exchange::statement::{Paper, Troubles};
use crate::exchange::table::{Column, Figure, plain};
use crate::model::fund::{FiscalFund, PerFiscal};

/// What 财政拨款收入支出决算总表 prints.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Fiscal {
    /// 收入 by fund.
    pub income: PerFiscal<Option<Figure>>,
    /// 年初财政拨款结转和结余.
    pub opening: Option<Figure>,
    /// The same by fund.
    pub opening_of: PerFiscal<Option<Figure>>,
    /// 本年支出合计 by fund.
    pub spent: PerFiscal<Option<Figure>>,
    /// 年末财政拨款结转和结余.
    pub closing: Option<Figure>,
    /// 总计.
    pub total: Option<Figure>,
    /// 年初预算数 by class and fund, where the table has them.
    pub budget: BTreeMap<(String, FiscalFund), Figure>,
}

impl Fiscal {
    /// Reads its pages.
    pub(crate) fn read(
        papers: &[Paper<'_>],
        classes: &ClassNames,
        troubles: &mut Troubles,
    ) -> Self {
        let mut fiscal = Self::default();
        for paper in papers {
            for entry in entries(paper) {
                fiscal.take(paper, &entry, classes, troubles);
            }
        }
        fiscal
    }

    /// Takes what a row says.
    fn take(
        &mut self,
        paper: &Paper<'_>,
        entry: &Entry,
        classes: &ClassNames,
        troubles: &mut Troubles,
    ) {
        let starts = |words: &[&str]| words.iter().any(|word| entry.label.starts_with(word));
        let whole = |column: &Column| {
            is_final(column) && !FiscalFund::ALL.into_iter().any(|fund| is_of(column, fund))
        };
        let fund =
            FiscalFund::ALL.into_iter().find(|fund| entry.label.starts_with(&plain(fund.term())));
        match () {
            () if starts(&["年初财政拨款结转", "年初结转和结余", "上年结转"]) => {
                set(&mut self.opening, || entry.figure(paper, whole, troubles));
            }
            () if starts(&["年末财政拨款结转", "年末结转和结余", "结转下年"]) => {
                set(&mut self.closing, || entry.figure(paper, whole, troubles));
            }
            () if starts(&["总计", "收入总计"]) => {
                set(&mut self.total, || entry.figure(paper, whole, troubles));
            }
            () if starts(&["本年支出合计"]) => {
                for fund in FiscalFund::ALL {
                    let of_fund = |column: &Column| is_final(column) && is_of(column, fund);
                    set(&mut self.spent[fund], || entry.figure(paper, of_fund, troubles));
                }
            }
            // Economic classes have some of the same names.
            () if entry.block.contains("经济分类") => {}
            () if classes.class(&entry.label).is_some() => {
                let class = classes.class(&entry.label).unwrap_or_default();
                for fund in FiscalFund::ALL {
                    let initial = |column: &Column| column.has("年初预算数") && is_of(column, fund);
                    if let Some(figure) = entry.figure(paper, initial, troubles) {
                        self.budget.entry((class.to_owned(), fund)).or_insert(figure);
                    }
                }
            }
            () => {
                let Some(fund) = fund else { return };
                let place =
                    if self.opening.is_some() { &mut self.opening_of } else { &mut self.income };
                set(&mut place[fund], || entry.figure(paper, whole, troubles));
            }
        }
    }
}

/// Whether a column is of a fund.
fn is_of(column: &Column, fund: FiscalFund) -> bool {
    column.has(&plain(fund.term()))
}

/// Sets what is not set yet.
fn set(place: &mut Option<Figure>, figure: impl FnOnce() -> Option<Figure>) {
    if place.is_none() {
        *place = figure();
    }
}
