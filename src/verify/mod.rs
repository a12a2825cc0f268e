//! A finished PDF → whether its pages are what its own data yield. Nothing that it says of itself is trusted: its data are built
//! again, and the result is compared.

mod again;
mod compare;
mod desk;
mod judge;
mod said;

pub(crate) use desk::{at_desk, verify_files};
pub(crate) use said::{Difference, Verdict, Verified};

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// A PDF to be verified, and with what.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Order {
    /// The PDF.
    pub pdf: PathBuf,
    /// The project whose layouts and fonts are known besides those of the program.
    pub project: Option<PathBuf>,
    /// Another folder of fonts.
    pub fonts: Option<PathBuf>,
}
