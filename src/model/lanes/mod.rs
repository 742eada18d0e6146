//! Lanes: chosen events drawn apart, a line each for every actor, tag, place or source.

mod kind;
mod link;
mod stack;

pub use kind::{KINDS, KindRow, LaneKind, LaneSort, SORTS, SortRow};
pub use link::{Link, Spot, links};
pub use stack::{Stack, stack, stack_at_most};

use std::cmp::Reverse;
use std::collections::HashMap;

use foldhash::fast::RandomState;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use rayon::slice::ParallelSlice;
use smallvec::SmallVec;

use super::date::{Date, Instant, When};
use super::timeline::{ActorIx, EventIx, Passage, SourceIx, StatementIx, Timeline};
use kind::{Key, Member, Members};

/// Lanes in order, with what they are and how they are sorted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lanes {
    /// What a lane is.
    pub kind: LaneKind,
    /// In what order they stand.
    pub sort: LaneSort,
    /// The lanes; that of what has none of the kind comes last, however they are sorted.
    pub lanes: Vec<Lane>,
}

/// One lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// Whose it is.
    pub of: LaneOf,
    /// Its name as the file has it, not yet made safe: `Ama Osei`, `safety`, `without a tag`.
    pub label: String,
    /// What lies in it, in the order of time, undated last.
    pub items: Vec<Item>,
}

/// Whose lane it is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum LaneOf {
    /// An actor's: where they take part, and what they say.
    Actor(ActorIx),
    /// A tag's.
    Tag(String),
    /// A place's.
    Place(String),
    /// A source's: what it carries.
    Source(SourceIx),
    /// Of what has none of the kind.
    Nothing,
}

/// An event in a lane, at one date. What was said at another date than the event's is an item of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The event.
    pub event: EventIx,
    /// What belongs to the lane of what is said in it at this date: of an actor what they say, of a
    /// source what it carries, else all; in the order of the file.
    pub statements: SmallVec<[StatementIx; 4]>,
    /// The passage that has the date: a statement `said` then, evidence that dates the event
    /// otherwise. Nothing where the date is the event's own.
    pub dated_by: Option<Passage>,
}

impl Item {
    /// When it is.
    #[must_use]
    pub fn date<'t>(&self, timeline: &'t Timeline) -> Option<&'t Date> {
        match self.dated_by {
            None => timeline.event(self.event).date(),
            Some(Passage::Statement(statement)) => timeline.statement(statement).date(),
            Some(evidence) => timeline.passage(evidence).dated(),
        }
    }

    /// The bounds of that date, without reading its record.
    #[must_use]
    pub fn when<'t>(&self, timeline: &'t Timeline) -> Option<&'t When> {
        match self.dated_by {
            None => timeline.event(self.event).when(),
            Some(Passage::Statement(statement)) => timeline.statement(statement).when(),
            Some(evidence) => timeline.passage(evidence).when(),
        }
    }

    /// Is the lane only mentioned, with nothing said in it?
    #[must_use]
    pub fn is_mention(&self) -> bool {
        self.statements.is_empty()
    }
}

/// How many events are put into lanes by one thread before it takes the next of them.
const SHARE: usize = 16_384;

impl Lanes {
    /// The lanes of these events, each given once, in whatever order.
    ///
    /// Every event is in at least one lane, and so is every statement of it.
    #[must_use]
    pub fn of(timeline: &Timeline, events: &[EventIx], kind: LaneKind, sort: LaneSort) -> Self {
        let gathered = |events: &[EventIx]| {
            let mut builder = Builder::new(timeline, kind);
            events.iter().for_each(|event| builder.take(*event));
            builder
        };
        let parts: Vec<Builder> = events.par_chunks(SHARE).map(gathered).collect();
        let mut all = Builder::new(timeline, kind);
        parts.into_iter().for_each(|part| all.append(part));
        let lane = |(key, shares): (Key, Vec<Vec<Item>>)| {
            let items = put_in_order(timeline, shares.into_iter().flatten());
            Lane { of: key.owned(), label: key.label(timeline, kind), items }
        };
        let mut lanes: Vec<Lane> = all.lanes.into_par_iter().map(lane).collect();
        sort_lanes(timeline, &mut lanes, sort);
        Self { kind, sort, lanes }
    }

    /// Where an event lies: in every lane that it is in, in their order.
    #[must_use]
    pub fn spots_of(&self, timeline: &Timeline, event: EventIx) -> Vec<(Spot, &Item)> {
        let mut members = Members::room(timeline);
        let of: Vec<LaneOf> = members.of(self.kind.row(), event).iter().map(|member| member.key.owned()).collect();
        let lanes = self.lanes.iter().enumerate().filter(|(_, lane)| of.contains(&lane.of));
        let spots = lanes.flat_map(|(at, lane)| {
            let own = lane.items.iter().enumerate().filter(|(_, item)| item.event == event);
            own.map(move |(item, held)| (Spot { lane: at, item }, held))
        });
        spots.collect()
    }

    /// Every date in them, for an axis over them all.
    pub fn dates<'t>(&self, timeline: &'t Timeline) -> impl Iterator<Item = &'t When> {
        self.lanes.iter().flat_map(|lane| &lane.items).filter_map(|item| item.when(timeline))
    }
}

impl Lane {
    /// The first thing that is at or after an instant by that which puts it in order.
    #[must_use]
    pub fn first_from(&self, timeline: &Timeline, from: Instant) -> Option<usize> {
        let at = self.items.partition_point(|item| begin(timeline, item) < (false, from));
        self.items.get(at).filter(|item| item.when(timeline).and_then(When::instant).is_some()).map(|_| at)
    }

    /// The last instant before another by which a thing is put in order.
    #[must_use]
    pub fn last_before(&self, timeline: &Timeline, end: Instant) -> Option<Instant> {
        let behind = self.items.partition_point(|item| begin(timeline, item) < (false, end));
        self.items.get(behind.checked_sub(1)?)?.when(timeline)?.instant()
    }

    /// The thing nearest to an instant, of several the first; the first of all where none has a date.
    #[must_use]
    pub fn nearest(&self, timeline: &Timeline, at: Instant) -> usize {
        let behind = self.first_from(timeline, at);
        let before = self.last_before(timeline, at);
        let away = |other: Instant| other.0.abs_diff(at.0);
        let instant = behind.and_then(|item| self.items[item].when(timeline)?.instant());
        match (before, instant) {
            (Some(before), Some(instant)) if away(instant) < away(before) => behind.unwrap_or(0),
            (Some(before), _) => self.first_from(timeline, before).unwrap_or(0),
            (None, _) => behind.unwrap_or(0),
        }
    }
}

/// What puts a thing in order before all else: undated ones stand last, and before them what is open on both sides.
fn begin(timeline: &Timeline, item: &Item) -> (bool, Instant) {
    item.when(timeline).map_or((true, Instant(0)), |when| (false, when.instant().unwrap_or(Instant(i64::MAX))))
}

/// What puts things in order.
type InTime = (bool, Instant, Instant, usize, Option<StatementIx>);

/// Dated before undated, then as [`When::order`] has it, then in the order of the events and statements.
fn place(timeline: &Timeline, item: &Item) -> InTime {
    let at = |at: Option<Instant>| at.unwrap_or(Instant(i64::MAX));
    let when = item
        .when(timeline)
        .map_or((true, Instant(0), Instant(0)), |when| (false, at(when.instant()), at(when.latest())));
    (when.0, when.1, when.2, timeline.rank(item.event), item.statements.first().copied())
}

/// Items in the order of their places. Those at the dates of their events mostly come so; between them the few others
/// are put.
fn put_in_order(timeline: &Timeline, items: impl Iterator<Item = Item>) -> Vec<Item> {
    let (mut own, mut others): (Vec<Item>, Vec<Item>) = items.partition(|item| item.dated_by.is_none());
    if !own.is_sorted_by_key(|item| timeline.rank(item.event)) {
        own.sort_by_key(|item| timeline.rank(item.event));
    }
    if others.is_empty() {
        return own;
    }
    others.sort_by_cached_key(|item| place(timeline, item));
    let mut all = Vec::with_capacity(own.len() + others.len());
    let mut own = own.into_iter();
    for other in others {
        let place_of_other = place(timeline, &other);
        let before = own.as_slice().partition_point(|item| place(timeline, item) <= place_of_other);
        all.extend(own.by_ref().take(before));
        all.push(other);
    }
    all.extend(own);
    all
}

fn sort_lanes(timeline: &Timeline, lanes: &mut [Lane], sort: LaneSort) {
    lanes.sort_by_cached_key(|lane| {
        let count = (sort == LaneSort::Count).then_some(Reverse(lane.items.len()));
        let name = (sort == LaneSort::Name).then(|| lane.label.to_lowercase());
        (lane.of == LaneOf::Nothing, count, name, lane.items.first().map(|first| place(timeline, first)))
    });
}

/// Puts events into lanes, making each lane where it is first met.
struct Builder<'t> {
    timeline: &'t Timeline,
    kind: LaneKind,
    numbers: HashMap<Key<'t>, usize, RandomState>,
    /// The items of each lane, those of each share by themselves.
    lanes: Vec<(Key<'t>, Vec<Vec<Item>>)>,
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
            let statements = entries.iter().filter_map(|(_, _, statement)| *statement).collect();
            let item = Item { event, statements, dated_by: dates.passage(date) };
            match self.lanes[lane].1.first_mut() {
                Some(items) => items.push(item),
                None => self.lanes[lane].1.push(vec![item]),
            }
        }
        entries.clear();
        self.entries = entries;
    }

    /// Puts what another gathered behind this.
    fn append(&mut self, other: Self) {
        for (key, items) in other.lanes {
            let lane = lane(&mut self.numbers, &mut self.lanes, key);
            self.lanes[lane].1.extend(items);
        }
    }
}

/// The number of a lane, made where there is none.
fn lane<'t>(
    numbers: &mut HashMap<Key<'t>, usize, RandomState>,
    lanes: &mut Vec<(Key<'t>, Vec<Vec<Item>>)>,
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

    /// The passage that has the date of a number; nothing where that is the event's own.
    fn passage(&self, number: usize) -> Option<Passage> {
        number.checked_sub(1).and_then(|nth| self.others.get(nth)).map(|(passage, _)| *passage)
    }
}
