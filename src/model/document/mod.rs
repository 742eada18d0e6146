//! The file as it is written: every record and field of version 1 of the format.

mod amend;
mod dated;
mod events;
mod field;
mod json;
mod lines;
pub mod node;
pub mod quick;
mod read;
mod record;
mod slug;
mod sources;
mod syntax;
mod texts;
mod unread;
mod value;
mod words;
mod write;

pub use amend::{Amended, Amendment, Change, amend};
pub use dated::{Dated, DatedRef};
pub use events::{Events, GivenUp, Met};
pub use field::{Recomputed, Version, short};
pub use read::{Parsed, Syntax, parse, parse_later, parse_whole, whole_part};
pub use record::Keyed;
pub use slug::{Id, SLUG, is_slug, slug};
pub use sources::Sources;
pub use texts::{Beside, Text};
pub use unread::{Held, Left, Lost, Reread, Unread};
pub use value::{Key, Value};
pub use words::{Kind, Status, Voice};
pub use write::to_yaml;

use field::{Faults, Field};
use node::Node;
use quick::Words;
use record::record;

record! {
    /// Where words come from: an article, a minute, a broadcast.
    Source, SourceRef, "a source" {
        /// Its headline.
        title: Option<Text>,
        /// Who published it.
        outlet: Option<Text>,
        /// Who wrote it.
        author: Option<Text>,
        /// When it came out.
        published: Option<Dated>,
        /// When the curator read it.
        accessed: Option<Dated>,
        /// Its language, as a BCP 47 tag.
        language: Option<Text>,
        /// Where it stands on the web.
        url: Option<Text>,
        /// Where an archive keeps it.
        archive: Option<Text>,
        /// The kept text, a path relative to the timeline.
        copy: Option<Text>,
        /// The SHA-256 of that copy, in hex.
        sha256: Option<Text>,
        /// Whether the copy may be handed on.
        share: bool,
        /// The sources this one has it from.
        cites: Vec<Text>,
        /// The curator's remark.
        note: Option<Text>,
    }
}

record! {
    /// An office or task that an actor has or had.
    Role, RoleRef, "a role" {
        /// Its name.
        title: Text,
        /// When it was held.
        held: Option<Dated>,
    }
}

record! {
    /// Who acts or speaks.
    Actor, ActorRef, "an actor" {
        /// The name to show.
        name: Text,
        /// Person, organisation, state or group.
        kind: Option<Kind>,
        /// Other spellings and names.
        aliases: Vec<Text>,
        /// The actors it belongs to.
        member_of: Vec<Text>,
        /// Its offices.
        roles: Vec<Role>,
        /// The curator's remark.
        note: Option<Text>,
    }

    with {
        fn of_text(node: &Node, faults: &mut Faults) -> Option<Self> {
            let name = Text::read(node, faults)?;
            Some(Self { written: name.place, name, ..Self::default() })
        }

        fn as_text(&self) -> Option<Value> {
            let only_name = self.kind.is_none() && self.aliases.is_empty() && self.member_of.is_empty() && self.roles.is_empty() && self.note.is_none();
            only_name.then(|| Value::Text(self.name.value.clone()))
        }
    }
    lent {
        fn of_words(name: Words<'t>) -> Option<Self> {
            Some(Self { written: name.place, name, ..Self::default() })
        }
    }
}

record! {
    /// A passage of a source that carries an event itself.
    Evidence, EvidenceRef, "a piece of evidence" {
        /// The source's id.
        source: Text,
        /// Its very words.
        quote: Option<Text>,
        /// Where in the source: "paragraph 3".
        at: Option<Text>,
        /// When this source dates the event, if otherwise.
        date: Option<Dated>,
        /// The words right before the quote, where it stands more than once (W3C text quote).
        prefix: Option<Beside>,
        /// The words right after it.
        suffix: Option<Beside>,
    }
}

record! {
    /// Who said what.
    Statement, StatementRef, "a statement" {
        /// An id to refer to it by.
        id: Option<Id>,
        /// The actor who says it.
        speaker: Text,
        /// The speaker's own words, or the source's words for them.
        voice: Option<Voice>,
        /// The very words of the source.
        quote: Option<Text>,
        /// What it says, in the curator's words.
        says: Option<Text>,
        /// The source's id.
        source: Option<Text>,
        /// Where in the source: "paragraph 3".
        at: Option<Text>,
        /// Through whom the source has it: ids of sources or actors, from the speaker on.
        via: Vec<Text>,
        /// When it was said, if not at the event's date.
        said: Option<Dated>,
        /// What it is about.
        topics: Vec<Text>,
        /// The statements that it takes back or changes.
        revises: Vec<Text>,
        /// The words right before the quote (W3C text quote).
        prefix: Option<Beside>,
        /// The words right after it.
        suffix: Option<Beside>,
        /// The curator's remark.
        note: Option<Text>,
    }
}

record! {
    /// Something that happened.
    Event, EventRef, "an event" {
        /// A link that survives edits.
        id: Option<Id>,
        /// When; nothing where it is not known.
        date: Option<Dated>,
        /// Worked out for readers of exports.
        earliest: Recomputed,
        /// Worked out for readers of exports.
        latest: Recomputed,
        /// The words the date was read from.
        printed: Option<Text>,
        /// One line.
        title: Text,
        /// One or two sentences of the curator's own.
        summary: Option<Text>,
        /// Where.
        place: Option<Text>,
        /// Who takes part.
        actors: Vec<Text>,
        /// Words to find it by.
        tags: Vec<Text>,
        /// The curator's remark.
        note: Option<Text>,
        /// Where an import had it from.
        imported: Option<Text>,
        /// The passages that carry it.
        evidence: Vec<Evidence>,
        /// Who said what.
        statements: Vec<Statement>,
    }
}

record! {
    /// One side of a dispute: an event or statement, or the very words of a source.
    Side, SideRef, "a side of a dispute" {
        /// The event that holds it.
        event: Option<Text>,
        /// The statement that holds it.
        statement: Option<Text>,
        /// The source that holds it.
        source: Option<Text>,
        /// The source's very words.
        quote: Option<Text>,
        /// Where in the source.
        at: Option<Text>,
        /// What it holds, in the curator's words.
        holds: Option<Text>,
        /// The words right before the quote (W3C text quote).
        prefix: Option<Beside>,
        /// The words right after it.
        suffix: Option<Beside>,
    }
}

record! {
    /// Accounts that clash.
    Dispute, DisputeRef, "a dispute" {
        /// What they clash about, in the curator's words.
        question: Text,
        /// Open, explained or superseded.
        status: Option<Status>,
        /// The accounts.
        sides: Vec<Side>,
        /// The curator's remark.
        note: Option<Text>,
    }
}

record! {
    /// A whole file.
    Document, DocumentRef, "a timeline" {
        /// The version of the format.
        annals: Version,
        /// What it is about.
        title: Option<Text>,
        /// The question it answers.
        summary: Option<Text>,
        /// The zone in which its days begin and its clocks without a zone run: `UTC`, `+02:00`.
        timezone: Option<Text>,
        /// Its sources by id.
        sources: Sources,
        /// Its actors by id.
        actors: Keyed<Actor>,
        /// Its events.
        events: Events,
        /// The accounts that clash.
        disputes: Vec<Dispute>,
        /// Named queries.
        views: Keyed<Text>,
    }
    beside {
        /// The root keys `x-…`, kept as they are, but that every key in them is text.
        extra: Vec<(Key, Value)>,
    }
    with {
        fn set_free(&mut self, key: &str, node: &Node) -> bool {
            let free = key.starts_with("x-");
            if free {
                self.extra.push((key.to_owned().into(), Value::from(node)));
            }
            free
        }

        fn free_fields(&self) -> &[(Key, Value)] {
            &self.extra
        }
    }
}
