//! A screen as plain text.

use ratatui::buffer::Buffer;

use super::cells::{Seen, rows};

/// The rows of the screen, each with a line break, without trailing blanks.
#[must_use]
pub fn text(buffer: &Buffer) -> String {
    rows(buffer).map(|row| line(&row) + "\n").collect()
}

/// What stands in these cells, without trailing blanks.
pub fn line(row: &[Seen]) -> String {
    let mut line: String = row.iter().map(Seen::symbol).collect();
    line.truncate(line.trim_end_matches(' ').len());
    line
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    #[test]
    fn rows_without_trailing_blanks() {
        assert_eq!(text(&Buffer::with_lines(["ab  ", "", " c"])), "ab\n\n c\n");
    }

    #[test]
    fn wide_characters_stand_once() {
        assert_eq!(text(&Buffer::with_lines(["日本x", "👨‍👩‍👧 e\u{301}y"])), "日本x\n👨‍👩‍👧 e\u{301}y\n");
    }

    #[test]
    fn no_size_is_no_text() {
        assert_eq!(text(&Buffer::empty(Rect::ZERO)), "");
        assert_eq!(text(&Buffer::empty(Rect::new(0, 0, 0, 2))), "\n\n");
        assert_eq!(text(&Buffer::empty(Rect::new(0, 0, 3, 0))), "");
    }

    #[test]
    fn a_part_of_the_screen_is_a_screen() {
        let mut buffer = Buffer::empty(Rect::new(7, 3, 4, 1));
        buffer.set_string(8, 3, "ab", ratatui::style::Style::new());
        assert_eq!(text(&buffer), " ab\n");
    }
}
