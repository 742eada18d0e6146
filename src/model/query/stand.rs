//! A question put to a batch of events at once.

use super::Query;
use super::standing::Standings;
use crate::model::batch::{Batch, Part};
use crate::model::date::Answer;
use crate::model::timeline::OriginCount;
use crate::model::timeline::{Bearer, EventIx, Timeline};

impl Query {
    /// How the events of a batch stand to it. Nothing is said of those that are not asked for.
    pub(super) fn stand(&self, timeline: &Timeline, batch: Batch, asked: &Part) -> Standings {
        let event = |nth: usize| EventIx::of(batch.first().at() + nth);
        let sure = |holds: &dyn Fn(EventIx) -> bool| Standings::sure(asked.filter(|nth| holds(event(nth))));
        match self {
            Self::All(parts) => weakest(parts, timeline, batch, asked),
            Self::Any(parts) => strongest(parts, timeline, batch, asked),
            Self::Not(part) => part.stand(timeline, batch, asked).contrary(),
            Self::Words(sought) => Standings::sure(timeline.with_words(batch, sought, asked)),
            Self::Among(events) => Standings::sure(events.part(batch)),
            Self::From(mark) => timeline.in_time_from(batch, mark, asked).into(),
            Self::To(mark) => timeline.in_time_to(batch, mark, asked).into(),
            Self::On(mark) => timeline.in_time_within(batch, mark, asked).into(),
            Self::Certainly(part) => part.stand(timeline, batch, asked).only_certain(),
            Self::Verdict(wanted) => sure(&|event| {
                let passages = timeline.event(event).passages();
                let mut verdicts = passages.filter_map(|passage| timeline.verdict_of(Bearer::Passage(passage)));
                verdicts.any(|verdict| wanted.contains(&verdict))
            }),
            Self::Voice(voice) => sure(&|event| {
                let mut statements = timeline.event(event).statements();
                statements.any(|statement| timeline.statement(statement).voice() == Some(*voice))
            }),
            Self::Dispute(statuses) => {
                sure(&|event| statuses.iter().any(|status| timeline.is_in_dispute(event, *status)))
            }
            Self::Origins { least, or_more } => sure(&|event| {
                let OriginCount { count, or_more: at_least } = timeline.origin_count(event);
                if *or_more { count >= *least } else { count == *least && !at_least }
            }),
            Self::Known(day) => {
                let answers =
                    |least: Answer, of: &Part| of.filter(|nth| timeline.was_event_known(event(nth), day) >= least);
                let possibly = answers(Answer::Possibly, asked);
                Standings::vague(possibly.clone(), answers(Answer::Certainly, &possibly))
            }
        }
    }

    /// Does it take long to answer, so that it is asked last and of as few events as can be?
    fn is_slow(&self) -> bool {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().any(Self::is_slow),
            Self::Not(part) | Self::Certainly(part) => part.is_slow(),
            Self::Among(_) | Self::From(_) | Self::To(_) | Self::On(_) | Self::Dispute(_) | Self::Origins { .. } => {
                false
            }
            Self::Words(_) | Self::Verdict(_) | Self::Voice(_) | Self::Known(_) => true,
        }
    }
}

/// The parts that are quick, then those that are not.
fn quick_first(parts: &[Query]) -> impl Iterator<Item = &Query> {
    parts.iter().filter(|part| !part.is_slow()).chain(parts.iter().filter(|part| part.is_slow()))
}

fn weakest(parts: &[Query], timeline: &Timeline, batch: Batch, asked: &Part) -> Standings {
    let mut weakest = Standings::all();
    for part in quick_first(parts) {
        let open = asked & &weakest.undated;
        if open.is_empty() {
            break;
        }
        weakest = weakest.weaker(&part.stand(timeline, batch, &open));
    }
    weakest
}

fn strongest(parts: &[Query], timeline: &Timeline, batch: Batch, asked: &Part) -> Standings {
    let mut strongest = Standings::none();
    for part in quick_first(parts) {
        let open = asked & &!&strongest.certainly;
        if open.is_empty() {
            break;
        }
        strongest = strongest.stronger(&part.stand(timeline, batch, &open));
    }
    strongest
}
