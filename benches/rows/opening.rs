//! From text to a timeline: every reader, and what is made of what they read.

use annals::load::of_texts;
use annals::model::document::{Syntax, parse, parse_whole};
use annals::model::place::{FileText, Files};
use annals::model::timeline::Timeline;

use super::mirror;
use super::{Row, Run, timed};

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
    ]
}

fn loading(text: String, name: &'static str) -> Run<'static> {
    Box::new(move || {
        let texts = vec![(name.to_owned(), text.clone())];
        timed(move || of_texts(texts))
    })
}
