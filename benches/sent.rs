//! How many bytes a key sends to the terminal: `cargo bench --bench sent` prints them for rows that are scrolled.
//!
//! A number is the size of the timeline, of 10,000 events otherwise. Beside annals' own bytes stand those by which
//! ratatui's own terminal, which moves no rows, comes from the same frame to the same.

use std::cell::Cell;
use std::io::{self, Write};
use std::rc::Rc;

use annals::tui::key::Key;
use annals::tui::terminal::Canvas;
use annals::tui::update::press;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;
use ratatui::{Terminal, TerminalOptions, Viewport};

#[allow(dead_code, reason = "the rest is for the other benches")]
mod rows;

use rows::Sample;
use rows::looking::state_at;

/// What is on the screen, by the keys that lead there, and the key that is then pressed again and again.
const SCROLLED: &[(&str, &str, &str)] = &[
    ("the list alone", "z", "j"),
    ("the list with the panes beside it", "", "j"),
    ("the list alone, by pages", "z", "PgDn"),
    ("sources", "s", "j"),
    ("lanes", "L", "j"),
];

/// The sizes of the terminal.
const SIZES: &[(u16, u16)] = &[(200, 60), (120, 40), (80, 24)];

/// How often the key is pressed before bytes are counted, so that what is in sight scrolls.
const BEFORE: usize = 60;

/// How often it is pressed then.
const COUNTED: usize = 200;

fn main() {
    let events = std::env::args().find_map(|word| word.parse().ok()).unwrap_or(10_000);
    let sample = Sample::new(events);
    println!("| bytes for a key, {events} events | size | median | most | ratatui's diff, median | most |");
    println!("|---|--:|--:|--:|--:|--:|");
    for (name, keys, key) in SCROLLED {
        for size in SIZES {
            let (ours, theirs) = sent(&sample, *size, keys, key);
            let [median, most, plain, plain_most] = [middle(&ours), last(&ours), middle(&theirs), last(&theirs)];
            println!("| {name} | {}×{} | {median} | {most} | {plain} | {plain_most} |", size.0, size.1);
        }
    }
}

/// The bytes that annals sends for each key, and those of ratatui's own terminal, in order.
fn sent(sample: &Sample, size: (u16, u16), keys: &str, key: &str) -> (Vec<usize>, Vec<usize>) {
    let area = Rect::new(0, 0, size.0, size.1);
    let mut state = state_at(sample, size, keys);
    let mut canvas = Canvas::new(area);
    let counter = Counter::default();
    let options = TerminalOptions { viewport: Viewport::Fixed(area) };
    let mut plain = Terminal::with_options(CrosstermBackend::new(counter.clone()), options).expect("a terminal");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for nth in 0..=BEFORE + COUNTED {
        let bytes = canvas.frame(area, |area, buffer| (&state).render(area, buffer)).expect("in memory");
        plain.draw(|frame| frame.render_widget(&state, area)).expect("in memory");
        let others = counter.0.take();
        if nth > BEFORE {
            ours.push(bytes.len());
            theirs.push(others);
        }
        Key::of_line(key).for_each(|key| drop(press(&mut state, &key)));
    }
    ours.sort_unstable();
    theirs.sort_unstable();
    (ours, theirs)
}

fn middle(sorted: &[usize]) -> usize {
    sorted[sorted.len() / 2]
}

fn last(sorted: &[usize]) -> usize {
    sorted[sorted.len() - 1]
}

/// Counts the bytes that are written.
#[derive(Clone, Default)]
struct Counter(Rc<Cell<usize>>);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.set(self.0.get() + bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
