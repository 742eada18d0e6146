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

/// A timeline of so many events, each with what is hard to write among the rest; every eleventh is in a dispute.
fn timeline(count: usize, words: &[String], summary: &str) -> Timeline {
    let (mut sources, mut actors) =
        ("sources:\n  a: { title: A }\n".to_owned(), "actors:\n  ada: Ada\n  bo: Bo\n".to_owned());
    let (mut events, mut disputes) = (String::new(), String::new());
    for nth in 0..count {
        let word = serde_json::to_string(&words[nth % words.len()]).expect("a text");
        let actor = if nth % 3 == 0 { "ada".to_owned() } else { format!("act-{}", nth % 3000) };
        events.push_str(&format!("  - title: {word}\n    actors: [{actor}]\n"));
        if nth % 3 > 0 && nth < 3000 {
            actors.push_str(&format!("  {actor}: {{ name: {word}, kind: person, member_of: [bo] }}\n"));
        }
        if nth % 4 > 0 {
            events.push_str(&format!("    date: {}~\n    tags: [one, {word}]\n", 1000 + nth % 900));
        }
        if nth % 5 == 0 {
            let cites = if nth > 0 { ", cites: [p-0]" } else { "" };
            sources.push_str(&format!("  p-{nth}: {{ title: {word}{cites} }}\n"));
            let said = format!("id: s{nth}\n        speaker: ada\n        says: {word}\n        source: p-{nth}\n");
            events.push_str(&format!("    statements:\n      - {said}"));
            if nth >= 5 {
                events.push_str(&format!("        revises: [s{}]\n", nth - 5));
            }
        }
        if nth % 11 == 1 {
            let status = if nth % 2 == 0 { "explained" } else { "open" };
            let sides = format!("[{{ event: '@{nth}' }}, {{ event: '@{}' }}]", nth + 1);
            disputes.push_str(&format!("  - question: {word}\n    status: {status}\n    sides: {sides}\n"));
        }
    }
    let summary = serde_json::to_string(summary).expect("a text");
    let head = format!("title: Many\nsummary: {summary}\nx-own: {{ kept: [1, two] }}\nviews:\n  mine: actor:ada\n");
    let text = format!("{head}{sources}{actors}disputes:\n{disputes}events:\n{events}");
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
            let bound = |bound: Option<String>| bound.map_or(Value::Null, |bound| Value::Text(bound.into()));
            let date = event.date.as_ref().map(|dated| &dated.date);
            let at = fields.iter().position(|(key, _)| key != "id" && key != "date").unwrap_or(fields.len());
            fields.insert(at, ("latest".into(), bound(date.and_then(latest))));
            fields.insert(at, ("earliest".into(), bound(date.and_then(earliest))));
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
fn every_choice_of_sections_is_written_in_parts_as_at_once() {
    for choice in 0..64_u32 {
        let has = |nth: u32| choice >> nth & 1 == 1;
        let mut text = String::from("title: Some\n");
        let sections = [
            "sources:\n  a: { note: \"two\\nlines\\n\" }\n  b: {}\n",
            "actors:\n  ada: Ada\n  bo: { name: Bo, note: \"two\\nlines\\n\" }\n",
            "disputes:\n  - question: Which?\n    sides: [{ event: '@1' }, { event: '@2' }]\n    note: \"two\\nlines\\n\"\n",
            "views:\n  mine: one\n",
            "x-own: { kept: [1, two] }\n",
            "\"x-\\u202E\": { kept: [1, two] }\n",
        ];
        (0..).zip(sections).filter(|(nth, _)| has(*nth)).for_each(|(_, section)| text.push_str(section));
        text.push_str("events:\n");
        for title in ["one", "two", "three"] {
            text.push_str(&format!("  - title: {title}\n"));
            text.push_str(if has(0) { "    evidence: [{ source: a }, { source: b }]\n" } else { "" });
            text.push_str(if has(1) { "    actors: [bo, ada]\n" } else { "" });
        }
        let timeline = of_texts(vec![("some.yaml".to_owned(), text)]).timeline;
        assert_eq!(timeline.events().len(), 3, "{choice}");
        for events in [0..0, 0..1, 0..2, 0..3, 2..3] {
            let excerpt = Excerpt::new(&timeline, events.map(EventIx::of));
            let document = excerpt.document();
            assert_eq!(
                (document.sources.len(), document.actors.0.len()),
                if excerpt.is_empty() { (0, 0) } else { (2 * usize::from(has(0)), 2 * usize::from(has(1))) }
            );
            assert_eq!(written(&excerpt, "yaml"), to_yaml(&document.to_value()).expect("written"), "{choice}");
            assert_eq!(written(&excerpt, "json"), safe_json(&with_bounds(&excerpt)).expect("written"), "{choice}");
        }
    }
}

/// The lines that begin with this, without it.
fn behind<'t>(text: &'t str, sign: &'t str) -> impl Iterator<Item = &'t str> {
    text.lines().filter_map(move |line| line.strip_prefix(sign))
}

#[test]
fn a_brief_of_many_pieces_is_one_brief() {
    let count = 5000;
    let timeline = timeline(count, &["one word".to_owned(), "another 12".to_owned()], "many");
    let excerpt = Excerpt::new(&timeline, timeline.events());
    let brief = written(&excerpt, "markdown");
    let headings: Vec<&str> = behind(&brief, "## ").collect();
    assert_eq!(headings, ["Events", "Without a date", "Disputes no longer open", "Sources"]);
    let (settled, all) = (timeline.disputes().filter(|it| !it.is_open()).count(), timeline.disputes().count());
    assert_eq!(behind(&brief, "### ").count(), count + settled);
    let (told, listed) = brief.split_once("## Sources").expect("sources");
    assert_eq!(
        told.matches("**In dispute:**").count(),
        2 * (all - settled),
        "in full at one side, by reference at the other"
    );
    // Sources have numbers in the order in which they are met, and stand in that order at the end.
    let numbers = |text: &str| -> Vec<usize> {
        text.split("\\[").skip(1).filter_map(|rest| rest.split("\\]").next()?.parse().ok()).collect()
    };
    let mut met = 0;
    for number in numbers(told) {
        assert!(number <= met + 1, "{number} behind {met}");
        met = met.max(number);
    }
    assert_eq!(met, count.div_ceil(5));
    assert_eq!(numbers(listed), (1..=met).collect::<Vec<_>>());
    assert!(!brief.contains("\n\n\n") && brief.ends_with(".\n") && !brief.starts_with('\n'));
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
