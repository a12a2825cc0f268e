//! Whether two reports say the same, whatever they were made with.

use serde_json::Value;

use crate::files::Digest;

/// What of the facts is a matter of the program, the layout or the fonts, not of the data.
const NOT_DATA: [&str; 5] = ["draft", "fonts", "format", "layout", "tails"];

/// The digest of what facts say of the data: the same for another version of the program, other fonts, another name of the
/// layout. It is that of nothing where the facts are none.
pub(crate) fn alike(facts: &str) -> Digest {
    let mut facts: Value = serde_json::from_str(facts).unwrap_or_default();
    if let Some(facts) = facts.as_object_mut() {
        facts.retain(|key, _| !NOT_DATA.contains(&key.as_str()));
    }
    Digest::of(facts.to_string().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_data_count() {
        let one = r#"{"format":1,"fonts":{"body":["a"]},"layout":"x","draft":false,"year":2022,"n":"1.00"}"#;
        let other = r#"{ "n": "1.00", "year": 2022, "format": 2, "layout": "y" }"#;
        assert_eq!(alike(one), alike(other));
        assert_ne!(alike(one), alike(&one.replace("1.00", "1.01")));
        assert_ne!(alike(one), alike(&one.replace("\"year\":2022", "\"year\":2022,\"more\":null")));
    }
}
