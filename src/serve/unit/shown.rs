//! What a page showed of a value, as its form tells it: a script says so of each, else the text tells that the form was made from.

use crate::exchange::fill::{Content, Said, Slot, read};
use crate::serve::pairs::Pairs;
use crate::serve::unit::digest::digest;
use crate::serve::unit::faced::unfaced;
use crate::serve::unit::held::Held;
use crate::serve::unit::texts::Texts;
use crate::serve::unit::values::{Shown, field_at};
use crate::serve::unit::{At, Now};

/// What was before a form was sent.
pub(super) struct Before<'b> {
    /// What files said.
    pub texts: &'b Texts,
    /// What is held of the report.
    pub held: &'b [Held],
}

impl Before<'_> {
    /// What was shown of a value; none where nobody has touched it, or it is not chosen yet between two values that are held.
    pub(super) fn shown(&self, now: &Now, form: &Pairs, at: &At, typed: &str) -> Option<Shown> {
        let At { file, path } = at;
        let was = format!("was|{file}|{path}");
        if let Some((_, was)) = form.0.iter().find(|(other, _)| *other == was) {
            return Some(Shown::Text(was.clone()));
        }
        let name = format!("is|{file}|{path}");
        let is_chosen = |which| form.all(which).any(|chosen| chosen == name);
        if is_chosen("theirs") {
            return None;
        }
        let held = self.held.iter().find(|held| held.name == name);
        if let Some((held, theirs)) = held.and_then(|held| Some((held, held.theirs.as_ref()?))) {
            return match is_chosen("mine") {
                true => Some(Shown::Text(theirs.clone())),
                false => (held.typed != typed).then_some(Shown::Unknown),
            };
        }
        let slot = now.slot(file)?;
        let (field, current) = field_at(slot, path)?;
        let base = form.get(&format!("base|{file}"));
        if slot.text.as_deref().is_some_and(|text| base == digest(text)) {
            return Some(Shown::Value(current));
        }
        let text = self.texts.of(base);
        let then =
            text.and_then(|text| Some(Slot { said: Said::of(&text, slot.shape)?, ..slot.clone() }));
        let Some((_, before)) = then.as_ref().and_then(|then| field_at(then, path)) else {
            return Some(Shown::Unknown);
        };
        let meant = read(field, &Content::Text(unfaced(now, field, typed)));
        (meant.as_ref() != Ok(&before)).then_some(Shown::Value(before))
    }
}
