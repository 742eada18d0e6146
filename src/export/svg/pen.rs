//! The few elements of SVG that a drawing is made of, escaped and nested.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::measure::{Pt, written};
use crate::model::safe::safe;

/// The colours: all of one grey scale but the ink of what is said, which is as dark as black in grey.
pub const INK: &str = "#14213d";
pub const MIDDLE: &str = "#5c6370";
pub const LINE: &str = "#d9dce1";
pub const STRONG_LINE: &str = "#aab0b9";
pub const BAND: &str = "#f3f4f6";
pub const PAPER: &str = "#ffffff";

/// An attribute: its name and its value.
pub type Attribute<'a> = (&'a str, String);

/// How words are set.
#[derive(Clone, Copy)]
pub struct Letters {
    /// The size of the letters.
    pub size: Pt,
    /// The weight, as SVG names it.
    pub weight: &'static str,
    /// The colour.
    pub fill: &'static str,
    /// Where they stand: `start`, `middle` or `end` at their place.
    pub anchor: &'static str,
}

/// Plain letters of a size.
pub const fn plain(size: Pt) -> Letters {
    Letters { size, weight: "normal", fill: INK, anchor: "start" }
}

/// Bold letters of a size.
pub const fn bold(size: Pt) -> Letters {
    Letters { weight: "bold", ..plain(size) }
}

/// How many things are drawn on one scrap, by one thread before it takes the next of them.
pub const PIECE: usize = 256;

/// Writes elements one after the other.
pub struct Pen<'w> {
    out: Writer<Paper<'w>>,
}

/// What a pen writes on.
enum Paper<'w> {
    Page(&'w mut dyn io::Write),
    /// A scrap, to be pasted into a page.
    Scrap(Vec<u8>),
}

impl io::Write for Paper<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Page(page) => page.write(bytes),
            Self::Scrap(scrap) => scrap.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Page(page) => page.flush(),
            Self::Scrap(_) => Ok(()),
        }
    }
}

impl<'w> Pen<'w> {
    /// A pen on an empty page.
    pub fn new(out: &'w mut dyn io::Write) -> io::Result<Self> {
        let mut out = Writer::new_with_indent(Paper::Page(out), b' ', 1);
        out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        Ok(Self { out })
    }

    /// What `draw` draws with a pen of its own, as it is to be pasted in behind an element, within so many others.
    pub fn scrap(depth: usize, draw: impl FnOnce(&mut Pen) -> io::Result<()>) -> io::Result<Vec<u8>> {
        let mut pen = Pen { out: Writer::new_with_indent(Paper::Scrap(Vec::new()), b' ', 1) };
        // Thrown away: of those others only how far they indent is wanted.
        (0..depth).try_for_each(|_| pen.open("g", &[]))?;
        *pen.out.get_mut() = Paper::Scrap(Vec::new());
        draw(&mut pen)?;
        match pen.out.into_inner() {
            Paper::Scrap(scrap) => Ok(scrap),
            Paper::Page(_) => Err(io::Error::other("a scrap was drawn on a page")),
        }
    }

    /// Pastes in what [`Pen::scrap`] has drawn.
    pub fn paste(&mut self, scrap: &[u8]) -> io::Result<()> {
        self.out.get_mut().write_all(scrap)
    }

    /// An element with others in it.
    pub fn within(
        &mut self,
        name: &str,
        attributes: &[Attribute],
        inside: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        self.open(name, attributes)?;
        inside(self)?;
        self.close(name)
    }

    /// The begin of an element with others in it.
    pub fn open(&mut self, name: &str, attributes: &[Attribute]) -> io::Result<()> {
        self.out.write_event(Event::Start(start(name, attributes)))
    }

    /// Its end.
    pub fn close(&mut self, name: &str) -> io::Result<()> {
        self.out.write_event(Event::End(BytesEnd::new(name)))
    }

    /// An element with nothing in it.
    pub fn put(&mut self, name: &str, attributes: &[Attribute]) -> io::Result<()> {
        self.out.write_event(Event::Empty(start(name, attributes)))
    }

    /// An element of words alone, made safe line by line.
    pub fn words(&mut self, name: &str, attributes: &[Attribute], words: &str) -> io::Result<()> {
        let safe: Vec<_> = words.split('\n').map(safe).collect();
        self.out
            .create_element(name)
            .with_attributes(borrowed(attributes))
            .write_text_content(BytesText::new(&safe.join("\n")))?;
        Ok(())
    }

    /// Words on a line; `more` are attributes of their own.
    pub fn text(&mut self, (x, y): (Pt, Pt), letters: Letters, more: &[Attribute], words: &str) -> io::Result<()> {
        let mut attributes = vec![("x", written(x)), ("y", written(y)), ("font-size", written(letters.size))];
        let usual = plain(letters.size);
        for (name, value, usual) in [
            ("font-weight", letters.weight, usual.weight),
            ("fill", letters.fill, usual.fill),
            ("text-anchor", letters.anchor, usual.anchor),
        ] {
            if value != usual {
                attributes.push((name, value.to_owned()));
            }
        }
        attributes.extend_from_slice(more);
        self.words("text", &attributes, words)
    }

    /// A rectangle from its left upper corner.
    pub fn rect(&mut self, (x, y): (Pt, Pt), (width, height): (Pt, Pt), more: &[Attribute]) -> io::Result<()> {
        let mut attributes = vec![("x", written(x)), ("y", written(y))];
        attributes.extend([("width", written(width)), ("height", written(height))]);
        attributes.extend_from_slice(more);
        self.put("rect", &attributes)
    }

    /// A line of a colour and a class.
    pub fn line(&mut self, (x, y): (Pt, Pt), (to_x, to_y): (Pt, Pt), stroke: &str, class: &str) -> io::Result<()> {
        let d = format!("M{} {}L{} {}", written(x), written(y), written(to_x), written(to_y));
        let paint = [("stroke", stroke.to_owned()), ("stroke-width", "0.5".to_owned())];
        self.put("path", &[[("class", class.to_owned()), ("d", d)], paint].concat())
    }

    /// The end of the file.
    pub fn end(self) -> io::Result<()> {
        self.out.into_inner().write_all(b"\n")
    }
}

fn start<'a>(name: &'a str, attributes: &'a [Attribute]) -> BytesStart<'a> {
    BytesStart::new(name).with_attributes(borrowed(attributes))
}

fn borrowed<'a>(attributes: &'a [Attribute]) -> impl Iterator<Item = (&'a str, &'a str)> {
    attributes.iter().map(|(name, value)| (*name, value.as_str()))
}
