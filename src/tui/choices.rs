//! What is picked from a list by typing a few letters: one row a list.

use super::action::Action;
use super::commands::name_of;
use super::effect::Effect;
use super::keys::{Binding, Context, KEYS};
use super::state::{Filter, State};
use super::text::{pad, width};
use super::update::update;
use crate::model::fold::fold;
use crate::model::timeline::{ActorIx, Facet};

/// How many cells the names of views get at most.
const LONGEST_NAME: usize = 24;

/// How many cells the names of commands get.
const LONGEST_COMMAND: usize = 20;

/// Which list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choosing {
    /// The actors.
    Actors,
    /// The actors, of whom one is to stand beside others.
    Beside,
    /// The saved views.
    Views,
    /// Everything that can be done.
    Commands,
}

/// Takes a row, a name of it, and the name folded.
pub type Tell<'t> = dyn FnMut(usize, &str, &str) + 't;

/// A list to pick from; its rows are numbers below `count`.
pub struct Choices {
    /// What is asked, above the list.
    pub title: &'static str,
    /// What is said where nothing fits.
    pub none: &'static str,
    /// At most so many cells wide.
    pub widest: u16,
    /// What takes the keys meanwhile.
    pub context: Context,
    /// How many rows it has.
    pub count: fn(&State) -> usize,
    /// Tells every name that typed letters are held against: its row, the name, and the name folded.
    pub names: fn(&State, &mut Tell),
    /// How a row is shown: what is cut where room is short, and what is not.
    pub line: fn(&State, usize) -> (String, String),
    /// Takes a row.
    pub take: fn(&mut State, usize) -> Option<Effect>,
}

const ACTORS: Choices = Choices {
    title: "Whose statements? Type a name, Enter takes it",
    none: "no actor is called that",
    widest: 56,
    context: Context::Picker,
    count: |state| state.timeline.actors_by_weight().len(),
    names: |state, tell| {
        let by_weight = state.timeline.actors_by_weight();
        let mut rows = vec![None; state.timeline.document().actors.0.len()];
        by_weight.iter().enumerate().for_each(|(row, actor)| rows[actor.at()] = Some(row));
        for term in state.timeline.terms(Facet::Actor).all() {
            if let Some(row) = rows[term.thing()] {
                tell(row, term.text(), term.folded());
            }
        }
    },
    line: |state, row| {
        let actor = actor(state, row);
        let view = state.timeline.actor(actor);
        let also: Vec<&str> = view.names().skip(1).collect();
        let also = if also.is_empty() { String::new() } else { format!(" ({})", also.join(", ")) };
        (format!("{}{also}", view.name()), format!("{:>4}", state.timeline.statements_of(actor).len()))
    },
    take: |state, row| {
        state.pick(actor(state, row));
        None
    },
};

const BESIDE: Choices = Choices {
    title: "Who stands beside them? Type a name, Enter takes it",
    take: |state, row| {
        state.add_to_track(actor(state, row));
        None
    },
    ..ACTORS
};

const VIEWS: Choices = Choices {
    title: "Which view? Enter filters by it, C-x deletes one of yours",
    none: "no view is called that",
    widest: 76,
    context: Context::SavedViews,
    count: |state| state.saved_views().len(),
    names: |state, tell| {
        for (row, view) in state.saved_views().into_iter().enumerate() {
            tell(row, view.name, &fold(view.name));
            tell(row, view.query, &fold(view.query));
        }
    },
    line: |state, row| {
        let Some(view) = state.saved_views().into_iter().nth(row) else { return <(String, String)>::default() };
        let fault = Filter::parse(&state.whole, view.query).err();
        let fault = fault.map(|fault| format!(" ! {}", fault.message)).unwrap_or_default();
        let whose = if view.is_own { "yours" } else { "timeline" };
        let longest = state.saved_views().iter().map(|view| width(view.name)).max().unwrap_or(0);
        let name = pad(view.name, longest.min(LONGEST_NAME), state.theme.marks().cut);
        (format!("{name}  {}{fault}", view.query), whose.to_owned())
    },
    take: |state, row| {
        state.take_view(row);
        None
    },
};

const COMMANDS: Choices = Choices {
    title: "What to do? Type a few letters, Enter does it",
    none: "nothing that can be done here is called that",
    widest: 100,
    context: Context::Picker,
    count: |state| commands(state).len(),
    names: |state, tell| {
        for (row, binding) in commands(state).into_iter().enumerate() {
            let name = name_of(binding.action).unwrap_or_default().replace('-', " ");
            tell(row, &name, &fold(&name));
            tell(row, binding.doc, &fold(binding.doc));
        }
    },
    line: |state, row| {
        let Some(binding) = commands(state).get(row).copied() else { return <(String, String)>::default() };
        let name = pad(name_of(binding.action).unwrap_or_default(), LONGEST_COMMAND, state.theme.marks().cut);
        let keys = state.settings.keymap.keys_of(binding.action, state.context_below());
        (format!("{name}  {}", binding.doc), keys.first().cloned().unwrap_or_default())
    },
    take: |state, row| {
        let action = commands(state).get(row).map(|binding| binding.action)?;
        update(state, action)
    },
};

/// What can be done where the list was opened, in the order of the table of keys, plain moves last.
fn commands(state: &State) -> Vec<&'static Binding> {
    let here = state.context_below();
    let mut rows: Vec<&Binding> = Vec::new();
    for row in KEYS.iter().filter(|row| row.here.contains(&here) && row.action != Action::Palette) {
        if rows.iter().all(|known| known.action != row.action) {
            rows.push(row);
        }
    }
    rows.sort_by_key(|row| matches!(row.action, Action::Move(_)));
    rows
}

impl Choosing {
    /// The list.
    #[must_use]
    pub const fn choices(self) -> &'static Choices {
        match self {
            Self::Actors => &ACTORS,
            Self::Beside => &BESIDE,
            Self::Views => &VIEWS,
            Self::Commands => &COMMANDS,
        }
    }

    /// What takes the keys while it is picked from.
    #[must_use]
    pub const fn context(self) -> Context {
        self.choices().context
    }
}

/// The actor of a row.
fn actor(state: &State, row: usize) -> ActorIx {
    state.timeline.actors_by_weight()[row]
}
