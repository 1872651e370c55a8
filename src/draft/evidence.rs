//! What stands behind a proposal: figures, tests with their thresholds, and what weakens it.

use std::collections::BTreeSet;

use super::course::Courses;
use super::group::Group;
use super::part::{Part, Seen};
use super::signal::Signal;
use super::{Block, Cause, Figure, Job, Level, Proposal, abroad};
use crate::answer::{Answer, Previous};
use crate::finding::Said;
use crate::key::Key;
use crate::lang::Lang;
use crate::quarter::Day;
use crate::question::{By, Condition, Question, Ratio, Scope, Values};
use crate::report::named;
use crate::rules::{
    CARRIED_PERCENT, CHANGE_TENTHS, FEWEST_SENSORS, MEAN_PARTS, SWING_PERCENT, TREND_Z_THOUSANDTHS,
    WEIGHT_PERMILLE,
};
use crate::said;

/// A row with more events than this is restless: none of them says much.
const RESTLESS: usize = 3;

/// Sensors that are named.
const SENSORS: usize = 3;

/// `proposal` with all that stands behind the group that it tells, and the block that shows it.
pub(super) fn behind(job: Job<'_>, group: &Group<'_>, block: Block, proposal: Proposal) -> Proposal {
    let head = group.head();
    Proposal {
        level: level(head),
        weight: i64::try_from(head.weight).unwrap_or(i64::MAX),
        keys: keys(group),
        causes: head.causes.iter().map(cause).collect(),
        block: Some(block),
        figures: figures(job, head),
        tests: tests(head),
        weak: weak(job, group),
        one_sensor: head.one_sensor().map(|sensor| sensor.key.to_string()),
        ..proposal
    }
}

fn cause(part: &Part) -> Cause {
    Cause { key: part.key.to_string(), share: i64::try_from(part.share).unwrap_or(i64::MAX) }
}

/// How sure a signal is: far beyond its threshold, large, and neither of one sensor nor of days with sensors out.
fn level(seen: &Seen<'_>) -> Level {
    let far = match &seen.signal.event {
        Some(event) => event.strength >= 2 * CHANGE_TENTHS,
        None => {
            let change = seen.signal.answer.change_10d(seen.signal.row);
            change.is_ok_and(|change| change.direction(SWING_PERCENT) != 0)
        }
    };
    let alone = seen.one_sensor().is_some() || seen.few_sensors().is_some() || are_too_few(seen);
    let whole = !alone && seen.lost().is_empty() && seen.signal.events <= RESTLESS;
    sure([far, whole, seen.is_large()])
}

/// How sure something is of which so much holds.
pub(super) fn sure(holds: [bool; 3]) -> Level {
    match holds.into_iter().filter(|holds| !holds).count() {
        0 => Level::Strong,
        1 => Level::Fair,
        _ => Level::Weak,
    }
}

/// What a sentence says of what only a few sensors see. It names none.
pub(super) fn only_some() -> Said {
    said!("ただし、観測は一部のセンサーに偏っています。", " However, only some of the sensors saw it.")
}

/// Whether so few sensors look that none could be told to stand out.
fn are_too_few(seen: &Seen<'_>) -> bool {
    seen.sensors.is_empty() || seen.serving < FEWEST_SENSORS
}

/// The keys of a group, its head's first.
fn keys(group: &Group<'_>) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for key in group.members.iter().map(|seen| seen.signal.row.key.to_string()) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// What a key is called in both languages: as the report prints it, else as the data have it.
pub(super) fn name(job: Job<'_>, key: &Key) -> Said {
    let of = |lang: &Lang| named(job.site, lang, key).unwrap_or_else(|| key.to_string());
    Said { ja: of(&Lang::ja()), en: of(&Lang::en()) }
}

/// The names of `parts`, one after the other.
pub(super) fn names(job: Job<'_>, parts: &[Part]) -> Said {
    let names: Vec<Said> = parts.iter().map(|part| name(job, &part.key)).collect();
    let joined = |of: fn(&Said) -> &str, joint: &str| names.iter().map(of).collect::<Vec<_>>().join(joint);
    Said { ja: joined(|said| &said.ja, "、"), en: joined(|said| &said.en, ", ") }
}

/// The row of `key` in a title, with scope and conditions where they are not the usual ones.
pub(super) fn label(job: Job<'_>, question: &Question, key: &Key) -> Said {
    let Said { ja, en } = name(job, key);
    let (ja, en) = match question.by {
        By::Port => (format!("{ja}宛"), format!("to {en}")),
        _ => (format!("{ja}から"), format!("from {en}")),
    };
    let marks: Vec<String> = question.filter.conditions.iter().map(condition).collect();
    let marks = if marks.is_empty() { String::new() } else { format!(" [{}]", marks.join(", ")) };
    match question.filter.scope {
        Scope::Overseas => said!("海外：{ja}{marks}", "overseas, {en}{marks}"),
        _ => said!("{ja}{marks}", "{en}{marks}"),
    }
}

/// A condition in a few characters: `signature=mirai`.
pub(super) fn condition(condition: &Condition) -> String {
    let values = match &condition.values {
        Values::OneOf(values) => values.iter().cloned().collect::<Vec<_>>().join(", "),
        Values::Numbers(first, last) => format!("{first}-{last}"),
    };
    format!("{}{}={values}", condition.column, if condition.exclude { "!" } else { "" })
}

/// A day of the quarter.
pub(super) fn day(day: Day) -> Said {
    Said { ja: day.format("%-m月%-d日").to_string(), en: day.format("%-d %B").to_string() }
}

/// The figures behind a signal.
fn figures(job: Job<'_>, seen: &Seen<'_>) -> Vec<Figure> {
    let signal = seen.signal;
    let number = |packets: i128| number(job, packets);
    let mut figures = Vec::new();
    let mut add = |name: Said, value: Said| figures.push(Figure { name, value });
    let excess = number(seen.excess);
    let weight = percent(seen.weight);
    if let Some(event) = &signal.event {
        let at = |at: usize| day(signal.answer.span.day(at));
        let (first, last, count) = (at(*event.days.start()), at(*event.days.end()), event.count);
        add(
            said!("日", "Days"),
            match first == last {
                true => first,
                false => Said {
                    ja: format!("{}～{}（観測できた{count}日）", first.ja, last.ja),
                    en: format!("{} to {} ({count} valid days)", first.en, last.en),
                },
            },
        );
        let (peak, packets) = (at(event.peak), signal.row.daily.get(event.peak).copied().unwrap_or(0));
        let packets = number(packets.into());
        add(
            said!("最も離れた日", "Farthest day"),
            Said {
                ja: format!("{}（{packets}パケット）", peak.ja),
                en: format!("{}, {packets} packets", peak.en),
            },
        );
        let [usual, level] = [event.usual, event.level].map(|level| mean(job, level));
        add(
            said!("1台・1日あたりの水準", "Packets a sensor and day"),
            said!("通常{usual}、その間{level}", "usually {usual}, then {level}"),
        );
    } else if let Some([first, last]) = signal.answer.window_rates(signal.row) {
        let [first, last] = [first, last].map(|rate| ratio(job, rate));
        add(
            said!("1台・1日あたりの水準", "Packets a sensor and day"),
            said!("期初{first}、期末{last}", "first days {first}, last days {last}"),
        );
    }
    add(
        said!("通常との差", "Beyond the usual"),
        said!(
            "{excess}パケット（同じ日の全体の{weight}）",
            "{excess} packets ({weight} of all in these days)"
        ),
    );
    if !seen.parts.is_empty() {
        let parts = shares(job, seen.parts.iter().filter(|part| part.share > 0).take(SENSORS));
        add(said!("内訳の上位", "Largest parts"), parts);
    }
    if !seen.sensors.is_empty() {
        let serving = seen.serving;
        let Said { ja, en } = shares(job, seen.sensors.iter().take(SENSORS));
        add(said!("センサー（{serving}台のうち）", "Sensors (of {serving})"), Said { ja, en });
    }
    let ranks = ranks(signal);
    add(said!("順位", "Rank"), ranks);
    figures.extend(abroad::figure(job, seen));
    figures.extend(seen.courses.as_ref().map(Courses::figure));
    figures
}

fn ranks(signal: &Signal<'_>) -> Said {
    let told = |rank: Option<u32>| rank.map_or_else(|| "－".to_owned(), |rank| rank.to_string());
    let (now, before) = (told(signal.row.rank), told(signal.row.previous_rank));
    said!("{now}（前四半期のデータでは{before}）", "{now} (in the previous quarter's data {before})")
}

fn shares<'p>(job: Job<'_>, parts: impl Iterator<Item = &'p Part>) -> Said {
    let one = |part: &Part| {
        let (Said { ja, en }, share) = (name(job, &part.key), percent(part.share));
        said!("{ja} {share}", "{en} {share}")
    };
    let all: Vec<Said> = parts.map(one).collect();
    let joined = |of: fn(&Said) -> &str, joint: &str| all.iter().map(of).collect::<Vec<_>>().join(joint);
    Said { ja: joined(|said| &said.ja, "、"), en: joined(|said| &said.en, ", ") }
}

/// The tests that a signal passed.
fn tests(seen: &Seen<'_>) -> Vec<Said> {
    let Some(event) = &seen.signal.event else {
        let z = tenths(TREND_Z_THOUSANDTHS, 1000);
        return vec![said!(
            "Mann–Kendall検定：|Z|が{z}を超え、期初から期末への増減も同じ向きです。",
            "Mann–Kendall: |Z| above {z}, and the change from the first to the last days goes the same way."
        )];
    };
    let (strength, threshold) = (tenths(event.strength, 10), tenths(CHANGE_TENTHS, 10));
    vec![said!(
        "変化点：平方根の尺度で、通常との差は標準偏差（平均の）の{strength}倍です（しきい値{threshold}）。",
        "Change points: on the scale of square roots it lies {strength} deviations of its mean from the usual (threshold {threshold})."
    )]
}

/// What weakens a group's head.
fn weak(job: Job<'_>, group: &Group<'_>) -> Vec<Said> {
    let head = group.head();
    let mut weak = Vec::new();
    if let Some(sensor) = head.one_sensor() {
        weak.push(of_one_sensor(&sensor.key.to_string(), sensor.share));
    } else if let Some(few) = head.few_sensors() {
        weak.push(of_few(job, few));
    } else if are_too_few(head) {
        weak.push(of_too_few());
    }
    let events = head.signal.events;
    if events > RESTLESS {
        weak.push(said!(
            "同じ項目に、出来事が{events}回あります。ふだんから動きの激しい項目です。",
            "The key has {events} events in the quarter: it is a restless one."
        ));
    }
    if head.one_day() {
        weak.push(said!(
            "1日だけのものです。傾向としては書けません。",
            "It is of a single day: it must not be told as a trend."
        ));
    }
    weak.extend(lost(job, head.signal.answer, &head.lost()));
    if head.courses.as_ref().is_some_and(Courses::is_known) {
        weak.extend(part_of_previous(job, head.signal.answer));
    }
    if !head.is_large() {
        let (weight, least) = (percent(head.weight), percent(WEIGHT_PERMILLE));
        weak.push(said!(
            "同じ日の全体の{weight}で、小さなものです（目安{least}）。",
            "It is small: {weight} of all packets in these days (measure: {least})."
        ));
    }
    if !head.signal.is_main {
        weak.push(said!(
            "同じ項目にもっと大きな出来事があるため、日付は埋め込みではありません。",
            "The key has a larger event, so its days are written by hand."
        ));
    }
    weak
}

/// Said where one sensor has `share` thousandths of it.
pub(super) fn of_one_sensor(id: &str, share: i128) -> Said {
    let share = percent(share.min(1000));
    said!(
        "センサー「{id}」1台が差の{share}を占めます（{CARRIED_PERCENT}%超）。広い範囲の増減や傾向としては書けません。",
        "The sensor {id} alone has {share} of it (more than {CARRIED_PERCENT}%): it must not be told as a widespread change or a trend."
    )
}

/// Said where `few` have nearly all of it.
fn of_few(job: Job<'_>, few: &[Part]) -> Said {
    let (count, share) = (few.len(), percent(few.iter().map(|part| part.share).sum::<i128>().min(1000)));
    let Said { ja, en } = names(job, few);
    said!(
        "センサー{count}台（{ja}）だけで差の{share}を占めます。ほかのセンサーでは、はっきりしません。",
        "{count} sensors alone ({en}) have {share} of it; others hardly show it."
    )
}

/// Said where nobody can tell whether it is of one sensor.
pub(super) fn of_too_few() -> Said {
    said!(
        "センサーが{FEWEST_SENSORS}台に満たないか、内訳がわからないため、1台に偏っていないかを判断できません。",
        "With fewer than {FEWEST_SENSORS} sensors, or without knowing them apart, nobody can tell whether it was only one."
    )
}

/// Said of what rests on the whole quarter, where not every sensor was observed on each of its days.
pub(super) fn cover(job: Job<'_>, answer: &Answer) -> Option<Said> {
    let days: Vec<usize> = (0..answer.days.len()).filter(|day| answer.days[*day].lacks()).collect();
    lost(job, answer, &days)
}

/// Said of `days` on which not every sensor was observed; none where there are none.
fn lost(job: Job<'_>, answer: &Answer, days: &[usize]) -> Option<Said> {
    let span = answer.span;
    let (first, count) = (day(span.day(*days.first()?)), days.len());
    let touches = |outage: &&crate::config::Outage| {
        days.iter().any(|at| outage.from <= span.day(*at) && span.day(*at) <= outage.to)
    };
    let sensors: BTreeSet<&str> =
        job.site.outages.iter().filter(touches).filter_map(|outage| outage.sensor.as_deref()).collect();
    let sensors = sensors.into_iter().collect::<Vec<_>>().join(", ");
    let (of_ja, of_en) = match sensors.as_str() {
        "" => (String::new(), String::new()),
        sensors => (format!("（{sensors}）"), format!(" ({sensors})")),
    };
    let Said { ja, en } = first;
    Some(match count {
        1 => said!(
            "その間の1日（{ja}）は、観測できないセンサーがありました{of_ja}。",
            "On {en} not every sensor was observed{of_en}."
        ),
        _ => said!(
            "その間の{count}日（{ja}など）は、観測できないセンサーがありました{of_ja}。",
            "On {count} of its days ({en} and others) not every sensor was observed{of_en}."
        ),
    })
}

/// Said where the previous quarter lacks days.
pub(super) fn part_of_previous(job: Job<'_>, answer: &Answer) -> Option<Said> {
    let (days, of) = (answer.previous_days, job.edition.quarter.previous().span().len());
    (days < of).then(|| {
        said!(
            "前四半期のデータは{of}日のうち{days}日分です。",
            "The previous quarter has data for {days} of {of} days."
        )
    })
}

/// What the previous rank of a row is, where it is known.
pub(super) fn is_known(previous: Previous) -> bool {
    previous != Previous::Unknown
}

pub(super) fn number(job: Job<'_>, number: i128) -> String {
    job.site.words.get(&job.site.lang).map_or_else(|| number.to_string(), |words| words.number(number))
}

pub(super) fn mean(job: Job<'_>, parts: i128) -> String {
    ratio(job, Ratio { over: parts, under: MEAN_PARTS.into() })
}

pub(super) fn ratio(job: Job<'_>, ratio: Ratio) -> String {
    job.site.words.get(&job.site.lang).map_or_else(String::new, |words| words.mean(ratio))
}

/// Thousandths in percent.
pub(super) fn percent(permille: i128) -> String {
    format!("{}%", tenths(permille, 10))
}

/// `over / under` with as many decimals as `under` has noughts.
pub(super) fn tenths(over: i128, under: i128) -> String {
    let (sign, over) = (if over < 0 { "−" } else { "" }, over.abs());
    let digits = under.ilog10() as usize;
    format!("{sign}{}.{:0digits$}", over / under, over % under)
}
