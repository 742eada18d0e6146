//! The tests of annals from outside, as one binary.

mod dates;
mod oracle;
mod written;
