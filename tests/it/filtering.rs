//! Filter and search by the public road: what is typed narrows the rows, and nothing typed is lost.

use std::path::PathBuf;

use annals::load::{Loaded, load, of_texts};
use annals::model::timeline::Sought;
use annals::tui::key::Key;
use annals::tui::layer::Layer;
use annals::tui::origin::Origin;
use annals::tui::picture;
use annals::tui::state::State;
use annals::tui::theme::Theme;
use annals::tui::update::press;
use insta::assert_snapshot;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use crate::support::root;

struct Explorer {
    state: State,
}

impl Explorer {
    fn on(loaded: Loaded, size: (u16, u16)) -> Self {
        let origin = Origin { paths: vec![PathBuf::from("timeline.yaml")], ..Origin::default() };
        Self { state: State::new(loaded, origin, Theme::DARK, size) }
    }

    fn keys(mut self, keys: &str) -> Self {
        Key::of_line(keys).for_each(|key| drop(press(&mut self.state, &key)));
        self
    }

    fn screen(&self) -> String {
        let (width, height) = self.state.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        (&self.state).render(buffer.area, &mut buffer);
        picture::text(&buffer)
    }

    fn footer(&self) -> String {
        self.screen().lines().last().unwrap_or_default().trim().to_owned()
    }

    /// The line that is being typed.
    fn line(&self) -> String {
        match self.state.layers.last() {
            Some(Layer::Prompt(prompt)) => prompt.input.value().to_owned(),
            _ => String::new(),
        }
    }

    /// What may be put in.
    fn offered(&self) -> Vec<String> {
        match self.state.layers.last() {
            Some(Layer::Prompt(prompt)) => {
                let choices = prompt.offer.iter().flat_map(|offer| &offer.completion.choices);
                choices.map(|choice| choice.text.clone()).collect()
            }
            _ => Vec::new(),
        }
    }
}

fn coalition() -> Loaded {
    load(&[root().join("timeline.yaml")]).expect("the curated timeline")
}

fn of(yaml: &str) -> Loaded {
    of_texts(vec![("timeline.yaml".to_owned(), yaml.to_owned())])
}

const NAMES: &str = "\
annals: 1
actors:
  zel: { name: Volodymyr Zelenský, aliases: [the President] }
  wal: Lech Wałęsa
events:
  - { id: one, date: 2024-01, title: Zelenský in the café, actors: [zel] }
  - { id: two, date: 2024-02, title: Wałęsa at the CAFE, actors: [wal] }
  - { id: three, date: 2024-03, title: 'Talks (\"soft\") end', tags: [Élysée] }
";

#[test]
fn where_nothing_answers_the_way_back_is_told_whole_also_where_there_is_little_room() {
    let coalition = || load(&[root().join("timeline.yaml")]).expect("the curated timeline");
    for width in [24, 40, 80, 120] {
        let explorer = Explorer::on(coalition(), (width, 20)).keys("f from:2099 Enter");
        let inside = |line: &str| line.split(['│', '┃']).nth(1).unwrap_or_default().trim().to_owned();
        let shown = explorer.screen().lines().map(inside).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
        assert!(shown.contains("no event answers to the filter; Esc shows all"), "{width}: {}", explorer.screen());
    }
}

#[test]
fn words_are_found_whatever_their_case_and_accents() {
    for (typed, rows, lit) in [
        ("Zelensky", 1, "Zelenský"),
        ("walesa", 1, "Wałęsa"),
        ("cafe", 2, "café"),
        ("café", 2, "CAFE"),
        ("CAFÉ", 1, "CAFE"),
        ("Cafe", 0, ""),
        ("tag:elysee", 1, ""),
        ("actor:zelensky", 1, ""),
        ("actor:president", 1, ""),
    ] {
        let explorer = Explorer::on(of(NAMES), (80, 24)).keys(&format!("f {typed} Enter"));
        assert_eq!(explorer.state.rows.len(), rows, "{typed}");
        let styled = {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
            (&explorer.state).render(buffer.area, &mut buffer);
            let cells = buffer
                .content
                .iter()
                .filter(|cell| cell.style().add_modifier.contains(ratatui::style::Modifier::UNDERLINED));
            cells.map(|cell| cell.symbol().to_owned()).collect::<String>()
        };
        assert!(styled.contains(lit), "{typed}: {styled}");
        let searched = Explorer::on(of(NAMES), (80, 24)).keys(&format!("/ {typed} Enter"));
        if !typed.contains(':') {
            let told = searched.footer();
            assert_eq!(told.contains("match"), rows > 0, "{typed}: {told}");
        }
    }
    let picked = |typed: &str| Explorer::on(of(NAMES), (80, 24)).keys(&format!("a {typed} Enter")).state.picked;
    assert_eq!(
        [picked("zelensky"), picked("Zelenský"), picked("walesa")].map(|actor| actor.map(|a| a.at())),
        [Some(0), Some(0), Some(1)]
    );
    assert_eq!(picked("ZELENSKY"), None);
}

#[test]
fn the_search_becomes_part_of_the_filter() {
    let explorer = Explorer::on(coalition(), (120, 40)).keys("/ coalition Space of Enter F");
    assert_eq!(explorer.state.filter.text, "\"coalition of\"");
    assert_eq!(explorer.state.search, "coalition of", "the filter leaves the search");
    let rows = explorer.state.rows.len();
    assert!(rows > 0 && rows < explorer.state.timeline.events().len());
    assert!(explorer.keys("F").footer().contains("already"));
    for (filter, search, wanted) in [
        ("", "a \"b\" (c)", "\"a \\\"b\\\" (c)\""),
        ("tag:nato", "OR", "tag:nato \"OR\""),
        ("tag:nato OR macron", "troops", "(tag:nato OR macron) troops"),
        ("troops OR macron", "troops", "(troops OR macron) troops"),
        ("NOT macron", "at:once", "NOT macron \"at:once\""),
    ] {
        let mut explorer = Explorer::on(coalition(), (120, 40));
        explorer.state.search = search.to_owned();
        if !filter.is_empty() {
            explorer = explorer.keys("f");
            explorer.state.paste(filter);
            explorer = explorer.keys("Enter");
        }
        let before: Vec<_> = explorer.state.rows.events().to_vec();
        let hit = |state: &State| {
            let words = Sought::new(search);
            before.iter().copied().filter(|event| state.timeline.holds_words(*event, &words)).collect::<Vec<_>>()
        };
        let wanted_rows = hit(&explorer.state);
        let explorer = explorer.keys("F");
        assert_eq!(explorer.state.filter.text, wanted);
        assert_eq!(explorer.state.rows.events(), wanted_rows, "{wanted}");
    }
    assert!(Explorer::on(coalition(), (80, 24)).keys("F").footer().starts_with("search first: /"));
}

#[test]
fn a_filter_leaves_the_search_and_a_search_the_filter() {
    let explorer = Explorer::on(coalition(), (100, 30)).keys("/ troops Enter f speaker:kellogg Enter");
    assert_eq!((explorer.state.search.as_str(), explorer.state.filter.text.as_str()), ("troops", "speaker:kellogg"));
    let explorer = explorer.keys("f C-u tag:nato Esc");
    assert_eq!((explorer.state.search.as_str(), explorer.state.filter.text.as_str()), ("troops", "speaker:kellogg"));
    let explorer = explorer.keys("/ force Enter");
    assert_eq!((explorer.state.search.as_str(), explorer.state.filter.text.as_str()), ("force", "speaker:kellogg"));
    let shown: Vec<usize> = (0..explorer.state.rows.len()).collect();
    let mut explorer = explorer;
    for _ in 0..10 {
        explorer = explorer.keys("n");
        assert!(shown.contains(&explorer.state.row), "the search walks the rows that are shown");
        assert!(explorer.state.event().is_some_and(|event| {
            let words = Sought::new("force");
            explorer.state.timeline.holds_words(event, &words)
        }));
    }
    let explorer = explorer.keys("Esc");
    assert_eq!((explorer.state.search.as_str(), explorer.state.filter.text.as_str()), ("", "speaker:kellogg"));
}

#[test]
fn what_is_possible_is_counted_apart() {
    let at = |size| Explorer::on(coalition(), size).keys("f from:2025-07-11 Enter");
    assert!(at((120, 40)).footer().ends_with("16 of 29: 1 certainly, 15 possibly"), "{}", at((120, 40)).footer());
    assert!(at((80, 24)).footer().ends_with("16 of 29, 15 possibly"), "{}", at((80, 24)).footer());
    let sure = Explorer::on(coalition(), (120, 40)).keys("f from!:2025-07-11 Enter");
    assert!(sure.footer().ends_with("1 of 29"), "{}", sure.footer());
}

#[test]
fn fields_and_values_are_offered_as_they_are_typed() {
    let offered = |keys: &str| Explorer::on(coalition(), (80, 24)).keys(keys).offered();
    assert_eq!(offered("f").len(), annals::model::query::FIELDS.len(), "all fields, to begin with");
    assert_eq!(offered("f s"), ["speaker:", "source:"]);
    assert_eq!(offered("f -sp"), ["speaker:"]);
    assert_eq!(offered("f (ta"), ["tag:"]);
    assert_eq!(offered("f troops"), Vec::<String>::new());
    assert_eq!(offered("f troops Space"), Vec::<String>::new(), "nothing until a letter is typed");
    assert_eq!(offered("f OR"), Vec::<String>::new());
    assert_eq!(offered("f speaker:kel"), ["kellogg"]);
    assert_eq!(offered("f speaker:KEITH"), ["kellogg"]);
    assert_eq!(offered("f speaker:kellogg"), Vec::<String>::new(), "it stands there already");
    assert_eq!(offered("f speaker:macron,kel"), ["kellogg"]);
    assert_eq!(offered("f verdict:no"), ["normalised", "no-copy"]);
    assert_eq!(offered("f dispute:o"), ["open"]);
    assert_eq!(offered("f voice:"), ["direct", "indirect"]);
    assert_eq!(offered("f from:20"), Vec::<String>::new());
    let quiet = "annals: 1\nactors: { mute: A Mute, ann: Ann }\nsources: { s: { outlet: The Post } }\nevents:\n  - { title: T, place: 'Kyiv, by night', tags: [two words, 'Élysée'], actors: [mute], statements: [{ speaker: ann, source: s }] }\n";
    let offered = |keys: &str| Explorer::on(of(quiet), (80, 24)).keys(keys).offered();
    assert_eq!(offered("f speaker:"), ["ann"], "who says nothing is not offered as a speaker");
    assert_eq!(offered("f actor:mute Space actor:"), ["mute", "ann"]);
    assert_eq!(offered("f place:"), ["\"Kyiv, by night\""]);
    assert_eq!(offered("f tag:w"), ["\"two words\""]);
    assert_eq!(offered("f tag:elys"), ["Élysée"]);
    assert_eq!(offered("f tag:\"two"), ["\"two words\""]);
    assert_eq!(offered("f outlet:po"), ["\"The Post\""]);
}

#[test]
fn a_choice_is_put_in_and_taken_back_and_nothing_typed_is_lost() {
    let at = |keys: &str| Explorer::on(coalition(), (80, 24)).keys(keys);
    assert_eq!(at("f sp Tab").line(), "speaker:");
    assert_eq!(at("f sp Tab Tab").line(), format!("speaker:{}", at("f speaker:").offered()[0]));
    assert_eq!(at("f s Tab Tab").line(), "source:");
    assert_eq!(at("f s Tab Tab Tab").line(), "s", "behind the last stands what was typed");
    assert_eq!(at("f s S-Tab").line(), "source:");
    assert_eq!(at("f s Tab Esc").line(), "s", "Esc takes the choice back");
    assert!(at("f s Tab Esc Esc").state.layers.is_empty(), "and then leaves");
    let explorer = at("f actor:kel Tab Space troops Enter");
    assert_eq!(explorer.state.filter.text, "actor:kellogg troops");
    let between = at("f actor:mac Space troops Home C-f C-f C-f C-f C-f C-f C-f C-f C-f Tab");
    assert_eq!(between.line(), "actor:macron troops", "what stands behind the cursor stays");
    assert_eq!(at("f tag:nato Tab").line(), "tag:nato", "where nothing is offered nothing happens");
    assert_eq!(at("/ s Tab").line(), "s", "a search is no query");
    let unread = at("f actor: Enter");
    assert_eq!(unread.line(), "actor:", "what cannot be read stays to be mended");
    assert!(unread.screen().contains("`actor:` needs a value"), "{}", unread.screen());
}

#[test]
fn screens_of_the_prompt() {
    let at = |size| Explorer::on(coalition(), size);
    assert_snapshot!("filter_prompt_80x24", at((80, 24)).keys("f").screen());
    assert_snapshot!("filter_values_80x24", at((80, 24)).keys("f troops Space speaker: Tab Tab").screen());
    assert_snapshot!("filter_unfinished_80x24", at((80, 24)).keys("f troops Space speaker:").screen());
    let mut plain = at((40, 14));
    plain.state.theme = Theme { colour: false, unicode: false, ..Theme::DARK };
    assert_snapshot!("filter_values_40x14_ascii", plain.keys("f topic:").screen());
    for (width, height) in [(1, 1), (5, 3), (12, 4), (20, 4), (21, 5), (30, 9), (60, 15)] {
        at((width, height)).keys("f actor: Tab").screen();
    }
}

#[test]
fn pasted_lines_are_one_line_of_words() {
    let mut explorer = Explorer::on(coalition(), (80, 24)).keys("f");
    explorer.state.paste("troops\r\nceasefire\tplan\n");
    assert_eq!(explorer.line(), "troops ceasefire plan");
    explorer = explorer.keys("Home");
    explorer.state.paste("é\u{1b}");
    explorer.state.paste("a ");
    assert_eq!(explorer.line(), "éa troops ceasefire plan");
}

#[test]
fn a_long_text_is_pasted_at_once() {
    let mut explorer = Explorer::on(coalition(), (80, 24)).keys("/");
    let text = "ein langer Satz ".repeat(30_000);
    let start = std::time::Instant::now();
    explorer.state.paste(&text);
    assert_eq!(explorer.line().len(), text.len());
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}
