//! How a field of a record is read from a node and written again, for each kind of field.

use std::fmt;
use std::ops::{Deref, Range};

use bumpalo::Bump;

use crate::model::date::{Date, When};
use crate::model::finding::Finding;
use crate::model::place::Place;
use crate::model::text::{Str, Whole};

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
        self.findings.push(Finding::error("shape", node.place, message).hint(hint));
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
        Some(Value::Text(self.to_string()))
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

impl Field for Beside {
    type Ref<'t> = Words<'t>;

    fn read(node: &Node, faults: &mut Faults) -> Option<Self> {
        let blank = node.scalar().filter(|text| !text.is_empty() && text.trim().is_empty());
        let blank = blank.map(|text| Text { value: text.into(), place: node.place });
        blank.or_else(|| Text::read(node, faults)).map(Self)
    }

    fn quick<'t>(input: &mut Input<'t>) -> Option<Words<'t>> {
        Words::read(input).filter(|words| !words.is_empty())
    }

    fn keep(read: Words, whole: &Whole) -> Self {
        Self(Text::keep(read, whole))
    }

    fn lend<'t>(&'t self, room: &'t Bump) -> Words<'t> {
        self.0.lend(room)
    }

    fn write(&self) -> Option<Value> {
        self.0.write()
    }
}

/// An id being given: a lower-case slug.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Id(pub Text);

impl Deref for Id {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0.value
    }
}

impl Field for Id {
    type Ref<'t> = Words<'t>;

    const REQUIRED: bool = true;

    fn read(node: &Node, faults: &mut Faults) -> Option<Self> {
        let text = Text::read(node, faults)?;
        if !is_slug(&text) {
            let finding = Finding::error("id", node.place, format!("the id `{}` is not a slug", short(&text)));
            faults.findings.push(finding.hint(format!("ids are {SLUG}, such as `{}`", slug(&text))));
        }
        Some(Self(text))
    }

    #[inline]
    fn quick<'t>(input: &mut Input<'t>) -> Option<Words<'t>> {
        Words::read(input).filter(|words| is_slug(words))
    }

    fn keep(read: Words, whole: &Whole) -> Self {
        Self(Text::keep(read, whole))
    }

    fn lend<'t>(&'t self, room: &'t Bump) -> Words<'t> {
        self.0.lend(room)
    }

    fn write(&self) -> Option<Value> {
        self.0.write()
    }
}

/// What a slug is made of, for messages.
pub const SLUG: &str = "lower-case letters a-z, digits, `-` and `_`, at most 100";

/// May this be an id?
#[must_use]
pub fn is_slug(text: &str) -> bool {
    let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    text.len() <= 100
        && text.bytes().next().is_some_and(inner)
        && text.bytes().all(|byte| inner(byte) || byte == b'-' || byte == b'_')
}

/// The nearest slug to any text: letters lowered, everything else a single hyphen.
#[must_use]
pub fn slug(text: &str) -> String {
    let lowered: String = text
        .chars()
        .take(60)
        .map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' })
        .collect();
    let parts: Vec<&str> = lowered.split('-').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "an-id".to_owned() } else { parts.join("-") }
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

/// A date that was read, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// The date.
    pub date: Date,
    /// Where it stands.
    pub place: Place,
}

impl Deref for Dated {
    type Target = Date;

    fn deref(&self) -> &Date {
        &self.date
    }
}

/// A date that was read quickly.
#[derive(Debug, Clone, Copy)]
pub struct DatedRef<'t> {
    /// The words without white space around them.
    pub words: Words<'t>,
    /// When that is.
    pub when: When,
}

impl Field for Dated {
    type Ref<'t> = DatedRef<'t>;

    fn read(node: &Node, faults: &mut Faults) -> Option<Self> {
        let Some(text) = node.scalar() else {
            let bracket = matches!(node.kind, Kind::List(_) | Kind::Map(_));
            let finding = Finding::error("date", node.place, format!("a date is needed here, not {}", node.noun()));
            faults.findings.push(if bracket {
                finding.hint("a date that begins with a bracket needs quotes: \"[..2024-03]\"")
            } else {
                finding.hint("leave the key out where no date is known")
            });
            return None;
        };
        match Date::parse(text.trim(), faults.offset) {
            Ok(date) => Some(Self { date, place: node.place }),
            Err(fault) => {
                let place = inside(node.place, text.len(), fault.at..text.len());
                let message = if text.trim().is_empty() {
                    "a date is needed here, but it is empty".to_owned()
                } else {
                    fault.message
                };
                faults.findings.push(Finding::error("date", place, message).hint(fault.hint));
                None
            }
        }
    }

    #[inline]
    fn quick<'t>(input: &mut Input<'t>) -> Option<DatedRef<'t>> {
        let words = Words::read(input)?.trimmed();
        Some(DatedRef { words, when: When::of(&words, input.offset)? })
    }

    fn keep(DatedRef { words, when }: DatedRef, whole: &Whole) -> Self {
        Self { date: Date::read_as(when, whole.keep(words.text)), place: words.place }
    }

    fn lend<'t>(&'t self, _: &'t Bump) -> DatedRef<'t> {
        DatedRef { words: Words { text: self.text(), place: self.place }, when: *self.date }
    }

    fn write(&self) -> Option<Value> {
        Some(Value::Text(self.date.text().to_owned()))
    }
}

/// The bytes `at` of a text of so many bytes, where it stands as it is or between quotes; else all of it.
fn inside(place: Place, length: usize, at: Range<usize>) -> Place {
    let width = place.end.saturating_sub(place.start) as usize;
    match width.checked_sub(length) {
        Some(quotes @ (0 | 2)) if length > 0 => place.within(quotes / 2 + at.start..quotes / 2 + at.end),
        _ => place,
    }
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
        self.then(|| Value::Bare("true".to_owned()))
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
        Some(Value::Bare("1".to_owned()))
    }
}
