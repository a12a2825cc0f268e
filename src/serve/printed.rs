//! The pages of a report as they are printed, and what is traced on them, as a browser asks for them.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::files::Files;
use crate::project::Selected;
use crate::serve::answer::Answer;
use crate::serve::ask::Ask;
use crate::serve::office::Office;
use crate::serve::pages::{Drawn, Order, Pages, Sought, TraceOrder, Wanted};
use crate::serve::stamp::Stamp;
use crate::serve::unit::spoken::in_words;
use crate::serve::view::{self, encoded};

/// How many pixels wide a picture of a page is at most.
pub(super) const WIDEST: u32 = 8192;

/// The pages of a report.
pub(super) fn pages(office: &Office, folder: &str, year: &str) -> Answer {
    let pages = match ask_for_pages(office, folder, year, None) {
        Ok(pages) => pages,
        Err(answer) => return answer,
    };
    let base = format!("/{}/u/{}/{year}", office.address.token, encoded(folder));
    let selected = year.parse().ok().map(|year| Selected { folder: folder.to_owned(), year });
    let why = pages.why.as_deref().map(|why| in_words(&office.root, selected.as_ref(), why));
    view::pages(office, &base, &Pages { why, ..pages })
}

/// One page of a report, drawn or read out.
pub(super) fn one_page(
    office: &Office,
    folder: &str,
    year: &str,
    page: &str,
    wanted: Wanted,
) -> Answer {
    let Ok(number) = page.parse::<usize>() else { return Answer::not_found() };
    let Pages { edition, sizes: _, headings: _, drawn, why: _ } =
        match ask_for_pages(office, folder, year, Some((number, wanted))) {
            Ok(pages) => pages,
            Err(answer) => return answer,
        };
    let tagged = |what: &str, answer| Answer {
        tag: Some(format!("\"{edition}-{number}-{what}\"")),
        ..answer
    };
    match drawn {
        Some(Drawn::Lines(svg)) => tagged("lines", Answer::of("image/svg+xml", svg)),
        Some(Drawn::Pixels(png)) => match BASE64_STANDARD.decode(png) {
            Ok(png) => tagged(&format!("{wanted:?}"), Answer::of("image/png", png)),
            Err(_) => Answer::refusal(500, "这一页没有画出来，再试一次"),
        },
        Some(Drawn::Words(words)) => Answer::text(words),
        // A page that was asked for as one of before the last change may be one too many, which is no error.
        None => Answer::nothing(),
    }
}

/// What the processes that set pages say of a report; what is answered where they say nothing.
fn ask_for_pages(
    office: &Office,
    folder: &str,
    year: &str,
    page: Option<(usize, Wanted)>,
) -> Result<Pages, Answer> {
    let is_unit = Files::on(&office.root).is_file(format!("data/{folder}/unit.toml"));
    let (true, Ok(year)) = (is_unit, year.parse::<u16>()) else { return Err(Answer::not_found()) };
    let edition = Stamp::of_sources(&office.root).key();
    let order = Order { folder: folder.to_owned(), year, edition, page, ahead: None };
    let asked = office.typists.ask(order);
    asked.map_err(|why| view::refusal(office, 503, &why))
}

/// What stands at a point of a page, where a field is printed, which numbers a page has, or which sentences words stand in.
pub(super) fn trace(office: &Office, ask: &Ask, folder: &str, year: &str) -> Answer {
    let Ok(year) = year.parse::<u16>() else { return Answer::not_found() };
    if !Files::on(&office.root).is_file(format!("data/{folder}/unit.toml")) {
        return Answer::not_found();
    }
    let number = |name: &str| ask.form.get(name).parse::<f64>().ok().filter(|at| at.is_finite());
    let page = || ask.form.get("page").parse::<usize>().ok();
    let field = ask.form.get("field").strip_prefix("is|").and_then(|name| name.split_once('|'));
    let sought = match (field, number("x"), number("y")) {
        (Some((file, path)), _, _) => {
            Some(Sought::Field(format!("data/{folder}/{file}"), path.to_owned()))
        }
        (None, Some(x), Some(y)) => page().map(|page| Sought::Point(page, x, y)),
        (None, _, _) if !ask.form.get("sentences").is_empty() => Some(Sought::Sentences),
        (None, _, _) => page().map(Sought::Page),
    };
    let Some(sought) = sought else { return Answer::not_found() };
    let edition = Stamp::of_sources(&office.root).key();
    let order = TraceOrder { folder: folder.to_owned(), year, edition, sought };
    match office.typists.trace(order) {
        Ok(traced) => view::traced(office, folder, year, &traced),
        Err(why) => Answer::refusal(503, &why),
    }
}
