//! Large files: their beginning is shown first, and the whole as soon as it is read.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use annals::load::{head, is_large, load, of_texts, open};
use annals::model::document::{Document, Syntax, parse, whole_part};
use annals::model::progress::Progress;
use annals::model::text::Whole;
use annals::model::timeline::Timeline;
use annals::tui::arriving::Arriving;
use proptest::prelude::*;
use tempfile::{TempDir, tempdir};

use crate::desk::Explorer;
use crate::pty::{Pty, annals};

const SOURCES: &str = "sources:\n  s: { title: S }\nactors:\n  ann: Ann\n  bob: { name: Bob }\n";

/// So many events, the latest of them in the middle.
fn events(count: usize) -> String {
    let event = |nth: usize| {
        let year = 1000 + nth * 7919 % 1000;
        let words = "quite some words ".repeat(14);
        format!(
            "  - id: e{nth}\n    date: {year}\n    title: Event number {nth} of them\n    summary: {words}\n    \
             actors: [ann]\n    statements:\n      - speaker: bob\n        says: Something\n"
        )
    };
    (1..=count).map(event).collect()
}

fn text(count: usize) -> String {
    format!("annals: 1\ntitle: Much\n{SOURCES}events:\n{}views:\n  v: ann\n", events(count))
}

fn file(text: &str) -> (TempDir, PathBuf) {
    let folder = tempdir().unwrap();
    let path = folder.path().join("timeline.yaml");
    fs::write(&path, text).unwrap();
    (folder, path)
}

/// The explorer on the beginning of a file.
fn begun(path: &PathBuf, size: (u16, u16)) -> Explorer {
    let opened = open(std::slice::from_ref(path)).unwrap();
    assert!(!opened.is_whole);
    let mut explorer = Explorer::on(opened.loaded, size);
    explorer.0.arriving = Some(Arriving::new(Arc::default(), true));
    explorer
}

#[test]
fn a_large_file_opens_on_its_beginning_and_a_small_one_on_all() {
    let (_folder, path) = file(&text(6000));
    assert!(is_large(std::slice::from_ref(&path)));
    let explorer = begun(&path, (120, 20));
    let count = explorer.0.timeline.events().len();
    assert!((100..1000).contains(&count), "{count}");
    let screen = explorer.screen();
    assert!(screen.starts_with(" annals · Much "), "{screen}");
    assert!(
        screen.contains(&format!("{count} events · 2 actors · 1 source so far · ▁▁▁▁▁▁▁▁▁▁  0 % read")),
        "{screen}"
    );
    assert!(explorer.footer().ends_with(&format!("{count} of {count} so far")), "{screen}");

    let (_folder, path) = file(&text(60));
    let opened = open(&[path]).unwrap();
    assert!(opened.is_whole && opened.loaded.timeline.events().len() == 60);
}

/// A timeline of 6000 events behind so many sources, each of some 100 bytes.
fn behind_sources(count: usize) -> String {
    let title = "x".repeat(80);
    let sources: Vec<String> = (0..count).map(|nth| format!("  more-{nth}:\n    title: {title}\n")).collect();
    text(6000).replacen("sources:\n", &format!("sources:\n{}", sources.concat()), 1)
}

#[test]
fn the_first_events_are_shown_early_however_many_sources_come_before_them() {
    let (_folder, path) = file(&behind_sources(5000));
    let first = begun(&path, (120, 20)).0.timeline;
    assert!((100..1000).contains(&first.events().len()) && first.sources().len() == 5001);

    let (_folder, path) = file(&behind_sources(20_000));
    assert_eq!(begun(&path, (120, 20)).0.timeline.events().len(), 0);
    let early = head(&path).expect("its first events").timeline;
    assert_eq!(early.sources().len(), 20_001);
    let whole = load(&[path]).unwrap().timeline;
    let titles = |of: &Timeline| of.events().take(100).map(|ix| of.event(ix).title().to_owned()).collect::<Vec<_>>();
    assert!(early.events().len() < whole.events().len() && titles(&early) == titles(&whole));

    // Wherever a piece that is read ends in the key.
    let text = behind_sources(1200);
    let key = text.find("\nevents:").unwrap();
    for end in [128 << 10, 640 << 10] {
        for within in 0..9 {
            let before = end - within - key;
            let (_folder, path) = file(&format!("#{}\n{text}", "c".repeat(before - 2)));
            assert!(begun(&path, (120, 20)).0.timeline.events().len() > 100, "{end} {within}");
        }
    }

    let (_folder, path) = file(&behind_sources(20_000).replace("\nevents:", "\nx-events:"));
    assert!(head(&path).is_none(), "there are none");
}

#[test]
fn it_is_told_how_far_a_file_was_read_at_every_size_and_in_ascii() {
    let (_folder, path) = file(&text(6000));
    let progress = Progress::default();
    progress.add_to_come(200);
    progress.add(86);
    let mut explorer = begun(&path, (40, 14)).plain();
    explorer.0.arriving = Some(Arriving::new(Arc::new(progress), true));
    assert!(explorer.screen().lines().next().unwrap().ends_with(" 43 % read"), "{}", explorer.screen());
    explorer.0.resize((80, 24));
    assert!(explorer.screen().lines().next().unwrap().contains("####...... 43 % read"), "{}", explorer.screen());
    for size in (1..40).flat_map(|width| [(width, 1), (width, 3), (width, 14)]) {
        explorer.0.resize(size);
        explorer.buffer();
    }
}

#[test]
fn what_only_the_whole_file_can_answer_waits_for_it() {
    let (_folder, path) = file(&text(6000));
    let waits = |explorer: &Explorer| explorer.footer().contains("still being read, 0 % of it so far");
    for key in ["x", "y", "W", "!"] {
        let explorer = begun(&path, (120, 20)).keys("f b o b Enter").keys(key);
        assert!(waits(&explorer) && explorer.0.layers.is_empty(), "{key}: {}", explorer.screen());
    }
    let mut explorer = begun(&path, (120, 20));
    explorer.0.take_whole(load(&[path]).unwrap());
    let explorer = explorer.keys("x");
    assert!(explorer.footer().contains("export 6000 events"), "{}", explorer.screen());
}

#[test]
fn the_whole_comes_in_below_cursors_that_were_moved_and_as_it_would_be_opened_otherwise() {
    let (_folder, path) = file(&text(6000));
    let whole = || load(std::slice::from_ref(&path)).unwrap();
    let mut explorer = begun(&path, (100, 30));
    explorer.0.take_whole(whole());
    assert_eq!(explorer.screen(), Explorer::on(whole(), (100, 30)).screen());

    let mut explorer = begun(&path, (100, 30)).keys("j j j Space j Enter");
    let title = |explorer: &Explorer| explorer.0.timeline.event(explorer.0.event().unwrap()).title().to_owned();
    let (before, marks) = (title(&explorer), explorer.0.selection.marks.clone());
    let arriving = explorer.0.arriving.as_mut().unwrap();
    arriving.is_touched = true;
    explorer.0.take_whole(whole());
    assert_eq!((title(&explorer), &explorer.0.selection.marks), (before, &marks));
    assert_eq!(explorer.0.layers.len(), 1);
    assert!(explorer.0.timeline.events().len() == 6000 && explorer.0.notice.is_none());
}

#[test]
fn a_large_file_that_is_broken_further_on_shows_its_beginning_and_then_what_is_wrong() {
    let broken = text(6000).replace("Event number 5999 of them", "Event: number 5999");
    let (_folder, path) = file(&broken);
    let mut explorer = begun(&path, (100, 30));
    assert!(explorer.0.findings.is_empty());
    explorer.0.take_whole(load(std::slice::from_ref(&path)).unwrap());
    let fresh = Explorer::on(load(&[path]).unwrap(), (100, 30));
    assert!(!fresh.0.findings.is_empty());
    assert_eq!(explorer.0.findings, fresh.0.findings);
    assert_eq!(explorer.screen(), fresh.screen());
}

#[test]
fn long_lists_of_sources_are_passed_over_for_the_first_events() {
    let sources: Vec<String> = (0..40_000).map(|nth| format!("  s{nth}: {{ title: Source {nth} }}\n")).collect();
    let sources = sources.concat();
    let text = format!("annals: 1\ntitle: Much\nsources:\n{sources}events:\n{}", events(6000));
    let (_folder, path) = file(&text);
    let mut explorer = begun(&path, (100, 30));
    assert!(explorer.screen().contains(" annals · Much ") && explorer.screen().contains("reading"));
    explorer.0.begin(head(&path).unwrap());
    let timeline = &explorer.0.timeline;
    assert!((100..1000).contains(&timeline.events().len()) && timeline.sources().len() == 40_000);
    assert!(explorer.0.is_beginning() && explorer.screen().contains("Event number"));
}

#[test]
fn a_large_file_is_looked_at_while_it_is_read() {
    let (_folder, path) = file(&text(8000));
    let mut pty = Pty::start(annals(&[path.to_str().unwrap()]), (110, 30));
    pty.wait_for_text("annals · Much");
    pty.keys("j j");
    pty.wait_for_text("8000 events · 2 actors · 1 source");
    pty.wait_for("the end of reading", |screen| !screen.contents().contains("so far"));
    assert!(pty.came_since(0, b"so far") && pty.came_since(0, b"% read"));
    fs::write(&path, text(8000).replace("title: Much", "title: More")).unwrap();
    pty.wait_for_text("annals · More");
    pty.quit();
}

#[test]
fn a_file_that_changes_while_it_is_read_is_read_again_and_one_can_quit_at_once() {
    let (_folder, path) = file(&text(8000));
    let pty = Pty::start(annals(&[path.to_str().unwrap()]), (110, 30));
    pty.wait_for_text("annals · Much");
    fs::write(&path, text(7000).replace("title: Much", "title: Less")).unwrap();
    pty.wait_for_text("annals · Less");
    pty.wait_for_text("7000 events · 2 actors");
    pty.quit();
    let pty = Pty::start(annals(&[path.to_str().unwrap()]), (110, 30));
    pty.wait_for_text("annals · Less");
    pty.quit();
}

#[test]
fn a_large_file_that_cannot_be_read_to_its_end_is_no_timeline() {
    let (_folder, path) = file("");
    fs::write(&path, [text(6000).as_bytes(), b"# \xff\n"].concat()).unwrap();
    let mut pty = Pty::start(annals(&[path.to_str().unwrap()]), (110, 30));
    assert_eq!(pty.exit().exit_code(), 2);
    assert!(pty.screen().contains("it is not UTF-8: byte 0xff in line"), "{}", pty.screen());
    pty.assert_whole();
}

/// Timelines in several orders of their parts, with comments and blocks.
fn shapes() -> impl Strategy<Value = String> {
    let event = prop_oneof![
        Just("  - { date: 2001, title: A }\n"),
        Just("  - date: 2002\n    title: B\n\n    # said\n    actors: [ann]\n"),
        Just("  -\n    title: |\n      C\n\n      - not an event\n"),
        Just("  - title: \"D: \\\"quoted\\\"\"\n    summary: >-\n      folded\n      words\n"),
    ];
    let events = prop::collection::vec(event, 0..6).prop_map(|events| format!("events:\n{}", events.concat()));
    let beside = Just(vec![SOURCES.to_owned(), "views:\n  v: ann\n".to_owned(), "# a word\nx-mine: 1\n".to_owned()]);
    (events, beside).prop_flat_map(|(events, mut parts)| {
        parts.push(events);
        Just(parts).prop_shuffle().prop_map(|parts| format!("annals: 1\ntitle: T\n{}", parts.concat()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn a_beginning_has_the_first_events_of_the_whole(text in shapes(), at in any::<prop::sample::Index>()) {
        let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        let begun = &text[..*at.get(&ends)];
        let Some(end) = whole_part(&Whole::new(&Arc::new(begun.to_owned())), Syntax::Yaml) else { return Ok(()) };
        let (part, whole) = (parse(&begun[..end], 0, Syntax::Yaml), parse(&text, 0, Syntax::Yaml));
        let (part, whole) = (part.document, whole.document);
        prop_assert!(part.events.len() <= whole.events.len());
        // Where a block of words ends is told otherwise where the file ends too: what they say counts.
        let told = |document: &Document| {
            let told = serde_json::to_value(document.to_value()).unwrap();
            told["events"].as_array().cloned().unwrap_or_default()
        };
        prop_assert!(told(&whole).starts_with(&told(&part)));
        prop_assert!(part.title.is_none() || part.title == whole.title);
        let known = of_texts(vec![("t.yaml".into(), text.clone())]).timeline;
        prop_assert!(part.sources.len() <= known.sources().len());
    }
}
