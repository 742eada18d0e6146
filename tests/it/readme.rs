//! The README's tables, picture and ledger are those of the code.
//!
//! `UPDATE_README=1 cargo test readme` writes them anew.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::PathBuf;

use annals::check::RULES;
use annals::evidence::copy::KINDS;
use annals::evidence::fold::Fold;
use annals::export::FORMATS;
use annals::load::load;
use annals::model::query::{FIELDS, GRAMMAR};
use annals::model::verdict::Verdict;
use annals::tui::keys::{CHAPTERS, KEYS, chapter};
use annals::tui::origin::Origin;
use annals::tui::picture;
use annals::tui::roles::ROLES;
use annals::tui::theme::Theme;
use annals::user::config::settings::{SETTINGS, Value};

use crate::annals::run;
use crate::support::root;

fn rules() -> String {
    RULES.iter().fold(String::from("| rule | finds |\n|---|---|\n"), |mut table, rule| {
        let _ = writeln!(table, "| `{}` | {} |", rule.name, rule.doc);
        table
    })
}

fn fields() -> String {
    FIELDS.iter().fold(String::from("| field | keeps |\n|---|---|\n"), |mut table, field| {
        let _ = writeln!(table, "| `{}:` | {} |", field.name, field.doc);
        table
    })
}

fn grammar() -> String {
    GRAMMAR.iter().fold(String::from("| query | keeps |\n|---|---|\n"), |mut table, (form, doc)| {
        let forms: Vec<String> = form.split("  ").map(|form| format!("`{form}`")).collect();
        let _ = writeln!(table, "| {} | {doc} |", forms.join(" "));
        table
    })
}

fn formats() -> String {
    FORMATS.iter().fold(String::from("| format | endings | what it is |\n|---|---|---|\n"), |mut table, format| {
        let endings: Vec<String> = format.extensions.iter().map(|ending| format!("`.{ending}`")).collect();
        let _ = writeln!(table, "| `{}` | {} | {} |", format.name, endings.join(" "), format.doc);
        table
    })
}

fn keys() -> String {
    let mut out = String::new();
    for (heading, _) in CHAPTERS {
        let _ = writeln!(out, "**{heading}**\n\n| key | does |\n|---|---|");
        for row in KEYS.iter().filter(|row| chapter(row) == Some(heading)) {
            let names: Vec<String> = row.keys.iter().map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
            let _ = writeln!(out, "| {} | {} |", names.join(" "), row.doc.replace('|', "\\|"));
        }
        out.push('\n');
    }
    out.trim_end().to_owned() + "\n"
}

fn settings() -> String {
    let mut out = String::from("| table | setting | unless set | what it is |\n|---|---|---|---|\n");
    for setting in SETTINGS {
        let table = if setting.table.is_empty() { String::new() } else { format!("`[{}]`", setting.table) };
        let default = match setting.default {
            Value::Word(word) => word.to_owned(),
            Value::Truth(truth) => truth.to_string(),
            Value::Number(number) => number.to_string(),
        };
        let _ = writeln!(out, "| {table} | `{}` | {default} | {} |", setting.name, setting.doc);
    }
    for row in &ROLES {
        let _ = writeln!(out, "| `[colours]` | `{}` | | {} |", row.name, row.doc);
    }
    out + "| `[keys]` | a key, or a row of keys | | the name of what it does, or `none` |\n"
}

fn verdicts() -> String {
    Verdict::ALL.iter().fold(String::from("| verdict | what it means |\n|---|---|\n"), |mut table, verdict| {
        let _ = writeln!(table, "| `{}` | {} |", verdict.word(), verdict.doc());
        table
    })
}

fn folds() -> String {
    Fold::ALL.iter().fold(
        String::from("| typography | what is taken for the same |\n|---|---|\n"),
        |mut table, fold| {
            let _ = writeln!(table, "| {} | {} |", fold.name(), fold.doc());
            table
        },
    )
}

fn kinds() -> String {
    KINDS.iter().fold(String::from("| copies | what is taken for their text |\n|---|---|\n"), |mut table, kind| {
        let endings: Vec<String> = kind.endings.iter().map(|ending| format!("`.{ending}`")).collect();
        let _ = writeln!(table, "| {} | {} |", endings.join(" "), kind.doc);
        table
    })
}

/// What `annals verify` says of the example: the first quote of each verdict, and the sum.
fn verify() -> String {
    let told = run(&root().join("examples/harbour-bridge"), &["verify"]);
    let (mut seen, mut is_first) = (BTreeSet::new(), false);
    let lines = told.stdout.lines().filter(|line| {
        let word = line.split(' ').next().unwrap_or_default();
        is_first = if word.is_empty() { is_first || line.is_empty() } else { seen.insert(word) };
        is_first
    });
    format!("```text\n{}\n```\n", lines.collect::<Vec<_>>().join("\n"))
}

/// The text with the block between two marks replaced.
fn with_block(text: &str, name: &str, block: &str) -> String {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let start = text.find(&open).unwrap_or_else(|| panic!("the README has no {open}")) + open.len();
    let end = text.find(&close).unwrap_or_else(|| panic!("the README has no {close}"));
    format!("{}\n{block}\n{}", &text[..start], &text[end..])
}

/// The same, or written anew where that is asked.
fn holds(path: PathBuf, wanted: &str) {
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(&path, wanted).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == wanted,
        "{} is not what the code says; UPDATE_README=1 cargo test readme writes it",
        path.display()
    );
}

#[test]
fn the_tables_are_those_of_the_code() {
    let path = root().join("README.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let blocks = [
        ("rules", rules()),
        ("grammar", grammar()),
        ("fields", fields()),
        ("formats", formats()),
        ("keys", keys()),
        ("settings", settings()),
        ("verify", verify()),
        ("verdicts", verdicts()),
        ("kinds", kinds()),
        ("folds", folds()),
    ];
    let wanted = blocks.iter().fold(text, |text, (name, block)| with_block(&text, name, block));
    holds(path, &wanted);
}

#[test]
fn the_pictures_are_what_the_explorer_shows() {
    let affair = "examples/harbour-bridge/timeline.yaml";
    let pictures = [
        ("docs/explorer.svg", "timeline.yaml", (110, 32), "a kellogg Enter ] ]"),
        ("docs/lanes.svg", "timeline.yaml", (124, 36), "L r a kellogg Enter"),
        ("docs/disputes.svg", "timeline.yaml", (124, 36), "D g Tab Tab Tab Tab Tab l"),
        ("docs/known.svg", affair, (110, 32), ". . . g j j j j j j j j 3"),
    ];
    for (picture, file, size, keys) in pictures {
        let paths = vec![root().join(file)];
        let loaded = load(&paths).unwrap();
        let theme = Theme::DARK;
        let buffer = annals::tui::shot(loaded, Origin { paths, ..Origin::default() }, theme, size, keys);
        holds(root().join(picture), &picture::svg(&buffer, &picture::DARK));
    }
}

#[test]
fn the_drawing_is_what_is_exported() {
    let actors = ["macron", "starmer", "kellogg"].iter().flat_map(|actor| ["--actor", actor]);
    let args: Vec<&str> = ["export", "-f", "svg"].into_iter().chain(actors).collect();
    assert!(
        std::fs::read_to_string(root().join("README.md"))
            .unwrap()
            .contains("--actor macron --actor starmer --actor kellogg -o drawing.svg")
    );
    holds(root().join("docs/drawing.svg"), &run(root(), &args).stdout);
}

#[test]
fn every_key_of_the_tour_is_a_key() {
    let text = std::fs::read_to_string(root().join("README.md")).unwrap();
    for key in ["a", "]", "[", "f", "s", "D", "h", "l", "v", "x", "?", "q", "j", "k", "Enter", "Esc"] {
        assert!(text.contains(&format!("`{key}`")), "{key}");
        assert!(KEYS.iter().any(|row| row.keys.contains(&key)), "{key}");
    }
}
