//! The mouse: a click goes there, the wheel moves what lies under it, a drag along the axis selects time.

use ratatui::layout::{Position, Rect};

use crate::model::axis::Viewport;
use crate::model::date::Answer;
use crate::model::plural::plural;
use crate::model::timeline::EventIx;
use crate::tui::action::{Action, Pane, Step, Way};
use crate::tui::effect::Effect;
use crate::tui::history::Jump;
use crate::tui::layer::{Layer, Spot};
use crate::tui::layout::{self, inner_height, inner_width, window};
use crate::tui::panes;
use crate::tui::pointer::{Pointer, Touch};
use crate::tui::state::State;

/// How many rows a turn of the wheel moves.
const TURN: usize = 3;

/// Something done with the mouse.
pub fn point(state: &mut State, pointer: Pointer) -> Option<Effect> {
    if !state.mouse {
        return None;
    }
    state.finish_filtering();
    let effect = take(state, &pointer);
    state.settle();
    effect
}

fn take(state: &mut State, pointer: &Pointer) -> Option<Effect> {
    let at = Position::from(pointer.at);
    match pointer.touch {
        Touch::Wheel(way) => state.turn_wheel(way, at),
        Touch::Press => {
            // Keys that were begun with were meant for where one was.
            state.pressed.clear();
            return state.remembering(Some(Jump::Once), |state| state.click(at));
        }
        Touch::Drag => state.drag(at),
        Touch::Release => state.dragged_from = None,
    }
    None
}

impl State {
    /// Gives the mouse to the explorer, or back to the terminal.
    pub(super) fn toggle_mouse(&mut self) {
        self.mouse = !self.mouse;
        let key = self.key(Action::Mouse);
        self.say(if self.mouse {
            format!("the mouse is the explorer's: click, wheel, drag along the axis; {key} gives it back")
        } else {
            format!("the mouse is the terminal's, to select and copy text with; {key} takes it again")
        });
    }

    /// Moves what lies under the pointer: the view on top, else a pane, which need not have the focus.
    fn turn_wheel(&mut self, way: Way, at: Position) {
        let step = if way == Way::Next { Step::Down } else { Step::Up };
        if self.layers.is_empty() {
            let Some(pane) = self.pane_at(at) else { return };
            let focus = std::mem::replace(&mut self.focus, pane);
            (0..TURN).for_each(|_| self.step(step));
            self.focus = focus;
        } else {
            self.notice = None;
            (0..TURN).for_each(|_| self.step(step));
        }
    }

    fn pane_at(&self, at: Position) -> Option<Pane> {
        let screen = layout::screen(self);
        Pane::ALL.into_iter().find(|pane| screen.pane(*pane).contains(at))
    }

    fn click(&mut self, at: Position) -> Option<Effect> {
        self.notice = None;
        let screen = layout::screen(self);
        match self.layers.last() {
            None | Some(Layer::Lanes(_)) if screen.axis.contains(at) => self.press_on_axis(at),
            None => self.click_in_pane(at),
            Some(Layer::Picker(_)) => return self.click_in_picker(at),
            Some(Layer::Prompt(_) | Layer::Question(_) | Layer::Bookmark(_)) => {}
            Some(Layer::Lanes(view)) => {
                let thing = panes::lanes::thing_at(self, view, screen.view, (at.x, at.y));
                // The lane that is clicked may get more rows, and another thing lie below the pointer then.
                let again = self.clicked.replace((at.x, at.y)) == Some((at.x, at.y));
                match thing {
                    Some(_) if again => self.open(),
                    Some(thing) => self.go_to_spot(thing, true),
                    None => {}
                }
            }
            Some(_) if screen.view.contains(at) => self.click_in_records(line_of(screen.view, at)),
            Some(_) => {}
        }
        None
    }

    /// The pane gets the focus; a row gets the cursor, and a second click on it opens it.
    fn click_in_pane(&mut self, at: Position) {
        let Some(pane) = self.pane_at(at) else { return };
        let had_focus = std::mem::replace(&mut self.focus, pane) == pane;
        let area = layout::screen(self).pane(pane);
        let Some(line) = line_of(area, at) else { return };
        let before = (self.row, self.actor_row, self.quote);
        match pane {
            Pane::Events => {
                let Some(row) = panes::events::row_at(self, inner_height(area), line) else { return };
                self.go_to_row(row);
            }
            Pane::Actors => {
                let count = self.timeline.actors_by_weight().len();
                let row = window(self.actor_row, inner_height(area), count) + line;
                if row >= count {
                    return;
                }
                self.actor_row = row;
            }
            Pane::Quotes => {
                let Some(quote) = panes::quotes::quote_at(self, area, line) else { return };
                self.go_to_quote(quote);
            }
        }
        if had_focus && before == (self.row, self.actor_row, self.quote) {
            self.open();
        }
    }

    /// In a view of records the line gets the cursor, and a second click on it opens it.
    fn click_in_records(&mut self, line: Option<usize>) {
        let (Some(line), Some((spot, count))) = (line, self.spot()) else { return };
        let screen = layout::screen(self);
        let room = inner_width(screen.view);
        let lay = |record: usize| (0..self.record_length(record, room)).map(|line| Spot { record, line }).collect();
        let clicked = match self.layers.last() {
            // Its sides stand beside each other, and it begins with its own first line where it can.
            Some(Layer::Disputes(_)) | None => None,
            Some(_) => panes::spot_at(inner_height(screen.view), (count, spot), lay, line),
        };
        match clicked {
            Some(clicked) if clicked == spot => self.open(),
            Some(clicked) => self.put_spot(clicked),
            None => {}
        }
    }

    fn click_in_picker(&mut self, at: Position) -> Option<Effect> {
        let view = layout::screen(self).view;
        let Some(Layer::Picker(picker)) = self.layers.last_mut() else { return None };
        let area = panes::picker::area(picker, view);
        let line = line_of(area, at).and_then(|line| line.checked_sub(1));
        let height = inner_height(area).saturating_sub(1);
        let row = window(picker.cursor, height, picker.found.len()) + line?;
        if row >= picker.found.len() {
            return None;
        }
        let again = std::mem::replace(&mut picker.cursor, row) == row;
        if again { self.accept() } else { None }
    }

    /// A press on the axis goes to what lies there; a drag may begin with it.
    fn press_on_axis(&mut self, at: Position) {
        let Some(stretch) = self.time_at(at.x, at.y) else { return };
        self.dragged_from = Some(stretch);
        match self.first_row_in(stretch) {
            Some(row) => self.go_to_row(row),
            None => self.say("nothing lies there"),
        }
    }

    /// Selects what may lie in the stretch of time from where the button went down to here; beside the axis its
    /// ends stand.
    fn drag(&mut self, at: Position) {
        let axis = layout::screen(self).axis;
        let x = at.x.clamp(axis.x, axis.right().saturating_sub(1).max(axis.x));
        let (Some(begin), Some(end)) = (self.dragged_from, self.time_at(x, axis.y)) else { return };
        let (from, to) = (begin.from.min(end.from), begin.to.max(end.to));
        let found = self.within(Viewport { from, to });
        let possibly = found.iter().filter(|(_, answer)| *answer == Answer::Possibly).count();
        self.selection.anchor = None;
        self.selection.marks = found.into_iter().map(|(event, _)| event).collect();
        let offset = self.timeline.offset();
        let days = format!("{} to {}", from.day(offset), to.day(offset));
        let count = plural(self.selection.marks.len(), "event");
        let vague = if possibly > 0 { format!(", {possibly} of them only possibly there") } else { String::new() };
        self.say(format!("{days}: {count} selected{vague}; {} exports", self.key(Action::Export)));
    }

    /// The events shown that lie in a stretch of time, wholly or in part, and how sure that is.
    fn within(&self, stretch: Viewport) -> Vec<(EventIx, Answer)> {
        let answer = |event: &EventIx| {
            let date = self.timeline.event(*event).when()?;
            let touches =
                date.earliest().is_none_or(|at| at <= stretch.to) && date.latest().is_none_or(|at| at >= stretch.from);
            let certain = date.is_firm()
                && date.begin().hi.is_some_and(|at| at <= stretch.to)
                && date.end().lo.is_some_and(|at| at >= stretch.from);
            touches.then_some((*event, if certain { Answer::Certainly } else { Answer::Possibly }))
        };
        self.rows.events().iter().filter_map(answer).collect()
    }
}

/// The line inside a frame on which a position lies.
fn line_of(frame: Rect, at: Position) -> Option<usize> {
    let inside = frame.contains(at) && at.y > frame.y && at.y + 1 < frame.bottom();
    inside.then(|| usize::from(at.y - frame.y - 1))
}
