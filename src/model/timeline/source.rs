//! A source as it is read: small methods on an index.

use crate::model::date::Date;
use crate::model::document::{Source, SourceRef, Text};
use crate::model::place::Place;

use super::{SourceIx, Timeline};

/// A source being read.
#[derive(Clone, Copy)]
pub struct SourceView<'t> {
    pub(super) timeline: &'t Timeline,
    pub(super) ix: SourceIx,
}

impl<'t> SourceView<'t> {
    /// The whole record.
    #[must_use]
    pub fn record(self) -> &'t Source {
        &self.timeline.document.sources[self.ix.at()]
    }

    /// Its id.
    #[must_use]
    pub fn id(self) -> &'t str {
        self.timeline.document.sources.id(self.ix.at())
    }

    /// Where its id is written.
    #[must_use]
    pub fn written(self) -> Place {
        self.timeline.document.sources.written(self.ix.at())
    }

    /// What `look` makes of its record; what is read for it is not kept, as is best where all are gone through.
    pub fn look_at<R>(self, look: impl FnOnce(&SourceRef) -> R) -> R {
        self.timeline.document.sources.look_at(self.ix.at(), look)
    }

    /// The path of its kept text, relative to the timeline.
    #[must_use]
    pub fn copy(self) -> Option<&'t Text> {
        self.timeline.document.sources.copy(self.ix.at())
    }

    /// Its outlet, else its title, else its id: the short name as it is written.
    #[must_use]
    pub fn name(self) -> &'t str {
        let record = self.record();
        record.outlet.as_deref().or(record.title.as_deref()).unwrap_or_else(|| self.id())
    }

    /// Tells the same name, without the record being kept for it.
    pub(in crate::model) fn tell_name<R>(self, tell: impl FnOnce(&str) -> R) -> R {
        self.look_at(|source| tell(source.outlet.or(source.title).map_or_else(|| self.id(), |name| name.text)))
    }

    /// When it came out.
    #[must_use]
    pub fn published(self) -> Option<&'t Date> {
        self.record().published.as_deref()
    }

    /// The sources it has its matter from.
    pub fn cites(self) -> impl Iterator<Item = SourceIx> + use<'t> {
        self.timeline
            .document
            .sources
            .cites(self.ix.at())
            .iter()
            .filter_map(move |source| self.timeline.source_named(source))
    }

    /// The sources it has its matter from, each once, without a reference that closes a circle.
    #[must_use]
    pub fn followed(self) -> &'t [SourceIx] {
        self.timeline.citations.cites(self.ix)
    }
}
