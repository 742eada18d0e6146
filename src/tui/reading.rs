//! A kept copy being read: its rows, the quotes and hits marked in it, and where in it one is.

use std::ops::Range;
use std::sync::Arc;

use super::action::Way;
use super::page::{Row, row_of, rows};
use super::stretches::Stretches;
use crate::evidence::copy::Copy;
use crate::model::timeline::{QuoteIx, SourceIx};

/// The copy of a source being read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The source.
    pub source: SourceIx,
    /// The copy.
    pub copy: Arc<Copy>,
    /// Its text in rows.
    pub rows: Vec<Row>,
    /// The cells for which the rows were laid out.
    room: usize,
    /// The first row in sight.
    pub top: usize,
    /// The quote in question.
    pub quote: Option<QuoteIx>,
    /// Where the quotes of the source stand in the text.
    pub marks: Stretches<QuoteIx>,
    /// Where the searched words stand in the text.
    pub hits: Stretches<()>,
    /// Which of the hits was gone to last.
    pub hit: Option<usize>,
    /// What was searched before it was opened, and is again once it is closed.
    pub searched_before: String,
}

impl Reading {
    /// A copy with nothing marked in it yet, in rows of `room` cells.
    #[must_use]
    pub fn new(source: SourceIx, copy: Arc<Copy>, quote: Option<QuoteIx>, room: usize) -> Self {
        let rows = rows(&copy.text.raw, room);
        let (marks, hits) = (Stretches::new(Vec::new()), Stretches::new(Vec::new()));
        Self { source, copy, rows, room, top: 0, quote, marks, hits, hit: None, searched_before: String::new() }
    }

    /// Lays it out in rows of `room` cells, the same words at the top.
    pub fn fit(&mut self, room: usize) {
        if room != self.room {
            self.room = room;
            self.lay_out();
        }
    }

    /// Takes the copy as it is now, and finds the searched words in it again.
    pub fn take(&mut self, copy: Arc<Copy>, searched: &str) {
        let is_same = copy.sha256 == self.copy.sha256 && copy.path == self.copy.path;
        self.copy = copy;
        if !is_same {
            self.lay_out();
            self.search(searched);
        }
    }

    fn lay_out(&mut self) {
        let at = self.rows.get(self.top).map_or(0, |row| row.start);
        self.rows = rows(&self.copy.text.raw, self.room);
        self.top = row_of(&self.rows, at);
    }

    /// Where the passage of the quote in question stands in the text, and the how-manieth of all it is.
    #[must_use]
    pub fn passage(&self) -> Option<(usize, &Range<usize>)> {
        let quote = self.quote?;
        self.marks.all().iter().enumerate().find(|(_, (_, known))| *known == quote).map(|(nth, (at, _))| (nth, at))
    }

    /// The row in which the passage of the quote in question begins.
    #[must_use]
    pub fn row_of_passage(&self) -> Option<usize> {
        self.passage().map(|(_, at)| row_of(&self.rows, at.start))
    }

    /// The next or previous quote that stands in the text; with none in question, the first or last.
    #[must_use]
    pub fn next_quote(&self, way: Way) -> Option<QuoteIx> {
        let marks = self.marks.all();
        let nth = match (self.passage(), way) {
            (None, Way::Next) => Some(0),
            (None, Way::Previous) => marks.len().checked_sub(1),
            (Some((here, _)), Way::Next) => Some(here + 1),
            (Some((here, _)), Way::Previous) => here.checked_sub(1),
        };
        Some(marks.get(nth?)?.1)
    }

    /// Finds words in the text.
    pub fn search(&mut self, words: &str) {
        self.hits = Stretches::new(self.copy.text.search(words).into_iter().map(|at| (at, ())).collect());
        self.hit = None;
    }

    /// The first hit in a row or behind it, else the first of all.
    #[must_use]
    pub fn hit_from(&self, row: usize) -> Option<usize> {
        let nth = self.hits_before(row);
        if nth < self.hits.all().len() { Some(nth) } else { self.hits.all().len().checked_sub(1).map(|_| 0) }
    }

    /// The hit after or before that which was gone to last, round the end. Where that is out of sight, with
    /// `height` rows in sight, the first or last of those that are not behind one's back.
    #[must_use]
    pub fn next_hit(&self, way: Way, height: usize) -> Option<usize> {
        let last = self.hits.all().len().checked_sub(1)?;
        let in_sight = self.top..self.top + height;
        let here = self.hit.filter(|hit| self.row_of_hit(*hit).is_some_and(|row| in_sight.contains(&row)));
        match (here, way) {
            (Some(here), Way::Next) => Some(if here < last { here + 1 } else { 0 }),
            (Some(here), Way::Previous) => Some(here.checked_sub(1).unwrap_or(last)),
            (None, Way::Next) => self.hit_from(in_sight.start),
            (None, Way::Previous) => Some(self.hits_before(in_sight.end).checked_sub(1).unwrap_or(last)),
        }
    }

    /// How many hits begin before a row.
    fn hits_before(&self, row: usize) -> usize {
        let start = self.rows.get(row).map_or(usize::MAX, |row| row.start);
        self.hits.all().partition_point(|(at, ())| at.start < start)
    }

    fn row_of_hit(&self, hit: usize) -> Option<usize> {
        self.hits.all().get(hit).map(|(at, ())| row_of(&self.rows, at.start))
    }

    /// Goes to a hit, with `height` rows in sight.
    pub fn go_to_hit(&mut self, hit: usize, height: usize) {
        self.hit = Some(hit);
        if let Some(row) = self.row_of_hit(hit) {
            self.show(row, height);
        }
    }

    /// Scrolls so that a row is in the upper part of the `height` rows in sight.
    pub fn show(&mut self, row: usize, height: usize) {
        self.scroll_to(row.saturating_sub(height / 3), height);
    }

    /// Scrolls so that a row is the first of the `height` in sight, or the last is at the foot.
    pub fn scroll_to(&mut self, row: usize, height: usize) {
        self.top = row.min(self.rows.len().saturating_sub(height));
    }
}
