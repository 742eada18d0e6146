//! Events, quotes and disputes by what they are rather than by number, to be known again in another reading of the file.

use serde::{Deserialize, Serialize};

use super::timeline::{DisputeIx, EventIx, Timeline};

/// An event to be known again: by its id, else by its title, else by its place in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownEvent {
    /// Its id, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    title: String,
    at: usize,
}

/// How many events around the place of one are looked at one by one.
const NEAR: usize = 64;

impl KnownEvent {
    /// What an event is known by.
    #[must_use]
    pub fn of(timeline: &Timeline, event: EventIx) -> Self {
        let view = timeline.event(event);
        Self { id: view.id().map(str::to_owned), title: view.title().to_owned(), at: event.at() }
    }

    /// The title that it had.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The event; where it is gone, the one that stands in its place now.
    #[must_use]
    pub fn find(&self, timeline: &Timeline) -> Option<EventIx> {
        self.find_itself(timeline)
            .or_else(|| (self.at < timeline.document().events.len()).then(|| EventIx::of(self.at)))
    }

    /// The event and no other one. Of several with its title, that nearest to where it stood.
    #[must_use]
    pub fn find_itself(&self, timeline: &Timeline) -> Option<EventIx> {
        let by_id = self.id.as_deref().and_then(|id| timeline.event_named(id));
        by_id.or_else(|| {
            let count = timeline.document().events.len();
            // A kept place may be any number at all.
            let from = self.at.min(count);
            let around = (0..=count).flat_map(|far| [from.checked_sub(far), from.checked_add(far)]);
            let around: Vec<EventIx> = around.flatten().filter(|at| *at < count).map(EventIx::of).collect();
            let has_title = |part: &Timeline, event: &EventIx| part.event(*event).title() == self.title;
            let first =
                |part: &Timeline, events: &[EventIx]| events.iter().copied().find(|event| has_title(part, event));
            // Mostly it stands near; else the others are looked through, a little further than to the first that has it.
            let (near, others) = around.split_at(around.len().min(NEAR));
            let far = || timeline.pass(others, first, |found| found.map_or(Ok(()), Err)).err();
            first(&timeline.unread(), near).or_else(far)
        })
    }
}

/// A quote of an event to be known again: by its words, else by its number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownQuote {
    /// The event.
    pub event: KnownEvent,
    /// Which of the event's passages.
    quote: usize,
    /// Its words, if it has any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    words: Option<String>,
}

impl KnownQuote {
    /// What a passage of an event is known by; `quote` counts the event's passages.
    #[must_use]
    pub fn of(timeline: &Timeline, event: EventIx, quote: usize) -> Self {
        let passage = timeline.event(event).passages().nth(quote);
        let words = passage.and_then(|passage| timeline.passage(passage).quote());
        Self { event: KnownEvent::of(timeline, event), quote, words: words.map(str::to_owned) }
    }

    /// The event, or what stands in its place now, and which of its passages.
    #[must_use]
    pub fn find(&self, timeline: &Timeline) -> Option<(EventIx, usize)> {
        self.event.find(timeline).map(|event| (event, self.quote_in(timeline, event)))
    }

    /// The event and no other one, and which of its passages.
    #[must_use]
    pub fn find_itself(&self, timeline: &Timeline) -> Option<(EventIx, usize)> {
        self.event.find_itself(timeline).map(|event| (event, self.quote_in(timeline, event)))
    }

    /// The passage with these words, that at the number before others.
    fn quote_in(&self, timeline: &Timeline, event: EventIx) -> usize {
        let Some(words) = self.words.as_deref() else { return self.quote };
        let same = timeline.event(event).passages().enumerate();
        let same = same.filter(|(_, passage)| timeline.passage(*passage).quote() == Some(words));
        same.map(|(nth, _)| nth).min_by_key(|nth| nth.abs_diff(self.quote)).unwrap_or(self.quote)
    }
}

/// The dispute that asks this question; of several, that nearest to the number `at`.
#[must_use]
pub fn dispute_asking(timeline: &Timeline, question: &str, at: usize) -> Option<DisputeIx> {
    let asking = timeline.disputes().enumerate().filter(|(_, dispute)| &*dispute.record().question == question);
    asking.min_by_key(|(nth, _)| nth.abs_diff(at)).map(|(_, dispute)| dispute.ix())
}
