//! The format in plain serde structs with strings of their own: what `serde_json` reads the JSON twin into.

#![allow(dead_code, reason = "read to be measured")]

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

/// Reads it all.
pub fn read(json: &str) -> Document {
    serde_json::from_str(json).expect("the format")
}

/// A whole file.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Document {
    annals: u32,
    title: Option<String>,
    summary: Option<String>,
    timezone: Option<String>,
    sources: Keyed<Source>,
    actors: Keyed<ActorOrName>,
    /// Its events.
    pub events: Vec<Event>,
    disputes: Vec<Dispute>,
    views: Keyed<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Source {
    title: Option<String>,
    outlet: Option<String>,
    author: Option<String>,
    published: Option<String>,
    accessed: Option<String>,
    language: Option<String>,
    url: Option<String>,
    archive: Option<String>,
    copy: Option<String>,
    sha256: Option<String>,
    share: bool,
    cites: Vec<String>,
    note: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum ActorOrName {
    Name(String),
    Actor(Actor),
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Actor {
    name: String,
    kind: Option<String>,
    aliases: Vec<String>,
    member_of: Vec<String>,
    roles: Vec<Role>,
    note: Option<String>,
}

#[derive(Deserialize)]
struct Role {
    title: String,
    held: Option<String>,
}

/// Something that happened.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Event {
    id: Option<String>,
    date: Option<String>,
    printed: Option<String>,
    title: String,
    summary: Option<String>,
    place: Option<String>,
    actors: Vec<String>,
    tags: Vec<String>,
    note: Option<String>,
    imported: Option<String>,
    evidence: Vec<Evidence>,
    statements: Vec<Statement>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Evidence {
    source: String,
    quote: Option<String>,
    at: Option<String>,
    date: Option<String>,
    prefix: Option<String>,
    suffix: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Statement {
    id: Option<String>,
    speaker: String,
    voice: Option<String>,
    quote: Option<String>,
    says: Option<String>,
    source: Option<String>,
    at: Option<String>,
    via: Vec<String>,
    said: Option<String>,
    topics: Vec<String>,
    revises: Vec<String>,
    prefix: Option<String>,
    suffix: Option<String>,
    note: Option<String>,
}

#[derive(Deserialize)]
struct Dispute {
    question: String,
    status: Option<String>,
    sides: Vec<Side>,
    note: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Side {
    event: Option<String>,
    statement: Option<String>,
    source: Option<String>,
    quote: Option<String>,
    at: Option<String>,
    holds: Option<String>,
    prefix: Option<String>,
    suffix: Option<String>,
}

/// Records under their ids, in the order of the file, as annals keeps them.
struct Keyed<T>(Vec<(String, T)>);

impl<T> Default for Keyed<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Keyed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Entries(PhantomData)).map(Self)
    }
}

struct Entries<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
    type Value = Vec<(String, T)>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a map from ids")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(entries)
    }
}
