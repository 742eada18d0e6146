//! Two times that can both hold are no conflict.

use std::collections::{BTreeSet, HashMap};

use super::wording::{Word, Wording, words};
use super::{Check, Rule};
use crate::model::date::Date;
use crate::model::document::Dispute;
use crate::model::finding::Finding;
use crate::model::timeline::{DisputeView, Holder, Passage, SideView, SourceIx, Timeline};

pub const RULE: Rule = Rule {
    name: "agreeing-dispute",
    doc: "an open dispute about a time, asked in English or held as dates, whose sides may all mean the same time",
    holds_in_part: false,
    check: Check::Whole(check),
};

fn check(timeline: &Timeline) -> Vec<Finding> {
    let open: Vec<DisputeView> = timeline.disputes().filter(|dispute| dispute.is_open()).collect();
    let quoted = quoted(timeline, &open);
    open.into_iter().filter_map(|dispute| agreeing(timeline, &quoted, dispute)).collect()
}

/// The time of what carries an event, by its source and its words.
type Quoted<'t> = HashMap<(SourceIx, &'t str), Date>;

/// Of the words of a source that is a side, the time of the first passage, in the order of time, that has a date.
fn quoted<'t>(timeline: &'t Timeline, disputes: &[DisputeView<'t>]) -> Quoted<'t> {
    let sides = disputes.iter().flat_map(|dispute| dispute.sides());
    let wanted: BTreeSet<(SourceIx, &str)> =
        sides.filter_map(|side| side.source().zip(side.record().quote.as_deref())).collect();
    let wanted: Vec<(SourceIx, &str)> = wanted.into_iter().collect();
    let sources = wanted.chunk_by(|one, other| one.0 == other.0).map(|of_source| of_source[0].0);
    let passages = sources.flat_map(|source| timeline.passages_of(source).iter().map(move |of| (source, *of)));
    let passages: Vec<(SourceIx, Passage)> = passages.collect();
    let dated = timeline.passed(&passages, |part, passages| {
        passages.iter().filter_map(|(source, passage)| dated(part, &wanted, *source, *passage)).collect()
    });
    let mut quoted = Quoted::new();
    for (nth, date) in dated {
        quoted.entry(wanted[nth]).or_insert(date);
    }
    quoted
}

/// Where a piece of evidence has words that are wanted of its source, their number among these, and their time.
fn dated(
    timeline: &Timeline,
    wanted: &[(SourceIx, &str)],
    source: SourceIx,
    passage: Passage,
) -> Option<(usize, Date)> {
    let Passage::Evidence(event, _) = passage else { return None };
    let view = timeline.passage(passage);
    let nth = wanted.binary_search(&(source, view.quote()?)).ok()?;
    let date = view.dated().or_else(|| timeline.event(event).date())?;
    Some((nth, date.clone()))
}

/// How many times a message names.
const SHOWN: usize = 4;

fn agreeing(timeline: &Timeline, quoted: &Quoted, dispute: DisputeView) -> Option<Finding> {
    let record = dispute.record();
    if !(asks_for_a_time(&record.question) || holds_times(record, timeline.offset())) {
        return None;
    }
    let times = dispute.sides().map(|side| time(timeline, quoted, side)).collect::<Option<Vec<Date>>>()?;
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
    let asks = |pair: &[Word]| match &*pair[0].lower {
        "what" | "which" => pair[1].is_one_of(TIMES),
        "when" => pair[1].is_one_of(VERBS),
        "since" => pair[1].lower == "when",
        _ => false,
    };
    words(question).windows(2).any(asks)
}

/// Is what every side holds a time and nothing else?
fn holds_times(dispute: &Dispute, offset: i32) -> bool {
    let is_time = |holds: &str| Date::parse(holds.trim(), offset).is_ok();
    dispute.sides.iter().all(|side| side.holds.as_deref().is_some_and(is_time))
}

/// The time that a side holds: the one it writes, else that of its event or of the passage it quotes.
/// That of a statement is when it was made, not what it holds.
fn time(timeline: &Timeline, quoted: &Quoted, side: SideView) -> Option<Date> {
    let holds = side.record().holds.as_deref().unwrap_or_default();
    if let Ok(date) = Date::parse(holds.trim(), timeline.offset()) {
        return Some(date);
    }
    let wording = Wording::of(holds);
    match wording.dates() {
        _ if !wording.is_plain() => None,
        [] => own_time(timeline, quoted, side),
        [only] => only.in_full(timeline.offset()).or_else(|| own_time(timeline, quoted, side)),
        _ => None,
    }
}

fn own_time(timeline: &Timeline, quoted: &Quoted, side: SideView) -> Option<Date> {
    let time = match side.holder()? {
        Holder::Event(event) => timeline.event(event).date(),
        Holder::Statement(_) => None,
        Holder::Source(source) => quoted.get(&(source, side.record().quote.as_deref()?)),
    };
    time.cloned()
}
