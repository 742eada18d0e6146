//! A kept copy: its bytes, the digest of them, and the text that its reader sees.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::encoding::decode;
use super::page;
use super::text::CopyText;

/// The largest copy that is read, in bytes; an article is a thousandth of it.
pub const LARGEST: u64 = 32 << 20;

/// A way to the text of a copy.
pub struct Kind {
    /// The endings of its files.
    pub endings: &'static [&'static str],
    /// What is taken for the text, in one line.
    pub doc: &'static str,
    is_page: bool,
    text: fn(String) -> Result<String, String>,
}

/// Every kind of copy that is read.
pub const KINDS: &[Kind] = &[
    Kind { endings: &["txt", "text"], doc: "the text as it is", is_page: false, text: Ok },
    Kind {
        endings: &["md", "markdown"],
        doc: "the text as it is drawn, without marks and addresses of links",
        is_page: false,
        text: |text| page::of_markdown(&text),
    },
    Kind {
        endings: &["html", "htm", "xhtml"],
        doc: "the text as its reader sees it, without scripts and hidden parts",
        is_page: true,
        text: |text| page::of_html(&text),
    },
];

/// A kept copy that was read.
#[derive(Debug)]
pub struct Copy {
    /// Where it is.
    pub path: PathBuf,
    /// The SHA-256 of its bytes, in lower-case hex.
    pub sha256: String,
    /// Its text.
    pub text: CopyText,
}

impl Copy {
    /// Reads a copy.
    ///
    /// # Errors
    /// Why it is refused, in words: its kind is not known, it is too large, no text, or may not be read.
    pub fn read(path: &Path) -> Result<Self, String> {
        let kind = kind_of(path)?;
        let mut bytes = Vec::new();
        let read = File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
        read.map_err(|error| format!("it cannot be read: {error}"))?;
        if bytes.len() as u64 > LARGEST {
            return Err(format!("it is too large: more than {} MiB", LARGEST >> 20));
        }
        let text = (kind.text)(decode(&bytes, kind.is_page)?)?;
        Ok(Self { path: path.to_owned(), sha256: digest(&bytes), text: CopyText::new(text) })
    }
}

/// The SHA-256 of bytes, in lower-case hex.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

fn kind_of(path: &Path) -> Result<&'static Kind, String> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    KINDS.iter().find(|kind| kind.endings.contains(&&*ending)).ok_or_else(|| {
        let known: Vec<String> =
            KINDS.iter().flat_map(|kind| kind.endings).map(|ending| format!(".{ending}")).collect();
        format!("a copy is a file of text ({}); save it as one of them", known.join(", "))
    })
}
