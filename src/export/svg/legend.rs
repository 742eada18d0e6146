//! What the signs of a drawing mean: those that it has, side by side.

use std::io;

use super::letters::width;
use super::measure::{BAR, BAR_HEIGHT, BASELINE, CONTENT, MARGIN, Pt, ROW, TEXT, times};
use super::pen::{Pen, plain};
use super::place::{PlacedItem, Sign};
use super::scale::Span;
use super::shapes;

/// What the legend is chosen by: all that is drawn.
pub struct Drawn<'t> {
    /// Every item.
    pub items: Vec<&'t PlacedItem>,
    /// Are there revisions between statements?
    pub has_links: bool,
}

/// A sign with its meaning.
struct Row {
    words: &'static str,
    /// Is it in the drawing?
    is_there: fn(&Drawn) -> bool,
    /// Draws it, 16 points wide, from the left upper corner of a row.
    draw: fn(&mut Pen, (Pt, Pt)) -> io::Result<()>,
}

/// How wide a sign is.
const WIDTH: Pt = 1_600;

const ROWS: &[Row] = &[
    Row {
        words: "something is said",
        is_there: |drawn| drawn.has(Sign::Said),
        draw: |pen, at| sign(pen, Sign::Said, at),
    },
    Row {
        words: "something is said, and the kept copy does not bear out the quote",
        is_there: |drawn| drawn.has(Sign::Refuted),
        draw: |pen, at| sign(pen, Sign::Refuted, at),
    },
    Row {
        words: "nothing is said",
        is_there: |drawn| drawn.has(Sign::Mentioned),
        draw: |pen, at| sign(pen, Sign::Mentioned, at),
    },
    Row {
        words: "certainly then",
        is_there: |drawn| drawn.any(|span| span.certain.is_some()),
        draw: |pen, at| bar(pen, at, |span| Span { certain: Some((span.first, span.last)), ..span }),
    },
    Row {
        words: "at some time in it",
        is_there: |drawn| drawn.any(|span| span.certain != Some((span.first, span.last))),
        draw: |pen, at| bar(pen, at, |span| span),
    },
    Row {
        words: "begin or end open",
        is_there: |drawn| drawn.any(|span| span.open_begin || span.open_end),
        draw: |pen, at| bar(pen, at, |span| Span { open_end: true, last: span.last - 500, ..span }),
    },
    Row {
        words: "about then",
        is_there: |drawn| drawn.any(|span| span.mark == Some("~")),
        draw: |pen, at| bar(pen, at, |span| Span { mark: Some("~"), ..span }),
    },
    Row {
        words: "the source is not sure",
        is_there: |drawn| drawn.any(|span| span.mark == Some("?")),
        draw: |pen, at| bar(pen, at, |span| Span { mark: Some("?"), ..span }),
    },
    Row {
        words: "about then, and the source is not sure",
        is_there: |drawn| drawn.any(|span| span.mark == Some("%")),
        draw: |pen, at| bar(pen, at, |span| Span { mark: Some("%"), ..span }),
    },
    Row {
        words: "in an open dispute",
        is_there: |drawn| drawn.items.iter().any(|item| item.in_dispute),
        draw: |pen, (x, y)| shapes::dispute(pen, (x + WIDTH / 2, y + BASELINE - 250)),
    },
    Row {
        words: "takes back or changes",
        is_there: |drawn| drawn.has_links,
        draw: |pen, (x, y)| shapes::link(pen, (x + WIDTH - 200, y + 900), (x + 300, y)),
    },
];

impl Drawn<'_> {
    fn any(&self, holds: impl Fn(&Span) -> bool) -> bool {
        self.items.iter().any(|item| holds(&item.span))
    }

    fn has(&self, sign: Sign) -> bool {
        self.items.iter().any(|item| item.sign == sign)
    }
}

fn sign(pen: &mut Pen, sign: Sign, (x, y): (Pt, Pt)) -> io::Result<()> {
    shapes::sign(pen, sign, (x + WIDTH / 2, y + BASELINE - 250))
}

/// A bar in the middle of the row, made of a plain one.
fn bar(pen: &mut Pen, (x, y): (Pt, Pt), make: impl Fn(Span) -> Span) -> io::Result<()> {
    let plain = Span { first: x, last: x + WIDTH, certain: None, open_begin: false, open_end: false, mark: None };
    shapes::bar(pen, &make(plain), y + BASELINE - 250 - BAR_HEIGHT / 2)
}

/// The signs in lines.
pub struct Legend {
    rows: Vec<(&'static Row, Pt, usize)>,
    lines: usize,
}

impl Legend {
    /// Of what is drawn.
    pub fn of(drawn: &Drawn) -> Self {
        let (mut x, mut line) = (MARGIN, 0);
        let mut rows = Vec::new();
        for row in ROWS.iter().filter(|row| (row.is_there)(drawn)) {
            let wide = WIDTH + 400 + width(row.words, TEXT.0);
            if x > MARGIN && x + wide > MARGIN + CONTENT {
                (x, line) = (MARGIN, line + 1);
            }
            rows.push((row, x, line));
            x += wide + 1_400;
        }
        let lines = if rows.is_empty() { 0 } else { line + 1 };
        Self { rows, lines }
    }

    /// How high it is.
    pub fn height(&self) -> Pt {
        times(self.lines, ROW)
    }

    /// Draws it from a top.
    pub fn draw(&self, pen: &mut Pen, top: Pt) -> io::Result<()> {
        for (row, x, line) in &self.rows {
            let y = top + times(*line, ROW);
            pen.within("g", &[("class", "sign".to_owned())], |pen| (row.draw)(pen, (*x, y)))?;
            pen.text((x + WIDTH + 400, y + BASELINE), plain(TEXT.0), &[], row.words)?;
        }
        Ok(())
    }
}

const _: () = assert!(BAR > BASELINE, "letters stand over their bar");
