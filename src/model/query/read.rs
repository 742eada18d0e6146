//! The grammar of queries: AND, OR, NOT and parentheses around words and fields, a fault told with its place.

use std::ops::Range;

use super::token::{Token, Tokens};
use super::{FIELDS, Field, Query};
use crate::model::date::Date;
use crate::model::finding::nearest;
use crate::model::timeline::{Sought, Timeline};

/// Why a query could not be read: a message, the bytes at fault and what may have been meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryFault {
    /// What is wrong.
    pub message: String,
    /// Where in the query.
    pub at: Range<usize>,
    /// What to write instead.
    pub hint: Option<String>,
}

impl QueryFault {
    fn new(message: impl Into<String>, at: Range<usize>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), at, hint: Some(hint.into()) }
    }
}

/// How many parentheses may stand inside each other.
const DEEPEST: usize = 100;

impl Query {
    /// Reads a query: words, `"phrases"` and `field:value`, of which all must hold; `OR` between what may hold
    /// instead, `NOT` or `-` before what must not, parentheses around what belongs together. `NOT` binds closer
    /// than a blank, and that closer than `OR`.
    ///
    /// # Errors
    /// The first part that cannot be read, with its place in `text`.
    pub fn parse(timeline: &Timeline, text: &str) -> Result<Self, QueryFault> {
        let mut reader = Reader { timeline, text, tokens: Tokens::new(text), next: None, depth: 0, known: Vec::new() };
        reader.advance()?;
        let query = reader.any()?;
        if let Some((_, at)) = reader.next {
            let hint = "put a ( before it, or the sign between quotes";
            return Err(QueryFault::new("this parenthesis closes nothing", at, hint));
        }
        known_stands_alone(&query, &reader.known)?;
        Ok(query)
    }
}

struct Reader<'t> {
    timeline: &'t Timeline,
    text: &'t str,
    tokens: Tokens<'t>,
    next: Option<(Token, Range<usize>)>,
    depth: usize,
    /// Where each `known:` stands.
    known: Vec<Range<usize>>,
}

impl Reader<'_> {
    fn advance(&mut self) -> Result<Option<(Token, Range<usize>)>, QueryFault> {
        let next = self.tokens.next()?;
        Ok(std::mem::replace(&mut self.next, next))
    }

    /// The next part, if it is this sign, taken.
    fn take(&mut self, sign: &Token) -> Result<Option<Range<usize>>, QueryFault> {
        if self.next.as_ref().is_none_or(|(token, _)| token != sign) {
            return Ok(None);
        }
        Ok(self.advance()?.map(|(_, at)| at))
    }

    /// Does something end here that must hold something?
    fn is_at_end(&self) -> bool {
        matches!(self.next, None | Some((Token::Close | Token::Or | Token::And, _)))
    }

    fn needs(&self, sign: Range<usize>, where_to: &str) -> QueryFault {
        let word = &self.text[sign.clone()];
        let hint = format!("write something there, or \"{word}\" between quotes to look for the word itself");
        QueryFault::new(format!("`{word}` needs something {where_to} it"), sign, hint)
    }

    /// Parts between `OR`.
    fn any(&mut self) -> Result<Query, QueryFault> {
        let mut parts = vec![self.all()?];
        while let Some(or) = self.take(&Token::Or)? {
            if parts.last().is_some_and(Query::is_empty) {
                return Err(self.needs(or, "before"));
            }
            parts.push(self.all()?);
            if parts.last().is_some_and(Query::is_empty) {
                return Err(self.needs(or, "behind"));
            }
        }
        Ok(one_or(parts, Query::Any))
    }

    /// Parts side by side, up to what ends them.
    fn all(&mut self) -> Result<Query, QueryFault> {
        let mut parts = Vec::new();
        let start = self.next.as_ref().map_or(0, |(_, at)| at.start);
        let mut end = start;
        loop {
            if let Some(and) = self.take(&Token::And)?
                && (parts.is_empty() || self.is_at_end())
            {
                return Err(self.needs(and, if parts.is_empty() { "before" } else { "behind" }));
            }
            if self.is_at_end() {
                break;
            }
            end = self.next.as_ref().map_or(end, |(_, at)| at.end);
            parts.push(self.part()?);
        }
        if let Some((message, hint)) = turned_round(&parts) {
            return Err(QueryFault { message, at: start..end, hint: Some(hint) });
        }
        Ok(one_or(parts, Query::All))
    }

    /// One part, maybe negated.
    fn part(&mut self) -> Result<Query, QueryFault> {
        let mut negated = false;
        while let Some(not) = self.take(&Token::Not)? {
            let blank = &self.text[not.clone()] == "-" && self.text[not.end..].starts_with(char::is_whitespace);
            if blank || self.is_at_end() {
                return Err(self.needs(not, "behind"));
            }
            negated = !negated;
        }
        let part = match self.advance()? {
            Some((Token::Open, at)) => self.group(at)?,
            Some((Token::Words(words), _)) => Query::Words(Box::new(Sought::new(&words))),
            Some((Token::Field { name, certainly, values }, at)) => self.field(name, certainly, &values, at)?,
            _ => Query::All(Vec::new()),
        };
        Ok(if negated { Query::Not(Box::new(part)) } else { part })
    }

    fn group(&mut self, open: Range<usize>) -> Result<Query, QueryFault> {
        if self.depth == DEEPEST {
            let message = format!("more than {DEEPEST} parentheses inside each other");
            return Err(QueryFault::new(message, open, "most can go: a blank means AND"));
        }
        self.depth += 1;
        let group = self.any()?;
        self.depth -= 1;
        let Some(close) = self.take(&Token::Close)? else {
            return Err(QueryFault::new("the parenthesis is not closed", open, "put a ) behind what belongs together"));
        };
        if group.is_empty() {
            let hint = "put something in, or the signs between quotes";
            return Err(QueryFault::new("nothing stands between the parentheses", open.start..close.end, hint));
        }
        Ok(group)
    }

    fn field(
        &mut self,
        name: Range<usize>,
        certainly: bool,
        values: &[(String, Range<usize>)],
        whole: Range<usize>,
    ) -> Result<Query, QueryFault> {
        let typed = &self.text[name.clone()];
        let field = Field::named(typed).ok_or_else(|| unknown_field(typed, name.clone()))?;
        if certainly && !field.certain {
            let sure = FIELDS.iter().filter(|field| field.certain).map(|field| format!("`{}!:`", field.name));
            let hint = format!("what holds certainly is asked for by {}", sure.collect::<Vec<_>>().join(", "));
            return Err(QueryFault::new(format!("`{}:` takes no `!`", field.name), name.start..name.end + 1, hint));
        }
        let mut parts = Vec::new();
        for (value, at) in values {
            let read = field.query(self.timeline, value);
            parts.push(read.map_err(|(message, hint)| QueryFault { message, at: at.clone(), hint })?);
        }
        if matches!(parts[..], [Query::Known(_)]) {
            self.known.push(whole);
        }
        let query = one_or(parts, Query::Any);
        Ok(if certainly { Query::Certainly(Box::new(query)) } else { query })
    }
}

/// The one part that there is, or all of them put together.
fn one_or(mut parts: Vec<Query>, together: fn(Vec<Query>) -> Query) -> Query {
    match parts.pop() {
        Some(part) if parts.is_empty() => part,
        last => {
            parts.extend(last);
            together(parts)
        }
    }
}

fn unknown_field(name: &str, at: Range<usize>) -> QueryFault {
    let names = || FIELDS.iter().map(|field| field.name);
    let hint = nearest(name, names()).map_or_else(
        || format!("the fields are {}; put words with a colon between quotes", names().collect::<Vec<_>>().join(", ")),
        |near| format!("did you mean `{near}:`?"),
    );
    QueryFault::new(format!("there is no field `{name}:`"), at, hint)
}

/// A time that ends before it begins, told with a hint, where these must all hold.
#[must_use]
pub fn turned_round(parts: &[Query]) -> Option<(String, String)> {
    fn bound(part: &Query) -> &Query {
        if let Query::Certainly(part) = part { part } else { part }
    }
    let froms = || parts.iter().filter_map(|part| if let Query::From(date) = bound(part) { Some(date) } else { None });
    let tos = parts.iter().filter_map(|part| if let Query::To(date) = bound(part) { Some(date) } else { None });
    let behind = |from: &Date, to: &Date| from.earliest().zip(to.latest()).is_some_and(|(begin, end)| begin > end);
    let (from, to) = tos.flat_map(|to| froms().map(move |from| (from, to))).find(|(from, to)| behind(from, to))?;
    let (begin, end) = (from.text(), to.text());
    let message = format!("from {begin} to {end} is the wrong way round: {end} is over before {begin} begins");
    Some((message, format!("turn them round: from:{end} to:{begin}")))
}

/// As of which day the timeline is seen is asked once and for all of it.
fn known_stands_alone(query: &Query, places: &[Range<usize>]) -> Result<(), QueryFault> {
    fn free(query: &Query, every: bool, found: &mut Vec<bool>) {
        match query {
            Query::All(parts) => parts.iter().for_each(|part| free(part, every, found)),
            Query::Any(parts) => parts.iter().for_each(|part| free(part, false, found)),
            Query::Not(part) | Query::Certainly(part) => free(part, false, found),
            Query::Known(_) => found.push(every),
            _ => {}
        }
    }
    let mut found = Vec::new();
    free(query, true, &mut found);
    let bound = found.iter().zip(places).find(|(every, _)| !**every).map(|(_, at)| at.clone());
    if let Some(at) = bound {
        let message = "`known:` cannot stand under OR or NOT: it says as of which day the whole timeline is seen";
        return Err(QueryFault::new(message, at, "put it beside the rest, with the rest in parentheses"));
    }
    match places {
        [_, second, ..] => {
            let message = "`known:` stands twice, and the timeline is seen as of one day";
            Err(QueryFault::new(message, second.clone(), "leave one of them out"))
        }
        _ => Ok(()),
    }
}
