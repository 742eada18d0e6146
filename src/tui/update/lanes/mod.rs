//! Among the lanes: from thing to thing, from lane to lane, and the list's cursor with them.

mod keep;

use crate::model::date::Instant;
use crate::model::lanes::{KINDS, SORTS, Spot};
use crate::model::timeline::{Passage, StatementIx};
use crate::tui::action::{Step, Way};
use crate::tui::lanes::LanesView;
use crate::tui::layer::Layer;
use crate::tui::layout;
use crate::tui::panes::lanes::parts;
use crate::tui::state::State;

use super::moves::stepped;

impl State {
    /// Shows the lanes, the cursor on the current event; where they are shown, goes back.
    pub(in crate::tui::update) fn toggle_lanes(&mut self) {
        if matches!(self.layers.last(), Some(Layer::Lanes(_))) {
            self.leave_lanes();
            return;
        }
        if self.rows.is_empty() {
            self.say("nothing is shown, so there are no lanes");
            return;
        }
        let (kind, sort) = self.last_lanes;
        let view = LanesView::new(&self.timeline, self.rows.events(), kind, sort);
        self.layers.push(Layer::Lanes(Box::new(view)));
        self.seek_in_lanes(None);
        self.measure_again();
    }

    /// Takes the lanes away.
    pub(in crate::tui::update) fn leave_lanes(&mut self) {
        if let Some(Layer::Lanes(_)) = self.layers.pop() {
            self.measure_again();
        }
    }

    /// To the next or previous thing in the lane.
    pub(in crate::tui::update) fn go_along(&mut self, way: Way) {
        let Some((view, lane)) = self.lanes().and_then(|view| Some((view, view.lane()?))) else { return };
        let (at, last) = (view.cursor.item, lane.items.len().saturating_sub(1));
        match way {
            Way::Next if at >= last => self.say("the last in this lane"),
            Way::Previous if at == 0 => self.say("the first in this lane"),
            Way::Next => self.go_to_spot(Spot { item: at + 1, ..self.lanes_cursor() }, true),
            Way::Previous => self.go_to_spot(Spot { item: at - 1, ..self.lanes_cursor() }, true),
        }
    }

    fn lanes_cursor(&self) -> Spot {
        self.lanes().map_or(Spot { lane: 0, item: 0 }, |view| view.cursor)
    }

    /// To another lane, where it is nearest in time.
    pub(in crate::tui::update) fn step_lanes(&mut self, step: Step) {
        let page = usize::from(parts(layout::screen(self).view).lanes.height);
        let Some(view) = self.lanes() else { return };
        let lane = stepped(view.cursor.lane, step, view.lanes.lanes.len(), page);
        if lane == view.cursor.lane {
            return;
        }
        let item = self.nearest_in_lane(lane, view.at);
        self.go_to_spot(Spot { lane, item }, false);
    }

    /// What in a lane is nearest to an instant; the last for none, since that has no date either.
    fn nearest_in_lane(&self, lane: usize, at: Option<Instant>) -> usize {
        let lane = self.lanes().and_then(|view| view.lanes.lanes.get(lane));
        let Some(at) = at else { return lane.map_or(0, |lane| lane.items.len().saturating_sub(1)) };
        lane.map_or(0, |lane| lane.nearest(&self.timeline, at))
    }

    /// To the first thing of the next or previous group of the axis's unit, in this lane.
    pub(in crate::tui::update) fn go_to_group_in_lane(&mut self, way: Way) {
        let Some((strip, view)) = self.strip.as_ref().zip(self.lanes()) else { return };
        let (axis, Some(lane)) = (strip.axis, view.lane()) else { return };
        let here = view.item().and_then(|item| item.when(&self.timeline)?.instant());
        let Some(here) = here else { return self.say("this has no date") };
        let first_from = |from: Instant| lane.first_from(&self.timeline, from);
        let item = match way {
            Way::Next => first_from(axis.next(here)),
            Way::Previous => {
                let before = lane.last_before(&self.timeline, axis.floor(here));
                before.and_then(|at| first_from(axis.floor(at)))
            }
        };
        match item {
            Some(item) => self.go_to_spot(Spot { item, ..self.lanes_cursor() }, true),
            None => {
                self.say(if way == Way::Next { "nothing later in this lane" } else { "nothing earlier in this lane" });
            }
        }
    }

    /// To the lane's next or previous statement.
    pub(in crate::tui::update) fn walk_lane(&mut self, way: Way) {
        let Some(lane) = self.lanes().and_then(|view| view.lane()) else { return };
        let spoken: Vec<(usize, StatementIx)> = lane
            .items
            .iter()
            .enumerate()
            .flat_map(|(at, item)| lane.said(item).iter().map(move |statement| (at, *statement)))
            .collect();
        let name = lane.label.clone();
        if spoken.is_empty() {
            return self.say(format!("{name}: no statement in this lane"));
        }
        let (cursor, passage) = (self.lanes_cursor(), self.passage());
        let here = spoken
            .iter()
            .position(|(at, statement)| *at == cursor.item && passage == Some(Passage::Statement(*statement)));
        let next = match (way, here) {
            (Way::Next, Some(here)) => spoken.get(here + 1).map(|_| here + 1),
            (Way::Previous, Some(here)) => here.checked_sub(1),
            (Way::Next, None) => spoken.iter().position(|(at, _)| *at >= cursor.item),
            (Way::Previous, None) => spoken.iter().rposition(|(at, _)| *at < cursor.item),
        };
        let round = if next.is_none() { ", round the end" } else { "" };
        let next = next.unwrap_or(if way == Way::Next { 0 } else { spoken.len() - 1 });
        let (item, statement) = spoken[next];
        self.go_to_spot(Spot { item, ..cursor }, true);
        self.go_to_passage(Passage::Statement(statement));
        self.say(format!("{name}: statement {} of {}{round}", next + 1, spoken.len()));
    }

    /// Another kind of lanes, the current event staying.
    pub(in crate::tui::update) fn turn_lanes(&mut self, way: Way) {
        let Some(lanes) = self.lanes().map(|view| &view.lanes) else { return };
        let at = KINDS.iter().position(|row| row.kind == lanes.kind).unwrap_or(0);
        let by = if way == Way::Next { 1 } else { KINDS.len() - 1 };
        let row = &KINDS[(at + by) % KINDS.len()];
        self.gather_lanes_as(row.kind, lanes.sort);
        self.measure_again();
        self.say(row.doc);
    }

    /// Another order of the lanes.
    pub(in crate::tui::update) fn sort_lanes(&mut self) {
        let Some(lanes) = self.lanes().map(|view| &view.lanes) else { return };
        let at = SORTS.iter().position(|row| row.sort == lanes.sort).unwrap_or(0);
        let row = &SORTS[(at + 1) % SORTS.len()];
        self.gather_lanes_as(lanes.kind, row.sort);
        self.measure_again();
        self.say(row.doc);
    }

    /// Puts the cursor on a thing in a lane, and that of the list on its event; `keeps` tells whether the
    /// time it has is kept to from then on.
    pub(in crate::tui::update) fn go_to_spot(&mut self, spot: Spot, keeps: bool) {
        let Some(lane) = self.lanes().and_then(|view| view.lanes.lanes.get(spot.lane)) else { return };
        let Some(item) = lane.items.get(spot.item).copied() else { return };
        let passage = lane.said(&item).first().copied().map(Passage::Statement).or(item.dated_by());
        let date = item.when(&self.timeline).copied();
        if let Some(view) = self.lanes_mut() {
            view.cursor = spot;
            if keeps {
                view.at = date.as_ref().and_then(|date| date.instant());
            }
        }
        if let Some(row) = self.row_of(item.event) {
            self.row = row;
            self.follow_event();
        }
        if let Some(passage) = passage {
            self.go_to_passage(passage);
        }
        date.iter().for_each(|date| self.bring_in_sight(date));
    }
}
