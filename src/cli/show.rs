//! `annals show`: one event, actor or source in full.

use super::FINE;
use super::colour::Colour;
use super::facts::Facts;
use super::open::Input;
use super::out::{Failure, print};
use super::select::{event_ids, event_named};
use crate::evidence::Ledger;
use crate::model::date::Answer;
use crate::model::finding::did_you_mean;
use crate::model::timeline::{ActorIx, DisputeView, EventIx, Holder, SourceIx, StatementIx, Timeline};

#[derive(clap::Args)]
pub struct Args {
    /// The id of an event, actor, source or statement, or @N for the Nth event of the file
    ///
    /// Where two kinds of thing share an id, `event:ID`, `actor:ID`, `source:ID` or `statement:ID` says which.
    #[arg(value_name = "ID")]
    id: String,
    #[command(flatten)]
    input: Input,
}

/// What an id may name.
#[derive(Clone, Copy)]
enum Thing {
    Event(EventIx),
    Actor(ActorIx),
    Source(SourceIx),
    Statement(StatementIx),
}

/// A kind of thing: its word before the colon, and how an id is looked up.
type Kind = (&'static str, fn(&Timeline, &str) -> Option<Thing>);

const KINDS: &[Kind] = &[
    ("event", |timeline, id| timeline.event_named(id).map(Thing::Event)),
    ("actor", |timeline, id| timeline.actor_named(id).map(Thing::Actor)),
    ("source", |timeline, id| timeline.source_named(id).map(Thing::Source)),
    ("statement", |timeline, id| timeline.statement_named(id).map(Thing::Statement)),
];

pub fn run(args: &Args, colour: Colour) -> Result<u8, Failure> {
    args.input.judged(colour, |timeline, ledger| show(args, timeline, ledger))
}

fn show(args: &Args, timeline: &Timeline, ledger: &Ledger) -> Result<u8, Failure> {
    let mut facts = Facts::new(timeline).with(ledger);
    match find(timeline, &args.id)? {
        Thing::Event(event) => {
            facts.event(event, Answer::Certainly, timeline.order_is_open(event));
            facts.disputes(timeline.disputes_of(event));
        }
        Thing::Actor(actor) => facts.actor(actor),
        Thing::Source(source) => {
            facts.source(source);
            facts.disputes(timeline.disputes_quoting(source).iter().copied());
        }
        Thing::Statement(statement) => {
            facts.statement(statement, Answer::Certainly);
            let is_side =
                |dispute: &DisputeView| dispute.sides().any(|side| side.holder() == Some(Holder::Statement(statement)));
            facts.disputes(timeline.disputes().filter(is_side).map(|dispute| dispute.ix()));
        }
    }
    print(&facts.into_text())?;
    Ok(FINE)
}

fn find(timeline: &Timeline, wanted: &str) -> Result<Thing, Failure> {
    let named = wanted.split_once(':').and_then(|(kind, id)| Some((KINDS.iter().find(|(word, _)| *word == kind)?, id)));
    let (kinds, id) = match named {
        Some((kind, id)) => (std::slice::from_ref(kind), id),
        None => (KINDS, wanted),
    };
    if id.starts_with('@') {
        return event_named(timeline, id).map(Thing::Event);
    }
    let found: Vec<(&str, Thing)> =
        kinds.iter().filter_map(|(word, look_up)| Some((*word, look_up(timeline, id)?))).collect();
    match found[..] {
        [(_, thing)] => Ok(thing),
        [] => Err(nothing(timeline, kinds, id)),
        _ => {
            let ways: Vec<String> = found.iter().map(|(word, _)| format!("`{word}:{id}`")).collect();
            Err(Failure::Told(format!("`{id}` names more than one thing"), Some(format!("say {}", ways.join(" or ")))))
        }
    }
}

fn nothing(timeline: &Timeline, kinds: &[Kind], id: &str) -> Failure {
    let nouns: Vec<&str> = kinds.iter().map(|(word, _)| *word).collect();
    let known = [
        event_ids(timeline),
        timeline.actors().map(|actor| timeline.actor(actor).id().to_owned()).collect(),
        timeline.sources().map(|source| timeline.source(source).id().to_owned()).collect(),
        statement_ids(timeline),
    ];
    let of_kinds = KINDS.iter().zip(&known).filter(|((word, _), _)| nouns.contains(word));
    let of_kinds = of_kinds.flat_map(|(_, ids)| ids.iter().map(String::as_str));
    let hint = did_you_mean(id, of_kinds).unwrap_or_else(|| "`annals list` names them all".to_owned());
    Failure::Told(format!("no {} has the id `{id}`", nouns.join(", no ")), Some(hint))
}

fn statement_ids(timeline: &Timeline) -> Vec<String> {
    let statements: Vec<StatementIx> = timeline.statements().collect();
    let id = |part: &Timeline, said: &StatementIx| part.statement(*said).record().id.as_deref().map(str::to_owned);
    timeline.passed(&statements, |part, all| all.iter().filter_map(|said| id(part, said)).collect())
}
