//! annals: a sourced timeline, from the bytes of a file to the screen.
pub mod check;
pub mod cli;
pub mod export;
pub mod load;
pub mod model;
