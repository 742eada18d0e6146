//! Two events of the same time, actors and nearly the same title are likely one.

mod titles;

use std::collections::{HashMap, HashSet};

use rayon::iter::{IntoParallelRefIterator, ParallelExtend, ParallelIterator};

use super::{Check, Rule};
use crate::model::finding::Finding;
use crate::model::timeline::{EventIx, Timeline};
use titles::{Place, Titles, in_order_of_begins};

pub const RULE: Rule = Rule {
    name: "near-duplicate",
    doc: "a pair of events that share an actor, nearly all words of their titles and maybe their time: told twice?",
    // A date that was not understood would be taken for one that nobody knows.
    holds_in_part: false,
    check: Check::Whole(check),
};

/// How many events an event is compared with at most by each of its rarer words and each actor. It is
/// reached only where so many share both and may all be of one time.
const MOST: usize = 24;

/// Of more events than about these the actors are gone through in shares: what is known of their titles takes room.
const AT_ONCE: usize = 250_000;

fn check(timeline: &Timeline) -> Vec<Finding> {
    let titles = Titles::of(timeline);
    let events = in_order_of_begins(timeline);
    let shares = timeline.events().len() / AT_ONCE + 1;
    let mut pairs: Vec<(EventIx, EventIx)> = Vec::new();
    for share in 0..shares {
        let places = titles.places(timeline, &events, |actor| actor.at() % shares == share);
        let buckets: Vec<&[Place]> = places.chunk_by(|one, other| one.is_beside(other)).collect();
        pairs.par_extend(buckets.par_iter().flat_map_iter(|alike| near(timeline, &titles, alike)));
    }
    pairs.sort_unstable();
    pairs.dedup();
    let declared = disputes_of_sides(timeline);
    pairs.retain(|(one, other)| match (declared.get(one), declared.get(other)) {
        (Some(one), Some(other)) => one.is_disjoint(other),
        _ => true,
    });
    timeline.passed(&pairs, |part, pairs| pairs.iter().map(|pair| finding(part, *pair)).collect())
}

/// The pairs that are near each other among events that share an actor and a word.
fn near<'t>(
    timeline: &'t Timeline,
    titles: &'t Titles,
    alike: &'t [Place],
) -> impl Iterator<Item = (EventIx, EventIx)> + use<'t> {
    alike.iter().enumerate().flat_map(move |(nth, one)| {
        let others = alike[nth + 1..].iter().take(MOST).map(|other| other.event);
        let pairs = others.take_while(|other| may_reach(timeline, one.event, *other));
        let pairs = pairs.map(|other| (one.event.min(other), one.event.max(other)));
        pairs.filter(|pair| titles.are_near(*pair) && may_be_one(timeline, *pair))
    })
}

fn finding(timeline: &Timeline, (one, other): (EventIx, EventIx)) -> Finding {
    let (first, second) = (timeline.event(one), timeline.event(other));
    let message = format!("`{}` may be the event `{}` told twice", second.address(), first.address());
    Finding::warning(RULE.name, second.written(), message)
        .clashing_with(first.written())
        .hint("if they are one, make them one event with the evidence of both; if not, let their titles or dates tell them apart")
}

/// The disputes of which each event is a side: of two sides of one their curator knows that they are two accounts.
fn disputes_of_sides(timeline: &Timeline) -> HashMap<EventIx, HashSet<usize>> {
    let mut declared: HashMap<EventIx, HashSet<usize>> = HashMap::new();
    for (nth, dispute) in timeline.disputes().enumerate() {
        for event in dispute.sides().filter_map(|side| side.event()) {
            declared.entry(event).or_default().insert(nth);
        }
    }
    declared
}

/// In a row by their begins: may the later one still begin before the earlier one is over?
fn may_reach(timeline: &Timeline, one: EventIx, later: EventIx) -> bool {
    let end = timeline.event(one).when().and_then(|when| when.latest());
    let begin = timeline.event(later).when().and_then(|when| when.earliest());
    !matches!((end, begin), (Some(end), Some(begin)) if end < begin)
}

fn may_be_one(timeline: &Timeline, (one, other): (EventIx, EventIx)) -> bool {
    let whens = timeline.event(one).when().zip(timeline.event(other).when());
    whens.is_none_or(|(when, other)| when.may_equal(other))
}
