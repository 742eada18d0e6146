//! Quotes that are true, quotes that are not, and what tells them apart without annals.

pub mod best_guess;
pub mod dice;
pub mod examples;
pub mod kinds;
pub mod prose;
pub mod typography;
pub mod witness;

use std::ops::Range;

use dice::Dice;
use prose::Article;

/// A true quote: words of an article, and where they stand in its text.
#[derive(Debug, Clone)]
pub struct Drawn {
    pub paragraph: usize,
    pub words: Vec<String>,
    pub at: Range<usize>,
}

impl Drawn {
    /// Some words of a paragraph; signs around them may be left away.
    pub fn new(dice: &mut Dice, article: &Article) -> Option<Self> {
        let paragraph = dice.below(article.paragraphs.len());
        let words = &article.paragraphs[paragraph];
        let count = 4 + dice.below(12);
        let from = dice.below(words.len().checked_sub(count)?);
        let mut words = words[from..from + count].to_vec();
        let mut start = article.start_of(paragraph, from);
        if dice.one_in(2) {
            let bare = words[0].trim_start_matches(['“', '‘', '(', '"']).to_owned();
            start += words[0].len() - bare.len();
            words[0] = bare;
            let last = words.pop()?;
            words.push(last.trim_end_matches(['”', '’', ')', '.', ',', ';', ':', '?', '!', '"']).to_owned());
        }
        let quote = words.join(" ");
        let at = start..start + quote.len();
        assert_eq!(&article.text[at.clone()], quote, "drawn from where it is said to stand");
        let is_whole = words.iter().all(|word| word.contains(char::is_alphanumeric) || word.contains('%'));
        is_whole.then_some(Self { paragraph, words, at })
    }

    /// Does it stand only once?
    pub fn is_unique(&self, article: &Article) -> bool {
        witness::places(&article.text, &self.quote()) == 1
    }

    pub fn quote(&self) -> String {
        self.words.join(" ")
    }
}

/// Thirty-two characters to either side, as a web annotation keeps them.
pub fn context(text: &str, at: &Range<usize>) -> (String, String) {
    let before: Vec<char> = text[..at.start].chars().rev().take(32).collect();
    (before.into_iter().rev().collect(), text[at.end..].chars().take(32).collect())
}

/// A quote that is not true of its copy.
#[derive(Debug, Clone)]
pub struct Falsified {
    pub copy: String,
    pub quote: String,
    pub prefix: String,
    pub suffix: String,
    /// Where the true quote stood, in characters, as web annotations hint at it.
    pub hint: usize,
}

/// So many falsified quotes of a kind, of articles that have what it takes.
pub fn falsified(seed: u64, articles: &[Article], kind: &kinds::Kind, count: usize) -> Vec<Falsified> {
    let mut dice = Dice::new(seed);
    let mut made = Vec::new();
    for _ in 0..count * 400 {
        if made.len() == count {
            break;
        }
        let article = dice.pick(articles);
        let Some(drawn) = Drawn::new(&mut dice, article) else { continue };
        made.extend((kind.falsify)(&mut dice, article, &drawn).filter(Falsified::is_false));
    }
    made
}

impl Falsified {
    /// Other words, at the place of the drawn ones.
    pub fn words(article: &Article, drawn: &Drawn, quote: String) -> Self {
        let (prefix, suffix) = context(&article.text, &drawn.at);
        let hint = article.text[..drawn.at.start].chars().count();
        Self { copy: article.text.clone(), quote, prefix, suffix, hint }
    }

    /// By chance it may be true all the same: the words stand in the copy, or those with their context.
    fn is_false(&self) -> bool {
        if self.copy.contains(&format!("{}{}{}", self.prefix, self.quote, self.suffix)) {
            return false;
        }
        self.is_moved() || witness::places(&self.copy, &self.quote) == 0
    }

    /// Are these words of the copy, and only the context is that of others?
    pub fn is_moved(&self) -> bool {
        witness::places(&self.copy, &self.quote) == 1
            && self.copy.contains(&self.prefix)
            && self.copy.contains(&self.suffix)
            && !self.copy.contains(&format!("{}{}", self.prefix, self.quote))
            && !self.copy.contains(&format!("{}{}", self.quote, self.suffix))
    }
}
