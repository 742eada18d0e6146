//! The line of time cut into cells: where a date lies on it, and which time a cell is.

mod ruler;
mod ticks;
mod unit;

pub use ruler::Ruler;
pub use ticks::Tick;
pub use unit::Unit;

use std::cmp::Ordering;

use super::date::{DAY, Instant, When};

/// The stretch of time that is looked at, both ends inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Viewport {
    /// Its first second.
    pub from: Instant,
    /// Its last second.
    pub to: Instant,
}

impl Viewport {
    /// How many seconds it has.
    #[must_use]
    pub fn span(self) -> i64 {
        self.to.0.saturating_sub(self.from.0).saturating_add(1)
    }

    /// As long a stretch that begins at another time.
    #[must_use]
    pub fn begun_at(self, from: i64) -> Self {
        Self { from: Instant(from), to: Instant(from.saturating_add(self.span() - 1)) }
    }
}

/// A stretch of time drawn over `width` cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    from: Instant,
    to: Instant,
    width: usize,
    offset: i32,
}

/// How a date is drawn on an axis: cells from `first` to `last`, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drawn {
    /// The first cell in which it may lie.
    pub first: usize,
    /// The last cell in which it may lie.
    pub last: usize,
    /// The cells that it certainly covers: the sure part of an interval, or all of a date that is
    /// exact to the day or to a cell.
    pub certain: Option<(usize, usize)>,
    /// It may begin before any time.
    pub open_begin: bool,
    /// It may end after any time.
    pub open_end: bool,
}

impl Axis {
    /// The axis over everything that `dates` may mean, their open ends aside; nothing without a bound.
    #[must_use]
    pub fn over<'a>(dates: impl IntoIterator<Item = &'a When>, width: usize) -> Option<Self> {
        let mut bounds: Option<(Instant, Instant)> = None;
        let (mut offset, mut ends_there) = (0, true);
        for date in dates {
            ends_there &= date.latest().is_some() && date.earliest().is_none();
            offset = date.offset();
            for at in [date.begin().lo, date.begin().hi, date.end().lo, date.end().hi].into_iter().flatten() {
                bounds = Some(bounds.map_or((at, at), |(from, to)| (from.min(at), to.max(at))));
            }
        }
        let (from, to) = bounds?;
        // A day at least, before the only bound where nothing can lie behind it.
        let short = to.0.saturating_sub(from.0) < DAY - 1;
        let (from, to) = match short {
            true if ends_there => (Instant(to.0.saturating_sub(DAY - 1)), to),
            true => (from, Instant(from.0.saturating_add(DAY - 1))),
            false => (from, to),
        };
        (width > 0).then_some(Self { from, to, width, offset })
    }

    /// As many cells over another stretch of time.
    #[must_use]
    pub fn through(self, viewport: Viewport) -> Self {
        Self { from: viewport.from, to: viewport.to.max(viewport.from), ..self }
    }

    /// The stretch of time that it is over.
    #[must_use]
    pub fn viewport(&self) -> Viewport {
        Viewport { from: self.from, to: self.to }
    }

    /// How many cells it has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    fn cells(&self) -> i64 {
        i64::try_from(self.width).unwrap_or(i64::MAX)
    }

    /// The cell of an instant; what lies outside is in the cell at that end.
    #[must_use]
    pub fn cell(&self, at: Instant) -> usize {
        let (width, span) = (self.cells(), self.viewport().span());
        let along = at.0.saturating_sub(self.from.0).clamp(0, span - 1);
        // Cells are counted in 64 bits where they fit, which is all but geology; 128 are slow to divide.
        let cell = match along.checked_mul(width) {
            Some(scaled) => scaled / span,
            None => i64::try_from(i128::from(along) * i128::from(width) / i128::from(span)).unwrap_or(0),
        };
        usize::try_from(cell).unwrap_or(0)
    }

    /// The stretch of time that a cell is; behind the last cell stands that one.
    ///
    /// Where there are more cells than seconds, a cell without a second of its own is given the next one.
    #[must_use]
    pub fn stretch(&self, cell: usize) -> Viewport {
        let cell = cell.min(self.width - 1);
        let from = self.begin(cell);
        Viewport { from: Instant(from), to: Instant((self.begin(cell + 1) - 1).max(from)) }
    }

    /// The first second of a cell.
    fn begin(&self, cell: usize) -> i64 {
        let (width, span) = (self.cells(), self.viewport().span());
        let seconds = i64::try_from(cell).ok().and_then(|cell| cell.checked_mul(span)?.checked_add(width - 1));
        // As in [`Axis::cell`].
        let along = seconds.map_or_else(
            || i64::try_from((cell as i128 * i128::from(span) + i128::from(width) - 1) / i128::from(width)),
            |seconds| Ok(seconds / width),
        );
        along.unwrap_or(i64::MAX).saturating_add(self.from.0)
    }

    /// Where a date lies: before all of the axis, on it, or behind it.
    #[must_use]
    pub fn side(&self, date: &When) -> Ordering {
        if date.latest().is_some_and(|latest| latest < self.from) {
            Ordering::Less
        } else if date.earliest().is_some_and(|earliest| earliest > self.to) {
            Ordering::Greater
        } else {
            Ordering::Equal
        }
    }

    /// The first second of every cell, and behind them the first one behind the axis.
    #[must_use]
    pub fn starts(&self) -> Vec<i64> {
        let starts = (0..self.width).map(|cell| self.begin(cell));
        starts.chain([self.to.0.saturating_add(1)]).collect()
    }

    /// Where a date is drawn: as wide as it is, as far as the axis reaches; nothing where it lies outside.
    #[must_use]
    pub fn draw(&self, date: &When) -> Option<Drawn> {
        self.draw_by(date, |at| self.cell(at), |_, at| self.cell(at))
    }

    /// The same where `cell` gives the cell of an instant, and `cell_near` that of one which likely lies in a cell.
    fn draw_by(
        &self,
        date: &When,
        cell: impl Fn(Instant) -> usize,
        cell_near: impl Fn(usize, Instant) -> usize,
    ) -> Option<Drawn> {
        if self.side(date) != Ordering::Equal {
            return None;
        }
        let first = date.earliest().map_or(0, &cell);
        let last = date.latest().map_or(self.width - 1, &cell);
        let bounds = date.earliest().zip(date.latest());
        let exact = bounds.filter(|bounds| self.is_exact(*bounds, (first, last))).map(|_| (first, last));
        let covered = date.certain_span().filter(|(from, to)| *from <= self.to && *to >= self.from);
        let covered = covered.map(|(from, to)| (cell_near(first, from), cell_near(last, to)));
        Some(Drawn {
            first,
            last,
            certain: exact.or(covered).filter(|_| date.is_firm()),
            open_begin: date.earliest().is_none(),
            open_end: date.latest().is_none(),
        })
    }

    /// Is all of a date in these cells certain, which are as many as it takes?
    fn is_exact(&self, (from, to): (Instant, Instant), (first, last): (usize, usize)) -> bool {
        let is_here = from >= self.from && to <= self.to;
        first == last && is_here || is_exact((from, to))
    }

    /// The finest unit of which each group still has a cell of its own, or two for months.
    #[must_use]
    pub fn unit(&self) -> Unit {
        let fine = [(Unit::Minutes(1), 1), (Unit::Hours(1), 1), (Unit::Days(1), 1), (Unit::Months(1), 2)];
        let fitting = fine.into_iter().find(|(unit, cells)| self.fits(*unit, *cells));
        fitting.map_or_else(|| self.years(1), |(unit, _)| unit)
    }

    /// Has every group of a unit this many cells?
    fn fits(&self, unit: Unit, cells: i64) -> bool {
        let needed = i128::from(self.viewport().span()) * i128::from(cells);
        needed <= i128::from(self.cells()) * i128::from(unit.seconds())
    }

    /// Groups of 1, 2, 5, 10, 20, 50 … years, the least of which each has this many cells.
    fn years(&self, cells: i64) -> Unit {
        let mut steps = (0..18).flat_map(|power| [1, 2, 5].map(|first| Unit::Years(first * 10_i64.pow(power))));
        steps.find(|years| self.fits(*years, cells)).unwrap_or(Unit::Years(i64::MAX))
    }

    /// The begin of the group in which an instant lies.
    #[must_use]
    pub fn floor(&self, at: Instant) -> Instant {
        self.unit().floor(at, self.offset)
    }

    /// The begin of the group after that of an instant.
    #[must_use]
    pub fn next(&self, at: Instant) -> Instant {
        self.unit().next(at, self.offset)
    }
}

/// Is all of a date that is marked neither `~` nor `?` certain, however many cells it takes, from its first and its last
/// second? A day is as exact as most sources are.
#[must_use]
pub fn is_exact((from, to): (Instant, Instant)) -> bool {
    to.0.saturating_sub(from.0) < DAY
}
