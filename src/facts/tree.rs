//! Facts as a tree that still knows which of its words are numbers: what `facts.json` no longer tells.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display};

use serde::ser::{self, Impossible, SerializeMap, SerializeSeq, SerializeStruct};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};

/// A fact, or what holds several.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    /// Whatever is no figure and holds none: words, yes or no, nothing, a year, a day.
    Other(Value),
    /// An amount, a rate or a score as it is written.
    Number(String),
    /// How many there are of something.
    Count(u32),
    /// Several.
    List(Vec<Node>),
    /// Several by key.
    Table(Vec<(String, Node)>),
}

/// A figure among the facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Figure {
    /// An amount, a rate or a score, in decimal digits.
    Number(String),
    /// How many there are of something.
    Count(u32),
    /// Words.
    Words(String),
}

/// Why facts are no tree; they always are.
#[derive(Debug)]
pub(crate) struct NoTree(String);

/// The tree of some facts.
pub(crate) fn tree(facts: &impl Serialize) -> Result<Node, NoTree> {
    facts.serialize(Planter)
}

impl Node {
    /// Every figure and every text by its path, such as `general.rows[2080109].basic`: rows are told by their code, else
    /// by their number.
    pub(crate) fn figures(&self) -> BTreeMap<String, Figure> {
        let mut figures = BTreeMap::new();
        self.add(String::new(), &mut figures);
        figures
    }

    /// Adds the figures at and below a path.
    fn add(&self, path: String, figures: &mut BTreeMap<String, Figure>) {
        match self {
            Self::Other(Value::String(words)) => {
                figures.insert(path, Figure::Words(words.clone()));
            }
            Self::Other(_) => {}
            Self::Number(number) => {
                figures.insert(path, Figure::Number(number.clone()));
            }
            Self::Count(count) => {
                figures.insert(path, Figure::Count(*count));
            }
            Self::List(nodes) => {
                for (label, node) in labels(nodes).into_iter().zip(nodes) {
                    node.add(format!("{path}[{label}]"), figures);
                }
            }
            Self::Table(entries) => {
                for (key, node) in entries {
                    let dot = if path.is_empty() { "" } else { "." };
                    node.add(format!("{path}{dot}{key}"), figures);
                }
            }
        }
    }

    /// The tree as JSON, with every number and count as `written` says at its path.
    pub(crate) fn json(&self, written: &impl Fn(&str, &Figure) -> Value) -> Value {
        self.value(String::new(), written)
    }

    /// The JSON of what stands at a path.
    fn value(&self, path: String, written: &impl Fn(&str, &Figure) -> Value) -> Value {
        match self {
            Self::Other(value) => value.clone(),
            Self::Number(number) => written(&path, &Figure::Number(number.clone())),
            Self::Count(count) => written(&path, &Figure::Count(*count)),
            Self::List(nodes) => {
                let nodes = labels(nodes).into_iter().zip(nodes);
                let values =
                    nodes.map(|(label, node)| node.value(format!("{path}[{label}]"), written));
                Value::Array(values.collect())
            }
            Self::Table(entries) => {
                let entries = entries.iter().map(|(key, node)| {
                    let dot = if path.is_empty() { "" } else { "." };
                    (key.clone(), node.value(format!("{path}{dot}{key}"), written))
                });
                Value::Object(entries.collect::<Map<String, Value>>())
            }
        }
    }

    /// Its code, if it has one.
    fn code(&self) -> Option<&str> {
        let Self::Table(entries) = self else { return None };
        match entries.iter().find(|(key, _)| key == "code") {
            Some((_, Self::Other(Value::String(code)))) if !code.is_empty() => Some(code),
            _ => None,
        }
    }
}

/// What the nodes of a list are told by: their codes, where each has one of its own, or else their numbers from 1.
fn labels(nodes: &[Node]) -> Vec<String> {
    let codes: BTreeSet<&str> = nodes.iter().filter_map(Node::code).collect();
    let has_codes = codes.len() == nodes.len();
    let label = |(index, node): (usize, &Node)| match node.code() {
        Some(code) if has_codes => code.to_owned(),
        Some(_) | None => (index + 1).to_string(),
    };
    nodes.iter().enumerate().map(label).collect()
}

impl Display for NoTree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NoTree {}

impl ser::Error for NoTree {
    fn custom<T: Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// Makes a tree of what is serialized.
struct Planter;

/// Several nodes while they are gathered.
struct Listing(Vec<Node>);

/// Entries while they are gathered, with the key of the next.
struct Tabling(Vec<(String, Node)>, String);

/// A node that is no figure.
fn other(value: impl Into<Value>) -> Result<Node, NoTree> {
    Ok(Node::Other(value.into()))
}

impl Serializer for Planter {
    type Ok = Node;
    type Error = NoTree;
    type SerializeSeq = Listing;
    type SerializeTuple = Listing;
    type SerializeTupleStruct = Listing;
    type SerializeTupleVariant = Impossible<Node, NoTree>;
    type SerializeMap = Tabling;
    type SerializeStruct = Tabling;
    type SerializeStructVariant = Impossible<Node, NoTree>;

    fn serialize_bool(self, value: bool) -> Result<Node, NoTree> {
        other(value)
    }

    fn serialize_i8(self, value: i8) -> Result<Node, NoTree> {
        other(value)
    }

    fn serialize_i16(self, value: i16) -> Result<Node, NoTree> {
        other(value)
    }

    fn serialize_i32(self, value: i32) -> Result<Node, NoTree> {
        other(value)
    }

    fn serialize_i64(self, value: i64) -> Result<Node, NoTree> {
        other(value)
    }

    fn serialize_u8(self, value: u8) -> Result<Node, NoTree> {
        other(value)
    }

    fn serialize_u16(self, value: u16) -> Result<Node, NoTree> {
        other(value)
    }

    // Years, months and formats are narrower.
    fn serialize_u32(self, value: u32) -> Result<Node, NoTree> {
        Ok(Node::Count(value))
    }

    fn serialize_u64(self, value: u64) -> Result<Node, NoTree> {
        other(value)
    }

    fn serialize_f32(self, value: f32) -> Result<Node, NoTree> {
        other(value)
    }

    fn serialize_f64(self, value: f64) -> Result<Node, NoTree> {
        other(value)
    }

    fn serialize_char(self, value: char) -> Result<Node, NoTree> {
        other(value.to_string())
    }

    fn serialize_str(self, value: &str) -> Result<Node, NoTree> {
        other(value)
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<Node, NoTree> {
        Err(NoTree("bytes".to_owned()))
    }

    // Amounts, rates and scores are written so, and nothing else.
    fn collect_str<T: ?Sized + Display>(self, value: &T) -> Result<Node, NoTree> {
        Ok(Node::Number(value.to_string()))
    }

    fn serialize_none(self) -> Result<Node, NoTree> {
        other(Value::Null)
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<Node, NoTree> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Node, NoTree> {
        other(Value::Null)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Node, NoTree> {
        other(Value::Null)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<Node, NoTree> {
        other(variant)
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Node, NoTree> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Node, NoTree> {
        Ok(Node::Table(vec![(variant.to_owned(), value.serialize(Self)?)]))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Listing, NoTree> {
        Ok(Listing(Vec::new()))
    }

    fn serialize_tuple(self, _: usize) -> Result<Listing, NoTree> {
        Ok(Listing(Vec::new()))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Listing, NoTree> {
        Ok(Listing(Vec::new()))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, NoTree> {
        Err(NoTree(variant.to_owned()))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Tabling, NoTree> {
        Ok(Tabling(Vec::new(), String::new()))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Tabling, NoTree> {
        Ok(Tabling(Vec::new(), String::new()))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, NoTree> {
        Err(NoTree(variant.to_owned()))
    }
}

impl SerializeSeq for Listing {
    type Ok = Node;
    type Error = NoTree;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), NoTree> {
        self.0.push(value.serialize(Planter)?);
        Ok(())
    }

    fn end(self) -> Result<Node, NoTree> {
        Ok(Node::List(self.0))
    }
}

impl ser::SerializeTuple for Listing {
    type Ok = Node;
    type Error = NoTree;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), NoTree> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<Node, NoTree> {
        SerializeSeq::end(self)
    }
}

impl ser::SerializeTupleStruct for Listing {
    type Ok = Node;
    type Error = NoTree;

    fn serialize_field<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), NoTree> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<Node, NoTree> {
        SerializeSeq::end(self)
    }
}

impl SerializeMap for Tabling {
    type Ok = Node;
    type Error = NoTree;

    fn serialize_key<T: ?Sized + Serialize>(&mut self, key: &T) -> Result<(), NoTree> {
        self.1 = match key.serialize(Planter)? {
            Node::Other(Value::String(key)) => key,
            _ => return Err(NoTree("key".to_owned())),
        };
        Ok(())
    }

    fn serialize_value<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), NoTree> {
        let key = std::mem::take(&mut self.1);
        self.0.push((key, value.serialize(Planter)?));
        Ok(())
    }

    fn end(self) -> Result<Node, NoTree> {
        Ok(Node::Table(self.0))
    }
}

impl SerializeStruct for Tabling {
    type Ok = Node;
    type Error = NoTree;

    fn serialize_field<T: ?Sized + Serialize>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), NoTree> {
        self.0.push((key.to_owned(), value.serialize(Planter)?));
        Ok(())
    }

    fn end(self) -> Result<Node, NoTree> {
        Ok(Node::Table(self.0))
    }
}
