//! Lanes laid on an axis: the cells and the row of each thing, and how many rows every lane gets.

use super::plot::{Dress, Plot};
use crate::model::axis::{Axis, Drawn};
use crate::model::lanes::{Item, Lane, stack};
use crate::model::timeline::Timeline;

/// The most rows of a lane where not all can have as many as they need; the lane of the cursor has them always.
const ROOMY: usize = 3;

/// A lane laid on an axis.
#[derive(Debug, Clone, Default)]
pub struct Track {
    /// The cells of each thing; nothing where it lies outside the axis or has no date.
    pub drawn: Vec<Option<Drawn>>,
    /// The row of each, were there as many as it takes.
    pub rows: Vec<usize>,
    /// How many rows that are.
    pub depth: usize,
    /// How many things lie before the axis.
    pub before: usize,
    /// How many lie behind it.
    pub after: usize,
    /// How many have no date.
    pub undated: usize,
}

impl Track {
    fn new(timeline: &Timeline, lane: &Lane, axis: Option<&Axis>) -> Self {
        let mut track = Self { depth: 1, rows: vec![0; lane.items.len()], ..Self::default() };
        let mut stretches = Vec::new();
        for (at, item) in lane.items.iter().enumerate() {
            let drawn = track.take(timeline, item, axis);
            track.drawn.push(drawn);
            stretches.extend(drawn.map(|drawn| (at, (drawn.first, drawn.last))));
        }
        let cells: Vec<(usize, usize)> = stretches.iter().map(|(_, cells)| *cells).collect();
        let stacked = stack(&cells);
        for ((at, _), row) in stretches.iter().zip(stacked.rows) {
            track.rows[*at] = row;
        }
        track.depth = stacked.depth.max(1);
        track
    }

    /// The cells of a thing; one without any is counted.
    fn take(&mut self, timeline: &Timeline, item: &Item, axis: Option<&Axis>) -> Option<Drawn> {
        let Some((date, axis)) = item.when(timeline).zip(axis) else {
            self.undated += 1;
            return None;
        };
        let drawn = axis.draw(date);
        match axis.side(date) {
            std::cmp::Ordering::Less => self.before += 1,
            std::cmp::Ordering::Greater => self.after += 1,
            std::cmp::Ordering::Equal => {}
        }
        drawn
    }
}

/// Every lane laid on an axis, and plotted in its rows.
#[derive(Debug, Clone, Default)]
pub struct Arranged {
    /// The lanes on the axis.
    pub tracks: Vec<Track>,
    /// The first line of each lane, and behind the last the number of lines, as long as none is opened.
    tops: Vec<usize>,
    plots: Vec<Plot>,
    /// The lane of the cursor, with rows of its own.
    opened: Option<(usize, Plot)>,
}

/// A line of the lanes: the lane, and which of its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The lane.
    pub lane: usize,
    /// The row of it.
    pub row: usize,
}

impl Arranged {
    /// Lays lanes on an axis; all rows that they take, where those fit in `height` lines, else fewer, what is
    /// left over going to the first that want more.
    #[must_use]
    pub fn new(timeline: &Timeline, lanes: &[Lane], axis: Option<&Axis>, height: usize) -> Self {
        let tracks: Vec<Track> = lanes.iter().map(|lane| Track::new(timeline, lane, axis)).collect();
        let lines = |most: usize| tracks.iter().map(|track| track.depth.min(most)).sum::<usize>();
        let most = [usize::MAX, ROOMY, 2].into_iter().find(|most| lines(*most) <= height).unwrap_or(1);
        let mut left = height.saturating_sub(lines(most));
        let mut tops = vec![0];
        for track in &tracks {
            let own = track.depth.min(most);
            let more = track.depth.min(ROOMY).saturating_sub(own).min(left);
            left -= more;
            tops.push(tops.last().copied().unwrap_or(0) + own + more);
        }
        Self { tracks, tops, plots: Vec::new(), opened: None }
    }

    /// How many rows a lane has, as long as it is not opened.
    fn rows(&self, lane: usize) -> usize {
        self.tops.get(lane + 1).map_or(1, |end| end - self.tops[lane])
    }

    /// Plots every lane anew.
    pub fn plot(&mut self, lanes: &[Lane], width: usize, dress: &Dress) {
        let both = lanes.iter().zip(&self.tracks).enumerate();
        self.plots = both.map(|(at, (lane, track))| Plot::new(lane, track, self.rows(at), width, dress)).collect();
        self.opened = None;
    }

    /// Gives the lane of the cursor the rows that it takes, up to a few.
    pub fn open(&mut self, at: usize, lanes: &[Lane], width: usize, dress: &Dress) {
        if self.is_open(at) {
            return;
        }
        let lane = lanes.get(at).zip(self.tracks.get(at)).filter(|_| self.needs_more(at));
        self.opened = lane.map(|(lane, track)| (at, Plot::new(lane, track, ROOMY, width, dress)));
    }

    /// Has this lane, and no other, the rows that the lane of the cursor gets?
    #[must_use]
    pub fn is_open(&self, at: usize) -> bool {
        self.opened.as_ref().map_or_else(|| !self.needs_more(at), |(opened, _)| *opened == at)
    }

    fn needs_more(&self, at: usize) -> bool {
        self.tracks.get(at).is_some_and(|track| track.depth.min(ROOMY) > self.rows(at))
    }

    /// The lane as it is plotted.
    #[must_use]
    pub fn plot_of(&self, lane: usize) -> Option<&Plot> {
        let opened = self.opened.as_ref().filter(|(opened, _)| *opened == lane).map(|(_, plot)| plot);
        opened.or_else(|| self.plots.get(lane))
    }

    /// By how many lines the opened lane is higher than it would be.
    fn growth(&self) -> usize {
        let grown = |(lane, plot): &(usize, Plot)| plot.lines.len().saturating_sub(self.rows(*lane));
        self.opened.as_ref().map_or(0, grown)
    }

    /// How many lines there are.
    #[must_use]
    pub fn height(&self) -> usize {
        self.tops.last().copied().unwrap_or(0) + self.growth()
    }

    /// The first line of a lane.
    #[must_use]
    pub fn top(&self, lane: usize) -> usize {
        let is_behind = self.opened.as_ref().is_some_and(|(opened, _)| *opened < lane);
        self.tops.get(lane).copied().unwrap_or(0) + if is_behind { self.growth() } else { 0 }
    }

    /// What stands in a line.
    #[must_use]
    pub fn place(&self, line: usize) -> Option<Place> {
        if line >= self.height() {
            return None;
        }
        let (mut first, mut end) = (0, self.tracks.len());
        while end - first > 1 {
            let middle = usize::midpoint(first, end);
            if self.top(middle) <= line { first = middle } else { end = middle }
        }
        Some(Place { lane: first, row: line - self.top(first) })
    }
}
