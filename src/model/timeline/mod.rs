//! A Document that holds together: references resolved, events in order, read by index.

mod actor;
mod circles;
mod citations;
mod concern;
mod disputes;
mod event;
mod known;
mod listed;
mod lookup;
mod order;
mod origins;
mod passage;
mod quotes;
mod resolve;
mod run;
mod sets;
mod source;
mod statement;
mod support;
mod terms;
mod times;
mod words;

pub use actor::ActorView;
pub use citations::CYCLE;
pub use disputes::{DisputeView, Holder, SideView};
pub use event::EventView;
pub use lookup::REFERENCE;
pub use origins::{MOST as MOST_ORIGINS, OriginCount, Origins};
pub use passage::{Passage, PassageView};
pub use quotes::{Bearer, QuoteView};
pub use source::SourceView;
pub use statement::StatementView;
pub use support::{Resting, Support, Weight};
pub use terms::{Facet, Term, Terms};
pub use times::InTime;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use super::date::zone_minutes;
use super::document::{Document, Statement};
use super::finding::Finding;
use super::place::Files;
use super::verdict::Verdict;

macro_rules! index_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// As a plain index.
            #[must_use]
            pub const fn at(self) -> usize {
                self.0 as usize
            }

            /// Of a plain index.
            #[must_use]
            pub fn of(at: usize) -> Self {
                Self(u32::try_from(at).unwrap_or(u32::MAX))
            }
        }
    };
}

index_type! {
    /// An event, by its place in the files.
    EventIx
}
index_type! {
    /// An actor, by its place in the files.
    ActorIx
}
index_type! {
    /// A source, by its place in the files.
    SourceIx
}
index_type! {
    /// A statement, by its place in the files.
    StatementIx
}
index_type! {
    /// A dispute, by its place in the files.
    DisputeIx
}
index_type! {
    /// A quote, by its place among those of statements, of evidence and of disputes, in this order.
    QuoteIx
}

/// A step of an attribution: through whom a source has a statement, or where a chain begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Via {
    /// Another source.
    Source(SourceIx),
    /// A person or body.
    Actor(ActorIx),
}

impl Via {
    /// The source, if it is one.
    #[must_use]
    pub const fn source(self) -> Option<SourceIx> {
        if let Self::Source(source) = self { Some(source) } else { None }
    }

    /// The person or body, if it is one.
    #[must_use]
    pub const fn actor(self) -> Option<ActorIx> {
        if let Self::Actor(actor) = self { Some(actor) } else { None }
    }
}

/// Where a statement stands, and what its references name.
#[derive(Debug, Clone)]
struct StatementRow {
    event: EventIx,
    nth: u32,
    speaker: Option<ActorIx>,
    source: Option<SourceIx>,
    via: Vec<Via>,
    revises: Vec<StatementIx>,
}

/// What an event's references name.
#[derive(Debug, Clone, Default)]
struct EventRow {
    first_statement: u32,
    actors: Vec<ActorIx>,
    evidence: Vec<Option<SourceIx>>,
}

/// Posting lists, each in the order of time.
#[derive(Debug, Clone, Default)]
struct Index {
    statements_of_actor: Vec<Vec<StatementIx>>,
    events_of_actor: Vec<Vec<EventIx>>,
    actors_by_weight: Vec<ActorIx>,
    passages_of_source: Vec<Vec<Passage>>,
    statements_via: Vec<Vec<StatementIx>>,
    folded: words::FoldedWords,
    times: times::Times,
}

/// A timeline: documents put together, with their references resolved.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    document: Arc<Document>,
    files: Files,
    events: Vec<EventRow>,
    statements: Vec<StatementRow>,
    actor_ids: HashMap<String, ActorIx>,
    source_ids: HashMap<String, SourceIx>,
    event_ids: HashMap<String, EventIx>,
    statement_ids: HashMap<String, StatementIx>,
    order: Vec<EventIx>,
    rank: Vec<u32>,
    order_is_open: Vec<bool>,
    index: Index,
    terms: terms::TermTable,
    disputes: Vec<disputes::DisputeRow>,
    concern: concern::Concern,
    bearers: Vec<Bearer>,
    verdicts: Vec<Verdict>,
    /// The events with a quote that a copy does not bear out.
    refuted: HashSet<EventIx>,
    citations: citations::Citations,
    origins: origins::OriginTable,
    weights: Vec<OnceLock<Weight>>,
    listed: listed::Listed,
    /// What was known, where it is looked at as it was known on a day.
    known: Option<Arc<known::Known>>,
}

impl Timeline {
    /// Puts the documents of `files` together and resolves their references.
    ///
    /// A reference that points nowhere, and an id that is given twice, is a finding; the rest stands.
    #[must_use]
    pub fn new(documents: Vec<Document>, files: Files) -> (Self, Vec<Finding>) {
        let (document, mut findings) = resolve::put_together(documents);
        let mut timeline = Self { document: Arc::new(document), files, ..Self::default() };
        findings.extend(timeline.resolve());
        timeline.list_all();
        timeline.put_in_order();
        timeline.build_index();
        timeline.terms = terms::TermTable::new(&timeline, &timeline);
        timeline.resolve_disputes();
        timeline.number_quotes();
        timeline.list_quotes();
        findings.extend(timeline.follow_citations());
        (timeline, findings)
    }

    /// The title, or the name of the first file.
    #[must_use]
    pub fn title(&self) -> &str {
        let named = self.document.title.as_deref();
        named.or_else(|| self.files.all().first().map(|file| file.name.as_str())).unwrap_or("annals")
    }

    /// The documents as one, with all that the files hold, whatever was known of it.
    #[must_use]
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The files it was read from.
    #[must_use]
    pub fn files(&self) -> &Files {
        &self.files
    }

    /// Every event in the order of time, undated ones last.
    #[must_use]
    pub fn order(&self) -> &[EventIx] {
        &self.order
    }

    /// The place of an event in [`Timeline::order`].
    #[must_use]
    pub fn rank(&self, event: EventIx) -> usize {
        self.rank[event.at()] as usize
    }

    /// Could the event as well stand elsewhere in the order, as vague dates are filled in?
    #[must_use]
    pub fn order_is_open(&self, event: EventIx) -> bool {
        self.order_is_open[event.at()]
    }

    /// An event.
    #[must_use]
    pub fn event(&self, ix: EventIx) -> EventView<'_> {
        EventView { timeline: self, ix }
    }

    /// An actor.
    #[must_use]
    pub fn actor(&self, ix: ActorIx) -> ActorView<'_> {
        ActorView { timeline: self, ix }
    }

    /// A source.
    #[must_use]
    pub fn source(&self, ix: SourceIx) -> SourceView<'_> {
        SourceView { timeline: self, ix }
    }

    /// A statement.
    #[must_use]
    pub fn statement(&self, ix: StatementIx) -> StatementView<'_> {
        StatementView { timeline: self, ix }
    }

    /// A quoted passage.
    #[must_use]
    pub fn passage(&self, passage: Passage) -> PassageView<'_> {
        PassageView { timeline: self, passage }
    }

    /// Every event, in the order of the files.
    #[must_use]
    pub fn events(&self) -> impl ExactSizeIterator<Item = EventIx> + use<'_> {
        self.listed.events.iter().copied()
    }

    /// Every actor, in the order of the files.
    #[must_use]
    pub fn actors(&self) -> impl ExactSizeIterator<Item = ActorIx> + use<'_> {
        self.listed.actors.iter().copied()
    }

    /// Every actor, those with the most statements first, then those with the most events.
    #[must_use]
    pub fn actors_by_weight(&self) -> &[ActorIx] {
        &self.index.actors_by_weight
    }

    /// Every source, in the order of the files.
    #[must_use]
    pub fn sources(&self) -> impl ExactSizeIterator<Item = SourceIx> + use<'_> {
        self.listed.sources.iter().copied()
    }

    /// The place of a source among [`Timeline::sources`].
    #[must_use]
    pub fn place_of_source(&self, ix: SourceIx) -> Option<usize> {
        self.listed.sources.binary_search(&ix).ok()
    }

    /// Every statement, in the order of the files.
    #[must_use]
    pub fn statements(&self) -> impl ExactSizeIterator<Item = StatementIx> + use<'_> {
        self.listed.statements.iter().copied()
    }

    /// The actor of an id.
    #[must_use]
    pub fn actor_named(&self, id: &str) -> Option<ActorIx> {
        self.actor_ids.get(id).copied()
    }

    /// The source of an id.
    #[must_use]
    pub fn source_named(&self, id: &str) -> Option<SourceIx> {
        self.source_ids.get(id).copied()
    }

    /// The event of an id, or of `@N`, its place in the files counted from one.
    #[must_use]
    pub fn event_named(&self, id: &str) -> Option<EventIx> {
        if let Some(place) = id.strip_prefix('@') {
            let place: usize = place.parse().ok()?;
            return (1..=self.document.events.len()).contains(&place).then(|| EventIx::of(place - 1));
        }
        self.event_ids.get(id).copied()
    }

    /// The statement of an id.
    #[must_use]
    pub fn statement_named(&self, id: &str) -> Option<StatementIx> {
        self.statement_ids.get(id).copied()
    }

    /// The statements of an actor, in the order in which they were made.
    #[must_use]
    pub fn statements_of(&self, actor: ActorIx) -> &[StatementIx] {
        &self.index.statements_of_actor[actor.at()]
    }

    /// The events in which an actor takes part or speaks, in order.
    #[must_use]
    pub fn events_of(&self, actor: ActorIx) -> &[EventIx] {
        &self.index.events_of_actor[actor.at()]
    }

    /// The passages of a source, in order of their events.
    #[must_use]
    pub fn passages_of(&self, source: SourceIx) -> &[Passage] {
        &self.index.passages_of_source[source.at()]
    }

    /// The zone in which its days begin, minutes east of UTC.
    #[must_use]
    pub fn offset(&self) -> i32 {
        self.document.timezone.as_deref().and_then(zone_minutes).unwrap_or(0)
    }

    fn statement_record(&self, ix: StatementIx) -> &Statement {
        let row = &self.statements[ix.at()];
        &self.document.events[row.event.at()].statements[row.nth as usize]
    }
}
