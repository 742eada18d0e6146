//! A screen as an SVG picture: every cell at its place, with its colours, and nothing from outside.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Modifier;

use super::cells::{CELL_HEIGHT, CELL_WIDTH, Seen, rows, trimmed};
use super::palette::{Palette, Rgb};
use super::shapes::{rect, shape};

const FONT_SIZE: f64 = 14.0;
const FONTS: &str = "ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono', monospace";

/// From the top of a cell to the line that letters stand on, and to the line under them.
const BASELINE: f64 = 13.3;
const UNDERLINE: f64 = 15.3;
const STRIKE: f64 = 9.0;

/// The room around the screen.
const MARGIN: f64 = 10.0;

/// The screen in the colours of a palette.
#[must_use]
pub fn svg(buffer: &Buffer, palette: &Palette) -> String {
    let width = f64::from(buffer.area.width) * CELL_WIDTH + 2.0 * MARGIN;
    let height = f64::from(buffer.area.height) * CELL_HEIGHT + 2.0 * MARGIN;
    let ground = hex(palette.background);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {width:.1} {height:.1}\" font-family=\"{FONTS}\" font-size=\"{FONT_SIZE}\" \
         shape-rendering=\"crispEdges\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{ground}\" shape-rendering=\"geometricPrecision\"/>\n"
    );
    for (number, row) in (0_u32..).zip(rows(buffer)) {
        let line = line(trimmed(&row), MARGIN + f64::from(number) * CELL_HEIGHT, palette);
        if !line.is_empty() {
            out.push_str(&line);
            out.push('\n');
        }
    }
    out + "</svg>\n"
}

/// How a cell is painted.
#[derive(Clone, Copy, PartialEq)]
struct Paint {
    letters: Rgb,
    ground: Rgb,
    line: Rgb,
    modifier: Modifier,
}

impl Paint {
    fn of(cell: &Cell, palette: &Palette) -> Self {
        let (mut letters, mut ground) = (palette.letters(cell.fg), palette.ground(cell.bg));
        if cell.modifier.contains(Modifier::REVERSED) {
            (letters, ground) = (ground, letters);
        }
        if cell.modifier.contains(Modifier::DIM) {
            letters = between(letters, ground);
        }
        let line = if cell.underline_color == ratatui::style::Color::Reset {
            letters
        } else {
            palette.letters(cell.underline_color)
        };
        Self { letters, ground, line, modifier: cell.modifier }
    }
}

fn line(row: &[Seen], y: f64, palette: &Palette) -> String {
    let cells: Vec<(&Seen, Paint)> = row.iter().map(|seen| (seen, Paint::of(seen.cell, palette))).collect();
    let mut out = String::new();
    for run in cells.chunk_by(|(_, one), (_, other)| one.ground == other.ground) {
        if run[0].1.ground != palette.background {
            let paint = format!("fill=\"{}\"", hex(run[0].1.ground));
            out.push_str(&rect((left(run[0].0), y), (wide(run), CELL_HEIGHT), &paint));
        }
    }
    for run in cells.chunk_by(|(_, one), (_, other)| one == other) {
        for word in run.chunk_by(|(one, _), (other, _)| is_of_word(one) && is_of_word(other)) {
            out.push_str(&glyphs(word, y));
        }
        let paint = run[0].1;
        for (mark, at, color) in
            [(Modifier::UNDERLINED, UNDERLINE, paint.line), (Modifier::CROSSED_OUT, STRIKE, paint.letters)]
        {
            if paint.modifier.contains(mark) {
                out.push_str(&rect((left(run[0].0), y + at), (wide(run), 1.0), &format!("fill=\"{}\"", hex(color))));
            }
        }
    }
    out
}

fn left(seen: &Seen) -> f64 {
    MARGIN + f64::from(seen.column) * CELL_WIDTH
}

fn wide(run: &[(&Seen, Paint)]) -> f64 {
    run.iter().map(|(seen, _)| f64::from(seen.width) * CELL_WIDTH).sum()
}

/// May this cell be set together with its neighbours? Only letters of which a fixed-width font
/// is sure to have the width; anything else is set at its own place, so that columns hold.
fn is_of_word(seen: &Seen) -> bool {
    let mut letters = seen.symbol().chars();
    let is_sure = letters.next().is_some_and(|letter| letter > ' ' && letter < '\u{530}');
    is_sure && letters.next().is_none() && seen.width == 1
}

/// A word, or a single symbol.
fn glyphs(word: &[(&Seen, Paint)], y: f64) -> String {
    let (first, paint) = (word[0].0, word[0].1);
    if first.symbol().trim().is_empty() {
        return String::new();
    }
    let fill = hex(paint.letters);
    if let Some(shape) = shape(first.symbol(), left(first), y, &fill) {
        return shape;
    }
    let letters: String = word.iter().map(|(seen, _)| escaped(seen.symbol())).collect();
    let weight = if paint.modifier.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
    let slant = if paint.modifier.contains(Modifier::ITALIC) { " font-style=\"italic\"" } else { "" };
    let fit = if word.len() > 1 || first.width > 1 {
        format!(" textLength=\"{:.2}\" lengthAdjust=\"spacingAndGlyphs\"", wide(word))
    } else {
        String::new()
    };
    format!(
        "<text x=\"{:.2}\" y=\"{:.2}\" fill=\"{fill}\"{weight}{slant}{fit}>{letters}</text>",
        left(first),
        y + BASELINE
    )
}

fn hex((red, green, blue): Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn between(one: Rgb, other: Rgb) -> Rgb {
    // Nearer to the letters, so that dimmed words can still be read.
    let mix = |one: u8, other: u8| u8::try_from((u16::from(one) * 3 + u16::from(other) * 2) / 5).unwrap_or(u8::MAX);
    (mix(one.0, other.0), mix(one.1, other.1), mix(one.2, other.2))
}

fn escaped(symbol: &str) -> String {
    symbol.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::super::palette::{DARK, LIGHT};
    use super::*;

    fn drawn(symbol: &str, style: Style) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
        buffer.set_string(0, 0, symbol, style);
        svg(&buffer, &DARK).lines().nth(2).unwrap_or_default().to_owned()
    }

    #[test]
    fn words_are_fitted_to_their_columns() {
        let expected = "<text x=\"10.00\" y=\"23.30\" fill=\"#d7dae0\" textLength=\"16.80\" lengthAdjust=\"spacingAndGlyphs\">ab</text>\
             <text x=\"35.20\" y=\"23.30\" fill=\"#d7dae0\">c</text>";
        assert_eq!(drawn("ab c", Style::new()), expected);
    }

    #[test]
    fn wide_characters_take_two_columns() {
        let line = drawn("日x", Style::new());
        assert!(line.contains("textLength=\"16.80\" lengthAdjust=\"spacingAndGlyphs\">日</text>"), "{line}");
        assert!(line.contains("<text x=\"26.80\" y=\"23.30\" fill=\"#d7dae0\">x</text>"), "{line}");
        assert!(drawn("e\u{301}👨‍👩‍👧y", Style::new()).contains("<text x=\"35.20\" y=\"23.30\" fill=\"#d7dae0\">y<"));
    }

    #[test]
    fn what_xml_reads_otherwise_is_escaped() {
        assert!(drawn("<&>", Style::new()).contains(">&lt;&amp;&gt;</text>"));
    }

    #[test]
    fn reversed_cells_change_places() {
        let line = drawn("a", Style::new().reversed());
        assert!(
            line.starts_with("<rect x=\"10.00\" y=\"10.00\" width=\"8.40\" height=\"18.00\" fill=\"#d7dae0\""),
            "{line}"
        );
        assert!(line.contains("fill=\"#1b1d23\">a</text>"), "{line}");
    }

    #[test]
    fn grounds_of_one_colour_are_one_rectangle() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 1));
        buffer.set_style(Rect::new(2, 0, 5, 1), Style::new().on_blue());
        assert_eq!(svg(&buffer, &LIGHT).matches("<rect").count(), 2, "the ground and the run");
    }

    #[test]
    fn no_size_is_an_empty_picture() {
        for area in [Rect::ZERO, Rect::new(0, 0, 0, 3), Rect::new(0, 0, 3, 0)] {
            assert_eq!(svg(&Buffer::empty(area), &DARK).lines().count(), 3);
        }
    }
}
