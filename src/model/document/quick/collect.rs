//! Lists, records and maps from ids, in block style line by line or in brackets.

use std::collections::HashSet;
use std::ops::Range;

use bumpalo::collections::Vec;
use foldhash::fast::RandomState;

use crate::model::document::field::Field;
use crate::model::document::record::RecordRef;
use crate::model::document::slug::is_slug;

use super::flow;
use super::input::{Input, Stand};
use super::words::Words;

/// A list of whatever `T` is.
pub fn list<'t, T: Field>(input: &mut Input<'t>) -> Option<&'t [T::Ref<'t>]> {
    match input.stand {
        Stand::Value | Stand::Flow if input.byte(input.at) == b'[' => return flow::list::<T>(input),
        Stand::First if input.is_item() && input.column >= input.indent => {}
        _ => return None,
    }
    let column = input.column;
    let outer = std::mem::replace(&mut input.indent, column);
    let mut items = Vec::with_capacity_in(FEW, input.room);
    loop {
        items.push(item::<T>(input)?);
        if input.is_done() || input.column < column {
            break;
        }
        if input.column > column {
            return None;
        }
        if !input.is_item() {
            if column > outer {
                return None;
            }
            break;
        }
    }
    input.indent = outer;
    Some(items.into_bump_slice())
}

/// How many items room is made for at first: most lists are short.
pub const FEW: usize = 4;

/// One item of a list whose `- ` the reader stands on.
pub fn item<'t, T: Field>(input: &mut Input<'t>) -> Option<T::Ref<'t>> {
    let column = input.column;
    let word = input.behind_spaces(input.at + 1);
    if input.is_line_end(word) || input.byte(word) == b'#' {
        input.end_line(input.at + 1)?;
        if input.is_done() || input.column <= column {
            return None;
        }
    } else {
        input.column = column + (word - input.at);
        input.at = word;
        input.stand = Stand::Item;
    }
    T::quick(input)
}

/// Reads the entries of a map, each key given to `entry` when the reader stands on its value.
fn entries<'t>(input: &mut Input<'t>, mut entry: impl FnMut(&mut Input<'t>, Range<usize>) -> Option<()>) -> Option<()> {
    match input.stand {
        Stand::Flow | Stand::Value | Stand::Item if input.byte(input.at) == b'{' => return flow::map(input, entry),
        Stand::Item => {}
        Stand::First if !input.is_done() && input.column > input.indent => {}
        _ => return None,
    }
    let column = input.column;
    let outer = std::mem::replace(&mut input.indent, column);
    loop {
        let key = key(input)?;
        entry(input, key)?;
        if input.is_done() || input.column < column {
            break;
        }
        if input.column > column {
            return None;
        }
    }
    input.indent = outer;
    Some(())
}

/// The key that the reader stands on, which then stands on its value.
fn key(input: &mut Input) -> Option<Range<usize>> {
    let start = input.at;
    let end = input.behind_key(start)?;
    input.stand_on_value(end)?;
    Some(start..end)
}

/// A record: a map whose keys are known, each once, and none that it needs is left out. Or its short form.
///
/// It is read where it lies then: to move one takes longer than to read some of its fields.
pub fn record<'t, R: RecordRef<'t> + 't>(input: &mut Input<'t>) -> Option<&'t R> {
    if matches!(input.stand, Stand::Value | Stand::Flow) && input.byte(input.at) != b'{' {
        return Some(input.room.alloc(R::of_words(Words::read_said(input)?)?));
    }
    let record = input.room.alloc_with(R::default);
    let mut seen = 0;
    entries(input, |input, key| {
        if seen == 0 {
            record.stand_at(input.place(key.clone())?);
        }
        let name = input.text.get(key)?;
        let is_quoted = name.starts_with('"');
        let bare = if is_quoted { name[1..].strip_suffix('"').unwrap_or(name) } else { name };
        record.take(bare, &mut seen, input)
    })?;
    (seen != 0 && seen & R::NEEDED == R::NEEDED).then_some(&*record)
}

/// A map from ids, each given once.
pub fn keyed<'t, T: Field>(input: &mut Input<'t>) -> Option<&'t [(Words<'t>, T::Ref<'t>)]> {
    let mut keyed = Vec::new_in(input.room);
    let mut seen: HashSet<&str, RandomState> = HashSet::default();
    entries(input, |input, key| {
        let id = id(input, key)?;
        if !seen.insert(id.text) {
            return None;
        }
        keyed.push((id, T::quick(input)?));
        Some(())
    })?;
    Some(keyed.into_bump_slice())
}

/// The entry of a map from ids that begins with the line on which the reader stands.
pub fn entry<'t, T: Field>(input: &mut Input<'t>) -> Option<(Words<'t>, T::Ref<'t>)> {
    input.indent = input.column;
    let key = key(input)?;
    Some((id(input, key)?, T::quick(input)?))
}

fn id<'t>(input: &Input<'t>, key: Range<usize>) -> Option<Words<'t>> {
    Words::cut(input, key.clone(), key).filter(|id| is_slug(id) && id.text != "null")
}
