//! A screen as text with SGR escape sequences, and no others.

use std::fmt::Write;

use ratatui::buffer::Buffer;

use super::cells::{Seen, rows, trimmed};
use crate::tui::sgr::Look;

/// The rows of the screen with their styles, reset at the end of each line.
#[must_use]
pub fn ansi(buffer: &Buffer) -> String {
    rows(buffer).map(|row| line(trimmed(&row))).collect()
}

fn line(row: &[Seen]) -> String {
    let mut line = String::new();
    let mut now = Look::PLAIN;
    for seen in row {
        let look = Look::of(seen.cell);
        if look != now {
            let _ = write!(line, "\x1b[0{}m", look.parameters());
            now = look;
        }
        line.push_str(seen.symbol());
    }
    line + if now == Look::PLAIN { "\n" } else { "\x1b[0m\n" }
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style, Stylize};
    use ratatui::text::Line;

    use super::*;

    #[test]
    fn styles_are_set_and_reset() {
        let line = Line::from(vec!["a".into(), "b".bold().red(), "日".reversed(), "c".into()]);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 1));
        buffer.set_line(0, 0, &line, 8);
        assert_eq!(ansi(&buffer), "a\x1b[0;1;38;5;1mb\x1b[0;7m日\x1b[0mc\n");
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
