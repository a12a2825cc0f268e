//! The bar that shows how far a build has come, on a terminal only.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// What the bar says.
const LINE: &str = "{bar:30} {pos}/{len}{prefix}  剩余 {eta_precise}  {wide_msg}";

/// The bar; hidden where standard error is no terminal.
#[derive(Debug)]
pub(super) struct Bar(ProgressBar);

impl Bar {
    /// A bar that is not shown yet.
    pub(super) fn new() -> Self {
        Self(ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden()))
    }

    /// Shows it for so many reports.
    pub(super) fn begin(&self, reports: usize) {
        self.0.set_length(reports as u64);
        if let Ok(style) = ProgressStyle::with_template(LINE) {
            self.0.set_style(style.progress_chars("━━ "));
        }
        if reports > 1 {
            self.0.set_draw_target(ProgressDrawTarget::stderr());
        }
    }

    /// Counts a report that is done, and says how many failed so far.
    pub(super) fn advance(&self, failed: usize) {
        if failed > 0 {
            self.0.set_prefix(format!("  失败 {failed}"));
        }
        self.0.inc(1);
    }

    /// Says what is being done.
    pub(super) fn say(&self, words: String) {
        self.0.set_message(words);
    }

    /// Lets time pass.
    pub(super) fn tick(&self) {
        self.0.tick();
    }

    /// Writes lines while the bar is out of the way.
    pub(super) fn aside(&self, write: impl FnOnce()) {
        self.0.suspend(write);
    }

    /// Takes it away.
    pub(super) fn clear(&self) {
        self.0.finish_and_clear();
    }
}
