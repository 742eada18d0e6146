//! The bytes of a file, a pipe or standard input, of which there may be too many.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError, SyncSender};
use std::thread;
use std::time::Duration;

use rayon::prelude::*;

use crate::model::progress::Progress;

/// The largest file that is read, in bytes; offsets in a file are 32 bits wide.
pub const LARGEST: u64 = 2 << 30;

/// How much of a file is read before it is told, in bytes, and by one thread before it takes the next of it.
const SLICE: usize = 4 << 20;

/// How much of a pipe is read at once, in bytes.
const PIECE: usize = 64 << 10;

/// All of a regular file, a large one on all cores.
pub fn of_file(mut file: File, progress: &Progress) -> io::Result<Vec<u8>> {
    let length = file.metadata()?.len();
    if length > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    // Zeroes that are asked for at once cost nothing until they are written over.
    let mut bytes = vec![0; usize::try_from(length).unwrap_or_default()];
    if bytes.len() <= SLICE {
        bytes.clear();
    } else {
        let read = |(nth, slice): (usize, &mut [u8])| read_at(&file, slice, nth * SLICE, progress);
        let counts: Vec<usize> = bytes.par_chunks_mut(SLICE).enumerate().map(read).collect::<io::Result<_>>()?;
        // A file that became shorter meanwhile ends with the first slice that is not full.
        let full = counts.iter().take_while(|count| **count == SLICE).count();
        bytes.truncate(full * SLICE + counts.get(full).unwrap_or(&0));
        file.seek(SeekFrom::Start(bytes.len() as u64))?;
    }
    // What was written behind meanwhile, and all of a file that does not know how long it is.
    of_stream(file, bytes, progress)
}

/// Fills a slice from a place of a file on; how many bytes there were.
fn read_at(file: &File, slice: &mut [u8], from: usize, progress: &Progress) -> io::Result<usize> {
    let mut count = 0;
    while count < slice.len() {
        match file.read_at(&mut slice[count..], (from + count) as u64) {
            Ok(0) => break,
            Ok(more) => count += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    progress.add(count as u64);
    Ok(count)
}

/// All that is still to come from a source, behind the bytes that there are.
pub fn of_stream(mut source: impl Read, mut bytes: Vec<u8>, progress: &Progress) -> io::Result<Vec<u8>> {
    loop {
        match source.by_ref().take(SLICE as u64).read_to_end(&mut bytes)? {
            0 => return Ok(bytes),
            count => progress.add(count as u64),
        }
        if bytes.len() as u64 > LARGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
    }
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
        let mut file = tempfile::tempfile().expect("a file");
        let bytes: Vec<u8> = (0..=250).cycle().take(SLICE + SLICE / 3).collect();
        file.write_all(&bytes).expect("written");
        let progress = Progress::default();
        progress.add_to_come(2 * bytes.len() as u64);
        assert!(of_file(file, &progress).expect("read") == bytes);
        assert_eq!(progress.percent(), 50);
    }
}
