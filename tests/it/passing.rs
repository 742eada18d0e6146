//! What is written and found of many events, batch by batch, is what it would be of all at once.

use annals::check::check;
use annals::export::{Options, earliest, format_named, latest, safe_json};
use annals::load::of_texts;
use annals::model::batch::BATCH;
use annals::model::document::{Value, to_yaml};
use annals::model::excerpt::Excerpt;
use annals::model::finding::Finding;
use annals::model::timeline::{EventIx, Timeline};
use proptest::prelude::*;

/// A timeline of so many events, each with what is hard to write among the rest.
fn timeline(count: usize, words: &[String], summary: &str) -> Timeline {
    let mut text = format!(
        "title: Many\nsummary: {}\nsources:\n  a: {{ title: A }}\nactors:\n  ada: Ada\n  bo: Bo\nx-own: {{ kept: [1, two] }}\n",
        serde_json::to_string(summary).expect("a text")
    );
    text.push_str("disputes:\n  - question: Which?\n    sides: [{ event: '@1' }, { event: '@2' }]\nviews:\n  mine: actor:ada\nevents:\n");
    for nth in 0..count {
        let word = serde_json::to_string(&words[nth % words.len()]).expect("a text");
        text.push_str(&format!("  - title: {word}\n    actors: [{}]\n", if nth % 3 == 0 { "ada" } else { "bo" }));
        if nth % 4 > 0 {
            text.push_str(&format!("    date: {}~\n    tags: [one, {word}]\n", 1000 + nth % 900));
        }
        if nth % 5 == 0 {
            text.push_str(&format!(
                "    statements:\n      - id: s{nth}\n        speaker: ada\n        says: {word}\n"
            ));
            if nth >= 5 {
                text.push_str(&format!("        revises: [s{}]\n", nth - 5));
            }
        }
    }
    let loaded = of_texts(vec![("many.yaml".to_owned(), text)]);
    assert_eq!(loaded.findings, []);
    loaded.timeline
}

fn written(excerpt: &Excerpt, format: &str) -> String {
    let mut bytes = Vec::new();
    let format = format_named(format).expect("a format");
    format.write(excerpt, &Options::default(), &mut bytes).expect("written");
    String::from_utf8(bytes).expect("UTF-8")
}

/// The tree of the excerpt with both bounds behind the date of every event.
fn with_bounds(excerpt: &Excerpt) -> Value {
    let document = excerpt.document();
    let Value::Map(mut entries) = document.to_value() else { panic!("a map") };
    for (key, events) in &mut entries {
        let Value::List(events) = events else { continue };
        if key != "events" {
            continue;
        }
        for (written, event) in events.iter_mut().zip(document.events.iter()) {
            let Value::Map(fields) = written else { panic!("a map") };
            let bound = |bound: Option<String>| bound.map_or(Value::Null, Value::Text);
            let date = event.date.as_ref().map(|dated| &dated.date);
            let at = fields.iter().position(|(key, _)| key != "id" && key != "date").unwrap_or(fields.len());
            fields.insert(at, ("latest".to_owned(), bound(date.and_then(latest))));
            fields.insert(at, ("earliest".to_owned(), bound(date.and_then(earliest))));
        }
    }
    Value::Map(entries)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn a_timeline_written_in_parts_is_the_tree_written_at_once(
        words in prop::collection::vec("[a-z\u{0}-\u{1f}\u{202e}é'\"#:{}\\[\\] \n-]{0,12}x", 1..7),
        summary in "(- x: events\n\n){0,2}[a-z\n :]{0,20}x",
        count in prop_oneof![1..9_usize, BATCH - 1..BATCH + 2, 2 * BATCH..2 * BATCH + 9],
        every in 1..4_usize,
    ) {
        let timeline = timeline(count.max(2), &words, &summary);
        let excerpt = Excerpt::new(&timeline, (0..timeline.events().len()).step_by(every).map(EventIx::of));
        prop_assert_eq!(written(&excerpt, "yaml"), to_yaml(&excerpt.document().to_value()).expect("written"));
        prop_assert_eq!(written(&excerpt, "json"), safe_json(&with_bounds(&excerpt)).expect("written"));
        let sheet = written(&excerpt, "csv");
        let rows: Vec<csv::StringRecord> = csv::Reader::from_reader(sheet.as_bytes()).records().collect::<Result<_, _>>().expect("a sheet");
        let ids: Vec<String> = excerpt.in_order().iter().map(|event| timeline.event(*event).address()).collect();
        // An apostrophe guards what a sheet program would take for a formula.
        let first: Vec<&str> = rows.iter().map(|row| row[0].trim_start_matches('\'')).collect();
        prop_assert_eq!(first, ids);
    }
}

#[test]
fn an_excerpt_of_nothing_is_written_too() {
    let timeline = timeline(2, &["one".to_owned()], "none");
    let excerpt = Excerpt::new(&timeline, []);
    assert_eq!(written(&excerpt, "yaml"), to_yaml(&excerpt.document().to_value()).expect("written"));
}

#[test]
fn findings_of_many_events_come_in_the_order_of_the_file() {
    let count = 2 * BATCH + 100;
    let timeline = timeline(count, &["The only words".to_owned()], "many");
    let found = check(&timeline, false);
    let of = |rule: &str| found.iter().filter(|finding| finding.rule == rule).collect::<Vec<&Finding>>();
    assert_eq!(of("unquoted-statement").len(), count.div_ceil(5));
    assert_eq!(of("uncarried-event").len(), count - count.div_ceil(5));
    assert_eq!(of("unused-source").len(), 1);
    assert!(found.is_sorted_by_key(|finding| finding.place));
}
