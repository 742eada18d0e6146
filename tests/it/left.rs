//! The events of a large file stay where they are, and are what they would be if the file were kept.

use std::fs;
use std::io::{self, Read};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};

use tempfile::TempDir;

use annals::load::{Loaded, in_pieces};
use annals::model::document::{Lost, Reread, Syntax, parse_whole};
use annals::model::progress::Progress;

use crate::falsify::dice::Dice;
use crate::generated::generator::yaml;
use crate::quick::slips;
use crate::support::annals;

/// A file in memory, which can be written to.
#[derive(Debug, Default)]
struct Bytes(Mutex<Vec<u8>>);

impl Reread for Bytes {
    fn fill(&self, bytes: &mut [u8], from: usize) -> io::Result<usize> {
        let own = self.0.lock().unwrap();
        let there = own.get(from..).unwrap_or_default();
        let count = there.len().min(bytes.len());
        bytes[..count].copy_from_slice(&there[..count]);
        Ok(count)
    }
}

/// What is read in pieces of so many bytes, and the file.
fn left(text: &str, piece: usize) -> (Option<Loaded>, Arc<Bytes>) {
    let file = Arc::new(Bytes(Mutex::new(text.as_bytes().to_vec())));
    let read = Arc::<Bytes>::clone(&file);
    (in_pieces("a.yaml".to_owned(), read, text.len(), piece, &Progress::default()), file)
}

/// Reads a text in pieces, if it can be; every record must be that of the full reader then.
fn is_left(text: &str, about: &str) -> bool {
    let whole = parse_whole(text, 0, Syntax::Yaml);
    let can_be = [9, 50, 1 << 20].map(|piece| {
        let Some(loaded) = left(text, piece).0 else { return false };
        assert_eq!(whole.findings, [], "{about}, in pieces of {piece}:\n{text}");
        assert!(*loaded.timeline.document() == whole.document, "{about}, in pieces of {piece}:\n{text}");
        assert!(loaded.timeline.lost().is_none());
        true
    });
    assert_eq!(can_be, [can_be[0]; 3], "{about}:\n{text}");
    can_be[0]
}

#[test]
fn what_is_left_is_what_is_read_in_full() {
    let (whole, mut count) = (yaml(12), 0);
    for seed in 0..400 {
        let slip = slips::mutated(&mut Dice::new(seed), &whole, &whole);
        count += usize::from(is_left(&slip, &format!("seed {seed}")));
    }
    assert!(count > 40, "{count}");
}

const HEAD: &str = "annals: 1\nsources:\n  s: { title: Paper }\nactors:\n  a: { name: Ann }\n";

#[test]
fn whether_a_file_can_be_left() {
    let events = [
        (true, "events:\n  - title: é\n"),
        (true, "events:\n- title: a\n- title: b\n"),
        (true, "events: # all\n\n  # first\n  - title: a\n\n  # second\n  -\n    title: b"),
        (true, "events:\n  - title: a\n    summary: |\n      - b\n\n      c\n\n\n"),
        (true, "events:\n  - title: a b\n      c\n    tags: [x,\n      y]\n  - title: d"),
        (true, "events:\r\n  - title: a\r\n  - title: b\r\n"),
        (
            true,
            "events:\n  - title: a\n    note: >-\n      b  \ndisputes:\n  - question: q\n    sides: [{ event: '@1' }, { event: '@1' }]\nx-own: 1\n",
        ),
        (true, "events:\n  - title: a\n# behind\nviews: { v: 'actor:a' }\n"),
        // What events name stands behind them, or twice.
        (false, "events:\n  - title: a\ntimezone: UTC\n"),
        (false, "events:\n  - title: a\nsources:\n  t: { title: b }\n"),
        (false, "events:\n  - title: a\nevents:\n  - title: b\n"),
        (false, "events:\n  - title: a\nannals: 1\n"),
        // There is something wrong.
        (false, "events:\n  - title: a\n    actors: [b]\n"),
        (false, "events:\n  - title: a\n    id: x\n  - title: a\n    id: x\n"),
        (false, "events:\n  - titel: a\n"),
        (false, "events:\n  - title: a\n  - title: \"b\n"),
        (false, "events:\n  - title: a\nviews: [v]\n"),
        (false, "events:\n  - title: a\nunknown: b\n"),
        (false, "events:\n  - title: a\ndisputes:\n  - question: q\n    sides: [{ event: x }, { event: '@1' }]\n"),
        // They are no list in block style.
        (false, "events: []\n"),
        (false, "events: [{ title: a }]\n"),
        (false, "events:\n"),
        (false, "x-own: 1\n"),
    ];
    for (can_be, events) in events {
        assert_eq!(is_left(&format!("{HEAD}{events}"), events), can_be, "{events}");
    }
    let far = " ".repeat(65);
    assert!(!is_left(&format!("{HEAD}events:\n{far}- title: a\n"), "far"));
    assert!(!is_left("annals: 1\nactors:\n  a: { name: Ann }\nevents:\n  - title: a\n", "no sources"));
    assert!(!is_left("{ \"actors\": {}, \"sources\": {},\n\"x\": \"\nevents:\" }", "JSON"));
}

#[test]
fn an_event_that_is_no_longer_there_is_not_taken_for_another() {
    let second =
        "  - title: Second\n    evidence: [{ source: s, quote: x }]\n    statements: [{ speaker: a, quote: y }]\n";
    let text = format!("{HEAD}events:\n  - title: First\n{second}");
    let changes = [text.replace("Second", "Secant"), text.replace(second, ""), String::new()];
    for changed in changes.iter().map(String::as_bytes).chain([&[0xff; 200][..]]) {
        let (loaded, file) = left(&text, 1 << 20);
        let timeline = loaded.expect("it can be left").timeline;
        let [first, second] = timeline.events().collect::<Vec<_>>()[..] else { panic!("two events") };
        assert_eq!(timeline.event(first).title(), "First");
        *file.0.lock().unwrap() = changed.to_vec();
        assert!(timeline.lost().is_none(), "nobody has looked");
        // What was read already is kept; what is gone has no words, and nothing is looked for in it.
        let passages: Vec<_> =
            timeline.event(second).passages().map(|passage| timeline.passage(passage).quote()).collect();
        assert_eq!(passages, [None, None]);
        assert_eq!((timeline.event(first).title(), timeline.event(second).title()), ("First", ""));
        assert!(timeline.lost().is_some());
    }
}

#[test]
fn the_last_event_is_known_to_have_been_the_last() {
    let text = format!("{HEAD}events:\n  - title: First\n  - title: Second");
    let (loaded, file) = left(&text, 1 << 20);
    let timeline = loaded.expect("it can be left").timeline;
    file.0.lock().unwrap().extend_from_slice(b" thoughts");
    let second = timeline.events().last().expect("two events");
    assert_eq!(timeline.event(second).title(), "Second");
    assert_eq!(timeline.lost(), Some(Lost::Changed));
}

/// A large file, with what comes behind its events.
fn large(count: usize, behind: &str) -> (TempDir, PathBuf, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.yaml");
    let event = |nth: usize| {
        format!(
            "  - date: {:04}-0{}\n    title: Something of number {nth}\n    summary: {}\n    actors: [a]\n    evidence: [{{ source: s }}]\n    statements: [{{ speaker: a, quote: Yes }}]\n",
            1000 + nth % 900,
            1 + nth % 9,
            "At great length. ".repeat(20).trim(),
        )
    };
    let events: String = (0..count).map(event).collect();
    let text = format!("{HEAD}events:\n{events}{behind}");
    assert!(text.len() > 4 << 20);
    fs::write(&path, &text).unwrap();
    (folder, path, text)
}

const MANY: usize = 12_000;

#[test]
fn verbs_say_the_same_of_a_file_that_is_left() {
    let (_folder, path, text) = large(MANY, "views: { early: 'to:1003' }\n");
    let path = path.to_str().unwrap();
    let verbs: [&[&str]; 4] = [
        &["export", "-f", "yaml", "--view", "early"],
        &["export", "-f", "json", "--where", "\"number 11999\""],
        &["list", "--format", "json", "--where", "actor:a to:1001"],
        &["show", "@7"],
    ];
    for verb in verbs {
        // What comes by a pipe is always kept.
        let kept = annals().args(verb).arg("-").write_stdin(text.as_str()).output().unwrap();
        let left = annals().args(verb).arg(path).output().unwrap();
        assert!(left.status.success() && !left.stdout.is_empty(), "{verb:?}: {left:?}");
        assert_eq!((kept.status, kept.stdout, kept.stderr), (left.status, left.stdout, left.stderr), "{verb:?}");
    }
}

#[test]
fn what_is_wrong_at_the_end_of_a_large_file_is_told_with_its_line() {
    let (_folder, path, _) = large(MANY, "  - titel: Wrong\n");
    let output = annals().args(["export"]).arg(&path).output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    let line = 7 + 6 * MANY;
    assert!(errors.starts_with("error[unknown-key]: unknown key `titel` in an event"), "{errors}");
    assert!(errors.contains(&format!("large.yaml:{line}:5\n")), "{errors}");
}

#[test]
fn a_large_file_that_changes_while_it_is_written_elsewhere_is_told_of() {
    let verbs: [&[&str]; 4] =
        [&["export", "-f", "json"], &["export"], &["export", "-f", "csv", "--statements"], &["list", "--statements"]];
    for verb in verbs {
        let (_folder, path, text) = large(MANY, "");
        let mut child = Command::new(env!("CARGO_BIN_EXE_annals"));
        child.args(verb).arg(&path).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = child.spawn().unwrap();
        let mut stdout = child.stdout.take().unwrap();
        // What is written is waited for from now on: the events were read once, and not all of them again.
        stdout.read_exact(&mut [0; 1]).unwrap();
        fs::write(&path, text.replace("Something", "Everything")).unwrap();
        io::copy(&mut stdout, &mut io::sink()).unwrap();
        let output = child.wait_with_output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{verb:?}: {errors}");
        assert!(errors.ends_with("large.yaml has changed while it was read\n  hint: run it again\n"), "{errors}");
    }
}

#[test]
fn a_file_named_as_standard_input_is_not_that() {
    let (folder, path, _) = large(MANY, "");
    fs::rename(&path, folder.path().join("-")).unwrap();
    let small = format!("{HEAD}events:\n  - title: One\n");
    let count = annals().args(["list", "--count", "-"]).current_dir(folder.path()).write_stdin(small).output().unwrap();
    assert_eq!(String::from_utf8(count.stdout).unwrap(), "1\n");
}

/// The same as with [`what_is_left_is_what_is_read_in_full`] for as long as `EXECUTIONS` asks.
#[test]
#[ignore = "a long run: EXECUTIONS=100000 cargo test --release --test it left:: -- --ignored --nocapture"]
fn a_long_run_is_left_alike() {
    let wanted = std::env::var("EXECUTIONS").ok().and_then(|wanted| wanted.parse().ok()).unwrap_or(3_000);
    let (whole, mut other, mut count) = (yaml(12), yaml(9), 0);
    for seed in 0..wanted {
        let mut dice = Dice::new(1_000_000 + seed);
        let slip = slips::mutated(&mut dice, &whole, &other);
        let is_sound = is_left(&slip, &format!("seed {seed}"));
        count += u64::from(is_sound);
        // What is still sound is slipped in again.
        if is_sound {
            other = slip;
        }
    }
    println!("{wanted} executions, each in pieces of three sizes: {count} left in their file");
    assert!(count > wanted / 20);
}
