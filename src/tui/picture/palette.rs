//! What the colours of a terminal look like where there is no terminal.

use ratatui::style::Color;

use crate::tui::sgr::named;

/// A colour as red, green and blue.
pub type Rgb = (u8, u8, u8);

/// The colours that a terminal's user chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// What a picture asks for it by.
    pub name: &'static str,
    /// Behind the letters.
    pub background: Rgb,
    /// The letters.
    pub foreground: Rgb,
    /// Black, red, green, yellow, blue, magenta, cyan, grey, then the same bright.
    pub ansi: [Rgb; 16],
}

/// Light letters on a dark ground.
pub const DARK: Palette = Palette {
    name: "dark",
    background: (0x1b, 0x1d, 0x23),
    foreground: (0xd7, 0xda, 0xe0),
    ansi: [
        (0x2c, 0x2f, 0x38),
        (0xe8, 0x6a, 0x6f),
        (0x8f, 0xc0, 0x78),
        (0xe0, 0xb8, 0x6a),
        (0x6c, 0xa8, 0xec),
        (0xc5, 0x8a, 0xe0),
        (0x5f, 0xb9, 0xc2),
        (0xb4, 0xba, 0xc6),
        (0x7a, 0x81, 0x90),
        (0xf4, 0x8b, 0x8f),
        (0xac, 0xd8, 0x96),
        (0xf0, 0xce, 0x8c),
        (0x93, 0xc2, 0xf7),
        (0xd8, 0xa9, 0xee),
        (0x86, 0xd2, 0xda),
        (0xf3, 0xf5, 0xf8),
    ],
};

/// Dark letters on a light ground.
pub const LIGHT: Palette = Palette {
    name: "light",
    background: (0xfb, 0xfb, 0xf9),
    foreground: (0x2a, 0x2d, 0x33),
    ansi: [
        (0x2a, 0x2d, 0x33),
        (0xb9, 0x2b, 0x33),
        (0x3b, 0x76, 0x28),
        (0x8a, 0x61, 0x00),
        (0x1f, 0x5f, 0xb0),
        (0x8b, 0x3a, 0xa8),
        (0x0b, 0x71, 0x7c),
        (0x8a, 0x8e, 0x96),
        (0x62, 0x67, 0x70),
        (0x9c, 0x1c, 0x25),
        (0x2d, 0x61, 0x1c),
        (0x70, 0x4e, 0x00),
        (0x14, 0x4c, 0x92),
        (0x71, 0x29, 0x8b),
        (0x06, 0x5b, 0x64),
        (0xe4, 0xe5, 0xe7),
    ],
};

impl Palette {
    /// The colour of letters; `Reset` is the foreground.
    #[must_use]
    pub fn letters(&self, color: Color) -> Rgb {
        self.look_up(color).unwrap_or(self.foreground)
    }

    /// The colour behind letters; `Reset` is the background.
    #[must_use]
    pub fn ground(&self, color: Color) -> Rgb {
        self.look_up(color).unwrap_or(self.background)
    }

    fn look_up(&self, color: Color) -> Option<Rgb> {
        match color {
            Color::Reset => None,
            Color::Rgb(red, green, blue) => Some((red, green, blue)),
            Color::Indexed(index) => Some(self.indexed(index)),
            other => named(other).map(|index| self.indexed(index)),
        }
    }

    /// The 256 colours: 16 of the palette, a cube of 216, and 24 greys.
    fn indexed(&self, index: u8) -> Rgb {
        let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
        match index {
            0..16 => self.ansi[usize::from(index)],
            16..232 => {
                let cube = index - 16;
                (level(cube / 36), level(cube / 6 % 6), level(cube % 6))
            }
            232.. => {
                let grey = 8 + 10 * (index - 232);
                (grey, grey, grey)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_256_colours_are_those_of_xterm() {
        assert_eq!(DARK.indexed(16), (0, 0, 0));
        assert_eq!(DARK.indexed(196), (255, 0, 0));
        assert_eq!(DARK.indexed(67), (95, 135, 175));
        assert_eq!(DARK.indexed(231), (255, 255, 255));
        assert_eq!(DARK.indexed(232), (8, 8, 8));
        assert_eq!(DARK.indexed(255), (238, 238, 238));
    }

    #[test]
    fn letters_can_be_read_on_the_ground() {
        for palette in [DARK, LIGHT] {
            // Black and the greys serve as grounds; the rest carries words (WCAG AA).
            let carrying = palette.ansi.iter().enumerate().filter(|(index, _)| ![0, 7, 8, 15].contains(index));
            for (index, color) in carrying.map(|(index, color)| (index, *color)).chain([(16, palette.foreground)]) {
                let contrast = contrast(color, palette.background);
                assert!(contrast >= 4.5, "{} {index}: {contrast:.2}", palette.name);
            }
        }
    }

    fn contrast(one: Rgb, other: Rgb) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    fn luminance((red, green, blue): Rgb) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }
}
