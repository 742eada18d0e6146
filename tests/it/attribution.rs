//! Chains of attribution against every way written out one by one: circles, origins and what would fall.

use std::collections::{BTreeSet, HashSet};
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use annals::load::{Loaded, of_texts};
use annals::model::finding::Finding;
use annals::model::query::Query;
use annals::model::timeline::{
    ActorIx, CYCLE, EventIx, MOST_ORIGINS, Origins, Passage, SourceIx, StatementIx, Timeline, Via,
};
use proptest::prelude::*;

const SOURCES: usize = 6;
const ACTORS: usize = 2;

/// A step of `via`: a source, or behind them an actor.
type Step = usize;

/// The `via` and the source of a statement.
type Said = (Vec<Step>, Option<usize>);

/// A timeline as numbers: what each source cites, and of each event its statements and evidence.
#[derive(Debug, Clone)]
struct Plan {
    cites: Vec<Vec<usize>>,
    events: Vec<(Vec<Said>, Vec<usize>)>,
}

fn id(step: Step) -> String {
    if step < SOURCES { format!("s{step}") } else { format!("a{}", step - SOURCES) }
}

fn ids(steps: &[Step]) -> String {
    format!("[{}]", steps.iter().copied().map(id).collect::<Vec<_>>().join(", "))
}

impl Plan {
    fn text(&self) -> String {
        let mut text = String::from("sources:\n");
        for (nth, cites) in self.cites.iter().enumerate() {
            writeln!(text, "  s{nth}: {{ title: S, cites: {} }}", ids(cites)).unwrap();
        }
        text.push_str("actors: { a0: One, a1: Other }\nevents:\n");
        for (said, evidence) in &self.events {
            let said = said.iter().map(|(via, source)| {
                let source = source.map_or(String::new(), |source| format!(", source: s{source}"));
                format!("{{ speaker: a0, via: {}{source} }}", ids(via))
            });
            let evidence = evidence.iter().map(|source| format!("{{ source: s{source} }}"));
            let (said, evidence) = (said.collect::<Vec<_>>().join(", "), evidence.collect::<Vec<_>>().join(", "));
            writeln!(text, "  - {{ title: T, statements: [{said}], evidence: [{evidence}] }}").unwrap();
        }
        text
    }

    /// Does following `cites` lead from one source to another, by at least one reference?
    fn leads(&self, from: usize, to: usize) -> bool {
        let mut reached: HashSet<usize> = self.cites[from].iter().copied().collect();
        for _ in 0..SOURCES {
            reached = reached.iter().flat_map(|at| self.cites[*at].iter().chain([at])).copied().collect();
        }
        reached.contains(&to)
    }

    fn has_circle(&self) -> bool {
        (0..SOURCES).any(|source| self.leads(source, source))
    }

    /// The same without references from a source to itself or to one before it, in which nothing goes round.
    fn without_circles(mut self) -> Self {
        for (nth, cites) in self.cites.iter_mut().enumerate() {
            cites.retain(|cited| *cited > nth);
        }
        self
    }

    /// Every way from a source to a begin, as the sources on it.
    fn ways_from(&self, source: usize) -> Vec<Vec<Step>> {
        if self.cites[source].is_empty() {
            return vec![vec![source]];
        }
        let on = self.cites[source].iter().flat_map(|cited| self.ways_from(*cited));
        on.map(|way| [vec![source], way].concat()).collect()
    }

    /// Every way on which a passage comes, from the reader to its begin.
    fn ways(&self, via: &[Step], source: Option<usize>) -> Vec<Vec<Step>> {
        let steps: Vec<Step> = source.into_iter().chain(via.iter().rev().copied()).collect();
        match steps.split_last() {
            None => Vec::new(),
            Some((begin, _)) if *begin >= SOURCES => vec![steps],
            Some((begin, before)) => {
                self.ways_from(*begin).into_iter().map(|way| [before.to_vec(), way].concat()).collect()
            }
        }
    }

    /// The ways of every passage of an event, the statements first.
    fn passages(&self, event: usize) -> Vec<Vec<Vec<Step>>> {
        let (said, evidence) = &self.events[event];
        let said = said.iter().map(|(via, source)| self.ways(via, *source));
        said.chain(evidence.iter().map(|source| self.ways(&[], Some(*source)))).collect()
    }

    /// Does `via` lead back: is a step later on the way to the reader the same, or one that it has it from?
    fn leads_back(&self, via: &[Step], source: Option<usize>) -> bool {
        let mut steps: Vec<Step> = source.into_iter().chain(via.iter().rev().copied()).collect();
        steps.dedup();
        let is_back = |end: usize, begin: usize| {
            let (from, to) = (steps[end], steps[begin]);
            from < SOURCES && to < SOURCES && (from == to || self.leads(from, to))
        };
        (0..steps.len()).any(|end| (0..end).any(|begin| is_back(end, begin)))
    }
}

fn plan() -> BoxedStrategy<Plan> {
    let some = |most: usize| prop::collection::vec(0..SOURCES, 0..most);
    let statement = (prop::collection::vec(0..SOURCES + ACTORS, 0..3), prop::option::weighted(0.8, 0..SOURCES)).boxed();
    let event = (prop::collection::vec(statement, 0..3), some(3));
    let parts = (prop::collection::vec(some(3), SOURCES), prop::collection::vec(event, 1..4));
    parts.prop_map(|(cites, events)| Plan { cites, events }).boxed()
}

fn load(text: &str) -> (Timeline, Vec<Finding>) {
    let Loaded { timeline, findings } = of_texts(vec![("a.yaml".to_owned(), text.to_owned())]);
    assert!(findings.iter().all(|finding| finding.rule == CYCLE), "{findings:#?}\n{text}");
    (timeline, findings)
}

/// The steps of a path that a finding prints.
fn path(finding: &Finding) -> Vec<Step> {
    let (_, path) = finding.message.split_once(": ").expect("a path behind a colon");
    let number = |id: &str| id[1..].parse::<usize>().unwrap() + if id.starts_with('a') { SOURCES } else { 0 };
    path.split(" → ").map(number).collect()
}

fn step(origin: Via) -> Step {
    match origin {
        Via::Source(SourceIx(at)) => at as usize,
        Via::Actor(ActorIx(at)) => at as usize + SOURCES,
    }
}

fn begins<'w>(ways: impl IntoIterator<Item = &'w Vec<Step>>) -> BTreeSet<Step> {
    ways.into_iter().filter_map(|way| way.last().copied()).collect()
}

fn found(origins: &Origins) -> BTreeSet<Step> {
    assert!(!origins.has_more);
    let steps: BTreeSet<Step> = origins.all.iter().copied().map(step).collect();
    assert_eq!(steps.len(), origins.all.len(), "each once");
    steps
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_circle_of_citations_is_found_and_no_other(plan in plan()) {
        let (_, findings) = load(&plan.text());
        let found: Vec<&Finding> = findings.iter().filter(|finding| !finding.message.starts_with("`via`")).collect();
        prop_assert_eq!(!found.is_empty(), plan.has_circle());
        let mut open = plan.clone();
        for finding in found {
            let steps = path(finding);
            prop_assert!(steps.len() > 1 && steps.first() == steps.last(), "{}", finding.message);
            for pair in steps.windows(2) {
                prop_assert!(plan.cites[pair[0]].contains(&pair[1]), "{}", finding.message);
            }
            let (from, to) = (steps[steps.len() - 2], steps[steps.len() - 1]);
            prop_assert!(open.cites[from].contains(&to), "the reference that closes it is told once: {}", finding.message);
            open.cites[from].retain(|cited| *cited != to);
        }
        prop_assert!(!open.has_circle(), "without the references told there are none");
    }

    #[test]
    fn every_statement_that_leads_back_is_found_and_no_other(plan in plan()) {
        let plan = plan.without_circles();
        let (_, findings) = load(&plan.text());
        let said = plan.events.iter().flat_map(|(said, _)| said);
        let back: Vec<_> = said.filter(|(via, source)| plan.leads_back(via, *source)).collect();
        prop_assert_eq!(findings.len(), back.len(), "{:?}", findings);
        for (finding, (via, source)) in findings.iter().zip(back) {
            let steps = path(finding);
            prop_assert!(steps.len() > 1 && steps.first() == steps.last(), "{}", finding.message);
            let mut way: Vec<Step> = source.iter().copied().chain(via.iter().rev().copied()).collect();
            way.dedup();
            let on_way = |pair: &[Step]| way.windows(2).any(|known| known == pair);
            for pair in steps.windows(2) {
                let cited = pair[0] < SOURCES && plan.cites[pair[0]].contains(&pair[1]);
                prop_assert!(cited || on_way(pair), "{}", finding.message);
            }
        }
    }

    #[test]
    fn origins_are_where_the_ways_begin(plan in plan()) {
        let plan = plan.without_circles();
        let (timeline, _) = load(&plan.text());
        let mut statement = 0;
        for (nth, event) in timeline.events().enumerate() {
            let passages = plan.passages(nth);
            for (ways, passage) in passages.iter().zip(timeline.event(event).passages()) {
                prop_assert_eq!(found(&timeline.origins_of(passage)), begins(ways));
                statement += u32::from(matches!(passage, Passage::Statement(StatementIx(at)) if at == statement));
            }
            let wanted = begins(passages.iter().flatten());
            prop_assert_eq!(found(&timeline.origins_of_event(event)), wanted.clone());
            prop_assert_eq!(timeline.origin_count(event).count, wanted.len());
            for asked in 0..5 {
                let keeps = |text: &str| {
                    Query::parse(&timeline, text).expect("read").find(&timeline).ixs().contains(&event)
                };
                prop_assert_eq!(keeps(&format!("origins:{asked}")), wanted.len() == asked);
                prop_assert_eq!(keeps(&format!("origins:{asked}+")), wanted.len() >= asked);
            }
        }
        prop_assert_eq!(statement as usize, timeline.statements().len());
    }

    #[test]
    fn what_falls_has_no_way_round(plan in plan()) {
        let plan = plan.without_circles();
        let (timeline, _) = load(&plan.text());
        for source in timeline.sources() {
            let on = |way: &Vec<Step>| way.contains(&source.at());
            let (mut rests, mut falls, mut events) = (Vec::new(), Vec::new(), Vec::new());
            for (nth, event) in timeline.events().enumerate() {
                let all = plan.passages(nth);
                let passages: Vec<Passage> = timeline.event(event).passages().collect();
                rests.extend(passages.iter().zip(&all).filter(|(_, ways)| ways.iter().any(on)).map(|(at, _)| *at));
                let fallen = |ways: &Vec<Vec<Step>>| !ways.is_empty() && ways.iter().all(on);
                falls.extend(passages.iter().zip(&all).filter(|(_, ways)| fallen(ways)).map(|(at, _)| *at));
                let mut carried = all.iter().filter(|ways| !ways.is_empty()).peekable();
                events.extend(Some(event).filter(|_| carried.peek().is_some() && carried.all(fallen)));
            }
            let support = timeline.support(source);
            let resting: Vec<Passage> = support.resting.iter().map(|resting| resting.passage).collect();
            prop_assert_eq!(&resting, &rests, "what rests on {}", id(source.at()));
            let falling: Vec<Passage> =
                support.resting.iter().filter(|resting| resting.falls).map(|resting| resting.passage).collect();
            prop_assert_eq!(falling, falls, "what falls with {}", id(source.at()));
            prop_assert_eq!(&support.falling, &events, "the events that fall with {}", id(source.at()));
            prop_assert_eq!(timeline.weight(source).events, events.len());
            prop_assert_eq!(timeline.weight(source).statements, support.falling_statements().count());
        }
    }

    #[test]
    fn a_file_of_circles_is_looked_at_like_any_other(plan in plan()) {
        let (timeline, _) = load(&plan.text());
        for event in timeline.events() {
            let carried = timeline.event(event).passages().any(|passage| timeline.passage(passage).begin().is_some());
            prop_assert_eq!(timeline.origin_count(event).count > 0, carried, "every chain has a start");
        }
        for source in timeline.sources() {
            prop_assert!(timeline.support(source).falling.len() <= timeline.events().len());
            prop_assert!(!timeline.origins_of_source(source).all.is_empty());
        }
    }
}

/// A timeline of one event that the first of these sources carries.
fn carried_by_first(sources: &str) -> (Timeline, Vec<Finding>) {
    load(&format!("sources:\n{sources}events:\n  - {{ title: T, evidence: [{{ source: s0 }}] }}\n"))
}

const LONG: usize = 10_000;

#[test]
fn a_chain_of_any_length_has_one_origin() {
    let mut chain = String::new();
    for nth in 0..LONG {
        writeln!(chain, "  s{nth}: {{ cites: [s{}] }}", nth + 1).unwrap();
    }
    writeln!(chain, "  s{LONG}: {{ title: The first }}").unwrap();
    let (timeline, findings) = carried_by_first(&chain);
    assert_eq!(findings, []);
    let origins = timeline.origins_of_event(EventIx(0));
    assert_eq!((origins.all, origins.has_more), (vec![Via::Source(SourceIx::of(LONG))], false));
    assert_eq!(timeline.support(SourceIx::of(LONG)).falling, [EventIx(0)]);
}

#[test]
fn a_circle_of_any_length_is_printed_by_its_ends() {
    let mut circle = String::new();
    for nth in 0..LONG {
        writeln!(circle, "  s{nth}: {{ cites: [s{}] }}", (nth + 1) % LONG).unwrap();
    }
    let (timeline, findings) = carried_by_first(&circle);
    let messages: Vec<&str> = findings.iter().map(|finding| finding.message.as_str()).collect();
    let path = "s0 → s1 → s2 → s3 → s4 → s5 → (9989 more) → s9995 → s9996 → s9997 → s9998 → s9999 → s0";
    assert_eq!(messages, [format!("sources cite each other in a circle: {path}")]);
    assert_eq!(timeline.origin_count(EventIx(0)).count, 1);
}

#[test]
fn origins_are_told_apart_up_to_a_bound() {
    let mut ladder = String::new();
    for nth in 0..LONG {
        writeln!(ladder, "  s{nth}: {{ cites: [r{nth}, s{}] }}\n  r{nth}: {{ title: R }}", nth + 1).unwrap();
    }
    writeln!(ladder, "  s{LONG}: {{ title: S }}").unwrap();
    let (timeline, _) = carried_by_first(&ladder);
    let count = timeline.origin_count(EventIx(0));
    assert_eq!((count.count, count.or_more), (MOST_ORIGINS, true));
    let keeps = |text: &str| !Query::parse(&timeline, text).unwrap().find(&timeline).events.is_empty();
    assert!(keeps(&format!("origins:{MOST_ORIGINS}+")) && !keeps(&format!("origins:{MOST_ORIGINS}")));
}

#[test]
fn a_way_of_any_length_is_followed_once() {
    let via: Vec<String> = (0..LONG).map(|nth| format!("s{nth}")).collect();
    let found = |first_cites: &str| -> Vec<String> {
        let mut yaml = String::from("actors: { a: A }\nsources:\n  z: { title: Z }\n");
        for nth in 0..LONG {
            let cited = if nth == 0 { first_cites.to_owned() } else { format!("r{nth}") };
            writeln!(yaml, "  r{nth}: {{ title: R }}\n  s{nth}: {{ cites: [{cited}] }}").unwrap();
        }
        let via = via.join(", ");
        writeln!(yaml, "events: [{{ title: T, statements: [{{ speaker: a, source: z, via: [{via}] }}] }}]").unwrap();
        load(&yaml).1.into_iter().map(|finding| finding.message).collect()
    };
    let begun = Instant::now();
    assert_eq!(found("r0"), [""; 0]);
    let path = "z → s9999 → s9998 → s9997 → s9996 → s9995 → (9990 more) → s4 → s3 → s2 → s1 → s0 → z";
    assert_eq!(found("z"), [format!("`via` leads back to where it was: {path}")]);
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}
