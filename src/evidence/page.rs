//! The text of a page as its reader sees it: no scripts, no hidden parts, blocks on lines of their own.

use pulldown_cmark::{Options, Parser, html};
use scraper::node::Element;
use scraper::{Html, Node};

use super::nesting::is_too_deep;

/// Elements whose content no reader sees.
const UNSEEN: &[&str] = &[
    "head",
    "script",
    "style",
    "template",
    "noscript",
    "noframes",
    "noembed",
    "iframe",
    "object",
    "canvas",
    "audio",
    "video",
    "datalist",
    "select",
    "textarea",
    "title",
    "desc",
    "annotation",
    "progress",
    "meter",
    "rp",
];

/// Elements that stand on lines of their own, with an empty line around them.
const APART: &[&str] =
    &["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "dl", "table", "figure", "hr"];

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dt",
    "fieldset",
    "figcaption",
    "footer",
    "form",
    "header",
    "hgroup",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "option",
    "search",
    "section",
    "summary",
    "tbody",
    "tfoot",
    "thead",
    "tr",
];

/// Elements that are seen as something in the line that is no text.
const PICTURES: &[&str] =
    &["img", "svg", "object", "embed", "iframe", "canvas", "audio", "video", "input", "select", "textarea", "meter"];

/// The overlay with which struck letters are written, so that they are not taken for what is said.
const STRUCK: char = '\u{336}';

/// The text of a page in HTML.
///
/// # Errors
/// Where it would take minutes to read, in words.
pub fn of_html(page: &str) -> Result<String, String> {
    if is_too_deep(page) {
        return Err("its elements stand too deep in each other".to_owned());
    }
    let parsed = Html::parse_document(page);
    let mut seen = Seen::default();
    let mut node = parsed.tree.root();
    // By hand and not by recursion: a page may be nested as deep as it likes.
    loop {
        if seen.open(node.value())
            && let Some(child) = node.first_child()
        {
            node = child;
            continue;
        }
        loop {
            seen.close(node.value());
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            match node.parent() {
                Some(parent) => node = parent,
                None => return Ok(seen.text),
            }
        }
    }
}

/// The text of a page in Markdown, with what is HTML in it.
///
/// # Errors
/// As [`of_html`].
pub fn of_markdown(page: &str) -> Result<String, String> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut written = String::new();
    html::push_html(&mut written, Parser::new_ext(page, options));
    of_html(&written)
}

/// What has been seen of a page so far.
#[derive(Debug, Default)]
struct Seen {
    text: String,
    /// What stands between the text and what comes next.
    between: Between,
    /// How many elements around it keep their white space.
    kept: usize,
    /// How many elements around it are struck out.
    struck: usize,
    /// How many elements around it are raised or lowered.
    raised: usize,
    lowered: usize,
}

/// What stands between two words, the stronger the greater.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Between {
    #[default]
    Nothing,
    Picture,
    Blank,
    Cell,
    Line,
    EmptyLine,
}

impl Seen {
    /// Takes the begin of a node; false where what is in it is not seen.
    fn open(&mut self, node: &Node) -> bool {
        match node {
            Node::Text(text) if self.kept > 0 => self.keep(text),
            Node::Text(text) => self.flow(text),
            Node::Element(element) if is_unseen(element) => {
                if PICTURES.contains(&element.name()) && !is_hidden(element) {
                    self.part(Between::Picture);
                }
                return false;
            }
            Node::Element(element) => match element.name() {
                "br" => self.part(if self.between == Between::Line { Between::EmptyLine } else { Between::Line }),
                "q" => self.flow("“"),
                name => {
                    self.bound(name);
                    self.style(name).into_iter().for_each(|depth| *depth += 1);
                }
            },
            _ => {}
        }
        true
    }

    /// Takes the end of a node.
    fn close(&mut self, node: &Node) {
        let Node::Element(element) = node else { return };
        if is_unseen(element) {
            return;
        }
        match element.name() {
            "q" => self.flow("”"),
            name => {
                self.bound(name);
                self.style(name).into_iter().for_each(|depth| *depth -= 1);
            }
        }
    }

    fn bound(&mut self, name: &str) {
        if APART.contains(&name) {
            self.part(Between::EmptyLine);
        } else if BLOCKS.contains(&name) {
            self.part(Between::Line);
        } else if matches!(name, "td" | "th") {
            self.part(Between::Cell);
        } else if PICTURES.contains(&name) {
            self.part(Between::Picture);
        }
    }

    /// What an element does to the text in it, as the count of such elements.
    fn style(&mut self, name: &str) -> Option<&mut usize> {
        match name {
            "pre" => Some(&mut self.kept),
            "del" | "s" | "strike" => Some(&mut self.struck),
            "sup" => Some(&mut self.raised),
            "sub" => Some(&mut self.lowered),
            _ => None,
        }
    }

    fn part(&mut self, between: Between) {
        self.between = self.between.max(between);
    }

    /// Words in a line: white space between them is one blank.
    fn flow(&mut self, words: &str) {
        let shifted = self.is_shifted(words);
        for letter in words.chars() {
            if letter.is_ascii_whitespace() {
                self.part(Between::Blank);
            } else {
                self.divide();
                self.push(letter, shifted);
            }
        }
    }

    /// Is it a power, an index or the number of a note, that is no digit more of the number before it?
    fn is_shifted(&self, words: &str) -> bool {
        let digit = |letter: char| letter.is_ascii_digit() || "+-−".contains(letter);
        let behind = self.text.chars().next_back().is_some_and(|letter| letter.is_numeric());
        words.starts_with(digit) && (self.raised > 0 || (self.lowered > 0 && behind))
    }

    /// A sign as it is seen: raised or lowered digits as such, struck letters struck.
    fn push(&mut self, letter: char, shifted: bool) {
        let place = letter.to_digit(10).filter(|_| shifted).map_or(usize::MAX, |digit| digit as usize);
        let digits = if self.raised > 0 { "⁰¹²³⁴⁵⁶⁷⁸⁹" } else { "₀₁₂₃₄₅₆₇₈₉" };
        self.text.push(digits.chars().nth(place).unwrap_or(letter));
        if self.struck > 0 && !letter.is_whitespace() {
            self.text.push(STRUCK);
        }
    }

    /// Text whose white space counts.
    fn keep(&mut self, text: &str) {
        self.divide();
        let shifted = self.is_shifted(text);
        text.chars().for_each(|letter| self.push(letter, shifted));
    }

    fn divide(&mut self) {
        let between = std::mem::take(&mut self.between);
        if !self.text.is_empty() {
            self.text.push_str(match between {
                Between::Nothing => "",
                Between::Picture => "\u{fffc}",
                Between::Blank => " ",
                Between::Cell => " | ",
                Between::Line => "\n",
                Between::EmptyLine => "\n\n",
            });
        }
    }
}

fn is_unseen(element: &Element) -> bool {
    UNSEEN.contains(&element.name()) || is_hidden(element)
}

fn is_hidden(element: &Element) -> bool {
    let style = || element.attr("style").unwrap_or_default().replace(char::is_whitespace, "").to_lowercase();
    element.attr("hidden").is_some()
        || (element.attr("style").is_some()
            && ["display:none", "visibility:hidden"].iter().any(|hide| style().contains(hide)))
}
