//! The timelines that the benches are run on: read without a finding, the same in every format.

use annals::load::of_texts;
use annals::model::document::{Syntax, parse};

#[allow(dead_code, reason = "some of it is for the benches")]
#[path = "../../benches/generator/mod.rs"]
pub mod generator;

use generator::{Format, Made};

/// Small enough to be read here, large enough to hold every rare way of writing.
const EVENTS: usize = 1600;

#[test]
fn twins_are_one_document() {
    for events in [1, 9, EVENTS] {
        let made = Made::new(events);
        let (yaml, json) = (made.text(Format::Yaml), made.text(Format::Json));
        assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok(), "JSON by a strict reader");
        let [yaml, json] = [yaml, json].map(|text| parse(&text, 0, Syntax::Yaml));
        assert_eq!((yaml.findings, json.findings), (vec![], vec![]), "{events} events");
        assert_eq!(yaml.document.to_value(), json.document.to_value(), "{events} events");
        assert_eq!(yaml.document.events.len(), events);
    }
}

#[test]
fn lines_are_the_events_with_or_without_bounds() {
    let made = Made::new(EVENTS);
    let whole = parse(&made.text(Format::Json), 0, Syntax::Yaml).document;
    for format in [Format::Lines, Format::Bounds] {
        let lines = parse(&made.text(format), 0, Syntax::JsonLines);
        assert_eq!(lines.findings, vec![]);
        let [one, other] = [&whole, &lines.document].map(|document| {
            let value = serde_json::to_value(document.to_value()).expect("text keys");
            value["events"].clone()
        });
        assert_eq!(one, other);
    }
}

#[test]
fn every_reference_resolves() {
    for (name, format) in [("a.yaml", Format::Yaml), ("a.json", Format::Json), ("a.jsonl", Format::Lines)] {
        let loaded = of_texts(vec![(name.to_owned(), Made::new(EVENTS).text(format))]);
        assert_eq!(loaded.findings, vec![], "{name}");
    }
}

#[test]
fn it_is_as_large_and_as_various_as_is_said() {
    let yaml = generator::yaml(EVENTS);
    let document = parse(&yaml, 0, Syntax::Yaml).document;
    let events = &document.events;
    let statements = events.iter().map(|event| event.statements.len()).sum::<usize>();
    assert!((490..530).contains(&(yaml.len() / EVENTS)), "{} bytes an event", yaml.len() / EVENTS);
    assert!((78..88).contains(&(statements * 100 / EVENTS)), "{statements} statements");
    assert_eq!(document.disputes.len(), EVENTS / 1000);
    assert_eq!(yaml, generator::yaml(EVENTS), "the same each time");
    for written in [": >-\n", ": >\n", ": |\n", ": |-\n", ": '", ": \"", ": [", "- {", " # as", "X\n", "/..", "~\n"] {
        assert!(yaml.contains(written), "{written:?}");
    }
}
