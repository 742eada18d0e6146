//! The order of time, the walks through it, and excerpts that open again.

use std::fmt::Write as _;

use annals::load::{Loaded, of_texts};
use annals::model::date::Date;
use annals::model::document::{Document, Value};
use annals::model::excerpt::Excerpt;
use annals::model::finding::Finding;
use annals::model::place::Files;
use annals::model::timeline::{CYCLE, EventIx, Timeline};
use proptest::prelude::*;

use crate::oracle::meaning;

fn sound(text: String) -> Timeline {
    let Loaded { timeline, findings } = of_texts(vec![("a.yaml".to_owned(), text.clone())]);
    assert_eq!(findings, Vec::new(), "{text}");
    timeline
}

/// A timeline of events with these dates alone.
fn dated(dates: &[Option<String>]) -> Timeline {
    let mut text = String::from("events:\n");
    for (nth, date) in dates.iter().enumerate() {
        let date = date.as_ref().map_or(String::new(), |date| format!(", date: \"{date}\""));
        writeln!(text, "  - {{ id: e{nth}, title: T{date} }}").expect("written");
    }
    sound(text)
}

fn ids(timeline: &Timeline, events: &[EventIx]) -> Vec<String> {
    events.iter().map(|event| timeline.event(*event).address()).collect()
}

fn some(dates: &[&str]) -> Vec<Option<String>> {
    dates.iter().map(|date| (!date.is_empty()).then(|| (*date).to_owned())).collect()
}

#[test]
fn the_order_is_by_bounds_then_by_place_and_undated_last() {
    let dates =
        ["", "2024-03", "2024-03-01", "[..2024-03-02]", "2024-03", "2023/2025", "", "2024-03-01/..", "/2024-02"];
    let timeline = dated(&some(&dates));
    assert_eq!(ids(&timeline, timeline.order()), ["e5", "e8", "e2", "e1", "e4", "e7", "e3", "e0", "e6"]);
    for (rank, event) in timeline.order().iter().enumerate() {
        assert_eq!(timeline.rank(*event), rank);
    }
}

#[test]
fn an_open_place_is_told() {
    let open = |dates: &[&str]| -> Vec<bool> {
        let timeline = dated(&some(dates));
        timeline.events().map(|event| timeline.order_is_open(event)).collect()
    };
    assert_eq!(open(&["2024-03-01", "2024-03-02"]), [false, false]);
    assert_eq!(open(&["2024-03", "2024-03-15", "2024-04"]), [true, true, false]);
    assert_eq!(open(&["2024-03-05T10:30", "2024-03-05T10:31", "2024-03-05"]), [true, true, true]);
    assert_eq!(open(&["2024-01/2024-06", "2024-02-01"]), [false, false], "it begins in January");
    assert_eq!(open(&["", "2024", ""]), [false, false, false], "the undated have no order");
    assert_eq!(open(&["2024", "2024", ""]), [true, true, false]);
}

/// Could `a` begin as late as `b`, or later?
fn may_follow(a: &Date, b: &Date) -> bool {
    let (latest, earliest) = (a.begin().hi.map_or(i64::MAX, |at| at.0), b.begin().lo.map_or(i64::MIN, |at| at.0));
    latest >= earliest
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn order_and_open_places_are_as_by_pairs(dates in prop::collection::vec(prop::option::weighted(0.9, meaning()), 1..12)) {
        let dates: Vec<Option<String>> = dates.into_iter().map(|date| date.map(|date| date.text)).collect();
        let timeline = dated(&dates);
        let date = |event: EventIx| timeline.event(event).date();
        for pair in timeline.order().windows(2) {
            match (date(pair[0]), date(pair[1])) {
                (Some(a), Some(b)) => prop_assert!(a.order(b).then(pair[0].cmp(&pair[1])).is_lt()),
                (None, Some(_)) => prop_assert!(false, "an undated event before a dated one"),
                (_, None) => {}
            }
        }
        for (rank, event) in timeline.order().iter().enumerate() {
            let others = timeline.order().iter().enumerate().filter(|(other, _)| *other != rank);
            let open = date(*event).is_some_and(|own| others.into_iter().any(|(other, event)| {
                date(*event).is_some_and(|there| if other < rank { may_follow(there, own) } else { may_follow(own, there) })
            }));
            prop_assert_eq!(timeline.order_is_open(*event), open, "{} of {:?}", timeline.event(*event).address(), dates);
        }
    }
}

#[test]
fn statements_are_walked_in_the_order_they_were_made() {
    let timeline = sound(
        "actors: { osei: Ama Osei, holt: Peter Holt }
events:
  - { title: Late, date: 2024-05, statements: [{ id: d, speaker: osei }, { id: a, speaker: osei, said: 2024-01 }] }
  - { title: Undated, statements: [{ id: e, speaker: osei }, { id: b, speaker: osei, said: 2024-02 }, { id: x, speaker: holt }] }
  - { title: Early, date: 2024-03, actors: [osei, holt], statements: [{ id: c, speaker: osei }, { id: f, speaker: osei, said: 2024-06 }] }
"
        .to_owned(),
    );
    let osei = timeline.actor_named("osei").expect("known");
    let walked: Vec<&str> =
        timeline.statements_of(osei).iter().filter_map(|ix| timeline.statement(*ix).record().id.as_deref()).collect();
    assert_eq!(walked, ["a", "b", "c", "d", "f", "e"]);
    assert_eq!(ids(&timeline, timeline.events_of(osei)), ["@3", "@1", "@2"]);
    let holt = timeline.actor_named("holt").expect("known");
    assert_eq!(ids(&timeline, timeline.events_of(holt)), ["@3", "@2"]);
}

#[test]
fn an_event_is_named_by_id_or_place() {
    let timeline = dated(&some(&["2024", "2023"]));
    assert_eq!(timeline.event_named("e1"), Some(EventIx(1)));
    assert_eq!(timeline.event_named("@2"), Some(EventIx(1)));
    for nothing in ["@0", "@3", "@", "@x", "e2", "@-1", "@99999999999999999999"] {
        assert_eq!(timeline.event_named(nothing), None, "{nothing}");
    }
}

#[test]
fn what_is_outside_an_excerpt_is_left_out_and_named() {
    let timeline = sound(
        "sources: { gazette: { cites: [minutes] }, minutes: { title: Minutes }, letter: {} }
actors: { osei: { name: Ama Osei, member_of: [council] }, council: The council, holt: Peter Holt }
events:
  - { title: First, statements: [{ id: a, speaker: osei, source: gazette }] }
  - { title: Second, actors: [holt], statements: [{ id: b, speaker: holt, revises: [a] }] }
  - { title: Third }
disputes:
  - { question: \"Across?\", sides: [{ event: \"@1\" }, { statement: b }] }
  - { question: \"Elsewhere?\", sides: [{ event: \"@2\" }, { event: \"@3\" }] }
  - { question: \"By place?\", sides: [{ event: \"@2\" }, { source: letter, quote: no }] }
"
        .to_owned(),
    );
    let first = Excerpt::new(&timeline, [EventIx(0)]);
    let document = first.document();
    let actors: Vec<&str> = document.actors.0.iter().map(|(id, _)| &**id).collect();
    let sources: Vec<&str> = document.sources.ids().collect();
    assert_eq!((actors, sources), (vec!["osei", "council"], vec!["gazette", "minutes"]));
    assert_eq!(first.left_out().collect::<Vec<_>>(), ["the dispute “Across?” has a side outside"]);
    let second = Excerpt::new(&timeline, [EventIx(2), EventIx(1)]);
    let left_out: Vec<String> = second.left_out().collect();
    assert_eq!(left_out.len(), 3, "{left_out:?}");
    assert!(left_out[0].contains("points to @1, which is outside"));
    let document = second.document();
    assert_eq!(document.events[0].statements[0].revises, Vec::new());
    let sides: Vec<&str> = document.disputes[0].sides.iter().filter_map(|side| side.event.as_deref()).collect();
    assert_eq!(sides, ["@1", "@2"], "places are those of the excerpt");
    assert!(Excerpt::new(&timeline, []).is_empty());
}

#[test]
fn chains_of_any_length_are_closed_over() {
    const LONG: usize = 8_000;
    let mut text = String::from("sources:\n");
    for nth in 0..LONG {
        writeln!(text, "  s{nth}: {{ cites: [s{}] }}", nth + 1).expect("written");
    }
    writeln!(text, "  s{LONG}: {{ title: S }}\nactors:").expect("written");
    for nth in 0..LONG {
        writeln!(text, "  a{nth}: {{ name: A, member_of: [a{}] }}", (nth + 1) % LONG).expect("written");
    }
    text.push_str("events:\n  - { title: T, actors: [a0], evidence: [{ source: s0 }] }\n");
    let timeline = sound(text);
    let document = Excerpt::new(&timeline, timeline.events()).document();
    assert_eq!((document.actors.0.len(), document.sources.len()), (LONG, LONG + 1));
}

fn slugs(prefix: &'static str) -> impl Fn(Vec<usize>, usize) -> String {
    move |numbers, count| {
        let names: Vec<String> = numbers.iter().map(|number| format!("{prefix}{}", number % count)).collect();
        format!("[{}]", names.join(", "))
    }
}

/// A timeline whose references point anywhere, made of numbers.
fn any_timeline() -> BoxedStrategy<String> {
    const COUNT: usize = 5;
    let few = || prop::collection::vec(0..COUNT, 0..3);
    let statement = (0..COUNT, few(), prop::option::of(0..COUNT), any::<bool>()).boxed();
    let event = (few(), prop::option::of(0..COUNT), prop::collection::vec(statement, 0..3), any::<bool>()).boxed();
    let links = prop::collection::vec(few(), COUNT * 2);
    let sides = prop::collection::vec(prop::collection::vec((0..3_usize, 0..COUNT), 2..4), 0..4);
    let built = (prop::collection::vec(event, COUNT), links, sides).prop_map(|(events, links, disputes)| {
        let (actors, sources, statements) = (slugs("a"), slugs("s"), slugs("t"));
        let mut text = String::from("sources:\n");
        for (nth, cites) in links[..COUNT].iter().enumerate() {
            writeln!(text, "  s{nth}: {{ title: S, cites: {} }}", sources(cites.clone(), COUNT)).expect("written");
        }
        text.push_str("actors:\n");
        for (nth, of) in links[COUNT..].iter().enumerate() {
            writeln!(text, "  a{nth}: {{ name: A{nth}, member_of: {} }}", actors(of.clone(), COUNT)).expect("written");
        }
        text.push_str("events:\n");
        let mut told = 0;
        let all: usize = events.iter().map(|(_, _, said, _)| said.len()).sum();
        for (nth, (takes_part, evidence, said, named)) in events.into_iter().enumerate() {
            let id = if named { format!("id: e{nth}, ") } else { String::new() };
            let evidence = evidence.map_or(String::new(), |source| format!(", evidence: [{{ source: s{source} }}]"));
            writeln!(text, "  - {{ {id}title: T, actors: {}{evidence}", actors(takes_part, COUNT)).expect("written");
            text.push_str("      , statements: [");
            for (speaker, via, source, revises) in said {
                let source = source.map_or(String::new(), |source| format!(", source: s{source}"));
                let revises =
                    if revises { format!(", revises: {}", statements(vec![told + 1], all)) } else { String::new() };
                let via = if told % 2 == 0 { actors(via, COUNT) } else { sources(via, COUNT) };
                write!(text, "{{ id: t{told}, speaker: a{speaker}, via: {via}{source}{revises} }}, ").expect("written");
                told += 1;
            }
            text.push_str("] }\n");
        }
        text.push_str("disputes:\n");
        for (nth, sides) in disputes.iter().enumerate() {
            let side = |(kind, at): &(usize, usize)| match kind {
                0 if told > 0 => format!("{{ statement: t{} }}", at % told),
                1 => format!("{{ source: s{at}, quote: q }}"),
                _ => format!("{{ event: \"@{}\" }}", at + 1),
            };
            let sides: Vec<String> = sides.iter().map(side).collect();
            writeln!(text, "  - {{ question: Q{nth}, sides: [{}] }}", sides.join(", ")).expect("written");
        }
        if disputes.is_empty() { text.replace("disputes:\n", "") } else { text }
    });
    built.boxed()
}

fn in_json(document: &Document) -> serde_json::Value {
    serde_json::to_value(document.to_value()).expect("JSON")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_excerpt_opens_again(text in any_timeline(), chosen in prop::collection::btree_set(0..5_u32, 0..5)) {
        // Circles are errors, but the explorer opens what has them.
        let but_circles = |findings: Vec<Finding>| -> Vec<Finding> {
            findings.into_iter().filter(|finding| finding.rule != CYCLE).collect()
        };
        let Loaded { timeline, findings } = of_texts(vec![("a.yaml".to_owned(), text)]);
        prop_assert_eq!(but_circles(findings), Vec::new());
        let excerpt = Excerpt::new(&timeline, chosen.iter().map(|event| EventIx(*event)));
        let (again, findings) = Timeline::new(vec![excerpt.document()], Files::default()).unwrap();
        prop_assert_eq!(but_circles(findings), Vec::new());
        prop_assert_eq!(again.events().len(), chosen.len());
        let whole = Excerpt::new(&again, again.events());
        prop_assert_eq!(in_json(&whole.document()), in_json(&excerpt.document()), "the excerpt of all of it is itself");
        prop_assert_eq!(whole.left_out().len(), 0);
        let used = whole.sources().count();
        prop_assert_eq!(used, again.sources().len(), "no source is carried along unused");
        if let Value::Map(written) = excerpt.document().to_value() && !chosen.is_empty() {
            let yaml = serde_yaml::to_string(&Value::Map(written)).expect("YAML");
            let loaded = of_texts(vec![("a.yaml".to_owned(), yaml.clone())]);
            prop_assert_eq!(but_circles(loaded.findings), Vec::new(), "{}", yaml);
        }
    }
}

mod axis {
    //! Where dates lie on an axis, against the arithmetic of whole days.

    use annals::model::axis::{Axis, Unit};
    use annals::model::date::{DAY, Date, Day, Instant};

    fn date(text: &str) -> Date {
        Date::parse(text, 0).unwrap()
    }

    #[test]
    fn a_date_is_drawn_from_its_earliest_to_its_latest_day() {
        for width in [1, 10, 78, 198, 3000] {
            let (from, to) = (date("2024-01-01"), date("2025-12-31"));
            let axis = Axis::over([&*from, &*to], width).unwrap();
            let first_day = from.earliest().unwrap().0 / DAY;
            let cell = |day: Day| usize::try_from((day.number().unwrap() - first_day) * width as i64 / 731).unwrap();
            for text in ["2024-03", "2024-03-05", "2024-03~", "2025?", "2024-02/2024-07", "[..2024-05]", "2024-11/.."] {
                let wanted = date(text);
                let drawn = axis.draw(&wanted).unwrap();
                let earliest = wanted.earliest().map_or(0, |at| cell(at.day(0)));
                assert_eq!(drawn.first, earliest, "{text} at {width}");
                // The last second of a day may lie in a later cell than its first.
                let latest = wanted.latest().map_or(width - 1, |at| axis.cell(at));
                assert_eq!(drawn.last, latest, "{text} at {width}");
                assert_eq!((drawn.open_begin, drawn.open_end), (text.starts_with("[.."), text.ends_with("..")));
            }
            assert!(axis.draw(&date("2024-03-05")).unwrap().certain.is_some(), "a day is exact at {width}");
            assert!(axis.draw(&date("2024-03~")).unwrap().certain.is_none(), "about is never certain");
        }
    }

    #[test]
    fn ticks_stand_apart_in_order_and_say_the_year_first() {
        let spans =
            ["2024-01-01/2024-01-31", "2019/2025", "-0044/2024", "2024-03-05", "2024-03-05T10:00/2024-03-05T15:00"];
        for span in spans {
            for width in [5, 20, 78, 200] {
                let wanted = date(span);
                let axis = Axis::over([&*wanted], width).unwrap();
                let ticks = axis.ticks();
                let mut free = 0;
                for tick in &ticks {
                    assert!(tick.at >= free && tick.at + tick.label.len() <= width, "{span} at {width}: {ticks:?}");
                    free = tick.at + tick.label.len() + 1;
                }
                if width >= 20 {
                    let year = if span.starts_with('-') { "45 BC" } else { &span[..4] };
                    assert!(ticks[0].at == 0 && ticks[0].label.starts_with(year), "{span} at {width}: {ticks:?}");
                }
            }
        }
    }

    #[test]
    fn groups_follow_each_other_without_a_gap() {
        for (span, unit) in [
            ("2024-01-01/2024-01-31", Unit::Days(1)),
            ("2019/2025", Unit::Days(1)),
            ("1999/2025", Unit::Months(1)),
            ("1000/2024", Unit::Years(10)),
        ] {
            let wanted = date(span);
            let width = if span.starts_with("2019") { 3000 } else { 700 };
            let axis = Axis::over([&*wanted], if unit == Unit::Years(10) { 150 } else { width }).unwrap();
            assert_eq!(axis.unit(), unit, "{span}");
            let mut at = axis.floor(wanted.earliest().unwrap());
            while at < wanted.latest().unwrap() {
                let next = axis.next(at);
                assert!(next > at && axis.floor(Instant(next.0 - 1)) == at && axis.floor(next) == next, "{span}");
                at = next;
            }
        }
    }
}
