//! Where an attached data file belongs in a project, as `docs/data.md` says. A name may come from anywhere: only names that the
//! program itself gives are known, and where they lead is never what they say.

/// What an attached file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin<'a> {
    /// The settings of the project.
    Settings,
    /// A file of the unit itself.
    Own(&'a str),
    /// A self-evaluation report: the year and its number.
    Evaluation(&'a str, &'a str),
    /// A file of a member: the member's number and the file.
    Member(&'a str, &'a str),
    /// A catalogue.
    Catalog(&'a str),
    /// No data file of this program.
    Other,
}

/// The folder of the unit in a project that is made of attachments.
pub(crate) const UNIT: &str = "unit";

/// What an attached file is, by its name.
pub(crate) fn origin(name: &str) -> Origin<'_> {
    if name == "juesuan.toml" {
        return Origin::Settings;
    }
    match (name.strip_suffix(".toml"), name.strip_suffix(".tsv")) {
        (Some(stem), _) => of_stem(name, stem),
        (None, Some(stem)) if is_plain(stem) => Origin::Catalog(name),
        (None, _) => Origin::Other,
    }
}

impl Origin<'_> {
    /// Its path in a project in which the unit and the members stand in folders of their own; none of what is no data file.
    pub(crate) fn path(self) -> Option<String> {
        match self {
            Self::Settings => Some("juesuan.toml".to_owned()),
            Self::Own(file) => Some(format!("data/{UNIT}/{file}")),
            Self::Evaluation(year, number) => Some(format!("data/{UNIT}/{year}/{number}.toml")),
            Self::Member(number, file) => Some(format!("data/{number}/{file}")),
            Self::Catalog(file) => Some(format!("data/catalog/{file}")),
            Self::Other => None,
        }
    }
}

/// What a file is whose name is a stem and `.toml`.
fn of_stem<'a>(name: &'a str, stem: &'a str) -> Origin<'a> {
    match stem.split_once('-') {
        None if is_unit_or_year(stem) => Origin::Own(name),
        Some((year, number)) if is_year(year) && is_number(number) => {
            Origin::Evaluation(year, number)
        }
        Some((member, stem)) if is_number(member) && is_unit_or_year(stem) => {
            Origin::Member(member, name.get(member.len() + 1..).unwrap_or(name))
        }
        None | Some(_) => Origin::Other,
    }
}

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

/// Whether a stem is that of a catalogue.
fn is_plain(stem: &str) -> bool {
    !stem.is_empty() && stem.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_the_program_lead_anywhere() {
        for (name, path) in [
            ("juesuan.toml", "juesuan.toml"),
            ("unit.toml", "data/unit/unit.toml"),
            ("2024.toml", "data/unit/2024.toml"),
            ("2024-01.toml", "data/unit/2024/01.toml"),
            ("03-unit.toml", "data/03/unit.toml"),
            ("03-2023.toml", "data/03/2023.toml"),
            ("1000-unit.toml", "data/1000/unit.toml"),
            ("functions.tsv", "data/catalog/functions.tsv"),
        ] {
            assert_eq!(origin(name).path().as_deref(), Some(path));
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
            assert_eq!(origin(name).path(), None, "{name}");
        }
    }
}
