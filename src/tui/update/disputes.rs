//! Among the disputes: in from an event, from side to side, and out to the event of a side.

use crate::model::timeline::{Bearer, DisputeIx, EventIx, Holder, Passage, QuoteIx, SideView, StatementIx};
use crate::tui::action::Way;
use crate::tui::layer::{Layer, Seat, Spot};
use crate::tui::layout;
use crate::tui::panes::disputes::{Sheet, sheet};
use crate::tui::state::State;

/// Where a side leads.
enum Target {
    Event(EventIx),
    Passage(Passage),
}

impl State {
    /// Shows the disputes, those of this event first; where they are shown, goes back.
    pub(super) fn toggle_disputes(&mut self) {
        if matches!(self.layers.last(), Some(Layer::Disputes(_))) {
            self.leave_disputes();
            return;
        }
        let count = self.timeline.disputes().len();
        if count == 0 {
            self.say("the timeline has no disputes");
            return;
        }
        let here = self.event().map(|event| self.timeline.disputes_of(event)).unwrap_or_default();
        let seat = match self.dispute_to_show(&here) {
            Some(dispute) => self.left_at(dispute).unwrap_or_else(|| self.seat_in(dispute)),
            None => self.last_seat.unwrap_or_default(),
        };
        self.layers.push(Layer::Disputes(seat));
        let numbers: Vec<String> = here
            .iter()
            .filter_map(|dispute| Some((self.timeline.place_of_dispute(*dispute)? + 1).to_string()))
            .collect();
        match numbers.split_last() {
            None => self.say("this event is part of none; these are all"),
            Some((_, [])) => {}
            Some((last, others)) => {
                self.say(format!("this event is part of disputes {} and {last}", others.join(", ")));
            }
        }
    }

    /// Takes the view away, remembering where in it one was.
    pub(super) fn leave_disputes(&mut self) {
        if let Some(Layer::Disputes(seat)) = self.layers.pop() {
            self.last_seat = Some(seat);
        }
    }

    /// Of the disputes of an event: those with the statement under the cursor before others, then the one
    /// looked at last, then an open one.
    fn dispute_to_show(&self, here: &[DisputeIx]) -> Option<DisputeIx> {
        let said = self.passage().and_then(|passage| match passage {
            Passage::Statement(statement) => Some(statement),
            Passage::Evidence(..) => None,
        });
        let has_it = |dispute: &&DisputeIx| {
            let mut sides = self.timeline.dispute(**dispute).sides();
            said.is_some() && sides.any(|side| said_in(side) == said)
        };
        let with_it: Vec<DisputeIx> = here.iter().filter(has_it).copied().collect();
        let wanted = if with_it.is_empty() { here } else { &with_it };
        let last = wanted.iter().find(|dispute| self.left_at(**dispute).is_some());
        let open = || wanted.iter().find(|dispute| self.timeline.dispute(**dispute).is_open());
        last.or_else(open).or(wanted.first()).copied()
    }

    fn left_at(&self, dispute: DisputeIx) -> Option<Seat> {
        self.last_seat.filter(|seat| Some(seat.spot.record) == self.timeline.place_of_dispute(dispute))
    }

    /// The seat at the side of a dispute that speaks for the passage or event under the cursor.
    fn seat_in(&self, dispute: DisputeIx) -> Seat {
        let (event, passage) = (self.event(), self.passage());
        let sides: Vec<SideView> = self.timeline.dispute(dispute).sides().collect();
        let of_passage = || sides.iter().position(|side| said_in(*side).map(Passage::Statement) == passage);
        let of_event = || sides.iter().position(|side| side.found_at() == event);
        let side = passage.and_then(|_| of_passage()).or_else(of_event).unwrap_or(0);
        self.seat_at(self.timeline.place_of_dispute(dispute).unwrap_or(0), side, 0)
    }

    fn seat_at(&self, record: usize, side: usize, line: usize) -> Seat {
        let (line, column) = self.sheet(record).place_of(side, line);
        Seat { spot: Spot { record, line }, column }
    }

    fn sheet(&self, record: usize) -> Sheet {
        sheet(self, record, layout::inner_width(layout::screen(self).view))
    }

    /// To the side before or after, that of the next dispute behind the last.
    pub(super) fn go_to_side(&mut self, way: Way) {
        let Some(Layer::Disputes(seat)) = self.layers.last().cloned() else { return };
        let Spot { record, line } = seat.spot;
        let sheet = self.sheet(record);
        let Some(side) = sheet.side(seat) else { return };
        let last_record = self.timeline.disputes().len().saturating_sub(1);
        let next = match way {
            Way::Next if side + 1 < sheet.sides() => self.seat_at(record, side + 1, line),
            Way::Next if record < last_record => self.seat_at(record + 1, 0, 0),
            Way::Previous if side > 0 => self.seat_at(record, side - 1, line),
            Way::Previous if record > 0 => {
                let last = self.sheet(record - 1).sides().saturating_sub(1);
                self.seat_at(record - 1, last, 0)
            }
            Way::Next | Way::Previous => seat,
        };
        if let Some(Layer::Disputes(seat)) = self.layers.last_mut() {
            *seat = next;
        }
    }

    /// The dispute under the cursor.
    pub(super) fn dispute_here(&self) -> Option<DisputeIx> {
        let Some(Layer::Disputes(seat)) = self.layers.last() else { return None };
        self.timeline.disputes().nth(seat.spot.record).map(|dispute| dispute.ix())
    }

    /// The side under the cursor.
    pub(super) fn side_here(&self) -> Option<SideView<'_>> {
        let Some(Layer::Disputes(seat)) = self.layers.last() else { return None };
        let side = self.sheet(seat.spot.record).side(*seat)?;
        self.timeline.disputes().nth(seat.spot.record)?.sides().nth(side)
    }

    /// The quote of the side under the cursor: its own, else the first of what speaks for it.
    pub(super) fn quote_of_side(&self) -> Option<QuoteIx> {
        let side = self.side_here()?;
        let passages = side.passages().into_iter().map(Bearer::Passage);
        std::iter::once(side.bearer()).chain(passages).find_map(|bearer| self.timeline.quote_of(bearer))
    }

    /// Goes to the event of the side under the cursor, and to its quote.
    pub(super) fn open_side(&mut self) {
        let Some(side) = self.side_here() else { return };
        let target = match side.holder() {
            Some(Holder::Event(event)) => Some(Target::Event(event)),
            Some(Holder::Statement(statement)) => Some(Target::Passage(Passage::Statement(statement))),
            Some(Holder::Source(_)) | None => side.shared_by().map(Target::Passage),
        };
        let Some(target) = target else {
            self.say("no event quotes these words of the source");
            return;
        };
        let event = match target {
            Target::Event(event) => event,
            Target::Passage(passage) => passage.event(&self.timeline),
        };
        let Some(row) = self.row_of(event) else {
            let title = self.timeline.event(event).title();
            self.say(format!("outside the filter {}: {title}", self.filter.text));
            return;
        };
        self.leave_disputes();
        self.layers.clear();
        match target {
            Target::Event(_) => self.go_to_row(row),
            Target::Passage(passage) => self.go_to_passage(passage),
        }
    }
}

/// The statement that a side is.
fn said_in(side: SideView) -> Option<StatementIx> {
    match side.holder()? {
        Holder::Statement(statement) => Some(statement),
        Holder::Event(_) | Holder::Source(_) => None,
    }
}
