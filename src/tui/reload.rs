//! A file that changed: its new timeline in the place of the old, every cursor where it was.

use crate::load::{Loaded, Unreadable};
use crate::model::plural::plural;
use crate::model::query::Query;
use crate::model::timeline::{EventIx, Timeline};

use super::rows::Rows;
use super::state::{Filter, Selection, State};

/// An event to be found again in another reading of the file.
struct Anchor {
    id: Option<String>,
    title: String,
    place: EventIx,
}

impl Anchor {
    fn of(timeline: &Timeline, event: EventIx) -> Self {
        let view = timeline.event(event);
        Self { id: view.id().map(str::to_owned), title: view.title().to_owned(), place: event }
    }

    /// By its id, else by its title, else where it stood.
    fn find(&self, timeline: &Timeline) -> Option<EventIx> {
        let by_id = self.id.as_deref().and_then(|id| timeline.event_named(id));
        let by_title = || timeline.events().find(|event| timeline.event(*event).title() == self.title);
        by_id.or_else(by_title).or_else(|| (self.place.at() < timeline.events().len()).then_some(self.place))
    }

    /// As [`Anchor::find`], but an event that is gone is not another one.
    fn find_itself(&self, timeline: &Timeline) -> Option<EventIx> {
        self.find(timeline).filter(|event| {
            let view = timeline.event(*event);
            view.title() == self.title || (self.id.is_some() && view.id() == self.id.as_deref())
        })
    }
}

impl State {
    /// Takes a new reading of the files. One with errors is not shown in the place of one without:
    /// the last good view stays, and the findings say why.
    pub fn reload(&mut self, read: Result<Loaded, Unreadable>) {
        let loaded = match read {
            Ok(loaded) => loaded,
            Err(fault) => {
                self.warn(format!("cannot read {}: {}; this is the view from before", fault.name, fault.message));
                return;
            }
        };
        let was_sound = self.findings.is_empty() || self.stale;
        self.faulty_files = loaded.timeline.files().clone();
        if loaded.is_faulty() && was_sound {
            let count = plural(loaded.findings.len(), "error");
            self.findings = loaded.findings;
            self.stale = true;
            self.measure();
            self.warn(format!("{count} in the file: this is the view from before; ! lists them"));
            return;
        }
        self.findings.clone_from(&loaded.findings);
        self.stale = false;
        self.replace(loaded.timeline);
        self.say("read again");
    }

    fn replace(&mut self, timeline: Timeline) {
        let old = std::mem::take(&mut self.timeline);
        let here = self.event().map(|event| Anchor::of(&old, event));
        let again = |event: EventIx| Anchor::of(&old, event).find_itself(&timeline);
        let selection = Selection {
            anchor: self.selection.anchor.and_then(again),
            marks: self.selection.marks.iter().copied().filter_map(again).collect(),
        };
        self.picked = self.picked.and_then(|actor| timeline.actor_named(old.actor(actor).id()));
        let quote = self.quote;
        self.filter = self.filter_again(&timeline);
        self.rows = Rows::new(&timeline, self.filter.query.as_ref(), self.rows.is_reversed());
        let event = here.and_then(|anchor| anchor.find(&timeline));
        self.row =
            event.map_or(0, |event| self.rows.row_of(event).unwrap_or_else(|| self.rows.nearest(&timeline, event)));
        self.selection = selection;
        self.timeline = timeline;
        self.measure();
        self.follow_event();
        self.quote = quote.min(self.passages().len().saturating_sub(1));
    }

    /// The filter as it was typed, read anew; one that no longer fits is dropped.
    fn filter_again(&self, timeline: &Timeline) -> Filter {
        let query = Query::parse(timeline, &self.filter.text).ok().filter(|query| !query.is_empty());
        if query.is_some() { Filter { text: self.filter.text.clone(), query } } else { Filter::default() }
    }
}
