//! What is on the pages, in the process that sets them: which number stands at a point, what feeds it, and where a field's
//! value is printed.

use std::sync::Arc;
use std::sync::mpsc::Receiver;

use crate::engine::{Engine, Fonts, forget};
use crate::exchange::fill::Part;
use crate::files::Files;
use crate::model::evaluation::EvaluationText;
use crate::project::{Project, Purpose, Selected};
use crate::serve::pages::job::Job;
use crate::serve::pages::tell::{REMEMBERED, tell};
use crate::serve::pages::traces::{Mark, Number, Operand, Sought, TraceOrder, Traced, Traces};
use crate::serve::unit::topics::Topic;
use crate::trace::{
    Explained, Formula, Meaning, Printed, Reach, Said, Sentence, Trace, rounding, sentences,
    where_is,
};

/// Traces what is ordered, and what else is ordered of the same pages; the first order that is another.
pub(super) fn carry_out(
    files: &Files,
    fonts: &Arc<Fonts>,
    engine: &mut Engine,
    mut order: TraceOrder,
    orders: &Receiver<Job>,
) -> Option<Job> {
    let TraceOrder { folder, year, edition, sought } = order.clone();
    let refused = || {
        forget(REMEMBERED);
        tell(&Traced { edition: edition.clone(), found: None });
        None
    };
    let Ok(project) = Project::open(files) else { return refused() };
    let selected = Selected { folder: folder.clone(), year };
    let (prepared, noted) = project.prepare(fonts, &selected, Purpose::Draft);
    let Some(prepared) = prepared else { return refused() };
    // Sentences are there before all numbers are known.
    if let Sought::Sentences = sought {
        let found = sentences(&prepared, engine).map(Traces::Sentences);
        forget(REMEMBERED);
        tell(&Traced { edition, found });
        return None;
    }
    let Ok(trace) = Trace::of(&prepared, &noted.sources, engine) else { return refused() };
    forget(REMEMBERED);
    let own = format!("data/{folder}/{year}.toml");
    let mut known: Option<Vec<Sentence>> = None;
    loop {
        let found = match &order.sought {
            Sought::Sentences => sentences(&prepared, engine).map(Traces::Sentences),
            Sought::Point(..) | Sought::Page(_) => found(&trace, &order.sought),
            Sought::Field(file, path) => match found(&trace, &order.sought) {
                Some(Traces::Places(marks, lines)) if marks.is_empty() && *file == own => {
                    let marks = of_whole(&trace, path);
                    let is_words = path.starts_with("reasons.");
                    if is_words && known.is_none() {
                        known = sentences(&prepared, engine);
                        forget(REMEMBERED);
                    }
                    let known = known.iter().flatten().find(|one| one.field == *path);
                    let place = known.and_then(|sentence| trace.lacking(sentence));
                    let lacking = place.iter().map(Mark::of_lacking);
                    Some(Traces::Places(lacking.chain(marks).collect(), lines))
                }
                Some(Traces::Places(marks, lines)) if marks.is_empty() => {
                    let place = before_words(&trace, file, path);
                    Some(Traces::Places(place.iter().map(Mark::of_lacking).collect(), lines))
                }
                found => found,
            },
        };
        tell(&Traced { edition: edition.clone(), found });
        match orders.recv().ok()? {
            Job::Trace(next)
                if next.folder == folder && next.year == year && next.edition == edition =>
            {
                order = next;
            }
            next => return Some(next),
        }
    }
}

/// Where that is printed of which a whole field at the top of a year's file tells nothing; none for a path into one.
fn of_whole(trace: &Trace<'_>, path: &str) -> Vec<Mark> {
    if path.contains(['.', '[']) {
        return Vec::new();
    }
    let part = match path {
        // What is left of the year before, and what was planned, are told with other figures.
        "carry-over" => "balance.opening",
        "budget" => "attainments",
        part => part,
    };
    let called = Topic::of_field(Some(Part::Year), path).term;
    let (numbers, headings) = trace.of_part(part, called);
    let mut marks: Vec<Mark> =
        numbers.into_iter().map(Mark::of).chain(headings.iter().map(Mark::of_words)).collect();
    marks.sort_by_key(|mark| mark.page);
    marks
}

/// What is found among the numbers and words of the pages; none of what is not sought there.
fn found(trace: &Trace<'_>, sought: &Sought) -> Option<Traces> {
    Some(match sought {
        Sought::Sentences => return None,
        Sought::Point(page, x, y) => at(trace, *page, *x, *y),
        Sought::Field(file, path) => {
            let Reach { values, numbers, left_out: _, words } = trace.reach_of_field(file, path);
            let numbers = numbers.iter().filter(|number| number.place.page > 0).map(Mark::of);
            let mut marks: Vec<Mark> = numbers.chain(words.iter().map(Mark::of_words)).collect();
            marks.sort_by_key(|mark| mark.page);
            Traces::Places(marks, values)
        }
        Sought::Page(page) => {
            let is_here = |one: &&Printed| one.place.spots.iter().any(|spot| spot.page == *page);
            let numbers = trace.printed().iter().filter(is_here).filter_map(|one| {
                let said = format!("{}，{}", where_is(one), trace.called(one)?);
                Some(Mark { said, ..Mark::of(one) })
            });
            Traces::Page(numbers.collect())
        }
    })
}

/// Where words of a self-evaluation that nobody has written yet would stand: behind the words before them, as far as these are
/// printed, or where the report of its project begins; none of anything else.
fn before_words(trace: &Trace<'_>, file: &str, path: &str) -> Option<Said> {
    let texts = EvaluationText::ALL.into_iter();
    let place = texts.clone().position(|text| text.key() == path)?;
    let words = |path: &str| trace.reach_of_field(file, path).words;
    let before: Vec<EvaluationText> = texts.take(place).collect();
    let mut before = before.into_iter().rev().filter_map(|text| words(text.key()).pop());
    before.next().or_else(|| {
        // Its name and its money stand elsewhere as well, in lists before all reports.
        let funds = trace.reach_of_field(file, "funds").numbers.into_iter();
        let funds = funds.map(|number| number.place.page).max().filter(|page| *page > 0);
        let names = words("name");
        let is_before = |said: &&Said| funds.is_none_or(|funds| said.page <= funds);
        let last = names.iter().rfind(is_before)?;
        let is_near =
            |said: &&Said| said.section == last.section && said.page.abs_diff(last.page) < 2;
        names.iter().find(is_near).cloned()
    })
}

/// What stands at a point, or so near that it is meant.
fn at(trace: &Trace<'_>, page: usize, x: f64, y: f64) -> Traces {
    /// So near, in points, is meant: the numbers of statements are small.
    const NEAR: f64 = 3.0;
    let distance = |printed: &Printed| {
        let spots = printed.place.spots.iter().filter_map(|spot| spot.distance(page, x, y));
        spots.min_by(f64::total_cmp).filter(|distance| *distance <= NEAR)
    };
    let near = trace.printed().iter().filter_map(|printed| Some((distance(printed)?, printed)));
    let number = near.min_by(|(one, _), (other, _)| one.total_cmp(other));
    let asides =
        trace.asides().filter_map(|(printed, kind)| Some((distance(printed)?, printed, kind)));
    let aside = asides.min_by(|(one, ..), (other, ..)| one.total_cmp(other));
    if let Some((distance, printed, kind)) = aside
        && number.is_none_or(|(other, _)| distance < other)
    {
        return Traces::NoFigure(Mark::of(printed), kind.term().to_owned());
    }
    let said = || trace.said_at(page, x, y);
    match number {
        Some((_, printed)) => match trace.meaning(printed) {
            Meaning::Figure(explained) => Traces::Number(explained_at(trace, printed, explained)),
            Meaning::Words(lines) => Traces::Words(Mark::of(printed), lines),
            Meaning::NoFigure(kind) => Traces::NoFigure(Mark::of(printed), kind.term().to_owned()),
        },
        None => said().map_or(Traces::Nothing, |said| {
            Traces::Words(Mark::of_words(&said), trace.lines_of_words(&said.words))
        }),
    }
}

/// A figure where it stands.
fn explained_at(trace: &Trace<'_>, printed: &Printed, explained: Explained) -> Number {
    let Explained { facts, name, value, formula, lines } = explained;
    let Formula { how, operands, as_printed } = formula;
    let operands = operands.into_iter().map(|operand| Operand {
        // A line of the data is called by its field, and what is no fact and no line by its name.
        name: Some(operand.name).filter(|name| operand.fact.is_some() || !name.contains(':')),
        value: operand.value.to_string(),
        times: operand.times.to_string(),
    });
    let places = trace.places(&facts.into_iter().collect());
    let places = places.into_iter().filter(|one| one.place.page > 0);
    Number {
        at: Mark::of(printed),
        name,
        rounding: rounding(&value, &printed.text),
        value,
        how,
        as_printed,
        operands: operands.collect(),
        lines,
        places: places.map(Mark::of).collect(),
    }
}
