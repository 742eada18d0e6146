//! A file without its events: where each of them is written, and everything else.

use std::ops::Range;

use bumpalo::Bump;
use memchr::{memchr, memchr_iter, memmem};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::model::date::zone_minutes;
use crate::model::document::field::Faults;
use crate::model::document::record::{self, Record, RecordRef};
use crate::model::document::{Document, DocumentRef};
use crate::model::finding::Finding;
use crate::model::place::Place;
use crate::model::text::Whole;

use super::alone;
use super::input::{Input, Stand, is_common};
use super::many;
use super::words::Words;

/// A file in which every event can be read by itself.
#[derive(Debug, Default)]
pub struct Outline {
    /// All but the events.
    pub rest: Document,
    /// What is wrong with it, in the order in which the full reader finds it.
    pub findings: Vec<Finding>,
    /// How many of those findings come before those of the events.
    pub before: usize,
    /// The zone of the file, in minutes east of UTC.
    pub offset: i32,
    /// The lines of each event, in bytes: from its `- ` to that of the next.
    pub events: Vec<Range<u32>>,
    /// Does YAML take every character of those lines as it is, and are their ends LF or CR LF?
    pub is_common: bool,
    /// Is there a key `events`, be its list empty?
    pub is_named: bool,
    /// Where the root begins.
    pub root: Place,
}

/// How many keys a root may have: those of the format and some free ones.
const MOST: usize = 64;

/// A key of the root and its lines.
struct Section {
    key: Range<usize>,
    end: usize,
}

impl Section {
    fn lines(&self) -> Range<usize> {
        self.key.start..self.end
    }

    /// The reader before its value.
    fn input<'t>(&self, text: &'t str, room: &'t Bump, file: u32, offset: i32) -> Option<Input<'t>> {
        let input = self.input_over(text, room, file, offset)?;
        is_common(text.as_bytes().get(self.lines())?).then_some(input)
    }

    /// The same where its lines are looked through elsewhere.
    fn input_over<'t>(&self, text: &'t str, room: &'t Bump, file: u32, offset: i32) -> Option<Input<'t>> {
        let mut input = Input::over(text, room, file, offset, self.lines())?;
        input.stand_on_value(self.key.end)?;
        Some(input)
    }
}

/// Reads all but the events of a file and finds where they are; nothing where the file has to be read as a whole.
///
/// What is in the way of reading an event by itself may still come to light with it ([`super::EventRead::GiveUp`]).
#[must_use]
pub fn outline(text: &Whole, file: u32) -> Option<Outline> {
    u32::try_from(text.len()).ok()?;
    let (sections, Items { events, is_common, .. }) = sections(text)?;
    let place =
        |at: Range<usize>| Some(Place { file, start: u32::try_from(at.start).ok()?, end: u32::try_from(at.end).ok()? });
    let first = sections.first()?.key.clone();
    let name = |section: &Section| text.get(section.key.clone());
    let mut outline = Outline { events, is_common, root: place(first.start..first.start)?, ..Outline::default() };
    outline.rest.stand_at(place(first)?);
    outline.offset = match sections.iter().find(|section| name(section) == Some("timezone")) {
        Some(section) => zone_minutes(Words::read_said(&mut section.input(text, &Bump::new(), file, 0)?)?.text)?,
        None => 0,
    };
    let mut faults = Faults { offset: outline.offset, findings: Vec::new() };
    let mut seen = 0;
    for section in &sections {
        if name(section)? == "events" {
            outline.is_named = true;
            outline.before = faults.findings.len();
            if !outline.events.is_empty() {
                continue;
            }
        }
        read(text, file, section, &mut outline.rest, &mut seen, &mut faults)?;
    }
    outline.findings = faults.findings;
    outline.rest.events.is_empty().then_some(outline)
}

/// Reads one section into the document, quickly or by the full reader.
fn read(
    text: &Whole,
    file: u32,
    section: &Section,
    document: &mut Document,
    seen: &mut u64,
    faults: &mut Faults,
) -> Option<()> {
    let name = text.get(section.key.clone())?;
    let room = Bump::new();
    if let Some(input) = section.input_over(text, &room, file, faults.offset)
        && take_many(text, section, name, &input, document).is_some()
    {
        return Some(());
    }
    if let Some(mut input) = section.input(text, &room, file, faults.offset) {
        let mut read = DocumentRef::default();
        if read.take(name, seen, &mut input).is_some() {
            document.keep_one(name, read, text);
            return input.is_done().then_some(());
        }
    }
    let (key, value) = alone::entry(text, file, section.lines())?;
    record::set(document, name, key.place, &value, faults);
    Some(())
}

/// Reads a section that may be as long as the events are; what stands before its first entry is looked through here.
fn take_many(text: &Whole, section: &Section, name: &str, input: &Input, document: &mut Document) -> Option<()> {
    if !matches!(name, "sources" | "actors") || !is_common(text.as_bytes().get(section.key.start..input.at)?) {
        return None;
    }
    match name {
        "sources" => document.sources = many::keyed(text, input)?,
        "actors" => document.actors = many::keyed(text, input)?,
        _ => return None,
    }
    Some(())
}

/// The sections of a file, each once, and its events.
fn sections(text: &Whole) -> Option<(Vec<Section>, Items)> {
    let bytes = text.as_bytes();
    let start = begin(text)?;
    let mut events = Items::default();
    let mut sections: Vec<Section> = Vec::new();
    let mut at = start;
    while at < bytes.len() {
        let key = at..end_of_key(bytes, at)?;
        let end = if &bytes[key.clone()] == b"events" {
            events = items(text, &key)?;
            events.section_end
        } else {
            section_end(bytes, key.end)
        };
        let is_known = |other: &Section| bytes[other.key.clone()] == bytes[key.clone()];
        if sections.len() == MOST || sections.iter().any(is_known) {
            return None;
        }
        sections.push(Section { key, end });
        at = end;
    }
    Some((sections, events))
}

/// Where to cut the beginning of a file, which ends anywhere behind a line, so that what stands before is whole: before
/// the last of its events, or where it does not end in the second of them or a later one, before its last section.
#[must_use]
pub fn whole_until(text: &Whole) -> Option<usize> {
    let (sections, Items { events, .. }) = sections(text)?;
    let last = sections.last()?;
    match &events[..] {
        [_, .., event] if text.get(last.key.clone()) == Some("events") => Some(event.start as usize),
        _ => Some(last.key.start),
    }
}

/// The begin of the first key, with nothing before it but blank lines and comments.
fn begin(text: &Whole) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_key = |at: usize| !matches!(bytes.get(at), Some(b' ' | b'#' | b'\n' | b'\r') | None);
    let start = if is_key(0) { 0 } else { memchr_iter(b'\n', bytes).map(|feed| feed + 1).find(|at| is_key(*at))? };
    Input::new(text, &Bump::new(), 0, 0, 0..start)?.is_done().then_some(start)
}

/// The end of a key of the root, where its colon stands.
fn end_of_key(bytes: &[u8], at: usize) -> Option<usize> {
    let is_inner = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let end = at + bytes[at..].iter().take_while(is_inner).count();
    let is_key = bytes[at..end].first().is_some_and(u8::is_ascii_alphanumeric) && end - at <= 100;
    (is_key && bytes.get(end) == Some(&b':') && parts(bytes.get(end + 1))).then_some(end)
}

/// May this byte part a `-` or a `:` from what follows it?
fn parts(byte: Option<&u8>) -> bool {
    matches!(byte, Some(b' ' | b'\n' | b'\r') | None)
}

/// The begin of the first line behind `from` that may begin a key of the root, or the end.
fn section_end(bytes: &[u8], from: usize) -> usize {
    end_within(bytes, from..bytes.len()).unwrap_or(bytes.len())
}

/// The begin of the first line that may begin a key of the root and whose line feed before it is within. Signs at the
/// begin of a line that are no letter or digit are left to those who read the section.
fn end_within(bytes: &[u8], within: Range<usize>) -> Option<usize> {
    const PIECE: usize = 4096;
    let begins = |(before, first): (&u8, &u8)| u8::from(*before == b'\n') & u8::from(*first > b'-');
    let last = within.end.min(bytes.len() - 1);
    let mut at = within.start;
    while at < last {
        let end = (at + PIECE).min(last);
        let pairs = || bytes[at..end].iter().zip(&bytes[at + 1..=end]);
        if pairs().fold(0, |found, pair| found | begins(pair)) != 0 {
            return pairs().position(|pair| begins(pair) != 0).map(|behind| at + behind + 1);
        }
        at = end;
    }
    None
}

/// The events of a file.
#[derive(Default)]
struct Items {
    /// The lines of each.
    events: Vec<Range<u32>>,
    /// As [`Outline::is_common`].
    is_common: bool,
    /// Where their section ends.
    section_end: usize,
}

/// What is found in a piece of a file, about events that begin in it.
struct Piece {
    begins: Vec<u32>,
    /// Where their section may end.
    section_end: Option<usize>,
    is_common: bool,
}

/// The events under a key; none where their list is not in block style.
fn items(text: &Whole, key: &Range<usize>) -> Option<Items> {
    let bytes = text.as_bytes();
    let room = Bump::new();
    let mut input = Input::over(text, &room, 0, 0, key.start..bytes.len())?;
    input.stand_on_value(key.end)?;
    if input.stand != Stand::First {
        return Some(Items { section_end: section_end(bytes, key.end), ..Items::default() });
    }
    let column = input.column;
    let first = input.at - column;
    if !input.is_item() || !is_common(&bytes[key.start..first]) {
        return None;
    }
    let sign = format!("\n{}-", " ".repeat(column));
    let finder = memmem::Finder::new(&sign);
    let of_piece = |from: usize| {
        let section_end = end_within(bytes, from..from + PIECE);
        let behind = section_end.unwrap_or(bytes.len().min(from + PIECE + column + 1));
        let lines = finder.find_iter(&bytes[from..behind]).map(|feed| from + feed + 1);
        let lines = lines.filter(|line| parts(bytes.get(line + column + 1)));
        let begins = lines.map(|line| u32::try_from(line).unwrap_or(u32::MAX)).collect();
        // What is common is told of whole lines: the first that begins in the piece, to the last.
        let line_at = |at: usize| memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |feed| at + feed + 1);
        let begin = if from == first { first } else { line_at(from) };
        let is_common = is_common(&bytes[begin..line_at(bytes.len().min(from + PIECE)).max(begin)]);
        Piece { begins, section_end, is_common }
    };
    let pieces: Vec<usize> = (first..bytes.len()).step_by(PIECE).collect();
    let pieces = if pieces.len() == 1 { vec![of_piece(first)] } else { pieces.into_par_iter().map(of_piece).collect() };
    Some(joined(first, pieces, bytes.len()))
}

/// About so many bytes are looked through for events by one thread before it takes the next of them.
const PIECE: usize = 1 << 20;

/// The events of a file of so many bytes, the first of which begins at `first`, from what is found in its pieces.
fn joined(first: usize, pieces: Vec<Piece>, length: usize) -> Items {
    let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let count = 1 + pieces.iter().map(|piece| piece.begins.len()).sum::<usize>();
    let mut items = Items { events: Vec::with_capacity(count), is_common: true, section_end: length };
    let mut start = small(first);
    for piece in pieces {
        items.is_common &= piece.is_common;
        for begin in piece.begins {
            items.events.push(start..begin);
            start = begin;
        }
        if let Some(end) = piece.section_end {
            items.section_end = end;
            break;
        }
    }
    items.events.push(start..small(items.section_end));
    items
}
