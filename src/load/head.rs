//! The beginning of a large file, which can be shown before all of it was read.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use memchr::{memmem, memrchr};

use crate::model::document::{Syntax, whole_part};
use crate::model::text::Whole;

use super::{Loaded, Unreadable, load, name_of, of_texts};

/// From how many bytes on files are shown before they are read whole: to read fewer takes no longer than a blink.
const LARGE: u64 = 2 << 20;

/// How many bytes of events are read for a beginning.
pub const BEGIN: usize = 128 << 10;

/// How many bytes may stand before the first event for it to be in the first frame, and for it to be looked for at all
/// before the whole is read.
const NEAR: usize = 1 << 20;
pub const FAR: usize = 64 << 20;

/// The key of the events, at the begin of its line.
pub const KEY: &[u8] = b"\nevents:";

/// How many more bytes are read while the first event is looked for.
const PIECE: usize = 512 << 10;

/// What there is to show at first.
#[derive(Debug, Clone, Default)]
pub struct Opened {
    /// The whole, or its beginning, of which nothing is known to be wrong.
    pub loaded: Loaded,
    /// Is it the whole?
    pub is_whole: bool,
}

/// Reads these files, or where they are large no more than can be shown first.
///
/// # Errors
/// As [`load`], where that can be told by now.
pub fn open(paths: &[PathBuf]) -> Result<Opened, Unreadable> {
    let begun = if is_large(paths) { paths.first().and_then(|path| begin(path)) } else { None };
    match begun {
        Some(loaded) => Ok(Opened { loaded, is_whole: false }),
        None => Ok(Opened { loaded: load(paths)?, is_whole: true }),
    }
}

/// Are these files so large together that to read them takes a while? Only of those that can be read again.
#[must_use]
pub fn is_large(paths: &[PathBuf]) -> bool {
    let size = |path: &PathBuf| fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|about| about.len());
    paths.iter().map(size).sum::<Option<u64>>().is_some_and(|size| size > LARGE)
}

/// The beginning of a file; nothing where it cannot be read, so that reading all of it will tell why.
fn begin(path: &Path) -> Option<Loaded> {
    let (bytes, first_event) = beginning(path, NEAR)?;
    let first = bytes[..bytes.len().min(BEGIN)].to_vec();
    first_event.and_then(|_| begun(path, bytes)).or_else(|| begun(path, first))
}

/// The first events of a file, with all that stands before them, where they come too late for [`open()`] but not later
/// than some 64 MiB; nothing where there are none.
#[must_use]
pub fn head(path: &Path) -> Option<Loaded> {
    let (bytes, first_event) = beginning(path, FAR)?;
    first_event?;
    begun(path, bytes)
}

/// The bytes of a file up to a while behind the key of its events, with where that ends, if it stands among so many
/// bytes. Of JSON no more than the first bytes: its events are not where a line says so.
fn beginning(path: &Path, within: usize) -> Option<(Vec<u8>, Option<usize>)> {
    let mut file = File::open(path).ok()?;
    let mut bytes = Vec::with_capacity(BEGIN);
    let mut read = |bytes: &mut Vec<u8>, count: usize| file.by_ref().take(count as u64).read_to_end(bytes).ok();
    let mut is_more = read(&mut bytes, BEGIN)? > 0;
    let is_json = bytes.trim_ascii_start().starts_with(b"{");
    let mut from = 0;
    while is_more && !is_json {
        if let Some(at) = memmem::find(&bytes[from..], KEY) {
            let events = from + at + KEY.len();
            let missing = (events + BEGIN).saturating_sub(bytes.len());
            read(&mut bytes, missing)?;
            return Some((bytes, Some(events)));
        }
        // The key may be cut in two.
        from = bytes.len().saturating_sub(KEY.len());
        let count = within.saturating_sub(bytes.len()).min(PIECE);
        is_more = read(&mut bytes, count)? > 0;
    }
    Some((bytes, None))
}

/// The lines of the beginning of a file, if they are text; none without a line that ends.
pub fn text_of(mut bytes: Vec<u8>) -> Option<String> {
    bytes.truncate(memrchr(b'\n', &bytes).map_or(0, |end| end + 1));
    String::from_utf8(bytes).ok()
}

/// What is whole in the beginning of a file.
fn begun(path: &Path, bytes: Vec<u8>) -> Option<Loaded> {
    let mut text = text_of(bytes).filter(|text| !text.contains('\0'))?;
    let name = name_of(path);
    cut(&name, &mut text);
    Some(Loaded { findings: Vec::new(), ..of_texts(vec![(name, text)]) })
}

/// Cuts the beginning of a file behind what is whole in it.
fn cut(name: &str, begun: &mut String) {
    let syntax = Syntax::of(name, begun);
    let text = Arc::new(std::mem::take(begun));
    let whole = whole_part(&Whole::new(&text), syntax);
    *begun = Arc::unwrap_or_clone(text);
    begun.truncate(whole.unwrap_or(0));
}
