//! A question to the timeline looked at, on its way through the events while keys are taken.

use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use crate::model::batch::BATCH;
use crate::model::query::{Inquiry, Query};
use crate::model::threads::threads;
use crate::model::timeline::{EventIx, Timeline};

/// So many events are asked at once, whatever is asked.
const FEW: usize = 2 * BATCH;

/// For so long more of them are asked before it is looked whether a key waits.
const A_SLICE: Duration = Duration::from_millis(8);

/// For so long more are asked once there is a first screen to show: it says how many there are where that is told by then.
const A_MOMENT: Duration = Duration::from_millis(1);

/// A question on its way through the events of one timeline.
#[derive(Debug, Clone)]
pub struct Seeking {
    timeline: Weak<Timeline>,
    inquiry: Inquiry,
    /// Was all that it keeps shown?
    pub is_shown: bool,
}

impl Seeking {
    /// Puts a question to the events around one first: to all of them where they are few, else for a slice of time, or
    /// until it has kept `enough`. What was asked before of the same timeline shortens the way where it can.
    #[must_use]
    pub fn start(
        before: Option<Self>,
        timeline: &Arc<Timeline>,
        query: Query,
        near: Option<EventIx>,
        enough: usize,
    ) -> Self {
        let mut inquiry = match before.filter(|before| before.is_of(timeline)) {
            Some(before) => Inquiry::after(before.inquiry, timeline, query, near),
            None => Inquiry::new(timeline, query, near),
        };
        let begin = Instant::now();
        if timeline.document().events.len() <= FEW {
            inquiry.finish(timeline);
        }
        let mut batches = threads();
        while !inquiry.is_done() && inquiry.kept().len() < enough && begin.elapsed() < A_SLICE {
            inquiry.ask(timeline, batches, || begin.elapsed() >= A_SLICE);
            // Others are called to help each time, which takes as long as some batches do: what is rare is looked for in
            // ever more of them.
            batches *= 2;
        }
        Self { timeline: Arc::downgrade(timeline), inquiry, is_shown: false }
    }

    /// Is it this timeline that is asked?
    #[must_use]
    pub fn is_of(&self, timeline: &Arc<Timeline>) -> bool {
        // A timeline asked keeps its place as long as this knows of it, so that no other can have it.
        std::ptr::eq(self.timeline.as_ptr(), Arc::as_ptr(timeline))
    }

    /// Has every event been asked?
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.inquiry.is_done()
    }

    /// Asks on for a slice of time; says whether every event has been asked.
    pub fn go_on(&mut self, timeline: &Timeline) -> bool {
        self.go_on_for(A_SLICE, timeline)
    }

    /// The same for no longer than is waited for the first screen anyhow: what postings tell is told of all by then.
    pub fn go_on_for_a_moment(&mut self, timeline: &Timeline) -> bool {
        self.go_on_for(A_MOMENT, timeline)
    }

    fn go_on_for(&mut self, time: Duration, timeline: &Timeline) -> bool {
        let begin = Instant::now();
        self.inquiry.ask(timeline, usize::MAX, || begin.elapsed() >= time)
    }

    /// Asks all that are left.
    pub fn finish(&mut self, timeline: &Timeline) {
        self.inquiry.finish(timeline);
    }

    /// What is asked, and what was kept so far.
    #[must_use]
    pub fn inquiry(&self) -> &Inquiry {
        &self.inquiry
    }
}
