//! Values by group (a fund) and code, so that those under a code are found without looking at all.

use std::collections::BTreeMap;

use crate::model::code::{FunctionCode, Functional};
use crate::steps::count;

/// Values by group and code of any level.
#[derive(Debug, Clone)]
pub(crate) struct ByCode<G, V>(BTreeMap<G, BTreeMap<FunctionCode, V>>);

impl<G, V> Default for ByCode<G, V> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<G: Ord + Copy, V> ByCode<G, V> {
    /// The value of a code; made when it is asked for first.
    pub(crate) fn entry<'c>(&mut self, group: G, code: impl Into<Functional<'c>>) -> &mut V
    where
        V: Default,
    {
        self.0.entry(group).or_default().entry(code.into().owned()).or_default()
    }

    /// The value of exactly a code.
    pub(crate) fn value(&self, group: G, code: Functional<'_>) -> Option<&V> {
        count(1);
        self.0.get(&group)?.get(&code.owned())
    }

    /// All codes of a group, in order, with their values.
    pub(crate) fn all(&self, group: G) -> impl Iterator<Item = (&FunctionCode, &V)> {
        self.0.get(&group).into_iter().flatten().inspect(|_| count(1))
    }

    /// The codes of a group that are a code or part of it, in order, with their values.
    pub(crate) fn under(&self, group: G, code: Functional<'_>) -> impl Iterator<Item = &V> {
        let from = self.0.get(&group).into_iter().flat_map(move |of| of.range(code.owned()..));
        let under = from.take_while(move |(own, _)| code.holds(*own));
        under.map(|(_, value)| value).inspect(|_| count(1))
    }

    /// Whether a group has a code that a code is part of, so that nothing can be said of the narrower one.
    pub(crate) fn is_coarser(&self, group: G, code: Functional<'_>) -> bool {
        code.above().any(|above| self.value(group, (&above).into()).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fund::Fund;

    #[test]
    fn codes_are_found_by_their_beginnings() {
        let mut codes: ByCode<Fund, u32> = ByCode::default();
        for (fund, code, value) in [
            (Fund::General, "2080109", 1),
            (Fund::General, "2080101", 2),
            (Fund::General, "2090101", 4),
            (Fund::GovernmentFund, "2080199", 8),
            (Fund::General, "221", 16),
        ] {
            *codes.entry(fund, &FunctionCode::parse(code).unwrap()) += value;
        }
        let parse = |code| FunctionCode::parse(code).unwrap();
        let sum = |code| codes.under(Fund::General, (&parse(code)).into()).sum::<u32>();
        assert_eq!(["208", "20801", "2080109", "2080110"].map(sum), [3, 3, 1, 0]);
        assert_eq!(codes.all(Fund::General).map(|(_, value)| value).sum::<u32>(), 23);
        let value = |code| codes.value(Fund::General, (&parse(code)).into());
        assert_eq!([value("208"), value("221")], [None, Some(&16)]);
        let is_coarser = |fund, code| codes.is_coarser(fund, (&parse(code)).into());
        assert!(is_coarser(Fund::General, "2210201"));
        assert!(!is_coarser(Fund::General, "221"));
        assert!(!is_coarser(Fund::GovernmentFund, "2210201"));
    }
}
