//! Looking at a timeline: keys become actions, actions change the state, the state is drawn.

pub mod action;
pub mod alike;
mod arrival;
pub mod arriving;
pub mod choices;
pub mod chord;
pub mod cite;
pub mod column;
pub mod commands;
pub mod dates;
pub mod density;
mod editor;
pub mod effect;
pub mod history;
pub mod in_time;
mod keeper;
pub mod key;
pub mod keymap;
pub mod keys;
mod kinds;
pub mod knowing;
pub mod lanes;
pub mod layer;
pub mod layout;
pub mod origin;
mod outside;
pub mod page;
pub mod panes;
mod perform;
pub mod picture;
mod point;
pub mod pointer;
mod reader;
pub mod reading;
pub mod rebind;
mod reload;
pub mod roles;
pub mod rows;
pub mod seeking;
pub mod selection;
mod session;
pub mod settings;
pub mod sgr;
pub mod state;
mod stopped;
mod stops;
pub mod stretches;
pub mod strip;
pub mod terminal;
pub mod text;
pub mod theme;
pub mod update;
mod verify;
mod view;
pub mod watch;

use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::evidence::Ledger;
use crate::load::{Loaded, Opened};
use crate::model::timeline::Timeline;
use crate::user::views;
use arriving::Arriving;
use effect::Effect;
use key::Key;
use keys::TYPING;
use origin::Origin;
use outside::Outside;
use settings::Settings;
use state::State;
pub use stopped::Stopped;
use terminal::{Input, Screen};
use theme::Theme;
use update::Step;

/// How many inputs that wait already are taken before the screen is drawn: a key that is held must
/// not run ahead of the eye, nor the screen lag behind the key.
const BEFORE_A_FRAME: usize = 32;

/// How long a number may grow before it is drawn anew: work that is not done yet is drawn no oftener than is seen.
const A_FRAME: Duration = Duration::from_millis(50);

/// How often it is looked how far a file was read.
const A_LOOK: Duration = Duration::from_millis(80);

/// Opens the explorer and stays until the user quits.
///
/// It opens where it was left, and is kept when it is left again; `fresh` neither reads nor writes such a
/// session. Gives words about what could not be kept. Where only the beginning was opened, the rest is read meanwhile.
///
/// # Errors
/// Where there is no terminal, or it has gone; or the rest cannot be read.
pub fn explore(
    opened: Opened,
    origin: Origin,
    theme: Theme,
    settings: Settings,
    fresh: bool,
) -> Result<Option<String>, Stopped> {
    let screen = Screen::enter(&window_title(&opened.loaded.timeline))?;
    let mut state = State::new(opened.loaded, origin.clone(), theme, screen.size());
    let mut outside = Outside::new(screen, !fresh);
    if opened.is_whole {
        outside.start_session(&mut state, false);
    }
    if origin.is_files() {
        let (views, amiss) = views::read(&origin.paths);
        state.own_views = views;
        amiss.into_iter().for_each(|words| state.warn_too(words));
    }
    // Behind the session, which says where it was opened: that must not hide what was not understood.
    state.heed(settings);
    // Before the first frame, which does not wait for it: who sees the screen may save at once, and that must not
    // be missed.
    if opened.is_whole {
        outside.verify(&mut state);
    } else {
        // What is saved before the rest is read is read with it, so that both cores are the first frame's.
        state.arriving = Some(Arriving::new(Arc::default(), true));
        draw(&mut state, &mut outside.screen)?;
        outside.read_on(&mut state);
    }
    let ended = stay(&mut state, &mut outside);
    // Also where the terminal has gone; but not after a panic, whose cause may lie in it.
    let not_kept = outside.keep_session(&state);
    ended.map(|()| not_kept)
}

/// Stays until the user quits.
fn stay(state: &mut State, outside: &mut Outside) -> Result<(), Stopped> {
    loop {
        arrival::arrive(state, outside)?;
        if let Some(keeper) = &outside.keeper {
            keeper.note(state);
        }
        draw(state, &mut outside.screen)?;
        let (drawn, mut is_stale) = (Instant::now(), false);
        let (mut wait, mut taken) = (Some(Duration::ZERO), 0);
        while taken < BEFORE_A_FRAME {
            let Some(input) = outside.screen.next(wait)? else {
                if taken > 0 {
                    break;
                }
                match state.go_on() {
                    Step::On if drawn.elapsed() < A_FRAME => is_stale = true,
                    // Nothing is left to do: asleep until there is.
                    Step::Idle if !is_stale && wait == Some(Duration::ZERO) => {
                        wait = state.arriving.as_ref().map(|_| A_LOOK);
                    }
                    Step::On | Step::Found | Step::Idle => break,
                }
                continue;
            };
            taken += 1;
            if input == Input::Verified {
                outside.verifier.take().into_iter().for_each(|ledger| state.take_ledger(ledger));
            }
            if let Some(effect) = take(state, input) {
                if effect == Effect::Quit {
                    return Ok(());
                }
                perform::perform(effect, state, outside)?;
                break;
            }
            wait = Some(Duration::ZERO);
        }
        outside.screen.set_mouse(state.mouse)?;
        outside.screen.set_paste(TYPING.contains(&state.context()))?;
    }
}

/// Brings the screen to what the state is.
fn draw(state: &mut State, screen: &mut Screen) -> io::Result<()> {
    screen.draw(|area, buffer| {
        if state.size != (area.width, area.height) {
            state.resize((area.width, area.height));
        }
        state.render(area, buffer);
    })
}

/// What the window is called.
fn window_title(timeline: &Timeline) -> String {
    format!("annals: {}", timeline.title())
}

/// What an input does to the state, and what it asks for.
fn take(state: &mut State, input: Input) -> Option<Effect> {
    if let (Input::Key(_) | Input::Pointer(_), Some(arriving)) = (&input, &mut state.arriving) {
        arriving.is_touched = true;
    }
    match input {
        Input::Key(event) => return Key::of_event(event).and_then(|key| update::press(state, &key)),
        Input::Pointer(pointer) => return update::point(state, pointer),
        Input::Paste(text) => state.paste(&text),
        Input::FilesChanged => return Some(Effect::Reload),
        Input::CopiesChanged => return Some(Effect::Verify),
        Input::Trouble(words) => state.warn(words),
        Input::Resized | Input::Continued | Input::Verified | Input::Read => {}
    }
    None
}

/// The screen of a size after some keys were pressed; what they ask of the world outside is not done.
#[must_use]
pub fn shot(loaded: Loaded, origin: Origin, theme: Theme, size: (u16, u16), keys: &str) -> Buffer {
    shot_with(loaded, origin, theme, Settings::default(), size, keys)
}

/// As [`shot`], with settings; the theme is heeded as it is given.
#[must_use]
pub fn shot_with(
    loaded: Loaded,
    origin: Origin,
    theme: Theme,
    settings: Settings,
    size: (u16, u16),
    keys: &str,
) -> Buffer {
    let mut state = State::new(loaded, origin, theme, size);
    state.heed(settings);
    state.take_ledger(Ledger::new(&state.whole, &state.origin.shelf()));
    for key in Key::of_line(keys) {
        update::press(&mut state, &key);
    }
    state.finish();
    let area = Rect::new(0, 0, size.0, size.1);
    let mut buffer = Buffer::empty(area);
    state.render(area, &mut buffer);
    buffer
}
