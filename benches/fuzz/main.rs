//! `cargo bench --bench fuzz -- --checks 20000 --others 2000 --seed 1`: projects spoilt in every way are checked, built,
//! merged and pruned. Nothing may break, take long, touch what stands outside, or delete what it does not name.
//! `--from 5000` goes on where another run stopped, `--program PATH` takes another build of the program.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a bench prints, and stops where it cannot go on"
)]

mod chance;
mod project;
mod run;
mod spoil;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use chance::Chance;
use project::Ground;
use run::{Judged, judged};

/// What is asked for on the command line.
struct Wanted {
    /// How many checks.
    checks: u64,
    /// How many builds, merges and prunes.
    others: u64,
    /// What the chance begins with.
    seed: u64,
    /// The number of the first case.
    from: u64,
    /// The program.
    program: PathBuf,
}

/// The commands that read, each in turn.
const CHECKS: [&[&str]; 6] = [
    &["check"],
    &["check", "--format", "short"],
    &["check", "--format", "json"],
    &["check", "--format", "sarif"],
    &["layout", "list"],
    &["layout", "check"],
];

/// The commands that write, each in turn.
const OTHERS: [&[&str]; 5] = [
    &["build"],
    &["build", "--prune"],
    &["merge"],
    &["merge", "part"],
    &["build", "--prune", "--draft", "--format", "json"],
];

fn main() {
    let Wanted { checks, others, seed, from, program } = wanted();
    let begun = Instant::now();
    let mut ground = Ground::new(program);
    let (mut bad, mut longest) = (0, Duration::ZERO);
    let mut statuses: BTreeMap<(&str, Option<i32>), u64> = BTreeMap::new();
    for number in from..checks + others {
        let is_check = number < checks;
        let mut chance = Chance::of(seed, number);
        ground.renew(!is_check);
        let spoilt = spoil::some(&mut chance, &ground, !is_check);
        let commands: &[&[&str]] = if is_check { &CHECKS } else { &OTHERS };
        let command = chance.one(commands);
        let Judged { status, took, faults } = judged(&ground, command);
        longest = longest.max(took);
        *statuses.entry((if is_check { "check" } else { "other" }, status)).or_default() += 1;
        if !faults.is_empty() {
            bad += 1;
            println!(
                "case {number} of seed {seed}: {command:?} {status:?} {took:?}\n  {spoilt:?}\n  {faults:#?}"
            );
        }
        if (number + 1) % 500 == 0 {
            println!("{} cases, {bad} bad, longest {longest:?}, {:?}", number + 1, begun.elapsed());
        }
    }
    println!(
        "{checks} checks and {others} others from {from} in {:?}: {bad} bad, longest {longest:?}",
        begun.elapsed()
    );
    println!("by status: {statuses:?}");
    std::process::exit(i32::from(bad > 0));
}

/// Reads the command line; `cargo bench` adds words of its own, and without any nothing much is done.
fn wanted() -> Wanted {
    let words: Vec<String> = std::env::args().collect();
    let value =
        |name: &str| words.iter().position(|word| word == name).and_then(|at| words.get(at + 1));
    let number = |name: &str, otherwise: u64| {
        value(name).map_or(otherwise, |value| value.parse().expect("a number"))
    };
    Wanted {
        checks: number("--checks", 20),
        others: number("--others", 5),
        seed: number("--seed", 1),
        from: number("--from", 0),
        program: value("--program")
            .map_or_else(|| env!("CARGO_BIN_EXE_juesuan").into(), PathBuf::from),
    }
}
