//! A long lane in one row, plotted from its dates as they are counted, without a look at each thing in it.

use super::arrange::Ends;
use super::plot::{Dress, Line, Plot};
use crate::model::axis::{Drawn, Ruler};
use crate::model::lanes::{Item, Lane};
use crate::model::timeline::Timeline;
use crate::tui::alike::Counted;
use crate::tui::density::Certain;

/// The dates of a lane that is not short.
#[derive(Debug, Clone, Default)]
pub struct Crowd {
    counted: Counted,
    undated: usize,
}

impl Crowd {
    /// A lane of no more things than these is looked through as soon.
    pub const SHORT: usize = 64;

    /// From how many things on the axis on the lane of the cursor is counted too, instead of each shown by itself.
    pub const LONG: usize = 1024;

    /// Those of a lane.
    #[must_use]
    pub fn of(timeline: &Timeline, lane: &Lane) -> Self {
        let mut crowd = Self::default();
        // What has no date is last in its lane, so that each date has the place of its thing.
        let dates = lane.items.iter().map_while(|item| item.when(timeline));
        for when in dates {
            let _sort = crowd.counted.take(when);
        }
        crowd.undated = lane.items.len() - crowd.counted.total();
        crowd
    }

    /// Plots the lane in one row.
    #[must_use]
    pub fn plot(&self, lane: &Lane, ruler: &Ruler, dress: &Dress) -> (Plot, Ends) {
        let width = ruler.axis().width();
        let mut cells: Vec<Option<Begun>> = vec![None; width];
        let mut certain = Certain::new(width);
        let (before, after) = self.counted.each_on(ruler, |drawn, count, place| {
            let begun = cells[drawn.first].get_or_insert(Begun { drawn, place, last: drawn.last, count: 0 });
            (begun.last, begun.count) = (begun.last.max(drawn.last), begun.count + count);
            certain.add(drawn);
        });
        let certain: Vec<bool> = certain.cells().collect();
        let mut line = Line::blank(width);
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
            match lane.items.get(begun.place as usize).filter(|_| count == 1) {
                Some(item) => {
                    line.put(item, begun.drawn, dress);
                    alone.push((begun.drawn, item));
                }
                None => {
                    let certain = (first..=last).filter(|cell| certain[*cell]).map(|cell| (cell, cell));
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
    /// Its place in the lane.
    place: u32,
    /// The last cell of all of it.
    last: usize,
    /// How much it is.
    count: usize,
}
