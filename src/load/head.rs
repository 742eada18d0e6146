//! The beginning of a large file, which can be shown before all of it was read.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use memchr::{memmem, memrchr};

use crate::model::document::{Reread, Syntax, whole_part};
use crate::model::progress::Progress;
use crate::model::text::Whole;

use super::bytes::{fill, fill_until};
use super::{Loaded, Unreadable, load, name_of, of_texts};

/// From how many bytes on files are shown before they are read whole: to read fewer takes no longer than a blink.
const LARGE: u64 = 2 << 20;

/// How many bytes of events are read for a beginning.
const BEGIN: usize = 128 << 10;

/// How many bytes may stand before the first event for it to be in the first frame, and for it to be looked for at all
/// before the whole is read.
const NEAR: usize = 1 << 20;
pub const FAR: usize = 64 << 20;

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
    let (bytes, first_event) = beginning_of(path, NEAR)?;
    let first = bytes[..bytes.len().min(BEGIN)].to_vec();
    first_event.and_then(|_| begun(path, bytes)).or_else(|| begun(path, first))
}

/// The first events of a file, with all that stands before them, where they come too late for [`open()`] but not later
/// than some 64 MiB; nothing where there are none.
#[must_use]
pub fn head(path: &Path) -> Option<Loaded> {
    let (bytes, first_event) = beginning_of(path, FAR)?;
    first_event?;
    begun(path, bytes)
}

fn beginning_of(path: &Path, within: usize) -> Option<(Vec<u8>, Option<usize>)> {
    let file = File::open(path).ok()?;
    let length = usize::try_from(file.metadata().ok()?.len()).ok()?;
    beginning(&file, length, within)
}

/// The bytes of a file up to a while behind the key of its events, with where that ends, if it stands among so many
/// bytes. Of JSON no more than the first bytes: its events are not where a line says so.
pub fn beginning(file: &dyn Reread, length: usize, within: usize) -> Option<(Vec<u8>, Option<usize>)> {
    const KEY: &[u8] = b"\nevents:";
    // Memory that nobody writes to is none.
    let mut bytes = vec![0; length.min(within + BEGIN)];
    let fill = |bytes: &mut [u8], from| fill(file, bytes, from, &Progress::default()).ok().filter(|is_whole| *is_whole);
    let first = BEGIN.min(bytes.len());
    fill(&mut bytes[..first], 0)?;
    if bytes[..first].trim_ascii_start().starts_with(b"{") {
        bytes.truncate(first);
        return Some((bytes, None));
    }
    let found = memmem::find(&bytes[..first], KEY).map(|at| at + KEY.len());
    let (read, found) = match found {
        Some(_) => (first, found),
        None => fill_until(file, &mut bytes[..length.min(within)], first, KEY).ok()??,
    };
    let end = found.map_or(read, |found| bytes.len().min(found + BEGIN));
    if end > read {
        fill(&mut bytes[read..end], read)?;
    }
    bytes.truncate(end);
    Some((bytes, found))
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
