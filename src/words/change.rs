//! Words of change by the rules of `rules`: nearly flat, tenths, multiples, nearly gone.

use super::number::decimal;
use super::{Steps, Words, fill};
use crate::question::Ratio;
use crate::rules::{FLAT_PERCENT, MULTIPLE_PERCENT};

impl Words {
    /// `(after − before) / before` in words: ほぼ横ばい, 約2割減, 約2.4倍, 倍増, ほぼなくなった.
    pub fn change(&self, change: Ratio) -> String {
        let Ratio { over, under } = change;
        let hundredfold = over.unsigned_abs().saturating_mul(100);
        let reaches = |percent: i128| hundredfold >= (percent as u128).saturating_mul(under as u128);
        if change.direction(FLAT_PERCENT) == 0 {
            self.change.flat.clone()
        } else if !reaches(MULTIPLE_PERCENT) {
            let template = if over < 0 { &self.change.fall } else { &self.change.rise };
            fill(template, &[("n", &self.step(change))])
        } else if over < 0 {
            self.change.gone.clone()
        } else {
            self.multiple(over.saturating_add(under), under)
        }
    }

    /// A share in rounded steps: 約5割, ほぼすべて.
    pub fn tenths(&self, share: Ratio) -> String {
        match share.rounded(10) {
            Some(10..) => self.numbers.nearly_all.clone(),
            _ => fill(&self.numbers.tenths, &[("n", &self.step(share))]),
        }
    }

    /// Whether a share is at least half a tenth, so that it rounds to one.
    pub(super) fn has_tenths(&self, share: Ratio) -> bool {
        share.rounded(10).is_some_and(|tenths| tenths > 0)
    }

    /// A change as a multiple, whatever its size: 約1.3倍, 倍増, ほぼ同じ.
    pub fn times(&self, change: Ratio) -> String {
        self.multiple(change.over.saturating_add(change.under), change.under)
    }

    /// Whether a change leaves at least a twentieth, so that its multiple rounds to a tenth.
    pub(super) fn has_multiple(&self, Ratio { over, under }: Ratio) -> bool {
        Ratio { over: over.saturating_add(under), under }.rounded(10).is_some_and(|tenths| tenths > 0)
    }

    /// The nearest tenth, at least one, as the language counts it: 2 (割) or 20 (percent).
    fn step(&self, part: Ratio) -> String {
        let tenths = part.rounded(10).map_or(1, i128::abs).max(1);
        match self.numbers.steps {
            Steps::Tenth => tenths.to_string(),
            Steps::Percent => (tenths * 10).to_string(),
        }
    }

    fn multiple(&self, after: i128, before: i128) -> String {
        let text = decimal(after, before, 1);
        match text.as_str() {
            "1.0" => self.change.same.clone(),
            "2.0" => self.change.double.clone(),
            _ => fill(&self.change.multiple, &[("n", &text)]),
        }
    }
}
