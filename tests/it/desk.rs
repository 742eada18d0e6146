//! The explorer as several tests use it: keys go in, a screen comes out.

use annals::load::Loaded;
use annals::tui::key::Key;
use annals::tui::origin::Origin;
use annals::tui::picture;
use annals::tui::state::State;
use annals::tui::theme::Theme;
use annals::tui::update::press;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

/// The explorer on a timeline that is in no file.
pub struct Explorer(pub State);

impl Explorer {
    pub fn on(loaded: Loaded, size: (u16, u16)) -> Self {
        Self(State::new(loaded, Origin::default(), Theme::DARK, size))
    }

    pub fn keys(mut self, keys: &str) -> Self {
        Key::of_line(keys).for_each(|key| drop(press(&mut self.0, &key)));
        self
    }

    /// Without colour and in ASCII.
    pub fn plain(mut self) -> Self {
        self.0.theme = Theme { colour: false, unicode: false, ..Theme::DARK };
        self
    }

    pub fn buffer(&self) -> Buffer {
        let area = Rect::new(0, 0, self.0.size.0, self.0.size.1);
        let mut buffer = Buffer::empty(area);
        (&self.0).render(area, &mut buffer);
        buffer
    }

    pub fn screen(&self) -> String {
        picture::text(&self.buffer())
    }

    /// The last line.
    pub fn footer(&self) -> String {
        self.screen().lines().last().unwrap_or_default().trim().to_owned()
    }
}
