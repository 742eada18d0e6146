//! The quick reader: the common shape of YAML timelines, read line by line, as the full reader would read it or not at all.
//!
//! It knows block maps and lists, texts of one line, `|` and `>`, and lists and maps in brackets of one line, or of
//! several in JSON. Where it is not certain of every byte it gives way (`None`) and the full reader decides, which also
//! words every finding.

mod alone;
mod block;
mod collect;
mod event;
mod flow;
mod input;
mod items;
mod look;
mod many;
mod outline;
mod plain;
mod quoted;
mod sections;
mod stream;
mod words;

pub use event::{EventRead, ReadEvent, common_event, event};
pub use items::Piece;
pub use outline::{Outline, outline, whole_until};
pub use stream::{BEHIND, Stream};
pub use words::Words;

pub(super) use collect::{entry, keyed, list, record};
pub(super) use event::object;
pub(super) use input::{Input, is_common};
