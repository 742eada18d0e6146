//! A text written as a scalar that every reader takes for that very text.

use crate::model::document::node::{self, Kind};
use crate::model::document::write::with_escapes;
use crate::model::safe::is_hidden;

use super::layout::{Form, Map};

/// What may be written at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Behind a key on a line of its own.
    Block,
    /// Between braces.
    Flow,
    /// Between double quotes, where the old value had quotes.
    Quoted,
    /// Between braces in which keys have double quotes, as JSON wants it.
    Json,
}

impl Style {
    /// The style of a value in this map, where what stood there before had this form.
    pub fn of(map: &Map, form: Form) -> Self {
        match (map.is_flow, map.is_quoted(), form) {
            (true, true, _) => Self::Json,
            (_, _, Form::Quoted) => Self::Quoted,
            (true, ..) => Self::Flow,
            (false, ..) => Self::Block,
        }
    }
}

/// `text` as it is where that is safe, else between double quotes, with escapes for what hides.
pub fn written(text: &str, style: Style) -> String {
    match style {
        Style::Json => escaped(text, |letter| {
            let mut units = [0; 2];
            letter.encode_utf16(&mut units).iter().fold(String::new(), |out, unit| out + &format!("\\u{unit:04X}"))
        }),
        Style::Block | Style::Flow if is_plain(text, style) => text.to_owned(),
        Style::Block | Style::Flow | Style::Quoted => with_escapes(quoted(text)),
    }
}

/// Between double quotes, with the escapes that YAML and JSON share.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn escaped(text: &str, escape: impl Fn(char) -> String) -> String {
    let letter = |letter| if is_hidden(letter) { escape(letter) } else { String::from(letter) };
    quoted(text).chars().map(letter).collect()
}

/// Is it read as the very same text without quotes, here and (as the serializer knows) by readers that
/// take more words for numbers, dates and booleans?
fn is_plain(text: &str, style: Style) -> bool {
    let told = serde_yaml::to_string(&text).is_ok_and(|told| told.strip_suffix('\n') == Some(text));
    let line = if style == Style::Flow { format!("{{ k: {text} }}") } else { format!("k: {text}\n") };
    told && !text.chars().any(is_hidden) && reads_as(&line, text)
}

fn reads_as(line: &str, text: &str) -> bool {
    let Ok(node) = node::parse(line, 0, 0) else { return false };
    let Kind::Map(entries) = node.kind else { return false };
    matches!(&entries[..], [(_, value)] if matches!(&value.kind, Kind::Text(read) if read == text))
}
