//! 主要指标变动情况表: last year's “三公” expense and operating expense of agencies.

use crate::exchange::statement::labelled::entries;
use crate::exchange::statement::{Paper, Troubles};
use crate::exchange::table::{Column, Figure};
use crate::model::three_public::Item;

/// What the table says of last year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Indicators {
    /// “三公” expense by item.
    pub three_public: Vec<(Item, Figure)>,
    /// 机关运行经费.
    pub operating_expense: Option<Figure>,
}

impl Indicators {
    /// Reads its pages.
    pub(crate) fn read(papers: &[Paper<'_>], troubles: &mut Troubles) -> Self {
        let mut indicators = Self::default();
        let last_year = |column: &Column| column.has("上年") && !column.has("增减");
        for paper in papers {
            for entry in entries(paper) {
                if let Some(item) = Item::called(&entry.label) {
                    if indicators.three_public.iter().all(|(other, _)| *other != item)
                        && let Some(figure) = entry.figure(paper, last_year, troubles)
                    {
                        indicators.three_public.push((item, figure));
                    }
                } else if entry.label.contains("机关运行经费")
                    && indicators.operating_expense.is_none()
                {
                    indicators.operating_expense = entry.figure(paper, last_year, troubles);
                }
            }
        }
        indicators
    }
}
