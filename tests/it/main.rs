//! The tests of the whole program, in one binary.

#[cfg(unix)]
mod pty;
#[cfg(unix)]
mod screen;
