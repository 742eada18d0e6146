//! Back and forward, bookmarks and saved views by the public road: keys go in, a screen comes out.

use std::path::PathBuf;

use annals::evidence::Ledger;
use annals::load::{Loaded, load, of_texts};
use annals::tui::effect::Effect;
use annals::tui::key::Key;
use annals::tui::layer::Layer;
use annals::tui::origin::Origin;
use annals::tui::picture;
use annals::tui::state::State;
use annals::tui::theme::Theme;
use annals::tui::update::press;
use annals::user::session::Stop;
use insta::assert_snapshot;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::support::root;

/// The explorer, with every effect that it asked for.
pub struct Explorer {
    pub state: State,
    effects: Vec<Effect>,
}

impl Explorer {
    pub fn on(loaded: Loaded) -> Self {
        let origin = Origin { paths: vec![PathBuf::from("timeline.yaml")], ..Origin::default() };
        let theme = Theme::DARK;
        Self { state: State::new(loaded, origin, theme, (80, 24)), effects: Vec::new() }
    }

    pub fn keys(mut self, keys: &str) -> Self {
        self.press(keys);
        self
    }

    pub fn press(&mut self, keys: &str) {
        for key in Key::of_line(keys) {
            self.effects.extend(press(&mut self.state, &key));
        }
    }

    pub fn screen(&self) -> String {
        let (width, height) = self.state.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        (&self.state).render(buffer.area, &mut buffer);
        picture::text(&buffer)
    }

    pub fn footer(&self) -> String {
        self.screen().lines().last().unwrap_or_default().trim().to_owned()
    }

    pub fn title(&self) -> String {
        self.state.event().map(|event| self.state.timeline.event(event).title().to_owned()).unwrap_or_default()
    }

    /// The screen without its last line, which tells what was done.
    fn picture(&self) -> String {
        let screen = self.screen();
        screen.lines().take(23).collect::<Vec<_>>().join("\n")
    }

    fn stop(&self) -> Stop {
        self.state.stop()
    }
}

pub fn coalition() -> Loaded {
    load(&[root().join("timeline.yaml")]).expect("the curated timeline")
}

fn of(yaml: &str) -> Loaded {
    of_texts(vec![("timeline.yaml".to_owned(), yaml.to_owned())])
}

#[test]
fn back_and_forward_go_through_jumps_and_not_through_steps() {
    let mut explorer = Explorer::on(coalition()).keys("j j");
    let (second, start) = (explorer.title(), explorer.picture());
    explorer.press("a zelenskyy Enter");
    let spoken = explorer.title();
    explorer.press("j j j k G");
    let last = explorer.title();
    assert!(second != spoken && spoken != last, "{second} {spoken} {last}");
    explorer.press("<");
    assert_eq!(explorer.footer().split("  ").next(), Some("back: 1 more"));
    assert_ne!(explorer.title(), spoken, "steps were taken before G, and G led away from where they had led");
    explorer.press("<");
    assert_eq!((explorer.title(), explorer.picture()), (second, start));
    assert!(explorer.footer().starts_with("back: nothing before this"), "{}", explorer.footer());
    explorer.press("<");
    assert!(explorer.footer().starts_with("nowhere to go back to"), "{}", explorer.footer());
    explorer.press("> >");
    assert_eq!(explorer.title(), last);
    assert!(explorer.footer().starts_with("forward: nothing ahead of this"), "{}", explorer.footer());
    explorer.press(">");
    assert!(explorer.footer().starts_with("nowhere to go forward to"), "{}", explorer.footer());
}

#[test]
fn a_run_of_statements_groups_or_matches_is_one_jump() {
    for run in ["a macron Enter ] ] ]", "a starmer Enter ] [ ]", "/ troops Enter n n N n", "} }"] {
        let mut explorer = Explorer::on(coalition()).keys("j");
        let start = explorer.title();
        explorer.press(run);
        assert_ne!(explorer.title(), start, "{run}");
        explorer.press("<");
        assert_eq!(explorer.title(), start, "{run}");
        explorer.press("<");
        assert_eq!(explorer.title(), start, "{run}");
    }
    let mut broken = Explorer::on(coalition()).keys("] ] j");
    let stepped = broken.title();
    broken.press("] ] <");
    assert_eq!(broken.title(), stepped, "a step ends a run");
}

#[test]
fn going_elsewhere_drops_what_lay_ahead() {
    let mut explorer = Explorer::on(coalition()).keys("G g d 2025-05 Enter < <");
    assert_eq!(explorer.state.history.after().len(), 2);
    explorer.press("a kellogg Enter >");
    assert!(explorer.footer().starts_with("nowhere to go forward to"), "{}", explorer.footer());
    assert!(explorer.state.history.after().is_empty());
}

#[test]
fn filters_orders_and_picked_actors_come_back_with_their_places() {
    let mut explorer = Explorer::on(coalition()).keys("a kellogg Enter f speaker:kellogg Enter r j");
    let narrow = explorer.picture();
    explorer.press("f C-u Enter r G");
    assert!(explorer.state.filter.text.is_empty() && !explorer.state.rows.is_reversed());
    explorer.press("< <");
    assert_eq!(explorer.picture(), narrow);
    assert_eq!(explorer.state.filter.text, "speaker:kellogg");
    explorer.press("> >");
    assert!(explorer.state.filter.text.is_empty() && !explorer.state.rows.is_reversed());
}

#[test]
fn a_prompt_that_is_left_is_no_jump_and_one_that_is_taken_is_one() {
    let mut explorer =
        Explorer::on(coalition()).keys("j j f tag:troops Esc / plan Esc d 2025-07 Esc f nothing: Enter Esc");
    assert!(explorer.state.history.before().is_empty(), "{:?}", explorer.state.history);
    let before = explorer.stop();
    explorer.press("f tag:troops Enter");
    let [stop] = explorer.state.history.before() else { panic!("{:?}", explorer.state.history) };
    assert!(stop.is_at(&before));
}

#[test]
fn a_side_that_was_opened_leads_back_into_the_disputes() {
    let mut explorer = Explorer::on(coalition()).keys("D g Tab l");
    let among = explorer.picture();
    explorer.press("Enter");
    assert!(explorer.state.layers.is_empty(), "{}", explorer.screen());
    let event = explorer.title();
    explorer.press("<");
    assert_eq!(explorer.picture(), among);
    explorer.press(">");
    assert!(explorer.state.layers.is_empty());
    assert_eq!(explorer.title(), event);
}

#[test]
fn a_place_whose_event_is_gone_says_so() {
    let two =
        "events:\n  - { title: One, date: 2024 }\n  - { title: Two, date: 2025 }\n  - { title: Three, date: 2026 }\n";
    let mut explorer = Explorer::on(of(&format!("annals: 1\n{two}"))).keys("j m a G");
    let without = two.replace("  - { title: Two, date: 2025 }\n", "");
    explorer.state.reload(Ok(of(&format!("annals: 1\n{without}"))));
    explorer.press("<");
    assert!(explorer.footer().starts_with("back: what stood here is there no more: Two"), "{}", explorer.footer());
    explorer.press("' a");
    assert!(explorer.footer().starts_with("bookmark a: its event is there no more: Two"), "{}", explorer.footer());
    explorer.press("'");
    assert!(explorer.screen().contains("a  Two (there no more)"), "{}", explorer.screen());
}

#[test]
fn bookmarks_lead_back_through_filters_and_reloads() {
    let mut explorer = Explorer::on(coalition()).keys("a kellogg Enter ] m k g m b");
    assert_eq!(explorer.effects, [Effect::KeepSession, Effect::KeepSession]);
    let start = explorer.title();
    explorer.press("' k");
    let kellogg = explorer.title();
    assert!(explorer.screen().contains("\n bookmark k: Kellogg"), "{}", explorer.screen());
    explorer.press("f tag:readiness Enter ' b");
    assert_eq!(explorer.title(), start);
    assert!(explorer.state.filter.text.is_empty(), "it hid the event");
    explorer.press("<");
    assert_eq!(explorer.state.filter.text, "tag:readiness");
    explorer.state.reload(Ok(coalition()));
    explorer.press("' k");
    assert_eq!(explorer.title(), kellogg);
    explorer.press("' x");
    assert!(explorer.footer().starts_with("no bookmark x is set; set are b k"), "{}", explorer.footer());
    explorer.press("m !");
    assert!(explorer.footer().starts_with("“!” is no letter"), "{}", explorer.footer());
    explorer.press("m Esc");
    assert!(explorer.state.layers.is_empty());
    explorer.press("'");
    assert_snapshot!("bookmarks", explorer.screen());
}

#[test]
fn verdicts_that_come_in_leave_the_row_that_is_about_to_be_picked() {
    let mut explorer = Explorer::on(coalition()).keys("a Down Down");
    let chosen = |explorer: &Explorer| match explorer.state.layers.last() {
        Some(Layer::Picker(picker)) => picker.found[picker.cursor],
        _ => panic!("no list to pick from"),
    };
    let before = chosen(&explorer);
    let ledger = Ledger::new(&explorer.state.whole, &explorer.state.origin.shelf());
    explorer.state.take_ledger(ledger);
    assert_eq!((before, chosen(&explorer)), (2, 2));
    explorer.state.reload(Ok(coalition()));
    assert_eq!(chosen(&explorer), 2);
}

#[test]
fn what_was_not_known_yet_is_there_all_the_same() {
    let mut explorer = Explorer::on(of(KNOWN_LATER)).keys("G m a");
    assert_eq!(explorer.title(), "Late");
    explorer.press("f k n o w n : 2 0 2 4 Enter");
    assert_eq!(explorer.title(), "Early");
    explorer.press("<");
    assert_eq!((explorer.title().as_str(), explorer.footer().contains("no more:")), ("Late", false));
    explorer.press(">");
    assert_eq!(explorer.state.filter.text, "known:2024");
    explorer.press("'");
    assert!(explorer.screen().contains("a  2025: Late"), "{}", explorer.screen());
    explorer.press("a");
    assert_eq!(explorer.title(), "Late");
    let said = explorer.state.notice.map(|notice| notice.words).unwrap_or_default();
    assert!(said.contains("the filter known:2024 hid it and is lifted"), "{said}");
}

/// Of two events without an id, the later came out later.
const KNOWN_LATER: &str = "annals: 1
sources: { old: { title: Old, published: 2024 }, new: { title: New, published: 2025 } }
events:
  - { title: Early, date: 2024, evidence: [{ source: old, quote: one }] }
  - { title: Late, date: 2025, evidence: [{ source: new, quote: two }] }
";

#[test]
fn the_last_jump_is_undone_and_done_again_by_two_quotes() {
    let mut explorer = Explorer::on(coalition()).keys("j j G");
    let last = explorer.title();
    explorer.press("' '");
    let before = explorer.title();
    assert_ne!(before, last);
    explorer.press("' '");
    assert_eq!(explorer.title(), last);
    explorer.press("' '");
    assert_eq!(explorer.title(), before);
    assert!(Explorer::on(coalition()).keys("'").footer().starts_with("no bookmark is set"));
}

#[test]
fn saved_views_are_picked_saved_replaced_and_deleted() {
    let mut explorer = Explorer::on(coalition()).keys("V kellogg-said Enter");
    assert_eq!(explorer.state.filter.text, "speaker:kellogg");
    explorer.press("W Enter");
    assert!(explorer.screen().contains("type a name"), "{}", explorer.screen());
    explorer.press("C-u kellogg Enter");
    assert!(explorer.screen().contains("the timeline has a view `kellogg` of its own"), "{}", explorer.screen());
    explorer.press("C-u mine Enter");
    let kept = |query: &str| Effect::KeepView { name: "mine".into(), query: Some(query.into()) };
    assert_eq!(explorer.effects, [kept("speaker:kellogg")]);
    explorer.press("f C-u tag:troops Enter W mine Enter");
    assert!(explorer.footer().starts_with("You have a view mine. Replace it? y/n"), "{}", explorer.footer());
    explorer.press("n W mine Enter y");
    assert_eq!(explorer.effects, [kept("speaker:kellogg"), kept("tag:troops")]);
    explorer.press("V");
    assert_snapshot!("saved_views", explorer.screen());
    explorer.press("mine C-x n C-x y");
    assert_eq!(explorer.effects.last(), Some(&Effect::KeepView { name: "mine".into(), query: None }));
    assert!(explorer.state.own_views.is_empty());
    explorer.press("C-u spring C-x");
    assert!(explorer.footer().starts_with("spring stands in the timeline"), "{}", explorer.footer());
    explorer.press("Esc Esc Esc W");
    assert!(explorer.footer().starts_with("nothing is filtered that could be saved"), "{}", explorer.footer());
}

#[test]
fn a_view_is_saved_only_under_a_name_that_a_timeline_could_give_it() {
    let mut explorer = Explorer::on(coalition()).keys("f tag:troops Enter W");
    for (typed, told) in [
        (
            "M y Space O p e n",
            "the name `My Open` is not a slug: lower-case letters a-z, digits, `-` and `_`, at most 100, such as `my-open`",
        ),
        ("- a", "the name `-a` is not a slug: lower-case letters a-z, digits, `-` and `_`, at most 100, such as `a`"),
    ] {
        explorer.press(&format!("C-u {typed} Enter"));
        let screen = explorer.screen().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(screen.contains(told), "{screen}");
        assert!(explorer.effects.is_empty() && explorer.state.own_views.is_empty());
    }
    explorer.press("C-u my-open Enter");
    let kept = Effect::KeepView { name: "my-open".into(), query: Some("tag:troops".into()) };
    assert_eq!(explorer.effects, [kept]);
    // One that was saved under another name, before names were held to this, can still be taken and deleted.
    let mut explorer = Explorer::on(coalition());
    explorer.state.own_views.insert("My Open".to_owned(), "tag:troops".to_owned());
    explorer.press("V M y Space O p e n Enter");
    assert_eq!(explorer.state.filter.text, "tag:troops");
    explorer.press("V M y Space O p e n C-x y");
    assert_eq!(explorer.effects, [Effect::KeepView { name: "My Open".into(), query: None }]);
}

#[test]
fn a_view_that_cannot_be_read_is_shown_with_its_fault_and_can_be_mended() {
    let yaml =
        "annals: 1\nactors: { ann: Ann }\nevents:\n  - { title: One, actors: [ann] }\nviews:\n  hers: actor:anne\n";
    let mut explorer = Explorer::on(of(yaml)).keys("V");
    assert!(explorer.screen().contains("hers  actor:anne ! "), "{}", explorer.screen());
    explorer.press("Enter");
    assert!(matches!(explorer.state.layers.last(), Some(Layer::Prompt(_))));
    assert!(explorer.screen().contains("filter: actor:anne"), "{}", explorer.screen());
    explorer.press("BSpace Enter");
    assert_eq!(explorer.state.filter.text, "actor:ann");
    assert_eq!(explorer.state.history.before().len(), 1);
}

#[test]
fn nothing_is_jumped_to_in_an_empty_timeline() {
    let mut explorer = Explorer::on(of("annals: 1\nevents: []\n"));
    for keys in ["<", ">", "m a", "' a", "' '", "V", "W", "G g < >"] {
        explorer.press(keys);
    }
    assert!(explorer.state.history.before().is_empty());
}

#[test]
fn reload_keeps_actors_sources_and_disputes_by_what_they_are() {
    let yaml = |first: &str| {
        format!(
            "annals: 1\nsources:\n{first}  s: {{ title: Ess }}\n  t: {{ title: Tee }}\nactors: {{ ann: Ann, bob: Bob, cid: Cid }}\nevents:\n  - {{ title: One, date: 2024, actors: [ann, bob, cid], evidence: [{{ source: s, quote: one }}] }}\n  - {{ title: Two, date: 2025, actors: [bob] }}\n"
        )
    };
    let mut explorer = Explorer::on(of(&yaml(""))).keys("2 j j");
    let actor = |explorer: &Explorer| {
        explorer.state.actor_here().map(|actor| explorer.state.timeline.actor(actor).id().to_owned())
    };
    let here = actor(&explorer);
    explorer.state.reload(Ok(of(&yaml(""))));
    assert_eq!(actor(&explorer), here);
    explorer.press("s Tab");
    explorer.state.reload(Ok(of(&yaml("  r: { title: Ar }\n"))));
    let Some(Layer::Sources(spot)) = explorer.state.layers.last() else { panic!("the sources") };
    assert_eq!(spot.record, 2, "t is the third now");
}

/// Every key that a walk may press: jumps, steps, views, prompts taken and left, bookmarks.
const WALK: &[&str] = &[
    "j",
    "k",
    "j j",
    "G",
    "g",
    "]",
    "[",
    "}",
    "{",
    "C-d",
    "Tab",
    "r",
    "z",
    "a macron Enter",
    "a kellogg Enter",
    "f tag:troops Enter",
    "f speaker:macron Enter",
    "f C-u Enter",
    "f tag:july Esc",
    "/ plan Enter",
    "n",
    "N",
    "d 2025-05 Enter",
    "Esc",
    "Enter",
    "D",
    "t",
    "l",
    "s",
    "V july Enter",
    "m a",
    "' a",
    "' '",
    "Space",
    "q",
];

/// Where one is, but for what no place is made of.
fn place(explorer: &Explorer) -> (Stop, String) {
    let mut seen = Explorer { state: explorer.state.clone(), effects: Vec::new() };
    seen.state.notice = None;
    (seen.stop(), seen.screen())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn as_far_back_as_forward_is_where_one_was(
        walk in prop::collection::vec(prop::sample::select(WALK), 1..40),
        wanted in 1..12_usize,
    ) {
        let mut explorer = Explorer::on(coalition());
        for keys in walk {
            if keys == "q" && explorer_would_quit(&explorer) {
                continue;
            }
            explorer.press(keys);
        }
        explorer.press("Esc Esc Esc Esc");
        let start = place(&explorer);
        let mut gone = 0;
        for _ in 0..wanted {
            explorer.press("<");
            if explorer.footer().starts_with("nowhere") {
                break;
            }
            gone += 1;
        }
        let ahead = explorer.state.history.after().len();
        for _ in 0..gone {
            explorer.press(">");
        }
        prop_assert!(ahead >= gone);
        prop_assert_eq!(place(&explorer), start);
    }
}

/// Would q leave the program rather than close something?
fn explorer_would_quit(explorer: &Explorer) -> bool {
    explorer.state.layers.is_empty()
}

#[test]
fn many_days_gone_through_are_one_jump_and_are_gone_back_from() {
    let mut explorer = Explorer::on(coalition());
    explorer.press("j j");
    let before = explorer.state.filter.text.clone();
    explorer.press(". .");
    assert!(explorer.state.filter.text.contains("known:"));
    explorer.press("<");
    assert_eq!(explorer.state.filter.text, before);
}
