//! What a quote is found to be once it is held against the kept copy of its source.

/// A verdict on one quote; it would rather say that a quote is not there than find a wrong place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The words stand in the copy, byte for byte.
    Exact,
    /// Equal once typography is folded.
    Normalised,
    /// Its parts around an elision or insertion stand in order, close together.
    Elided,
    /// It stands more than once, and the context does not decide.
    Ambiguous,
    /// Near words stand there, not these.
    Drifted,
    /// Neither these words nor near ones are there.
    Orphan,
    /// No kept copy of the source is here.
    NoCopy,
    /// The copy is not the one whose digest is recorded.
    ChangedCopy,
}

impl Verdict {
    /// Every verdict, from the best to the worst that can be said of a kept copy.
    pub const ALL: [Self; 8] = [
        Self::Exact,
        Self::Normalised,
        Self::Elided,
        Self::Ambiguous,
        Self::Drifted,
        Self::Orphan,
        Self::NoCopy,
        Self::ChangedCopy,
    ];

    /// The word for programs, as JSON and `verdict:` have it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Normalised => "normalised",
            Self::Elided => "elided",
            Self::Ambiguous => "ambiguous",
            Self::Drifted => "drifted",
            Self::Orphan => "orphan",
            Self::NoCopy => "no-copy",
            Self::ChangedCopy => "changed-copy",
        }
    }

    /// The word for people.
    #[must_use]
    pub fn words(self) -> String {
        self.word().replace('-', " ")
    }

    /// What it means, for help and docs.
    #[must_use]
    pub const fn doc(self) -> &'static str {
        match self {
            Self::Exact => "the words stand in the copy, byte for byte",
            Self::Normalised => "the same words; only typography differs, and what differs is shown",
            Self::Elided => "its parts around […] or [words put in] stand in order, close together; the gap is shown",
            Self::Ambiguous => "stands more than once, and `prefix` and `suffix` do not decide which is meant",
            Self::Drifted => "near words stand there, not these; the difference is shown",
            Self::Orphan => "not there, nor anything near",
            Self::NoCopy => "the source has no kept copy here",
            Self::ChangedCopy => "the copy's SHA-256 is not the recorded one",
        }
    }

    /// The verdict of a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.word() == word)
    }

    /// Does it prove that the source has these very words?
    #[must_use]
    pub const fn is_proved(self) -> bool {
        matches!(self, Self::Exact | Self::Normalised)
    }

    /// Was there a copy, and it does not bear the quote out? An elided quote is neither that nor proved.
    #[must_use]
    pub const fn is_refuted(self) -> bool {
        matches!(self, Self::Ambiguous | Self::Drifted | Self::Orphan | Self::ChangedCopy)
    }
}
