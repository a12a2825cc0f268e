//! Values by group (a fund) and code, so that those under a code are found without looking at all.

use std::collections::BTreeMap;

use crate::steps::count;

/// Values by group and code of any level.
#[derive(Debug, Clone)]
pub(crate) struct ByCode<G, V>(BTreeMap<(G, String), V>);

impl<G, V> Default for ByCode<G, V> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<G: Ord + Copy, V> ByCode<G, V> {
    /// The value of a code; made when it is asked for first.
    pub(crate) fn entry(&mut self, group: G, code: &str) -> &mut V
    where
        V: Default,
    {
        self.0.entry((group, code.to_owned())).or_default()
    }

    /// The value of exactly a code.
    pub(crate) fn value(&self, group: G, code: &str) -> Option<&V> {
        self.under(group, code).next().filter(|(own, _)| *own == code).map(|(_, value)| value)
    }

    /// The codes of a group that begin with a code, in order, with their values.
    pub(crate) fn under(&self, group: G, code: &str) -> impl Iterator<Item = (&str, &V)> {
        let from = self.0.range((group, code.to_owned())..);
        let under = from.take_while(move |((of, own), _)| *of == group && own.starts_with(code));
        under.map(|((_, code), value)| (code.as_str(), value)).inspect(|_| count(1))
    }

    /// Whether a group has a code that a longer one begins with, so that nothing can be said of the longer one.
    pub(crate) fn is_coarser(&self, group: G, code: &str) -> bool {
        let shorter = code.char_indices().skip(1).filter_map(|(end, _)| code.get(..end));
        shorter.into_iter().any(|shorter| self.value(group, shorter).is_some())
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
            *codes.entry(fund, code) += value;
        }
        let sum =
            |code: &str| codes.under(Fund::General, code).map(|(_, value)| value).sum::<u32>();
        assert_eq!(["", "20", "208", "20801", "2080109", "2080110"].map(sum), [23, 7, 3, 3, 1, 0]);
        assert_eq!(codes.value(Fund::General, "208"), None);
        assert_eq!(codes.value(Fund::General, "221"), Some(&16));
        assert!(codes.is_coarser(Fund::General, "2210201"));
        assert!(!codes.is_coarser(Fund::General, "221"));
        assert!(!codes.is_coarser(Fund::GovernmentFund, "2210201"));
    }
}
