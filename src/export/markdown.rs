//! Markdown: a brief to hand over, with a numbered note to the source of every quote.

use std::io;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, Output, State, Value};

use super::{Format, Options, brief, escape, nothing_lost};
use crate::model::cores::out_in_waves;
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

const NAME: &str = "brief";
const TEMPLATE: &str = include_str!("markdown.md.j2");

fn write(excerpt: &Excerpt, _: &Options, out: &mut dyn io::Write) -> io::Result<()> {
    let templates = templates().map_err(io::Error::other)?;
    let template = templates.get_template(NAME).map_err(io::Error::other)?;
    let mut page = Page::default();
    let written = |piece| template.render(Serde(piece)).map(|text| Stretch::of(&text)).map_err(io::Error::other);
    out_in_waves(brief::pieces(excerpt), written, |stretch| page.put(&stretch?, out))
}

fn templates() -> Result<Environment<'static>, Error> {
    let mut templates = Environment::new();
    templates.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    templates.set_formatter(escaped);
    templates.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    templates.add_template(NAME, TEMPLATE)?;
    Ok(templates)
}

/// Text of the file may be text alone; what the template itself has made is let through.
fn escaped(out: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    match value.as_str() {
        Some(text) if !value.is_safe() => out.write_str(&escape::markdown(text))?,
        _ => std::fmt::Write::write_fmt(out, format_args!("{value}"))?,
    }
    Ok(())
}

/// Lines of a page, of which not more than one in a row is blank.
struct Stretch {
    /// Without blank lines at its begin and end.
    lines: String,
    begins_blank: bool,
    ends_blank: bool,
}

impl Stretch {
    fn of(text: &str) -> Self {
        let mut stretch = Self { lines: String::with_capacity(text.len()), begins_blank: false, ends_blank: false };
        for line in text.lines().map(str::trim_end) {
            if line.is_empty() {
                stretch.begins_blank |= stretch.lines.is_empty();
                stretch.ends_blank = true;
                continue;
            }
            if !stretch.lines.is_empty() && stretch.ends_blank {
                stretch.lines.push('\n');
            }
            stretch.lines.push_str(line);
            stretch.lines.push('\n');
            stretch.ends_blank = false;
        }
        stretch
    }
}

/// A page that grows by stretches: one blank line at most between two lines, none at its begin and end.
#[derive(Default)]
struct Page {
    is_begun: bool,
    ends_blank: bool,
}

impl Page {
    fn put(&mut self, stretch: &Stretch, out: &mut dyn io::Write) -> io::Result<()> {
        if !stretch.lines.is_empty() {
            if self.is_begun && (self.ends_blank || stretch.begins_blank) {
                out.write_all(b"\n")?;
            }
            out.write_all(stretch.lines.as_bytes())?;
            (self.is_begun, self.ends_blank) = (true, false);
        }
        self.ends_blank |= stretch.ends_blank;
        Ok(())
    }
}
