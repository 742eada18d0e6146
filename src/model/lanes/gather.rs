//! Events put into lanes, each lane made where it is first met.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rayon::slice::ParallelSlice;

use super::kind::{Key, Member, Members};
use super::{Item, Lane, LaneKind, place};
use crate::model::date::{Date, When};
use crate::model::timeline::{EventIx, Lists, Passage, StatementIx, Timeline};

/// How many events are put into lanes by one thread before it takes the next of them.
const SHARE: usize = 16_384;

/// The lanes of these events, as they are first met.
pub(super) fn lanes(timeline: &Timeline, events: &[EventIx], kind: LaneKind) -> Vec<Lane> {
    let shares: Vec<Share> = events.par_chunks(SHARE).map(|events| Share::of(timeline, events, kind)).collect();
    let lane = |(key, Things { items, several }): (Key, Things)| {
        let items = in_order(timeline, items, &several);
        Lane { of: key.owned(), label: key.label(timeline, kind), items, several }
    };
    joined(shares).into_par_iter().map(lane).collect()
}

/// What lies in a lane.
#[derive(Default)]
struct Things {
    items: Vec<Item>,
    several: Lists<StatementIx>,
}

/// What lies in the lanes of some events.
struct Share<'t> {
    /// The lanes, and how much lies in each.
    lanes: Vec<(Key<'t>, usize)>,
    /// The lane of each thing. One list holds all of them: one for each lane would take far more room than what is in it.
    items: Vec<(u32, Item)>,
    several: Lists<StatementIx>,
}

/// What lies in the lanes of all events.
fn joined<'t>(shares: Vec<Share<'t>>) -> Vec<(Key<'t>, Things)> {
    let mut all = Numbered::default();
    let mut numbers = |share: &Share<'t>| share.lanes.iter().map(|(key, count)| all.number(*key, *count)).collect();
    let numbers: Vec<Vec<usize>> = shares.iter().map(&mut numbers).collect();
    let room = |(key, count): (Key<'t>, usize)| (key, Things { items: Vec::with_capacity(count), ..Things::default() });
    let mut lanes: Vec<(Key, Things)> = all.lanes.into_iter().map(room).collect();
    for (share, numbers) in shares.into_iter().zip(numbers) {
        for (lane, item) in share.items {
            let Things { items, several } = &mut lanes[numbers[lane as usize]].1;
            items.push(item.moved(&share.several, several));
        }
    }
    lanes
}

/// Lanes in the order in which they are met.
#[derive(Default)]
struct Numbered<'t> {
    numbers: HashMap<Key<'t>, usize, RandomState>,
    /// How much lies in each.
    lanes: Vec<(Key<'t>, usize)>,
}

impl<'t> Numbered<'t> {
    /// The number of a lane, made where there is none, in which so much more lies.
    fn number(&mut self, key: Key<'t>, more: usize) -> usize {
        let number = *self.numbers.entry(key).or_insert_with(|| {
            self.lanes.push((key, 0));
            self.lanes.len() - 1
        });
        self.lanes[number].1 += more;
        number
    }
}

impl<'t> Share<'t> {
    fn of(timeline: &'t Timeline, events: &[EventIx], kind: LaneKind) -> Self {
        let (mut numbered, mut members) = (Numbered::default(), Members::room(timeline));
        let (mut items, mut several) = (Vec::new(), Lists::default());
        let unread = timeline.unread();
        // Of the event at hand: the lane, the date and the statement of each thing that it is there.
        let mut entries: Vec<(usize, usize, Option<StatementIx>)> = Vec::new();
        let mut said: Vec<StatementIx> = Vec::new();
        for event in events.iter().copied() {
            let mut dates = Dates::of(timeline, &unread, event);
            entries.clear();
            entries.extend(members.of(kind.row(), event).iter().map(|Member { key, passage }| {
                let statement = match passage {
                    Some(Passage::Statement(statement)) => Some(*statement),
                    _ => None,
                };
                (numbered.number(*key, 0), dates.number(*passage), statement)
            }));
            entries.sort_unstable();
            for entries in entries.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
                let (lane, date, _) = entries[0];
                said.clear();
                said.extend(entries.iter().filter_map(|(_, _, statement)| *statement));
                said.dedup();
                let item = Item::new(event, dates.passage(date), &said, &mut several);
                numbered.lanes[lane].1 += 1;
                // There are fewer lanes than bytes of the files.
                items.push((u32::try_from(lane).unwrap_or(u32::MAX), item));
            }
        }
        Self { lanes: numbered.lanes, items, several }
    }
}

/// Items in the order of their places. Those at the dates of their events mostly come so; between them the few others
/// are put.
fn in_order(timeline: &Timeline, mut items: Vec<Item>, several: &Lists<StatementIx>) -> Vec<Item> {
    let mut others = Vec::new();
    items.retain(|item| {
        others.extend(item.dated_by().map(|_| *item));
        item.dated_by().is_none()
    });
    if !items.is_sorted_by_key(|item| timeline.rank(item.event)) {
        items.sort_by_key(|item| timeline.rank(item.event));
    }
    let place = |item: &Item| place(timeline, item, item.said(several));
    others.sort_by_cached_key(place);
    // From the last on each makes room for itself and those before it.
    let mut end = items.len();
    items.extend_from_slice(&others);
    for (before, other) in others.iter().enumerate().rev() {
        let place_of_other = place(other);
        let at = items[..end].partition_point(|item| place(item) <= place_of_other);
        items.copy_within(at..end, at + before + 1);
        items[at + before] = *other;
        end = at;
    }
    items
}

/// The dates that an event has in lanes, numbered: its own first, then those of its passages.
struct Dates<'t> {
    timeline: &'t Timeline,
    /// The same, where records are read that need not be kept.
    unread: &'t Timeline,
    own: Option<&'t When>,
    others: Vec<(Passage, &'t When)>,
}

impl<'t> Dates<'t> {
    fn of(timeline: &'t Timeline, unread: &'t Timeline, event: EventIx) -> Self {
        Self { timeline, unread, own: timeline.event(event).when(), others: Vec::new() }
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
            Passage::Statement(statement) => self.unread.statement(statement).date(),
            evidence @ Passage::Evidence(..) => self.unread.passage(evidence).dated(),
        };
        date.map(Date::text)
    }

    fn own_text(&self, passage: Passage) -> Option<&'t str> {
        self.unread.event(passage.event(self.timeline)).date().map(Date::text)
    }

    /// The passage that has the date of a number; nothing where that is the event's own.
    fn passage(&self, number: usize) -> Option<Passage> {
        number.checked_sub(1).and_then(|nth| self.others.get(nth)).map(|(passage, _)| *passage)
    }
}
