//! Words and sentences: a vocabulary with a long tail, of several scripts.

use std::collections::HashSet;

use super::chance::Chance;
use super::tail::Tail;
use super::value::{Style, Value};

/// How many words there are.
const VOCABULARY: usize = 30_000;

/// The words that are used most.
const COMMON: &str = "the of and to in a that for was on with by it as is at from which this be an had were their not \
    has said would will have been but they its or are he she after before who about more new between over council \
    bridge harbour report minister under plan talks first when into also two against other no than during until \
    inspector warning letter ceasefire troops vote Kraków Żukowski Genève Zürich Málaga São-Paulo Århus İzmir crew \
    engineer pier crack repair budget storm witness police court ruling union strike ferry road rail school hospital \
    mayor president government parliament committee hearing evidence record minutes broadcast statement spokesman \
    source paper public private north south east west river island city border winter spring summer autumn";

const SYLLABLES: &[&str] = &[
    "ka", "lo", "mi", "ter", "san", "vo", "ri", "den", "ga", "pol", "ne", "sto", "fa", "ler", "um", "bra", "ci", "dor",
    "el", "har", "in", "ju", "kel", "ma", "nor", "os", "pe", "qui", "ros", "tan", "ul", "ven", "wes", "xa", "yor",
    "zen", "che", "shi", "tre", "glo",
];

/// Letters and the same with marks, as they stand in names of many countries.
const MARKED: &[(char, char)] =
    &[('a', 'á'), ('e', 'é'), ('o', 'ö'), ('u', 'ů'), ('s', 'š'), ('l', 'ł'), ('n', 'ñ'), ('i', 'î'), ('c', 'ç')];

/// Words of other scripts, wide and from right to left, and signs of several characters.
const FOREIGN: &[&str] = &[
    "東京",
    "会議",
    "報道",
    "서울",
    "회담",
    "北京",
    "שלום",
    "ירושלים",
    "القاهرة",
    "تقرير",
    "Київ",
    "мост",
    "Αθήνα",
    "गाँव",
    "🌉",
    "⚠️",
    "👩‍🔬",
    "🇺🇦",
    "e\u{301}te\u{301}",
];

/// A word as it is printed, and in lower-case ASCII for ids.
pub struct Word {
    /// As it is printed.
    pub printed: String,
    /// For ids.
    pub slug: String,
}

/// All words, from the most used to the rarest.
pub struct Words {
    all: Vec<Word>,
    tail: Tail,
}

impl Words {
    /// The vocabulary; it is the same for every timeline.
    pub fn new() -> Self {
        let mut all: Vec<Word> =
            COMMON.split_whitespace().map(|word| Word { printed: word.to_owned(), slug: ascii(word) }).collect();
        let mut known: HashSet<String> = all.iter().map(|word| word.slug.clone()).collect();
        let mut chance = Chance::new(1, 0);
        while all.len() < VOCABULARY {
            let slug: String = (0..chance.between(2, 4)).map(|_| *chance.pick(SYLLABLES)).collect();
            if known.insert(slug.clone()) {
                all.push(Word { printed: printed(&mut chance, &slug), slug });
            }
        }
        Self { all, tail: Tail::new(VOCABULARY) }
    }

    /// The word of a rank, from 0; from the begin again behind the last.
    pub fn of_rank(&self, rank: usize) -> &Word {
        &self.all[rank % VOCABULARY]
    }

    /// Any word, the common ones often.
    pub fn any(&self, chance: &mut Chance) -> &Word {
        &self.all[self.tail.draw(chance)]
    }

    /// So many words, the first with a capital.
    pub fn phrase(&self, chance: &mut Chance, first: usize, last: usize) -> String {
        let mut phrase = capital(&self.any(chance).printed);
        for _ in 1..chance.between(first, last) {
            phrase.push_str(if chance.one_in(14) { ", " } else { " " });
            phrase.push_str(&self.any(chance).printed);
        }
        phrase
    }

    /// A title; some have a colon, an apostrophe or a quote in them.
    pub fn title(&self, chance: &mut Chance) -> String {
        let title = self.phrase(chance, 4, 9);
        match chance.below(60) {
            0 | 1 => format!("{}: {title}", capital(&self.any(chance).printed)),
            2 => format!("{title} – \"{}\"", self.phrase(chance, 2, 4)),
            3 => format!("{title}, the council's {}", self.any(chance).printed),
            4 => format!("{title} (No. #{})", chance.below(100)),
            _ => title,
        }
    }

    /// A sentence of so many words.
    pub fn sentence(&self, chance: &mut Chance, first: usize, last: usize) -> String {
        let mut sentence = self.phrase(chance, first, last);
        sentence.push(*chance.pick(&['.', '.', '.', '.', '.', '.', '.', '?', '!', '…']));
        sentence
    }

    /// The very words of somebody, without the end of a sentence more often than not.
    pub fn quote(&self, chance: &mut Chance) -> String {
        let length = if chance.one_in(12) { 40 } else { 16 };
        let words = if chance.one_in(3) { self.sentence(chance, 5, length) } else { self.phrase(chance, 5, length) };
        match chance.below(40) {
            0 => format!("{words} “{}” too", self.phrase(chance, 1, 3)),
            1 => format!("{words} I don't know"),
            2 => format!("{words} […] {}", self.phrase(chance, 2, 6)),
            3 => format!("\"{}\" {words}", self.any(chance).printed),
            _ => words,
        }
    }

    /// One or several sentences, as a person lays out prose.
    pub fn prose(&self, chance: &mut Chance) -> Value {
        let sentences =
            |chance: &mut Chance, count| (0..count).map(|_| self.sentence(chance, 8, 18)).collect::<Vec<_>>();
        match chance.below(20) {
            0..8 => Value::Text(self.sentence(chance, 8, 18), Style::Plain),
            8..12 => Value::Text(sentences(chance, 2).join(" "), Style::Folded),
            12 => Value::Text(sentences(chance, 2).join(" ") + "\n", Style::Folded),
            13..16 => Value::Text(sentences(chance, 2).join("\n") + "\n", Style::Literal),
            16 => Value::Text(sentences(chance, 2).join("\n"), Style::Literal),
            17..19 => Value::Text(self.sentence(chance, 8, 18), Style::Double),
            _ => Value::Text(self.sentence(chance, 8, 18), Style::Single),
        }
    }
}

fn printed(chance: &mut Chance, slug: &str) -> String {
    match chance.below(200) {
        0 => (*chance.pick(FOREIGN)).to_owned(),
        1..20 => {
            let (letter, marked) = *chance.pick(MARKED);
            slug.replacen(letter, marked.encode_utf8(&mut [0; 4]), 1)
        }
        20..40 => capital(slug),
        _ => slug.to_owned(),
    }
}

/// The word with its first letter as a capital.
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn ascii(word: &str) -> String {
    word.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}
