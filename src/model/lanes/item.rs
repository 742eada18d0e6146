//! A thing in a lane: an event at one date, in little room, since there are more of them than events.

use crate::model::date::{Date, When};
use crate::model::timeline::{EventIx, Lists, Passage, StatementIx, Timeline};

/// An event in a lane, at one date. What was said at another date than the event's is an item of its own.
#[derive(Debug, Clone, Copy)]
pub struct Item {
    /// The event.
    pub event: EventIx,
    /// The statement that is said in it; or [`NONE`]; or, marked as [`OTHER`], the number of a list of several.
    said: StatementIx,
    /// The statement that has the date; or [`NONE`] where the event has it; or, marked as [`OTHER`], the number of a piece
    /// of its evidence.
    dated_by: u32,
}

/// No statement has this number.
const NONE: u32 = u32::MAX;

/// Marks the number of what is no statement. No statement has it, since each takes more than two bytes of a file.
const OTHER: u32 = 1 << 31;

impl Item {
    /// An event at the date that a passage of it has, else at its own. What is `said` in it is put among `several` where
    /// it is more than one statement.
    pub(super) fn new(
        event: EventIx,
        dated_by: Option<Passage>,
        said: &[StatementIx],
        several: &mut Lists<StatementIx>,
    ) -> Self {
        let dated_by = match dated_by {
            None => NONE,
            Some(Passage::Statement(statement)) => statement.0,
            Some(Passage::Evidence(_, nth)) => OTHER | nth,
        };
        let said = match said {
            [] => StatementIx(NONE),
            [statement] => *statement,
            statements => {
                several.push(statements.iter().copied());
                StatementIx(OTHER | StatementIx::of(several.len() - 1).0)
            }
        };
        Self { event, said, dated_by }
    }

    /// When it is.
    #[must_use]
    pub fn date<'t>(&self, timeline: &'t Timeline) -> Option<&'t Date> {
        match self.dated_by() {
            None => timeline.event(self.event).date(),
            Some(Passage::Statement(statement)) => timeline.statement(statement).date(),
            Some(evidence) => timeline.passage(evidence).dated(),
        }
    }

    /// The bounds of that date, without reading its record.
    #[must_use]
    pub fn when<'t>(&self, timeline: &'t Timeline) -> Option<&'t When> {
        match self.dated_by() {
            None => timeline.event(self.event).when(),
            Some(Passage::Statement(statement)) => timeline.statement(statement).when(),
            Some(evidence) => timeline.passage(evidence).when(),
        }
    }

    /// The passage that has the date: a statement `said` then, evidence that dates the event otherwise. Nothing where the
    /// date is the event's own.
    #[must_use]
    pub const fn dated_by(&self) -> Option<Passage> {
        match self.dated_by {
            NONE => None,
            number if number & OTHER == 0 => Some(Passage::Statement(StatementIx(number))),
            number => Some(Passage::Evidence(self.event, number & !OTHER)),
        }
    }

    /// Is the lane only mentioned, with nothing said in it?
    #[must_use]
    pub const fn is_mention(&self) -> bool {
        self.said.0 == NONE
    }

    /// What is said in it, where `several` are those of its lane.
    pub(super) fn said<'l>(&'l self, several: &'l Lists<StatementIx>) -> &'l [StatementIx] {
        match self.said.0 {
            NONE => &[],
            number if number & OTHER == 0 => std::slice::from_ref(&self.said),
            number => several.of((number & !OTHER) as usize),
        }
    }

    /// The same in another lane.
    pub(super) fn moved(&self, from: &Lists<StatementIx>, to: &mut Lists<StatementIx>) -> Self {
        Self::new(self.event, self.dated_by(), self.said(from), to)
    }
}
