//! What turned out otherwise: accounts of before that a later one takes back, disputes or dates anew.

use super::query::EventSet;
use super::timeline::{DisputeIx, EventIx, Passage, SideView, StatementIx, Timeline};

/// Something known before, and what came later and says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// A statement is taken back or changed.
    Revised {
        /// What was known.
        statement: StatementIx,
        /// What came later.
        by: StatementIx,
    },
    /// An account is met by another one.
    Disputed {
        /// Their dispute.
        dispute: DisputeIx,
        /// The number of the side that came later.
        side: u32,
    },
    /// An event is dated otherwise.
    Dated {
        /// The event.
        event: EventIx,
        /// The evidence that came later.
        by: Passage,
    },
}

impl Turn {
    /// Does it say otherwise than this passage, which was known `before`?
    #[must_use]
    pub fn is_about(self, before: &Timeline, passage: Passage) -> bool {
        match self {
            Self::Revised { statement, .. } => passage == Passage::Statement(statement),
            Self::Disputed { dispute, .. } => before.dispute(dispute).sides().any(|side| speaks(side, passage)),
            Self::Dated { .. } => false,
        }
    }

    /// Is it about one of these events, as it was known `before`?
    #[must_use]
    pub fn is_of(self, before: &Timeline, events: &EventSet) -> bool {
        let of = |passage: &Passage| events.has(passage.event(before));
        match self {
            Self::Revised { statement, .. } => of(&Passage::Statement(statement)),
            Self::Disputed { dispute, .. } => before.dispute(dispute).sides().any(|side| {
                let mut beside = side.source().into_iter().flat_map(|source| before.passages_of(source));
                side.passages().iter().any(of) || beside.any(|passage| of(passage) && side.is_shared_by(*passage))
            }),
            Self::Dated { event, .. } => events.has(event),
        }
    }

    /// Does it date this event otherwise?
    #[must_use]
    pub fn dates(self, event: EventIx) -> bool {
        matches!(self, Self::Dated { event: of, .. } if of == event)
    }
}

/// Is the passage what the side goes by?
fn speaks(side: SideView, passage: Passage) -> bool {
    side.passages().contains(&passage) || side.is_shared_by(passage)
}

/// What was known `before` and turned out otherwise by what is known `after`: two views of one timeline.
#[must_use]
pub fn turns(before: &Timeline, after: &Timeline) -> Vec<Turn> {
    let new = |passage: &Passage| !before.has(*passage);
    let later = after.statements().filter(|by| new(&Passage::Statement(*by)));
    let revised = later.flat_map(|by| {
        let revises = after.statement(by).revises().iter();
        let known = revises.filter(|revised| before.has(Passage::Statement(**revised)));
        known.map(move |statement| Turn::Revised { statement: *statement, by })
    });
    let disputed = after.disputes().flat_map(|dispute| {
        let is_known = |side: &SideView| before.has_side(dispute.ix(), side.nth());
        let (known, later): (Vec<_>, Vec<_>) = dispute.sides().partition(is_known);
        let later = if known.is_empty() { Vec::new() } else { later };
        later.into_iter().map(move |side| Turn::Disputed { dispute: dispute.ix(), side: side.nth() })
    });
    let known = after.order().iter().filter(|event| before.has_event(**event));
    let dated = known.flat_map(|event| {
        let later = after.event(*event).passages().filter(new);
        later.filter(|by| dates_otherwise(before, *event, *by)).map(|by| Turn::Dated { event: *event, by })
    });
    revised.chain(disputed).chain(dated).collect()
}

/// Does the passage give the event another date than some evidence of before?
fn dates_otherwise(before: &Timeline, event: EventIx, by: Passage) -> bool {
    // Few passages have a date of their own, and only their records are read.
    let Some(date) = before.passage(by).when().and_then(|_| before.passage(by).dated()) else { return false };
    let own = before.event(event).date();
    let mut known = before.event(event).passages().map(|passage| before.passage(passage).dated().or(own));
    known.any(|known| known.is_none_or(|known| known.text() != date.text()))
}
