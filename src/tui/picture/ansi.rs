//! A screen as text with SGR escape sequences, and no others.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::cells::{Seen, rows, trimmed};

/// Each modifier with its SGR parameter.
const MODIFIERS: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// The rows of the screen with their styles, reset at the end of each line.
#[must_use]
pub fn ansi(buffer: &Buffer) -> String {
    rows(buffer).map(|row| line(trimmed(&row))).collect()
}

fn line(row: &[Seen]) -> String {
    let mut line = String::new();
    let mut now = String::new();
    for seen in row {
        let style = sgr(seen.cell);
        if style != now {
            let _ = write!(line, "\x1b[0{style}m");
            now = style;
        }
        line.push_str(seen.symbol());
    }
    line + if now.is_empty() { "\n" } else { "\x1b[0m\n" }
}

/// The parameters after the reset, each after a `;`.
fn sgr(cell: &Cell) -> String {
    let mut style = String::new();
    for (_, parameter) in MODIFIERS.iter().filter(|(modifier, _)| cell.modifier.contains(*modifier)) {
        let _ = write!(style, ";{parameter}");
    }
    for (color, base) in [(cell.fg, 30), (cell.bg, 40), (cell.underline_color, 50)] {
        style.push_str(&color_sgr(color, base));
    }
    style
}

/// A colour as parameters; `base` is 30 for letters, 40 behind them, 50 for the line under them.
fn color_sgr(color: Color, base: u8) -> String {
    let many = base + 8;
    match (color, super::palette::ansi_index(color)) {
        (Color::Rgb(red, green, blue), _) => format!(";{many};2;{red};{green};{blue}"),
        (Color::Indexed(index), _) => format!(";{many};5;{index}"),
        // A line under letters has no short form.
        (_, Some(index)) if base == 50 => format!(";{many};5;{index}"),
        (_, Some(index @ ..8)) => format!(";{}", base + index),
        (_, Some(index)) => format!(";{}", base + 60 + index - 8),
        (_, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::{Style, Stylize};
    use ratatui::text::Line;

    use super::*;

    #[test]
    fn styles_are_set_and_reset() {
        let line = Line::from(vec!["a".into(), "b".bold().red(), "日".reversed(), "c".into()]);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 1));
        buffer.set_line(0, 0, &line, 8);
        assert_eq!(ansi(&buffer), "a\x1b[0;1;31mb\x1b[0;7m日\x1b[0mc\n");
    }

    #[test]
    fn a_background_shows_without_letters() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 3, 2));
        buffer.set_style(Rect::new(0, 0, 2, 1), Style::new().bg(Color::LightBlue));
        assert_eq!(ansi(&buffer), "\x1b[0;104m  \x1b[0m\n\n");
    }

    #[test]
    fn every_kind_of_colour() {
        let style = Style::new().fg(Color::Rgb(1, 2, 3)).bg(Color::Indexed(200)).underline_color(Color::Red);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 1, 1));
        buffer.set_string(0, 0, "x", style.underlined());
        assert_eq!(ansi(&buffer), "\x1b[0;4;38;2;1;2;3;48;5;200;58;5;1mx\x1b[0m\n");
    }
}
