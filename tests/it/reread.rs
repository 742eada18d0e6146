//! A file that changed is read again in part, and is then what it would be if it were read as a whole.

use annals::export::{FORMATS, Options};
use annals::load::{of_texts, of_texts_after};
use annals::model::document::{Syntax, parse};
use annals::model::excerpt::Excerpt;
use annals::model::progress::Progress;
use annals::model::timeline::Timeline;
use proptest::prelude::*;

use crate::desk::Explorer;

/// An event of a number and a kind; the last kind has a fault.
fn event(number: usize, kind: usize) -> String {
    let year = 1900 + number * 37 % 100;
    match kind {
        0 => format!(
            "  - id: e{number}\n    date: {year}\n    title: A{number}\n    place: P{}\n    tags: [t{}, even]\n    actors: \
             [ann]\n    statements:\n      - id: s{number}\n        speaker: bob\n        says: It is so\n        said: {year}-05\n        topics: [o{}]\n",
            number % 4,
            number % 5,
            number % 3
        ),
        1 => format!(
            "  - title: B{number}\n    statements:\n      - speaker: ann\n        quote: no\n        source: one\n        \
             via: [two, bob]\n      - speaker: bob\n        says: Not so\n        revises: [s0]\n"
        ),
        2 => format!(
            "  - title: C{number}\n    date: {year}~\n    evidence:\n      - source: two\n        date: 1950\n        \
             quote: yes\n\n  # a word between\n"
        ),
        3 => format!("  - {{ title: D{number}, date: {year}, tags: [t1], actors: [bob, ann] }}\n"),
        4 => format!("  - title: E{number}\n    summary: words\n      that go on\n    actors: [ann]\n"),
        _ => format!("  - title: F{number}\n    actors: [nobody]\n"),
    }
}

/// What stands around the events.
#[derive(Debug, Clone)]
struct Around {
    title: &'static str,
    zone: &'static str,
    ids: &'static str,
    tail: &'static str,
}

const USUAL: Around = Around {
    title: "T",
    zone: "",
    ids: "sources:\n  one: { title: One, cites: [two] }\n  two: { title: Two }\nactors:\n  ann: Ann\n  bob: Bob\n",
    tail: "views:\n  mine: ann\n",
};

fn around() -> impl Strategy<Value = Around> {
    let ids = prop_oneof![
        8 => Just(USUAL.ids),
        1 => Just("sources:\n  two: { title: Two }\n  one: { title: One }\nactors:\n  ann: Ann\n  bob: Bob\n"),
        1 => Just("sources:\n  one: { title: One }\n  two: { title: Zwei }\nactors:\n  bob: Robert\n  ann: Ann\n"),
    ];
    let tail = prop_oneof![
        Just(USUAL.tail),
        Just(""),
        Just(
            "disputes:\n  - question: Who?\n    sides:\n      - { event: '@1', holds: x }\n      - { statement: s0, holds: y }\n"
        )
    ];
    let title = prop_oneof![Just("T"), Just("Another")];
    let zone = prop_oneof![6 => Just(""), 1 => Just("timezone: +05:00\n")];
    (title, zone, ids, tail).prop_map(|(title, zone, ids, tail)| Around { title, zone, ids, tail })
}

fn text(around: &Around, events: &[(usize, usize)]) -> String {
    let events: String = events.iter().map(|(number, kind)| event(*number, *kind)).collect();
    let Around { title, zone, ids, tail } = around;
    format!("annals: 1\ntitle: {title}\n{zone}{ids}events:\n{}{events}{tail}", event(0, 0))
}

/// Where an edit puts what, in the place of how many events.
type Edit = (prop::sample::Index, usize, Vec<usize>);

fn edited(events: &[(usize, usize)], edits: &[Edit]) -> Vec<(usize, usize)> {
    let mut events = events.to_vec();
    for (nth, (at, gone, kinds)) in edits.iter().enumerate() {
        let at = at.index(events.len() + 1);
        let until = (at + gone).min(events.len());
        let new = kinds.iter().enumerate().map(|(beside, kind)| (1000 * (nth + 1) + beside, *kind));
        events.splice(at..until, new);
    }
    events
}

fn exported(timeline: &Timeline) -> Vec<Vec<u8>> {
    let write = |format: &annals::export::Format| {
        let mut out = Vec::new();
        format.write(&Excerpt::new(timeline, timeline.events()), &Options::default(), &mut out).unwrap();
        out
    };
    FORMATS.iter().map(write).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn read_again_in_part_it_is_what_it_is_as_a_whole(
        kinds in prop::collection::vec(0..5_usize, 0..30),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0..3_usize, prop::collection::vec(0..6_usize, 0..3)), 0..3),
        around in around(),
        without_first in prop::bool::weighted(0.1),
    ) {
        let events: Vec<(usize, usize)> = kinds.into_iter().enumerate().map(|(at, kind)| (at + 1, kind)).collect();
        let old = of_texts(vec![("t.yaml".into(), text(&USUAL, &events))]);
        prop_assert!(old.findings.is_empty(), "{:?}", old.findings);
        let mut new = text(&around, &edited(&events, &edits));
        if without_first {
            new = new.replace("      - id: s0\n        speaker", "      - speaker");
        }
        let texts = || vec![("t.yaml".to_owned(), new.clone())];
        let (again, whole) = (of_texts_after(Some(&old.timeline), texts(), &Progress::default()), of_texts(texts()));
        prop_assert_eq!(&again.findings, &whole.findings);
        let (one, other) = (&again.timeline, &whole.timeline);
        prop_assert_eq!(one.document(), other.document());
        prop_assert_eq!(one.order(), other.order());
        prop_assert_eq!(exported(one), exported(other));
        for keys in ["", "G", "s", "f t a g : t 1 Enter", "/ n o t Enter n", "!", "2 G Enter"] {
            let screen = |loaded: &annals::load::Loaded| Explorer::on(loaded.clone(), (100, 40)).keys(keys).screen();
            prop_assert_eq!(screen(&again), screen(&whole), "{}", keys);
        }
    }
}

#[test]
fn only_what_changed_is_read_again() {
    let read = |events: &[(usize, usize)]| {
        let text = text(&USUAL, events);
        of_texts(vec![("t.yaml".into(), text)]).timeline.document().events.clone()
    };
    let events: Vec<(usize, usize)> = (1..100).map(|number| (number, number % 5)).collect();
    let with = |at: usize, new: &[(usize, usize)]| [&events[..at], new, &events[at..]].concat();
    let (old, all) = (read(&events), events.len() + 1);
    assert_eq!(read(&events).in_common(&old), (all - 1, 1));
    assert_eq!(read(&with(50, &[(500, 0)])).in_common(&old), (50, all - 51));
    assert_eq!(read(&events[..60]).in_common(&old).0, 60);
    assert_eq!(read(&[]).in_common(&old), (0, 0));
    // As a whole, or in another zone, nothing stands as it stood.
    let otherwise = text(&Around { zone: "timezone: +05:00\n", ..USUAL }, &events);
    let otherwise = of_texts(vec![("t.yaml".into(), otherwise)]).timeline.document().events.clone();
    assert_eq!(otherwise.in_common(&old), (0, 0));
    assert_eq!(parse("events: []\n", 0, Syntax::Yaml).document.events.in_common(&old), (0, 0));
}
