//! Silences and bursts against brute force: every way in which vague dates can be filled in.

use annals::load::{Loaded, load};
use annals::model::date::{DAY, Date};
use annals::model::rhythm::{Rhythm, Window};
use annals::tui::origin::Origin;
use annals::tui::picture;
use annals::tui::shot;
use annals::tui::theme::Theme;
use insta::assert_snapshot;
use proptest::prelude::*;

use crate::support::{annals, fixture, root};

/// The last day of a world.
const HORIZON: i64 = 30;

/// A thing with the days on which it may begin and end, known from how it was made.
#[derive(Debug, Clone)]
struct Made {
    text: String,
    begin: (i64, i64),
    end: (i64, i64),
}

fn made() -> impl Strategy<Value = Made> {
    let day = |day: i64| format!("2025-03-{day:02}");
    let exact = (1..25_i64).prop_map(move |at| Made { text: day(at), begin: (at, at), end: (at, at) });
    let one_of = (1..22_i64, 0..4_i64).prop_map(move |(from, more)| {
        let text = format!("[{}..{}]", day(from), day(from + more));
        Made { text, begin: (from, from + more), end: (from, from + more) }
    });
    let span = (1..20_i64, 0..5_i64).prop_map(move |(from, more)| {
        let text = format!("{}/{}", day(from), day(from + more));
        Made { text, begin: (from, from), end: (from + more, from + more) }
    });
    let open =
        (1..25_i64).prop_map(move |at| Made { text: format!("{}/..", day(at)), begin: (at, at), end: (at, HORIZON) });
    prop_oneof![4 => exact, 4 => one_of, 3 => span, 1 => open]
}

fn rhythm(all: &[Made]) -> Rhythm<usize> {
    let dates: Vec<Date> = all.iter().map(|made| Date::parse(&made.text, 0).unwrap()).collect();
    Rhythm::of(dates.iter().enumerate().map(|(at, date)| (at, Some(&**date))), 0)
}

/// The day of March on which an instant falls.
fn day_of(at: annals::model::date::Instant) -> i64 {
    i64::from(at.day(0).day)
}

/// Every way to fill the dates in, as the days that are taken.
fn worlds(all: &[Made]) -> Vec<Vec<bool>> {
    let mut worlds = vec![vec![false; usize::try_from(HORIZON).unwrap() + 2]];
    for made in all {
        let mut next = Vec::new();
        for world in worlds {
            for begin in made.begin.0..=made.begin.1 {
                for end in made.end.0.max(begin)..=made.end.1 {
                    let mut world = world.clone();
                    (begin..=end).for_each(|day| world[usize::try_from(day).unwrap()] = true);
                    next.push(world);
                }
            }
        }
        next.sort();
        next.dedup();
        worlds = next;
    }
    worlds
}

/// The silences, as (first day, last day, least, most): runs of days taken in no world, with a day before and
/// behind that is taken in one, and how long the run around them is in each world.
fn brute_silences(all: &[Made]) -> Vec<(i64, i64, i64, i64)> {
    let worlds = worlds(all);
    let taken = |day: usize| worlds.iter().any(|world| world[day]);
    let days = 1..=usize::try_from(HORIZON).unwrap();
    let (first, last) = (days.clone().find(|day| taken(*day)), days.rev().find(|day| taken(*day)));
    let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
    let mut found = Vec::new();
    let mut day = first;
    while day <= last {
        if taken(day) {
            day += 1;
            continue;
        }
        let end = (day..=last).find(|day| taken(*day)).unwrap() - 1;
        let run = |world: &Vec<bool>| {
            let before = (0..day).rev().take_while(|day| !world[*day]).count();
            let behind = (end + 1..world.len()).take_while(|day| !world[*day]).count();
            i64::try_from(before + behind + end - day + 1).unwrap()
        };
        let lengths: Vec<i64> = worlds.iter().map(run).collect();
        let whole = |day: usize| i64::try_from(day).unwrap();
        found.push((whole(day), whole(end), *lengths.iter().min().unwrap(), *lengths.iter().max().unwrap()));
        day = end + 1;
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn silences_are_those_of_every_way_to_fill_the_dates_in(all in prop::collection::vec(made(), 0..4)) {
        let mut found: Vec<_> = rhythm(&all)
            .silences()
            .into_iter()
            .map(|silence| {
                let days = |length: annals::model::rhythm::Length| length.seconds() / DAY;
                let most = silence.most.map_or(i64::MAX, days);
                (day_of(silence.certain.0), day_of(silence.certain.1), days(silence.least), most)
            })
            .collect();
        let lengths: Vec<(i64, i64)> = found.iter().map(|(.., least, most)| (*least, *most)).collect();
        prop_assert!(lengths.is_sorted_by(|a, b| a >= b), "the longest come first: {lengths:?}");
        found.sort_unstable();
        prop_assert_eq!(found, brute_silences(&all));
    }

    #[test]
    fn bursts_hold_what_they_say_and_none_holds_more(
        all in prop::collection::vec(made(), 0..12),
        length in 1..9_i64,
    ) {
        let window = Window::parse(&format!("{length}d")).unwrap();
        let bursts = rhythm(&all).bursts(window, 3);
        let counted = |start: i64| {
            let end = start + length - 1;
            let certain = |made: &&Made| made.begin.0 >= start && made.end.1 <= end && made.end.1 < HORIZON;
            let possible = |made: &&Made| made.begin.0 <= end && made.end.1 >= start;
            (all.iter().filter(certain).count(), all.iter().filter(possible).count())
        };
        for burst in &bursts {
            let (start, end) = (day_of(burst.span.0), burst.span.1.0 - burst.span.0.0 + 1);
            prop_assert_eq!(end, length * DAY);
            prop_assert_eq!((burst.certainly, burst.at_most), counted(start), "from day {}", start);
        }
        for (at, burst) in bursts.iter().enumerate() {
            prop_assert!(bursts[..at].iter().all(|other| other.span.1 < burst.span.0 || burst.span.1 < other.span.0));
        }
        let most = (1..=25).map(|start| counted(start).0).max();
        if let Some(most) = most.filter(|most| *most > 1) {
            prop_assert_eq!(bursts.first().map(|burst| burst.certainly), Some(most));
        }
    }
}

#[test]
fn lengths_are_told_as_they_are_known() {
    let told = |dates: &[&str]| {
        let dates: Vec<Date> = dates.iter().map(|text| Date::parse(text, 0).unwrap()).collect();
        let rhythm = Rhythm::of(dates.iter().map(|date| ((), Some(&**date))), 0);
        let silence = rhythm.silences()[0];
        annals::model::rhythm::in_words(silence.least, silence.most, silence.is_sure)
    };
    assert_eq!(told(&["2025-03-03", "2025-03-13"]), "9 days");
    assert_eq!(told(&["[2025-03-01..2025-03-03]", "[2025-03-13..2025-03-18]"]), "at least 9, at most 16 days");
    assert_eq!(told(&["2025-03~", "2025-05"]), "at least about 30, at most about 90 days");
    assert_eq!(told(&["[..2025-03-03]", "2025-03-13"]), "at least 9 days");
    assert_eq!(told(&["2025-03-03T10:00", "2025-03-04T12:30"]), "1 day 2 hours 29 minutes");
    assert_eq!(told(&["2025-03-03T10:00", "2025-03-05"]), "1 day", "a thing without a clock time is of a day");
}

#[test]
fn windows_are_lengths_or_nothing() {
    assert_eq!(Window::parse("7d").unwrap().words(), "7 days");
    assert_eq!(Window::parse("2w").unwrap().words(), "14 days");
    assert_eq!(Window::parse("90m").unwrap().words(), "90 minutes");
    assert_eq!(Window::parse("1y").unwrap().next(true).words(), "10 years");
    for wrong in ["", "d", "0d", "-3d", "7", "7x", "99999999999d", "é", "7é"] {
        assert_eq!(Window::parse(wrong), None, "{wrong}");
    }
}

/// The screen after some keys.
fn screen(loaded: Loaded, size: (u16, u16), theme: Theme, keys: &str) -> String {
    picture::text(&shot(loaded, Origin::default(), theme, size, keys))
}

const COLOURED: Theme = Theme::DARK;
const PLAIN: Theme = Theme { colour: false, unicode: false, ..Theme::DARK };

fn coalition() -> Loaded {
    load(&[root().join("timeline.yaml")]).expect("the curated timeline")
}

fn days() -> Loaded {
    fixture("gaps.yaml")
}

#[test]
fn screens_of_silences() {
    let at = |size, theme, keys| screen(coalition(), size, theme, keys);
    assert_snapshot!("silences_80x24", at((80, 24), COLOURED, "a macron Enter S"));
    assert_snapshot!("silences_120x40", at((120, 40), COLOURED, "S j j j Tab Tab Tab j"));
    assert_snapshot!("silences_ascii", screen(days(), (60, 26), PLAIN, "S"));
    for size in [(1, 1), (12, 3), (20, 4), (30, 8), (40, 14)] {
        for keys in ["S", "S G", "S Tab Tab j j +", "S - - - - -"] {
            screen(coalition(), size, PLAIN, keys);
        }
    }
}

#[test]
fn one_goes_to_the_events_round_a_silence() {
    let title = |keys: &str| {
        let screen = screen(days(), (80, 40), COLOURED, keys);
        let row = screen.lines().find(|line| line.contains('▸')).unwrap_or("").to_owned();
        ["First", "Second", "Third", "Fourth"].into_iter().find(|title| row.contains(title)).unwrap_or("none")
    };
    assert_eq!(title("G S j j j j Enter"), "First", "what lies before the silence");
    assert_eq!(title("G S j j j j j Enter"), "Second", "what lies behind it");
    let heading = screen(days(), (80, 40), COLOURED, "S Enter");
    assert!(heading.contains("no event in this line"), "{heading}");
    assert!(screen(days(), (80, 40), COLOURED, "S +").contains("bursts of 31 days"));
    assert!(!screen(days(), (80, 40), COLOURED, "S S").contains("Silences"), "the same key goes back");
    let one = crate::support::timeline_of("one.yaml", "annals: 1\nevents: [{ title: Only, date: 2025 }]\n");
    assert!(screen(one, (80, 24), COLOURED, "S").contains("fewer than two are shown"));
    let narrowed = screen(days(), (80, 40), COLOURED, "f actor:bob Enter S");
    assert!(narrowed.contains("everything · 3 events, 1 of them without a date"), "{narrowed}");
}

#[test]
fn gaps_are_listed_in_words_and_as_json() {
    let list = |options: &[&str]| {
        let mut command = annals();
        command.current_dir(root().join("tests/data")).args(["list", "--gaps"]).args(options).arg("gaps.yaml");
        let output = command.output().unwrap();
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap(), output.status.code())
    };
    let (words, _, code) = list(&[]);
    assert_eq!(code, Some(0));
    assert_snapshot!("gaps_in_words", words);
    let (json, ..) = list(&["--format", "json", "--window", "2d"]);
    let rows: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(rows[0]["silences"][0]["words"], "at least 9, at most 16 days");
    assert_eq!(rows[0]["silences"][0]["at_least_seconds"], 9 * DAY);
    assert_eq!(rows[0]["silences"][0]["from"], "2025-03-04T00:00:00Z");
    assert_eq!(rows[0]["silences"][0]["before"]["title"], "Second");
}

#[test]
fn gaps_of_one_are_asked_for_by_name() {
    let list = |options: &[&str]| {
        let output =
            annals().current_dir(root().join("tests/data")).arg("list").args(options).arg("gaps.yaml").output();
        let output = output.unwrap();
        let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
        (out, err, output.status.code())
    };
    let (words, _, code) = list(&["--gaps=ANN"]);
    assert!(words.contains("\nAnn\n") && !words.contains("everything") && code == Some(0), "{words}");
    let (words, ..) = list(&["--gaps=tag:x"]);
    assert!(words.contains("\ntag x\n"), "{words}");
    let (accented, ..) = list(&["--gaps=Ánn"]);
    assert!(accented.contains("\nAnn\n"), "accents are put aside, as in a query: {accented}");
    let (_, err, code) = list(&["--gaps=anne"]);
    assert!(err.contains("no actor is called `anne`") && err.contains("did you mean `Ann`"), "{err}");
    assert_eq!(code, Some(2));
    let (_, err, code) = list(&["--gaps=tag:y"]);
    assert!(err.contains("no event bears the tag `y`") && code == Some(2), "{err}");
    for (word, written) in [("ANN", "ANN"), ("tag:x", "tag:x"), ("Ann Lee", "\"Ann Lee\"")] {
        let (out, err, code) = list(&["--gaps", word]);
        assert!(err.starts_with(&format!("error: cannot read {word}: there is no such file\n")), "{err}");
        assert!(err.contains(&format!("write `--gaps={written}`")) && out.is_empty() && code == Some(2), "{err}");
    }
    let (_, err, _) = list(&["--gaps", "nowhere.yaml"]);
    assert!(err.contains("nowhere.yaml") && !err.contains("--gaps="), "that was meant as a file: {err}");
    let (_, err, code) = list(&["--gaps", "--window", "soon"]);
    assert!(err.contains("such as 12h, 7d or 2w") && code == Some(2), "{err}");
    let (_, err, code) = list(&["--window", "7d"]);
    assert!(err.contains("--gaps") && code == Some(2), "{err}");
}

#[test]
fn the_row_of_the_cursor_has_its_mark_without_colour() {
    let curated = load(&[root().join("timeline.yaml")]).expect("the curated timeline");
    let plain = Theme { colour: false, unicode: false, ..Theme::DARK };
    let screen = picture::text(&shot(curated, Origin::default(), plain, (80, 24), "S j j j"));
    assert!(screen.lines().any(|line| line.starts_with("| >")), "{screen}");
}
