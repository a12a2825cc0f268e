//! Builds the program again when a layout file is added or taken away.

fn main() {
    println!("cargo::rerun-if-changed=layouts");
}
