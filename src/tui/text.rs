//! Words fitted to cells: cut, wrapped and with matches marked, always made safe first.

use std::borrow::Cow;

use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::model::fold::Wanted;
use crate::model::safe::{safe, safe_lines};

/// How many cells a text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// `text`, safe and in one line, in at most `room` cells; `mark` stands where it was cut.
#[must_use]
pub fn cut<'a>(text: &'a str, room: usize, mark: &str) -> Cow<'a, str> {
    if text.len() <= room && text.bytes().all(|byte| (0x20..0x7f).contains(&byte)) {
        return Cow::Borrowed(text);
    }
    // A cell holds few characters, so a long text need not be read to its end.
    let looked_at = text.char_indices().nth((room + 1) * 16).map_or(text.len(), |(end, _)| end);
    let safe = safe(&text[..looked_at]);
    if looked_at == text.len() && safe.width() <= room {
        return safe;
    }
    let mut free = room.saturating_sub(mark.width());
    let mut out = String::new();
    for cluster in safe.graphemes(true) {
        let Some(rest) = free.checked_sub(cluster.width()) else { break };
        free = rest;
        out.push_str(cluster);
    }
    if room >= mark.width() {
        out.push_str(mark);
    }
    Cow::Owned(out)
}

/// `text` with blanks behind it to `room` cells, cut where it is longer.
#[must_use]
pub fn pad(text: &str, room: usize, mark: &str) -> String {
    let mut out = cut(text, room, mark).into_owned();
    let missing = room.saturating_sub(out.width());
    out.extend(std::iter::repeat_n(' ', missing));
    out
}

/// `text` as a line in which every stretch that is one of `words`, as [`Wanted`] finds them, has the `hit` style.
#[must_use]
pub fn mark(text: &str, words: &[&str], base: Style, hit: Style) -> Line<'static> {
    if words.is_empty() {
        return Line::from(Span::styled(text.to_owned(), base));
    }
    let mut hits = vec![false; text.len()];
    for stretch in words.iter().flat_map(|word| Wanted::new(word).stretches(text)) {
        hits[stretch].fill(true);
    }
    let mut spans = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = hits[start..].iter().position(|lit| *lit != hits[start]).map_or(text.len(), |run| start + run);
        spans.push(Span::styled(text[start..end].to_owned(), if hits[start] { base.patch(hit) } else { base }));
        start = end;
    }
    Line::from(spans)
}

/// A paragraph to be wrapped.
#[derive(Debug, Clone)]
pub struct Para {
    text: String,
    style: Style,
    indent: usize,
    hang: usize,
}

impl Para {
    /// Words in a style.
    #[must_use]
    pub fn new(text: impl Into<String>, style: Style) -> Self {
        Self { text: text.into(), style, indent: 0, hang: 0 }
    }

    /// An empty line.
    #[must_use]
    pub fn gap() -> Self {
        Self::new("", Style::new())
    }

    /// All its lines so many cells to the right.
    #[must_use]
    pub fn indent(mut self, cells: usize) -> Self {
        self.indent = cells;
        self
    }

    /// Its lines after the first so many cells further to the right.
    #[must_use]
    pub fn hang(mut self, cells: usize) -> Self {
        self.hang = cells;
        self
    }

    /// A mark and a blank before its first line, the others below its words.
    #[must_use]
    pub fn marked(mut self, mark: &str) -> Self {
        self.text = format!("{mark} {}", self.text);
        self.hang += width(mark) + 1;
        self
    }

    /// All its lines so many cells further to the right.
    #[must_use]
    pub fn further(mut self, cells: usize) -> Self {
        self.indent += cells;
        self
    }

    /// Its lines in `room` cells; no word is lost, the longest are broken.
    fn lines(&self, room: usize) -> Vec<String> {
        let safe = safe_lines(&self.text).replace('\t', " ");
        let room = room.max(1);
        let first = " ".repeat(self.indent.min(room / 2));
        let rest = " ".repeat((self.indent + self.hang).min(room / 2));
        let options = textwrap::Options::new(room).initial_indent(&first).subsequent_indent(&rest);
        if safe.is_empty() {
            vec![String::new()]
        } else {
            textwrap::wrap(&safe, options).into_iter().map(Cow::into_owned).collect()
        }
    }
}

/// Paragraphs as lines of at most `room` cells, matches of `words` in the `hit` style.
#[must_use]
pub fn lay(paras: &[Para], room: usize, words: &[&str], hit: Style) -> Vec<Line<'static>> {
    paras.iter().flat_map(|para| para.lines(room).into_iter().map(|line| mark(&line, words, para.style, hit))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cutting_counts_cells() {
        assert_eq!(cut("日本語", 5, "…"), "日本…");
        assert_eq!(cut("日本語", 6, "…"), "日本語");
        assert_eq!(cut("abc", 0, "…"), "");
        assert_eq!(cut(&"x".repeat(1_000_000), 3, "…"), "xx…");
        assert_eq!(pad("é", 3, "…"), "é  ");
    }

    #[test]
    fn matches_are_found_whatever_their_case_and_accents() {
        let hit = Style::new().bold();
        let line = mark("İstanbul and IŠTANBUL", &["stanbul"], Style::new(), hit);
        let lit: Vec<_> =
            line.spans.iter().filter(|span| span.style == hit).map(|span| span.content.as_ref()).collect();
        assert_eq!(lit, ["stanbul", "ŠTANBUL"]);
    }

    #[test]
    fn wrapping_keeps_every_word() {
        let para = Para::new("one two three fourfivesixseven", Style::new()).indent(2).hang(2);
        let lines: Vec<String> = lay(&[para], 10, &[], Style::new()).iter().map(ToString::to_string).collect();
        assert_eq!(lines, ["  one two", "    three", "    fourfi", "    vesixs", "    even"]);
    }
}
