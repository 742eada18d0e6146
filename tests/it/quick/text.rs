//! Timelines as people may write them, made by chance: every field, in many styles, now and then a wrong one.

use super::dice::Dice;

/// What a key takes.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Id,
    Date,
    Bool,
    One(&'static [&'static str]),
    Words,
    Records(&'static [Row]),
}

/// A key, whether it must be there, and what it takes.
type Row = (&'static str, bool, Kind);

const VOICE: &[&str] = &["direct", "indirect"];
const ROLE: &[Row] = &[("title", true, Kind::Text), ("held", false, Kind::Date)];
const ACTOR: &[Row] = &[
    ("name", true, Kind::Text),
    ("kind", false, Kind::One(&["person", "organisation", "state", "group"])),
    ("aliases", false, Kind::Words),
    ("member_of", false, Kind::Words),
    ("roles", false, Kind::Records(ROLE)),
    ("note", false, Kind::Text),
];
const SOURCE: &[Row] = &[
    ("title", false, Kind::Text),
    ("published", false, Kind::Date),
    ("url", false, Kind::Text),
    ("sha256", false, Kind::Text),
    ("share", false, Kind::Bool),
    ("cites", false, Kind::Words),
    ("note", true, Kind::Text),
];
const EVIDENCE: &[Row] = &[
    ("source", true, Kind::Text),
    ("quote", false, Kind::Text),
    ("date", false, Kind::Date),
    ("prefix", false, Kind::Text),
];
const STATEMENT: &[Row] = &[
    ("id", false, Kind::Id),
    ("speaker", true, Kind::Text),
    ("voice", false, Kind::One(VOICE)),
    ("quote", false, Kind::Text),
    ("source", false, Kind::Text),
    ("via", false, Kind::Words),
    ("said", false, Kind::Date),
    ("topics", false, Kind::Words),
    ("suffix", false, Kind::Text),
];
const EVENT: &[Row] = &[
    ("id", false, Kind::Id),
    ("date", false, Kind::Date),
    ("earliest", false, Kind::Date),
    ("printed", false, Kind::Text),
    ("title", true, Kind::Text),
    ("summary", false, Kind::Text),
    ("actors", false, Kind::Words),
    ("tags", false, Kind::Words),
    ("note", false, Kind::Text),
    ("evidence", false, Kind::Records(EVIDENCE)),
    ("statements", false, Kind::Records(STATEMENT)),
];
const SIDE: &[Row] = &[("event", false, Kind::Text), ("holds", true, Kind::Text), ("quote", false, Kind::Text)];
const DISPUTE: &[Row] = &[
    ("question", true, Kind::Text),
    ("status", false, Kind::One(&["open", "explained", "superseded"])),
    ("sides", false, Kind::Records(SIDE)),
];

const DATES: &[&str] = &[
    "2024",
    "2024-03",
    "2024-03-05",
    "2024-03~",
    "2024?",
    "195X",
    "19XX%",
    "2024-03-05/2024-04",
    "../2024",
    "2024/..",
    "2024-03-05T10:30",
    "2024-03-05T10:30:00Z",
    "[2024, 2025]",
    "2024-21",
    "-0044",
    "2024/",
];

const NO_DATES: &[&str] = &["2024-02-30", "soon", "2024-13", "2025/2024", "2024-03-05T25:00"];

/// Words without anything that YAML would take for a sign.
const PLAIN: &[&str] = &[
    "the bridge",
    "it's cracked",
    "a, b",
    "http://x.example/a:b",
    "a#b",
    "say \"so\" now",
    "été",
    "日本 語",
    "“so” – he said",
    "2024",
    "0x1F",
    "1e5",
    "true",
    "012",
    "-5",
    "+1",
    ".5",
    "1_000",
    "a\\b",
    "naïve\u{a0}space",
    "(in brackets)",
    "x-y_z",
    "12:30",
    "$5",
    "a{b}c",
    "a [b] c",
    "~ about",
    "no",
    "=",
    "<",
    "/path",
    "a & b",
    "100 %",
    "what? yes!",
    "=x",
    "^",
    "a ",
];

/// Words that mean something else, or nothing, without quotes.
const ODD: &[&str] = &[
    "a: b",
    "a #b",
    "",
    " ",
    "null",
    "~",
    "NULL",
    "- dash",
    "-",
    "x:",
    "#x",
    "&a",
    "&a b",
    "*a",
    "!t",
    "!!str x",
    "[a]",
    "[a",
    "{a}",
    "{a: b}",
    "%x",
    "@x",
    "`x`",
    "? x",
    ": x",
    ", x",
    "...",
    "---",
    "--- x",
    "<<",
    "a\tb",
    "\tb",
    "\u{85}x",
    "\u{2028}",
    "\u{feff}x",
    "\u{7}",
    "\u{9f}",
    "\u{fffe}",
    "a\rb",
    "\"",
    "'",
    "\"a\" b",
    "'a' b",
    "|",
    ">",
    "| x",
    ">-",
    "\u{a0}",
    "\u{3000}",
    "a\0b",
    "]",
    "}",
    "\"\\q\"",
    "\"\\u00e9\"",
    "\"\\ud83d\\ude00\"",
    "'it''s'",
    "\"a\\\"b\\\\\"",
    "\"  \"",
    "\"\\x41\\_\\N\"",
    "\"open",
    "'open",
    "\"a\\tb\" # c",
    "\"\\L\\P\\e\\0\"",
    "a:",
    "::",
    "a ::b",
    ":a",
    "?a",
    "-a",
    "--a",
];

/// A text being written.
pub struct Writer<'d> {
    pub dice: &'d mut Dice,
    out: String,
    /// How often something odd comes: one in so many.
    odd: usize,
    step: usize,
    list_step: usize,
    noise: usize,
}

/// A timeline made by chance.
pub fn timeline(dice: &mut Dice) -> String {
    let odd = *dice.pick(&[15, 80, 400, 100_000, 100_000, 100_000, 100_000, 100_000]);
    let step = *dice.pick(&[1, 2, 2, 2, 3, 4, 8]);
    let list_step = *dice.pick(&[0, 0, 1, 2, 2, 4, 7]);
    let noise = *dice.pick(&[4, 20, 1000]);
    let mut writer = Writer { dice, out: String::new(), odd, step, list_step, noise };
    writer.root();
    let out = writer.out;
    match dice.below(24) {
        0 | 1 => out.replace('\n', "\r\n"),
        2 => out.trim_end().to_owned(),
        3 => format!("\u{feff}{out}"),
        4 => format!("---\n{out}"),
        5 => out + "   ",
        6 => out + "\n\n  \n# end\n",
        _ => out,
    }
}

impl Writer<'_> {
    fn is_odd(&mut self) -> bool {
        let odd = self.odd;
        self.dice.one_in(odd)
    }

    /// Blank lines and comments, in odd places too.
    fn noise(&mut self, column: usize) {
        while self.dice.one_in(self.noise) {
            let blanks = " ".repeat(*self.dice.pick(&[0, 0, 1, column, column + 2, 9]));
            let said = *self.dice.pick(&["\n", "\n", "# a comment: with - [signs\n", "#\n", "#x\n", "# ü “\n"]);
            self.out.push_str(&blanks);
            self.out.push_str(said);
        }
    }

    /// What may stand behind a value in its line.
    fn end(&mut self) {
        let end = *self.dice.pick(&["\n", "\n", "\n", "\n", "\n", "\n", "\n", " \n", " # c\n", "   #c: d\n"]);
        self.out.push_str(end);
    }

    fn root(&mut self) {
        self.noise(0);
        let mut keys =
            vec!["annals", "title", "summary", "timezone", "sources", "actors", "events", "disputes", "views"];
        if self.dice.one_in(3) {
            let at = self.dice.below(keys.len());
            let key = keys.remove(at);
            keys.push(key);
        }
        for key in keys {
            if key != "events" && self.dice.one_in(3) || self.is_odd() {
                continue;
            }
            self.noise(0);
            match key {
                "annals" => self.out.push_str("annals: 1\n"),
                "timezone" => {
                    let zone = *self.dice.pick(&["UTC", "\"+02:00\"", "+01:00", "'-05:30'"]);
                    self.out.push_str(&format!("timezone: {zone}\n"));
                }
                "sources" => self.keyed("sources", SOURCE),
                "actors" => self.keyed("actors", ACTOR),
                "events" => self.value("events", Kind::Records(EVENT), 0),
                "disputes" => self.value("disputes", Kind::Records(DISPUTE), 0),
                "views" => self.out.push_str("views:\n  busiest: actor:a\n  other: 'tag:b'\n"),
                _ => self.value(key, Kind::Text, 0),
            }
        }
        if self.dice.one_in(9) {
            self.out.push_str("x-own:\n  any: [thing, {a: 1}]\n");
        }
    }

    fn keyed(&mut self, key: &str, rows: &'static [Row]) {
        self.out.push_str(&format!("{key}:"));
        self.end();
        let column = self.step;
        for nth in 0..=self.dice.below(3) {
            self.noise(column);
            let id = if self.is_odd() { "Not A Slug".to_owned() } else { format!("a{nth}") };
            self.out.push_str(&" ".repeat(column));
            self.out.push_str(&format!("{id}:"));
            if key == "actors" && self.dice.one_in(3) {
                self.out.push_str(" Ama Osei");
                self.end();
            } else if self.dice.one_in(4) {
                self.out.push(' ');
                self.flow_map(rows);
                self.end();
            } else {
                self.end();
                self.record(rows, column + self.step, false);
            }
        }
    }

    /// The lines of a record; the first goes on behind what is written of its line.
    fn record(&mut self, rows: &'static [Row], column: usize, mut is_begun: bool) {
        for (key, is_needed, kind) in rows {
            if !(*is_needed || self.dice.one_in(3) || is_begun && self.dice.one_in(2)) || self.is_odd() {
                continue;
            }
            if !std::mem::take(&mut is_begun) {
                self.noise(column);
                let odd = usize::from(self.is_odd());
                self.out.push_str(&" ".repeat(column + odd));
            }
            let key = if self.is_odd() {
                *self.dice.pick(&["title", "unknown", "\"title\"", "? a", "id ", "Title"])
            } else {
                key
            };
            self.value(key, *kind, column);
        }
        if is_begun {
            self.value(rows[0].0, rows[0].2, column);
        }
    }

    /// A key of a map in this column, with its value.
    fn value(&mut self, key: &str, kind: Kind, column: usize) {
        self.out.push_str(key);
        self.out.push(':');
        match kind {
            Kind::Records(rows) if rows.len() < 5 && self.dice.one_in(5) => {
                self.out.push_str(" [");
                for nth in 0..=self.dice.below(2) {
                    self.out.push_str(if nth == 0 { "" } else { ", " });
                    self.flow_map(rows);
                }
                self.out.push(']');
                self.end();
            }
            Kind::Records(rows) => {
                self.end();
                let list = column + self.list_step;
                for _ in 0..=self.dice.below(3) {
                    self.noise(list);
                    self.out.push_str(&" ".repeat(list));
                    if rows.len() < 12 && self.dice.one_in(5) {
                        self.out.push_str("- ");
                        self.flow_map(rows);
                        self.end();
                        continue;
                    }
                    if self.dice.one_in(9) {
                        self.out.push('-');
                        self.end();
                        self.record(rows, list + self.step, false);
                    } else {
                        let gap = *self.dice.pick(&[1, 1, 1, 1, 3]);
                        self.out.push('-');
                        self.out.push_str(&" ".repeat(gap));
                        self.record(rows, list + 1 + gap, true);
                    }
                }
            }
            Kind::Words if self.dice.one_in(2) => {
                let gap = *self.dice.pick(&["", " "]);
                let items: Vec<String> = (0..self.dice.below(4)).map(|_| self.flow_scalar()).collect();
                self.out.push_str(&format!(" [{gap}{}{gap}]", items.join(*self.dice.pick(&[", ", ",", " , "]))));
                self.end();
            }
            Kind::Words => {
                self.end();
                let list = column + self.list_step;
                for _ in 0..=self.dice.below(3) {
                    self.noise(list);
                    self.out.push_str(&" ".repeat(list));
                    self.out.push_str("- ");
                    self.scalar(list);
                }
            }
            Kind::Text => {
                let gap = *self.dice.pick(&[" ", " ", " ", " ", "  "]);
                self.out.push_str(gap);
                self.scalar(column);
            }
            _ => {
                self.out.push(' ');
                let one = self.word(kind);
                self.out.push_str(&one);
                self.end();
            }
        }
    }

    /// A word of a closed kind.
    fn word(&mut self, kind: Kind) -> String {
        let word = match kind {
            Kind::Id => format!("id-{}", self.dice.below(1000)),
            Kind::Date if self.is_odd() => (*self.dice.pick(NO_DATES)).to_owned(),
            Kind::Date => (*self.dice.pick(DATES)).to_owned(),
            Kind::Bool => (*self.dice.pick(&["true", "false"])).to_owned(),
            Kind::One(words) => (*self.dice.pick(words)).to_owned(),
            _ => (*self.dice.pick(PLAIN)).to_owned(),
        };
        if word.starts_with('[') { format!("\"{word}\"") } else { word }
    }

    fn words(&mut self) -> String {
        let mut words = (*self.dice.pick(PLAIN)).to_owned();
        while self.dice.one_in(2) {
            words = format!("{words} {}", self.dice.pick(PLAIN));
        }
        words
    }

    /// A text behind a key or a `- ` of a map or list in this column, with its line end.
    fn scalar(&mut self, column: usize) {
        if self.is_odd() {
            let odd = *self.dice.pick(ODD);
            self.out.push_str(odd);
            self.end();
            return;
        }
        let words = self.words();
        match self.dice.below(10) {
            0..4 => self.out.push_str(words.trim_end()),
            4 => self.out.push_str(&format!("'{}'", words.replace('\'', "''"))),
            5 => {
                let space = *self.dice.pick(&[" ", "\\ ", "\\n"]);
                let escaped =
                    words.replace('\\', "\\\\").replace('"', "\\\"").replace('é', "\\u00e9").replace(' ', space);
                self.out.push_str(&format!("\"{escaped}\""));
            }
            6 => self.lines(column),
            _ => return self.block(column),
        }
        self.end();
    }

    /// A text that goes on in further lines.
    fn lines(&mut self, column: usize) {
        let quote = *self.dice.pick(&["", "", "\"", "'"]);
        let first = if quote.is_empty() { "begun" } else { *self.dice.pick(&["begun", "", " begun "]) };
        self.out.push_str(&format!("{quote}{first}"));
        for _ in 0..=self.dice.below(3) {
            let end = *self.dice.pick(if quote == "\"" {
                &["", " ", "\\", " \\", "\\ ", "\\t "]
            } else {
                &["", "", " ", "   "]
            });
            let blanks = *self.dice.pick(&["\n", "\n", "\n", "\n\n", "\n \n", "\n    \n\n"]);
            let indent = (column + 1 + self.dice.below(5)).saturating_sub(usize::from(self.is_odd()));
            let words = self.words().replace(['\'', '"', '\\'], "");
            let begin = *self.dice.pick(&["", "", "", "", "- ", "-", "* ", "&a", "?", "#"]);
            let begin = if quote.is_empty() && begin == "#" { "" } else { begin };
            self.out.push_str(&format!("{end}{blanks}{}{begin}{}", " ".repeat(indent), words.trim_end()));
        }
        let close = *self.dice.pick(&["", " ", "\n      "]);
        self.out.push_str(&format!("{}{quote}", if quote.is_empty() { "" } else { close }));
    }

    /// A text behind `|` or `>`.
    fn block(&mut self, column: usize) {
        let sign = *self.dice.pick(&["|", "|", "|", "|-", "|-", ">", ">", ">", ">-", ">-", ">-", "|+"]);
        let sign = if self.is_odd() { *self.dice.pick(&["|2", ">1-", ">+"]) } else { sign };
        self.out.push_str(sign);
        self.end();
        let indent = column + 1 + self.dice.below(4);
        for nth in 0..=self.dice.below(4) {
            while self.dice.one_in(6) {
                let blanks = if nth == 0 { 0 } else { self.dice.below(indent + 2) };
                self.out.push_str(&" ".repeat(blanks));
                self.out.push('\n');
            }
            let more = if nth > 0 && self.dice.one_in(6) { 2 } else { 0 };
            let less = usize::from(self.is_odd());
            self.out.push_str(&" ".repeat((indent + more).saturating_sub(less)));
            let words = if self.is_odd() { (*self.dice.pick(ODD)).to_owned() } else { self.words() };
            self.out.push_str(&words);
            let end = *self.dice.pick(&["\n", "\n", "\n", "\n", " \n", "# no comment\n"]);
            self.out.push_str(end);
        }
        while self.dice.one_in(5) {
            let blanks = self.dice.below(indent + 1);
            self.out.push_str(&" ".repeat(blanks));
            self.out.push('\n');
        }
    }

    fn flow_scalar(&mut self) -> String {
        if self.is_odd() {
            return (*self.dice.pick(ODD)).to_owned();
        }
        let words = self.words();
        match self.dice.below(6) {
            0 => format!("'{}'", words.replace('\'', "''")),
            1 => format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\"")),
            2 if self.is_odd() => words,
            _ => words.replace([',', '[', ']', '{', '}'], ""),
        }
    }

    fn flow_map(&mut self, rows: &'static [Row]) {
        let gap = *self.dice.pick(&["", " "]);
        let mut parts = Vec::new();
        for (key, is_needed, kind) in rows {
            if !*is_needed && !self.dice.one_in(3) || self.is_odd() {
                continue;
            }
            let value = match kind {
                Kind::Text => self.flow_scalar(),
                Kind::Words => {
                    let items: Vec<String> = (0..self.dice.below(3)).map(|_| self.flow_scalar()).collect();
                    format!("[{}]", items.join(", "))
                }
                Kind::Records(_) => continue,
                kind => self.word(*kind),
            };
            parts.push(format!("{key}:{}{value}", if self.is_odd() { "" } else { " " }));
        }
        self.out.push_str(&format!("{{{gap}{}{gap}}}", parts.join(", ")));
    }
}
