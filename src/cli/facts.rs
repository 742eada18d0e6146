//! Everything about an event, statement, actor or source in plain words, one fact a line.

use crate::evidence::{Ledger, telling};
use crate::model::as_known;
use crate::model::attribution;
use crate::model::date::{Answer, Date};
use crate::model::timeline::{ActorIx, Bearer, DisputeIx, EventIx, Passage, SideView, SourceIx, StatementIx, Timeline};
use crate::model::turn::Turn;
use crate::model::verdict::Verdict;

use super::out::line;

/// Lines of plain text under construction.
pub struct Facts<'t> {
    timeline: &'t Timeline,
    ledger: Option<&'t Ledger>,
    /// The whole timeline, and what of the one at hand, as known on a day, turned out otherwise later.
    later: Option<(&'t Timeline, Vec<Turn>)>,
    lines: String,
}

impl<'t> Facts<'t> {
    /// No facts yet.
    pub fn new(timeline: &'t Timeline) -> Self {
        Self { timeline, ledger: None, later: None, lines: String::new() }
    }

    /// With the reasons for each verdict, too.
    pub fn with(self, ledger: &'t Ledger) -> Self {
        Self { ledger: Some(ledger), ..self }
    }

    /// With what turned out otherwise later, which stands in the whole timeline.
    pub fn with_later(self, whole: &'t Timeline, later: Vec<Turn>) -> Self {
        Self { later: Some((whole, later)), ..self }
    }

    /// No facts yet, of a `part` of the same timeline; all else as here.
    pub fn anew<'p>(&self, part: &'p Timeline) -> Facts<'p>
    where
        't: 'p,
    {
        Facts { timeline: part, ledger: self.ledger, later: self.later.clone(), lines: String::new() }
    }

    /// The lines so far, each with its line break.
    pub fn text(&self) -> &str {
        &self.lines
    }

    /// The lines, each with its line break.
    pub fn into_text(self) -> String {
        self.lines
    }

    /// A line of its own.
    pub fn line(&mut self, words: &str) {
        line(&mut self.lines, words);
    }

    /// A blank line.
    pub fn gap(&mut self) {
        self.lines.push('\n');
    }

    /// A named fact, so many steps to the right.
    pub fn fact(&mut self, depth: usize, name: &str, value: &str) {
        self.lines.push_str(&" ".repeat(2 * depth));
        line(&mut self.lines, &format!("{name}: {value}"));
    }

    fn facts<'a>(&mut self, depth: usize, facts: impl IntoIterator<Item = (&'static str, Option<&'a str>)>) {
        for (name, value) in facts {
            value.into_iter().for_each(|value| self.fact(depth, name, value));
        }
    }

    fn listed<'a>(&mut self, depth: usize, name: &str, values: impl Iterator<Item = &'a str>) {
        let values: Vec<&str> = values.collect();
        if !values.is_empty() {
            self.fact(depth, name, &values.join("; "));
        }
    }

    /// An event with its statements and evidence; `answer` is how sure it is that it was asked for.
    pub fn event(&mut self, ix: EventIx, answer: Answer, order_is_open: bool) {
        let timeline = self.timeline;
        let event = timeline.event(ix);
        self.fact(0, "event", &event.address());
        self.fact(1, "date", &event.date().map_or_else(|| "not known".to_owned(), dated));
        self.doubts(answer, order_is_open);
        self.later(1, |turn, _| turn.dates(ix));
        self.facts(1, [("printed", event.printed()), ("title", Some(event.title())), ("place", event.place())]);
        self.listed(1, "actors", event.actors().iter().map(|actor| timeline.actor(*actor).name()));
        self.listed(1, "tags", event.tags());
        self.facts(1, [("carried by", attribution::carried(timeline, ix).as_deref())]);
        self.facts(1, [("summary", event.summary()), ("note", event.note()), ("imported", event.imported())]);
        for passage in event.passages() {
            match passage {
                Passage::Statement(statement) => self.statement_at(1, statement),
                Passage::Evidence(..) => self.evidence(1, passage),
            }
        }
    }

    /// What is not certain about the row.
    fn doubts(&mut self, answer: Answer, order_is_open: bool) {
        if answer == Answer::Possibly {
            let is_known = self.timeline.known_on().is_some();
            let why = if is_known { "its date, or that of its source, is vague" } else { "its date is vague" };
            self.fact(1, "kept", &format!("possibly; {why}"));
        }
        if order_is_open {
            self.fact(1, "order", "open; its place among its neighbours is not certain");
        }
    }

    /// A statement with the event that it belongs to.
    pub fn statement(&mut self, ix: StatementIx, answer: Answer) {
        let timeline = self.timeline;
        let event = timeline.event(timeline.statement(ix).event());
        self.statement_at(0, ix);
        self.fact(1, "event", &format!("{} ({})", event.title(), event.address()));
        self.doubts(answer, false);
    }

    fn statement_at(&mut self, depth: usize, ix: StatementIx) {
        let timeline = self.timeline;
        let (statement, record) = (timeline.statement(ix), timeline.statement(ix).record());
        let quote = record.quote.as_deref().map(|quote| format!("“{quote}”"));
        self.fact(depth, "statement", &attribution::speaker(statement));
        self.facts(
            depth + 1,
            [("id", record.id.as_deref()), ("quote", quote.as_deref()), ("says", record.says.as_deref())],
        );
        self.fact(depth + 1, "said", &statement.date().map_or_else(|| "not known".to_owned(), dated));
        self.fact(depth + 1, "attribution", &attribution::chain(timeline, ix));
        let origins = timeline.origins_of(Passage::Statement(ix));
        let name = if origins.all.len() == 1 { "origin" } else { "origins" };
        let names = attribution::names(timeline, &origins);
        self.facts(depth + 1, [(name, Some(names.as_str()).filter(|names| !names.is_empty()))]);
        self.passage_source(depth + 1, Passage::Statement(ix));
        self.listed(depth + 1, "topics", record.topics.iter().map(|topic| &**topic));
        for revised in statement.revises().iter().map(|revised| timeline.statement(*revised)) {
            let id = revised.record().id.as_deref().unwrap_or_default();
            self.fact(depth + 1, "revises", &format!("{} ({id})", attribution::said(revised)));
        }
        self.facts(depth + 1, [("note", record.note.as_deref())]);
    }

    fn evidence(&mut self, depth: usize, passage: Passage) {
        let view = self.timeline.passage(passage);
        let quote = view.quote().map(|quote| format!("“{quote}”"));
        self.fact(depth, "evidence", quote.as_deref().unwrap_or("no quote"));
        self.passage_source(depth + 1, passage);
        let cites =
            attribution::route(self.timeline, passage, |source| attribution::source_name(self.timeline, source));
        self.facts(depth + 1, [("attribution", Some(cites.join(", ").as_str()).filter(|_| cites.len() > 1))]);
        if let Some(date) = view.dated() {
            self.fact(depth + 1, "dates the event", &dated(date));
        }
    }

    /// The source with its outlet and date, and where in it.
    fn passage_source(&mut self, depth: usize, passage: Passage) {
        let view = self.timeline.passage(passage);
        if let Some(source) = view.source() {
            let named = attribution::source_name(self.timeline, source);
            let source = self.timeline.source(source);
            let published = source.published().map(|date| format!(", published {}", date.words())).unwrap_or_default();
            self.fact(depth, "source", &format!("{named} ({}){published}", source.id()));
        }
        self.facts(depth, [("at", view.at())]);
        self.verdict(depth, Bearer::Passage(passage));
        let possibly = self.timeline.knows(passage) == Answer::Possibly;
        self.facts(depth, [("known", possibly.then_some("possibly; when its source came out is not certain"))]);
        self.later(depth, |turn, timeline| turn.is_about(timeline, passage));
    }

    /// What came later and says otherwise.
    fn later(&mut self, depth: usize, is_about: impl Fn(Turn, &Timeline) -> bool) {
        let Some((whole, later)) = &self.later else { return };
        let about = later.iter().filter(|turn| is_about(**turn, self.timeline));
        let words: Vec<String> = about.map(|turn| as_known::otherwise(whole, *turn)).collect();
        words.iter().for_each(|words| self.fact(depth, "later", words));
    }

    /// What was found of the quote of a passage or side, and what that means where a copy does not prove it.
    fn verdict(&mut self, depth: usize, bearer: Bearer) {
        let verdict = self.timeline.verdict_of(bearer).map(|verdict| match verdict {
            _ if verdict.is_proved() || verdict == Verdict::NoCopy => verdict.word().to_owned(),
            _ => format!("{}; {}", verdict.word(), verdict.doc()),
        });
        self.facts(depth, [("verdict", verdict.as_deref())]);
        let reasons = self.ledger.zip(self.timeline.quote_of(bearer)).map(|(ledger, quote)| {
            let reasons = telling::reasons(self.timeline, ledger, quote);
            // That a source has no copy is a fact of the source.
            if ledger.proof(quote).is_some_and(|proof| proof.verdict == Verdict::NoCopy) { Vec::new() } else { reasons }
        });
        reasons.unwrap_or_default().iter().for_each(|reason| self.fact(depth + 1, "found", reason));
    }

    /// An actor with the events and statements it has a part in.
    pub fn actor(&mut self, ix: ActorIx) {
        let timeline = self.timeline;
        let (actor, record) = (timeline.actor(ix), timeline.actor(ix).record());
        self.fact(0, "actor", actor.id());
        self.facts(1, [("name", Some(actor.shown_name().as_str())), ("kind", record.kind.map(|kind| kind.word()))]);
        self.listed(1, "aliases", record.aliases.iter().map(|alias| &**alias));
        self.listed(1, "member of", actor.member_of().map(|of| timeline.actor(of).name()));
        for role in actor.roles() {
            let held = role.held.as_deref().map(|held| format!(", {}", dated(held))).unwrap_or_default();
            self.fact(1, "role", &format!("{}{held}", &*role.title));
        }
        self.facts(1, [("note", record.note.as_deref())]);
        for event in timeline.events_of(ix) {
            self.event_line(*event);
        }
        for statement in timeline.statements_of(ix) {
            self.statement_at(1, *statement);
            let event = timeline.event(timeline.statement(*statement).event());
            self.fact(2, "event", &format!("{} ({})", event.title(), event.address()));
        }
    }

    /// A source with the passages that it supports.
    pub fn source(&mut self, ix: SourceIx) {
        let timeline = self.timeline;
        let (source, record) = (timeline.source(ix), timeline.source(ix).record());
        let text = |text: &'t Option<crate::model::document::Text>| text.as_deref();
        self.fact(0, "source", source.id());
        self.facts(
            1,
            [("title", text(&record.title)), ("outlet", text(&record.outlet)), ("author", text(&record.author))],
        );
        let dates = [("published", &record.published), ("accessed", &record.accessed)];
        for (name, date) in dates {
            date.iter().for_each(|date| self.fact(1, name, &dated(date)));
        }
        let more =
            [("language", text(&record.language)), ("url", text(&record.url)), ("archive", text(&record.archive))];
        self.facts(1, more);
        self.facts(1, [("copy", text(&record.copy)), ("sha256", text(&record.sha256))]);
        self.facts(1, [("share", record.share.then_some("the copy may be handed on")), ("note", text(&record.note))]);
        self.listed(1, "cites", source.cites().map(|cited| timeline.source(cited).id()));
        for passage in timeline.passages_of(ix) {
            let view = timeline.passage(*passage);
            let words = view.quote().map_or_else(|| "no quote".to_owned(), |quote| format!("“{quote}”"));
            let speaker = view.statement().map(|statement| format!("{}: ", attribution::speaker(statement)));
            self.fact(1, "passage", &format!("{}{words}", speaker.unwrap_or_default()));
            self.facts(2, [("at", view.at())]);
            let event = timeline.event(passage.event(timeline));
            self.fact(2, "event", &format!("{} ({})", event.title(), event.address()));
        }
    }

    fn event_line(&mut self, ix: EventIx) {
        let event = self.timeline.event(ix);
        let date = event.date().map_or_else(|| "no date".to_owned(), Date::words);
        self.fact(1, "takes part", &format!("{date}: {} ({})", event.title(), event.address()));
    }

    /// Disputes with all their sides, each in short.
    pub fn disputes(&mut self, wanted: impl IntoIterator<Item = DisputeIx>) {
        wanted.into_iter().for_each(|dispute| self.dispute(dispute, false));
    }

    /// A dispute with all its sides, each with its quotes.
    pub fn dispute_in_full(&mut self, dispute: DisputeIx) {
        self.dispute(dispute, true);
    }

    fn dispute(&mut self, ix: DisputeIx, in_full: bool) {
        let dispute = self.timeline.dispute(ix);
        let record = dispute.record();
        self.gap();
        self.fact(0, "dispute", &record.question);
        self.fact(1, "status", dispute.status().word());
        for side in dispute.sides() {
            self.side(side);
            if in_full {
                self.spoken_for(side);
            }
        }
        self.facts(1, [("note", record.note.as_deref())]);
    }

    /// The quotes of a side, and the event to find it by.
    fn spoken_for(&mut self, side: SideView) {
        let timeline = self.timeline;
        for passage in side.passages() {
            match passage {
                Passage::Statement(statement) => self.statement_at(2, statement),
                Passage::Evidence(..) => self.evidence(2, passage),
            }
        }
        let published = side.source().and_then(|source| timeline.source(source).published()).map(dated);
        self.facts(2, [("published", published.as_deref())]);
        if let Some(event) = side.found_at().map(|event| timeline.event(event)) {
            let date = event.date().map_or_else(|| "not known".to_owned(), dated);
            self.fact(2, "in the event", &format!("{} ({}), date: {date}", event.title(), event.address()));
        }
    }

    fn side(&mut self, side: SideView) {
        let (timeline, record) = (self.timeline, side.record());
        let account = attribution::account(timeline, side, |source| attribution::source_name(timeline, source));
        self.fact(1, "side", &account);
        let named = [("event", &record.event), ("statement", &record.statement), ("source", &record.source)];
        self.facts(2, named.map(|(kind, id)| (kind, id.as_deref())));
        self.facts(2, [("holds", record.holds.as_deref())]);
        self.verdict(2, side.bearer());
    }
}

/// The date in words, and as it is written where that is something else.
fn dated(date: &Date) -> String {
    let words = date.words();
    if words == date.text() { words } else { format!("{words} ({})", date.text()) }
}
