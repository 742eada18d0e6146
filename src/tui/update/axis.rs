//! The stretch of time looked at: nearer and wider around the current event, and along the axis.

use std::cmp::Ordering;

use crate::model::axis::{Axis, Viewport};
use crate::model::date::{Instant, When};
use crate::model::timeline::EventIx;
use crate::tui::action::{Action, Way};
use crate::tui::state::State;

/// The shortest stretch of time looked at, in seconds: ten minutes, or four seconds for a cell.
fn shortest(width: usize) -> i64 {
    i64::try_from(width).unwrap_or(i64::MAX).saturating_mul(4).max(600)
}

/// A stretch of so many seconds in which an instant is the first of a cell.
fn around(at: Instant, cell: usize, width: usize, span: i64) -> Viewport {
    let (cell, width) = (cell as i128, width.max(1) as i128);
    let before = (cell * i128::from(span) + width - 1) / width;
    let from = at.0.saturating_sub(i64::try_from(before).unwrap_or(i64::MAX));
    Viewport { from: Instant(from), to: Instant(from.saturating_add(span - 1)) }
}

impl State {
    /// Looks at half as much time, or twice as much; the current event keeps its cell.
    pub(super) fn scale(&mut self, way: Way) {
        let Some(strip) = &self.strip else { return self.say("nothing here has a date") };
        let (axis, whole) = (strip.axis, strip.whole.span());
        let shortest = shortest(axis.width());
        let span = axis.viewport().span();
        let wanted = if way == Way::Next { (span / 2).max(shortest) } else { span.saturating_mul(2) };
        if way == Way::Next && wanted >= span {
            return self.say("nearer than this there is nothing to see");
        }
        // What is nearly all of it is all of it: halves of halves do not add up to the second.
        if wanted >= whole - whole / 8 {
            return self.look_at(None);
        }
        let (at, cell) = self.hold(&axis);
        self.look_at(Some(around(at, cell, axis.width(), wanted)));
    }

    /// What stays in its cell: the begin of the current event where that is in sight, else the middle of the axis.
    fn hold(&self, axis: &Axis) -> (Instant, usize) {
        let begin = self.date_here().and_then(|date| date.instant());
        let is_here = |at: &Instant| *at >= axis.viewport().from && *at <= axis.viewport().to;
        begin.filter(is_here).map_or_else(
            || {
                let middle = axis.width() / 2;
                (axis.stretch(middle).from, middle)
            },
            |at| (at, axis.cell(at)),
        )
    }

    /// Looks at all of the time there is.
    pub(super) fn look_at_all(&mut self) {
        self.look_at(None);
    }

    /// Half a stretch to the left or right, the cursor staying on its event.
    pub(super) fn pan(&mut self, way: Way) {
        let Some(strip) = &self.strip else { return self.say("nothing here has a date") };
        let (here, whole) = (strip.axis.viewport(), strip.whole);
        if self.viewport.is_none() {
            return self
                .say(format!("all of the time is in sight; {} looks nearer", self.key(Action::Scale(Way::Next))));
        }
        let half = (here.span() / 2).max(1);
        let from = match way {
            Way::Next => {
                let last = whole.to.0.saturating_sub(here.span() - 1);
                here.from.0.saturating_add(half).min(last.max(here.from.0))
            }
            Way::Previous => here.from.0.saturating_sub(half).max(whole.from.0.min(here.from.0)),
        };
        if from == here.from.0 {
            return self.say(if way == Way::Next { "nothing later" } else { "nothing earlier" });
        }
        self.look_at(Some(here.begun_at(from)));
    }

    fn look_at(&mut self, viewport: Option<Viewport>) {
        self.viewport = viewport;
        self.measure_again();
        let Some(strip) = &self.strip else { return };
        let stretch = strip.axis.date().map(|date| self.theme.own(date.words())).unwrap_or_default();
        let mut words = if viewport.is_none() { format!("all of the time: {stretch}") } else { stretch };
        if strip.before > 0 {
            words.push_str(&format!(", {} before", strip.before));
        }
        if strip.after > 0 {
            words.push_str(&format!(", {} behind", strip.after));
        }
        match self.side_of_event() {
            Ordering::Less => words.push_str("; this one is before"),
            Ordering::Greater => words.push_str("; this one is behind"),
            Ordering::Equal => {}
        }
        self.say(words);
    }

    /// Where the current event lies as the axis stands: before it, on it, or behind it.
    fn side_of_event(&self) -> Ordering {
        self.strip.as_ref().zip(self.date_here()).map_or(Ordering::Equal, |(strip, date)| strip.axis.side(date))
    }

    /// Brings the stretch looked at to the current event, if that has left it.
    pub(super) fn follow_in_time(&mut self) {
        self.date_here().cloned().iter().for_each(|date| self.bring_in_sight(date));
    }

    /// Brings the stretch looked at to a date, if that lies outside.
    pub(super) fn bring_in_sight(&mut self, date: &When) {
        let (Some(strip), Some(at)) = (&self.strip, date.instant()) else { return };
        let axis = strip.axis;
        if axis.side(date) == Ordering::Equal {
            return;
        }
        self.viewport = Some(around(at, axis.width() / 2, axis.width(), axis.viewport().span()));
        self.measure_again();
    }

    /// The instant by which an event is put in order.
    pub(in crate::tui) fn instant(&self, event: EventIx) -> Option<Instant> {
        self.timeline.event(event).date()?.instant()
    }
}
