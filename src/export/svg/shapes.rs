//! The shapes of a drawing, each of which can be told from the others without colour.

use std::io;

use super::measure::{BAR_HEIGHT, Pt, written};
use super::pen::{Attribute, INK, MIDDLE, PAPER, Pen, bold};
use super::place::{ROOM_FOR_MARK, Sign};
use super::scale::Span;

/// The pattern of what is possible only: slanting lines.
pub const HATCH: &str = "annals-possible";

/// A bar is at least as wide as this, so that it is seen.
const LEAST: Pt = 220;

/// The patterns that the shapes use.
pub fn patterns(pen: &mut Pen) -> io::Result<()> {
    let pattern = [
        ("id", HATCH.to_owned()),
        ("width", "2.4".to_owned()),
        ("height", "2.4".to_owned()),
        ("patternUnits", "userSpaceOnUse".to_owned()),
        ("patternTransform", "rotate(45)".to_owned()),
    ];
    pen.within("defs", &[], |pen| {
        pen.within("pattern", &pattern, |pen| {
            pen.rect((0, 0), (240, 240), &[("fill", PAPER.to_owned())])?;
            pen.rect((0, 0), (80, 240), &[("fill", MIDDLE.to_owned())])
        })
    })
}

/// A date: solid where it certainly lies, hatched where it may, an arrow at an open end, its mark in the middle.
pub fn bar(pen: &mut Pen, span: &Span, top: Pt) -> io::Result<()> {
    let whole = seen(span.first, span.last);
    if span.certain != Some((span.first, span.last)) {
        let paint = [
            ("class", "possible".to_owned()),
            ("fill", format!("url(#{HATCH})")),
            ("stroke", MIDDLE.to_owned()),
            ("stroke-width", "0.4".to_owned()),
        ];
        pen.rect((whole.0, top), (whole.1 - whole.0, BAR_HEIGHT), &paint)?;
    }
    if let Some((first, last)) = span.certain.map(|(first, last)| seen(first, last)) {
        let paint = [
            ("class", "certain".to_owned()),
            ("fill", INK.to_owned()),
            ("stroke", PAPER.to_owned()),
            ("stroke-width", "0.3".to_owned()),
        ];
        pen.rect((first, top), (last - first, BAR_HEIGHT), &paint)?;
    }
    for (is_open, tip, back) in [(span.open_begin, whole.0 - 560, whole.0), (span.open_end, whole.1 + 560, whole.1)] {
        if is_open {
            arrow(pen, tip, back, top + BAR_HEIGHT / 2)?;
        }
    }
    mark(pen, span, whole, top)
}

/// The stretch, or a wider one with the same middle where it could not be seen.
fn seen(first: Pt, last: Pt) -> (Pt, Pt) {
    let more = (LEAST - (last - first)).max(0);
    (first - more / 2, last + more - more / 2)
}

fn arrow(pen: &mut Pen, tip: Pt, back: Pt, y: Pt) -> io::Result<()> {
    let (tip, back) = (written(tip), written(back));
    let d = format!("M{tip} {}L{back} {}L{back} {}Z", written(y), written(y - 260), written(y + 260));
    pen.put("path", &[("class", "open".to_owned()), ("d", d), ("fill", MIDDLE.to_owned())])
}

fn mark(pen: &mut Pen, span: &Span, whole: (Pt, Pt), top: Pt) -> io::Result<()> {
    let Some(words) = span.mark else { return Ok(()) };
    let is_beside = span.last - span.first < ROOM_FOR_MARK;
    let x = if is_beside { whole.1 + 280 } else { Pt::midpoint(whole.0, whole.1) };
    if !is_beside {
        pen.rect((x - 370, top - 30), (740, BAR_HEIGHT + 60), &[("fill", PAPER.to_owned())])?;
    }
    let letters = super::pen::Letters { anchor: "middle", ..bold(900) };
    pen.text((x, top + 480), letters, &[("class", "mark".to_owned())], words)
}

/// The sign of what an item is, around a place; of the shapes that the screen has for it.
pub fn sign(pen: &mut Pen, sign: Sign, (x, y): (Pt, Pt)) -> io::Result<()> {
    let paint = |fill: &str, width: &str| -> [Attribute; 3] {
        [("fill", fill.to_owned()), ("stroke", INK.to_owned()), ("stroke-width", width.to_owned())]
    };
    let corner = |right: Pt, down: Pt| place((x + right, y + down));
    let diamond = |pen: &mut Pen, to: Pt, fill: &str| {
        let corners = [corner(0, -to), corner(to, 0), corner(0, to), corner(-to, 0)];
        let shape = [("d", format!("M{}Z", corners.join("L")))];
        pen.put("path", &shape.into_iter().chain(paint(fill, "0.7")).collect::<Vec<_>>())
    };
    match sign {
        Sign::Said => diamond(pen, 220, INK),
        Sign::Refuted => {
            diamond(pen, 290, PAPER)?;
            let strokes = [corner(-110, -110), corner(110, 110), corner(-110, 110), corner(110, -110)];
            stroke(pen, format!("M{}L{}M{}L{}", strokes[0], strokes[1], strokes[2], strokes[3]), "0.8")
        }
        Sign::Mentioned => {
            let shape = [("cx", written(x)), ("cy", written(y)), ("r", written(190))];
            pen.put("circle", &shape.into_iter().chain(paint(PAPER, "0.8")).collect::<Vec<_>>())
        }
    }
}

/// The sign of an open dispute, ≷: two accounts that point apart.
pub fn dispute(pen: &mut Pen, (x, y): (Pt, Pt)) -> io::Result<()> {
    let angle = |tip: Pt, back: Pt, top: Pt| {
        let [begin, middle, end] = [(back, top), (tip, top + 130), (back, top + 260)].map(place);
        format!("M{begin}L{middle}L{end}")
    };
    stroke(pen, angle(x - 200, x + 200, y - 290) + &angle(x + 200, x - 200, y + 20), "0.8")
}

/// A statement takes back or changes an earlier one: a dashed arrow from sign to sign, upright at both so that
/// it does not lie on words.
pub fn link(pen: &mut Pen, from: (Pt, Pt), to: (Pt, Pt)) -> io::Result<()> {
    let way = if from.1 > to.1 { 1 } else { -1 };
    let bend = if from.1 == to.1 { from.1 - 1_000 } else { Pt::midpoint(from.1, to.1) };
    let (begin, end) = (from.1 - 250 * way, to.1 + 650 * way);
    let places = if from == to {
        // Said at one date: out of the sign to the left, and back into it from above.
        [(from.0 - 230, from.1), (from.0 - 900, from.1), (from.0 - 300, end - 700), (to.0, end)]
    } else {
        [(from.0, begin), (from.0, bend), (to.0, bend), (to.0, end)]
    };
    let places = places.map(place);
    let paint = [
        ("class", "revises".to_owned()),
        ("d", format!("M{}C{} {} {}", places[0], places[1], places[2], places[3])),
        ("fill", "none".to_owned()),
        ("stroke", INK.to_owned()),
        ("stroke-width", "0.7".to_owned()),
        ("stroke-dasharray", "2 1.4".to_owned()),
    ];
    pen.put("path", &paint)?;
    let head = [(to.0, to.1 + 260 * way), (to.0 - 190, end), (to.0 + 190, end)].map(place);
    let d = format!("M{}L{}L{}Z", head[0], head[1], head[2]);
    pen.put("path", &[("d", d), ("fill", INK.to_owned())])
}

fn place((x, y): (Pt, Pt)) -> String {
    format!("{} {}", written(x), written(y))
}

fn stroke(pen: &mut Pen, d: String, width: &str) -> io::Result<()> {
    let paint = [("fill", "none".to_owned()), ("stroke", INK.to_owned()), ("stroke-width", width.to_owned())];
    pen.put("path", &[("d", d)].into_iter().chain(paint).collect::<Vec<_>>())
}
