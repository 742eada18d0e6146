//! Picking an actor by name, and walking an actor's statements in the order of time.

use crate::model::plural::plural;
use crate::model::query::known_at;
use crate::model::timeline::{ActorIx, Passage, StatementIx};
use crate::tui::action::{Action, Pane, Way};
use crate::tui::choices::Choosing;
use crate::tui::layer::Layer;
use crate::tui::state::{Filter, State};

impl State {
    pub(super) fn open_picker(&mut self) {
        self.choose(Choosing::Actors, "the timeline has no actors");
    }

    /// Picks an actor and goes to the first statement, the focus staying where it is.
    pub(in crate::tui) fn pick(&mut self, actor: ActorIx) {
        if matches!(self.layers.last(), Some(Layer::Copy(_))) {
            self.close_copy();
        }
        self.picked = Some(actor);
        self.layers.retain(|layer| matches!(layer, Layer::Reader(_) | Layer::Lanes(_)));
        let shown = self.shown_statements(actor);
        if let Some(first) = shown.first() {
            self.go_to_statement(actor, *first);
            self.seek_actor_in_lanes(actor);
            return;
        }
        let name = self.timeline.actor(actor).name().to_owned();
        let events = self.timeline.events_of(actor);
        let row = events.iter().find_map(|event| self.row_of(*event));
        let hidden = self.timeline.statements_of(actor).len();
        if let Some(row) = row {
            self.go_to_row(row);
        }
        self.point_at(actor);
        self.seek_actor_in_lanes(actor);
        match (hidden, row) {
            (0, Some(_)) => self.say(format!("{name} makes no statement; this is the first event with them")),
            (0, None) => self.say(format!("{name} makes no statement and is in no event shown")),
            _ => {
                let (count, key) = (plural(hidden, "statement"), self.key(Action::Close));
                self.say(format!("{name}: {count}, all outside the filter; {key} clears it"));
            }
        }
    }

    /// The statements of an actor in events that are shown, in the order of time.
    fn shown_statements(&self, actor: ActorIx) -> Vec<StatementIx> {
        let shown = |statement: &StatementIx| {
            let event = self.timeline.statement(*statement).event();
            self.rows.has(&self.timeline, event)
        };
        self.timeline.statements_of(actor).iter().copied().filter(shown).collect()
    }

    fn go_to_statement(&mut self, actor: ActorIx, statement: StatementIx) {
        self.go_to_passage(Passage::Statement(statement));
        self.point_at(actor);
        let shown = self.shown_statements(actor);
        let at = shown.iter().position(|known| *known == statement).unwrap_or(0) + 1;
        let hidden = self.timeline.statements_of(actor).len() - shown.len();
        let outside = if hidden > 0 { format!(", {hidden} more outside the filter") } else { String::new() };
        let name = self.timeline.actor(actor).name();
        self.say(format!("{name}: statement {at} of {}{outside}", shown.len()));
    }

    /// The picked actor, else the speaker here, else one who speaks in this event.
    fn walker(&self) -> Option<ActorIx> {
        let here = self.passage().and_then(|passage| self.timeline.passage(passage).statement()?.speaker());
        let in_event = || {
            let event = self.event()?;
            self.timeline.event(event).statements().find_map(|statement| self.timeline.statement(statement).speaker())
        };
        self.followed().or(here).or_else(in_event)
    }

    /// To the next or previous statement of the actor.
    pub(super) fn walk(&mut self, way: Way) {
        let Some(actor) = self.walker() else {
            self.say(format!("nobody speaks here; {} picks an actor", self.key(Action::PickActor)));
            return;
        };
        let shown = self.shown_statements(actor);
        let round = if way == Way::Next { shown.first() } else { shown.last() }.copied();
        match (self.after(&shown, way), round) {
            (Some(statement), _) => self.go_to_statement(actor, statement),
            (None, Some(statement)) => {
                self.go_to_statement(actor, statement);
                if let Some(notice) = &mut self.notice {
                    notice.words.push_str(", round the end");
                }
            }
            (None, None) => self.say(format!("no statement of {} is shown", self.timeline.actor(actor).name())),
        }
    }

    /// The statement after or before the cursor, which need not stand on one of them.
    fn after(&self, shown: &[StatementIx], way: Way) -> Option<StatementIx> {
        let here = self
            .passage()
            .and_then(|passage| shown.iter().position(|statement| passage == Passage::Statement(*statement)));
        if let Some(here) = here {
            return match way {
                Way::Next => shown.get(here + 1),
                Way::Previous => here.checked_sub(1).and_then(|before| shown.get(before)),
            }
            .copied();
        }
        let here = (self.timeline.rank(self.event()?), self.quote);
        let place = |statement: &StatementIx| {
            let event = self.timeline.statement(*statement).event();
            let nth = self.timeline.event(event).statements().position(|known| known == *statement);
            (self.timeline.rank(event), nth.unwrap_or(0))
        };
        let shown = shown.iter().copied();
        match way {
            Way::Next => shown.filter(|statement| place(statement) >= here).min_by_key(place),
            Way::Previous => shown.filter(|statement| place(statement) < here).max_by_key(place),
        }
    }

    /// Opens what is under the cursor: an event or quote in full, an actor's or a source's rows.
    pub(super) fn open(&mut self) {
        match self.layers.last() {
            Some(Layer::Sources(at)) => {
                let id =
                    self.timeline.sources().nth(at.record).map(|source| self.timeline.source(source).id().to_owned());
                self.layers.clear();
                id.into_iter().for_each(|id| self.narrow(&format!("source:{id}")));
            }
            Some(Layer::Reader(_)) => self.open_copy(),
            Some(Layer::Copy(_)) => self.leave_copy(),
            Some(Layer::Disputes(_)) => self.open_side(),
            Some(Layer::Lanes(_)) => self.layers.push(Layer::Reader(0)),
            Some(Layer::Silences(_)) => self.open_thing(),
            Some(Layer::Track(_)) => self.open_position(),
            Some(_) => {}
            None if self.focus == Pane::Quotes && self.quote_here().is_some() => self.open_copy(),
            None if self.focus == Pane::Actors => self.only_this_actor(),
            None if self.event().is_some() => {
                self.layers.push(Layer::Reader(0));
                if self.focus == Pane::Quotes {
                    self.scroll_to_quote();
                }
            }
            None => {}
        }
    }

    fn only_this_actor(&mut self) {
        let Some(actor) = self.actor_here() else { return };
        let speaks = !self.timeline.statements_of(actor).is_empty();
        let field = if speaks { "speaker" } else { "actor" };
        let id = self.timeline.actor(actor).id().to_owned();
        self.narrow(&format!("{field}:{id}"));
    }

    /// Filters by a query of our own making, as known on the same day.
    fn narrow(&mut self, text: &str) {
        let known = known_at(&self.filter.text).map(|at| format!("{} ", &self.filter.text[at]));
        let text = format!("{}{text}", known.unwrap_or_default());
        if let Ok(filter) = Filter::parse(&self.whole, &text) {
            self.set_filter(filter);
            let (shown, all, key) = (self.rows.len(), self.timeline.events().len(), self.key(Action::Close));
            self.say(format!("{shown} of {all} events: {text}; {key} goes back"));
        }
    }
}
