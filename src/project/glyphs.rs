//! What the fonts of a report's layout cannot show of what was written.

use crate::engine::{Fonts, is_usual};
use crate::files::is_folder;
use crate::layout::FontRoles;
use crate::model::check::Written;
use crate::model::place::Place;
use crate::problem::{Problem, Severity, Sources};
use crate::project::examine::Examined;
use crate::project::open::Project;

impl Project {
    /// The characters of a report that its fonts cannot show; none where a font is missing, which only a build asks for.
    /// The fonts are read where they are not those that come with the program, or a character is not in all of these.
    pub fn unshown<'f>(
        &self,
        own: bool,
        fonts: impl FnOnce() -> &'f Fonts,
        examined: &Examined,
    ) -> Vec<Problem> {
        let Examined { derived, layout, written, sources, .. } = examined;
        let own = own || is_folder(&self.files.root().join("fonts"));
        // The program's own fonts are asked about nothing that all of them have.
        let is_asked = |written: &&Written| own || !is_usual(&written.words.value);
        let asked: Vec<&Written> = written.iter().filter(is_asked).collect();
        if asked.is_empty() {
            return Vec::new();
        }
        let fonts = fonts();
        let Some(roles) = layout.as_ref().and_then(|layout| fonts.resolve(layout).ok()) else {
            return Vec::new();
        };
        let findings = derived.as_ref().map(|derived| derived.checked.findings.as_slice());
        unshown(fonts, &roles, asked, sources, findings.unwrap_or_default())
    }
}

/// The characters of some words that the fonts cannot show, without those that some errors point at already.
pub(super) fn unshown<'w>(
    fonts: &Fonts,
    roles: &FontRoles,
    written: impl IntoIterator<Item = &'w Written>,
    sources: &Sources,
    findings: &[Problem],
) -> Vec<Problem> {
    let mut lacking = fonts.check(roles, written, |place| sources.file(place.file).cloned());
    if !lacking.is_empty() {
        let told = findings.iter().filter(|finding| finding.id == UNSEEN_CHARACTER);
        let told = told.filter(|finding| finding.severity == Severity::Error);
        let told: Vec<Place> =
            told.flat_map(|finding| finding.places.iter().map(|(place, _)| *place)).collect();
        let is_told = |place: Place| {
            told.iter().any(|told| {
                told.file == place.file && told.start <= place.start && place.end <= told.end
            })
        };
        lacking.retain(|problem| !problem.places.iter().any(|(place, _)| is_told(*place)));
    }
    lacking
}

/// The rule that finds what cannot be seen, whether or not a font has it.
const UNSEEN_CHARACTER: &str = "R1016-unseen-character";
