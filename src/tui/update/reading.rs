//! Reading a kept copy: opening it at a quote, going from quote to quote, and searching in it.

use std::ops::Range;
use std::sync::Arc;

use crate::evidence::{Ledger, telling};
use crate::model::timeline::{Bearer, Passage, QuoteIx, SourceIx};
use crate::tui::action::{Action, Way};
use crate::tui::layer::Layer;
use crate::tui::layout;
use crate::tui::panes;
use crate::tui::reading::Reading;
use crate::tui::state::State;
use crate::tui::stretches::Stretches;

impl State {
    /// Takes the verdicts on all quotes; a copy that is open is shown as it is now.
    pub fn take_ledger(&mut self, ledger: Ledger) {
        let before = self.ledger.as_ref().map(Ledger::tally);
        // Only the whole is left, so that it need not be copied.
        self.timeline = Arc::default();
        Arc::make_mut(&mut self.whole).judge(ledger.verdicts());
        self.look_again();
        let tally = ledger.tally();
        self.ledger = Some(ledger);
        let awaited = self.awaited.take();
        if self.filter.asks_for_verdicts() {
            self.rebuild_rows_at(self.rows.is_reversed(), self.here().or(awaited));
        }
        if before.is_some_and(|before| before != tally) {
            self.say(format!("quotes verified again: {}", tally.words()));
        }
        self.take_copy_again();
        self.settle();
    }

    /// The quote under the cursor.
    pub(super) fn quote_here(&self) -> Option<QuoteIx> {
        match self.layers.last() {
            Some(Layer::Sources(_)) => None,
            Some(Layer::Disputes(_)) => self.quote_of_side(),
            _ => self.timeline.quote_of(Bearer::Passage(self.passage()?)),
        }
    }

    /// Opens the copy of the source at the quote under the cursor, else at its begin; or says what to do.
    pub(super) fn open_copy(&mut self) {
        let quote = self.quote_here();
        let source = quote.map_or_else(|| self.source_here(), |quote| self.timeline.quote(quote).source());
        let Some(ledger) = &self.ledger else {
            self.say("the copies are being read: a moment");
            return;
        };
        let opened = source.and_then(|source| Some((source, ledger.kept(source).copy().cloned()?)));
        let Some((source, copy)) = opened else {
            let why = telling::without_copy(&self.timeline, ledger, source);
            self.warn(why);
            return;
        };
        let mut reading = Reading::new(source, copy, quote, self.room_for_copy());
        reading.searched_before.clone_from(&self.search);
        reading.marks = self.marks(source);
        reading.search(&self.search);
        self.layers.push(Layer::Copy(Box::new(reading)));
        self.show_quote();
    }

    fn room_for_copy(&self) -> usize {
        layout::inner_width(layout::screen(self).view).saturating_sub(panes::copy::GUTTER)
    }

    /// Where the quotes of a source stand in its copy.
    fn marks(&self, source: SourceIx) -> Stretches<QuoteIx> {
        let ledger = self.ledger.as_ref();
        let of_source = |quote: &QuoteIx| self.timeline.quote(*quote).source() == Some(source);
        let mark = |quote: QuoteIx| Some((ledger?.proof(quote)?.at.clone()?, quote));
        Stretches::new(self.timeline.quotes().filter(of_source).filter_map(mark).collect())
    }

    /// Is the passage of the quote in question in sight, in the copy that is open?
    pub(in crate::tui) fn is_passage_in_sight(&self) -> bool {
        let in_sight = |reading: &Reading| -> Range<usize> { reading.top..reading.top + panes::copy::height(self) };
        let row = |reading: &Reading| Some(in_sight(reading).contains(&reading.row_of_passage()?));
        self.reading().and_then(row).unwrap_or(false)
    }

    /// Lays the copy that is open out for the size of the screen: the same words at the top, and the passage
    /// in question in sight if it was.
    pub(in crate::tui) fn lay_out_copy(&mut self, was_in_sight: bool) {
        let room = self.room_for_copy();
        let Some(reading) = self.reading_mut() else { return };
        reading.fit(room);
        let top = reading.top;
        let height = panes::copy::height(self);
        if let Some(reading) = self.reading_mut() {
            reading.scroll_to(top, height);
        }
        if was_in_sight && !self.is_passage_in_sight() {
            self.show_quote();
        }
    }

    /// After a new ledger: the copy that is open as it is now; one that is gone is closed.
    fn take_copy_again(&mut self) {
        let Some(source) = self.reading().map(|reading| reading.source) else { return };
        let was_in_sight = self.is_passage_in_sight();
        let copy = self.ledger.as_ref().and_then(|ledger| ledger.kept(source).copy().cloned());
        let Some(copy) = copy else {
            self.lose_copy();
            self.warn("the copy is there no more");
            return;
        };
        let (marks, searched) = (self.marks(source), self.search.clone());
        if let Some(reading) = self.reading_mut() {
            reading.take(copy, &searched);
            reading.marks = marks;
        }
        self.lay_out_copy(was_in_sight);
    }

    /// Scrolls to the quote in question.
    fn show_quote(&mut self) {
        let height = panes::copy::height(self);
        let Some(reading) = self.reading_mut() else { return };
        if let Some(row) = reading.row_of_passage() {
            reading.show(row, height);
        }
    }

    /// To the next or previous quote that stands in the copy.
    pub(super) fn walk_in_copy(&mut self, way: Way) {
        let Some(reading) = self.reading_mut() else { return };
        match reading.next_quote(way) {
            Some(quote) => {
                reading.quote = Some(quote);
                self.show_quote();
            }
            None if reading.marks.all().is_empty() => self.say("no quote stands in this copy"),
            None => self.say("no further quote in this copy"),
        }
    }

    /// Goes to the event of the quote in question, with all that lies on top closed.
    pub(super) fn leave_copy(&mut self) {
        let Some(quote) = self.reading().map(|reading| reading.quote) else { return };
        let Some(passage) = quote.and_then(|quote| self.passage_of(quote)) else {
            let key = self.key(Action::Quote(Way::Next));
            self.say(format!("no event has this quote: {key} goes to one that has"));
            return;
        };
        if !self.rows.has(&self.timeline, passage.event(&self.timeline)) {
            self.warn("the filter hides the event of this quote; Esc lifts it");
            return;
        }
        self.close_copy();
        self.leave_disputes();
        self.layers.clear();
        self.go_to_passage(passage);
    }

    /// The passage that a quote is; for that of a side, the one that it is told by.
    fn passage_of(&self, quote: QuoteIx) -> Option<Passage> {
        let view = self.timeline.quote(quote);
        match view.bearer() {
            Bearer::Passage(passage) => Some(passage),
            Bearer::Side(dispute, nth) => {
                let mut sides = self.timeline.dispute(dispute).sides();
                let shared = || sides.find(|side| side.bearer() == Bearer::Side(dispute, nth))?.shared_by();
                view.statement().map(Passage::Statement).or_else(shared)
            }
        }
    }

    /// Finds the words typed in the copy, and shows the first at or behind a row; with none, that row.
    pub(super) fn search_in_copy(&mut self, from: usize) {
        let height = panes::copy::height(self);
        let words = self.search.clone();
        let Some(reading) = self.reading_mut() else { return };
        reading.search(&words);
        match reading.hit_from(from) {
            Some(hit) => reading.go_to_hit(hit, height),
            None => reading.scroll_to(from, height),
        }
    }

    /// Closes the copy on top; what was searched in it stays in it.
    pub(super) fn close_copy(&mut self) {
        if let Some(Layer::Copy(reading)) = self.layers.pop() {
            self.search = reading.searched_before;
        }
    }

    /// Closes the copy wherever it lies, as [`State::close_copy`] does; a search that is being typed in it ends.
    pub(in crate::tui) fn lose_copy(&mut self) {
        let Some(searched) = self.reading().map(|reading| reading.searched_before.clone()) else { return };
        self.search = searched;
        self.layers.retain(|layer| match layer {
            Layer::Copy(_) => false,
            Layer::Prompt(prompt) => prompt.before.top.is_none(),
            _ => true,
        });
    }

    /// Finds the words of the search before again, the copy where it was.
    pub(super) fn take_back_search_in_copy(&mut self, top: usize) {
        let words = self.search.clone();
        if let Some(reading) = self.reading_mut() {
            reading.search(&words);
            reading.top = top;
        }
    }

    /// Says how often the searched words stand in the copy.
    pub(super) fn tell_hits(&mut self) {
        let Some(reading) = self.reading() else { return };
        match reading.hits.all().len() {
            _ if self.search.is_empty() => {}
            0 => self.warn(format!("“{}” stands nowhere in this copy", self.search)),
            1 => self.say("it stands here once"),
            count => self.say(format!("{count} matches; {} go on", self.match_keys())),
        }
    }

    /// To the next or previous hit in the copy, round the end.
    pub(super) fn go_to_hit(&mut self, way: Way) {
        let height = panes::copy::height(self);
        let Some(reading) = self.reading_mut() else { return };
        match reading.next_hit(way, height) {
            Some(hit) => {
                reading.go_to_hit(hit, height);
                let count = reading.hits.all().len();
                self.say(format!("match {} of {count}", hit + 1));
            }
            None if self.search.is_empty() => self.say(format!("search first: {}", self.key(Action::Search))),
            None => self.warn(format!("“{}” stands nowhere in this copy", self.search)),
        }
    }
}
