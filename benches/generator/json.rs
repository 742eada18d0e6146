//! The same timeline in JSON, whole or an event a line.

use std::io::{self, Write};

use annals::export;
use annals::model::date::Date;
use serde::ser::{Serialize, SerializeMap, Serializer};

use super::Made;
use super::value::{Key, Layout, Value, plain};

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text, _) => serializer.serialize_str(text),
            Self::Bare("true") => serializer.serialize_bool(true),
            Self::Bare(number) => serializer.serialize_i64(number.parse().expect("a number")),
            Self::List(items, _) => serializer.collect_seq(items),
            Self::Map(entries, _) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                entries.iter().try_for_each(|(key, value)| map.serialize_entry(key, value))?;
                map.end()
            }
        }
    }
}

/// Writes it all as one object.
pub fn write(made: &Made, out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"{")?;
    made.head().iter().try_for_each(|entry| member(out, entry).and_then(|()| out.write_all(b",\n")))?;
    map(out, "sources", made.cast.sources(&made.words))?;
    map(out, "actors", made.cast.actors(&made.words))?;
    list(out, "events", (0..made.events).map(|nth| made.event(nth)))?;
    if made.disputes().next().is_some() {
        list(out, "disputes", made.disputes())?;
    }
    out.write_all(b"\"views\": ")?;
    serde_json::to_writer(&mut *out, &Value::Map(made.views(), Layout::Block))?;
    out.write_all(b"}\n")
}

/// Before and after everything, for open ends and where no date is known.
const EVER: [&str; 2] = ["1970-01-01", "2100-01-01"];

/// Writes every event on a line of its own; `bounds` adds the earliest and latest day of each, for programs that
/// do not read EDTF.
pub fn lines(made: &Made, out: &mut impl Write, bounds: bool) -> io::Result<()> {
    (0..made.events).try_for_each(|nth| {
        let event = made.event(nth);
        serde_json::to_writer(&mut *out, &if bounds { with_bounds(event) } else { event })?;
        out.write_all(b"\n")
    })
}

fn with_bounds(event: Value) -> Value {
    let Value::Map(mut entries, layout) = event else { return event };
    let date = entries.iter().find_map(|(key, value)| match value {
        Value::Text(date, _) if key == "date" => Some(Date::parse(date, 0).expect("a date")),
        _ => None,
    });
    let bound = |bound: fn(&Date) -> Option<String>| date.as_ref().and_then(bound);
    let [first, last] = EVER.map(str::to_owned);
    entries.push((Key::Borrowed("earliest"), plain(bound(export::earliest).unwrap_or(first))));
    entries.push((Key::Borrowed("latest"), plain(bound(export::latest).unwrap_or(last))));
    Value::Map(entries, layout)
}

fn member(out: &mut impl Write, (key, value): &(Key, Value)) -> io::Result<()> {
    serde_json::to_writer(&mut *out, key)?;
    out.write_all(b": ")?;
    Ok(serde_json::to_writer(&mut *out, value)?)
}

fn map(out: &mut impl Write, key: &str, records: impl Iterator<Item = (Key, Value)>) -> io::Result<()> {
    writeln!(out, "\"{key}\": {{")?;
    for (nth, record) in records.enumerate() {
        out.write_all(if nth > 0 { b",\n" } else { b"" })?;
        member(out, &record)?;
    }
    out.write_all(b"},\n")
}

fn list(out: &mut impl Write, key: &str, records: impl Iterator<Item = Value>) -> io::Result<()> {
    writeln!(out, "\"{key}\": [")?;
    for (nth, record) in records.enumerate() {
        out.write_all(if nth > 0 { b",\n" } else { b"" })?;
        serde_json::to_writer(&mut *out, &record)?;
    }
    out.write_all(b"],\n")
}
