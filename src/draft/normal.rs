//! Rows of the first ranks most of whose days lie outside what was normal in the quarters before.
//!
//! Comes in: the days of these rows in quarters before, and what each sensor had. Goes out: a proposal of each that lies
//! outside, with a chart of its band. A site with fewer than four quarters before has none.

use super::course::Past;
use super::evidence::{self, name, percent};
use super::place::{Places, path};
use super::{Block, Figure, Job, Kind, Level, Proposal, rank};
use crate::answer::{Answer, Normal, Outside, Row};
use crate::finding::Said;
use crate::question::{By, Question, Ratio};
use crate::report::Before;
use crate::rules::{
    CARRIED_PERCENT, FEWEST_SENSORS, FLAT_PERCENT, MAD_TEN_THOUSANDTHS, MIN_BASE, NORMAL_QUARTERS,
    NORMAL_TENTHS, WEIGHT_PERMILLE,
};
use crate::said;

/// Sensors that are named.
const SENSORS: usize = 3;

/// A row that lies outside.
struct Found<'a> {
    question: &'a Question,
    answer: &'a Answer,
    row: &'a Row,
    /// From so many quarters.
    quarters: u32,
    /// Valid days that these lack.
    lacking: usize,
    normal: Normal,
    outside: Outside,
    /// The median of the quarter, a sensor and day.
    median: Ratio,
    /// The sensors by their part of what lies beyond their own mean before, in thousandths; the largest first.
    sensors: Vec<(String, i128)>,
    serving: usize,
}

/// How many quarters are asked of `row`: the most, where the fourth before has data; it was asked with the first.
pub(super) fn asked(answer: &Answer, row: &Row) -> Option<u32> {
    let held = answer.year_before_sensor_days(row).is_some_and(|days| days > 0);
    let [_, most] = NORMAL_QUARTERS;
    u32::try_from(most).ok().filter(|_| held && row.sums.every >= MIN_BASE)
}

/// The question that parts such a row by its sensors.
pub(super) fn sensors(question: &Question, row: &Row) -> Question {
    question.within(&row.key, By::Sensor)
}

/// The proposals, in the order of the rankings.
pub(super) fn proposals(job: Job<'_>, past: &Past<'_>, places: &mut Places<'_>) -> Vec<Proposal> {
    let rows = rank::first(job).filter_map(|(question, answer, row)| found(question, answer, row, past));
    rows.map(|found| found.proposal(job, places)).collect()
}

fn found<'a>(question: &'a Question, answer: &'a Answer, row: &'a Row, past: &Past<'_>) -> Option<Found<'a>> {
    let before = Before { of: question.clone(), key: row.key.clone() };
    let earlier = past.earlier.get(&before).filter(|_| asked(answer, row).is_some())?;
    let [fewest, most] = NORMAL_QUARTERS.map(|quarters| u32::try_from(quarters).unwrap_or(0));
    let quarters = (fewest..=most).rev().find(|quarters| earlier.quarters_held(*quarters) == *quarters)?;
    let normal = earlier.normal(quarters, 1)?;
    let (outside, median) = (answer.outside(row, normal), answer.course(row)?.median());
    let apart = median.over * normal.median().under - normal.median().over * median.under;
    let base = Ratio { over: apart, under: (normal.median().over * median.under).max(1) };
    if outside.side() == 0 || base.direction(FLAT_PERCENT) != outside.side() {
        return None;
    }
    let sensors = carried(past, &sensors(question, row), normal, outside.side());
    let (lacking, serving) = (earlier.lacking(quarters), answer.sensors.unwrap_or(0));
    Some(Found { question, answer, row, quarters, lacking, normal, outside, median, sensors, serving })
}

/// The part of each sensor in what the quarter has beyond each one's own mean in the quarters before; one that is new is
/// set against what is normal for any.
fn carried(past: &Past<'_>, question: &Question, normal: Normal, side: i128) -> Vec<(String, i128)> {
    let (Some(now), Some(before)) = (past.beneath.get(question), past.sensors.get(question)) else {
        return Vec::new();
    };
    let beyond = |row: &Row| {
        let days: i128 = now.days_of(row).iter().map(|day| i128::from(day.observed)).sum();
        let own = before.row(&row.key).and_then(|held| before.per_sensor_day(held));
        let usual = own.unwrap_or_else(|| normal.median());
        let packets = i128::from(row.sums.observed) - usual.over * days / usual.under;
        (row.key.to_string(), packets * side)
    };
    let all: Vec<(String, i128)> = now.rows.iter().map(beyond).collect();
    let whole: i128 = all.iter().map(|(_, packets)| packets).sum();
    let mut parts: Vec<(String, i128)> = match whole > 0 {
        true => all.into_iter().map(|(id, packets)| (id, packets * 1000 / whole)).collect(),
        false => Vec::new(),
    };
    parts.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    parts
}

impl Found<'_> {
    fn proposal(&self, job: Job<'_>, places: &mut Places<'_>) -> Proposal {
        let name = format!("{}_normal", self.row.key);
        let block = places.normal(self.question, &self.row.key, &name, self.quarters);
        let span = self.answer.span;
        Proposal {
            id: block.id.clone(),
            kind: Kind::Normal,
            level: self.level(),
            weight: i64::try_from(self.weight()).unwrap_or(i64::MAX),
            title: self.title(job),
            keys: vec![self.row.key.to_string()],
            days: Some((span.first, span.last)),
            causes: Vec::new(),
            ways: self.ways(&block),
            block: Some(block),
            said: None,
            figures: self.figures(job),
            tests: vec![self.test()],
            weak: self.weak(),
            one_sensor: self.one_sensor().map(|(id, _)| id.clone()),
            one_day: false,
        }
    }

    /// The sensor that has nearly all of it, where there are sensors enough for one to stand out.
    fn one_sensor(&self) -> Option<&(String, i128)> {
        let first = self.sensors.first().filter(|_| self.serving >= FEWEST_SENSORS)?;
        (first.1 > i128::from(CARRIED_PERCENT) * 10).then_some(first)
    }

    /// Whether so few sensors look that none could be told to stand out.
    fn few_sensors(&self) -> bool {
        self.sensors.is_empty() || self.serving < FEWEST_SENSORS
    }

    fn is_above(&self) -> bool {
        self.outside.side() > 0
    }

    /// Its part of all packets of the quarter, in thousandths.
    fn weight(&self) -> i128 {
        i128::from(self.row.sums.every) * 1000 / i128::from(self.answer.total.max(1))
    }

    /// Days on which not every sensor in service was observed.
    fn lost(&self) -> usize {
        let days = self.answer.days_of(self.row).iter();
        days.filter(|day| day.observed < day.in_service || day.outage).count()
    }

    /// How sure it is: the median twice as far from the normal one as the range reaches, large, and neither of one sensor
    /// nor of days with sensors out.
    fn level(&self) -> Level {
        let (normal, [low, high]) = (self.normal.median(), self.normal.ends());
        let end = if self.is_above() { high } else { low };
        let apart = |value: Ratio| {
            (value.over * normal.under - normal.over * value.under).abs() * 1000
                / (value.under * normal.under)
        };
        let far = apart(self.median) >= 2 * apart(end);
        let whole = self.one_sensor().is_none() && !self.few_sensors() && self.lost() == 0;
        match [far, whole, self.weight() >= WEIGHT_PERMILLE].into_iter().filter(|holds| !holds).count() {
            0 => Level::Strong,
            1 => Level::Fair,
            _ => Level::Weak,
        }
    }

    fn title(&self, job: Job<'_>) -> Said {
        let Said { ja, en } = name(job, &self.row.key);
        let (ja, en) = match self.question.by {
            By::Port => (format!("{ja}宛"), format!("to {en}")),
            _ => (format!("{ja}から"), format!("from {en}")),
        };
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
        let Said { ja: subject_ja, en: subject_en } = match self.question.by {
            By::Port => said!("{{{{ {label} }}}}宛のパケットは、", "Packets to {{{{ {label} }}}} "),
            _ => said!("{{{{ {label} }}}}を送信元とするパケットは、", "Packets from {{{{ {label} }}}} "),
        };
        let plain = said!(
            "{subject_ja}{{{{ \"{ja}\" | holds({condition}) }}}}（{{{{ {days} }}}}日、[](#{id})）。",
            "{subject_en}{{{{ \"{en}\" | holds({condition}) }}}} ({{{{ {days} }}}} days; [](#{id}))."
        );
        let range = said!(
            "通常の範囲は、これまでの四半期の日ごとの値から求めたもので、センサー1台・1日当たり{{{{ {low} }}}}～{{{{ {high} }}}}パケットです。",
            " The range, from the days of the quarters before, is {{{{ {low} }}}} to {{{{ {high} }}}} packets a sensor and day."
        );
        let alone = self.alone();
        let way = |more: &[&Said]| {
            let all = || std::iter::once(&plain).chain(more.iter().copied()).chain([&alone]);
            Said { ja: all().map(|said| &*said.ja).collect(), en: all().map(|said| &*said.en).collect() }
        };
        vec![way(&[&range]), way(&[])]
    }

    /// Whose alone it is: then it is not widespread.
    fn alone(&self) -> Said {
        let ja = if self.is_above() { "増加" } else { "減少" };
        match self.one_sensor() {
            Some(_) => said!(
                "ただし、ほぼ1台のセンサーだけでみられたもので、広い範囲での{ja}とはいえません。",
                " However, nearly all of it was seen by a single sensor: it is not widespread."
            ),
            None => said!("", ""),
        }
    }

    fn figures(&self, job: Job<'_>) -> Vec<Figure> {
        let mean = |ratio: Ratio| evidence::ratio(job, ratio);
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
        let decimal = |over: i128, under: i128| evidence::tenths(over, under);
        let (times, deviation) = (decimal(NORMAL_TENTHS, 10), decimal(MAD_TEN_THOUSANDTHS, 10_000));
        said!(
            "通常の範囲は、中央値にMADの{deviation}倍の{times}倍を加減したもの（Hampel 1974、Leysほか 2013）。半数を超える日が、つまり四半期の中央値が、その外にあり、これまでの中央値から{FLAT_PERCENT}%以上離れています。",
            "The normal range is the median less and plus {times} times {deviation} MADs (Hampel 1974; Leys et al. 2013). More than half of the days, and so their median, lie outside it, {FLAT_PERCENT}% or more from the median before."
        )
    }

    fn weak(&self) -> Vec<Said> {
        let mut weak = Vec::new();
        if let Some((id, share)) = self.one_sensor() {
            let share = percent((*share).min(1000));
            weak.push(said!(
                "センサー「{id}」1台が、これまでの平均との差の{share}を占めます（{CARRIED_PERCENT}%超）。広い範囲の増減や傾向としては書けません。",
                "The sensor {id} alone has {share} of what is beyond the means before (more than {CARRIED_PERCENT}%): it must not be told as a widespread change or a trend."
            ));
        } else if self.few_sensors() {
            weak.push(said!(
                "センサーが{FEWEST_SENSORS}台に満たないか、内訳がわからないため、1台に偏っていないかを判断できません。",
                "With fewer than {FEWEST_SENSORS} sensors, or without knowing them apart, nobody can tell whether it was only one."
            ));
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
