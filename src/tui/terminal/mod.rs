//! The screen: the terminal taken over for drawing, and whole again whatever happens.

mod canvas;
mod erase;
mod grid;
mod input;
mod modes;
mod panics;
mod pen;
mod scroll;
mod signals;

use std::io;
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::terminal::SetTitle;
use crossterm::{queue, style};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::model::safe::safe;

pub use canvas::Canvas;
use input::Inputs;
pub use input::{Input, Waker};

/// Asks for buttons, wheel and drags (1002), told in decimal numbers (1006), so that wide screens have their cells.
const MOUSE: &str = "\x1b[?1002h\x1b[?1006h";

/// The terminal taken over: raw, on its alternate screen, with the cursor hidden.
///
/// It is given back once: by [`Screen::leave`] or a drop, by a panic of the thread that took it, or
/// by the signal that ends the program. A panic of another thread leaves it alone and arrives as
/// [`Input::Trouble`]. One screen at a time is entered, and used by the thread that entered it.
pub struct Screen {
    canvas: Canvas,
    inputs: Inputs,
    has_paste: bool,
    has_mouse: bool,
    title: String,
}

impl Screen {
    /// Takes the terminal over and gives the window a title, which is made safe here.
    ///
    /// # Errors
    /// Where stdout is no terminal, or keys cannot be read from one.
    pub fn enter(title: &str) -> io::Result<Self> {
        let inputs = Inputs::new()?;
        panics::install();
        signals::start()?;
        modes::set(inputs.waker())?;
        let entered = Self::with(inputs, title);
        if entered.is_err() {
            modes::undo();
        }
        entered
    }

    fn with(inputs: Inputs, title: &str) -> io::Result<Self> {
        let canvas = Canvas::new(modes::area()?);
        let mut screen = Self { canvas, inputs, has_paste: false, has_mouse: false, title: String::new() };
        screen.set_title(title)?;
        Ok(screen)
    }

    /// How many columns and rows it had when it was drawn last, or taken over.
    #[must_use]
    pub fn size(&self) -> (u16, u16) {
        let area = self.canvas.area();
        (area.width, area.height)
    }

    /// Draws one frame on a blank buffer: whole or not at all where the terminal knows synchronised updates, and
    /// without a byte where nothing changed.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    pub fn draw(&mut self, paint: impl FnOnce(Rect, &mut Buffer)) -> io::Result<()> {
        let bytes = self.canvas.frame(modes::area()?, paint)?;
        modes::send(&bytes)
    }

    /// What comes next: a key, or a reason to draw again. Waits, without using the processor, at
    /// most as long as `timeout`, then gives `None`; without one it waits for good.
    ///
    /// # Errors
    /// Where the terminal has gone. The program has nothing more to do then than to end.
    pub fn next(&mut self, timeout: Option<Duration>) -> io::Result<Option<Input>> {
        let input = self.inputs.next(timeout)?;
        if input == Some(Input::Continued) {
            // Stopped from outside: whoever had the terminal meanwhile set it as they like.
            self.again()?;
        }
        Ok(input)
    }

    /// A handle by which other threads send inputs.
    #[must_use]
    pub fn waker(&self) -> Waker {
        self.inputs.waker()
    }

    /// Names the window; the text is made safe here.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    pub fn set_title(&mut self, title: &str) -> io::Result<()> {
        self.title = safe(title).into_owned();
        send(SetTitle(self.title.clone()))
    }

    /// Bracketed paste, for as long as a prompt is open: outside one, a paste that never ends would
    /// swallow every key.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    pub fn set_paste(&mut self, on: bool) -> io::Result<()> {
        if on == self.has_paste {
            return Ok(());
        }
        self.has_paste = on;
        if on { send(crossterm::event::EnableBracketedPaste) } else { send(crossterm::event::DisableBracketedPaste) }
    }

    /// The mouse: its buttons, its wheel and its moves with a button down. While it is ours, the terminal's own
    /// selection of text does not work.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    pub fn set_mouse(&mut self, on: bool) -> io::Result<()> {
        if on == self.has_mouse {
            return Ok(());
        }
        self.has_mouse = on;
        // Not EnableMouseCapture, which asks for every move too: a flood that nobody looks at.
        if on { send(style::Print(MOUSE)) } else { send(crossterm::event::DisableMouseCapture) }
    }

    /// Asks the terminal to put text on the clipboard (OSC 52). Whether it does cannot be told.
    ///
    /// # Errors
    /// Where the terminal cannot be written to.
    pub fn copy(&mut self, text: &str) -> io::Result<()> {
        send(CopyToClipboard::to_clipboard_from(text))
    }

    /// Stops the program as Ctrl-z does, until the shell continues it.
    ///
    /// # Errors
    /// Where the terminal cannot be taken over again.
    pub fn suspend(&mut self) -> io::Result<()> {
        modes::undo();
        let stopped = signals::stop();
        self.again()?;
        stopped
    }

    /// Gives the terminal to `other` (an editor), then takes it back. Keys typed meanwhile are dropped.
    ///
    /// # Errors
    /// Where the terminal cannot be taken over again.
    pub fn outside<T>(&mut self, other: impl FnOnce() -> T) -> io::Result<T> {
        modes::undo();
        let done = signals::leaving_keys_to(other);
        self.again()?;
        self.inputs.forget_keys()?;
        Ok(done)
    }

    /// What is still to be done where a signal ends the program, once the terminal is given back; it is done on
    /// another thread, and given up where it takes too long. The latest of them counts.
    pub fn before_death(&self, last: Box<dyn Fn() + Send>) {
        signals::before_death(last);
    }

    /// Gives the terminal back.
    pub fn leave(self) {
        drop(self);
    }

    fn again(&mut self) -> io::Result<()> {
        modes::set(self.inputs.waker())?;
        self.canvas.forget();
        let paste = std::mem::take(&mut self.has_paste);
        self.set_paste(paste)?;
        let mouse = std::mem::take(&mut self.has_mouse);
        self.set_mouse(mouse)?;
        send(SetTitle(self.title.clone()))
    }
}

fn send(command: impl crossterm::Command) -> io::Result<()> {
    let mut bytes = Vec::new();
    queue!(bytes, command)?;
    modes::send(&bytes)
}

impl Drop for Screen {
    fn drop(&mut self) {
        modes::undo();
    }
}
