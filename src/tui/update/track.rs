//! Actors side by side: pinned and unpinned, walked in time and from one to the other.

use crate::model::timeline::{ActorIx, Passage};
use crate::model::track::{Place, Track};
use crate::tui::action::{Action, Step, Way};
use crate::tui::choices::Choosing;
use crate::tui::layer::{Layer, Positions};
use crate::tui::state::{Here, State};

/// How many actors stand side by side where none is pinned.
const USUAL: usize = 3;

impl State {
    /// What the pinned actors say of what is shown; with none pinned, those who say most.
    pub(in crate::tui) fn track(&self) -> Track {
        let speaks = |actor: &&ActorIx| !self.timeline.statements_of(**actor).is_empty();
        let most = || self.timeline.actors_by_weight().iter().filter(speaks).take(USUAL).copied().collect();
        let actors = if self.pinned.is_empty() { most() } else { self.pinned.clone() };
        Track::of(&self.timeline, self.rows.events(), &actors)
    }

    /// Shows it, at the statement under the cursor where that is one of them; where it is shown, goes back.
    pub(super) fn toggle_track(&mut self) {
        if matches!(self.layers.last(), Some(Layer::Track(_))) {
            self.layers.pop();
            return;
        }
        let track = self.track();
        if track.is_empty() {
            let pinned = if self.pinned.is_empty() { "nobody" } else { "none of the pinned actors" };
            self.say(format!("{pinned} says anything in what is shown"));
            return;
        }
        let at = self.place_in_track(&track);
        self.layers.push(Layer::Track(Box::new(Positions { track, at })));
        if self.pinned.is_empty() {
            let (add, pin) = (self.key(Action::AddActor), self.key(Action::Pin));
            self.say(format!("those who say most, as none is pinned: {add} adds one, {pin} takes one away"));
        }
    }

    /// The place of the statement under the cursor, else the first of the event's or behind it.
    fn place_in_track(&self, track: &Track) -> Place {
        let own = match self.passage() {
            Some(Passage::Statement(statement)) => track.place_of(statement),
            _ => None,
        };
        let rank = self.event().map_or(0, |event| self.timeline.rank(event));
        let rank_of = |place: &Place| {
            track.at(*place).map_or(usize::MAX, |said| self.timeline.rank(self.timeline.statement(said).event()))
        };
        let next = || track.places().find(|place| rank_of(place) >= rank);
        own.or_else(next).or_else(|| track.places().next_back()).unwrap_or_default()
    }

    fn positions_mut(&mut self) -> Option<&mut Positions> {
        match self.layers.last_mut() {
            Some(Layer::Track(positions)) => Some(positions),
            _ => None,
        }
    }

    /// Pins the actor under the cursor, or unpins it; of those side by side, takes this one away.
    pub(super) fn toggle_pin(&mut self) {
        let here = match self.layers.last() {
            Some(Layer::Track(positions)) => positions.track.actors.get(positions.at.column).copied(),
            Some(Layer::Lanes(view)) => view.actor(),
            _ => self.actor_here(),
        };
        let Some(actor) = here else { return };
        let in_track = matches!(self.layers.last(), Some(Layer::Track(_)));
        if in_track && self.pinned.is_empty() {
            self.pinned = self.track().actors;
        }
        let name = self.timeline.actor(actor).name().to_owned();
        if self.pinned.contains(&actor) {
            self.pinned.retain(|known| *known != actor);
            self.say(format!("{name} is no longer pinned"));
        } else {
            self.pinned.push(actor);
            let (count, key) = (self.pinned.len(), self.key(Action::Track));
            self.say(format!("{name} is pinned, {count} in all: {key} shows them side by side"));
        }
        self.lay_track_anew();
    }

    /// Asks for one more actor.
    pub(super) fn choose_beside(&mut self) {
        self.choose(Choosing::Beside, "the timeline has no actors");
    }

    /// One more actor beside those that stand there, the cursor going to what that one says.
    pub(in crate::tui) fn add_to_track(&mut self, actor: ActorIx) {
        if self.pinned.is_empty() {
            self.pinned = self.track().actors;
        }
        if !self.pinned.contains(&actor) {
            self.pinned.push(actor);
        }
        self.lay_track_anew();
        let column = self.pinned.iter().position(|known| *known == actor).unwrap_or(0);
        let Some(positions) = self.positions_mut() else { return };
        match positions.track.nearest(positions.at, column) {
            Some(place) => positions.at = place,
            None => {
                let name = self.timeline.actor(actor).name().to_owned();
                self.say(format!("{name} says nothing in what is shown"));
            }
        }
    }

    /// After the pinned actors changed; with none of them saying anything the view is left.
    fn lay_track_anew(&mut self) {
        let track = self.track();
        let Some(at) = self.positions_mut().map(|positions| positions.at) else { return };
        if track.is_empty() {
            self.layers.pop();
            return;
        }
        let at = track.near(at);
        if let Some(positions) = self.positions_mut() {
            *positions = Positions { track, at };
        }
    }

    /// A step among the statements of the actor under the cursor, `page` lines being in sight.
    pub(super) fn step_in_track(&mut self, step: Step, page: usize) {
        let Some(positions) = self.positions_mut() else { return };
        let places: Vec<Place> = positions.track.places().filter(|place| place.column == positions.at.column).collect();
        let here = places.iter().position(|place| *place >= positions.at).unwrap_or(0);
        // A statement takes some five lines.
        let page = (page / 5).max(1);
        let to = match step {
            Step::Down => here + 1,
            Step::Up => here.saturating_sub(1),
            Step::HalfDown => here + page.div_ceil(2),
            Step::HalfUp => here.saturating_sub(page.div_ceil(2)),
            Step::PageDown => here + page,
            Step::PageUp => here.saturating_sub(page),
            Step::First => 0,
            Step::Last => usize::MAX,
        };
        if let Some(place) = places.get(to.min(places.len().saturating_sub(1))) {
            positions.at = *place;
        }
    }

    /// To the actor beside, at what that one says nearest in time; one who says nothing is passed over.
    pub(super) fn go_to_column(&mut self, way: Way) {
        let Some(positions) = self.positions_mut() else { return };
        let (track, at) = (&positions.track, positions.at);
        let place = |column: usize| track.nearest(at, column);
        let beside = match way {
            Way::Next => (at.column + 1..track.actors.len()).find_map(place),
            Way::Previous => (0..at.column).rev().find_map(place),
        };
        positions.at = beside.unwrap_or(at);
    }

    /// The place of the statement under the cursor, where actors stand side by side.
    pub(super) fn position_here(&self) -> Option<Here> {
        let Some(Layer::Track(positions)) = self.layers.last() else { return None };
        let said = Passage::Statement(positions.track.at(positions.at)?);
        let event = said.event(&self.timeline);
        let quote = self.timeline.event(event).passages().position(|known| known == said)?;
        Some(Here { event, quote })
    }

    /// Goes to the event of the statement under the cursor, and to its quote.
    pub(super) fn open_position(&mut self) {
        let Some(Layer::Track(positions)) = self.layers.last() else { return };
        if let Some(statement) = positions.track.at(positions.at) {
            self.layers.clear();
            self.go_to_passage(Passage::Statement(statement));
        }
    }
}
