//! The closed lists of words of the format, read with "did you mean".

use crate::model::finding::Finding;

use super::field::{Faults, Field, is_its_own_ref, short};
use super::node::Node;
use super::quick::{Input, Words};
use super::value::Value;

/// Declares a closed list of words as an enum that is read with "did you mean".
macro_rules! words {
    ($(#[$doc:meta])* $name:ident, $wanted:literal { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// Every word of the list.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// The word as it is written.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// The variant of a word.
            #[must_use]
            pub fn of_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }

        impl Field for $name {
            is_its_own_ref!();

            fn read(node: &Node, faults: &mut Faults) -> Option<Self> {
                let list = Self::WORDS.join(", ");
                let Some(word) = node.scalar() else {
                    faults.wrong_kind(node, $wanted, &format!("write one of {list}"));
                    return None;
                };
                let known = Self::of_word(word);
                if known.is_none() {
                    let message = format!("{} is one of {list}, not `{}`", $wanted, short(word));
                    faults.findings.push(Finding::error("word", node.place, message).did_you_mean(word, Self::WORDS.iter().copied()));
                }
                known
            }

            fn quick(input: &mut Input) -> Option<Self> {
                Self::of_word(Words::read(input)?.text)
            }

            fn write(&self) -> Option<Value> {
                Some(Value::Text(self.word().into()))
            }
        }
    };
}

words! {
    /// What sort of actor.
    Kind, "the kind of an actor" {
        /// A human being.
        Person = "person",
        /// A body with members or staff.
        Organisation = "organisation",
        /// A country.
        State = "state",
        /// People without a body: "critics", "officials".
        Group = "group",
    }
}

words! {
    /// Whose words a quote is made of.
    Voice, "the voice of a statement" {
        /// The speaker's own words.
        Direct = "direct",
        /// The source's words for what the speaker said.
        Indirect = "indirect",
    }
}

words! {
    /// How far a dispute has come.
    Status, "the status of a dispute" {
        /// Nobody can tell yet.
        Open = "open",
        /// The accounts clash for a reason that is known.
        Explained = "explained",
        /// A later account has taken the place of both.
        Superseded = "superseded",
    }
}

impl std::ops::Deref for Status {
    type Target = str;

    fn deref(&self) -> &str {
        self.word()
    }
}
