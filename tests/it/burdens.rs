//! Copies and quotes that are made to take long: each is answered within moments.

use std::fs;
use std::time::{Duration, Instant};

use annals::evidence::anchor::{Sought, anchor};
use annals::evidence::copy::Copy;
use annals::evidence::text::CopyText;
use annals::model::verdict::Verdict;
use tempfile::tempdir;

/// Far more than any of these takes, and far less than what grows with the square would take.
const MOMENTS: Duration = Duration::from_secs(20);

fn within<T>(what: &str, run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = run();
    println!("{what}: {:.2?}", start.elapsed());
    assert!(start.elapsed() < MOMENTS, "{what} took {:?}", start.elapsed());
    result
}

fn seek(what: &str, copy: &str, quote: &str, prefix: Option<&str>) -> Verdict {
    within(what, || anchor(&CopyText::new(copy.to_owned()), Sought { quote, prefix, suffix: None }).verdict)
}

#[test]
fn texts_that_repeat_themselves() {
    let copy = "a ".repeat(500_000) + "z";
    let many = "a … ".repeat(25_000);
    assert_eq!(seek("one letter, 500,000 places", &copy, "a", None), Verdict::Ambiguous);
    assert_eq!(seek("100 kB that overlap", &copy, &"a ".repeat(50_000), None), Verdict::Ambiguous);
    assert_eq!(seek("100 kB that overlap, with a prefix", &copy, "a a", Some(&"a ".repeat(1_000))), Verdict::Ambiguous);
    assert!(!seek("elisions, 25,000", &copy, &many, None).is_proved());
    assert!(!seek("elisions, 20", &copy, &"a … ".repeat(20), None).is_proved());
    assert!(!seek("elisions to what is not there", &copy, &("a … ".repeat(20) + "b"), None).is_proved());
    assert_eq!(seek("a line of one word", &"a".repeat(1_000_000), &"a".repeat(100_000), None), Verdict::Drifted);
    assert_eq!(
        seek("5 MB of a line", &("we go on in one line ".repeat(240_000) + "now"), "line now", None),
        Verdict::Exact
    );
    assert_eq!(seek("a line of marks", &"a\u{325}".repeat(500_000), "a\u{325}", None), Verdict::Drifted);
    assert_eq!(seek("a line of apostrophes", &"a'".repeat(500_000), "a", None), Verdict::Drifted);
}

#[test]
fn long_quotes() {
    let words: Vec<String> = (0..20_000).map(|nth| format!("w{}", nth * 7919 % 10_007)).collect();
    let copy = words.join(" ");
    assert_eq!(seek("100 kB, exact", &copy, &copy, None), Verdict::Exact);
    let other: Vec<String> = words
        .iter()
        .enumerate()
        .map(|(nth, word)| if nth % 3 == 0 { format!("x{nth}") } else { word.clone() })
        .collect();
    assert!(!seek("100 kB, a third of it changed", &copy, &other.join(" "), None).is_proved());
    let reversed: Vec<String> = words.iter().rev().cloned().collect();
    assert!(!seek("100 kB, reversed", &copy, &reversed.join(" "), None).is_proved());
    let curly = "“a” ".repeat(25_000);
    assert_eq!(seek("50,000 quote marks", &curly, &curly.replace(['“', '”'], "\""), None), Verdict::Normalised);
    assert!(!seek("brackets", &copy, &"[".repeat(100_000), None).is_proved());
    assert!(!seek("words in brackets", &copy, &"[a ".repeat(30_000), None).is_proved());
    assert!(!seek("brackets that close", &copy, &format!("w1 {}", "[a] ".repeat(25_000)), None).is_proved());
}

/// The text of a copy of this kind.
fn read(what: &str, name: &str, text: &str) -> Result<Copy, String> {
    let folder = tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, text).unwrap();
    within(what, || Copy::read(&path))
}

#[test]
fn pages_that_are_deep_or_never_end() {
    let words = "<p>we go</p>";
    for (what, page) in [
        ("200,000 nested", "<div>".repeat(200_000) + words),
        ("unclosed tags by the MB", "<b><i><font size=1>".repeat(60_000) + words),
        (
            "fonts before paragraphs",
            (0..40_000).map(|nth| format!("<font id={nth}><p>")).collect::<Vec<_>>().concat() + words,
        ),
        ("links in tables", "<table><a href=x>".repeat(20_000) + words),
        ("lists", "<ul><li>".repeat(50_000) + words),
        ("buttons", "<button><p>".repeat(50_000) + words),
        ("unknown elements", "<x-y>".repeat(100_000) + words),
    ] {
        if let Ok(copy) = read(what, "a.html", &page) {
            let proof = anchor(&copy.text, Sought { quote: "we go", ..Sought::default() });
            assert!(proof.verdict.is_proved(), "{what}: {proof:?}");
        }
    }
    let deep = read("200,000 nested", "a.html", &"<div>".repeat(200_000)).expect_err("too deep");
    assert!(deep.contains("too deep"), "{deep}");
    let bearing = format!("<p {}>we go", (0..50_000).map(|nth| format!("a{nth}='<>' ")).collect::<Vec<_>>().concat());
    read("50,000 attributes", "a.html", &bearing).expect_err("too many");
    for (what, page) in [
        ("half a MB of a line", "we go on in one line ".repeat(25_000)),
        ("paragraphs that do not end", "<p>we go".repeat(30_000)),
        ("100 levels", "<div>".repeat(100) + &words.repeat(5_000)),
        ("half a tag", "<a href='".to_owned() + &"x".repeat(3_000_000)),
        ("entities", "&amp;&lt;&#x200B;".repeat(20_000)),
        ("attributes", format!("<p {}>we go", (0..5_000).map(|nth| format!("a{nth} ")).collect::<Vec<_>>().concat())),
    ] {
        read(what, "a.html", &page).unwrap_or_else(|why| panic!("{what}: {why}"));
    }
}

#[test]
fn markdown_that_is_deep() {
    for (what, page) in [
        ("quotes in quotes", "> ".repeat(50_000) + "we go"),
        ("lists in lists", "- ".repeat(50_000) + "we go"),
        ("links", "[".repeat(100_000) + "we go"),
        ("links that close", "[a](".repeat(50_000)),
        ("emphasis", "*a _b ".repeat(50_000)),
        ("ticks", (1..700).map(|count| "`".repeat(count) + " ").collect()),
        ("tables", format!("{}\n{}\n{}", "|a".repeat(2000), "|-".repeat(2000), "|\n".repeat(2000))),
        ("pages in it", "<div>\n\n".repeat(50_000)),
    ] {
        drop(read(what, "a.md", &page));
    }
}
