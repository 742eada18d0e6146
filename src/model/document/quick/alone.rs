//! A stretch of a file read by the full reader as it would be read in the whole.

use std::ops::Range;

use granit_parser::{Event, Parser};

use crate::model::document::node::{self, Kind, Node};
use crate::model::text::Stretch;

/// The one entry of the root that is written in these lines, which begin at its key, as key and value.
///
/// Nothing where they are no whole entry by themselves, or where they name parts (`&a`, `*a`) that other lines may
/// mean as well.
pub fn entry(text: Stretch, file: u32, at: Range<usize>) -> Option<(Node, Node)> {
    let mut alone = text.get(at.clone())?.to_owned();
    let entries = 1 + follow(&mut alone, &text, at.end);
    let Kind::Map(mut root) = read(&alone, file, text.base + at.start)?.kind else { return None };
    root.truncate(usize::from(root.len() == entries));
    root.pop()
}

/// The one item of the root's list `events` that is written in these lines; else as [`entry`].
pub fn item(text: Stretch, file: u32, at: Range<usize>) -> Option<Node> {
    const KEY: &str = "events:\n";
    let base = (text.base + at.start).checked_sub(KEY.len())?;
    let mut alone = [KEY, text.get(at.clone())?].concat();
    let is_amid = text.get(at.end..)?.trim_start_matches(' ').starts_with('-');
    let follow = follow(&mut alone, &text, at.end);
    let (items, entries) = if is_amid { (1 + follow, 1) } else { (1, 1 + follow) };
    let Kind::Map(mut root) = read(&alone, file, base)?.kind else { return None };
    if root.len() != entries {
        return None;
    }
    match root.swap_remove(0).1.kind {
        Kind::List(mut list) if list.len() == items => Some(list.swap_remove(0)),
        _ => None,
    }
}

/// Puts a key or an item behind the lines if the file goes on with one there, since a text may end otherwise where
/// the file ends; how many it put.
fn follow(alone: &mut String, text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or_default();
    let word = rest.trim_start_matches(' ');
    if word.is_empty() {
        alone.push_str(rest);
        return 0;
    }
    alone.push_str(&rest[..rest.len() - word.len()]);
    alone.push_str(if word.starts_with('-') { "- 0" } else { "x: 0" });
    1
}

fn read(alone: &str, file: u32, base: usize) -> Option<Node> {
    // A NUL is taken for the end of a file.
    if alone.contains('\0') || names_parts(alone) {
        return None;
    }
    node::parse(alone, file, base).ok()
}

/// Is there an anchor or an alias?
fn names_parts(text: &str) -> bool {
    let is_named = |event: &Event| match event {
        Event::Alias(..) => true,
        Event::Scalar(_, _, anchor, _) | Event::SequenceStart(_, anchor, _) | Event::MappingStart(_, anchor, _) => {
            *anchor != 0
        }
        _ => false,
    };
    text.contains(['&', '*']) && Parser::new_from_str(text).any(|next| next.map_or(true, |(event, _)| is_named(&event)))
}
