//! The rows shown: the events that the filter keeps, worked out once for each filter.

use crate::model::date::{Answer, Date};
use crate::model::query::Query;
use crate::model::timeline::{EventIx, Timeline};

/// The rows of the events pane.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    events: Vec<EventIx>,
    possible: Vec<bool>,
    possibly: usize,
    row_of: Vec<Option<u32>>,
    first_undated: usize,
    undated_fell_out: usize,
    reversed: bool,
}

impl Rows {
    /// The rows that `query` keeps; `reversed` puts the latest first, undated ones still last.
    #[must_use]
    pub fn new(timeline: &Timeline, query: Option<&Query>, reversed: bool) -> Self {
        let everything = Query::All(Vec::new());
        let found = query.unwrap_or(&everything).find(timeline);
        let (undated_fell_out, possibly) = (found.undated, found.possibly());
        let dated = |event: &EventIx| timeline.event(*event).date().is_some();
        let mut events = found.events;
        let first_undated = events.partition_point(|(event, _)| dated(event));
        if reversed {
            events[..first_undated].reverse();
        }
        let mut row_of = vec![None; timeline.document().events.len()];
        for (row, (event, _)) in events.iter().enumerate() {
            row_of[event.at()] = u32::try_from(row).ok();
        }
        Self {
            possible: events.iter().map(|(_, answer)| *answer == Answer::Possibly).collect(),
            possibly,
            events: events.into_iter().map(|(event, _)| event).collect(),
            row_of,
            first_undated,
            undated_fell_out,
            reversed,
        }
    }

    /// How many events are shown.
    #[must_use]
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Is nothing shown?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// The events shown, from top to bottom.
    #[must_use]
    pub fn events(&self) -> &[EventIx] {
        &self.events
    }

    /// The event of a row.
    #[must_use]
    pub fn event(&self, row: usize) -> Option<EventIx> {
        self.events.get(row).copied()
    }

    /// The row of an event, if it is shown.
    #[must_use]
    pub fn row_of(&self, event: EventIx) -> Option<usize> {
        self.row_of.get(event.at()).copied().flatten().map(|row| row as usize)
    }

    /// Does the filter keep this row only possibly?
    #[must_use]
    pub fn is_possible(&self, row: usize) -> bool {
        self.possible.get(row).copied().unwrap_or(false)
    }

    /// How many rows the filter keeps only possibly.
    #[must_use]
    pub fn possibly(&self) -> usize {
        self.possibly
    }

    /// The row of the first event without a date; the number of rows where there is none.
    #[must_use]
    pub fn first_undated(&self) -> usize {
        self.first_undated
    }

    /// How many events fell out of a filter on time for want of a date.
    #[must_use]
    pub fn undated_fell_out(&self) -> usize {
        self.undated_fell_out
    }

    /// Is the latest first?
    #[must_use]
    pub fn is_reversed(&self) -> bool {
        self.reversed
    }

    /// The row nearest in time to an event that is not shown.
    #[must_use]
    pub fn nearest(&self, timeline: &Timeline, event: EventIx) -> usize {
        let rank = timeline.rank(event);
        let distance =
            |row: &usize| self.events.get(*row).map_or(usize::MAX, |other| timeline.rank(*other).abs_diff(rank));
        (0..self.events.len()).min_by_key(distance).unwrap_or(0)
    }

    /// The first row, in the order of time, that may be at or after the begin of a date.
    #[must_use]
    pub fn at_or_after(&self, timeline: &Timeline, mark: &Date) -> Option<usize> {
        let begins = |row: &usize| {
            let date = self.event(*row).and_then(|event| timeline.event(event).date());
            date.is_some_and(|date| {
                date.begin().hi.is_none_or(|latest| mark.begin().lo.is_none_or(|begin| latest >= begin))
            })
        };
        let dated = 0..self.first_undated;
        if self.reversed { dated.rev().find(begins) } else { dated.into_iter().find(begins) }
    }
}
