//! The keys of the root of a file, each with its lines, and what is read of them.

use std::ops::Range;

use bumpalo::Bump;
use memchr::memchr_iter;

use crate::model::date::zone_minutes;
use crate::model::document::field::Faults;
use crate::model::document::record::{self, Record, RecordRef};
use crate::model::document::{Document, DocumentRef};
use crate::model::text::{Stretch, Whole};

use super::input::{Input, is_common};
use super::words::Words;
use super::{alone, many};

/// How many keys a root may have: those of the format and some free ones.
const MOST: usize = 64;

/// A key of the root and its lines.
pub struct Section {
    pub key: Range<usize>,
    end: usize,
}

impl Section {
    fn lines(&self) -> Range<usize> {
        self.key.start..self.end
    }

    /// The reader before its value.
    fn input<'t>(&self, text: Stretch<'t>, room: &'t Bump, file: u32, offset: i32) -> Option<Input<'t>> {
        let input = self.input_over(text, room, file, offset)?;
        is_common(text.as_bytes().get(self.lines())?).then_some(input)
    }

    /// The same where its lines are looked through elsewhere.
    fn input_over<'t>(&self, text: Stretch<'t>, room: &'t Bump, file: u32, offset: i32) -> Option<Input<'t>> {
        let mut input = Input::over(text, room, file, offset, self.lines())?;
        input.stand_on_value(self.key.end)?;
        Some(input)
    }

    /// Reads it into the document, quickly or by the full reader.
    pub fn read(
        &self,
        text: &Whole,
        file: u32,
        document: &mut Document,
        seen: &mut u64,
        faults: &mut Faults,
    ) -> Option<()> {
        let name = text.get(self.key.clone())?;
        let room = Bump::new();
        if let Some(input) = self.input_over(text.stretch(), &room, file, faults.offset)
            && take_many(text, self, name, &input, document).is_some()
        {
            return Some(());
        }
        if let Some(mut input) = self.input(text.stretch(), &room, file, faults.offset) {
            let mut read = DocumentRef::default();
            if read.take(name, seen, &mut input).is_some() {
                document.keep_one(name, &read, text);
                return input.is_done().then_some(());
            }
        }
        let (key, value) = alone::entry(text.stretch(), file, self.lines())?;
        record::set(document, name, key.place, &value, faults);
        Some(())
    }
}

/// Reads a section that may be as long as the events are; what stands before its first entry is looked through here.
fn take_many(text: &Whole, section: &Section, name: &str, input: &Input, document: &mut Document) -> Option<()> {
    if !matches!(name, "sources" | "actors") || !is_common(text.as_bytes().get(section.key.start..input.at)?) {
        return None;
    }
    match name {
        "sources" => document.sources = many::sources(text, input)?,
        "actors" => document.actors = many::keyed(text, input)?,
        _ => return None,
    }
    Some(())
}

/// The sections of a text from the key that begins at a byte on, each once; `end_of_events` gives where the events under
/// their key end.
pub fn sections(
    text: &str,
    from: usize,
    mut end_of_events: impl FnMut(&Range<usize>) -> Option<usize>,
) -> Option<Vec<Section>> {
    let bytes = text.as_bytes();
    let mut sections: Vec<Section> = Vec::new();
    let mut at = from;
    while at < bytes.len() {
        let key = at..end_of_key(bytes, at)?;
        let is_events = &bytes[key.clone()] == b"events";
        let end = if is_events { end_of_events(&key)? } else { section_end(bytes, key.end) };
        let is_known = |other: &Section| bytes[other.key.clone()] == bytes[key.clone()];
        if sections.len() == MOST || sections.iter().any(is_known) {
            return None;
        }
        sections.push(Section { key, end });
        at = end;
    }
    Some(sections)
}

/// The zone that one of the sections names, in minutes east of UTC, which is UTC where none does; nothing where that
/// cannot be told.
pub fn offset(text: &Whole, sections: &[Section], file: u32) -> Option<i32> {
    let zone = sections.iter().find(|section| text.get(section.key.clone()) == Some("timezone"));
    let Some(zone) = zone else { return Some(0) };
    let room = Bump::new();
    zone_minutes(Words::read_said(&mut zone.input(text.stretch(), &room, file, 0)?)?.text)
}

/// The begin of the first key, with nothing before it but blank lines and comments.
pub fn begin(text: &Whole) -> Option<usize> {
    let bytes = text.as_bytes();
    let is_key = |at: usize| !matches!(bytes.get(at), Some(b' ' | b'#' | b'\n' | b'\r') | None);
    let start = if is_key(0) { 0 } else { memchr_iter(b'\n', bytes).map(|feed| feed + 1).find(|at| is_key(*at))? };
    Input::new(text.stretch(), &Bump::new(), 0, 0, 0..start)?.is_done().then_some(start)
}

/// The end of a key of the root, where its colon stands.
fn end_of_key(bytes: &[u8], at: usize) -> Option<usize> {
    let is_inner = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let end = at + bytes[at..].iter().take_while(is_inner).count();
    let is_key = bytes[at..end].first().is_some_and(u8::is_ascii_alphanumeric) && end - at <= 100;
    (is_key && bytes.get(end) == Some(&b':') && parts(bytes.get(end + 1))).then_some(end)
}

/// May this byte part a `-` or a `:` from what follows it?
pub fn parts(byte: Option<&u8>) -> bool {
    matches!(byte, Some(b' ' | b'\n' | b'\r') | None)
}

/// The begin of the first line behind `from` that may begin a key of the root, or the end.
pub fn section_end(bytes: &[u8], from: usize) -> usize {
    end_within(bytes, from..bytes.len()).unwrap_or(bytes.len())
}

/// The begin of the first line that may begin a key of the root and whose line feed before it is within. Signs at the
/// begin of a line that are no letter or digit are left to those who read the section.
pub fn end_within(bytes: &[u8], within: Range<usize>) -> Option<usize> {
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
