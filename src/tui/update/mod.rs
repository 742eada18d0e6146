//! An action changes the state and may ask for an effect; nothing else happens here.

mod actors;
mod asking;
mod axis;
mod bookmarks;
mod choosing;
mod completing;
mod disputes;
mod filtering;
mod history;
mod known;
mod lanes;
mod moves;
mod outside;
mod pointer;
mod reading;
mod saved_views;
mod searching;
mod seeking;
mod select;
mod silences;
mod track;
mod views;

use crate::model::plural::plural;

use super::action::Action;
use super::effect::Effect;
use super::key::Key;
use super::keymap::Found;
use super::keys::{Context, LETTERED};
use super::layer::{Bookmarking, Layer, Spot};
pub use pointer::point;
pub use seeking::Step;

use super::state::{Filter, State};

/// A key pressed: the action that it, or it and those pressed before it, ask for where it was pressed. Letters
/// that ask for nothing are typed in prompts.
pub fn press(state: &mut State, key: &Key) -> Option<Effect> {
    state.clicked = None;
    let here = state.context();
    let mut keys = std::mem::take(&mut state.pressed);
    let is_first = keys.is_empty();
    if !is_first && key.name() == "Esc" {
        return None;
    }
    keys.push(key.clone());
    match state.settings.keymap.find(here, &keys) {
        Found::Action(action) => return update(state, action),
        Found::Begin => {
            state.notice = None;
            state.pressed = keys;
        }
        Found::Nothing if is_first => {
            if LETTERED.contains(&here) {
                return update(state, Action::Type(key.letter()?));
            }
            // A question stands where the words would.
            if here != Context::Question && key.name() != "Esc" {
                state.warn(format!("{} does nothing here", key.name()));
            }
        }
        Found::Nothing if key.name() == "C-c" => return update(state, Action::QuitNow),
        Found::Nothing => {
            let names: Vec<&str> = keys.iter().map(Key::name).collect();
            state.warn(format!("{} does nothing here", names.join(" ")));
        }
    }
    None
}

/// One action, remembered if it went somewhere.
pub fn update(state: &mut State, action: Action) -> Option<Effect> {
    state.settle_questions(action);
    match action {
        Action::Back | Action::Forward => act(state, action),
        _ => state.remembering(state.jump(action), |state| act(state, action)),
    }
}

fn act(state: &mut State, action: Action) -> Option<Effect> {
    state.notice = None;
    let effect = ask(state, action);
    state.settle();
    effect
}

fn ask(state: &mut State, action: Action) -> Option<Effect> {
    if state.has_to_wait(action) {
        return None;
    }
    match action {
        Action::Move(step) => state.step(step),
        Action::Focus(pane) => state.focus = pane,
        Action::Turn(way) => state.turn(way),
        Action::PickActor => state.open_picker(),
        Action::AddActor => state.choose_beside(),
        Action::Statement(way) if state.is_in_lanes() => state.walk_lane(way),
        Action::Statement(way) => state.walk(way),
        Action::GoToDate => state.ask_date(),
        Action::Group(way) if state.is_in_lanes() => state.go_to_group_in_lane(way),
        Action::Group(way) => state.go_to_group(way),
        Action::Scale(way) => state.scale(way),
        Action::WholeAxis => state.look_at_all(),
        Action::Pan(way) => state.pan(way),
        Action::Sources | Action::Findings | Action::Help if state.is_in_view_of(action) => state.close(),
        Action::Sources => state.open_sources(),
        Action::View(way) => state.go_to_view(way),
        Action::Lanes => state.switch_to_view("lanes"),
        Action::Along(way) => state.go_along(way),
        Action::Kind(way) => state.turn_lanes(way),
        Action::Sort => state.sort_lanes(),
        Action::Disputes => state.switch_to_view("disputes"),
        Action::Pin => state.toggle_pin(),
        Action::Track => state.switch_to_view("track"),
        Action::Column(way) => state.go_to_column(way),
        Action::Silences => state.switch_to_view("silences"),
        Action::BurstLength(way) => state.change_bursts(way),
        Action::Side(way) => state.go_to_side(way),
        Action::Open => state.open(),
        Action::ReadCopy => state.open_copy(),
        Action::Quote(way) => state.walk_in_copy(way),
        Action::Known(way) => state.step_known(way),
        Action::Range => state.toggle_range(),
        Action::Stretch(way) => state.stretch(way),
        Action::Mark => state.toggle_mark(),
        Action::Export => state.ask_export(),
        Action::Search => state.ask_search(),
        Action::Match(way) if matches!(state.layers.last(), Some(Layer::Copy(_))) => state.go_to_hit(way),
        Action::Match(way) => state.go_to_match(way),
        Action::Filter => state.ask_filter(),
        Action::FilterBySearch => state.filter_by_search(),
        Action::Complete(way) => state.complete(way),
        Action::Copy => return state.copy(),
        Action::Edit => return state.edit(),
        Action::Link => return state.browse(false),
        Action::Archive => return state.browse(true),
        Action::Zoom => state.zoomed = !state.zoomed,
        Action::Reverse => state.reverse(),
        Action::Reload => return Some(Effect::Reload),
        Action::Findings => state.open_findings(),
        Action::Palette => state.choose(super::choices::Choosing::Commands, "nothing can be done here"),
        Action::Mouse => state.toggle_mouse(),
        Action::Help => state.layers.push(Layer::Help(0)),
        Action::Back => state.go_back(),
        Action::Forward => state.go_forward(),
        Action::SetBookmark => state.ask_bookmark(Bookmarking::Set),
        Action::GoToBookmark => state.ask_bookmark(Bookmarking::Go),
        Action::SavedViews => state.open_saved_views(),
        Action::SaveView => state.ask_view_name(),
        Action::DeleteView => state.ask_delete_view(),
        Action::Close => state.close(),
        Action::Quit if state.layers.is_empty() => return Some(Effect::Quit),
        Action::Quit => state.close(),
        Action::QuitNow => return Some(Effect::Quit),
        Action::Suspend => return Some(Effect::Suspend),
        Action::Accept => return state.accept(),
        Action::Type(letter) => return state.take_letter(letter),
        Action::Edits(request) => state.edit_line([request]),
        Action::Answer(yes) => return state.answer(yes),
    }
    None
}

impl State {
    /// After an action, or what came from outside: what follows from where things stand now.
    pub(in crate::tui) fn settle(&mut self) {
        self.close_empty_views();
        let shown = usize::from(super::layout::screen(self).axis.width.saturating_sub(2));
        // The lanes have an axis of another width; one way or another they may have come or gone.
        if self.strip.as_ref().is_some_and(|strip| strip.axis.width() != shown) {
            self.measure_again();
        }
        self.settle_lanes();
    }

    /// Are the lanes on top?
    fn is_in_lanes(&self) -> bool {
        matches!(self.layers.last(), Some(Layer::Lanes(_)))
    }

    /// Closes the top thing: a layer, then the selection, the search, the picked actor, the filter.
    fn close(&mut self) {
        if self.take_choice_back() {
            return;
        }
        if self.dispute_here().is_some() {
            self.leave_disputes();
        } else if self.is_in_lanes() {
            self.leave_lanes();
        } else if matches!(self.layers.last(), Some(Layer::Copy(_))) {
            self.close_copy();
        } else if let Some(layer) = self.layers.pop() {
            if let Layer::Prompt(prompt) = layer {
                self.take_back(&prompt);
            }
        } else if !self.selection.is_empty() {
            self.selection = super::selection::Selection::default();
        } else if !self.search.is_empty() {
            self.search.clear();
        } else if self.picked.is_some() {
            self.picked = None;
        } else if !self.filter.text.is_empty() {
            self.set_filter(Filter::default());
        } else if self.zoomed {
            self.zoomed = false;
        } else {
            self.say(format!("nothing to close; {} quits", self.key(Action::Quit)));
        }
    }

    /// Shows what a filter keeps, the cursor on the same event or the nearest in time.
    pub(super) fn set_filter(&mut self, filter: Filter) {
        self.filter = filter;
        self.rebuild_rows(self.rows.is_reversed());
    }

    fn reverse(&mut self) {
        self.rebuild_rows(!self.rows.is_reversed());
        self.say(if self.rows.is_reversed() { "latest first" } else { "earliest first" });
    }

    pub(super) fn rebuild_rows(&mut self, reversed: bool) {
        let here = self.here();
        self.rebuild_rows_at(reversed, here);
    }

    /// Is this what the action shows, so that its key leads back?
    fn is_in_view_of(&self, action: Action) -> bool {
        matches!(
            (action, self.context()),
            (Action::Sources, Context::Sources) | (Action::Findings, Context::Findings) | (Action::Help, Context::Help)
        )
    }

    fn open_findings(&mut self) {
        if self.findings.is_empty() {
            let refuted = self.ledger.as_ref().map_or(0, |ledger| ledger.tally().refuted);
            self.say(match refuted {
                0 => "no errors in the file; `annals check` tells what could be better".to_owned(),
                count => {
                    let key = self.key(Action::Filter);
                    format!("no errors, but {} not proved: {key} verdict:unproved", plural(count, "quote"))
                }
            });
        } else {
            self.layers.push(Layer::Findings(Spot::default()));
        }
    }

    fn open_sources(&mut self) {
        if self.timeline.sources().len() == 0 {
            self.say("the timeline has no sources");
            return;
        }
        let here = self.passage().and_then(|passage| self.timeline.passage(passage).source());
        let record = here.and_then(|here| self.timeline.place_of_source(here)).unwrap_or(0);
        self.layers.push(Layer::Sources(Spot { record, line: 0 }));
    }
}
