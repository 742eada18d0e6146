//! Lanes laid on an axis: how many rows every lane gets, and of those in sight the cells and the row of each thing.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::crowd::Crowd;
use super::plot::{Dress, Plot};
use crate::model::axis::{Axis, Drawn, Ruler};
use crate::model::date::When;
use crate::model::lanes::{Lane, Spot, Stack, stack, stack_at_most};
use crate::model::threads::each_with_help;
use crate::model::timeline::Timeline;
use crate::tui::layout::window;

/// The most rows of a lane where not all can have as many as they need; the lane of the cursor has them always.
const ROOMY: usize = 3;

/// Lanes of no more things than these are laid by one thread as soon as by several.
const MUCH: usize = 4096;

/// A lane laid on an axis.
#[derive(Debug, Clone, Default)]
pub struct Track {
    /// The cells of each thing; nothing where it lies outside the axis or has no date.
    pub drawn: Vec<Option<Drawn>>,
    /// The row of each, were there as many as it takes; rows that it cannot get are all the same.
    pub rows: Vec<usize>,
    /// How many rows that are, as far as it may get them, and one more where it takes others.
    pub depth: usize,
    /// What of it lies in no cell.
    pub ends: Ends,
}

/// How much of a lane lies in no cell of the axis.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ends {
    /// How many things lie before the axis.
    pub before: usize,
    /// How many lie behind it.
    pub after: usize,
    /// How many have no date.
    pub undated: usize,
}

impl Track {
    /// A lane that gets at most so many rows.
    fn new(timeline: &Timeline, lane: &Lane, ruler: Option<&Ruler>, most: usize) -> Self {
        let mut track = Self { depth: 1, rows: vec![0; lane.items.len()], ..Self::default() };
        track.drawn.reserve(lane.items.len());
        let mut stretches = Vec::with_capacity(lane.items.len());
        let mut before: Option<(&When, Option<Drawn>)> = None;
        for (at, item) in lane.items.iter().enumerate() {
            let Some((date, ruler)) = item.when(timeline).zip(ruler) else {
                track.ends.undated += 1;
                track.drawn.push(None);
                continue;
            };
            // Many follow each other that have one date.
            let drawn = before.filter(|(known, _)| *known == date).map_or_else(|| ruler.draw(date), |(_, drawn)| drawn);
            before = Some((date, drawn));
            match drawn {
                Some(drawn) => stretches.push((at, (drawn.first, drawn.last))),
                None if ruler.axis().side(date).is_lt() => track.ends.before += 1,
                None => track.ends.after += 1,
            }
            track.drawn.push(drawn);
        }
        let cells: Vec<(usize, usize)> = stretches.iter().map(|(_, cells)| *cells).collect();
        let stacked = stacked(&cells, ruler.map_or(0, |ruler| ruler.axis().width()), most);
        for ((at, _), row) in stretches.iter().zip(stacked.rows) {
            track.rows[*at] = row;
        }
        track.depth = stacked.depth.max(1);
        track
    }
}

/// Stretches put into rows, of which the first `most` are told apart.
fn stacked(cells: &[(usize, usize)], width: usize, most: usize) -> Stack {
    if most < 64 { stack_at_most(cells, width, most) } else { stack(cells) }
}

/// A lane on the axis, and plotted in the rows that it has where it was in sight since it last changed its looks.
#[derive(Debug, Clone)]
struct Laid {
    /// Where each thing lies; nothing of a crowded lane, which is not looked through for it.
    track: Option<Track>,
    ends: Ends,
    plot: Option<Plot>,
    /// Is it laid as the lane of the cursor is?
    is_for_cursor: bool,
}

/// A lane in sight that is not plotted yet.
struct Missing {
    /// Its place.
    at: usize,
    /// How it lies, where that is known.
    track: Option<Track>,
    /// Its dates, where they are counted.
    crowd: Option<Arc<Crowd>>,
    /// What becomes of it.
    laid: Option<Laid>,
}

/// Every lane with its rows, and those in sight laid on an axis.
#[derive(Debug, Clone, Default)]
pub struct Arranged {
    axis: Option<Axis>,
    /// The first line of each lane, and behind the last the number of lines, as long as none is opened.
    tops: Vec<usize>,
    /// How many rows of a lane are told apart.
    most: usize,
    laid: HashMap<usize, Laid>,
    /// The dates of long lanes.
    crowds: HashMap<usize, Arc<Crowd>>,
    /// Are they all laid from the first?
    is_laid_whole: bool,
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
    ///
    /// Where there are more lanes than lines each has one row, so that those out of sight need not be looked at. What is
    /// known of these lanes on every axis stays known.
    #[must_use]
    pub fn again(self, timeline: &Timeline, lanes: &[Lane], axis: Option<&Axis>, height: usize) -> Self {
        let axis = axis.copied();
        if lanes.len() > height {
            let tops = (0..=lanes.len()).collect();
            return Self { axis, tops, most: ROOMY, crowds: self.crowds, ..Self::default() };
        }
        let most = height.max(ROOMY);
        let ruler = axis.as_ref().map(Ruler::of);
        let track = |lane: &Lane| Track::new(timeline, lane, ruler.as_ref(), most);
        let tracks: Vec<Track> = lanes.par_iter().map(track).collect();
        let tops = tops(&tracks, height);
        let laid = |track: Track| Laid { ends: track.ends, track: Some(track), plot: None, is_for_cursor: true };
        let laid = tracks.into_iter().map(laid).enumerate().collect();
        Self { axis, tops, most, laid, is_laid_whole: true, ..Self::default() }
    }

    /// How many rows a lane has, as long as it is not opened.
    fn rows(&self, lane: usize) -> usize {
        self.tops.get(lane + 1).map_or(1, |end| end - self.tops[lane])
    }

    fn width(&self) -> usize {
        self.axis.map_or(0, |axis| axis.width())
    }

    /// Is there no axis to lay anything on?
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.axis.is_none()
    }

    /// Forgets how the lanes look, as what is searched or chosen changed.
    pub fn undress(&mut self) {
        self.laid.values_mut().for_each(|laid| laid.plot = None);
        self.opened = None;
    }

    /// Lays and plots these lanes, as far as they are not.
    pub fn show(&mut self, shown: Range<usize>, lanes: &[Lane], dress: &Dress) {
        self.lay(shown, lanes, dress, false);
    }

    /// Lays and plots the lane of the cursor, each thing in it by itself, unless too many of them lie on the axis.
    pub fn show_own(&mut self, lane: usize, lanes: &[Lane], dress: &Dress) {
        self.lay(lane..lane + 1, lanes, dress, true);
    }

    fn lay(&mut self, shown: Range<usize>, lanes: &[Lane], dress: &Dress, for_cursor: bool) {
        let is_there = |laid: &Laid| laid.plot.is_some() && (laid.is_for_cursor || !for_cursor);
        let is_missing = |lane: &usize| !self.laid.get(lane).is_some_and(is_there);
        let missing: Vec<usize> = shown.filter(|lane| *lane < lanes.len()).filter(is_missing).collect();
        let mut missing: Vec<Missing> = missing
            .into_iter()
            .map(|at| {
                let track = self.laid.remove(&at).and_then(|laid| laid.track);
                Missing { at, track, crowd: self.crowds.get(&at).cloned(), laid: None }
            })
            .collect();
        let ruler = self.axis.as_ref().filter(|_| !missing.is_empty()).map(Ruler::of);
        let lay = |Missing { at, track, crowd, laid }: &mut Missing| {
            let (lane, track) = (&lanes[*at], track.take());
            if let Some(ruler) = ruler.as_ref().filter(|_| track.is_none() && self.is_crowd(lane, dress, for_cursor)) {
                let known = crowd.get_or_insert_with(|| Arc::new(Crowd::of(dress.timeline, lane)));
                let (plot, ends) = known.plot(lane, ruler, dress);
                let on_axis = lane.items.len() - ends.before - ends.after - ends.undated;
                let is_crowded = on_axis > Crowd::LONG;
                if is_crowded || !for_cursor {
                    *laid = Some(Laid { track: None, ends, plot: Some(plot), is_for_cursor: is_crowded });
                    return;
                }
            }
            let track = track.unwrap_or_else(|| Track::new(dress.timeline, lane, ruler.as_ref(), self.most));
            let plot = Plot::new(lane, &track, self.rows(*at), self.width(), dress);
            *laid = Some(Laid { ends: track.ends, track: Some(track), plot: Some(plot), is_for_cursor: true });
        };
        let is_much = missing.iter().map(|missing| lanes[missing.at].items.len()).sum::<usize>() > MUCH;
        if is_much {
            each_with_help(&mut missing, lay);
        } else {
            missing.iter_mut().for_each(lay);
        }
        for Missing { at, crowd, laid, .. } in missing {
            self.laid.extend(laid.map(|laid| (at, laid)));
            self.crowds.extend(crowd.map(|crowd| (at, crowd)));
        }
    }

    /// Is a lane so long that its things are counted together? Not where some of them are searched for.
    fn is_crowd(&self, lane: &Lane, dress: &Dress, for_cursor: bool) -> bool {
        let most = if for_cursor { Crowd::LONG } else { Crowd::SHORT };
        !self.is_laid_whole && lane.items.len() > most && !dress.is_searching
    }

    /// Forgets lanes that are out of sight, where not all of them are laid.
    pub fn forget_but(&mut self, shown: &Range<usize>) {
        if !self.is_laid_whole {
            self.laid.retain(|lane, _| shown.contains(lane));
            self.crowds.retain(|lane, _| shown.contains(lane));
        }
    }

    /// The first of so many lines in sight, so that a thing of a lane is.
    #[must_use]
    pub fn first_line(&self, at: Spot, height: usize) -> usize {
        let row = self.plot_of(at.lane).and_then(|plot| plot.rows.get(at.item).copied());
        window(self.top(at.lane) + row.unwrap_or(0), height, self.height())
    }

    /// Gives the lane of the cursor, which must be laid, the rows that it takes, up to a few; one where it is crowded.
    pub fn open(&mut self, at: usize, lanes: &[Lane], dress: &Dress) {
        if self.is_open(at) {
            return;
        }
        let lane = lanes.get(at).zip(self.track_of(at)).filter(|_| self.needs_more(at));
        self.opened = lane.map(|(lane, track)| (at, Plot::new(lane, track, ROOMY, self.width(), dress)));
    }

    /// Has this lane, and no other, the rows that the lane of the cursor gets?
    fn is_open(&self, at: usize) -> bool {
        self.opened.as_ref().map_or_else(|| !self.needs_more(at), |(opened, _)| *opened == at)
    }

    fn needs_more(&self, at: usize) -> bool {
        self.track_of(at).is_some_and(|track| track.depth.min(ROOMY) > self.rows(at))
    }

    /// The lane as it is laid, if it is in sight and each thing in it was looked at.
    fn track_of(&self, lane: usize) -> Option<&Track> {
        self.laid.get(&lane).and_then(|laid| laid.track.as_ref())
    }

    /// What of the lane lies in no cell, if it is in sight.
    #[must_use]
    pub fn ends_of(&self, lane: usize) -> Option<Ends> {
        self.laid.get(&lane).map(|laid| laid.ends)
    }

    /// The lane as it is plotted, if it is in sight.
    #[must_use]
    pub fn plot_of(&self, lane: usize) -> Option<&Plot> {
        let opened = self.opened.as_ref().filter(|(opened, _)| *opened == lane).map(|(_, plot)| plot);
        opened.or_else(|| self.laid.get(&lane)?.plot.as_ref())
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
        let (mut first, mut end) = (0, self.tops.len().saturating_sub(1));
        while end - first > 1 {
            let middle = usize::midpoint(first, end);
            if self.top(middle) <= line { first = middle } else { end = middle }
        }
        Some(Place { lane: first, row: line - self.top(first) })
    }
}

/// The first line of each lane, and behind the last the number of lines.
fn tops(tracks: &[Track], height: usize) -> Vec<usize> {
    let lines = |most: usize| tracks.iter().map(|track| track.depth.min(most)).sum::<usize>();
    let most = [usize::MAX, ROOMY, 2].into_iter().find(|most| lines(*most) <= height).unwrap_or(1);
    let mut left = height.saturating_sub(lines(most));
    let mut tops = vec![0];
    for track in tracks {
        let own = track.depth.min(most);
        let more = track.depth.min(ROOMY).saturating_sub(own).min(left);
        left -= more;
        tops.push(tops.last().copied().unwrap_or(0) + own + more);
    }
    tops
}
