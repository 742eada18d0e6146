//! Accounts that clash: which events they are about, how they stand beside each other, and how they go out.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use annals::load::{Loaded, of_texts};
use annals::model::document::Status;
use annals::model::query::Query;
use annals::model::timeline::{EventIx, Timeline};
use proptest::prelude::*;

use crate::support::timeline_of;

fn coalition() -> Loaded {
    timeline_of("timeline.yaml", include_str!("../../timeline.yaml"))
}

/// The events that a query keeps, by their addresses in the order of the file.
fn kept(timeline: &Timeline, query: &str) -> Vec<String> {
    let mut found = Query::parse(timeline, query).unwrap().find(timeline).ixs();
    found.sort_unstable();
    found.into_iter().map(|event| timeline.event(event).address()).collect()
}

const THREE: &str = "
annals: 1
sources: { s: { title: S }, t: { title: T } }
actors: { ann: Ann Lee, bob: Bob }
events:
  - { id: a, title: A, statements: [{ id: said, speaker: ann, quote: nothing at all, source: s }] }
  - { id: b, title: B, evidence: [{ source: s, quote: 'they say so, and say it twice' }] }
  - { id: c, title: C, actors: [ann], evidence: [{ source: t, quote: rain }] }
  - { id: d, title: D, evidence: [{ source: t, quote: say so and say }] }
disputes:
  - { question: One?, sides: [{ event: b, holds: x }, { statement: said, holds: y }] }
  - { question: Two?, status: explained, sides: [{ source: s, quote: SO AND SAY IT, holds: x }, { event: d, holds: y }] }
  - { question: Who is Ann Lee?, status: superseded, sides: [{ source: t, quote: of her, holds: x }, { source: s, quote: on him, holds: y }] }
";

#[test]
fn a_filter_keeps_what_is_in_dispute() {
    let loaded = timeline_of("three.yaml", THREE);
    let kept = |query| kept(&loaded.timeline, query);
    assert_eq!(kept("dispute:open"), ["a", "b"]);
    assert_eq!(kept("dispute:explained"), ["b", "d"], "words of s stand in b, and not in d, which is t's");
    assert_eq!(kept("dispute:superseded"), ["a", "c"], "named in the question, and one of the sources is theirs");
    assert_eq!(kept("dispute:any"), ["a", "b", "c", "d"]);
    assert_eq!(kept("dispute:open dispute:explained"), ["b"]);
}

#[test]
fn a_status_that_is_none_is_told() {
    let loaded = timeline_of("three.yaml", THREE);
    let fault = |query| Query::parse(&loaded.timeline, query).unwrap_err();
    let wrong = fault("rain dispute:opne");
    assert_eq!((wrong.message.as_str(), wrong.at), ("no dispute is `opne`", 13..17));
    assert_eq!(wrong.hint.as_deref(), Some("did you mean `open`?"));
    let far = fault("dispute:settled-by-a-court");
    assert_eq!(far.hint.as_deref(), Some("write one of open, explained, superseded, any"));
    let nothing = of_texts(vec![("none.yaml".into(), "annals: 1\nevents: [{ title: T }]\n".into())]).timeline;
    assert_eq!(kept(&nothing, "dispute:any"), [""; 0]);
}

/// What is said of disputes, said anew and slowly: does a side of `dispute` stand in the event?
fn oracle(timeline: &Timeline, dispute: usize, event: EventIx) -> bool {
    let document = timeline.document();
    let (record, whole) = (&document.disputes[dispute], &document.events[event.at()]);
    let words = |text: &str| -> Vec<String> {
        let parts = text.split(|letter: char| !letter.is_alphanumeric());
        parts.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let carried = whole.evidence.iter().map(|evidence| (Some(&evidence.source), &evidence.quote));
    let passages: Vec<_> =
        whole.statements.iter().map(|said| (said.source.as_ref(), &said.quote)).chain(carried).collect();
    let of = |source: &str| -> Vec<Vec<String>> {
        let theirs = passages.iter().filter(|(of, _)| of.is_some_and(|of| **of == *source));
        theirs.map(|(_, quote)| words(quote.as_deref().unwrap_or_default())).collect()
    };
    let shares = |a: &[String], b: &[String]| {
        let count = a.len().min(b.len()).min(4);
        count > 0 && (0..=a.len() - count).any(|at| b.windows(count).any(|run| run == &a[at..at + count]))
    };
    let stands = record.sides.iter().any(|side| {
        let id = side.statement.as_deref();
        let quote = words(side.quote.as_deref().unwrap_or_default());
        side.event.as_deref().is_some_and(|id| Some(id) == whole.id.as_deref())
            || id.is_some() && whole.statements.iter().any(|said| said.id.as_deref() == id)
            || side.source.as_deref().is_some_and(|source| of(source).iter().any(|other| shares(&quote, other)))
    });
    let asked = words(&record.question);
    let named = |id: &str| {
        let name = words(&document.actors.0.iter().find(|(known, _)| **known == *id).unwrap().1.name);
        asked.windows(name.len()).any(|run| run == name)
    };
    let involved = whole.actors.iter().chain(whole.statements.iter().map(|said| &said.speaker));
    let among_sources = record.sides.iter().all(|side| side.source.is_some());
    let carried = record.sides.iter().any(|side| side.source.as_deref().is_some_and(|id| !of(id).is_empty()));
    stands || among_sources && carried && involved.into_iter().any(|id| named(id))
}

/// Few words, so that quotes meet.
fn few_words() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(vec!["so", "Say", "it", "is"]), 1..8).prop_map(|words| words.join(" "))
}

fn clashing() -> impl Strategy<Value = String> {
    let passage = (prop::sample::select(vec!["s", "t"]), few_words());
    let event = (prop::collection::vec(passage, 0..3), prop::bool::ANY, prop::bool::ANY);
    let side = (0..4_usize, few_words());
    let dispute =
        (prop::sample::select(vec!["Who?", "Is Ann Lee?", "What is Bob?"]), prop::collection::vec(side, 2..4));
    (prop::collection::vec(event, 4), prop::collection::vec(dispute, 1..5)).prop_map(|(events, disputes)| {
        let mut yaml = String::from(
            "annals: 1\nsources: { s: { title: S }, t: { title: T } }\nactors: { ann: Ann Lee, bob: Bob }\nevents:\n",
        );
        for (nth, (passages, with_ann, bob_speaks)) in events.into_iter().enumerate() {
            let evidence: Vec<_> =
                passages.iter().map(|(source, quote)| format!("{{ source: {source}, quote: {quote} }}")).collect();
            let actors = if with_ann { "[ann]" } else { "[]" };
            let speaker = if bob_speaks { "bob" } else { "ann" };
            let statement = format!("{{ id: said-{nth}, speaker: {speaker}, quote: it is so, source: s }}");
            let statements = if nth == 0 { "" } else { &statement };
            let _ = writeln!(
                yaml,
                "  - {{ id: e{nth}, title: T, actors: {actors}, evidence: [{}], statements: [{statements}] }}",
                evidence.join(", ")
            );
        }
        yaml.push_str("disputes:\n");
        for (question, sides) in disputes {
            let side = |(kind, quote): &(usize, String)| match kind {
                0 => "{ event: e0, holds: x }".to_owned(),
                1 => "{ statement: said-1, holds: x }".to_owned(),
                2 => format!("{{ source: s, quote: {quote}, holds: x }}"),
                _ => format!("{{ source: t, quote: {quote}, holds: x }}"),
            };
            let sides: Vec<_> = sides.iter().map(side).collect();
            let _ = writeln!(yaml, "  - {{ question: '{question}', sides: [{}] }}", sides.join(", "));
        }
        yaml
    })
}

proptest! {
    /// Each event has the disputes that a slow reading of the rule gives it, and the filter agrees.
    #[test]
    fn an_event_is_part_of_the_disputes_that_the_rule_gives_it(yaml in clashing()) {
        let timeline = timeline_of("clash.yaml", &yaml).timeline;
        let mut met = BTreeSet::new();
        for event in timeline.events() {
            let expected: Vec<usize> =
                (0..timeline.disputes().len()).filter(|at| oracle(&timeline, *at, event)).collect();
            let found: Vec<usize> = timeline.disputes_of(event).into_iter().map(|dispute| dispute.at()).collect();
            prop_assert_eq!(&found, &expected, "{}\n{}", timeline.event(event).address(), yaml);
            prop_assert_eq!(timeline.is_in_dispute(event, Status::Open), !expected.is_empty());
            met.extend(expected);
        }
        for dispute in timeline.disputes() {
            prop_assert_eq!(dispute.concerns_any(), met.contains(&dispute.ix().at()));
        }
        prop_assert_eq!(timeline.has_dispute(Status::Open), !met.is_empty());
    }
}

#[test]
fn many_disputes_over_the_same_words_are_taken_in_time_and_room() {
    let mut yaml = String::from("annals: 1\nsources: { s: { title: S } }\nevents:\n");
    for _ in 0..3_000 {
        yaml.push_str("  - { title: T, evidence: [{ source: s, quote: the same words again }] }\n");
    }
    yaml.push_str("disputes:\n");
    for _ in 0..3_000 {
        yaml.push_str("  - { question: Q?, sides: [{ source: s, quote: the same words again, holds: x }, { source: s, quote: the same words, holds: y }] }\n");
    }
    let begun = Instant::now();
    let loaded = timeline_of("many.yaml", &yaml);
    assert_eq!(kept(&loaded.timeline, "dispute:open").len(), 3_000);
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    assert_eq!(loaded.timeline.disputes_of(EventIx(7)).len(), 3_000);
}

#[test]
fn every_open_dispute_of_the_curated_timeline_marks_an_event() {
    let loaded = coalition();
    assert!(kept(&loaded.timeline, "dispute:open").len() > 10);
    assert!(loaded.timeline.disputes().all(|dispute| dispute.concerns_any()));
}
