//! Two times that can both hold are no conflict.

use super::Rule;
use super::wording::{Wording, holds};
use crate::model::date::Date;
use crate::model::document::Dispute;
use crate::model::finding::Finding;
use crate::model::timeline::{DisputeView, Holder, Passage, SideView, Timeline};

pub const RULE: Rule = Rule {
    name: "agreeing-dispute",
    doc: "an open dispute about a time, asked in English or held as dates, whose sides may all mean the same time",
    holds_in_part: false,
    check,
};

fn check(timeline: &Timeline) -> Vec<Finding> {
    timeline.disputes().filter(|dispute| dispute.is_open()).filter_map(|dispute| agreeing(timeline, dispute)).collect()
}

/// How many times a message names.
const SHOWN: usize = 4;

fn agreeing(timeline: &Timeline, dispute: DisputeView) -> Option<Finding> {
    let record = dispute.record();
    if !(asks_for_a_time(&record.question) || holds_times(record, timeline.offset())) {
        return None;
    }
    let times = dispute.sides().map(|side| time(timeline, side)).collect::<Option<Vec<Date>>>()?;
    let agree = times.len() > 1
        && times.iter().enumerate().all(|(nth, time)| times[nth + 1..].iter().all(|other| time.may_equal(other)));
    let mut texts: Vec<&str> = times.iter().map(Date::text).take(SHOWN).collect();
    texts.extend((times.len() > SHOWN).then_some("others"));
    let message = format!("the sides of this dispute may agree: {} can be one time", texts.join(" and "));
    agree.then(|| {
        Finding::warning(RULE.name, record.question.place, message)
            .hint("two times that can both hold are no conflict: date the sides more finely, or take the dispute out")
    })
}

/// Words behind "what" and "which" that ask for a time.
const TIMES: &str = "day date days week weekend month year time hour";

/// Words behind the "when" of a question, and not behind that of a clause: "when the council met".
const VERBS: &str = "did do does was were is are has have had will exactly";

/// Does the question ask when? It is read as English.
fn asks_for_a_time(question: &str) -> bool {
    let question = question.to_lowercase();
    let words: Vec<&str> =
        question.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let asks = |pair: &[&str]| match pair[0] {
        "what" | "which" => holds(TIMES, pair[1]),
        "when" => holds(VERBS, pair[1]),
        "since" => pair[1] == "when",
        _ => false,
    };
    words.windows(2).any(asks)
}

/// Is what every side holds a time and nothing else?
fn holds_times(dispute: &Dispute, offset: i32) -> bool {
    let is_time = |holds: &str| Date::parse(holds.trim(), offset).is_ok();
    dispute.sides.iter().all(|side| side.holds.as_deref().is_some_and(is_time))
}

/// The time that a side holds: the one it writes, else that of its event or of the passage it quotes.
/// That of a statement is when it was made, not what it holds.
fn time(timeline: &Timeline, side: SideView) -> Option<Date> {
    let holds = side.record().holds.as_deref().unwrap_or_default();
    if let Ok(date) = Date::parse(holds.trim(), timeline.offset()) {
        return Some(date);
    }
    let wording = Wording::of(holds);
    match wording.dates() {
        _ if !wording.is_plain() => None,
        [] => own_time(timeline, side),
        [only] => only.in_full(timeline.offset()).or_else(|| own_time(timeline, side)),
        _ => None,
    }
}

fn own_time(timeline: &Timeline, side: SideView) -> Option<Date> {
    let source = match side.holder()? {
        Holder::Event(event) => return timeline.event(event).date().cloned(),
        Holder::Statement(_) => return None,
        Holder::Source(source) => source,
    };
    let quote = side.record().quote.as_deref()?;
    let quoted = timeline.passages_of(source).iter().filter_map(|passage| match passage {
        Passage::Evidence(event, _) => Some((timeline.passage(*passage), timeline.event(*event).date())),
        Passage::Statement(_) => None,
    });
    let mut of_quote = quoted.filter(|(passage, _)| passage.quote() == Some(quote));
    of_quote.find_map(|(passage, of_event)| passage.dated().or(of_event)).cloned()
}
