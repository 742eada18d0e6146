//! An event as it is read: small methods on an index.

use crate::model::date::{Date, When};
use crate::model::document::Event;
use crate::model::place::Place;

use super::{ActorIx, EventIx, Passage, StatementIx, Timeline};

/// An event being read.
#[derive(Clone, Copy)]
pub struct EventView<'t> {
    pub(super) timeline: &'t Timeline,
    pub(super) ix: EventIx,
}

impl<'t> EventView<'t> {
    /// The whole record.
    #[must_use]
    pub fn record(self) -> &'t Event {
        &self.timeline.records[self.ix.at()]
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

    /// The bounds of its date, without reading its record.
    #[must_use]
    pub fn when(self) -> Option<&'t When> {
        self.timeline.rows.when[self.ix.at()].as_ref()
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
        let places = &self.timeline.rows.places;
        places.of.of(self.ix.at()).first().map(|place| &*places.names[*place as usize])
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

    /// Its tags, without reading its record.
    pub fn tags(self) -> impl Iterator<Item = &'t str> {
        let tags = &self.timeline.rows.tags;
        tags.of.of(self.ix.at()).iter().map(|tag| &*tags.names[*tag as usize])
    }

    /// Who takes part.
    #[must_use]
    pub fn actors(self) -> &'t [ActorIx] {
        self.timeline.rows.actors.of(self.ix.at())
    }

    /// Does the actor take part or speak in it?
    #[must_use]
    pub fn involves(self, actor: ActorIx) -> bool {
        let speaks = |statement| self.timeline.statement(statement).speaker() == Some(actor);
        self.actors().contains(&actor) || self.statements().any(speaks)
    }

    /// The statements made in it, in the order of the file.
    pub fn statements(self) -> impl Iterator<Item = StatementIx> + use<'t> {
        let all = self.timeline.rows.statements_of(self.ix).map(StatementIx);
        all.filter(move |statement| self.timeline.has(Passage::Statement(*statement)))
    }

    /// Its passages: those of its statements, then those that carry the event itself.
    pub fn passages(self) -> impl Iterator<Item = Passage> + use<'t> {
        let evidence = (0..)
            .take(self.timeline.rows.evidence.of(self.ix.at()).len())
            .map(move |nth| Passage::Evidence(self.ix, nth));
        let evidence = evidence.filter(move |passage| self.timeline.has(*passage));
        self.statements().map(Passage::Statement).chain(evidence)
    }

    /// Where it is written.
    #[must_use]
    pub fn written(self) -> Place {
        self.record().written
    }
}
