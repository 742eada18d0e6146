//! annals: explore a sourced timeline in the terminal — who said what, when, and in which words.
//!
//! This page is the architecture; `ls src` is the same in short. *Bytes become a [`Document`], a
//! Document that holds together becomes a [`Timeline`], a Timeline that is looked at becomes a
//! [`State`], a State is drawn; a key becomes an [`Action`], an Action changes the State and may ask
//! for an [`Effect`].*
//!
//! ```text
//! disk ─ load ─▶ bytes ─▶ Document ─▶ Timeline ─┬▶ check ─▶ Vec<Finding> ─▶ exit 0/1
//! copies ─ evidence ──────────────────────────▶ ├▶ Ledger (a verdict for every quote)
//!                                               ├▶ Query ─▶ Excerpt ─▶ export row ─▶ Write
//!                                               └▶ State ─▶ impl Widget for &State ─▶ Buffer ─▶ terminal
//! config.toml ─ user ─▶ Config ─▶ Settings ─▶ Keymap (KEYS with the user's own keys over them)
//! key ─ crossterm ─▶ Key ─ Keymap ─▶ Action ─ update(&mut State) ─▶ State′ (+ Effect ─ tui::perform)
//! ```
//!
//! Imports point one way, and a test holds that:
//! `main → cli → tui → {check, export} → evidence → {load, user} → model`.
//!
//! - [`model`] is what a timeline is: the file as written ([`model::document`], most of it
//!   read quickly: [`model::document::quick`]), fields set in it
//!   with every other byte left ([`model::document::amend()`]), EDTF dates
//!   ([`model::date`]), references resolved ([`model::timeline`]), chains of attribution
//!   ([`model::chain`]), questions ([`model::query`]),
//!   chosen parts ([`model::excerpt`]) and lanes ([`model::lanes`]). It is pure: no I/O and no terminal. YAML stays in
//!   `model::document`.
//!   A question is put to the events batch by batch ([`model::query::Inquiry`]); the explorer goes on with it
//!   between keys ([`tui::state::State::go_on`]), so that no key waits for an answer.
//! - [`load`] reads files, whole and bounded, and keeps every [`Finding`] with its place. Who goes through the events of
//!   a large one leaves them where they are ([`load::load_left`]): what was read is known again by its hash.
//! - [`user`] is what belongs to the user rather than to a timeline: sessions and saved views, in the
//!   state folder.
//! - [`evidence`] holds every quote against the kept copy of its source: copies read as their reader
//!   sees them, quotes found again or not, and the [`evidence::Ledger`] of verdicts. What a quote is
//!   found to be, a [`model::verdict::Verdict`], is given back to the timeline
//!   ([`model::timeline::Timeline::judge`]), so that queries, rules and views need not know how.
//! - [`check`] is the table of rules of curation, one a file.
//! - [`export`] is the table of formats, one a file, and the atomic writer.
//! - [`user`] is what belongs to the user rather than to a timeline: settings, as plain values with their places.
//!   What names of keys, actions and colours mean is for [`tui`] to say, which makes [`Settings`] of them.
//! - [`tui`] is the explorer. ratatui and crossterm stay in it.
//! - [`cli`] is the command line, one file a verb, and the only place that prints.
//!
//! Where to add a thing: a rule is a file and a row in [`check::RULES`]; a format a file and a row in
//! [`export::FORMATS`]; a key a row in [`tui::keys::KEYS`], its action's name one in [`tui::commands::COMMANDS`]; a role of
//! text a row in [`tui::roles::ROLES`]; a setting a row in [`user::config::settings::SETTINGS`];
//! a list to pick from a row in [`tui::choices`]; a field of the query language a row in
//! [`model::query::FIELDS`]; a field of the file format a line in [`model::document`]. Help, footer,
//! README and suggestions follow from those rows. A kind of copy is a row in [`evidence::copy::KINDS`], a
//! difference of typography one in [`evidence::fold::Fold`].
//!
//! Four habits: what is wrong with a file is a finding with a place, never a panic and never
//! silence; text of a file is made safe by [`model::safe`] where it leaves for a person, and nowhere
//! else; vague dates answer *certainly*, *possibly* or *no*, and nothing invents a day;
//! a quote is proved by the very words at one place, and anything less proves nothing.
//!
//! [`Document`]: model::document::Document
//! [`Timeline`]: model::timeline::Timeline
//! [`Finding`]: model::finding::Finding
//! [`State`]: tui::state::State
//! [`Settings`]: tui::settings::Settings
//! [`Action`]: tui::action::Action
//! [`Effect`]: tui::effect::Effect

pub mod check;
pub mod cli;
pub mod evidence;
pub mod export;
pub mod load;
pub mod model;
pub mod tui;
pub mod user;
