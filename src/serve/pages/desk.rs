//! The process that sets pages.

use std::io::{self, BufRead};
use std::mem;
use std::process;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use crate::engine::{Engine, Fonts, Heading, LaidOut, forget};
use crate::files::{Files, Seen};
use crate::problem::Problem;
use crate::project::{Project, Selected};
use crate::serve::pages::job::{Begins, Job, Order, Pages};
use crate::serve::pages::pictures::Pictures;
use crate::serve::pages::tell::{REMEMBERED, tell};
use crate::serve::pages::{edition, tracing};

/// The stack of the thread that sets pages, where nobody says otherwise.
const STACK: usize = 16 << 20;

/// How deep the headings are that are told: those of parts, and of statements and sections.
const DEEPEST: usize = 2;

/// How long nothing is asked for before there is time to forget: what follows on an edit, or on its pages, follows sooner.
const IDLE: Duration = Duration::from_millis(30);

/// How many reports are set at most before there must be time to forget, once a page is drawn.
const DRAWN: usize = 2;

/// The same, whatever is asked for.
const SET: usize = 4;

/// A report that was set.
struct Set {
    /// By what the files are known that it was set from.
    edition: String,
    /// What they answered.
    seen: Seen,
    /// Its pages.
    laid_out: LaidOut,
    /// Those that were drawn.
    pictures: Pictures,
}

/// What was set, and what is to be put away of that once there is time.
#[derive(Default)]
struct Desk {
    /// What was asked for last.
    last: Option<Set>,
    /// What will be asked for if the files are written that were about to be.
    ahead: Option<Set>,
    /// What nobody asks for any more.
    gone: Vec<Set>,
    /// How many reports were set since something was forgotten.
    unforgotten: usize,
}

/// Sets what standard input orders and answers on standard output, until the input ends. Then whoever asked is gone or wants
/// no more: the process ends at once, whatever it was doing.
pub(crate) fn at_desk(files: Files) {
    let (sender, orders) = channel::<Job>();
    thread::spawn(move || {
        for line in io::stdin().lock().lines() {
            let order = line.ok().and_then(|line| serde_json::from_str(&line).ok());
            let Some(order) = order else { break };
            if sender.send(order).is_err() {
                return;
            }
        }
        process::exit(0);
    });
    let stack = std::env::var("RUST_MIN_STACK").ok().and_then(|stack| stack.parse().ok());
    let setter = thread::Builder::new().stack_size(stack.unwrap_or(STACK)).spawn(move || {
        let fonts = Arc::new(Fonts::load(files.root(), None));
        let mut engine = Engine::new(Arc::clone(&fonts));
        let mut desk = Desk::default();
        let mut next = None;
        while let Some(order) = next.take().or_else(|| desk.next(&orders)) {
            match order {
                Job::Draw(order) => {
                    tell(&desk.carry_out(&files, &fonts, &mut engine, &order));
                    desk.tidy(if order.page.is_some() { DRAWN } else { SET });
                }
                Job::Edition(order) => {
                    let done = edition::carry_out(&files, &fonts, &order);
                    tell(&done.map_err(|problem| problem.headline));
                }
                Job::Trace(order) => {
                    next = tracing::carry_out(&files, &fonts, &mut engine, order, &orders);
                }
            }
        }
    });
    let _ = setter.map(thread::JoinHandle::join);
}

impl Desk {
    /// What is ordered next. Where that is not at once, the time is used to forget; none when nobody orders any more.
    fn next(&mut self, orders: &Receiver<Job>) -> Option<Job> {
        match orders.recv_timeout(IDLE) {
            Ok(order) => Some(order),
            Err(RecvTimeoutError::Disconnected) => None,
            Err(RecvTimeoutError::Timeout) => {
                self.tidy(1);
                orders.recv().ok()
            }
        }
    }

    /// Sets a report, unless it is set already, and draws the page that is asked for. Where it cannot be set, what was set
    /// last stays, and it is said why.
    fn carry_out(
        &mut self,
        files: &Files,
        fonts: &Arc<Fonts>,
        engine: &mut Engine,
        order: &Order,
    ) -> Pages {
        if let Some(texts) = &order.ahead {
            let over = files.over(texts.clone());
            let is_so = |set: &Set| set.seen.holds(&over);
            if self.ahead.as_ref().is_some_and(is_so) || self.last.as_ref().is_some_and(is_so) {
                return Pages::default();
            }
            let mut set = self.set(&over, fonts, engine, order).ok();
            if let (Some(set), Some(last)) = (&mut set, &self.last) {
                set.pictures = last.pictures.of(&set.laid_out);
            }
            self.gone.extend(mem::replace(&mut self.ahead, set));
            return Pages::default();
        }
        let mut why = None;
        if self.last.as_ref().is_none_or(|last| last.edition != order.edition) {
            why = self.renew(files, fonts, engine, order).err();
        }
        let Some(Set { edition, seen: _, laid_out, pictures }) = &mut self.last else {
            return Pages { why, ..Pages::default() };
        };
        let drawn = order.page.and_then(|(page, wanted)| pictures.hand_out(laid_out, page, wanted));
        let headings = match order.page {
            None => begins(laid_out),
            Some(_) => Vec::new(),
        };
        Pages { edition: edition.clone(), sizes: laid_out.sizes(), headings, drawn, why }
    }

    /// Has the report set as its files are now: again only where they are not those that it was set from, or those that were
    /// about to be written. Why not, where it cannot be.
    fn renew(
        &mut self,
        files: &Files,
        fonts: &Arc<Fonts>,
        engine: &mut Engine,
        order: &Order,
    ) -> Result<(), String> {
        let is_so = |set: &mut Set| set.seen.holds(files);
        let known = self.ahead.take_if(is_so).or_else(|| self.last.take_if(is_so));
        let set = match known {
            Some(known) => Set { edition: order.edition.clone(), ..known },
            None => self.set(files, fonts, engine, order).map_err(|problems| {
                let first = problems.into_iter().next();
                first.map(|problem| problem.headline).unwrap_or_default()
            })?,
        };
        self.gone.extend(self.last.replace(set));
        Ok(())
    }

    /// Sets a report, whatever the check says of it.
    fn set(
        &mut self,
        files: &Files,
        fonts: &Fonts,
        engine: &mut Engine,
        order: &Order,
    ) -> Result<Set, Vec<Problem>> {
        self.unforgotten += 1;
        let files = files.seeing();
        let project = Project::open(&files).map_err(|noted| noted.problems)?;
        let selected = Selected { folder: order.folder.clone(), year: order.year };
        let (folder, mut noted) = project.folder_of_draft(fonts, &selected);
        let folder = folder.ok_or(noted.problems)?;
        let laid_out = engine.lay_out(&folder, &mut noted.sources)?;
        let (edition, seen) = (order.edition.clone(), files.seen());
        Ok(Set { edition, seen, laid_out, pictures: Pictures::default() })
    }

    /// Forgets what was not used again, once so many reports were set since.
    fn tidy(&mut self, many: usize) {
        if self.unforgotten >= many {
            self.gone.clear();
            forget(REMEMBERED / self.unforgotten.max(1));
            self.unforgotten = 0;
        }
    }
}

/// The statements and sections of a report, down to where they would be too many to be chosen from.
fn begins(laid_out: &LaidOut) -> Vec<Begins> {
    let headings = laid_out.headings().into_iter().filter(|heading| heading.level <= DEEPEST);
    let begins = headings.map(|Heading { page, top, level: _, words }| Begins { page, top, words });
    begins.collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;

    use super::*;
    use crate::files::Most;
    use crate::serve::pages::job::{Drawn, Wanted};

    /// The file that names the unit.
    const UNIT: &str = "data/agriculture-bureau/unit.toml";

    /// A desk at its work.
    struct Work {
        desk: Desk,
        fonts: Arc<Fonts>,
        engine: Engine,
    }

    impl Work {
        /// What the first page says of an edition, or nothing where that is set ahead with some texts; and how many reports
        /// were set by then.
        fn page(
            &mut self,
            files: &Files,
            edition: &str,
            ahead: Option<BTreeMap<String, String>>,
        ) -> (String, usize) {
            let Self { desk, fonts, engine } = self;
            let (folder, edition) = ("agriculture-bureau".to_owned(), edition.to_owned());
            let order =
                Order { folder, year: 2024, edition, page: Some((0, Wanted::Words)), ahead };
            let pages = desk.carry_out(files, fonts, engine, &order);
            assert_eq!((pages.edition, pages.why), (order.edition, None));
            let text = match pages.drawn {
                Some(Drawn::Words(text)) => text,
                Some(Drawn::Lines(_) | Drawn::Pixels(_)) | None => String::new(),
            };
            (text.replace('\n', ""), desk.unforgotten)
        }
    }

    #[test]
    fn what_was_set_ahead_is_not_set_again_and_nothing_else_is_taken_for_it() {
        let home = Path::new(env!("CARGO_MANIFEST_DIR"));
        let fonts = Arc::new(Fonts::load(home, None));
        let engine = Engine::new(Arc::clone(&fonts));
        let mut work = Work { desk: Desk::default(), fonts, engine };
        let disk = Files::on(&home.join("tests/projects/clean"));
        let text = String::from_utf8(disk.read(UNIT, Most::Data).unwrap()).unwrap();
        let name = text.split_once("name = \"").unwrap().1.split('"').next().unwrap();
        let texts =
            |name_then: &str| BTreeMap::from([(UNIT.to_owned(), text.replace(name, name_then))]);
        let [one, two, three] = ["某县第一局", "某县第二局", "某县第三局"];
        let shows = |work: &mut Work, files: &Files, edition: &str, name: &str, sets: usize| {
            let (text, set) = work.page(files, edition, None);
            assert!(text.contains(name), "{edition}: {text}");
            assert_eq!(set, sets, "{edition}");
        };
        shows(&mut work, &disk, "1", name, 1);
        assert_eq!(work.page(&disk, "", Some(texts(one))), (String::new(), 2));
        // Once is enough.
        assert_eq!(work.page(&disk, "", Some(texts(one))), (String::new(), 2));
        // Until it is written, the pages stay.
        shows(&mut work, &disk, "1", name, 2);
        shows(&mut work, &disk.over(texts(one)), "2", one, 2);
        // Something else changed that it was not made from.
        let other = ("out/another.txt".to_owned(), "另一个".to_owned());
        shows(&mut work, &disk.over(texts(one)).over([other]), "3", one, 2);
        // Other words were written than those that were about to be.
        assert_eq!(work.page(&disk, "", Some(texts(two))), (String::new(), 3));
        shows(&mut work, &disk.over(texts(three)), "4", three, 4);
        shows(&mut work, &disk, "5", name, 5);
        // What cannot be read is not set, and takes nothing away.
        let broken = BTreeMap::from([(UNIT.to_owned(), "name = = 1".to_owned())]);
        assert_eq!(work.page(&disk, "", Some(broken)), (String::new(), 6));
        shows(&mut work, &disk, "6", name, 6);
        work.desk.tidy(7);
        assert!(!work.desk.gone.is_empty());
        work.desk.tidy(6);
        assert!(work.desk.gone.is_empty() && work.desk.unforgotten == 0);
        shows(&mut work, &disk, "6", name, 0);
    }
}
