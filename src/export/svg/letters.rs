//! How wide words are in Helvetica, and in the fonts that are cut to its widths.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::measure::Pt;

/// The fonts, of which all but the last have the same widths.
pub const FONTS: &str = "Helvetica, Arial, 'Liberation Sans', 'Nimbus Sans', sans-serif";

/// From the blank to the tilde, in thousandths of the size of the letters.
const WIDTHS: [Pt; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];

/// Signs of print that are not as wide as a letter.
const SIGNS: &[(char, Pt)] = &[('“', 333), ('”', 333), ('‘', 222), ('’', 222), ('…', 1000), ('—', 1000), ('–', 556)];

/// A letter of another script, and one that takes two cells of a terminal.
const OTHER: Pt = 620;
const WIDE: Pt = 1_000;

/// How wide the words are in letters of this size.
pub fn width(words: &str, size: Pt) -> Pt {
    units(words) * size / UNITS
}

/// As many units are as wide as letters are high.
pub const UNITS: Pt = 1_000;

/// How many units wide the words are.
pub fn units(words: &str) -> Pt {
    // Most words are ASCII that shows, of which every letter stands for itself.
    let ascii = words.bytes().map(|byte| WIDTHS.get(usize::from(byte.wrapping_sub(b' ')))).sum::<Option<Pt>>();
    ascii.unwrap_or_else(|| words.graphemes(true).map(thousandths).sum())
}

/// The same in bold letters.
pub fn bold_width(words: &str, size: Pt) -> Pt {
    width(words, size) * 27 / 25
}

fn thousandths(grapheme: &str) -> Pt {
    let bare: Vec<char> = grapheme.nfd().filter(|letter| !is_combining_mark(*letter)).collect();
    if let [letter] = bare[..] {
        let at = u32::from(letter).checked_sub(u32::from(' ')).and_then(|at| usize::try_from(at).ok());
        if let Some(width) = at.and_then(|at| WIDTHS.get(at)) {
            return *width;
        }
        if let Some((_, width)) = SIGNS.iter().find(|(sign, _)| *sign == letter) {
            return *width;
        }
    }
    match grapheme.width() {
        0 => 0,
        1 => OTHER,
        _ => WIDE,
    }
}

/// The words in lines that are no wider than the room; a word that is wider is cut.
pub fn wrap(words: &str, room: Pt, measure: impl Fn(&str) -> Pt) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in words.split(' ').filter(|word| !word.is_empty()) {
        let (wide, blank) = (measure(word), measure(" "));
        if used > 0 && used + blank + wide > room {
            lines.push(String::new());
            used = 0;
        }
        if used > 0 {
            push(&mut lines, " ");
            used += blank;
        }
        if wide <= room {
            push(&mut lines, word);
            used += wide;
            continue;
        }
        for grapheme in word.graphemes(true) {
            let wide = measure(grapheme);
            if used > 0 && used + wide > room {
                lines.push(String::new());
                used = 0;
            }
            push(&mut lines, grapheme);
            used += wide;
        }
    }
    lines
}

fn push(lines: &mut [String], words: &str) {
    if let Some(line) = lines.last_mut() {
        line.push_str(words);
    }
}

/// The first lines, the last of them with an ellipsis where there are more.
pub fn at_most(mut lines: Vec<String>, count: usize) -> Vec<String> {
    if lines.len() > count {
        lines.truncate(count);
        if let Some(last) = lines.last_mut() {
            let kept = last.graphemes(true).count().saturating_sub(2);
            *last = last.graphemes(true).take(kept).collect::<String>().trim_end().to_owned() + "…";
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_as_wide_as_they_are_printed() {
        assert_eq!(width("Hamburg", 1000), 722 + 556 + 833 + 556 + 556 + 333 + 556);
        assert_eq!(width("é", 1000), width("e", 1000));
        assert_eq!(width("e\u{301}", 1000), width("e", 1000));
        assert_eq!((width("日", 1000), width("👨‍👩‍👧", 1000), width("ж", 1000)), (1000, 1000, 620));
    }

    #[test]
    fn lines_are_no_wider_than_the_room() {
        let measure = |words: &str| width(words, 100);
        let lines = wrap("The council hears  of the cracks", 800, measure);
        assert_eq!(lines, ["The council hears", "of the cracks"]);
        let cut = wrap(&"m".repeat(20), 800, measure);
        assert!(cut.len() == 3 && cut.iter().all(|line| measure(line) <= 800), "{cut:?}");
        assert_eq!(wrap("", 800, measure), [""]);
        assert_eq!(at_most(lines, 1), ["The council hea…"]);
    }
}
