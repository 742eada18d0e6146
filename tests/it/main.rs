//! The tests of annals from outside, as one binary.

#![allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, clippy::unused_self)]

mod accounts;
mod amend;
mod amended;
mod anchoring;
mod annals;
mod answers;
mod as_known;
mod attribution;
mod axis;
mod beside;
mod broken;
mod burdens;
mod chains;
mod choice;
mod copies;
mod crowded;
mod dates;
mod desk;
mod disputes;
mod document;
mod drawing;
mod duplicates;
mod evidence;
mod examples;
mod explorer;
mod exports;
mod falsify;
mod filtering;
mod frames;
mod generated;
mod history;
mod hostile;
mod house;
mod known;
mod lanes;
mod lanes_view;
mod left;
mod measured;
mod mouse;
mod mutations;
mod opening;
mod oracle;
mod palette;
mod passing;
mod pictures;
mod postings;
#[cfg(unix)]
mod program;
#[cfg(unix)]
mod pty;
mod query;
mod quick;
mod reading;
mod readme;
mod recorded;
mod reread;
mod rhythm;
mod rules;
mod save;
mod saved_views;
#[cfg(unix)]
mod screen;
mod seeking;
#[cfg(unix)]
mod session;
mod settings;
mod support;
mod timeline;
#[cfg(unix)]
mod told;
mod tour;
mod track;
mod verbs;
#[cfg(unix)]
mod watched;
mod wording;
mod written;
