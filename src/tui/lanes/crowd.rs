//! A long lane in one row, plotted from its dates as they are counted, without a look at each thing in it.

use super::arrange::Ends;
use super::plot::{Dress, Line, Plot};
use crate::model::axis::{Axis, Drawn};
use crate::model::date::When;
use crate::model::lanes::{Item, Lane};
use crate::model::timeline::Timeline;
use crate::tui::alike::Counted;

/// The dates of a long lane.
#[derive(Debug, Clone, Default)]
pub struct Crowd {
    counted: Counted,
    undated: usize,
}

impl Crowd {
    /// From how many things on a lane is long.
    pub const LONG: usize = 1024;

    /// Those of a lane.
    #[must_use]
    pub fn of(timeline: &Timeline, lane: &Lane) -> Self {
        let mut crowd = Self::default();
        for item in &lane.items {
            let Some(when) = item.when(timeline) else {
                crowd.undated += 1;
                continue;
            };
            crowd.counted.take(when);
        }
        crowd
    }

    /// Plots the lane in one row.
    #[must_use]
    pub fn plot(&self, lane: &Lane, axis: &Axis, dress: &Dress) -> (Plot, Ends) {
        let mut stretches: Vec<(Drawn, usize)> = Vec::new();
        let (before, after) = self.counted.each_on(axis, |drawn, count| stretches.push((drawn, count)));
        stretches.sort_by_key(|(drawn, _)| drawn.first);
        let mut line = Line::blank(axis.width());
        let mut alone: Vec<(Drawn, &Item)> = Vec::new();
        let mut rest = &stretches[..];
        while let Some((first, _)) = rest.first() {
            let (mut last, mut length) = (first.last, 0);
            while let Some((drawn, _)) = rest.get(length).filter(|(drawn, _)| drawn.first <= last) {
                last = last.max(drawn.last);
                length += 1;
            }
            let (group, behind) = rest.split_at(length);
            rest = behind;
            let count = group.iter().map(|(_, count)| count).sum();
            let only = group.first().filter(|_| count == 1);
            match only.and_then(|(drawn, _)| Some((*drawn, find(dress.timeline, lane, axis, *drawn)?))) {
                Some((drawn, item)) => {
                    line.put(item, drawn, dress);
                    alone.push((drawn, item));
                }
                None => {
                    let certain = group.iter().filter_map(|(drawn, _)| drawn.certain);
                    line.put_together((first.first, last), certain, count, false);
                }
            }
        }
        alone.into_iter().for_each(|(drawn, item)| line.label(drawn, item));
        (Plot { lines: vec![line], rows: Vec::new() }, Ends { before, after, undated: self.undated })
    }
}

/// The only thing of a lane in these cells.
fn find<'l>(timeline: &Timeline, lane: &'l Lane, axis: &Axis, drawn: Drawn) -> Option<&'l Item> {
    let is_it = |item: &&Item| item.when(timeline).and_then(|when: &When| axis.draw(when)) == Some(drawn);
    // What begins before the axis, or in no known second, may stand anywhere.
    let begin = match drawn.first {
        0 => 0,
        first => lane.first_from(timeline, axis.stretch(first).from)?,
    };
    lane.items[begin..].iter().find(is_it)
}
