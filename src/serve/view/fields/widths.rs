//! How wide the columns of a table are.

use crate::exchange::fill::{Row, is_unit};
use crate::fields::field::{Field, Kind};

/// How wide a column is, by what stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Width {
    /// The name of a unit.
    Unit,
    /// A code.
    Code,
    /// One of some words.
    Choice,
    /// A day.
    Date,
    /// A number of digits that are few.
    Count,
    /// An amount.
    Amount,
    /// An amount of the year before.
    Last,
    /// Amounts none of which is written.
    Idle,
    /// An amount of a hundred millions.
    Long,
    /// An amount above.
    Vast,
    /// What has the room that is left.
    Rest,
}

impl Width {
    /// How wide a column is; `sum` is what its amounts add up to.
    pub(super) fn of(field: &Field, rows: &[Row], sum: &str) -> Self {
        let texts = || rows.iter().filter_map(|row| row.fields.get(field.key));
        let is_idle = || texts().next().is_none();
        let longest = || texts().map(String::len).max().unwrap_or_default();
        match field.kind {
            _ if is_unit(field) => Self::Unit,
            Kind::Code(_) => Self::Code,
            Kind::Choice(_) => Self::Choice,
            Kind::Date => Self::Date,
            Kind::Money(_) if is_idle() && !rows.is_empty() => Self::Idle,
            // Sums stand in smaller letters than what is typed.
            Kind::Money(_) => {
                room(longest().max(sum.len().saturating_sub(1))).unwrap_or(Self::Amount)
            }
            Kind::Count(_)
            | Kind::Whole { .. }
            | Kind::Number { .. }
            | Kind::Score
            | Kind::Year => Self::Count,
            Kind::Line
            | Kind::Words
            | Kind::Paragraphs
            | Kind::Flag
            | Kind::List(_)
            | Kind::OneOrMore
            | Kind::Table(_)
            | Kind::Rows(_)
            | Kind::Tables(_)
            | Kind::Names
            | Kind::Settings(_) => Self::Rest,
        }
    }

    /// How wide a column of last year's amounts is, which add up to `sum`.
    pub(super) fn of_last(sum: &str) -> Self {
        room(sum.len()).unwrap_or(Self::Last)
    }

    /// Its class in the styles.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Unit => "w-unit",
            Self::Code => "w-code",
            Self::Choice => "w-fund",
            Self::Date => "w-date",
            Self::Count => "w-count",
            Self::Amount => "w-amount",
            Self::Last => "w-last",
            Self::Idle => "w-idle",
            Self::Long => "w-long",
            Self::Vast => "w-vast",
            Self::Rest => "",
        }
    }

    /// How many pixels it is wide in a window that is not large, as the styles have it.
    pub(super) fn pixels(self) -> u16 {
        match self {
            Self::Unit => 104,
            Self::Code => 66,
            Self::Choice => 122,
            Self::Date => 150,
            Self::Count => 64,
            Self::Amount | Self::Idle => 114,
            Self::Last => 98,
            Self::Long => 124,
            Self::Vast => 142,
            Self::Rest => 0,
        }
    }
}

/// How wide a column is in which so many digits, with their dot and sign, do not have the room that columns of amounts have.
fn room(digits: usize) -> Option<Width> {
    match digits {
        0..=12 => None,
        13 => Some(Width::Long),
        14.. => Some(Width::Vast),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_styles_have_the_same_widths() {
        let styles =
            concat!(include_str!("../../assets/page.css"), include_str!("../../assets/form.css"));
        for width in [
            Width::Unit,
            Width::Code,
            Width::Choice,
            Width::Date,
            Width::Count,
            Width::Amount,
            Width::Last,
            Width::Idle,
            Width::Long,
            Width::Vast,
        ] {
            let class = format!(".{} {{ width: ", width.class());
            let (_, rest) = styles.split_once(&class).unwrap();
            assert!(rest.starts_with(&format!("{}px;", width.pixels())), "{class}");
        }
    }
}
