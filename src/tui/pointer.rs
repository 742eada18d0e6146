//! What the mouse does: where it is pressed, dragged and let go, and its wheel.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use super::action::Way;

/// What is done with the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Touch {
    /// The left button goes down.
    Press,
    /// It moves while the left button is down.
    Drag,
    /// The left button goes up.
    Release,
    /// The wheel turns: down is [`Way::Next`].
    Wheel(Way),
}

/// Something done with the mouse, and the cell of the screen where: column and row, counted from nought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pointer {
    /// What.
    pub touch: Touch,
    /// Where.
    pub at: (u16, u16),
}

impl Pointer {
    /// What a terminal tells of the mouse; nothing for other buttons, and for moves without a button.
    #[must_use]
    pub fn of_event(event: MouseEvent) -> Option<Self> {
        let touch = match event.kind {
            MouseEventKind::Down(MouseButton::Left) => Touch::Press,
            MouseEventKind::Drag(MouseButton::Left) => Touch::Drag,
            MouseEventKind::Up(MouseButton::Left) => Touch::Release,
            MouseEventKind::ScrollDown => Touch::Wheel(Way::Next),
            MouseEventKind::ScrollUp => Touch::Wheel(Way::Previous),
            _ => return None,
        };
        Some(Self { touch, at: (event.column, event.row) })
    }
}
