//! Timelines of any size, made by chance that comes out the same each time: the whole format, with long tails.
//!
//! Every part is made of its own number, so that nothing of a million events is held, and each format tells the
//! same timeline: about 509 bytes of YAML and 0.83 statements an event.

mod cast;
mod chance;
mod dates;
mod disputes;
mod event;
mod json;
mod tail;
mod value;
mod words;
mod yaml;

use std::io::{self, Write};

use cast::Cast;
use chance::Chance;
use dates::Day;
use tail::Tail;
use value::{Fields, Key, Value, plain};
use words::Words;

/// How a timeline is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// YAML, as people write it.
    Yaml,
    /// The same as one JSON object.
    Json,
    /// Its events alone, a JSON object a line.
    Lines,
    /// The same with the bounds of each date, for programs that do not read EDTF.
    Bounds,
}

impl Format {
    /// Every format by the name it goes by on the command line.
    pub const NAMES: &[(&str, Self)] =
        &[("yaml", Self::Yaml), ("json", Self::Json), ("jsonl", Self::Lines), ("bounds", Self::Bounds)];
}

/// A timeline of so many events, each made when it is asked for.
pub struct Made {
    events: usize,
    words: Words,
    cast: Cast,
    tagging: Tail,
}

impl Made {
    /// A timeline of so many events.
    pub fn new(events: usize) -> Self {
        Self { events, words: Words::new(), cast: Cast::new(events), tagging: Tail::new(event::TAGS) }
    }

    /// Writes it, as it is made.
    pub fn write(&self, format: Format, mut out: impl Write) -> io::Result<()> {
        match format {
            Format::Yaml => yaml::write(self, &mut out),
            Format::Json => json::write(self, &mut out),
            Format::Lines => json::lines(self, &mut out, false),
            Format::Bounds => json::lines(self, &mut out, true),
        }
    }

    /// All of it as text.
    pub fn text(&self, format: Format) -> String {
        let mut bytes = Vec::new();
        self.write(format, &mut bytes).expect("memory takes it all");
        String::from_utf8(bytes).expect("made of characters")
    }

    /// The id of the actor of a rank, 0 being in the most events.
    pub fn actor(&self, rank: usize) -> String {
        cast::actor_id(&self.words, rank)
    }

    /// What stands before the records.
    fn head(&self) -> Vec<(Key, Value)> {
        let mut chance = Chance::new(6, 0);
        let mut head = Fields::default();
        head.put("annals", Value::Bare("1"));
        head.put("title", plain(format!("Made by chance: {} events", self.events)));
        head.put("summary", self.words.prose(&mut chance));
        head.put("timezone", plain("UTC"));
        head.0
    }

    /// Queries by name.
    fn views(&self) -> Vec<(Key, Value)> {
        let mut views = Fields::default();
        views.put("busiest", plain(format!("actor:{}", self.actor(0))));
        views.put("eighties", plain("from:1980 to:1989 NOT (tag:none OR minister)"));
        views.0
    }

    /// What the curator wrote above the `nth` event.
    fn remark(&self, nth: usize) -> Option<String> {
        let mut chance = Chance::new(7, nth);
        chance.one_in(60).then(|| match chance.below(3) {
            0 => format!("--- {} ---", Day::near(&mut chance, nth, self.events).year()),
            1 => format!("to do: find the copy of {}", self.words.title(&mut chance)),
            _ => self.words.sentence(&mut chance, 3, 9),
        })
    }
}

/// A timeline of so many events in YAML.
pub fn yaml(events: usize) -> String {
    Made::new(events).text(Format::Yaml)
}
