//! Questions to a timeline: words, fields and times, answered certainly, possibly or no.

pub mod complete;
mod fields;
mod inquiry;
mod known;
mod read;
mod stand;
mod standing;
mod token;
pub mod write;

use super::batch::{BATCH, Batch, Part};
use super::date::{Answer, Date};
use super::document::{Status, Voice};
use super::timeline::{Bearer, EventIx, Passage, Sought, Timeline};
use super::verdict::Verdict;

pub use super::among::EventSet;
pub use fields::{FIELDS, Field, ValueFault, Values, verdicts};
pub use inquiry::Inquiry;
pub use known::{known_again, known_at};
pub use read::{QueryFault, turned_round};

/// How a query is written beside its fields, a form a row, with what it keeps.
pub const GRAMMAR: &[(&str, &str)] = &[
    (
        "troops",
        "these letters, also within a longer word, in titles, summaries, quotes, names and tags; accents and case aside",
    ),
    ("Poland", "with a capital letter: in just this case"),
    ("\"peace force\"", "the phrase; in it \\\" is a quote"),
    ("a b", "both; so does a AND b"),
    ("a OR b", "one of them, or both; binds looser than a blank"),
    ("-a  NOT a", "what a does not keep; binds closest. What may be also may not be"),
    ("(a OR b) c", "parentheses keep together"),
    ("tag:a,b", "one of several values; a value with blanks or commas stands between quotes"),
];

/// A question that every event answers.
#[derive(Debug, Clone)]
pub enum Query {
    /// All must hold; of nothing it is certain.
    All(Vec<Query>),
    /// One must hold.
    Any(Vec<Query>),
    /// It must not hold; what may hold may also not.
    Not(Box<Query>),
    /// The words stand somewhere in the event, accents aside, and case aside too where no capital is among them.
    Words(Box<Sought>),
    /// It is one of these.
    Among(EventSet),
    /// It bears a quote with one of these verdicts.
    Verdict(Vec<Verdict>),
    /// A statement in it is in this voice.
    Voice(Voice),
    /// It is part of a dispute of one of these statuses.
    Dispute(Vec<Status>),
    /// So many origins carry it, or more of them.
    Origins {
        /// How many.
        least: usize,
        /// Are more as good?
        or_more: bool,
    },
    /// It may end at or after the begin of this date.
    From(Date),
    /// It may begin at or before the end of this date.
    To(Date),
    /// It may lie wholly within this date.
    On(Date),
    /// The question about a date holds certainly.
    Certainly(Box<Query>),
    /// Something of it was known by the end of this date.
    Known(Date),
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
            Self::Not(part) => part.asks_for_verdicts(),
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

    /// The words that it looks for, as they were typed, for marking them.
    #[must_use]
    pub fn words(&self) -> Vec<&str> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::words).collect(),
            Self::Words(sought) => vec![sought.words().typed()],
            _ => Vec::new(),
        }
    }

    /// Does it keep only what has these very words?
    #[must_use]
    pub fn demands(&self, typed: &str) -> bool {
        match self {
            Self::All(parts) => parts.iter().any(|part| part.demands(typed)),
            Self::Words(sought) => sought.words().typed() == typed,
            _ => false,
        }
    }

    /// The day as of which the timeline is asked for, if one is.
    #[must_use]
    pub fn known(&self) -> Option<&Date> {
        match self {
            Self::Known(date) => Some(date),
            Self::All(parts) => parts.iter().find_map(Self::known),
            _ => None,
        }
    }

    /// Does the event answer to it? One without a date answers no to a time, and no to a time excluded.
    #[must_use]
    pub fn answer(&self, timeline: &Timeline, event: EventIx) -> Answer {
        let stand = self.stand(timeline, Batch::of(event), &Part::only(event));
        match event.at() % BATCH {
            nth if stand.certainly.has(nth) => Answer::Certainly,
            nth if stand.possibly.has(nth) => Answer::Possibly,
            _ => Answer::No,
        }
    }

    /// Every event that it keeps, in the order of time.
    #[must_use]
    pub fn find(&self, timeline: &Timeline) -> Found {
        let mut inquiry = Inquiry::new(timeline, self.clone(), None);
        inquiry.finish(timeline);
        inquiry.found(timeline)
    }
}
