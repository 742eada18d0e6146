//! Texts with a few things changed, as a slip of the hand or of a program may change them.

use super::dice::Dice;

/// Signs of YAML and of this format to put in anywhere.
const TOKENS: &[&str] = &[
    "- ",
    ": ",
    " #",
    "&a ",
    "*a",
    "!!str ",
    "|",
    ">",
    "[",
    "]",
    "{",
    "}",
    "'",
    "\"",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "\0",
    "\u{7f}",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "? ",
    "null",
    "~",
    "<<: ",
    "\\",
    ",",
    "  ",
    " ",
    "events:\n",
    "- id: x\n",
    "  - title: x\n",
    "title: x\n",
    "  ",
    "é",
    "\u{1f600}",
    "\u{9f}",
    "# c\n",
    "x-y: z\n",
    "|-\n",
    "+",
    "-",
    ":",
    "#",
    "\n\n",
    "\n  ",
    "- - ",
];

/// The text with a few things changed, as a slip of the hand or of a program may change them.
pub fn mutated(dice: &mut Dice, text: &str, other: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..=dice.below(3) {
        let spot = |dice: &mut Dice, text: &str| {
            let mut at = dice.below(text.len() + 1);
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let at = spot(dice, &text);
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let line = dice.below(lines.len());
        match dice.below(10) {
            0 => {
                if let Some(letter) = text[at..].chars().next() {
                    text.replace_range(at..at + letter.len_utf8(), "");
                }
            }
            1..4 => {
                let token = *dice.pick(TOKENS);
                text.insert_str(at, token);
            }
            4 => text = [&lines[..line], &lines[(line + 1).min(lines.len())..]].concat().concat(),
            5 => {
                let other = dice.below(lines.len());
                let mut lines = lines.clone();
                if !lines.is_empty() {
                    let moved = lines[other];
                    lines.insert(line, moved);
                }
                text = lines.concat();
            }
            6 => {
                let mut lines = lines.clone();
                let other = dice.below(lines.len());
                if !lines.is_empty() {
                    lines.swap(line, other);
                }
                text = lines.concat();
            }
            7 => {
                let to = (line + 1 + dice.below(4)).min(lines.len());
                let by = " ".repeat(1 + dice.below(3));
                let is_out = dice.one_in(2);
                let shift = |(nth, text): (usize, &&str)| match text.strip_prefix(&*by) {
                    _ if !(line..to).contains(&nth) => (*text).to_owned(),
                    Some(shorter) if is_out => shorter.to_owned(),
                    _ => format!("{by}{text}"),
                };
                text = lines.iter().enumerate().map(shift).collect();
            }
            8 => {
                let from = spot(dice, other);
                let piece: String = other[from..].chars().take(1 + dice.below(60)).collect();
                text.insert_str(at, &piece);
            }
            _ => {
                if dice.one_in(3) {
                    text.truncate(at);
                } else if let Some(feed) = text[at..].find('\n') {
                    let end = *dice.pick(&["", " ", "\r", "\n\n", "\n \n"]);
                    text.replace_range(at + feed..=at + feed, end);
                }
            }
        }
    }
    text
}
