//! The text of a page as its reader sees it: no scripts, no hidden parts, blocks on lines of their own.

use pulldown_cmark::{Options, Parser, html};
use scraper::node::Element;
use scraper::{Html, Node};

/// Elements whose content no reader sees.
const UNSEEN: &[&str] = &[
    "head", "script", "style", "template", "noscript", "iframe", "object", "canvas", "audio", "video", "datalist",
    "select", "textarea", "title",
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

/// The text of a page in HTML.
#[must_use]
pub fn of_html(page: &str) -> String {
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
                None => return seen.text,
            }
        }
    }
}

/// The text of a page in Markdown, with what is HTML in it.
#[must_use]
pub fn of_markdown(page: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
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
}

/// What stands between two words, the stronger the greater.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Between {
    #[default]
    Nothing,
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
            Node::Element(element) if is_unseen(element) => return false,
            Node::Element(element) => match element.name() {
                "br" => self.part(if self.between == Between::Line { Between::EmptyLine } else { Between::Line }),
                "q" => self.flow("“"),
                name => {
                    self.bound(name);
                    self.kept += usize::from(name == "pre");
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
                self.kept -= usize::from(name == "pre");
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
        }
    }

    fn part(&mut self, between: Between) {
        self.between = self.between.max(between);
    }

    /// Words in a line: white space between them is one blank.
    fn flow(&mut self, words: &str) {
        for letter in words.chars() {
            if letter.is_ascii_whitespace() {
                self.part(Between::Blank);
            } else {
                self.divide();
                self.text.push(letter);
            }
        }
    }

    /// Text whose white space counts.
    fn keep(&mut self, text: &str) {
        self.divide();
        self.text.push_str(text);
    }

    fn divide(&mut self) {
        let between = std::mem::take(&mut self.between);
        if !self.text.is_empty() {
            self.text.push_str(match between {
                Between::Nothing => "",
                Between::Blank => " ",
                Between::Cell => "\t",
                Between::Line => "\n",
                Between::EmptyLine => "\n\n",
            });
        }
    }
}

fn is_unseen(element: &Element) -> bool {
    let style = || element.attr("style").unwrap_or_default().replace(char::is_whitespace, "").to_lowercase();
    UNSEEN.contains(&element.name())
        || element.attr("hidden").is_some()
        || (element.attr("style").is_some()
            && ["display:none", "visibility:hidden"].iter().any(|hide| style().contains(hide)))
}
