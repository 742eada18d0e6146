//! A long lane in one row, plotted from how far its dates reach, without a look at each thing in it.

use super::arrange::Ends;
use super::plot::{Dress, Line, Plot};
use super::reach::{Reach, Within};
use crate::model::axis::{Drawn, Ruler, is_exact};
use crate::model::date::{Instant, When};
use crate::model::lanes::{Item, Lane};
use crate::model::near::partition_from;
use crate::model::timeline::Timeline;

/// The dates of a lane that is not short.
///
/// Things that lie over each other are told as one, so that of those in a cell it matters only how many begin in it and
/// whether any reaches into the next. All that begin before a group end before it: the furthest that anything reaches so
/// far is as good as the furthest of the group.
#[derive(Debug, Clone, Default)]
pub struct Crowd {
    /// When things begin, those together that have one date.
    begins: Counts,
    /// The last second of all that begin up to each of these.
    reach: Vec<i64>,
    /// The place in the lane of the first that begins at each.
    places: Vec<u32>,
    /// When things end.
    ends: Counts,
    /// What is surely covered on every axis.
    certain: Reach,
    /// What is certain where it lies in one cell.
    whole: Within,
    undated: usize,
}

/// Seconds in order, and how many things have one up to each of them.
#[derive(Debug, Clone, Default)]
struct Counts {
    seconds: Vec<i64>,
    counts: Vec<u32>,
}

/// Things that have one date.
struct Dated {
    begin: i64,
    end: i64,
    count: u32,
    place: u32,
}

impl Crowd {
    /// A lane of no more things than these is looked through as soon.
    pub const SHORT: usize = 64;

    /// From how many things on the axis on the lane of the cursor is counted too, instead of each shown by itself.
    pub const LONG: usize = 1024;

    /// Those of a lane.
    #[must_use]
    pub fn of(timeline: &Timeline, lane: &Lane) -> Self {
        let (mut all, mut certain, mut whole) = (Vec::<Dated>::new(), Vec::new(), Vec::new());
        // What has no date is last in its lane.
        let dates = lane.items.iter().map_while(|item| item.when(timeline));
        for (place, when) in dates.enumerate() {
            let one = Dated::of(when, place);
            match all.last_mut().filter(|last| (last.begin, last.end) == (one.begin, one.end)) {
                Some(last) => last.count += 1,
                None => all.push(one),
            }
            if when.is_firm() {
                let bounds = when.earliest().zip(when.latest());
                let exact = bounds.filter(|bounds| is_exact(*bounds));
                certain.extend(exact.or(when.certain_span()).map(seconds));
                whole.extend(bounds.filter(|_| exact.is_none()).map(seconds));
            }
        }
        Self { certain: Reach::of(certain), whole: Within::of(whole), ..Self::counted(all, lane.items.len()) }
    }

    /// Those given, of a lane of so many things.
    fn counted(mut all: Vec<Dated>, items: usize) -> Self {
        let sum = |sum: &mut u32, more: u32| {
            *sum += more;
            Some(*sum)
        };
        let mut ends: Vec<(i64, u32)> = all.iter().map(|dated| (dated.end, dated.count)).collect();
        ends.sort_unstable();
        let counts = ends.iter().map(|(_, count)| *count).scan(0, sum).collect();
        let ends = Counts { seconds: ends.iter().map(|(end, _)| *end).collect(), counts };
        // What begins openly stands by its end among the others.
        all.sort_by_key(|dated| dated.begin);
        let further = |reach: &mut i64, dated: &Dated| {
            *reach = dated.end.max(*reach);
            Some(*reach)
        };
        let reach = all.iter().scan(i64::MIN, further).collect();
        let counts: Vec<u32> = all.iter().map(|dated| dated.count).scan(0, sum).collect();
        let undated = items - counts.last().map_or(0, |count| *count as usize);
        let begins = Counts { seconds: all.iter().map(|dated| dated.begin).collect(), counts };
        Self { begins, reach, places: all.iter().map(|dated| dated.place).collect(), ends, undated, ..Self::default() }
    }

    /// Plots the lane in one row.
    #[must_use]
    pub fn plot(&self, lane: &Lane, ruler: &Ruler, dress: &Dress) -> (Plot, Ends) {
        let (width, starts) = (ruler.axis().width(), ruler.starts());
        let end = starts[width];
        let mut line = Line::blank(width);
        let mut alone: Vec<(Drawn, &Item)> = Vec::new();
        let mut certain = vec![false; width];
        let before = self.ends.up_to(self.ends.before(0, starts[0]));
        let (mut begun, mut surely_begun, mut whole_before) = (0, 0, 0);
        // The first cell of the group at hand, and how many things begin before that.
        let mut group: Option<(usize, usize)> = None;
        for (cell, bounds) in starts.windows(2).map(|bounds| (bounds[0], bounds[1])).enumerate() {
            let done = if cell == 0 { before } else { self.begins.up_to(begun) };
            begun = self.begins.before(begun, bounds.1);
            let reach = begun.checked_sub(1).map_or(i64::MIN, |last| self.reach[last]);
            if reach < bounds.0 || bounds.0 >= end && reach < i64::MAX {
                continue;
            }
            // Where there are more cells than seconds the last ones have none, and only what is open goes on there.
            certain[cell] = bounds.0 < end
                && (self.certain.covers(bounds, &mut surely_begun) || self.whole.lies_in(bounds, &mut whole_before));
            let (first, done) = *group.get_or_insert((cell, done));
            let goes_on = reach >= bounds.1 && (bounds.1 < end || reach == i64::MAX);
            if goes_on && cell + 1 < width {
                continue;
            }
            group = None;
            let count = self.begins.up_to(begun) - done;
            // All before the group end before it, so that the first that reaches into it is of it.
            let only = (count == 1).then(|| self.reach.partition_point(|reach| *reach < starts[first]));
            let only = only.and_then(|only| lane.items.get(self.places[only] as usize));
            match only.and_then(|item| Some((ruler.draw(item.when(dress.timeline)?)?, item))) {
                Some((drawn, item)) => {
                    line.put(item, drawn, dress);
                    alone.push((drawn, item));
                }
                None => {
                    let certain = (first..=cell).filter(|cell| certain[*cell]).map(|cell| (cell, cell));
                    line.put_together((first, cell), certain, count, false);
                }
            }
        }
        alone.into_iter().for_each(|(drawn, item)| line.label(drawn, item));
        let after = self.begins.up_to(self.begins.seconds.len()) - self.begins.up_to(begun);
        (Plot { lines: vec![line], rows: Vec::new() }, Ends { before, after, undated: self.undated })
    }
}

impl Dated {
    /// One of a date that stands at a place in its lane; what is open reaches beyond all time.
    fn of(when: &When, place: usize) -> Self {
        let (begin, end) = (when.earliest().map_or(i64::MIN, |at| at.0), when.latest().map_or(i64::MAX, |at| at.0));
        // There are fewer things than bytes of the files.
        Self { begin, end, count: 1, place: u32::try_from(place).unwrap_or(u32::MAX) }
    }
}

impl Counts {
    /// How many of the seconds are before one, where it is known of so many.
    fn before(&self, known: usize, second: i64) -> usize {
        partition_from(&self.seconds, known, |other| *other < second)
    }

    /// How many things have the first so many seconds.
    fn up_to(&self, seconds: usize) -> usize {
        seconds.checked_sub(1).map_or(0, |last| self.counts[last] as usize)
    }
}

fn seconds((from, to): (Instant, Instant)) -> (i64, i64) {
    (from.0, to.0)
}
