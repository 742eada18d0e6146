//! Looking at a timeline as it was known on a day: what that day added, and what turned out otherwise later.

use std::collections::HashSet;
use std::sync::Arc;

use super::layer::Layer;
use super::state::{Filter, State};
use crate::evidence::Tally;
use crate::model::as_known;
use crate::model::date::{Date, Day};
use crate::model::history::{self, Change, Standing};
use crate::model::query::Query;
use crate::model::timeline::{DisputeIx, EventIx, Passage, Timeline};
use crate::model::turn::{Turn, turns};

/// What there is to say of the timeline as it was known on a day, worked out once for that day.
#[derive(Debug, Clone)]
pub struct Knowing {
    /// How much was known.
    pub extent: String,
    /// What of it is not certain, a remark each.
    pub doubts: Vec<String>,
    /// The same in short.
    pub doubtful: Option<String>,
    /// The last day up to then on which something became known.
    pub day: Option<Day>,
    /// What that day added.
    pub change: Change,
    /// What was known and turned out otherwise later.
    pub later: Vec<Turn>,
    /// How many of the quotes known have come out how; nothing before the copies were looked at.
    pub tally: Option<Tally>,
    added: HashSet<Passage>,
    added_to: HashSet<EventIx>,
    turned: HashSet<EventIx>,
}

impl Knowing {
    fn new(whole: &Timeline, known: &Timeline, mark: &Date) -> Self {
        let days = history::days(whole);
        let change = history::added(whole, &days, known, mark);
        let later = turns(known, whole);
        let verdicts: Vec<_> = known.quotes().filter_map(|quote| known.verdict(quote)).collect();
        let turned = known.events().filter(|event| {
            let passages = || known.event(*event).passages();
            later.iter().any(|turn| turn.dates(*event) || passages().any(|passage| turn.is_about(known, passage)))
        });
        Self {
            extent: as_known::extent(whole, known).unwrap_or_default(),
            doubts: as_known::doubts(whole, known),
            doubtful: as_known::doubtful(known),
            day: history::standing(&days, mark).last,
            added: change.passages.iter().copied().collect(),
            added_to: change.passages.iter().map(|passage| passage.event(known)).collect(),
            turned: if later.is_empty() { HashSet::new() } else { turned.collect() },
            tally: (!verdicts.is_empty()).then(|| Tally::of(verdicts)),
            change,
            later,
        }
    }

    /// Did the day add this passage?
    #[must_use]
    pub fn is_added(&self, passage: Passage) -> bool {
        self.added.contains(&passage)
    }

    /// Did the day add anything to this event?
    #[must_use]
    pub fn is_added_to(&self, event: EventIx) -> bool {
        self.added_to.contains(&event)
    }

    /// Did anything of this event turn out otherwise later?
    #[must_use]
    pub fn is_turned(&self, event: EventIx) -> bool {
        self.turned.contains(&event)
    }
}

/// The day before or after `mark` on which something became known; with no mark the last or the first of all.
#[must_use]
pub fn next_day(whole: &Timeline, mark: Option<&Date>, later: bool) -> Option<Day> {
    let days = history::days(whole);
    let Some(mark) = mark else { return if later { days.first() } else { days.last() }.copied() };
    let Standing { last, before, next } = history::standing(&days, mark);
    let stands_on = |day: &Day| day.end(mark.offset()) == mark.latest();
    match later {
        true => next,
        false if last.as_ref().is_some_and(stands_on) => before,
        false => last,
    }
}

impl State {
    /// Looks at the timeline as the filter says: the whole of it, or as it was known on a day.
    pub(super) fn look(&mut self) {
        let day = self.filter.query.as_ref().and_then(Query::known).cloned();
        if day.as_ref() != self.timeline.known_on() {
            self.look_again();
        } else if day.is_some() {
            self.read_filter_again();
        }
    }

    /// As [`State::look`], also where the day is the same and the whole timeline is another.
    pub(super) fn look_again(&mut self) {
        let day = self.filter.query.as_ref().and_then(Query::known).cloned();
        let disputes = self.disputes_by_place();
        let actor = self.actor_here();
        match &day {
            None => (self.timeline, self.known) = (Arc::clone(&self.whole), None),
            Some(day) => {
                self.timeline = Arc::new(self.whole.as_known(day));
                self.known = Some(Box::new(Knowing::new(&self.whole, &self.timeline, day)));
            }
        }
        if let Some(actor) = actor {
            let row = self.timeline.actors_by_weight().iter().position(|known| *known == actor);
            self.actor_row = row.unwrap_or(0);
        }
        self.find_disputes_again(&disputes);
        self.read_filter_again();
        self.mend_layers();
    }

    /// What a field names leads to the events in which that was known.
    fn read_filter_again(&mut self) {
        if let Ok(filter) = Filter::parse(&self.timeline, &self.filter.text) {
            self.filter = filter;
        }
    }

    fn disputes_by_place(&self) -> Vec<DisputeIx> {
        self.timeline.disputes().map(|dispute| dispute.ix()).collect()
    }

    /// The view of disputes stays at the same one, where it is known.
    fn find_disputes_again(&mut self, before: &[DisputeIx]) {
        if before.is_empty() {
            return;
        }
        let places: Vec<Option<usize>> = before.iter().map(|ix| self.timeline.place_of_dispute(*ix)).collect();
        let layers = self.layers.iter_mut().filter_map(|layer| match layer {
            Layer::Disputes(seat) => Some(seat),
            _ => None,
        });
        for seat in layers.chain(self.last_seat.as_mut()) {
            // One that is behind the last is gone from the file, and mended with all others.
            if let Some(place) = places.get(seat.spot.record) {
                seat.spot.record = place.unwrap_or(0);
            }
        }
    }
}
