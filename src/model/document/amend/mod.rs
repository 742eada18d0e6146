//! Fields set in the text of a file, every other byte of it left as it is.

mod block;
mod block_text;
mod edit;
mod fields;
mod flow;
mod layout;
mod lines;
mod proof;
mod scalar;
mod value;
mod walk;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::model::finding::Finding;
use crate::model::place::Place;

use super::read::{Parsed, Syntax, parse_whole};
use layout::Layout;

pub use edit::Change;

/// What stands in the way of an amendment; no rule of a file.
const UNAMENDED: &str = "amend";

/// One field to set in one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// The record: where it is `written`, as the Document of the same text has it.
    pub record: Place,
    /// The key, one of those whose value is a single text: `sha256`, `prefix`, `suffix`.
    pub key: &'static str,
    /// The new text, as it is to be read again.
    pub value: String,
}

/// A text with its fields set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amended {
    /// The whole new text.
    pub text: String,
    /// The lines that are not as they were, from the first to the last.
    pub changes: Vec<Change>,
}

/// Sets `amendments` in `text`, the file `file`, and proves that nothing else has changed.
///
/// A key that is there gets a new value in its place. A missing one gets a line of its own in block
/// style, or stands between the braces in flow style. The result has been read again: it is the old
/// Document with these fields set.
///
/// # Errors
/// The first thing that stands in the way, at the record concerned: text that cannot be read as YAML,
/// no such record or key, a record or value that other places share by an alias or merge, a value that
/// is no text, or a layout in which the result would not read as it should. No text is given then.
pub fn amend(text: &str, file: u32, syntax: Syntax, amendments: &[Amendment]) -> Result<Amended, Box<Finding>> {
    let old = parse_whole(text, file, syntax);
    if let Some(fault) = old.findings.iter().find(|_| old.is_broken) {
        return Err(Box::new(fault.clone()));
    }
    let layout = Layout::of(text, syntax);
    let before = Before { text, file, syntax, old, layout };
    before.amended(amendments)?.ok_or_else(|| Box::new(before.unproved(amendments)))
}

/// A text as it was read before anything is set in it.
struct Before<'t> {
    text: &'t str,
    file: u32,
    syntax: Syntax,
    old: Parsed,
    layout: Layout,
}

impl Before<'_> {
    /// The amended text, or nothing where it does not read as it should.
    fn amended(&self, amendments: &[Amendment]) -> Result<Option<Amended>, Box<Finding>> {
        let wanted = by_record(amendments)?;
        let target = proof::with_fields(self.old.document.clone(), &wanted)?;
        let mut edits = Vec::new();
        for (record, fields) in &wanted {
            let map = self.layout.map(record.start as usize).filter(|_| record.file == self.file);
            let map = map.ok_or_else(|| no_record(*record))?;
            let told = |(message, hint)| refuse(*record, message, hint);
            edits.extend(fields::set(self.text, map, fields).map_err(told)?);
        }
        let amended = edit::apply(self.text, edits);
        let new = parse_whole(&amended.text, self.file, self.syntax);
        let is_sound = !new.is_broken && new.findings.len() <= self.old.findings.len();
        Ok((is_sound && new.document.to_value() == target.to_value()).then_some(amended))
    }

    /// The refusal of these amendments, at the record that makes them fail; it is found by halving.
    fn unproved(&self, amendments: &[Amendment]) -> Finding {
        let mut left = amendments;
        while left.len() > 1 {
            let (first, second) = left.split_at(left.len() / 2);
            left = if matches!(self.amended(first), Ok(Some(_))) { second } else { first };
        }
        refuse(
            left.first().map_or(Place::NOWHERE, |amendment| amendment.record),
            "the way in which this record is laid out takes no change of the field alone",
            "write the field by hand, or lay the record out with one key a line",
        )
    }
}

/// The fields of each record, as they come in.
type Wanted<'a> = Vec<(Place, Vec<&'a Amendment>)>;

fn by_record(amendments: &[Amendment]) -> Result<Wanted<'_>, Box<Finding>> {
    let mut wanted: Wanted = Vec::new();
    let mut at = HashMap::new();
    let mut seen = HashSet::new();
    for amendment in amendments {
        if !seen.insert((amendment.record, amendment.key)) {
            let message = format!("`{}` is to be set twice in one record", amendment.key);
            return Err(refuse(amendment.record, message, "set it once").into());
        }
        let nth = *at.entry(amendment.record).or_insert(wanted.len());
        match wanted.get_mut(nth) {
            Some((_, fields)) => fields.push(amendment),
            None => wanted.push((amendment.record, vec![amendment])),
        }
    }
    Ok(wanted)
}

fn refuse(place: Place, message: impl Into<String>, hint: impl Into<Cow<'static, str>>) -> Finding {
    Finding::error(UNAMENDED, place, message).hint(hint)
}

fn no_record(place: Place) -> Finding {
    refuse(place, "there is no record with keys of its own here", "write its keys out: `name: …`")
}
