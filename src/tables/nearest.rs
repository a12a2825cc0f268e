//! What a misspelt word was meant to be.

use strsim::osa_distance;

/// The known key that a misspelt one is nearest to, if any is near.
pub(crate) fn nearest<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let length = name.chars().count();
    known
        .filter(|key| length.abs_diff(key.chars().count()) <= 1 + key.chars().count() / 4)
        .map(|key| (osa_distance(name, key), key))
        .filter(|(distance, key)| *distance <= 1 + key.chars().count() / 4)
        .min()
        .map(|(_, key)| key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_key_finds_its_neighbour() {
        assert_eq!(nearest("genral", ["general", "project"].into_iter()), Some("general"));
        assert_eq!(nearest("totla", ["actual", "total"].into_iter()), Some("total"));
        assert_eq!(nearest("预算", ["general", "project"].into_iter()), None);
    }
}
