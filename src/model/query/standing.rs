//! How the events of a batch stand to a question, with a place for those that bear no date.

use crate::model::batch::Part;
use crate::model::timeline::InTime;

/// How each event of a batch stands to a question.
///
/// There are four ways, each going less far than the next: it is not so; a time is asked for, and the event bears
/// none, so that it falls out whether the time is asked for or excluded; it may be so; it is so. A set holds the
/// events that go at least as far as it says, so that the weaker of two answers is an intersection, and the
/// stronger a union.
#[derive(Debug, Clone)]
pub struct Standings {
    /// Those that are not left out for sure.
    pub undated: Part,
    /// Of these, those for which it may be.
    pub possibly: Part,
    /// Of these, those for which it is.
    pub certainly: Part,
}

impl Standings {
    /// It is so for these, and not for any other.
    pub fn sure(part: Part) -> Self {
        Self { undated: part.clone(), possibly: part.clone(), certainly: part }
    }

    /// It may be so for some, and is so for some of these.
    pub fn vague(possibly: Part, certainly: Part) -> Self {
        Self { undated: possibly.clone(), possibly, certainly }
    }

    /// It may be so for none.
    pub fn none() -> Self {
        Self::sure(Part::default())
    }

    /// It is so for all.
    pub fn all() -> Self {
        Self::sure(!&Part::default())
    }

    /// Each as far as the weaker of its two answers.
    pub fn weaker(&self, other: &Self) -> Self {
        Self {
            undated: &self.undated & &other.undated,
            possibly: &self.possibly & &other.possibly,
            certainly: &self.certainly & &other.certainly,
        }
    }

    /// Each as far as the stronger of its two answers.
    pub fn stronger(&self, other: &Self) -> Self {
        Self {
            undated: &self.undated | &other.undated,
            possibly: &self.possibly | &other.possibly,
            certainly: &self.certainly | &other.certainly,
        }
    }

    /// What is not certain is not; for `from!:` and the like.
    pub fn only_certain(&self) -> Self {
        let Self { undated, possibly, certainly } = self;
        Self { undated: &(undated & &!possibly) | certainly, possibly: certainly.clone(), certainly: certainly.clone() }
    }

    /// The contrary: what may be may also not be, and what bears no date still bears none.
    pub fn contrary(&self) -> Self {
        let Self { undated, possibly, certainly } = self;
        let not = !undated;
        Self { undated: !certainly, possibly: &(possibly & &!certainly) | &not, certainly: not }
    }
}

impl From<InTime> for Standings {
    fn from(InTime { dated, possibly, certainly }: InTime) -> Self {
        Self { undated: &!&dated | &possibly, possibly, certainly }
    }
}
