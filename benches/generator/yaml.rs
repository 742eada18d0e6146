//! A timeline in YAML, as people write it.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::Made;
use super::value::{Key, Layout, Style, Value};

/// How wide a line of prose is.
const WIDTH: usize = 96;

/// Writes it all, part by part.
pub fn write(made: &Made, out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"# Made by chance, the same each time.\n\n")?;
    let mut buffer = String::new();
    entries(&mut buffer, &made.head(), 0);
    out.write_all(buffer.as_bytes())?;
    map(out, "sources", made.cast.sources(&made.words))?;
    map(out, "actors", made.cast.actors(&made.words))?;
    out.write_all(b"\nevents:\n")?;
    for nth in 0..made.events {
        let remark = made.remark(nth).map_or(String::new(), |remark| format!("  # {remark}\n"));
        out.write_all(remark.as_bytes())?;
        item(out, &mut buffer, &made.event(nth))?;
        out.write_all(b"\n")?;
    }
    if made.disputes().next().is_some() {
        out.write_all(b"disputes:\n")?;
        made.disputes().try_for_each(|dispute| item(out, &mut buffer, &dispute))?;
    }
    map(out, "views", made.views().into_iter())
}

fn map(out: &mut impl Write, key: &str, mut records: impl Iterator<Item = (Key, Value)>) -> io::Result<()> {
    writeln!(out, "\n{key}:")?;
    let mut buffer = String::new();
    records.try_for_each(|record| {
        buffer.clear();
        entries(&mut buffer, &[record], 2);
        out.write_all(buffer.as_bytes())
    })
}

/// An item of a list at the root.
fn item(out: &mut impl Write, buffer: &mut String, record: &Value) -> io::Result<()> {
    buffer.clear();
    items(buffer, std::slice::from_ref(record), 2);
    out.write_all(buffer.as_bytes())
}

fn indent(out: &mut String, width: usize) {
    out.extend(std::iter::repeat_n(' ', width));
}

fn entries(out: &mut String, entries: &[(Key, Value)], at: usize) {
    for (nth, (key, value)) in entries.iter().enumerate() {
        // The first key of an item stands behind its hyphen.
        if nth > 0 || !out.ends_with("- ") {
            indent(out, at);
        }
        out.push_str(key);
        out.push(':');
        match value {
            Value::Map(inner, Layout::Block) => {
                out.push('\n');
                self::entries(out, inner, at + 2);
            }
            Value::List(inner, Layout::Block) => {
                out.push('\n');
                items(out, inner, at + 2);
            }
            Value::Text(text, style) => {
                out.push(' ');
                scalar(out, text, *style, at + 2);
                out.push('\n');
            }
            Value::Bare(_) | Value::Map(..) | Value::List(..) => {
                out.push(' ');
                flow(out, value);
                out.push('\n');
            }
        }
    }
}

fn items(out: &mut String, items: &[Value], at: usize) {
    for item in items {
        indent(out, at);
        out.push_str("- ");
        if let Value::Map(inner, Layout::Block) = item {
            entries(out, inner, at + 2);
        } else {
            flow(out, item);
            out.push('\n');
        }
    }
}

/// In one line.
fn flow(out: &mut String, value: &Value) {
    let comma = |out: &mut String, nth| out.push_str(if nth > 0 { ", " } else { "" });
    match value {
        Value::Bare(word) => out.push_str(word),
        Value::Text(text, _) if is_plain(text) && !text.contains([',', '[', ']', '{', '}']) => out.push_str(text),
        Value::Text(text, _) => double(out, text, false),
        Value::List(items, _) => {
            out.push('[');
            for (nth, item) in items.iter().enumerate() {
                comma(out, nth);
                flow(out, item);
            }
            out.push(']');
        }
        Value::Map(entries, _) => {
            out.push_str("{ ");
            for (nth, (key, value)) in entries.iter().enumerate() {
                comma(out, nth);
                out.push_str(key);
                out.push_str(": ");
                flow(out, value);
            }
            out.push_str(" }");
        }
    }
}

fn scalar(out: &mut String, text: &str, style: Style, at: usize) {
    match style {
        Style::Plain if is_plain(text) => out.push_str(text),
        Style::Plain if text.contains('"') => single(out, text),
        Style::Remarked => {
            scalar(out, text, Style::Plain, at);
            out.push_str(" # as the paper has it");
        }
        Style::Broken if is_plain(text) => wrapped(out, text, at, WIDTH / 2),
        Style::Single => single(out, text),
        Style::Plain | Style::Double | Style::Broken => double(out, text, false),
        Style::Escaped => double(out, text, true),
        Style::Literal | Style::Folded => block(out, text, style, at),
    }
}

/// May this stand as it is, behind a key and on one line?
fn is_plain(text: &str) -> bool {
    const INDICATORS: &[char] =
        &['-', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`', '~', ' '];
    !text.is_empty()
        && !text.starts_with(INDICATORS)
        && !text.ends_with([' ', ':'])
        && !text.contains(['\n', '\t'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !matches!(text, "null" | "true" | "false")
}

fn single(out: &mut String, text: &str) {
    out.push('\'');
    out.push_str(&text.replace('\'', "''"));
    out.push('\'');
}

fn double(out: &mut String, text: &str, as_numbers: bool) {
    out.push('"');
    for letter in text.chars() {
        match u32::from(letter) {
            _ if matches!(letter, '"' | '\\') => out.extend(['\\', letter]),
            _ if letter == '\n' => out.push_str("\\n"),
            code @ 0x80..=0xffff if as_numbers => drop(write!(out, "\\u{code:04x}")),
            code @ 0x1_0000.. if as_numbers => drop(write!(out, "\\U{code:08x}")),
            _ => out.push(letter),
        }
    }
    out.push('"');
}

/// Below a `|` or `>`; without the line break at the end, a hyphen says so.
fn block(out: &mut String, text: &str, style: Style, at: usize) {
    out.push(if style == Style::Literal { '|' } else { '>' });
    if !text.ends_with('\n') {
        out.push('-');
    }
    for line in text.lines() {
        out.push('\n');
        indent(out, at);
        if style == Style::Literal {
            out.push_str(line);
        } else {
            wrapped(out, line, at, WIDTH);
        }
    }
}

/// The words in lines of about this width.
fn wrapped(out: &mut String, text: &str, at: usize, width: usize) {
    let mut used = 0;
    for word in text.split(' ') {
        let breaks = used > 0 && used + word.len() > width;
        if breaks {
            out.push('\n');
            indent(out, at);
            used = 0;
        } else if used > 0 {
            out.push(' ');
        }
        out.push_str(word);
        used += word.len() + 1;
    }
}
