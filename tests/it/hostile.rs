//! Files that a stranger could hand over: bounded in time and memory, and nothing of them acts on a terminal.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::annals::{Run, run};

/// A debug build on a busy machine needs more than the second that a release build gets.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 1 });

/// Checks a file of this text; what comes back is safe to print, and came in time.
fn check(name: &str, text: &str, args: &[&str]) -> Run {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(name), text).expect("written");
    let begun = Instant::now();
    let got = run(folder.path(), &[&["check", name], args].concat());
    assert!(begun.elapsed() < PATIENCE, "{name} took {:?}", begun.elapsed());
    for output in [&got.stdout, &got.stderr] {
        let raw = output.chars().find(|letter| *letter != '\n' && is_raw(*letter));
        assert_eq!(raw, None, "{name}: {output:?}");
        assert!(output.len() < 2_000_000, "{name}: {} bytes of output", output.len());
    }
    assert!(!got.stderr.contains("panicked"), "{}", got.stderr);
    got
}

/// Would it drive a terminal, or turn text round?
fn is_raw(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Each level names the one before `width` times.
fn laughs(levels: usize, width: usize, open: char, close: char) -> String {
    let mut text = format!("x-0: &a0 {open}ha{close}\n");
    for level in 1..=levels {
        let names = vec![format!("*a{}", level - 1); width].join(", ");
        writeln!(text, "x-{level}: &a{level} [{names}]").expect("written");
    }
    text + "events:\n  - title: First\n"
}

#[test]
fn alias_bombs_are_refused() {
    let bombs = [
        laughs(10, 9, '[', ']'),
        laughs(30, 2, '"', '"'),
        format!("x-a: &a {}\nx-b: [{}]\nevents: []\n", "z".repeat(50_000), vec!["*a"; 5_000].join(", ")),
        "x-a: &a [*a]\nevents: []\n".to_owned(),
        "events: &a\n  - title: First\n    statements: *a\n".to_owned(),
    ];
    for bomb in bombs {
        let got = check("bomb.yaml", &bomb, &[]);
        assert_eq!(got.code, Some(1), "{}", got.stdout);
        assert!(got.stdout.contains("alias"), "{}", got.stdout);
    }
}

#[test]
fn honest_aliases_are_read() {
    let mut text = String::from(
        "x-all: &all [osei]\nactors: { osei: Ama Osei }\nsources: { gazette: { title: News } }\nevents:\n",
    );
    for nth in 0..500 {
        writeln!(text, "  - {{ id: e{nth}, title: T{nth}, actors: *all, evidence: [{{ source: gazette }}] }}")
            .expect("written");
    }
    assert_eq!(check("honest.yaml", &text, &["--strict"]).code, Some(0));
}

#[test]
fn deep_nesting_is_refused() {
    let deep = 100_000;
    let nests = [
        "[".repeat(deep),
        format!("{}{}", "[".repeat(deep), "]".repeat(deep)),
        "{a: ".repeat(deep),
        format!("events: {}", "- ".repeat(deep)),
        format!("x-a: {}", "? ".repeat(deep)),
        (0..2_000).fold(String::new(), |text, depth| text + &" ".repeat(depth) + "a:\n"),
    ];
    for nest in nests {
        let got = check("deep.yaml", &nest, &[]);
        assert_eq!(got.code, Some(1), "{:.200}", got.stdout);
    }
    let got = check("deep.jsonl", &"[".repeat(deep), &[]);
    assert_eq!(got.code, Some(1), "{:.200}", got.stdout);
}

#[test]
fn one_letter_of_a_hundred_kilobytes_is_cut() {
    let tall = format!("e{}", "\u{301}".repeat(50_000));
    let text =
        format!("actors:\n  {tall}: A\nevents:\n  - {{ title: {tall}, {tall}: 1, date: {tall}, actors: [{tall}] }}\n");
    let got = check("tall.yaml", &text, &[]);
    assert_eq!(got.code, Some(1));
    assert!(got.stdout.len() < 20_000, "{} bytes", got.stdout.len());
}

#[test]
fn a_long_line_is_shown_around_the_fault() {
    let text =
        format!("events:\n  - {{ title: {}, titel: T, note: {} }}\n", "long ".repeat(40_000), "word ".repeat(40_000));
    let got = check("long.yaml", &text, &[]);
    assert_eq!(got.code, Some(1));
    assert!(got.stdout.len() < 1_000, "{}", got.stdout);
    assert!(got.stdout.contains(", titel: T, "), "{}", got.stdout);
}

/// Sequences that drive a terminal or turn text round, as they stand inside double quotes.
const SEQUENCES: &[&str] = &[
    "\\e]52;c;cm0gLXJmCg==\\a",
    "\\e[2J\\e[31m",
    "\\x9b31m",
    "\\u202Eevil\\u202C",
    "\\u2067evil\\u2069",
    "\\r\\nover",
    "\\b\\b\\b",
    "\\u200B",
    "\\e]0;title\\e\\\\",
    "\\u2028",
    "\\N\\L\\P",
    "\\0",
];

#[test]
fn nothing_of_a_file_reaches_the_terminal_raw() {
    for sequence in SEQUENCES {
        let text = format!(
            "title: \"{sequence}\"
\"{sequence}\": 1
sources: {{ \"{sequence}\": {{ title: \"{sequence}\", cites: [\"{sequence}\"] }} }}
actors: {{ \"{sequence}\": \"{sequence}\", a: \"A {sequence}\", b: \"a{sequence}\" }}
events:
  - {{ title: \"{sequence}\", id: \"{sequence}\", date: \"{sequence}\", actors: [\"{sequence}\"] }}
  - {{ title: T, statements: [{{ speaker: \"{sequence}\", voice: \"{sequence}\" }}] }}
disputes: [{{ question: \"{sequence}\", status: \"{sequence}\", sides: [] }}]
timezone: \"{sequence}\"
"
        );
        for format in ["text", "github"] {
            assert_eq!(check("raw.yaml", &text, &["--format", format]).code, Some(1), "{sequence}");
        }
        let json = check("raw.yaml", &text, &["--format", "json"]).stdout;
        let findings: Vec<serde_json::Value> = serde_json::from_str(&json).expect("JSON");
        assert!(findings.len() > 8, "{findings:#?}");
    }
}

#[test]
fn warnings_are_made_safe_too() {
    let text = "actors: { a: \"Evil \\e[31m\", b: \"evil\\u202E 31m\" }\nevents:\n  - { title: \"\\e]52;c;aGk=\\a\", actors: [a, b], statements: [{ speaker: a }] }\n";
    let got = check("raw.yaml", text, &[]);
    assert_eq!(got.code, Some(0));
    assert!(got.stdout.contains("Evil <U+001B>[31m"), "{}", got.stdout);
}

#[cfg(unix)]
#[test]
fn a_file_name_is_made_safe_too() {
    for name in ["\u{1b}[31mred.yaml", "two\nlines.yaml", "\u{202e}lmay.yaml"] {
        assert_eq!(check(name, "events:\n  - titel: First\n", &[]).code, Some(1));
        assert_eq!(check(name, "events:\n  - titel: First\n", &["--format", "github"]).stdout.lines().count(), 2);
        let folder = tempfile::tempdir().expect("a folder");
        let missing = run(folder.path(), &["check", name]);
        assert_eq!(
            (missing.code, missing.stderr.chars().any(|letter| letter != '\n' && is_raw(letter))),
            (Some(2), false)
        );
    }
}

/// Every pane, the reader and the window's title show what the file holds, and the terminal obeys none of it.
#[cfg(unix)]
#[test]
fn nothing_of_a_file_acts_on_a_real_terminal() {
    use crate::pty::{Pty, annals};
    let evil = "\\e]52;c;cm0gLXJmCg==\\a\\e[2Jx\\u202Ey\\x9b31mz";
    let text = format!(
        "title: \"{evil}\"
sources: {{ gazette: {{ title: \"{evil}\", outlet: \"{evil}\" }} }}
actors: {{ osei: {{ name: \"Osei {evil}\", roles: [{{ title: \"{evil}\" }}] }} }}
events:
  - {{ title: \"First {evil}\", date: 2024, summary: \"{evil}\", place: \"{evil}\", tags: [\"{evil}\"], actors: [osei],
      statements: [{{ speaker: osei, quote: \"{evil}\", says: \"{evil}\", source: gazette, at: \"{evil}\" }}] }}
  - {{ title: Second, date: 2025 }}
disputes: [{{ question: \"{evil}\", sides: [{{ event: \"@1\", holds: \"{evil}\" }}, {{ event: \"@2\", holds: \"{evil}\" }}] }}]
"
    );
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("evil.yaml");
    fs::write(&path, text).expect("written");
    let mut pty = Pty::start(annals(&[path.to_str().expect("UTF-8")]), (100, 30));
    pty.wait_for_text("First <U+001B>]52;c;cm0g");
    pty.keys("Enter");
    pty.wait_for_text("┌ @1");
    pty.wait_for_text("x<U+202E>y<U+009B>31mz");
    // Escape and a key that come together would be Alt with that key.
    pty.keys("Esc");
    pty.wait_for_text("1 Events");
    pty.keys("a Enter ] 3 2");
    pty.wait_for_text("Osei <U+001B>");
    pty.keys("q");
    assert!(pty.exit().success());
    for raw in ["\u{1b}]52;c;cm0g", "\u{1b}[2Jx", "\u{202e}", "\u{9b}"] {
        assert!(!pty.came_since(0, raw.as_bytes()), "{raw:?} reached the terminal");
    }
    pty.assert_whole();
}

#[test]
fn ten_thousand_findings_print_fifty_and_a_count() {
    let mut text = String::from("events:\n");
    for nth in 0..10_000 {
        writeln!(text, "  - {{ title: T, actors: [nobody-{nth}] }}").expect("written");
    }
    let got = check("many.yaml", &text, &[]);
    assert_eq!(got.code, Some(1));
    assert_eq!(got.stdout.matches("error[reference]").count(), 50);
    let last: Vec<&str> = got.stdout.lines().rev().take(2).collect();
    assert_eq!(last, ["10000 errors", "… and 9950 more; `--format json` gives all"]);
    let json = check("many.yaml", &text, &["--format", "json"]).stdout;
    let findings: Vec<serde_json::Value> = serde_json::from_str(&json).expect("JSON");
    assert_eq!(findings.len(), 10_000);
}

#[test]
fn as_many_dangling_references_as_ids_take_no_square() {
    let mut text = String::from("actors:\n");
    for nth in 0..3_000 {
        writeln!(text, "  actor-{nth}: A").expect("written");
    }
    text.push_str("events:\n");
    for nth in 0..6_000 {
        writeln!(text, "  - {{ title: T, actors: [actress-{nth}] }}").expect("written");
    }
    let got = check("dangling.yaml", &text, &["--format", "json"]);
    let findings: Vec<serde_json::Value> = serde_json::from_str(&got.stdout).expect("JSON");
    let dangling: Vec<_> = findings.iter().filter(|finding| finding["rule"] == "reference").collect();
    let hinted = dangling.iter().filter(|finding| !finding["hint"].is_null()).count();
    assert!(dangling.len() == 6_000 && (50..200).contains(&hinted), "{hinted} of {}", dangling.len());
}

#[test]
fn many_keys_take_no_square() {
    let free = |file: usize| (0..30_000).fold(String::new(), |text, nth| text + &format!("x-{file}-{nth}: 1\n"));
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.yaml"), free(1)).expect("written");
    fs::write(folder.path().join("b.yaml"), free(2) + "events:\n  - title: First\n").expect("written");
    let begun = Instant::now();
    assert_eq!(run(folder.path(), &["check", "a.yaml", "b.yaml"]).code, Some(0));
    assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
}

/// A set of such files stands beside some checkouts; it runs where it is at hand.
#[test]
fn the_set_of_hostile_files() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/hostile/run.py");
    let program = assert_cmd::cargo::cargo_bin("annals");
    if !script.exists() {
        println!("skipped: the set is not here");
        return;
    }
    let Ok(got) = Command::new("python3").arg(script).arg(program).arg("check").output() else {
        println!("skipped: there is no python3");
        return;
    };
    assert!(got.status.success(), "{}", String::from_utf8_lossy(&got.stdout));
}
