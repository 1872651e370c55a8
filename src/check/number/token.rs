//! What the prose claims: figures, days, stretches of time and directions.

use std::ops::Range;

use crate::quarter::{Day, Span};

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// パケット.
    Packets,
    /// %.
    Percent,
    /// 割.
    Tenths,
    /// 倍.
    Times,
    /// 位, 番目.
    Rank,
    /// 上位5件, トップ5.
    Top,
    /// 台.
    Sensors,
    /// 日間, 日分.
    Days,
    /// The days of a window: 10日間平均.
    Window,
    /// 地域, か国.
    Regions,
    /// か所.
    Places,
    /// 件, つ.
    Things,
    /// What no source counts: 分間, 回.
    Alien,
    /// No unit.
    Other,
}

/// Up, down, or neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    Rise,
    Fall,
    Flat,
}

/// A figure as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Figure {
    /// Digits and 万 or 億, without commas: `16874`, `1.2万`.
    pub(super) digits: String,
    pub(super) unit: Unit,
    /// What the words behind it say of its direction: 2割減.
    pub(super) sense: Option<Sense>,
    /// Whether the words about it say that it is not exact: 約, 前後.
    pub(super) hedged: bool,
    /// What the words behind it make of it: 以上, 未満, に迫る.
    pub(super) bound: Option<Bound>,
}

/// Where a value lies that a figure only bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bound {
    Over,
    Under,
    Nearly,
}

impl Figure {
    /// Its number, where it is a whole one.
    pub(super) fn whole(&self) -> Option<i64> {
        self.digits.parse().ok()
    }

    /// Figures behind the point.
    pub(super) fn decimals(&self) -> u32 {
        let digits = self.digits.trim_end_matches(['万', '億']);
        digits.split_once('.').map_or(0, |(_, part)| part.len() as u32)
    }
}

/// What is claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    Figure(Figure),
    /// 10月19日.
    Day(Day),
    /// A day that no month has: 6月31日.
    NoDay,
    /// 12月, 10月下旬.
    Stretch(Span),
    Direction(Sense),
    /// 増減を繰り返す.
    Swing,
    /// 突発的な増加.
    Spike,
    /// 高い水準.
    High,
    /// 前四半期と同じ.
    Same,
    /// 前四半期と異なる.
    Differs,
    /// 最も多い (1), 次に多い (2).
    Most(u32),
}

/// A claim with its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) range: Range<usize>,
    pub(super) claim: Claim,
}
