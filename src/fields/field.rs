//! What a field is: its key, its kind, its Chinese term, and what is to be said of it.

/// One field of a data file or of settings, described once: readers, writers, schemas and pages go by it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field {
    /// Its key.
    pub(crate) key: &'static str,
    /// Its Chinese term.
    pub(crate) term: &'static str,
    /// What else is to be known of it; empty where the term says all.
    pub(crate) note: &'static str,
    /// What may be written.
    pub(crate) kind: Kind,
    /// What the page says of it in place of its note and of what it means to leave it out; empty where these will do.
    pub(crate) on_page: &'static str,
    /// Whether it must be there.
    pub(crate) need: Need,
    /// What it means to leave it out; empty where that goes without saying.
    pub(crate) unwritten: &'static str,
    /// The word that it stands for where it is left out; empty where there is none.
    pub(crate) default: &'static str,
    /// A value such as it may have, as TOML has it but for quotes; empty where none is needed.
    pub(crate) example: &'static str,
    /// What becomes of it when the next year's file is begun from this year's.
    pub(crate) next_year: NextYear,
}

/// What becomes of a field when the next year's file is begun from this year's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NextYear {
    /// Structure stays; what is told of the year becomes a blank.
    Emptied,
    /// It stays as it is, with all below it.
    Kept,
    /// It goes.
    Left,
}

/// Whether a field must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// Always.
    Required,
    /// In some cases, in words.
    Sometimes(&'static str),
    /// Never.
    Optional,
}

/// Whether an amount may be below nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sign {
    /// Nothing or more.
    Positive,
    /// Any, as for corrections of earlier years.
    Any,
}

/// What may be written for a field.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    /// An amount in 元.
    Money(Sign),
    /// A whole number of things, with its unit.
    Count(&'static str),
    /// A whole number within a range, with its unit.
    Whole {
        /// The least.
        least: u32,
        /// The most.
        most: u32,
        /// The unit.
        unit: &'static str,
        /// What is wanted, in words.
        wanted: &'static str,
    },
    /// A number with decimals within a range of tenths, with its unit.
    Number {
        /// Ten times the least.
        least: u32,
        /// Ten times the most; none where there is no end.
        most: Option<u32>,
        /// How many decimals it may have; none where any number will do.
        decimals: Option<u32>,
        /// The unit.
        unit: &'static str,
        /// What is wanted, in words.
        wanted: &'static str,
    },
    /// Points or a weight, 0 to 100.
    Score,
    /// A year.
    Year,
    /// A day.
    Date,
    /// Yes or no.
    Flag,
    /// A name or the like, on one line.
    Line,
    /// Words that stand within a sentence or a cell.
    Words,
    /// Paragraphs, one a line.
    Paragraphs,
    /// A code of the classification.
    Code(Codes),
    /// One of a few words.
    Choice(fn() -> Vec<Choice>),
    /// Several words, each of which is something.
    List(&'static str),
    /// One or several words or numbers.
    OneOrMore,
    /// A table.
    Table(&'static Shape),
    /// Rows, one a line.
    Rows(&'static Shape),
    /// Tables whose names are the user's own.
    Tables(&'static Shape),
    /// Words by codes of the classification.
    Names,
    /// One of a few words for each of the keys, which are the user's own.
    Settings(fn() -> Vec<Choice>),
}

/// Which codes of the classification may be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Codes {
    /// Functional items, seven digits.
    Item,
    /// Functional codes of any level.
    Function,
    /// Economic sections, five digits.
    Economic,
    /// Functional and economic codes of any level.
    Any,
}

/// A word that may be written, and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Choice {
    /// The word.
    pub(crate) key: &'static str,
    /// What it means.
    pub(crate) term: &'static str,
}

/// The fields of a table or of a row.
#[derive(Debug)]
pub(crate) struct Shape {
    /// What it is called in schemas and on pages, such as `income`.
    pub(crate) name: &'static str,
    /// Its Chinese title.
    pub(crate) title: &'static str,
    /// Its own fields, in their order.
    pub(crate) fields: &'static [&'static Field],
    /// Fields that there is one of for each of some nouns.
    pub(crate) each: fn() -> &'static [Field],
    /// Shapes whose fields are its own as well.
    pub(crate) plus: &'static [&'static Shape],
    /// The keys that a row is called by, in their order; none where a row is called by its position.
    pub(crate) row_keys: &'static [&'static str],
}

impl Shape {
    /// No fields that are known beforehand.
    pub(crate) const NONE: Self =
        Self { name: "", title: "", fields: &[], each: none, plus: &[], row_keys: &[] };

    /// All fields in their order.
    pub(crate) fn fields(&'static self) -> Box<dyn Iterator<Item = &'static Field>> {
        let own = self.fields.iter().copied().chain((self.each)());
        Box::new(own.chain(self.plus.iter().flat_map(|shape| shape.fields())))
    }

    /// The field of a key.
    pub(crate) fn field(&'static self, key: &str) -> Option<&'static Field> {
        let own = self.fields.iter().copied().chain((self.each)()).find(|field| field.key == key);
        own.or_else(|| self.plus.iter().find_map(|shape| shape.field(key)))
    }
}

impl Field {
    /// The table or row below it, if it is one.
    pub(crate) fn shape(&self) -> Option<&'static Shape> {
        match self.kind {
            Kind::Table(shape) | Kind::Rows(shape) | Kind::Tables(shape) => Some(shape),
            Kind::Money(_)
            | Kind::Count(_)
            | Kind::Whole { .. }
            | Kind::Number { .. }
            | Kind::Score
            | Kind::Year
            | Kind::Date
            | Kind::Flag
            | Kind::Line
            | Kind::Words
            | Kind::Paragraphs
            | Kind::Code(_)
            | Kind::Choice(_)
            | Kind::List(_)
            | Kind::OneOrMore
            | Kind::Names
            | Kind::Settings(_) => None,
        }
    }

    /// Whether it holds tables whose names are the user's own.
    pub(crate) fn has_named_tables(&self) -> bool {
        matches!(self.kind, Kind::Tables(_))
    }

    /// Whether the keys below it are the user's own.
    pub(crate) fn has_own_names(&self) -> bool {
        matches!(self.kind, Kind::Tables(_) | Kind::Names | Kind::Settings(_))
    }

    /// Whether it stands under a heading of its own, as tables usually do.
    pub(crate) fn is_headed(&self) -> bool {
        matches!(self.kind, Kind::Table(_) | Kind::Tables(_) | Kind::Names | Kind::Settings(_))
    }

    /// The words that it may be.
    pub(crate) fn choices(&self) -> Vec<Choice> {
        match self.kind {
            Kind::Choice(choices) | Kind::Settings(choices) => choices(),
            Kind::Money(_)
            | Kind::Count(_)
            | Kind::Whole { .. }
            | Kind::Number { .. }
            | Kind::Score
            | Kind::Year
            | Kind::Date
            | Kind::Flag
            | Kind::Line
            | Kind::Words
            | Kind::Paragraphs
            | Kind::Code(_)
            | Kind::List(_)
            | Kind::OneOrMore
            | Kind::Table(_)
            | Kind::Rows(_)
            | Kind::Tables(_)
            | Kind::Names => Vec::new(),
        }
    }

    /// Its example as a line of a file.
    pub(crate) fn written_out(&self) -> String {
        let bare = matches!(
            self.kind,
            Kind::Money(_)
                | Kind::Count(_)
                | Kind::Whole { .. }
                | Kind::Number { .. }
                | Kind::Score
                | Kind::Year
                | Kind::Date
                | Kind::Flag
        );
        let (key, example) = (self.key, self.example);
        if bare { format!("{key} = {example}") } else { format!("{key} = \"{example}\"") }
    }
}

/// No fields of nouns.
pub(super) fn none() -> &'static [Field] {
    &[]
}

/// The fields of a shape and of all below it, each with its path; rows have `[]`, and names of the user's own are `*`.
pub(crate) fn all_below(shape: &'static Shape, above: &str) -> Vec<(String, &'static Field)> {
    let fields = shape.fields().flat_map(|field| {
        let path = format!("{above}{}", field.key);
        let below = match field.kind {
            Kind::Table(shape) => all_below(shape, &format!("{path}.")),
            Kind::Rows(shape) => all_below(shape, &format!("{path}[].")),
            Kind::Tables(shape) => all_below(shape, &format!("{path}.*.")),
            Kind::Money(_)
            | Kind::Count(_)
            | Kind::Whole { .. }
            | Kind::Number { .. }
            | Kind::Score
            | Kind::Year
            | Kind::Date
            | Kind::Flag
            | Kind::Line
            | Kind::Words
            | Kind::Paragraphs
            | Kind::Code(_)
            | Kind::Choice(_)
            | Kind::List(_)
            | Kind::OneOrMore
            | Kind::Names
            | Kind::Settings(_) => Vec::new(),
        };
        std::iter::once((path, field)).chain(below)
    });
    fields.collect()
}
