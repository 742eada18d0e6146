//! Looking at a timeline: keys become actions, actions change the state, the state is drawn.

pub mod action;
pub mod cite;
pub mod effect;
pub mod key;
pub mod keys;
pub mod layout;
pub mod panes;
pub mod rows;
pub mod state;
pub mod strip;
pub mod text;
pub mod theme;
pub mod update;
mod view;
