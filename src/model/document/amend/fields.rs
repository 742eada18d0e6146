//! The edits that set fields of one record.

use super::edit::Edit;
use super::layout::{Entry, Form, Map};
use super::scalar::{self, Style};
use super::{Amendment, block, flow, value};

/// What stands in the way of a field, with what to do about it.
pub type Obstacle = (&'static str, &'static str);

/// The edits that set these fields of one record, laid out as `map`.
pub fn set(text: &str, map: &Map, fields: &[&Amendment]) -> Result<Vec<Edit>, Obstacle> {
    if map.is_shared {
        return Err((
            "this record stands in several places by an alias",
            "write it out where the alias (`*…`) is, or set the field by hand",
        ));
    }
    if map.entries.iter().any(|entry| entry.is_merge()) {
        return Err(("this record takes keys from another by a merge (`<<`)", "write its keys out"));
    }
    let mut edits = Vec::new();
    let mut missing = Vec::new();
    for field in fields {
        match map.entry(field.key) {
            Some(entry) => {
                let written = scalar::written(&field.value, Style::of(map, entry.form));
                edits.extend(value::replace(text, entry, &written)?);
            }
            None => missing.push((field.key, scalar::written(&field.value, Style::of(map, Form::Plain)))),
        }
    }
    edits.extend(insert(text, map, missing));
    Ok(edits)
}

/// New keys that belong right behind another one, where the record has it.
const BEHIND: &[(&str, &str)] = &[("sha256", "copy"), ("suffix", "prefix")];

/// A key to add, with its value as it is to be written.
pub type New = (&'static str, String);

/// The edits that add missing keys to a map, each behind its neighbour.
fn insert(text: &str, map: &Map, missing: Vec<New>) -> Vec<Edit> {
    let mut groups: Vec<(Option<&Entry>, Vec<New>)> = Vec::new();
    for new in missing {
        let neighbour = BEHIND.iter().find(|(key, _)| *key == new.0).and_then(|(_, behind)| map.simple(behind));
        let neighbour = neighbour.or_else(|| map.last_simple());
        let is_it = |other: Option<&Entry>| neighbour.map(|entry| entry.end) == other.map(|entry| entry.end);
        match groups.iter_mut().find(|(other, _)| is_it(*other)) {
            Some((_, group)) => group.push(new),
            None => groups.push((neighbour, vec![new])),
        }
    }
    let style = if map.is_flow { flow::insert } else { block::insert };
    groups.iter().flat_map(|(neighbour, group)| style(text, map, *neighbour, group)).collect()
}
