//! A question on its way through the events, batch by batch, so that it may be put off, gone on with or dropped.

use super::standing::Standings;
use super::{Found, Query};
use crate::model::among::EventSet;
use crate::model::batch::Batch;
use crate::model::date::Answer;
use crate::model::threads::first_with_help;
use crate::model::timeline::{EventIx, Timeline};

/// A question that was put to some of the events of a timeline already, and what it kept of them.
///
/// It is gone on with over one and the same timeline.
#[derive(Debug, Clone)]
pub struct Inquiry {
    query: Query,
    /// How many events there are.
    count: usize,
    /// The batches not yet asked, the next one last.
    waiting: Vec<Batch>,
    kept: Kept,
    before: Option<Before>,
}

/// What an earlier question kept, where no other event can answer to this one.
#[derive(Debug, Clone)]
struct Before {
    kept: Kept,
    /// The batches that it was not put to.
    waiting: Vec<Batch>,
    /// What this one asks that it did not.
    more: Query,
}

/// The events that go so far as each set says: at least undated, at least possibly, certainly.
#[derive(Debug, Clone, Default)]
struct Kept {
    undated: EventSet,
    possibly: EventSet,
    certainly: EventSet,
}

impl Kept {
    fn stand(&self, batch: Batch) -> Standings {
        let [undated, possibly, certainly] =
            [&self.undated, &self.possibly, &self.certainly].map(|set| set.part(batch));
        Standings { undated, possibly, certainly }
    }
}

impl Inquiry {
    /// A question that was put to no event yet. Those around `near` are asked first.
    #[must_use]
    pub fn new(timeline: &Timeline, query: Query, near: Option<EventIx>) -> Self {
        let count = timeline.document().events.len();
        let from = near.map_or(0, |near| Batch::of(near).at());
        let mut waiting: Vec<Batch> = Batch::all(count).collect();
        waiting.sort_by_key(|batch| std::cmp::Reverse(batch.at().abs_diff(from)));
        Self { query, count, waiting, kept: Kept::default(), before: None }
    }

    /// As [`Inquiry::new`], over the same timeline as one before: where only what that kept can answer to the new
    /// question, no other event is asked.
    #[must_use]
    pub fn after(before: Self, timeline: &Timeline, query: Query, near: Option<EventIx>) -> Self {
        let mut inquiry = Self::new(timeline, query, near);
        if inquiry.count == before.count && inquiry.query.narrows(&before.query) {
            let more = inquiry.query.beyond(&before.query);
            inquiry.before = Some(Before { kept: before.kept, waiting: before.waiting, more });
        }
        inquiry
    }

    /// What is asked.
    #[must_use]
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Has every event been asked?
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Asks the events of at most so many more batches, on all cores, of those that are begun before it is over; says
    /// whether every event has been asked.
    pub fn ask(&mut self, timeline: &Timeline, batches: usize, is_over: impl Fn() -> bool + Sync) -> bool {
        let next: Vec<Batch> = self.waiting.iter().rev().take(batches).copied().collect();
        let answers = first_with_help(&next, is_over, |batch| self.stand(timeline, *batch));
        self.waiting.truncate(self.waiting.len() - answers.len());
        for (batch, Standings { undated, possibly, certainly }) in next.into_iter().zip(answers) {
            self.kept.undated.put(batch, &undated);
            self.kept.possibly.put(batch, &possibly);
            self.kept.certainly.put(batch, &certainly);
        }
        self.is_done()
    }

    /// Asks all events that are left.
    pub fn finish(&mut self, timeline: &Timeline) {
        self.ask(timeline, usize::MAX, || false);
    }

    fn stand(&self, timeline: &Timeline, batch: Batch) -> Standings {
        let (query, stood) = match self.before.as_ref().filter(|before| !before.waiting.contains(&batch)) {
            Some(Before { kept, more, .. }) => (more, kept.stand(batch)),
            None => (&self.query, Standings::sure(timeline.part(batch))),
        };
        if stood.undated.is_empty() {
            return Standings::none();
        }
        query.stand(timeline, batch, &stood.undated).weaker(&stood)
    }

    /// The events kept so far, certainly or possibly.
    #[must_use]
    pub fn kept(&self) -> &EventSet {
        &self.kept.possibly
    }

    /// Of these, the ones kept certainly.
    #[must_use]
    pub fn certain(&self) -> &EventSet {
        &self.kept.certainly
    }

    /// How many events fell out so far only because they bear no date.
    #[must_use]
    pub fn undated(&self) -> usize {
        self.kept.undated.len() - self.kept.possibly.len()
    }

    /// What was kept so far, in the order of time.
    #[must_use]
    pub fn found(&self, timeline: &Timeline) -> Found {
        let answer = |event| if self.certain().has(event) { Answer::Certainly } else { Answer::Possibly };
        let events = timeline.in_order(self.kept());
        Found { events: events.into_iter().map(|event| (event, answer(event))).collect(), undated: self.undated() }
    }
}

impl Query {
    /// What it asks that the `other`, which it narrows, did not ask just so.
    fn beyond(&self, other: &Self) -> Self {
        let others = if let Self::All(others) = other { others } else { std::slice::from_ref(other) };
        let is_new = |part: &&Self| !others.iter().any(|other| part.narrows(other) && other.narrows(part));
        let parts = if let Self::All(parts) = self { parts } else { std::slice::from_ref(self) };
        Self::All(parts.iter().filter(is_new).cloned().collect())
    }

    /// Does it go no further than the `other` does, for any event?
    fn narrows(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::All(parts), Self::All(others)) => {
                others.iter().all(|other| parts.iter().any(|part| part.narrows(other)))
            }
            (Self::All(parts), other) => parts.iter().any(|part| part.narrows(other)),
            (Self::Any(parts), Self::Any(others)) => {
                parts.iter().all(|part| others.iter().any(|other| part.narrows(other)))
            }
            (part, Self::All(others)) => others.iter().all(|other| part.narrows(other)),
            (Self::Words(sought), Self::Words(other)) => sought.words().entail(other.words()),
            (Self::Among(events), Self::Among(others)) => events == others,
            (Self::From(mark), Self::From(other))
            | (Self::To(mark), Self::To(other))
            | (Self::On(mark), Self::On(other))
            | (Self::Known(mark), Self::Known(other)) => mark == other,
            _ => false,
        }
    }
}
