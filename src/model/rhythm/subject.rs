//! Whose rhythm it is: that of all events, of what an actor says, or of what bears a tag.

use std::collections::HashMap;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::{Burst, Rhythm, Silence, Window};
use crate::model::date::{Date, When};
use crate::model::plural::plural;
use crate::model::timeline::{ActorIx, EventIx, StatementIx, Timeline};

/// Whose rhythm it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// All events.
    Whole,
    /// What an actor says; the events with an actor who says nothing.
    Actor(ActorIx),
    /// The events with a tag.
    Tag(String),
}

/// Something that lies in time: an event, or a statement in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thing {
    /// The event.
    pub event: EventIx,
    /// The statement, if it is one.
    pub statement: Option<StatementIx>,
}

impl Thing {
    /// Its date: that at which a statement was made.
    #[must_use]
    pub fn date(self, timeline: &Timeline) -> Option<&Date> {
        match self.statement {
            Some(statement) => timeline.statement(statement).date(),
            None => timeline.event(self.event).date(),
        }
    }

    /// The bounds of that date, without reading its record.
    #[must_use]
    pub fn when(self, timeline: &Timeline) -> Option<&When> {
        match self.statement {
            Some(statement) => timeline.statement(statement).when(),
            None => timeline.event(self.event).when(),
        }
    }
}

impl Subject {
    /// Its name: `everything`, that of the actor, or the tag.
    #[must_use]
    pub fn name(&self, timeline: &Timeline) -> String {
        match self {
            Self::Whole => "everything".to_owned(),
            Self::Actor(actor) => timeline.actor(*actor).name().to_owned(),
            Self::Tag(tag) => format!("tag {tag}"),
        }
    }
}

/// Every subject with two things or more among `events`, with its things: the whole first, then the actors with
/// the most statements, then the tags borne most often.
#[must_use]
pub fn subjects(timeline: &Timeline, events: &[EventIx]) -> Vec<(Subject, Vec<Thing>)> {
    let whole = events.iter().map(|event| Thing { event: *event, statement: None }).collect();
    let mut subjects = vec![(Subject::Whole, whole)];
    subjects.extend(by_actor(timeline, events));
    subjects.extend(by_tag(timeline, events));
    subjects.retain(|(_, things)| things.len() > 1);
    subjects
}

fn by_actor(timeline: &Timeline, events: &[EventIx]) -> Vec<(Subject, Vec<Thing>)> {
    let none = || (Vec::new(), Vec::new());
    let mut of_actor: Vec<(Vec<Thing>, Vec<Thing>)> = timeline.document().actors.0.iter().map(|_| none()).collect();
    for event in events {
        let view = timeline.event(*event);
        for statement in view.statements() {
            if let Some(speaker) = timeline.statement(statement).speaker() {
                of_actor[speaker.at()].0.push(Thing { event: *event, statement: Some(statement) });
            }
        }
        view.actors().iter().for_each(|actor| of_actor[actor.at()].1.push(Thing { event: *event, statement: None }));
    }
    let mut of_actor: Vec<Option<(Vec<Thing>, Vec<Thing>)>> = of_actor.into_iter().map(Some).collect();
    let mut take = |actor: &ActorIx| of_actor[actor.at()].take().unwrap_or_else(none);
    let things = timeline.actors_by_weight().iter().map(|actor| {
        let (says, takes_part) = take(actor);
        (Subject::Actor(*actor), if says.is_empty() { takes_part } else { says })
    });
    things.collect()
}

fn by_tag(timeline: &Timeline, events: &[EventIx]) -> Vec<(Subject, Vec<Thing>)> {
    let mut of_tag: HashMap<&str, Vec<Thing>> = HashMap::new();
    for event in events {
        for tag in timeline.event(*event).tags() {
            of_tag.entry(tag).or_default().push(Thing { event: *event, statement: None });
        }
    }
    let mut tags: Vec<(&str, Vec<Thing>)> = of_tag.into_iter().collect();
    tags.sort_by_key(|(tag, things)| (std::cmp::Reverse(things.len()), *tag));
    tags.into_iter().map(|(tag, things)| (Subject::Tag(tag.to_owned()), things)).collect()
}

/// What is told of the rhythm of a subject.
#[derive(Debug, Clone)]
pub struct Told {
    /// Whose it is.
    pub subject: Subject,
    /// Its things.
    pub rhythm: Rhythm<Thing>,
    /// When its things are, equal dates that follow each other once, with how many they are.
    pub dates: Vec<(When, usize)>,
    /// Its silences, the longest first.
    pub silences: Vec<Silence<Thing>>,
    /// The length of its busiest stretches.
    pub window: Window,
    /// Its busiest stretches, the busiest first.
    pub bursts: Vec<Burst<Thing>>,
    /// Are its things statements, and not events?
    of_statements: bool,
}

impl Told {
    /// At most `most` silences and bursts of a subject with its things; `window` is the length of a burst, the usual
    /// one where none is given.
    #[must_use]
    fn of(timeline: &Timeline, (subject, things): (Subject, Vec<Thing>), window: Option<Window>, most: usize) -> Self {
        let rhythm = Rhythm::of_things(timeline, &things);
        let mut silences = rhythm.silences();
        silences.truncate(most);
        let window = window.unwrap_or_else(|| rhythm.usual_window());
        let mut bursts = rhythm.bursts(window, most);
        // Where one holds everything, nothing is busier than the rest.
        bursts.retain(|burst| burst.certainly < rhythm.len());
        let of_statements = things.iter().all(|thing| thing.statement.is_some());
        let mut dates: Vec<(When, usize)> = Vec::new();
        for when in rhythm.things().filter_map(|thing| thing.when(timeline)) {
            match dates.last_mut() {
                Some((last, count)) if last == when => *count += 1,
                _ => dates.push((*when, 1)),
            }
        }
        Self { subject, rhythm, dates, silences, window, bursts, of_statements }
    }

    /// All of these subjects, in the order in which they are best told: the whole first, then those with a silence.
    #[must_use]
    pub fn all(
        timeline: &Timeline,
        subjects: Vec<(Subject, Vec<Thing>)>,
        window: Option<Window>,
        most: usize,
    ) -> Vec<Self> {
        let mut all: Vec<Self> =
            subjects.into_par_iter().map(|subject| Self::of(timeline, subject, window, most)).collect();
        all.sort_by_key(|told| (told.subject != Subject::Whole, told.silences.is_empty()));
        all
    }

    /// Why no silence is told, where none is.
    #[must_use]
    pub fn unsilent(&self) -> Option<&'static str> {
        match self.rhythm.len() {
            _ if !self.silences.is_empty() => None,
            0 => Some("none, as nothing of it has a date"),
            1 => Some("none, as only one thing of it has a date"),
            _ => Some("none that is certain: something may lie in every stretch"),
        }
    }

    /// How many things it has, in the words of what they are: `9 statements`, `12 events, 1 of them without a date`.
    #[must_use]
    pub fn counted(&self) -> String {
        let (dated, undated) = (self.rhythm.len(), self.rhythm.undated());
        let all = plural(dated + undated, if self.of_statements { "statement" } else { "event" });
        if undated > 0 { format!("{all}, {undated} of them without a date") } else { all }
    }
}

impl Rhythm<Thing> {
    /// The rhythm of things of a timeline.
    #[must_use]
    pub fn of_things(timeline: &Timeline, things: &[Thing]) -> Self {
        Self::of(things.iter().map(|thing| (*thing, thing.when(timeline))), timeline.offset())
    }
}
