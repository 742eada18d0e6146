//! A timeline written as a tree, whose events are written a batch at a time and kept by nothing.

use std::io::{self, Write};
use std::panic::resume_unwind;
use std::thread::{self, ScopedJoinHandle};

use crate::model::document::{Document, Event, Value};
use crate::model::excerpt::Excerpt;
use crate::model::timeline::{EventIx, Timeline};

/// The key that the events stand under.
const EVENTS: &str = "events";

/// How a format writes a tree of which only the events are many.
pub struct Tree {
    /// Writes a tree at once.
    pub whole: fn(&Value) -> io::Result<String>,
    /// The event as it stands in the tree.
    pub event: fn(&Event) -> Value,
    /// What stands before the events where there is nothing else in the tree.
    pub opens: &'static str,
    /// What stands between two events.
    pub between: &'static str,
    /// What stands behind them.
    pub closes: &'static str,
}

impl Tree {
    /// Writes the excerpt: the bytes that `whole` would give of the tree of [`Excerpt::document`].
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn write(&self, excerpt: &Excerpt, out: &mut dyn Write) -> io::Result<()> {
        if excerpt.is_empty() {
            return out.write_all((self.whole)(&excerpt.frame().to_value())?.as_bytes());
        }
        let events: Vec<EventIx> = excerpt.events().collect();
        let inner = |part: &Timeline, events: &[EventIx]| {
            let records = events.iter().map(|event| excerpt.event_record(part, *event));
            self.inner(records.map(|record| (self.event)(&record)).collect())
        };
        thread::scope(|scope| {
            // What stands around the events may be as long as they are, and is made while the first of them are: those
            // wait for it, and those that are still to be made do not.
            let around = scope.spawn(|| self.around(excerpt.frame()));
            let mut begun = Begun { around: Some(around), waiting: Vec::new(), behind: String::new() };
            excerpt.timeline().pass(&events, inner, |written| {
                let written = written?;
                if begun.is_waiting() {
                    begun.waiting.push(written);
                    return Ok(());
                }
                self.begin(&mut begun, out)?;
                out.write_all(self.between.as_bytes())?;
                out.write_all(written.as_bytes())
            })?;
            self.begin(&mut begun, out)?;
            out.write_all(begun.behind.as_bytes())
        })
    }

    /// Writes what stands before the events, as soon as it is made, and those that wait for it.
    fn begin(&self, begun: &mut Begun, out: &mut dyn Write) -> io::Result<()> {
        let Some(around) = begun.around.take() else { return Ok(()) };
        let (before, behind) = around.join().unwrap_or_else(|panic| resume_unwind(panic))?;
        begun.behind = behind;
        out.write_all(before.as_bytes())?;
        out.write_all(std::mem::take(&mut begun.waiting).join(self.between).as_bytes())
    }

    /// What stands before the first event, and what behind the last.
    fn around(&self, mut frame: Document) -> io::Result<(String, String)> {
        // Any event will do: what stands around does not depend on it.
        let event = Event { title: EVENTS.into(), ..Event::default() };
        let event_in_tree = (self.event)(&event);
        let inner = self.inner(vec![event_in_tree.clone()])?;
        frame.events = std::iter::once(event).collect();
        let Value::Map(mut before) = frame.to_value() else { return Err(torn()) };
        let at = before.iter().position(|(key, _)| key == EVENTS).ok_or_else(torn)?;
        before[at].1 = Value::List(vec![event_in_tree]);
        let behind = before[at..].to_vec();
        before.truncate(at + 1);
        let (before, behind) = ((self.whole)(&Value::Map(before))?, (self.whole)(&Value::Map(behind))?);
        let before = before.strip_suffix(self.closes).and_then(|text| text.strip_suffix(&inner)).ok_or_else(torn)?;
        let behind = behind.strip_prefix(self.opens).and_then(|text| text.strip_prefix(&inner)).ok_or_else(torn)?;
        Ok((before.to_owned(), behind.to_owned()))
    }

    /// Events alone, as they stand in any tree.
    fn inner(&self, events: Vec<Value>) -> io::Result<String> {
        let mut whole = (self.whole)(&Value::Map(vec![(EVENTS.to_owned(), Value::List(events))]))?;
        let inner = whole.strip_prefix(self.opens).and_then(|text| text.strip_suffix(self.closes));
        let end = inner.map(|inner| self.opens.len() + inner.len()).ok_or_else(torn)?;
        whole.truncate(end);
        whole.drain(..self.opens.len());
        Ok(whole)
    }
}

/// How far the writing of a tree has come.
struct Begun<'s> {
    /// What stands around the events, as long as it is being made.
    around: Option<ScopedJoinHandle<'s, io::Result<(String, String)>>>,
    /// The first events, as long as what stands before them is being made.
    waiting: Vec<String>,
    /// What stands behind the events.
    behind: String,
}

impl Begun<'_> {
    /// Has an event to wait for what stands before it? The first always has, so that some event waits.
    fn is_waiting(&self) -> bool {
        self.around.as_ref().is_some_and(|around| self.waiting.is_empty() || !around.is_finished())
    }
}

/// What a format says of itself does not hold.
fn torn() -> io::Error {
    io::Error::other("the timeline cannot be written in parts")
}
