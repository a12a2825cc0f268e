//! Codes of which not only one kind will do: economic codes of both levels, and those of either classification.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::model::code::{EconomicClassCode, EconomicCode, FunctionCode, Level};

/// An economic code of either level; in the order of the digits, a class before its sections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnyEconomicCode {
    /// A class.
    Class(EconomicClassCode),
    /// A section.
    Section(EconomicCode),
}

impl AnyEconomicCode {
    /// Reads a code of three or five digits.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text.len() {
            3 => EconomicClassCode::parse(text).map(Self::Class),
            5 => EconomicCode::parse(text).map(Self::Section),
            _ => None,
        }
    }

    /// The digits.
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Class(code) => code.as_str(),
            Self::Section(code) => code.as_str(),
        }
    }

    /// The class that it is or belongs to.
    pub(crate) fn class(&self) -> EconomicClassCode {
        match self {
            Self::Class(code) => code.clone(),
            Self::Section(code) => code.class(),
        }
    }

    /// Its level.
    pub(crate) fn level(&self) -> Level {
        match self {
            Self::Class(_) => Level::Class,
            Self::Section(_) => Level::Section,
        }
    }

    /// Whether a section is this one or part of it.
    pub(crate) fn holds(&self, section: &EconomicCode) -> bool {
        section.as_str().starts_with(self.as_str())
    }
}

impl PartialOrd for AnyEconomicCode {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for AnyEconomicCode {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl fmt::Display for AnyEconomicCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for AnyEconomicCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A code of either classification, of any level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnyCode {
    /// A functional code.
    Function(FunctionCode),
    /// An economic code.
    Economic(AnyEconomicCode),
}

impl AnyCode {
    /// Reads a code; its first digit tells the classification.
    pub fn parse(text: &str) -> Option<Self> {
        let function = FunctionCode::parse(text).map(Self::Function);
        function.or_else(|| AnyEconomicCode::parse(text).map(Self::Economic))
    }

    /// The digits.
    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Function(code) => code.as_str(),
            Self::Economic(code) => code.as_str(),
        }
    }
}

impl fmt::Display for AnyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_digit_tells_the_classification() {
        assert!(matches!(AnyCode::parse("208"), Some(AnyCode::Function(_))));
        assert!(matches!(AnyCode::parse("30101"), Some(AnyCode::Economic(_))));
        assert_eq!(AnyCode::parse("3010101"), None);
        assert_eq!(AnyCode::parse("501"), None);
    }

    #[test]
    fn a_class_stands_before_its_sections() {
        let mut codes = ["302", "30101", "301"].map(|text| AnyEconomicCode::parse(text).unwrap());
        codes.sort();
        assert_eq!(codes.each_ref().map(AnyEconomicCode::as_str), ["301", "30101", "302"]);
        assert!(codes[0].holds(&EconomicCode::parse("30101").unwrap()));
        assert!(!codes[2].holds(&EconomicCode::parse("30101").unwrap()));
    }
}
