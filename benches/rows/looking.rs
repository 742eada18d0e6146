//! A key, the frame behind it and the bytes that bring a terminal there, for each view.

use annals::tui::key::Key;
use annals::tui::origin::Origin;
use annals::tui::state::State;
use annals::tui::terminal::Canvas;
use annals::tui::theme::Theme;
use annals::tui::update::press;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::{Row, Run, Sample, timed};

/// The size of the terminal.
pub const SIZE: (u16, u16) = (200, 60);

/// What is on the screen, by the keys that lead there, and the keys that are then pressed in turn, one for each frame.
const VIEWS: &[(&str, &str, &str)] = &[
    ("panes", "", "j"),
    ("everything selected", "v G", "k"),
    ("an actor's rows", "2 Enter 1", "j"),
    ("an event in full", "Enter", "j"),
    ("sources", "s", "j"),
    ("lanes", "L", "l"),
    ("lanes from nearer", "L r + + +", "j"),
    ("lanes of sources", "L S-Tab", "l"),
    ("the axis, nearer and wider", "", "+ + - -"),
    ("lanes, nearer and wider", "L", "+ + - -"),
    ("disputes", "D G g", "j"),
    ("help", "?", "j"),
];

/// The first state with its frame, then a frame of each view.
pub fn rows() -> Vec<Row> {
    let first = Row::new("the first state and its frame", |sample| {
        let mut buffer = Buffer::empty(area());
        Box::new(move || {
            let loaded = sample.loaded().clone();
            timed(|| {
                let state = State::new(loaded, Origin::default(), Theme::DARK, SIZE);
                (&state).render(area(), &mut buffer);
                state
            })
        })
    });
    let views = VIEWS.iter().map(|&(name, keys, held)| Row::new(name, move |sample| frame(sample, keys, held)));
    std::iter::once(first).chain(views).collect()
}

/// The whole of it.
pub fn area() -> Rect {
    Rect::new(0, 0, SIZE.0, SIZE.1)
}

/// The state after these keys.
pub fn state(sample: &Sample, keys: &str) -> State {
    state_at(sample, SIZE, keys)
}

/// The state after these keys in a terminal of a size.
pub fn state_at(sample: &Sample, size: (u16, u16), keys: &str) -> State {
    let mut state = State::new(sample.loaded().clone(), Origin::default(), Theme::DARK, size);
    Key::of_line(keys).for_each(|key| drop(press(&mut state, &key)));
    state
}

fn frame<'s>(sample: &'s Sample, keys: &str, held: &str) -> Run<'s> {
    let mut state = state(sample, keys);
    let held: Vec<Key> = Key::of_line(held).collect();
    let mut turns = held.into_iter().cycle();
    let mut canvas = Canvas::new(area());
    Box::new(move || {
        let key = turns.next().expect("a key");
        timed(|| {
            press(&mut state, &key);
            canvas.frame(area(), |area, buffer| (&state).render(area, buffer)).expect("in memory")
        })
    })
}
