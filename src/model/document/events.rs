//! The events of a document: a list whose records are read from their stretch of the file when they are wanted.

use std::ops::{Index, Range};
use std::sync::Arc;

use bumpalo::Bump;

use crate::model::finding::Finding;
use crate::model::text::Whole;

use super::field::{Faults, Field};
use super::node::Node;
use super::quick::{EventRead, Input};
use super::unread::{Cells, Lines, Lost, Unread};
use super::value::Value;
use super::{Event, EventRef};

/// The file whose events cannot be read one at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GivenUp(pub u32);

/// What a first reading of some events came upon.
#[derive(Debug, Default)]
pub struct Met {
    /// What is wrong with them.
    pub findings: Vec<Finding>,
    /// The places of those that are no events at all.
    pub none: Vec<usize>,
}

/// The events of a document, in the order of its files.
///
/// A clone shares the records that were read.
#[derive(Debug, Clone, Default)]
pub struct Events {
    parts: Vec<Part>,
}

#[derive(Debug, Clone)]
struct Part {
    /// How many events stand before it.
    first: usize,
    records: Records,
}

#[derive(Debug, Clone)]
enum Records {
    Kept(Arc<Vec<Event>>),
    Unread(Arc<Unread>, Arc<Cells>),
}

impl Records {
    fn len(&self) -> usize {
        match self {
            Self::Kept(records) => records.len(),
            Self::Unread(unread, _) => unread.at.len(),
        }
    }
}

impl Events {
    /// Events to be read when they are wanted.
    #[must_use]
    pub fn later(unread: Unread) -> Self {
        let cells = Cells::new(unread.at.len());
        Self { parts: vec![Part { first: 0, records: Records::Unread(Arc::new(unread), cells) }] }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.parts.last().map_or(0, |part| part.first + part.records.len())
    }

    /// Are there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// An event, by its place; read now where it was not yet, and kept from then on.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&Event> {
        (at < self.len()).then(|| &self[at])
    }

    /// The record of an event, to be changed; read anew where it was not yet, and not kept.
    #[must_use]
    pub fn own(&self, at: usize) -> Event {
        let part = self.part(at);
        match &part.records {
            Records::Kept(records) => records[at - part.first].clone(),
            Records::Unread(unread, cells) => match cells.kept(at - part.first) {
                Some(event) => event.clone(),
                None => unread.read(at - part.first),
            },
        }
    }

    /// The part in which an event stands.
    fn part(&self, at: usize) -> &Part {
        &self.parts[self.parts.partition_point(|part| part.first <= at) - 1]
    }

    /// Shows some of the events in turn; what is read for it is not kept.
    pub fn each(&self, range: Range<usize>, mut see: impl FnMut(usize, &Event)) {
        self.each_part(range, |part, inside| match &part.records {
            Records::Kept(records) => inside.for_each(|at| see(part.first + at, &records[at])),
            Records::Unread(unread, cells) => {
                let mut room = Bump::new();
                for (lines, some) in unread.lines(inside) {
                    for at in some {
                        match cells.kept(at) {
                            Some(event) => see(part.first + at, event),
                            None => see(part.first + at, &lines.read(&room, at)),
                        }
                        room.reset();
                    }
                }
            }
        });
    }

    /// As [`Events::each`], with the words of each borrowed.
    pub fn each_lent(&self, range: Range<usize>, mut see: impl FnMut(usize, &EventRef)) {
        let mut room = Bump::new();
        self.each_part(range, |part, inside| match &part.records {
            Records::Kept(records) => {
                for at in inside {
                    see(part.first + at, records[at].lend(&room));
                    room.reset();
                }
            }
            Records::Unread(unread, cells) => {
                for (lines, some) in unread.lines(inside) {
                    for at in some {
                        let nth = part.first + at;
                        match cells.kept(at) {
                            Some(event) => see(nth, event.lend(&room)),
                            None => match lines.try_read(&room, at) {
                                EventRead::Quick(event) => see(nth, event),
                                EventRead::Full(Some(event), _) => see(nth, event.lend(&room)),
                                EventRead::Full(None, _) | EventRead::GiveUp => see(nth, &EventRef::default()),
                            },
                        }
                        room.reset();
                    }
                }
            }
        });
    }

    /// Reads some of the events for the first time, and shows those that are events.
    ///
    /// # Errors
    /// The file whose events cannot be read one at a time.
    pub fn meet(&self, range: Range<usize>, mut see: impl FnMut(&EventRef)) -> Result<Met, GivenUp> {
        let (mut met, mut given_up) = (Met::default(), None);
        let mut room = Bump::new();
        self.each_part(range, |part, inside| match &part.records {
            Records::Kept(records) => {
                for event in &records[inside] {
                    see(event.lend(&room));
                    room.reset();
                }
            }
            Records::Unread(unread, _) => {
                let mut is_event = |lines: &Lines, at: usize| {
                    room.reset();
                    match lines.try_read(&room, at) {
                        EventRead::Quick(event) => see(event),
                        EventRead::Full(event, findings) => {
                            met.findings.extend(findings);
                            match &event {
                                Some(event) => see(event.lend(&room)),
                                None => met.none.push(part.first + at),
                            }
                        }
                        EventRead::GiveUp => return false,
                    }
                    true
                };
                let is_read = unread.lines(inside).all(|(lines, mut some)| some.all(|at| is_event(&lines, at)));
                given_up = given_up.or((!is_read).then_some(GivenUp(unread.file)));
            }
        });
        given_up.map_or(Ok(met), Err)
    }

    /// How many bytes of their files these events take, of those that are read when they are wanted.
    #[must_use]
    pub fn bytes(&self, range: Range<usize>) -> u64 {
        let mut bytes = 0;
        self.each_part(range, |part, inside| {
            if let Records::Unread(unread, _) = &part.records
                && let Some((first, last)) = unread.at[inside.clone()].first().zip(unread.at[inside].last())
            {
                bytes += u64::from(last.end - first.start);
            }
        });
        bytes
    }

    /// How many of these events, at the beginning and at the end, are written just as in an `old` reading of the same
    /// file, and between the same others; of files whose events are read when they are wanted.
    #[must_use]
    pub fn in_common(&self, old: &Self) -> (usize, usize) {
        let ([new], [old]) = (&self.parts[..], &old.parts[..]) else { return (0, 0) };
        let (Records::Unread(new, _), Records::Unread(old, _)) = (&new.records, &old.records) else { return (0, 0) };
        new.in_common(old)
    }

    /// Why one of them was not there as it was when it was read again from its file; it has no words then.
    #[must_use]
    pub fn lost(&self) -> Option<Lost> {
        self.parts.iter().find_map(|part| match &part.records {
            Records::Unread(unread, _) => unread.lost(),
            Records::Kept(_) => None,
        })
    }

    fn each_part(&self, range: Range<usize>, mut see: impl FnMut(&Part, Range<usize>)) {
        for part in &self.parts {
            let inside = |at: usize| at.saturating_sub(part.first).min(part.records.len());
            see(part, inside(range.start)..inside(range.end));
        }
    }

    /// Takes those of these places out, which are in order and none of which was kept.
    pub fn leave_out(&mut self, none: &[usize]) {
        let mut first = 0;
        for part in &mut self.parts {
            if let Records::Unread(unread, cells) = &mut part.records
                && !none.is_empty()
            {
                let mut at = part.first..;
                Arc::make_mut(unread).at.retain(|_| at.next().is_some_and(|at| none.binary_search(&at).is_err()));
                *cells = Cells::new(unread.at.len());
            }
            part.first = first;
            first += part.records.len();
        }
    }

    /// Every event; what is read for it is kept.
    pub fn iter(&self) -> impl Iterator<Item = &Event> {
        (0..self.len()).filter_map(|at| self.get(at))
    }

    /// The same events, of which none is kept that must be read.
    #[must_use]
    pub fn unread(&self) -> Self {
        let unread = |part: &Part| match &part.records {
            Records::Kept(_) => part.clone(),
            Records::Unread(unread, _) => {
                Part { first: part.first, records: Records::Unread(Arc::clone(unread), Cells::new(unread.at.len())) }
            }
        };
        Self { parts: self.parts.iter().map(unread).collect() }
    }

    /// Puts the events of another list behind these.
    pub fn append(&mut self, other: Self) {
        let first = self.len();
        self.parts.extend(other.parts.into_iter().map(|part| Part { first: first + part.first, ..part }));
    }

    /// Changes the list, all of whose records are read for it.
    pub fn change(&mut self, change: impl FnOnce(&mut Vec<Event>)) {
        let mut all = match std::mem::take(&mut self.parts).pop() {
            Some(Part { first: 0, records: Records::Kept(records) }) => Arc::unwrap_or_clone(records),
            last => {
                self.parts.extend(last);
                self.iter().cloned().collect()
            }
        };
        change(&mut all);
        *self = Self::from(all);
    }
}

impl From<Vec<Event>> for Events {
    fn from(events: Vec<Event>) -> Self {
        Self { parts: vec![Part { first: 0, records: Records::Kept(Arc::new(events)) }] }
    }
}

impl FromIterator<Event> for Events {
    fn from_iter<I: IntoIterator<Item = Event>>(events: I) -> Self {
        Self::from(events.into_iter().collect::<Vec<Event>>())
    }
}

impl Index<usize> for Events {
    type Output = Event;

    fn index(&self, at: usize) -> &Event {
        let part = self.part(at);
        match &part.records {
            Records::Kept(records) => &records[at - part.first],
            Records::Unread(unread, cells) => cells.get(unread, at - part.first),
        }
    }
}

impl Eq for Events {}

impl PartialEq for Events {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl Field for Events {
    type Ref<'t> = &'t [&'t EventRef<'t>];

    const REQUIRED: bool = <Vec<Event>>::REQUIRED;

    fn read(node: &Node, faults: &mut Faults) -> Option<Self> {
        Vec::read(node, faults).map(|events: Vec<Event>| Self::from(events))
    }

    fn quick<'t>(input: &mut Input<'t>) -> Option<Self::Ref<'t>> {
        <Vec<Event>>::quick(input)
    }

    fn keep(read: Self::Ref<'_>, whole: &Whole) -> Self {
        Self::from(Vec::keep(read, whole))
    }

    fn lend<'t>(&'t self, room: &'t Bump) -> Self::Ref<'t> {
        let mut lent = bumpalo::collections::Vec::with_capacity_in(self.len(), room);
        lent.extend(self.iter().map(|event| event.lend(room)));
        lent.into_bump_slice()
    }

    fn write(&self) -> Option<Value> {
        (!self.is_empty()).then(|| Value::List(self.iter().filter_map(Field::write).collect()))
    }
}
