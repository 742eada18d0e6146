//! A long lane in one row, plotted from its dates as they are counted, without a look at each thing in it.

use super::arrange::Ends;
use super::plot::{Dress, Line, Plot};
use crate::model::axis::{Axis, Drawn};
use crate::model::date::When;
use crate::model::lanes::{Item, Lane};
use crate::model::timeline::Timeline;
use crate::tui::alike::Counted;
use crate::tui::density::Sums;

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
        let mut cells: Vec<Option<Begun>> = vec![None; axis.width()];
        let mut sums = Sums::new(axis.width());
        let (before, after) = self.counted.each_on(axis, |drawn, count| {
            let begun = cells[drawn.first].get_or_insert(Begun { drawn, last: drawn.last, count: 0 });
            (begun.last, begun.count) = (begun.last.max(drawn.last), begun.count + count);
            sums.add(drawn, count);
        });
        let density = sums.density();
        let mut line = Line::blank(axis.width());
        let mut alone: Vec<(Drawn, &Item)> = Vec::new();
        let mut at = 0;
        while let Some((first, begun)) = (at..cells.len()).find_map(|cell| Some((cell, cells[cell]?))) {
            let (mut last, mut count) = (first, 0);
            at = first;
            while at <= last {
                let more = cells[at].map_or((0, 0), |begun| (begun.last, begun.count));
                (last, count) = (last.max(more.0), count + more.1);
                at += 1;
            }
            let only = (count == 1).then_some(begun.drawn);
            match only.and_then(|drawn| Some((drawn, find(dress.timeline, lane, axis, drawn)?))) {
                Some((drawn, item)) => {
                    line.put(item, drawn, dress);
                    alone.push((drawn, item));
                }
                None => {
                    let certain = (first..=last).filter(|cell| density[*cell].certain).map(|cell| (cell, cell));
                    line.put_together((first, last), certain, count, false);
                }
            }
        }
        alone.into_iter().for_each(|(drawn, item)| line.label(drawn, item));
        (Plot { lines: vec![line], rows: Vec::new() }, Ends { before, after, undated: self.undated })
    }
}

/// What begins in a cell.
#[derive(Debug, Clone, Copy)]
struct Begun {
    /// The first of it that was met.
    drawn: Drawn,
    /// The last cell of all of it.
    last: usize,
    /// How much it is.
    count: usize,
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
