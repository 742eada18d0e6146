//! JSON is read as the reader of YAML reads it, places and findings included, or that reader has it.

use std::sync::Arc;

use annals::model::document::{Syntax, parse, parse_later, parse_whole};
use annals::model::text::Whole;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::support::root;

fn whole(text: &str) -> Whole {
    Whole::new(&Arc::new(text.to_owned()))
}

fn assert_alike(text: &str, syntax: Syntax) {
    let (quick, full) = (parse(text, 3, syntax), parse_whole(text, 3, syntax));
    assert!(quick == full, "{text:?}\n{quick:#?}\n{full:#?}");
}

/// Words as they may stand in a file, and some that no reader should trip over.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z]{1,8}( [a-z]{1,8}){0,4}",
        "\\PC{0,12}",
        "[\"\\\\/{}\\[\\],: #&*!|>'%@`~-]{0,6}",
        proptest::sample::select(vec![
            "null",
            "true",
            "1",
            "1e3",
            "-0.5",
            "\u{7f}",
            "\u{85}",
            "\u{2028}",
            "\t",
            "\n",
            "é\u{301}",
            "日本",
            "😀",
            ""
        ])
        .prop_map(str::to_owned),
    ]
}

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        8 => words().prop_map(Value::String),
        1 => any::<i64>().prop_map(|number| json!(number)),
        1 => any::<f64>().prop_map(|number| json!(number)),
        1 => any::<bool>().prop_map(Value::Bool),
        1 => Just(Value::Null),
    ]
}

fn date() -> impl Strategy<Value = Value> {
    proptest::sample::select(vec!["2024", "2024-03", "2024-03-05~", "195X", "2024-03/..", "2024-13", "soon"])
        .prop_map(|date| json!(date))
}

fn map(keys: Vec<(&'static str, BoxedStrategy<Value>)>) -> impl Strategy<Value = Value> {
    let entries: Vec<_> = keys
        .into_iter()
        .map(|(key, value)| proptest::option::weighted(0.7, value).prop_map(move |value| (key, value)))
        .collect();
    entries.prop_map(|entries| {
        let given = entries.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
        Value::Object(given.collect::<Map<_, _>>())
    })
}

fn event() -> impl Strategy<Value = Value> {
    let list = |of: BoxedStrategy<Value>| proptest::collection::vec(of, 0..3).prop_map(Value::Array).boxed();
    let statement = map(vec![
        ("speaker", scalar().boxed()),
        ("quote", scalar().boxed()),
        ("source", words().prop_map(Value::String).boxed()),
        ("said", date().boxed()),
        ("voice", proptest::sample::select(vec!["direct", "loud"]).prop_map(|voice| json!(voice)).boxed()),
        ("revises", list(scalar().boxed())),
    ]);
    map(vec![
        ("title", scalar().boxed()),
        ("date", date().boxed()),
        ("id", "[a-z]{1,6}".prop_map(Value::String).boxed()),
        ("actors", list(scalar().boxed())),
        ("tags", scalar().boxed()),
        ("earliest", scalar().boxed()),
        ("wrong", scalar().boxed()),
        ("statements", list(statement.boxed())),
        ("evidence", list(map(vec![("source", scalar().boxed()), ("quote", scalar().boxed())]).boxed())),
    ])
}

/// A name that is an id as it would be made of it, or rarely one that is not.
fn name() -> impl Strategy<Value = Value> {
    let ids = proptest::sample::select(vec!["a", "b-c", "d2", "e", "zoë-f", "\\u0061"]);
    let names = proptest::sample::select(vec!["A", "b_c", "d--e", "two words", "-", "null", "  a", "ż"]);
    prop_oneof![30 => ids, 1 => names].prop_map(|name| json!(name))
}

/// An event with which nothing is wrong.
fn sound_event() -> impl Strategy<Value = Value> {
    let names = || proptest::collection::vec(name(), 0..3).prop_map(Value::Array);
    let said = (name(), proptest::option::of(name()), names(), "[a-z]{1,5}");
    let said = said.prop_map(|(speaker, source, via, says)| match source {
        Some(source) => json!({ "speaker": speaker, "says": says, "source": source, "via": via }),
        None => json!({ "speaker": speaker, "says": says, "via": via }),
    });
    let evidence = name().prop_map(|source| json!({ "source": source }));
    let (said, evidence) = (proptest::collection::vec(said, 0..3), proptest::collection::vec(evidence, 0..2));
    ("[a-z]{1,8}", date(), names(), said, evidence).prop_map(|(title, date, actors, statements, evidence)| {
        json!({ "title": title, "date": date, "actors": actors, "statements": statements, "evidence": evidence })
    })
}

fn document() -> impl Strategy<Value = Value> {
    let events = proptest::collection::vec(event(), 0..4).prop_map(Value::Array);
    let actors = proptest::collection::btree_map("[a-z ]{1,5}", scalar(), 0..3).prop_map(|of| json!(of));
    map(vec![
        ("annals", proptest::sample::select(vec![json!(1), json!("1"), json!(2), json!(1.0)]).boxed()),
        ("title", scalar().boxed()),
        ("timezone", proptest::sample::select(vec![json!("UTC"), json!("+02:00"), json!("Paris"), json!(0)]).boxed()),
        ("actors", actors.boxed()),
        ("events", events.boxed()),
        ("x-free", event().boxed()),
        ("disputes", scalar().boxed()),
    ])
}

/// What is put into a text, or taken for a stretch of it.
const SPLICES: &[&str] = &[
    "\t",
    " ",
    "\n",
    "\r\n",
    ",",
    ":",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "\\",
    "\\u00e9",
    "\\ud83d\\ude00",
    "&a ",
    "*a",
    "#",
    "null",
    "-",
    "01",
    "\u{feff}",
    "\u{7f}",
    "// ",
];

fn changed(text: &str, (at, cut, splice): (prop::sample::Index, usize, usize)) -> String {
    let letters: Vec<char> = text.chars().collect();
    let at = at.index(letters.len() + 1);
    let behind = (at + cut).min(letters.len());
    letters[..at].iter().chain(SPLICES[splice].chars().collect::<Vec<_>>().iter()).chain(&letters[behind..]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn a_json_document_is_read_alike(document in document(), pretty: bool) {
        let text = if pretty { serde_json::to_string_pretty(&document) } else { serde_json::to_string(&document) }.unwrap();
        assert_alike(&text, Syntax::Yaml);
    }

    #[test]
    fn json_that_was_changed_is_read_alike(
        document in document(),
        pretty: bool,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), 0..3_usize, 0..SPLICES.len()), 1..4),
    ) {
        let text = if pretty { serde_json::to_string_pretty(&document) } else { serde_json::to_string(&document) }.unwrap();
        let text = changes.into_iter().fold(text, |text, change| changed(&text, change));
        assert_alike(&text, Syntax::Yaml);
    }

    #[test]
    fn json_lines_are_read_alike(
        events in proptest::collection::vec(event(), 0..6),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), 0..3_usize, 0..SPLICES.len()), 0..3),
    ) {
        let lines: Vec<String> = events.iter().map(|event| format!("{event}\n")).collect();
        let text = lines.concat();
        let text = changes.into_iter().fold(text, |text, change| changed(&text, change));
        assert_alike(&text, Syntax::JsonLines);
    }
}

proptest! {
    #[test]
    fn lines_that_name_by_ids_are_read_alike(events in proptest::collection::vec(sound_event(), 0..9), blank in "[ \r]{0,2}") {
        let lines: Vec<String> = events.iter().map(|event| format!("{event}{blank}\n{blank}\n")).collect();
        let text = lines.concat();
        assert_alike(&text, Syntax::JsonLines);
        let (at_once, later) = (parse(&text, 0, Syntax::JsonLines), parse_later(&whole(&text), 0, Syntax::JsonLines));
        prop_assert_eq!(at_once.document, later.document);
    }
}

#[test]
fn the_example_as_json_is_read_alike() {
    let yaml = std::fs::read_to_string(root().join("examples/harbour-bridge/timeline.yaml")).unwrap();
    let document = parse(&yaml, 0, Syntax::Yaml).document;
    for json in [serde_json::to_string(&document.to_value()), serde_json::to_string_pretty(&document.to_value())] {
        assert_alike(&json.unwrap(), Syntax::Yaml);
    }
}
