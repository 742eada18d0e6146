//! A file that changed: its new timeline in the place of the old, every cursor where it was.

use std::sync::Arc;

use crate::load::{Loaded, Unreadable};
use crate::model::identity::{KnownEvent, KnownQuote, dispute_asking};
use crate::model::plural::plural;
use crate::model::timeline::{Bearer, EventIx, QuoteIx, SourceIx, Timeline};

use super::action::{Action, Pane};
use super::layer::Layer;
use super::selection::Selection;
use super::state::{Filter, Here, State};
use super::stretches::Stretches;

/// What stands in another reading of the file where a quote stood: as many passages into the same event, or the
/// same side of the same question.
fn find_bearer(old: &Timeline, timeline: &Timeline, bearer: Bearer) -> Option<Bearer> {
    match bearer {
        Bearer::Passage(passage) => {
            let event = passage.event(old);
            let nth = old.event(event).passages().position(|known| known == passage)?;
            let event = KnownEvent::of(old, event).find_itself(timeline)?;
            timeline.event(event).passages().nth(nth).map(Bearer::Passage)
        }
        Bearer::Side(dispute, side) => {
            let question = old.dispute(dispute).record().question.to_string();
            let is_it =
                timeline.disputes().find(|known| known.ix() == dispute)?.record().question.to_string() == question;
            is_it.then_some(Bearer::Side(dispute, side))
        }
    }
}

/// A quote of a source in another reading of the file: the one with the same words where it stood before,
/// else anywhere; else the one that stands there now.
fn find_quote_again(old: &Timeline, timeline: &Timeline, quote: QuoteIx, source: SourceIx) -> Option<QuoteIx> {
    let of_source = |quote: &QuoteIx| timeline.quote(*quote).source() == Some(source);
    let words = old.quote(quote).words();
    let same_words = |quote: &QuoteIx| timeline.quote(*quote).words() == words;
    let there = find_bearer(old, timeline, old.quote(quote).bearer()).and_then(|bearer| timeline.quote_of(bearer));
    let there = there.filter(of_source);
    let elsewhere = || timeline.quotes().filter(of_source).find(same_words);
    there.filter(same_words).or_else(elsewhere).or(there)
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
            self.measure_again();
            self.mend_layers();
            let key = self.key(Action::Findings);
            self.warn(format!("{count} in the file: this is the view from before; {key} lists them"));
            return;
        }
        self.findings.clone_from(&loaded.findings);
        self.stale = false;
        let lost = self.replace(loaded.timeline);
        match lost {
            Some(filter) => self.warn(format!("read again; the filter {filter} fits no more, so all is shown")),
            None => self.say("read again"),
        }
    }

    /// Puts the new timeline in; gives the filter back that it knows nothing of.
    pub(super) fn replace(&mut self, timeline: Timeline) -> Option<String> {
        let (old, shown) = (std::mem::take(&mut self.whole), std::mem::take(&mut self.timeline));
        let here = self.event().map(|event| KnownQuote::of(&shown, event, self.quote));
        let actor = shown.actors_by_weight().get(self.actor_row).map(|actor| shown.actor(*actor).id().to_owned());
        let again = |event: EventIx| KnownEvent::of(&old, event).find_itself(&timeline);
        self.selection = Selection {
            anchor: self.selection.anchor.and_then(again),
            marks: self.selection.marks.iter().copied().filter_map(again).collect(),
        };
        for layer in &mut self.layers {
            if let Layer::Prompt(prompt) = layer {
                let before = prompt.before.here;
                prompt.before.here = before.and_then(|here| Some(Here { event: again(here.event)?, ..here }));
            }
        }
        self.find_copy_again(&old, &timeline);
        self.pinned = self.pinned.iter().filter_map(|actor| timeline.actor_named(old.actor(*actor).id())).collect();
        self.find_records_again(&shown, &timeline);
        self.picked = self.picked.and_then(|actor| timeline.actor_named(old.actor(actor).id()));
        let typed = std::mem::take(&mut self.filter).text;
        let read = Filter::parse(&timeline, &typed);
        let lost = read.is_err().then_some(typed);
        self.filter = read.unwrap_or_default();
        self.whole = Arc::new(timeline);
        self.timeline = Arc::clone(&self.whole);
        self.look_again();
        self.ledger = None;
        let here = here.and_then(|known| known.find(&self.timeline)).map(|(event, quote)| Here { event, quote });
        self.actor_row = 0;
        self.awaited = here.filter(|_| self.filter.asks_for_verdicts());
        self.rebuild_rows_at(self.rows.is_reversed(), here);
        if self.focus == Pane::Actors
            && let Some(actor) = actor.and_then(|id| self.timeline.actor_named(&id))
        {
            self.point_at(actor);
        }
        self.mend_layers();
        self.settle();
        lost
    }

    /// The copy that is open, by its source and quote in the new timeline; that of no source is closed.
    /// Where all other quotes stand in it is known again with the next ledger.
    fn find_copy_again(&mut self, old: &Timeline, timeline: &Timeline) {
        let Some(reading) = self.reading_mut() else { return };
        let Some(source) = timeline.source_named(old.source(reading.source).id()) else { return self.lose_copy() };
        let passage = reading.passage().map(|(_, at)| at.clone());
        reading.quote = reading.quote.and_then(|quote| find_quote_again(old, timeline, quote, source));
        reading.marks = Stretches::new(passage.zip(reading.quote).into_iter().collect());
        reading.source = source;
    }

    /// Views of records keep the cursor on theirs: a source by its id, a dispute by its question.
    fn find_records_again(&mut self, old: &Timeline, timeline: &Timeline) {
        let dispute = |at: usize| {
            let ix = dispute_asking(timeline, &old.disputes().nth(at)?.record().question, at)?;
            timeline.place_of_dispute(ix)
        };
        let source = |at: usize| {
            let ix = timeline.source_named(old.source(old.sources().nth(at)?).id())?;
            timeline.place_of_source(ix)
        };
        for layer in &mut self.layers {
            match layer {
                Layer::Sources(spot) => spot.record = source(spot.record).unwrap_or(spot.record),
                Layer::Disputes(seat) => seat.spot.record = dispute(seat.spot.record).unwrap_or(seat.spot.record),
                _ => {}
            }
        }
        if let Some(seat) = &mut self.last_seat {
            seat.spot.record = dispute(seat.spot.record).unwrap_or(seat.spot.record);
        }
    }

    /// Views of what the rows hold, worked out anew for other rows.
    pub(super) fn mend_views(&mut self) {
        let mut layers = std::mem::take(&mut self.layers);
        for layer in &mut layers {
            match layer {
                Layer::Track(positions) => {
                    positions.track = self.track();
                    positions.at = positions.track.near(positions.at);
                }
                Layer::Silences(silences) => **silences = self.silences(silences.window, silences.spot),
                _ => {}
            }
        }
        self.layers = layers;
    }

    /// Closes views that the rows leave nothing to show; not while a line is typed, which half typed may keep
    /// nothing.
    pub(super) fn close_empty_views(&mut self) {
        if matches!(self.layers.last(), Some(Layer::Prompt(_))) {
            return;
        }
        self.layers.retain(|layer| match layer {
            Layer::Track(positions) => !positions.track.is_empty(),
            Layer::Silences(silences) => !silences.told.is_empty(),
            _ => true,
        });
    }

    /// Views hold numbers of what may be gone.
    pub(super) fn mend_layers(&mut self) {
        let mut layers = std::mem::take(&mut self.layers);
        let (sources, findings) = (self.timeline.sources().len(), self.findings.len());
        let disputes = self.timeline.disputes().len();
        self.last_seat = self.last_seat.filter(|seat| seat.spot.record < disputes);
        layers.retain_mut(|layer| match layer {
            Layer::Sources(spot) => {
                spot.record = spot.record.min(sources.saturating_sub(1));
                sources > 0
            }
            Layer::Findings(spot) => {
                spot.record = spot.record.min(findings.saturating_sub(1));
                findings > 0
            }
            Layer::Disputes(seat) => {
                seat.spot.record = seat.spot.record.min(disputes.saturating_sub(1));
                disputes > 0
            }
            Layer::Track(positions) => !positions.track.is_empty(),
            Layer::Silences(silences) => !silences.told.is_empty(),
            Layer::Picker(picker) => {
                // Who is about to press Enter must not take another row for it.
                let chosen = picker.found.get(picker.cursor).copied();
                self.fill_picker(picker);
                picker.cursor = picker.found.iter().position(|row| Some(*row) == chosen).unwrap_or(0);
                true
            }
            Layer::Reader(_) | Layer::Lanes(_) => !self.rows.is_empty(),
            Layer::Copy(_) | Layer::Help(_) | Layer::Prompt(_) | Layer::Bookmark(_) | Layer::Question(_) => true,
        });
        self.layers = layers;
    }
}
