//! Printed numbers that are no figures: codes, dates, numbers of rows.

use serde::Serialize;

use crate::trace::pages::Printed;

/// What a number is that is no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoFigure {
    /// 科目编码.
    Code,
    /// 行次、栏次.
    RowNumber,
    /// A year or a day.
    Date,
    /// A page in the contents.
    PageNumber,
    /// The page on itself, in its head or foot.
    OwnPage,
    /// The number of a heading or an item.
    Ordinal,
    /// The number of a statement: 公开03表.
    FormNumber,
    /// Anything else in the layout's words.
    Words,
}

impl NoFigure {
    /// What it is called.
    pub fn term(self) -> &'static str {
        match self {
            Self::Code => "科目编码",
            Self::RowNumber => "行次或栏次",
            Self::Date => "年度或日期",
            Self::PageNumber => "目录里的页码",
            Self::OwnPage => "这一页的页码",
            Self::Ordinal => "序号",
            Self::FormNumber => "表号",
            Self::Words => "版式里写好的字",
        }
    }

    /// What a number is that is repeated on the pages.
    pub(super) fn of_aside(printed: &Printed) -> Self {
        let place = &printed.place;
        // Beside other numbers, it says of how many.
        let is_beside = |c: char| !c.is_alphabetic() || matches!(c, '第' | '共' | '页');
        let is_own = place.cell.is_none() && place.words.chars().all(is_beside);
        if is_own { Self::OwnPage } else { Self::of(printed) }
    }

    /// What a printed number is that is none.
    pub(super) fn of(printed: &Printed) -> Self {
        let place = &printed.place;
        let before = place.words.get(..place.at).unwrap_or_default();
        // The dots of the contents hold the number of the page fast.
        let before = before.trim_end_matches(|c: char| c.is_whitespace() || c == '\u{2060}');
        let after =
            place.words.get(place.at + printed.text.len()..).unwrap_or_default().trim_start();
        let is_alone = before.is_empty() && after.is_empty();
        let digits = printed.text.as_str();
        let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
        let head = |word: &str| {
            place.cell.as_ref().is_some_and(|cell| cell.column.iter().any(|head| head == word))
        };
        let is_first = before.is_empty() || before.ends_with(['（', '(']);
        let is_year = is_number && digits.len() == 4 && digits.starts_with(['1', '2']);
        match () {
            () if head("行次") || place.cell.is_some() && is_alone && digits.len() < 3 => {
                Self::RowNumber
            }
            () if place.cell.is_some() && is_number && matches!(digits.len(), 3 | 5 | 7) => {
                Self::Code
            }
            () if after.starts_with(['年', '月', '日']) || is_year => Self::Date,
            () if before.ends_with("公开") || after.starts_with('表') => Self::FormNumber,
            () if before.ends_with(['.', '…', '·']) && after.is_empty() => Self::PageNumber,
            () if is_number && is_first && after.starts_with(['、', '.', '．', '）', ')']) => {
                Self::Ordinal
            }
            () if is_alone && place.section.is_empty() => Self::PageNumber,
            () if is_alone => Self::RowNumber,
            () => Self::Words,
        }
    }
}
