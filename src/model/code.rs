//! Codes of the expenditure classification (政府收支分类科目).

use std::cmp::Ordering;
use std::fmt;

use serde::{Serialize, Serializer};

/// The levels of the classification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// 类, three digits.
    Class,
    /// 款, five digits.
    Section,
    /// 项, seven digits; functional classification only.
    Item,
}

impl Level {
    /// The level of a functional code.
    pub(crate) fn of(code: &FunctionCode) -> Self {
        match code {
            FunctionCode::Class(_) => Self::Class,
            FunctionCode::Section(_) => Self::Section,
            FunctionCode::Item(_) => Self::Item,
        }
    }

    /// How many digits its codes have.
    pub(crate) fn digits(self) -> usize {
        match self {
            Self::Class => 3,
            Self::Section => 5,
            Self::Item => 7,
        }
    }
}

/// Defines one type of code with a fixed number of digits and a fixed first digit.
macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $length:literal, $first:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// Reads a code; nothing if the number of digits or the first digit is wrong.
            pub fn parse(text: &str) -> Option<Self> {
                let right = text.len() == $length
                    && text.starts_with($first)
                    && text.bytes().all(|b| b.is_ascii_digit());
                right.then(|| Self(text.to_owned()))
            }

            /// The digits.
            pub(crate) fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }
    };
}

code!(
    /// A functional class (支出功能分类 类), such as `208`.
    ClassCode, 3, '2'
);
code!(
    /// A functional section (款), such as `20801`.
    SectionCode, 5, '2'
);
code!(
    /// A functional item (项), such as `2080109`.
    ItemCode, 7, '2'
);
code!(
    /// A class of the departments' economic classification (部门预算支出经济分类 类), such as `301`.
    EconomicClassCode, 3, '3'
);
code!(
    /// A section of the departments' economic classification (款), such as `30101`.
    EconomicCode, 5, '3'
);

impl SectionCode {
    /// The class that the section belongs to.
    pub(crate) fn class(&self) -> ClassCode {
        ClassCode(self.0.chars().take(3).collect())
    }
}

impl ItemCode {
    /// The section that the item belongs to.
    pub(crate) fn section(&self) -> SectionCode {
        SectionCode(self.0.chars().take(5).collect())
    }

    /// The class that the item belongs to.
    pub(crate) fn class(&self) -> ClassCode {
        ClassCode(self.0.chars().take(3).collect())
    }
}

impl EconomicCode {
    /// The class that the section belongs to.
    pub(crate) fn class(&self) -> EconomicClassCode {
        EconomicClassCode(self.0.chars().take(3).collect())
    }
}

/// A functional code of any level, for tables that allow totals of a class or section; in the order of the digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FunctionCode {
    /// A class.
    Class(ClassCode),
    /// A section.
    Section(SectionCode),
    /// An item.
    Item(ItemCode),
}

impl FunctionCode {
    /// Reads a code of three, five or seven digits.
    pub fn parse(text: &str) -> Option<Self> {
        match text.len() {
            3 => ClassCode::parse(text).map(Self::Class),
            5 => SectionCode::parse(text).map(Self::Section),
            7 => ItemCode::parse(text).map(Self::Item),
            _ => None,
        }
    }

    /// The digits.
    pub(crate) fn as_str(&self) -> &str {
        Functional::from(self).as_str()
    }

    /// Whether one of the two lies within the other, so that adding both would count twice.
    pub(crate) fn overlaps(&self, other: &Self) -> bool {
        self.as_str().starts_with(other.as_str()) || other.as_str().starts_with(self.as_str())
    }
}

impl PartialOrd for FunctionCode {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for FunctionCode {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl fmt::Display for FunctionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for FunctionCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A functional code of any level, lent by whatever has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Functional<'c> {
    /// A class.
    Class(&'c ClassCode),
    /// A section.
    Section(&'c SectionCode),
    /// An item.
    Item(&'c ItemCode),
}

impl<'c> Functional<'c> {
    /// The digits.
    pub(crate) fn as_str(self) -> &'c str {
        match self {
            Self::Class(code) => code.as_str(),
            Self::Section(code) => code.as_str(),
            Self::Item(code) => code.as_str(),
        }
    }

    /// The code itself.
    pub(crate) fn owned(self) -> FunctionCode {
        match self {
            Self::Class(code) => FunctionCode::Class(code.clone()),
            Self::Section(code) => FunctionCode::Section(code.clone()),
            Self::Item(code) => FunctionCode::Item(code.clone()),
        }
    }

    /// The class that it is or belongs to.
    pub(crate) fn class(self) -> ClassCode {
        match self {
            Self::Class(code) => code.clone(),
            Self::Section(code) => code.class(),
            Self::Item(code) => code.class(),
        }
    }

    /// The section that it is or belongs to; a class has none.
    pub(crate) fn section(self) -> Option<SectionCode> {
        match self {
            Self::Class(_) => None,
            Self::Section(code) => Some(code.clone()),
            Self::Item(code) => Some(code.section()),
        }
    }

    /// The item that it is.
    pub(crate) fn item(self) -> Option<ItemCode> {
        match self {
            Self::Class(_) | Self::Section(_) => None,
            Self::Item(code) => Some(code.clone()),
        }
    }

    /// The codes that it is part of, the widest first.
    pub(crate) fn above(self) -> impl Iterator<Item = FunctionCode> {
        let class = FunctionCode::Class(self.class());
        let section = self.section().map(FunctionCode::Section);
        [Some(class), section].into_iter().flatten().filter(move |above| self != above.into())
    }

    /// Whether a code is this one or part of it.
    pub(crate) fn holds<'o>(self, other: impl Into<Functional<'o>>) -> bool {
        other.into().as_str().starts_with(self.as_str())
    }
}

impl<'c> From<&'c FunctionCode> for Functional<'c> {
    fn from(code: &'c FunctionCode) -> Self {
        match code {
            FunctionCode::Class(code) => Self::Class(code),
            FunctionCode::Section(code) => Self::Section(code),
            FunctionCode::Item(code) => Self::Item(code),
        }
    }
}

impl<'c> From<&'c ClassCode> for Functional<'c> {
    fn from(code: &'c ClassCode) -> Self {
        Self::Class(code)
    }
}

impl<'c> From<&'c SectionCode> for Functional<'c> {
    fn from(code: &'c SectionCode) -> Self {
        Self::Section(code)
    }
}

impl<'c> From<&'c ItemCode> for Functional<'c> {
    fn from(code: &'c ItemCode) -> Self {
        Self::Item(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_knows_its_parents() {
        let item = ItemCode::parse("2080109").unwrap();
        assert_eq!(item.section().as_str(), "20801");
        assert_eq!(item.class().as_str(), "208");
        assert_eq!(EconomicCode::parse("30101").unwrap().class().as_str(), "301");
    }

    #[test]
    fn a_code_of_another_kind_is_refused() {
        assert_eq!(ItemCode::parse("20801"), None);
        assert_eq!(ItemCode::parse("3080109"), None);
        assert_eq!(ItemCode::parse("208010９"), None);
        assert_eq!(EconomicCode::parse("20101"), None);
    }

    #[test]
    fn levels_overlap_only_along_the_tree() {
        let code = |text| FunctionCode::parse(text).unwrap();
        assert!(code("208").overlaps(&code("2080109")));
        assert!(code("20801").overlaps(&code("20801")));
        assert!(!code("20801").overlaps(&code("20802")));
    }

    #[test]
    fn codes_of_all_levels_stand_in_the_order_of_their_digits() {
        let code = |text| FunctionCode::parse(text).unwrap();
        let mut codes = ["209", "2080109", "208", "20802", "20801"].map(code);
        codes.sort();
        let digits = codes.each_ref().map(FunctionCode::as_str);
        assert_eq!(digits, ["208", "20801", "2080109", "20802", "209"]);
    }

    #[test]
    fn a_code_of_any_level_knows_what_it_is_part_of() {
        let code = |text| FunctionCode::parse(text).unwrap();
        let above = |text| -> Vec<String> {
            Functional::from(&code(text)).above().map(|code| code.to_string()).collect()
        };
        assert_eq!(above("2080109"), ["208", "20801"]);
        assert_eq!(above("20801"), ["208"]);
        assert!(above("208").is_empty());
        let (section, item) = (code("20801"), code("2080109"));
        assert!(Functional::from(&section).holds(&item));
        assert!(!Functional::from(&item).holds(&section));
        assert_eq!(Functional::from(&section).item(), None);
    }
}
