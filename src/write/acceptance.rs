//! `[[accept]]`: findings accepted with a reason.

use crate::fields::acceptance::acceptance as of;
use crate::fields::year::year as top;
use crate::model::acceptance::{Acceptance, Covers, Identity};
use crate::write::fields::Fields;
use crate::write::file::File;

/// The accepted findings.
pub(super) fn tables(file: File, accepted: &[Acceptance]) -> File {
    accepted.iter().fold(file, |file, acceptance| {
        let Acceptance { place: _, rule, covers, reason } = acceptance;
        let fields = Fields::default().word(&of::RULE, &rule.value);
        let fields = match covers {
            Covers::Finding(Identity { at, figures, words }) => fields
                .list(&of::AT, at.iter().map(String::as_str))
                .list(&of::FIGURES, figures.iter().map(String::as_str))
                .list(&of::WORDS, words.iter().map(String::as_str)),
            Covers::Words(finding) => fields.word(&of::FINDING, &finding.value),
        };
        file.element(&top::ACCEPT, fields.word(&of::REASON, &reason.value))
    })
}
