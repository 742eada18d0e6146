//! A query as it is typed, cut into words, phrases, fields and signs.

use std::ops::Range;

use super::read::QueryFault;
use super::{FIELDS, Field};

/// A part of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `AND`, which says no more than a blank.
    And,
    /// `OR`
    Or,
    /// `NOT`, or `-` right before something.
    Not,
    /// A word or a phrase, without its quotes.
    Words(String),
    /// `name:`, with `!` or without, and the values behind it.
    Field {
        /// The name.
        name: Range<usize>,
        /// Stands there a `!`?
        certainly: bool,
        /// Each value without its quotes, with the place of it.
        values: Vec<(String, Range<usize>)>,
    },
}

/// Cuts a query up, part by part.
pub struct Tokens<'q> {
    text: &'q str,
    at: usize,
    value: usize,
}

impl<'q> Tokens<'q> {
    pub fn new(text: &'q str) -> Self {
        Self { text, at: 0, value: 0 }
    }

    fn rest(&self) -> &'q str {
        &self.text[self.at..]
    }

    /// Passes white space, and says where it ends.
    pub fn skip_blank(&mut self) -> usize {
        self.at += self.rest().len() - self.rest().trim_start().len();
        self.at
    }

    /// Where the last value of the last field begins, be it faulty or not.
    pub fn value_begin(&self) -> usize {
        self.value
    }

    /// The next part with its place; nothing at the end.
    pub fn next(&mut self) -> Result<Option<(Token, Range<usize>)>, QueryFault> {
        let start = self.skip_blank();
        let Some(first) = self.rest().chars().next() else { return Ok(None) };
        let token = match first {
            '(' | ')' | '-' => {
                self.at += 1;
                match first {
                    '(' => Token::Open,
                    ')' => Token::Close,
                    _ => Token::Not,
                }
            }
            '"' => Token::Words(self.phrase()?),
            _ => match field_name(self.rest()) {
                Some((name, certainly)) => self.field(name, certainly)?,
                None => self.word(),
            },
        };
        Ok(Some((token, start..self.at)))
    }

    /// What stands from here on to the first letter that ends it.
    fn run(&mut self, ends: impl Fn(char) -> bool) -> &'q str {
        let rest = self.rest();
        let end = rest.find(|letter: char| letter.is_whitespace() || "()\"".contains(letter) || ends(letter));
        let run = &rest[..end.unwrap_or(rest.len())];
        self.at += run.len();
        run
    }

    fn word(&mut self) -> Token {
        match self.run(|_| false) {
            "AND" => Token::And,
            "OR" => Token::Or,
            "NOT" => Token::Not,
            word => Token::Words(word.to_owned()),
        }
    }

    /// What stands between double quotes; in it, `\"` is a quote and `\\` a backslash.
    fn phrase(&mut self) -> Result<String, QueryFault> {
        let (start, mut phrase, mut escaped) = (self.at, String::new(), false);
        for (at, letter) in self.rest().char_indices().skip(1) {
            match letter {
                '"' if !escaped => {
                    self.at += at + 1;
                    return Ok(phrase);
                }
                '\\' if !escaped => escaped = true,
                _ => {
                    if escaped && !"\"\\".contains(letter) {
                        phrase.push('\\');
                    }
                    phrase.push(letter);
                    escaped = false;
                }
            }
        }
        Err(QueryFault {
            message: "the quote is not closed".into(),
            at: start..self.text.len(),
            hint: Some("put a \" behind its last word".into()),
        })
    }

    fn field(&mut self, name: &str, certainly: bool) -> Result<Token, QueryFault> {
        let start = self.at;
        let name_at = start..start + name.len();
        self.at += name.len() + usize::from(certainly) + 1;
        let row = Field::named(name);
        let listed = row.is_none_or(|row| row.listed);
        let mut values = Vec::new();
        loop {
            let begin = self.at;
            self.value = begin;
            let value = if self.rest().starts_with('"') {
                self.phrase()?
            } else {
                self.run(|letter| letter == ',' && listed).to_owned()
            };
            if let Some(row) = row.filter(|_| value.trim().is_empty()) {
                let behind = if values.is_empty() { "" } else { " behind the comma" };
                return Err(QueryFault {
                    message: format!("`{}:` needs a value{behind}", row.name),
                    at: start..self.at,
                    hint: Some(row.doc.to_owned()),
                });
            }
            values.push((value, begin..self.at));
            if !(listed && self.rest().starts_with(',')) {
                return Ok(Token::Field { name: name_at, certainly, values });
            }
            self.at += 1;
        }
    }
}

/// The name of a field that stands here, and whether `!` follows it.
pub fn field_name(rest: &str) -> Option<(&str, bool)> {
    let end = rest.find(|letter: char| !letter.is_ascii_alphabetic())?;
    let (name, behind) = rest.split_at(end);
    let certainly = behind.starts_with("!:");
    (!name.is_empty() && (certainly || behind.starts_with(':'))).then_some((name, certainly))
}

impl Field {
    /// The field of a name, case aside.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        FIELDS.iter().find(|field| field.name.eq_ignore_ascii_case(name))
    }
}
