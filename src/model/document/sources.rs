//! The sources of a document: ids whose records are read from their lines when they are wanted, if they are many.

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

/// A source, whose record is kept from the first, or once somebody asked for it.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    id: CompactString,
    written: Place,
    record: OnceLock<Box<Source>>,
    /// Where it is read from, if it was not kept from the first.
    unread: Option<Unread>,
}

/// Where the record of a source is read from, with what is wanted of every one of them.
#[derive(Debug, Clone)]
struct Unread {
    lines: Arc<Lines>,
    /// The byte at which its own lines begin.
    line: u32,
    cites: Box<[Text]>,
    copy: Option<Box<Text>>,
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
    fn kept((id, source): (Id, Source)) -> Self {
        Self {
            id: CompactString::from(&*id),
            written: id.0.place,
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
            record: OnceLock::new(),
            unread: Some(Unread {
                lines: Arc::clone(lines),
                line: u32::try_from(line).ok()?,
                cites: source.cites.iter().map(|cited| Text::keep(*cited, &lines.text)).collect(),
                copy: source.copy.map(|copy| Box::new(Text::keep(copy, &lines.text))),
            }),
        })
    }

    /// Where its record is read from, as long as that is not kept.
    fn later(&self) -> Option<&Unread> {
        self.unread.as_ref().filter(|_| self.record.get().is_none())
    }

    fn record(&self) -> &Source {
        self.record.get_or_init(|| Box::new(self.unread.as_ref().map(Unread::keep).unwrap_or_default()))
    }

    fn lend<'t>(&'t self, room: &'t Bump) -> &'t SourceRef<'t> {
        self.later().map_or_else(|| self.record().lend(room), |unread| unread.read(room))
    }
}

impl Unread {
    fn keep(&self) -> Source {
        Source::keep(self.read(&Bump::new()), &self.lines.text)
    }

    /// Reads it as it was read before, from the same bytes to the same end, so that it cannot come out otherwise.
    fn read<'t>(&'t self, room: &'t Bump) -> &'t SourceRef<'t> {
        let Lines { text, file, offset, end, .. } = &*self.lines;
        let input = Input::over(text.stretch(), room, *file, *offset, self.line as usize..*end);
        let entry = input.and_then(|mut input| quick::entry::<Source>(&mut input));
        debug_assert!(entry.is_some(), "a source is read again as it was");
        entry.map_or_else(|| &*room.alloc(SourceRef::default()), |(_id, source)| source)
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
        let entry = &self.0[at];
        entry.later().map_or_else(|| &entry.record().cites[..], |unread| &unread.cites)
    }

    /// The path of the kept text of a source.
    #[must_use]
    pub fn copy(&self, at: usize) -> Option<&Text> {
        let entry = &self.0[at];
        entry.later().map_or_else(|| entry.record().copy.as_ref(), |unread| unread.copy.as_deref())
    }

    /// The record of a source; what is read for it is not kept.
    #[must_use]
    pub fn own(&self, at: usize) -> Source {
        let entry = &self.0[at];
        entry.later().map_or_else(|| entry.record().clone(), Unread::keep)
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
            }
        }
    }
}

impl FromIterator<(Id, Source)> for Sources {
    fn from_iter<I: IntoIterator<Item = (Id, Source)>>(sources: I) -> Self {
        Self(sources.into_iter().map(Entry::kept).collect())
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
        read.iter().map(|(id, source)| (Id::keep(*id, whole), Source::keep(source, whole))).collect()
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

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use crate::model::document::{Syntax, parse};

    #[test]
    fn records_of_a_long_section_are_kept_only_once_they_are_asked_for() {
        let mut text = String::from("annals: 1\nsources:\n");
        for nth in 0..20_000 {
            let _ = write!(
                text,
                "  s-{nth}:\n    title: The {nth}th source of as many\n    cites: [s-1]\n    copy: a.txt\n"
            );
        }
        let sources = parse(&format!("{text}events:\n  - title: First\n"), 0, Syntax::Yaml).document.sources;
        let kept = || sources.0.iter().filter(|entry| entry.record.get().is_some()).count();
        for at in 0..sources.len() {
            assert_eq!((&*sources.cites(at)[0], &**sources.copy(at).expect("a copy")), ("s-1", "a.txt"));
            assert_eq!(
                sources.look_at(at, |source| source.title.map(|title| title.place)),
                sources.own(at).title.map(|title| title.place)
            );
        }
        assert_eq!((sources.len(), kept()), (20_000, 0));
        assert_eq!(sources[7].title.as_deref(), Some("The 7th source of as many"));
        assert_eq!((kept(), &*sources.cites(7)[0]), (1, "s-1"));
    }
}
