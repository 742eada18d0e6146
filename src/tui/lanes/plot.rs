//! A lane as dots in cells: each thing as wide as it is, what lies over others counted, titles where there is room.

use super::arrange::Track;
use crate::model::axis::Drawn;
use crate::model::document::Status;
use crate::model::lanes::{Item, Lane};
use crate::model::timeline::{EventIx, Timeline};

/// The fewest cells in which a title is begun.
const SHORTEST_TITLE: usize = 9;

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dot {
    /// Nothing.
    #[default]
    Empty,
    /// Something certainly lies here.
    Certain,
    /// Something may lie here.
    Possible,
    /// The begin of what is said, certainly here or not.
    Said(bool),
    /// The begin of where the lane is only mentioned, certainly here or not.
    Mention(bool),
    /// The begin of something chosen: said, or a mention.
    Chosen(bool),
    /// The date is about, perhaps, or both.
    Vague(&'static str),
    /// The event is part of an open dispute.
    Disputed,
    /// The begin is open.
    OpenBegin,
    /// The end is open.
    OpenEnd,
    /// A digit of how many things lie here.
    Digit(u8),
    /// More things lie here than there is room to say.
    Many,
}

/// How events look beside their dates.
pub struct Dress<'a> {
    /// The timeline.
    pub timeline: &'a Timeline,
    /// Is anything searched for?
    pub is_searching: bool,
    /// Is an event searched for?
    pub is_matched: &'a (dyn Fn(EventIx) -> bool + Sync),
    /// Is it chosen?
    pub is_chosen: &'a (dyn Fn(EventIx) -> bool + Sync),
}

/// A row of a lane.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// What stands in its cells, and whether that is searched for.
    pub dots: Vec<(Dot, bool)>,
    /// Titles in its empty cells.
    pub labels: Vec<Label>,
}

/// The title of an event beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// The first cell.
    pub at: usize,
    /// How many cells it may take.
    pub room: usize,
    /// The event.
    pub event: EventIx,
    /// Does it stand before the event's date, at the end of its room?
    pub is_before: bool,
}

/// A lane plotted.
#[derive(Debug, Clone, Default)]
pub struct Plot {
    /// Its rows.
    pub lines: Vec<Line>,
    /// The row of each thing.
    pub rows: Vec<usize>,
}

impl Plot {
    /// Plots a lane in at most so many rows of `width` cells.
    #[must_use]
    pub fn new(lane: &Lane, track: &Track, most: usize, width: usize, dress: &Dress) -> Self {
        let count = track.depth.min(most).max(1);
        let last = count - 1;
        let rows: Vec<usize> = track.rows.iter().map(|row| (*row).min(last)).collect();
        let mut lines = vec![Line::blank(width); count];
        let overflows = track.depth > count;
        let mut crowded = Vec::new();
        for (at, item) in lane.items.iter().enumerate() {
            let Some(drawn) = track.drawn[at] else { continue };
            if overflows && rows[at] == last {
                crowded.push((drawn, item));
            } else {
                lines[rows[at]].put(item, drawn, dress);
            }
        }
        count_crowd(&mut lines[last], crowded, dress);
        let mut plot = Self { lines, rows };
        plot.label(lane, track);
        plot
    }

    /// Puts a title beside each thing that has room for it.
    fn label(&mut self, lane: &Lane, track: &Track) {
        for (at, item) in lane.items.iter().enumerate() {
            let Some(drawn) = track.drawn[at] else { continue };
            self.lines[self.rows[at]].label(drawn, item);
        }
    }
}

impl Line {
    /// A row of so many cells with nothing in it.
    #[must_use]
    pub fn blank(width: usize) -> Self {
        Self { dots: vec![(Dot::Empty, false); width], labels: Vec::new() }
    }

    /// Puts a thing in its cells.
    pub fn put(&mut self, item: &Item, drawn: Drawn, dress: &Dress) {
        let is_matched = (dress.is_matched)(item.event);
        let own = dots(dress.timeline, item, drawn, (dress.is_chosen)(item.event));
        for (cell, dot) in self.dots[drawn.first..=drawn.last].iter_mut().zip(own) {
            *cell = (dot, is_matched);
        }
    }

    /// Puts several things in the cells from a first to a last as one: what is certain of any, and how many they are.
    pub fn put_together(
        &mut self,
        (first, last): (usize, usize),
        certain: impl Iterator<Item = (usize, usize)>,
        count: usize,
        is_matched: bool,
    ) {
        self.dots[first..=last].fill((Dot::Possible, is_matched));
        certain.for_each(|(from, to)| self.dots[from..=to].fill((Dot::Certain, is_matched)));
        let digits = count.to_string();
        if digits.len() > last - first + 1 {
            self.dots[first] = (Dot::Many, is_matched);
            return;
        }
        for (cell, digit) in self.dots[first..].iter_mut().zip(digits.bytes()) {
            *cell = (Dot::Digit(digit - b'0'), is_matched);
        }
    }

    /// Puts the title of a thing behind it where it has room there, else before it.
    pub fn label(&mut self, drawn: Drawn, item: &Item) {
        // What is counted with others has no sign of its own, and so no title.
        let sign = self.dots.get(drawn.first).map(|(dot, _)| *dot);
        let has_sign = |dot| matches!(dot, Dot::Said(_) | Dot::Mention(_) | Dot::Chosen(_) | Dot::OpenBegin);
        if !sign.is_some_and(has_sign) {
            return;
        }
        let label = self.room_behind(drawn.last).or_else(|| self.room_before(drawn.first));
        let label = label.map(|(at, room, is_before)| Label { at, room, event: item.event, is_before });
        self.labels.extend(label);
    }

    /// The room for a title behind a cell: its first cell, how many there are, and that it is not before.
    fn room_behind(&self, last: usize) -> Option<(usize, usize, bool)> {
        let behind = self.dots.get(last + 1..)?;
        let end = behind.iter().position(|(dot, _)| *dot != Dot::Empty);
        let taken = self.labels.iter().filter(|label| label.at > last).map(|label| label.at - last - 1).min();
        let free = end.into_iter().chain(taken).min();
        // A blank before the title, and one behind it where something follows.
        let room = free.map_or(behind.len().saturating_sub(1), |free| free.saturating_sub(2));
        (room >= SHORTEST_TITLE).then_some((last + 2, room, false))
    }

    /// The room for a title before a cell.
    fn room_before(&self, first: usize) -> Option<(usize, usize, bool)> {
        let before = self.dots.get(..first)?;
        let begin = before.iter().rposition(|(dot, _)| *dot != Dot::Empty).map(|at| at + 2);
        let taken = self.labels.iter().filter(|label| label.at < first).map(|label| label.at + label.room + 1).max();
        let begin = begin.into_iter().chain(taken).max().unwrap_or(0);
        let room = first.saturating_sub(begin + 1);
        (room >= SHORTEST_TITLE).then_some((begin, room, true))
    }
}

/// The dots of a thing in the cells that it takes: its sign first, then what is to be said of its date.
#[must_use]
pub fn dots(timeline: &Timeline, item: &Item, drawn: Drawn, is_chosen: bool) -> Vec<Dot> {
    let is_sure = |at: usize| drawn.certain.is_some_and(|(first, last)| (first..=last).contains(&at));
    let mut dots: Vec<Dot> =
        (drawn.first..=drawn.last).map(|at| if is_sure(at) { Dot::Certain } else { Dot::Possible }).collect();
    let date = item.when(timeline);
    let vague = date.and_then(|date| match (date.is_approximate(), date.is_uncertain()) {
        (true, true) => Some(Dot::Vague("%")),
        (true, false) => Some(Dot::Vague("~")),
        (false, true) => Some(Dot::Vague("?")),
        (false, false) => None,
    });
    let sign = match () {
        () if is_chosen => Dot::Chosen(!item.is_mention()),
        () if item.is_mention() => Dot::Mention(is_sure(drawn.first)),
        () => Dot::Said(is_sure(drawn.first)),
    };
    let disputed = timeline.is_in_dispute(item.event, Status::Open).then_some(Dot::Disputed);
    let open_begin = drawn.open_begin.then_some(Dot::OpenBegin);
    let last = dots.len() - 1;
    // Where the arrow of an open begin leaves no room, the sign is worth more.
    let head = open_begin.filter(|_| last > 0).into_iter().chain([sign]).chain(vague).chain(disputed);
    for (cell, dot) in dots.iter_mut().zip(head) {
        *cell = dot;
    }
    if drawn.open_end && last > 0 {
        dots[last] = Dot::OpenEnd;
    }
    dots
}

/// Things that share a row: those that lie over one another become one, with their number.
fn count_crowd(line: &mut Line, mut crowded: Vec<(Drawn, &Item)>, dress: &Dress) {
    crowded.sort_by_key(|(drawn, _)| drawn.first);
    let mut rest = &crowded[..];
    while let Some((first, _)) = rest.first() {
        let mut last = first.last;
        let mut count = 0;
        while let Some((drawn, _)) = rest.get(count).filter(|(drawn, _)| drawn.first <= last) {
            last = last.max(drawn.last);
            count += 1;
        }
        let (group, behind) = rest.split_at(count);
        rest = behind;
        match group {
            [(drawn, item)] => line.put(item, *drawn, dress),
            _ => {
                let is_matched = dress.is_searching && group.iter().any(|(_, item)| (dress.is_matched)(item.event));
                let certain = group.iter().filter_map(|(drawn, _)| drawn.certain);
                line.put_together((group[0].0.first, last), certain, group.len(), is_matched);
            }
        }
    }
}
