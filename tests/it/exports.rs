//! Every format: what it writes, that it opens again, and that nothing of the file gets out of its place.

use annals::evidence::{Ledger, Shelf};
use annals::export::{FORMATS, Options, format_named, format_of_path, safe_json};
use annals::load::{Loaded, of_texts};
use annals::model::document::Value;
use annals::model::excerpt::Excerpt;
use annals::model::safe::{is_hidden, safe_lines};
use proptest::prelude::*;

use crate::support::{annals, data, fixture, timeline_of};

pub fn written(loaded: &Loaded, format: &str, options: Options, ids: &[&str]) -> String {
    let timeline = &loaded.timeline;
    let chosen: Vec<_> = if ids.is_empty() {
        timeline.events().collect()
    } else {
        ids.iter().map(|id| timeline.event_named(id).unwrap()).collect()
    };
    let mut out = Vec::new();
    format_named(format).unwrap().write(&Excerpt::new(timeline, chosen), &options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn whole(fixture_name: &str, format: &str) -> String {
    written(&fixture(fixture_name), format, Options::default(), &[])
}

#[test]
fn every_format_of_the_affair() {
    for format in FORMATS {
        insta::assert_snapshot!(format!("harbour_{}", format.name), whole("harbour.yaml", format.name));
    }
}

#[test]
fn a_sheet_of_statements() {
    let sheet = written(&fixture("harbour.yaml"), "csv", Options { statements: true, ..Options::default() }, &[]);
    assert_eq!(sheet.matches("\r\n").count(), 4);
    insta::assert_snapshot!(sheet);
}

#[test]
fn every_format_of_awkward_text() {
    for format in FORMATS {
        insta::assert_snapshot!(format!("awkward_{}", format.name), whole("awkward.yaml", format.name));
    }
}

#[test]
fn a_brief_of_two_events() {
    insta::assert_snapshot!(written(
        &fixture("harbour.yaml"),
        "markdown",
        Options::default(),
        &["osei-speaks", "council-told"]
    ));
}

#[test]
fn only_what_is_used_goes_along() {
    let yaml = written(&fixture("harbour.yaml"), "yaml", Options::default(), &["holt-corrects"]);
    let part = timeline_of("part.yaml", &yaml).timeline;
    let actors: Vec<_> = part.actors().map(|actor| part.actor(actor).id().to_owned()).collect();
    let sources: Vec<_> = part.sources().map(|source| part.source(source).id().to_owned()).collect();
    assert_eq!(actors, ["council", "holt"]);
    assert_eq!(sources, ["harbour-radio"]);
}

#[test]
fn a_side_by_place_follows_its_event() {
    let yaml = written(&fixture("harbour.yaml"), "yaml", Options::default(), &["@3", "osei-speaks"]);
    let part = timeline_of("part.yaml", &yaml).timeline;
    assert_eq!(part.document().disputes[0].sides[0].event.as_deref(), Some("@1"));
}

#[test]
fn endings_choose_the_format() {
    for (path, name) in [("a.md", "markdown"), ("b.YML", "yaml"), ("c.d/e.json", "json"), ("f.csv", "csv")] {
        assert_eq!(format_of_path(path.as_ref()).map(|format| format.name), Some(name));
    }
    assert!(format_of_path("notes.txt".as_ref()).is_none());
    assert!(format_of_path("csv".as_ref()).is_none());
}

#[test]
fn names_and_endings_are_given_once() {
    let mut seen = std::collections::HashSet::new();
    for format in FORMATS {
        assert!(seen.insert(format.name), "{}", format.name);
        for ending in format.extensions.iter().filter(|ending| **ending != format.name) {
            assert!(seen.insert(ending), "{ending}");
        }
    }
}

#[test]
fn the_command_line_writes_the_same_bytes() {
    let range = ["--from", "2024-03", "--to", "2024-04-11", "--actor", "osei", "--actor", "holt"];
    let ids = ["cracks-reported", "osei-speaks"];
    for format in FORMATS {
        let output =
            annals().arg("export").arg(data("harbour.yaml")).args(["-f", format.name]).args(range).output().unwrap();
        let mut harbour = fixture("harbour.yaml");
        harbour.timeline.judge(Ledger::new(&harbour.timeline, &Shelf::new(&[data("harbour.yaml")], &[])).verdicts());
        let expected = written(&harbour, format.name, Options::default(), &ids);
        assert_eq!(String::from_utf8(output.stdout).unwrap(), expected);
        let by_id = annals()
            .arg("export")
            .arg(data("harbour.yaml"))
            .args(["-f", format.name, "--event", "osei-speaks", "--event", "cracks-reported"])
            .output()
            .unwrap();
        assert_eq!(String::from_utf8(by_id.stdout).unwrap(), expected);
    }
}

#[test]
fn the_curated_timeline_opens_again() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/timeline.yaml")).unwrap();
    let loaded = timeline_of("timeline.yaml", &text);
    for format in ["yaml", "json"] {
        let again = timeline_of("again", &written(&loaded, format, Options::default(), &[]));
        assert_eq!(again.timeline.document().to_value(), loaded.timeline.document().to_value());
        assert_eq!(again.timeline.order(), loaded.timeline.order());
    }
}

/// What the csv's doc tells a reader to do.
fn unguarded(cell: &str) -> &str {
    let signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    match cell.strip_prefix('\'') {
        Some(rest) => {
            let bare = rest.trim_start_matches('\'');
            let is_formula = bare.starts_with(['\t', '\r', '\n']) || bare.trim_start().starts_with(signs);
            if is_formula { rest } else { cell }
        }
        None => cell,
    }
}

/// Text as strangers write it: YAML's traps, formulas, Markdown, and any character at all.
fn any_text() -> impl Strategy<Value = String> {
    let traps = prop::sample::select(vec![
        "012", "no", "NO", "true", "~", "null", ".nan", ".inf", "1e3", "0x1F", "1_000", "2024-01-02", "[..2024]", "{a}",
        "a: b", "a #b", "#a", "- a", "? a", ": a", "!tag", "&a", "*a", "|", ">", "%", "@a", "`a", "<<", "=", "---", "...",
        " lead", "trail ", "two\nlines", "ends\n\n\n", "two\n\n  lines\n", "\nfirst", "a\u{2028}b", "a\u{85}b", "\u{feff}a", "a\rb",
        "a\tb", "\ttab", "'", "\"", "\\", "\\n", "it's \"both\"", "=1+1", "'=1", "''-1", "-", "a\u{202e}b", "\u{0}", "\u{7f}", "a\u{fffe}", "\u{ffff}", "\u{1fffe}", "\u{e000}", "\u{10ffff}",
        "e\u{301}", "👩‍👧", "x ", "a:", "long words that go on until the line is so long that it would be folded by any writer of YAML that folds at all, and then a little more",
    ])
    .prop_map(str::to_owned);
    let mixed = prop::collection::vec(
        prop_oneof![
            any::<char>(),
            prop::sample::select(vec![' ', '\n', '\t', ':', '#', '-', '"', '\'', '\\', ',', '['])
        ],
        1..40,
    )
    .prop_map(|letters| letters.into_iter().collect::<String>());
    prop_oneof![traps, mixed].prop_filter("text may not be empty", |text| !text.trim().is_empty())
}

/// A timeline with a different text in every field that takes one.
pub fn any_timeline() -> impl Strategy<Value = Value> {
    prop::collection::vec(any_text(), 30).prop_map(|texts| {
        let mut texts = texts.into_iter();
        let mut text = || Value::Text(texts.next().unwrap_or_else(|| "spent".to_owned()).into());
        let map = |entries: Vec<(&str, Value)>| {
            Value::Map(entries.into_iter().map(|(k, v)| (k.to_owned().into(), v)).collect())
        };
        let word = |word: &str| Value::Text(word.into());
        let source =
            map(vec![("title", text()), ("outlet", text()), ("url", text()), ("copy", text()), ("note", text())]);
        let actor = map(vec![("name", text()), ("aliases", Value::List(vec![text(), text()])), ("note", text())]);
        let statement = map(vec![
            ("speaker", word("a")),
            ("quote", text()),
            ("says", text()),
            ("source", word("s")),
            ("at", text()),
            ("topics", Value::List(vec![text()])),
            ("prefix", text()),
        ]);
        let event = map(vec![
            ("id", word("e")),
            ("date", word("[..2025-05]")),
            ("printed", text()),
            ("title", text()),
            ("summary", text()),
            ("place", text()),
            ("tags", Value::List(vec![text(), text(), text()])),
            ("note", text()),
            ("statements", Value::List(vec![statement])),
        ]);
        let side = |quote, holds| map(vec![("source", word("s")), ("quote", quote), ("holds", holds)]);
        let of_event = map(vec![("event", word("e")), ("holds", text())]);
        let dispute = map(vec![
            ("question", text()),
            ("sides", Value::List(vec![side(text(), text()), of_event])),
            ("note", text()),
        ]);
        map(vec![
            ("annals", Value::Bare("1".into())),
            ("title", text()),
            ("summary", text()),
            ("sources", map(vec![("s", source)])),
            ("actors", map(vec![("a", actor)])),
            ("events", Value::List(vec![event])),
            ("disputes", Value::List(vec![dispute])),
            (
                "x-free",
                Value::Map(vec![("key: #".to_owned().into(), text()), ("a\u{202e}".to_owned().into(), Value::Null)]),
            ),
        ])
    })
}

/// The timeline that a tree is, by way of JSON as another program would write it.
pub fn loaded(tree: &Value) -> Loaded {
    of_texts(vec![("tree.json".to_owned(), safe_json(tree).unwrap())])
}

proptest! {
    #[test]
    fn any_text_opens_again(tree in any_timeline()) {
        let first = loaded(&tree);
        prop_assert!(first.findings.is_empty(), "{:?}", first.findings);
        let value = first.timeline.document().to_value();
        for format in ["yaml", "json"] {
            let text = written(&first, format, Options::default(), &[]);
            let hidden = text.chars().find(|letter| *letter != '\n' && is_hidden(*letter));
            prop_assert!(hidden.is_none(), "{hidden:?} in\n{text}");
            let again = of_texts(vec![("again.yaml".to_owned(), text.clone())]);
            prop_assert!(again.findings.is_empty(), "{:?}\n{text}", again.findings);
            prop_assert_eq!(&again.timeline.document().to_value(), &value, "{}", text);
        }
    }

    #[test]
    fn no_cell_is_a_formula(tree in any_timeline()) {
        let first = loaded(&tree);
        for statements in [false, true] {
            let sheet = written(&first, "csv", Options { statements, ..Options::default() }, &[]);
            let mut rows = csv::Reader::from_reader(sheet.as_bytes());
            let headings = rows.headers().unwrap().clone();
            let row = rows.records().next().unwrap().unwrap();
            for cell in &row {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']), "{cell:?}");
            }
            let column = if statements { "event_title" } else { "title" };
            let at = headings.iter().position(|heading| heading == column).unwrap();
            let event = first.timeline.events().next().unwrap();
            prop_assert_eq!(unguarded(&row[at]), first.timeline.event(event).title());
        }
    }

    #[test]
    fn a_brief_keeps_its_shape(tree in any_timeline()) {
        let brief = written(&loaded(&tree), "markdown", Options::default(), &[]);
        let headings: Vec<&str> = brief.lines().filter(|line| line.starts_with('#')).collect();
        prop_assert!(headings.len() == 4, "{brief}");
        prop_assert_eq!(brief.lines().filter(|line| line.starts_with("- ")).count(), 4, "{}", brief);
        prop_assert_eq!(brief.lines().filter(|line| line.starts_with("**In dispute:**")).count(), 1, "{}", brief);
        prop_assert!(!brief.replace("\\]", "").contains("](") && safe_lines(&brief) == brief, "{brief}");
    }
}

#[test]
fn a_dispute_among_sources_goes_with_the_events_that_it_concerns() {
    let yaml = "annals: 1\nsources: { a: { title: A }, b: { title: B } }\nactors: { ann: Ann }\nevents:\n  - { id: named, title: T, actors: [ann], evidence: [{ source: a, quote: our mayor Ann spoke there }, { source: b, quote: the late mayor Ann }] }\n  - { id: other, title: U, evidence: [{ source: a, quote: rain fell }, { source: b, quote: snow fell }] }\ndisputes:\n  - question: What is she called?\n    sides: [{ source: a, quote: our mayor Ann }, { source: b, quote: late mayor Ann }]\n";
    let loaded = timeline_of("t.yaml", yaml);
    let questions = |id: &str| {
        let event = loaded.timeline.event_named(id).unwrap();
        Excerpt::new(&loaded.timeline, [event]).disputes().count()
    };
    assert_eq!((questions("named"), questions("other")), (1, 0));
    assert_eq!(Excerpt::new(&loaded.timeline, loaded.timeline.events()).disputes().count(), 1);
}
