//! The beginning of a large file, which can be shown before all of it was read.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use memchr::{memchr, memmem, memrchr};

use crate::model::document::{Syntax, whole_part};
use crate::model::text::Whole;

use super::{Loaded, Unreadable, load, name_of, of_texts};

/// From how many bytes on files are shown before they are read whole: to read fewer takes no longer than a blink.
const LARGE: u64 = 2 << 20;

/// How many bytes of events are read for a beginning.
const BEGIN: usize = 128 << 10;

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
    let mut bytes = Vec::with_capacity(BEGIN);
    File::open(path).ok()?.take(BEGIN as u64).read_to_end(&mut bytes).ok()?;
    // Without a line that ends, there is nothing to begin with.
    bytes.truncate(memrchr(b'\n', &bytes).map_or(0, |end| end + 1));
    let mut text = String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))?;
    let name = name_of(path);
    cut(&name, &mut text);
    Some(Loaded { findings: Vec::new(), ..of_texts(vec![(name, text)]) })
}

/// The first events of a file, with all that stands before them, where they come too late for [`open()`].
#[must_use]
pub fn head(name: &str, text: &str) -> Option<Loaded> {
    const KEY: &[u8] = b"\nevents:";
    let events = memmem::find(text.as_bytes(), KEY)? + KEY.len();
    let wanted = events.saturating_add(BEGIN).min(text.len());
    let end = wanted + memchr(b'\n', &text.as_bytes()[wanted..])? + 1;
    let mut begun = text.get(..end)?.to_owned();
    cut(name, &mut begun);
    let loaded = of_texts(vec![(name.to_owned(), begun)]);
    Some(Loaded { findings: Vec::new(), ..loaded })
}

/// Cuts the beginning of a file behind what is whole in it.
fn cut(name: &str, begun: &mut String) {
    let syntax = Syntax::of(name, begun);
    let text = Arc::new(std::mem::take(begun));
    let whole = whole_part(&Whole::new(&text), syntax);
    *begun = Arc::unwrap_or_clone(text);
    begun.truncate(whole.unwrap_or(0));
}
