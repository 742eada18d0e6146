//! JSON: the shape of the timeline's own file, with the bounds of each date beside it.

use std::io;

use super::parts::Tree;
use super::{Format, Options, bounds, nothing_lost};
use crate::model::document::{Dated, Event, Value};
use crate::model::excerpt::Excerpt;
use crate::model::safe::is_hidden;

pub const FORMAT: Format = Format {
    name: "json",
    extensions: &["json"],
    doc: "the timeline's own shape, with `earliest` and `latest` on each event; opens again",
    has_rows: false,
    has_lanes: false,
    opens_again: true,
    losses: nothing_lost,
    write,
};

const TREE: Tree = Tree {
    whole: safe_json,
    event,
    key: |key| format!("{{\n  \"{key}\": "),
    list: ("[\n", "\n  ]\n}\n"),
    map: ("{\n", "\n  }\n}\n"),
    between: ",\n",
};

fn write(excerpt: &Excerpt, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    TREE.write(excerpt, out)
}

fn event(event: &Event) -> Value {
    let mut written = event.to_value();
    add_bounds(&mut written, event);
    written
}

/// Both bounds stand behind the date, null where it is open or there is none.
fn add_bounds(written: &mut Value, event: &Event) {
    let Value::Map(entries) = written else { return };
    let bound = |of: fn(&_) -> Option<String>| {
        event
            .date
            .as_ref()
            .and_then(|dated: &Dated| of(&dated.date))
            .map_or(Value::Null, |bound| Value::Text(bound.into()))
    };
    let behind = entries.iter().take_while(|(key, _)| key == "id" || key == "date").count();
    let bounds = [("earliest", bound(bounds::earliest)), ("latest", bound(bounds::latest))];
    entries.splice(behind..behind, bounds.map(|(key, value)| (key.into(), value)));
}

/// JSON, indented, with a last line break and every character escaped that would act on a terminal
/// or hide.
///
/// # Errors
/// A value that JSON cannot hold.
pub fn safe_json(value: &impl serde::Serialize) -> io::Result<String> {
    let plain = serde_json::to_string_pretty(value)?;
    let mut out = String::with_capacity(plain.len() + 1);
    for letter in plain.chars() {
        if letter != '\n' && is_hidden(letter) {
            let mut units = [0; 2];
            letter.encode_utf16(&mut units).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
        } else {
            out.push(letter);
        }
    }
    out.push('\n');
    Ok(out)
}
