//! The fields of the query language, one a row, with what reads the value of each.

use super::Query;
use crate::model::date::Date;
use crate::model::document::Status;
use crate::model::finding::did_you_mean;
use crate::model::timeline::{ActorIx, SourceIx, Timeline};
use crate::model::verdict::Verdict;

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
    Err((format!("no actor is called `{value}`"), did_you_mean(value, known)))
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
    Err((format!("no source is called `{value}`"), did_you_mean(value, known)))
}

fn tag(timeline: &Timeline, value: &str) -> Result<Query, ValueFault> {
    let wanted = value.to_lowercase();
    let mut known: Vec<&str> = timeline.events().flat_map(|event| timeline.event(event).tags()).collect();
    known.sort_unstable();
    known.dedup();
    if known.iter().any(|tag| tag.to_lowercase() == wanted) {
        return Ok(Query::Tag(wanted));
    }
    Err((format!("no event bears the tag `{value}`"), did_you_mean(value, known)))
}

/// `any`, for a dispute of whatever status.
const ANY: &str = "any";

fn dispute(_: &Timeline, value: &str) -> Result<Query, ValueFault> {
    let wanted = value.to_lowercase();
    let all = Status::WORDS.iter().filter_map(|word| Status::of_word(word));
    if wanted == ANY {
        return Ok(Query::Dispute(all.collect()));
    }
    let words = || Status::WORDS.iter().copied().chain([ANY]);
    let all_words = || format!("write one of {}", words().collect::<Vec<_>>().join(", "));
    let hint = || did_you_mean(value, words()).unwrap_or_else(all_words);
    let status = Status::of_word(&wanted).ok_or_else(|| (format!("no dispute is `{value}`"), Some(hint())))?;
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
            let all = || format!("the verdicts are {}", words().collect::<Vec<_>>().join(", "));
            let hint = did_you_mean(value, words()).unwrap_or_else(all);
            (format!("there is no verdict `{value}`"), Some(hint))
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
