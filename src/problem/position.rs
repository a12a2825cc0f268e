//! Places as people and other programs count them.

use serde::Serialize;

use crate::model::place::Place;
use crate::problem::Sources;

/// A place by line and column, both from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Position {
    /// The file from the project folder, with forward slashes.
    pub file: String,
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
    /// The line of the end.
    pub end_line: usize,
    /// The column behind the last character.
    pub end_column: usize,
    /// The words there, up to the end of the first line.
    pub excerpt: String,
}

impl Position {
    /// A place of one of the files; none if the file is not known.
    pub fn of(place: Place, sources: &Sources) -> Option<Self> {
        let source = sources.file(place.file)?;
        let (line, column) = source.line_and_column(place.start);
        let (end_line, end_column) = source.line_and_column(place.end.max(place.start));
        let words = source.text.get(place.start..place.end).unwrap_or_default();
        let excerpt = words.lines().next().unwrap_or_default().to_owned();
        Some(Self { file: source.name.clone(), line, column, end_line, end_column, excerpt })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::place::Place;

    #[test]
    fn columns_count_characters() {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", "年 = 1\n名 = \"某中心\"\n");
        let position = Position::of(Place::new(file, 15..24), &sources).unwrap();
        assert_eq!((position.line, position.column), (2, 6));
        assert_eq!((position.end_line, position.end_column), (2, 9));
        assert_eq!(position.excerpt, "某中心");
        assert!(Position::of(Place::new(file, 900..901), &sources).is_some());
    }
}
