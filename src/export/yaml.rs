//! YAML: a timeline of its own, which opens again with the same content.

use std::io;

use super::parts::Tree;
use super::{Format, Options, nothing_lost};
use crate::model::document::{self, Event, Value};
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

const TREE: Tree = Tree {
    whole,
    event: Event::to_value,
    key: |key| format!("{key}:"),
    list: ("\n", ""),
    map: ("\n", ""),
    between: "",
};

fn write(excerpt: &Excerpt, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    TREE.write(excerpt, out)
}

fn whole(tree: &Value) -> io::Result<String> {
    document::to_yaml(tree).map_err(io::Error::other)
}
