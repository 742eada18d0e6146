//! What stands below the lanes: titles that had no room, events without a date, disputes and sources.

use std::collections::BTreeMap;
use std::io;

use super::letters::{width, wrap};
use super::measure::{BASELINE, CONTENT, MARGIN, NAME, Pt, TEXT, times};
use super::pen::{Letters, MIDDLE, Pen, bold, plain};
use super::words::dated;
use crate::model::attribution;
use crate::model::excerpt::Excerpt;
use crate::model::safe::safe;
use crate::model::timeline::{DisputeIx, EventIx, EventView};

use super::place::Placed;

/// The room between the two columns, and that of a number before its words.
const GUTTER: Pt = 2_000;
const NUMBER: Pt = 1_900;

/// A list under a heading, in two columns.
pub struct Block {
    heading: &'static str,
    columns: [Vec<Entry>; 2],
}

struct Entry {
    mark: String,
    lines: Vec<String>,
}

impl Block {
    fn new(heading: &'static str, entries: Vec<(String, String)>) -> Option<Self> {
        let room = (CONTENT - GUTTER) / 2 - NUMBER;
        let measure = |words: &str| width(words, TEXT.0);
        let entry = |(mark, words): (String, String)| Entry { mark, lines: wrap(&safe(&words), room, measure) };
        let mut left: Vec<Entry> = entries.into_iter().map(entry).collect();
        let all: usize = left.iter().map(|entry| entry.lines.len()).sum();
        let mut before = 0;
        let in_left = left.iter().take_while(|entry| {
            let begins_left = before < all.div_ceil(2);
            before += entry.lines.len();
            begins_left
        });
        let right = left.split_off(in_left.count());
        (!left.is_empty()).then_some(Self { heading, columns: [left, right] })
    }

    /// How high it is, with its heading and the room above it.
    pub fn height(&self) -> Pt {
        let lines = |column: &Vec<Entry>| column.iter().map(|entry| entry.lines.len()).sum::<usize>();
        let most = self.columns.iter().map(lines).max().unwrap_or(0);
        HEAD + times(most, TEXT.1)
    }

    /// Draws it from a top.
    pub fn draw(&self, pen: &mut Pen, top: Pt) -> io::Result<()> {
        pen.text((MARGIN, top + HEAD - 500), bold(NAME.0), &[], self.heading)?;
        let column = (CONTENT - GUTTER) / 2 + GUTTER;
        for (entries, left) in self.columns.iter().zip([MARGIN, MARGIN + column]) {
            let mut y = top + HEAD + BASELINE;
            for entry in entries {
                let number = Letters { anchor: "end", fill: MIDDLE, ..bold(TEXT.0) };
                if !entry.mark.is_empty() {
                    pen.text((left + NUMBER - 500, y), number, &[], &entry.mark)?;
                }
                for line in &entry.lines {
                    pen.text((left + NUMBER, y), plain(TEXT.0), &[], line)?;
                    y += TEXT.1;
                }
            }
        }
        Ok(())
    }
}

/// The heading of a block with the room around it.
const HEAD: Pt = 2_100;

/// The blocks that the drawing needs.
pub fn blocks(excerpt: &Excerpt, placed: &Placed) -> Vec<Block> {
    let numbered = numbered(excerpt, placed);
    let blocks = [
        Block::new("Events by number", numbered),
        Block::new("Without a date", undated(excerpt)),
        Block::new("In dispute", disputed(excerpt, placed)),
        Block::new(
            "Sources",
            excerpt
                .sources()
                .map(|source| (String::new(), attribution::citation(excerpt.timeline(), source)))
                .collect(),
        ),
    ];
    blocks.into_iter().flatten().collect()
}

fn numbered(excerpt: &Excerpt, placed: &Placed) -> Vec<(String, String)> {
    let timeline = excerpt.timeline();
    let mut events: Vec<(usize, EventIx)> = placed.numbers.iter().map(|(event, number)| (*number, *event)).collect();
    events.sort_unstable();
    let words = |event: EventIx| dated(timeline.event(event).date(), timeline.event(event).title());
    events.into_iter().map(|(number, event)| (number.to_string(), words(event))).collect()
}

/// The events that have no date of their own, each with who takes part.
fn undated(excerpt: &Excerpt) -> Vec<(String, String)> {
    let timeline = excerpt.timeline();
    let events = excerpt.in_order().into_iter().map(|event| timeline.event(event));
    let words = |event: EventView| {
        let names: Vec<String> = event.actors().iter().map(|actor| timeline.actor(*actor).shown_name()).collect();
        let with = if names.is_empty() { String::new() } else { format!(", with {}", names.join(", ")) };
        (String::new(), format!("{}{with}", event.title()))
    };
    events.filter(|event| event.when().is_none()).map(words).collect()
}

/// The questions of the open disputes, each with the numbers of its events.
fn disputed(excerpt: &Excerpt, placed: &Placed) -> Vec<(String, String)> {
    let timeline = excerpt.timeline();
    let mut numbers: BTreeMap<DisputeIx, Vec<usize>> = BTreeMap::new();
    for event in excerpt.in_order() {
        for dispute in timeline.disputes_of(event) {
            numbers.entry(dispute).or_default().extend(placed.numbers.get(&event));
        }
    }
    let open = numbers.into_iter().filter(|(dispute, _)| timeline.dispute(*dispute).is_open());
    open.map(|(dispute, numbers)| {
        let numbers: Vec<String> = numbers.iter().map(|number| number.to_string()).collect();
        let at = if numbers.is_empty() { String::new() } else { format!(" ({})", numbers.join(", ")) };
        (String::new(), format!("{}{at}", &*timeline.dispute(dispute).record().question))
    })
    .collect()
}
