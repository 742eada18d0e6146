//! Copies that change while the explorer is open, in a real terminal.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use annals::evidence::copy::digest;
use tempfile::{NamedTempFile, TempDir, tempdir};

use crate::pty::{Pty, annals};

const ARTICLE: &str = "Headline\n\nIt was seen by all who were there.\n\nNobody had thought it possible.\n";

/// A timeline of two quotes from a copy at this path, with these fields beside it.
fn timeline(copy: &str, beside: &str) -> String {
    let event = |nth: u32, quote: &str| {
        format!(
            "  - {{ id: e{nth}, date: 200{nth}, title: Event {nth}, evidence: [{{ source: s, quote: {quote} }}] }}\n"
        )
    };
    let events = [event(1, "seen by all who were there"), event(2, "Nobody had thought it possible")].concat();
    format!("annals: 1\ntitle: T\nsources: {{ s: {{ title: S, copy: {copy}{beside} }} }}\nevents:\n{events}")
}

/// A folder with a timeline and its copy.
fn folder(copy: &str, beside: &str) -> (TempDir, PathBuf) {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("timeline.yaml"), timeline(copy, beside)).unwrap();
    let copy = folder.path().join(copy);
    fs::create_dir_all(copy.parent().unwrap()).unwrap();
    fs::write(&copy, ARTICLE).unwrap();
    (folder, copy)
}

fn open(folder: &Path, args: &[&str]) -> Pty {
    let mut command = annals(args);
    command.cwd(folder);
    Pty::start(command, (80, 24))
}

/// Puts another file in the place of this one, as editors do.
fn replace(path: &Path, text: &str) {
    let new = NamedTempFile::new_in(path.parent().unwrap()).unwrap();
    fs::write(new.path(), text).unwrap();
    new.persist(path).unwrap();
}

#[test]
fn a_copy_that_changes_goes_and_comes_back_is_followed_beside_the_quotes() {
    let (folder, copy) = folder("copy.txt", "");
    let pty = open(folder.path(), &[]);
    pty.wait_for_text("2 of 2 quotes proved");
    fs::write(&copy, ARTICLE.replace("was seen", "was never seen").replace("all who were", "all who are")).unwrap();
    pty.wait_for_text("≠ drifted");
    pty.wait_for_text("1 of 2 quotes proved");
    fs::remove_file(&copy).unwrap();
    pty.wait_for_text("∅ no copy");
    pty.wait_for_text("0 of 2 quotes proved, 2 without a copy");
    fs::write(&copy, ARTICLE).unwrap();
    pty.wait_for_text("2 of 2 quotes proved");
    replace(&copy, &ARTICLE.replace("seen", "heard"));
    pty.wait_for_text("1 of 2 quotes proved");
    replace(&copy, ARTICLE);
    pty.wait_for_text("✓ exact");
    pty.quit();
}

#[test]
fn a_copy_of_known_digest_is_a_changed_copy_at_once() {
    let (folder, copy) = folder("copy.txt", &format!(", sha256: {}", digest(ARTICLE.as_bytes())));
    let pty = open(folder.path(), &[]);
    pty.wait_for_text("2 of 2 quotes proved");
    fs::write(&copy, format!("{ARTICLE}\n")).unwrap();
    pty.wait_for_text("! changed copy");
    pty.wait_for_text("0 of 2 quotes proved");
    fs::write(&copy, ARTICLE).unwrap();
    pty.wait_for_text("2 of 2 quotes proved");
    pty.quit();
}

#[test]
fn a_copy_that_is_read_is_followed_and_rests() {
    let (folder, copy) = folder("copy.txt", "");
    let mut pty = open(folder.path(), &[]);
    pty.wait_for_text("2 of 2 quotes proved");
    pty.keys("3 Enter");
    pty.wait_for_text("✓ exact · quote 1 of 2");
    fs::write(&copy, ARTICLE.replace("all who were", "all that were")).unwrap();
    pty.wait_for_text("≠ drifted · quote 1 of 2");
    pty.wait_for_text("▸ It was seen by all that were there.");
    replace(&copy, ARTICLE);
    pty.wait_for_text("✓ exact · quote 1 of 2");
    // The timeline is edited below it.
    let edited = timeline("copy.txt", "").replace("title: T", "title: Another").replace("seen by all", "seen by some");
    fs::write(folder.path().join("timeline.yaml"), edited).unwrap();
    pty.wait_for_text("annals · Another");
    pty.wait_for_text("≠ drifted · quote 1 of 2");
    fs::write(folder.path().join("timeline.yaml"), timeline("copy.txt", "")).unwrap();
    pty.wait_for_text("✓ exact · quote 1 of 2");
    thread::sleep(Duration::from_millis(400));
    let before = pty.ticks();
    thread::sleep(Duration::from_secs(1));
    assert!(pty.ticks() - before < 5, "{} ticks in a second", pty.ticks() - before);
    fs::remove_file(&copy).unwrap();
    pty.wait_for_text("the copy is there no more");
    pty.wait_for_text("3 Quotes");
    fs::write(&copy, ARTICLE).unwrap();
    pty.wait_for_text("2 of 2 quotes proved");
    pty.keys("Enter");
    pty.wait_for_text("✓ exact · quote 1 of 2");
    pty.keys("q");
    pty.quit();
}

#[test]
fn a_filter_by_verdict_follows_the_copies_and_the_file() {
    let (folder, copy) = folder("copy.txt", "");
    let mut pty = open(folder.path(), &[]);
    pty.wait_for_text("2 of 2 quotes proved");
    pty.write(b"fverdict:proved\rj");
    pty.wait_for_text("▸  2002");
    fs::write(&copy, ARTICLE.replace("was seen", "was never seen").replace("all who", "all that")).unwrap();
    pty.wait_for_text("1 of 2 quotes proved");
    pty.wait_for("one row", |screen| screen.contents().contains("▸  2002") && !screen.contents().contains("  2001   "));
    fs::write(folder.path().join("timeline.yaml"), timeline("copy.txt", "").replace("title: T", "title: Again"))
        .unwrap();
    pty.wait_for_text("annals · Again");
    pty.wait_for_text("1 of 2 quotes proved");
    pty.wait_for_text("▸  2002");
    pty.keys("Esc");
    pty.wait_for_text("2 of 2");
    pty.wait_for_text("▸  2002");
    pty.quit();
}

#[test]
fn a_folder_of_copies_that_comes_later_is_seen_and_so_is_its_going() {
    let (folder, copy) = folder("kept/articles/copy.txt", "");
    let kept = folder.path().join("kept");
    let away = folder.path().join("away");
    fs::rename(&kept, &away).unwrap();
    let pty = open(folder.path(), &[]);
    pty.wait_for_text("∅ no copy");
    // Step by step, and then at once.
    fs::create_dir(&kept).unwrap();
    thread::sleep(Duration::from_millis(300));
    fs::create_dir(copy.parent().unwrap()).unwrap();
    thread::sleep(Duration::from_millis(300));
    fs::write(&copy, ARTICLE).unwrap();
    pty.wait_for_text("2 of 2 quotes proved");
    fs::rename(kept.join("articles"), folder.path().join("gone")).unwrap();
    pty.wait_for_text("∅ no copy");
    fs::rename(folder.path().join("gone"), kept.join("articles")).unwrap();
    pty.wait_for_text("2 of 2 quotes proved");
    fs::remove_dir_all(&kept).unwrap();
    pty.wait_for_text("∅ no copy");
    fs::rename(&away, &kept).unwrap();
    pty.wait_for_text("2 of 2 quotes proved");
    fs::write(&copy, ARTICLE.replace("seen", "heard")).unwrap();
    pty.wait_for_text("1 of 2 quotes proved");
    pty.quit();
}

#[test]
fn copies_in_a_folder_named_beside_are_watched_even_where_it_is_made_anew() {
    let (folder, copy) = folder("copy.txt", "");
    fs::remove_file(&copy).unwrap();
    let beside = tempdir().unwrap();
    let shelf = beside.path().join("shelf");
    fs::create_dir(&shelf).unwrap();
    let pty = open(folder.path(), &["--copies", shelf.to_str().unwrap()]);
    pty.wait_for_text("∅ no copy");
    fs::remove_dir(&shelf).unwrap();
    fs::create_dir(&shelf).unwrap();
    fs::write(shelf.join("copy.txt"), ARTICLE).unwrap();
    pty.wait_for_text("2 of 2 quotes proved");
    fs::write(shelf.join("copy.txt"), ARTICLE.replace("seen", "heard")).unwrap();
    pty.wait_for_text("1 of 2 quotes proved");
    // The one beside the timeline goes before it.
    fs::write(&copy, ARTICLE).unwrap();
    pty.wait_for_text("2 of 2 quotes proved");
    pty.quit();
}
