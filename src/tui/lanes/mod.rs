//! The lanes being looked at: what they are, where the cursor is, and how they lie on the axis.

mod arrange;
mod crowd;
mod plot;
mod reach;

pub use arrange::{Arranged, Ends, Track};
pub use plot::{Dot, Dress, Label, Line, Plot, dots};

use std::collections::BTreeSet;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::dates::outermost;
use super::text::width;
use crate::model::date::{Instant, When};
use crate::model::lanes::{Item, KINDS, Lane, LaneKind, LaneOf, LaneSort, Lanes, SORTS, Spot};
use crate::model::safe::safe;
use crate::model::timeline::{ActorIx, EventIx, Timeline};
use crate::user::session::Seen;

/// The cells of the column for what has no date.
const UNDATED: usize = 5;
/// The fewest cells of a lane's name.
const NARROWEST: usize = 8;
/// The most cells of a lane's name.
const WIDEST: usize = 26;

/// What gives events in lanes another look: they are searched for, or chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dressing {
    /// The words searched.
    pub search: String,
    /// The rows of the range.
    pub range: Option<(usize, usize)>,
    /// The events marked one by one.
    pub marks: BTreeSet<EventIx>,
}

/// How the cells of a line in the lanes are shared out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Columns {
    /// The name of the lane and how much lies in it.
    pub gutter: usize,
    /// The axis.
    pub plot: usize,
    /// How much has no date; 0 where everything has one.
    pub undated: usize,
}

/// From how many things on lanes are thrown away where nobody waits for it.
const MANY: usize = 100_000;

/// The lanes view.
#[derive(Debug, Clone)]
pub struct LanesView {
    /// The lanes.
    pub lanes: Lanes,
    /// The lane and the thing in it under the cursor.
    pub cursor: Spot,
    /// The time that the cursor keeps to from lane to lane.
    pub at: Option<Instant>,
    /// How they lie on the axis.
    pub arranged: Arranged,
    /// For what looks they were plotted.
    pub dressing: Dressing,
    /// The widest name, in cells.
    longest: usize,
    /// How much has no date.
    undated: usize,
    /// The dates that reach furthest of what is not dated as its event is.
    dates_of_their_own: Vec<When>,
}

impl Drop for LanesView {
    fn drop(&mut self) {
        let lanes = std::mem::take(&mut self.lanes.lanes);
        if lanes.iter().map(|lane| lane.items.len()).sum::<usize>() > MANY {
            rayon::spawn(move || drop(lanes));
        }
    }
}

impl LanesView {
    /// The lanes of some events, not yet laid on an axis.
    #[must_use]
    pub fn new(timeline: &Timeline, events: &[EventIx], kind: LaneKind, sort: LaneSort) -> Self {
        let lanes = Lanes::of(timeline, events, kind, sort);
        let longest = lanes.lanes.iter().map(|lane| width(&safe(&lane.label))).max().unwrap_or(0);
        // What has no date is last in its lane.
        let dated = |lane: &Lane| lane.items.partition_point(|item| item.when(timeline).is_some());
        let undated = lanes.lanes.iter().map(|lane| lane.items.len() - dated(lane)).sum();
        let own = |lane: &Lane| {
            let items = || lane.items.iter().filter(|item| item.dated_by().is_some());
            outermost(|| items().filter_map(|item| item.when(timeline)))
        };
        let own: Vec<When> = lanes.lanes.par_iter().flat_map_iter(own).collect();
        let dates_of_their_own = outermost(|| own.iter());
        Self {
            lanes,
            cursor: Spot { lane: 0, item: 0 },
            at: None,
            arranged: Arranged::default(),
            dressing: Dressing::default(),
            longest,
            undated,
            dates_of_their_own,
        }
    }

    /// The lane under the cursor.
    #[must_use]
    pub fn lane(&self) -> Option<&Lane> {
        self.lanes.lanes.get(self.cursor.lane)
    }

    /// The actor of the lane under the cursor, where lanes are actors.
    #[must_use]
    pub fn actor(&self) -> Option<ActorIx> {
        self.lane().and_then(|lane| if let LaneOf::Actor(actor) = lane.of { Some(actor) } else { None })
    }

    /// What is under the cursor.
    #[must_use]
    pub fn item(&self) -> Option<&Item> {
        self.lane()?.items.get(self.cursor.item)
    }

    /// What the lanes are and where in them the cursor is, to come back to.
    #[must_use]
    pub fn seen(&self, named: Seen) -> Seen {
        let kind = KINDS.iter().position(|row| row.kind == self.lanes.kind);
        let sort = SORTS.iter().position(|row| row.sort == self.lanes.sort);
        let record = self.lane().map(|lane| lane.label.clone());
        Seen { record, nth: kind.unwrap_or(0), line: sort.unwrap_or(0), column: self.cursor.item, ..named }
    }

    /// Where the cursor was, if the lane is still there and has the event there.
    #[must_use]
    pub fn spot_again(&self, seen: &Seen, event: Option<EventIx>) -> Option<Spot> {
        let lane = self.lanes.lanes.iter().position(|lane| Some(&lane.label) == seen.record.as_ref())?;
        let item = self.lanes.lanes[lane].items.get(seen.column)?;
        (Some(item.event) == event).then_some(Spot { lane, item: seen.column })
    }

    /// The dates that reach furthest of what is not dated as its event is.
    #[must_use]
    pub fn dates_of_their_own(&self) -> &[When] {
        &self.dates_of_their_own
    }

    /// How much in the lanes has no date; all of it where there is no axis.
    #[must_use]
    pub fn undated(&self) -> usize {
        if self.arranged.is_bare() { self.lanes.lanes.iter().map(|lane| lane.items.len()).sum() } else { self.undated }
    }

    /// How a line of so many cells is shared out: the name, a blank, the axis, a blank, what has no date.
    #[must_use]
    pub fn columns(&self, room: usize) -> Columns {
        let undated = if self.undated > 0 && room >= 40 { UNDATED } else { 0 };
        let most = (room / 4).clamp(NARROWEST, WIDEST);
        // Before the name stands the cursor's mark, behind it a blank and a number.
        let gutter = (self.longest.min(most) + 1 + 4).min(room / 2);
        Columns { gutter, plot: room.saturating_sub(gutter + 2 + undated), undated }
    }
}
