//! Lanes: chosen events drawn apart, a line each for every actor, tag, place or source.

mod gather;
mod item;
mod kind;
mod link;
mod stack;

pub use item::Item;
pub use kind::{KINDS, KindRow, LaneKind, LaneSort, SORTS, SortRow};
pub use link::{Link, Spot, links};
pub use stack::{Stack, stack, stack_at_most};

use std::cmp::Reverse;

use super::date::{Instant, When};
use super::timeline::{ActorIx, EventIx, Lists, SourceIx, StatementIx, Timeline};
use kind::Members;

/// Lanes in order, with what they are and how they are sorted.
#[derive(Debug, Clone)]
pub struct Lanes {
    /// What a lane is.
    pub kind: LaneKind,
    /// In what order they stand.
    pub sort: LaneSort,
    /// The lanes; that of what has none of the kind comes last, however they are sorted.
    pub lanes: Vec<Lane>,
}

/// One lane.
#[derive(Debug, Clone)]
pub struct Lane {
    /// Whose it is.
    pub of: LaneOf,
    /// Its name as the file has it, not yet made safe: `Ama Osei`, `safety`, `without a tag`.
    pub label: String,
    /// What lies in it, in the order of time, undated last.
    pub items: Vec<Item>,
    /// What is said in items in which it is more than one statement.
    several: Lists<StatementIx>,
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

impl Lanes {
    /// The lanes of these events, each given once, in whatever order.
    ///
    /// Every event is in at least one lane, and so is every statement of it.
    #[must_use]
    pub fn of(timeline: &Timeline, events: &[EventIx], kind: LaneKind, sort: LaneSort) -> Self {
        let mut lanes = gather::lanes(timeline, events, kind);
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
    /// What belongs to the lane of what is said in one of its items, at the date of that: of an actor what they say, of a
    /// source what it carries, else all; in the order of the file.
    #[must_use]
    pub fn said<'l>(&'l self, item: &'l Item) -> &'l [StatementIx] {
        item.said(&self.several)
    }

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
fn place(timeline: &Timeline, item: &Item, said: &[StatementIx]) -> InTime {
    let at = |at: Option<Instant>| at.unwrap_or(Instant(i64::MAX));
    let when = item
        .when(timeline)
        .map_or((true, Instant(0), Instant(0)), |when| (false, at(when.instant()), at(when.latest())));
    (when.0, when.1, when.2, timeline.rank(item.event), said.first().copied())
}

fn sort_lanes(timeline: &Timeline, lanes: &mut [Lane], sort: LaneSort) {
    lanes.sort_by_cached_key(|lane| {
        let count = (sort == LaneSort::Count).then_some(Reverse(lane.items.len()));
        let name = (sort == LaneSort::Name).then(|| lane.label.to_lowercase());
        (
            lane.of == LaneOf::Nothing,
            count,
            name,
            lane.items.first().map(|first| place(timeline, first, lane.said(first))),
        )
    });
}
