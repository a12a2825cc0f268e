//! How fields are described: a word for each kind, what is said of it, and the tables that they stand in.

use crate::fields::field::{Choice, Codes, Field, Kind, Need, NextYear, Shape, Sign};

/// An amount that is nothing or more.
pub(super) const fn money() -> Field {
    Field::of(Kind::Money(Sign::Positive))
}

/// An amount that may be below nothing.
pub(super) const fn signed() -> Field {
    Field::of(Kind::Money(Sign::Any))
}

/// A number of things.
pub(super) const fn count(unit: &'static str) -> Field {
    Field::of(Kind::Count(unit))
}

/// Words within a sentence or a cell.
pub(super) const fn words() -> Field {
    Field::of(Kind::Words)
}

/// A name or the like.
pub(super) const fn line() -> Field {
    Field::of(Kind::Line)
}

/// Paragraphs.
pub(super) const fn paragraphs() -> Field {
    Field::of(Kind::Paragraphs)
}

/// A code.
pub(super) const fn code(codes: Codes) -> Field {
    Field::of(Kind::Code(codes))
}

/// One of a few words.
pub(super) const fn choice(choices: fn() -> Vec<Choice>) -> Field {
    Field::of(Kind::Choice(choices))
}

/// A table.
pub(super) const fn table(shape: &'static Shape) -> Field {
    Field::of(Kind::Table(shape))
}

/// Rows.
pub(super) const fn rows(shape: &'static Shape) -> Field {
    Field::of(Kind::Rows(shape))
}

/// Yes or no.
pub(super) const fn flag() -> Field {
    Field::of(Kind::Flag)
}

/// Each of some nouns as a choice.
pub(super) fn choices<T>(
    nouns: impl IntoIterator<Item = T>,
    choice: impl Fn(&T) -> (&'static str, &'static str),
) -> Vec<Choice> {
    let choices = nouns.into_iter().map(|noun| choice(&noun));
    choices.map(|(key, term)| Choice { key, term }).collect()
}

impl Field {
    /// A field of a kind that need not be there, without its key and term.
    pub(super) const fn of(kind: Kind) -> Self {
        Self {
            key: "",
            term: "",
            note: "",
            on_page: "",
            kind,
            need: Need::Optional,
            unwritten: "",
            default: "",
            example: "",
            next_year: NextYear::Emptied,
        }
    }

    /// The same for a noun that has a key and a term.
    pub(super) const fn named(self, key: &'static str, term: &'static str) -> Self {
        Self { key, term, ..self }
    }

    /// It must be there.
    pub(super) const fn required(self) -> Self {
        Self { need: Need::Required, ..self }
    }

    /// It must be there in some cases.
    pub(super) const fn sometimes(self, when: &'static str) -> Self {
        Self { need: Need::Sometimes(when), ..self }
    }

    /// What else is to be known of it.
    pub(super) const fn note(self, note: &'static str) -> Self {
        Self { note, ..self }
    }

    /// What the page says of it in place of that.
    pub(super) const fn on_page(self, on_page: &'static str) -> Self {
        Self { on_page, ..self }
    }

    /// What it means to leave it out.
    pub(super) const fn unwritten(self, unwritten: &'static str) -> Self {
        Self { unwritten, ..self }
    }

    /// The word that it stands for where it is left out.
    pub(super) const fn default(self, default: &'static str) -> Self {
        Self { default, ..self }
    }

    /// The next year's file has it as this year's.
    pub(super) const fn kept(self) -> Self {
        Self { next_year: NextYear::Kept, ..self }
    }

    /// The next year's file begins without it.
    pub(super) const fn left(self) -> Self {
        Self { next_year: NextYear::Left, ..self }
    }

    /// A value such as it may have.
    pub(super) const fn such_as(self, example: &'static str) -> Self {
        Self { example, ..self }
    }
}

/// Fields made of nouns, made once.
macro_rules! each {
    ($fields:expr) => {{
        static FIELDS: std::sync::LazyLock<Vec<$crate::fields::field::Field>> =
            std::sync::LazyLock::new(|| $fields.collect());
        &FIELDS
    }};
}

/// Describes the fields of a table or row: a module with each field and with `SHAPE`, which holds them all.
macro_rules! shape {
    (
        $(#[$doc:meta])*
        $name:ident $key:literal $title:literal
        $(by [$($row:literal),*])? $(each $each:path;)? $(plus [$($plus:path),*])?
        { $($field:ident $word:literal $term:literal = $of:expr;)* }
    ) => {
        $(#[$doc])*
        pub(crate) mod $name {
            use super::*;
            use $crate::fields::field::Shape;

            $(
                #[doc = $term]
                pub(crate) static $field: $crate::fields::field::Field =
                    $of.named($word, $term);
            )*

            /// All of them.
            pub(crate) static SHAPE: Shape = Shape {
                name: $key,
                title: $title,
                fields: &[$(&$field),*],
                each: $crate::fields::describe::shape!(@each $($each)?),
                plus: &[$($(&$plus),*)?],
                row_keys: &[$($($row),*)?],
            };
        }
    };
    (@each) => { $crate::fields::field::none };
    (@each $each:path) => { $each };
}

/// A field for each noun of a list, made once.
macro_rules! per {
    ($per:ty, $field:expr) => {{
        static FIELDS: std::sync::LazyLock<$per> = std::sync::LazyLock::new(|| <$per>::of($field));
        &*FIELDS
    }};
}

pub(super) use {each, per, shape};
