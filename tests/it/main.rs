//! The tests of annals from outside, as one binary.

mod annals;
mod broken;
mod dates;
mod oracle;
#[cfg(unix)]
mod pty;
#[cfg(unix)]
mod screen;
mod written;
