//! Events, actors, sources, statements and passages as they are read: small methods on an index.

use crate::model::date::Date;
use crate::model::document::{Actor, Evidence, Role, Source, Statement, Voice};
use crate::model::place::Place;

use super::{ActorIx, EventIx, SourceIx, StatementIx, Timeline, Via};

/// A passage of a source: what a statement or a piece of evidence stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Passage {
    /// The passage of a statement.
    Statement(StatementIx),
    /// The nth passage that carries an event itself.
    Evidence(EventIx, u32),
}

/// An event being read.
#[derive(Clone, Copy)]
pub struct EventView<'t> {
    pub(super) timeline: &'t Timeline,
    pub(super) ix: EventIx,
}

impl<'t> EventView<'t> {
    fn record(self) -> &'t crate::model::document::Event {
        &self.timeline.document.events[self.ix.at()]
    }

    /// Its index.
    #[must_use]
    pub fn ix(self) -> EventIx {
        self.ix
    }

    /// Its id, if it has one.
    #[must_use]
    pub fn id(self) -> Option<&'t str> {
        self.record().id.as_deref()
    }

    /// Its id, or `@N`, its place in the files.
    #[must_use]
    pub fn address(self) -> String {
        self.id().map_or_else(|| format!("@{}", self.ix.at() + 1), str::to_owned)
    }

    /// Its title; empty only where that is a finding.
    #[must_use]
    pub fn title(self) -> &'t str {
        &self.record().title
    }

    /// When it happened.
    #[must_use]
    pub fn date(self) -> Option<&'t Date> {
        self.record().date.as_deref()
    }

    /// The words that its date was read from.
    #[must_use]
    pub fn printed(self) -> Option<&'t str> {
        self.record().printed.as_deref()
    }

    /// The curator's summary.
    #[must_use]
    pub fn summary(self) -> Option<&'t str> {
        self.record().summary.as_deref()
    }

    /// Where it happened.
    #[must_use]
    pub fn place(self) -> Option<&'t str> {
        self.record().place.as_deref()
    }

    /// The curator's remark.
    #[must_use]
    pub fn note(self) -> Option<&'t str> {
        self.record().note.as_deref()
    }

    /// Where an import had it from.
    #[must_use]
    pub fn imported(self) -> Option<&'t str> {
        self.record().imported.as_deref()
    }

    /// Its tags.
    pub fn tags(self) -> impl Iterator<Item = &'t str> {
        self.record().tags.iter().map(|tag| &**tag)
    }

    /// Who takes part.
    #[must_use]
    pub fn actors(self) -> &'t [ActorIx] {
        &self.timeline.events[self.ix.at()].actors
    }

    /// Does the actor take part or speak in it?
    #[must_use]
    pub fn involves(self, actor: ActorIx) -> bool {
        let speaks = |statement| self.timeline.statement(statement).speaker() == Some(actor);
        self.actors().contains(&actor) || self.statements().any(speaks)
    }

    /// The statements made in it, in the order of the file.
    pub fn statements(self) -> impl Iterator<Item = StatementIx> + use<'t> {
        let first = self.timeline.events[self.ix.at()].first_statement;
        (first..).take(self.record().statements.len()).map(StatementIx)
    }

    /// Its passages: those of its statements, then those that carry the event itself.
    pub fn passages(self) -> impl Iterator<Item = Passage> + use<'t> {
        let evidence = (0..).take(self.record().evidence.len()).map(move |nth| Passage::Evidence(self.ix, nth));
        self.statements().map(Passage::Statement).chain(evidence)
    }

    /// Where it is written.
    #[must_use]
    pub fn written(self) -> Place {
        self.record().written
    }
}

/// An actor being read.
#[derive(Clone, Copy)]
pub struct ActorView<'t> {
    pub(super) timeline: &'t Timeline,
    pub(super) ix: ActorIx,
}

impl<'t> ActorView<'t> {
    /// The whole record.
    #[must_use]
    pub fn record(self) -> &'t Actor {
        &self.timeline.document.actors.0[self.ix.at()].1
    }

    /// Its id.
    #[must_use]
    pub fn id(self) -> &'t str {
        &self.timeline.document.actors.0[self.ix.at()].0
    }

    /// Where its id is written.
    #[must_use]
    pub fn written(self) -> Place {
        self.timeline.document.actors.0[self.ix.at()].0.0.place
    }

    /// The name to show.
    #[must_use]
    pub fn name(self) -> &'t str {
        let name: &str = &self.record().name;
        if name.is_empty() { self.id() } else { name }
    }

    /// Its name and its other names.
    pub fn names(self) -> impl Iterator<Item = &'t str> {
        std::iter::once(self.name()).chain(self.record().aliases.iter().map(|alias| &**alias))
    }

    /// Its offices.
    #[must_use]
    pub fn roles(self) -> &'t [Role] {
        &self.record().roles
    }

    /// The actors it belongs to.
    pub fn member_of(self) -> impl Iterator<Item = ActorIx> + use<'t> {
        self.record().member_of.iter().filter_map(move |of| self.timeline.actor_named(of))
    }
}

/// A source being read.
#[derive(Clone, Copy)]
pub struct SourceView<'t> {
    pub(super) timeline: &'t Timeline,
    pub(super) ix: SourceIx,
}

impl<'t> SourceView<'t> {
    /// The whole record.
    #[must_use]
    pub fn record(self) -> &'t Source {
        &self.timeline.document.sources.0[self.ix.at()].1
    }

    /// Its id.
    #[must_use]
    pub fn id(self) -> &'t str {
        &self.timeline.document.sources.0[self.ix.at()].0
    }

    /// Where its id is written.
    #[must_use]
    pub fn written(self) -> Place {
        self.timeline.document.sources.0[self.ix.at()].0.0.place
    }

    /// Its outlet, else its title, else its id: the short name as it is written.
    #[must_use]
    pub fn name(self) -> &'t str {
        let record = self.record();
        record.outlet.as_deref().or(record.title.as_deref()).unwrap_or_else(|| self.id())
    }

    /// When it came out.
    #[must_use]
    pub fn published(self) -> Option<&'t Date> {
        self.record().published.as_deref()
    }

    /// The sources it has its matter from.
    pub fn cites(self) -> impl Iterator<Item = SourceIx> + use<'t> {
        self.record().cites.iter().filter_map(move |source| self.timeline.source_named(source))
    }
}

/// A statement being read.
#[derive(Clone, Copy)]
pub struct StatementView<'t> {
    pub(super) timeline: &'t Timeline,
    pub(super) ix: StatementIx,
}

impl<'t> StatementView<'t> {
    /// Its index.
    #[must_use]
    pub fn ix(self) -> StatementIx {
        self.ix
    }

    /// The whole record.
    #[must_use]
    pub fn record(self) -> &'t Statement {
        self.timeline.statement_record(self.ix)
    }

    /// The event in which it was made.
    #[must_use]
    pub fn event(self) -> EventIx {
        self.timeline.statements[self.ix.at()].event
    }

    /// Who says it.
    #[must_use]
    pub fn speaker(self) -> Option<ActorIx> {
        self.timeline.statements[self.ix.at()].speaker
    }

    /// The name of who says it.
    #[must_use]
    pub fn speaker_name(self) -> &'t str {
        self.speaker().map_or_else(|| &*self.record().speaker, |speaker| self.timeline.actor(speaker).name())
    }

    /// When it was said, else when its event happened.
    #[must_use]
    pub fn when(self) -> Option<&'t Date> {
        self.record().said.as_deref().or_else(|| self.timeline.event(self.event()).date())
    }

    /// The source that has it.
    #[must_use]
    pub fn source(self) -> Option<SourceIx> {
        self.timeline.statements[self.ix.at()].source
    }

    /// Through whom the source has it, from the speaker on.
    #[must_use]
    pub fn via(self) -> &'t [Via] {
        &self.timeline.statements[self.ix.at()].via
    }

    /// The names of those through whom the source has it.
    pub fn via_names(self) -> impl Iterator<Item = &'t str> {
        self.via().iter().map(move |via| match via {
            Via::Source(source) => self.timeline.source(*source).name(),
            Via::Actor(actor) => self.timeline.actor(*actor).name(),
        })
    }

    /// The ids of those through whom the source has it.
    pub fn via_ids(self) -> impl Iterator<Item = &'t str> {
        self.via().iter().map(move |via| match via {
            Via::Source(source) => self.timeline.source(*source).id(),
            Via::Actor(actor) => self.timeline.actor(*actor).id(),
        })
    }

    /// The statements that it takes back or changes.
    #[must_use]
    pub fn revises(self) -> &'t [StatementIx] {
        &self.timeline.statements[self.ix.at()].revises
    }

    /// `direct`, `indirect`, or nothing where the file does not say.
    #[must_use]
    pub fn voice(self) -> Option<Voice> {
        self.record().voice
    }

    /// Its quote, else what it says.
    #[must_use]
    pub fn words(self) -> &'t str {
        let record = self.record();
        record.quote.as_deref().or(record.says.as_deref()).unwrap_or("")
    }
}

/// A passage being read.
#[derive(Clone, Copy)]
pub struct PassageView<'t> {
    pub(super) timeline: &'t Timeline,
    pub(super) passage: Passage,
}

impl<'t> PassageView<'t> {
    fn evidence(self) -> Option<&'t Evidence> {
        match self.passage {
            Passage::Evidence(event, nth) => Some(&self.timeline.document.events[event.at()].evidence[nth as usize]),
            Passage::Statement(_) => None,
        }
    }

    /// The statement that it is the passage of.
    #[must_use]
    pub fn statement(self) -> Option<StatementView<'t>> {
        match self.passage {
            Passage::Statement(ix) => Some(self.timeline.statement(ix)),
            Passage::Evidence(..) => None,
        }
    }

    /// The very words.
    #[must_use]
    pub fn quote(self) -> Option<&'t str> {
        match self.statement() {
            Some(statement) => statement.record().quote.as_deref(),
            None => self.evidence()?.quote.as_deref(),
        }
    }

    /// Where in the source.
    #[must_use]
    pub fn at(self) -> Option<&'t str> {
        match self.statement() {
            Some(statement) => statement.record().at.as_deref(),
            None => self.evidence()?.at.as_deref(),
        }
    }

    /// When this source dates the event, if otherwise.
    #[must_use]
    pub fn dated(self) -> Option<&'t Date> {
        self.evidence()?.date.as_deref()
    }

    /// The source.
    #[must_use]
    pub fn source(self) -> Option<SourceIx> {
        match self.passage {
            Passage::Statement(ix) => self.timeline.statement(ix).source(),
            Passage::Evidence(event, nth) => self.timeline.events[event.at()].evidence[nth as usize],
        }
    }

    /// Where it is written.
    #[must_use]
    pub fn written(self) -> Place {
        match self.statement() {
            Some(statement) => statement.record().written,
            None => self.evidence().map_or(Place::NOWHERE, |evidence| evidence.written),
        }
    }
}
