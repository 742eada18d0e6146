//! Every way in which a quote is made false.

use super::dice::Dice;
use super::prose::{Article, NAMES, NUMBER_WORDS};
use super::witness;
use super::{Drawn, Falsified, context};

/// A way to make a quote false; nothing where the quote has not what it takes.
pub struct Kind {
    pub name: &'static str,
    pub falsify: fn(&mut Dice, &Article, &Drawn) -> Option<Falsified>,
}

/// Ways that change words and leave the copy and the context as they are.
type OfWords = fn(&mut Dice, &mut Vec<String>) -> Option<()>;

macro_rules! of_words {
    ($name:literal, $change:expr) => {
        Kind {
            name: $name,
            falsify: |dice, article, drawn| {
                let (mut words, change): (_, OfWords) = (drawn.words.clone(), $change);
                change(dice, &mut words)?;
                let quote = words.join(" ").trim().to_owned();
                Some(Falsified::words(article, drawn, quote)).filter(|made| made.quote != drawn.quote())
            },
        }
    };
}

pub const KINDS: &[Kind] = &[
    Kind { name: "sentence deleted, a look-alike kept", falsify: deleted },
    of_words!("“not” added", |dice, words| insert(dice, words, &["not", "never", "hardly", "no longer"])),
    of_words!("“not” dropped", drop_negation),
    of_words!("digit changed", |dice, words| digits(dice, words, |dice, at, number| {
        let other = (number[at..=at].parse::<usize>().ok()? + 1 + dice.below(9)) % 10;
        number.replace_range(at..=at, &other.to_string());
        Some(())
    })),
    of_words!("digit dropped or added", |dice, words| digits(dice, words, |dice, at, number| {
        if dice.one_in(2) {
            number.insert_str(at, &dice.below(10).to_string());
        } else {
            number.remove(at);
        }
        Some(())
    })),
    of_words!("number word changed", |dice, words| swap_words(dice, words, &[NUMBER_WORDS])),
    of_words!("names swapped", swap_names),
    of_words!("tense or modality changed", |dice, words| swap_words(
        dice,
        words,
        &[
            &["will", "would", "may", "might", "must", "can", "could", "should"],
            &["is", "was"],
            &["has", "had"],
            &["says", "said", "claims", "claimed"],
            &["doesn’t", "didn’t"],
            &["won’t", "wouldn’t"],
            &["send", "sent"],
            &["have", "had"],
        ]
    )),
    of_words!("person changed", |dice, words| swap_words(
        dice,
        words,
        &[
            &["we", "they", "you"],
            &["I", "he", "she"],
            &["our", "their", "its"],
            &["“We", "“They", "“I"],
            &["them", "us", "me"],
        ]
    )),
    of_words!("words reordered", |dice, words| {
        let at = dice.below(words.len() - 1);
        words.swap(at, at + 1);
        Some(())
    }),
    of_words!("word replaced", |dice, words| {
        let at = dice.below(words.len());
        words[at] = String::from(*dice.pick(&["allegedly", "harbour", "because", "peace", "against", "all"]));
        Some(())
    }),
    of_words!("word dropped", |dice, words| {
        words.remove(1 + dice.below(words.len() - 2));
        Some(())
    }),
    of_words!("word added", |dice, words| insert(dice, words, &["only", "all", "secretly", "the", "also", "no"])),
    of_words!("word cut at its end", |dice, words| {
        let last = words.last_mut()?;
        last.truncate(last.char_indices().rev().nth(dice.below(3))?.0);
        last.chars().last()?.is_alphanumeric().then_some(())
    }),
    of_words!("word cut at its begin", |dice, words| {
        let rest: String = words[0].chars().skip(1 + dice.below(3)).collect();
        words[0] = rest;
        words[0].chars().next()?.is_alphanumeric().then_some(())
    }),
    of_words!("“non-”, “un-” or “anti-” cut", |_, words| {
        let at =
            words.iter().position(|word| ["non-", "un", "anti-", "re-"].iter().any(|cut| word.starts_with(cut)))?;
        words.drain(..at);
        let cut = words[0].find('-').map_or(2, |hyphen| hyphen + 1);
        words[0].drain(..cut);
        (words.len() > 2 && words[0].chars().next()?.is_alphabetic()).then_some(())
    }),
    of_words!("elision laid over a “not”", |dice, words| {
        let at = dice.place(words, |word| is_negation(word))?;
        words[at] = String::from(*dice.pick(&["[…]", "…", "...", "[...]"]));
        Some(())
    }),
    of_words!("words in brackets laid over a “not”", |dice, words| {
        let at = dice.place(words, |word| is_negation(word))?;
        words[at] = (*dice.pick(&["[certainly]", "[will]", "[the council]", "[sic]"])).to_owned();
        Some(())
    }),
    Kind { name: "moved to another speaker's paragraph", falsify: moved },
    of_words!("case changed", |dice, words| {
        let at = dice.place(words, |word| word.chars().any(char::is_uppercase))?;
        words[at] = words[at].to_lowercase();
        Some(())
    }),
    of_words!("punctuation changed", |dice, words| {
        let at = dice.place(words, |word| word.contains([',', '?', '!', ';', ':', '.']))?;
        let sign = words[at].find([',', '?', '!', ';', ':', '.'])?;
        let other = *dice.pick(&[",", ".", "?", "!", ""]);
        words[at].replace_range(sign..=sign, other);
        Some(())
    }),
    of_words!("comma added", |dice, words| {
        let at = dice.place(words, |word| word.chars().all(char::is_alphabetic))?;
        words[at].push(',');
        Some(())
    }),
    of_words!("sign, currency or per cent dropped", |dice, words| {
        let signs = ['−', '-', '+', '$', '€', '%', '–', '/'];
        let is_number = |word: &String| word.contains(signs) && word.contains(char::is_numeric);
        let at = dice.place(words, is_number)?;
        if dice.one_in(2) {
            words[at] = words[at].replace(signs, "");
            return Some(());
        }
        // The quote begins or ends in the number.
        let sign = words[at].find(signs)?;
        let width = words[at][sign..].chars().next()?.len_utf8();
        if words[at].trim_end_matches(['.', ',']).len() == sign + width {
            words.truncate(at + 1);
            words[at].truncate(sign);
        } else {
            words.drain(..at);
            words[0].drain(..sign + width);
        }
        Some(())
    }),
    Kind { name: "two sentences spliced", falsify: spliced },
    of_words!("quote marks moved", |dice, words| {
        let at = dice.place(words, |word| word.contains(['“', '”', '‘']))?;
        words[at] = words[at].replace(['“', '”', '‘'], "");
        let other = dice.below(words.len());
        words[other].push('”');
        Some(())
    }),
];

fn is_negation(word: &str) -> bool {
    matches!(word, "not" | "never" | "no" | "nobody" | "nothing") || word.contains("n’t")
}

fn insert(dice: &mut Dice, words: &mut Vec<String>, of: &[&str]) -> Option<()> {
    let at = 1 + dice.below(words.len() - 1);
    words.insert(at, (*dice.pick(of)).to_owned());
    Some(())
}

fn drop_negation(dice: &mut Dice, words: &mut Vec<String>) -> Option<()> {
    let at = dice.place(words, |word| is_negation(word))?;
    if let Some(cut) = words[at].find("n’t") {
        words[at].replace_range(cut.., "");
    } else {
        words.remove(at);
    }
    Some(())
}

/// Changes a number at one of its digits.
fn digits(
    dice: &mut Dice,
    words: &mut [String],
    change: fn(&mut Dice, usize, &mut String) -> Option<()>,
) -> Option<()> {
    let at = dice.place(words, |word| word.contains(|letter: char| letter.is_ascii_digit()))?;
    let places: Vec<usize> =
        words[at].match_indices(|letter: char| letter.is_ascii_digit()).map(|(at, _)| at).collect();
    let digit = *dice.pick(&places);
    change(dice, digit, &mut words[at])
}

/// Changes a word into another of its row.
fn swap_words(dice: &mut Dice, words: &mut [String], rows: &[&[&str]]) -> Option<()> {
    let row_of = |word: &String| rows.iter().find(|row| row.contains(&word.as_str()));
    let at = dice.place(words, |word| row_of(word).is_some())?;
    let others: Vec<&str> = row_of(&words[at])?.iter().copied().filter(|other| *other != words[at]).collect();
    words[at] = String::from(*dice.pick(&others));
    Some(())
}

fn swap_names(dice: &mut Dice, words: &mut Vec<String>) -> Option<()> {
    let quote = words.join(" ");
    let there: Vec<&&str> = NAMES.iter().filter(|name| quote.contains(**name)).collect();
    if there.is_empty() {
        // A text that somebody wrote has names of its own: what begins with a capital inside of the quote.
        let at = dice.place(words, |word| word.chars().next().is_some_and(char::is_uppercase))?;
        words[at] = String::from("Marchetti");
        return Some(());
    }
    let name = **dice.pick(&there);
    let other = **there.iter().find(|other| ***other != name).unwrap_or(&dice.pick(NAMES));
    let swapped = quote.replace(name, "\u{1}").replace(other, name).replace('\u{1}', other);
    *words = vec![swapped];
    Some(())
}

/// The paragraph of the quote without it; what is like it stands elsewhere.
fn deleted(dice: &mut Dice, article: &Article, drawn: &Drawn) -> Option<Falsified> {
    drawn.is_unique(article).then_some(())?;
    let mut alike = drawn.words.clone();
    let changed = dice.below(alike.len());
    alike[changed] = String::from("perhaps");
    let without = format!("{}{}", &article.text[..drawn.at.start], &article.text[drawn.at.end..]);
    let copy = if dice.one_in(2) {
        format!("{without}\n\n{}", alike.join(" "))
    } else {
        format!("{}{}{}", &article.text[..drawn.at.start], alike.join(" "), &article.text[drawn.at.end..])
    };
    Some(Falsified { copy, ..Falsified::words(article, drawn, drawn.quote()) })
}

/// True words with the context of others, in another paragraph.
fn moved(dice: &mut Dice, article: &Article, drawn: &Drawn) -> Option<Falsified> {
    let other = Drawn::new(dice, article).filter(|other| other.paragraph != drawn.paragraph)?;
    let (prefix, suffix) = context(&article.text, &other.at);
    let is_context = prefix.trim().len() > 12 && suffix.trim().len() > 12;
    let made = Falsified { prefix, suffix, ..Falsified::words(article, drawn, drawn.quote()) };
    (is_context && made.is_moved()).then_some(made)
}

/// The begin of one quote with the end of another.
fn spliced(dice: &mut Dice, article: &Article, drawn: &Drawn) -> Option<Falsified> {
    let other = Drawn::new(dice, article)?;
    let words: Vec<String> =
        drawn.words[..=drawn.words.len() / 2].iter().chain(&other.words[other.words.len() / 2..]).cloned().collect();
    let quote = words.join(" ");
    (witness::places(&article.text, &quote) == 0).then(|| Falsified::words(article, drawn, quote))
}
