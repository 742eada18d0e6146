//! Lines and blocks drawn as shapes, since the glyphs of a font leave gaps between cells.

use super::cells::{CELL_HEIGHT, CELL_WIDTH};

/// A box line: the character with the weight of its arms up, right, down and left (0 is none, 1
/// light, 2 heavy).
const LINES: &[(char, [u8; 4])] = &[
    ('─', [0, 1, 0, 1]),
    ('━', [0, 2, 0, 2]),
    ('│', [1, 0, 1, 0]),
    ('┃', [2, 0, 2, 0]),
    ('┌', [0, 1, 1, 0]),
    ('┐', [0, 0, 1, 1]),
    ('└', [1, 1, 0, 0]),
    ('┘', [1, 0, 0, 1]),
    ('├', [1, 1, 1, 0]),
    ('┤', [1, 0, 1, 1]),
    ('┬', [0, 1, 1, 1]),
    ('┴', [1, 1, 0, 1]),
    ('┼', [1, 1, 1, 1]),
    ('┏', [0, 2, 2, 0]),
    ('┓', [0, 0, 2, 2]),
    ('┗', [2, 2, 0, 0]),
    ('┛', [2, 0, 0, 2]),
    ('┣', [2, 2, 2, 0]),
    ('┫', [2, 0, 2, 2]),
    ('┳', [0, 2, 2, 2]),
    ('┻', [2, 2, 0, 2]),
    ('╋', [2, 2, 2, 2]),
    ('╴', [0, 0, 0, 1]),
    ('╵', [1, 0, 0, 0]),
    ('╶', [0, 1, 0, 0]),
    ('╷', [0, 0, 1, 0]),
    ('╸', [0, 0, 0, 2]),
    ('╹', [2, 0, 0, 0]),
    ('╺', [0, 2, 0, 0]),
    ('╻', [0, 0, 2, 0]),
];

/// Rounded corners: the character with the directions, right and down, in which it bends.
const CORNERS: &[(char, f64, f64)] = &[('╭', 1.0, 1.0), ('╮', -1.0, 1.0), ('╰', 1.0, -1.0), ('╯', -1.0, -1.0)];

/// The thickness of a light line, in pixels.
const LIGHT: f64 = 1.0;

/// The symbol as SVG elements in a cell whose corner is at `x`, `y`; `None` where a font draws it.
pub fn shape(symbol: &str, x: f64, y: f64, fill: &str) -> Option<String> {
    let mut letters = symbol.chars();
    let letter = letters.next().filter(|_| letters.next().is_none())?;
    block(letter, x, y, fill).or_else(|| lines(letter, x, y, fill)).or_else(|| corner(letter, x, y, fill))
}

fn block(letter: char, x: f64, y: f64, fill: &str) -> Option<String> {
    let eighths = |first: u32| f64::from(u32::from(letter) - first + 1) / 8.0;
    let (left, top, width, height, opacity) = match letter {
        '▁'..='█' => (0.0, 1.0 - eighths(0x2581), 1.0, eighths(0x2581), 1.0),
        '▉'..='▏' => (0.0, 0.0, 1.0 - eighths(0x2589), 1.0, 1.0),
        '▀' => (0.0, 0.0, 1.0, 0.5, 1.0),
        '▐' => (0.5, 0.0, 0.5, 1.0, 1.0),
        '░' => (0.0, 0.0, 1.0, 1.0, 0.25),
        '▒' => (0.0, 0.0, 1.0, 1.0, 0.5),
        '▓' => (0.0, 0.0, 1.0, 1.0, 0.75),
        _ => return None,
    };
    let corner = (x + left * CELL_WIDTH, y + top * CELL_HEIGHT);
    let size = (width * CELL_WIDTH, height * CELL_HEIGHT);
    let shade = if opacity < 1.0 { format!(" fill-opacity=\"{opacity}\"") } else { String::new() };
    Some(rect(corner, size, &format!("fill=\"{fill}\"{shade}")))
}

fn lines(letter: char, x: f64, y: f64, fill: &str) -> Option<String> {
    let (_, [up, right, down, left]) = LINES.iter().find(|(line, _)| *line == letter)?;
    let (middle, centre) = (x + CELL_WIDTH / 2.0, y + CELL_HEIGHT / 2.0);
    let thickest = LIGHT * f64::from(*up.max(right).max(down).max(left));
    let reach = thickest / 2.0;
    let mut out = String::new();
    for (weight, from, length) in [(up, y, centre - y + reach), (down, centre - reach, CELL_HEIGHT / 2.0 + reach)] {
        let thick = LIGHT * f64::from(*weight);
        if *weight > 0 {
            out.push_str(&rect((middle - thick / 2.0, from), (thick, length), &format!("fill=\"{fill}\"")));
        }
    }
    for (weight, from, length) in [(left, x, middle - x + reach), (right, middle - reach, CELL_WIDTH / 2.0 + reach)] {
        let thick = LIGHT * f64::from(*weight);
        if *weight > 0 {
            out.push_str(&rect((from, centre - thick / 2.0), (length, thick), &format!("fill=\"{fill}\"")));
        }
    }
    Some(out)
}

fn corner(letter: char, x: f64, y: f64, fill: &str) -> Option<String> {
    let (_, right, down) = CORNERS.iter().find(|(corner, ..)| *corner == letter)?;
    let (middle, centre) = (x + CELL_WIDTH / 2.0, y + CELL_HEIGHT / 2.0);
    let (side, end) = (middle + right * CELL_WIDTH / 2.0, centre + down * CELL_HEIGHT / 2.0);
    let bend = down * CELL_WIDTH / 2.0;
    Some(format!(
        "<path d=\"M{side:.2} {centre:.2}Q{middle:.2} {centre:.2} {middle:.2} {:.2}V{end:.2}\" \
         fill=\"none\" stroke=\"{fill}\" stroke-width=\"{LIGHT}\" shape-rendering=\"geometricPrecision\"/>",
        centre + bend
    ))
}

/// A rectangle with its corner and size, in pixels.
pub fn rect((x, y): (f64, f64), (width, height): (f64, f64), paint: &str) -> String {
    format!("<rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{width:.2}\" height=\"{height:.2}\" {paint}/>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_fill_their_part_of_the_cell() {
        let half = shape("▄", 0.0, 0.0, "red").unwrap();
        assert_eq!(half, rect((0.0, CELL_HEIGHT / 2.0), (CELL_WIDTH, CELL_HEIGHT / 2.0), "fill=\"red\""));
        let left = shape("▌", 0.0, 0.0, "red").unwrap();
        assert_eq!(left, rect((0.0, 0.0), (CELL_WIDTH / 2.0, CELL_HEIGHT), "fill=\"red\""));
        assert!(shape("▒", 0.0, 0.0, "red").unwrap().contains("fill-opacity=\"0.5\""));
    }

    #[test]
    fn letters_are_left_to_the_font() {
        assert_eq!(shape("a", 0.0, 0.0, "red"), None);
        assert_eq!(shape("──", 0.0, 0.0, "red"), None);
        assert_eq!(shape("", 0.0, 0.0, "red"), None);
    }
}
