//! What belongs to the user rather than to a timeline: folders, sessions and saved views.

pub mod folders;
pub mod keep;
pub mod session;
pub mod views;
