//! What comes in: keys from the terminal, read only while someone waits for them, with wake-ups from other threads.

use std::collections::VecDeque;
use std::io::{self, Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crossterm::event::{self, Event, KeyEvent, KeyEventKind};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::{Errno, ioctl_fionread};
use rustix::termios::{QueueSelector, tcflush, tcgetattr};

use super::modes;
use crate::tui::pointer::Pointer;

/// How long crossterm is given to hand over what it has. Where the time is over before it looks, as it is at once where a
/// busy machine takes the core away, keys that it holds stay there until the next one comes: a tenth of this was too little.
const A_LOOK: Duration = Duration::from_millis(1);

/// Does crossterm hold keys that it has read but not handed over? It waits for [`A_LOOK`] before it says that it does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Held {
    /// No: it was looked.
    Nothing,
    /// Only where one came in the very moment in which another was read: it is looked before one sleeps.
    Hardly,
    /// It may: it is looked at once.
    Perhaps,
}

/// What the thread of the screen is woken by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed, or is held.
    Key(KeyEvent),
    /// Something was done with the mouse.
    Pointer(Pointer),
    /// Text was pasted while a prompt was open.
    Paste(String),
    /// The terminal has another size: draw again.
    Resized,
    /// The program was stopped and goes on: draw again.
    Continued,
    /// A file of the timeline is not what it was.
    FilesChanged,
    /// A copy of a source is not what it was.
    CopiesChanged,
    /// The quotes have been held against the copies.
    Verified,
    /// A large file was read, or its beginning.
    Read,
    /// Another thread panicked, with these words.
    Trouble(String),
}

/// Sends inputs from other threads.
#[derive(Clone)]
pub struct Waker(Arc<Sender>);

struct Sender {
    waiting: Mutex<VecDeque<Input>>,
    bell: UnixStream,
}

impl Waker {
    /// Hands an input to the thread of the screen. An equal one that still waits is enough.
    pub fn wake(&self, input: Input) {
        let mut waiting = self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if !waiting.contains(&input) {
            waiting.push_back(input);
        }
        drop(waiting);
        // A full bell is ringing already.
        let _ = (&self.0.bell).write(&[1]);
    }

    fn take(&self) -> Option<Input> {
        self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }
}

/// Reads the terminal on the thread that asks, so that an editor started meanwhile has all its keys.
pub struct Inputs {
    keyboard: OwnedFd,
    bell: UnixStream,
    waker: Waker,
    held: Held,
    /// How many bytes the terminal had when it was last looked at; none where it does not say, or some were read since.
    bytes: u64,
}

impl Inputs {
    pub fn new() -> io::Result<Self> {
        let (bell, ringer) = UnixStream::pair()?;
        bell.set_nonblocking(true)?;
        ringer.set_nonblocking(true)?;
        let waker = Waker(Arc::new(Sender { waiting: Mutex::default(), bell: ringer }));
        Ok(Self { keyboard: modes::keyboard()?, bell, waker, held: Held::Nothing, bytes: 0 })
    }

    pub fn waker(&self) -> Waker {
        self.waker.clone()
    }

    /// The next input, or `None` when `timeout` is over.
    pub fn next(&mut self, timeout: Option<Duration>) -> io::Result<Option<Input>> {
        let start = Instant::now();
        let is_in_haste = timeout.is_some_and(|timeout| timeout.is_zero());
        loop {
            if let Some(input) = self.waker.take() {
                return Ok(Some(input));
            }
            if self.held > if is_in_haste { Held::Hardly } else { Held::Nothing } {
                while let Some(event) = self.read()? {
                    if let Some(input) = of_event(event) {
                        return Ok(Some(input));
                    }
                }
            }
            let left = timeout.map(|timeout| timeout.saturating_sub(start.elapsed()));
            if !self.wait(left)? && left.is_some_and(|left| left.is_zero()) {
                return Ok(None);
            }
        }
    }

    /// Drops all keys that were typed until now.
    pub fn forget_keys(&mut self) -> io::Result<()> {
        tcflush(&self.keyboard, QueueSelector::IFlush)?;
        while self.read()?.is_some() {}
        Ok(())
    }

    fn read(&mut self) -> io::Result<Option<Event>> {
        if event::poll(A_LOOK)? {
            // One byte is one key at most.
            self.held = if self.bytes == 1 { Held::Hardly } else { Held::Perhaps };
            self.bytes = 0;
            return event::read().map(Some);
        }
        self.held = Held::Nothing;
        // Readable, and yet no key: so reads a terminal that is no more.
        tcgetattr(&self.keyboard)?;
        Ok(None)
    }

    /// Waits for the terminal or the bell; no, where neither had anything in time.
    fn wait(&mut self, timeout: Option<Duration>) -> io::Result<bool> {
        let timeout = timeout.and_then(|timeout| Timespec::try_from(timeout).ok());
        let mut fds = [PollFd::new(&self.keyboard, PollFlags::IN), PollFd::new(&self.bell, PollFlags::IN)];
        match poll(&mut fds, timeout.as_ref()) {
            Err(Errno::INTR) => return Ok(true),
            Err(error) => return Err(error.into()),
            Ok(_) => {}
        }
        let [terminal, bell] = fds.map(|fd| fd.revents());
        // Crossterm would read a terminal that hung up again and again.
        if terminal.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
            return Err(io::Error::new(io::ErrorKind::NotConnected, "the terminal has gone"));
        }
        if terminal.contains(PollFlags::IN) {
            self.held = Held::Perhaps;
            self.bytes = ioctl_fionread(&self.keyboard).unwrap_or(0);
        }
        if bell.contains(PollFlags::IN) {
            let _ = self.bell.read(&mut [0; 64]);
        }
        Ok(!terminal.is_empty() || !bell.is_empty())
    }
}

fn of_event(event: Event) -> Option<Input> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => Some(Input::Key(key)),
        Event::Mouse(event) => Pointer::of_event(event).map(Input::Pointer),
        Event::Paste(text) => Some(Input::Paste(text)),
        // Sizes come by the signal thread, also where crossterm is not waiting.
        _ => None,
    }
}
