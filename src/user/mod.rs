//! What belongs to the user rather than to a timeline.

pub mod config;
pub mod folders;
