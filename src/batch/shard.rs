//! A part of all units, for one of several machines.

use std::fmt::{self, Display};
use std::str::FromStr;

use crate::batch::digest::Digest;

/// The K-th of N parts of all units; a unit stays in its part whatever other units there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    /// Which part, from 1.
    part: u64,
    /// How many parts there are.
    parts: u64,
}

impl Shard {
    /// Whether a unit's folder belongs to it.
    pub(crate) fn holds(self, folder: &str) -> bool {
        let digest = Digest::of(folder.as_bytes());
        let number = digest.as_str().get(..16).and_then(|hex| u64::from_str_radix(hex, 16).ok());
        number.unwrap_or_default() % self.parts + 1 == self.part
    }
}

impl FromStr for Shard {
    type Err = &'static str;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let wrong = "写法是 K/N，如 2/8，K 从 1 到 N";
        let (part, parts) = written.split_once('/').ok_or(wrong)?;
        let (part, parts) = (part.parse().map_err(|_| wrong)?, parts.parse().map_err(|_| wrong)?);
        if (1..=parts).contains(&part) { Ok(Self { part, parts }) } else { Err(wrong) }
    }
}

impl Display for Shard {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-of-{}", self.part, self.parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_is_in_one_part_and_the_parts_are_even() {
        let parts: Vec<Shard> = (1..=4).map(|part| Shard { part, parts: 4 }).collect();
        let units: Vec<String> = (0..4000).map(|number| format!("unit-{number}")).collect();
        for unit in &units {
            assert_eq!(parts.iter().filter(|part| part.holds(unit)).count(), 1);
        }
        for part in parts {
            let held = units.iter().filter(|unit| part.holds(unit)).count();
            assert!((900..1100).contains(&held), "{held}");
        }
    }

    #[test]
    fn a_part_is_written_k_of_n() {
        assert_eq!("2/8".parse::<Shard>().map(|shard| shard.to_string()), Ok("2-of-8".to_owned()));
        for wrong in ["", "0/4", "5/4", "1/0", "1", "a/b", "-1/2"] {
            assert!(wrong.parse::<Shard>().is_err(), "{wrong}");
        }
    }
}
