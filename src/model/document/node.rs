//! YAML or JSON text as a tree of scalars, lists and maps, each with its place.

use std::cell::Cell;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::options::NonFiniteFloatPolicy;
use serde_yaml::{DuplicateKeyPolicy, Error, Location, Options, Spanned};

use crate::model::finding::Finding;
use crate::model::place::Place;

use super::syntax;

/// A value with the place where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is.
    pub kind: Kind,
    /// Where it stands; for lists and maps only their begin.
    pub place: Place,
}

/// The kinds of YAML value, scalars as they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A string, quotes and escapes resolved.
    Text(String),
    /// A bare number or boolean, kept as the text that was written.
    Bare(String),
    /// `null`, `~` or nothing.
    Null,
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in its order, equal keys kept.
    Map(Vec<(Node, Node)>),
}

impl Node {
    /// Text or bare scalar as written.
    #[must_use]
    pub fn scalar(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) | Kind::Bare(text) => Some(text),
            _ => None,
        }
    }

    /// What it is called in a message.
    #[must_use]
    pub fn noun(&self) -> &'static str {
        match &self.kind {
            Kind::Text(text) if text.is_empty() => "empty text",
            Kind::Text(_) => "text",
            Kind::Bare(_) => "a number or boolean",
            Kind::Null => "nothing",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a map",
        }
    }
}

/// How much aliases may add to what is written, in bytes and in values.
const ALIAS_BYTES: usize = 16 << 20;
const ALIAS_NODES: usize = 200_000;

/// Parses `text`, which starts at byte `base` of file `file`.
///
/// # Errors
/// The one finding of a YAML syntax fault, or of a file made to be too large once its aliases are
/// followed. Empty text is `Kind::Null`.
pub fn parse(text: &str, file: u32, base: usize) -> Result<Node, Box<Finding>> {
    let parsed: Result<Spanned<Raw>, Error> = serde_yaml::from_str_with_options(text, options(text.len()));
    let origin = Origin { text, file, base, binary: Cell::new(None) };
    let fault = match parsed {
        Ok(raw) => {
            let node = settle(raw, &origin);
            match origin.binary.get() {
                None => return Ok(node),
                Some(place) => syntax::tag("!!binary", place),
            }
        }
        Err(error) => {
            let place = error.location().map_or(Place { file, start: 0, end: 0 }, |location| origin.place(location));
            syntax::fault(&error.to_string(), place, text, base)
        }
    };
    Err(Box::new(fault))
}

/// Everything that is written may be read; what aliases add to it is bounded, and so is depth.
fn options(written: usize) -> Options {
    let budget = serde_yaml::budget! {
        max_nodes: written + ALIAS_NODES,
        max_events: 2 * written + 2 * ALIAS_NODES,
        max_total_scalar_bytes: written + ALIAS_BYTES,
        max_reader_input_bytes: None,
        max_anchors: 100_000,
        max_aliases: 100_000,
        enforce_alias_anchor_ratio: false,
    };
    serde_yaml::options! {
        budget: budget,
        alias_limits: serde_yaml::alias_limits! { max_total_replayed_events: ALIAS_NODES },
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        non_finite_float_policy: NonFiniteFloatPolicy::AsString,
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        reject_unsupported_tags: true,
        ignore_binary_tag_for_string: true,
        // Comments that are told of are counted, and more than 32 in a row would be a fault.
        emit_comments: false,
        with_snippet: false,
    }
}

struct Origin<'a> {
    text: &'a str,
    file: u32,
    base: usize,
    /// The first scalar of a tag that serde is not told of.
    binary: Cell<Option<Place>>,
}

impl Origin<'_> {
    fn place(&self, location: Location) -> Place {
        let (start, length) = self.bytes(location);
        let at = |offset: usize| u32::try_from(self.base + offset).unwrap_or(u32::MAX);
        Place { file: self.file, start: at(start), end: at(start + length) }
    }

    /// Byte offset and length; where the parser gave characters only, they are counted.
    fn bytes(&self, location: Location) -> (usize, usize) {
        let span = location.span();
        let known = span.byte_offset().zip(span.byte_len()).filter(|(start, _)| *start < u64::from(u32::MAX));
        match known {
            Some((start, length)) => (usize::try_from(start).unwrap_or(0), usize::try_from(length).unwrap_or(0)),
            None => {
                let mark = usize::try_from(span.offset()).unwrap_or(0);
                let start = self.text.char_indices().nth(mark).map_or(self.text.len(), |(start, _)| start);
                (start, 0)
            }
        }
    }

    fn written(&self, location: Location) -> &str {
        let (start, length) = self.bytes(location);
        self.text.get(start..start + length).unwrap_or("")
    }

    /// A number that is larger than any that floats can be, such as `1e999`, comes by the name of infinity, and names of
    /// it come by another spelling: what was meant is what was written.
    fn as_written(&self, text: String, location: Location) -> String {
        if !matches!(&*text, ".inf" | "-.inf" | ".nan") {
            return text;
        }
        let written = self.written(location);
        let is_number = written.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '-' | '.'));
        if is_number { written.to_owned() } else { text }
    }

    fn note_binary(&self, location: Location) {
        let (start, _) = self.bytes(location);
        let before = self.text.get(..start).unwrap_or("").trim_end();
        if self.binary.get().is_none() && (before.ends_with("!!binary") || before.ends_with(":binary>")) {
            self.binary.set(Some(self.place(location)));
        }
    }
}

fn settle(raw: Spanned<Raw>, origin: &Origin) -> Node {
    let kind = match raw.value {
        Raw::Text(text) => {
            origin.note_binary(raw.defined);
            Kind::Text(origin.as_written(text, raw.defined))
        }
        Raw::Bare => Kind::Bare(origin.written(raw.defined).to_owned()),
        Raw::Null => Kind::Null,
        Raw::List(items) => Kind::List(items.into_iter().map(|item| settle(item, origin)).collect()),
        Raw::Map(entries) => {
            Kind::Map(entries.into_iter().map(|(key, value)| (settle(key, origin), settle(value, origin))).collect())
        }
    };
    Node { kind, place: origin.place(raw.referenced) }
}

/// A node as serde hands it over, before the text of bare scalars is taken from the source.
enum Raw {
    Text(String),
    Bare,
    Null,
    List(Vec<Spanned<Raw>>),
    Map(Vec<(Spanned<Raw>, Spanned<Raw>)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Raw, E> {
        Ok(Raw::Bare)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Bare)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Bare)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Bare)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Bare)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Bare)
    }

    fn visit_str<E>(self, text: &str) -> Result<Raw, E> {
        Ok(Raw::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Raw, E> {
        Ok(Raw::Text(text))
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        Raw::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Raw::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Raw::Map(map))
    }
}
