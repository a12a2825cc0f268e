//! What the program is built with.

use std::fs;

use crate::support::repository;

/// Checks that there is one comemo, and that it is named: with another one than Typst's nothing would be forgotten, and
/// nobody would notice but by the memory.
#[test]
fn there_is_one_comemo() {
    let read = |path| fs::read_to_string(repository().join(path)).unwrap().replace("\r\n", "\n");
    let (lock, named) = (read("Cargo.lock"), read("Cargo.toml"));
    let versions: Vec<&str> = lock
        .split("\n[[package]]\n")
        .filter_map(|package| {
            package.strip_prefix("name = \"comemo\"\nversion = \"")?.split('"').next()
        })
        .collect();
    assert_eq!(versions.len(), 1, "{versions:?}");
    let (_, dependencies) = named.split_once("\n[dependencies]\n").unwrap();
    let (dependencies, _) = dependencies.split_once("\n[").unwrap();
    let wanted = format!("comemo = \"={}\"", versions[0]);
    assert!(dependencies.lines().any(|line| line == wanted), "no {wanted}");
}
