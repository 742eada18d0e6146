//! Which statements take back or change which, from place to place in lanes.

use std::collections::{HashMap, HashSet};

use super::Lane;
use crate::model::timeline::{StatementIx, Timeline};

/// A place in lanes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Spot {
    /// The number of the lane.
    pub lane: usize,
    /// The number of the item in it.
    pub item: usize,
}

/// A statement that takes back or changes another: its `revises`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The later statement.
    pub from: StatementIx,
    /// The one that it revises.
    pub to: StatementIx,
    /// Where the later one lies.
    pub from_spot: Spot,
    /// Where the other lies.
    pub to_spot: Spot,
}

/// The revisions of which both ends lie in these lanes: one in each lane that has both; where none has,
/// one between the first lanes that have either.
#[must_use]
pub fn links(timeline: &Timeline, lanes: &[Lane]) -> Vec<Link> {
    let items = || {
        lanes.iter().enumerate().flat_map(|(lane, of)| {
            of.items.iter().enumerate().map(move |(item, held)| (Spot { lane, item }, of.said(held)))
        })
    };
    let mut pairs: Vec<(StatementIx, StatementIx)> = items()
        .flat_map(|(_, statements)| statements)
        .flat_map(|from| timeline.statement(*from).revises().iter().map(|to| (*from, *to)))
        .filter(|(from, to)| from != to)
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    let linked: HashSet<StatementIx> = pairs.iter().flat_map(|(from, to)| [*from, *to]).collect();
    let mut spots: HashMap<StatementIx, Vec<Spot>> = HashMap::new();
    for (spot, statements) in items() {
        for statement in statements.iter().filter(|statement| linked.contains(statement)) {
            spots.entry(*statement).or_default().push(spot);
        }
    }
    let spots_of = |statement: StatementIx| spots.get(&statement).map_or(&[][..], Vec::as_slice);
    pairs.iter().flat_map(|(from, to)| between((*from, *to), spots_of(*from), spots_of(*to))).collect()
}

/// The links of one revision; the places of both ends stand in the order of lanes.
fn between((from, to): (StatementIx, StatementIx), here: &[Spot], there: &[Spot]) -> Vec<Link> {
    let link = |(from_spot, to_spot): (&Spot, &Spot)| Link { from, to, from_spot: *from_spot, to_spot: *to_spot };
    let in_lane = |spot: &Spot| there.binary_search_by_key(&spot.lane, |other| other.lane).ok().map(|at| &there[at]);
    let shared: Vec<Link> = here.iter().filter_map(|spot| in_lane(spot).map(|other| link((spot, other)))).collect();
    if shared.is_empty() { here.first().zip(there.first()).map(link).into_iter().collect() } else { shared }
}
