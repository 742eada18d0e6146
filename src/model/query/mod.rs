//! Questions to a timeline: words, fields and times, answered certainly, possibly or no.

mod fields;
mod read;

use super::date::{Answer, Date};
use super::document::Status;
use super::timeline::{ActorIx, Bearer, EventIx, OriginCount, Passage, SourceIx, Timeline};
use super::verdict::Verdict;

pub use fields::{FIELDS, Field, ValueFault, verdicts};
pub use read::QueryFault;

/// A question that every event answers.
#[derive(Debug, Clone)]
pub enum Query {
    /// All must hold; of nothing it is certain.
    All(Vec<Query>),
    /// One must hold.
    Any(Vec<Query>),
    /// The words stand somewhere in the event, case aside.
    Words(String),
    /// One of these takes part or speaks.
    Actor(Vec<ActorIx>),
    /// One of these speaks.
    Speaker(Vec<ActorIx>),
    /// It bears this tag.
    Tag(String),
    /// One of these carries it or a statement in it.
    Source(Vec<SourceIx>),
    /// It is part of a dispute of one of these statuses.
    Dispute(Vec<Status>),
    /// It bears a quote with one of these verdicts.
    Verdict(Vec<Verdict>),
    /// It has so many origins, or more where that is asked.
    Origins(usize, bool),
    /// It may end at or after the begin of this date.
    From(Date),
    /// It may begin at or before the end of this date.
    To(Date),
    /// It is one of these.
    Event(Vec<EventIx>),
}

/// What a query keeps, in the order of time.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Every event kept, with how sure that is.
    pub events: Vec<(EventIx, Answer)>,
    /// How many fell out only because they bear no date.
    pub undated: usize,
}

impl Found {
    /// The events alone.
    #[must_use]
    pub fn ixs(&self) -> Vec<EventIx> {
        self.events.iter().map(|(event, _)| *event).collect()
    }

    /// How many are kept only possibly.
    #[must_use]
    pub fn possibly(&self) -> usize {
        self.events.iter().filter(|(_, answer)| *answer == Answer::Possibly).count()
    }
}

impl Query {
    /// Must the quotes have been held against their copies before it can be answered?
    #[must_use]
    pub fn asks_for_verdicts(&self) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::asks_for_verdicts),
            Self::Verdict(_) => true,
            _ => false,
        }
    }

    /// Does it ask for the verdict that this passage has, so that it is the one to look at?
    #[must_use]
    pub fn points_at(&self, timeline: &Timeline, passage: Passage) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(|part| part.points_at(timeline, passage)),
            Self::Verdict(wanted) => {
                timeline.verdict_of(Bearer::Passage(passage)).is_some_and(|verdict| wanted.contains(&verdict))
            }
            _ => false,
        }
    }

    /// Does it keep everything?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::All(parts) if parts.iter().all(Self::is_empty))
    }

    /// The words that it looks for, for marking them.
    pub fn words(&self) -> Vec<&str> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::words).collect(),
            Self::Words(words) => vec![words],
            _ => Vec::new(),
        }
    }

    /// Does the event answer to it?
    #[must_use]
    pub fn answer(&self, timeline: &Timeline, event: EventIx) -> Answer {
        let view = timeline.event(event);
        match self {
            Self::All(parts) => {
                parts.iter().map(|part| part.answer(timeline, event)).fold(Answer::Certainly, Answer::and)
            }
            Self::Any(parts) => parts.iter().map(|part| part.answer(timeline, event)).fold(Answer::No, Answer::or),
            Self::Words(words) => Answer::sure(timeline.folded(event).contains(words.as_str())),
            Self::Actor(wanted) => Answer::sure(wanted.iter().any(|actor| view.involves(*actor))),
            Self::Speaker(wanted) => Answer::sure(
                view.statements()
                    .filter_map(|statement| timeline.statement(statement).speaker())
                    .any(|speaker| wanted.contains(&speaker)),
            ),
            Self::Tag(tag) => Answer::sure(view.tags().any(|known| known.to_lowercase() == *tag)),
            Self::Source(wanted) => Answer::sure(sources(timeline, event).any(|source| wanted.contains(&source))),
            Self::Dispute(statuses) => {
                Answer::sure(statuses.iter().any(|status| timeline.is_in_dispute(event, *status)))
            }
            Self::Verdict(wanted) => {
                let mut verdicts = view.passages().filter_map(|passage| timeline.verdict_of(Bearer::Passage(passage)));
                Answer::sure(verdicts.any(|verdict| wanted.contains(&verdict)))
            }
            Self::Origins(wanted, or_more) => {
                let OriginCount { count, or_more: uncertain } = timeline.origin_count(event);
                Answer::sure(if *or_more { count >= *wanted } else { count == *wanted && !uncertain })
            }
            Self::From(mark) => view.date().map_or(Answer::No, |date| date.from(mark)),
            Self::To(mark) => view.date().map_or(Answer::No, |date| date.to(mark)),
            Self::Event(wanted) => Answer::sure(wanted.contains(&event)),
        }
    }

    /// Every event that it keeps, in the order of time.
    #[must_use]
    pub fn find(&self, timeline: &Timeline) -> Found {
        let mut found = Found::default();
        let timeless = self.without_time();
        for event in timeline.order() {
            match self.answer(timeline, *event) {
                Answer::No => {
                    let undated = timeline.event(*event).date().is_none();
                    found.undated += usize::from(
                        undated && timeless.as_ref().is_some_and(|rest| rest.answer(timeline, *event) != Answer::No),
                    );
                }
                answer => found.events.push((*event, answer)),
            }
        }
        found
    }

    /// The query with its times taken out, or nothing where it has none.
    fn without_time(&self) -> Option<Self> {
        match self {
            Self::From(_) | Self::To(_) => Some(Self::All(Vec::new())),
            Self::All(parts) => {
                let rest: Vec<_> = parts.iter().map(|part| part.without_time()).collect();
                let timed = rest.iter().any(Option::is_some);
                timed.then(|| {
                    Self::All(
                        rest.into_iter().zip(parts).map(|(rest, part)| rest.unwrap_or_else(|| part.clone())).collect(),
                    )
                })
            }
            _ => None,
        }
    }
}

/// The sources that carry an event or a statement in it, and those through which the statements came.
fn sources(timeline: &Timeline, event: EventIx) -> impl Iterator<Item = SourceIx> {
    let view = timeline.event(event);
    let carriers = view.passages().filter_map(|passage| timeline.passage(passage).source());
    let via = view.statements().flat_map(|statement| timeline.statement(statement).via());
    carriers.chain(via.filter_map(|via| via.source()))
}
