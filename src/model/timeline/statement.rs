//! A statement as it is read: small methods on an index.

use crate::model::date::{Date, When};
use crate::model::document::{Statement, Voice};

use super::{ActorIx, EventIx, SourceIx, StatementIx, Timeline, Via};

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
        self.timeline.rows.statements[self.ix.at()].event
    }

    /// Who says it.
    #[must_use]
    pub fn speaker(self) -> Option<ActorIx> {
        self.timeline.rows.statements[self.ix.at()].speaker
    }

    /// The name of who says it.
    #[must_use]
    pub fn speaker_name(self) -> &'t str {
        self.speaker().map_or_else(|| &*self.record().speaker, |speaker| self.timeline.actor(speaker).name())
    }

    /// The name of who says it, with a remark where it names no one.
    #[must_use]
    pub fn shown_speaker(self) -> String {
        let name = |speaker| self.timeline.actor(speaker).shown_name();
        self.speaker().map_or_else(|| self.record().speaker.to_string(), name)
    }

    /// When it was said, else when its event happened.
    #[must_use]
    pub fn date(self) -> Option<&'t Date> {
        self.record().said.as_deref().or_else(|| self.timeline.event(self.event()).date())
    }

    /// The bounds of [`StatementView::date`], without reading its record.
    #[must_use]
    pub fn when(self) -> Option<&'t When> {
        let said = self.timeline.rows.said.get(self.ix);
        said.or_else(|| self.timeline.event(self.event()).when())
    }

    /// The source that has it.
    #[must_use]
    pub fn source(self) -> Option<SourceIx> {
        self.timeline.rows.statements[self.ix.at()].source
    }

    /// Through whom the source has it, from the speaker on.
    #[must_use]
    pub fn via(self) -> &'t [Via] {
        self.timeline.rows.via.of(self.ix.at())
    }

    /// The ids of those through whom the source has it.
    pub fn via_ids(self) -> impl Iterator<Item = &'t str> {
        self.via().iter().map(move |via| self.timeline.step_id(*via))
    }

    /// The statements that it takes back or changes.
    #[must_use]
    pub fn revises(self) -> &'t [StatementIx] {
        self.timeline.revises.get(&self.ix).map_or(&[], Vec::as_slice)
    }

    /// The ids of the statements that it takes back or changes.
    pub fn revised_ids(self) -> impl Iterator<Item = &'t str> {
        self.revises().iter().filter_map(move |revised| self.timeline.statement(*revised).record().id.as_deref())
    }

    /// `direct`, `indirect`, or nothing where the file does not say.
    #[must_use]
    pub fn voice(self) -> Option<Voice> {
        self.timeline.rows.statements[self.ix.at()].voice
    }

    /// Its quote, else what it says.
    #[must_use]
    pub fn words(self) -> &'t str {
        let record = self.record();
        record.quote.as_deref().or(record.says.as_deref()).unwrap_or("")
    }
}

impl Timeline {
    /// The id of a step of an attribution.
    #[must_use]
    pub fn step_id(&self, step: Via) -> &str {
        match step {
            Via::Source(source) => self.source(source).id(),
            Via::Actor(actor) => self.actor(actor).id(),
        }
    }
}
