//! The days on which something became known, each with what it added.

use std::collections::BTreeSet;

use super::date::{Answer, Date, Day, Instant};
use super::timeline::{EventIx, Passage, SourceIx, Timeline};
use super::turn::{Turn, turns};

/// What one view of a timeline has that an earlier one has not.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// The events of which nothing was known, in the order of time.
    pub events: Vec<EventIx>,
    /// The passages, in the order of their events.
    pub passages: Vec<Passage>,
    /// How many of these passages are known only possibly.
    pub possible: usize,
    /// The passages that were possibly known and are certainly known now.
    pub confirmed: Vec<Passage>,
    /// What was known and turned out otherwise.
    pub turns: Vec<Turn>,
}

impl Change {
    /// Is nothing other than before?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.passages.is_empty() && self.confirmed.is_empty() && self.turns.is_empty()
    }

    /// From `before` to `after`: two views of one timeline.
    #[must_use]
    pub fn between(before: &Timeline, after: &Timeline) -> Self {
        let all = || after.order().iter().flat_map(|event| after.event(*event).passages());
        let confirmed = |passage: &Passage| {
            before.knows(*passage) == Answer::Possibly && after.knows(*passage) == Answer::Certainly
        };
        let passages: Vec<Passage> = all().filter(|passage| !before.has(*passage)).collect();
        Self {
            events: after.order().iter().copied().filter(|event| !before.has_event(*event)).collect(),
            possible: passages.iter().filter(|passage| after.knows(**passage) == Answer::Possibly).count(),
            passages,
            confirmed: all().filter(confirmed).collect(),
            turns: turns(before, after),
        }
    }
}

/// The day by whose end a source was out: its last possible one, else its first; nothing where it has none.
fn day_of(timeline: &Timeline, source: SourceIx) -> Option<Day> {
    let published = timeline.source(source).published()?;
    Some(published.latest().or(published.earliest())?.day(timeline.offset()))
}

/// The day by whose end a passage was known, of a source that says when it came out.
fn day_of_passage(timeline: &Timeline, passage: Passage) -> Option<Day> {
    let view = timeline.passage(passage);
    let out = day_of(timeline, view.source()?)?;
    let said = view.statement().and_then(|statement| statement.when()?.earliest());
    Some(out.max(said.map_or(out, |said| said.day(timeline.offset()))))
}

/// The days of a whole timeline on which something became known, in their order.
///
/// A source whose date is vague counts on the last day that it can mean: by then it was out for certain.
#[must_use]
pub fn days(timeline: &Timeline) -> Vec<Day> {
    let of_sources = timeline.sources().filter_map(|source| day_of(timeline, source));
    let passages = timeline.events().flat_map(|event| timeline.event(event).passages());
    let of_passages = passages.filter_map(|passage| day_of_passage(timeline, passage));
    of_sources.chain(of_passages).collect::<BTreeSet<Day>>().into_iter().collect()
}

/// The day before anything is known of any source that says when it came out.
#[must_use]
pub fn day_before_all(timeline: &Timeline) -> Option<Day> {
    let first = |source: SourceIx| {
        let published = timeline.source(source).published()?;
        Some(published.earliest().or(published.latest())?.day(timeline.offset()))
    };
    timeline.sources().filter_map(first).min().map(day_before)
}

/// The sources that came out on a day, in the order of the files.
#[must_use]
pub fn out_on(timeline: &Timeline, day: Day) -> Vec<SourceIx> {
    timeline.sources().filter(|source| day_of(timeline, *source) == Some(day)).collect()
}

/// The sources that do not say when they came out, in the order of the files.
#[must_use]
pub fn undated(timeline: &Timeline) -> Vec<SourceIx> {
    timeline.sources().filter(|source| timeline.source(*source).published().is_none()).collect()
}

/// A day of the calendar as a date of the timeline; nothing where it leaves the calendar.
#[must_use]
pub fn date_of(timeline: &Timeline, day: Day) -> Option<Date> {
    Date::parse(&day.to_string(), timeline.offset()).ok()
}

fn day_before(day: Day) -> Day {
    day.number().map_or(day, |number| Day::of_number(number - 1))
}

/// A day looked at among the days on which something became known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The last of them that is not after it.
    pub last: Option<Day>,
    /// The one before that.
    pub before: Option<Day>,
    /// The next after it.
    pub next: Option<Day>,
}

/// Where the end of `mark` lies among `days`; behind all of them where it has none.
#[must_use]
pub fn standing(days: &[Day], mark: &Date) -> Standing {
    let end = mark.latest().unwrap_or(Instant(i64::MAX));
    let over = |day: &Day| day.end(mark.offset()).is_some_and(|day| day <= end);
    let count = days.partition_point(over);
    let at = |back: usize| count.checked_sub(back).and_then(|at| days.get(at)).copied();
    Standing { last: at(1), before: at(2), next: days.get(count).copied() }
}

/// What the last of `days` up to `mark` added: `known` is the `whole` timeline as known then.
#[must_use]
pub fn added(whole: &Timeline, days: &[Day], known: &Timeline, mark: &Date) -> Change {
    let Standing { last, before, .. } = standing(days, mark);
    let before = before.or_else(|| last.and(day_before_all(whole))).and_then(|day| date_of(whole, day));
    before.map(|before| Change::between(&whole.as_known(&before), known)).unwrap_or_default()
}
