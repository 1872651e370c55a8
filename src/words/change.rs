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
        if !reaches(FLAT_PERCENT) {
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

    /// A share in rounded steps: 約5割.
    pub fn tenths(&self, share: Ratio) -> String {
        fill(&self.numbers.tenths, &[("n", &self.step(share))])
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
        if text == "2.0" { self.change.double.clone() } else { fill(&self.change.multiple, &[("n", &text)]) }
    }
}
