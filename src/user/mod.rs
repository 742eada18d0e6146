//! What belongs to the user rather than to a timeline: settings, sessions and saved views.

pub mod config;
pub mod folders;
pub mod keep;
pub mod session;
pub mod views;
