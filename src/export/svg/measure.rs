//! Lengths on the page, in whole hundredths of a point, so that the same drawing has the same bytes everywhere.

/// A length or place: hundredths of a point, of which 72 are an inch.
pub type Pt = i64;

/// The width of the page: A4 across.
pub const PAGE: Pt = 84_189;

/// The room around the drawing.
pub const MARGIN: Pt = 2_600;

/// The width of what is drawn.
pub const CONTENT: Pt = PAGE - 2 * MARGIN;

/// The column of the lanes' names.
pub const NAMES: Pt = 12_400;

/// Where the axis begins and ends; beside it there is room for the arrows of open ends.
pub const LEFT: Pt = MARGIN + NAMES + 1_200;
pub const RIGHT: Pt = PAGE - MARGIN - 800;

/// A row of a lane: a line of text over the bar of its date.
pub const ROW: Pt = 1_420;

/// From the top of a row to the line that its letters stand on, and to its bar.
pub const BASELINE: Pt = 660;
pub const BAR: Pt = 890;
pub const BAR_HEIGHT: Pt = 340;

/// Sizes of letters, each with the height of its lines.
pub const TITLE: (Pt, Pt) = (1_500, 1_850);
pub const NAME: (Pt, Pt) = (800, 980);
pub const TEXT: (Pt, Pt) = (700, 920);

/// The length as it is written: `12`, `12.5`, `12.34`.
pub fn written(length: Pt) -> String {
    let sign = if length < 0 { "-" } else { "" };
    let (whole, rest) = (length.abs() / 100, length.abs() % 100);
    match rest {
        0 => format!("{sign}{whole}"),
        _ if rest % 10 == 0 => format!("{sign}{whole}.{}", rest / 10),
        _ => format!("{sign}{whole}.{rest:02}"),
    }
}

/// So many times a length.
pub fn times(count: usize, length: Pt) -> Pt {
    Pt::try_from(count).unwrap_or(Pt::MAX).saturating_mul(length)
}
