//! A screen as text with a line of style letters under each row, so that styles show in a test.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::cells::{Seen, rows};
use super::text;

/// The letters in the order in which styles get them.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// The rows of the screen, with a line of letters under each that has styles, and at the end what
/// each letter means. A letter is a style, in the order of their first showing; `.` is a cell
/// without one, `+` a style beyond the letters. Rows begin with two blanks, styles with `~ `.
#[must_use]
pub fn styles(buffer: &Buffer) -> String {
    let mut known = Vec::new();
    let mut out = String::new();
    for row in rows(buffer) {
        let _ = writeln!(out, "{}", format!("  {}", text::line(&row)).trim_end());
        let letters: String = row.iter().flat_map(|seen| letters(&mut known, seen)).collect();
        let letters = letters.trim_end_matches('.');
        if !letters.is_empty() {
            let _ = writeln!(out, "~ {letters}");
        }
    }
    for (letter, style) in LETTERS.chars().zip(&known) {
        let _ = writeln!(out, "{letter} = {style}");
    }
    out
}

/// The letter of a cell, once for each column that it takes.
fn letters(known: &mut Vec<String>, seen: &Seen) -> impl Iterator<Item = char> + use<> {
    let style = words(seen.cell);
    let letter = if style.is_empty() {
        '.'
    } else {
        let at = known.iter().position(|known| *known == style).unwrap_or_else(|| {
            known.push(style);
            known.len() - 1
        });
        LETTERS.chars().nth(at).unwrap_or('+')
    };
    std::iter::repeat_n(letter, seen.width.into())
}

/// A style in words: `bold reversed fg:Yellow bg:Blue`.
fn words(cell: &Cell) -> String {
    let modifiers = cell.modifier.iter_names().map(|(name, _)| name.to_lowercase().replace('_', " "));
    let colors = [("fg", cell.fg), ("bg", cell.bg), ("line", cell.underline_color)];
    let is_line = cell.modifier.contains(Modifier::UNDERLINED);
    let colors = colors.into_iter().filter(|(part, color)| *color != Color::Reset && (*part != "line" || is_line));
    modifiers.chain(colors.map(|(part, color)| format!("{part}:{color}"))).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Stylize;
    use ratatui::text::Line;

    use super::*;

    #[test]
    fn letters_stand_under_their_cells() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 3));
        buffer.set_line(0, 0, &Line::from(vec!["a".into(), "日".bold().yellow(), "b".reversed(), "c".into()]), 8);
        buffer.set_line(0, 1, &Line::from("plain"), 8);
        buffer.set_line(0, 2, &Line::from(vec![" ".into(), "x".bold().yellow()]), 8);
        let expected = "  a日bc\n~ .aab\n  plain\n   x\n~ .a\na = bold fg:Yellow\nb = reversed\n";
        assert_eq!(styles(&buffer), expected);
    }

    #[test]
    fn no_styles_need_no_letters() {
        assert_eq!(styles(&Buffer::with_lines(["ab", ""])), "  ab\n\n");
        assert_eq!(styles(&Buffer::empty(Rect::ZERO)), "");
    }
}
