//! What distinct counts say of an event of packets: whether more were counted while it lasted, or each had more packets.
//!
//! Comes in: an event's row, and the answer that counts distinct things of the same rows. Goes out: medians, figures, the
//! test and a sentence. What is counted is called as the site's measure is: 送信元の数, hosts.

use super::part::Seen;
use super::place::Places;
use super::signal::Signal;
use super::{Block, Counted, Figure, Job, Way, ask, evidence};
use crate::answer::Distinct;
use crate::finding::Said;
use crate::lang::Lang;
use crate::question::Question;
use crate::rules::{FEWEST_DISTINCT, SPIKE_SIZE_TENTHS, SWING_PERCENT};
use crate::said;

/// Distinct counts beside the row of an event.
pub(super) struct Beside<'a> {
    question: &'a Question,
    label: Said,
    medians: Distinct,
    /// Packets for each of them, usually and then, in parts.
    each: Option<[i128; 2]>,
}

/// The distinct counts of the row of `signal`, where there are any; of several measures, those of the first by name.
pub(super) fn beside<'a>(job: Job<'a>, signal: &Signal<'_>) -> Option<Beside<'a>> {
    let event = signal.event.as_ref()?;
    let is_it =
        |question: &Question| ask::is_distinct(job.site, question) && question.is_beside(signal.question);
    let (question, answer) = job.answers.iter().find(|(question, _)| is_it(question))?;
    let row = answer.row(&signal.row.key)?;
    let called = |lang: &Lang| job.site.counted(question, lang).unwrap_or(&question.measure).to_owned();
    Some(Beside {
        question,
        label: Said { ja: called(&Lang::ja()), en: called(&Lang::en()) },
        medians: answer.distinct(row, event)?,
        each: answer.packets_each(row, signal.row, event),
    })
}

/// A sentence about them, and the chart that it names.
pub(super) struct Told {
    pub(super) said: Said,
    chart: Option<Block>,
}

impl Beside<'_> {
    /// What the draft has of them, with the chart that `told` names.
    pub(super) fn counted(&self, told: Option<Told>) -> Counted {
        let Distinct { usual, then } = self.medians;
        let way = self.medians.direction().map(|way| match way {
            0 => Way::Alike,
            way if way > 0 => Way::More,
            _ => Way::Fewer,
        });
        let block = told.and_then(|told| told.chart);
        Counted { measure: self.question.measure.clone(), usual, then, way, block }
    }

    /// The sentence; none where bindings do not know the event, one sensor or one day has it, or they go no clear way.
    pub(super) fn told(&self, head: &Seen<'_>, places: &mut Places<'_>) -> Option<Told> {
        let way = self.medians.direction().filter(|_| head.signal.is_main)?;
        if head.one_sensor().is_some() || head.one_day() {
            return None;
        }
        let signal = head.signal;
        let (id, chart) = places.distinct(self.question, &signal.row.key);
        let condition = match way {
            0 => "sources_alike",
            way if way > 0 => "more_sources",
            _ => "fewer_sources",
        };
        let path = places.path(signal.question, &signal.row.key, condition);
        let said = self.sentence(way, signal, &path, &id);
        Some(Told { said, chart })
    }

    /// What the counts do, as a claim on `path` with a reference to the chart `id`; then what that may mean.
    fn sentence(&self, way: i128, signal: &Signal<'_>, path: &str, id: &str) -> Said {
        let Said { ja: label, en } = &self.label;
        let [while_ja, around_ja, while_en, around_en] = match signal.event_is_hump() {
            true => ["この間", "前後の期間", "in these days", "the days around"],
            false => ["その後", "それまで", "since then", "the days before"],
        };
        let too = if way == signal.sign { "も" } else { "は" };
        let (ja_words, en_words) = match way {
            0 => ("と大きく変わりませんでした", "much as on"),
            way if way > 0 => ("より大きく増えました", "well above"),
            _ => ("より大きく減りました", "well below"),
        };
        let Said { ja: meaning, en: en_meaning } = meaning(label, way == signal.sign, signal.sign > 0);
        said!(
            "{while_ja}の{label}{too}、{{{{ \"{around_ja}{ja_words}\" | holds({path}) }}}}（[](#{id})）。{meaning}",
            " {en} {while_en}: {{{{ \"{en_words} {around_en}\" | holds({path}) }}}} ([](#{id})).{en_meaning}"
        )
    }

    /// The figures of it.
    pub(super) fn figures(&self, job: Job<'_>) -> Vec<Figure> {
        let Said { ja, en } = &self.label;
        let Distinct { usual, then } = self.medians;
        let [usual, then] = [usual, then].map(|median| evidence::number(job, median.into()));
        let counts = Figure {
            name: said!("{ja}（1日、中央値）", "{en} (a day, median)"),
            value: said!("通常{usual}、その間{then}", "usually {usual}, then {then}"),
        };
        let each = self.each.map(|each| {
            let [usual, then] = each.map(|each| evidence::mean(job, each));
            Figure {
                name: said!("パケット÷{ja}（1日、中央値）", "Packets over {en} (a day, median)"),
                value: said!("通常{usual}、その間{then}", "usually {usual}, then {then}"),
            }
        });
        std::iter::once(counts).chain(each).collect()
    }

    /// The test of it.
    pub(super) fn test(&self) -> Said {
        let Said { ja, en } = &self.label;
        let times = evidence::tenths(SPIKE_SIZE_TENTHS, 10);
        said!(
            "{ja}：中央値が通常の{times}倍以上か{times}分の1以下なら増減、差が{SWING_PERCENT}%未満なら変わらないとみなします（大きいほうが{FEWEST_DISTINCT}以上のとき）。",
            "{en}: more or fewer from {times} times the usual median or one part in {times} of it on, alike below {SWING_PERCENT}% (where the larger is at least {FEWEST_DISTINCT})."
        )
    }
}

/// What it may mean that the counts went the way of the packets, or did not.
fn meaning(label: &str, same: bool, up: bool) -> Said {
    let [became, en, more] = if up { ["多く", "rise", "more"] } else { ["少なく", "fall", "fewer"] };
    if same {
        return said!(
            "パケットが{became}なったのは、そのためである可能性があります。",
            " The {en} may come from there being {more} of them."
        );
    }
    said!(
        "パケットが{became}なったのは、{label}のためではなく、それぞれのパケットが{became}なったためとみられます。",
        " The {en} seems to come from {more} packets of each, not from {more} of them."
    )
}
