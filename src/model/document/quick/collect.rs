//! Lists, records and maps from ids, in block style line by line or in brackets.

use std::collections::HashSet;
use std::ops::Range;

use crate::model::document::field::{Field, Id, Text, is_slug};
use crate::model::document::record::{Keyed, Record};

use super::flow;
use super::input::{Input, Stand};

/// A list of whatever `T` is.
pub fn list<T: Field>(input: &mut Input) -> Option<Vec<T>> {
    match input.stand {
        Stand::Value | Stand::Flow if input.byte(input.at) == b'[' => return flow::list(input),
        Stand::First if input.is_item() && input.column >= input.indent => {}
        _ => return None,
    }
    let column = input.column;
    let outer = std::mem::replace(&mut input.indent, column);
    let mut items = Vec::with_capacity(few::<T>());
    loop {
        items.push(item(input)?);
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
    Some(items)
}

/// How many items room is made for at first: most lists are short.
pub fn few<T>() -> usize {
    if size_of::<T>() > 128 { 1 } else { 4 }
}

/// One item of a list whose `- ` the reader stands on.
pub fn item<T: Field>(input: &mut Input) -> Option<T> {
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
fn entries(input: &mut Input, mut entry: impl FnMut(&mut Input, Range<usize>) -> Option<()>) -> Option<()> {
    match input.stand {
        Stand::Flow | Stand::Value | Stand::Item if input.byte(input.at) == b'{' => return flow::map(input, entry),
        Stand::Item => {}
        Stand::First if !input.is_done() && input.column > input.indent => {}
        _ => return None,
    }
    let column = input.column;
    let outer = std::mem::replace(&mut input.indent, column);
    loop {
        let start = input.at;
        let end = input.behind_key(start)?;
        input.stand_on_value(end)?;
        entry(input, start..end)?;
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

/// A record: a map whose keys are known, each once, and none that it needs is left out. Or its short form.
pub fn record<R: Record>(input: &mut Input) -> Option<R> {
    if matches!(input.stand, Stand::Value | Stand::Flow) && input.byte(input.at) != b'{' {
        return R::of_words(Text::quick(input)?);
    }
    let mut record = R::default();
    let mut seen = 0;
    entries(input, |input, key| {
        if seen == 0 {
            record.stand_at(input.place(key.clone())?);
        }
        let name = input.text.get(key)?;
        record.take(name, &mut seen, input)
    })?;
    (seen != 0 && seen & R::NEEDED == R::NEEDED).then_some(record)
}

/// A map from ids, each given once.
pub fn keyed<T: Field>(input: &mut Input) -> Option<Keyed<T>> {
    let mut keyed = Vec::new();
    let mut seen = HashSet::new();
    let text = input.text;
    entries(input, |input, key| {
        let place = input.place(key.clone())?;
        let name = text.get(key.clone())?;
        if !is_slug(name) || name == "null" || !seen.insert(name) {
            return None;
        }
        let id = Id(Text { value: input.cut(key)?, place });
        keyed.push((id, T::quick(input)?));
        Some(())
    })?;
    Some(Keyed(keyed))
}
