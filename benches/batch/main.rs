//! `cargo bench --bench batch`: batches of reports, and what else could have made them.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a measurement prints, and stops where it cannot go on"
)]

mod arguments;
#[path = "../generate/mod.rs"]
mod generate;

use arguments::{Part, arguments};

fn main() {
    match arguments().part {
        Part::Generate { folder, units, size } => {
            generate::write(&folder, units, size).expect("the project cannot be written");
            println!("{units} units in {}", folder.display());
        }
    }
}
