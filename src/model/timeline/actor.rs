//! An actor as it is read: small methods on an index.

use crate::model::document::{Actor, Role};
use crate::model::place::Place;
use crate::model::unnamed;

use super::{ActorIx, Timeline};

/// An actor being read.
#[derive(Clone, Copy)]
pub struct ActorView<'t> {
    pub(super) timeline: &'t Timeline,
    pub(super) ix: ActorIx,
}

impl<'t> ActorView<'t> {
    /// The whole record.
    #[must_use]
    pub fn record(self) -> &'t Actor {
        &self.timeline.document.actors.0[self.ix.at()].1
    }

    /// Its id.
    #[must_use]
    pub fn id(self) -> &'t str {
        &self.timeline.document.actors.0[self.ix.at()].0
    }

    /// Where its id is written.
    #[must_use]
    pub fn written(self) -> Place {
        self.timeline.document.actors.0[self.ix.at()].0.0.place
    }

    /// The name to show.
    #[must_use]
    pub fn name(self) -> &'t str {
        let name: &str = &self.record().name;
        if name.is_empty() { self.id() } else { name }
    }

    /// The name to show where it speaks: with a remark where it names no one, as [`unnamed::shown`] has it.
    #[must_use]
    pub fn shown_name(self) -> String {
        unnamed::shown(self.name(), self.record().kind)
    }

    /// Does its name stand for people whom nobody names?
    #[must_use]
    pub fn is_unnamed(self) -> bool {
        unnamed::is_unnamed(self.name(), self.record().kind)
    }

    /// Its name and its other names.
    pub fn names(self) -> impl Iterator<Item = &'t str> {
        std::iter::once(self.name()).chain(self.record().aliases.iter().map(|alias| &**alias))
    }

    /// Its offices.
    #[must_use]
    pub fn roles(self) -> &'t [Role] {
        &self.record().roles
    }

    /// The actors it belongs to.
    pub fn member_of(self) -> impl Iterator<Item = ActorIx> + use<'t> {
        self.record().member_of.iter().filter_map(move |of| self.timeline.actor_named(of))
    }
}
