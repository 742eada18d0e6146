//! New keys of a map in block style, each on a line of its own.

use super::edit::Edit;
use super::fields::New;
use super::layout::{Entry, Map};
use super::lines;

/// The edits that put keys, with their values as they are to be written, behind an entry of a map.
pub fn insert(text: &str, map: &Map, behind: Option<&Entry>, keys: &[New]) -> Vec<Edit> {
    let at = lines::end(text, behind.map_or(map.start, |entry| entry.end));
    let line_break = lines::line_break(text, at);
    let indent = " ".repeat(map.column);
    let lines = keys.iter().map(|(key, value)| format!("{line_break}{indent}{key}: {value}"));
    vec![Edit::put(at, lines.collect::<String>())]
}
