//! Saved views on the command line, and the rule about those that cannot be read.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{annals, root};

const TIMELINE: &str = "annals: 1
title: Small
actors: { ann: Ann, bob: Bob }
events:
  - { id: one, title: One, date: 2024, actors: [ann] }
  - { id: two, title: Two, date: 2025, actors: [bob] }
views:
  hers: actor:ann
  gone: \"from:2024 actor:cid\"
";

/// A folder with a timeline and a place for what is the user's.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("timeline.yaml"), TIMELINE).unwrap();
    folder
}

fn run(folder: &TempDir, args: &[&str]) -> (Option<i32>, String, String) {
    let mut command = annals();
    command.current_dir(folder.path()).env("XDG_STATE_HOME", folder.path().join("state")).args(args);
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

/// Saves a view as the explorer does.
fn save(folder: &TempDir, name: &str, query: &str) {
    let path = fs::canonicalize(folder.path().join("timeline.yaml")).unwrap();
    let kept = folder.path().join("state/annals/views");
    fs::create_dir_all(&kept).unwrap();
    let mut digest = sha2::Sha256::default();
    sha2::Digest::update(&mut digest, path.to_str().unwrap().as_bytes());
    sha2::Digest::update(&mut digest, [0]);
    let file =
        sha2::Digest::finalize(digest).iter().take(16).fold(String::new(), |name, byte| name + &format!("{byte:02x}"));
    let page = serde_json::json!({ "version": 1, "timeline": [path], "kept": { name: query } });
    fs::write(kept.join(file + ".json"), page.to_string()).unwrap();
}

#[test]
fn a_view_chooses_as_its_query_would() {
    let view = |args: &[&str]| {
        annals().current_dir(root()).args(["list", "timeline.yaml"]).args(args).output().expect("it runs").stdout
    };
    let (by_view, by_query) = (view(&["--view", "kellogg"]), view(&["--where", "actor:kellogg"]));
    assert_eq!(by_view, by_query);
    assert!(!by_view.is_empty());
    let (both, either) =
        (view(&["--view", "kellogg", "--from", "2025-07"]), view(&["--view", "kellogg", "--view", "july"]));
    assert_eq!(both, view(&["--where", "actor:kellogg from:2025-07"]));
    assert!(either.len() > by_view.len());
}

#[test]
fn an_export_takes_a_view_too_and_the_user_has_own_ones() {
    let folder = folder();
    save(&folder, "his", "actor:bob");
    let (code, out, err) = run(&folder, &["export", "-f", "csv", "--view", "his"]);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("Two") && !out.contains("One"), "{out}");
}

#[test]
fn an_unknown_view_is_told_with_one_that_is_near() {
    let folder = folder();
    let (code, _, err) = run(&folder, &["list", "--view", "her"]);
    assert_eq!(
        (code, err.as_str()),
        (Some(2), "error: --view: there is no view `her`\n  hint: did you mean `hers`?\n")
    );
    let (code, _, err) = run(&folder, &["list", "--view", "zzz"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("`annals list --views` lists those that there are"), "{err}");
    let (code, _, err) = run(&folder, &["list", "--view", "gone"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("--view gone: ") && err.contains("| from:2024 actor:cid\n  |                 ^^^"), "{err}");
}

#[test]
fn views_are_listed_with_what_they_keep() {
    let folder = folder();
    save(&folder, "his", "actor:bob");
    let (code, out, err) = run(&folder, &["list", "--views"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    insta::assert_snapshot!("listed_views", out);
    let (_, out, _) = run(&folder, &["list", "--views", "--format", "json", "--from", "2025"]);
    let rows: Value = serde_json::from_str(&out).unwrap();
    let counts: Vec<_> =
        rows.as_array().unwrap().iter().map(|row| (row["view"].as_str(), row["events"].as_u64())).collect();
    assert_eq!(counts, [(Some("hers"), Some(0)), (Some("gone"), None), (Some("his"), Some(1))]);
    assert!(rows[1]["fault"].as_str().is_some_and(|fault| fault.contains("cid")), "{rows}");
}

#[test]
fn views_are_counted_and_are_no_gaps() {
    let folder = folder();
    save(&folder, "his", "actor:bob");
    assert_eq!(run(&folder, &["list", "--views", "--count"]), (Some(0), "3\n".to_owned(), String::new()));
    let (_, out, _) = run(&folder, &["list", "--views", "--count", "--format", "json"]);
    assert_eq!(serde_json::from_str::<Value>(&out).unwrap(), serde_json::json!({ "count": 3 }));
    let (code, _, err) = run(&folder, &["list", "--views", "--gaps"]);
    assert!(code == Some(2) && err.contains("cannot be used with"), "{err}");
}

#[test]
fn a_query_that_cannot_be_read_is_found_with_a_caret_in_it() {
    let folder = folder();
    let (code, out, err) = run(&folder, &["check"]);
    assert_eq!(code, Some(0), "{err}");
    insta::assert_snapshot!("unreadable_view", format!("{out}{err}"));
}

#[test]
fn damaged_views_are_set_aside_and_reported() {
    let folder = folder();
    save(&folder, "his", "actor:bob");
    let kept = folder.path().join("state/annals/views");
    let file = fs::read_dir(&kept).unwrap().next().unwrap().unwrap().path();
    fs::write(&file, "{\"version\":1,").unwrap();
    let (code, _, err) = run(&folder, &["list", "--views"]);
    assert_eq!(code, Some(0));
    assert!(err.contains("your saved views are damaged and were set aside as "), "{err}");
    assert!(!file.exists() && file.with_extension("damaged").exists());
    fs::write(&file, "{\"version\":2,\"kept\":\"whatever\"}").unwrap();
    let (_, _, err) = run(&folder, &["list", "--views"]);
    assert!(err.contains("of a later annals"), "{err}");
    assert!(file.exists());
    let (_, _, err) = run(&folder, &["list", "--views", "--view", "hers"]);
    assert_eq!(err.matches("of a later annals").count(), 1, "{err}");
}
