//! At which level of the classification the form of a report explains a fund, in the user's words.

use crate::check::subject::Subject;
use crate::model::code::Level;
use crate::model::fund::Fund;
use crate::problem::Gathering;

/// The form of a report, such as 上海市的版式.
pub(super) fn form(subject: &Subject<'_>) -> String {
    format!("{}的版式", subject.layout.about.region)
}

/// The level at which the form explains a fund.
pub(super) fn level(subject: &Subject<'_>, fund: Fund) -> Level {
    match fund {
        Fund::General => subject.layout.style.account_level,
        Fund::GovernmentFund | Fund::StateCapital | Fund::NonFiscal => Level::Item,
    }
}

/// The word for a level.
pub(super) fn term(level: Level) -> &'static str {
    match level {
        Level::Class => "类",
        Level::Section => "款",
        Level::Item => "项",
    }
}

/// How findings are told together that lack the same words for many codes of a fund.
pub(super) fn lacking(subject: &Subject<'_>, fund: Fund, key: &str, words: &str) -> Gathering {
    let (form, level) = (form(subject), term(level(subject, fund)));
    Gathering {
        headline: format!("{form}逐{level}说明，还差 {{}} {level}的{words}"),
        help: format!("请在 [reasons] accounts 中写这些编码的 {key}，没有这一行的加一行"),
    }
}
