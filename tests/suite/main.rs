//! Runs the program as its users do, and looks at what it lays out.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that meets something unexpected must fail"
)]

mod batch;
mod build;
mod central;
mod charts;
mod check;
mod department_sums;
mod departments;
mod documents;
mod errors;
mod escapes;
mod facts;
mod files;
mod findings;
mod forms;
mod generated;
mod golden;
mod guide;
#[cfg(unix)]
mod killed;
mod layout_errors;
mod layouts;
mod mutations;
mod outputs;
mod pdf;
mod printed;
mod robust;
mod rounded;
mod shanghai;
mod statements;
mod support;
mod usage;
mod valid;
