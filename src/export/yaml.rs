//! YAML: a timeline of its own, which opens again with the same content.

use std::io;

use super::{Format, Options, nothing_lost};
use crate::model::document;
use crate::model::excerpt::Excerpt;

pub const FORMAT: Format = Format {
    name: "yaml",
    extensions: &["yaml", "yml"],
    doc: "a timeline that opens again, with only the actors and sources that it uses",
    has_rows: false,
    has_lanes: false,
    opens_again: true,
    losses: nothing_lost,
    write,
};

fn write(excerpt: &Excerpt, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let written = document::to_yaml(&excerpt.document().to_value()).map_err(io::Error::other)?;
    out.write_all(written.as_bytes())
}
