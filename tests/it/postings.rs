//! What actors, sources and names lead to in a timeline so large that several threads gather it, held against its records.

use std::collections::BTreeSet;
use std::thread;

use annals::load::of_texts;
use annals::model::date::Answer;
use annals::model::document::Status;
use annals::model::query::Query;
use annals::model::timeline::{ActorIx, EventIx, Facet, Passage, SourceIx, StatementIx, Timeline, Via};

use crate::falsify::dice::Dice;

/// More than one thread alone goes through.
const EVENTS: usize = 12_000;
const ACTORS: usize = 150;
const SOURCES: usize = 70;

/// A number below `count`, small ones more often.
fn low(dice: &mut Dice, count: usize) -> usize {
    let most = dice.below(count) + 1;
    dice.below(most)
}

fn event(dice: &mut Dice, nth: usize) -> String {
    let mut text = format!("  - id: e{nth}\n    title: Event {nth}\n");
    if dice.below(9) > 0 {
        text.push_str(&format!(
            "    date: {}\n",
            ["2001-02-03", "1999", "2004-05", "1990/1995", "2003~"][dice.below(5)]
        ));
    }
    let actors: Vec<String> = (0..dice.below(4)).map(|_| format!("a{}", low(dice, ACTORS))).collect();
    text.push_str(&format!("    actors: [{}]\n    tags: [t{}]\n", actors.join(", "), dice.below(5)));
    if dice.below(2) == 0 {
        text.push_str(&format!("    evidence:\n      - source: s{}\n", low(dice, SOURCES)));
        text.push_str(
            ["", "        quote: the bridge was never safe at all\n", "        quote: never safe\n"][dice.below(3)],
        );
    }
    if dice.below(3) > 0 {
        text.push_str("    statements:\n");
        for said in 0..=dice.below(2) {
            text.push_str(&format!("      - id: e{nth}-{said}\n        speaker: a{}\n", low(dice, ACTORS)));
            text.push_str(&format!("        source: s{}\n", low(dice, SOURCES)));
            if dice.below(5) == 0 {
                text.push_str(&format!("        said: {}\n", 1990 + dice.below(20)));
            }
            if dice.below(4) == 0 {
                text.push_str(&format!("        via: [s{}, a{}]\n", SOURCES + dice.below(9), dice.below(ACTORS)));
            }
            if dice.below(6) == 0 && nth > 0 {
                text.push_str(&format!(
                    "        quote: {}\n",
                    ["never safe", "so it goes", "it was Never safe!"][dice.below(3)]
                ));
            }
        }
    }
    text
}

fn timeline() -> Timeline {
    let mut text = String::from("annals: 1\nsources:\n");
    // Those that statements come through stand last and cite what none of the others does.
    (0..SOURCES + 9).for_each(|nth| text.push_str(&format!("  s{nth}: {{ title: Source {nth} }}\n")));
    text.push_str("actors:\n");
    (0..ACTORS).for_each(|nth| text.push_str(&format!("  a{nth}: Actor {nth}\n")));
    text.push_str("disputes:\n  - question: Was it safe?\n    sides:\n      - { event: e7, holds: one }\n");
    text.push_str("      - { source: s1, quote: the bridge was never safe, holds: two }\n");
    text.push_str("  - question: What of Actor 3?\n    status: explained\n    sides:\n");
    text.push_str("      - { source: s2, quote: so it goes, holds: one }\n");
    text.push_str("      - { source: s3, quote: and it was never safe as we know, holds: two }\nevents:\n");
    let mut dice = Dice::new(7);
    (0..EVENTS).for_each(|nth| text.push_str(&event(&mut dice, nth)));
    let loaded = of_texts(vec![("many.yaml".to_owned(), text)]);
    assert_eq!(loaded.findings, []);
    loaded.timeline
}

fn statements(timeline: &Timeline) -> impl Iterator<Item = StatementIx> + '_ {
    timeline.order().iter().flat_map(|event| timeline.event(*event).statements())
}

fn involves(timeline: &Timeline, event: EventIx, actor: ActorIx) -> bool {
    let id = timeline.actor(actor).id();
    let record = timeline.event(event).record();
    record.actors.iter().any(|name| &**name == id) || record.statements.iter().any(|said| &*said.speaker == id)
}

/// Does the passage stand in the source, as it is written?
fn stands_in(timeline: &Timeline, passage: Passage, source: SourceIx) -> bool {
    let named = match passage {
        Passage::Statement(ix) => timeline.statement(ix).record().source.as_deref(),
        Passage::Evidence(event, nth) => Some(&*timeline.event(event).record().evidence[nth as usize].source),
    };
    named == Some(timeline.source(source).id())
}

#[test]
fn lists_of_actors_and_sources_are_what_the_records_say() {
    let timeline = &timeline();
    for actor in timeline.actors().step_by(11) {
        let events: Vec<EventIx> =
            timeline.order().iter().copied().filter(|event| involves(timeline, *event, actor)).collect();
        assert_eq!(timeline.events_of(actor), events);
        let id = timeline.actor(actor).id();
        let mut spoken: Vec<StatementIx> =
            statements(timeline).filter(|said| &*timeline.statement(*said).record().speaker == id).collect();
        spoken.sort_by(|one, other| timeline.compare_statements(*one, *other));
        assert_eq!(timeline.statements_of(actor), spoken);
    }
    let weight = |actor: &ActorIx| (timeline.statements_of(*actor).len(), timeline.events_of(*actor).len());
    assert!(timeline.actors_by_weight().is_sorted_by(|one, other| weight(one) >= weight(other)));
    assert_eq!(timeline.actors_by_weight().len(), ACTORS);
    for source in timeline.sources().step_by(3) {
        let passages = timeline.order().iter().flat_map(|event| timeline.event(*event).passages());
        let passages: Vec<Passage> = passages.filter(|passage| stands_in(timeline, *passage, source)).collect();
        assert_eq!(timeline.passages_of(source), passages);
        let id = timeline.source(source).id();
        let through = |said: &StatementIx| timeline.statement(*said).record().via.iter().any(|via| &**via == id);
        assert_eq!(timeline.statements_via(source), statements(timeline).filter(through).collect::<Vec<_>>());
    }
}

#[test]
fn names_lead_to_the_events_of_the_records_in_the_order_of_the_files() {
    let timeline = &timeline();
    let leads = |facet: Facet, name: &str| {
        let terms = timeline.terms(facet);
        let things = terms.named(name, false);
        assert_eq!(things.len(), 1, "{name}");
        // Looked for among all events, as long as nobody asked for the events of each thing.
        let looked_for = terms.events_of_any(&things);
        let events = terms.events(things[0]);
        assert_eq!(looked_for.iter().collect::<Vec<_>>(), events, "{name}");
        assert_eq!(terms.events_of_any(&things), looked_for, "{name}");
        events.to_vec()
    };
    let events = |holds: &dyn Fn(EventIx) -> bool| timeline.events().filter(|event| holds(*event)).collect::<Vec<_>>();
    let actor = timeline.actor_named("a2").unwrap();
    assert_eq!(leads(Facet::Actor, "a2"), events(&|event| involves(timeline, event, actor)));
    let speaks = |event: EventIx| timeline.event(event).record().statements.iter().any(|said| &*said.speaker == "a2");
    assert_eq!(leads(Facet::Speaker, "a2"), events(&speaks));
    let bears = |event: EventIx| timeline.event(event).record().tags.iter().any(|tag| &**tag == "t4");
    assert_eq!(leads(Facet::Tag, "t4"), events(&bears));
    for name in ["s5", "s72"] {
        let source = timeline.source_named(name).unwrap();
        let rests = |event: EventIx| {
            let via = |passage: &Passage| {
                timeline.passage(*passage).statement().is_some_and(|said| said.via().contains(&Via::Source(source)))
            };
            timeline.event(event).passages().any(|passage| stands_in(timeline, passage, source) || via(&passage))
        };
        assert_eq!(leads(Facet::Source, name), events(&rests));
    }
    assert_eq!(leads(Facet::Id, "e11999"), [EventIx(11_999)]);
}

#[test]
fn origins_are_counted_as_they_are_gathered() {
    let timeline = &timeline();
    for event in timeline.events() {
        assert_eq!(timeline.origin_count(event), timeline.origins_of_event(event).count());
    }
}

/// The words of a quote, without case and signs.
fn words(quote: &str) -> String {
    let lower: String =
        quote.to_lowercase().chars().map(|sign| if sign.is_alphanumeric() { sign } else { ' ' }).collect();
    format!(" {} ", lower.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Does an event lead to a side with this quote of a source: by four words in a row, or all of the shorter one?
fn shares(timeline: &Timeline, event: EventIx, source: &str, quote: &str) -> bool {
    let side = words(quote);
    let source = timeline.source_named(source).unwrap();
    timeline.event(event).passages().filter(|passage| stands_in(timeline, *passage, source)).any(|passage| {
        let Some(own) = timeline.passage(passage).quote().map(words) else { return false };
        let (one, other): (Vec<&str>, Vec<&str>) =
            (own.split_whitespace().collect(), side.split_whitespace().collect());
        let count = 4.min(one.len()).min(other.len());
        one.windows(count).any(|run| other.windows(count).any(|known| known == run))
    })
}

#[test]
fn disputes_are_those_that_words_and_names_lead_to() {
    let timeline = &timeline();
    let actor = timeline.actor_named("a3").unwrap();
    let (mut open, mut explained) = (0, 0);
    for event in timeline.events() {
        let named = || {
            let of_sides = ["s2", "s3"].map(|source| timeline.source_named(source).unwrap());
            let mut passages = timeline.event(event).passages();
            involves(timeline, event, actor)
                && passages.any(|passage| of_sides.iter().any(|source| stands_in(timeline, passage, *source)))
        };
        let first = event == EventIx(7) || shares(timeline, event, "s1", "the bridge was never safe");
        let second = shares(timeline, event, "s2", "so it goes")
            || shares(timeline, event, "s3", "and it was never safe as we know")
            || named();
        let expected: BTreeSet<u32> =
            [(0, first), (1, second)].into_iter().filter(|(_, is)| *is).map(|(ix, _)| ix).collect();
        let found: BTreeSet<u32> = timeline.disputes_of(event).into_iter().map(|dispute| dispute.0).collect();
        assert_eq!(found, expected, "{event:?}");
        assert_eq!(timeline.is_in_dispute(event, Status::Open), first);
        assert_eq!(timeline.is_in_dispute(event, Status::Explained), second);
        (open, explained) = (open + usize::from(first), explained + usize::from(second));
    }
    assert!(open > 10 && explained > 10, "{open} and {explained}");
    assert_eq!(Query::parse(timeline, "dispute:explained").unwrap().find(timeline).events.len(), explained);
}

#[test]
fn an_order_is_open_where_another_event_may_stand_as_well() {
    let timeline = &timeline();
    let begin = |event: &EventIx| timeline.event(*event).when().map(|when| when.begin());
    let order = timeline.order();
    for (at, event) in order.iter().enumerate().step_by(97) {
        let Some(own) = begin(event) else {
            assert!(!timeline.order_is_open(*event));
            continue;
        };
        let earlier = order[..at]
            .iter()
            .filter_map(begin)
            .any(|other| other.hi.is_none() || own.lo.is_none() || other.hi >= own.lo);
        let later = order[at + 1..]
            .iter()
            .filter_map(begin)
            .any(|other| other.lo.is_none() || own.hi.is_none() || other.lo <= own.hi);
        assert_eq!(timeline.order_is_open(*event), earlier || later, "{event:?}");
    }
}

/// Whoever wants a table while others make it gets the whole of it.
#[test]
fn tables_are_made_once_however_many_want_them() {
    let (shared, own) = (timeline(), timeline());
    own.prepare();
    thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                let events: Vec<EventIx> = shared.events().collect();
                let disputed = shared.passed(&events, |part, events| {
                    events.iter().filter(|event| part.is_in_dispute(**event, Status::Open)).copied().collect()
                });
                let wanted: Vec<EventIx> =
                    own.events().filter(|event| own.is_in_dispute(*event, Status::Open)).collect();
                assert_eq!(disputed, wanted);
                assert_eq!(shared.statements_of(ActorIx(0)), own.statements_of(ActorIx(0)));
                for words in ["actor:a0", "\"Actor 7\"", "from!:1999", "id:e1", "source:s0"] {
                    let found = Query::parse(&shared, words).unwrap().find(&shared);
                    let are_sure = found.events.iter().all(|(_, sure)| *sure == Answer::Certainly);
                    assert!(are_sure && !found.events.is_empty(), "{words}");
                }
            });
        }
    });
}
