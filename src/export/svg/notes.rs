//! What stands below the lanes: titles that had no room, events without a date, disputes and sources.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;

use super::letters::{width, wrap};
use super::measure::{BASELINE, CONTENT, MARGIN, NAME, Pt, TEXT, times};
use super::pen::{Letters, MIDDLE, PIECE, Pen, bold, plain};
use super::place::Placed;
use super::words::dated;
use crate::model::attribution;
use crate::model::cores::{out_in_waves, stretches};
use crate::model::excerpt::Excerpt;
use crate::model::safe::safe;
use crate::model::timeline::{DisputeIx, EventIx, SourceIx, Timeline};

/// The room between the two columns, and that of a number before its words.
const GUTTER: Pt = 2_000;
const NUMBER: Pt = 1_900;

/// A list under a heading, in two columns.
pub struct Block<'t> {
    notes: &'t Notes<'t>,
    heading: &'static str,
    /// The entries of both columns.
    entries: Vec<Entry>,
    /// How many lines each of them takes.
    lines: Vec<usize>,
    /// How many of them stand in the left column.
    left: usize,
}

/// What an entry is about.
#[derive(Clone, Copy)]
enum Entry {
    Numbered(EventIx),
    Undated(EventIx),
    Disputed(DisputeIx),
    Source(SourceIx),
}

impl<'t> Block<'t> {
    fn new(notes: &'t Notes, heading: &'static str, entries: Vec<Entry>) -> Option<Self> {
        let in_lines = |part: &Timeline, entries: &[Entry]| {
            entries.iter().map(|entry| notes.worded(part, *entry).1.len()).collect()
        };
        let lines: Vec<usize> = notes.excerpt.timeline().passed(&entries, in_lines);
        let all: usize = lines.iter().sum();
        let mut before = 0;
        let in_left = lines.iter().take_while(|lines| {
            let begins_left = before < all.div_ceil(2);
            before += **lines;
            begins_left
        });
        let left = in_left.count();
        (!entries.is_empty()).then_some(Self { notes, heading, entries, lines, left })
    }

    /// How high it is, with its heading and the room above it.
    pub fn height(&self) -> Pt {
        let (left, right) = self.lines.split_at(self.left);
        HEAD + times(left.iter().sum::<usize>().max(right.iter().sum()), TEXT.1)
    }

    /// Draws it from a top.
    pub fn draw(&self, pen: &mut Pen, top: Pt) -> io::Result<()> {
        pen.text((MARGIN, top + HEAD - 500), bold(NAME.0), &[], self.heading)?;
        let column = (CONTENT - GUTTER) / 2 + GUTTER;
        let ends = [0..self.left, self.left..self.entries.len()];
        let pieces = ends.into_iter().zip([MARGIN, MARGIN + column]).flat_map(|(entries, x)| {
            let mut y = top + HEAD + BASELINE;
            stretches(entries, PIECE).map(move |piece| {
                let at = (x, y);
                y += times(self.lines[piece.clone()].iter().sum(), TEXT.1);
                (piece, at)
            })
        });
        let drawn = |(piece, at)| Pen::scrap(DEPTH, |pen| self.draw_some(pen, piece, at));
        out_in_waves(pieces, drawn, |scrap| pen.paste(&scrap?))
    }

    fn draw_some(&self, pen: &mut Pen, piece: Range<usize>, (left, mut y): (Pt, Pt)) -> io::Result<()> {
        let part = &self.notes.excerpt.timeline().unread();
        for entry in &self.entries[piece] {
            let (mark, lines) = self.notes.worded(part, *entry);
            let number = Letters { anchor: "end", fill: MIDDLE, ..bold(TEXT.0) };
            if !mark.is_empty() {
                pen.text((left + NUMBER - 500, y), number, &[], &mark)?;
            }
            for line in &lines {
                pen.text((left + NUMBER, y), plain(TEXT.0), &[], line)?;
                y += TEXT.1;
            }
        }
        Ok(())
    }
}

/// The heading of a block with the room around it.
const HEAD: Pt = 2_100;

/// Within how many elements a block stands: the drawing.
const DEPTH: usize = 1;

/// Words what stands below the lanes.
pub struct Notes<'t> {
    excerpt: &'t Excerpt<'t>,
    placed: &'t Placed,
    /// The open disputes, each with the numbers of its events.
    disputed: BTreeMap<DisputeIx, Vec<usize>>,
}

impl<'t> Notes<'t> {
    /// The notes to what was placed.
    pub fn of(excerpt: &'t Excerpt<'t>, placed: &'t Placed) -> Self {
        Self { excerpt, placed, disputed: disputed(excerpt, placed) }
    }

    /// The blocks that the drawing needs.
    pub fn blocks(&self) -> Vec<Block<'_>> {
        let timeline = self.excerpt.timeline();
        let mut numbered: Vec<(usize, EventIx)> =
            self.placed.numbers.iter().map(|(event, number)| (*number, *event)).collect();
        numbered.sort_unstable();
        let undated = self.excerpt.in_order().into_iter().filter(|event| timeline.event(*event).when().is_none());
        let blocks = [
            ("Events by number", numbered.into_iter().map(|(_, event)| Entry::Numbered(event)).collect()),
            ("Without a date", undated.map(Entry::Undated).collect()),
            ("In dispute", self.disputed.keys().copied().map(Entry::Disputed).collect()),
            ("Sources", self.excerpt.sources().map(Entry::Source).collect()),
        ];
        blocks.into_iter().filter_map(|(heading, entries)| Block::new(self, heading, entries)).collect()
    }

    /// The number of an entry, if it has one, and its words in lines.
    fn worded(&self, part: &Timeline, entry: Entry) -> (String, Vec<String>) {
        let (mark, words) = match entry {
            Entry::Numbered(event) => {
                let number = self.placed.numbers.get(&event).map(usize::to_string);
                (number.unwrap_or_default(), dated(part.event(event).date(), part.event(event).title()))
            }
            Entry::Undated(event) => (String::new(), undated(part, event)),
            Entry::Disputed(dispute) => (String::new(), self.in_dispute(part, dispute)),
            Entry::Source(source) => (String::new(), attribution::citation(part, source)),
        };
        let room = (CONTENT - GUTTER) / 2 - NUMBER;
        (mark, wrap(&safe(&words), room, |words| width(words, TEXT.0)))
    }

    /// The question of an open dispute, with the numbers of its events.
    fn in_dispute(&self, part: &Timeline, dispute: DisputeIx) -> String {
        let numbers = self.disputed.get(&dispute).into_iter().flatten();
        let numbers: Vec<String> = numbers.map(usize::to_string).collect();
        let at = if numbers.is_empty() { String::new() } else { format!(" ({})", numbers.join(", ")) };
        format!("{}{at}", &*part.dispute(dispute).record().question)
    }
}

/// An event that has no date of its own, with who takes part.
fn undated(timeline: &Timeline, event: EventIx) -> String {
    let event = timeline.event(event);
    let names: Vec<String> = event.actors().iter().map(|actor| timeline.actor(*actor).shown_name()).collect();
    let with = if names.is_empty() { String::new() } else { format!(", with {}", names.join(", ")) };
    format!("{}{with}", event.title())
}

/// The open disputes, each with the numbers of its events.
fn disputed(excerpt: &Excerpt, placed: &Placed) -> BTreeMap<DisputeIx, Vec<usize>> {
    let timeline = excerpt.timeline();
    let mut numbers: BTreeMap<DisputeIx, Vec<usize>> = BTreeMap::new();
    for event in excerpt.in_order() {
        for dispute in timeline.disputes_of(event) {
            numbers.entry(dispute).or_default().extend(placed.numbers.get(&event));
        }
    }
    numbers.retain(|dispute, _| timeline.dispute(*dispute).is_open());
    numbers
}
