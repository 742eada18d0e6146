//! Cursors: within a pane, between panes, along the axis and to a match.

use crate::model::timeline::{ActorIx, Passage};
use crate::tui::action::{Pane, Step, Way};
use crate::tui::layer::{Layer, Spot};
use crate::tui::layout;
use crate::tui::panes;
use crate::tui::state::{Here, State};

/// Where a step leads among `count` rows, `page` of which are in sight.
pub(super) fn stepped(at: usize, step: Step, count: usize, page: usize) -> usize {
    let last = count.saturating_sub(1);
    let page = page.max(1);
    match step {
        Step::Down => at.saturating_add(1),
        Step::Up => at.saturating_sub(1),
        Step::HalfDown => at.saturating_add(page.div_ceil(2)),
        Step::HalfUp => at.saturating_sub(page.div_ceil(2)),
        Step::PageDown => at.saturating_add(page),
        Step::PageUp => at.saturating_sub(page),
        Step::First => 0,
        Step::Last => last,
    }
    .min(last)
}

impl State {
    /// A step of whatever has the keys.
    pub(super) fn step(&mut self, step: Step) {
        let screen = layout::screen(self);
        let room = layout::inner_width(screen.view);
        let page = match self.layers.last() {
            Some(Layer::Copy(_)) => panes::copy::height(self),
            _ => layout::inner_height(screen.view),
        };
        let lines = match self.layers.last() {
            Some(Layer::Reader(_)) => panes::reader::lines(self, room).len(),
            Some(Layer::Copy(reading)) => reading.rows.len(),
            Some(Layer::Help(_)) => panes::help::lines(self, room).len(),
            _ => 0,
        };
        let spot = self.spot().map(|(spot, count)| self.stepped_spot(spot, step, count, page, room));
        if let Some(Layer::Track(_)) = self.layers.last() {
            return self.step_in_track(step, page);
        }
        // A text is scrolled until its last line is at the foot, not until it is at the top.
        let tops = (lines + 1).saturating_sub(page).max(1);
        if let Some(spot) = spot {
            return self.put_spot(spot);
        }
        match self.layers.last_mut() {
            Some(Layer::Reader(top) | Layer::Help(top)) => *top = stepped((*top).min(tops - 1), step, tops, page),
            Some(Layer::Copy(reading)) => reading.top = stepped(reading.top.min(tops - 1), step, tops, page),
            Some(Layer::Picker(picker)) => picker.cursor = stepped(picker.cursor, step, picker.found.len(), page),
            Some(Layer::Lanes(_)) => self.step_lanes(step),
            Some(_) => {}
            None => self.step_in_pane(step, layout::inner_height(screen.pane(self.focus))),
        }
    }

    /// The spot of the view on top, if it is one of records, and how many records it has.
    pub(super) fn spot(&self) -> Option<(Spot, usize)> {
        match self.layers.last()? {
            Layer::Sources(spot) => Some((*spot, self.timeline.sources().len())),
            Layer::Findings(spot) => Some((*spot, self.findings.len())),
            Layer::Disputes(seat) => Some((seat.spot, self.timeline.disputes().len())),
            Layer::Silences(silences) => Some((silences.spot, silences.told.len())),
            _ => None,
        }
    }

    /// Where a step leads among the lines of `count` records, of which only those passed are laid out.
    fn stepped_spot(&self, spot: Spot, step: Step, count: usize, page: usize, room: usize) -> Spot {
        let length = |record: usize| self.record_length(record, room);
        let page = page.max(1);
        let (mut left, down) = match step {
            Step::First => return Spot::default(),
            Step::Last => return Spot { record: count.saturating_sub(1), line: usize::MAX },
            Step::Down => (1, true),
            Step::HalfDown => (page.div_ceil(2), true),
            Step::PageDown => (page, true),
            Step::Up => (1, false),
            Step::HalfUp => (page.div_ceil(2), false),
            Step::PageUp => (page, false),
        };
        let Spot { mut record, line } = spot;
        let mut line = line.min(length(record) - 1);
        while left > 0 {
            let room_here = if down { length(record) - 1 - line } else { line };
            let last = if down { record + 1 >= count } else { record == 0 };
            let on = left.min(room_here);
            line = if down { line + on } else { line - on };
            left -= on;
            if left == 0 || last {
                break;
            }
            record = if down { record + 1 } else { record - 1 };
            line = if down { 0 } else { length(record) - 1 };
            left -= 1;
        }
        Spot { record, line }
    }

    /// How many lines a record of the view on top has, in `room` cells.
    pub(super) fn record_length(&self, record: usize, room: usize) -> usize {
        let lines = match self.layers.last() {
            Some(Layer::Sources(_)) => panes::sources::lines(self, record, room).len(),
            Some(Layer::Disputes(_)) => panes::disputes::sheet(self, record, room).height(),
            Some(Layer::Silences(silences)) => panes::silences::lines(self, silences, record, room).len(),
            _ => panes::findings::lines(self, record, room).len(),
        };
        lines.max(1)
    }

    /// Puts the cursor of the view on top, if it is one of records, on a spot.
    pub(super) fn put_spot(&mut self, spot: Spot) {
        match self.layers.last_mut() {
            Some(Layer::Sources(at) | Layer::Findings(at)) => *at = spot,
            Some(Layer::Disputes(seat)) => *seat = seat.moved(spot),
            Some(Layer::Silences(silences)) => silences.spot = spot,
            _ => {}
        }
    }

    fn step_in_pane(&mut self, step: Step, page: usize) {
        match self.focus {
            Pane::Events => self.go_to_row(stepped(self.row, step, self.rows.len(), page)),
            Pane::Actors => {
                self.actor_row = stepped(self.actor_row, step, self.timeline.actors_by_weight().len(), page);
            }
            Pane::Quotes => {
                self.quote = stepped(self.quote, step, self.passages().len(), 3);
                self.follow_quote();
            }
        }
    }

    /// To the next or previous pane; in a view of records to the next or previous record.
    pub(super) fn turn(&mut self, way: Way) {
        let spot = self.spot().map(|(spot, count)| match way {
            Way::Next => Spot { record: (spot.record + 1).min(count.saturating_sub(1)), line: 0 },
            Way::Previous => Spot { record: spot.record.saturating_sub(1), line: 0 },
        });
        match (spot, self.layers.last()) {
            (Some(spot), _) => self.put_spot(spot),
            (None, Some(Layer::Reader(_))) => self.turn_to_quote(way),
            (None, _) => {
                let at = Pane::ALL.iter().position(|pane| *pane == self.focus).unwrap_or(0);
                let by = if way == Way::Next { 1 } else { Pane::ALL.len() - 1 };
                self.focus = Pane::ALL[(at + by) % Pane::ALL.len()];
            }
        }
    }

    /// To a quote of the current event.
    pub(super) fn go_to_quote(&mut self, quote: usize) {
        self.quote = quote.min(self.passages().len().saturating_sub(1));
        self.follow_quote();
    }

    /// In an event in full: to its next or previous quote.
    fn turn_to_quote(&mut self, way: Way) {
        let last = self.passages().len().saturating_sub(1);
        self.quote = match way {
            Way::Next => (self.quote + 1).min(last),
            Way::Previous => self.quote.saturating_sub(1),
        };
        self.follow_quote();
        self.scroll_to_quote();
    }

    /// Puts the cursors where they were, or as near as what is shown allows.
    pub(in crate::tui) fn go_back_to(&mut self, here: Option<Here>) {
        let Some(Here { event, quote }) = here else {
            self.go_to_row(0);
            return;
        };
        let row = self.row_of(event);
        self.go_to_row(row.unwrap_or_else(|| self.rows.nearest(&self.timeline, event)));
        if row.is_some() {
            self.quote = quote.min(self.passages().len().saturating_sub(1));
            self.follow_quote();
        }
    }

    /// Puts the cursor on a row, the other panes with it.
    pub(super) fn go_to_row(&mut self, row: usize) {
        if row != self.row {
            self.row = row;
            self.follow_event();
            self.follow_in_time();
        }
        if let Some(Layer::Reader(top)) = self.layers.last_mut() {
            *top = 0;
        }
    }

    /// Puts all cursors on a passage, if its event is shown.
    pub(super) fn go_to_passage(&mut self, passage: Passage) {
        if let Some(row) = self.row_of(passage.event(&self.timeline)) {
            self.go_to_row(row);
            self.quote = self.passages().iter().position(|known| *known == passage).unwrap_or(0);
            self.follow_quote();
            self.scroll_to_quote();
        }
    }

    /// In the reader, the quote under the cursor comes to the top.
    pub(super) fn scroll_to_quote(&mut self) {
        if !matches!(self.layers.last(), Some(Layer::Reader(_))) {
            return;
        }
        let line = panes::reader::line_of_quote(self, layout::inner_width(layout::screen(self).view));
        if let Some(Layer::Reader(top)) = self.layers.last_mut() {
            *top = line;
        }
    }

    /// After the event changed: the picked actor's quote in it, or that with the verdict filtered for, else its first.
    pub(in crate::tui) fn follow_event(&mut self) {
        let passages = self.passages();
        let speaks = |passage: &Passage| {
            let statement = self.timeline.passage(*passage).statement();
            self.picked.is_some() && statement.is_some_and(|statement| statement.speaker() == self.picked)
        };
        let asked_for = |passage: &Passage| {
            self.filter.query.as_ref().is_some_and(|query| query.points_at(&self.timeline, *passage))
        };
        let quote = passages.iter().position(speaks).or_else(|| passages.iter().position(asked_for));
        self.quote = quote.unwrap_or(0);
        self.follow_quote();
    }

    /// After the quote changed: the actor cursor on its speaker, else on who takes part.
    fn follow_quote(&mut self) {
        let speaker = self.passage().and_then(|passage| self.timeline.passage(passage).statement()?.speaker());
        let part = self.event().and_then(|event| {
            let actors = self.timeline.event(event).actors();
            self.picked.filter(|picked| actors.contains(picked)).or_else(|| actors.first().copied())
        });
        if let Some(actor) = speaker.or(part) {
            self.point_at(actor);
        }
    }

    /// Puts the cursor of the actors pane on an actor.
    pub(in crate::tui) fn point_at(&mut self, actor: ActorIx) {
        let row = self.timeline.actors_by_weight().iter().position(|known| *known == actor);
        self.actor_row = row.unwrap_or(self.actor_row);
    }

    /// To the first event of the next or previous group of the axis's unit that has one.
    pub(super) fn go_to_group(&mut self, way: Way) {
        let (Some(strip), Some(event)) = (&self.strip, self.event()) else { return };
        let axis = strip.axis;
        let Some(here) = self.instant(event) else {
            self.say("this event has no date");
            return;
        };
        let row = match way {
            Way::Next => self.in_time().first_from(axis.next(here)),
            Way::Previous => {
                let before = self.in_time().last_before(axis.floor(here));
                before.and_then(|at| self.in_time().first_from(axis.floor(at)))
            }
        };
        match row {
            Some(row) => self.go_to_row(row),
            None => self.say(if way == Way::Next { "nothing later" } else { "nothing earlier" }),
        }
    }
}
