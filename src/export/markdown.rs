//! Markdown: a brief to hand over, with a numbered note to the source of every quote.

use std::io;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, Output, State, Value};

use super::{Format, Options, brief, escape, nothing_lost};
use crate::model::excerpt::Excerpt;

pub const FORMAT: Format = Format {
    name: "markdown",
    extensions: &["md", "markdown"],
    doc: "a brief to hand over: events in order, each quote with speaker and source, open disputes at their events with all sides",
    has_rows: false,
    has_lanes: false,
    opens_again: false,
    losses: nothing_lost,
    write,
};

const TEMPLATE: &str = include_str!("markdown.md.j2");

fn write(excerpt: &Excerpt, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let mut templates = Environment::new();
    templates.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    templates.set_formatter(escaped);
    out.write_all(rendered(&mut templates, excerpt).map_err(io::Error::other)?.as_bytes())
}

fn rendered(templates: &mut Environment, excerpt: &Excerpt) -> Result<String, Error> {
    templates.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    let brief = Serde(brief::of(excerpt));
    let text = templates.template_from_named_str("brief", TEMPLATE)?.render(brief)?;
    Ok(without_spare_lines(&text))
}

/// Text of the file may be text alone; what the template itself has made is let through.
fn escaped(out: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    match value.as_str() {
        Some(text) if !value.is_safe() => out.write_str(&escape::markdown(text))?,
        _ => std::fmt::Write::write_fmt(out, format_args!("{value}"))?,
    }
    Ok(())
}

/// One blank line at most between two lines, one line break at the end.
fn without_spare_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = true;
    for line in text.lines().map(str::trim_end) {
        if !line.is_empty() || !blank {
            out.push_str(line);
            out.push('\n');
        }
        blank = line.is_empty();
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}
