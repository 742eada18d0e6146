//! Ways out of a timeline.

/// JSON, indented, with every character escaped that would act on a terminal or hide.
#[must_use]
pub fn ascii_safe_json(value: &impl serde::Serialize) -> String {
    let plain = serde_json::to_string_pretty(value).unwrap_or_default();
    let mut out = String::with_capacity(plain.len() + 1);
    for letter in plain.chars() {
        if letter != '\n' && crate::model::safe::is_hidden(letter) {
            let mut units = [0; 2];
            letter.encode_utf16(&mut units).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
        } else {
            out.push(letter);
        }
    }
    out.push('\n');
    out
}

/// placeholder until merge
pub struct Format {
    /// n
    pub name: &'static str,
    /// e
    pub extensions: &'static [&'static str],
}
/// f
pub const FORMATS: &[Format] = &[Format { name: "markdown", extensions: &["md"] }];
/// p
pub fn format_of_path(path: &std::path::Path) -> Option<&'static Format> {
    let e = path.extension()?.to_str()?;
    FORMATS.iter().find(|f| f.extensions.contains(&e))
}
pub struct Options;
impl Default for Options {
    fn default() -> Self {
        Options
    }
}
impl Format {
    pub fn write(
        &self,
        _e: &crate::model::excerpt::Excerpt,
        _o: &Options,
        _out: &mut dyn std::io::Write,
    ) -> std::io::Result<()> {
        Ok(())
    }
}
pub mod save {
    pub enum SaveFault {
        Exists,
        Io(std::io::Error),
    }
    impl std::fmt::Display for SaveFault {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("x")
        }
    }
    pub fn save(
        _p: &std::path::Path,
        _o: bool,
        _w: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>,
    ) -> Result<(), SaveFault> {
        Err(SaveFault::Io(std::io::Error::other("x")))
    }
}
