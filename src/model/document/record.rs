//! Records: maps with known keys, declared once for reading, writing and suggestions alike.

use std::collections::{BTreeMap, HashMap};

use bumpalo::Bump;

use crate::model::finding::Finding;
use crate::model::place::Place;
use crate::model::text::Whole;

use super::field::{Faults, Field, short};
use super::node::{Kind, Node};
use super::quick::{self, Input, Words};
use super::slug::Id;
use super::value::{Key, Value};

/// A map with known keys.
pub trait Record: Default {
    /// What it is called in messages: "an event".
    const NOUN: &'static str;
    /// Its keys, in the order in which they are written; true where a key must be there.
    const KEYS: &'static [(&'static str, bool)];

    /// Reads the value of a key; false where there is no such key.
    fn set(&mut self, key: &str, node: &Node, faults: &mut Faults) -> bool;

    /// Keeps the value of one key of what was read quickly.
    fn keep_one(&mut self, key: &str, read: <Self as Field>::Ref<'_>, whole: &Whole)
    where
        Self: Field;

    /// Every key that has something to write.
    fn fields(&self) -> Vec<(Key, Value)>;

    /// Remembers where the record stands.
    fn stand_at(&mut self, place: Place);

    /// Takes a key that is free of the format (`x-…`); false where there are none.
    fn set_free(&mut self, _key: &str, _node: &Node) -> bool {
        false
    }

    /// The free keys again.
    fn free_fields(&self) -> &[(Key, Value)] {
        &[]
    }

    /// The record that a bare text stands for, where there is such a short form.
    fn of_text(_node: &Node, _faults: &mut Faults) -> Option<Self> {
        None
    }

    /// The short form again, where it says all.
    fn as_text(&self) -> Option<Value> {
        None
    }
}

/// A record whose words are borrowed.
pub trait RecordRef<'t>: Copy + Default {
    /// The keys that must be there, by their bits: the first key has the lowest.
    const NEEDED: u64;

    /// Reads the value of a key quickly; nothing where that gives way, there is no such key, or its bit was `seen`.
    fn take(&mut self, key: &str, seen: &mut u64, input: &mut Input<'t>) -> Option<()>;

    /// Remembers where the record stands.
    fn stand_at(&mut self, place: Place);

    /// The record that a bare text stands for, where there is such a short form.
    fn of_words(_words: Words<'t>) -> Option<Self> {
        None
    }
}

/// Reads a map as a record; every fault is noted, and what can be understood is kept.
pub fn read<R: Record>(node: &Node, faults: &mut Faults) -> Option<R> {
    if let Some(record) = node.scalar().and_then(|_| R::of_text(node, faults)) {
        return Some(record);
    }
    let Kind::Map(entries) = &node.kind else {
        let first = R::KEYS.iter().find(|(_, required)| *required).or(R::KEYS.first()).map_or("", |(key, _)| key);
        faults.wrong_kind(
            node,
            &format!("{} (a map of keys)", R::NOUN),
            &format!("write its keys, such as `{first}: …`"),
        );
        return None;
    };
    let mut record = R::default();
    let place = entries.first().map_or(node.place, |(key, _)| key.place);
    record.stand_at(place);
    let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
    for (key, value) in entries {
        let Some(name) = key.scalar() else {
            faults.wrong_kind(key, "a key", "a key is one word; put a text with brackets between quotes");
            continue;
        };
        if let Some(first) = seen.get(name) {
            faults.findings.push(duplicate_key(name, key.place, *first));
            continue;
        }
        seen.insert(name, key.place);
        set(&mut record, name, key.place, value, faults);
    }
    for (required, _) in R::KEYS.iter().filter(|(_, required)| *required) {
        if !seen.contains_key(required) {
            faults.findings.push(Finding::error("shape", place, format!("{} needs the key `{required}`", R::NOUN)));
        }
    }
    Some(record)
}

/// Reads the value of a key into a record; a key that it does not have is a finding.
pub fn set<R: Record>(record: &mut R, name: &str, place: Place, value: &Node, faults: &mut Faults) {
    if !record.set(name, value, faults) && !record.set_free(name, value) {
        faults.findings.push(unknown_key::<R>(name, place));
    }
}

fn duplicate_key(name: &str, place: Place, first: Place) -> Finding {
    Finding::error("duplicate-key", place, format!("duplicate key `{}`", short(name)))
        .clashing_with(first)
        .hint("only one of them can be meant")
}

fn keys<R: Record>() -> impl Iterator<Item = &'static str> {
    R::KEYS.iter().map(|(key, _)| *key)
}

fn unknown_key<R: Record>(name: &str, place: Place) -> Finding {
    let finding = Finding::error("unknown-key", place, format!("unknown key `{}` in {}", short(name), R::NOUN));
    if matches!(name, "end" | "end_date" | "until" | "start") && keys::<R>().any(|key| key == "date") {
        return finding.hint("a time from begin to end is one date: 2024-01-02/2024-01-05");
    }
    let hinted = finding.did_you_mean(name, keys::<R>());
    if hinted.hint.is_some() {
        hinted
    } else {
        hinted.hint(format!("its keys are {}", keys::<R>().collect::<Vec<_>>().join(", ")))
    }
}

/// What a record writes: its short form or its map.
pub fn write<R: Record>(record: &R) -> Value {
    record.as_text().unwrap_or_else(|| {
        let mut fields = record.fields();
        fields.extend_from_slice(record.free_fields());
        Value::Map(fields)
    })
}

/// Records under ids of their own, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keyed<T>(pub Vec<(Id, T)>);

impl<T> Default for Keyed<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Field + Default> Field for Keyed<T> {
    type Ref<'t> = &'t [(Words<'t>, T::Ref<'t>)];

    fn read(node: &Node, faults: &mut Faults) -> Option<Self> {
        let Kind::Map(entries) = &node.kind else {
            faults.wrong_kind(node, "a map from ids", "give each an id of its own: `some-id: …`");
            return None;
        };
        let mut keyed = Vec::with_capacity(entries.len());
        let mut seen = HashMap::new();
        for (key, value) in entries {
            let Some(id) = Id::read(key, faults) else { continue };
            if let Some(first) = seen.insert(id.to_string(), id.0.place) {
                faults.findings.push(duplicate_key(&id, id.0.place, first));
                continue;
            }
            // What names this id is no fault beside that of its record.
            keyed.push((id, T::read(value, faults).unwrap_or_default()));
        }
        Some(Self(keyed))
    }

    fn quick<'t>(input: &mut Input<'t>) -> Option<Self::Ref<'t>> {
        quick::keyed::<T>(input)
    }

    fn keep(read: Self::Ref<'_>, whole: &Whole) -> Self {
        Self(read.iter().map(|(id, value)| (Id::keep(*id, whole), T::keep(*value, whole))).collect())
    }

    fn lend<'t>(&'t self, room: &'t Bump) -> Self::Ref<'t> {
        room.alloc_slice_fill_iter(self.0.iter().map(|(id, value)| (id.lend(room), value.lend(room))))
    }

    fn write(&self) -> Option<Value> {
        let entries = self.0.iter().filter_map(|(id, value)| Some((id.to_string().into(), value.write()?)));
        (!self.0.is_empty()).then(|| Value::Map(entries.collect()))
    }
}

/// Declares a record: its struct, the same with its words borrowed, and how its keys are read and written.
///
/// `beside` holds fields that are no keys, `with` replaces methods of [`Record`], `lent` those of [`RecordRef`].
macro_rules! record {
    ($(#[$doc:meta])* $name:ident, $ref:ident, $noun:literal { $($(#[$fdoc:meta])* $field:ident: $ty:ty,)* } $(beside { $($(#[$xdoc:meta])* $xfield:ident: $xty:ty,)* })? $(with { $($more:item)* })? $(lent { $($lent:item)* })?) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq)]
        pub struct $name {
            /// Where it is written.
            pub written: $crate::model::place::Place,
            $($(#[$fdoc])* pub $field: $ty,)*
            $($($(#[$xdoc])* pub $xfield: $xty,)*)?
        }

        impl $name {
            /// The record as an ordered tree, ready to be written as YAML or JSON.
            #[must_use]
            pub fn to_value(&self) -> $crate::model::document::value::Value {
                $crate::model::document::record::write(self)
            }
        }

        #[doc = concat!("As [`", stringify!($name), "`], its words borrowed.")]
        #[derive(Debug, Clone, Copy, Default)]
        pub struct $ref<'t> {
            /// Where it is written.
            pub written: $crate::model::place::Place,
            $($(#[$fdoc])* pub $field: <$ty as $crate::model::document::field::Field>::Ref<'t>,)*
        }

        impl $crate::model::document::record::Record for $name {
            const NOUN: &'static str = $noun;
            const KEYS: &'static [(&'static str, bool)] =
                &[$((stringify!($field), <$ty as $crate::model::document::field::Field>::REQUIRED)),*];

            fn set(&mut self, key: &str, node: &$crate::model::document::node::Node, faults: &mut $crate::model::document::field::Faults) -> bool {
                match key {
                    $(stringify!($field) => if let Some(value) = <$ty as $crate::model::document::field::Field>::read(node, faults) {
                        self.$field = value;
                    },)*
                    _ => return false,
                }
                true
            }

            fn keep_one(&mut self, key: &str, read: &$ref, whole: &$crate::model::text::Whole) {
                match key {
                    $(stringify!($field) => self.$field = <$ty as $crate::model::document::field::Field>::keep(read.$field, whole),)*
                    _ => {}
                }
            }

            fn fields(&self) -> Vec<($crate::model::document::Key, $crate::model::document::Value)> {
                let all = [$(|record: &Self| Some((stringify!($field).into(), $crate::model::document::field::Field::write(&record.$field)?))),*];
                all.into_iter().filter_map(|field| field(self)).collect()
            }

            fn stand_at(&mut self, place: $crate::model::place::Place) {
                self.written = place;
            }

            $($($more)*)?
        }

        impl<'t> $crate::model::document::record::RecordRef<'t> for $ref<'t> {
            const NEEDED: u64 = {
                #[allow(non_camel_case_types)]
                enum Nth { $($field),* }
                0 $(| ((<$ty as $crate::model::document::field::Field>::REQUIRED as u64) << Nth::$field as u32))*
            };

            #[inline]
            fn take(&mut self, key: &str, seen: &mut u64, input: &mut $crate::model::document::quick::Input<'t>) -> Option<()> {
                #[allow(non_camel_case_types)]
                enum Nth { $($field),* }
                let (bit, ()) = match key {
                    $(stringify!($field) => {
                        let bit = 1 << Nth::$field as u32;
                        if *seen & bit != 0 {
                            return None;
                        }
                        (bit, self.$field = <$ty as $crate::model::document::field::Field>::quick(input)?)
                    })*
                    _ => return None,
                };
                *seen |= bit;
                Some(())
            }

            fn stand_at(&mut self, place: $crate::model::place::Place) {
                self.written = place;
            }

            $($($lent)*)?
        }

        impl $crate::model::document::field::Field for $name {
            type Ref<'t> = &'t $ref<'t>;

            fn read(node: &$crate::model::document::node::Node, faults: &mut $crate::model::document::field::Faults) -> Option<Self> {
                $crate::model::document::record::read(node, faults)
            }

            fn quick<'t>(input: &mut $crate::model::document::quick::Input<'t>) -> Option<&'t $ref<'t>> {
                $crate::model::document::quick::record(input)
            }

            fn keep(read: &$ref, whole: &$crate::model::text::Whole) -> Self {
                Self {
                    written: read.written,
                    $($field: <$ty as $crate::model::document::field::Field>::keep(read.$field, whole),)*
                    $($($xfield: Default::default(),)*)?
                }
            }

            fn lend<'t>(&'t self, room: &'t bumpalo::Bump) -> &'t $ref<'t> {
                room.alloc($ref { written: self.written, $($field: self.$field.lend(room),)* })
            }

            fn write(&self) -> Option<$crate::model::document::value::Value> {
                Some($crate::model::document::record::write(self))
            }
        }
    };
}
pub(super) use record;
