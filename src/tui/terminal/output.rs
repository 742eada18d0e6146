//! The bytes of a frame, held back until they can be written in one go.

use std::io::{self, Write};

use super::modes;

/// Collects what is written and sends it at each flush, as long as the screen is ours.
#[derive(Default)]
pub struct Output(Vec<u8>);

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let sent = modes::send(&self.0);
        self.0.clear();
        sent
    }
}
