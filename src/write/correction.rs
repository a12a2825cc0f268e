//! `[[corrections]]`: what was corrected after publication.

use crate::fields::correction::correction as of;
use crate::fields::year::year as top;
use crate::model::correction::Correction;
use crate::write::fields::Fields;
use crate::write::file::File;

/// The corrections.
pub(super) fn tables(file: File, corrections: &[Correction]) -> File {
    corrections.iter().fold(file, |file, correction| {
        let Correction { place: _, date, reason } = correction;
        let fields =
            Fields::default().date(&of::DATE, Some(*date)).word(&of::REASON, &reason.value);
        file.element(&top::CORRECTIONS, fields)
    })
}
