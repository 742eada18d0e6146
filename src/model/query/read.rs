//! A query as it is typed: read part by part, a fault told with its place.

use std::ops::Range;

use super::{FIELDS, Query};
use crate::model::finding::nearest;
use crate::model::timeline::Timeline;

/// Why a query could not be read: a message, the bytes at fault and what may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryFault {
    /// What is wrong.
    pub message: String,
    /// Where in the query.
    pub at: Range<usize>,
    /// What to write instead.
    pub hint: Option<String>,
}

impl Query {
    /// Reads words, `"phrases"` and `field:value` between spaces; all of them must hold.
    ///
    /// # Errors
    /// The first part that cannot be read, with its place in `text`.
    pub fn parse(timeline: &Timeline, text: &str) -> Result<Self, QueryFault> {
        split(text).map(|part| of_part(timeline, text, part)).collect::<Result<_, _>>().map(Self::All)
    }
}

/// The parts of a query: white space divides them, except between double quotes.
fn split(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut parts = Vec::new();
    let mut start = None;
    let mut quoted = false;
    for (at, letter) in text.char_indices() {
        if letter == '"' {
            quoted = !quoted;
        }
        if letter.is_whitespace() && !quoted {
            parts.extend(start.take().map(|start| start..at));
        } else {
            start.get_or_insert(at);
        }
    }
    parts.extend(start.map(|start| start..text.len()));
    parts.into_iter()
}

fn of_part(timeline: &Timeline, text: &str, at: Range<usize>) -> Result<Query, QueryFault> {
    let part = &text[at.clone()];
    let fault = |message: String, hint: Option<String>, at: Range<usize>| QueryFault { message, at, hint };
    let field =
        part.split_once(':').filter(|(name, _)| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase()));
    let Some((name, value)) = field else { return Ok(Query::Words(part.replace('"', "").to_lowercase())) };
    let value_at = at.start + name.len() + 1..at.end;
    let Some(field) = FIELDS.iter().find(|field| field.name == name) else {
        let names = FIELDS.iter().map(|field| field.name);
        let hint = nearest(name, names.clone()).map_or_else(
            || {
                format!(
                    "the fields are {}; put words with a colon between quotes",
                    names.collect::<Vec<_>>().join(", ")
                )
            },
            |near| format!("did you mean `{near}:`?"),
        );
        return Err(fault(format!("there is no field `{name}:`"), Some(hint), at.start..at.start + name.len()));
    };
    let value = value.trim_matches('"');
    if value.is_empty() {
        return Err(fault(format!("`{name}:` needs a value"), Some(field.doc.to_owned()), at));
    }
    field.query(timeline, value).map_err(|(message, hint)| fault(message, hint, value_at))
}
