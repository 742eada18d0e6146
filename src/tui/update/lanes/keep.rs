//! The lanes kept in step with the rows, the axis, the current event and what is searched and chosen.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use crate::model::lanes::{Item, KINDS, LaneKind, LaneOf, LaneSort, SORTS, Spot};
use crate::model::timeline::{ActorIx, Passage};
use crate::tui::lanes::{Arranged, Dress, Dressing, LanesView};
use crate::tui::layout;
use crate::tui::panes::lanes::parts;
use crate::tui::state::State;
use crate::user::session::Seen;

impl State {
    /// Shows the lanes as they were seen, the cursor where it was as far as that is still there.
    pub(in crate::tui) fn show_lanes_again(&mut self, seen: &Seen) {
        let kind = KINDS.get(seen.nth).map(|row| row.kind).unwrap_or_default();
        let sort = SORTS.get(seen.line).map(|row| row.sort).unwrap_or_default();
        self.last_lanes = (kind, sort);
        if self.lanes().is_none() {
            self.toggle_lanes();
        }
        let spot = self.lanes().and_then(|view| view.spot_again(seen, self.event()));
        if let (Some(spot), Some(view)) = (spot, self.lanes_mut()) {
            view.cursor = spot;
        }
        self.settle_lanes();
    }

    /// Gathers the lanes of the rows anew, of another kind or in another order if asked.
    pub(in crate::tui) fn gather_lanes(&mut self) {
        let Some(view) = self.lanes() else { return };
        self.gather_lanes_as(view.lanes.kind, view.lanes.sort);
    }

    pub(super) fn gather_lanes_as(&mut self, kind: LaneKind, sort: LaneSort) {
        let was = self.lanes().and_then(|view| view.lane()).map(|lane| lane.of.clone());
        let view = LanesView::new(&self.timeline, self.rows.events(), kind, sort);
        if let Some(lanes) = self.lanes_mut() {
            *lanes = view;
        }
        // They are not always left by their own key.
        self.last_lanes = (kind, sort);
        self.seek_in_lanes(was.as_ref());
    }

    /// Lays the lanes on the axis as it is now.
    pub(in crate::tui) fn arrange_lanes(&mut self) {
        let Some(view) = self.lanes_mut() else { return };
        let arranged = std::mem::take(&mut view.arranged);
        let Some(view) = self.lanes() else { return };
        let axis = self.strip.as_ref().map(|strip| strip.axis);
        let height = usize::from(parts(layout::screen(self).view).lanes.height);
        let arranged = arranged.again(&self.timeline, &view.lanes.lanes, axis.as_ref(), height);
        let dressing = self.dressing();
        if let Some(view) = self.lanes_mut() {
            (view.arranged, view.dressing) = (arranged, dressing);
        }
        self.show_lanes();
    }

    /// Plots the lanes in sight, that of the cursor with the rows that it takes, as far as that is not done yet.
    fn show_lanes(&mut self) {
        let Some(view) = self.lanes_mut() else { return };
        let mut arranged = std::mem::take(&mut view.arranged);
        if let Some(view) = self.lanes() {
            self.plot_in_sight(view, &mut arranged);
        }
        if let Some(view) = self.lanes_mut() {
            view.arranged = arranged;
        }
    }

    fn plot_in_sight(&self, view: &LanesView, arranged: &mut Arranged) {
        let matched = LazyLock::new(|| (!self.search.is_empty()).then(|| self.matched()));
        let range = self.range();
        let is_in = |range: &RangeInclusive<usize>, event| self.row_of(event).is_some_and(|row| range.contains(&row));
        let dress = Dress {
            timeline: &self.timeline,
            is_searching: !self.search.is_empty(),
            is_matched: &|event| matched.as_ref().is_some_and(|matched| matched.has(event)),
            is_chosen: &|event| {
                self.selection.marks.contains(&event) || range.as_ref().is_some_and(|range| is_in(range, event))
            },
        };
        let (lanes, at) = (&view.lanes.lanes, view.cursor);
        let height = usize::from(parts(layout::screen(self).view).lanes.height);
        // Which lines are in sight depends on the row that the cursor's thing has, and on those that its lane gets.
        arranged.show_own(at.lane, lanes, &dress);
        arranged.open(at.lane, lanes, &dress);
        let first = arranged.first_line(at, height);
        let lane_of = |line: usize| arranged.place(line).map_or(lanes.len(), |place| place.lane);
        let shown = lane_of(first)..(lane_of(first + height) + 1).min(lanes.len());
        arranged.forget_but(&shown);
        arranged.show(shown, lanes, &dress);
    }

    fn dressing(&self) -> Dressing {
        Dressing {
            search: self.search.clone(),
            range: self.range().filter(|_| self.selection.anchor.is_some()).map(|range| (*range.start(), *range.end())),
            marks: self.selection.marks.clone(),
        }
    }

    /// After an action: the lanes follow the current event, the axis the screen, the looks what is chosen.
    pub(in crate::tui::update) fn settle_lanes(&mut self) {
        let Some(view) = self.lanes() else { return };
        let is_elsewhere = view.item().map(|item| item.event) != self.event();
        if is_elsewhere {
            let was = view.lane().map(|lane| lane.of.clone());
            self.seek_in_lanes(was.as_ref());
            self.follow_in_time();
        }
        let dressing = self.dressing();
        if let Some(view) = self.lanes_mut().filter(|view| view.dressing != dressing) {
            view.dressing = dressing;
            view.arranged.undress();
        }
        self.show_lanes();
    }

    /// Puts the cursor of the lanes on the current event: in the lane given if it is there, else in that of
    /// the actor who is followed, of the statement under the cursor, or the first.
    pub(in crate::tui::update) fn seek_in_lanes(&mut self, lane: Option<&LaneOf>) {
        let (event, passage) = (self.event(), self.passage());
        let followed = self.picked.map(LaneOf::Actor);
        let Some(view) = self.lanes() else { return };
        let worth = |spot: &Spot, item: &Item| {
            let here = &view.lanes.lanes[spot.lane];
            let of = &here.of;
            let says = here.said(item).iter().any(|statement| passage == Some(Passage::Statement(*statement)));
            (Some(of) == lane, says, Some(of) == followed.as_ref(), !item.is_mention())
        };
        // Of those that are worth as much the first, so they are gone through from the last.
        let here: Vec<(Spot, &Item)> =
            event.map(|event| view.lanes.spots_of(&self.timeline, event)).unwrap_or_default();
        let best = here.iter().rev().max_by_key(|(spot, item)| worth(spot, item)).map(|(spot, _)| *spot);
        let at = best.and_then(|spot| {
            view.lanes.lanes[spot.lane].items[spot.item].when(&self.timeline).and_then(|date| date.instant())
        });
        if let (Some(spot), Some(view)) = (best, self.lanes_mut()) {
            view.cursor = spot;
            view.at = at;
        }
    }

    /// To the lane of an actor, where there is one that has the current event.
    pub(in crate::tui::update) fn seek_actor_in_lanes(&mut self, actor: ActorIx) {
        self.seek_in_lanes(Some(&LaneOf::Actor(actor)));
    }
}
