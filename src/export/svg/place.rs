//! Where everything in the lanes stands: bars in rows, and titles over them where they fit.

use std::collections::{HashMap, HashSet};

use foldhash::fast::RandomState;
use rayon::iter::{IntoParallelRefIterator, IntoParallelRefMutIterator, ParallelIterator};

use super::letters::{UNITS, at_most, bold_width, units, width, wrap};
use super::measure::{LEFT, NAME, NAMES, Pt, RIGHT, ROW, TEXT, times};
use super::scale::{Scale, Span};
use crate::model::document::Status;
use crate::model::excerpt::Excerpt;
use crate::model::lanes::{Item, Lane, Lanes, stack};
use crate::model::safe::safe;
use crate::model::timeline::{Bearer, EventIx, Passage, StatementIx, Timeline};

/// The room of a sign before the words, and between two things in a row.
pub const SIGN: Pt = 680;
const GAP: Pt = 250;

/// The room above and below the rows of a lane.
pub const PADDING: Pt = 260;

/// The most lines of a lane's name.
const NAME_LINES: usize = 3;

/// What is drawn, and where.
pub struct Placed {
    /// The lanes, from top to bottom.
    pub lanes: Vec<PlacedLane>,
    /// The number of each event that a title or a dispute refers to.
    pub numbers: HashMap<EventIx, usize, RandomState>,
    /// How high the lanes are together.
    pub height: Pt,
}

/// A lane.
pub struct PlacedLane {
    /// Its name, in lines.
    pub name: Vec<String>,
    /// How many of its items have no date.
    pub undated: usize,
    /// Its top, from that of the first lane.
    pub top: Pt,
    /// How high it is.
    pub height: Pt,
    /// What is drawn in it.
    pub items: Vec<PlacedItem>,
}

/// An item of a lane.
#[derive(Clone)]
pub struct PlacedItem {
    /// Its number in the lane.
    pub item: usize,
    /// The event.
    pub event: EventIx,
    /// What it is.
    pub sign: Sign,
    /// Is its event in an open dispute?
    pub in_dispute: bool,
    /// Where its date lies.
    pub span: Span,
    /// The top of its row, from that of the first lane.
    pub top: Pt,
    /// Where its signs begin.
    pub signs_at: Pt,
    /// Where its words begin, behind the signs or before them.
    pub words_at: Pt,
    /// Is there room for the title?
    pub is_titled: bool,
    /// What moves to the right by the room that was kept for a longer number: its words, and its signs too.
    hangs: (bool, bool),
}

/// What an item is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Something is said.
    Said,
    /// Something is said, and the copy does not bear out a quote of it.
    Refuted,
    /// Nothing is said.
    Mentioned,
}

impl PlacedItem {
    /// How wide its signs are.
    fn signs(&self) -> Pt {
        if self.in_dispute { 2 * SIGN } else { SIGN }
    }

    /// Takes back the room that was kept for a number, now that the number is known.
    fn close_up(&mut self, kept: &str, number: Option<usize>) {
        let number = number.map(|number| format!("{number} ")).unwrap_or_default();
        let spare = width(kept, TEXT.0) + width(" ", TEXT.0) - width(&number, TEXT.0);
        self.words_at += if self.hangs.0 { spare } else { 0 };
        self.signs_at += if self.hangs.1 { spare } else { 0 };
    }
}

/// A bar narrower than this has its mark beside it.
pub const ROOM_FOR_MARK: Pt = 900;

/// The stretch that the bar takes with what belongs to it.
fn ink(span: &Span) -> (Pt, Pt) {
    let beside = span.mark.is_some() && span.last - span.first < ROOM_FOR_MARK;
    (span.first, span.last + if beside { 500 } else { 0 })
}

impl Placed {
    /// The lanes of the excerpt on a scale; without one, none of them has a date.
    pub fn of(excerpt: &Excerpt, lanes: &Lanes, scale: Option<&Scale>) -> Self {
        let digits = excerpt.len().to_string();
        let placer = Placer { timeline: excerpt.timeline(), scale, titles: &titles(excerpt), digits: &digits };
        let mut lanes: Vec<PlacedLane> = lanes.lanes.par_iter().map(|lane| placer.lane(lane)).collect();
        let mut height = 0;
        for lane in &mut lanes {
            lane.top = height;
            height += lane.height;
        }
        let numbers = numbers(excerpt, &lanes);
        lanes.par_iter_mut().for_each(|lane| {
            for item in &mut lane.items {
                item.top += lane.top;
                item.close_up(&digits, numbers.get(&item.event).copied());
            }
        });
        Self { lanes, numbers, height }
    }
}

/// How many units wide the title of each event of the timeline is that is in the excerpt.
fn titles(excerpt: &Excerpt) -> Vec<Pt> {
    let (timeline, events) = (excerpt.timeline(), excerpt.events().collect::<Vec<_>>());
    let wide = timeline.passed(&events, |part, events| {
        let mut wide = Vec::with_capacity(events.len());
        part.each_lent(events, |_, event| wide.push(units(&safe(&event.title))));
        wide
    });
    let mut titles = vec![0; timeline.document().events.len()];
    events.iter().zip(wide).for_each(|(event, wide)| titles[event.at()] = wide);
    titles
}

/// Events whose title is left out somewhere, and those in dispute, in the order of time.
fn numbers(excerpt: &Excerpt, lanes: &[PlacedLane]) -> HashMap<EventIx, usize, RandomState> {
    let items = lanes.iter().flat_map(|lane| &lane.items);
    let wanted: HashSet<EventIx, RandomState> =
        items.filter(|item| !item.is_titled || item.in_dispute).map(|item| item.event).collect();
    let events = excerpt.in_order().into_iter().filter(|event| wanted.contains(event));
    events.enumerate().map(|(at, event)| (event, at + 1)).collect()
}

struct Placer<'t> {
    timeline: &'t Timeline,
    scale: Option<&'t Scale>,
    /// How many units wide each title is, by its event.
    titles: &'t [Pt],
    /// As many digits as the longest number has.
    digits: &'t str,
}

impl Placer<'_> {
    /// A lane as if it were the first.
    fn lane(&self, lane: &Lane) -> PlacedLane {
        let (size, leading) = NAME;
        let name = wrap(&safe(&lane.label), NAMES, |words| bold_width(words, size));
        let name = at_most(name, NAME_LINES);
        let dated = lane.items.iter().enumerate().filter_map(|(at, item)| Some((at, item, self.span(item)?)));
        // Most items have a date.
        let mut items = Vec::with_capacity(lane.items.len());
        items.extend(dated.map(|(at, item, span)| self.item(at, (item, lane.said(item)), span)));
        let undated = lane.items.len() - items.len();
        let boxes: Vec<(Pt, Pt)> = items.iter().map(|item| self.least(item)).collect();
        let stacked = stack(&boxes);
        let mut rows = vec![Vec::new(); stacked.depth];
        for (at, row) in stacked.rows.iter().enumerate() {
            items[at].top = PADDING + times(*row, ROW);
            rows[*row].push(at);
        }
        for row in &mut rows {
            row.sort_by_key(|at| boxes[*at]);
            self.label(row, &boxes, &mut items);
        }
        let names = times(name.len(), leading) + if undated > 0 { TEXT.1 } else { 0 };
        let height = times(rows.len(), ROW).max(names) + 2 * PADDING;
        PlacedLane { name, undated, top: 0, height, items }
    }

    fn span(&self, item: &Item) -> Option<Span> {
        self.scale?.span(item.when(self.timeline)?)
    }

    fn item(&self, at: usize, (item, said): (&Item, &[StatementIx]), span: Span) -> PlacedItem {
        let refuted = |statement: &_| {
            let verdict = self.timeline.verdict_of(Bearer::Passage(Passage::Statement(*statement)));
            verdict.is_some_and(|verdict| verdict.is_refuted())
        };
        let sign = match said.iter().any(refuted) {
            true => Sign::Refuted,
            false if item.is_mention() => Sign::Mentioned,
            false => Sign::Said,
        };
        let in_dispute = self.timeline.is_in_dispute(item.event, Status::Open);
        let (signs_at, words_at) = (span.first, span.first);
        PlacedItem {
            item: at,
            event: item.event,
            sign,
            in_dispute,
            span,
            top: 0,
            signs_at,
            words_at,
            is_titled: false,
            hangs: (false, false),
        }
    }

    /// The least room that an item takes in its row: the bar, and its signs with a number over it.
    fn least(&self, item: &PlacedItem) -> (Pt, Pt) {
        let (first, last) = ink(&item.span);
        let label = item.signs() + width(self.digits, TEXT.0) + GAP;
        (first.min(RIGHT - label).max(LEFT), last.max((first + label).min(RIGHT)) + GAP)
    }

    /// Puts words over the bars of a row from left to right: the title where there is room for it.
    fn label(&self, row: &[usize], boxes: &[(Pt, Pt)], items: &mut [PlacedItem]) {
        let mut free = LEFT;
        let digits = units(self.digits) + units(" ");
        for (at, next) in row.iter().zip(row.iter().skip(1).map(Some).chain([None])) {
            let item = &mut items[*at];
            let limit = next.map_or(RIGHT, |next| boxes[*next].0 - GAP);
            let words = (digits + self.titles[item.event.at()]) * TEXT.0 / UNITS;
            let ways = ways(item, boxes[*at].0, words);
            let way = ways.iter().flatten().find(|way| way.left >= free && way.right <= limit);
            item.is_titled = way.is_some();
            (item.signs_at, item.words_at) = match way {
                Some(way) => (way.signs_at, way.words_at),
                None => (boxes[*at].0, boxes[*at].0 + item.signs()),
            };
            item.hangs = way.map_or((false, false), |way| way.hangs);
            free = boxes[*at].1.max(way.map_or(0, |way| way.right + GAP));
        }
    }
}

/// A way in which signs and a title can stand over a bar.
struct Way {
    left: Pt,
    right: Pt,
    signs_at: Pt,
    words_at: Pt,
    hangs: (bool, bool),
}

/// The ways for a title so wide, the best first: signs and title from the begin of the bar on; else, over a wide
/// bar, up to its end; else the signs at the begin and the title before them.
fn ways(item: &PlacedItem, begin: Pt, words: Pt) -> [Option<Way>; 3] {
    let (signs, Span { first, last, .. }) = (item.signs(), item.span);
    let from = |left: Pt, hangs: (bool, bool)| {
        Some(Way { left, right: left + signs + words, signs_at: left, words_at: left + signs, hangs })
    };
    let words_at = begin - words - GAP;
    let before = Way { left: words_at, right: begin + signs, signs_at: begin, words_at, hangs: (true, false) };
    let is_wide = 2 * (last - first) >= signs + words;
    [from(first, (false, false)), is_wide.then(|| from(last - signs - words, (true, true))).flatten(), Some(before)]
}
