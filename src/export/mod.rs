//! Ways out of a timeline: the table of formats that an excerpt is written in.

mod bounds;
mod brief;
mod csv;
mod escape;
mod json;
mod markdown;
mod parts;
pub mod save;
mod svg;
mod yaml;

use std::io;
use std::path::Path;

use crate::model::excerpt::Excerpt;
use crate::model::lanes::{LaneKind, LaneSort};

pub use bounds::{earliest, latest};
pub use json::safe_json;

/// A format to write.
pub struct Format {
    /// Its name, as `--format` takes it.
    pub name: &'static str,
    /// The endings of files that choose it, without the dot.
    pub extensions: &'static [&'static str],
    /// What it is for, in one line.
    pub doc: &'static str,
    /// Has it rows, so that [`Options::statements`] makes a difference?
    pub has_rows: bool,
    /// Has it lanes, so that [`Options::lanes`] and [`Options::lane_order`] make a difference?
    pub has_lanes: bool,
    /// Does it open again as a timeline, so that what [`Excerpt::left_out`] names is not in it?
    pub opens_again: bool,
    /// What of an excerpt does not stand at its place in it, in words; empty where nothing is lost.
    losses: fn(&Excerpt) -> Vec<String>,
    write: fn(&Excerpt, &Options, &mut dyn io::Write) -> io::Result<()>,
}

/// What a format may do otherwise than it usually does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// A row a statement rather than an event, where the format has rows.
    pub statements: bool,
    /// What a lane is, where the format has lanes.
    pub lanes: LaneKind,
    /// In what order they stand.
    pub lane_order: LaneSort,
}

/// Every format there is.
pub const FORMATS: &[Format] = &[markdown::FORMAT, json::FORMAT, yaml::FORMAT, csv::FORMAT, svg::FORMAT];

impl Format {
    /// Writes an excerpt; the same excerpt gives the same bytes.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn write(&self, excerpt: &Excerpt, options: &Options, out: &mut dyn io::Write) -> io::Result<()> {
        (self.write)(excerpt, options, out)
    }

    /// What of an excerpt does not stand at its place in what is written, a phrase each.
    #[must_use]
    pub fn losses(&self, excerpt: &Excerpt) -> Vec<String> {
        (self.losses)(excerpt)
    }
}

/// For formats that lose nothing worth a word.
fn nothing_lost(_: &Excerpt) -> Vec<String> {
    Vec::new()
}

/// The format of a name.
#[must_use]
pub fn format_named(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// The format that the ending of a path chooses, whatever its case.
#[must_use]
pub fn format_of_path(path: &Path) -> Option<&'static Format> {
    let ending = path.extension()?.to_str()?.to_lowercase();
    FORMATS.iter().find(|format| format.extensions.contains(&ending.as_str()))
}
