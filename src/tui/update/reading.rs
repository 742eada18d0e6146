//! Reading a kept copy: opening it at a quote, going from quote to quote, and searching in it.

use std::sync::Arc;

use crate::evidence::copy::Copy;
use crate::evidence::{Ledger, telling};
use crate::model::timeline::{Bearer, QuoteIx, SourceIx};
use crate::tui::action::Way;
use crate::tui::layout;
use crate::tui::page::{row_of, rows};
use crate::tui::panes;
use crate::tui::state::{Layer, Reading, State};

impl State {
    /// Takes the verdicts on all quotes; a copy that is open is shown as it is now.
    pub fn take_ledger(&mut self, ledger: Ledger) {
        let before = self.ledger.as_ref().map(Ledger::tally);
        Arc::make_mut(&mut self.timeline).judge(ledger.verdicts());
        let tally = ledger.tally();
        self.ledger = Some(ledger);
        if self.filter.query.as_ref().is_some_and(|query| query.asks_for_verdicts()) {
            self.rebuild_rows(self.rows.is_reversed());
        }
        if before.is_some_and(|before| before != tally) {
            self.say(format!("quotes verified again: {}", tally.words()));
        }
        self.open_copies_again();
    }

    /// The quote under the cursor.
    pub(super) fn quote_here(&self) -> Option<QuoteIx> {
        self.timeline.quote_of(Bearer::Passage(self.passage()?))
    }

    /// Opens the copy of the source at the quote under the cursor, else at its begin; or says what to do.
    pub(super) fn open_copy(&mut self) {
        let quote = match self.layers.last() {
            Some(Layer::Sources(_)) => None,
            Some(Layer::Disputes(_)) => self.quote_of_side(),
            _ => self.quote_here(),
        };
        let Some(source) = self.source_here() else {
            self.say("no source here");
            return;
        };
        let Some(ledger) = &self.ledger else {
            self.say("the copies are being read: a moment");
            return;
        };
        let Some(copy) = ledger.kept(source).copy().cloned() else {
            let why = telling::without_copy(&self.timeline, ledger, Some(source));
            self.warn(why);
            return;
        };
        let mut reading =
            Reading { source, copy, rows: Vec::new(), top: 0, quote, marks: Vec::new(), hits: Vec::new() };
        self.lay_out(&mut reading);
        self.layers.push(Layer::Copy(Box::new(reading)));
        self.show_quote();
    }

    /// Works out rows and marks, for the size of the screen and the ledger as they are.
    fn lay_out(&self, reading: &mut Reading) {
        let room = layout::inner_width(layout::screen(self).view).saturating_sub(panes::copy::GUTTER);
        reading.rows = rows(&reading.copy.text.raw, room);
        let ledger = self.ledger.as_ref();
        let of_source = |quote: &QuoteIx| self.timeline.quote(*quote).source() == Some(reading.source);
        let mark = |quote: QuoteIx| Some((ledger?.proof(quote)?.at.clone()?, quote));
        reading.marks = self.timeline.quotes().filter(of_source).filter_map(mark).collect();
        reading.marks.sort_by_key(|(at, quote)| (at.start, at.end, *quote));
    }

    /// Lays the copies that are open out anew, the same words at the top.
    pub(in crate::tui) fn lay_out_copies(&mut self) {
        let mut layers = std::mem::take(&mut self.layers);
        for layer in &mut layers {
            if let Layer::Copy(reading) = layer {
                let at = reading.rows.get(reading.top).map_or(0, |row| row.start);
                self.lay_out(reading);
                reading.top = row_of(&reading.rows, at);
            }
        }
        self.layers = layers;
    }

    /// After a new ledger: the copies that are open as they are now; those that are gone are closed.
    fn open_copies_again(&mut self) {
        let mut gone = false;
        let ledger = self.ledger.as_ref();
        self.layers.retain_mut(|layer| {
            let Layer::Copy(reading) = layer else { return true };
            let copy: Option<&Arc<Copy>> = ledger.and_then(|ledger| ledger.kept(reading.source).copy());
            if let Some(copy) = copy {
                reading.copy = copy.clone();
            }
            gone |= copy.is_none();
            copy.is_some()
        });
        self.lay_out_copies();
        self.search_in_copy(None);
        if gone {
            self.warn("the copy is there no more");
        }
    }

    /// Scrolls to the quote in question.
    fn show_quote(&mut self) {
        let height = panes::copy::height(self);
        let Some(Layer::Copy(reading)) = self.layers.last_mut() else { return };
        let at = reading.marks.iter().find(|(_, quote)| Some(*quote) == reading.quote).map(|(at, _)| at.start);
        if let Some(at) = at {
            reading.top = row_of(&reading.rows, at).saturating_sub(height / 3);
        }
    }

    /// To the next or previous quote that stands in the copy.
    pub(super) fn walk_in_copy(&mut self, way: Way) {
        let Some(Layer::Copy(reading)) = self.layers.last_mut() else { return };
        let here = reading.marks.iter().position(|(_, quote)| Some(*quote) == reading.quote);
        let last = reading.marks.len().checked_sub(1);
        let to = match (here, last, way) {
            (_, None, _) => None,
            (None, Some(_), Way::Next) => Some(0),
            (None, last, Way::Previous) => last,
            (Some(here), Some(last), Way::Next) => (here < last).then_some(here + 1),
            (Some(here), _, Way::Previous) => here.checked_sub(1),
        };
        let Some(to) = to else {
            self.say(if last.is_none() { "no quote stands in this copy" } else { "no further quote in this copy" });
            return;
        };
        reading.quote = Some(reading.marks[to].1);
        self.show_quote();
    }

    /// Goes to the event of the quote in question, with all that lies on top closed.
    pub(super) fn leave_copy(&mut self) {
        let Some(Layer::Copy(reading)) = self.layers.last() else { return };
        let passage = reading.quote.and_then(|quote| match self.timeline.quote(quote).bearer() {
            Bearer::Passage(passage) => Some(passage),
            Bearer::Side(..) => None,
        });
        let Some(passage) = passage else {
            self.say("no event has this quote: ] goes to one that has");
            return;
        };
        if self.rows.row_of(passage.event(&self.timeline)).is_none() {
            self.warn("the filter hides the event of this quote; Esc lifts it");
            return;
        }
        self.layers.clear();
        self.go_to_passage(passage);
    }

    /// Finds the searched words in the copy on top; shows the first at or behind a row.
    pub(super) fn search_in_copy(&mut self, from: Option<usize>) {
        let height = panes::copy::height(self);
        let words = self.search.clone();
        let Some(Layer::Copy(reading)) = self.layers.last_mut() else { return };
        reading.hits = reading.copy.text.search(&words);
        let Some(from) = from else { return };
        let rows: Vec<usize> = reading.hits.iter().map(|hit| row_of(&reading.rows, hit.start)).collect();
        match rows.iter().find(|row| **row >= from).or(rows.first()) {
            Some(row) => reading.top = row.saturating_sub(height / 3),
            None => reading.top = from,
        }
    }

    /// Finds the words of the search before again, the copy where it was.
    pub(super) fn search_in_copy_from(&mut self, top: usize) {
        self.search_in_copy(None);
        if let Some(Layer::Copy(reading)) = self.layers.last_mut() {
            reading.top = top;
        }
    }

    /// Says how often the searched words stand in the copy.
    pub(super) fn tell_hits(&mut self) {
        let Some(Layer::Copy(reading)) = self.layers.last() else { return };
        match reading.hits.len() {
            _ if self.search.is_empty() => {}
            0 => self.warn(format!("“{}” stands nowhere in this copy", self.search)),
            1 => self.say("it stands here once"),
            count => self.say(format!("{count} matches; n N go on")),
        }
    }

    /// To the next or previous hit in the copy, round the end.
    pub(super) fn go_to_hit(&mut self, way: Way) {
        let height = panes::copy::height(self);
        let Some(Layer::Copy(reading)) = self.layers.last_mut() else { return };
        let middle = reading.top + height / 3;
        let rows: Vec<usize> = reading.hits.iter().map(|hit| row_of(&reading.rows, hit.start)).collect();
        let to = match way {
            Way::Next => rows.iter().position(|row| *row > middle).or(if rows.is_empty() { None } else { Some(0) }),
            Way::Previous => rows.iter().rposition(|row| *row < middle).or(rows.len().checked_sub(1)),
        };
        match to {
            Some(to) => {
                reading.top = rows[to].saturating_sub(height / 3);
                let count = rows.len();
                self.say(format!("match {} of {count}", to + 1));
            }
            None if self.search.is_empty() => self.say("search first: /"),
            None => self.warn(format!("“{}” stands nowhere in this copy", self.search)),
        }
    }

    /// The source of the copy that is open on top, and the quote in question.
    pub(super) fn read(&self) -> Option<(SourceIx, Option<QuoteIx>)> {
        match self.layers.last() {
            Some(Layer::Copy(reading)) => Some((reading.source, reading.quote)),
            _ => None,
        }
    }
}
