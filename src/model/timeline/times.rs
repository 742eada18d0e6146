//! When the events of a batch happened, held against a time that is asked for.

use std::sync::{Arc, OnceLock};

use crate::model::batch::{Batch, Part};
use crate::model::date::{Date, Instant};

use super::{EventIx, Timeline};

/// Where the begins and the ends of all events may lie, from the earliest second to the latest; made when a time
/// is first asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Times(Arc<OnceLock<Bounds>>);

/// From the earliest second to the latest; what is open reaches as far as seconds do.
type Span = (i64, i64);

#[derive(Debug, Default)]
struct Bounds {
    begins: Vec<Span>,
    ends: Vec<Span>,
    /// Which events of each batch have a date at all, and which of them one without `~` and `?`.
    dated: Vec<(Part, Part)>,
}

/// The events of a batch that have a date, that may be within a time, and that certainly are.
#[derive(Debug, Clone)]
pub struct InTime {
    /// Those that have a date.
    pub dated: Part,
    /// Those of them that may be within the time.
    pub possibly: Part,
    /// Those of these that certainly are.
    pub certainly: Part,
}

impl InTime {
    /// Where every date answers to the question.
    fn always(dated: &Part) -> Self {
        Self { dated: dated.clone(), possibly: dated.clone(), certainly: dated.clone() }
    }
}

fn lo(at: Option<Instant>) -> i64 {
    at.map_or(i64::MIN, |at| at.0)
}

fn hi(at: Option<Instant>) -> i64 {
    at.map_or(i64::MAX, |at| at.0)
}

impl Bounds {
    fn of(timeline: &Timeline) -> Self {
        let mut bounds = Self::default();
        for batch in Batch::all(timeline.records.len()) {
            let (mut dated, mut firm) = (Part::default(), Part::default());
            for (nth, event) in batch.events(timeline.records.len()).enumerate() {
                let date = timeline.event(EventIx::of(event)).when();
                let (begin, end) = date.map(|date| (date.begin(), date.end())).unwrap_or_default();
                bounds.begins.push((lo(begin.lo), hi(begin.hi)));
                bounds.ends.push((lo(end.lo), hi(end.hi)));
                date.into_iter().for_each(|_| dated.insert(nth));
                date.into_iter().filter(|date| date.is_firm()).for_each(|_| firm.insert(nth));
            }
            bounds.dated.push((dated, firm));
        }
        bounds
    }

    fn begins(&self, batch: Batch, holds: impl Fn(&Span) -> bool) -> Part {
        Part::matching(&self.begins[batch.events(self.begins.len())], holds)
    }

    fn ends(&self, batch: Batch, holds: impl Fn(&Span) -> bool) -> Part {
        Part::matching(&self.ends[batch.events(self.ends.len())], holds)
    }
}

impl Timeline {
    /// The events of a batch, held against the begin of a date as [`crate::model::date::When::from`] does.
    #[must_use]
    pub fn in_time_from(&self, batch: Batch, mark: &Date) -> InTime {
        let bounds = self.bounds();
        let (dated, firm) = &bounds.dated[batch.at()];
        let Some(Instant(start)) = mark.begin().lo else { return InTime::always(dated) };
        let possibly = &bounds.ends(batch, |(_, latest)| *latest >= start) & dated;
        let certainly = &(&bounds.ends(batch, |(earliest, _)| *earliest >= start) & &possibly) & firm;
        InTime { dated: dated.clone(), possibly, certainly }
    }

    /// The events of a batch, held against the end of a date as [`crate::model::date::When::to`] does.
    #[must_use]
    pub fn in_time_to(&self, batch: Batch, mark: &Date) -> InTime {
        let bounds = self.bounds();
        let (dated, firm) = &bounds.dated[batch.at()];
        let Some(Instant(end)) = mark.end().hi else { return InTime::always(dated) };
        let possibly = &bounds.begins(batch, |(earliest, _)| *earliest <= end) & dated;
        let certainly = &(&bounds.begins(batch, |(_, latest)| *latest <= end) & &possibly) & firm;
        InTime { dated: dated.clone(), possibly, certainly }
    }

    /// The events of a batch, held against a date as [`crate::model::date::When::within`] does.
    #[must_use]
    pub fn in_time_within(&self, batch: Batch, mark: &Date) -> InTime {
        let bounds = self.bounds();
        let (dated, firm) = &bounds.dated[batch.at()];
        let (start, end) = (lo(mark.begin().lo), hi(mark.end().hi));
        let possibly = &bounds.begins(batch, |(_, latest)| *latest >= start)
            & &bounds.ends(batch, |(earliest, _)| *earliest <= end);
        let surely = &bounds.begins(batch, |(earliest, _)| *earliest >= start)
            & &bounds.ends(batch, |(_, latest)| *latest <= end);
        let possibly = &possibly & dated;
        let certainly = &(&surely & &possibly) & firm;
        InTime { dated: dated.clone(), possibly, certainly }
    }

    fn bounds(&self) -> &Bounds {
        self.times.0.get_or_init(|| Bounds::of(self))
    }
}
