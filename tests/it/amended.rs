//! Fields set in files of every layout: what was there stays, line for line and field for field.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use annals::model::document::{Amended, Amendment, Document, Syntax, amend, parse};
use annals::model::place::Place;
use proptest::prelude::*;
use serde_json::Value as Json;

use crate::support::data;

fn json_of(document: &Document) -> Json {
    serde_json::to_value(document.to_value()).expect("JSON")
}

/// A record that takes fields: where it is written, the way to it in the document as JSON, its keys.
struct Spot {
    record: Place,
    way: String,
    keys: &'static [&'static str],
}

const CONTEXT: &[&str] = &["prefix", "suffix"];

fn spots(document: &Document) -> Vec<Spot> {
    let mut spots = Vec::new();
    let mut add = |record: Place, way: String, keys| spots.push(Spot { record, way, keys });
    for at in 0..document.sources.len() {
        let (id, source) = (document.sources.id(at), &document.sources[at]);
        add(source.written, format!("/sources/{id}"), &["sha256"]);
    }
    for (nth, event) in document.events.iter().enumerate() {
        for (at, evidence) in event.evidence.iter().enumerate() {
            add(evidence.written, format!("/events/{nth}/evidence/{at}"), CONTEXT);
        }
        for (at, statement) in event.statements.iter().enumerate() {
            add(statement.written, format!("/events/{nth}/statements/{at}"), CONTEXT);
        }
    }
    for (nth, dispute) in document.disputes.iter().enumerate() {
        for (at, side) in dispute.sides.iter().enumerate() {
            add(side.written, format!("/disputes/{nth}/sides/{at}"), CONTEXT);
        }
    }
    spots
}

/// Lines as an editor counts them.
fn lines(text: &str) -> Vec<String> {
    text.replace("\r\n", "\n").replace('\r', "\n").split('\n').map(str::to_owned).collect()
}

/// The old lines with the changes made by hand.
fn patched(old: &str, amended: &Amended) -> Vec<String> {
    let mut patched = lines(old);
    for change in amended.changes.iter().rev() {
        let was: Vec<String> =
            patched.splice(change.old_line - 1..change.old_line - 1 + change.old.len(), change.new.clone()).collect();
        assert_eq!(was, change.old);
    }
    patched
}

/// A field of a record with its new text.
type Field<'a> = (&'a Spot, &'static str, &'a str);

fn set(text: &str, wanted: &[Field]) -> Result<Amended, String> {
    let amendment = |(spot, key, value): &Field| Amendment { record: spot.record, key, value: (*value).to_owned() };
    let amendments: Vec<Amendment> = wanted.iter().map(amendment).collect();
    amend(text, 0, Syntax::Yaml, &amendments).map_err(|finding| finding.message)
}

/// What the amended text must be, found without the help of the program: the old document in JSON with
/// the fields set, and the old lines with the changes made.
fn reads_back(text: &str, document: &Document, wanted: &[Field], amended: &Amended) {
    let mut target = json_of(document);
    for (spot, key, value) in wanted {
        target.pointer_mut(&spot.way).unwrap_or_else(|| panic!("{} in {text}", spot.way))[*key] = (*value).into();
    }
    assert_eq!(json_of(&parse(&amended.text, 0, Syntax::Yaml).document), target, "{text}\n=>\n{}", amended.text);
    assert_eq!(patched(text, amended), lines(&amended.text), "{text}\n=>\n{}", amended.text);
}

/// The fields are set, and nothing stands in the changed lines but them.
fn holds(text: &str, document: &Document, wanted: &[Field]) {
    let amended = set(text, wanted).unwrap_or_else(|told| panic!("{told}\n{text}"));
    reads_back(text, document, wanted, &amended);
    for change in &amended.changes {
        for line in &change.new {
            let bare = line.replace(',', "");
            let is_named = wanted.iter().any(|(_, key, value)| line.contains(key) || line.contains(&value[..2]));
            let is_comma = change.old.iter().any(|old| old.replace(',', "") == bare);
            assert!(is_named || is_comma, "{line:?} in:\n{}", amended.text);
        }
    }
    for line_break in ["\r\n", "\r", "\n"] {
        let of = |text: &str| text.replace("\r\n", "N").matches(line_break).count();
        assert!(of(text) > 0 || of(&amended.text) == 0, "{line_break:?} is new in:\n{}", amended.text);
    }
    assert_eq!(text.ends_with(['\n', '\r']), amended.text.ends_with(['\n', '\r']), "{text:?}\n=>\n{:?}", amended.text);
}

/// A chooser that takes its choices from bytes, so that they can be made fewer and smaller.
struct Dice<'a>(&'a [u8]);

impl Dice<'_> {
    fn roll(&mut self, sides: usize) -> usize {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        usize::from(*first) % sides
    }

    fn comment(&mut self) -> &'static str {
        ["", "", " # c: {x", "\t# \"c"][self.roll(4)]
    }
}

/// A text in a style that stands behind a key in block style, its further lines at `indent`.
fn block_scalar(dice: &mut Dice, indent: &str) -> String {
    let style = dice.roll(11);
    let comment = dice.comment();
    match style {
        0 => format!("one, two{comment}"),
        1 => format!("one\n{indent}two # c"),
        2 => format!("'it''s # not'{comment}"),
        3 => format!("\"a: \\\"b\\\", {{c\"{comment}"),
        4 => format!("\"one\n\n{indent}two\"{comment}"),
        5 => format!(">-{comment}\n{indent}one\n{indent}two"),
        6 => format!("|{comment}\n{indent}# one\n\n{indent}  two\n"),
        7 => format!("|+{comment}\n{indent}one\n\n"),
        8 => format!("\n{indent}'one'{comment}"),
        9 => format!("!!str one{comment}"),
        _ => format!(">{comment}\n\n{indent}one\n{indent} \n"),
    }
}

fn flow_scalar(dice: &mut Dice) -> &'static str {
    ["one two", "'it''s'", "\"a: }, \\\"b\"", "one\n   two", "\"one\n\n   two\""][dice.roll(5)]
}

/// The keys of a record in some order: the required one, texts, and a list.
fn chosen<'k>(dice: &mut Dice, required: &'k str, others: &[&'k str]) -> Vec<&'k str> {
    let mut keys = vec![required];
    for other in others {
        if dice.roll(2) == 1 {
            let at = dice.roll(keys.len() + 1);
            keys.insert(at, other);
        }
    }
    keys
}

const LISTS: &[&str] = &["cites", "topics"];

/// A record in block style whose keys begin at `indent`; the first follows what is before it.
fn block_record(dice: &mut Dice, keys: &[&str], indent: &str) -> String {
    let mut out = String::new();
    for (nth, key) in keys.iter().enumerate() {
        let start = if nth == 0 { "" } else { indent };
        let value = match LISTS.contains(key) {
            true if dice.roll(2) == 0 => "[a, b]".to_owned() + dice.comment(),
            true => format!("\n{indent}- a{}\n{indent}-  b", dice.comment()),
            false => block_scalar(dice, &format!("{indent}  ")),
        };
        let space = if value.starts_with('\n') { "" } else { " " };
        let key = if dice.roll(6) == 5 { format!("\"{key}\"") } else { (*key).to_owned() };
        let more = ["", "", "\n", "# between\n", "  # between\n\n"][dice.roll(5)];
        let _ = write!(out, "{start}{key}:{space}{value}\n{more}");
    }
    out
}

/// A record between braces, on one line or on several.
fn flow_record(dice: &mut Dice, keys: &[&str], indent: &str) -> String {
    let is_json = dice.roll(3) == 0;
    let on_lines = dice.roll(2) == 1;
    let mut fields = Vec::new();
    for key in keys {
        let value = match (LISTS.contains(key), is_json) {
            (true, true) => "[\"a\",\"b\"]",
            (true, false) => "[ a,\n   b ]",
            (false, true) => "\"a: }, \\\"b\"",
            (false, false) => flow_scalar(dice),
        };
        fields.push(if is_json { format!("\"{key}\":{value}") } else { format!("{key}: {value}") });
    }
    let comma = if !is_json && dice.roll(3) == 2 { "," } else { "" };
    if !on_lines {
        return format!("{{ {}{comma} }}{}\n", fields.join(", "), dice.comment());
    }
    let mut out = "{\n".to_owned();
    for (nth, field) in fields.iter().enumerate() {
        let comma = if nth + 1 < fields.len() { "," } else { comma };
        let comment = if is_json { "" } else { dice.comment() };
        let _ = writeln!(out, "{indent}  {field}{comma}{comment}");
    }
    format!("{out}{indent}}}\n")
}

fn record(dice: &mut Dice, keys: &[&str], column: usize, is_item: bool) -> String {
    let indent = " ".repeat(column);
    match (dice.roll(3), is_item) {
        (0, true) => format!(" {}", flow_record(dice, keys, &indent)),
        (0, false) => format!(" {}", flow_record(dice, keys, &indent)),
        (1, true) => format!(" {}", block_record(dice, keys, &indent)),
        _ => format!("\n{indent}{}", block_record(dice, keys, &indent)),
    }
}

/// A whole timeline in a layout that the dice choose.
fn timeline(dice: &mut Dice) -> String {
    let mut out = ["", "# head\n", "---\n", "%YAML 1.2\n---\n"][dice.roll(4)].to_owned() + "sources:\n";
    for nth in 0..=dice.roll(3) {
        let keys = chosen(dice, "title", &["copy", "sha256", "cites", "note"]);
        let _ = write!(out, "  s{nth}:{}", record(dice, &keys, 4, false));
    }
    out += "events:\n";
    for nth in 0..=dice.roll(2) {
        let _ = write!(out, "  - title: E{nth}\n    evidence:\n");
        for _ in 0..=dice.roll(2) {
            let keys = chosen(dice, "source", &["quote", "prefix", "suffix", "at"]);
            let _ = write!(out, "      -{}", record(dice, &keys, 8, true));
        }
        out += "    statements:\n";
        for _ in 0..=dice.roll(2) {
            let keys = chosen(dice, "speaker", &["quote", "topics", "prefix", "note"]);
            let _ = write!(out, "    -{}", record(dice, &keys, 6, true));
        }
    }
    if dice.roll(3) == 0 {
        out += ["...\n", "# end\n", "\n\n"][dice.roll(3)];
    } else if dice.roll(2) == 0 {
        out.truncate(out.trim_end_matches('\n').len());
    }
    let line_break = ["\n", "\n", "\r\n", "\r"][dice.roll(4)];
    let mark = ["", "", "\u{feff}"][dice.roll(3)];
    format!("{mark}{}", out.replace('\n', line_break))
}

const VALUES: &[&str] = &["said that", "5b2c", "12e10", "a: \"b\", {c", "it's\n\u{202e}x\u{e0041}", " no "];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(800))]

    #[test]
    fn files_of_any_layout_are_amended(bytes in prop::collection::vec(any::<u8>(), 0..200), which in any::<u64>()) {
        let mut dice = Dice(&bytes);
        let text = timeline(&mut dice);
        let parsed = parse(&text, 0, Syntax::Yaml);
        prop_assert!(!parsed.is_broken, "{:?}\n{}", parsed.findings, text);
        let spots = spots(&parsed.document);
        let all = spots.iter().flat_map(|spot| spot.keys.iter().map(move |key| (spot, *key)));
        let some = all.enumerate().filter(|(nth, _)| which >> (nth % 64) & 1 == 1);
        let wanted: Vec<_> = some.map(|(nth, (spot, key))| (spot, key, VALUES[(nth + bytes.len()) % VALUES.len()])).collect();
        holds(&text, &parsed.document, &wanted);
    }
}

/// Parts of which YAML of every kind can be made, and much that is none.
const PARTS: &[&str] = &[
    "\n    ", "\n    ", "\n      ", "\n  r: ", "\r\n    ", "\n", "\r", " ", "\t", "title: ", "copy: ", "sha256: ",
    "sha256:", "cites: ", "note: ", "? ", ": ", "- a", "|", ">-", "|+", "'x'", "\"x\"", "\"", "{ ", " }", "[a]", ", ",
    "#", " # c", "&a ", "*a", "*a : ", "!!str ", "<<: *a", "é x", "x", "~", "...", "---", "\u{feff}",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5000))]

    #[test]
    fn any_text_is_amended_or_refused(parts in prop::collection::vec(0..PARTS.len(), 0..14), flow in any::<bool>()) {
        let parts: String = parts.iter().map(|part| PARTS[*part]).collect();
        let text = if flow { format!("sources: {{ s: {{ title: T, {parts} }} }}") } else { format!("sources:\n  s:\n    {parts}") };
        let document = parse(&text, 0, Syntax::Yaml).document;
        for spot in spots(&document) {
            let wanted = [(&spot, "sha256", "5b2c")];
            if let Ok(amended) = set(&text, &wanted) {
                reads_back(&text, &document, &wanted, &amended);
            }
        }
    }
}

/// Every field of every record at once, and one at a time as many as leave the tests quick.
fn each_and_all(text: &str) -> usize {
    let parsed = parse(text, 0, Syntax::Yaml);
    assert_eq!(parsed.findings, []);
    let spots = spots(&parsed.document);
    let all: Vec<_> =
        spots.iter().flat_map(|spot| spot.keys.iter().map(move |key| (spot, *key, "0e12, \u{200b}"))).collect();
    for wanted in all.iter().step_by(all.len() / 30 + 1) {
        holds(text, &parsed.document, &[*wanted]);
    }
    holds(text, &parsed.document, &all);
    all.len()
}

#[test]
fn the_files_of_the_project_are_amended() {
    let timeline = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("timeline.yaml")).expect("readable");
    let mut count = each_and_all(&timeline);
    for name in ["awkward.yaml", "harbour.yaml", "whole.json"] {
        count += each_and_all(&fs::read_to_string(data(name)).expect("readable"));
    }
    assert!(count > 100, "{count} fields");
}

#[test]
fn a_timeline_of_many_records_is_amended_at_once() {
    let records = 5_000;
    let mut text = "sources:\n".to_owned();
    for nth in 0..records {
        let _ = write!(text, "  s{nth}:\n    title: T\n");
    }
    let document = parse(&text, 0, Syntax::Yaml).document;
    let spots = spots(&document);
    let wanted: Vec<_> = spots.iter().map(|spot| (spot, "sha256", "5b2c")).collect();
    holds(&text, &document, &wanted);
    assert_eq!(wanted.len(), records);
}
