//! Fields that are texts, each with its place.

use std::ops::{Deref, Range};

use bumpalo::Bump;

use crate::model::finding::Finding;
use crate::model::place::Place;
use crate::model::text::{Str, Whole};

use super::field::{Faults, Field};
use super::node::{Kind, Node};
use super::quick::{Input, Words};
use super::value::Value;

/// Text that is not empty, with its place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// The words.
    pub value: Str,
    /// Where they stand.
    pub place: Place,
}

impl Text {
    /// Where these bytes of it stand; all of it where that cannot be told.
    #[must_use]
    pub fn part(&self, at: Range<usize>) -> Place {
        inside(self.place, self.value.len(), at)
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.value
    }
}

impl From<&str> for Text {
    fn from(value: &str) -> Self {
        Self { value: value.into(), place: Place::NOWHERE }
    }
}

impl Field for Text {
    type Ref<'t> = Words<'t>;

    const REQUIRED: bool = true;

    fn read(node: &Node, faults: &mut Faults) -> Option<Self> {
        match node.scalar() {
            Some(text) if !text.trim().is_empty() => Some(Self { value: text.into(), place: node.place }),
            Some(_) => {
                faults.findings.push(
                    Finding::error("shape", node.place, "text is needed here, but it is empty")
                        .hint("write it, or leave the key out: unknown things are left out"),
                );
                None
            }
            None if matches!(node.kind, Kind::Null) => {
                faults.findings.push(
                    Finding::error("shape", node.place, "text is needed here, but there is nothing")
                        .hint("write it, or leave the key out; the word null itself needs quotes"),
                );
                None
            }
            None => {
                faults.wrong_kind(node, "text", "write one text; put it between quotes if it begins with a bracket");
                None
            }
        }
    }

    #[inline]
    fn quick<'t>(input: &mut Input<'t>) -> Option<Words<'t>> {
        Words::read_said(input)
    }

    #[inline]
    fn keep(read: Words, whole: &Whole) -> Self {
        Self { value: whole.keep(read.text), place: read.place }
    }

    fn lend<'t>(&'t self, _: &'t Bump) -> Words<'t> {
        Words { text: self, place: self.place }
    }

    fn write(&self) -> Option<Value> {
        Some(Value::Text(self.value.clone()))
    }
}

/// Text beside a quote: its white space counts, so that it may be nothing but white space.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside(pub Text);

impl Deref for Beside {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0.value
    }
}

/// What is the same for every [`Field`] around one [`Text`].
macro_rules! is_a_text {
    () => {
        type Ref<'t> = $crate::model::document::quick::Words<'t>;

        fn keep(read: Self::Ref<'_>, whole: &$crate::model::text::Whole) -> Self {
            Self($crate::model::document::Text::keep(read, whole))
        }

        fn lend<'t>(&'t self, room: &'t bumpalo::Bump) -> Self::Ref<'t> {
            self.0.lend(room)
        }

        fn write(&self) -> Option<$crate::model::document::Value> {
            self.0.write()
        }
    };
}
pub(super) use is_a_text;

impl Field for Beside {
    is_a_text!();

    fn read(node: &Node, faults: &mut Faults) -> Option<Self> {
        let blank = node.scalar().filter(|text| !text.is_empty() && text.trim().is_empty());
        let blank = blank.map(|text| Text { value: text.into(), place: node.place });
        blank.or_else(|| Text::read(node, faults)).map(Self)
    }

    fn quick<'t>(input: &mut Input<'t>) -> Option<Words<'t>> {
        Words::read(input).filter(|words| !words.is_empty())
    }
}

/// The bytes `at` of a text of so many bytes, where it stands as it is or between quotes; else all of it.
pub(super) fn inside(place: Place, length: usize, at: Range<usize>) -> Place {
    let width = place.end.saturating_sub(place.start) as usize;
    match width.checked_sub(length) {
        Some(quotes @ (0 | 2)) if length > 0 => place.within(quotes / 2 + at.start..quotes / 2 + at.end),
        _ => place,
    }
}
