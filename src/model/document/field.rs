//! How a field of a record is read from a node and written again, for each kind of field.

use std::fmt;

use bumpalo::Bump;

use crate::model::finding::Finding;
use crate::model::text::Whole;

use super::node::{Kind, Node};
use super::quick::{self, Input, Words};
use super::value::Value;

/// What a reader carries along: the findings so far and the zone in which days begin.
#[derive(Debug, Default)]
pub struct Faults {
    /// Everything found, in the order of the file.
    pub findings: Vec<Finding>,
    /// Minutes east of UTC.
    pub offset: i32,
}

impl Faults {
    /// Notes that `node` is not the `wanted` thing.
    pub fn wrong_kind(&mut self, node: &Node, wanted: &str, hint: &str) {
        let message = format!("{wanted} is needed here, not {}", node.noun());
        self.findings.push(Finding::error("shape", node.place, message).hint(hint.to_owned()));
    }
}

/// A kind of field.
pub trait Field: Sized {
    /// The same, its words borrowed.
    type Ref<'t>: Copy + fmt::Debug + 't;

    /// Must the key be there?
    const REQUIRED: bool = false;

    /// The value of `node`, or nothing and a finding.
    fn read(node: &Node, faults: &mut Faults) -> Option<Self>;

    /// The same value, read quickly where the input stands; nothing where that is not certain, or would be a finding.
    fn quick<'t>(input: &mut Input<'t>) -> Option<Self::Ref<'t>>;

    /// What was read quickly, to be kept: of `whole`, the file's text, or of its own.
    fn keep(read: Self::Ref<'_>, whole: &Whole) -> Self;

    /// The value as it would have been read quickly; lists are put into the room.
    fn lend<'t>(&'t self, room: &'t Bump) -> Self::Ref<'t>;

    /// What to write, or nothing where the key is left out.
    fn write(&self) -> Option<Value>;
}

/// At most 60 characters, for a message.
#[must_use]
pub fn short(text: &str) -> String {
    let mut cut: String = text.chars().take(60).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    cut
}

impl<T: Field> Field for Option<T> {
    type Ref<'t> = Option<T::Ref<'t>>;

    fn read(node: &Node, faults: &mut Faults) -> Option<Self> {
        T::read(node, faults).map(Some)
    }

    #[inline]
    fn quick<'t>(input: &mut Input<'t>) -> Option<Self::Ref<'t>> {
        T::quick(input).map(Some)
    }

    #[inline]
    fn keep(read: Self::Ref<'_>, whole: &Whole) -> Self {
        read.map(|read| T::keep(read, whole))
    }

    fn lend<'t>(&'t self, room: &'t Bump) -> Self::Ref<'t> {
        self.as_ref().map(|value| value.lend(room))
    }

    fn write(&self) -> Option<Value> {
        self.as_ref().and_then(T::write)
    }
}

impl<T: Field> Field for Vec<T> {
    type Ref<'t> = &'t [T::Ref<'t>];

    fn read(node: &Node, faults: &mut Faults) -> Option<Self> {
        let Kind::List(items) = &node.kind else {
            let hint = match node.kind {
                Kind::Null => "write its items, or leave the key out",
                Kind::Map(_) => "begin each item with `- `",
                _ => "write [a, b], or each item on a line of its own behind `- `",
            };
            faults.wrong_kind(node, "a list", hint);
            return None;
        };
        Some(items.iter().filter_map(|item| T::read(item, faults)).collect())
    }

    fn quick<'t>(input: &mut Input<'t>) -> Option<Self::Ref<'t>> {
        quick::list::<T>(input)
    }

    fn keep(read: Self::Ref<'_>, whole: &Whole) -> Self {
        read.iter().map(|item| T::keep(*item, whole)).collect()
    }

    fn lend<'t>(&'t self, room: &'t Bump) -> Self::Ref<'t> {
        room.alloc_slice_fill_iter(self.iter().map(|item| item.lend(room)))
    }

    fn write(&self) -> Option<Value> {
        (!self.is_empty()).then(|| Value::List(self.iter().filter_map(T::write).collect()))
    }
}

/// What a [`Field`] is that borrows nothing: itself.
macro_rules! is_its_own_ref {
    () => {
        type Ref<'t> = Self;

        fn keep(read: Self, _: &$crate::model::text::Whole) -> Self {
            read
        }

        fn lend<'t>(&'t self, _: &'t bumpalo::Bump) -> Self {
            *self
        }
    };
}
pub(super) use is_its_own_ref;

impl Field for bool {
    is_its_own_ref!();

    fn read(node: &Node, faults: &mut Faults) -> Option<Self> {
        match node.scalar() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ => {
                let finding = Finding::error("shape", node.place, "`true` or `false` is needed here");
                let hint = match node.scalar().map(str::to_lowercase).as_deref() {
                    Some("yes" | "on" | "1" | "true") => "write `true`",
                    _ => "write `true`, or leave the key out",
                };
                faults.findings.push(finding.hint(hint));
                None
            }
        }
    }

    fn quick(input: &mut Input) -> Option<Self> {
        match Words::read(input)?.text {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }

    fn write(&self) -> Option<Value> {
        self.then(|| Value::Bare("true".into()))
    }
}

/// A value that other programs may add and annals works out anew: read past, never written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Recomputed;

impl Field for Recomputed {
    is_its_own_ref!();

    fn read(_: &Node, _: &mut Faults) -> Option<Self> {
        Some(Self)
    }

    fn quick(input: &mut Input) -> Option<Self> {
        Words::read(input).map(|_| Self)
    }

    fn write(&self) -> Option<Value> {
        None
    }
}

/// The version of the format; only 1 exists.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Version;

impl Field for Version {
    is_its_own_ref!();

    fn read(node: &Node, faults: &mut Faults) -> Option<Self> {
        if node.scalar() != Some("1") {
            faults.findings.push(
                Finding::error("version", node.place, "this annals reads version 1 of the format")
                    .hint("write `annals: 1`"),
            );
        }
        Some(Self)
    }

    fn quick(input: &mut Input) -> Option<Self> {
        (Words::read(input)?.text == "1").then_some(Self)
    }

    fn write(&self) -> Option<Value> {
        Some(Value::Bare("1".into()))
    }
}
