//! Pictures of a screen: the cells of a buffer as text, as text with styles, as ANSI and as SVG.

mod ansi;
mod cells;
mod palette;
mod shapes;
mod styles;
mod svg;
mod text;

pub use ansi::ansi;
pub use palette::{DARK, LIGHT, Palette};
pub use styles::styles;
pub use svg::svg;
pub use text::text;
