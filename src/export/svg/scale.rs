//! Time on the page: an axis whose cells are hundredths of a point.

use super::measure::{LEFT, Pt, RIGHT, times};
use crate::model::axis::Axis;
use crate::model::date::When;

/// The cell of the labels: a letter with room around it, so that they stand apart on paper.
const LETTER: Pt = 800;

/// The stretch of time that is drawn.
pub struct Scale {
    fine: Axis,
    labels: Axis,
    offset: i32,
}

/// A date on the page: as wide as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Where it may begin.
    pub first: Pt,
    /// Where it may end.
    pub last: Pt,
    /// What it certainly covers.
    pub certain: Option<(Pt, Pt)>,
    /// It may begin before any time.
    pub open_begin: bool,
    /// It may end after any time.
    pub open_end: bool,
    /// `~` where it is approximate, `?` where its source is unsure, `%` for both.
    pub mark: Option<&'static str>,
}

/// A label at its place.
pub struct Tick {
    /// Where its time begins.
    pub at: Pt,
    /// The words.
    pub label: String,
    /// Does a greater unit begin here?
    pub major: bool,
    /// Is it the begin of a unit, and not only that of the axis?
    pub is_begin: bool,
}

impl Scale {
    /// The scale over all that these dates may mean; nothing without a bound.
    pub fn over(dates: &[&When]) -> Option<Self> {
        let over = |cell: Pt| Axis::over(dates.iter().copied(), usize::try_from((RIGHT - LEFT) / cell).ok()?);
        Some(Self { fine: over(1)?, labels: over(LETTER)?, offset: dates.first()?.offset() })
    }

    /// Where a date lies; nothing where that is outside.
    pub fn span(&self, date: &When) -> Option<Span> {
        let drawn = self.fine.draw(date)?;
        let place = |cell: usize| LEFT + times(cell, 1);
        Some(Span {
            first: place(drawn.first),
            last: place(drawn.last + 1),
            certain: drawn.certain.map(|(first, last)| (place(first), place(last + 1))),
            open_begin: drawn.open_begin,
            open_end: drawn.open_end,
            mark: match (date.is_approximate(), date.is_uncertain()) {
                (true, true) => Some("%"),
                (true, false) => Some("~"),
                (false, true) => Some("?"),
                (false, false) => None,
            },
        })
    }

    /// The labels from left to right.
    pub fn ticks(&self) -> Vec<Tick> {
        let ticks = self.labels.ticks().into_iter();
        let unit = self.labels.label_unit();
        ticks
            .map(|tick| Tick {
                at: LEFT + times(self.fine.cell(tick.instant), 1),
                is_begin: unit.floor(tick.instant, self.offset) == tick.instant,
                label: tick.label,
                major: tick.major,
            })
            .collect()
    }
}
