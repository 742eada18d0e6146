//! The views in which a timeline can be looked at: one key goes through them, and each has one of its own.

use crate::tui::action::Way;
use crate::tui::layer::Layer;
use crate::tui::state::State;

/// A view over the panes.
struct View {
    /// What its key asks for.
    name: &'static str,
    /// Is this layer the view?
    is: fn(&Layer) -> bool,
    /// Has the timeline anything to show in it?
    has_any: fn(&State) -> bool,
    /// Shows it, or goes back from it.
    toggle: fn(&mut State),
}

/// Every view, in the order in which they are gone through; behind the last come the panes again.
const VIEWS: &[View] = &[
    View {
        name: "lanes",
        is: |layer| matches!(layer, Layer::Lanes(_)),
        has_any: |state| state.rows.len() > 1,
        toggle: State::toggle_lanes,
    },
    View {
        name: "track",
        is: |layer| matches!(layer, Layer::Track(_)),
        has_any: |state| !state.track().is_empty(),
        toggle: State::toggle_track,
    },
    View {
        name: "silences",
        is: |layer| matches!(layer, Layer::Silences(_)),
        has_any: |state| state.rows.len() > 1,
        toggle: State::toggle_silences,
    },
    View {
        name: "disputes",
        is: |layer| matches!(layer, Layer::Disputes(_)),
        has_any: |state| state.timeline.disputes().len() > 0,
        toggle: State::toggle_disputes,
    },
];

impl State {
    /// Shows the view of a name in the place of another that is on top; where it is shown, goes back from it.
    pub(super) fn switch_to_view(&mut self, name: &str) {
        let Some(wanted) = VIEWS.iter().find(|view| view.name == name) else { return };
        let top = self.layers.last();
        let other = VIEWS.iter().find(|view| view.name != name && top.is_some_and(view.is));
        let left = other.and_then(|other| {
            let left = self.layers.last().cloned();
            (other.toggle)(self);
            left
        });
        self.toggle_view(wanted);
        if !self.layers.last().is_some_and(wanted.is) {
            // It has nothing to show, and said so.
            self.layers.extend(left);
        }
    }

    /// Shows a view or goes back from it. One that lies under something else comes to light again, so that there is
    /// never more than one layer of it.
    fn toggle_view(&mut self, view: &View) {
        match self.layers.iter().position(view.is) {
            Some(below) if below + 1 < self.layers.len() => {
                self.layers.truncate(below + 1);
                self.measure_again();
            }
            _ => (view.toggle)(self),
        }
    }

    /// To the next or previous view that has anything to show; the panes are one of them.
    pub(super) fn go_to_view(&mut self, way: Way) {
        let here = self.layers.last().and_then(|layer| VIEWS.iter().position(|view| (view.is)(layer)));
        if let Some(here) = here {
            (VIEWS[here].toggle)(self);
        }
        let shown = |at: &usize| (VIEWS[*at].has_any)(self);
        let next = match (way, here) {
            (Way::Next, here) => (here.map_or(0, |here| here + 1)..VIEWS.len()).find(shown),
            (Way::Previous, here) => (0..here.unwrap_or(VIEWS.len())).rev().find(shown),
        };
        match next {
            Some(next) => self.toggle_view(&VIEWS[next]),
            None if here.is_none() => self.say("there is no other view of this timeline"),
            None => {}
        }
    }
}
