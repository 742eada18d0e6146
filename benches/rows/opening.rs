//! From text to a timeline: every reader, and what is made of what they read.

use annals::load::{of_texts, of_texts_after};
use annals::model::document::{Syntax, parse, parse_whole};
use annals::model::place::{FileText, Files};
use annals::model::progress::Progress;
use annals::model::timeline::Timeline;

use super::mirror;
use super::{Row, Run, Sample, timed};

/// The yardstick first, then each reader, then the index, then all of it. The texts are handed over, not copied,
/// within the time.
pub fn rows() -> Vec<Row> {
    vec![
        Row::new("serde_json, the JSON twin into plain structs", |sample| {
            let json = sample.json();
            Box::new(move || timed(|| mirror::read(json)))
        }),
        Row::new("quick reader, YAML, every event seen by one core", |sample| {
            let yaml = sample.yaml();
            Box::new(move || timed(|| parse(yaml, 0, Syntax::Yaml)))
        }),
        Row::new("quick reader, the JSON twin, every event seen by one core", |sample| {
            let json = sample.json();
            Box::new(move || timed(|| parse(json, 0, Syntax::Yaml)))
        }),
        Row::new("full reader, YAML to a document", |sample| {
            let yaml = sample.yaml();
            Box::new(move || timed(|| parse_whole(yaml, 0, Syntax::Yaml)))
        }),
        Row::new("full reader, the JSON twin to a document", |sample| {
            let json = sample.json();
            Box::new(move || timed(|| parse_whole(json, 0, Syntax::Yaml)))
        }),
        Row::new("timeline of a document, its events read on all cores", |sample| {
            let document = parse(sample.yaml(), 0, Syntax::Yaml).document;
            Box::new(move || {
                let (documents, mut files) = (vec![document.clone()], Files::default());
                files.add(FileText::new("bench.yaml".to_owned(), sample.yaml().to_owned()));
                timed(move || Timeline::new(documents, files))
            })
        }),
        Row::new("all of it, YAML to timeline", |sample| loading(sample.yaml().to_owned(), "bench.yaml")),
        Row::new("all of it, JSON to timeline", |sample| loading(sample.json().to_owned(), "bench.json")),
        Row::new("all of it, JSONL to timeline", |sample| loading(sample.lines(), "bench.jsonl")),
        Row::new("read again, a title in the middle changed", |sample| {
            let old = sample.loaded().timeline.clone();
            let changed = changed(sample);
            Box::new(move || {
                let texts = vec![("bench.yaml".to_owned(), changed.clone())];
                timed(|| of_texts_after(Some(&old), texts, &Progress::default()))
            })
        }),
    ]
}

/// The timeline with another title for an event in its middle.
fn changed(sample: &Sample) -> String {
    let yaml = sample.yaml();
    let title = yaml.match_indices("\n    title: ").nth(sample.events / 2);
    let (begin, rest) = yaml.split_at(title.expect("every event has a title").0);
    let line_end = rest[1..].find('\n').expect("an event goes on") + 1;
    [begin, "\n    title: The other title", &rest[line_end..]].concat()
}

fn loading(text: String, name: &'static str) -> Run<'static> {
    Box::new(move || {
        let texts = vec![(name.to_owned(), text.clone())];
        timed(move || of_texts(texts))
    })
}
