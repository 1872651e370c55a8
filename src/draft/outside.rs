//! What is said of a row that lies outside what was normal: that it does, on how many days, whose it is.
//!
//! Comes in: rows that lie outside. Goes out: a proposal of each, with a chart of its band.

use super::course::Past;
use super::event::{of_one_sensor, subject};
use super::evidence::{self, percent, ratio, tenths};
use super::normal::{self, Found};
use super::place::{Places, path};
use super::{Block, Figure, Job, Kind, Proposal};
use crate::answer::Outside;
use crate::finding::Said;
use crate::rules::{FLAT_PERCENT, MAD_TEN_THOUSANDTHS, NORMAL_QUARTERS, NORMAL_TENTHS};
use crate::said;

/// Sensors that are named.
const SENSORS: usize = 3;

/// The proposals, in the order of the rankings.
pub(super) fn proposals(job: Job<'_>, past: Past<'_>, places: &mut Places<'_>) -> Vec<Proposal> {
    normal::outside(job, past).iter().map(|found| found.proposal(job, places)).collect()
}

impl Found<'_> {
    fn proposal(&self, job: Job<'_>, places: &mut Places<'_>) -> Proposal {
        let name = format!("{}_normal", self.row.key);
        let block = places.normal(self.question, &self.row.key, &name, self.quarters);
        let span = self.span();
        let (id, ways) = (block.id.clone(), self.ways(&block));
        Proposal {
            block: Some(block),
            level: self.level(),
            weight: i64::try_from(self.weight()).unwrap_or(i64::MAX),
            keys: vec![self.row.key.to_string()],
            days: Some((span.first, span.last)),
            figures: self.figures(job),
            tests: vec![self.test()],
            weak: self.weak(),
            one_sensor: self.one_sensor().map(|(id, _)| id.clone()),
            ..Proposal::new(id, Kind::Normal, self.title(job), ways)
        }
    }

    fn title(&self, job: Job<'_>) -> Said {
        let Said { ja, en } = evidence::label(job, self.question, &self.row.key);
        match (self.is_above(), self.one_sensor().is_some()) {
            (true, false) => said!("{ja}：通常の範囲を上回る", "Above the normal range: {en}"),
            (false, false) => said!("{ja}：通常の範囲を下回る", "Below the normal range: {en}"),
            (true, true) => {
                said!(
                    "{ja}：1台のセンサーで通常の範囲を上回る",
                    "Above the normal range, at one sensor: {en}"
                )
            }
            (false, true) => {
                said!(
                    "{ja}：1台のセンサーで通常の範囲を下回る",
                    "Below the normal range, at one sensor: {en}"
                )
            }
        }
    }

    /// The ways to say it: with the range, then without.
    fn ways(&self, block: &Block) -> Vec<Said> {
        let id = &block.id;
        let row = |attribute: &str| path(id, &self.row.key, attribute);
        let [condition, days, ja, en] = match self.is_above() {
            true => [
                "above_normal",
                "days_above_normal",
                "半数を超える日で通常の範囲を上回りました",
                "lay above the normal range on most days",
            ],
            false => [
                "below_normal",
                "days_below_normal",
                "半数を超える日で通常の範囲を下回りました",
                "lay below the normal range on most days",
            ],
        };
        let (condition, days, label) = (row(condition), row(days), row("label"));
        let (low, high) = (row("normal_low"), row("normal_high"));
        let Said { ja: subject_ja, en: subject_en } = subject(self.question, &label);
        let plain = said!(
            "{subject_ja}{{{{ \"{ja}\" | holds({condition}) }}}}（{{{{ {days} }}}}日、[](#{id})）。",
            "{subject_en}{{{{ \"{en}\" | holds({condition}) }}}} ({{{{ {days} }}}} days; [](#{id}))."
        );
        let range = said!(
            "通常の範囲は、これまでの四半期の日ごとの値から求めたもので、センサー1台・1日当たり{{{{ {low} }}}}～{{{{ {high} }}}}パケットです。",
            " The range, from the days of the quarters before, is {{{{ {low} }}}} to {{{{ {high} }}}} packets a sensor and day."
        );
        // What one sensor sees is not widespread.
        let rising = if self.is_above() { "増加" } else { "減少" };
        let alone = self.one_sensor().map_or_else(|| said!("", ""), |_| of_one_sensor(rising));
        let way = |more: &[&Said]| {
            let all = || std::iter::once(&plain).chain(more.iter().copied()).chain([&alone]);
            Said { ja: all().map(|said| &*said.ja).collect(), en: all().map(|said| &*said.en).collect() }
        };
        vec![way(&[&range]), way(&[])]
    }

    fn figures(&self, job: Job<'_>) -> Vec<Figure> {
        let mean = |value| ratio(job, value);
        let ([low, high], middle) = (self.normal.ends().map(mean), mean(self.normal.median()));
        let (quarters, Outside { days, above, below }) = (self.quarters, self.outside);
        let median = mean(self.median);
        let figure = |name: Said, value: Said| Figure { name, value };
        let mut figures = vec![
            figure(
                said!("通常の範囲（1台・1日あたり）", "Normal range, a sensor and day"),
                said!(
                    "{low}～{high}、中央値{middle}（直前の{quarters}四半期）",
                    "{low} to {high}, median {middle} ({quarters} quarters before)"
                ),
            ),
            figure(said!("本四半期の中央値", "Median of the quarter"), said!("{median}", "{median}")),
            figure(
                said!("範囲の外の日", "Days outside"),
                said!(
                    "観測できた{days}日のうち、上回った日{above}日、下回った日{below}日",
                    "of {days} valid days {above} above, {below} below"
                ),
            ),
        ];
        if !self.sensors.is_empty() {
            let one = |(id, share): &(String, i128)| format!("{id} {}", percent(*share));
            let parts: Vec<String> = self.sensors.iter().take(SENSORS).map(one).collect();
            let (ja, en, serving) = (parts.join("、"), parts.join(", "), self.serving);
            figures.push(figure(
                said!(
                    "これまでの平均との差に占めるセンサー（{serving}台のうち）",
                    "Sensors, of what is beyond their means before (of {serving})"
                ),
                said!("{ja}", "{en}"),
            ));
        }
        figures
    }

    fn test(&self) -> Said {
        let (times, deviation) = (tenths(NORMAL_TENTHS, 10), tenths(MAD_TEN_THOUSANDTHS, 10_000));
        said!(
            "通常の範囲は、中央値にMADの{deviation}倍の{times}倍を加減したもの（Hampel 1974、Leysほか 2013）。半数を超える日が、つまり四半期の中央値が、その外にあり、これまでの中央値から{FLAT_PERCENT}%以上離れています。",
            "The normal range is the median less and plus {times} times {deviation} MADs (Hampel 1974; Leys et al. 2013). More than half of the days, and so their median, lie outside it, {FLAT_PERCENT}% or more from the median before."
        )
    }

    fn weak(&self) -> Vec<Said> {
        let mut weak = Vec::new();
        if let Some((id, share)) = self.one_sensor() {
            weak.push(evidence::of_one_sensor(id, *share));
        } else if self.are_too_few() {
            weak.push(evidence::of_too_few());
        }
        let (lost, lacking, quarters, [_, most]) =
            (self.lost(), self.lacking, self.quarters, NORMAL_QUARTERS);
        if lost > 0 {
            weak.push(said!(
                "本四半期に、観測できないセンサーのあった日が{lost}日あります。",
                "On {lost} days of the quarter not every sensor was observed."
            ));
        }
        if lacking > 0 {
            weak.push(said!(
                "直前の{quarters}四半期に、半数以上のセンサーを観測できなかった日が{lacking}日あります。",
                "On {lacking} days of the {quarters} quarters before less than half of the sensors were observed."
            ));
        }
        if i64::from(quarters) < most {
            weak.push(said!(
                "直前の{quarters}四半期だけから求めた範囲です（データがあれば{most}四半期まで使います）。",
                "The range is from {quarters} quarters alone: up to {most} are used where there are data."
            ));
        }
        weak
    }
}
