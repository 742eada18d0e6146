//! The tests of the whole program, in one binary.

mod exports;
mod save;
mod support;
mod verbs;
