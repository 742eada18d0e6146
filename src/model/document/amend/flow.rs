//! New keys of a map in flow style: on its line, or on lines of their own where its keys have such.

use super::edit::Edit;
use super::fields::New;
use super::layout::{Entry, Map};
use super::lines;

/// The edits that put keys, with their values as they are to be written, behind an entry of a map.
pub fn insert(text: &str, map: &Map, behind: Option<&Entry>, keys: &[New]) -> Vec<Edit> {
    let fields: Vec<String> = keys.iter().map(|(key, value)| field(key, value, map.is_quoted())).collect();
    let Some(behind) = behind else {
        let space = if text[map.start..].starts_with("{}") { " " } else { "" };
        return vec![Edit::put(map.start + 1, format!(" {}{space}", fields.join(", ")))];
    };
    match own_line(text, behind) {
        Some(indent) => on_lines(text, behind, indent, &fields),
        None => vec![Edit::put(behind.end, format!(", {}", fields.join(", ")))],
    }
}

fn field(key: &str, value: &str, is_quoted: bool) -> String {
    if is_quoted { format!("\"{key}\": {value}") } else { format!("{key}: {value}") }
}

/// The white space before a key that begins its line.
fn own_line<'t>(text: &'t str, entry: &Entry) -> Option<&'t str> {
    let before = &text[..entry.key.start];
    let (line, indent) = before.split_at(before.trim_end_matches([' ', '\t']).len());
    line.ends_with(['\n', '\r']).then_some(indent)
}

/// The fields on lines of their own; a comment behind the entry stays on its line.
fn on_lines(text: &str, behind: &Entry, indent: &str, fields: &[String]) -> Vec<Edit> {
    let line_break = lines::line_break(text, behind.end);
    let start = format!("{line_break}{indent}");
    let lines = fields.join(&format!(",{start}"));
    let comma = next_sign(text, behind.end).filter(|(_, sign)| *sign == ',').map(|(at, _)| at);
    let last = comma.map_or(behind.end, |comma| comma + 1);
    let line_end = lines::end(text, last);
    let is_last_of_line = is_blank_or_comment(&text[last..line_end]);
    match comma {
        Some(_) if is_last_of_line => vec![Edit::put(line_end, format!("{start}{lines},"))],
        None if is_last_of_line => vec![Edit::put(behind.end, ","), Edit::put(line_end, format!("{start}{lines}"))],
        _ => vec![Edit::put(behind.end, format!(",{start}{lines}"))],
    }
}

fn is_blank_or_comment(rest: &str) -> bool {
    let words = rest.trim_start_matches([' ', '\t']);
    words.is_empty() || (words.starts_with('#') && words.len() < rest.len())
}

/// The next sign that is no white space and in no comment.
fn next_sign(text: &str, from: usize) -> Option<(usize, char)> {
    let mut at = from;
    loop {
        let rest = text.get(at..)?;
        let sign = rest.find(|sign: char| !matches!(sign, ' ' | '\t' | '\n' | '\r')).map(|blanks| at + blanks)?;
        match text[sign..].chars().next()? {
            '#' => at = lines::end(text, sign),
            other => return Some((sign, other)),
        }
    }
}
