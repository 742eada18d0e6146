//! The tests of annals from outside, as one binary.

#![allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, clippy::unused_self)]

mod accounts;
mod anchoring;
mod annals;
mod broken;
mod burdens;
mod copies;
mod dates;
mod document;
mod evidence;
mod explorer;
mod exports;
mod falsify;
mod hostile;
mod house;
mod mutations;
mod oracle;
#[cfg(unix)]
mod program;
#[cfg(unix)]
mod pty;
mod query;
mod readme;
mod rules;
mod save;
#[cfg(unix)]
mod screen;
mod support;
mod timeline;
mod verbs;
mod written;
