//! What a pass over a file that changed need not do again: the rows of events that stand there as they stood before.

use std::ops::Range;

use crate::model::document::{Document, Events, GivenUp, Text};

use super::ids::Ids;
use super::passed::{Known, Passed};
use super::{StatementIx, Timeline};

impl Timeline {
    /// Do actors and sources have the same numbers in a document, so that its events name them alike?
    pub(super) fn numbers_as(&self, document: &Document) -> bool {
        let own = &self.document;
        // By what they say, wherever that stands now.
        let actors = own.actors.0.iter().map(|(id, _)| &**id).eq(document.actors.0.iter().map(|(id, _)| &**id));
        actors && own.sources.ids().eq(document.sources.ids())
    }

    /// What a first reading came upon in some of the events, nothing of which was wrong, and which stand from `at` on
    /// in the list `events` now.
    fn rows_of(&self, range: Range<usize>, events: &Events, at: usize) -> Passed {
        let statements = self.rows.statements_in(range.clone());
        let within = |ids: &Ids, range: Range<usize>| {
            let within = ids.all().filter(|(_, number)| range.contains(&(*number as usize)));
            within.map(|(hash, number)| (hash, StatementIx::of(number as usize - range.start).0)).collect()
        };
        let mut revising: Vec<StatementIx> = self.revises.keys().copied().collect();
        revising.retain(|statement| statements.contains(&statement.at()));
        revising.sort_unstable();
        let revises = revising.into_iter().map(|statement| {
            let event = self.rows.statements[statement.at()].event;
            let ids = revised(events, at + event.at() - range.start, self.rows.nth(statement));
            (StatementIx::of(statement.at() - statements.start), ids)
        });
        Passed {
            event_ids: within(&self.event_ids, range.clone()),
            statement_ids: within(&self.statement_ids, statements.clone()),
            revises: revises.collect(),
            rows: self.rows.stretch(range),
            ..Passed::default()
        }
    }
}

/// The ids of the statements that one of an event revises.
fn revised(events: &Events, event: usize, nth: usize) -> Vec<Text> {
    let mut ids = Vec::new();
    events.each(event..event + 1, |_, event| {
        ids = event.statements.get(nth).map(|statement| statement.revises.clone()).unwrap_or_default();
    });
    ids
}

impl Passed {
    /// As [`Passed::over`] all events, of which those that stand as in `old` are not read.
    ///
    /// # Errors
    /// As [`Passed::over`].
    pub fn after(old: &Timeline, events: &Events, known: &Known) -> Result<Self, GivenUp> {
        let (first, last) = events.in_common(&old.records);
        let (count, before) = (events.len(), old.records.len());
        known.progress.add(events.bytes(0..first) + events.bytes(count - last..count));
        let mut all = old.rows_of(0..first, events, 0);
        all.append(&mut Self::over(events, first..count - last, known)?);
        all.append(&mut old.rows_of(before - last..before, events, count - last));
        // Some of the ids were not read, one of which may be the first of two.
        all.statement_names.clear();
        Ok(all)
    }
}
