//! The range that is normal for a chart's line: of which rows the quarters before are asked (of those of conditions that
//! look back, too), and what a figure shows of them: a band, its ends in data and values, its words.

use std::collections::BTreeMap;

use super::desk::Desk;
use super::method::NORMAL;
use super::runs::plain_runs;
use super::series::{Drawn, rows};
use super::told::{NoRange, Point, Told};
use super::values::looking_back;
use super::{Normal, Paragraph};
use crate::finding::{Finding, Place};
use crate::key::Key;
use crate::manuscript::{Block, Chart, Manuscript};
use crate::question::{By, Question};
use crate::rules::{NORMAL_QUARTERS, WINDOW_DAYS};
use crate::said;
use crate::words::fill;

/// A row of which the quarters before are asked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Before {
    /// The question of which it is a row.
    pub of: Question,
    /// Its key.
    pub key: Key,
}

impl Before {
    /// What is asked: all that the row is made of.
    pub fn question(&self) -> Question {
        self.of.within(&self.key, By::Total)
    }
}

/// What a figure shows.
pub(super) enum Band {
    /// Nothing was asked, or nothing can be shown.
    Absent,
    /// It is made from days that are withheld.
    Withheld,
    /// From so many quarters, the low and the high end of each day.
    Shown(u32, Vec<[Point; 2]>),
}

fn charts(manuscript: &Manuscript) -> impl Iterator<Item = (&Chart, u32)> {
    manuscript.blocks.iter().filter_map(|block| match block {
        Block::Chart(chart) => Some((chart, chart.normal.as_ref()?.0)),
        _ => None,
    })
}

/// Whether any chart shows a normal range, or a condition looks back.
pub(super) fn is_asked(manuscript: &Manuscript) -> bool {
    charts(manuscript).next().is_some() || !looking_back(manuscript).is_empty()
}

/// The rows of which the quarters before are asked, with the most that a chart or a condition wants.
pub(super) fn asked(desk: &Desk<'_>) -> BTreeMap<Before, u32> {
    let mut asked = desk.looked_back();
    for (chart, quarters) in charts(desk.job.manuscript) {
        let Some(told) = desk.answer(&chart.question) else { continue };
        if let [Ok(row)] = rows(desk, chart, told)[..] {
            let before = Before { of: chart.question.clone(), key: row.key().clone() };
            let most: &mut u32 = asked.entry(before).or_default();
            *most = quarters.max(*most);
        }
    }
    asked
}

/// The band of `chart`, or what is wrong with what it asks.
pub(super) fn band(desk: &mut Desk<'_>, chart: &Chart, lines: &[Drawn<'_>]) -> Band {
    let Some((quarters, place)) = &chart.normal else { return Band::Absent };
    let [line] = lines else {
        desk.findings.push(several(lines.len(), place));
        return Band::Absent;
    };
    match line.row.normal(*quarters, chart.per, chart.mean) {
        Ok(ends) => {
            desk.used.insert(NORMAL.to_owned());
            Band::Shown(*quarters, ends)
        }
        Err(NoRange::Withheld) => Band::Withheld,
        Err(NoRange::Short(held)) => {
            desk.findings.push(short(*quarters, held, place));
            Band::Absent
        }
    }
}

impl Band {
    /// The low and the high end of each day; none where no band is drawn.
    pub(super) fn ends(&self) -> &[[Point; 2]] {
        if let Self::Shown(_, ends) = self { ends } else { &[] }
    }

    /// What is drawn.
    pub(super) fn drawn(&self, desk: &Desk<'_>) -> Option<Normal> {
        let Self::Shown(quarters, ends) = self else { return None };
        let label = fill(&desk.words.normal.legend, &[("n", &quarters.to_string())]);
        let day = |[low, high]: &[Point; 2]| Some([low.told()?, high.told()?]);
        Some(Normal { label, ends: ends.iter().map(day).collect() })
    }

    /// Headings of the ends in the figure's values.
    pub(super) fn headings(&self, desk: &Desk<'_>) -> Vec<String> {
        let words = &desk.words.normal;
        if let Self::Shown(..) = self { vec![words.low.clone(), words.high.clone()] } else { Vec::new() }
    }

    /// Why there is none, where it is withheld.
    pub(super) fn note(&self, desk: &Desk<'_>, chart: &Chart) -> Option<Paragraph> {
        let Self::Withheld = self else { return None };
        let text = desk.withheld(&desk.words.normal.withheld, [&chart.question]);
        Some(Paragraph::new(plain_runs(&text), chart.place.clone()))
    }

    /// Its part of the text alternative: its ends, and how many days of `line` lie beyond them.
    pub(super) fn alt(&self, desk: &Desk<'_>, told: &Told<'_>, parts: i64, line: &Drawn<'_>) -> String {
        let Self::Shown(quarters, ends) = self else { return String::new() };
        let words = &desk.words.normal;
        let each: Vec<[i64; 2]> =
            ends.iter().filter_map(|[low, high]| Some([low.told()?, high.told()?])).collect();
        let Some(&widest) = each.iter().max_by_key(|[low, high]| (high - low, *high)) else {
            return String::new();
        };
        let template = if each.iter().all(|day| *day == widest) { &words.alt } else { &words.alt_days };
        let [low, high] = widest.map(|end| desk.with_unit(&told.value(end, parts)));
        let range = fill(template, &[("n", &quarters.to_string()), ("low", &low), ("high", &high)]);
        let Ok(outside) = line.row.outside(&line.points, ends) else { return range };
        let counts = [outside.above, outside.below].map(|count| count.to_string());
        range + &fill(&words.outside, &[("above", &counts[0]), ("below", &counts[1])])
    }
}

fn several(lines: usize, place: &Place) -> Finding {
    Finding::error(
        "normal-lines",
        place.clone(),
        said!(
            "このグラフには線が{lines}本あります。通常の範囲の帯は、線が1本のグラフにだけ描けます。",
            "This chart has {lines} lines; the band of what is normal is drawn for one line alone."
        ),
        said!(
            "keysに項目を一つだけ書くかtop = 1にして線を1本にするか、normalを外してください。",
            "Keep one line (one key in keys, or top = 1), or take normal away."
        ),
    )
}

fn short(quarters: u32, held: u32, place: &Place) -> Finding {
    let (fewest, days) = (NORMAL_QUARTERS[0], 2 * WINDOW_DAYS);
    let mend = if i64::from(held) < fewest {
        said!(
            "それらの四半期のデータをfilesに加えるか、normalを外してください（{fewest}四半期以上が必要です）。",
            "Add the data of those quarters to files, or take normal away: it needs at least {fewest} quarters."
        )
    } else {
        said!("「normal = {held}」のように減らしてください。", "Ask fewer, such as normal = {held}.")
    };
    let none = || {
        said!(
            "直前の{quarters}四半期には、通常の範囲を求めるのに足りるデータがありません（半数以上のセンサーを観測できた日が{days}日以上ある四半期が必要です）。",
            "None of the {quarters} quarters before has enough data for a normal range: at least {days} days on which half of the sensors or more were observed."
        )
    };
    let some = || {
        said!(
            "通常の範囲を求める直前の{quarters}四半期のうち、データが足りているのは{held}四半期だけです（半数以上のセンサーを観測できた日が{days}日以上ある四半期を数えています）。",
            "Of the {quarters} quarters before, from which the normal range is taken, only {held} have enough data: at least {days} days on which half of the sensors or more were observed."
        )
    };
    let what = if held == 0 { none() } else { some() };
    Finding::error("normal-short", place.clone(), what, mend)
}
