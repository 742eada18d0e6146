//! A timeline written as a tree, of which what may be many is written a batch at a time and kept by nothing.

use std::io::{self, Write};

use crate::model::document::{Actor, Dispute, Event, Id, Key, Sources, Value};
use crate::model::excerpt::Excerpt;
use crate::model::timeline::{ActorIx, DisputeIx, EventIx, SourceIx, Timeline};

/// How a format writes a tree whose root has long lists and maps.
pub struct Tree {
    /// Writes a tree at once.
    pub whole: fn(&Value) -> io::Result<String>,
    /// The event as it stands in the tree.
    pub event: fn(&Event) -> Value,
    /// How a tree begins with a key.
    pub key: fn(&str) -> String,
    /// What stands around a list under the only key of a tree.
    pub list: (&'static str, &'static str),
    /// What stands around a map there.
    pub map: (&'static str, &'static str),
    /// What stands between two things of either.
    pub between: &'static str,
}

impl Tree {
    /// Writes the excerpt: the bytes that `whole` would give of the tree of [`Excerpt::document`], each event being in it
    /// as `event` has it. What is many is written in the order of a document's keys.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn write(&self, excerpt: &Excerpt, out: &mut dyn Write) -> io::Result<()> {
        let sources: Vec<SourceIx> = excerpt.sources().collect();
        let actors: Vec<ActorIx> = excerpt.actors().collect();
        let events: Vec<EventIx> = excerpt.events().collect();
        let disputes: Vec<DisputeIx> = excerpt.disputes().map(|dispute| dispute.ix()).collect();
        let mut frame = excerpt.frame();
        // What is many has its place in the tree for now.
        frame.sources = sources.first().map(|_| Default::default()).into_iter().collect();
        frame.actors.0.extend(actors.first().map(|_| Default::default()));
        frame.events = events.first().map(|_| Event::default()).into_iter().collect();
        frame.disputes.extend(disputes.first().map(|_| Dispute::default()));
        let Value::Map(entries) = frame.to_value() else { return Err(torn()) };
        let mut root = Root { tree: self, timeline: excerpt.timeline(), entries, written: String::new(), out };
        root.section("sources", &sources, |part, sources| {
            Value::Map(sources.iter().map(|source| source_entry(&part.document().sources, source.at())).collect())
        })?;
        root.section("actors", &actors, |part, actors| {
            Value::Map(actors.iter().map(|actor| actor_entry(&part.document().actors.0[actor.at()])).collect())
        })?;
        root.section("events", &events, |part, events| {
            let records = events.iter().map(|event| excerpt.event_record(part, *event));
            Value::List(records.map(|record| (self.event)(&record)).collect())
        })?;
        root.section("disputes", &disputes, |part, disputes| {
            Value::List(disputes.iter().map(|dispute| excerpt.dispute_record(part, *dispute).to_value()).collect())
        })?;
        root.end()
    }

    /// Things under a key alone, as they stand in any tree.
    fn inner(&self, key: &'static str, things: Value) -> io::Result<String> {
        let (opens, closes) = self.around(key, &things);
        let mut whole = (self.whole)(&Value::Map(vec![(key.into(), things)]))?;
        let inner = whole.strip_prefix(&opens).and_then(|text| text.strip_suffix(closes));
        let end = inner.map(|inner| opens.len() + inner.len()).ok_or_else(torn)?;
        whole.truncate(end);
        whole.drain(..opens.len());
        Ok(whole)
    }

    /// What stands before and behind things that are all that a tree has, under a key.
    fn around(&self, key: &str, things: &Value) -> (String, &'static str) {
        let around = if matches!(things, Value::Map(_)) { self.map } else { self.list };
        ((self.key)(key) + around.0, around.1)
    }
}

/// A source under its id.
fn source_entry(sources: &Sources, at: usize) -> (Key, Value) {
    (sources.id(at).to_owned().into(), sources.own(at).to_value())
}

/// An actor under its id.
fn actor_entry((id, actor): &(Id, Actor)) -> (Key, Value) {
    (id.to_string().into(), actor.to_value())
}

/// A tree that is being written.
struct Root<'t> {
    tree: &'t Tree,
    timeline: &'t Timeline,
    /// What stands under its keys: of what is many only the first, once that was written.
    entries: Vec<(Key, Value)>,
    /// These entries as text, up to the end of that first thing.
    written: String,
    out: &'t mut dyn Write,
}

impl Root<'_> {
    /// Writes the tree up to the end of the things under this key, of which `make` makes lists or maps.
    fn section<T: Sync>(
        &mut self,
        key: &'static str,
        things: &[T],
        make: impl Fn(&Timeline, &[T]) -> Value + Sync,
    ) -> io::Result<()> {
        let Some(first) = things.first() else { return Ok(()) };
        let at = self.entries.iter().position(|(known, _)| known == key).ok_or_else(torn)?;
        let first = make(self.timeline, std::slice::from_ref(first));
        self.entries[at].1 = first.clone();
        let before = (self.tree.whole)(&Value::Map(self.entries[..=at].to_vec()))?;
        let before = before.strip_suffix(self.tree.around(key, &first).1).ok_or_else(torn)?;
        let first = self.tree.inner(key, first)?;
        let head = before.strip_suffix(&first).and_then(|text| text.strip_prefix(&self.written)).ok_or_else(torn)?;
        self.out.write_all(head.as_bytes())?;
        let mut between = "";
        self.timeline.pass(
            things,
            |part, things| self.tree.inner(key, make(part, things)),
            |written| {
                self.out.write_all(between.as_bytes())?;
                between = self.tree.between;
                self.out.write_all(written?.as_bytes())
            },
        )?;
        before.clone_into(&mut self.written);
        Ok(())
    }

    /// Writes what stands behind the last of them.
    fn end(self) -> io::Result<()> {
        let whole = (self.tree.whole)(&Value::Map(self.entries))?;
        self.out.write_all(whole.strip_prefix(&self.written).ok_or_else(torn)?.as_bytes())
    }
}

/// What a format says of itself does not hold.
fn torn() -> io::Error {
    io::Error::other("the timeline cannot be written in parts")
}
