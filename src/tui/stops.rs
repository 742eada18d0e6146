//! A place to come back to: taken from the state, and found again in it.

use super::layer::{Layer, Positions, Seat, Spot};
use super::state::{Filter, Here, State};
use crate::model::identity::{KnownQuote, dispute_asking};
use crate::model::rhythm::Window;
use crate::model::track::Place;
use crate::user::session::{Seen, Stop};

/// The names of the views that know where in them one was.
const EVENT: &str = "event";
const SOURCES: &str = "sources";
const TRACK: &str = "track";
const SILENCES: &str = "silences";
const DISPUTES: &str = "disputes";
const LANES: &str = "lanes";

impl State {
    /// Where one is; while a line is typed, where one was before.
    #[must_use]
    pub fn stop(&self) -> Stop {
        let before = self.layers.iter().find_map(|layer| match layer {
            Layer::Prompt(prompt) => Some(&prompt.before),
            _ => None,
        });
        let here = before.map_or_else(|| self.here(), |before| before.here);
        let id = |actor| self.timeline.actor(actor).id().to_owned();
        Stop {
            quote: here.map(|Here { event, quote }| KnownQuote::of(&self.timeline, event, quote)),
            filter: before.map_or(&self.filter.text, |before| &before.filter).clone(),
            reversed: self.rows.is_reversed(),
            picked: self.picked.map(id),
            // What is typed may move its cursor too.
            actor: self.actor_here().filter(|_| before.is_none()).map(id),
            views: self.layers.iter().filter_map(|layer| self.seen(layer)).collect(),
        }
    }

    /// Goes to a place, as near as the timeline is still what it was; gives back what is not, in words.
    pub(in crate::tui) fn go_to_stop(&mut self, stop: &Stop) -> Option<String> {
        let mut amiss = None;
        let are_other_rows = stop.filter != self.filter.text || stop.reversed != self.rows.is_reversed();
        if stop.filter != self.filter.text {
            self.filter = Filter::parse(&self.whole, &stop.filter).unwrap_or_else(|_| {
                amiss = Some(format!("the filter {} fits no more, so all is shown", stop.filter));
                Filter::default()
            });
        }
        self.layers.clear();
        // What is found again is found in the timeline as it is known there.
        self.look();
        self.picked = stop.picked.as_deref().and_then(|id| self.timeline.actor_named(id));
        if let Some(known) = stop.quote.as_ref().filter(|known| known.find_itself(&self.timeline).is_none()) {
            amiss = Some(format!("what stood here is there no more: {}", known.event.title()));
        }
        let here = stop.quote.as_ref().and_then(|known| known.find(&self.timeline));
        let here = here.map(|(event, quote)| Here { event, quote });
        let is_judged = self.ledger.is_some();
        self.awaited = here.filter(|_| !is_judged && self.filter.asks_for_verdicts());
        if are_other_rows {
            self.rebuild_rows_at(stop.reversed, here);
        } else {
            self.measure_again();
            self.row = usize::MAX;
            self.go_back_to(here);
        }
        if let Some(actor) = stop.actor.as_deref().and_then(|id| self.timeline.actor_named(id)) {
            self.point_at(actor);
        }
        stop.views.iter().for_each(|seen| self.show_again(seen));
        amiss
    }

    /// What is remembered of a layer, if it is a view to come back to.
    fn seen(&self, layer: &Layer) -> Option<Seen> {
        let named = |view: &str| Seen { view: view.to_owned(), ..Seen::default() };
        match layer {
            Layer::Reader(top) => Some(Seen { line: *top, ..named(EVENT) }),
            Layer::Sources(spot) => {
                let source = self.timeline.sources().nth(spot.record)?;
                let record = Some(self.timeline.source(source).id().to_owned());
                Some(Seen { record, nth: spot.record, line: spot.line, ..named(SOURCES) })
            }
            Layer::Disputes(seat) => self.seen_dispute(*seat),
            Layer::Track(positions) => {
                let at = positions.at;
                Some(Seen { nth: at.moment, line: at.nth, column: at.column, ..named(TRACK) })
            }
            Layer::Silences(silences) => {
                let Spot { record, line } = silences.spot;
                let window = silences.window.map(Window::seconds);
                Some(Seen { nth: record, line, window, ..named(SILENCES) })
            }
            Layer::Lanes(view) => Some(view.seen(named(LANES))),
            _ => None,
        }
    }

    /// What is remembered of a seat among the disputes.
    pub(in crate::tui) fn seen_dispute(&self, Seat { spot, column }: Seat) -> Option<Seen> {
        let record = Some(self.timeline.disputes().nth(spot.record)?.record().question.to_string());
        Some(Seen { view: DISPUTES.to_owned(), record, nth: spot.record, line: spot.line, column, window: None })
    }

    /// The seat that was remembered, if its dispute is still there.
    pub(in crate::tui) fn seat_again(&self, seen: &Seen) -> Option<Seat> {
        let dispute = dispute_asking(&self.timeline, seen.record.as_deref()?, seen.nth)?;
        let record = self.timeline.place_of_dispute(dispute)?;
        Some(Seat { spot: Spot { record, line: seen.line }, column: seen.column })
    }

    /// Puts a view on top again; one that has nothing to show any more stays away.
    fn show_again(&mut self, seen: &Seen) {
        let layer = match seen.view.as_str() {
            EVENT => self.event().map(|_| Layer::Reader(seen.line)),
            SOURCES => {
                let source = seen.record.as_deref().and_then(|id| self.timeline.source_named(id));
                let record = source.and_then(|source| self.timeline.place_of_source(source));
                record.map(|record| Layer::Sources(Spot { record, line: seen.line }))
            }
            DISPUTES => self.seat_again(seen).map(Layer::Disputes),
            TRACK => {
                let track = self.track();
                let at = track.near(Place { moment: seen.nth, column: seen.column, nth: seen.line });
                (!track.is_empty()).then(|| Layer::Track(Box::new(Positions { track, at })))
            }
            SILENCES => {
                let window = seen.window.and_then(Window::of_seconds);
                let silences = self.silences(window, Spot { record: seen.nth, line: seen.line });
                (!silences.told.is_empty()).then(|| Layer::Silences(Box::new(silences)))
            }
            LANES => return self.show_lanes_again(seen),
            _ => None,
        };
        self.layers.extend(layer);
    }
}
