//! The quick reader gives what the full reader gives, places and findings included, or gives way.

mod dates;
mod json;
mod many;
pub mod slips;
mod text;

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bumpalo::Bump;

use annals::model::document::quick::{EventRead, event, outline};
use annals::model::document::{Syntax, parse, parse_whole, to_yaml};
use annals::model::text::Whole;

use crate::falsify::dice;
use crate::support::root;
use dice::Dice;

/// How far a text is read quickly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Not at all: the full reader has the whole file.
    Whole,
    /// The full reader has some of the events, one by one.
    Partly,
    /// All events.
    Quick,
}

fn way(text: &str) -> Way {
    let (text, room) = (Whole::new(&Arc::new(text.to_owned())), Bump::new());
    let Some(outline) = outline(&text, 0) else { return Way::Whole };
    let read = |at: &Range<u32>| event(text.stretch(), &room, 0, at.clone(), outline.offset);
    let reads: Vec<EventRead> = outline.events.iter().map(read).collect();
    if reads.iter().any(|read| matches!(read, EventRead::GiveUp)) {
        Way::Whole
    } else if reads.iter().all(|read| matches!(read, EventRead::Quick(_))) {
        Way::Quick
    } else {
        Way::Partly
    }
}

/// Reads a text both ways.
fn assert_alike(text: &str, about: &str) {
    let (quick, full) = (parse(text, 3, Syntax::Yaml), parse_whole(text, 3, Syntax::Yaml));
    if quick != full {
        let (quick, full) = (format!("{quick:#?}"), format!("{full:#?}"));
        let lines: Vec<(&str, &str)> = quick.lines().zip(full.lines()).collect();
        let at = lines.iter().position(|(quick, full)| quick != full).unwrap_or(lines.len());
        let near = &lines[at.saturating_sub(12)..(at + 4).min(lines.len())];
        panic!("{about}:\n{text}\n{text:?}\nquick, full: {near:#?}");
    }
}

/// Every YAML file in a folder and below.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found = Vec::new();
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml") {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn every_file_at_hand_is_read_alike() {
    let mut all = vec![root().join("timeline.yaml")];
    all.extend(["tests", "examples", "../shared"].iter().flat_map(|folder| files(&root().join(folder))));
    let texts = all.iter().filter_map(|path| Some((path, fs::read_to_string(path).ok()?)));
    let mut apart = 0;
    // What is nested or aliased beyond measure takes the full reader long, and the quick one has no part in it.
    for (path, text) in texts.filter(|(_, text)| text.len() < 1 << 20) {
        let is_apart = way(&text) != Way::Whole;
        apart += usize::from(is_apart);
        if is_apart {
            assert_alike(&text, &path.display().to_string());
        }
    }
    assert!(apart >= 40, "{apart} of {}", all.len());
}

#[test]
fn what_is_exported_is_read_quickly() {
    for name in ["timeline.yaml", "examples/harbour-bridge/timeline.yaml", "tests/data/whole.json"] {
        let text = fs::read_to_string(root().join(name)).expect("the file is there");
        let document = parse_whole(&text, 0, Syntax::Yaml).document;
        let written = to_yaml(&document.to_value()).expect("it can be written");
        assert_eq!(way(&written), Way::Quick, "{name}\n{written}");
        assert_alike(&written, name);
    }
}

/// How many texts of one run were read each way: whole, partly, quick.
type Ways = [usize; 3];

/// Holds timelines made by chance, and two slips of each, against each other.
fn run(seeds: Range<u64>) -> Ways {
    let (mut ways, mut other) = ([0; 3], String::new());
    for seed in seeds {
        let mut dice = Dice::new(seed);
        let whole = text::timeline(&mut dice);
        let slips = [slips::mutated(&mut dice, &whole, &other), slips::mutated(&mut dice, &whole, &other)];
        for text in [&whole, &slips[0], &slips[1]] {
            let way = way(text);
            ways[way as usize] += 1;
            if way != Way::Whole {
                assert_alike(text, &format!("seed {seed}"));
            }
        }
        other = whole;
    }
    ways
}

#[test]
fn what_is_read_quickly_is_what_is_read_in_full() {
    let [whole, partly, quick] = run(0..1000);
    assert!(whole > 300 && partly > 300 && quick > 300, "whole {whole}, partly {partly}, quick {quick}");
}

/// The same for as long as `EXECUTIONS` asks, on two threads.
#[test]
#[ignore = "a long run: EXECUTIONS=3000000 cargo test --release --test it quick:: -- --ignored --nocapture"]
fn a_long_run_reads_alike() {
    let wanted = std::env::var("EXECUTIONS").ok().and_then(|wanted| wanted.parse().ok()).unwrap_or(30_000);
    let seeds = wanted / 6;
    let [one, other] = std::thread::scope(|scope| {
        let halves = [1_000_000..1_000_000 + seeds, 1_000_000 + seeds..1_000_000 + 2 * seeds];
        halves.map(|seeds| scope.spawn(|| run(seeds))).map(|half| half.join().expect("no difference"))
    });
    let [whole, partly, quick] = [0, 1, 2].map(|way| one[way] + other[way]);
    println!(
        "{} executions: {quick} quick, {partly} but for some events, {whole} left to the full reader",
        whole + partly + quick
    );
    assert!(partly + quick > seeds as usize / 2);
}

/// What stands as an event's lines, under `events:`; the event before it is sound.
const EVENTS: &[(Way, &str)] = &[
    (Way::Quick, "- title: a"),
    (Way::Quick, "-\n    title: a"),
    (Way::Quick, "- # why\n    title: a # so\n\n    # and\n    date: 2024"),
    (Way::Quick, "- title: it's \"so\", they say"),
    (Way::Quick, "- title: http://a.example/#x"),
    (Way::Quick, "- title: 'it''s: so' # why"),
    (Way::Quick, "- title: \"a\\tb\\u00e9\\\"\\\\\""),
    (Way::Quick, "- title: |\n      a: b\n\n        # c\n      d"),
    (Way::Quick, "- title: >-\n      a\n      b\n\n      c"),
    (Way::Quick, "- title: 1e52024\n    note: -1.5e9999\n    tags: [1e999, .INF, +.inf, .NaN, '.inf']"),
    (Way::Quick, "- title: a\n    tags: [a, 'b c', \"d, e\", f]\n    actors: []"),
    (Way::Quick, "- title: a\n    tags:\n    - a\n    - b\n    note: c"),
    (Way::Quick, "- title: a\n    evidence: [{ source: s, quote: \"a: b\" }]"),
    (Way::Quick, "- { title: a, tags: [b] }"),
    (Way::Quick, "- { \"title\": a b, \"tags\": [b], \"note\":\"c\" } # d"),
    (Way::Quick, "- {\"title\":\"a\",\"evidence\":[{\"source\":2024,\"quote\":\"b\"}],\"tags\":[c]}"),
    (Way::Quick, "- \"title\": a\n    \"note\": b"),
    (Way::Quick, "- {\"title\":a b,\"note\":http://x.example/c}"),
    (Way::Quick, "- title: 2024\n    id: '1'\n    date: 2024-03-05/.."),
    (Way::Quick, "- title: a b\n      c\n\n       - d # e\n    note: f"),
    (Way::Quick, "- title: 'a\n      b'\n    note: \"c \\\n      \\ d\n\n      e\""),
    (Way::Whole, "- title: a # b\n      c"),
    (Way::Whole, "- title: 'a\n  b'"),
    (Way::Partly, "- title: -.Inf\n    tags: [-.INF, '-.inf']"),
    (Way::Partly, "- title: [a]"),
    (Way::Partly, "- title: a\tb"),
    (Way::Partly, "- title: a\n    tags: [a,\n      b]"),
    (Way::Partly, "- title: a\n    tags: [a,]"),
    (Way::Partly, "- title: |2\n      a"),
    (Way::Partly, "- title: |+\n      a"),
    (Way::Partly, "- title: null"),
    (Way::Partly, "- title:"),
    (Way::Partly, "- title: ''"),
    (Way::Partly, "- title: \"\\ud83d\\ude00\""),
    (Way::Partly, "- 'title': a"),
    (Way::Partly, "- title: a\n    title: b"),
    (Way::Partly, "- title: a\n    unknown: b"),
    (Way::Partly, "- date: 2024"),
    (Way::Partly, "- title: a\n    date: soon"),
    (Way::Partly, "- title: a\n    id: Not A Slug"),
    (Way::Partly, "- title: !!str a"),
    (Way::Whole, "- title: &a b"),
    (Way::Whole, "- title: a: b"),
    (Way::Whole, "- title: a\n   date: 2024"),
    (Way::Whole, "- title: *a"),
    (Way::Whole, "- title: \"a"),
    (Way::Whole, "- title: a\n...\n"),
    (Way::Whole, "- title: a\n  - title: b\n- title: c"),
    (Way::Whole, "- title: a\0b"),
    (Way::Whole, "- title: a\r  - title: b"),
];

#[test]
fn each_event_is_read_by_itself_where_it_can_be() {
    for (wanted, lines) in EVENTS {
        for line_end in ["\n", "\r\n"] {
            let text = format!("annals: 1\nevents:\n  - title: before\n  {lines}\n").replace('\n', line_end);
            assert_eq!(way(&text), *wanted, "{text}");
            assert_alike(&text, "a table");
        }
    }
}
