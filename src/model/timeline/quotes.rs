//! Every quote of a timeline, numbered: whose it is, which source it is of, and the verdict on it.

use crate::model::document::{Beside, Text};
use crate::model::place::Place;
use crate::model::verdict::Verdict;

use super::{DisputeIx, EventIx, Holder, Passage, QuoteIx, SideView, SourceIx, StatementIx, Timeline};

/// What a quote belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bearer {
    /// A statement or a piece of evidence.
    Passage(Passage),
    /// A side of a dispute, by its number.
    Side(DisputeIx, u32),
}

/// A quote being read.
#[derive(Clone, Copy)]
pub struct QuoteView<'t> {
    timeline: &'t Timeline,
    bearer: Bearer,
}

/// The fields of a record that a quote stands in.
struct Fields<'t> {
    written: Place,
    quote: Option<&'t Text>,
    prefix: Option<&'t Beside>,
    suffix: Option<&'t Beside>,
    at: Option<&'t Text>,
}

macro_rules! fields {
    ($record:expr) => {{
        let record = $record;
        Fields {
            written: record.written,
            quote: record.quote.as_ref(),
            prefix: record.prefix.as_ref(),
            suffix: record.suffix.as_ref(),
            at: record.at.as_ref(),
        }
    }};
}

impl<'t> QuoteView<'t> {
    fn fields(self) -> Fields<'t> {
        let document = &self.timeline.document;
        match self.bearer {
            Bearer::Passage(Passage::Statement(ix)) => fields!(self.timeline.statement_record(ix)),
            Bearer::Passage(Passage::Evidence(event, nth)) => {
                fields!(&document.events[event.at()].evidence[nth as usize])
            }
            Bearer::Side(dispute, nth) => fields!(self.timeline.side(dispute, nth).record()),
        }
    }

    /// What it belongs to.
    #[must_use]
    pub fn bearer(self) -> Bearer {
        self.bearer
    }

    /// The very words.
    #[must_use]
    pub fn words(self) -> &'t str {
        self.fields().quote.map_or("", |quote| quote)
    }

    /// Where the words are written.
    #[must_use]
    pub fn place(self) -> Place {
        self.fields().quote.map_or(Place::NOWHERE, |quote| quote.place)
    }

    /// Where the record is written that it stands in.
    #[must_use]
    pub fn written(self) -> Place {
        self.fields().written
    }

    /// The words right before it (W3C text quote).
    #[must_use]
    pub fn prefix(self) -> Option<&'t str> {
        self.fields().prefix.map(|prefix| &**prefix)
    }

    /// The words right after it.
    #[must_use]
    pub fn suffix(self) -> Option<&'t str> {
        self.fields().suffix.map(|suffix| &**suffix)
    }

    /// Where in the source, in the curator's words.
    #[must_use]
    pub fn at(self) -> Option<&'t str> {
        self.fields().at.map(|at| &**at)
    }

    /// The source whose words they are. A side that quotes no source of its own has that of its statement.
    #[must_use]
    pub fn source(self) -> Option<SourceIx> {
        match self.bearer {
            Bearer::Passage(passage) => self.timeline.passage(passage).source(),
            Bearer::Side(dispute, nth) => {
                let of_statement = || self.timeline.statement(self.statement()?).source();
                self.timeline.side(dispute, nth).source().or_else(of_statement)
            }
        }
    }

    /// The event that it belongs to.
    #[must_use]
    pub fn event(self) -> Option<EventIx> {
        match self.bearer {
            Bearer::Passage(passage) => Some(passage.event(self.timeline)),
            Bearer::Side(..) => None,
        }
    }

    /// The statement that it belongs to, or that its side names.
    #[must_use]
    pub fn statement(self) -> Option<StatementIx> {
        match self.bearer {
            Bearer::Passage(Passage::Statement(ix)) => Some(ix),
            Bearer::Passage(Passage::Evidence(..)) => None,
            Bearer::Side(dispute, nth) => match self.timeline.side(dispute, nth).holder()? {
                Holder::Statement(statement) => Some(statement),
                Holder::Event(_) | Holder::Source(_) => None,
            },
        }
    }

    /// The question of the dispute that it is a side of.
    #[must_use]
    pub fn question(self) -> Option<&'t str> {
        match self.bearer {
            Bearer::Side(dispute, _) => Some(&self.timeline.dispute(dispute).record().question),
            Bearer::Passage(_) => None,
        }
    }
}

impl Timeline {
    /// Every quote: those of statements, then of evidence, then of the sides of disputes.
    #[must_use]
    pub fn quotes(&self) -> impl ExactSizeIterator<Item = QuoteIx> + use<'_> {
        self.listed.quotes.iter().copied()
    }

    /// A quote.
    #[must_use]
    pub fn quote(&self, ix: QuoteIx) -> QuoteView<'_> {
        QuoteView { timeline: self, bearer: self.bearers[ix.at()] }
    }

    /// The quote of a passage or side, if it has one.
    #[must_use]
    pub fn quote_of(&self, bearer: Bearer) -> Option<QuoteIx> {
        self.bearers.binary_search(&bearer).ok().map(QuoteIx::of)
    }

    /// Takes the verdict on each quote, in the order of [`Timeline::quotes`].
    pub fn judge(&mut self, verdicts: Vec<Verdict>) {
        self.verdicts = verdicts;
        self.note_refuted();
    }

    /// Finds the events with a quote that a copy does not bear out.
    pub(super) fn note_refuted(&mut self) {
        let refuted = self.quotes().filter(|quote| self.verdict(*quote).is_some_and(Verdict::is_refuted));
        self.refuted = refuted.filter_map(|quote| self.quote(quote).event()).collect();
    }

    /// Has the event a quote that a copy does not bear out?
    #[must_use]
    pub fn is_refuted(&self, event: EventIx) -> bool {
        self.refuted.contains(&event)
    }

    /// Has any event one?
    #[must_use]
    pub fn has_refuted(&self) -> bool {
        !self.refuted.is_empty()
    }

    /// The verdict on a quote; nothing before the copies were looked at.
    #[must_use]
    pub fn verdict(&self, quote: QuoteIx) -> Option<Verdict> {
        self.verdicts.get(quote.at()).copied()
    }

    /// The verdict on the quote of a passage or side.
    #[must_use]
    pub fn verdict_of(&self, bearer: Bearer) -> Option<Verdict> {
        self.verdict(self.quote_of(bearer)?)
    }

    /// Numbers the quotes, in the order of their bearers so that each is found again by search.
    pub(super) fn number_quotes(&mut self) {
        let statements = self.statements().map(|ix| Bearer::Passage(Passage::Statement(ix)));
        let evidence = self.events().flat_map(|event| {
            let count = (0..).take(self.document.events[event.at()].evidence.len());
            count.map(move |nth| Bearer::Passage(Passage::Evidence(event, nth)))
        });
        let sides = self.disputes().flat_map(|dispute| dispute.sides()).map(SideView::bearer);
        let has_quote = |bearer: &Bearer| QuoteView { timeline: self, bearer: *bearer }.fields().quote.is_some();
        self.bearers = statements.chain(evidence).chain(sides).filter(has_quote).collect();
    }
}
