//! The names of attached files → where they belong in a project. Only names that the program itself gives are known, and where they
//! lead is never what they say.

/// Where in a project an attached file belongs; none for what is no data file of this program.
pub(super) fn place(name: &str) -> Option<String> {
    if name == "juesuan.toml" {
        return Some(name.to_owned());
    }
    if let Some(stem) = name.strip_suffix(".tsv") {
        let is_plain =
            !stem.is_empty() && stem.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        return is_plain.then(|| format!("data/catalog/{name}"));
    }
    let stem = name.strip_suffix(".toml")?;
    match stem.split_once('-') {
        None if is_unit_or_year(stem) => Some(format!("data/{UNIT}/{stem}.toml")),
        None => None,
        Some((year, number)) if is_year(year) && is_number(number) => {
            Some(format!("data/{UNIT}/{year}/{number}.toml"))
        }
        Some((member, stem)) if is_number(member) && is_unit_or_year(stem) => {
            Some(format!("data/{member}/{stem}.toml"))
        }
        Some(_) => None,
    }
}

/// The folder of the unit.
pub(super) const UNIT: &str = "unit";

/// Whether a stem is that of a unit's own file or of a year's.
fn is_unit_or_year(stem: &str) -> bool {
    stem == "unit" || is_year(stem)
}

/// Whether some letters are a year.
fn is_year(letters: &str) -> bool {
    letters.len() == 4 && letters.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether some letters are the number of an evaluation or a member.
fn is_number(letters: &str) -> bool {
    (1..=4).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_the_program_lead_anywhere() {
        for (name, path) in [
            ("juesuan.toml", "juesuan.toml"),
            ("unit.toml", "data/unit/unit.toml"),
            ("2022.toml", "data/unit/2022.toml"),
            ("2022-01.toml", "data/unit/2022/01.toml"),
            ("01-unit.toml", "data/01/unit.toml"),
            ("01-2022.toml", "data/01/2022.toml"),
            ("functions.tsv", "data/catalog/functions.tsv"),
        ] {
            assert_eq!(place(name).as_deref(), Some(path));
        }
        for name in [
            "../juesuan.toml",
            "/etc/passwd",
            "..-unit.toml",
            "2022-..toml",
            "2022-../x.toml",
            "data/unit.toml",
            "a\\b.toml",
            "../x.tsv",
            ".tsv",
            "facts.json",
            "made.json",
            "unit.toml\0",
            "２０２２.toml",
        ] {
            assert_eq!(place(name), None, "{name}");
        }
    }
}
