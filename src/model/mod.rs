//! What a timeline is: files, dates, records, references and questions; no I/O and no terminal.

pub mod among;
pub mod as_known;
pub mod attribution;
pub mod axis;
pub mod batch;
pub mod chain;
pub mod date;
pub mod document;
pub mod excerpt;
pub mod finding;
pub mod fold;
pub mod history;
pub mod identity;
pub mod lanes;
pub mod place;
pub mod plural;
pub mod progress;
pub mod query;
pub mod rhythm;
pub mod safe;
pub mod text;
pub mod timeline;
pub mod track;
pub mod turn;

pub mod unnamed;
pub mod verdict;
