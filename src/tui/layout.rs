//! Which part of the screen is whose, at every size.

use std::sync::Arc;

use ratatui::layout::{Constraint, Layout, Rect};

use super::action::Pane;
use super::column::date_column;
use super::dates::{AllDates, Dates};
use super::lanes::LanesView;
use super::settings::Proportions;
use super::state::State;
use super::strip::Strip;

/// From this width and height on, the panes stand side by side.
const ROOMY: (u16, u16) = (60, 15);
/// From this height on, the axis has a row for its marks.
const TALL: u16 = 24;
/// Below this width or height there is one line only.
const TINY: (u16, u16) = (20, 4);

/// Below this height the events say alone as of which day they are seen, in their title.
const LOW: u16 = 8;

/// The parts of the screen; a part that is not shown is empty.
#[derive(Debug, Clone, Copy, Default)]
pub struct Screen {
    /// The title line.
    pub header: Rect,
    /// A line about a file that is broken.
    pub banner: Rect,
    /// A line that says as of which day the timeline is seen.
    pub known: Rect,
    /// The axis: labels, density and, where there is room, marks.
    pub axis: Rect,
    /// The events.
    pub events: Rect,
    /// The actors.
    pub actors: Rect,
    /// The quotes.
    pub quotes: Rect,
    /// Where a view on top of the panes is drawn.
    pub view: Rect,
    /// The last line.
    pub footer: Rect,
    /// There is room for one line only.
    pub tiny: bool,
}

impl Screen {
    /// The part of a pane.
    #[must_use]
    pub fn pane(&self, pane: Pane) -> Rect {
        match pane {
            Pane::Events => self.events,
            Pane::Actors => self.actors,
            Pane::Quotes => self.quotes,
        }
    }

    fn pane_mut(&mut self, pane: Pane) -> &mut Rect {
        match pane {
            Pane::Events => &mut self.events,
            Pane::Actors => &mut self.actors,
            Pane::Quotes => &mut self.quotes,
        }
    }
}

/// The parts for a state at its size.
#[must_use]
pub fn screen(state: &State) -> Screen {
    let (width, height) = state.size;
    let whole = Rect::new(0, 0, width, height);
    if width < TINY.0 || height < TINY.1 {
        return Screen { header: Rect { height: height.min(1), ..whole }, tiny: true, ..Screen::default() };
    }
    let roomy = width >= ROOMY.0 && height >= ROOMY.1;
    let banner = u16::from(!state.findings.is_empty());
    let axis = match height {
        _ if roomy && height >= TALL => 3,
        _ if roomy || height >= 12 => 2,
        _ => 0,
    };
    let known = u16::from(state.known.is_some() && height >= LOW);
    let [header, banner, known, axis, body, footer] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Length(banner),
        Constraint::Length(known),
        Constraint::Length(axis),
        Constraint::Min(1),
        Constraint::Length(1),
    ])
    .areas(whole);
    let axis = state.lanes_on_top().map_or(axis, |lanes| over_lanes(axis, body, lanes));
    let mut screen = Screen { header, banner, known, axis, footer, view: body, ..Screen::default() };
    if roomy && !state.zoomed {
        let Proportions { events_width, actors_height } = state.settings.proportions;
        let shares = |share: u16| [Constraint::Percentage(100 - share.min(100)), Constraint::Percentage(share)];
        let [right, left] = shares(events_width);
        let [left, right] = Layout::horizontal([left, right]).areas(body);
        let [events, actors] = Layout::vertical(shares(actors_height)).areas(left);
        (screen.events, screen.actors, screen.quotes) = (events, actors, right);
        return screen;
    }
    let stacked = stacked(state, body.height);
    let rows = Layout::vertical(stacked.iter().map(|_| Constraint::Fill(1))).split(body);
    for (pane, area) in stacked.into_iter().zip(rows.iter()) {
        *screen.pane_mut(pane) = *area;
    }
    screen
}

/// The axis above the lanes of a view: as wide as they are, and a margin on each side.
fn over_lanes(axis: Rect, view: Rect, lanes: &LanesView) -> Rect {
    let columns = lanes.columns(inner_width(view));
    let cells = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    let over = Rect { x: view.x + 2 + cells(columns.gutter), width: cells(columns.plot + 2), ..axis };
    over.intersection(axis)
}

/// The panes that share a narrow screen, from the top: as many as have room to say something.
fn stacked(state: &State, height: u16) -> Vec<Pane> {
    let beside = if state.focus == Pane::Quotes { Pane::Events } else { Pane::Quotes };
    let shown = |pane: &Pane| match height {
        _ if state.zoomed => *pane == state.focus,
        0..10 => *pane == state.focus,
        10..18 => *pane == state.focus || *pane == beside,
        _ => true,
    };
    Pane::ALL.into_iter().filter(shown).collect()
}

impl State {
    /// Takes a new size of the screen.
    pub fn resize(&mut self, size: (u16, u16)) {
        let in_sight = self.is_passage_in_sight();
        self.size = size;
        self.measure_again();
        self.lay_out_copy(in_sight);
    }

    /// Measures the axis anew, after the rows changed.
    pub(super) fn measure(&mut self) {
        self.dates = self.dates_of_rows();
        self.measure_again();
    }

    /// The dates of the rows; those of all events are gone through once, and their column in the list is measured.
    fn dates_of_rows(&mut self) -> Arc<Dates> {
        if !self.all_dates.are_of(&self.timeline) {
            // Those from before need not be kept while the others are made.
            self.all_dates = Arc::default();
            self.all_dates = Arc::new(AllDates::of(&self.timeline));
            self.date_column = date_column(&self.timeline);
        }
        self.all_dates.of_rows(&self.timeline, &self.rows)
    }

    /// Measures the axis anew, after the size, the viewport or the view changed, and no row.
    pub(super) fn measure_again(&mut self) {
        let width = usize::from(screen(self).axis.width.saturating_sub(2));
        // What is said at another date than its event must be in sight where it has a place.
        let others = self.lanes_on_top().into_iter().flat_map(|view| view.dates_of_their_own());
        self.strip = Strip::measure(&self.dates, others, width, self.viewport);
        self.arrange_lanes();
    }
}

/// The rows inside a pane's border.
#[must_use]
pub fn inner_height(pane: Rect) -> usize {
    usize::from(pane.height.saturating_sub(2))
}

/// The cells inside a pane's border, less a blank on each side.
#[must_use]
pub fn inner_width(pane: Rect) -> usize {
    usize::from(pane.width.saturating_sub(4))
}

/// The first of `count` rows to draw in `height`, so that the row `at` is in sight, in the middle
/// where it can be.
#[must_use]
pub fn window(at: usize, height: usize, count: usize) -> usize {
    at.saturating_sub(height / 2).min(count.saturating_sub(height))
}

#[cfg(test)]
mod tests {
    use super::window;

    #[test]
    fn the_row_is_always_in_sight_and_no_room_is_wasted() {
        for count in 0..30 {
            for height in 0..12 {
                for at in 0..count {
                    let first = window(at, height, count);
                    assert!(height == 0 || (first..first + height).contains(&at), "{at} of {count} in {height}");
                    assert!(first == 0 || first + height <= count);
                }
            }
        }
    }
}
