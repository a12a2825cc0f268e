//! Where an attached data file belongs in a project, as `docs/data.md` says.

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
    /// No data file.
    Other(&'a str),
}

/// What an attached file is, by its name.
pub(crate) fn origin(name: &str) -> Origin<'_> {
    match name.strip_suffix(".toml") {
        Some("juesuan") => Origin::Settings,
        Some(stem) => match stem.split_once('-') {
            None => Origin::Own(name),
            Some((year, number)) if year.len() == 4 => Origin::Evaluation(year, number),
            Some((member, _)) => {
                Origin::Member(member, name.get(member.len() + 1..).unwrap_or(name))
            }
        },
        None if name.ends_with(".tsv") => Origin::Catalog(name),
        None => Origin::Other(name),
    }
}

impl Origin<'_> {
    /// Its path in a project in which the unit stands in a folder; a member's folder is its number.
    pub(crate) fn path(self, unit: &str) -> String {
        match self {
            Self::Settings => "juesuan.toml".to_owned(),
            Self::Own(file) => format!("data/{unit}/{file}"),
            Self::Evaluation(year, number) => format!("data/{unit}/{year}/{number}.toml"),
            Self::Member(number, file) => format!("data/{number}/{file}"),
            Self::Catalog(file) => format!("data/catalog/{file}"),
            Self::Other(file) => file.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_attached_file_has_its_place() {
        for (name, path) in [
            ("juesuan.toml", "juesuan.toml"),
            ("unit.toml", "data/unit/unit.toml"),
            ("2024.toml", "data/unit/2024.toml"),
            ("2024-01.toml", "data/unit/2024/01.toml"),
            ("03-unit.toml", "data/03/unit.toml"),
            ("03-2023.toml", "data/03/2023.toml"),
            ("functional.tsv", "data/catalog/functional.tsv"),
            ("facts.json", "facts.json"),
        ] {
            assert_eq!(origin(name).path("unit"), path);
        }
    }
}
