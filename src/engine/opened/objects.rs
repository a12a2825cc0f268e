//! Whether two objects of two PDFs come to the same, however they are written.

use std::collections::{BTreeMap, BTreeSet};

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{
    Array, Dict, MaybeRef, Object, ObjectIdentifier, Stream,
};

use crate::engine::opened::{OpenedPdf, key};

/// How deep objects may be nested.
const DEPTH: usize = 150;

/// How a stream is written, which says nothing of what it holds.
const WRITING: [&[u8]; 3] = [b"Length", b"Filter", b"DecodeParms"];

/// What leads back to where an object was come to from.
const BACK: [&[u8]; 2] = [b"Parent", b"P"];

/// The objects of two PDFs, compared.
pub(super) struct Comparison<'a> {
    /// The files.
    files: [&'a Pdf; 2],
    /// Their pages by object.
    pages: [BTreeMap<(i32, i32), usize>; 2],
    /// The pairs that were met, and are the same as far as is known.
    met: BTreeSet<[(i32, i32); 2]>,
}

impl<'a> Comparison<'a> {
    /// The objects of two files.
    pub(super) fn of(one: &'a OpenedPdf, other: &'a OpenedPdf) -> Self {
        let pages = [one.page_numbers(), other.page_numbers()];
        Self { files: [&one.pdf, &other.pdf], pages, met: BTreeSet::new() }
    }

    /// The keys of two dictionaries whose values differ, but for some that say nothing.
    pub(super) fn differing(
        &mut self,
        one: &Dict<'a>,
        other: &Dict<'a>,
        but: &[&[u8]],
    ) -> Vec<String> {
        let (one, other) = (entries(one, but), entries(other, but));
        let keys: BTreeSet<&Vec<u8>> = one.keys().chain(other.keys()).collect();
        let differs = keys.into_iter().filter(|key| match (one.get(*key), other.get(*key)) {
            (Some(one), Some(other)) => !self.same(one, other, DEPTH),
            _ => true,
        });
        differs.map(|key| String::from_utf8_lossy(key).into_owned()).collect()
    }

    /// Whether two values come to the same.
    fn same(&mut self, one: &Value<'a>, other: &Value<'a>, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        if let (Value::At(one), Value::At(other)) = (one, other) {
            let numbers = [self.pages[0].get(one), self.pages[1].get(other)];
            match numbers {
                [Some(one), Some(other)] => return one == other,
                [None, None] => {}
                [Some(_), None] | [None, Some(_)] => return false,
            }
            if !self.met.insert([*one, *other]) {
                return true;
            }
        }
        match (one.resolved(self.files[0]), other.resolved(self.files[1])) {
            (Some(one), Some(other)) => self.same_objects(&one, &other, depth),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        }
    }

    /// Whether two objects come to the same.
    fn same_objects(&mut self, one: &Object<'a>, other: &Object<'a>, depth: usize) -> bool {
        match (one, other) {
            (Object::Dict(one), Object::Dict(other)) => self.same_entries(one, other, &BACK, depth),
            (Object::Array(one), Object::Array(other)) => {
                let (one, other) = (values(one), values(other));
                let mut pairs = one.iter().zip(&other);
                one.len() == other.len() && pairs.all(|(one, other)| self.same(one, other, depth))
            }
            (Object::Stream(one), Object::Stream(other)) => {
                let but = [&WRITING[..], &BACK[..]].concat();
                self.same_entries(one.dict(), other.dict(), &but, depth) && same_data(one, other)
            }
            (Object::Number(one), Object::Number(other)) => one.as_f64() == other.as_f64(),
            (Object::Null(_), Object::Null(_)) => true,
            (Object::Boolean(one), Object::Boolean(other)) => one == other,
            (Object::String(one), Object::String(other)) => one.as_bytes() == other.as_bytes(),
            (Object::Name(one), Object::Name(other)) => one == other,
            (
                Object::Null(_)
                | Object::Boolean(_)
                | Object::Number(_)
                | Object::String(_)
                | Object::Name(_)
                | Object::Dict(_)
                | Object::Array(_)
                | Object::Stream(_),
                _,
            ) => false,
        }
    }

    /// Whether two dictionaries come to the same, but for some keys.
    fn same_entries(
        &mut self,
        one: &Dict<'a>,
        other: &Dict<'a>,
        but: &[&[u8]],
        depth: usize,
    ) -> bool {
        let (one, other) = (entries(one, but), entries(other, but));
        one.len() == other.len()
            && one.iter().zip(&other).all(|((one_key, one), (other_key, other))| {
                one_key == other_key && self.same(one, other, depth)
            })
    }
}

/// A value as it stands in a file.
enum Value<'a> {
    /// An object that stands elsewhere.
    At((i32, i32)),
    /// The object itself.
    Here(Object<'a>),
}

impl<'a> Value<'a> {
    /// The object.
    fn resolved(&self, file: &'a Pdf) -> Option<Object<'a>> {
        match self {
            Self::At((object, generation)) => {
                file.xref().get(ObjectIdentifier::new(*object, *generation))
            }
            Self::Here(object) => Some(object.clone()),
        }
    }
}

impl<'a> From<MaybeRef<Object<'a>>> for Value<'a> {
    fn from(value: MaybeRef<Object<'a>>) -> Self {
        match value {
            MaybeRef::Ref(at) => Self::At(key(at.into())),
            MaybeRef::NotRef(object) => Self::Here(object),
        }
    }
}

/// The entries of a dictionary but for some, by key; what is null is not there.
fn entries<'a>(dictionary: &Dict<'a>, but: &[&[u8]]) -> BTreeMap<Vec<u8>, Value<'a>> {
    let entries = dictionary.entries().map(|(name, value)| (name.to_vec(), Value::from(value)));
    entries
        .filter(|(name, value)| {
            !but.contains(&name.as_slice()) && !matches!(value, Value::Here(Object::Null(_)))
        })
        .collect()
}

/// The values of an array.
fn values<'a>(array: &Array<'a>) -> Vec<Value<'a>> {
    array.raw_iter().map(Value::from).collect()
}

/// Whether two streams hold the same.
fn same_data(one: &Stream<'_>, other: &Stream<'_>) -> bool {
    if one.filters() == other.filters() && one.raw_data() == other.raw_data() {
        return true;
    }
    match (one.decoded(), other.decoded()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
