//! What a timeline lists, in the order of its files: all that they hold, or what was known on a day.

use std::sync::Arc;

use super::{ActorIx, DisputeIx, EventIx, SourceIx, StatementIx, Timeline};

/// The numbers of what is listed, each kind in the order of the files.
#[derive(Debug, Clone, Default)]
pub(super) struct Listed {
    pub events: Vec<EventIx>,
    pub statements: Vec<StatementIx>,
    pub sources: Vec<SourceIx>,
    pub actors: Vec<ActorIx>,
    pub disputes: Vec<DisputeIx>,
}

impl Timeline {
    /// Lists all that there is.
    pub(super) fn list_all(&mut self) {
        self.listed = Arc::new(Listed {
            events: (0..self.records.len()).map(EventIx::of).collect(),
            statements: (0..self.rows.statements.len()).map(StatementIx::of).collect(),
            sources: (0..self.document.sources.len()).map(SourceIx::of).collect(),
            actors: (0..self.document.actors.0.len()).map(ActorIx::of).collect(),
            disputes: (0..self.document.disputes.len()).map(DisputeIx::of).collect(),
        });
    }
}
