//! The whole screen from the state; nothing is changed by drawing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::action::Pane;
use super::layer::Layer;
use super::layout::screen;
use super::panes::{
    actors, axis, bookmarks, copy, disputes, events, findings, footer, header, help, lanes, picker, quotes, reader,
    silences, sources, track,
};
use super::state::State;

impl Widget for &State {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let screen = screen(self);
        if screen.tiny {
            header::render(self, area.intersection(screen.header), buf);
            return;
        }
        header::render(self, screen.header, buf);
        if screen.banner.height > 0 {
            header::render_banner(self, screen.banner, buf);
        }
        if screen.known.height > 0 {
            header::render_known(self, screen.known, buf);
        }
        axis::render(self, screen.axis, buf);
        // The lanes hide the panes wholly, and are drawn often.
        let in_sight = if self.lanes().is_some() { &[][..] } else { &Pane::ALL };
        for pane in in_sight.iter().copied() {
            let area = screen.pane(pane);
            if area.height < 2 || area.width < 4 {
                continue;
            }
            match pane {
                Pane::Events => events::render(self, area, buf),
                Pane::Actors => actors::render(self, area, buf),
                Pane::Quotes => quotes::render(self, area, buf),
            }
        }
        for layer in &self.layers {
            match layer {
                Layer::Reader(top) => reader::render(self, *top, screen.view, buf),
                Layer::Copy(reading) => copy::render(self, reading, screen.view, buf),
                Layer::Sources(at) => sources::render(self, *at, screen.view, buf),
                Layer::Findings(at) => findings::render(self, *at, screen.view, buf),
                // Below another view they are laid out for its axis, and out of sight.
                Layer::Lanes(_) if self.lanes_on_top().is_none() => {}
                Layer::Lanes(view) => lanes::render(self, view, screen.view, buf),
                Layer::Disputes(seat) => disputes::render(self, *seat, screen.view, buf),
                Layer::Track(positions) => track::render(self, positions, screen.view, buf),
                Layer::Silences(silences) => silences::render(self, silences, screen.view, buf),
                Layer::Help(top) => help::render(self, *top, screen.view, buf),
                Layer::Picker(picker) => picker::render(self, picker, screen.view, buf),
                Layer::Bookmark(_) => bookmarks::render(self, screen.view, buf),
                Layer::Prompt(_) | Layer::Question(_) => {}
            }
        }
        footer::render(self, screen.footer, buf);
    }
}
