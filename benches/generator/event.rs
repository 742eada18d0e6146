//! Events with all that belongs to them: who took part, what carries them, who said what.

use super::Made;
use super::cast::source_id;
use super::chance::Chance;
use super::dates::{self, Day};
use super::value::{Fields, Layout, Style, Value, flow, plain};

/// How many tags there are.
pub const TAGS: usize = 200;

/// Where in a source.
const PLACES_IN_A_SOURCE: &[&str] = &["paragraph 3", "paragraphs 5-6", "p. 12", "paragraph 11", "minute 2:40", "§ 4"];

/// How many statements an event has, how often of a hundred: 0.83 on average, with those of [`Made::has_known_words`].
const STATEMENTS: &[(usize, usize)] = &[(50, 0), (31, 1), (13, 2), (4, 3), (1, 4), (1, 6)];

/// One event in so many is written in a way that few people use.
const RARELY: usize = 1000;

impl Made {
    /// The id of the `nth` event; three of four have one.
    pub fn event_id(&self, nth: usize) -> Option<String> {
        (nth % 4 != 1).then(|| format!("{}-{nth}", self.words.of_rank(nth * 7 + 120).slug))
    }

    /// Has the first statement of the `nth` event an id, [`statement_id`], so that others may revise it?
    fn has_known_words(nth: usize) -> bool {
        nth % 10 == 3
    }

    /// The `nth` event.
    pub fn event(&self, nth: usize) -> Value {
        let mut chance = Chance::new(4, nth);
        let rare = nth % RARELY == RARELY / 2;
        let at = Day::near(&mut chance, nth, self.events);
        let actors = self.taking_part(&mut chance);
        let mut event = Fields::default();
        event.put_some("id", self.event_id(nth).map(plain));
        event.put_some("date", (!chance.one_in(50)).then(|| date(&mut chance, at)));
        event.put_some("printed", chance.one_in(8).then(|| plain(dates::printed(&mut chance))));
        event.put("title", title(self.words.title(&mut chance), &mut chance));
        event.put_some("summary", chance.percent(35).then(|| self.words.prose(&mut chance)));
        event.put_some("place", chance.percent(35).then(|| plain(self.place(&mut chance))));
        event.put_some("actors", (!actors.is_empty()).then(|| list(&mut chance, &actors)));
        event.put_some("tags", chance.percent(75).then(|| self.tags(&mut chance)));
        event.put_some("note", chance.one_in(18).then(|| self.words.prose(&mut chance)));
        event.put_some("imported", chance.one_in(200).then(|| plain(format!("notes.csv:{nth}"))));
        event.put_some("evidence", (rare || chance.percent(20)).then(|| self.evidence(&mut chance, nth, at, rare)));
        event.put_some("statements", self.statements(&mut chance, nth, at, &actors));
        if rare {
            loosely(&mut event, if (nth / RARELY).is_multiple_of(2) { Style::Escaped } else { Style::Broken });
        }
        event.block()
    }

    fn taking_part(&self, chance: &mut Chance) -> Vec<String> {
        let count = *chance.weighed(&[(10, 0), (45, 1), (30, 2), (10, 3), (5, 5)]);
        let mut actors: Vec<String> = Vec::with_capacity(count);
        for _ in 0..count {
            let actor = self.cast.anybody(chance, &self.words);
            if !actors.contains(&actor) {
                actors.push(actor);
            }
        }
        actors
    }

    fn place(&self, chance: &mut Chance) -> String {
        super::words::capital(&self.words.of_rank(100 + self.tagging.draw(chance) * 3).printed)
    }

    fn tags(&self, chance: &mut Chance) -> Value {
        let mut tags = Vec::new();
        for _ in 0..chance.between(1, 3) {
            let tag = self.words.of_rank(1000 + self.tagging.draw(chance)).slug.clone();
            if !tags.contains(&tag) {
                tags.push(tag);
            }
        }
        list(chance, &tags)
    }

    fn evidence(&self, chance: &mut Chance, nth: usize, at: Day, rare: bool) -> Value {
        let layout = if rare { Layout::Flow } else { Layout::Block };
        let passages = (0..if chance.one_in(5) { 2 } else { 1 }).map(|_| {
            let mut passage = Fields::default();
            passage.put("source", plain(source_id(self.cast.source(chance, nth))));
            passage.put_some("quote", chance.percent(90).then(|| words(self.words.quote(chance), chance)));
            passage.put_some("at", chance.percent(60).then(|| plain(*chance.pick(PLACES_IN_A_SOURCE))));
            passage.put_some("date", chance.one_in(12).then(|| date(chance, at)));
            Value::Map(passage.0, layout)
        });
        Value::List(passages.collect(), Layout::Block)
    }

    fn statements(&self, chance: &mut Chance, nth: usize, at: Day, actors: &[String]) -> Option<Value> {
        let known = Self::has_known_words(nth);
        let count = (*chance.weighed(STATEMENTS)).max(usize::from(known));
        let made = (0..count).map(|place| {
            let id = (known && place == 0).then(|| statement_id(nth));
            self.statement(chance, nth, at, id, actors)
        });
        (count > 0).then(|| Value::List(made.collect(), Layout::Block))
    }

    fn statement(&self, chance: &mut Chance, nth: usize, at: Day, id: Option<String>, actors: &[String]) -> Value {
        let stranger = actors.is_empty() || chance.one_in(5);
        let speaker = if stranger { self.cast.anybody(chance, &self.words) } else { chance.pick(actors).clone() };
        let source = self.cast.source(chance, nth);
        let mut statement = Fields::default();
        statement.put_some("id", id.map(plain));
        statement.put("speaker", plain(speaker));
        statement.put("voice", plain(if chance.percent(60) { "direct" } else { "indirect" }));
        let quoted = chance.percent(88);
        statement.put_some("quote", quoted.then(|| words(self.words.quote(chance), chance)));
        let says = !quoted || chance.percent(28);
        statement.put_some("says", says.then(|| plain(self.words.sentence(chance, 5, 14))));
        statement.put("source", plain(source_id(source)));
        statement.put_some("at", chance.percent(60).then(|| plain(*chance.pick(PLACES_IN_A_SOURCE))));
        statement.put_some("via", chance.one_in(12).then(|| self.way(chance, source)));
        statement.put_some("said", chance.one_in(10).then(|| date(chance, at)));
        statement.put_some("topics", chance.percent(25).then(|| self.tags(chance)));
        let earlier = (nth > 13 && chance.one_in(40)).then(|| chance.below(nth / 10) * 10 + 3);
        statement.put_some("revises", earlier.map(|nth| flow([statement_id(nth)])));
        if quoted && chance.one_in(40) {
            statement.put("prefix", plain(self.words.phrase(chance, 1, 4)));
            statement.put("suffix", plain(self.words.phrase(chance, 1, 4)));
        }
        statement.put_some("note", chance.one_in(40).then(|| self.words.prose(chance)));
        statement.block()
    }

    /// Through whom a source has what was said: an older source, which cannot have it from this one, or somebody.
    fn way(&self, chance: &mut Chance, source: usize) -> Value {
        let older = (source > 0).then(|| source_id(source - 1 - chance.below(source.min(4))));
        let heard = (older.is_none() || chance.one_in(3)).then(|| self.cast.anybody(chance, &self.words));
        flow(heard.into_iter().chain(older))
    }
}

/// The id of the first statement of the `nth` event, where it has one.
pub fn statement_id(nth: usize) -> String {
    format!("said-{nth}")
}

fn date(chance: &mut Chance, at: Day) -> Value {
    let style = if chance.one_in(400) { Style::Remarked } else { Style::Plain };
    Value::Text(dates::any(chance, at), style)
}

fn title(words: String, chance: &mut Chance) -> Value {
    Value::Text(words, if chance.one_in(12) { Style::Double } else { Style::Plain })
}

/// Quotes stand between quotes of any kind, and long ones below a `>`.
fn words(quote: String, chance: &mut Chance) -> Value {
    let style = match chance.below(10) {
        _ if quote.len() > 110 => Style::Folded,
        0..7 => Style::Plain,
        7 | 8 => Style::Double,
        _ => Style::Single,
    };
    Value::Text(quote, style)
}

/// Most lists of names stand in one line.
fn list(chance: &mut Chance, names: &[String]) -> Value {
    let layout = if chance.one_in(8) { Layout::Block } else { Layout::Flow };
    Value::List(names.iter().map(plain).collect(), layout)
}

/// Words over several lines, or with the numbers of letters.
fn loosely(event: &mut Fields, rare: Style) {
    for (key, value) in &mut event.0 {
        if let Value::Text(text, style) = value
            && matches!(&**key, "title" | "summary" | "note")
            && !text.contains('\n')
        {
            *style = rare;
        }
    }
}
