//! Who is named: actors and sources, of which a few are everywhere.

use super::chance::Chance;
use super::dates::Day;
use super::tail::Tail;
use super::value::{Fields, Key, Layout, Value, flow, plain};
use super::words::{Words, capital};

const FIRST_NAMES: &[&str] = &[
    "Ama",
    "Peter",
    "Zoé",
    "Wałęsa",
    "Keith",
    "Giorgia",
    "Mark",
    "Łukasz",
    "Søren",
    "Nuria",
    "İpek",
    "明",
    "지우",
    "Олена",
    "נועה",
    "ليلى",
    "Anna-Maria",
    "Tony",
    "Chidi",
    "Ingrid",
    "José",
    "Mary Ann",
    "Ravi",
    "Yuki",
    "O'Hara",
    "Björn",
];

const TITLES: &[&str] = &["mayor", "minister", "inspector", "spokeswoman", "head of the port", "member of the board"];

/// How many of the first actors are bodies that others belong to.
const BODIES: usize = 12;

/// The actors and sources of a timeline of so many events.
pub struct Cast {
    events: usize,
    actors: usize,
    sources: usize,
    speaking: Tail,
    telling: Tail,
}

impl Cast {
    /// One actor for every fifty events, at most 5,000; one source for every five.
    pub fn new(events: usize) -> Self {
        let (actors, sources) = ((events / 50).clamp(20, 5000), (events / 5).max(5));
        Self { events, actors, sources, speaking: Tail::new(actors), telling: Tail::new(sources) }
    }

    /// The id of any actor, a few of them often.
    pub fn anybody(&self, chance: &mut Chance, words: &Words) -> String {
        actor_id(words, self.speaking.draw(chance))
    }

    /// A source for the `nth` event: one that tells of events near it, or one that tells of everything.
    pub fn source(&self, chance: &mut Chance, nth: usize) -> usize {
        let near = (nth / 5 + chance.below(4)).min(self.sources - 1);
        if chance.percent(70) { near } else { self.telling.draw(chance) }
    }

    /// Every actor by id.
    pub fn actors<'t>(&'t self, words: &'t Words) -> impl Iterator<Item = (Key, Value)> + 't {
        (0..self.actors).map(move |rank| (actor_id(words, rank).into(), Self::actor(words, rank)))
    }

    fn actor(words: &Words, rank: usize) -> Value {
        let mut chance = Chance::new(2, rank);
        let last = capital(&words.of_rank(rank + 200).printed);
        if rank < BODIES {
            let mut body = Fields::default();
            body.put("name", plain(format!("{last} {}", chance.pick(&["Council", "Authority", "Union"]))));
            body.put("kind", plain(*chance.pick(&["organisation", "state", "group"])));
            body.put("aliases", flow([format!("the {last}"), last.chars().take(1).chain("CC".chars()).collect()]));
            return body.block();
        }
        let name = format!("{} {last}", chance.pick(FIRST_NAMES));
        if chance.one_in(3) {
            return plain(name);
        }
        let mut actor = Fields::default();
        actor.put("name", plain(name));
        actor.put("kind", plain("person"));
        actor.put_some("aliases", chance.percent(40).then(|| flow([last])));
        actor.put_some("member_of", chance.percent(50).then(|| flow([actor_id(words, chance.below(BODIES))])));
        actor.put_some("roles", chance.percent(30).then(|| Self::roles(&mut chance)));
        actor.put_some("note", chance.one_in(20).then(|| words.prose(&mut chance)));
        actor.block()
    }

    fn roles(chance: &mut Chance) -> Value {
        let mut role = Fields::default();
        role.put("title", plain(*chance.pick(TITLES)));
        let at = Day::near(chance, 1, 2).year();
        role.put_some("held", chance.one_in(2).then(|| plain(format!("{at}/{}", at + chance.between(1, 9)))));
        Value::List(vec![role.block()], Layout::Block)
    }

    /// Every source by id.
    pub fn sources<'t>(&'t self, words: &'t Words) -> impl Iterator<Item = (Key, Value)> + 't {
        (0..self.sources).map(move |nth| (source_id(nth).into(), self.one_source(words, nth)))
    }

    fn one_source(&self, words: &Words, nth: usize) -> Value {
        let mut chance = Chance::new(3, nth);
        let at = Day::near(&mut chance, nth, self.sources);
        let outlet = capital(&words.of_rank(150 + chance.below(40)).printed);
        let mut source = Fields::default();
        source.put("title", plain(words.title(&mut chance)));
        source.put("outlet", plain(format!("The {outlet} {}", chance.pick(&["Gazette", "Courier", "Radio"]))));
        source.put_some("author", chance.percent(30).then(|| plain(self.author(&mut chance, words))));
        let published = if chance.one_in(4) { at.in_month() } else { at.exact() };
        source.put("published", plain(published));
        source.put_some("accessed", chance.one_in(5).then(|| plain("2026-01-15")));
        source.put_some("language", chance.one_in(4).then(|| plain(*chance.pick(&["en", "pl", "pt-BR", "ja"]))));
        let page =
            format!("{}.example/{}/{}", words.of_rank(150 + nth % 40).slug, at.year(), words.any(&mut chance).slug);
        source.put("url", plain(format!("https://{page}-{nth}")));
        let kept = || plain(format!("https://archive.example/web/{}0101000000/https://{page}-{nth}", at.year()));
        source.put_some("archive", chance.one_in(6).then(kept));
        source.put_some("share", chance.one_in(100).then_some(Value::Bare("true")));
        let cited = chance.below(nth.max(1));
        source.put_some("cites", (nth > 0 && chance.one_in(10)).then(|| flow([source_id(cited)])));
        source.put_some("note", chance.one_in(25).then(|| words.prose(&mut chance)));
        source.block()
    }

    fn author(&self, chance: &mut Chance, words: &Words) -> String {
        format!("{} {}", chance.pick(FIRST_NAMES), capital(&words.of_rank(300 + chance.below(self.events)).printed))
    }
}

/// The id of the actor of a rank: a name, and its number, for two may have one name.
pub fn actor_id(words: &Words, rank: usize) -> String {
    format!("{}-{rank}", words.of_rank(rank + 200).slug)
}

/// The id of the `nth` source.
pub fn source_id(nth: usize) -> String {
    format!("paper-{nth}")
}
