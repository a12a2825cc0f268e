//! Which kind of 财政拨款 a functional code is of: funds and 国有资本经营预算 have sections (款) of their own.

use crate::catalog::Catalog;
use crate::model::fund::FiscalFund;

/// The sections of government funds.
const GOVERNMENT_FUND: [&str; 45] = [
    "20610", "20707", "20709", "20710", "20822", "20823", "20829", "21160", "21161", "21208",
    "21210", "21211", "21213", "21214", "21215", "21216", "21217", "21218", "21219", "21366",
    "21367", "21369", "21370", "21371", "21372", "21373", "21374", "21460", "21462", "21464",
    "21468", "21469", "21470", "21471", "21472", "21562", "22006", "22904", "22908", "22909",
    "22910", "22911", "22960", "23401", "23402",
];

/// The class of 国有资本经营预算.
const STATE_CAPITAL: &str = "223";

/// The classes of transfers and debts, whose sections are of all kinds.
const MIXED: [&str; 4] = ["230", "231", "232", "233"];

impl Catalog {
    /// The kind of 财政拨款 that a functional code is of; none where it cannot be told.
    pub(crate) fn nature(&self, code: &str) -> Option<FiscalFund> {
        let class = code.get(..3)?;
        if class == STATE_CAPITAL {
            return Some(FiscalFund::StateCapital);
        }
        if MIXED.contains(&class) {
            return None;
        }
        match code.get(..5) {
            Some(section) if GOVERNMENT_FUND.contains(&section) => Some(FiscalFund::GovernmentFund),
            Some(section) => self.function(section).map(|_| FiscalFund::General),
            // A class that has sections of funds may be of either.
            None if GOVERNMENT_FUND.iter().any(|section| section.starts_with(class)) => None,
            None => self.function(class).map(|_| FiscalFund::General),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::files::Files;

    /// Sections of the general public budget whose names sound like those of funds.
    const NEAR: [&str; 7] = ["20509", "20804", "20824", "20826", "20827", "21012", "23015"];

    #[test]
    fn sections_of_funds_are_known_by_their_names() {
        let catalog = Catalog::load(&Files::on(Path::new(env!("CARGO_MANIFEST_DIR")))).unwrap();
        let words = ["基金", "专项债", "彩票", "特别国债", "安排的支出", "农网还贷"];
        let sections = catalog.functions.iter().filter(|(code, _)| code.len() == 5);
        let mut funds = 0;
        for (code, name) in sections {
            let sounds = words.iter().any(|word| name.contains(word)) || code.starts_with("234");
            let is_fund = GOVERNMENT_FUND.contains(&code.as_str());
            funds += usize::from(is_fund);
            let is_apart = MIXED.contains(&&code[..3]) || NEAR.contains(&code.as_str());
            assert_eq!(is_fund, sounds && !is_apart, "{code} {name}");
        }
        assert_eq!(funds, GOVERNMENT_FUND.len());
        for (code, wanted) in [
            ("2120814", Some(FiscalFund::GovernmentFund)),
            ("2296012", Some(FiscalFund::GovernmentFund)),
            ("2230105", Some(FiscalFund::StateCapital)),
            ("223", Some(FiscalFund::StateCapital)),
            ("2080501", Some(FiscalFund::General)),
            ("2082602", Some(FiscalFund::General)),
            ("201", Some(FiscalFund::General)),
            ("212", None),
            ("2300402", None),
            ("2129901", Some(FiscalFund::General)),
            ("2127701", None),
        ] {
            assert_eq!(catalog.nature(code), wanted, "{code}");
        }
    }
}
