//! The timeline as it was known on a day, held against one from which all that was not known was struck by hand.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use annals::check::check;
use annals::model::date::{Answer, Date};
use annals::model::document::{Document, Status, to_yaml};
use annals::model::excerpt::Excerpt;
use annals::model::history::{self, Change};
use annals::model::query::Query;
use annals::model::timeline::{EventIx, Origins, Passage, Sought, StatementIx, Timeline, Via};
use annals::model::turn::Turn;
use chrono::{Datelike, Days, NaiveDate};
use proptest::prelude::*;

use crate::support::timeline_of;

/// A date as it is written, with its first and last day; nothing where none is written.
#[derive(Debug, Clone)]
struct When {
    text: String,
    first: i64,
    last: i64,
    is_firm: bool,
}

fn day(number: i64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + Days::new(number.unsigned_abs())
}

fn when() -> impl Strategy<Value = When> {
    let one = |text: String, first: i64, last: i64, is_firm: bool| When { text, first, last, is_firm };
    let month = |month: u32| {
        let first = NaiveDate::from_ymd_opt(2024, month, 1).unwrap();
        let (first, next) = (first.ordinal0(), NaiveDate::from_ymd_opt(2024, month + 1, 1).unwrap().ordinal0());
        (i64::from(first), i64::from(next) - 1)
    };
    prop_oneof![
        4 => (0..120_i64).prop_map(move |at| one(day(at).to_string(), at, at, true)),
        1 => (1..5_u32).prop_map(move |at| one(format!("2024-{at:02}"), month(at).0, month(at).1, true)),
        1 => (0..90_i64, 1..30_i64)
            .prop_map(move |(at, more)| one(format!("[{}..{}]", day(at), day(at + more)), at, at + more, true)),
        1 => (0..120_i64).prop_map(move |at| one(format!("{}~", day(at)), at, at, false)),
    ]
}

#[derive(Debug, Clone)]
struct Said {
    speaker: usize,
    source: Option<usize>,
    when: Option<When>,
    via: Vec<String>,
    revises: Vec<usize>,
}

#[derive(Debug, Clone)]
struct Carried {
    source: usize,
    date: Option<When>,
}

#[derive(Debug, Clone)]
struct Happened {
    date: Option<When>,
    actors: Vec<usize>,
    statements: Vec<Said>,
    evidence: Vec<Carried>,
}

#[derive(Debug, Clone)]
enum Side {
    Event(usize),
    Statement(usize),
    Source(usize),
}

/// A timeline made at random; statements are counted through all events.
#[derive(Debug, Clone)]
struct Story {
    sources: Vec<(Option<When>, Vec<usize>)>,
    members: Vec<Vec<usize>>,
    events: Vec<Happened>,
    disputes: Vec<Vec<Side>>,
}

const SOURCES: usize = 5;
const ACTORS: usize = 5;

fn said() -> impl Strategy<Value = Said> {
    let via = prop_oneof![(0..SOURCES).prop_map(|at| format!("s{at}")), (0..ACTORS).prop_map(|at| format!("a{at}"))];
    let via = prop::collection::vec(via, 0..2);
    let source = prop::option::weighted(0.9, 0..SOURCES);
    (0..ACTORS, source, prop::option::of(when()), via, prop::collection::vec(0..6_usize, 0..2)).prop_map(
        |(speaker, source, when, via, revises)| {
            // What came through a later source than its own has gone in a circle.
            let number = |via: &String| via.strip_prefix('s').and_then(|at| at.parse::<usize>().ok());
            let via = via.into_iter().filter(|via| number(via).is_none_or(|at| source.is_some_and(|of| at < of)));
            Said { speaker, source, when, via: via.collect(), revises }
        },
    )
}

fn happened() -> impl Strategy<Value = Happened> {
    let carried = (0..SOURCES, prop::option::weighted(0.3, when()));
    (
        prop::option::weighted(0.9, when()),
        prop::collection::btree_set(0..ACTORS, 0..3),
        prop::collection::vec(said(), 0..3),
        prop::collection::vec(carried.prop_map(|(source, date)| Carried { source, date }), 0..3),
    )
        .prop_map(|(date, actors, statements, evidence)| Happened {
            date,
            actors: actors.into_iter().collect(),
            statements,
            evidence,
        })
}

fn story() -> impl Strategy<Value = Story> {
    let source = (prop::option::weighted(0.8, when()), prop::collection::btree_set(0..SOURCES, 0..2));
    let side = prop_oneof![
        (0..6_usize).prop_map(Side::Event),
        (0..6_usize).prop_map(Side::Statement),
        (0..SOURCES).prop_map(Side::Source)
    ];
    (
        prop::collection::vec(source, SOURCES),
        prop::collection::vec(prop::collection::vec(0..ACTORS, 0..2), ACTORS),
        prop::collection::vec(happened(), 1..6),
        prop::collection::vec(prop::collection::vec(side, 2..4), 0..3),
    )
        .prop_map(|(sources, members, events, disputes)| {
            // A source cites only those before it, so that there is no circle.
            let before = |(at, (when, cites)): (usize, (_, BTreeSet<usize>))| {
                (when, cites.into_iter().filter(|of| *of < at).collect())
            };
            let said = events.iter().map(|event: &Happened| event.statements.len()).sum();
            let stands = |side: &Side| match side {
                Side::Event(at) => *at < events.len(),
                Side::Statement(at) => *at < said,
                Side::Source(_) => true,
            };
            let disputes =
                disputes.into_iter().map(|sides: Vec<Side>| sides.into_iter().filter(stands).collect::<Vec<_>>());
            let disputes = disputes.filter(|sides| sides.len() > 1).collect();
            let mut story =
                Story { sources: sources.into_iter().enumerate().map(before).collect(), members, events, disputes };
            for statement in story.events.iter_mut().flat_map(|event| &mut event.statements) {
                statement.revises.retain(|at| *at < said);
            }
            story
        })
}

/// What of the story is kept: everything, or what was known at the end of a day.
struct Kept<'s> {
    story: &'s Story,
    day: Option<i64>,
}

impl Kept<'_> {
    /// How surely it was over: as every day counted out says.
    fn over(&self, when: &When) -> Answer {
        let Some(end) = self.day else { return Answer::Certainly };
        let by: Vec<bool> = (when.first..=when.last).map(|at| at <= end).collect();
        match (by.contains(&true), by.contains(&false)) {
            (false, _) => Answer::No,
            (true, false) if when.is_firm => Answer::Certainly,
            (true, _) => Answer::Possibly,
        }
    }

    fn source(&self, at: usize) -> Answer {
        let undated = if self.day.is_none() { Answer::Certainly } else { Answer::Possibly };
        self.story.sources[at].0.as_ref().map_or(undated, |when| self.over(when))
    }

    fn statement(&self, event: &Happened, said: &Said) -> Answer {
        let Some(source) = said.source else { return if self.day.is_none() { Answer::Certainly } else { Answer::No } };
        let when = said.when.as_ref().or(event.date.as_ref());
        match when.map(|when| self.over(when)) {
            Some(Answer::No) => Answer::No,
            _ => self.source(source),
        }
    }

    fn event(&self, event: &Happened) -> Answer {
        let said = event.statements.iter().map(|said| self.statement(event, said));
        let known = said.chain(event.evidence.iter().map(|of| self.source(of.source))).max();
        if self.day.is_none() { Answer::Certainly } else { known.unwrap_or(Answer::No) }
    }

    fn nth_statement(&self, wanted: usize) -> Answer {
        let all = self.story.events.iter().flat_map(|event| event.statements.iter().map(move |said| (event, said)));
        all.map(|(event, said)| self.statement(event, said)).nth(wanted).unwrap()
    }

    fn side(&self, side: &Side) -> Answer {
        match side {
            Side::Event(at) => self.event(&self.story.events[*at]),
            Side::Statement(at) => self.nth_statement(*at),
            Side::Source(at) => self.source(*at),
        }
    }

    /// The file with all that is not kept struck out.
    fn yaml(&self) -> String {
        let story = self.story;
        let kept = |answer: Answer| answer != Answer::No;
        let mut events = String::new();
        let (mut sources, mut actors) = (BTreeSet::new(), BTreeSet::new());
        let mut number = 0;
        for (at, event) in story.events.iter().enumerate() {
            let first = number;
            number += event.statements.len();
            if !kept(self.event(event)) {
                continue;
            }
            actors.extend(event.actors.iter().copied());
            let _ = writeln!(
                events,
                "  - id: e{at}\n    title: Event {at}\n    tags: [t{0}]\n    place: Place {0}",
                at % 2
            );
            let _ = writeln!(events, "    actors: [{}]", listed(event.actors.iter().map(|at| format!("a{at}"))));
            event.date.iter().for_each(|when| {
                let _ = writeln!(events, "    date: \"{}\"", when.text);
            });
            let mut head = "    statements:\n";
            for (nth, said) in event.statements.iter().enumerate().filter(|(_, said)| kept(self.statement(event, said)))
            {
                actors.insert(said.speaker);
                for via in &said.via {
                    let at = via[1..].parse().unwrap();
                    if via.starts_with('s') {
                        sources.insert(at)
                    } else {
                        actors.insert(at)
                    };
                }
                let revises = said.revises.iter().filter(|at| kept(self.nth_statement(**at)));
                let _ = writeln!(
                    events,
                    "{head}      - {{ id: q{0}, speaker: a{1}, quote: said of {0}, via: [{2}], revises: [{3}], topics: [topic {0}]",
                    first + nth,
                    said.speaker,
                    listed(said.via.iter().cloned()),
                    listed(revises.map(|at| format!("q{at}"))),
                );
                said.source.iter().for_each(|source| {
                    let _ = write!(events, ", source: s{source}");
                });
                said.when.iter().for_each(|when| {
                    let _ = write!(events, ", said: \"{}\"", when.text);
                });
                let _ = writeln!(events, " }}");
                head = "";
            }
            let mut head = "    evidence:\n";
            for (nth, of) in event.evidence.iter().enumerate().filter(|(_, of)| kept(self.source(of.source))) {
                let _ = write!(events, "{head}      - {{ source: s{}, quote: carried {at} {nth}", of.source);
                of.date.iter().for_each(|when| {
                    let _ = write!(events, ", date: \"{}\"", when.text);
                });
                let _ = writeln!(events, " }}");
                head = "";
            }
        }
        let mut out = "annals: 1\ntitle: A story\nsources:\n".to_owned();
        sources.extend((0..SOURCES).filter(|at| kept(self.source(*at))));
        // Each cites only earlier ones and an actor may belong to any: both until nothing more comes.
        for _ in 0..ACTORS.max(SOURCES) {
            sources.extend(sources.clone().into_iter().flat_map(|at| story.sources[at].1.clone()));
            actors.extend(actors.clone().into_iter().flat_map(|at| story.members[at].clone()));
        }
        let everything = self.day.is_none();
        for at in (0..SOURCES).filter(|at| everything || sources.contains(at)) {
            let (when, cites) = &story.sources[at];
            let published = when.as_ref().map(|when| format!("published: \"{}\", ", when.text)).unwrap_or_default();
            let _ = writeln!(
                out,
                "  s{at}: {{ outlet: Paper {at}, {published}cites: [{}] }}",
                listed(cites.iter().map(|at| format!("s{at}")))
            );
        }
        out.push_str(if everything || !actors.is_empty() { "actors:\n" } else { "" });
        for at in (0..ACTORS).filter(|at| everything || actors.contains(at)) {
            let of = listed(story.members[at].iter().map(|at| format!("a{at}")));
            let _ = writeln!(out, "  a{at}: {{ name: Name {at}, kind: person, member_of: [{of}] }}");
        }
        let _ = writeln!(out, "events:{}\n{events}", if events.is_empty() { " []" } else { "" });
        self.write_disputes(&mut out);
        out
    }

    fn write_disputes(&self, out: &mut String) {
        let mut head = "disputes:\n";
        for (at, sides) in self.story.disputes.iter().enumerate() {
            let sides: Vec<(usize, &Side)> =
                sides.iter().enumerate().filter(|(_, side)| self.side(side) != Answer::No).collect();
            if sides.len() < 2 {
                continue;
            }
            let _ = writeln!(out, "{head}  - question: What of {at} and of Name {}?\n    sides:", at % ACTORS);
            for (nth, side) in sides {
                let holder = match side {
                    Side::Event(at) => format!("event: e{at}"),
                    Side::Statement(at) => format!("statement: q{at}"),
                    Side::Source(at) => format!("source: s{at}, quote: carried {at} 0"),
                };
                let _ = writeln!(out, "      - {{ {holder}, holds: side {nth} }}");
            }
            head = "";
        }
    }

    fn timeline(&self) -> Timeline {
        let text = self.yaml();
        let loaded = annals::load::of_texts(vec![("story.yaml".to_owned(), text.clone())]);
        let errors: Vec<_> =
            loaded.findings.iter().filter(|finding| !finding.message.contains("needs `events`")).collect();
        assert!(errors.is_empty() || loaded.timeline.events().len() == 0, "{errors:#?}\n{text}");
        loaded.timeline
    }
}

fn listed(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

/// All that a timeline tells, by ids and words rather than by numbers.
fn told(timeline: &Timeline) -> String {
    let mut out = String::new();
    let event = |ix: EventIx| timeline.event(ix).id().unwrap_or("-").to_owned();
    let said = |ix: &StatementIx| timeline.statement(*ix).record().id.as_deref().unwrap_or("-").to_owned();
    let passage = |of: &Passage| timeline.passage(*of).quote().unwrap_or("-").to_owned();
    let via = |of: &Via| timeline.step_id(*of).to_owned();
    let origins = |of: Origins| (listed(of.all.iter().map(via)), of.has_more);
    let source = |ix| timeline.source(ix).id().to_owned();
    let actor = |ix| timeline.actor(ix).id().to_owned();
    let mut tell = |what: &str, words: String| {
        let _ = writeln!(out, "{what}: {words}");
    };
    tell("events", listed(timeline.events().map(event)));
    tell("order", listed(timeline.order().iter().map(|ix| event(*ix))));
    tell("sources", listed(timeline.sources().map(source)));
    tell("actors", listed(timeline.actors().map(actor)));
    tell("by weight", listed(timeline.actors_by_weight().iter().map(|ix| actor(*ix))));
    tell("statements", listed(timeline.statements().map(|ix| said(&ix))));
    tell("quotes", listed(timeline.quotes().map(|ix| timeline.quote(ix).words().to_owned())));
    for ix in timeline.events() {
        let view = timeline.event(ix);
        tell("event", format!("{} {} {}", event(ix), timeline.rank(ix), timeline.order_is_open(ix)));
        tell("passages", listed(view.passages().map(|of| passage(&of))));
        tell("statements", listed(view.statements().map(|of| said(&of))));
        tell("involves", listed(timeline.actors().filter(|of| view.involves(*of)).map(actor)));
        tell("folded", timeline.folded(ix).to_owned());
        let named = (0..6).flat_map(|at| ["topic ", "name ", "Place ", "t"].map(|what| format!("{what}{at}")));
        tell("found", listed(named.filter(|words| timeline.holds_words(ix, &Sought::new(words)))));
        tell("origins", format!("{:?} {:?}", origins(timeline.origins_of_event(ix)), timeline.origin_count(ix)));
        let disputes = timeline.disputes_of(ix).into_iter();
        tell("disputes", listed(disputes.map(|of| timeline.dispute(of).record().question.to_string())));
        tell("in dispute", timeline.is_in_dispute(ix, Status::Open).to_string());
    }
    for ix in timeline.statements() {
        let view = timeline.statement(ix);
        tell("statement", format!("{} {} {}", said(&ix), event(view.event()), listed(view.revises().iter().map(said))));
        tell("origins", format!("{:?}", origins(timeline.origins_of(Passage::Statement(ix)))));
    }
    for ix in timeline.actors() {
        tell("of actor", listed(timeline.statements_of(ix).iter().map(said)));
        tell("of actor", listed(timeline.events_of(ix).iter().map(|of| event(*of))));
    }
    for ix in timeline.sources() {
        let support = timeline.support(ix);
        let resting =
            support.resting.iter().map(|of| format!("{} {} {}", passage(&of.passage), of.is_direct, of.falls));
        tell("of source", listed(timeline.passages_of(ix).iter().map(passage)));
        tell("via source", listed(timeline.statements_via(ix).iter().map(said)));
        tell(
            "rests",
            format!(
                "{} / {} / {:?}",
                listed(resting),
                listed(support.falling.iter().map(|of| event(*of))),
                timeline.weight(ix)
            ),
        );
    }
    for dispute in timeline.disputes() {
        let found = |ix| event(ix);
        let sides = dispute.sides().map(|side| {
            let passages = listed(side.passages().iter().map(passage));
            format!("{:?} {:?} {passages}", side.record().holds.as_deref(), side.found_at().map(found))
        });
        tell("dispute", format!("{} {} {}", &*dispute.record().question, dispute.concerns_any(), listed(sides)));
    }
    tell("any dispute", timeline.has_dispute(Status::Open).to_string());
    for query in ["said", "tag:t0", "speaker:a1", "source:s1", "origins:1", "dispute:any", "from:2024-02", "to:2024-02"]
    {
        // A field may name what was not known; what it finds is the same where it was.
        if let Ok(found) = Query::parse(timeline, query).map(|query| query.find(timeline))
            && (found.undated > 0 || !found.events.is_empty())
        {
            tell(
                "found",
                format!(
                    "{} {}",
                    listed(found.events.iter().map(|(ix, how)| format!("{} {how:?}", event(*ix)))),
                    found.undated
                ),
            );
        }
    }
    let excerpt = Excerpt::new(timeline, timeline.events());
    let document = Document { extra: Vec::new(), ..excerpt.document() };
    tell("excerpt", to_yaml(&document.to_value()).unwrap());
    tell("left out", format!("{:?}", excerpt.left_out().collect::<Vec<_>>()));
    tell(
        "checked",
        listed(check(timeline, false).iter().map(|finding| format!("{} {}", finding.rule, finding.message))),
    );
    out
}

fn date(number: i64) -> Date {
    Date::parse(&day(number).to_string(), 0).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn it_is_the_timeline_with_all_that_was_not_known_struck_out(story in story(), on in 0..130_i64) {
        let whole = Kept { story: &story, day: None }.timeline();
        let known = whole.as_known(&date(on));
        let struck = Kept { story: &story, day: Some(on) };
        prop_assert_eq!(told(&known), told(&struck.timeline()), "{}", struck.yaml());
    }

    #[test]
    fn every_number_stays_and_certainty_with_it(story in story(), on in 0..130_i64) {
        let whole = Kept { story: &story, day: None }.timeline();
        let struck = Kept { story: &story, day: Some(on) };
        let known = whole.as_known(&date(on));
        for ix in whole.events() {
            prop_assert_eq!(known.event(ix).id(), whole.event(ix).id());
            let at = story.events.iter().enumerate().find(|(at, _)| whole.event(ix).id() == Some(&format!("e{at}")));
            prop_assert_eq!(whole.was_event_known(ix, &date(on)), struck.event(at.unwrap().1));
            prop_assert_eq!(known.has_event(ix), known.events().any(|of| of == ix));
        }
        for (at, ix) in whole.statements().enumerate() {
            prop_assert_eq!(known.statement(ix).words(), whole.statement(ix).words());
            prop_assert_eq!(known.knows(Passage::Statement(ix)), struck.nth_statement(at));
        }
        for ix in whole.quotes() {
            prop_assert_eq!(known.quote(ix).words(), whole.quote(ix).words());
        }
    }

    #[test]
    fn what_was_certain_on_a_day_is_certain_on_every_later_one(story in story(), one in 0..130_i64, other in 0..130_i64) {
        let whole = Kept { story: &story, day: None }.timeline();
        let (early, late) = (date(one.min(other)), date(one.max(other)));
        for event in whole.events() {
            for passage in whole.event(event).passages() {
                prop_assert!(whole.was_known(passage, &early) <= whole.was_known(passage, &late));
            }
        }
        let (before, after) = (whole.as_known(&early), whole.as_known(&late));
        let later: BTreeSet<_> = after.events().collect();
        prop_assert!(before.events().all(|event| later.contains(&event)));
        let later: BTreeSet<_> = after.disputes().map(|dispute| dispute.ix()).collect();
        prop_assert!(before.disputes().all(|dispute| later.contains(&dispute.ix())));
    }
}

#[test]
fn a_timeline_that_everything_was_known_of_is_the_whole() {
    let text = std::fs::read_to_string(crate::support::root().join("timeline.yaml")).unwrap();
    let whole = timeline_of("timeline.yaml", &text).timeline;
    let known = whole.as_known(&Date::parse("2030", 0).unwrap());
    assert_eq!(told(&known), told(&whole));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_steps_add_up_to_all_that_has_a_date(story in story()) {
        let whole = Kept { story: &story, day: None }.timeline();
        let days = history::days(&whole);
        let Some(last) = days.last() else { return Ok(()) };
        let end = whole.as_known(&history::date_of(&whole, *last).unwrap());
        // By the last day everything is known that a source with a date carries.
        for event in whole.events() {
            for passage in whole.event(event).passages() {
                let published = whole.passage(passage).source().and_then(|source| whole.source(source).published());
                prop_assert!(published.is_none() || end.has(passage), "{}", whole.passage(passage).quote().unwrap_or("-"));
            }
        }
        // Every step adds what it says and nothing twice.
        let mut before = whole.as_known(&history::date_of(&whole, history::day_before_all(&whole).unwrap()).unwrap());
        let mut seen: BTreeSet<Passage> = before.events().flat_map(|event| before.event(event).passages().collect::<Vec<_>>()).collect();
        for day in days {
            let after = whole.as_known(&history::date_of(&whole, day).unwrap());
            let change = Change::between(&before, &after);
            for passage in &change.passages {
                prop_assert!(seen.insert(*passage));
            }
            let holds = change.turns.iter().all(|turn| match turn {
                Turn::Revised { statement, by } => before.has(Passage::Statement(*statement)) && !before.has(Passage::Statement(*by)),
                Turn::Disputed { dispute, side } => !before.has_side(*dispute, *side) && after.has_side(*dispute, *side),
                Turn::Dated { event, by } => before.has_event(*event) && !before.has(*by),
            });
            prop_assert!(holds);
            before = after;
        }
        prop_assert_eq!(seen.len(), end.events().map(|event| end.event(event).passages().count()).sum::<usize>());
    }
}
