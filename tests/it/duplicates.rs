//! Near-duplicate events against every pair tried one by one, and the cost of a long file of them.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::time::{Duration, Instant};

use annals::check::check;
use annals::load::of_texts;
use proptest::prelude::*;

/// The pairs that the rule names, by the places of their events in the file.
fn named(text: &str) -> Vec<(usize, usize)> {
    let loaded = of_texts(vec![("a.yaml".to_owned(), text.to_owned())]);
    assert_eq!(loaded.findings, Vec::new(), "{text}");
    let findings = check(&loaded.timeline, false).into_iter().filter(|finding| finding.rule == "near-duplicate");
    let place = |words: &str| words.trim_start_matches('@').parse::<usize>().expect("an address");
    let pair = |message: &str| {
        let addresses: Vec<&str> = message.split('`').collect();
        (place(addresses[3]), place(addresses[1]))
    };
    findings.map(|finding| pair(&finding.message)).collect()
}

const WORDS: [&str; 8] = ["council", "bridge", "harbour", "crack", "mayor", "letter", "not", "7"];

/// Titles of few words, a month or nothing, and actors by number.
fn events() -> impl Strategy<Value = Vec<(BTreeSet<usize>, Option<u8>, BTreeSet<usize>)>> {
    let title = prop::collection::btree_set(0..WORDS.len(), 1..7);
    let actors = prop::collection::btree_set(0..3_usize, 0..3);
    prop::collection::vec((title, prop::option::of(1..4_u8), actors), 1..20)
}

fn file(events: &[(BTreeSet<usize>, Option<u8>, BTreeSet<usize>)]) -> String {
    let mut text = String::from("annals: 1\nactors: { a0: A, a1: B, a2: C }\nevents:\n");
    for (title, month, actors) in events {
        let title: Vec<&str> = title.iter().map(|word| WORDS[*word]).collect();
        let actors: Vec<String> = actors.iter().map(|actor| format!("a{actor}")).collect();
        let date = month.map(|month| format!(", date: 2024-0{month}")).unwrap_or_default();
        let _ = writeln!(text, "  - {{ title: \"{}\", actors: [{}]{date} }}", title.join(" "), actors.join(", "));
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_pairs_are_those_that_trying_every_pair_finds(events in events()) {
        let mut wanted = BTreeSet::new();
        for (b, (title, month, actors)) in events.iter().enumerate() {
            for (a, (other, its_month, its_actors)) in events[..b].iter().enumerate() {
                let (both, either) = (title.intersection(other).count(), title.union(other).count());
                let telling = |title: &BTreeSet<usize>| (title.contains(&6), title.contains(&7));
                let one_time = month.is_none() || its_month.is_none() || month == its_month;
                let near = both * 10 >= either * 8 && telling(title) == telling(other);
                if near && one_time && !actors.is_disjoint(its_actors) {
                    wanted.insert((a + 1, b + 1));
                }
            }
        }
        let found = named(&file(&events));
        prop_assert_eq!(found.iter().copied().collect::<BTreeSet<_>>(), wanted);
        prop_assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), found.len(), "each pair once");
    }
}

#[test]
fn ten_thousand_events_of_one_title_are_bounded() {
    let long = |date: fn(usize) -> String| {
        let mut text = String::from("annals: 1\nactors: { a: A }\nevents:\n");
        for event in 0..10_000 {
            let _ = writeln!(text, "  - {{ title: The council meets again, actors: [a]{} }}", date(event));
        }
        let start = Instant::now();
        let found = named(&text).len();
        assert!(start.elapsed() < Duration::from_mins(1), "{:?}", start.elapsed());
        found
    };
    let days = long(|event| format!(", date: {}-{:02}-{:02}", 1990 + event / 336, event / 28 % 12 + 1, event % 28 + 1));
    assert_eq!(days, 0, "each on a day of its own");
    let undated = long(|_| String::new());
    assert!((10_000..1_000_000).contains(&undated), "{undated}");
}
