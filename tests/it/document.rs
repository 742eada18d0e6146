//! The format: every field is read and written again, in each way that a file can be laid out.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use annals::load::{Loaded, load, of_texts};
use annals::model::document::{Document, Syntax, Value, parse};
use annals::model::place::{FileText, LineColumn};
use proptest::prelude::*;

use crate::support::data;

fn sound(name: &str, text: &str) -> Loaded {
    let loaded = of_texts(vec![(name.to_owned(), text.to_owned())]);
    assert_eq!(loaded.findings, Vec::new(), "{name}:\n{text}");
    loaded
}

fn whole() -> String {
    fs::read_to_string(data("whole.json")).expect("the file is there")
}

fn json_of(document: &Document) -> serde_json::Value {
    serde_json::to_value(document.to_value()).expect("JSON")
}

/// The file holds every key of the format, so that what is written must be what was read.
#[test]
fn every_field_is_written_again() {
    let read = sound("whole.json", &whole());
    let mut wanted: serde_json::Value = serde_json::from_str(&whole()).expect("JSON");
    for event in wanted["events"].as_array_mut().expect("events") {
        let event = event.as_object_mut().expect("an event");
        event.remove("earliest");
        event.remove("latest");
    }
    assert_eq!(json_of(read.timeline.document()), wanted);
}

/// The keys come from the hints of unknown keys, which name them all.
#[test]
fn the_file_holds_every_key_of_the_format() {
    let text = whole();
    let probes = [
        "zzz: 1",
        "sources: { a: { zzz: 1 } }",
        "actors: { a: { name: A, zzz: 1 } }",
        "actors: { a: { name: A, roles: [{ title: R, zzz: 1 }] } }",
        "events: [{ title: T, zzz: 1 }]",
        "events: [{ title: T, evidence: [{ source: s, zzz: 1 }] }]",
        "events: [{ title: T, statements: [{ speaker: s, zzz: 1 }] }]",
        "disputes: [{ question: Q, sides: [], zzz: 1 }]",
        "disputes: [{ question: Q, sides: [{ event: a, zzz: 1 }] }]",
    ];
    let mut seen = 0;
    for probe in probes {
        let findings = parse(probe, 0, Syntax::Yaml).findings;
        let hint =
            findings.iter().find(|finding| finding.rule == "unknown-key").and_then(|finding| finding.hint.clone());
        let hint = hint.unwrap_or_else(|| panic!("{probe}: {findings:?}"));
        for key in hint.strip_prefix("its keys are ").expect("a list of keys").split(", ") {
            assert!(text.contains(&format!("\"{key}\":")), "{probe}: `{key}` is not in the file");
            seen += 1;
        }
    }
    assert!(seen > 60, "{seen} keys");
}

#[test]
fn yaml_and_json_are_read_alike() {
    let json: Value = json_value(&serde_json::from_str(&whole()).expect("JSON"));
    let yaml = in_yaml(&json);
    assert!(!yaml.trim_start().starts_with('{'), "block style");
    assert_eq!(
        json_of(sound("whole.yaml", &yaml).timeline.document()),
        json_of(sound("whole.json", &whole()).timeline.document())
    );
}

fn json_value(json: &serde_json::Value) -> Value {
    match json {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(_) | serde_json::Value::Number(_) => Value::Bare(json.to_string().into()),
        serde_json::Value::String(text) => Value::Text(text.as_str().into()),
        serde_json::Value::Array(items) => Value::List(items.iter().map(json_value).collect()),
        serde_json::Value::Object(map) => {
            Value::Map(map.iter().map(|(key, value)| (key.clone().into(), json_value(value))).collect())
        }
    }
}

fn in_yaml(value: &Value) -> String {
    serde_yaml::to_string(value).expect("YAML")
}

/// Texts that a careless writer of YAML would turn into something else.
const TRICKY: &[&str] = &[
    "no",
    "NO",
    "yes",
    "on",
    "null",
    "~",
    "true",
    "012",
    "0x1f",
    "1e3",
    "1_000",
    ".nan",
    ".inf",
    "2024",
    "2024-03-05",
    "3.10",
    "- a",
    "# b",
    "a # b",
    "a: b",
    ": ",
    "*a",
    "&a",
    "!a",
    "@a",
    "`a",
    "%a",
    "[a]",
    "{a}",
    "a,b",
    "'",
    "\"",
    "it's",
    "\\",
    "<<",
    "=",
    " lead",
    "trail ",
    "two\nlines",
    "two\nlines\n",
    "\n",
    "tab\there",
    "\u{1b}[31m",
    "\u{202e}bidi",
    "\u{feff}bom",
    "\u{85}nel",
    "\u{2028}ls",
    "日本語",
    "👨‍👩‍👧",
    "é",
    "e\u{301}",
    "---",
    "...",
    "?",
    "? a",
    "|",
    ">",
    "-",
    "--",
    "\u{0}nul",
    "a\r\nb",
    "a\rb",
    "\u{7f}",
    "\u{80}",
];

#[test]
fn texts_stay_what_they_are() {
    for text in TRICKY.iter().filter(|text| !text.trim().is_empty()) {
        let event = Value::Map(vec![("title".into(), Value::Text((*text).into()))]);
        let value = Value::Map(vec![
            ("x-free".into(), Value::Text((*text).into())),
            ("events".into(), Value::List(vec![event])),
        ]);
        // Raw DEL and C1 controls are JSON but not YAML, and are told to be written as escapes.
        let json = serde_json::to_string(&value).expect("JSON");
        let json = json.replace('\u{7f}', "\\u007f").replace('\u{80}', "\\u0080");
        for (name, written) in [("a.yaml", in_yaml(&value)), ("a.json", json)] {
            let loaded = sound(name, &written);
            let document = loaded.timeline.document();
            assert_eq!(&*document.events[0].title, *text, "{name}: {written}");
            assert_eq!(document.extra, [("x-free".into(), Value::Text((*text).into()))], "{name}: {written}");
        }
    }
}

#[test]
fn bare_scalars_stay_as_they_are_written() {
    let text = "events:\n  - { title: 012, place: NO, summary: 1_000, note: .nan, tags: [0x1F, 1e3, 3.10, True, 2024-01-01], date: 2024 }\nx-n: 007\nx-m: 1.50\n";
    let document = sound("a.yaml", text).timeline.document().clone();
    let event = &document.events[0];
    let texts = [
        &event.title,
        event.place.as_ref().expect("a place"),
        event.summary.as_ref().expect("words"),
        event.note.as_ref().expect("a note"),
    ];
    assert_eq!(texts.map(|text| &**text), ["012", "NO", "1_000", ".nan"]);
    assert_eq!(event.tags.iter().map(|tag| &**tag).collect::<Vec<_>>(), ["0x1F", "1e3", "3.10", "True", "2024-01-01"]);
    assert_eq!(event.date.as_ref().map(|date| date.text()), Some("2024"));
}

#[test]
fn comments_may_be_long_wherever_they_stand() {
    let plain = "sources:\n  s:\n    copy: a\nevents:\n  - title: T\n    tags:\n    - a\n    - b\n    evidence: [\n    { source: s,\n    at: p }\n    ]\n";
    let commented = plain.replace('\n', &format!("\n{}", "    # why\n".repeat(1000)));
    let document = |text| json_of(sound("a.yaml", text).timeline.document());
    assert_eq!(document(&commented), document(plain));
}

#[test]
fn lines_of_json_make_their_actors_and_sources() {
    let text = concat!(
        "{\"id\": \"a\", \"title\": \"First\", \"date\": \"2024-03\", \"actors\": [\"Ama Osei\", \"The Council\"]}\r\n",
        "\r\n",
        "{\"title\": \"Second\", \"evidence\": [{\"source\": \"Westport Gazette\", \"quote\": \"in March\"}], ",
        "\"statements\": [{\"speaker\": \"Ama Osei\", \"quote\": \"I told them.\", \"source\": \"Westport Gazette\", \"via\": [\"Harbour Radio\", \"Westport Gazette\"]}]}\n",
        "{\"title\": \"Third\", \"actors\": [\"ama osei\", \"!?\"]}",
    );
    let loaded = sound("events.jsonl", text);
    let timeline = &loaded.timeline;
    let actors: Vec<_> = timeline.actors().map(|ix| (timeline.actor(ix).id(), timeline.actor(ix).name())).collect();
    assert_eq!(
        actors,
        [
            ("ama-osei", "Ama Osei"),
            ("ama-osei-2", "ama osei"),
            ("an-id", "!?"),
            ("harbour-radio", "Harbour Radio"),
            ("the-council", "The Council")
        ]
    );
    let sources: Vec<_> = timeline.sources().map(|ix| (timeline.source(ix).id(), timeline.source(ix).name())).collect();
    assert_eq!(sources, [("westport-gazette", "Westport Gazette")]);
    let written = in_yaml(&timeline.document().to_value());
    assert_eq!(json_of(sound("again.yaml", &written).timeline.document()), json_of(timeline.document()));
}

#[test]
fn free_keys_keep_all_that_they_hold() {
    let text = "x-a: { ~: nothing, 1: one, true: yes, [a, 2]: list, { b: ~ }: { ~: [~] } }\nevents:\n  - title: T\n";
    let loaded = sound("free.yaml", text);
    let document = loaded.timeline.document();
    let wanted = serde_json::json!({
        "null": "nothing", "1": "one", "true": "yes", "[\"a\",2]": "list", "{\"b\":null}": { "null": [null] },
    });
    assert_eq!(json_of(document)["x-a"], wanted);
    let written = in_yaml(&document.to_value());
    assert_eq!(json_of(sound("again.yaml", &written).timeline.document()), json_of(document), "{written}");
}

#[test]
fn several_files_are_one_timeline() {
    let text = |id: &str, more: &str| {
        format!("title: File {id}\nx-both: {id}\nevents:\n  - {{ id: {id}, title: T, actors: [osei] }}\n{more}")
    };
    let loaded = of_texts(vec![
        ("a.yaml".into(), text("a", "actors: { osei: Ama Osei }\n")),
        ("b.yaml".into(), text("b", "disputes: [{ question: Q, sides: [{ event: a }, { event: b }] }]\n")),
    ]);
    assert_eq!(loaded.findings, Vec::new());
    let timeline = &loaded.timeline;
    assert_eq!((timeline.title(), timeline.events().len(), timeline.disputes().len()), ("File a", 2, 1));
    let written = in_yaml(&timeline.document().to_value());
    assert_eq!(json_of(sound("again.yaml", &written).timeline.document()), json_of(timeline.document()), "{written}");
}

#[test]
fn files_of_two_zones_are_not_one_timeline() {
    let event = |zone: &str, id: &str| format!("{zone}events:\n  - {{ id: {id}, title: T, date: 2024 }}\n");
    let pair = |a: &str, b: &str| {
        let texts = vec![("a.yaml".into(), event(a, "a")), ("b.yaml".into(), event(b, "b"))];
        of_texts(texts).findings.into_iter().map(|finding| (finding.rule, finding.place.file)).collect::<Vec<_>>()
    };
    assert_eq!(pair("timezone: +02:00\n", "timezone: +02\n"), []);
    assert_eq!(pair("", "timezone: UTC\n"), []);
    assert_eq!(pair("timezone: +02:00\n", "timezone: +03:00\n"), [("timezone", 1)]);
    assert_eq!(pair("", "timezone: +03:00\n"), []);
}

#[test]
fn json_may_be_laid_out_in_any_way() {
    let json: serde_json::Value = serde_json::from_str(&whole()).expect("JSON");
    let wanted = json_of(sound("whole.json", &whole()).timeline.document());
    let compact = json.to_string();
    let tabs = whole().replace("  ", "\t");
    let dos = whole().replace('\n', "\r\n");
    let escaped = compact.replace("Westport", "\\u0057estport").replace("https://", "https:\\/\\/");
    for text in [compact, tabs, dos, escaped] {
        assert_eq!(json_of(sound("whole.json", &text).timeline.document()), wanted, "{text}");
    }
    let pair = sound("pair.json", "{\"events\": [{\"title\": \"\\ud83d\\ude00\"}]}");
    assert_eq!(&*pair.timeline.document().events[0].title, "😀");
}

/// Where `needle` stands by hand: lines end at LF, CR LF or a lone CR, columns are characters.
fn by_hand(text: &str, needle: &str) -> LineColumn {
    let before = &text[..text.find(needle).expect("it is there")];
    let before = before.strip_prefix('\u{feff}').unwrap_or(before).replace("\r\n", "\n").replace('\r', "\n");
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count());
    LineColumn { line: before.matches('\n').count() + 1, column: column + 1 }
}

#[test]
fn places_are_right_whatever_ends_the_lines() {
    let plain = "title: Zażółć 日本 👨‍👩‍👧\nevents:\n  - title: Zażółć\n    zzz: 1\n  - { title: 日本, yyy: 2 }\n  - title: \"👩‍👧\"\n    date: 2024-02-3X4\n  - { title: e\u{301}e\u{301}, xxx: 3 }\n";
    for (ends, mark) in [("\n", ""), ("\r\n", ""), ("\r", ""), ("\n", "\u{feff}"), ("\r\n", "\u{feff}")] {
        let text = format!("{mark}{}", plain.replace('\n', ends));
        let loaded = of_texts(vec![("a.yaml".to_owned(), text.clone())]);
        let files = loaded.timeline.files();
        let found: Vec<_> = loaded.findings.iter().map(|finding| files.locate(finding.place)).collect();
        let wanted: Vec<_> = ["zzz", "yyy", "4\r", "xxx"]
            .iter()
            .map(|needle| {
                let needle = if *needle == "4\r" { format!("4{ends}") } else { (*needle).to_owned() };
                Some(by_hand(&text, &needle))
            })
            .collect();
        assert_eq!(found, wanted, "{ends:?} {mark:?}");
        let file = FileText::new("a".into(), text.clone());
        for (nth, line) in plain.lines().enumerate() {
            assert_eq!(file.line(nth + 1).trim_start_matches('\u{feff}'), line, "{ends:?}");
            let start = text.find(line).expect("it is there");
            assert_eq!(file.locate(start), LineColumn { line: nth + 1, column: 1 }, "{ends:?} {mark:?}");
        }
        assert_eq!(file.line(99), "");
    }
}

#[test]
fn many_places_in_one_long_line_are_found_at_once() {
    const LETTERS: usize = 2_000_000;
    let file = FileText::new("a".into(), format!("\u{feff}é\n{}", "aé日😀".repeat(LETTERS / 4)));
    let begun = Instant::now();
    for nth in (0..LETTERS).step_by(40) {
        let at = "\u{feff}é\n".len() + nth / 4 * "aé日😀".len();
        assert_eq!(file.locate(at), LineColumn { line: 2, column: nth + 1 });
        assert_eq!(file.locate(at + "aé日".len()).column, nth + 4);
    }
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    assert_eq!(file.locate(usize::MAX).column, LETTERS + 1);
    let columns: Vec<usize> = [0, 3, 5].iter().map(|at| file.locate(*at).column).collect();
    assert_eq!(columns, [1, 1, 2], "the byte order mark has no column");
    assert_eq!(FileText::new("a".into(), String::new()).locate(7), LineColumn { line: 1, column: 1 });
}

/// Where the lines of a text start, looked for character by character.
fn starts_by_hand(text: &str) -> Vec<usize> {
    let mut letters = text.char_indices().peekable();
    let mut starts = vec![0];
    while let Some((at, letter)) = letters.next() {
        let is_end = letter == '\n' || letter == '\r' && letters.peek().is_none_or(|(_, next)| *next != '\n');
        starts.extend(is_end.then_some(at + 1));
    }
    starts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_line_of_any_text_is_found(
        pieces in prop::collection::vec(prop::sample::select(&["a", "é日", "\n", "\r", "\r\n", " some words of a line"]), 0..900),
        at in prop::collection::vec(any::<prop::sample::Index>(), 40),
    ) {
        let text = pieces.concat();
        let file = FileText::new("a".into(), text.clone());
        let starts = starts_by_hand(&text);
        for (nth, start) in starts.iter().enumerate() {
            let end = starts.get(nth + 1).copied().unwrap_or(text.len());
            prop_assert_eq!(file.line(nth + 1), text[*start..end].trim_end_matches(['\n', '\r']), "line {}", nth + 1);
        }
        prop_assert_eq!((file.line(0), file.line(starts.len() + 1)), ("", ""));
        for at in at.iter().map(|at| text.ceil_char_boundary(at.index(text.len() + 1))) {
            let line = starts.partition_point(|start| *start <= at);
            let column = text[starts[line - 1]..at].chars().count() + 1;
            prop_assert_eq!(file.locate(at), LineColumn { line, column }, "byte {}", at);
        }
    }
}

#[test]
fn the_curated_timeline_is_written_as_it_was_read() {
    let loaded = load(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("timeline.yaml")]).expect("readable");
    assert_eq!(loaded.findings, Vec::new());
    let document = loaded.timeline.document();
    let again = sound("again.yaml", &in_yaml(&document.to_value()));
    assert_eq!(json_of(again.timeline.document()), json_of(document));
}
