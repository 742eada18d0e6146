//! The sources of a document: a list of ids whose records are read from their lines when they are wanted, if they are many.

use std::ops::Index;
use std::sync::{Arc, OnceLock};

use bumpalo::Bump;
use compact_str::CompactString;

use crate::model::place::Place;
use crate::model::text::Whole;

use super::field::{Faults, Field};
use super::node::Node;
use super::quick::{self, Input, Words};
use super::record::Keyed;
use super::slug::Id;
use super::value::Value;
use super::{Source, SourceRef, Text};

/// Sources under ids of their own, in the order of the file.
#[derive(Debug, Clone, Default)]
pub struct Sources(Vec<Entry>);

/// A source, with what is wanted of every one of them.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    id: CompactString,
    written: Place,
    cites: Box<[Text]>,
    copy: Option<Box<Text>>,
    record: OnceLock<Box<Source>>,
    /// Where it is read from, if it was not kept: some lines, and the byte at which its own begin.
    unread: Option<(Arc<Lines>, u32)>,
}

/// Lines of a file that hold sources, with nothing wrong in them.
#[derive(Debug)]
pub(super) struct Lines {
    pub text: Whole,
    pub file: u32,
    /// The zone in which its days begin, minutes east of UTC.
    pub offset: i32,
    /// How many spaces stand before each id.
    pub column: usize,
    /// The byte of the text at which they end.
    pub end: usize,
}

impl Entry {
    fn kept(id: &Id, source: Source) -> Self {
        Self {
            id: CompactString::from(&**id),
            written: id.0.place,
            cites: source.cites.clone().into(),
            copy: source.copy.clone().map(Box::new),
            record: OnceLock::from(Box::new(source)),
            unread: None,
        }
    }

    /// A source that was read from some lines, to be read again when its record is wanted.
    pub(super) fn unread(id: Words, source: &SourceRef, lines: &Arc<Lines>) -> Option<Self> {
        let line = (id.place.start as usize).checked_sub(lines.text.stretch().base + lines.column)?;
        Some(Self {
            id: CompactString::from(&*id),
            written: id.place,
            cites: source.cites.iter().map(|cited| Text::keep(*cited, &lines.text)).collect(),
            copy: source.copy.map(|copy| Box::new(Text::keep(copy, &lines.text))),
            record: OnceLock::new(),
            unread: Some((Arc::clone(lines), u32::try_from(line).ok()?)),
        })
    }

    fn record(&self) -> &Source {
        self.record.get_or_init(|| Box::new(self.read().unwrap_or_default()))
    }

    fn read(&self) -> Option<Source> {
        let (lines, line) = self.unread.as_ref()?;
        Some(Source::keep(lines.read(&Bump::new(), *line)?, &lines.text))
    }

    fn lend<'t>(&'t self, room: &'t Bump) -> &'t SourceRef<'t> {
        match (self.record.get(), &self.unread) {
            (None, Some((lines, line))) => lines.read(room, *line).unwrap_or_else(|| room.alloc(SourceRef::default())),
            _ => self.record().lend(room),
        }
    }
}

impl Lines {
    /// Reads the source whose lines begin at a byte.
    fn read<'t>(&'t self, room: &'t Bump, line: u32) -> Option<&'t SourceRef<'t>> {
        let mut input = Input::over(self.text.stretch(), room, self.file, self.offset, line as usize..self.end)?;
        quick::entry::<Source>(&mut input).map(|(_id, source)| source)
    }
}

impl Sources {
    pub(super) fn of_entries(entries: Vec<Entry>) -> Self {
        Self(entries)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Are there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The id of a source.
    #[must_use]
    pub fn id(&self, at: usize) -> &str {
        &self.0[at].id
    }

    /// Every id, in order.
    #[must_use]
    pub fn ids(&self) -> impl ExactSizeIterator<Item = &str> {
        self.0.iter().map(|entry| entry.id.as_str())
    }

    /// Where the id of a source is written.
    #[must_use]
    pub fn written(&self, at: usize) -> Place {
        self.0[at].written
    }

    /// The ids of the sources that one has its matter from.
    #[must_use]
    pub fn cites(&self, at: usize) -> &[Text] {
        &self.0[at].cites
    }

    /// The path of the kept text of a source.
    #[must_use]
    pub fn copy(&self, at: usize) -> Option<&Text> {
        self.0[at].copy.as_deref()
    }

    /// The record of a source; what is read for it is not kept.
    #[must_use]
    pub fn own(&self, at: usize) -> Source {
        let entry = &self.0[at];
        entry.record.get().map(|record| Source::clone(record)).or_else(|| entry.read()).unwrap_or_default()
    }

    /// What `look` makes of a record; what is read for it is not kept, as is best where all are gone through.
    pub fn look_at<R>(&self, at: usize, look: impl FnOnce(&SourceRef) -> R) -> R {
        look(self.0[at].lend(&Bump::new()))
    }

    /// Some of them, by their places.
    #[must_use]
    pub fn some(&self, places: impl Iterator<Item = usize>) -> Self {
        Self(places.map(|at| self.0[at].clone()).collect())
    }

    /// Puts those of another list behind these.
    pub fn append(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Changes every record.
    pub fn change(&mut self, mut change: impl FnMut(&mut Source)) {
        for entry in &mut self.0 {
            let _ = entry.record();
            if let Some(source) = entry.record.get_mut() {
                change(source);
                (entry.cites, entry.copy) = (source.cites.clone().into(), source.copy.clone().map(Box::new));
            }
        }
    }
}

impl FromIterator<(Id, Source)> for Sources {
    fn from_iter<I: IntoIterator<Item = (Id, Source)>>(sources: I) -> Self {
        Self(sources.into_iter().map(|(id, source)| Entry::kept(&id, source)).collect())
    }
}

/// The record of a source; read now where it was not yet, and kept from then on.
impl Index<usize> for Sources {
    type Output = Source;

    fn index(&self, at: usize) -> &Source {
        self.0[at].record()
    }
}

impl Eq for Sources {}

impl PartialEq for Sources {
    fn eq(&self, other: &Self) -> bool {
        let is_alike = |(one, other): (&Entry, &Entry)| {
            (&one.id, one.written, one.record()) == (&other.id, other.written, other.record())
        };
        self.len() == other.len() && self.0.iter().zip(&other.0).all(is_alike)
    }
}

impl Field for Sources {
    type Ref<'t> = <Keyed<Source> as Field>::Ref<'t>;

    fn read(node: &Node, faults: &mut Faults) -> Option<Self> {
        Keyed::read(node, faults).map(|sources| sources.0.into_iter().collect())
    }

    fn quick<'t>(input: &mut Input<'t>) -> Option<Self::Ref<'t>> {
        quick::keyed::<Source>(input)
    }

    fn keep(read: Self::Ref<'_>, whole: &Whole) -> Self {
        Keyed::<Source>::keep(read, whole).0.into_iter().collect()
    }

    fn lend<'t>(&'t self, room: &'t Bump) -> Self::Ref<'t> {
        let entry = |entry: &'t Entry| (Words { text: &entry.id, place: entry.written }, entry.lend(room));
        room.alloc_slice_fill_iter(self.0.iter().map(entry))
    }

    fn write(&self) -> Option<Value> {
        let entries = self.0.iter().filter_map(|entry| Some((entry.id.to_string().into(), entry.record().write()?)));
        (!self.is_empty()).then(|| Value::Map(entries.collect()))
    }
}
