//! The items of “三公” expense as tables call them.

use crate::model::three_public::Item;

impl Item {
    /// The item that some words, compared already, are the expense of.
    pub(crate) fn called(words: &str) -> Option<Self> {
        let counts = ["批次", "人次", "人数", "团组", "保有量", "购置数", "辆"];
        let both = words.contains("购置及运行")
            || words.contains("购置和运行")
            || words.contains("购置、运行");
        match () {
            () if both || counts.iter().any(|count| words.contains(count)) => None,
            () if words.contains("出国") => Some(Self::Abroad),
            () if words.contains("用车") && words.contains("购置") || words == "购置费" => {
                Some(Self::VehiclePurchase)
            }
            () if words.contains("用车") && words.contains("运行")
                || words.starts_with("运行") && words.ends_with('费') =>
            {
                Some(Self::VehicleOperation)
            }
            () if words.contains("接待费")
                && ["国内", "外事", "外宾", "国(境)外", "国外"]
                    .iter()
                    .all(|kind| !words.contains(kind)) =>
            {
                Some(Self::Reception)
            }
            () => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_known_by_what_they_are_called() {
        for (words, wanted) in [
            ("因公出国(境)费", Some(Item::Abroad)),
            ("因公出国(境)费用", Some(Item::Abroad)),
            ("公务用车购置及运行维护费", None),
            ("公务用车购置费", Some(Item::VehiclePurchase)),
            ("公务用车运行维护费", Some(Item::VehicleOperation)),
            ("公务用车运行费", Some(Item::VehicleOperation)),
            ("公务接待费", Some(Item::Reception)),
            ("国内接待费", None),
            ("外事接待费", None),
            ("公务用车保有量", None),
            ("因公出国(境)人次数", None),
        ] {
            assert_eq!(Item::called(words), wanted, "{words}");
        }
    }
}
