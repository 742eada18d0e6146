//! What a lane can be: the table of kinds, and that of orders.

use super::LaneOf;
use crate::model::timeline::{ActorIx, EventIx, Passage, SourceIx, Timeline};

/// What a lane is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LaneKind {
    /// An actor.
    #[default]
    Actors,
    /// A tag.
    Tags,
    /// A place.
    Places,
    /// A source.
    Sources,
}

/// A row of the table of kinds.
pub struct KindRow {
    /// The kind.
    pub kind: LaneKind,
    /// Its name: `actors`.
    pub name: &'static str,
    /// What lies in such a lane, in a line.
    pub doc: &'static str,
    /// The name of the last lane, of what has none: `without an actor`.
    pub without: &'static str,
    fill: for<'t> fn(&mut Members<'t>),
}

/// The kinds of lanes, in the order in which one follows the other.
pub const KINDS: &[KindRow] = &[
    KindRow {
        kind: LaneKind::Actors,
        name: "actors",
        doc: "a lane an actor: where they take part, and what they say",
        without: "without an actor",
        fill: actors,
    },
    KindRow {
        kind: LaneKind::Tags,
        name: "tags",
        doc: "a lane a tag of the events",
        without: "without a tag",
        fill: tags,
    },
    KindRow {
        kind: LaneKind::Places,
        name: "places",
        doc: "a lane a place of the events",
        without: "without a place",
        fill: places,
    },
    KindRow {
        kind: LaneKind::Sources,
        name: "sources",
        doc: "a lane a source: what it carries, dated as it dates it",
        without: "without a source",
        fill: sources,
    },
];

impl LaneKind {
    /// Its row in [`KINDS`].
    #[must_use]
    pub fn row(self) -> &'static KindRow {
        KINDS.iter().find(|row| row.kind == self).unwrap_or(&KINDS[0])
    }

    /// The kind of a name in [`KINDS`].
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        KINDS.iter().find(|row| row.name == name).map(|row| row.kind)
    }

    /// The kind after it; after the last the first.
    #[must_use]
    pub fn next(self) -> Self {
        let at = KINDS.iter().position(|row| row.kind == self).unwrap_or(0);
        KINDS[(at + 1) % KINDS.len()].kind
    }
}

/// In what order lanes stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LaneSort {
    /// By their first item.
    #[default]
    First,
    /// Those with the most items first.
    Count,
    /// By name.
    Name,
}

/// A row of the table of orders.
pub struct SortRow {
    /// The order.
    pub sort: LaneSort,
    /// Its name: `first`.
    pub name: &'static str,
    /// What comes first, in a line.
    pub doc: &'static str,
}

/// The orders of lanes, in the order in which one follows the other.
pub const SORTS: &[SortRow] = &[
    SortRow { sort: LaneSort::First, name: "first", doc: "by first appearance" },
    SortRow { sort: LaneSort::Count, name: "count", doc: "the fullest first" },
    SortRow { sort: LaneSort::Name, name: "name", doc: "by name" },
];

impl LaneSort {
    /// Its row in [`SORTS`].
    #[must_use]
    pub fn row(self) -> &'static SortRow {
        SORTS.iter().find(|row| row.sort == self).unwrap_or(&SORTS[0])
    }

    /// The order of a name in [`SORTS`].
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        SORTS.iter().find(|row| row.name == name).map(|row| row.sort)
    }

    /// The order after it; after the last the first.
    #[must_use]
    pub fn next(self) -> Self {
        let at = SORTS.iter().position(|row| row.sort == self).unwrap_or(0);
        SORTS[(at + 1) % SORTS.len()].sort
    }
}

/// [`LaneOf`], borrowed while lanes are looked up.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key<'t> {
    Actor(ActorIx),
    Tag(&'t str),
    Place(&'t str),
    Source(SourceIx),
    Nothing,
}

impl Key<'_> {
    pub fn owned(self) -> LaneOf {
        match self {
            Self::Actor(actor) => LaneOf::Actor(actor),
            Self::Tag(tag) => LaneOf::Tag(tag.to_owned()),
            Self::Place(place) => LaneOf::Place(place.to_owned()),
            Self::Source(source) => LaneOf::Source(source),
            Self::Nothing => LaneOf::Nothing,
        }
    }

    pub fn label(self, timeline: &Timeline, kind: LaneKind) -> String {
        match self {
            Self::Actor(actor) => timeline.actor(actor).shown_name(),
            Self::Source(source) => timeline.source(source).tell_name(str::to_owned),
            Self::Tag(text) | Self::Place(text) => text.to_owned(),
            Self::Nothing => kind.row().without.to_owned(),
        }
    }
}

/// That an event is in a lane: by itself, or by one of its passages.
#[derive(Clone, Copy)]
pub struct Member<'t> {
    pub key: Key<'t>,
    pub passage: Option<Passage>,
}

/// The lanes of one event, as they are found.
pub struct Members<'t> {
    timeline: &'t Timeline,
    event: EventIx,
    found: Vec<Member<'t>>,
}

impl<'t> Members<'t> {
    /// Room for those of one event after the other.
    pub fn room(timeline: &'t Timeline) -> Self {
        Self { timeline, event: EventIx::default(), found: Vec::new() }
    }

    /// Every lane of an event; that of nothing where it has none of the kind.
    pub fn of(&mut self, kind: &KindRow, event: EventIx) -> &[Member<'t>] {
        self.event = event;
        self.found.clear();
        (kind.fill)(self);
        if self.found.is_empty() {
            self.put_whole(Key::Nothing);
        }
        &self.found
    }

    fn put(&mut self, key: Key<'t>, passage: Option<Passage>) {
        self.found.push(Member { key, passage });
    }

    /// The event itself, and all that is said in it.
    fn put_whole(&mut self, key: Key<'t>) {
        self.put(key, None);
        for statement in self.timeline.event(self.event).statements() {
            self.put(key, Some(Passage::Statement(statement)));
        }
    }
}

fn actors(members: &mut Members) {
    let event = members.timeline.event(members.event);
    for actor in event.actors() {
        members.put(Key::Actor(*actor), None);
    }
    for statement in event.statements() {
        let speaker = members.timeline.statement(statement).speaker();
        members.put(speaker.map_or(Key::Nothing, Key::Actor), Some(Passage::Statement(statement)));
    }
}

fn tags(members: &mut Members) {
    for tag in members.timeline.event(members.event).tags() {
        members.put_whole(Key::Tag(tag));
    }
}

fn places(members: &mut Members) {
    if let Some(place) = members.timeline.event(members.event).place() {
        members.put_whole(Key::Place(place));
    }
}

fn sources(members: &mut Members) {
    for passage in members.timeline.event(members.event).passages() {
        let source = members.timeline.passage(passage).source();
        members.put(source.map_or(Key::Nothing, Key::Source), Some(passage));
    }
}
