//! `cargo bench --bench batch`: batches of reports, and what else could have made them.
//!
//! Linux only: memory and processor time are read from /proc.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a measurement prints, and stops where it cannot go on"
)]

mod arguments;
mod batches;
#[path = "../generate/mod.rs"]
mod generate;
mod machine;
mod peers;
mod process;
mod program;
mod stock;
mod table;

use arguments::{Part, arguments};

fn main() {
    let parts = arguments().part.map_or_else(Part::all, |part| vec![part]);
    if !matches!(parts[..], [Part::Generate { .. }]) {
        println!("{}\n", machine::described());
    }
    for part in parts {
        match part {
            Part::Generate { folder, units, size } => {
                generate::write(&folder, units, size).expect("the project cannot be written");
                println!("{units} units in {}", folder.display());
            }
            Part::Batch(batch) => batches::measure(&batch),
            Part::Stock(stock) => stock::measure(&stock),
            Part::Peers(peers) => peers::measure(&peers),
        }
    }
}
