//! The way one came, as a browser has it: places to go back to, and forward again.

use crate::user::session::Stop;

/// How many places are remembered on either side.
const LONGEST: usize = 100;

/// How something is gone to. A run of one kind, but of [`Jump::Once`], is one jump.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jump {
    /// Each time is a jump of its own.
    Once,
    /// From statement to statement of an actor.
    Actor,
    /// From group to group on the axis.
    Group,
    /// From match to match.
    Search,
    /// From day to day on which something became known.
    Known,
}

/// Places before and behind the present one, the nearest last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    back: Vec<Stop>,
    forward: Vec<Stop>,
    run: Option<Jump>,
}

impl History {
    /// One with these places, the nearest last.
    #[must_use]
    pub fn new(back: Vec<Stop>, forward: Vec<Stop>) -> Self {
        let nearest = |mut stops: Vec<Stop>| stops.split_off(stops.len().saturating_sub(LONGEST));
        Self { back: nearest(back), forward: nearest(forward), run: None }
    }

    /// The places before, the nearest last.
    #[must_use]
    pub fn before(&self) -> &[Stop] {
        &self.back
    }

    /// The places gone back from, the nearest last.
    #[must_use]
    pub fn after(&self) -> &[Stop] {
        &self.forward
    }

    /// Notes how an action went from one place to another, by a jump or by a step: only jumps are remembered,
    /// of a run the first, and what lay ahead is dropped then.
    pub fn went(&mut self, jump: Option<Jump>, from: Stop, to: &Stop) {
        if jump.is_some() && jump == self.run && jump != Some(Jump::Once) {
            return;
        }
        // What led nowhere begins no run.
        self.run = jump.filter(|_| !from.is_at(to));
        if self.run.is_none() {
            return;
        }
        self.forward.clear();
        if self.back.last().is_some_and(|last| last.is_at(&from)) {
            self.back.pop();
        }
        push(&mut self.back, from);
    }

    /// The place before; `from` is where one goes forward to again.
    pub fn go_back(&mut self, from: Stop) -> Option<Stop> {
        cross(&mut self.back, &mut self.forward, from)
    }

    /// The place that was gone back from last; `from` is where one goes back to again.
    pub fn go_forward(&mut self, from: Stop) -> Option<Stop> {
        cross(&mut self.forward, &mut self.back, from)
    }
}

/// The nearest place of `near` that is another than `from`, which is put on the far side.
fn cross(near: &mut Vec<Stop>, far: &mut Vec<Stop>, from: Stop) -> Option<Stop> {
    while near.last().is_some_and(|stop| stop.is_at(&from) && stop.views == from.views) {
        near.pop();
    }
    let to = near.pop()?;
    push(far, from);
    Some(to)
}

fn push(stops: &mut Vec<Stop>, stop: Stop) {
    if stops.len() == LONGEST {
        stops.remove(0);
    }
    stops.push(stop);
}
