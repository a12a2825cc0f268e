//! One box for a topic in which nothing happened: it writes 0 wherever nothing is written and that goes without saying.

use maud::{Markup, html};

use crate::exchange::fill::in_unit;
use crate::fields::field::{Field, Kind};
use crate::model::amount::Money;
use crate::serve::unit::Level;
use crate::serve::unit::nothing::box_of;
use crate::serve::unit::paths::{NAMELESS, of_path, plain};
use crate::serve::view::addresses::name;
use crate::serve::view::fields::Sheet;
use crate::serve::view::fields::words::shown;

/// The numbers of a table.
struct Numbers {
    /// Those that are nil where nothing is written, by their paths.
    nil: Vec<String>,
    /// All of them.
    all: Vec<(&'static Field, String)>,
}

impl Sheet<'_> {
    /// The box of a table, ticked where all its numbers are 0; where one is not, which.
    pub(in crate::serve::view) fn nothing(&self, key: &str) -> Markup {
        let field = self.slot.shape.field(key).filter(|_| !self.slot.locked);
        let Some((field, said)) = field.zip(box_of(key)) else { return html! {} };
        let mut numbers = Numbers { nil: Vec::new(), all: Vec::new() };
        collect_below(field, key, true, &mut numbers);
        let text = |path: &String| self.slot.said.leaves.get(path).map(String::as_str);
        let is_nil = |text: &str| Money::parse(text).is_ok_and(|amount| amount == Money::ZERO);
        let written =
            numbers.all.iter().filter_map(|(field, path)| Some((field, path, text(path)?)));
        let some = written.into_iter().find(|(_, _, text)| !is_nil(text));
        let is_ticked = some.is_none() && numbers.nil.iter().all(|path| text(path).is_some());
        let names: Vec<String> = numbers.nil.iter().map(|path| name(&self.at(path))).collect();
        html! {
            p.nothing {
                label {
                    input type="checkbox" id={ "nothing|" (key) } data-nothing=(names.join(" ")) checked[is_ticked] disabled[some.is_some()];
                    " " (said)
                }
                span.note {
                    @match some {
                        Some((number, path, text)) => {
                            "“" (self.within(field, path)) "”填着 " (shown(number, text)) " " (bare(&in_unit(number))) "，所以不能勾"
                        },
                        None if is_ticked => { "各数都是 0；去掉勾，就删去这些 0" },
                        None if self.is_asked(key) => { "没有的，勾上，空着的各数都写成 0；不勾而空着，算没有填" },
                        None => { "没有的，勾上，空着的各数都写成 0；不勾，空着的也当作 0" },
                    }
                }
            }
        }
    }
}

impl Sheet<'_> {
    /// A number in words, within a table.
    fn within(&self, table: &Field, path: &str) -> String {
        let words = of_path(self.slot.shape, path, NAMELESS).unwrap_or_default();
        let within = words.strip_prefix(plain(table.term)).unwrap_or(&words);
        within.trim_start_matches('，').to_owned()
    }

    /// Whether something of a table is told to be missing, as is the table where nothing of it is written.
    fn is_asked(&self, key: &str) -> bool {
        let is_below = |path: &str| path == key || path.starts_with(&format!("{key}."));
        !self.slot.said.has.contains(key)
            || self.found(is_below).iter().any(|found| found.level == Level::Gap)
    }
}

/// A unit without the parentheses around it.
fn bare(unit: &str) -> &str {
    unit.strip_prefix('（').and_then(|unit| unit.strip_suffix('）')).unwrap_or(unit)
}

/// Collects the numbers of all that is below a table.
fn collect_below(table: &'static Field, path: &str, is_nil: bool, numbers: &mut Numbers) {
    for field in table.shape().into_iter().flat_map(|shape| shape.fields()) {
        collect(field, &format!("{path}.{}", field.key), is_nil, numbers);
    }
}

/// Collects the numbers of a field and of all below it. What is meant otherwise where it is not written is not nil then.
fn collect(field: &'static Field, path: &str, is_nil: bool, numbers: &mut Numbers) {
    let is_nil = is_nil && ["", "0"].contains(&field.unwritten);
    match field.kind {
        Kind::Table(_) => collect_below(field, path, is_nil, numbers),
        Kind::Money(_) | Kind::Count(_) => {
            if is_nil {
                numbers.nil.push(path.to_owned());
            }
            numbers.all.push((field, path.to_owned()));
        }
        Kind::Whole { .. }
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
        | Kind::Rows(_)
        | Kind::Tables(_)
        | Kind::Names
        | Kind::Settings(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fields::shape_of;

    #[test]
    fn what_says_something_unwritten_is_no_nil() {
        let nil = |key: &str| {
            let field = shape_of("data/a/2022.toml").unwrap().field(key).unwrap();
            let mut numbers = Numbers { nil: Vec::new(), all: Vec::new() };
            collect_below(field, key, true, &mut numbers);
            (numbers.nil.join(" "), numbers.all.len())
        };
        let procurement = "procurement.goods procurement.works procurement.services";
        assert_eq!(nil("procurement"), (procurement.to_owned(), 10));
        let (three_public, _) = nil("three-public");
        for (path, is_there) in [
            ("three-public.abroad.initial", true),
            ("three-public.abroad.full-year", false),
            ("three-public.abroad.final", false),
            ("three-public.reception.domestic.persons", true),
            ("three-public.vehicle-operation.vehicles", true),
        ] {
            assert_eq!(three_public.split(' ').any(|one| one == path), is_there, "{path}");
        }
        assert!(nil("assets").0.ends_with("assets.equipment"), "{}", nil("assets").0);
    }
}
