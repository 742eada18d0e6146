//! The text of a file, a pipe or standard input, of which there may be too much.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::Duration;

use memchr::memmem;

use crate::model::document::Reread;
use crate::model::progress::Progress;
use crate::model::threads::each_at_once;

/// The largest file that is read, in bytes; offsets in a file are 32 bits wide.
pub const LARGEST: u64 = 2 << 30;

/// How much is read before it is told, in bytes.
const SLICE: usize = 1 << 20;

/// How many slices are read before they are put together.
const AHEAD: usize = 2;

/// How much of a pipe is read at once, in bytes.
const PIECE: usize = 64 << 10;

/// What was read: text, or where it is none, its bytes up to there at least.
pub type Content = Result<String, FromUtf8Error>;

/// All of a regular file.
///
/// # Errors
/// What it cannot be read for.
pub fn of_file(file: File, progress: &Progress) -> io::Result<Content> {
    let length = file.metadata()?.len();
    if length > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let length = usize::try_from(length).unwrap_or_default();
    let bytes = if length > SLICE { on_all_cores(&file, length, progress)? } else { Vec::with_capacity(length) };
    rest_of(file, bytes, progress)
}

/// All of a file of which these bytes were read. It may be longer than it said, and there are files without an end that
/// say nothing.
fn rest_of(mut file: File, mut bytes: Vec<u8>, progress: &Progress) -> io::Result<Content> {
    file.seek(SeekFrom::Start(bytes.len() as u64))?;
    let more = LARGEST + 1 - bytes.len() as u64;
    progress.add(file.take(more).read_to_end(&mut bytes)? as u64);
    if bytes.len() as u64 > LARGEST { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(String::from_utf8(bytes)) }
}

/// The first bytes of a file, as many as these; none where it was cut short meanwhile, since nobody knows how much of it
/// stands where it stood.
fn on_all_cores(file: &File, length: usize, progress: &Progress) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length];
    if !fill(file, &mut bytes, 0, progress)? {
        bytes.clear();
    }
    Ok(bytes)
}

/// Reads these bytes of a file from a place on, of which it is told how many were; false where it has fewer. To put them
/// into fresh memory takes longer than to read them, and every core can do it: by threads of its own, since who waits for
/// a disk holds up all that others want of a pool.
///
/// # Errors
/// What they cannot be read for.
pub fn fill(file: &dyn Reread, bytes: &mut [u8], from: usize, progress: &Progress) -> io::Result<bool> {
    let mut slices: Vec<&mut [u8]> = bytes.chunks_mut(SLICE).collect();
    let stopped = OnceLock::new();
    each_at_once(&mut slices, 1, |nth, slice| {
        if stopped.get().is_some() {
            return;
        }
        match file.fill(slice, from + nth * SLICE) {
            Ok(count) if count == slice.len() => progress.add(count as u64),
            // The first that stopped tells of all.
            read => drop(stopped.set(read)),
        }
    });
    stopped.into_inner().map_or(Ok(true), |stopped| stopped.map(|_| false))
}

/// Reads bytes that are the beginning of a file from one of them on, no further than a word needs that is looked for:
/// up to which byte they are read, and behind which one the word ends, if it is there. What was read before them, up to
/// `from`, may be its begin; it is not looked for in there. Nothing where the file has fewer bytes.
///
/// # Errors
/// As [`fill`].
pub fn fill_until(
    file: &dyn Reread,
    bytes: &mut [u8],
    from: usize,
    word: &[u8],
) -> io::Result<Option<(usize, Option<usize>)>> {
    let mut slices: Vec<&mut [u8]> = bytes[from..].chunks_mut(SLICE).collect();
    let count = slices.len();
    // Every slice up to the one that holds it is read, since they are taken in order.
    let (last, stopped) = (AtomicUsize::new(count), OnceLock::new());
    each_at_once(&mut slices, 1, |nth, slice| {
        if stopped.get().is_some() || nth > last.load(Ordering::Relaxed) {
            return;
        }
        match file.fill(slice, from + nth * SLICE) {
            Ok(count) if count == slice.len() => {
                if memmem::find(slice, word).is_some() {
                    last.fetch_min(nth, Ordering::Relaxed);
                }
            }
            read => drop(stopped.set(read)),
        }
    });
    if let Some(stopped) = stopped.into_inner() {
        return stopped.map(|_| None);
    }
    let last = last.into_inner();
    let read = bytes.len().min(from + (last + 1) * SLICE);
    let find = |within: Range<usize>| Some(within.start + memmem::find(&bytes[within], word)? + word.len());
    // It may be cut in two.
    let begins = (0..count.min(last + 1)).map(|nth| from + nth * SLICE);
    let cut = begins.clone().find_map(|at| find(at.saturating_sub(word.len())..read.min(at + word.len())));
    Ok(Some((read, cut.or_else(|| find(begins.clone().next_back()?..read)))))
}

impl Reread for File {
    fn fill(&self, mut bytes: &mut [u8], from: usize) -> io::Result<usize> {
        let mut read = 0;
        while !bytes.is_empty() {
            match read_at(self, bytes, (from + read) as u64) {
                Ok(0) => break,
                Ok(count) => {
                    bytes = &mut bytes[count..];
                    read += count;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(read)
    }
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], from: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, bytes, from)
}

#[cfg(windows)]
fn read_at(file: &File, bytes: &mut [u8], from: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, bytes, from)
}

/// All of a stream.
///
/// To put bytes into fresh memory takes as long as to read them into memory that was used before and to look at them
/// there: so one thread reads slices of text, and the other puts them together.
///
/// # Errors
/// What it cannot be read for.
pub fn of_stream(source: impl Read + Send, progress: &Progress) -> io::Result<Content> {
    let (slices, come) = mpsc::sync_channel(AHEAD);
    let (used, free) = mpsc::sync_channel(2 * AHEAD);
    thread::scope(|scope| {
        scope.spawn(move || read_in_slices(source, &slices, &free, progress));
        let mut text = String::new();
        for slice in come {
            match slice? {
                Ok(slice) => {
                    text.push_str(&slice);
                    // Where there are enough of them, one more is not missed.
                    let _ = used.try_send(slice.into_bytes());
                }
                Err(fault) => {
                    let bytes = [text.into_bytes(), fault.into_bytes()].concat();
                    return Ok(String::from_utf8(bytes));
                }
            }
        }
        Ok(Ok(text))
    })
}

/// Sends the text of a source in slices, until the end, a fault, or nobody listens any more. Memory that is free again
/// is used before any other.
fn read_in_slices(
    mut source: impl Read,
    slices: &SyncSender<io::Result<Content>>,
    free: &Receiver<Vec<u8>>,
    progress: &Progress,
) {
    let (mut rest, mut whole) = (Vec::new(), 0);
    loop {
        let mut slice = free.try_recv().unwrap_or_else(|_| Vec::with_capacity(2 * SLICE));
        slice.clear();
        slice.append(&mut rest);
        let read = source.by_ref().take(SLICE as u64).read_to_end(&mut slice);
        let count = *read.as_ref().unwrap_or(&0);
        progress.add(count as u64);
        whole += count as u64;
        let is_over = count == 0;
        if !is_over {
            // Its last character may go on in the next one.
            rest = slice.split_off(last_character(&slice));
        }
        let slice = match read {
            Ok(_) if whole > LARGEST => Err(io::ErrorKind::FileTooLarge.into()),
            read => read.map(|_| String::from_utf8(slice)),
        };
        if slices.send(slice).is_err() || is_over {
            return;
        }
    }
}

/// Where the last character begins, if it is not ASCII; else the end.
fn last_character(bytes: &[u8]) -> usize {
    let is_begin = |byte: &u8| byte & 0xc0 != 0x80;
    bytes.iter().rposition(is_begin).filter(|begin| !bytes[*begin].is_ascii()).unwrap_or(bytes.len())
}

/// Reads a pipe or device on a thread of its own, since opening one may already block for ever; it is
/// given up when nothing has come for as long as `patience`.
pub fn of_pipe(path: PathBuf, patience: Duration) -> io::Result<Vec<u8>> {
    let (pieces, come) = mpsc::sync_channel(4);
    thread::spawn(move || read_in_pieces(&path, &pieces));
    let mut bytes = Vec::new();
    loop {
        match come.recv_timeout(patience) {
            Ok(piece) => bytes.extend(piece?),
            Err(RecvTimeoutError::Disconnected) => return Ok(bytes),
            Err(RecvTimeoutError::Timeout) => return Err(io::ErrorKind::TimedOut.into()),
        }
        if bytes.len() as u64 > LARGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
    }
}

/// Sends every piece as it comes, until the end, a fault, or nobody listens any more.
fn read_in_pieces(path: &Path, pieces: &SyncSender<io::Result<Vec<u8>>>) {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) => return pieces.send(Err(error)).unwrap_or_default(),
    };
    loop {
        let mut piece = vec![0; PIECE];
        let told = match file.read(&mut piece) {
            Ok(0) => return,
            Ok(length) => {
                piece.truncate(length);
                pieces.send(Ok(piece))
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(()),
            Err(error) => return pieces.send(Err(error)).unwrap_or_default(),
        };
        if told.is_err() {
            return;
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::fs;
    use std::io::Write;
    use std::process::Command;

    /// A named pipe, in a folder that is removed with it.
    pub fn pipe() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("pipe");
        assert!(Command::new("mkfifo").arg(&path).status().expect("mkfifo runs").success());
        (folder, path)
    }

    #[test]
    fn a_pipe_without_a_writer_is_given_up() {
        let (_folder, path) = pipe();
        let error = of_pipe(path, Duration::from_millis(50)).expect_err("nobody writes");
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }

    #[test]
    fn a_slow_pipe_is_waited_for_while_it_still_says_something() {
        let (_folder, path) = pipe();
        let target = path.clone();
        let writer = thread::spawn(move || {
            let mut pipe = fs::OpenOptions::new().write(true).open(target)?;
            for letter in b"events: []" {
                thread::sleep(Duration::from_millis(100));
                pipe.write_all(&[*letter])?;
            }
            Ok::<(), io::Error>(())
        });
        let read = of_pipe(path, Duration::from_millis(700));
        writer.join().expect("no panic").expect("written");
        assert_eq!(read.expect("it ends"), b"events: []");
    }

    #[test]
    fn a_file_of_many_slices_is_read_whole() {
        for letters in ["plain", "Zażółć gęślą jaźń", "日本語", "\u{1f3f4}a"] {
            let mut file = tempfile::tempfile().expect("a file");
            let text = letters.repeat(5 * SLICE / 2 / letters.len());
            file.write_all(text.as_bytes()).expect("written");
            file.rewind().expect("a file");
            let progress = Progress::default();
            progress.add_to_come(2 * text.len() as u64);
            assert!(of_file(file, &progress).expect("read").expect("text") == text);
            assert_eq!(progress.percent(), 50);
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_cut_short_or_grown_meanwhile_is_read_as_it_is_then() {
        let text = "Zażółć gęślą jaźń\n".repeat(SLICE / 8);
        for length in [text.len() - 1, text.len(), text.len() + 1, 2 * text.len()] {
            let mut file = tempfile::tempfile().expect("a file");
            file.write_all(text.as_bytes()).expect("written");
            let read = on_all_cores(&file, length, &Progress::default()).expect("read");
            assert!(if length > text.len() { read.is_empty() } else { read == text.as_bytes()[..length] }, "{length}");
            assert!(rest_of(file, read, &Progress::default()).expect("read").expect("text") == text, "{length}");
        }
    }

    #[test]
    fn a_word_is_found_wherever_it_stands_among_the_slices() {
        const WORD: &[u8] = b"\nevents:";
        let (from, length) = (1000, 1000 + 3 * SLICE + 17);
        let until = |content: &[u8], length: usize| {
            let mut file = tempfile::tempfile().expect("a file");
            file.write_all(content).expect("written");
            let mut bytes = vec![0; length];
            bytes[..from].copy_from_slice(&content[..from]);
            let found = fill_until(&file, &mut bytes, from, WORD).expect("it can be read");
            found.map(|(read, end)| (bytes[..read] == content[..read], read, end))
        };
        let borders = [from, from + SLICE, from + 2 * SLICE, from + 3 * SLICE];
        for at in borders.into_iter().flat_map(|border| border + 1 - WORD.len()..=border) {
            let mut content = vec![b'.'; length];
            content[at..at + WORD.len()].copy_from_slice(WORD);
            let (is_read, read, end) = until(&content, length).expect("it is as long as that");
            assert!(is_read && read >= at + WORD.len() && end == Some(at + WORD.len()), "{at}: {read}, {end:?}");
            content[length - WORD.len()..].copy_from_slice(WORD);
            assert_eq!(until(&content, length).expect("as long").2, Some(at + WORD.len()), "the first of two");
        }
        assert_eq!(until(&vec![b'.'; length], length), Some((true, length, None)), "nowhere");
        assert_eq!(until(&vec![b'.'; from], from), Some((true, from, None)), "nothing is left to be read");
        assert_eq!(until(&vec![b'.'; length], length + 1), None, "the file is shorter");
    }

    #[test]
    fn where_text_ends_that_is_none_is_told_from_the_begin() {
        for at in [0, 1, SLICE - 2, SLICE - 1, SLICE, SLICE + 1, 2 * SLICE + 7] {
            for (fault, behind) in
                [("\u{e9}".as_bytes(), 0), (b"\xe9", 0), (b"\xf0\x9f", 0), (b"\xe9", SLICE), (b"\x80", 9)]
            {
                let bytes = [&vec![b'a'; at], fault, &vec![b'b'; behind]].concat();
                let read = of_stream(&bytes[..], &Progress::default()).expect("read");
                let told = read.map_err(|fault| fault.utf8_error().valid_up_to());
                assert_eq!(told, String::from_utf8(bytes).map_err(|fault| fault.utf8_error().valid_up_to()), "{at}");
            }
        }
    }
}
