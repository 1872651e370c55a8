//! Remembers what the observations answered, so that a change of words reads no data again.
//!
//! Comes in: plans of a site. Goes out: their outcome, from the observations where anything that it hangs on has
//! changed. An outcome with errors is not kept, since what mends them may not be seen from outside; that files are
//! absent is.

use crate::config::Site;
use crate::observe::{self, Held, Outcome, is_absence_or_less};
use crate::question::Plan;

/// What was answered since the observations last changed.
#[derive(Default)]
pub(super) struct Memory {
    held: Option<Held>,
    answered: Vec<Answered>,
    read: usize,
}

struct Answered {
    plans: Vec<Plan>,
    outcome: Outcome,
    /// Whether it was asked for since [`Memory::begin`].
    asked: bool,
}

impl Memory {
    /// Before an edition is set on the stage: looks at the files, and forgets what was not asked for the last time.
    pub(super) fn begin(&mut self, site: &Site) {
        let held = Some(Held::of(site));
        if self.held != held {
            self.answered.clear();
        }
        self.held = held;
        self.answered.retain(|answered| answered.asked);
        self.answered.iter_mut().for_each(|answered| answered.asked = false);
    }

    /// Answers `plans`.
    pub(super) fn ask(&mut self, site: &Site, plans: &[Plan]) -> Outcome {
        if let Some(known) = self.answered.iter_mut().find(|answered| answered.plans == plans) {
            known.asked = true;
            return known.outcome.clone();
        }
        self.read += 1;
        let outcome = observe::observe(site, plans);
        if outcome.findings.iter().all(is_absence_or_less) {
            self.answered.push(Answered { plans: plans.to_owned(), outcome: outcome.clone(), asked: true });
        }
        outcome
    }

    /// How often the observations were read.
    pub(super) fn read(&self) -> usize {
        self.read
    }

    /// The observations as they were last looked at.
    pub(super) fn held(&self) -> Option<&Held> {
        self.held.as_ref()
    }
}
