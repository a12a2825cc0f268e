//! Which page answers what.

use std::sync::Arc;

use crate::batch::Pdf;
use crate::files::{Most, read_within};
use crate::project::{Purpose, Selected};
use crate::serve::answer::Answer;
use crate::serve::ask::Ask;
use crate::serve::assets::asset;
use crate::serve::build::begin;
use crate::serve::office::Office;
use crate::serve::view;

/// Answers what is asked.
pub(super) fn answer(office: &Arc<Office>, ask: &Ask) -> Answer {
    let path: Vec<&str> = ask.path.iter().map(String::as_str).collect();
    match (ask.does, path.as_slice()) {
        (false, [""]) => view::overview(office),
        (false, ["assets", name]) => asset(name).unwrap_or_else(Answer::not_found),
        (false, ["progress"]) => view::progress(office),
        (false, ["pdf", folder, year]) => pdf(office, folder, year),
        (true, ["build"]) => build(office, ask),
        (true, ["stop"]) => {
            office.building().iter().for_each(|building| building.stop());
            home(office)
        }
        _ => Answer::not_found(),
    }
}

/// The way to the first page.
fn home(office: &Office) -> Answer {
    Answer::go(format!("/{}/", office.address.token))
}

/// Builds the reports that the form names, or all that are due.
fn build(office: &Arc<Office>, ask: &Ask) -> Answer {
    let overview = office.overview();
    let named = |name: &str| {
        let (folder, year) = name.rsplit_once('/')?;
        Some(overview.row(folder, year.parse::<u16>().ok()?)?.selected.clone())
    };
    let selected: Vec<Selected> = match ask.form.get("what") {
        "due" => overview.due(),
        _ => ask.form.all("unit").filter_map(named).collect(),
    };
    let purpose = match ask.form.get("draft") {
        "" => Purpose::Publication,
        _ => Purpose::Draft,
    };
    match begin(office, selected, purpose) {
        Ok(()) => home(office),
        Err(why) => view::message(office, why).with_status(409),
    }
}

/// The PDF of a report, if it is what the data make now.
fn pdf(office: &Office, folder: &str, year: &str) -> Answer {
    let overview = office.overview();
    let row = year.parse::<u16>().ok().and_then(|year| overview.row(folder, year));
    let Some(row) = row else { return Answer::not_found() };
    let Pdf::Current(pdf, _) = &row.pdf else {
        return view::message(office, "PDF 还没有生成，或者数据改过了；先生成").with_status(404);
    };
    let name = pdf.rsplit('/').next().unwrap_or_default().to_owned();
    match read_within(&office.root.join("out"), pdf, Most::Pdf) {
        Ok(bytes) => Answer { file_name: Some(name), ..Answer::of("application/pdf", bytes) },
        Err(_) => view::message(office, "PDF 读不出来，请看它是否被别的程序打开").with_status(404),
    }
}
