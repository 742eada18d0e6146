//! Text made safe where it leaves for a person: nothing hidden, nothing that drives a terminal.

use std::borrow::Cow;

/// `text` with every control, bidirectional override and invisible character made visible.
///
/// Tabs and line breaks become one space, since a line on the screen stays one line. C0, DEL and C1
/// controls, bidi embeddings, overrides and isolates, zero-width and other invisible format
/// characters are written `<U+202E>`. Joiners inside emoji and between joining scripts, variation
/// selectors, right-to-left letters and the tags of a flag (Wales) are honest text and stay. At most [`MAX_MARKS`] combining
/// marks stay on one base.
#[must_use]
pub fn safe(text: &str) -> Cow<'_, str> {
    filter(text, false)
}

/// As [`safe`], but line feeds and tabs stay as they are: for text of several lines.
#[must_use]
pub fn safe_lines(text: &str) -> Cow<'_, str> {
    filter(text, true)
}

/// How many combining marks are let through on one base character; honest scripts need fewer.
pub const MAX_MARKS: usize = 12;

fn filter(text: &str, lines: bool) -> Cow<'_, str> {
    if plain(text) == text.len() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut marks = 0;
    let mut left_out = 0_usize;
    let mut letters = text.chars();
    let mut flag_tags = 0_usize;
    loop {
        // Most letters are plain, and are taken together.
        let (run, rest) = letters.as_str().split_at(plain(letters.as_str()));
        if !run.is_empty() {
            marks = 0;
            note_left_out(&mut out, &mut left_out);
            out.push_str(run);
            before = run.chars().next_back();
            letters = rest.chars();
        }
        let Some(letter) = letters.next() else { break };
        let next = letters.clone().next();
        if is_mark(letter) {
            marks += 1;
            if marks > MAX_MARKS {
                left_out += 1;
                continue;
            }
        } else {
            marks = 0;
            note_left_out(&mut out, &mut left_out);
        }
        match letter {
            '\n' | '\t' if lines => out.push(letter),
            '\r' if next == Some('\n') => {}
            '\n' | '\t' | '\r' => out.push(' '),
            '\u{200c}' | '\u{200d}' if joins(before, next) => out.push(letter),
            _ if flag_tags > 0 => {
                out.push(letter);
                flag_tags -= 1;
            }
            FLAG => {
                out.push(letter);
                flag_tags = tags_of_flag(letters.clone());
            }
            _ if is_hidden(letter) => out.push_str(&format!("<U+{:04X}>", u32::from(letter))),
            _ => out.push(letter),
        }
        before = Some(letter);
    }
    note_left_out(&mut out, &mut left_out);
    Cow::Owned(out)
}

/// With how many plain letters it begins: ASCII that shows.
fn plain(text: &str) -> usize {
    text.bytes().position(|byte| !(b' '..=b'~').contains(&byte)).unwrap_or(text.len())
}

fn note_left_out(out: &mut String, left_out: &mut usize) {
    if *left_out > 0 {
        out.push_str(&format!("<{left_out} more marks>"));
        *left_out = 0;
    }
}

/// Does a joiner between these two do honest work (emoji sequences, Arabic and Indic shaping)?
fn joins(before: Option<char>, after: Option<char>) -> bool {
    let shaped = |letter: char| matches!(u32::from(letter), 0x0590..=0x08ff | 0x0900..=0x0fff | 0x1000..=0x109f | 0x1780..=0x18af | 0x2190..=0x2bff | 0xfe0f | 0x1f000..=0x1faff);
    before.is_some_and(shaped) && after.is_some_and(shaped)
}

/// The black flag, which tags behind it turn into that of a part of a country.
const FLAG: char = '\u{1f3f4}';

/// How many of the letters behind a flag are its tags: three to six letters or digits and the end, as
/// Unicode has them for the parts of countries. Longer ones could carry hidden words.
fn tags_of_flag(letters: impl Iterator<Item = char>) -> usize {
    let mut tags = 0;
    for letter in letters {
        match letter {
            '\u{e0030}'..='\u{e0039}' | '\u{e0061}'..='\u{e007a}' if tags < 6 => tags += 1,
            '\u{e007f}' if tags >= 3 => return tags + 1,
            _ => return 0,
        }
    }
    0
}

fn is_mark(letter: char) -> bool {
    matches!(u32::from(letter), 0x0300..=0x036f | 0x0483..=0x0489 | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff | 0xfe20..=0xfe2f)
}

/// Would this character act on a terminal, or hide, or turn text round?
#[must_use]
pub fn is_hidden(letter: char) -> bool {
    // Most letters are asked about, and most of them are these.
    if letter.is_ascii() {
        return letter.is_ascii_control();
    }
    letter.is_control()
        || matches!(u32::from(letter),
            0x00ad | 0x034f | 0x061c | 0x115f | 0x1160 | 0x17b4 | 0x17b5 | 0x180b..=0x180f
            | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0x3164 | 0xfe00..=0xfe0e
            | 0xfeff | 0xffa0 | 0xfff0..=0xfffb | 0xfffe | 0xffff | 0x1bca0..=0x1bca3 | 0x1d173..=0x1d17a
            | 0xe0000..=0xe0fff)
}

/// Has the text a character that [`is_hidden`], other than line feeds?
#[must_use]
pub fn has_hidden(text: &str) -> bool {
    // Most text is ASCII that shows: many bytes are asked about at once.
    let is_other = |byte: u8| u8::from(byte.wrapping_sub(b' ') > b'~' - b' ') & u8::from(byte != b'\n');
    let others = text.bytes().fold(0, |found, byte| found | is_other(byte));
    others != 0 && text.chars().any(|letter| letter != '\n' && is_hidden(letter))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn plain_letters_are_taken_together_as_others_are_one_by_one(text in "([q \n\t\r\u{1b}ж]|e\u{301}{0,14}|\u{202e}|\u{200d}|👨|\u{1f3f4}[\u{e0061}-\u{e007a}]{0,7}\u{e007f}?){0,40}") {
            let slow = text.replace('q', "ż");
            prop_assert_eq!(safe(&text).replace('q', "ż"), safe(&slow));
            prop_assert_eq!(safe_lines(&text).replace('q', "ż"), safe_lines(&slow));
        }
    }

    #[test]
    fn hidden_characters_are_shown() {
        assert_eq!(safe("a\u{202e}b\u{1b}[31m\u{200b}"), "a<U+202E>b<U+001B>[31m<U+200B>");
        assert_eq!(safe("one\ntwo\r\nthree\tfour"), "one two three four");
        assert_eq!(safe_lines("one\r\ntwo\u{7}"), "one\ntwo<U+0007>");
    }

    #[test]
    fn honest_text_stays() {
        for text in ["Zażółć", "שלום עולם", "👨‍👩‍👧 family", "naïve e\u{301}", "می‌خواهم", "❤\u{fe0f}"]
        {
            assert_eq!(safe(text), text);
        }
    }

    /// A black flag with these letters as tags, and with the end of tags.
    fn flag(place: &str) -> String {
        let tags = place.chars().filter_map(|letter| char::from_u32(0xe0000 + u32::from(letter)));
        std::iter::once(FLAG).chain(tags).chain(['\u{e007f}']).collect()
    }

    #[test]
    fn flags_of_parts_of_countries_stay_and_hidden_words_do_not() {
        let text = format!("{} {}!", flag("gbeng"), flag("gbwls"));
        assert_eq!(safe(&text), text);
        let open = flag("gbeng").replace('\u{e007f}', "");
        for text in [flag("hiddenwords"), flag("GB-ENG"), flag(""), open, "a\u{e0061}".into(), "\u{e007f}".into()] {
            let hidden = text.chars().filter(|letter| is_hidden(*letter)).count();
            let safe = safe(&text);
            assert!(!safe.chars().any(is_hidden) && safe.matches("<U+E00").count() == hidden, "{safe}");
        }
        let twice = format!("{}\u{e0061}", flag("gbsct"));
        assert!(safe(&twice).ends_with("\u{e007f}<U+E0061>"));
    }

    #[test]
    fn one_cell_does_not_get_a_hundred_kilobytes() {
        let tall = format!("e{}x", "\u{301}".repeat(50_000));
        assert_eq!(safe(&tall), format!("e{}<49988 more marks>x", "\u{301}".repeat(12)));
    }
}
