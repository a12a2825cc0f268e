//! The editions of a report: publishing, correcting, what changed since.

use crate::check::placeholders;
use crate::editions::{Edition, Index};
use crate::project::Selected;
use crate::serve::answer::Answer;
use crate::serve::ask::Ask;
use crate::serve::compared::Kept;
use crate::serve::office::Office;
use crate::serve::pages::{Asked, Compared, Done, EditionOrder};
use crate::serve::pairs::Pairs;
use crate::serve::unit::change::save_whole;
use crate::serve::unit::spoken::in_words;
use crate::serve::unit::{Now, Which};
use crate::serve::view::{self, encoded};

/// How a report stands after its publication.
#[derive(Debug)]
pub(super) struct Standing {
    /// Its editions, from the first.
    pub editions: Vec<Edition>,
    /// How many corrections are written in its data.
    pub corrections: usize,
    /// What differs since the last one; why that is not known, where it is not; none before there is one.
    pub compared: Option<Result<Kept, String>>,
    /// The correction that was not written, where one was not.
    pub refused: Option<Refused>,
}

/// A correction that was not written.
#[derive(Debug)]
pub(super) struct Refused {
    /// Its date, as it was typed.
    pub date: String,
    /// Its reason, as it was typed.
    pub reason: String,
    /// Why it was not.
    pub why: String,
    /// Whether that is about its date.
    pub is_of_date: bool,
}

/// The page of a report's editions, or what is done there.
pub(super) fn editions(office: &Office, ask: &Ask, now: &Now, what: &str) -> Answer {
    let Selected { folder, year } = &now.selected;
    let home = format!("/{}/u/{}/{year}/edition", office.address.token, encoded(folder));
    let told = match (ask.does, what) {
        (false, "") => return shown(office, now, None),
        (true, "publish") => order(office, &now.selected, Asked::Publish).map(|_| ()),
        (true, "correct") => match correct(office, now, &ask.form) {
            Ok(()) => Ok(()),
            Err(refused) => return shown(office, now, Some(refused)).with_status(409),
        },
        (false, "notice") => {
            return match order(office, &now.selected, Asked::Notice) {
                Ok(Done::Notice(name, pdf)) => {
                    Answer { file_name: Some(name), ..Answer::of("application/pdf", pdf) }
                }
                Ok(Done::Compared(_) | Done::Published(_)) => Answer::not_found(),
                Err(why) => view::refusal(office, 409, &why),
            };
        }
        (false, number) => return pdf(office, now, number),
        _ => return Answer::not_found(),
    };
    office.listeners.tell("changed");
    match told {
        Ok(()) => Answer::go(home),
        Err(why) => view::refusal(office, 409, &why),
    }
}

/// Has something done with a report's editions; why not, in words that are no keys.
pub(super) fn order(office: &Office, selected: &Selected, asked: Asked) -> Result<Done, String> {
    let Selected { folder, year } = selected.clone();
    let done = office.typists.edition(EditionOrder { folder, year, asked });
    let said = |why: &str| in_words(&office.root, Some(selected), why);
    match done {
        Ok(Done::Compared(compared)) => {
            let unready = compared.unready.as_deref().map(said);
            Ok(Done::Compared(Compared { unready, ..compared }))
        }
        Ok(done @ (Done::Published(_) | Done::Notice(..))) => Ok(done),
        Err(why) => Err(said(&why)),
    }
}

/// The page of a report's editions.
fn shown(office: &Office, now: &Now, refused: Option<Refused>) -> Answer {
    let index = match Index::read(&office.root, &now.selected) {
        Ok(index) => index,
        Err(problem) => {
            let why = in_words(&office.root, Some(&now.selected), &problem.headline);
            return view::refusal(office, 409, &why);
        }
    };
    let compare = || match order(office, &now.selected, Asked::Compare) {
        Ok(Done::Compared(compared)) => Ok(compared),
        Ok(Done::Published(_) | Done::Notice(..)) => Err("没有比较".to_owned()),
        Err(why) => Err(why),
    };
    let compared = (!index.editions.is_empty())
        .then(|| office.comparisons.of(&office.root, &now.selected, compare));
    let file = format!("{}.toml", now.selected.year);
    let corrections = now.slot(&file).map_or(0, |slot| slot.said.rows("corrections").len());
    view::editions(
        office,
        now,
        &Standing { editions: index.editions, corrections, compared, refused },
    )
}

/// A page of a report as it was published last or as it is, of those that differ, by the key, number and side of its address.
pub(super) fn sheet(
    office: &Office,
    selected: &Selected,
    [key, number, side]: [&str; 3],
) -> Answer {
    let kept = office.comparisons.known(selected, key);
    let (Some(kept), Ok(number)) = (kept, number.parse::<usize>()) else {
        return Answer::not_found();
    };
    let paper = kept.compared.sheets.get(number).and_then(|sheet| match side {
        "old" => Some(&sheet.old),
        "new" => Some(&sheet.new),
        _ => None,
    });
    let Some(paper) = paper else { return Answer::not_found() };
    let tag = Some(format!("\"{key}-{number}-{side}\""));
    Answer { tag, ..Answer::of("image/svg+xml", paper.svg.clone()) }
}

/// Writes a correction into the data; what was typed, and why it is not written, where it is not.
fn correct(office: &Office, now: &Now, form: &Pairs) -> Result<(), Refused> {
    let [date, reason] = ["date", "reason"].map(|key| form.get(key).trim().to_owned());
    let refused = |why: String, is_of_date| {
        let (date, reason) = (date.clone(), reason.clone());
        Refused { date, reason, why, is_of_date }
    };
    if date.is_empty() {
        return Err(refused("更正日期还没有写".to_owned(), true));
    }
    if reason.is_empty() {
        return Err(refused("更正要写明原因，会印在更正说明上".to_owned(), false));
    }
    if let Some(words) = placeholders(&reason).into_iter().next().and_then(|at| reason.get(at)) {
        let why = format!("更正原因里留着占位的字“{words}”，写好再写下");
        return Err(refused(why, false));
    }
    let Selected { folder, year } = &now.selected;
    let cell = |key: &str, text: String| (format!("new|{year}.toml|corrections|{key}"), text);
    let tab = ("tab".to_owned(), form.get("tab").to_owned());
    let pairs = Pairs(vec![cell("date", date.clone()), cell("reason", reason.clone()), tab]);
    let written = save_whole(office, &Which::report(folder, *year), &pairs);
    // A date that cannot be is told by its name.
    let told = |why: String| {
        let is_of_date = ["日期", "年月日"].iter().any(|word| why.contains(word));
        refused(why, is_of_date)
    };
    written.map(drop).map_err(told)
}

/// The PDF of an edition.
fn pdf(office: &Office, now: &Now, number: &str) -> Answer {
    let index = Index::read(&office.root, &now.selected).ok();
    let edition = number.parse::<usize>().ok().zip(index);
    let Some(edition) = edition.and_then(|(number, index)| index.edition(number).cloned()) else {
        return Answer::not_found();
    };
    let name = edition.pdf.path.rsplit('/').next().unwrap_or_default().to_owned();
    match edition.pdf.read(&office.root, &now.selected) {
        Ok(bytes) => Answer { file_name: Some(name), ..Answer::of("application/pdf", bytes) },
        Err(problem) => {
            let why = in_words(&office.root, Some(&now.selected), &problem.headline);
            view::refusal(office, 409, &why)
        }
    }
}
