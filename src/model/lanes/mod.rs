//! Lanes: chosen events drawn apart, a line each for every actor, tag, place or source.

mod kind;
mod link;
mod stack;

pub use kind::{KINDS, KindRow, LaneKind, LaneSort, SORTS, SortRow};
pub use link::{Link, Spot, links};
pub use stack::{Stack, stack};

use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;

use super::date::{Date, When};
use super::timeline::{ActorIx, EventIx, Passage, SourceIx, StatementIx, Timeline};
use kind::{Key, Member};

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
    pub statements: Vec<StatementIx>,
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

impl Lanes {
    /// The lanes of these events, each given once, in whatever order.
    ///
    /// Every event is in at least one lane, and so is every statement of it.
    #[must_use]
    pub fn of(timeline: &Timeline, events: &[EventIx], kind: LaneKind, sort: LaneSort) -> Self {
        let mut builder = Builder { timeline, kind, numbers: HashMap::new(), lanes: Vec::new() };
        for event in events {
            builder.take(*event);
        }
        let mut lanes = builder.lanes;
        for lane in &mut lanes {
            lane.items.sort_by(|one, other| in_time(timeline, one, other));
        }
        sort_lanes(timeline, &mut lanes, sort);
        Self { kind, sort, lanes }
    }

    /// Every date in them, for an axis over them all.
    pub fn dates<'t>(&self, timeline: &'t Timeline) -> impl Iterator<Item = &'t When> {
        self.lanes.iter().flat_map(|lane| &lane.items).filter_map(|item| item.when(timeline))
    }
}

/// Dated before undated, then as [`When::order`] has it, then in the order of the events and statements.
fn in_time(timeline: &Timeline, one: &Item, other: &Item) -> Ordering {
    let place = |item: &Item| (timeline.rank(item.event), item.statements.first().copied());
    let by_date = match (one.when(timeline), other.when(timeline)) {
        (Some(one), Some(other)) => one.order(other),
        (one, other) => other.is_some().cmp(&one.is_some()),
    };
    by_date.then_with(|| place(one).cmp(&place(other)))
}

fn sort_lanes(timeline: &Timeline, lanes: &mut [Lane], sort: LaneSort) {
    lanes.sort_by(|one, other| {
        let is_rest = |lane: &Lane| lane.of == LaneOf::Nothing;
        let by_first = || match (one.items.first(), other.items.first()) {
            (Some(one), Some(other)) => in_time(timeline, one, other),
            _ => Ordering::Equal,
        };
        let by_sort = || match sort {
            LaneSort::First => Ordering::Equal,
            LaneSort::Count => Reverse(one.items.len()).cmp(&Reverse(other.items.len())),
            LaneSort::Name => one.label.to_lowercase().cmp(&other.label.to_lowercase()),
        };
        is_rest(one).cmp(&is_rest(other)).then_with(by_sort).then_with(by_first)
    });
}

/// Puts events into lanes, making each lane where it is first met.
struct Builder<'t> {
    timeline: &'t Timeline,
    kind: LaneKind,
    numbers: HashMap<Key<'t>, usize>,
    lanes: Vec<Lane>,
}

impl<'t> Builder<'t> {
    fn take(&mut self, event: EventIx) {
        let members = self.kind.row().members(self.timeline, event);
        let mut dates = Dates::of(self.timeline, event);
        let mut entries: Vec<(usize, usize, Option<StatementIx>)> = members
            .into_iter()
            .map(|Member { key, passage }| {
                let statement = match passage {
                    Some(Passage::Statement(statement)) => Some(statement),
                    _ => None,
                };
                (self.lane(key), dates.number(passage), statement)
            })
            .collect();
        entries.sort_unstable();
        entries.dedup();
        for entries in entries.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
            let (lane, date, _) = entries[0];
            let statements = entries.iter().filter_map(|(_, _, statement)| *statement).collect();
            self.lanes[lane].items.push(Item { event, statements, dated_by: dates.passages[date] });
        }
    }

    /// The number of a lane, made where there is none.
    fn lane(&mut self, key: Key<'t>) -> usize {
        *self.numbers.entry(key).or_insert_with(|| {
            let label = key.label(self.timeline, self.kind);
            self.lanes.push(Lane { of: key.owned(), label, items: Vec::new() });
            self.lanes.len() - 1
        })
    }
}

/// The dates that an event has in lanes, numbered: its own first, then those of its passages.
struct Dates<'t> {
    timeline: &'t Timeline,
    passages: Vec<Option<Passage>>,
    numbers: HashMap<Option<&'t str>, usize>,
}

impl<'t> Dates<'t> {
    fn of(timeline: &'t Timeline, event: EventIx) -> Self {
        let own = timeline.event(event).date().map(Date::text);
        Self { timeline, passages: vec![None], numbers: HashMap::from([(own, 0)]) }
    }

    /// The number of the date at which a passage stands; all dates of a timeline are read in one zone, so
    /// the same text is the same date.
    fn number(&mut self, passage: Option<Passage>) -> usize {
        let date = match passage {
            None => None,
            Some(Passage::Statement(statement)) => self.timeline.statement(statement).date(),
            Some(evidence) => self.timeline.passage(evidence).dated(),
        };
        let Some(date) = date else { return 0 };
        *self.numbers.entry(Some(date.text())).or_insert_with(|| {
            self.passages.push(passage);
            self.passages.len() - 1
        })
    }
}
