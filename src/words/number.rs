//! Numbers as the house prints them, from exact integers.

use super::{Scale, Words, fill};
use crate::question::Ratio;

impl Words {
    /// An integer with thousands separated: 16,874.
    pub fn number(&self, number: i128) -> String {
        grouped(number)
    }

    /// A large number rounded to two or three figures: 約1.2万, 約35万, 約1.4億; below ten thousand it is printed whole.
    pub fn scaled(&self, number: i128) -> String {
        let size = number.unsigned_abs();
        if size < 10_000 {
            return grouped(number);
        }
        let rounded = match self.numbers.scale {
            Scale::Myriad => self.myriad(number),
            Scale::Thousand => grouped(three_figures(number)),
        };
        fill(&self.numbers.about, &[("n", &rounded)])
    }

    fn myriad(&self, number: i128) -> String {
        let (unit, word) = match number.unsigned_abs() {
            0..99_995_000 => (10_000, &self.numbers.ten_thousand),
            _ => (100_000_000, &self.numbers.hundred_million),
        };
        let digits = if number.unsigned_abs() < 10 * unit { 1 } else { 0 };
        fill(word, &[("n", &decimal(number, unit as i128, digits))])
    }

    /// A tick of an axis whose ticks stand `step` apart, exact: 0, 5,000, 2.5万, 30万, 1.2億. All ticks of an axis have
    /// the unit of its step, so that they can be compared at a glance; both count `1 / parts` packets.
    pub fn tick(&self, value: i128, step: i128, parts: i64) -> String {
        let parts = i128::from(parts.max(1));
        let (unit, word) = match step / parts {
            10_000_000.. => (100_000_000, Some(&self.numbers.hundred_million)),
            5_000.. => (10_000, Some(&self.numbers.ten_thousand)),
            _ => (1, None),
        };
        match word.filter(|_| self.numbers.scale == Scale::Myriad && value > 0) {
            Some(word) => fill(word, &[("n", &trimmed(value, parts * unit, 3))]),
            None => trimmed(value, parts, 3),
        }
    }

    /// `over / under` with as many decimals as it needs, at most four: a constant of a rule.
    pub fn plain(&self, over: i128, under: i128) -> String {
        trimmed(over, under, 4)
    }

    /// A mean: whole from 100 up, with one decimal below.
    pub fn mean(&self, mean: Ratio) -> String {
        let digits = if mean.over.abs() / mean.under >= 100 { 0 } else { 1 };
        decimal(mean.over, mean.under, digits)
    }

    /// An index, a whole number: 98.
    pub fn index(&self, index: Ratio) -> String {
        decimal(index.over, index.under, 0)
    }

    /// A part of a whole in percent with `digits` decimals (0 to 3): 12.3%.
    pub fn percent(&self, part: Ratio, digits: u32) -> String {
        fill(&self.numbers.percent, &[("n", &decimal(part.over.saturating_mul(100), part.under, digits))])
    }

    /// A change in percent with its sign: +12.3%, −4.0%, ±0.0%.
    pub fn signed_percent(&self, change: Ratio, digits: u32) -> String {
        let text = self.percent(change, digits);
        match text.strip_prefix('−') {
            Some(_) => text,
            None if text.bytes().any(|b| (b'1'..=b'9').contains(&b)) => format!("+{text}"),
            None => format!("±{text}"),
        }
    }
}

/// `over / under` with exactly `digits` decimals, halves away from zero, thousands separated.
pub(super) fn decimal(over: i128, under: i128, digits: u32) -> String {
    let parts = 10_i128.pow(digits.min(6));
    let rounded = Ratio { over, under }.rounded(parts).unwrap_or(over / under * parts);
    let (whole, part) = (rounded.unsigned_abs() / parts as u128, rounded.unsigned_abs() % parts as u128);
    let sign = if rounded < 0 { "−" } else { "" };
    let whole = grouped(whole as i128);
    if digits == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{part:0width$}", width = digits as usize)
    }
}

/// `over / under` with as many decimals as it needs, at most `digits`.
fn trimmed(over: i128, under: i128, digits: u32) -> String {
    let text = decimal(over, under, digits);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Rounded to its first three figures.
fn three_figures(number: i128) -> i128 {
    let unit = 10_i128.pow(number.unsigned_abs().ilog10().saturating_sub(2));
    Ratio { over: number, under: unit }.rounded(1).unwrap_or(number) * unit
}

/// With a comma before each three figures.
fn grouped(number: i128) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    if number < 0 {
        text.push('−');
    }
    for (position, digit) in digits.char_indices() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
