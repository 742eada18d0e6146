//! The positions of several actors side by side: what each says, time by time.

use std::collections::HashMap;

use super::date::Date;
use super::timeline::{ActorIx, EventIx, StatementIx, Timeline};

/// What several actors say, in the order of time.
#[derive(Debug, Clone, Default)]
pub struct Track {
    /// The actors, a column each.
    pub actors: Vec<ActorIx>,
    /// The times at which any of them says something, from first to last.
    pub moments: Vec<Moment>,
}

/// What is said at one date, however vague that is.
#[derive(Debug, Clone)]
pub struct Moment {
    /// For each actor the statements, in the order in which they were made.
    pub columns: Vec<Vec<Said>>,
    /// For each actor: does a revision reach over this moment, from one before it to one behind it?
    pub reached_over: Vec<bool>,
}

/// A statement, and whether what the same actor says before or after it is bound to it by a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// The statement.
    pub statement: StatementIx,
    /// A revision reaches it from above: it revises one before it, or stands between the two.
    pub from_above: bool,
    /// A revision reaches on below it.
    pub to_below: bool,
    /// Is it itself an end of a revision?
    pub is_end: bool,
}

/// Where in a track a statement stands: moment, column, and how many above it there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Place {
    /// The moment, by its number.
    pub moment: usize,
    /// The column, by its number.
    pub column: usize,
    /// Of the statements of that actor then, by its number.
    pub nth: usize,
}

impl Track {
    /// What `actors` say in `events`, at the dates at which they say it.
    #[must_use]
    pub fn of(timeline: &Timeline, events: &[EventIx], actors: &[ActorIx]) -> Self {
        let mut shown = vec![false; timeline.document().events.len()];
        events.iter().for_each(|event| shown[event.at()] = true);
        let mut all: Vec<(StatementIx, usize)> = actors
            .iter()
            .enumerate()
            .flat_map(|(column, actor)| timeline.statements_of(*actor).iter().map(move |said| (*said, column)))
            .filter(|(statement, _)| shown[timeline.statement(*statement).event().at()])
            .collect();
        all.sort_by(|(a, _), (b, _)| timeline.compare_statements(*a, *b));
        let when = |statement: StatementIx| timeline.statement(statement).date().map(Date::text);
        let mut moments: Vec<Moment> = Vec::new();
        for group in all.chunk_by(|(a, _), (b, _)| when(*a) == when(*b)) {
            let mut columns = vec![Vec::new(); actors.len()];
            for (statement, column) in group {
                let (from_above, to_below, is_end) = (false, false, false);
                columns[*column].push(Said { statement: *statement, from_above, to_below, is_end });
            }
            moments.push(Moment { columns, reached_over: vec![false; actors.len()] });
        }
        let mut track = Self { actors: actors.to_vec(), moments };
        (0..actors.len()).for_each(|column| track.link(timeline, column));
        track
    }

    /// Finds what the revisions in a column bind together.
    fn link(&mut self, timeline: &Timeline, column: usize) {
        let order: Vec<StatementIx> =
            self.moments.iter().flat_map(|moment| &moment.columns[column]).map(|said| said.statement).collect();
        let places: HashMap<StatementIx, usize> = order.iter().enumerate().map(|(at, said)| (*said, at)).collect();
        let mut reaches = vec![0_isize; order.len() + 1];
        let mut ends = vec![false; order.len()];
        for (at, statement) in order.iter().enumerate() {
            for other in timeline.statement(*statement).revises().iter().filter_map(|other| places.get(other).copied())
            {
                let (first, last) = (at.min(other), at.max(other));
                reaches[first] += 1;
                reaches[last] -= 1;
                (ends[first], ends[last]) = (true, true);
            }
        }
        let (mut open, mut at) = (0, 0);
        for moment in &mut self.moments {
            moment.reached_over[column] = open > 0;
            for said in &mut moment.columns[column] {
                said.from_above = open > 0;
                open += reaches[at];
                said.to_below = open > 0;
                said.is_end = ends[at];
                at += 1;
            }
        }
    }

    /// Is nothing said?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.moments.is_empty()
    }

    /// The statement at a place.
    #[must_use]
    pub fn at(&self, place: Place) -> Option<StatementIx> {
        let said = self.moments.get(place.moment)?.columns.get(place.column)?.get(place.nth)?;
        Some(said.statement)
    }

    /// Every place at which something is said, by time and then by column.
    #[must_use]
    pub fn places(&self) -> impl DoubleEndedIterator<Item = Place> {
        self.moments.iter().enumerate().flat_map(|(moment, at)| {
            let columns = at.columns.iter().enumerate();
            columns.flat_map(move |(column, said)| (0..said.len()).map(move |nth| Place { moment, column, nth }))
        })
    }

    /// The place of a statement.
    #[must_use]
    pub fn place_of(&self, statement: StatementIx) -> Option<Place> {
        self.places().find(|place| self.at(*place) == Some(statement))
    }

    /// The place itself where something is said there, else one near it.
    #[must_use]
    pub fn near(&self, at: Place) -> Place {
        let column = at.column.min(self.actors.len().saturating_sub(1));
        let itself = self.at(at).map(|_| at);
        itself.or_else(|| self.nearest(at, column)).or_else(|| self.places().next()).unwrap_or_default()
    }

    /// The place nearest in time to another, in a column; nothing where that actor says nothing.
    #[must_use]
    pub fn nearest(&self, place: Place, column: usize) -> Option<Place> {
        let there = self.places().filter(|known| known.column == column);
        there.min_by_key(|known| (known.moment.abs_diff(place.moment), known.nth.abs_diff(place.nth)))
    }
}
