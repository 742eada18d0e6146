//! The example that proves itself: every verdict on purpose, and nothing else wrong with it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use annals::evidence::copy::digest;
use annals::load::{Loaded, load};
use annals::model::verdict::Verdict;
use serde_json::Value;

use crate::annals::{feed, run};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples/harbour-bridge")
}

fn loaded() -> Loaded {
    let loaded = load(&[folder().join("timeline.yaml")]).unwrap();
    assert!(loaded.findings.is_empty(), "{:#?}", loaded.findings);
    loaded
}

/// The ledger as JSON, of the example itself or of another text in its place.
fn ledger(of: Option<&str>) -> Vec<Value> {
    let told = feed(&folder(), &["verify", "--format", "json", of.map_or("timeline.yaml", |_| "-")], of.unwrap_or(""));
    assert_eq!(told.code, Some(1), "{}", told.stderr);
    serde_json::from_str(&told.stdout).unwrap()
}

fn word<'v>(row: &'v Value, key: &str) -> &'v str {
    row[key].as_str().unwrap_or_default()
}

#[test]
fn the_example_has_every_verdict() {
    let rows = ledger(None);
    let found: BTreeSet<&str> = rows.iter().map(|row| word(row, "verdict")).collect();
    assert_eq!(found, Verdict::ALL.iter().map(|verdict| verdict.word()).collect());
    let told = run(&folder(), &["verify"]);
    assert_eq!((told.code, &*told.stderr), (Some(1), ""));
    insta::assert_snapshot!(told.stdout);
}

#[test]
fn a_comment_beside_each_quote_says_why_it_is_not_exact() {
    let text = std::fs::read_to_string(folder().join("timeline.yaml")).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let mut before = 0;
    for row in ledger(None) {
        let at = usize::try_from(row["line"].as_u64().unwrap()).unwrap();
        let comments: Vec<&str> = lines[before..at].iter().filter_map(|line| Some(line.split_once("# ")?.1)).collect();
        let verdict = word(&row, "verdict");
        let is_said = comments.iter().any(|comment| comment.starts_with(verdict));
        assert!(verdict == "exact" || is_said, "line {at} does not say that it is {verdict}: {comments:?}");
        before = at;
    }
}

#[test]
fn every_digest_is_of_the_copy_or_of_its_first_wording() {
    let loaded = loaded();
    let mut changed = Vec::new();
    for source in loaded.timeline.sources().map(|source| loaded.timeline.source(source)) {
        let Some(copy) = &source.record().copy else { continue };
        let bytes = std::fs::read(folder().join(&**copy)).unwrap();
        let recorded = source.record().sha256.as_deref().unwrap();
        if digest(&bytes) != recorded {
            let first = String::from_utf8(bytes).unwrap().replace("did not act on", "ignored");
            assert_eq!(digest(first.as_bytes()), recorded, "{}", source.id());
            changed.push(source.id().to_owned());
        }
    }
    assert_eq!(changed, ["courier-0415"]);
}

#[test]
fn what_no_reader_of_the_page_sees_is_no_text() {
    let page = std::fs::read_to_string(folder().join("copies/gazette-0412.html")).unwrap();
    let rows = ledger(None);
    let orphans: Vec<&str> =
        rows.iter().filter(|row| word(row, "verdict") == "orphan").map(|row| word(row, "quote")).collect();
    assert_eq!(orphans, ["The bridge could come down tomorrow"]);
    assert!(page.contains(orphans[0]));
}

#[test]
fn the_example_holds_together() {
    let told = run(&folder(), &["check", "--format", "json"]);
    assert_eq!(told.code, Some(0), "{}{}", told.stdout, told.stderr);
    let shown = run(&folder(), &["shot", "--size", "120x36", "--keys", "a o s e i Enter ]"]);
    assert_eq!(shown.code, Some(0), "{}", shown.stderr);
    for seen in ["The Harbour Bridge affair", "Osei speaks on the radio", "I told them in March"] {
        assert!(shown.stdout.contains(seen), "{seen} is not in\n{}", shown.stdout);
    }
}

#[test]
fn the_example_reads_back_with_the_same_verdicts() {
    let written = run(&folder(), &["export", "-f", "yaml"]).stdout;
    let json = |told: crate::annals::Run| serde_json::from_str::<Value>(&told.stdout).unwrap();
    let again = json(feed(&folder(), &["export", "-", "-f", "json"], &written));
    assert_eq!(again, json(run(&folder(), &["export", "-f", "json"])));
    let proofs = |rows: Vec<Value>| {
        let mut proofs: Vec<String> =
            rows.iter().map(|row| format!("{} {} {}", row["source"], row["quote"], row["verdict"])).collect();
        proofs.sort();
        proofs
    };
    assert_eq!(proofs(ledger(Some(&written))), proofs(ledger(None)));
}
