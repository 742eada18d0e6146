//! `annals verify --record`: what it writes, what it leaves alone, and what it refuses.

use std::fs;
use std::path::Path;

use annals::evidence::copy::digest;
use tempfile::{TempDir, tempdir};

use crate::annals::{Run, feed, run};

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn record(folder: &TempDir, args: &[&str]) -> Run {
    run(folder.path(), &[&["verify", "--record"], args].concat())
}

fn read(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}

/// The lines that are only in the new text, and those only in the old.
fn difference(old: &str, new: &str) -> (Vec<String>, Vec<String>) {
    let only = |one: &str, other: &str| {
        one.lines().filter(|line| !other.lines().any(|known| known == *line)).map(str::to_owned).collect()
    };
    (only(new, old), only(old, new))
}

fn sha(text: &str) -> String {
    digest(text.as_bytes())
}

const TWICE: &str = "The first said that it was late.\n\nThe second said that it was late.\n\nNobody else spoke.\n";

const BLOCK: &str = "\
annals: 1  # of the format
sources:
  s:
    title: S       # a source
    copy: copy.txt # kept by hand

events:
  - title: E # the one
    evidence:
      - source: s
        quote: that it was late # which of them?
        at: paragraph 2
";

#[test]
fn block_style_gets_lines_of_its_own_and_keeps_all_others() {
    let folder = folder(&[("timeline.yaml", BLOCK), ("copy.txt", TWICE)]);
    let told = record(&folder, &[]);
    assert_eq!(told.code, Some(0), "{told:?}");
    let (added, gone) = difference(BLOCK, &read(&folder, "timeline.yaml"));
    assert_eq!(gone, Vec::<String>::new());
    let wanted = [
        format!("    sha256: {}", sha(TWICE)),
        "        prefix: that it was late. The second said".to_owned(),
        "        suffix: . Nobody else spoke.".to_owned(),
    ];
    assert_eq!(added, wanted);
    for words in [
        "timeline.yaml:11: of its 2 places the context is that of the one in the paragraph that `at` names",
        &format!("+     sha256: {}", sha(TWICE)),
        "+         suffix: . Nobody else spoke.",
        "recorded in timeline.yaml: 2 places",
    ] {
        assert!(told.stderr.contains(words), "{words}: {}", told.stderr);
    }
    assert!(told.stdout.starts_with("exact") && told.stdout.ends_with("1 of 1 quote proved\n"), "{}", told.stdout);
    let (text, again) = (read(&folder, "timeline.yaml"), record(&folder, &[]));
    assert_eq!((again.code, &*again.stderr), (Some(0), "nothing to record\n"));
    assert_eq!(read(&folder, "timeline.yaml"), text);
}

#[test]
fn flow_style_and_json_stay_what_they_are() {
    let flow = "annals: 1\nsources: { s: { title: S, copy: copy.txt } } # one\nevents:\n  - { title: E, evidence: [{ source: s, quote: that it was late }] }\n";
    let json = r#"{"annals": 1, "sources": {"s": {"title": "S", "copy": "copy.txt"}}, "events": [{"title": "E", "evidence": [{"source": "s", "quote": "that it was late"}]}]}"#;
    for (name, text) in [("timeline.yaml", flow), ("timeline.json", json)] {
        let folder = folder(&[(name, text), ("copy.txt", TWICE)]);
        let told = record(&folder, &[name, "--format", "json"]);
        assert_eq!(told.code, Some(0), "{told:?}");
        assert!(told.stderr.contains("that of the first, since nothing says which"), "{}", told.stderr);
        let ledger: serde_json::Value = serde_json::from_str(&told.stdout).expect("stdout has the ledger alone");
        assert_eq!((&ledger[0]["verdict"], &ledger[0]["start"]), (&"exact".into(), &15.into()));
        let new = read(&folder, name);
        assert_eq!(new.lines().count(), text.lines().count());
        assert!(new.contains(&sha(TWICE)) && new.contains("The first said"), "{new}");
        assert_eq!(new.contains("# one"), text.contains("# one"));
        if name == "timeline.json" {
            serde_json::from_str::<serde_json::Value>(&new).unwrap();
        }
    }
}

#[test]
fn each_file_gets_what_is_written_in_it_from_the_copies_beside_it() {
    let sources = "annals: 1\nsources: { s: { title: S, copy: copy.txt } }\n";
    let events = "events: [{ title: E, evidence: [{ source: s, quote: that it was late }] }]\n";
    let other = "sources: { o: { title: O, copy: copy.txt } }\nevents: []\n";
    let folder = folder(&[
        ("a/sources.yaml", sources),
        ("a/copy.txt", TWICE),
        ("b/events.yaml", events),
        ("b/copy.txt", "not this one"),
        ("c/other.yaml", other),
        ("c/copy.txt", "another"),
    ]);
    let told = record(&folder, &["a/sources.yaml", "b/events.yaml", "c/other.yaml"]);
    assert_eq!(told.code, Some(0), "{told:?}");
    assert!(read(&folder, "a/sources.yaml").contains(&sha(TWICE)));
    assert!(read(&folder, "b/events.yaml").contains("prefix: The first said"));
    assert!(!read(&folder, "b/events.yaml").contains("sha256"));
    assert!(read(&folder, "c/other.yaml").contains(&sha("another")));
}

/// The fields that are set in the quote of a timeline, by the words of `at` and the fields that are there.
fn context(copy: &str, fields: &str) -> (String, Run) {
    let text = format!(
        "annals: 1\nsources: {{ s: {{ title: S, copy: copy.txt, sha256: {} }} }}\nevents:\n  - title: E\n    evidence:\n      - source: s\n        quote: that it was late\n{fields}",
        sha(copy)
    );
    let folder = folder(&[("timeline.yaml", &text), ("copy.txt", copy)]);
    let told = record(&folder, &[]);
    (difference(&text, &read(&folder, "timeline.yaml")).0.join("\n"), told)
}

#[test]
fn the_paragraph_that_at_names_decides_and_nothing_like_it() {
    let lines = "Title\n\nHe said to us\nthat it was late.\n\nShe said to them\nthat it was late.\n";
    for (copy, at, of) in [
        (TWICE, "paragraph 1", "first"),
        (TWICE, "paragraph 2", "second"),
        (TWICE, "Para. 2, line 1", "second"),
        (TWICE, "paragraphs 2-3", "second"),
        // Nothing that names one: the first.
        (TWICE, "paragraph 3", "first"),
        (TWICE, "page 2", "first"),
        (TWICE, "last paragraph, page 2", "first"),
        (&TWICE.replace("\n\n", "\n"), "paragraph 2", "second"),
        (lines, "paragraph 2", "He"),
        (lines, "paragraph 3", "She"),
    ] {
        let (added, told) = context(copy, &format!("        at: \"{at}\"\n"));
        let last_word = if of.len() > 3 { format!("{of} said") } else { format!("{of} said to") };
        let prefix = added.lines().find(|line| line.contains("prefix:")).unwrap_or_default();
        assert!(prefix.contains(&last_word), "{at} of {copy:?}: {added}\n{}", told.stderr);
        let last = prefix.rfind("said").map(|at| &prefix[..at]).unwrap_or_default();
        assert!(last.trim_end().ends_with(of), "{at}: {added}");
        let is_named = !told.stderr.contains("the first, since nothing says which");
        let names_none = matches!(at, "page 2" | "last paragraph, page 2") || (at == "paragraph 3" && copy == TWICE);
        assert_eq!(is_named, !names_none, "{at}: {}", told.stderr);
        assert_eq!(told.code, Some(0), "{told:?}");
    }
}

#[test]
fn only_the_context_that_is_missing_is_added() {
    let thrice = "On Monday he said that it was late, and left.\n\nOn Tuesday he said that it was late, and stayed.\n\nShe said that it was late.\n";
    for (there, added_first) in
        [("prefix: he said", "suffix: \", and left."), ("suffix: \", and\"", "prefix: On Monday he said")]
    {
        let (added, told) = context(thrice, &format!("        {there}\n"));
        assert!(added.trim_start().starts_with(added_first) && added.lines().count() == 1, "{added}\n{}", told.stderr);
        assert_eq!(told.code, Some(0), "{told:?}");
    }
    // No words before the first place are not before the second as well.
    let (added, told) = context(
        "Thus it is said that it was late, said that it was late, or so.",
        "        suffix: \", \"\n        prefix: said\n",
    );
    assert_eq!((&*added, told.code), ("", Some(1)));
    let (added, told) = context(thrice, "        prefix: She said\n");
    assert_eq!((&*added, &*told.stderr, told.code), ("", "nothing to record\n", Some(0)));
}

#[test]
fn what_nothing_can_tell_apart_is_said_and_left() {
    let boilerplate = "They said that it was late.\n".repeat(40);
    let (added, told) = context(&boilerplate, "        at: paragraph 20\n");
    assert_eq!((&*added, told.code), ("", Some(1)));
    let said = "timeline.yaml:7: no context that may be added tells its places apart\nnothing to record\n";
    assert_eq!(told.stderr, said);
    assert!(told.stdout.starts_with("ambiguous"), "{}", told.stdout);
}

#[test]
fn a_changed_copy_is_told_loudly() {
    let text = format!(
        "annals: 1\nsources: {{ s: {{ title: S, copy: copy.txt, sha256: {} }}, o: {{ title: O, copy: other.txt, sha256: {} }} }}\nevents:\n  - title: E\n    evidence:\n      - {{ source: s, quote: was late }}\n      - {{ source: s, quote: Nobody else spoke }}\n      - {{ source: o, quote: as ever }}\n",
        sha("It was late. Nobody else spoke."),
        sha("as ever")
    );
    let files = [("timeline.yaml", &*text), ("copy.txt", "It was late. Everybody spoke."), ("other.txt", "as ever")];
    let folder = folder(&files);
    let told = record(&folder, &[]);
    assert_eq!(told.code, Some(1), "{told:?}");
    let warned =
        "warning: the copy of `s` was not the one recorded, and is recorded now: 0 of 2 quotes proved before, 1 now\n";
    assert!(told.stderr.contains(warned), "{}", told.stderr);
    assert!(
        told.stderr.contains("\n  timeline.yaml:7: drifted\n") || told.stderr.contains("\n  timeline.yaml:7: orphan\n"),
        "{}",
        told.stderr
    );
    assert!(!told.stderr.contains("`o`"), "{}", told.stderr);
    let new = read(&folder, "timeline.yaml");
    assert!(new.contains(&sha("It was late. Everybody spoke.")) && new.contains(&sha("as ever")), "{new}");
    let again = record(&folder, &[]);
    assert_eq!((again.code, &*again.stderr), (Some(1), "nothing to record\n"));
}

#[test]
fn what_is_no_file_is_refused_whatever_there_is_to_record() {
    for copy in ["copy.txt", "nowhere.txt"] {
        let text = BLOCK.replace("copy.txt", copy);
        let folder = folder(&[("timeline.yaml", &text), ("copy.txt", TWICE), ("more.yaml", "events: []\n")]);
        let told = feed(folder.path(), &["verify", "--record", "-"], &text);
        assert_eq!(
            (told.code, &*told.stderr, &*told.stdout),
            (Some(2), "error: cannot record in -: it is no file\n", "")
        );
        let told = feed(folder.path(), &["verify", "--record", "more.yaml", "-"], &text);
        assert_eq!((told.code, &*told.stderr), (Some(2), "error: cannot record in -: it is no file\n"));
        assert_eq!(read(&folder, "timeline.yaml"), text);
    }
    let told = run(Path::new(env!("CARGO_MANIFEST_DIR")), &["verify", "--record", "--demo"]);
    assert_eq!((told.code, &*told.stderr), (Some(2), "error: cannot record in demo: it is no file\n"));
}

#[test]
fn a_faulty_file_and_a_shared_record_are_left_as_they_are() {
    let faulty = BLOCK.replace("source: s", "source: t");
    let shared =
        "annals: 1\nx-base: &base { title: S, copy: copy.txt }\nsources:\n  s: *base\nevents: [{ title: E }]\n";
    for (text, says) in [(&*faulty, "timeline.yaml:10:17"), (shared, "cannot record in timeline.yaml:")] {
        let folder = folder(&[("timeline.yaml", text), ("copy.txt", TWICE)]);
        let told = record(&folder, &[]);
        assert_eq!((told.code, &*told.stdout), (Some(2), ""), "{told:?}");
        assert!(told.stderr.contains(says), "{}", told.stderr);
        assert_eq!(read(&folder, "timeline.yaml"), text);
    }
}

#[test]
fn of_several_files_none_is_written_where_one_may_not_be() {
    let first = "annals: 1\nsources: { s: { title: S, copy: copy.txt } }\n";
    let second = "sources: { o: { title: O, copy: copy.txt } }\nevents: [{ title: E }]\n";
    let folder = folder(&[("a.yaml", first), ("b.yaml", second), ("copy.txt", TWICE)]);
    let path = folder.path().join("b.yaml");
    let mut mode = fs::metadata(&path).unwrap().permissions();
    mode.set_readonly(true);
    fs::set_permissions(&path, mode).unwrap();
    let told = record(&folder, &["a.yaml", "b.yaml"]);
    assert_eq!((told.code, &*told.stdout), (Some(2), ""), "{told:?}");
    assert_eq!(told.stderr, "error: cannot write b.yaml: it is read-only; nothing is written\n");
    assert_eq!((read(&folder, "a.yaml"), read(&folder, "b.yaml")), (first.to_owned(), second.to_owned()));
}

#[cfg(unix)]
#[test]
fn a_file_that_changed_since_it_was_read_is_not_written() {
    let sources = "annals: 1\nsources: { s: { title: S, copy: copy.txt } }\n";
    let events = "events: [{ title: E, evidence: [{ source: s, quote: that it was late }] }]\n";
    let folder = folder(&[("sources.yaml", sources), ("events.yaml", events), ("copy.txt", TWICE)]);
    // The same file by two names: once the one is written, the other is not as it was read.
    std::os::unix::fs::symlink("events.yaml", folder.path().join("again.yaml")).unwrap();
    let told = record(&folder, &["sources.yaml", "events.yaml", "again.yaml"]);
    assert_eq!((told.code, &*told.stdout), (Some(2), ""), "{told:?}");
    let last = told.stderr.lines().last().unwrap_or_default();
    assert_eq!(last, "error: again.yaml has changed while it was looked at; nothing is written to it");
    assert_eq!(read(&folder, "events.yaml").matches("prefix").count(), 1);
}
