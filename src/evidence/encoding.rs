//! Bytes as text: UTF-8, else the encoding that is declared or found out, else a refusal.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// How many bytes of a page are looked at for its declaration, as HTML has it.
const DECLARED_WITHIN: usize = 1024;

/// The text of these bytes, without a byte order mark. `is_page` looks for the declaration of HTML.
///
/// # Errors
/// What is the matter, in words: it is no text, or not in the encoding that it says or seems to be in.
pub fn decode(bytes: &[u8], is_page: bool) -> Result<String, String> {
    if bytes.starts_with(b"%PDF-") {
        return Err("it is a PDF; save its text".to_owned());
    }
    let declared = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    if declared.is_none() && bytes.contains(&0) {
        return Err("it is not text: there are zero bytes in it".to_owned());
    }
    if declared.is_none()
        && let Ok(text) = str::from_utf8(bytes)
    {
        return Ok(text.to_owned());
    }
    let declared = declared.or_else(|| is_page.then(|| declared_in(bytes)).flatten());
    let encoding = declared.unwrap_or_else(|| detected(bytes));
    let (text, used, is_faulty) = encoding.decode(bytes);
    if is_faulty || text.contains(is_odd) {
        let how = if declared.is_some() { "as it says" } else { "as it seems" };
        return Err(format!("its encoding cannot be read: it is neither UTF-8 nor {} {how}", used.name()));
    }
    Ok(text.into_owned())
}

/// `<meta charset=…>` or the like near the begin of a page.
fn declared_in(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED_WITHIN)]).to_ascii_lowercase();
    let behind = head.split("charset").nth(1)?.trim_start().strip_prefix('=')?.trim_start();
    let label = behind.trim_start_matches(['"', '\'']).split(['"', '\'', ';', '>', ' ', '/']).next()?;
    // A page that says UTF-16 in ASCII letters is none; and what is UTF-8 has been read as that already.
    Encoding::for_label_no_replacement(label.as_bytes())
        .filter(|encoding| encoding.is_ascii_compatible() && *encoding != UTF_8)
}

/// The encoding that the bytes look like. A guess that is wrong makes other letters of them, so that a quote
/// is not found rather than found wrongly.
fn detected(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Controls that no text has, as what is no text is full of.
fn is_odd(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}')
}
