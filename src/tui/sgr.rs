//! How letters look, as the parameters of SGR (ECMA-48, "select graphic rendition").

use std::fmt::Write;

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Each modifier with its parameter.
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

/// What nothing is seen of where no letter stands.
const OF_INK: Modifier = Modifier::BOLD.union(Modifier::DIM).union(Modifier::ITALIC);

/// How the letter of a cell looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Look {
    letters: Color,
    ground: Color,
    line: Color,
    modifier: Modifier,
}

impl Look {
    /// As the terminal shows letters by itself.
    pub const PLAIN: Self =
        Self { letters: Color::Reset, ground: Color::Reset, line: Color::Reset, modifier: Modifier::empty() };

    /// That of a cell.
    #[must_use]
    pub fn of(cell: &Cell) -> Self {
        Self { letters: cell.fg, ground: cell.bg, line: cell.underline_color, modifier: cell.modifier }
    }

    /// Is nothing of it seen on a blank?
    #[must_use]
    pub fn is_of_ink(self) -> bool {
        self.ground == Color::Reset && OF_INK.contains(self.modifier)
    }

    /// The parameters that make it of [`Look::PLAIN`], each after a `;`.
    #[must_use]
    pub fn parameters(self) -> String {
        let mut parameters = String::new();
        for (_, parameter) in MODIFIERS.iter().filter(|(modifier, _)| self.modifier.contains(*modifier)) {
            let _ = write!(parameters, ";{parameter}");
        }
        for (color, base) in [(self.letters, 30), (self.ground, 40), (self.line, 50)] {
            parameters.push_str(&of_color(color, base));
        }
        parameters
    }

    /// The sequence that makes it of another look, in as few bytes as may be; nothing where they are the same.
    #[must_use]
    pub fn after(self, other: Self) -> String {
        if self == other {
            return String::new();
        }
        let reset = match self.parameters() {
            parameters if parameters.is_empty() => "\x1b[m".to_owned(),
            parameters => format!("\x1b[0{parameters}m"),
        };
        let added = self.added_to(other).map(|added| format!("\x1b[{}m", added.parameters().trim_start_matches(';')));
        added.filter(|added| added.len() <= reset.len()).unwrap_or(reset)
    }

    /// What is to be added to another look; nothing where something must be taken away from it.
    fn added_to(self, other: Self) -> Option<Self> {
        let color = |this: Color, other: Color| match (this, other) {
            (Color::Reset, Color::Reset) => Some(Color::Reset),
            (Color::Reset, _) => None,
            (this, other) => Some(if this == other { Color::Reset } else { this }),
        };
        let modifier = self.modifier - other.modifier;
        // Terminals to which these are one thing have the last that they were told, and are told them in one order.
        let is_one_thing = |pair: Modifier| self.modifier.contains(pair) && modifier.intersects(pair);
        let is_added = self.modifier.contains(other.modifier)
            && !is_one_thing(Modifier::BOLD | Modifier::DIM)
            && !is_one_thing(Modifier::SLOW_BLINK | Modifier::RAPID_BLINK);
        is_added.then_some(Self {
            letters: color(self.letters, other.letters)?,
            ground: color(self.ground, other.ground)?,
            line: color(self.line, other.line)?,
            modifier,
        })
    }
}

/// A colour as parameters, each after a `;`; `base` is 30 for letters, 40 behind them, 50 for the line under them.
fn of_color(color: Color, base: u8) -> String {
    let many = base + 8;
    match (color, named(color)) {
        (Color::Rgb(red, green, blue), _) => format!(";{many};2;{red};{green};{blue}"),
        (Color::Indexed(index), _) => format!(";{many};5;{index}"),
        // The short form of the first eight is another colour on terminals that make what is bold bright, and a line
        // under letters has none.
        (_, Some(index)) if base == 50 || (base == 30 && index < 8) => format!(";{many};5;{index}"),
        (_, Some(index @ ..8)) => format!(";{}", base + index),
        (_, Some(index)) => format!(";{}", base + 60 + index - 8),
        (_, None) => String::new(),
    }
}

/// The number of one of the 16 named colours.
#[must_use]
pub fn named(color: Color) -> Option<u8> {
    const NAMED: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    (0_u8..).zip(NAMED).find(|(_, named)| *named == color).map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_is_made_of_another_in_few_bytes() {
        let bold = Look { modifier: Modifier::BOLD, ..Look::PLAIN };
        let red = Look { letters: Color::Red, ..bold };
        let blue = Look { letters: Color::LightBlue, modifier: Modifier::BOLD | Modifier::UNDERLINED, ..bold };
        let reversed = Look { modifier: Modifier::REVERSED, ..Look::PLAIN };
        let underlined = Look { modifier: Modifier::UNDERLINED, ..Look::PLAIN };
        let line = Look { line: Color::Green, ..underlined };
        for (from, to, told) in [
            (Look::PLAIN, bold, "\x1b[1m"),
            (bold, red, "\x1b[38;5;1m"),
            (red, blue, "\x1b[4;94m"),
            // What is taken away is taken away with all.
            (blue, red, "\x1b[0;1;38;5;1m"),
            (red, bold, "\x1b[0;1m"),
            (bold, reversed, "\x1b[0;7m"),
            (reversed, Look::PLAIN, "\x1b[m"),
            (Look::PLAIN, line, "\x1b[4;58;5;2m"),
            (line, underlined, "\x1b[0;4m"),
            (underlined, line, "\x1b[58;5;2m"),
            // On some terminals one of the two takes the place of the other.
            (bold, Look { modifier: Modifier::BOLD | Modifier::DIM, ..bold }, "\x1b[0;1;2m"),
            (red, red, ""),
        ] {
            assert_eq!(to.after(from), told);
        }
    }
}
