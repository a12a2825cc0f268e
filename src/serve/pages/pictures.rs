//! The pages of a report that were drawn last, handed out again, and drawn of the next report before anybody asks for them.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::batch::in_parallel;
use crate::engine::LaidOut;
use crate::serve::pages::job::{Drawn, Wanted};

/// How many are kept: as many as a window shows at once.
const KEPT: usize = 3;

/// The pages of a report that were drawn, the one that was asked for last at the end.
#[derive(Default)]
pub(super) struct Pictures(Vec<Picture>);

/// A page that was drawn.
struct Picture {
    /// Its number, from 0.
    page: usize,
    /// As what it was wanted.
    wanted: Wanted,
    /// The page.
    drawn: Drawn,
}

impl Pictures {
    /// The same pages of another report, as far as it has them.
    pub(super) fn of(&self, laid_out: &LaidOut) -> Self {
        let Self(pictures) = self;
        let same = |index: usize| {
            let Picture { page, wanted, drawn: _ } = pictures.get(index)?;
            let drawn = draw(laid_out, *page, *wanted)?;
            Some(Picture { page: *page, wanted: *wanted, drawn })
        };
        Self(in_parallel(pictures.len(), same).into_iter().flatten().collect())
    }

    /// A page of the report that they are of; none where there is no such page. Words are read again each time: that takes no
    /// longer than to keep them.
    pub(super) fn hand_out(
        &mut self,
        laid_out: &LaidOut,
        page: usize,
        wanted: Wanted,
    ) -> Option<Drawn> {
        if let Wanted::Words = wanted {
            return draw(laid_out, page, wanted);
        }
        let Self(pictures) = self;
        let known = pictures.iter().position(|known| (known.page, known.wanted) == (page, wanted));
        let picture = match known {
            Some(known) => pictures.remove(known),
            None => Picture { page, wanted, drawn: draw(laid_out, page, wanted)? },
        };
        let drawn = picture.drawn.clone();
        pictures.push(picture);
        let surplus = pictures.len().saturating_sub(KEPT);
        pictures.drain(..surplus);
        Some(drawn)
    }
}

/// A page as it is wanted; none where there is no such page.
fn draw(laid_out: &LaidOut, page: usize, wanted: Wanted) -> Option<Drawn> {
    match wanted {
        Wanted::Lines => laid_out.svg(page).ok().flatten().map(Drawn::Lines),
        Wanted::Pixels(width) => {
            let png = laid_out.png(page, width).ok().flatten();
            png.map(|png| Drawn::Pixels(BASE64_STANDARD.encode(png)))
        }
        Wanted::Words => laid_out.text(page).map(Drawn::Words),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::engine::{Engine, Fonts};
    use crate::layout::Folder;
    use crate::problem::Sources;

    /// A report of as many small pages as there are words.
    fn report(engine: &mut Engine, words: &[&str]) -> LaidOut {
        let pages = words.join("\n#pagebreak()\n");
        let main = format!("#set page(width: 90pt, height: 60pt)\n{pages}\n");
        let files = BTreeMap::from([("main.typ".to_owned(), main.into_bytes())]);
        engine.lay_out(&Folder(files), &mut Sources::default()).unwrap()
    }

    /// The letters of a page that was drawn.
    fn letters(drawn: Option<Drawn>) -> Option<String> {
        drawn.map(|drawn| match drawn {
            Drawn::Lines(letters) | Drawn::Pixels(letters) | Drawn::Words(letters) => letters,
        })
    }

    #[test]
    fn the_pages_that_were_drawn_last_are_drawn_of_the_next_report() {
        let home = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut engine = Engine::new(Arc::new(Fonts::load(home, None)));
        let before = report(&mut engine, &["100", "200", "300", "400"]);
        let after = report(&mut engine, &["100", "250", "350"]);
        let mut pictures = Pictures::default();
        let asked = [
            (0, Wanted::Pixels(90)),
            (1, Wanted::Lines),
            (3, Wanted::Pixels(90)),
            (1, Wanted::Words),
            (2, Wanted::Pixels(90)),
            (1, Wanted::Lines),
        ];
        for (page, wanted) in asked {
            let shown = letters(pictures.hand_out(&before, page, wanted));
            assert_eq!(shown, letters(draw(&before, page, wanted)), "{page} {wanted:?}");
        }
        let kept = |pictures: &Pictures| -> Vec<usize> {
            pictures.0.iter().map(|picture| picture.page).collect()
        };
        assert_eq!(kept(&pictures), [3, 2, 1]);
        let mut pictures = pictures.of(&after);
        // The next report has no page of the number 3.
        assert_eq!(kept(&pictures), [2, 1]);
        for (page, wanted) in asked {
            let shown = letters(pictures.hand_out(&after, page, wanted));
            assert_eq!(shown, letters(draw(&after, page, wanted)), "{page} {wanted:?}");
            let was = letters(draw(&before, page, wanted));
            assert_eq!(shown == was, page == 0, "{page} {wanted:?}");
        }
    }
}
