//! The rows shown: the events that the filter keeps, worked out once for each filter.

use crate::model::among::EventSet;
use crate::model::date::Date;
use crate::model::query::{Inquiry, Query};
use crate::model::timeline::{EventIx, Timeline};

/// The rows of the events pane.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    events: Vec<EventIx>,
    /// Those that the filter keeps; nothing where there is none.
    kept: Option<EventSet>,
    /// Those kept certainly; nothing where all are.
    certain: Option<EventSet>,
    possibly: usize,
    first_undated: usize,
    undated_fell_out: usize,
    reversed: bool,
}

impl Rows {
    /// The rows that `query` keeps; `reversed` puts the latest first, undated ones still last.
    #[must_use]
    pub fn new(timeline: &Timeline, query: Option<&Query>, reversed: bool) -> Self {
        let mut rows = Self::default();
        let inquiry = query.map(|query| {
            let mut inquiry = Inquiry::new(timeline, query.clone(), None);
            inquiry.finish(timeline);
            inquiry
        });
        rows.take(timeline, inquiry.as_ref(), reversed);
        rows
    }

    /// Shows what an inquiry has kept so far instead, all events where there is none.
    pub fn take(&mut self, timeline: &Timeline, inquiry: Option<&Inquiry>, reversed: bool) {
        match inquiry {
            Some(inquiry) => timeline.list_in_order(inquiry.kept(), &mut self.events),
            None => timeline.order().clone_into(&mut self.events),
        }
        self.kept = inquiry.map(|inquiry| inquiry.kept().clone());
        self.certain = inquiry.map(|inquiry| inquiry.certain().clone());
        self.possibly = self.certain.as_ref().map_or(0, |certain| self.events.len() - certain.len());
        self.undated_fell_out = inquiry.map_or(0, Inquiry::undated);
        let dated = |event: &EventIx| timeline.event(*event).when().is_some();
        self.first_undated = self.events.partition_point(dated);
        self.reversed = reversed;
        if reversed {
            self.events[..self.first_undated].reverse();
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

    /// Is the event shown?
    #[must_use]
    pub fn has(&self, timeline: &Timeline, event: EventIx) -> bool {
        match &self.kept {
            Some(kept) => kept.has(event),
            None => self.row_of(timeline, event).is_some(),
        }
    }

    /// The events that the filter keeps; nothing where there is none.
    #[must_use]
    pub fn kept(&self) -> Option<&EventSet> {
        self.kept.as_ref()
    }

    /// The row of an event, if it is shown.
    #[must_use]
    pub fn row_of(&self, timeline: &Timeline, event: EventIx) -> Option<usize> {
        if self.kept.as_ref().is_some_and(|kept| !kept.has(event)) {
            return None;
        }
        // One of the two places where it would be has it.
        self.around(timeline.rank(event), timeline).into_iter().find(|row| self.event(*row) == Some(event))
    }

    /// The first row that does not stand before a rank among those with a date, and the same among those without.
    fn around(&self, rank: usize, timeline: &Timeline) -> [usize; 2] {
        let (dated, undated) = self.events.split_at(self.first_undated);
        let stands_before = |other: &EventIx| match timeline.rank(*other) {
            other if self.reversed => other > rank,
            other => other < rank,
        };
        let behind = undated.partition_point(|other| timeline.rank(*other) < rank);
        [dated.partition_point(stands_before), self.first_undated + behind]
    }

    /// Does the filter keep this row only possibly?
    #[must_use]
    pub fn is_possible(&self, row: usize) -> bool {
        let kept = self.certain.as_ref().zip(self.event(row));
        kept.is_some_and(|(certain, event)| !certain.has(event))
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
        let [after, behind] = self.around(rank, timeline);
        // Of the rows around the place where it would be, and where it would be among those without a date.
        let around = [after, after + 1, behind, behind + 1].map(|row| row.checked_sub(1));
        let distance = |row: &usize| Some(timeline.rank(self.event(*row)?).abs_diff(rank));
        let near = around.into_iter().flatten().filter_map(|row| Some((distance(&row)?, row)));
        near.min().map_or(0, |(_, row)| row)
    }

    /// The first row, in the order of time, that may be at or after the begin of a date.
    #[must_use]
    pub fn at_or_after(&self, timeline: &Timeline, mark: &Date) -> Option<usize> {
        let begins = |row: &usize| {
            let date = self.event(*row).and_then(|event| timeline.event(event).when());
            date.is_some_and(|date| {
                date.begin().hi.is_none_or(|latest| mark.begin().lo.is_none_or(|begin| latest >= begin))
            })
        };
        let dated = 0..self.first_undated;
        if self.reversed { dated.rev().find(begins) } else { dated.into_iter().find(begins) }
    }
}
