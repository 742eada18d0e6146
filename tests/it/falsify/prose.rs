//! News that nobody wrote: names, numbers, negation, modality, reported speech, and every sign of typography.

use super::dice::Dice;

/// An article as words, and as text.
#[derive(Debug, Clone)]
pub struct Article {
    /// The words of each paragraph, with the signs at them; a number may hold blanks.
    pub paragraphs: Vec<Vec<String>>,
    /// Words with blanks between them, paragraphs with empty lines.
    pub text: String,
}

impl Article {
    pub fn new(paragraphs: Vec<Vec<String>>) -> Self {
        let text = paragraphs.iter().map(|words| words.join(" ")).collect::<Vec<_>>().join("\n\n");
        Self { paragraphs, text }
    }

    /// The byte at which a word of a paragraph begins.
    pub fn start_of(&self, paragraph: usize, word: usize) -> usize {
        let length = |words: &[String]| words.iter().map(|word| word.len() + 1).sum::<usize>();
        let before: usize = self.paragraphs[..paragraph].iter().map(|words| length(words) + 1).sum();
        before + length(&self.paragraphs[paragraph][..word])
    }

    /// Of a text that somebody wrote; the blanks of a number stay in it.
    pub fn of_text(text: &str) -> Self {
        let words = |paragraph: &str| {
            paragraph.split_whitespace().fold(Vec::<String>::new(), |mut words, word| {
                let is_digit = |letter: Option<char>| letter.is_some_and(char::is_numeric);
                match words.last_mut() {
                    Some(last) if is_digit(last.chars().last()) && (is_digit(word.chars().next()) || word == "%") => {
                        last.push(' ');
                        last.push_str(word);
                    }
                    _ => words.push(word.to_owned()),
                }
                words
            })
        };
        Self::new(text.split("\n\n").map(words).filter(|words| !words.is_empty()).collect())
    }
}

/// So many articles.
pub fn articles(seed: u64, count: usize) -> Vec<Article> {
    let mut dice = Dice::new(seed);
    (0..count).map(|_| Article::new((0..6).map(|_| paragraph(&mut dice)).collect())).collect()
}

pub const NAMES: &[&str] = &[
    "Ama Osei",
    "Peter Holt",
    "Łukasz Żeromski",
    "Zoë Marchetti",
    "Niall O’Brien",
    "Ines Đorđević",
    "Jan van der Meer",
    "Marie-Claire Dubois",
    "Tomáš Novák",
    "Ruth Adeyemi",
    "Henrik Ødegaard",
    "Sofía Ibáñez",
    "Karl Weiß",
    "Mei Tanaka",
];
const PLACES: &[&str] =
    &["Westport", "Norrland", "the Harbour Bridge", "São Tiago", "East Marrow", "Port-au-Lac", "Kołów", "Upper Tarn"];
const BODIES: &[&str] = &[
    "the council",
    "the ministry",
    "the port office",
    "the Westport Gazette",
    "the coalition",
    "Harbour Radio",
    "the inspectors’ union",
    "the staff committee",
    "the U.S. embassy",
    "the final court",
];
const MODALS: &[&str] = &["will", "would", "may", "might", "must", "can", "could", "should", "is going to"];
const NEGATED: &[&str] =
    &["will not", "won’t", "would never", "can’t", "does not", "didn’t", "must not", "has never", "is not going to"];
const VERBS: &[&str] =
    &["send", "withdraw", "approve", "finance", "close", "reopen", "inspect", "deny", "confirm", "difficultly re-sign"];
const THINGS: &[&str] = &[
    "peacekeepers",
    "the non-nuclear fleet",
    "the flood barrier",
    "a ceasefire plan",
    "safety reports",
    "the café’s lease",
    "unlawful payments",
    "the conflict-of-interest file",
    "steel cables",
    "anti-aircraft units",
    "the naïve proposal",
    "its office staff",
];
pub const NUMBER_WORDS: &[&str] =
    &["two", "three", "four", "five", "seven", "nine", "eleven", "twelve", "thirty", "forty"];
const DAYS: &[&str] = &["Monday", "Tuesday", "Thursday", "Saturday"];
const MONTHS: &[&str] = &["January", "March", "April", "June", "September", "November"];
const CLAUSES: &[&str] = &[
    "we have a plan that is ready",
    "nobody was told before the vote",
    "they knew it all along",
    "it is not our fault",
    "I never signed that paper",
    "there is no money left",
    "the first cracks were logged early",
    "that isn’t true",
    "he was wrong and he knew it",
    "she will be heard",
    "nothing has been ruled out",
    "it was only a draft",
];

fn amount(dice: &mut Dice) -> String {
    let (small, large) = (1 + dice.below(98), 100 + dice.below(899));
    match dice.below(14) {
        0 => format!("${small}.{} million", dice.below(10)),
        1 => format!("US${small} billion"),
        2 => format!("€{small},{large}"),
        3 => format!("{small}%"),
        4 => format!("{small} %"),
        5 => format!("{small} {large}"),
        6 => format!("{small},{large}"),
        7 => format!("−{small}"),
        8 => format!("-{small}"),
        9 => format!("{small}–{}", small + 5),
        10 => "1/2".to_owned(),
        11 => format!("+{small}"),
        12 => (*dice.pick(NUMBER_WORDS)).to_owned(),
        _ => format!("{large}"),
    }
}

/// One sentence; its words are apart by `|`, so that an amount may hold a blank.
fn sentence(dice: &mut Dice) -> String {
    let name = *dice.pick(NAMES);
    let other = *dice.pick(NAMES);
    let (body, place, thing) = (*dice.pick(BODIES), *dice.pick(PLACES), *dice.pick(THINGS));
    let verb = *dice.pick(VERBS);
    let modal = if dice.one_in(2) { *dice.pick(MODALS) } else { *dice.pick(NEGATED) };
    let (day, month, year) = (*dice.pick(DAYS), *dice.pick(MONTHS), 2015 + dice.below(15));
    let amount = amount(dice).replace(' ', "\u{1}");
    let (clause, second) = (*dice.pick(CLAUSES), *dice.pick(CLAUSES));
    match dice.below(12) {
        0 => format!("{name} told {body} on {day} that {place} {modal} {verb} {thing} before {month} {year}."),
        1 => format!("“We {modal} {verb} {thing},” {name} said, “and {clause}.”"),
        2 => format!("According to {body}, {amount} more was spent in {month} {year} than {other} had claimed."),
        3 => format!("{name}, who {modal} {verb} {thing}, is said to have warned {other} at {place}."),
        4 => format!("“Is it true that {clause}?” asked {name}; “{second},” {other} replied."),
        5 => format!("{body} put the figure at {amount} in {month}—not for the first time—and {other} agreed."),
        6 => format!("“I … I told them: {clause}, but {second}…” {name} added ({body} disputes this)."),
        7 => format!("At 10:30 on {day} {name} and {other} {modal} {verb} {thing} near {place}."),
        8 => format!("{other} said that {name} had said that {clause}, while {body} {modal} comment."),
        9 => format!("The offer of {amount} from {body} was never refused; {name} called it ‘final’."),
        10 => format!("Since {month} {year} {body} has moved {amount} of {thing} to {place}, {name} claims."),
        _ => format!("{name} doesn’t believe {other}: “{clause}!”"),
    }
}

fn paragraph(dice: &mut Dice) -> Vec<String> {
    let sentences: Vec<String> = (0..3 + dice.below(3)).map(|_| sentence(dice)).collect();
    let words = sentences.iter().flat_map(|sentence| sentence.split(' '));
    words.map(|word| word.replace('\u{1}', " ")).collect()
}
