//! annals
pub mod check;
pub mod cli;
pub mod export;
pub mod load;
pub mod model;
pub mod tui;
