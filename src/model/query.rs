//! Questions to a timeline: words, fields and times, answered certainly, possibly or no.

use std::ops::Range;

use super::date::{Answer, Date};
use super::document::Status;
use super::finding::nearest;
use super::timeline::{ActorIx, Bearer, EventIx, OriginCount, Passage, SourceIx, Timeline, Via};
use super::verdict::Verdict;

/// A question that every event answers.
#[derive(Debug, Clone)]
pub enum Query {
    /// All must hold; of nothing it is certain.
    All(Vec<Query>),
    /// One must hold.
    Any(Vec<Query>),
    /// The words stand somewhere in the event, case aside.
    Words(String),
    /// One of these takes part or speaks.
    Actor(Vec<ActorIx>),
    /// One of these speaks.
    Speaker(Vec<ActorIx>),
    /// It bears this tag.
    Tag(String),
    /// One of these carries it or a statement in it.
    Source(Vec<SourceIx>),
    /// It is part of a dispute of one of these statuses.
    Dispute(Vec<Status>),
    /// It bears a quote with one of these verdicts.
    Verdict(Vec<Verdict>),
    /// It has so many origins, or more where that is asked.
    Origins(usize, bool),
    /// It may end at or after the begin of this date.
    From(Date),
    /// It may begin at or before the end of this date.
    To(Date),
    /// It is one of these.
    Event(Vec<EventIx>),
}

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

/// Why a value is none of its field: a message, and what may have been meant.
pub type ValueFault = (String, Option<String>);

/// A field of the query language: `name:value`.
pub struct Field {
    /// The name before the colon.
    pub name: &'static str,
    /// What it keeps, in one line.
    pub doc: &'static str,
    make: fn(&Timeline, &str) -> Result<Query, ValueFault>,
}

impl Field {
    /// The field with this value, as `name:value` would be read.
    ///
    /// # Errors
    /// The value is none of this field.
    pub fn query(&self, timeline: &Timeline, value: &str) -> Result<Query, ValueFault> {
        (self.make)(timeline, value)
    }
}

/// Every field there is.
pub const FIELDS: &[Field] = &[
    Field {
        name: "actor",
        doc: "who takes part or speaks: an id, name or alias",
        make: |t, v| actors(t, v).map(Query::Actor),
    },
    Field { name: "speaker", doc: "who speaks", make: |t, v| actors(t, v).map(Query::Speaker) },
    Field { name: "tag", doc: "a tag of the event", make: tag },
    Field {
        name: "source",
        doc: "a source of the event or its statements, or one they came through: an id, title or outlet",
        make: sources,
    },
    Field {
        name: "dispute",
        doc: "what is part of a dispute that is open, explained or superseded; any: whatever its status",
        make: dispute,
    },
    Field {
        name: "verdict",
        doc: "what `annals verify` finds of a quote in it: proved, unproved, exact, drifted, orphan …",
        make: |_, v| verdicts(v).map(Query::Verdict),
    },
    Field {
        name: "origins",
        doc: "how many origins carry it, each chain followed to its start: 1, or 2+ for at least two",
        make: origins,
    },
    Field {
        name: "from",
        doc: "what may end at or after the begin of this date",
        make: |t, v| date(t, v).map(Query::From),
    },
    Field {
        name: "to",
        doc: "what may begin at or before the end of this date",
        make: |t, v| date(t, v).map(Query::To),
    },
];

/// What a query keeps, in the order of time.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Every event kept, with how sure that is.
    pub events: Vec<(EventIx, Answer)>,
    /// How many fell out only because they bear no date.
    pub undated: usize,
}

impl Found {
    /// The events alone.
    #[must_use]
    pub fn ixs(&self) -> Vec<EventIx> {
        self.events.iter().map(|(event, _)| *event).collect()
    }

    /// How many are kept only possibly.
    #[must_use]
    pub fn possibly(&self) -> usize {
        self.events.iter().filter(|(_, answer)| *answer == Answer::Possibly).count()
    }
}

impl Query {
    /// Reads words, `"phrases"` and `field:value` between spaces; all of them must hold.
    ///
    /// # Errors
    /// The first part that cannot be read, with its place in `text`.
    pub fn parse(timeline: &Timeline, text: &str) -> Result<Self, QueryFault> {
        split(text).map(|part| of_part(timeline, text, part)).collect::<Result<_, _>>().map(Self::All)
    }

    /// Must the quotes have been held against their copies before it can be answered?
    #[must_use]
    pub fn asks_for_verdicts(&self) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::asks_for_verdicts),
            Self::Verdict(_) => true,
            _ => false,
        }
    }

    /// Does it ask for the verdict that this passage has, so that it is the one to look at?
    #[must_use]
    pub fn points_at(&self, timeline: &Timeline, passage: Passage) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(|part| part.points_at(timeline, passage)),
            Self::Verdict(wanted) => {
                timeline.verdict_of(Bearer::Passage(passage)).is_some_and(|verdict| wanted.contains(&verdict))
            }
            _ => false,
        }
    }

    /// Does it keep everything?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::All(parts) if parts.iter().all(Self::is_empty))
    }

    /// The words that it looks for, for marking them.
    pub fn words(&self) -> Vec<&str> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::words).collect(),
            Self::Words(words) => vec![words],
            _ => Vec::new(),
        }
    }

    /// Does the event answer to it?
    #[must_use]
    pub fn answer(&self, timeline: &Timeline, event: EventIx) -> Answer {
        let view = timeline.event(event);
        match self {
            Self::All(parts) => {
                parts.iter().map(|part| part.answer(timeline, event)).fold(Answer::Certainly, Answer::and)
            }
            Self::Any(parts) => parts.iter().map(|part| part.answer(timeline, event)).fold(Answer::No, Answer::or),
            Self::Words(words) => Answer::sure(timeline.folded(event).contains(words.as_str())),
            Self::Actor(wanted) => Answer::sure(wanted.iter().any(|actor| view.involves(*actor))),
            Self::Speaker(wanted) => Answer::sure(
                view.statements()
                    .filter_map(|statement| timeline.statement(statement).speaker())
                    .any(|speaker| wanted.contains(&speaker)),
            ),
            Self::Tag(tag) => Answer::sure(view.tags().any(|known| known.to_lowercase() == *tag)),
            Self::Source(wanted) => {
                let carriers = view.passages().filter_map(|passage| timeline.passage(passage).source());
                let via = view.statements().flat_map(|statement| timeline.statement(statement).via());
                let through = via.filter_map(|via| if let Via::Source(source) = via { Some(*source) } else { None });
                Answer::sure(carriers.chain(through).any(|source| wanted.contains(&source)))
            }
            Self::Dispute(statuses) => {
                Answer::sure(statuses.iter().any(|status| timeline.is_in_dispute(event, *status)))
            }
            Self::Verdict(wanted) => {
                let verdicts = view.passages().filter_map(|passage| timeline.verdict_of(Bearer::Passage(passage)));
                Answer::sure(verdicts.into_iter().any(|verdict| wanted.contains(&verdict)))
            }
            Self::Origins(wanted, or_more) => {
                let OriginCount { count, or_more: uncertain } = timeline.origin_count(event);
                Answer::sure(if *or_more { count >= *wanted } else { count == *wanted && !uncertain })
            }
            Self::From(mark) => view.date().map_or(Answer::No, |date| date.from(mark)),
            Self::To(mark) => view.date().map_or(Answer::No, |date| date.to(mark)),
            Self::Event(wanted) => Answer::sure(wanted.contains(&event)),
        }
    }

    /// Every event that it keeps, in the order of time.
    #[must_use]
    pub fn find(&self, timeline: &Timeline) -> Found {
        let mut found = Found::default();
        let timeless = self.without_time();
        for event in timeline.order() {
            match self.answer(timeline, *event) {
                Answer::No => {
                    let undated = timeline.event(*event).date().is_none();
                    found.undated += usize::from(
                        undated && timeless.as_ref().is_some_and(|rest| rest.answer(timeline, *event) != Answer::No),
                    );
                }
                answer => found.events.push((*event, answer)),
            }
        }
        found
    }

    /// The query with its times taken out, or nothing where it has none.
    fn without_time(&self) -> Option<Self> {
        match self {
            Self::From(_) | Self::To(_) => Some(Self::All(Vec::new())),
            Self::All(parts) => {
                let rest: Vec<_> = parts.iter().map(|part| part.without_time()).collect();
                let timed = rest.iter().any(Option::is_some);
                timed.then(|| {
                    Self::All(
                        rest.into_iter().zip(parts).map(|(rest, part)| rest.unwrap_or_else(|| part.clone())).collect(),
                    )
                })
            }
            _ => None,
        }
    }
}

/// The parts of a query: white space divides them, except between double quotes.
fn split(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut parts = Vec::new();
    let mut start = None;
    let mut quoted = false;
    for (at, letter) in text.char_indices() {
        if letter == '"' {
            quoted = !quoted;
        }
        if letter.is_whitespace() && !quoted {
            parts.extend(start.take().map(|start| start..at));
        } else {
            start.get_or_insert(at);
        }
    }
    parts.extend(start.map(|start| start..text.len()));
    parts.into_iter()
}

fn of_part(timeline: &Timeline, text: &str, at: Range<usize>) -> Result<Query, QueryFault> {
    let part = &text[at.clone()];
    let fault = |message: String, hint: Option<String>, at: Range<usize>| QueryFault { message, at, hint };
    let field =
        part.split_once(':').filter(|(name, _)| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase()));
    let Some((name, value)) = field else { return Ok(Query::Words(part.replace('"', "").to_lowercase())) };
    let value_at = at.start + name.len() + 1..at.end;
    let Some(field) = FIELDS.iter().find(|field| field.name == name) else {
        let names = FIELDS.iter().map(|field| field.name);
        let hint = nearest(name, names.clone()).map_or_else(
            || {
                format!(
                    "the fields are {}; put words with a colon between quotes",
                    names.collect::<Vec<_>>().join(", ")
                )
            },
            |near| format!("did you mean `{near}:`?"),
        );
        return Err(fault(format!("there is no field `{name}:`"), Some(hint), at.start..at.start + name.len()));
    };
    let value = value.trim_matches('"');
    if value.is_empty() {
        return Err(fault(format!("`{name}:` needs a value"), Some(field.doc.to_owned()), at));
    }
    (field.make)(timeline, value).map_err(|(message, hint)| fault(message, hint, value_at))
}

/// An id first; then a whole name or alias; then a part of one.
fn actors(timeline: &Timeline, value: &str) -> Result<Vec<ActorIx>, ValueFault> {
    if let Some(actor) = timeline.actor_named(value) {
        return Ok(vec![actor]);
    }
    let wanted = value.to_lowercase();
    let by = |fits: fn(&str, &str) -> bool| -> Vec<ActorIx> {
        timeline
            .actors()
            .filter(|actor| timeline.actor(*actor).names().any(|name| fits(&name.to_lowercase(), &wanted)))
            .collect()
    };
    let whole = by(|name, wanted| name == wanted);
    let found = if whole.is_empty() { by(|name, wanted| name.contains(wanted)) } else { whole };
    if !found.is_empty() {
        return Ok(found);
    }
    let known: Vec<&str> = timeline
        .actors()
        .flat_map(|actor| std::iter::once(timeline.actor(actor).id()).chain(timeline.actor(actor).names()))
        .collect();
    Err((format!("no actor is called `{value}`"), nearest(value, known).map(|near| format!("did you mean `{near}`?"))))
}

fn sources(timeline: &Timeline, value: &str) -> Result<Query, ValueFault> {
    if let Some(source) = timeline.source_named(value) {
        return Ok(Query::Source(vec![source]));
    }
    let wanted = value.to_lowercase();
    let named = |source: &SourceIx| {
        let view = timeline.source(*source);
        [view.record().title.as_deref(), view.record().outlet.as_deref()]
            .into_iter()
            .flatten()
            .any(|name| name.to_lowercase().contains(&wanted))
    };
    let found: Vec<SourceIx> = timeline.sources().filter(named).collect();
    if !found.is_empty() {
        return Ok(Query::Source(found));
    }
    let known: Vec<&str> = timeline.sources().map(|source| timeline.source(source).id()).collect();
    Err((format!("no source is called `{value}`"), nearest(value, known).map(|near| format!("did you mean `{near}`?"))))
}

fn tag(timeline: &Timeline, value: &str) -> Result<Query, ValueFault> {
    let wanted = value.to_lowercase();
    let mut known: Vec<&str> = timeline.events().flat_map(|event| timeline.event(event).tags()).collect();
    known.sort_unstable();
    known.dedup();
    if known.iter().any(|tag| tag.to_lowercase() == wanted) {
        return Ok(Query::Tag(wanted));
    }
    Err((
        format!("no event bears the tag `{value}`"),
        nearest(value, known).map(|near| format!("did you mean `{near}`?")),
    ))
}

/// `any`, for a dispute of whatever status.
const ANY: &str = "any";

fn dispute(_: &Timeline, value: &str) -> Result<Query, ValueFault> {
    let all = Status::WORDS.iter().filter_map(|word| Status::of_word(word));
    if value == ANY {
        return Ok(Query::Dispute(all.collect()));
    }
    let words = || Status::WORDS.iter().copied().chain([ANY]);
    let hint = || {
        let near = nearest(value, words()).map(|near| format!("did you mean `{near}`?"));
        near.unwrap_or_else(|| format!("write one of {}", words().collect::<Vec<_>>().join(", ")))
    };
    let status = Status::of_word(value).ok_or_else(|| (format!("no dispute is `{value}`"), Some(hint())))?;
    Ok(Query::Dispute(vec![status]))
}

/// A verdict by its word, or all of them that prove, or that a copy does not bear out.
///
/// # Errors
/// There is none of that word.
pub fn verdicts(value: &str) -> Result<Vec<Verdict>, ValueFault> {
    let wanted = value.to_lowercase();
    let are = |fits: fn(Verdict) -> bool| Ok(Verdict::ALL.into_iter().filter(|verdict| fits(*verdict)).collect());
    match &*wanted {
        "proved" => are(Verdict::is_proved),
        "unproved" => are(Verdict::is_refuted),
        _ => Verdict::of_word(&wanted).map(|verdict| vec![verdict]).ok_or_else(|| {
            let words = || ["proved", "unproved"].into_iter().chain(Verdict::ALL.map(Verdict::word));
            let near = nearest(value, words()).map(|near| format!("did you mean `{near}`?"));
            let all = || format!("the verdicts are {}", words().collect::<Vec<_>>().join(", "));
            (format!("there is no verdict `{value}`"), Some(near.unwrap_or_else(all)))
        }),
    }
}

/// `2` or `2+`.
fn origins(_: &Timeline, value: &str) -> Result<Query, ValueFault> {
    let number = value.strip_suffix('+').unwrap_or(value);
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let count = number.parse().ok().filter(|_| is_number);
    let fault = || {
        let hint = "write a number, `origins:1`, or the least with a plus, `origins:2+`";
        (format!("`{value}` is no number of origins"), Some(hint.to_owned()))
    };
    count.map(|count| Query::Origins(count, number != value)).ok_or_else(fault)
}

fn date(timeline: &Timeline, value: &str) -> Result<Date, ValueFault> {
    Date::parse(value, timeline.offset()).map_err(|fault| (fault.message, Some(fault.hint)))
}
