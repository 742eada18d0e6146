//! What stands beside some checkouts: the articles of the timeline, and pages with quotes that others marked.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::support::{annals, root};

/// A folder beside the checkout, where there is one.
fn beside(name: &str) -> Option<PathBuf> {
    let folder = root().join("../shared").join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: {name} is not here");
    None
}

/// The exit code and the rows of the ledger.
fn ledger(file: &Path, copies: &Path) -> (Option<i32>, Vec<Value>) {
    let run = annals().args(["verify", "--format", "json", "--copies"]).arg(copies).arg(file).output().unwrap();
    (run.status.code(), serde_json::from_slice(&run.stdout).unwrap())
}

#[test]
fn every_quote_of_the_timeline_is_proved_by_its_articles() {
    let Some(articles) = beside("seeds") else { return };
    let (code, rows) = ledger(&root().join("timeline.yaml"), &articles);
    assert_eq!((code, rows.len()), (Some(0), 54));
    for row in &rows {
        let quote: Vec<&str> = row["quote"].as_str().unwrap().split_whitespace().collect();
        let found: Vec<&str> = row["found"].as_str().unwrap().split_whitespace().collect();
        assert_eq!(quote, found, "no quote of this timeline differs in more than a line break");
        assert_eq!(row["verdict"] == "normalised", row["quote"] != row["found"], "{row}");
    }
    assert_eq!(rows.iter().filter(|row| row["verdict"] == "normalised").count(), 1);
}

#[test]
fn a_byte_that_is_not_as_it_was_names_exactly_the_quotes_of_that_article() {
    let Some(articles) = beside("seeds") else { return };
    let paths: Vec<PathBuf> = fs::read_dir(&articles).unwrap().map(|entry| entry.unwrap().path()).collect();
    let sources = [("000_d70889bb988a406d.txt", "allied-troops"), ("001_36098fb0d92b2bac.txt", "peace-force")];
    for (name, source) in sources {
        let folder = tempfile::tempdir().unwrap();
        for path in &paths {
            let mut bytes = fs::read(path).unwrap();
            if path.ends_with(name) {
                let last = bytes.len() - 1;
                bytes[last] ^= 1;
            }
            fs::write(folder.path().join(path.file_name().unwrap()), bytes).unwrap();
        }
        let (code, rows) = ledger(&root().join("timeline.yaml"), folder.path());
        assert_eq!(code, Some(1));
        for row in rows {
            assert_eq!(row["verdict"] == "changed-copy", row["source"] == source, "{row}");
        }
    }
}

#[test]
fn quotes_that_others_marked_in_a_page_are_found_where_they_marked_them() {
    let Some(pages) = beside("samples/annotation") else { return };
    let mut anchored = 0;
    for entry in fs::read_dir(&pages).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let marked: Value = serde_json::from_str(&fs::read_to_string(&entry).unwrap()).unwrap();
        let selectors = marked["rows"].as_array().unwrap().iter().flat_map(|row| {
            row["target"][0]["selector"].as_array().unwrap().iter().filter(|it| it["type"] == "TextQuoteSelector")
        });
        let evidence: Vec<Value> = selectors
            .map(|it| json!({ "source": "page", "quote": it["exact"], "prefix": it["prefix"], "suffix": it["suffix"] }))
            .collect();
        let page = entry.with_extension("html");
        let timeline = json!({
            "annals": 1,
            "sources": { "page": { "title": "A page", "copy": page.file_name().unwrap().to_string_lossy() } },
            "events": [{ "title": "Marked", "evidence": evidence }],
        });
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("marked.json");
        fs::write(&file, timeline.to_string()).unwrap();
        let (code, rows) = ledger(&file, &pages);
        assert_eq!((code, rows.len()), (Some(0), evidence.len()), "{rows:?}");
        assert!(rows.iter().all(|row| row["verdict"] == "exact" && row["found"] == row["quote"]), "{rows:?}");
        anchored += rows.len();
    }
    assert!(anchored > 0, "there are pages");
}
