//! When the events of a batch happened, held against a time that is asked for.

use std::sync::{Arc, OnceLock};

use crate::model::batch::{BATCH, Batch, Part};
use crate::model::date::{Date, Instant, When};
use crate::model::threads::in_pieces;

use super::Timeline;

/// Between which seconds the dates of each batch lie; made when a time is first asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Times(Arc<OnceLock<Vec<Bounds>>>);

/// What is known of the dates of a batch without looking at each.
#[derive(Debug, Default)]
struct Bounds {
    /// Which events have a date at all.
    dated: Part,
    /// Which of them one without `~` and `?`.
    firm: Part,
    /// How each of [`EDGES`] lies.
    ends: [Ends; EDGES.len()],
}

/// The seconds between which one end of all dates of a batch lies, leaving out those that are open there.
#[derive(Debug)]
struct Ends {
    least: i64,
    most: i64,
    /// The events with a date that is open there.
    open: Part,
}

impl Default for Ends {
    fn default() -> Self {
        Self { least: i64::MAX, most: i64::MIN, open: Part::default() }
    }
}

/// An end of a date: the earliest or the latest second at which it may begin or end.
#[derive(Clone, Copy)]
enum Edge {
    EarliestBegin,
    LatestBegin,
    EarliestEnd,
    LatestEnd,
}

/// Every end, at the place of its number.
const EDGES: [Edge; 4] = [Edge::EarliestBegin, Edge::LatestBegin, Edge::EarliestEnd, Edge::LatestEnd];

impl Edge {
    /// The second of a date, none where it is open there.
    fn of(self, when: &When) -> Option<i64> {
        let at = match self {
            Self::EarliestBegin => when.begin().lo,
            Self::LatestBegin => when.begin().hi,
            Self::EarliestEnd => when.end().lo,
            Self::LatestEnd => when.end().hi,
        };
        at.map(|at| at.0)
    }

    /// Is what is open there later than all, rather than earlier?
    fn is_late(self) -> bool {
        matches!(self, Self::LatestBegin | Self::LatestEnd)
    }
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
    fn of(dates: &[Option<When>]) -> Self {
        let mut bounds = Self::default();
        for (nth, when) in dates.iter().enumerate().filter_map(|(nth, when)| Some((nth, when.as_ref()?))) {
            bounds.dated.insert(nth);
            if when.is_firm() {
                bounds.firm.insert(nth);
            }
            for (ends, end) in bounds.ends.iter_mut().zip(EDGES) {
                match end.of(when) {
                    Some(at) => (ends.least, ends.most) = (ends.least.min(at), ends.most.max(at)),
                    None => ends.open.insert(nth),
                }
            }
        }
        bounds
    }
}

/// The dates of a batch, with what is known of them together.
struct Dates<'t> {
    each: &'t [Option<When>],
    bounds: &'t Bounds,
    /// The events that are asked about.
    asked: &'t Part,
}

/// Where fewer than one of so many events are asked about, the dates of these alone are looked at.
const SPARSE: usize = 8;

impl Dates<'_> {
    /// Those with an end from a second on.
    fn from(&self, end: Edge, start: i64) -> Part {
        self.with(end, (start, i64::MAX))
    }

    /// Those with an end up to a second.
    fn to(&self, end: Edge, last: i64) -> Part {
        self.with(end, (i64::MIN, last))
    }

    /// Those with an end between two seconds, one of which is as far as seconds go. Only where some of the batch may
    /// lie there and others not is every date looked at.
    fn with(&self, end: Edge, (from, to): (i64, i64)) -> Part {
        let (Bounds { dated, ends, .. }, nothing) = (self.bounds, Part::default());
        let Ends { least, most, open } = &ends[end as usize];
        let open_at = if end.is_late() { i64::MAX } else { i64::MIN };
        let open = if (from..=to).contains(&open_at) { open } else { &nothing };
        if *most < from || *least > to {
            return open.clone();
        }
        let known = if from <= *least && *most <= to {
            dated & &!&ends[end as usize].open
        } else {
            let is_there = |when: &When| end.of(when).is_some_and(|at| (from..=to).contains(&at));
            let is_there = |when: &Option<When>| when.as_ref().is_some_and(is_there);
            if self.asked.len() * SPARSE < self.each.len() {
                self.asked.filter(|nth| self.each.get(nth).is_some_and(is_there))
            } else {
                Part::matching(self.each, is_there)
            }
        };
        &known | open
    }

    fn in_time(&self, possibly: Part, surely: &Part) -> InTime {
        let Bounds { dated, firm, .. } = self.bounds;
        InTime { dated: dated.clone(), certainly: &(surely & &possibly) & firm, possibly }
    }
}

impl Timeline {
    /// The events of a batch that are asked about, held against the begin of a date as [`When::from`] does. Nothing is
    /// said of the others.
    #[must_use]
    pub fn in_time_from(&self, batch: Batch, mark: &Date, asked: &Part) -> InTime {
        let dates = self.dates_of(batch, asked);
        let Some(Instant(start)) = mark.begin().lo else { return InTime::always(&dates.bounds.dated) };
        dates.in_time(dates.from(Edge::LatestEnd, start), &dates.from(Edge::EarliestEnd, start))
    }

    /// The same, held against the end of a date as [`When::to`] does.
    #[must_use]
    pub fn in_time_to(&self, batch: Batch, mark: &Date, asked: &Part) -> InTime {
        let dates = self.dates_of(batch, asked);
        let Some(Instant(end)) = mark.end().hi else { return InTime::always(&dates.bounds.dated) };
        dates.in_time(dates.to(Edge::EarliestBegin, end), &dates.to(Edge::LatestBegin, end))
    }

    /// The same, held against a date as [`When::within`] does.
    #[must_use]
    pub fn in_time_within(&self, batch: Batch, mark: &Date, asked: &Part) -> InTime {
        let dates = self.dates_of(batch, asked);
        let (start, end) = (lo(mark.begin().lo), hi(mark.end().hi));
        let possibly = &dates.from(Edge::LatestBegin, start) & &dates.to(Edge::EarliestEnd, end);
        dates.in_time(possibly, &(&dates.from(Edge::EarliestBegin, start) & &dates.to(Edge::LatestEnd, end)))
    }

    fn dates_of<'t>(&'t self, batch: Batch, asked: &'t Part) -> Dates<'t> {
        let whens = &self.rows.when;
        let bounds = self.times.0.get_or_init(|| in_pieces(whens.len(), BATCH, |batch| Bounds::of(&whens[batch])));
        Dates { each: &whens[batch.events(whens.len())], bounds: &bounds[batch.at()], asked }
    }
}
