//! The tests of annals from outside, as one binary.

mod annals;
mod broken;
mod dates;
mod document;
mod hostile;
mod house;
mod oracle;
mod query;
mod rules;
mod timeline;
mod written;
