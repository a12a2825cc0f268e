//! A department and the units that its report adds up.

use unicode_normalization::UnicodeNormalization;

use crate::model::amount::Money;
use crate::model::check::Written;
use crate::model::code::ItemCode;
use crate::model::place::{Located, Place};
use crate::model::report::Report;

/// Whether a name that somebody wrote is that of a folder. Some systems write an accent apart from its letter, which
/// nobody sees.
pub fn is_folder(written: &str, folder: &str) -> bool {
    written == folder || written.nfc().eq(folder.nfc())
}

/// A unit whose figures are part of a department's report.
#[derive(Debug, Clone)]
pub struct Member {
    /// Where the department names it.
    pub place: Place,
    /// Its own report.
    pub report: Report,
    /// The words of its own files.
    pub written: Vec<Written>,
}

/// Payments of one unit from or to somebody outside the department; they are not cancelled out.
#[derive(Debug, Clone)]
pub struct OutsideRow {
    /// Where the row stands.
    pub place: Place,
    /// The unit's folder.
    pub unit: Located<String>,
    /// The functional item, where the unit has such payments under several.
    pub code: Option<Located<ItemCode>>,
    /// The amounts.
    pub payments: Payments<Money>,
}

/// The four kinds of payments between a unit and the one above it; amounts are in 元.
#[derive(Debug, Clone, Copy, Default)]
pub struct Payments<T> {
    /// 上级补助收入.
    pub superior: T,
    /// 附属单位上缴收入.
    pub affiliate: T,
    /// 上缴上级支出.
    pub to_superior: T,
    /// 对附属单位补助支出.
    pub to_affiliate: T,
}

/// What a department's units paid each other, as either side has it, at the place of its first amount; none of it is in
/// the department's own figures.
pub type Transfers = Payments<Option<Located<Money>>>;
