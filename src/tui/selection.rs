//! What has been chosen to be exported: a range of rows, and events marked one by one.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::state::State;
use crate::model::timeline::EventIx;

/// What has been chosen to be exported.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Where the range began; it ends at the cursor.
    pub anchor: Option<EventIx>,
    /// Events marked one by one.
    pub marks: BTreeSet<EventIx>,
}

impl Selection {
    /// Is nothing chosen?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.anchor.is_none() && self.marks.is_empty()
    }
}

impl State {
    /// The rows from the begin of the range to the cursor. A begin that the filter hides stands for
    /// the row nearest to it in time.
    #[must_use]
    pub fn range(&self) -> Option<RangeInclusive<usize>> {
        let anchor = self.selection.anchor.filter(|_| !self.rows.is_empty())?;
        let begin = self.row_of(anchor).unwrap_or_else(|| self.rows.nearest(&self.timeline, anchor));
        Some(begin.min(self.row)..=begin.max(self.row))
    }

    /// The events to export: the selection, else all that is shown.
    #[must_use]
    pub fn chosen(&self) -> Vec<EventIx> {
        if self.selection.is_empty() {
            return self.rows.events().to_vec();
        }
        let mut chosen: BTreeSet<EventIx> = self.selection.marks.clone();
        chosen.extend(self.range().into_iter().flatten().filter_map(|row| self.rows.event(row)));
        chosen.into_iter().collect()
    }

    /// Is the event part of the selection?
    #[must_use]
    pub fn is_chosen(&self, event: EventIx) -> bool {
        let in_range = |range: RangeInclusive<usize>| self.row_of(event).is_some_and(|row| range.contains(&row));
        self.selection.marks.contains(&event) || self.range().is_some_and(in_range)
    }

    /// How many events are chosen, and how many of them the filter hides.
    #[must_use]
    pub fn chosen_count(&self) -> (usize, usize) {
        if self.selection.is_empty() {
            return (self.rows.len(), 0);
        }
        let range = self.range();
        let rows = || self.selection.marks.iter().map(|event| self.row_of(*event));
        let outside =
            |row: &Option<usize>| row.is_none_or(|row| !range.as_ref().is_some_and(|range| range.contains(&row)));
        let in_range = range.as_ref().map_or(0, |range| range.end() - range.start() + 1);
        (in_range + rows().filter(outside).count(), rows().filter(Option::is_none).count())
    }
}
