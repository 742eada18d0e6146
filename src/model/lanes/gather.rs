//! Events put into lanes, each lane made where it is first met.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rayon::slice::ParallelSlice;

use super::kind::{Key, Member, Members};
use super::{DatedBy, Item, Lane, LaneKind, place};
use crate::model::date::{Date, When};
use crate::model::timeline::{EventIx, Passage, StatementIx, Timeline};

/// How many events are put into lanes by one thread before it takes the next of them.
const SHARE: usize = 16_384;

/// The lanes of these events, as they are first met.
pub(super) fn lanes(timeline: &Timeline, events: &[EventIx], kind: LaneKind) -> Vec<Lane> {
    let gathered = |events: &[EventIx]| {
        let mut builder = Builder::new(timeline, kind);
        events.iter().for_each(|event| builder.take(*event));
        builder
    };
    let parts: Vec<Builder> = events.par_chunks(SHARE).map(gathered).collect();
    let mut all = Builder::new(timeline, kind);
    parts.into_iter().for_each(|part| all.append(part));
    let lane = |(key, shares): (Key, Vec<Things>)| {
        let Things { items, statements } = joined(shares);
        let items = in_order(timeline, items, &statements);
        Lane { of: key.owned(), label: key.label(timeline, kind), items, statements }
    };
    all.lanes.into_par_iter().map(lane).collect()
}

/// What lies in a lane, and the statements of all of it.
#[derive(Default)]
struct Things {
    items: Vec<Item>,
    statements: Vec<StatementIx>,
}

/// What lies in all shares of a lane, in no more room than it takes.
fn joined(shares: Vec<Things>) -> Things {
    let count = |count: fn(&Things) -> usize| shares.iter().map(count).sum();
    let mut all = Things {
        items: Vec::with_capacity(count(|share| share.items.len())),
        statements: Vec::with_capacity(count(|share| share.statements.len())),
    };
    for share in shares {
        let before = number(all.statements.len());
        all.items.extend(share.items.iter().map(|item| Item { said: (before + item.said.0, item.said.1), ..*item }));
        all.statements.extend(share.statements);
    }
    all
}

/// Items in the order of their places. Those at the dates of their events mostly come so; between them the few others
/// are put.
fn in_order(timeline: &Timeline, items: Vec<Item>, statements: &[StatementIx]) -> Vec<Item> {
    let is_own = |item: &Item| item.dated_by == DatedBy::Event;
    let (mut own, mut others): (Vec<Item>, Vec<Item>) =
        if items.iter().all(is_own) { (items, Vec::new()) } else { items.into_iter().partition(is_own) };
    if !own.is_sorted_by_key(|item| timeline.rank(item.event)) {
        own.sort_by_key(|item| timeline.rank(item.event));
    }
    if others.is_empty() {
        return own;
    }
    let place = |item: &Item| place(timeline, item, item.of(statements));
    others.sort_by_cached_key(place);
    let mut all = Vec::with_capacity(own.len() + others.len());
    let mut own = own.into_iter();
    for other in others {
        let place_of_other = place(&other);
        let before = own.as_slice().partition_point(|item| place(item) <= place_of_other);
        all.extend(own.by_ref().take(before));
        all.push(other);
    }
    all.extend(own);
    all
}

/// A place or a count as it is kept: there are fewer than the bytes of the files.
fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Puts events into lanes, making each lane where it is first met.
struct Builder<'t> {
    timeline: &'t Timeline,
    kind: LaneKind,
    numbers: HashMap<Key<'t>, usize, RandomState>,
    /// What lies in each lane, that of each share by itself.
    lanes: Vec<(Key<'t>, Vec<Things>)>,
    members: Members<'t>,
    /// Of the event at hand: the lane, the date and the statement of each thing that it is there.
    entries: Vec<(usize, usize, Option<StatementIx>)>,
}

impl<'t> Builder<'t> {
    fn new(timeline: &'t Timeline, kind: LaneKind) -> Self {
        Self {
            timeline,
            kind,
            numbers: HashMap::default(),
            lanes: Vec::new(),
            members: Members::room(timeline),
            entries: Vec::new(),
        }
    }

    fn take(&mut self, event: EventIx) {
        let mut dates = Dates::of(self.timeline, event);
        let mut entries = std::mem::take(&mut self.entries);
        for Member { key, passage } in self.members.of(self.kind.row(), event).iter().copied() {
            let statement = match passage {
                Some(Passage::Statement(statement)) => Some(statement),
                _ => None,
            };
            let lane = lane(&mut self.numbers, &mut self.lanes, key);
            entries.push((lane, dates.number(passage), statement));
        }
        entries.sort_unstable();
        entries.dedup();
        for entries in entries.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
            let (lane, date, _) = entries[0];
            let things = &mut self.lanes[lane].1;
            if things.is_empty() {
                things.push(Things::default());
            }
            let Things { items, statements } = &mut things[0];
            let before = statements.len();
            statements.extend(entries.iter().filter_map(|(_, _, statement)| *statement));
            let said = (number(before), number(statements.len() - before));
            items.push(Item { event, said, dated_by: dates.dated_by(date) });
        }
        entries.clear();
        self.entries = entries;
    }

    /// Puts what another gathered behind this.
    fn append(&mut self, other: Self) {
        for (key, things) in other.lanes {
            let lane = lane(&mut self.numbers, &mut self.lanes, key);
            self.lanes[lane].1.extend(things);
        }
    }
}

/// The number of a lane, made where there is none.
fn lane<'t>(
    numbers: &mut HashMap<Key<'t>, usize, RandomState>,
    lanes: &mut Vec<(Key<'t>, Vec<Things>)>,
    key: Key<'t>,
) -> usize {
    *numbers.entry(key).or_insert_with(|| {
        lanes.push((key, Vec::new()));
        lanes.len() - 1
    })
}

/// The dates that an event has in lanes, numbered: its own first, then those of its passages.
struct Dates<'t> {
    timeline: &'t Timeline,
    own: Option<&'t When>,
    others: Vec<(Passage, &'t When)>,
}

impl<'t> Dates<'t> {
    fn of(timeline: &'t Timeline, event: EventIx) -> Self {
        Self { timeline, own: timeline.event(event).when(), others: Vec::new() }
    }

    /// The number of the date at which a passage stands; all dates of a timeline are read in one zone, so
    /// the same text is the same date.
    fn number(&mut self, passage: Option<Passage>) -> usize {
        let Some(passage) = passage else { return 0 };
        let when = match passage {
            Passage::Statement(statement) => self.timeline.statement(statement).when(),
            evidence @ Passage::Evidence(..) => self.timeline.passage(evidence).when(),
        };
        let Some(when) = when else { return 0 };
        // What has no date of its own stands at its event's; of others a record is read only where it may be the same.
        let is_own = self.own.is_some_and(|own| {
            std::ptr::eq(own, when) || own == when && self.text_of(passage) == self.own_text(passage)
        });
        if is_own {
            return 0;
        }
        let same = |(known, other): &(Passage, &When)| {
            *other == when && (*known == passage || self.text_of(*known) == self.text_of(passage))
        };
        1 + self.others.iter().position(same).unwrap_or_else(|| {
            self.others.push((passage, when));
            self.others.len() - 1
        })
    }

    fn text_of(&self, passage: Passage) -> Option<&'t str> {
        let date = match passage {
            Passage::Statement(statement) => self.timeline.statement(statement).date(),
            evidence @ Passage::Evidence(..) => self.timeline.passage(evidence).dated(),
        };
        date.map(Date::text)
    }

    fn own_text(&self, passage: Passage) -> Option<&'t str> {
        self.timeline.event(passage.event(self.timeline)).date().map(Date::text)
    }

    /// What has the date of a number.
    fn dated_by(&self, number: usize) -> DatedBy {
        match number.checked_sub(1).and_then(|nth| self.others.get(nth)) {
            None => DatedBy::Event,
            Some((Passage::Statement(statement), _)) => DatedBy::Statement(*statement),
            Some((Passage::Evidence(_, nth), _)) => DatedBy::Evidence(*nth),
        }
    }
}
