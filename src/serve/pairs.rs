//! The fields of a form.

/// Names with values.
#[derive(Debug, Clone, Default)]
pub(super) struct Pairs(pub Vec<(String, String)>);

impl Pairs {
    /// The fields of a form.
    pub(super) fn of(text: &[u8]) -> Self {
        let pairs = form_urlencoded::parse(text);
        Self(pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
    }

    /// The value of a name; the empty text where it is not there.
    pub(super) fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// All values of a name.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The parts that a name stands between: the last, and those before it, each of the same tab.
    pub(super) fn parts(&self, between: &str) -> (Self, Vec<Self>) {
        let tab = ("tab".to_owned(), self.get("tab").to_owned());
        let mut parts = self.0.split(|(name, _)| name == between);
        let last = Self(parts.next_back().unwrap_or_default().to_vec());
        let before = parts.map(|part| Self([part, std::slice::from_ref(&tab)].concat()));
        (last, before.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_read_as_browsers_send_them() {
        let form = Pairs::of("a=1&b=%E5%8E%BF+%26&a=2".as_bytes());
        assert_eq!((form.get("a"), form.get("b"), form.get("c")), ("1", "县 &", ""));
        assert_eq!(form.all("a").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(form.parts("then").0.0, form.0);
        let (last, before) = Pairs::of(b"a=1&then=&b=2&tab=x").parts("then");
        assert_eq!((last.get("b"), last.get("tab"), last.0.len()), ("2", "x", 2));
        assert_eq!(before.len(), 1);
        assert_eq!(before.first().map(|one| (one.get("a"), one.get("tab"))), Some(("1", "x")));
    }
}
