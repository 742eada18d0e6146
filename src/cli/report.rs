//! Findings as text with a caret, as JSON, and as annotations for GitHub.

use annotate_snippets::{AnnotationKind, Level as Heading, Origin, Renderer, Snippet};
use serde_json::json;

use crate::model::finding::{Finding, Level};
use crate::model::place::{Files, LineColumn};
use crate::model::plural::plural;
use crate::model::safe::safe;

/// How many findings text shows before it only counts.
pub const MOST: usize = 50;

/// How much of a long line is shown on each side of the caret, in characters.
const AROUND: usize = 70;

/// At most [`MOST`] findings, each with its line and a caret, then a count.
pub fn text(files: &Files, findings: &[Finding], colour: bool) -> String {
    let mut out = some(files, findings.iter().take(MOST), colour);
    if let Some((last, rest)) = counts(findings) {
        out.push_str(&format!("\n\n{rest}{last}"));
    }
    out
}

/// All findings, each with its line and a caret.
pub fn whole(files: &Files, findings: &[Finding], colour: bool) -> String {
    some(files, findings.iter(), colour)
}

fn some<'a>(files: &Files, findings: impl Iterator<Item = &'a Finding>, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    findings.map(|finding| one(files, finding, &renderer)).collect::<Vec<_>>().join("\n\n")
}

/// "3 errors, 2 warnings", with how many are not shown before it.
fn counts(findings: &[Finding]) -> Option<(String, String)> {
    let errors = findings.iter().filter(|finding| finding.level == Level::Error).count();
    let warnings = findings.len() - errors;
    let part = |count: usize, noun: &str| (count > 0).then(|| plural(count, noun));
    let last = [part(errors, "error"), part(warnings, "warning")].into_iter().flatten().collect::<Vec<_>>().join(", ");
    let hidden = findings.len().saturating_sub(MOST);
    let rest = if hidden > 0 { format!("… and {hidden} more; `--format json` gives all\n") } else { String::new() };
    (!findings.is_empty()).then_some((last, rest))
}

/// The message with the line of the other place that it clashes with.
fn message(files: &Files, finding: &Finding) -> String {
    let first = finding.first.and_then(|place| Some((files.get(place)?, files.locate(place)?)));
    match first {
        Some((file, at)) if finding.first.is_some_and(|first| first.file != finding.place.file) => {
            format!("{} (first at {}:{})", finding.message, file.name, at.line)
        }
        Some((_, at)) => format!("{} (first at line {})", finding.message, at.line),
        None => finding.message.clone(),
    }
}

fn one(files: &Files, finding: &Finding, renderer: &Renderer) -> String {
    let message = message(files, finding);
    let message = safe(&message);
    let hint = finding.hint.as_deref().map(safe);
    let heading = match finding.level {
        Level::Error => Heading::ERROR,
        Level::Warning => Heading::WARNING,
    };
    let title = heading.primary_title(&*message).id(finding.rule);
    let hint = hint.as_deref().map(|hint| Heading::HELP.with_name("hint").message(hint));
    let Some((file, at)) = files.get(finding.place).zip(files.locate(finding.place)) else {
        return renderer.render(&[title.elements(hint.map(annotate_snippets::Element::from))]);
    };
    let name = safe(&file.name);
    let width = (finding.place.end as usize).saturating_sub(finding.place.start as usize);
    let marked = file.text.get(finding.place.start as usize..finding.place.start as usize + width).unwrap_or("");
    let marked = marked.lines().next().map_or(0, |line| line.chars().count());
    let (line, span) = window(file.line(at.line).trim_start_matches('\u{feff}'), at.column - 1, marked);
    let origin = Origin::path(&*name).line(at.line).char_column(at.column);
    let snippet = Snippet::source(&line).line_start(at.line).fold(false).annotation(AnnotationKind::Primary.span(span));
    let group = title.element(origin).element(snippet).elements(hint.map(annotate_snippets::Element::from));
    without_second_heading(&renderer.render(&[group]))
}

/// The renderer heads a snippet of a file that it has just named with a lone `:::`.
fn without_second_heading(rendered: &str) -> String {
    let is_heading =
        |line: &&str| line.trim_end_matches("\u{1b}[0m").trim_end().ends_with(":::") && !line.contains('|');
    rendered.lines().filter(|line| !is_heading(line)).collect::<Vec<_>>().join("\n")
}

/// The part of a line around a column, made safe, with the bytes in it that the caret marks.
fn window(line: &str, column: usize, marked: usize) -> (String, std::ops::Range<usize>) {
    let first = column.saturating_sub(AROUND);
    let cut = |from: usize, to: usize| {
        let at = |nth: usize| line.char_indices().nth(nth).map_or(line.len(), |(at, _)| at);
        &line[at(from)..at(to)]
    };
    let last = first + 2 * AROUND;
    let end = (column + marked.max(1)).min(last);
    let mut out = String::from(if first > 0 { "…" } else { "" });
    out.push_str(&safe(cut(first, column)));
    let start = out.len();
    out.push_str(&safe(cut(column, end)));
    let stop = out.len();
    out.push_str(&safe(cut(end, last)));
    if !cut(last, last + 1).is_empty() {
        out.push('…');
    }
    (out, start..stop)
}

/// An array of `{file, line, column, rule, level, message, hint}`, all findings.
pub fn json(files: &Files, findings: &[Finding]) -> std::io::Result<String> {
    let rows: Vec<_> = findings
        .iter()
        .map(|finding| {
            let at = files.locate(finding.place);
            json!({
                "file": files.get(finding.place).map(|file| &file.name),
                "line": at.map(|at| at.line),
                "column": at.map(|at| at.column),
                "rule": finding.rule,
                "level": finding.level.word(),
                "message": message(files, finding),
                "hint": finding.hint,
            })
        })
        .collect();
    crate::export::safe_json(&serde_json::Value::Array(rows))
}

/// A workflow command a line, so that GitHub shows each finding beside its line.
pub fn github(files: &Files, findings: &[Finding]) -> String {
    let escape = |text: &str| safe(text).replace('%', "%25");
    let property = |text: &str| escape(text).replace(':', "%3A").replace(',', "%2C");
    let lines = findings.iter().map(|finding| {
        let LineColumn { line, column } = files.locate(finding.place).unwrap_or(LineColumn { line: 1, column: 1 });
        let file = files.get(finding.place).map_or("", |file| &file.name);
        let hint = finding.hint.as_deref().map(|hint| format!(" ({hint})")).unwrap_or_default();
        let told = escape(&format!("{}{hint}", message(files, finding)));
        format!(
            "::{} file={},line={line},col={column},title={}::{told}\n",
            finding.level.word(),
            property(file),
            finding.rule
        )
    });
    lines.collect()
}
