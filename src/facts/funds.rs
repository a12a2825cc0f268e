//! The statements of the kinds of 财政拨款, each under its key.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::figures::Figures;
use crate::model::fund::FiscalFund;

/// The statements of the kinds of 财政拨款: with balances, but for the two that forms print without.
#[derive(Debug)]
pub(super) struct FundFacts<'a>(pub(super) &'a Figures);

impl Serialize for FundFacts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(figures) = self;
        let mut map = serializer.serialize_map(None)?;
        for fund in FiscalFund::ALL {
            let (spent, flow) = (&figures.statements[fund], &figures.flows[fund]);
            if fund == FiscalFund::General {
                map.serialize_entry(fund.key(), spent)?;
            } else if fund == FiscalFund::StateCapital {
                map.serialize_entry(fund.key(), spent)?;
                map.serialize_entry(&format!("{}-flow", fund.key()), flow)?;
            } else {
                map.serialize_entry(fund.key(), flow)?;
            }
        }
        map.end()
    }
}
