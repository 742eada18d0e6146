//! The fields of the query language, one a row, with what reads the value of each.

use super::{EventSet, Query};
use crate::model::date::Date;
use crate::model::document::{Kind, Status, Voice};
use crate::model::finding::did_you_mean;
use crate::model::timeline::{EventIx, Facet, Sought, Timeline};
use crate::model::verdict::Verdict;

/// Why a value is none of its field: a message, and what may have been meant.
pub type ValueFault = (String, Option<String>);

/// A field of the query language: `name:value`.
pub struct Field {
    /// The name before the colon.
    pub name: &'static str,
    /// What it keeps, in one line.
    pub doc: &'static str,
    /// May several values stand behind it, a comma between them, of which one must hold?
    pub listed: bool,
    /// May it be written with `!`, for what holds certainly?
    pub certain: bool,
    /// The values that it has.
    pub values: Values,
    make: fn(&Timeline, &str) -> Result<Query, ValueFault>,
}

/// The values that a field has.
#[derive(Debug, Clone, Copy)]
pub enum Values {
    /// What the timeline names.
    Named(Facet),
    /// One of a few words.
    Words(&'static [&'static str]),
    /// Whatever is typed.
    Free,
}

impl Field {
    /// The field with this value, as `name:value` would be read.
    ///
    /// # Errors
    /// The value is none of this field.
    pub fn query(&self, timeline: &Timeline, value: &str) -> Result<Query, ValueFault> {
        (self.make)(timeline, value)
    }

    const fn new(
        name: &'static str,
        values: Values,
        make: fn(&Timeline, &str) -> Result<Query, ValueFault>,
        doc: &'static str,
    ) -> Self {
        Self { name, doc, listed: true, certain: false, values, make }
    }

    const fn time(
        name: &'static str,
        certain: bool,
        make: fn(&Timeline, &str) -> Result<Query, ValueFault>,
        doc: &'static str,
    ) -> Self {
        Self { name, doc, listed: false, certain, values: Values::Free, make }
    }
}

const VERDICTS: [&str; Verdict::ALL.len() + 2] = {
    let mut words = ["proved"; Verdict::ALL.len() + 2];
    words[1] = "unproved";
    let mut at = 0;
    while at < Verdict::ALL.len() {
        words[at + 2] = Verdict::ALL[at].word();
        at += 1;
    }
    words
};

/// `any`, for a dispute of whatever status.
const ANY: &str = "any";
const STATUSES: &[&str] = &[Status::Open.word(), Status::Explained.word(), Status::Superseded.word(), ANY];

/// Every field there is.
#[rustfmt::skip]
pub const FIELDS: &[Field] = &[
    Field::new("actor", Values::Named(Facet::Actor), |t, v| named(t, Facet::Actor, v),
        "who takes part or speaks: an id, else a name or alias, else a part of one"),
    Field::new("speaker", Values::Named(Facet::Speaker), |t, v| named(t, Facet::Speaker, v),
        "who speaks, named as in actor:"),
    Field::new("kind", Values::Words(Kind::WORDS), kind,
        "who takes part or speaks is of this kind: person, organisation, state or group"),
    Field::new("voice", Values::Words(Voice::WORDS), |_, v| voice(v),
        "a statement in it is direct, the speaker's own words, or indirect"),
    Field::new("tag", Values::Named(Facet::Tag), |t, v| named(t, Facet::Tag, v),
        "a tag of the event"),
    Field::new("topic", Values::Named(Facet::Topic), |t, v| named(t, Facet::Topic, v),
        "a topic of a statement in it"),
    Field::new("source", Values::Named(Facet::Source), |t, v| named(t, Facet::Source, v),
        "a source of the event or its statements, or one they came through: an id, else a title or outlet, else a part of one"),
    Field::new("outlet", Values::Named(Facet::Outlet), |t, v| named(t, Facet::Outlet, v),
        "the outlet of such a source, or a part of its name"),
    Field::new("place", Values::Named(Facet::Place), |t, v| named(t, Facet::Place, v),
        "where it happened, or a part of that"),
    Field::new("dispute", Values::Words(STATUSES), |_, v| dispute(v),
        "what is part of a dispute that is open, explained or superseded; any: whatever its status"),
    Field::new("verdict", Values::Words(&VERDICTS), |_, v| verdicts(v).map(Query::Verdict),
        "what `annals verify` finds of a quote in it: proved, unproved, exact, drifted, orphan …"),
    Field::new("origins", Values::Free, |_, v| origins(v),
        "how many origins carry it, each chain followed to its start: 1, or 2+ for at least two"),
    Field::new("id", Values::Named(Facet::Id), id,
        "the event of this id, or in which the statement of this id was made; @3 is the third in the file"),
    Field::new("text", Values::Free, |_, v| Ok(Query::Words(Box::new(Sought::new(v)))),
        "these words, as they would be without the field"),
    Field::time("on", true, |t, v| date(t, v).map(Query::On),
        "what may lie within this date; on!: what certainly lies wholly in it"),
    Field::time("from", true, |t, v| date(t, v).map(Query::From),
        "what may end at or after the begin of this date; from!: what certainly does"),
    Field::time("to", true, |t, v| date(t, v).map(Query::To),
        "what may begin at or before the end of this date; to!: what certainly does"),
    Field::time("known", false, |t, v| date(t, v).map(Query::Known),
        "the timeline as it was known at the end of this date: what sources that were out by then carry"),
];

fn among(events: impl IntoIterator<Item = EventIx>) -> Query {
    Query::Among(events.into_iter().collect::<EventSet>())
}

/// What leads to nothing, in words, and whether a part of a name is enough.
const fn naming(facet: Facet) -> (&'static str, bool) {
    match facet {
        Facet::Actor | Facet::Speaker => ("no actor is called", true),
        Facet::Tag => ("no event bears the tag", false),
        Facet::Topic => ("no statement has the topic", false),
        Facet::Source => ("no source is called", true),
        Facet::Outlet => ("no source has the outlet", true),
        Facet::Place => ("no event has the place", true),
        Facet::Id => ("no event or statement has the id", false),
    }
}

fn named(timeline: &Timeline, facet: Facet, value: &str) -> Result<Query, ValueFault> {
    let (nothing, part) = naming(facet);
    let terms = timeline.terms(facet);
    let things = terms.named(value, part);
    if things.is_empty() {
        let hint = terms.nearest(value).map(|near| format!("did you mean `{near}`?"));
        return Err((format!("{nothing} `{value}`"), hint));
    }
    Ok(Query::Among(terms.events_of_any(&things)))
}

/// An id, or `@3`.
fn id(timeline: &Timeline, value: &str) -> Result<Query, ValueFault> {
    if !value.starts_with('@') {
        // Found at once, where all ids that there are need not be gathered.
        let statement = || Some(timeline.statement(timeline.statement_named(value)?).event());
        let known = timeline.event_named(value).or_else(statement);
        return known.map_or_else(|| named(timeline, Facet::Id, value), |event| Ok(among([event])));
    }
    let count = timeline.document().events.len();
    let fault = || (format!("there is no event `{value}`"), Some(format!("the events are @1 to @{count}")));
    timeline.event_named(value).map(|event| among([event])).ok_or_else(fault)
}

/// The word of a closed list that a value is, case aside.
fn word<T>(value: &str, words: &[&str], of_word: fn(&str) -> Option<T>, nothing: &str) -> Result<T, ValueFault> {
    of_word(&value.to_lowercase()).ok_or_else(|| {
        let all = || format!("write one of {}", words.join(", "));
        let hint = did_you_mean(value, words.iter().copied()).unwrap_or_else(all);
        (format!("{nothing} `{value}`"), Some(hint))
    })
}

fn kind(timeline: &Timeline, value: &str) -> Result<Query, ValueFault> {
    let kind = word(value, Kind::WORDS, Kind::of_word, "there is no kind of actor")?;
    let actors = timeline.actors().filter(|actor| timeline.actor(*actor).record().kind == Some(kind));
    Ok(among(actors.flat_map(|actor| timeline.events_of(actor)).copied()))
}

fn voice(value: &str) -> Result<Query, ValueFault> {
    word(value, Voice::WORDS, Voice::of_word, "a statement is direct or indirect, not").map(Query::Voice)
}

fn dispute(value: &str) -> Result<Query, ValueFault> {
    let of_word = |word: &str| match Status::of_word(word) {
        None if word == ANY => Some(None),
        status => status.map(Some),
    };
    let wanted = word(value, STATUSES, of_word, "no dispute is")?;
    Ok(Query::Dispute(match wanted {
        Some(status) => vec![status],
        None => Status::WORDS.iter().filter_map(|word| Status::of_word(word)).collect(),
    }))
}

/// A verdict by its word, or all of them that prove, or that a copy does not bear out.
///
/// # Errors
/// There is none of that word.
pub fn verdicts(value: &str) -> Result<Vec<Verdict>, ValueFault> {
    let of_word = |word: &str| match word {
        "proved" => Some(Verdict::ALL.into_iter().filter(|verdict| verdict.is_proved()).collect()),
        "unproved" => Some(Verdict::ALL.into_iter().filter(|verdict| verdict.is_refuted()).collect()),
        _ => Verdict::of_word(word).map(|verdict| vec![verdict]),
    };
    word(value, &VERDICTS, of_word, "there is no verdict")
}

/// `2` or `2+`.
fn origins(value: &str) -> Result<Query, ValueFault> {
    let number = value.strip_suffix('+').unwrap_or(value);
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let Some(least) = number.parse::<usize>().ok().filter(|_| is_number) else {
        let hint = "write a number, `origins:1`, or the least with a plus, `origins:2+`";
        return Err((format!("`{value}` is no number of origins"), Some(hint.to_owned())));
    };
    Ok(Query::Origins { least, or_more: number != value })
}

fn date(timeline: &Timeline, value: &str) -> Result<Date, ValueFault> {
    Date::parse(value, timeline.offset()).map_err(|fault| (fault.message, Some(fault.hint)))
}
