//! A Document that holds together: references resolved, events in order, read by index.

mod actor;
mod again;
mod asked;
mod circles;
mod citations;
mod concern;
mod disputes;
mod event;
mod gather;
mod ids;
mod index;
mod known;
mod listed;
mod lists;
mod lookup;
mod names;
mod order;
mod origins;
mod passage;
mod passed;
mod passing;
mod postings;
mod quotes;
mod registry;
mod resolve;
mod rows;
mod run;
mod sets;
mod signs;
mod sought;
mod source;
mod sparse;
mod statement;
mod support;
mod terms;
mod times;
mod values;
mod words;

pub use actor::ActorView;
pub use citations::CYCLE;
pub use disputes::{DisputeView, Holder, SideView};
pub use event::EventView;
pub(super) use lists::Lists;
pub use lookup::REFERENCE;
pub use origins::{MOST as MOST_ORIGINS, OriginCount, Origins};
pub use passage::{Passage, PassageView};
pub use quotes::{Bearer, QuoteView};
pub use sought::Sought;
pub use source::SourceView;
pub use statement::StatementView;
pub use support::{Resting, Support, Weight};
pub use terms::{Facet, Fit, Term, Terms};
pub use times::InTime;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, LazyLock, OnceLock};

use foldhash::fast::RandomState;

use super::date::zone_minutes;
use super::document::{Document, EventRef, Events, Evidence, GivenUp, Lost, Statement, Status};
use super::finding::Finding;
use super::place::Files;
use super::progress::Progress;
use super::verdict::Verdict;
use ids::Ids;
use registry::Registry;
use rows::Rows;

macro_rules! index_type {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

        impl From<usize> for $name {
            fn from(at: usize) -> Self {
                Self::of(at)
            }
        }

        impl From<$name> for usize {
            fn from(ix: $name) -> Self {
                ix.at()
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

/// The statements that each of some statements takes back or changes.
type Revises = HashMap<StatementIx, Vec<StatementIx>, RandomState>;

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

/// A timeline: documents put together, with their references resolved.
///
/// A clone shares everything. What not every use of a timeline wants is made when it is first wanted.
#[derive(Debug, Clone, Default)]
pub struct Timeline {
    document: Arc<Document>,
    /// The events of the document.
    records: Events,
    files: Files,
    rows: Arc<Rows>,
    actor_ids: Arc<Registry<ActorIx>>,
    source_ids: Arc<Registry<SourceIx>>,
    event_ids: Arc<Ids>,
    statement_ids: Arc<Ids>,
    revises: Arc<Revises>,
    order: Arc<order::Order>,
    /// Of each event, whether it could stand elsewhere.
    open: Arc<OnceLock<Vec<bool>>>,
    index: Arc<index::Index>,
    folded: words::FoldedWords,
    times: times::Times,
    terms: terms::TermTable,
    disputes: Arc<Vec<disputes::DisputeRow>>,
    concern: Arc<OnceLock<concern::Concern>>,
    bearers: Arc<OnceLock<Vec<Bearer>>>,
    verdicts: Option<Arc<Vec<Verdict>>>,
    /// The events with a quote that a copy does not bear out.
    refuted: Arc<HashSet<EventIx>>,
    citations: Arc<citations::Citations>,
    origins: Arc<origins::OriginTable>,
    origin_counts: Arc<OnceLock<Vec<origins::SmallCount>>>,
    weights: Arc<OnceLock<Box<[OnceLock<Weight>]>>>,
    listed: Arc<listed::Listed>,
    quotes_listed: Arc<OnceLock<Vec<QuoteIx>>>,
    /// What was known, where it is looked at as it was known on a day.
    known: Option<Arc<known::Known>>,
}

impl Timeline {
    /// Puts the documents of `files` together and resolves their references.
    ///
    /// What is wrong with an event that is read only now is a finding, and so is a reference that points nowhere and
    /// an id that is given twice; the rest stands.
    ///
    /// # Errors
    /// The file whose events cannot be read one at a time.
    pub fn new(documents: Vec<Document>, files: Files) -> Result<(Self, Vec<Finding>), GivenUp> {
        Self::after(None, documents, files, &Progress::default())
    }

    /// As [`Timeline::new`], which tells how many bytes of events it has read. Events that stand as in an `old` reading
    /// of the same file, with which nothing was wrong, are not read again.
    ///
    /// # Errors
    /// As [`Timeline::new`].
    pub fn after(
        old: Option<&Self>,
        documents: Vec<Document>,
        files: Files,
        progress: &Progress,
    ) -> Result<(Self, Vec<Finding>), GivenUp> {
        let (document, mut findings) = resolve::put_together(documents);
        let (timeline, found) = Self::resolve(document, files, old, progress)?;
        findings.extend(found);
        Ok((timeline, findings))
    }

    /// The same timeline, whose events are read anew when they are wanted and kept by nothing else: for going
    /// through many of them.
    #[must_use]
    pub fn unread(&self) -> Self {
        Self { records: self.records.unread(), ..self.clone() }
    }

    /// Makes the tables that every view asks for, so that nobody waits for them later.
    pub fn prepare(&self) {
        let _ = self.order();
        self.make_index();
        let _ = self.has_dispute(Status::Open);
        if !self.records.is_empty() {
            let _ = self.order_is_open(EventIx(0));
            let _ = self.origin_count(EventIx(0));
        }
    }

    /// What is amiss with the files to which events were left, where one was not there as before when it was read again:
    /// what was made of it is void then.
    #[must_use]
    pub fn lost(&self) -> Option<Lost> {
        self.records.lost()
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
        self.actor_ids.get(id)
    }

    /// The source of an id.
    #[must_use]
    pub fn source_named(&self, id: &str) -> Option<SourceIx> {
        self.source_ids.get(id)
    }

    /// The event of an id, or of `@N`, its place in the files counted from one.
    #[must_use]
    pub fn event_named(&self, id: &str) -> Option<EventIx> {
        if let Some(place) = id.strip_prefix('@') {
            let place: usize = place.parse().ok()?;
            return (1..=self.records.len()).contains(&place).then(|| EventIx::of(place - 1));
        }
        let mut found = self.event_ids.candidates(id);
        let has_id = |event: &EventRef| event.id.is_some_and(|own| own.text == id);
        found.find(|event| self.reads(*event, has_id)).map(EventIx)
    }

    /// The statement of an id.
    #[must_use]
    pub fn statement_named(&self, id: &str) -> Option<StatementIx> {
        let mut found = self.statement_ids.candidates(id).map(StatementIx);
        found.find(|statement| {
            let nth = self.rows.nth(*statement);
            let has_id = |event: &EventRef| {
                let own = event.statements.get(nth).and_then(|statement| statement.id);
                own.is_some_and(|own| own.text == id)
            };
            self.reads(self.statement(*statement).event().0, has_id)
        })
    }

    /// The zone in which its days begin, minutes east of UTC.
    #[must_use]
    pub fn offset(&self) -> i32 {
        self.document.timezone.as_deref().and_then(zone_minutes).unwrap_or(0)
    }

    /// Does it hold of the record of an event? What is read for it is not kept, since many are asked for one id each.
    fn reads(&self, event: u32, holds: impl Fn(&EventRef) -> bool) -> bool {
        let mut held = false;
        self.records.each_lent(event as usize..event as usize + 1, |_, event| held = holds(event));
        held
    }

    /// The record of a statement; an empty one where its event is not there any more as it was.
    fn statement_record(&self, ix: StatementIx) -> &Statement {
        static GONE: LazyLock<Statement> = LazyLock::new(Statement::default);
        let event = &self.records[self.rows.statements[ix.at()].event.at()];
        event.statements.get(self.rows.nth(ix)).unwrap_or_else(|| &GONE)
    }

    /// The same of a piece of evidence, by its event and its place there.
    fn evidence_record(&self, event: EventIx, nth: u32) -> &Evidence {
        static GONE: LazyLock<Evidence> = LazyLock::new(Evidence::default);
        self.records[event.at()].evidence.get(nth as usize).unwrap_or_else(|| &GONE)
    }
}
