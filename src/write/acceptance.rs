//! `[[accept]]`: findings accepted with a reason.

use crate::model::acceptance::{Acceptance, Covers, Identity};
use crate::write::fields::Fields;
use crate::write::file::File;

/// The accepted findings.
pub(super) fn tables(file: File, accepted: &[Acceptance]) -> File {
    accepted.iter().fold(file, |file, acceptance| {
        let Acceptance { place: _, rule, covers, reason } = acceptance;
        let fields = Fields::default().word("rule", &rule.value);
        let fields = match covers {
            Covers::Finding(Identity { at, figures, words }) => fields
                .list("at", at.iter().map(String::as_str))
                .list("figures", figures.iter().map(String::as_str))
                .list("words", words.iter().map(String::as_str)),
            Covers::Words(finding) => fields.word("finding", &finding.value),
        };
        file.element("accept", fields.word("reason", &reason.value))
    })
}
