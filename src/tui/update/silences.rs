//! Among the silences: in, out to the event of one, and longer or shorter bursts.

use crate::model::rhythm::{Told, Window, subjects};
use crate::model::timeline::Passage;
use crate::tui::action::{Action, Step, Way};
use crate::tui::layer::{Layer, Silences, Spot};
use crate::tui::layout;
use crate::tui::panes;
use crate::tui::state::State;

/// How many silences and bursts of a subject are told.
const MOST: usize = 3;

impl State {
    /// Shows the silences of all that is shown, those of the followed actor first; where they are shown, goes back.
    pub(super) fn toggle_silences(&mut self) {
        if matches!(self.layers.last(), Some(Layer::Silences(_))) {
            self.layers.pop();
            return;
        }
        let mut silences = self.silences(None, Spot::default());
        if silences.told.is_empty() {
            self.say("silences lie between events, and fewer than two are shown");
            return;
        }
        let followed = self.followed().map(crate::model::rhythm::Subject::Actor);
        let own = silences.told.iter().position(|told| Some(&told.subject) == followed.as_ref());
        silences.spot.record = own.unwrap_or(0);
        self.layers.push(Layer::Silences(Box::new(silences)));
    }

    /// What is told of all that is shown, the cursor at a spot or as near as there is one.
    pub(in crate::tui) fn silences(&self, window: Option<Window>, spot: Spot) -> Silences {
        let subjects = subjects(&self.timeline, self.rows.events());
        let told = Told::all(&self.timeline, subjects, window, MOST);
        let spot = Spot { record: spot.record.min(told.len().saturating_sub(1)), ..spot };
        Silences { told, window, spot }
    }

    /// To longer or shorter bursts, of every subject.
    pub(super) fn change_bursts(&mut self, way: Way) {
        let Some(Layer::Silences(silences)) = self.layers.last() else { return };
        let Some(told) = silences.told.get(silences.spot.record) else { return };
        let window = told.window.next(way == Way::Next);
        let changed = self.silences(Some(window), silences.spot);
        self.say(format!("bursts of {}", window.words()));
        if let Some(Layer::Silences(silences)) = self.layers.last_mut() {
            **silences = changed;
        }
    }

    /// Goes to the event, and the statement in it, that the line under the cursor names.
    pub(super) fn open_thing(&mut self) {
        let Some(Layer::Silences(silences)) = self.layers.last() else { return };
        let room = layout::inner_width(layout::screen(self).view);
        let lines = panes::silences::lines(self, silences, silences.spot.record, room);
        let line = lines.get(silences.spot.line.min(lines.len().saturating_sub(1)));
        let Some(thing) = line.and_then(|(_, thing)| *thing) else {
            self.say(format!("no event in this line; {} goes to one", self.key(Action::Move(Step::Down))));
            return;
        };
        self.layers.clear();
        match (thing.statement, self.row_of(thing.event)) {
            (Some(statement), _) => self.go_to_passage(Passage::Statement(statement)),
            (None, Some(row)) => self.go_to_row(row),
            (None, None) => {}
        }
    }
}
