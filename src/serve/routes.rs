//! Which page answers what.

use std::sync::Arc;

use crate::batch::Pdf;
use crate::catalog::Catalog;
use crate::exchange::fill::sought_code;
use crate::fields::field::Codes;
use crate::files::{Files, Most, read_within};
use crate::project::{Project, Purpose, Selected};
use crate::serve::answer::Answer;
use crate::serve::ask::Ask;
use crate::serve::assets::asset;
use crate::serve::begin::{make, make_settings, make_year};
use crate::serve::bringing::brought;
use crate::serve::build::begin;
use crate::serve::building::Work;
use crate::serve::editions::{editions, sheet};
use crate::serve::hand_out::{HandedOut, reports, workbook_of, workbooks};
use crate::serve::incoming::keep;
use crate::serve::lock::lock;
use crate::serve::making::{Making, draft};
use crate::serve::office::Office;
use crate::serve::overview::names;
use crate::serve::pages::Wanted;
use crate::serve::pairs::Pairs;
use crate::serve::printed::{WIDEST, one_page, pages, trace};
use crate::serve::registering::Proposal;
use crate::serve::rolling::{begin_year, rolling};
use crate::serve::taken_back::take_back;
use crate::serve::unit::Which;
use crate::serve::unit::accept::accept;
use crate::serve::unit::at::SETTINGS;
use crate::serve::unit::change::{save, save_whole};
use crate::serve::unit::foreseen::foresee;
use crate::serve::unit::paste::understand;
use crate::serve::unit::resumed::resume;
use crate::serve::unit::topics::Topic;
use crate::serve::view::{self, encoded, page};

/// How many codes are offered at once.
const OFFERED: usize = 12;

/// Answers what is asked; where there is nothing, with the way back to what there is.
pub(super) fn answer(office: &Arc<Office>, ask: &Ask) -> Answer {
    let answer = answered(office, ask);
    match answer.is_not_found() {
        // What units there are is told by the settings.
        true if is_project(office) && Project::open(&Files::on(&office.root)).is_err() => {
            let words = "项目设置读不通，改好以前打不开单位；哪里不对，写在“全部单位”那一页";
            view::refusal(office, 409, words)
        }
        true => view::refusal(office, 404, "没有这一页"),
        false => answer,
    }
}

/// Answers what is asked, or that there is nothing.
fn answered(office: &Arc<Office>, ask: &Ask) -> Answer {
    let path: Vec<&str> = ask.path.iter().map(String::as_str).collect();
    match (ask.does, path.as_slice()) {
        (false, [""]) if !is_project(office) => view::start(office),
        // Without a project there is nothing to do it for.
        (does, ["import" | "new" | "roll" | "reports.zip" | "workbooks.zip", ..])
            if !is_project(office) =>
        {
            match does {
                true => refused(office, "这个文件夹里还没有项目设置，先在“全部单位”那一页建好"),
                false => home(office),
            }
        }
        (false, [""]) => view::overview(office),
        (false, ["assets", name]) => asset(name).unwrap_or_else(Answer::not_found),
        (false, ["progress"]) => view::progress(office),
        (false, ["units"]) => units(office),
        (false, ["pdf", folder, year]) => pdf(office, folder, year, Purpose::Publication),
        (false, ["pdf", folder, year, "draft"]) => pdf(office, folder, year, Purpose::Draft),
        (true, ["build"]) => build(office, ask),
        (true, ["register"]) => register(office, ask),
        (false, ["import"]) => view::bring_in(office),
        (true, ["import"]) => match keep(&office.root, &ask.sent) {
            Ok(id) => Answer::go(format!("/{}/import/{id}", office.address.token)),
            Err(why) if !ask.form.get("live").is_empty() => Answer::text(why),
            Err(why) => refused(office, &why),
        },
        (true, ["import", id, "back"]) => match back(office, id, ask.form.get("tab")) {
            Ok(count) => {
                view::message(office, &format!("撤销了这次导入：{count} 个文件和导入以前一样"))
            }
            Err(why) => refused(office, &why),
        },
        (does, ["import", id]) => {
            let writes = does && !ask.form.get("write").is_empty();
            match brought(office, id, &ask.form, writes) {
                Ok(brought) => view::brought(office, &brought),
                Err(why) => refused(office, &why),
            }
        }
        (false, ["new"]) => view::new_unit(office, &ask.form, None),
        (true, ["new"]) => match make(office, &ask.form) {
            Ok((folder, year)) => {
                let folder = encoded(&folder);
                Answer::go(format!("/{}/u/{folder}/{year}/profile", office.address.token))
            }
            Err(why) => view::new_unit(office, &ask.form, Some(&why)),
        },
        (does, ["roll"]) => roll(office, ask, does),
        (true, ["begin"]) => match project_begun(office, ask) {
            Ok(next) => Answer::go(format!("/{}/{next}", office.address.token)),
            Err(why) => refused(office, &why),
        },
        (does, ["settings"]) => settings(office, ask, does),
        (false, ["reports.zip"]) => handed(office, reports(office)),
        (false, ["workbooks.zip"]) => handed(office, workbooks(office)),
        (false, ["u", folder, year, "workbook"]) => {
            handed(office, workbook_of(office, folder, year))
        }
        (true, ["stop"]) => {
            office.building().iter().for_each(|building| building.stop());
            home(office)
        }
        (false, ["codes", codes, text]) => codes_like(office, codes, text),
        (false, ["u", folder, year, "pages"]) => pages(office, folder, year),
        (false, ["u", folder, year, "page", _, page]) => {
            one_page(office, folder, year, page, Wanted::Lines)
        }
        (false, ["u", folder, year, "page", _, page, "text"]) => {
            one_page(office, folder, year, page, Wanted::Words)
        }
        (false, ["u", folder, year, "page", _, page, width]) => match width.parse::<u32>() {
            Ok(width @ 1..=WIDEST) => one_page(office, folder, year, page, Wanted::Pixels(width)),
            Ok(_) | Err(_) => Answer::not_found(),
        },
        (_, ["u", folder, year, "edition"]) => edition(office, ask, folder, year, ""),
        (_, ["u", folder, year, "edition", what]) if !what.is_empty() => {
            edition(office, ask, folder, year, what)
        }
        (false, ["u", folder, year, "edition", "sheets", key, number, side]) => {
            let Ok(year) = year.parse::<u16>() else { return Answer::not_found() };
            let selected = Selected { folder: (*folder).to_owned(), year };
            sheet(office, &selected, [key, number, side])
        }
        (false, ["u", folder, year, "making"]) => making(office, folder, year),
        (true, ["u", folder, year, "trace"]) => trace(office, ask, folder, year),
        (true, ["u", folder, year, "elsewhere"]) => elsewhere(office, ask, folder, year),
        (true, ["u", folder, year, "accept"]) => accept_finding(office, ask, folder, year),
        (true, ["u", folder, year, "begin"]) => begin_empty(office, ask, folder, year),
        (false, ["u", folder, year]) => unit(office, folder, year, "todo"),
        (false, ["u", folder, year, topic]) => unit(office, folder, year, topic),
        (false, ["u", folder, year, topic, "near"]) => near(office, folder, year, topic),
        (true, ["u", folder, year, topic, "paste"]) => paste(office, ask, folder, year, topic),
        (true, ["u", folder, year]) => save_unit(office, ask, folder, year, "todo"),
        (true, ["u", folder, year, topic]) => save_unit(office, ask, folder, year, topic),
        _ => Answer::not_found(),
    }
}

/// Whether the folder has settings.
fn is_project(office: &Office) -> bool {
    Files::on(&office.root).is_file(SETTINGS)
}

/// Makes a project, with the files that it begins with: what comes next.
fn project_begun(office: &Office, ask: &Ask) -> Result<String, String> {
    make_settings(office, &ask.form)?;
    match (ask.sent.is_empty(), ask.form.get("then")) {
        (false, _) => Ok(format!("import/{}", keep(&office.root, &ask.sent)?)),
        (true, "new") => Ok("new".to_owned()),
        (true, _) => Ok(String::new()),
    }
}

/// Takes an import back while nobody else writes.
fn back(office: &Office, id: &str, tab: &str) -> Result<usize, String> {
    let _turn = office.turn(None, tab);
    let count = take_back(&mut lock(&office.imported), id)?;
    office.listeners.tell("changed");
    Ok(count)
}

/// Why something was not done, on a page.
fn refused(office: &Office, why: &str) -> Answer {
    view::refusal(office, 409, why)
}

/// A file that is handed out, or why it is not.
fn handed(office: &Office, file: Result<HandedOut, String>) -> Answer {
    match file {
        Ok(HandedOut { name, kind, bytes }) => {
            Answer { file_name: Some(name), ..Answer::of(kind, bytes) }
        }
        Err(why) => view::refusal(office, 404, &why),
    }
}

/// The units whose next year can be begun, or begins those that a form names.
fn roll(office: &Office, ask: &Ask, does: bool) -> Answer {
    if does && !ask.form.get("write").is_empty() {
        return match begin_year(office, &ask.form) {
            Ok((rolling, begun)) => view::rolled(office, &rolling, &begun),
            Err(why) => refused(office, &why),
        };
    }
    match rolling(office, &ask.form) {
        Ok(rolling) => view::roll(office, &rolling),
        Err(why) => refused(office, &why),
    }
}

/// Begins a year of a unit with nothing in it, and leads to its first topic.
fn begin_empty(office: &Office, ask: &Ask, folder: &str, year: &str) -> Answer {
    let Ok(year) = year.parse::<u16>() else { return Answer::not_found() };
    match make_year(office, folder, year, ask.form.get("tab")) {
        Ok(()) => {
            let folder = encoded(folder);
            Answer::go(format!("/{}/u/{folder}/{year}/profile", office.address.token))
        }
        Err(why) => refused(office, &why),
    }
}

/// The settings of the project, with what a form says written into them.
fn settings(office: &Office, ask: &Ask, does: bool) -> Answer {
    if !does && !is_project(office) {
        return home(office);
    }
    if !does {
        resume(office, &Which::Settings);
    }
    let now = match does {
        true => save(office, &Which::Settings, &ask.form),
        false => Which::Settings
            .look(&Files::on(&office.root))
            .ok_or_else(|| "科目目录读不出来，设置改不了".to_owned()),
    };
    match now {
        Ok(now) if does && ask.form.get("live").is_empty() => {
            let place = view::left_at(office, &now.which, ask.form.get("drop"));
            Answer::go(format!("/{}/settings{place}", office.address.token))
        }
        Ok(now) => view::settings(office, &now),
        Err(why) if ask.form.get("live").is_empty() => refused(office, &why),
        Err(why) => Answer::text(why),
    }
}

/// The page of a report.
fn unit(office: &Office, folder: &str, year: &str, slug: &str) -> Answer {
    let year = year.parse::<u16>().ok();
    if let Some(year) = year {
        resume(office, &Which::report(folder, year));
    }
    // What changes while it is looked at is told to who looks.
    let seen = year.and_then(|year| office.seen(&Selected { folder: folder.to_owned(), year }));
    let now = year.and_then(|year| office.known.look(&office.root, &Which::report(folder, year)));
    match (now, Topic::of(slug)) {
        (Some(now), Some(_)) => view::unit(office, &now, slug, seen.as_deref()),
        _ => Answer::not_found(),
    }
}

/// The way to a topic of a report; to what is to be done where it has no use for the topic.
fn near(office: &Office, folder: &str, year: &str, topic: &str) -> Answer {
    let year = year.parse::<u16>().ok();
    let now = year.and_then(|year| office.known.look(&office.root, &Which::report(folder, year)));
    let (Some(now), Some(topic)) = (now, Topic::of(topic)) else { return Answer::not_found() };
    let slug = if topic.applies(&now) { topic.slug } else { "todo" };
    let base = format!("/{}/u/{}/{}", office.address.token, encoded(folder), now.selected.year);
    Answer::go(format!("{base}/{slug}"))
}

/// All units in the order of the table, a line each: what they are called in forms, and their names.
fn units(office: &Office) -> Answer {
    let line = |(Selected { folder, year }, name)| format!("{folder}/{year}\t{name}\n");
    Answer::text(names(&office.root).into_iter().map(line).collect::<String>())
}

/// The editions of a report, or what is done with them.
fn edition(office: &Office, ask: &Ask, folder: &str, year: &str, what: &str) -> Answer {
    let year = year.parse::<u16>().ok();
    let now = year.and_then(|year| office.known.look(&office.root, &Which::report(folder, year)));
    now.map_or_else(Answer::not_found, |now| editions(office, ask, &now, what))
}

/// The codes that begin with some digits, or whose names have some words, a line each.
fn codes_like(office: &Office, codes: &str, text: &str) -> Answer {
    let Ok(catalog) = Catalog::load(&Files::on(&office.root)) else { return Answer::not_found() };
    let codes = match codes {
        "item" => Codes::Item,
        "function" => Codes::Function,
        "economic" => Codes::Economic,
        "any" => Codes::Any,
        _ => return Answer::not_found(),
    };
    let (digits, words) = sought_code(text);
    let found = catalog.like(codes, text, (&digits, &words)).take(OFFERED);
    Answer::text(found.map(|(code, name)| format!("{code}\t{name}\n")).collect::<String>())
}

/// What others changed of a report since a tab saw it.
fn elsewhere(office: &Office, ask: &Ask, folder: &str, year: &str) -> Answer {
    let is_unit = Files::on(&office.root).is_file(format!("data/{folder}/unit.toml"));
    let Ok(year) = year.parse::<u16>() else { return Answer::not_found() };
    if !is_unit {
        return Answer::not_found();
    }
    let report = Selected { folder: folder.to_owned(), year };
    let [seen, tab] = ["seen", "tab"].map(|name| ask.form.get(name));
    let _turn = office.turn(Some(folder), "");
    view::elsewhere(office, &report, &office.journal.told(&office.root, &report, seen, tab))
}

/// Accepts a finding.
fn accept_finding(office: &Office, ask: &Ask, folder: &str, year: &str) -> Answer {
    let Ok(year) = year.parse::<u16>() else { return Answer::not_found() };
    let [finding, reason, tab] = ["finding", "reason", "tab"].map(|name| ask.form.get(name));
    match accept(office, folder, year, (finding, reason), tab) {
        Ok(next) => {
            let token = &office.address.token;
            // Whoever goes on by keyboard goes on from there.
            let place = next.map_or_else(|| "heading".to_owned(), |next| format!("found-{next}"));
            Answer::go(format!("/{token}/u/{}/{year}/todo#{place}", encoded(folder)))
        }
        Err(why) => view::refusal(office, 409, &why),
    }
}

/// Writes what the form of a topic says; the page as it is then.
fn save_unit(office: &Office, ask: &Ask, folder: &str, year: &str, slug: &str) -> Answer {
    let (Ok(year), Some(_)) = (year.parse::<u16>(), Topic::of(slug)) else {
        return Answer::not_found();
    };
    let which = Which::report(folder, year);
    // Nobody left the field yet.
    if !ask.form.get("ahead").is_empty() {
        foresee(office, &which, &ask.form);
        return Answer::nothing();
    }
    match save(office, &which, &ask.form) {
        // A script takes the page as it is; without one, going back must not write again.
        Ok(now) if ask.form.get("live").is_empty() => {
            let base =
                format!("/{}/u/{}/{year}", office.address.token, encoded(&now.selected.folder));
            let place = view::left_at(office, &now.which, ask.form.get("drop"));
            Answer::go(format!("{base}/{}{place}", page(slug)))
        }
        Ok(now) => view::saved_unit(office, &now, slug),
        Err(why) if ask.form.get("live").is_empty() => view::refusal(office, 409, &why),
        // Browsers complain of other answers by themselves; words that are no page say that nothing was written.
        Err(why) => Answer::text(why),
    }
}

/// Shows what a block that was pasted would write, or writes it: all of it, or nothing.
fn paste(office: &Office, ask: &Ask, folder: &str, year: &str, slug: &str) -> Answer {
    let (Ok(year), Some(_)) = (year.parse::<u16>(), Topic::of(slug)) else {
        return Answer::not_found();
    };
    let is_live = !ask.form.get("live").is_empty();
    let refused = |why: &str| match is_live {
        true => Answer::text(why),
        false => view::refusal(office, 409, why),
    };
    let Some(now) = office.known.look(&office.root, &Which::report(folder, year)) else {
        return Answer::not_found();
    };
    let mut pasted = match understand(&now, &ask.form) {
        Ok(pasted) => pasted,
        Err(why) => return refused(&why),
    };
    let is_asked = !ask.form.get("write").is_empty();
    // Only what was shown is written.
    if !is_asked || pasted.is_unsure() || !pasted.is_as_seen(&now, ask.form.get("seen")) {
        return view::pasted(office, &now, slug, &pasted);
    }
    let mut form = pasted.form();
    form.0.push(("tab".to_owned(), ask.form.get("tab").to_owned()));
    match save_whole(office, &Which::report(folder, year), &form) {
        Ok(now) if is_live => view::saved_unit(office, &now, slug),
        Ok(now) => {
            let folder = encoded(&now.selected.folder);
            Answer::go(format!("/{}/u/{folder}/{year}/{}", office.address.token, page(slug)))
        }
        Err(why) => refused(&why),
    }
}

/// The way to the first page.
fn home(office: &Office) -> Answer {
    Answer::go(format!("/{}/", office.address.token))
}

/// Builds the reports that the form names, or all that are due; one that names where it came from leads back there.
fn build(office: &Arc<Office>, ask: &Ask) -> Answer {
    let one = one(&ask.form).filter(|report| office.row(report).is_some());
    let selected: Vec<Selected> = match (ask.form.get("what"), &one) {
        ("due", _) => office.overview().due(),
        (_, Some(report)) => vec![report.clone()],
        (_, None) => {
            let overview = office.overview();
            overview.named(ask.form.all("unit")).map(|row| row.selected.clone()).collect()
        }
    };
    let purpose = match ask.form.get("draft") {
        "" => Purpose::Publication,
        _ => Purpose::Draft,
    };
    let told = begin(office, selected, Work::Build(purpose));
    match (one, told) {
        (Some(_), Ok(())) if !ask.form.get("live").is_empty() => Answer::text(""),
        // Browsers complain of other answers by themselves.
        (Some(_), Err(why)) if !ask.form.get("live").is_empty() => Answer::text(why),
        (Some(Selected { folder, year }), Ok(())) => {
            let back = page(ask.form.get("back"));
            Answer::go(format!("/{}/u/{}/{year}/{back}", office.address.token, encoded(&folder)))
        }
        (_, told) => begun(office, told),
    }
}

/// The report of a form that stands on a page of that report.
fn one(form: &Pairs) -> Option<Selected> {
    let back = form.get("back");
    let (folder, year) = form.get("unit").rsplit_once('/')?;
    let is_page = back == "edition" || Topic::of(back).is_some();
    let selected = Selected { folder: folder.to_owned(), year: year.parse::<u16>().ok()? };
    is_page.then_some(selected)
}

/// How far a report is made.
fn making(office: &Office, folder: &str, year: &str) -> Answer {
    let Ok(year) = year.parse::<u16>() else { return Answer::not_found() };
    let report = Selected { folder: folder.to_owned(), year };
    let made = Making::of(office, &report);
    let token = &office.address.token;
    made.map_or_else(Answer::not_found, |made| {
        Answer::page(view::making(token, &report, &made, "todo"))
    })
}

/// Shows which of the reports that the form names would be registered as published, or registers those.
fn register(office: &Arc<Office>, ask: &Ask) -> Answer {
    let overview = office.overview();
    let rows = overview.named(ask.form.all("unit"));
    let proposals: Vec<Proposal<'_>> = rows.map(Proposal::of).collect();
    if ask.form.get("write").is_empty() {
        return view::registering(office, &proposals);
    }
    let selected = proposals.into_iter().filter(|proposal| proposal.edition.is_ok());
    let selected = selected.map(|proposal| proposal.row.selected.clone()).collect();
    begun(office, begin(office, selected, Work::Register))
}

/// The way to where work that begins is looked at; why it does not, where it does not.
fn begun(office: &Office, begun: Result<(), &str>) -> Answer {
    match begun {
        Ok(()) => home(office),
        Err(why) => refused(office, why),
    }
}

/// The PDF of a report or its draft, if it is what the data make now.
fn pdf(office: &Office, folder: &str, year: &str, purpose: Purpose) -> Answer {
    let Ok(year) = year.parse::<u16>() else { return Answer::not_found() };
    let report = Selected { folder: folder.to_owned(), year };
    let Some(row) = office.row(&report) else { return Answer::not_found() };
    let made = match (purpose, row.pdf) {
        (Purpose::Draft, _) => draft(office, &report).map(|(pdf, _)| pdf),
        (Purpose::Publication, Pdf::Current(pdf, _)) => Some(pdf),
        (Purpose::Publication, Pdf::Stale(..) | Pdf::Missing) => None,
    };
    let Some(pdf) = made else {
        return view::refusal(office, 404, "PDF 还没有生成，或者数据改过了；先生成");
    };
    let name = pdf.rsplit('/').next().unwrap_or_default().to_owned();
    match read_within(&office.root.join("out"), &pdf, Most::Pdf) {
        Ok(bytes) => Answer { file_name: Some(name), ..Answer::of("application/pdf", bytes) },
        Err(_) => view::refusal(office, 404, "PDF 读不出来，请看它是否被别的程序打开"),
    }
}
