//! The one writer to stdout and stderr: checked, flushed, and quiet when the reader has gone.

use std::fmt::Write as _;
use std::io::{self, BufWriter, IsTerminal, Write};

use crate::load::Unreadable;
use crate::model::safe::{safe, safe_lines};

use super::COULD_NOT_RUN;

/// Why a verb stopped.
pub enum Failure {
    /// The reader of stdout has gone: nothing to say.
    Closed,
    /// A message for the user, with a hint.
    Told(String, Option<String>),
    /// What was wrong is printed already.
    Printed(u8),
}

impl Failure {
    /// A failure with a message alone.
    pub fn told(message: impl Into<String>) -> Self {
        Self::Told(message.into(), None)
    }

    /// Prints what there is to say and gives the exit code.
    pub fn report(self) -> u8 {
        match self {
            Self::Closed => 0,
            Self::Printed(code) => code,
            Self::Told(message, hint) => {
                say(&format!("error: {message}"));
                hint.iter().for_each(|hint| say(&format!("  hint: {hint}")));
                COULD_NOT_RUN
            }
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::Closed
        } else {
            Self::told(format!("cannot write: {error}"))
        }
    }
}

impl From<Unreadable> for Failure {
    fn from(fault: Unreadable) -> Self {
        Self::Told(format!("cannot read {}: {}", fault.name, fault.message), fault.hint)
    }
}

/// Words for the user, on stderr, made safe. A stderr that is gone is nobody's loss.
pub fn say(words: &str) {
    say_raw(&safe_lines(words));
}

/// Words with escape sequences of our own, on stderr.
pub fn say_raw(words: &str) {
    drop(io::stderr().lock().write_all(format!("{words}\n").as_bytes()));
}

/// Data, on stdout; made safe where stdout is a terminal.
pub fn print(data: &str) -> Result<(), Failure> {
    let shown = if io::stdout().is_terminal() { safe_lines(data) } else { data.into() };
    print_raw(&shown)
}

/// Data that `write` writes, on stdout as it is written; on a terminal when it is whole, since it is made safe there.
pub fn print_with(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
    if io::stdout().is_terminal() {
        let mut bytes = Vec::new();
        write(&mut bytes)?;
        return print(&String::from_utf8_lossy(&bytes));
    }
    let mut out = BufWriter::new(io::stdout().lock());
    write(&mut out)?;
    Ok(out.flush()?)
}

/// Data with escape sequences of our own, on stdout.
pub fn print_raw(data: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(data.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// A line built of parts that are made safe.
pub fn line(out: &mut String, words: &str) {
    let _ = writeln!(out, "{}", safe(words));
}
