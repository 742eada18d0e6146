//! Every way in which the same words are printed otherwise.

use unicode_normalization::UnicodeNormalization;

use super::dice::Dice;

/// A printing of words.
pub struct Printing {
    pub name: &'static str,
    pub print: fn(&mut Dice, &str) -> String,
}

pub const PRINTINGS: &[Printing] = &[
    Printing {
        name: "straight quote marks", print: |_, text| text.replace(['“', '”'], "\"").replace(['‘', '’'], "'")
    },
    Printing {
        name: "other quote marks", print: |_, text| text.replace('“', "„").replace('”', "«").replace('’', "´")
    },
    Printing { name: "long dashes short", print: |_, text| text.replace('—', "–") },
    Printing { name: "hyphens that do not break", print: |_, text| text.replace('-', "\u{2011}").replace('−', "-") },
    Printing { name: "dashes as two hyphens", print: |_, text| text.replace('—', "--") },
    Printing { name: "blanks that do not break", print: |dice, text| blanks(dice, text, &["\u{a0}", "\u{202f}", " "]) },
    Printing {
        name: "blanks of all widths",
        print: |dice, text| blanks(dice, text, &["\u{2009}", "\u{3000}", "  ", "\t"]),
    },
    Printing { name: "line breaks", print: |dice, text| blanks(dice, text, &["\n", "\r\n", " \n", "\u{2028}", " "]) },
    Printing { name: "hard wraps", print: |_, text| wrapped(text, 30) },
    Printing { name: "soft hyphens", print: |dice, text| between_letters(dice, text, "\u{ad}") },
    Printing { name: "soft hyphens at line ends", print: |dice, text| between_letters(dice, text, "\u{ad}\n") },
    Printing { name: "blanks without width", print: |dice, text| between_letters(dice, text, "\u{200b}") },
    Printing {
        name: "marks of direction and order",
        print: |dice, text| between_letters(dice, text, "\u{feff}\u{200e}"),
    },
    Printing { name: "three dots", print: |_, text| text.replace('…', "...") },
    Printing {
        name: "ligatures",
        print: |_, text| {
            text.replace("ffi", "ﬃ").replace("ff", "ﬀ").replace("fi", "ﬁ").replace("fl", "ﬂ").replace("st", "ﬆ")
        },
    },
    Printing { name: "letters with marks of their own", print: |_, text| text.nfd().collect() },
    Printing {
        name: "all at once",
        print: |dice, text| {
            PRINTINGS[..PRINTINGS.len() - 1].iter().fold(text.to_owned(), |text, printing| {
                if dice.one_in(3) { (printing.print)(dice, &text) } else { text }
            })
        },
    },
];

fn blanks(dice: &mut Dice, text: &str, of: &[&str]) -> String {
    text.chars().map(|letter| if letter == ' ' { (*dice.pick(of)).to_owned() } else { letter.to_string() }).collect()
}

fn wrapped(text: &str, width: usize) -> String {
    let mut column = 0;
    let wrap = |letter: char| {
        column += 1;
        if letter == ' ' && column > width {
            column = 0;
            return '\n';
        }
        letter
    };
    text.chars().map(wrap).collect()
}

/// Puts a sign between some of the letters that follow each other.
fn between_letters(dice: &mut Dice, text: &str, sign: &str) -> String {
    let mut out = String::new();
    let mut last = ' ';
    for letter in text.chars() {
        if last.is_ascii_lowercase() && letter.is_ascii_lowercase() && dice.one_in(6) {
            out.push_str(sign);
        }
        out.push(letter);
        last = letter;
    }
    out
}
