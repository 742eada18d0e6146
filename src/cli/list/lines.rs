//! Rows in plain words, one fact a line.

use super::rows::Rows;
use crate::cli::facts::Facts;
use crate::cli::out::{Failure, print};
use crate::cli::{disputes, gaps, known, support};
use crate::evidence::Ledger;
use crate::model::date::Answer;
use crate::model::plural::plural;
use crate::model::rhythm::Told;
use crate::model::timeline::{DisputeIx, EventIx, SourceIx, StatementIx, Support, Timeline};

/// Rows with the timeline that they are of, and what was found of its quotes.
pub struct List<'t> {
    pub whole: &'t Timeline,
    pub timeline: &'t Timeline,
    pub ledger: &'t Ledger,
    pub rows: Rows,
}

impl<'t> List<'t> {
    /// Prints the rows in words.
    ///
    /// # Errors
    /// Where stdout takes no more.
    pub fn print_lines(&self) -> Result<(), Failure> {
        match &self.rows {
            Rows::Events(rows) => self.print_events(rows),
            Rows::Statements(rows) => self.print_statements(rows),
            Rows::Sources(rows) => self.print_sources(rows),
            Rows::Disputes(rows) => print(&self.dispute_lines(rows)),
            Rows::Gaps(rows, events) => self.print_gaps(rows, *events),
            Rows::History(rows) => print(&self.history_lines(rows)),
        }
    }

    fn print_events(&self, rows: &[(EventIx, Answer, bool)]) -> Result<(), Failure> {
        let timeline = self.timeline;
        let heading = self.heading(rows.len(), timeline.events().len(), "event");
        let undated = rows.iter().map(|(event, ..)| *event).find(|event| timeline.event(*event).when().is_none());
        self.print_each(&heading, rows, |facts, _, (event, answer, open)| {
            facts.gap();
            if undated == Some(*event) {
                facts.line("without a date:");
                facts.gap();
            }
            facts.event(*event, *answer, *open);
        })?;
        let part = timeline.unread();
        let mut facts = heading.anew(&part);
        facts.disputes(disputes::of_events(&part, rows.iter().map(|(event, ..)| *event)));
        print(facts.text())
    }

    fn print_statements(&self, rows: &[(StatementIx, Answer)]) -> Result<(), Failure> {
        let heading = self.heading(rows.len(), self.timeline.statements().len(), "statement");
        self.print_each(&heading, rows, |facts, _, (statement, answer)| {
            facts.gap();
            facts.statement(*statement, *answer);
        })
    }

    fn print_sources(&self, rows: &[(SourceIx, Support)]) -> Result<(), Failure> {
        let mut heading = self.title();
        heading.line(&format!("shown: {} of {}", rows.len(), plural(self.timeline.sources().len(), "source")));
        self.print_each(&heading, rows, |facts, part, (source, support)| {
            facts.gap();
            support::lines(facts, part, *source, support);
        })
    }

    fn print_gaps(&self, rows: &[Told], events: usize) -> Result<(), Failure> {
        let heading = self.heading(events, self.timeline.events().len(), "event");
        self.print_each(&heading, rows, gaps::lines)
    }

    /// Prints a heading, then the lines of each of these rows.
    fn print_each<R: Sync>(
        &self,
        heading: &Facts,
        rows: &[R],
        lines: impl for<'p> Fn(&mut Facts<'p>, &'p Timeline, &R) + Sync,
    ) -> Result<(), Failure> {
        let made = |part: &Timeline, rows: &[R]| {
            let mut facts = heading.anew(part);
            rows.iter().for_each(|row| lines(&mut facts, part, row));
            facts.into_text()
        };
        print(heading.text())?;
        self.timeline.pass(rows, made, |lines| print(&lines))
    }

    fn dispute_lines(&self, rows: &[DisputeIx]) -> String {
        let mut facts = self.heading(rows.len(), self.timeline.disputes().len(), "dispute");
        rows.iter().for_each(|dispute| facts.dispute_in_full(*dispute));
        facts.into_text()
    }

    fn history_lines(&self, rows: &[known::Step]) -> String {
        let mut facts = self.title();
        facts.line(&format!("shown: {} on which something became known", plural(rows.len(), "day")));
        known::timeless(self.whole).iter().for_each(|words| facts.line(words));
        for step in rows {
            facts.gap();
            known::step_lines(&mut facts, self.whole, step);
        }
        facts.into_text()
    }

    /// The title, and as of which day the timeline is seen.
    fn title(&self) -> Facts<'t> {
        let mut facts = Facts::new(self.timeline).with(self.ledger);
        facts.line(&format!("timeline: {}", self.timeline.title()));
        let known = known::lines(self.whole, self.timeline);
        known.iter().for_each(|words| facts.line(words));
        facts.with_later(self.whole, known::later(self.whole, self.timeline))
    }

    /// The title, and "12 of 240 events".
    fn heading(&self, shown: usize, all: usize, noun: &str) -> Facts<'t> {
        let timeline = self.timeline;
        let mut facts = self.title();
        if let Some(summary) = timeline.document().summary.as_deref() {
            facts.line(&format!("summary: {summary}"));
        }
        let (actors, sources) = (plural(timeline.actors().len(), "actor"), plural(timeline.sources().len(), "source"));
        facts.line(&format!("shown: {shown} of {}; {actors}; {sources}", plural(all, noun)));
        facts
    }
}
