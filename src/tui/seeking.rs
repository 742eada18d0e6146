//! A question to the timeline looked at, on its way through the events while keys are taken.

use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use crate::model::batch::BATCH;
use crate::model::query::{Inquiry, Query};
use crate::model::timeline::{EventIx, Timeline};

/// So many events are asked at once, whatever is asked.
const FEW: usize = 2 * BATCH;

/// For so long more of them are asked before it is looked whether a key waits.
const A_SLICE: Duration = Duration::from_millis(5);

/// As long as it takes less than this to ask some batches of events, more are asked at once.
const SHORT: Duration = Duration::from_millis(1);

/// Where it takes longer than this, fewer are.
const LONG: Duration = Duration::from_millis(3);

/// A question on its way through the events of one timeline.
#[derive(Debug, Clone)]
pub struct Seeking {
    timeline: Weak<Timeline>,
    inquiry: Inquiry,
    /// How many batches are asked at once.
    at_once: usize,
    /// Was all that it keeps shown?
    pub is_shown: bool,
}

impl Seeking {
    /// Puts a question to the events around one first: to all of them where they are few, else for a slice of
    /// time. What was asked before of the same timeline shortens the way where it can.
    #[must_use]
    pub fn start(before: Option<Self>, timeline: &Arc<Timeline>, query: Query, near: Option<EventIx>) -> Self {
        let inquiry = match before.filter(|before| before.is_of(timeline)) {
            Some(before) => Inquiry::after(before.inquiry, timeline, query, near),
            None => Inquiry::new(timeline, query, near),
        };
        let at_once = rayon::current_num_threads();
        let mut seeking = Self { timeline: Arc::downgrade(timeline), inquiry, at_once, is_shown: false };
        if timeline.document().events.len() <= FEW {
            seeking.inquiry.finish(timeline);
        } else {
            seeking.go_on(timeline);
        }
        seeking
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
        let begin = Instant::now();
        while begin.elapsed() < A_SLICE && !self.is_done() {
            let asked = Instant::now();
            self.inquiry.ask(timeline, self.at_once);
            match asked.elapsed() {
                took if took < SHORT => self.at_once *= 2,
                took if took > LONG => self.at_once = (self.at_once / 2).max(rayon::current_num_threads()),
                _ => {}
            }
        }
        self.is_done()
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
