//! `annals verify` on files: kinds of copies, encodings, folders that are not left, and exit codes.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::{TempDir, tempdir};

use crate::annals::{Run, feed, run};

/// A timeline of sources with their copies, and quotes of them.
fn timeline(sources: &[(&str, &str)], quotes: &[(&str, &str)]) -> String {
    let mut yaml = String::from("annals: 1\nsources:\n");
    for (id, more) in sources {
        yaml.push_str(&format!("  {id}: {{ title: {id}, {more} }}\n"));
    }
    yaml.push_str("events:\n  - title: An event\n    date: 2024\n    evidence:\n");
    for (source, quote) in quotes {
        yaml.push_str(&format!("      - {{ source: {source}, quote: {} }}\n", Value::from(*quote)));
    }
    yaml
}

/// A folder with these files and a timeline of one source.
fn folder(copy: &str, bytes: &[u8], quotes: &[&str]) -> TempDir {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join(copy), bytes).unwrap();
    let quotes: Vec<(&str, &str)> = quotes.iter().map(|quote| ("s", *quote)).collect();
    let yaml = timeline(&[("s", &format!("copy: {copy}"))], &quotes);
    fs::write(folder.path().join("timeline.yaml"), yaml).unwrap();
    folder
}

fn rows(run: &Run) -> Vec<Value> {
    serde_json::from_str(&run.stdout).unwrap_or_else(|fault| panic!("{fault}: {run:?}"))
}

/// The rows of `annals verify` in a folder.
fn verify(folder: &Path, args: &[&str]) -> Vec<Value> {
    rows(&run(folder, &[&["verify", "--format", "json"], args].concat()))
}

fn verdicts(copy: &str, bytes: &[u8], quotes: &[&str]) -> Vec<String> {
    if quotes.is_empty() {
        return Vec::new();
    }
    let folder = folder(copy, bytes, quotes);
    let rows = verify(folder.path(), &[]);
    rows.iter().map(|row| row["verdict"].as_str().unwrap().to_owned()).collect()
}

/// Asserts that the first quotes are proved and the others are not.
fn holds(copy: &str, bytes: &[u8], proved: &[&str], not: &[&str]) {
    for (quote, verdict) in proved.iter().zip(verdicts(copy, bytes, proved)) {
        assert!(matches!(&*verdict, "exact" | "normalised"), "{copy}: {quote:?} is {verdict}");
    }
    for (quote, verdict) in not.iter().zip(verdicts(copy, bytes, not)) {
        assert!(matches!(&*verdict, "orphan" | "drifted"), "{copy}: {quote:?} is {verdict}");
    }
}

const PAGE: &str = r#"<!doctype html><html><head><title>Title of it</title><style>p { color: red of style }</style>
<script>var x = "words of a script";</script></head><body>
<p>One <b>bold</b> and <i>sla<u>nt</u>ed</i>&nbsp;word &amp; a caf&eacute;, &ldquo;quoted&rdquo; <q>anew</q>.<br>Next line</p>
<p hidden>words of a hidden one</p><p style="display : none">words not displayed</p>
<div style="visibility:hidden">words not visible</div><template>words of a template</template>
<noscript>words without script</noscript><noframes>words without frames</noframes><!-- words of a comment -->
<textarea>words of a field</textarea><p>We will <span style="display:none">not</span>send troops.</p>
<p>First paragraph ends</p><p>second paragraph begins</p>
<table><tr><td>Poland</td><td>12</td><td>345</td></tr><tr><td>France</td><td>6</td></tr></table>
<ul><li>item of one</li><li>item of two</li></ul>
<pre>kept   as
it is</pre>
<p>some 10<sup>2</sup> metres, in 2024<sup>[1]</sup> and H<sub>2</sub>O, the 5<sup>th</sup> day, note<sup>7</sup>.</p>
<p>They will <del>not</del> come, <s>3</s>5 of them.</p><p>over<wbr>promising and 5<img alt="." src="x.png">5 ships</p>
<p>ham&shy;mer <span>and<span> </span>nail</span></p></body></html>"#;

#[test]
fn a_page_is_what_its_reader_sees() {
    let seen = [
        "One bold and slanted word & a café, “quoted” “anew”",
        "anew”. Next line",
        "First paragraph ends second paragraph begins",
        "We will send troops",
        "Poland",
        "345",
        "item of one item of two",
        "kept as it is",
        "some 10² metres, in 2024[1] and H2O, the 5th day",
        "in 2024",
        "overpromising and",
        "hammer and nail",
    ];
    let unseen = [
        "Title of it",
        "color: red of style",
        "words of a script",
        "words of a hidden one",
        "words not displayed",
        "words not visible",
        "words of a template",
        "words without script",
        "words without frames",
        "words of a comment",
        "words of a field",
        "will not send",
        "12 345",
        "some 102 metres",
        "some 10",
        "will not come",
        "35 of them",
        "55 ships",
        "5 ships",
        "promising",
        "Poland 12",
    ];
    for name in ["page.html", "page.htm", "page.xhtml", "page.HTML"] {
        holds(name, PAGE.as_bytes(), &seen, &unseen);
    }
}

#[test]
fn markdown_is_what_it_is_drawn_as() {
    let page = "---\ntitle: of the front\n---\n# A heading\n\nSome *slan*ted and **bold [linked](https://a.example/path) words**,\n\
        hard wrapped \\* here. ~~Not~~ so.\n\n> A block\n> of quote\n\n| a | b |\n|---|---|\n| 10 | 200 |\n\n```\ncode   here\n```\n\
        <span hidden>words hidden</span>\n\n![words of a picture](x.png) https://b.example and &amp; `inline` code\n";
    let seen = [
        "A heading",
        "Some slanted and bold linked words, hard wrapped * here.",
        "A block of quote",
        "code here",
        "https://b.example and & inline code",
    ];
    let unseen = ["title: of the front", "a.example/path", "words hidden", "words of a picture", "10 200", "Not so"];
    holds("page.md", page.as_bytes(), &seen, &unseen);
    holds("page.markdown", page.as_bytes(), &seen, &unseen);
    holds("page.txt", page.as_bytes(), &["~~Not~~ so", "*slan*ted"], &["Some slanted"]);
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
}

#[test]
fn encodings_are_declared_or_found_out() {
    let text = "Le général a refusé: “no way”, a déclaré l’élève à Genève. Il était déjà très fatigué.";
    let quotes = ["général a refusé: “no way”, a déclaré", "à Genève"];
    let not = ["general a refuse", "à Geneve"];
    holds("a.txt", text.as_bytes(), &quotes, &not);
    holds("a.txt", format!("\u{feff}{text}").as_bytes(), &quotes, &not);
    holds("a.txt", &utf16(text, u16::to_le_bytes), &quotes, &not);
    holds("a.txt", &utf16(text, u16::to_be_bytes), &quotes, &not);
    let western: Vec<u8> = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    holds("a.txt", &western, &quotes, &not);
    let page = [b"<meta charset='iso-8859-1'><p>".to_vec(), western].concat();
    holds("a.html", &page, &quotes, &not);
    let russian = "Президент заявил, что войска не будут отправлены в этом году ни при каких условиях.";
    let cyrillic = encoding_rs::WINDOWS_1251.encode(russian).0.into_owned();
    let quotes = ["войска не будут отправлены"];
    holds("a.txt", &cyrillic, &quotes, &["войска будут отправлены"]);
    let page =
        [b"<meta http-equiv=Content-Type content='text/html; charset=windows-1251'><p>".to_vec(), cyrillic].concat();
    holds("a.html", &page, &quotes, &[]);
    let japanese = "首相は派兵しないと述べた。これは日本の文章です。";
    let shifted = encoding_rs::SHIFT_JIS.encode(japanese).0.into_owned();
    holds("a.txt", &shifted, &["首相は派兵しないと述べた"], &["首相は派兵し"]);
}

#[test]
fn offsets_count_scalars() {
    let text = "🇵🇱 𝕏 é“We go” 🚢 now, 𝕎𝕖 say.";
    let folder = folder("a.txt", format!("\u{feff}{text}").as_bytes(), &["We go", "now, 𝕎𝕖 say"]);
    for row in verify(folder.path(), &[]) {
        let at = |key: &str| row[key].as_u64().unwrap() as usize;
        let slice: String = text.chars().skip(at("start")).take(at("end") - at("start")).collect();
        assert_eq!(row["found"], slice.as_str());
        assert_eq!(row["found"], row["quote"]);
    }
}

/// Why the copy of the only source is refused; the quote is then without copy, and the run ends with 1.
fn refusal(folder: &Path) -> String {
    let run = run(folder, &["verify", "--format", "json"]);
    assert_eq!((run.code, rows(&run)[0]["verdict"].as_str()), (Some(1), Some("no-copy")), "{run:?}");
    run.stderr
}

#[test]
fn what_is_no_text_is_refused_by_name() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    for (copy, bytes, why) in [
        ("a.txt", &png[..], "it is not text"),
        ("a.txt", &b"\xff\xfea\0\0\xd8b\0"[..], "its encoding cannot be read"),
        ("a.txt", &b"%PDF-1.7 we go"[..], "it is a PDF; save its text"),
        ("a.pdf", &b"%PDF-1.7 we go"[..], "a copy is a file of text (.txt, .text, .md"),
        ("a", &b"we go"[..], "a copy is a file of text"),
    ] {
        let folder = folder(copy, bytes, &["we go"]);
        let told = refusal(folder.path());
        assert!(told.contains("the copy of `s` is refused: ") && told.contains(why), "{copy}: {told}");
    }
}

#[test]
fn an_address_is_no_copy() {
    let folder = tempdir().unwrap();
    let yaml = timeline(&[("s", "copy: \"https://gazette.example/bridge\"")], &[("s", "we go")]);
    fs::write(folder.path().join("timeline.yaml"), yaml).unwrap();
    assert!(refusal(folder.path()).contains("a copy is a file that is kept, not an address"));
}

#[test]
fn a_copy_over_the_cap_is_refused() {
    let folder = folder("a.txt", b"we go", &["we go"]);
    let file = fs::OpenOptions::new().write(true).open(folder.path().join("a.txt")).unwrap();
    file.set_len(33 << 20).unwrap();
    assert!(refusal(folder.path()).contains("it is too large: more than 32 MiB"));
}

#[test]
fn no_path_leads_out_of_the_folder() {
    let outer = tempdir().unwrap();
    let inner = outer.path().join("inner");
    fs::create_dir_all(inner.join("sub")).unwrap();
    fs::write(outer.path().join("secret.txt"), "we go").unwrap();
    fs::write(inner.join("sub/a.txt"), "we go").unwrap();
    let absolute = outer.path().join("secret.txt").display().to_string();
    for (copy, why) in [
        ("../secret.txt", "leads out of the folder"),
        ("sub/../../secret.txt", "leads out of the folder"),
        (&*absolute, "leads out of the folder"),
        ("sub", "it is not a file"),
        (".", "it is not a file"),
    ] {
        fs::write(inner.join("timeline.yaml"), timeline(&[("s", &format!("copy: {copy}"))], &[("s", "we go")]))
            .unwrap();
        let told = refusal(&inner);
        assert!(told.contains(why), "{copy}: {told}");
    }
    fs::write(inner.join("timeline.yaml"), timeline(&[("s", "copy: ./sub/a.txt")], &[("s", "we go")])).unwrap();
    assert_eq!(verify(&inner, &[])[0]["verdict"], "exact");
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_folder() {
    use std::os::unix::fs::symlink;
    let outer = tempdir().unwrap();
    let inner = outer.path().join("inner");
    fs::create_dir_all(inner.join("sub")).unwrap();
    fs::create_dir_all(outer.path().join("other")).unwrap();
    for place in ["secret.txt", "other/a.txt", "inner/sub/a.txt"] {
        fs::write(outer.path().join(place), "we go").unwrap();
    }
    symlink("../secret.txt", inner.join("out.txt")).unwrap();
    symlink("../other", inner.join("away")).unwrap();
    symlink("nowhere.txt", inner.join("dangling.txt")).unwrap();
    symlink("sub/a.txt", inner.join("in.txt")).unwrap();
    symlink("inner", outer.path().join("alias")).unwrap();
    rustix::fs::mknodat(
        rustix::fs::CWD,
        inner.join("pipe.txt"),
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::from_raw_mode(0o600),
        0,
    )
    .unwrap();
    for (copy, why) in [
        ("out.txt", "a link that leads out of its folder"),
        ("away/a.txt", "a link that leads out of its folder"),
        ("dangling.txt", "it cannot be read"),
        ("pipe.txt", "it is not a file"),
    ] {
        fs::write(inner.join("timeline.yaml"), timeline(&[("s", &format!("copy: {copy}"))], &[("s", "we go")]))
            .unwrap();
        let told = refusal(&inner);
        assert!(told.contains(why), "{copy}: {told}");
    }
    fs::write(inner.join("timeline.yaml"), timeline(&[("s", "copy: in.txt")], &[("s", "we go")])).unwrap();
    assert_eq!(verify(&inner, &[])[0]["verdict"], "exact", "a link within the folder");
    let aliased = verify(outer.path(), &["alias/timeline.yaml"]);
    assert_eq!(aliased[0]["verdict"], "exact", "the folder itself may be a link");
}

#[test]
fn folders_are_asked_in_order() {
    let folder = tempdir().unwrap();
    for (place, words) in [("one/a.txt", "first words"), ("two/a.txt", "second words"), ("two/b.txt", "other words")] {
        fs::create_dir_all(folder.path().join(place).parent().unwrap()).unwrap();
        fs::write(folder.path().join(place), words).unwrap();
    }
    let yaml = timeline(&[("a", "copy: a.txt"), ("b", "copy: b.txt")], &[("a", "first words"), ("b", "other words")]);
    fs::write(folder.path().join("timeline.yaml"), &yaml).unwrap();
    let verdicts = |args: &[&str]| -> Vec<String> {
        verify(folder.path(), args).iter().map(|row| row["verdict"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(verdicts(&[]), ["no-copy", "no-copy"]);
    assert_eq!(verdicts(&["--copies", "one", "--copies", "two"]), ["exact", "exact"]);
    assert_eq!(verdicts(&["--copies", "two", "--copies", "one"]), ["orphan", "exact"]);
    let missing = run(folder.path(), &["verify", "--copies", "nowhere", "--copies", "two"]);
    assert_eq!((missing.code, missing.stdout.as_str()), (Some(2), ""));
    assert!(missing.stderr.contains("cannot look for copies in nowhere: there is no such folder"), "{missing:?}");
    fs::write(folder.path().join("a.txt"), "first words").unwrap();
    assert_eq!(verdicts(&["--copies", "two"]), ["exact", "exact"], "the folder of the timeline comes first");
    let piped = feed(folder.path(), &["verify", "-", "--format", "json", "--copies", "two"], &yaml);
    assert_eq!((piped.code, rows(&piped).len()), (Some(0), 2));
}

#[test]
fn each_file_has_its_own_folder() {
    let folder = tempdir().unwrap();
    for (name, words) in [("x", "we go"), ("y", "we stay")] {
        fs::create_dir(folder.path().join(name)).unwrap();
        fs::write(folder.path().join(name).join("a.txt"), words).unwrap();
        let yaml = timeline(&[(name, "copy: a.txt")], &[(name, words)]);
        fs::write(folder.path().join(name).join("t.yaml"), yaml).unwrap();
    }
    let rows = verify(folder.path(), &["x/t.yaml", "y/t.yaml"]);
    assert!(rows.len() == 2 && rows.iter().all(|row| row["verdict"] == "exact"), "{rows:#?}");
}

#[test]
fn a_flipped_byte_names_the_quotes_that_depend_on_it() {
    let words = ["the first statement stands", "the second was withdrawn", "a third nobody believed"];
    let other = ["another source altogether", "with two quotes of it"];
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), words.join(". ")).unwrap();
    fs::write(folder.path().join("b.txt"), other.join(". ")).unwrap();
    let write = |sha: bool| {
        let hash = |name: &str| annals::evidence::copy::digest(&fs::read(folder.path().join(name)).unwrap());
        let hashed = |name: &str| if sha { format!(", sha256: {}", hash(name).to_uppercase()) } else { String::new() };
        let sources = [
            ("a", format!("copy: a.txt{}", hashed("a.txt"))),
            ("twin", format!("copy: a.txt{}", hashed("a.txt"))),
            ("b", format!("copy: b.txt{}", hashed("b.txt"))),
        ];
        let sources: Vec<(&str, &str)> = sources.iter().map(|(id, more)| (*id, more.as_str())).collect();
        let quotes = [("a", words[0]), ("a", words[1]), ("twin", words[2]), ("b", other[0]), ("b", other[1])];
        fs::write(folder.path().join("timeline.yaml"), timeline(&sources, &quotes)).unwrap();
    };
    let proved = || -> Vec<bool> { verify(folder.path(), &[]).iter().map(|row| row["verdict"] == "exact").collect() };
    let flip = |at: usize| {
        let mut bytes = fs::read(folder.path().join("a.txt")).unwrap();
        bytes[at] ^= 1;
        fs::write(folder.path().join("a.txt"), bytes).unwrap();
    };
    write(true);
    assert_eq!(proved(), [true; 5]);
    flip(30);
    assert_eq!(proved(), [false, false, false, true, true], "with a digest, all of its copy");
    let told = run(folder.path(), &["verify"]);
    assert!(told.code == Some(1) && told.stdout.contains("the words still stand in it"), "{told:?}");
    assert!(told.stdout.contains("the words stand in it no more"), "{told:?}");
    flip(30);
    write(false);
    for at in 0..words.join(". ").len() {
        flip(at);
        let second = words[0].len() + 2;
        let third = second + words[1].len() + 2;
        let holds = |start: usize, words: &str| (start..start + words.len()).contains(&at);
        // A full stop that becomes a slash joins two words; a blank that becomes an exclamation mark does not.
        let depends = [holds(0, words[0]), holds(second, words[1]), holds(third, words[2]), false, false];
        let found = proved();
        for (depends, found) in depends.into_iter().zip(&found) {
            assert_eq!(depends, !found, "byte {at}");
        }
        flip(at);
    }
}

#[test]
fn exit_codes_say_what_was_found() {
    let copy = b"We go now. We go later, said Holt. And that is all there is.";
    let code = |quotes: &[&str], args: &[&str]| {
        let folder = folder("a.txt", copy, quotes);
        run(folder.path(), &[&["verify"], args].concat()).code
    };
    let rows: &[(&[&str], &[&str], i32)] = &[
        (&["We go now"], &[], 0),
        (&["We go\nnow"], &["--strict"], 0),
        (&["We go"], &[], 1),
        (&["We went now"], &[], 1),
        (&["entirely other words than those"], &[], 1),
        (&["We go later […] that is all"], &[], 1),
        (&["We go later […] that is all"], &["--accept-elided"], 0),
        (&["We go later […] that is all", "We went now"], &["--accept-elided"], 1),
    ];
    for (quotes, args, wanted) in rows {
        assert_eq!(code(quotes, args), Some(*wanted), "{quotes:?} {args:?}");
    }
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("t.yaml"), timeline(&[("s", "outlet: x")], &[("s", "We go")])).unwrap();
    assert_eq!(run(folder.path(), &["verify", "t.yaml"]).code, Some(0), "no copy is no finding");
    assert_eq!(run(folder.path(), &["verify", "t.yaml", "--strict"]).code, Some(1));
    assert_eq!(run(folder.path(), &["verify", "t.yaml", "--strict", "--accept-elided"]).code, Some(1));
    fs::write(folder.path().join("broken.yaml"), "events: [").unwrap();
    assert_eq!(run(folder.path(), &["verify", "broken.yaml"]).code, Some(2));
    assert_eq!(run(folder.path(), &["verify", "missing.yaml"]).code, Some(2));
    assert_eq!(run(folder.path(), &["verify"]).code, Some(2));
}
