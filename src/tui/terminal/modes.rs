//! The modes of the terminal: set for the screen, and undone once by whichever thread comes first.

use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::os::fd::{AsFd, OwnedFd};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::{self, ThreadId};

use crossterm::cursor::{Hide, Show};
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture};
use crossterm::queue;
use crossterm::style::{Attribute, Print, SetAttribute};
use crossterm::terminal::{EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen};
use ratatui::layout::Rect;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::process::getpgrp;
use rustix::termios::{OptionalActions, Termios, tcgetattr, tcgetpgrp, tcgetwinsize, tcsetattr};

use super::input::{Input, Waker};

/// The largest screen that is drawn, in cells: what a terminal says of itself is only a claim.
const WIDEST: u16 = 1000;
const TALLEST: u16 = 500;

/// What a terminal that does not know its size is taken for.
const USUAL: (u16, u16) = (80, 24);

/// The window title is kept by the terminal and given back (XTWINOPS).
const KEEP_TITLE: &str = "\x1b[22;0t";
const GIVE_TITLE_BACK: &str = "\x1b[23;0t";

/// How the terminal was, and who took it over.
struct Taken {
    input: OwnedFd,
    output: File,
    before: Termios,
    owner: ThreadId,
    waker: Waker,
}

/// Whoever sends a frame or undoes the modes holds this, so that nothing is drawn after the end.
static TAKEN: Mutex<Option<Taken>> = Mutex::new(None);

fn taken() -> MutexGuard<'static, Option<Taken>> {
    TAKEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The terminal that keys come from: stdin, or the controlling terminal where stdin is a pipe.
pub fn keyboard() -> io::Result<OwnedFd> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        return stdin.as_fd().try_clone_to_owned();
    }
    Ok(File::options().read(true).write(true).open("/dev/tty")?.into())
}

/// Makes the terminal raw and shows the alternate screen, without a cursor. Where the screen is
/// taken already the modes are set once more, and what was before stays known.
pub fn set(waker: Waker) -> io::Result<()> {
    let mut taken = taken();
    let keep_title = if taken.is_none() { KEEP_TITLE } else { "" };
    if taken.is_none() {
        *taken = Some(look(waker)?);
    }
    let set = taken.as_ref().map_or(Ok(()), |taken| make_raw(taken, keep_title));
    if set.is_err() {
        undo_these(taken.take());
    }
    set
}

fn look(waker: Waker) -> io::Result<Taken> {
    if !io::stdout().is_terminal() {
        return Err(io::Error::new(io::ErrorKind::Unsupported, "the output is no terminal"));
    }
    io::stdout().flush()?;
    let input = keyboard()?;
    let output = File::from(io::stdout().as_fd().try_clone_to_owned()?);
    let before = tcgetattr(&input)?;
    Ok(Taken { input, output, before, owner: thread::current().id(), waker })
}

fn make_raw(taken: &Taken, keep_title: &str) -> io::Result<()> {
    let mut raw = taken.before.clone();
    raw.make_raw();
    tcsetattr(&taken.input, OptionalActions::Now, &raw)?;
    let mut bytes = Vec::new();
    queue!(bytes, Print(keep_title), EnterAlternateScreen, Hide)?;
    write(&taken.output, &bytes)
}

/// Gives the terminal back as it was. Does nothing where that was done already.
pub fn undo() {
    undo_these(taken().take());
}

/// As [`undo`], but the screen stays locked, so that nothing is drawn from now on.
pub fn undo_for_good() {
    let mut taken = taken();
    undo_these(taken.take());
    std::mem::forget(taken);
}

fn undo_these(taken: Option<Taken>) {
    let Some(taken) = taken else { return };
    // In the background the terminal is the shell's, and a touch would stop the program.
    if !is_foreground(&taken.input) {
        return;
    }
    let mut bytes = Vec::new();
    let filled = queue!(
        bytes,
        EndSynchronizedUpdate,
        SetAttribute(Attribute::Reset),
        DisableBracketedPaste,
        DisableMouseCapture,
        LeaveAlternateScreen,
        Show,
        Print(GIVE_TITLE_BACK)
    );
    // A terminal that is gone needs nothing back.
    let _ = filled.and_then(|()| write(&taken.output, &bytes));
    let _ = tcsetattr(&taken.input, OptionalActions::Now, &taken.before);
}

fn is_foreground(terminal: &OwnedFd) -> bool {
    tcgetpgrp(terminal).map_or(true, |group| group == getpgrp())
}

/// Writes to the terminal, as long as the screen is taken; afterwards nothing reaches it.
pub fn send(bytes: &[u8]) -> io::Result<()> {
    if bytes.is_empty() {
        return Ok(());
    }
    taken().as_ref().map_or(Ok(()), |taken| write(&taken.output, bytes))
}

/// Sends an input to the thread that took the screen over; no, where none did.
pub fn wake(input: Input) -> bool {
    taken().as_ref().map(|taken| taken.waker.wake(input)).is_some()
}

/// Is the screen taken over by a thread other than this one?
pub fn is_of_another_thread() -> bool {
    taken().as_ref().is_some_and(|taken| taken.owner != thread::current().id())
}

/// The size of the screen, in cells, never empty and never beyond reason.
pub fn area() -> io::Result<Rect> {
    let size = tcgetwinsize(io::stdout())?;
    Ok(clamped(size.ws_col, size.ws_row))
}

fn clamped(width: u16, height: u16) -> Rect {
    let side = |said: u16, usual: u16, most: u16| if said == 0 { usual } else { said.min(most) };
    Rect::new(0, 0, side(width, USUAL.0, WIDEST), side(height, USUAL.1, TALLEST))
}

/// Writes all of it, also where someone else made the terminal non-blocking.
fn write(mut output: &File, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match output.write(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(count) => bytes = &bytes[count..],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                poll(&mut [PollFd::new(output, PollFlags::OUT)], None)?;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_a_claim() {
        assert_eq!(clamped(80, 24), Rect::new(0, 0, 80, 24));
        assert_eq!(clamped(1, 1), Rect::new(0, 0, 1, 1));
        assert_eq!(clamped(0, 0), Rect::new(0, 0, 80, 24));
        assert_eq!(clamped(u16::MAX, u16::MAX), Rect::new(0, 0, 1000, 500));
    }
}
