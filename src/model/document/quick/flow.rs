//! Lists and maps in brackets, of one line.

use bumpalo::collections::Vec;

use crate::model::document::field::Field;

use super::collect::FEW;
use super::input::{Input, Stand};

/// Reads what stands between brackets: each part by `part`, parted by commas, up to `close`.
fn parts<'t>(input: &mut Input<'t>, close: u8, mut part: impl FnMut(&mut Input<'t>) -> Option<()>) -> Option<()> {
    let outer = std::mem::replace(&mut input.stand, Stand::Flow);
    input.at = input.behind_blanks(input.at + 1);
    if input.byte(input.at) != close {
        loop {
            part(input)?;
            let behind = input.byte(input.at);
            if behind == close {
                break;
            }
            if behind != b',' {
                return None;
            }
            input.at = input.behind_blanks(input.at + 1);
        }
    }
    input.stand = outer;
    match outer {
        Stand::Flow => input.at = input.behind_blanks(input.at + 1),
        _ => input.end_line(input.at + 1)?,
    }
    Some(())
}

/// A list: `[a, b]`.
pub fn list<'t, T: Field>(input: &mut Input<'t>) -> Option<&'t [T::Ref<'t>]> {
    let mut items = Vec::with_capacity_in(FEW, input.room);
    parts(input, b']', |input| {
        items.push(T::quick(input)?);
        Some(())
    })?;
    Some(items.into_bump_slice())
}

/// A map, each key given to `entry` when the reader stands on its value: `{ a: b }`.
pub fn map<'t>(
    input: &mut Input<'t>,
    mut entry: impl FnMut(&mut Input<'t>, std::ops::Range<usize>) -> Option<()>,
) -> Option<()> {
    parts(input, b'}', |input| {
        let start = input.at;
        let (end, value) = input.behind_key_in_flow(start)?;
        input.at = value;
        entry(input, start..end)
    })
}
