//! A document's tree as YAML: block style, short lists in one line, nothing hidden.

use std::borrow::Cow;
use std::cell::Cell;

use memchr::{memchr, memchr_iter};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_yaml::{DoubleQuoted, FlowSeq, SerializeError, SerializerOptions, SpaceAfter};

use super::value::{Key, Value};
use crate::model::safe::{has_hidden, is_hidden};

/// A list of scalars that takes no more bytes than this stands in one line.
const SHORT_LIST: usize = 72;

/// The tree as YAML that reads as the same tree again, in every character.
///
/// Characters that act on a terminal or hide are written as escapes between double quotes.
///
/// # Errors
/// Only what a tree nested beyond all measure would give.
pub fn to_yaml(value: &Value) -> Result<String, SerializeError> {
    let hides = Cell::new(false);
    let Value::Map(entries) = value else { return Ok(with_escapes(serde_yaml::to_string(&Part(value, &hides))?)) };
    let hiding = entries.iter().position(|(key, value)| is_own(key) && (has_hidden(key) || has_hiding_key(value)));
    let (plain, rest) = entries.split_at(hiding.unwrap_or(entries.len()));
    // Room for all of it is made at once: text that grows is moved as often as it doubles.
    let mut written = String::with_capacity(plain.iter().map(|(key, value)| key.len() + likely_length(value)).sum());
    serde_yaml::to_fmt_writer_with_options(&mut written, &Root(plain, &hides), options())?;
    for (key, value) in rest {
        let json = |error: serde_json::Error| SerializeError::Message { msg: error.to_string() };
        let (key, value) = (serde_json::to_string(key).map_err(json)?, serde_json::to_string(value).map_err(json)?);
        written.push_str(&format!("{key}: {value}\n"));
        hides.set(true);
    }
    Ok(if hides.get() { with_escapes(written) } else { written })
}

/// Is there white space at an end, but for the one line break that ends text of several lines?
fn ends_blank(text: &str) -> bool {
    let text = text.strip_suffix('\n').unwrap_or(text);
    text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace)
}

/// Is it no field's key, so that anything may stand in it?
fn is_own(key: &Key) -> bool {
    matches!(key, Cow::Owned(_))
}

/// The serializer puts values between double quotes when told, but never keys: what has such a key is
/// written as JSON, which YAML reads too. Only the free keys of a document can be so.
fn has_hiding_key(value: &Value) -> bool {
    match value {
        Value::Map(entries) => {
            entries.iter().any(|(key, value)| is_own(key) && has_hidden(key) || has_hiding_key(value))
        }
        Value::List(items) => items.iter().any(has_hiding_key),
        Value::Text(_) | Value::Bare(_) | Value::Null => false,
    }
}

/// About so many bytes a value takes, with what stands around it.
fn likely_length(value: &Value) -> usize {
    const AROUND: usize = 8;
    AROUND
        + match value {
            Value::Text(text) | Value::Bare(text) => text.len(),
            Value::List(items) => items.iter().map(likely_length).sum(),
            Value::Map(entries) => entries.iter().map(|(key, value)| key.len() + likely_length(value)).sum(),
            Value::Null => 0,
        }
}

fn options() -> SerializerOptions {
    serde_yaml::ser_options! {
        yaml_12: true,
        no_lang_directive: true,
        compact_list_indent: false,
        min_fold_chars: 96,
        folded_wrap_chars: 96,
    }
}

/// The serializer's own escapes are fewer than those of [`is_hidden`]; [`Scalar`] has put the rest
/// between double quotes, where alone they may become escapes.
pub fn with_escapes(written: String) -> String {
    // Few lines have any, and a line without is told at a look.
    if !lines(&written).any(has_hidden) {
        return written;
    }
    let mut out = String::with_capacity(written.len());
    for line in lines(&written) {
        if has_hidden(line) { line.chars().for_each(|letter| escape(letter, &mut out)) } else { out.push_str(line) }
    }
    out
}

/// The lines of a text with their line feeds; what stands behind the last is one too, and may be empty.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut begin = 0;
    let ends = memchr_iter(b'\n', text.as_bytes()).map(|feed| feed + 1).chain([text.len()]);
    ends.map(move |end| &text[std::mem::replace(&mut begin, end)..end])
}

/// Puts a letter behind the others, one that hides as an escape.
fn escape(letter: char, out: &mut String) {
    match u32::from(letter) {
        _ if letter == '\n' || !is_hidden(letter) => out.push(letter),
        code @ ..=0xffff => out.push_str(&format!("\\u{code:04X}")),
        code => out.push_str(&format!("\\U{code:08X}")),
    }
}

/// The whole document: a blank line after each of its lists and maps. As every part, it tells whether it holds a
/// string in which something hides.
struct Root<'v>(&'v [(Key, Value)], &'v Cell<bool>);

impl Serialize for Root<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let entries = self.0;
        let mut map = serializer.serialize_map(Some(entries.len()))?;
        let is_long = |value: &Value| matches!(value, Value::List(_) | Value::Map(_));
        for (at, (key, value)) in entries.iter().enumerate() {
            let next = entries.get(at + 1).map(|(_, next)| next);
            match value {
                Value::List(items) if items.iter().any(is_long) => {
                    map.serialize_entry(&Scalar(key, self.1), &Apart(items, self.1))?;
                }
                _ if next.is_some_and(|next| is_long(value) || is_long(next)) => {
                    map.serialize_entry(&Scalar(key, self.1), &SpaceAfter(Part(value, self.1)))?;
                }
                _ => map.serialize_entry(&Scalar(key, self.1), &Part(value, self.1))?,
            }
        }
        map.end()
    }
}

/// A list with a blank line after each of its items.
struct Apart<'v>(&'v [Value], &'v Cell<bool>);

impl Serialize for Apart<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        for item in self.0 {
            list.serialize_element(&SpaceAfter(Part(item, self.1)))?;
        }
        list.end()
    }
}

/// Anything below the root.
struct Part<'v>(&'v Value, &'v Cell<bool>);

impl Serialize for Part<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Text(text) => Scalar(text, self.1).serialize(serializer),
            Value::List(items) if is_short(items) => FlowSeq(Items(items, self.1)).serialize(serializer),
            Value::List(items) => Items(items, self.1).serialize(serializer),
            Value::Map(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    match key {
                        Cow::Borrowed(key) => map.serialize_entry(key, &Part(value, self.1))?,
                        Cow::Owned(key) => map.serialize_entry(&Scalar(key, self.1), &Part(value, self.1))?,
                    }
                }
                map.end()
            }
            Value::Bare(_) | Value::Null => self.0.serialize(serializer),
        }
    }
}

/// A list below the root.
struct Items<'v>(&'v [Value], &'v Cell<bool>);

impl Serialize for Items<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|item| Part(item, self.1)))
    }
}

fn is_short(items: &[Value]) -> bool {
    let width = |item: &Value| match item {
        Value::Text(text) | Value::Bare(text) if memchr(b'\n', text.as_bytes()).is_none() => Some(text.len() + 2),
        _ => None,
    };
    items.iter().map(width).sum::<Option<usize>>().is_some_and(|whole| whole <= SHORT_LIST)
}

/// A string, between double quotes where something in it hides, or at an end of it: block style would
/// lose blank lines there.
struct Scalar<'v>(&'v str, &'v Cell<bool>);

impl Serialize for Scalar<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let hides = has_hidden(self.0);
        self.1.set(self.1.get() || hides);
        if hides || ends_blank(self.0) {
            DoubleQuoted(self.0).serialize(serializer)
        } else {
            serializer.serialize_str(self.0)
        }
    }
}
