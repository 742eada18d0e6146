//! What `annals list` can list: which rows there are, and how surely.

use serde_json::{Value, json};

use crate::cli::known;
use crate::model::date::Answer;
use crate::model::excerpt::Excerpt;
use crate::model::query::{EventSet, Found};
use crate::model::rhythm::Told;
use crate::model::timeline::{DisputeIx, EventIx, SourceIx, StatementIx, Support, Timeline};

/// What is listed, in order.
pub enum Rows {
    Events(Vec<(EventIx, Answer, bool)>),
    Statements(Vec<(StatementIx, Answer)>),
    Sources(Vec<(SourceIx, Support)>),
    Disputes(Vec<DisputeIx>),
    /// With the number of events that they are of.
    Gaps(Vec<Told>, usize),
    History(Vec<known::Step>),
}

impl Rows {
    /// The events found, or their statements.
    pub fn new(timeline: &Timeline, found: &Found, statements: bool) -> Self {
        if statements {
            let certain: EventSet = found
                .events
                .iter()
                .filter(|(_, answer)| *answer == Answer::Certainly)
                .map(|(event, _)| *event)
                .collect();
            let answer =
                |row| if certain.has(timeline.statement(row).event()) { Answer::Certainly } else { Answer::Possibly };
            let rows = Excerpt::new(timeline, found.ixs()).statements_in_order().into_iter();
            return Self::Statements(rows.map(|row| (row, answer(row))).collect());
        }
        let open = timeline.open_among(&found.ixs());
        Self::Events(found.events.iter().zip(open).map(|((event, answer), open)| (*event, *answer, open)).collect())
    }

    /// The sources of the events found, with what of these events rests on each.
    pub fn of_sources(timeline: &Timeline, found: &Found) -> Self {
        let events: EventSet = found.ixs().into_iter().collect();
        let whole = events.len() == timeline.events().len();
        let excerpt = Excerpt::new(timeline, found.ixs());
        let sources: Vec<SourceIx> = if whole { timeline.sources().collect() } else { excerpt.sources().collect() };
        let of_events = |part: &Timeline, source: &SourceIx| {
            let mut support = part.support(*source);
            support.resting.retain(|resting| events.has(resting.passage.event(part)));
            support.falling.retain(|event| events.has(*event));
            (*source, support)
        };
        Self::Sources(timeline.passed(&sources, |part, all| all.iter().map(|source| of_events(part, source)).collect()))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Events(rows) => rows.len(),
            Self::Statements(rows) => rows.len(),
            Self::Sources(rows) => rows.len(),
            Self::Disputes(rows) => rows.len(),
            Self::Gaps(rows, _) => rows.len(),
            Self::History(rows) => rows.len(),
        }
    }

    /// How many there are; of events and statements also how surely.
    pub fn counts(&self, undated: usize) -> Value {
        let answers: Vec<Answer> = match self {
            Self::Events(rows) => rows.iter().map(|(_, answer, _)| *answer).collect(),
            Self::Statements(rows) => rows.iter().map(|(_, answer)| *answer).collect(),
            Self::Sources(_) | Self::Disputes(_) | Self::Gaps(..) | Self::History(_) => {
                return json!({ "count": self.len() });
            }
        };
        let certainly = answers.iter().filter(|answer| **answer == Answer::Certainly).count();
        let possibly = self.len() - certainly;
        json!({ "count": self.len(), "certainly": certainly, "possibly": possibly, "undated": undated })
    }
}
