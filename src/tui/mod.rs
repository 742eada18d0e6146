//! Looking at a timeline: keys become actions, actions change the state, the state is drawn.

pub mod action;
pub mod cite;
mod editor;
pub mod effect;
pub mod key;
pub mod keys;
pub mod layout;
pub mod panes;
mod perform;
pub mod page;
pub mod picture;
mod reload;
pub mod rows;
pub mod state;
pub mod strip;
pub mod terminal;
pub mod text;
pub mod theme;
pub mod update;
mod verify;
mod view;
pub mod watch;

use std::io;
use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::load::Loaded;
use crate::model::timeline::Timeline;
use effect::Effect;
use key::Key;
use keys::Context;
use state::{Origin, State};
use terminal::{Input, Screen};
use theme::Theme;

/// How many inputs that wait already are taken before the screen is drawn: a key that is held must
/// not run ahead of the eye, nor the screen lag behind the key.
const BEFORE_A_FRAME: usize = 32;

/// Opens the explorer and stays until the user quits.
///
/// # Errors
/// Where there is no terminal, or it has gone.
pub fn explore(loaded: Loaded, origin: Origin, theme: Theme) -> io::Result<()> {
    let mut screen = Screen::enter(&window_title(&loaded.timeline))?;
    let watch = watch::Watch::start(&origin.paths, screen.waker());
    let mut state = State::new(loaded, origin, theme, (80, 24));
    if watch.is_none() && state.origin.is_files() {
        state.warn("changes of the file are not seen here; R reads it again");
    }
    loop {
        screen.draw(|frame| {
            let area = frame.area();
            if state.size != (area.width, area.height) {
                state.resize((area.width, area.height));
            }
            frame.render_widget(&state, area);
        })?;
        let mut wait = None;
        for _ in 0..BEFORE_A_FRAME {
            let Some(input) = screen.next(wait)? else { break };
            if let Some(effect) = take(&mut state, input) {
                if effect == Effect::Quit {
                    return Ok(());
                }
                perform::perform(effect, &mut state, &mut screen)?;
                break;
            }
            wait = Some(Duration::ZERO);
        }
        screen.set_paste(matches!(state.context(), Context::Prompt | Context::Picker))?;
    }
}

/// What the window is called.
fn window_title(timeline: &Timeline) -> String {
    format!("annals: {}", timeline.title())
}

/// What an input does to the state, and what it asks for.
fn take(state: &mut State, input: Input) -> Option<Effect> {
    match input {
        Input::Key(event) => return Key::of_event(event).and_then(|key| update::press(state, &key)),
        Input::Paste(text) => state.paste(&text),
        Input::FilesChanged => return Some(Effect::Reload),
        Input::Trouble(words) => state.warn(words),
        Input::Resized | Input::Continued => {}
    }
    None
}

/// The screen of a size after some keys were pressed; what they ask of the world outside is not done.
#[must_use]
pub fn shot(loaded: Loaded, origin: Origin, theme: Theme, size: (u16, u16), keys: &str) -> Buffer {
    let mut state = State::new(loaded, origin, theme, size);
    for key in Key::of_line(keys) {
        update::press(&mut state, &key);
    }
    let area = Rect::new(0, 0, size.0, size.1);
    let mut buffer = Buffer::empty(area);
    state.render(area, &mut buffer);
    buffer
}
