//! A passage of a source as it is read: small methods on an index.

use crate::model::date::{Date, When};
use crate::model::document::Evidence;
use crate::model::place::Place;

use super::{EventIx, SourceIx, StatementIx, StatementView, Timeline, Via};

/// A passage of a source: what a statement or a piece of evidence stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Passage {
    /// The passage of a statement.
    Statement(StatementIx),
    /// The nth passage that carries an event itself.
    Evidence(EventIx, u32),
}

impl Default for Passage {
    /// The first statement, to fill a list before its things are known.
    fn default() -> Self {
        Self::Statement(StatementIx(0))
    }
}

impl Passage {
    /// The event that it belongs to.
    #[must_use]
    pub fn event(self, timeline: &Timeline) -> EventIx {
        match self {
            Self::Statement(statement) => timeline.rows.statements[statement.at()].event,
            Self::Evidence(event, _) => event,
        }
    }
}

impl Timeline {
    /// Has the passage a quote? Told without reading its record.
    #[must_use]
    pub fn has_quote(&self, passage: Passage) -> bool {
        match passage {
            Passage::Statement(ix) => self.rows.statements[ix.at()].has_quote,
            Passage::Evidence(event, nth) => self.rows.evidence.of(event.at())[nth as usize].has_quote,
        }
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
            Passage::Evidence(event, nth) => Some(self.timeline.evidence_record(event, nth)),
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

    /// The bounds of [`PassageView::dated`], without reading its record.
    #[must_use]
    pub fn when(self) -> Option<&'t When> {
        match self.passage {
            Passage::Evidence(event, nth) => self.timeline.rows.dated.get((event, nth)),
            Passage::Statement(_) => None,
        }
    }

    /// The source.
    #[must_use]
    pub fn source(self) -> Option<SourceIx> {
        match self.passage {
            Passage::Statement(ix) => self.timeline.statement(ix).source(),
            Passage::Evidence(event, nth) => self.timeline.rows.evidence.of(event.at())[nth as usize].source,
        }
    }

    /// The step of its attribution nearest to the speaker: the first of `via`, else the source.
    #[must_use]
    pub fn begin(self) -> Option<Via> {
        let via = self.statement().and_then(|statement| statement.via().first().copied());
        via.or_else(|| self.source().map(Via::Source))
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
