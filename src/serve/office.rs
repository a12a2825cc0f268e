//! What the page knows of the project: its files as they are now, read anew when they have changed.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use crate::batch::{Row, today};
use crate::files::Files;
use crate::project::{Project, Selected};
use crate::serve::address::Address;
use crate::serve::building::Building;
use crate::serve::compared::Comparisons;
use crate::serve::journal::Journal;
use crate::serve::listeners::Listeners;
use crate::serve::lock::lock;
use crate::serve::overview::{self, Overview};
use crate::serve::pages::Typists;
use crate::serve::stamp::Stamp;
use crate::serve::taken_back::Imported;
use crate::serve::unit::at::SETTINGS;
use crate::serve::unit::held::Holding;
use crate::serve::unit::known::Known;
use crate::serve::unit::texts::Texts;
use crate::write::settings_text;

/// The project behind the page.
#[derive(Debug)]
pub(super) struct Office {
    /// The project folder.
    pub root: PathBuf,
    /// Where the page is.
    pub address: Address,
    /// The pages that are open.
    pub listeners: Listeners,
    /// The build that goes on, or the last one.
    pub building: Mutex<Option<Arc<Building>>>,
    /// What was typed and is held.
    pub held: Holding,
    /// The processes that set pages.
    pub typists: Typists,
    /// What the files said before they were written.
    pub texts: Texts,
    /// Reports as they were looked at last.
    pub known: Known,
    /// Held by whoever writes.
    pub writing: Mutex<()>,
    /// What differs between reports and their last editions.
    pub comparisons: Comparisons,
    /// What changed in the data, and in which tab.
    pub journal: Journal,
    /// The last import, which can be taken back.
    pub imported: Mutex<Option<Imported>>,
    /// The units as they were when their files, and what was made of them, looked so.
    overview: Mutex<Option<(Stamps, Arc<Overview>)>>,
    /// The layouts as they were when the files looked so: their names and titles.
    layouts: Mutex<Option<(Stamp, Layouts)>>,
}

/// What the files of a project looked like at some time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamps {
    /// Those that reports are made from.
    pub sources: Stamp,
    /// The reports that were made and published.
    pub made: Stamp,
}

/// The names of layouts, and their titles.
type Layouts = Arc<Vec<(String, String)>>;

impl Office {
    /// The project of a folder.
    pub(super) fn new(root: PathBuf, address: Address) -> Arc<Self> {
        let (listeners, building, texts, writing, imported, overview, layouts) = Default::default();
        let journal = Journal::of(&root);
        let held = Holding::of(&root);
        let typists = Typists::of(&root);
        Arc::new(Self {
            root,
            address,
            listeners,
            building,
            held,
            typists,
            texts,
            known: Known::default(),
            writing,
            comparisons: Comparisons::default(),
            journal,
            imported,
            overview,
            layouts,
        })
    }

    /// The units as they are now.
    pub(super) fn overview(&self) -> Arc<Overview> {
        let mut kept = lock(&self.overview);
        let (now, is_making) = (self.looks(), self.is_making());
        // What is being made is told by whoever makes it: to look at all units after each would keep it waiting.
        let is_kept = |then: &Stamps| *then == now || is_making && then.sources == now.sources;
        match &*kept {
            Some((then, overview)) if is_kept(then) => Arc::clone(overview),
            Some(_) | None => {
                let overview = Arc::new(overview::look(&self.root));
                *kept = Some((now, Arc::clone(&overview)));
                overview
            }
        }
    }

    /// How it stands with one report now: as the table of all units has it where that is of now; else it alone is looked at.
    pub(super) fn row(&self, report: &Selected) -> Option<Row> {
        let looks = self.looks();
        let kept = self.overview.try_lock().ok().and_then(|kept| kept.clone());
        let known = kept.filter(|(then, _)| *then == looks);
        let known = known.and_then(|(_, all)| all.row(&report.folder, report.year).cloned());
        known.or_else(|| overview::row_of(&self.root, report))
    }

    /// What the data look like now.
    pub(super) fn sources(&self) -> Stamp {
        Stamp::of_sources(&self.root)
    }

    /// The layouts that there are now.
    pub(super) fn layouts(&self) -> Layouts {
        let mut kept = lock(&self.layouts);
        let now = Stamp::of_layouts(&self.root);
        match &*kept {
            Some((stamp, layouts)) if *stamp == now => Arc::clone(layouts),
            Some(_) | None => {
                let files = Files::on(&self.root);
                // A folder without settings has the layouts that it may begin with.
                let project = Project::open(&files).or_else(|_| {
                    let first = (SETTINGS.to_owned(), settings_text(today().year, None));
                    Project::open(&files.over([first]))
                });
                let layouts = project.map(|project| project.layouts()).unwrap_or_default();
                let layouts = Arc::new(layouts);
                *kept = Some((now, Arc::clone(&layouts)));
                layouts
            }
        }
    }

    /// What the files look like now.
    pub(super) fn looks(&self) -> Stamps {
        Stamps { sources: Stamp::of_sources(&self.root), made: Stamp::of_made(&self.root) }
    }

    /// Whether reports are being built or registered.
    pub(super) fn is_making(&self) -> bool {
        self.building().is_some_and(|building| building.goes_on())
    }

    /// The build that goes on, or the last one.
    pub(super) fn building(&self) -> Option<Arc<Building>> {
        lock(&self.building).clone()
    }
}
