//! How an event stands to a question, with a place for those that bear no date.

use crate::model::date::Answer;

/// An answer, or that an event without a date cannot give one. The order is that of how far it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It cannot be.
    No,
    /// A time is asked for, and the event bears none: it falls out, whether the time is asked for or excluded.
    Undated,
    /// It may be.
    Possibly,
    /// It is.
    Certainly,
}

impl Standing {
    /// Certainly or no.
    pub fn sure(holds: bool) -> Self {
        if holds { Self::Certainly } else { Self::No }
    }

    /// What is not certain is not; for `from!:` and the like.
    pub fn only_certain(self) -> Self {
        if self == Self::Possibly { Self::No } else { self }
    }

    /// As an answer, to which an event without a date is no.
    pub fn answer(self) -> Answer {
        match self {
            Self::No | Self::Undated => Answer::No,
            Self::Possibly => Answer::Possibly,
            Self::Certainly => Answer::Certainly,
        }
    }
}

impl From<Answer> for Standing {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::No => Self::No,
            Answer::Possibly => Self::Possibly,
            Answer::Certainly => Self::Certainly,
        }
    }
}

impl std::ops::Not for Standing {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::No => Self::Certainly,
            Self::Certainly => Self::No,
            Self::Undated | Self::Possibly => self,
        }
    }
}
