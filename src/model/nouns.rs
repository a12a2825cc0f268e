//! Lists of nouns, each with the word for it in the data and its term, and values for each noun of a list.
//!
//! A list is written once. What has a value for each noun is a `Per`, so that a new noun has one everywhere; what decides
//! something about each is a `match` without a default arm, so that a new noun does not compile until it is decided.

use std::marker::PhantomData;
use std::ops::{AddAssign, Index, IndexMut};

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// One of a list of `N` nouns.
pub trait Noun<const N: usize>: Copy + 'static {
    /// The list, in order.
    const LIST: [Self; N];

    /// Which one it is in the list.
    fn number(self) -> usize;

    /// The word for it in data files and facts.
    fn word(self) -> &'static str;
}

/// Defines a list of nouns, each with the word for it in data files and facts, and its term.
macro_rules! nouns {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$own:meta])* $noun:ident = $key:literal, $term:literal;)+
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(
                #[doc = concat!($term, ".")]
                $(#[$own])*
                $noun,
            )+
        }

        impl $name {
            /// All of them, in order.
            pub const ALL: [Self; [$($key),+].len()] = [$(Self::$noun),+];

            /// The word for it in data files and facts.
            pub(crate) fn key(self) -> &'static str {
                match self { $(Self::$noun => $key),+ }
            }

            /// The field's term.
            pub(crate) fn term(self) -> &'static str {
                match self { $(Self::$noun => $term),+ }
            }
        }

        impl $crate::model::nouns::Noun<{ $name::ALL.len() }> for $name {
            const LIST: [Self; $name::ALL.len()] = $name::ALL;

            fn number(self) -> usize {
                self as usize
            }

            fn word(self) -> &'static str {
                self.key()
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.key())
            }
        }
    };
}
pub(crate) use nouns;

/// A value for each noun of a list; serialized as a map by their keys, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Per<K, T, const N: usize> {
    /// The values, in the order of the list.
    values: [T; N],
    /// What they are for.
    nouns: PhantomData<K>,
}

impl<K: Noun<N>, T, const N: usize> Per<K, T, N> {
    /// Makes the value for each, in order.
    pub fn of(make: impl FnMut(K) -> T) -> Self {
        Self { values: K::LIST.map(make), nouns: PhantomData }
    }

    /// The nouns with their values, in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (K, &T)> {
        K::LIST.into_iter().zip(&self.values)
    }

    /// The nouns with their values to be changed, in order.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (K, &mut T)> {
        K::LIST.into_iter().zip(&mut self.values)
    }

    /// The values, in order.
    pub(crate) fn values(&self) -> &[T; N] {
        &self.values
    }

    /// What is made of each value.
    pub(crate) fn map<'s, U>(&'s self, mut make: impl FnMut(K, &'s T) -> U) -> Per<K, U, N> {
        Per::of(|noun| make(noun, &self[noun]))
    }

    /// What is made of each value and that of another.
    pub(crate) fn with<U, V>(
        &self,
        other: &Per<K, U, N>,
        mut make: impl FnMut(&T, &U) -> V,
    ) -> Per<K, V, N> {
        Per::of(|noun| make(&self[noun], &other[noun]))
    }
}

#[expect(clippy::indexing_slicing, reason = "there is a value for each noun of the list")]
impl<K: Noun<N>, T, const N: usize> Index<K> for Per<K, T, N> {
    type Output = T;

    fn index(&self, noun: K) -> &T {
        &self.values[noun.number()]
    }
}

#[expect(clippy::indexing_slicing, reason = "there is a value for each noun of the list")]
impl<K: Noun<N>, T, const N: usize> IndexMut<K> for Per<K, T, N> {
    fn index_mut(&mut self, noun: K) -> &mut T {
        &mut self.values[noun.number()]
    }
}

impl<K: Noun<N>, T: Default, const N: usize> Default for Per<K, T, N> {
    fn default() -> Self {
        Self::of(|_| T::default())
    }
}

impl<K: Noun<N>, T: AddAssign, const N: usize> AddAssign for Per<K, T, N> {
    fn add_assign(&mut self, other: Self) {
        for (sum, part) in self.values.iter_mut().zip(other.values) {
            *sum += part;
        }
    }
}

impl<K: Noun<N>, T: Serialize, const N: usize> Serialize for Per<K, T, N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(N))?;
        for (noun, value) in self.iter() {
            map.serialize_entry(noun.word(), value)?;
        }
        map.end()
    }
}

#[cfg(test)]
#[expect(unreachable_pub, reason = "a list of a test is nobody else's")]
mod tests {
    use super::*;

    nouns! {
        /// Three nouns.
        Fruit {
            Apple = "apple", "苹果";
            RedDate = "red-date", "红枣";
            Pear = "pear", "梨";
        }
    }

    #[test]
    fn every_noun_of_a_list_has_a_value() {
        let mut lengths = Per::of(|fruit: Fruit| fruit.key().len());
        assert_eq!(*lengths.values(), [5, 8, 4]);
        lengths[Fruit::Pear] = 1;
        lengths += Per::of(|_| 1);
        let written = serde_json::to_string(&lengths).unwrap();
        assert_eq!(written, r#"{"apple":6,"red-date":9,"pear":2}"#);
        assert_eq!(*lengths.map(|fruit, length| length + fruit.number()).values(), [6, 10, 4]);
        let sums = lengths.with(&lengths, |one, other| one + other);
        assert_eq!(sums.iter().last(), Some((Fruit::Pear, &4)));
        assert_eq!(Fruit::RedDate.term(), "红枣");
    }
}
