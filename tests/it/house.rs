//! The habits of the house: which way imports point, and what no file may hold.

use crate::support::root;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// Every file of source, by its path under `src`, with its text.
fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("readable").path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|ending| ending == "rs") {
                let name = entry.strip_prefix(root().join("src")).expect("under src").display().to_string();
                found.push((name, fs::read_to_string(&entry).expect("UTF-8")));
            }
        }
    }
    found.sort();
    assert!(found.len() > 30, "{} files", found.len());
    found
}

/// The source without its comments and its tests, which have freedoms of their own.
fn code(text: &str) -> String {
    let tested = text.split("#[cfg(test)]").next().unwrap_or(text).split("#[cfg(all(test").next().unwrap_or(text);
    let lines = tested.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line });
    lines.collect::<Vec<_>>().join("\n")
}

/// The room of a file: its first folder, or its name where it stands in none.
fn room(name: &str) -> &str {
    name.split(['/', '.']).next().unwrap_or(name)
}

/// Which rooms a room may look into; itself is understood.
const MAY_USE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("load", &["model"]),
    ("user", &["model", "load"]),
    ("evidence", &["model", "load"]),
    ("check", &["model", "load", "evidence"]),
    ("export", &["model", "load", "evidence"]),
    ("tui", &["model", "load", "evidence", "check", "export", "user"]),
    ("cli", &["model", "load", "evidence", "check", "export", "tui", "user"]),
    ("main", &["cli"]),
];

/// How many `super::` lead from a file's module to the root of the crate.
fn depth(name: &str) -> usize {
    let parts = name.trim_end_matches(".rs").split('/').count();
    if name.ends_with("/mod.rs") { parts - 1 } else { parts }
}

/// The rooms that the file `name` names behind `crate::` (or `annals::` in main) or enough `super::`,
/// also in braces.
fn used(name: &str, code: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for prefix in ["crate::", "annals::", &"super::".repeat(depth(name))] {
        for rest in code.split(prefix).skip(1) {
            let names = match rest.strip_prefix('{') {
                Some(list) => {
                    let mut depth = 0;
                    let end = list.find(|sign| {
                        depth += i32::from(sign == '{') - i32::from(sign == '}');
                        depth < 0
                    });
                    list[..end.unwrap_or(list.len())].split(',').collect()
                }
                None => vec![rest],
            };
            let word = |name: &str| {
                name.trim().split(|sign: char| !sign.is_alphanumeric() && sign != '_').next().map(str::to_owned)
            };
            rooms.extend(names.into_iter().filter_map(word).filter(|name| !name.is_empty()));
        }
    }
    rooms
}

#[test]
fn what_a_file_uses_is_seen_however_it_is_named() {
    let used = |name: &str, code: &str| used(name, code).join(" ");
    assert_eq!(
        used("cli/x.rs", "use crate::{model::date, load}; crate::check::x(annals::cli::y)"),
        "model load check cli"
    );
    assert_eq!(used("model/date/read.rs", "use super::super::super::tui::x; use super::super::date;"), "tui");
    assert_eq!(used("model/date/mod.rs", "use super::super::{cli, load::x}; use super::place;"), "cli load");
    assert_eq!(used("load.rs", "use super::model::x;"), "model");
}

#[test]
fn imports_point_one_way() {
    let sources = sources();
    let rooms: BTreeSet<&str> = sources.iter().map(|(name, _)| room(name)).filter(|room| *room != "lib").collect();
    let known: BTreeSet<&str> = MAY_USE.iter().map(|(room, _)| *room).collect();
    assert_eq!(rooms, known, "the rooms that there are have a row each, and no others");
    let named: BTreeSet<&str> = MAY_USE.iter().flat_map(|(_, others)| *others).copied().collect();
    assert!(named.is_subset(&known), "{named:?}");
    for (name, text) in sources.iter().filter(|(name, _)| name != "lib.rs") {
        let own = room(name);
        let allowed = MAY_USE.iter().filter(|(room, _)| *room == own).flat_map(|(_, others)| *others);
        let allowed: Vec<&str> = allowed.copied().collect();
        for other in used(name, &code(text)) {
            assert!(other == own || allowed.contains(&other.as_str()), "src/{name} looks into {other}");
        }
    }
}

/// Words that belong to one room, by the begin of the path where they may stand.
const AT_HOME: &[(&str, &[&str])] = &[
    ("ratatui", &["tui/"]),
    ("crossterm", &["tui/"]),
    ("clap", &["cli/"]),
    ("print!(", &["cli/"]),
    ("println!(", &["cli/"]),
    ("serde_yaml", &["model/document"]),
    ("granit_parser", &["model/document"]),
    ("toml::", &["user/config/"]),
    ("quick_xml", &["export/svg"]),
];

#[test]
fn every_crate_stays_in_its_room() {
    for (name, text) in sources() {
        let code = code(&text);
        for (word, homes) in AT_HOME {
            let home = homes.iter().any(|home| name.starts_with(home));
            assert!(home || !stands_in(&code, word), "src/{name} uses {word}");
        }
    }
}

/// Does the word stand there, not as the end of a longer one?
fn stands_in(code: &str, word: &str) -> bool {
    code.match_indices(word)
        .any(|(at, _)| !code[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_' || before == '.'))
}

#[test]
fn every_file_begins_with_its_one_responsibility() {
    for (name, text) in sources() {
        let first = text.lines().next().unwrap_or("");
        assert!(first.starts_with("//! ") && first.len() > 12, "src/{name} begins with {first:?}");
        let page = text.lines().take_while(|line| line.starts_with("//!")).count();
        assert!(name == "lib.rs" || page <= 6, "src/{name} begins with a page, not a sentence");
    }
}

#[test]
fn nothing_is_left_undone_and_nothing_panics() {
    let undone = ["TODO", "FIXME", "XXX:", "todo!(", "unimplemented!("];
    let panics = [".unwrap()", ".expect(", "panic!(", "unreachable!(", "unsafe "];
    for (name, text) in sources() {
        let code = code(&text);
        for word in undone {
            assert!(!text.contains(word), "src/{name} holds {word}");
        }
        for word in panics {
            assert!(!code.contains(word), "src/{name} holds {word}");
        }
    }
}

/// The files that belong to the project, where git can tell.
fn kept() -> Option<Vec<PathBuf>> {
    let listed = Command::new("git").args(["ls-files", "-z"]).current_dir(root()).output().ok()?;
    let names = String::from_utf8(listed.stdout).ok().filter(|_| listed.status.success())?;
    Some(names.split('\0').filter(|name| !name.is_empty()).map(|name| root().join(name)).collect())
}

#[test]
fn no_file_names_the_place_where_it_was_written() {
    let Some(files) = kept() else {
        println!("skipped: git is not here to say which files belong to the project");
        return;
    };
    let places = ["/wo rk/", "/ro ot/", "/ho me/"].map(|place| place.replace(' ', ""));
    for file in files {
        let Ok(text) = fs::read_to_string(&file) else { continue };
        for place in &places {
            assert!(!text.contains(place.as_str()), "{} names {place}", file.display());
        }
    }
}
