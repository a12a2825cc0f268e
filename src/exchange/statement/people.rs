//! The items of “三公” expense as tables call them.

use crate::figures::outturn::SECTIONS;

/// An item of “三公” expense.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Item {
    /// 因公出国（境）费.
    Abroad,
    /// 公务用车购置费.
    VehiclePurchase,
    /// 公务用车运行维护费.
    VehicleOperation,
    /// 公务接待费.
    Reception,
}

impl Item {
    /// All of them.
    pub(crate) const ALL: [Self; 4] =
        [Self::Abroad, Self::VehiclePurchase, Self::VehicleOperation, Self::Reception];

    /// The key of its table in a data file.
    pub(crate) fn key(self) -> &'static str {
        use crate::fields::three_public::three_public as fields;
        match self {
            Self::Abroad => fields::ABROAD.key,
            Self::VehiclePurchase => fields::VEHICLE_PURCHASE.key,
            Self::VehicleOperation => fields::VEHICLE_OPERATION.key,
            Self::Reception => fields::RECEPTION.key,
        }
    }

    /// The economic sections that it follows from.
    pub(crate) fn sections(self) -> &'static [&'static str] {
        match self {
            Self::Abroad => SECTIONS.abroad,
            Self::VehiclePurchase => SECTIONS.vehicle_purchase,
            Self::VehicleOperation => SECTIONS.vehicle_operation,
            Self::Reception => SECTIONS.reception,
        }
    }

    /// The item that some words, compared already, are the expense of.
    pub(crate) fn of(words: &str) -> Option<Self> {
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
            assert_eq!(Item::of(words), wanted, "{words}");
        }
    }
}
