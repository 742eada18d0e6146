//! A file that is read while its bytes come: what stands before its events, these piece by piece, and what stands behind.

use std::ops::Range;
use std::sync::Arc;

use bumpalo::Bump;
use simdutf8::compat::from_utf8;

use crate::model::document::field::{Faults, Field};
use crate::model::document::record::Record;
#[cfg(doc)]
use crate::model::document::record::RecordRef;
use crate::model::document::unread::{Held, Left, Reread, Unread};
use crate::model::document::{Document, EventRef, Events};
use crate::model::place::Place;
use crate::model::text::{Stretch, Whole};

use super::event::{EventRead, common_event, event};
use super::items::{Piece, Signs};
use super::sections::{self, begin};

/// How many bytes behind an event are shown to those who read it: how it ends may depend on the next word.
pub const BEHIND: usize = 128;

/// How many spaces may stand before an event, so that its sign is among those bytes.
const MOST_SPACES: usize = BEHIND / 2;

/// What events name: it has to stand before them.
const NAMED: [&str; 3] = ["timezone", "sources", "actors"];

/// A file whose events are read while its bytes come, with nothing wrong so far.
#[derive(Debug)]
pub struct Stream {
    /// What stands before the events.
    pub document: Document,
    file: u32,
    offset: i32,
    /// The keys of the root so far.
    keys: Vec<String>,
    /// As [`RecordRef::take`] has it.
    seen: u64,
    signs: Signs,
}

impl Stream {
    /// Reads the beginning of a file, which ends amid its events; nothing where the file has to be read as a whole.
    #[must_use]
    pub fn new(text: &Whole, file: u32) -> Option<Self> {
        let mut signs = None;
        let sections = sections::sections(text, begin(text)?, |key| {
            signs = Signs::at_end(text, key);
            Some(text.len())
        })?;
        let signs = signs.filter(|signs| signs.column <= MOST_SPACES)?;
        let offset = sections::offset(text, &sections, file)?;
        let mut stream = Self { document: Document::default(), file, offset, keys: Vec::new(), seen: 0, signs };
        let key = sections.first()?.key.clone();
        let [start, end] = [key.start, key.end].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
        stream.document.stand_at(Place { file, start, end });
        let (_events, before) = sections.split_last()?;
        before.iter().try_for_each(|section| stream.read_section(text, section))?;
        stream.keys.push("events".to_owned());
        let is_named = |key: &str| stream.keys.iter().any(|known| known == key);
        (is_named("sources") && is_named("actors")).then_some(stream)
    }

    fn read_section(&mut self, text: &Whole, section: &sections::Section) -> Option<()> {
        let mut faults = Faults { offset: self.offset, findings: Vec::new() };
        section.read(text, self.file, &mut self.document, &mut self.seen, &mut faults)?;
        self.keys.push(text.get(section.key.clone())?.to_owned());
        faults.findings.is_empty().then_some(())
    }

    /// Where the first event begins.
    #[must_use]
    pub fn first(&self) -> usize {
        self.signs.first
    }

    /// The events that begin among some of these bytes, the first of which stands in the file at `base`, which needs a byte
    /// before them at least; nothing where more bytes must be had to tell, since the file does not end with them.
    #[must_use]
    pub fn piece(&self, bytes: &[u8], base: usize, among: Range<usize>, is_whole: bool) -> Option<Piece> {
        self.signs.piece(bytes, base, among, is_whole)
    }

    /// Shows the events of a piece, which was found in these bytes; nothing where there is something wrong with one of
    /// them, or with the bytes.
    pub fn read(&self, piece: &mut Piece, bytes: &[u8], base: usize, see: &mut dyn FnMut(&EventRef)) -> Option<()> {
        let Some((first, last)) = piece.events.first().zip(piece.events.last()) else { return Some(()) };
        let within = first.start as usize - base..last.end as usize - base;
        let (start, text) = (first.start, text(bytes.get(within.start..)?, within.len())?);
        let text = Stretch { text, base: start as usize };
        let read = if piece.is_common { common_event } else { event };
        let mut room = Bump::new();
        for at in &piece.events {
            room.reset();
            let at = at.start - start..at.end - start;
            piece.hashes.push(Left::hash(&text.as_bytes()[at.start as usize..at.end as usize]));
            match read(text, &room, self.file, at, self.offset) {
                EventRead::Quick(event) => see(event),
                EventRead::Full(Some(event), findings) if findings.is_empty() => see(event.lend(&room)),
                EventRead::Full(..) | EventRead::GiveUp => return None,
            }
        }
        Some(())
    }

    /// Reads what stands behind the events; nothing where the file has to be read as a whole.
    #[must_use]
    pub fn rest(&mut self, text: &Whole) -> Option<()> {
        for section in sections::sections(text, 0, |_| None)? {
            let key = text.get(section.key.clone())?;
            if NAMED.contains(&key) || self.keys.iter().any(|known| known == key) {
                return None;
            }
            self.read_section(text, &section)?;
        }
        Some(())
    }

    /// The whole document, whose events, those of some pieces, stand in a file of so many bytes that can be
    /// read again.
    #[must_use]
    pub fn into_document(self, pieces: Vec<Piece>, file: Arc<dyn Reread>, length: usize) -> Document {
        let count = pieces.iter().map(|piece| piece.events.len()).sum();
        let (mut events, mut hashes) = (Vec::with_capacity(count), Vec::with_capacity(count));
        for piece in pieces {
            events.extend(piece.events);
            hashes.extend(piece.hashes);
        }
        let text = Held::Left(Arc::new(Left::new(file, length, hashes)));
        let unread = Unread { text, file: self.file, offset: self.offset, at: events, how: event };
        Document { events: Events::later(unread), ..self.document }
    }
}

/// The text of some bytes, the first of which are wanted: what stands behind them may be shorter, since a character may
/// be cut there. Nothing where they are no text.
fn text(bytes: &[u8], wanted: usize) -> Option<&str> {
    let bytes = bytes.get(..bytes.len().min(wanted + BEHIND)).filter(|bytes| bytes.len() >= wanted)?;
    match from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(fault) if fault.valid_up_to() >= wanted => from_utf8(&bytes[..fault.valid_up_to()]).ok(),
        Err(_) => None,
    }
}
