//! The value of a key that is there, replaced.

use super::block_text::BlockText;
use super::edit::Edit;
use super::fields::Obstacle;
use super::layout::{Entry, Form};
use super::lines;

/// The edits that put `written` in the place of an entry's value.
///
/// # Errors
/// A value that is no text, or that others share: the message, with a hint.
pub fn replace(text: &str, entry: &Entry, written: &str) -> Result<Vec<Edit>, Obstacle> {
    if entry.is_shared {
        return Err(("the value is used in other places by an alias", "write it out where the alias (`*…`) is"));
    }
    let edit = |bytes| vec![Edit { bytes, with: written.to_owned() }];
    match entry.form {
        Form::Flow | Form::Block => Err(("the value to be set is a list or map, not a text", "take the key out first")),
        Form::Plain if entry.value.is_empty() => Ok(vec![behind_key(text, entry, written)]),
        Form::Plain | Form::Quoted | Form::Alias => Ok(edit(entry.value.clone())),
        Form::BlockText => {
            let until = entry.value.end.max(entry.end);
            let Some(lines) = BlockText::find(text, entry.key.end, until, entry.column) else {
                return Ok(edit(entry.value.clone()));
            };
            let mut edits = edit(lines.sign);
            edits.push(Edit { bytes: lines.sign_line_end..lines.end, with: String::new() });
            Ok(edits)
        }
    }
}

/// A value for a key that has none, behind its colon, which braces may leave out.
fn behind_key(text: &str, entry: &Entry, written: &str) -> Edit {
    match lines::colon(text, entry.key.end) {
        Some(colon) => Edit::put(colon, format!(" {written}")),
        None => Edit::put(entry.key.end, format!(": {written}")),
    }
}
