//! What is said of an event: that it was, on which days, how large, from where, and whether one sensor or one day has it.

use super::distinct::{self, Beside};
use super::evidence::{self, label};
use super::group::Group;
use super::part::Seen;
use super::place::{Places, path};
use super::{Block, Job, Kind, Proposal};
use crate::answer::{Event, Happening};
use crate::finding::Said;
use crate::key::Key;
use crate::question::{By, Question, Scope};
use crate::said;

/// So many other keys are named to which the same happened.
const ALSO: usize = 6;

/// The proposal of a group whose head is an event.
pub(super) fn proposal(job: Job<'_>, group: &Group<'_>, places: &mut Places<'_>) -> Option<Proposal> {
    let head = group.head();
    let event = head.signal.event.as_ref()?;
    let span = head.signal.answer.span;
    let first = span.day(*event.days.start());
    let name = format!("{}_{}", head.signal.row.key, first.format("%m%d"));
    let block = block(head, places, &name);
    let kind = match event.what {
        Happening::Burst => Kind::Burst,
        Happening::Drop => Kind::Drop,
        Happening::Rise | Happening::Fall => Kind::Shift,
    };
    let beside = distinct::beside(job, head.signal);
    let told = beside.as_ref().and_then(|beside| beside.told(head, places));
    let ways = ways(group, event, (&block, told.as_ref().map(|told| &told.said)), places);
    let proposal = Proposal::new(block.id.clone(), kind, title(job, head, event), ways);
    let mut proposal = evidence::behind(job, group, block, proposal);
    proposal.figures.extend(beside.iter().flat_map(|beside| beside.figures(job)));
    proposal.tests.extend(beside.iter().map(Beside::test));
    Some(Proposal {
        days: Some((first, span.day(*event.days.end()))),
        distinct: beside.map(|beside| beside.counted(told)),
        one_day: head.one_day(),
        ..proposal
    })
}

/// The chart that shows it: what it comes from, else the row itself.
pub(super) fn block(head: &Seen<'_>, places: &mut Places<'_>, name: &str) -> Block {
    let signal = head.signal;
    match head.causes.as_slice() {
        [] => places.chart(signal.question, &[&signal.row.key], name),
        causes => {
            let keys: Vec<&Key> = causes.iter().map(|part| &part.key).collect();
            places.chart(&signal.question.within(&signal.row.key, signal.parts()), &keys, name)
        }
    }
}

fn title(job: Job<'_>, head: &Seen<'_>, event: &Event) -> Said {
    let Said { ja, en } = label(job, head.signal.question, &head.signal.row.key);
    let of = evidence::names(job, &head.causes);
    let from = match of.ja.is_empty() {
        true => said!("", ""),
        false => Said { ja: format!("（{}）", of.ja), en: format!(" ({})", of.en) },
    };
    let (ja, en) = (ja + &from.ja, en + &from.en);
    match event.what {
        Happening::Burst => said!("{ja}の一時的な増加", "Burst: {en}"),
        Happening::Drop => said!("{ja}の一時的な減少", "Drop: {en}"),
        Happening::Rise => said!("{ja}の増加、高い水準が期末まで", "Higher level to the end: {en}"),
        Happening::Fall => said!("{ja}の減少、低い水準が期末まで", "Lower level to the end: {en}"),
    }
}

/// The ways to say it: with how much, then without; each first with what distinct counts say, where they do.
fn ways(
    group: &Group<'_>,
    event: &Event,
    (block, distinct): (&Block, Option<&Said>),
    places: &mut Places<'_>,
) -> Vec<Said> {
    let head = group.head();
    let signal = head.signal;
    let row =
        |attribute: &str, places: &mut Places<'_>| places.path(signal.question, &signal.row.key, attribute);
    let subject = subject(signal.question, &row("label", places));
    let when = when(head, event, places);
    let happened = happened(head, event, places);
    let change = row("event_change", places);
    let much = match (event.change(), event.what) {
        (Some(_), _) if !signal.is_main => said!("", ""),
        (Some(_), Happening::Burst | Happening::Drop) => {
            said!(
                "前後の期間と比べて{{{{ {change} | wari }}}}となり、",
                ", {{{{ {change} | wari }}}} compared with the days around"
            )
        }
        (Some(_), _) => {
            said!(
                "それまでと比べて{{{{ {change} | wari }}}}となり、",
                ", {{{{ {change} | wari }}}} compared with the days before"
            )
        }
        (None, _) => said!("", ""),
    };
    // Where it came from refers to the chart; else the sentence itself does.
    let shown = if head.causes.is_empty() { reference(&block.id) } else { said!("", "") };
    let plain = said!("", "");
    let mut rests: Vec<Said> =
        distinct.map(|distinct| rest(group, (block, distinct), places)).into_iter().collect();
    rests.push(rest(group, (block, &plain), places));
    let sentence = |much: &Said, rest: &Said| {
        let Said { ja: shown_ja, en: shown_en } = &shown;
        let ja = format!("{}{}{}{}{shown_ja}。{}", subject.ja, when.ja, much.ja, happened.ja, rest.ja);
        let en = format!("{}{}{}{}{shown_en}.{}", subject.en, happened.en, when.en, much.en, rest.en);
        Said { ja, en }
    };
    let muches = if much == plain { vec![plain] } else { vec![much, plain] };
    muches.iter().flat_map(|much| rests.iter().map(|rest| sentence(much, rest))).collect()
}

/// 23/TCP（telnet）宛のパケットは、 / Packets to 23/TCP.
pub(super) fn subject(question: &Question, label: &str) -> Said {
    let (scope_ja, scope_en) = match question.filter.scope {
        Scope::Overseas => ("海外のセンサーで観測した、", " at overseas sensors"),
        _ => ("", ""),
    };
    let marks: Vec<String> = question.filter.conditions.iter().map(evidence::condition).collect();
    let (of_ja, of_en) = match marks.as_slice() {
        [] => (String::new(), String::new()),
        marks => (format!("（{}のもの）", marks.join("、")), format!(" ({})", marks.join(", "))),
    };
    match question.by {
        By::Port => said!(
            "{scope_ja}{{{{ {label} }}}}宛のパケット{of_ja}は、",
            "Packets to {{{{ {label} }}}}{scope_en}{of_en} "
        ),
        _ => said!(
            "{scope_ja}{{{{ {label} }}}}を送信元とするパケット{of_ja}は、",
            "Packets from {{{{ {label} }}}}{scope_en}{of_en} "
        ),
    }
}

fn when(head: &Seen<'_>, event: &Event, places: &mut Places<'_>) -> Said {
    let signal = head.signal;
    let (first, last) = if signal.is_main {
        let mut day =
            |name: &str| format!("{{{{ {} }}}}", places.path(signal.question, &signal.row.key, name));
        let (first, last) = (day("event_first_day"), day("event_last_day"));
        (Said { ja: first.clone(), en: first }, Said { ja: last.clone(), en: last })
    } else {
        [event.days.start(), event.days.end()].map(|at| evidence::day(signal.answer.span.day(*at))).into()
    };
    match event.what {
        _ if event.days.start() == event.days.end() && event.count == 1 && signal.event_is_hump() => {
            Said { ja: format!("{}だけ、", first.ja), en: format!(" on {} alone", first.en) }
        }
        Happening::Burst | Happening::Drop => Said {
            ja: format!("{}から{}まで、", first.ja, last.ja),
            en: format!(" from {} to {}", first.en, last.en),
        },
        Happening::Rise | Happening::Fall => {
            Said { ja: format!("{}から、", first.ja), en: format!(" from {} on", first.en) }
        }
    }
}

/// What happened, as a claim where bindings know this event.
fn happened(head: &Seen<'_>, event: &Event, places: &mut Places<'_>) -> Said {
    let (condition, ja, en) = match event.what {
        Happening::Burst => ("bursting", "一時的に増加しました", "rose for a time"),
        Happening::Drop => ("dropping", "一時的に減少しました", "fell for a time"),
        Happening::Rise => ("shifted_up", "増えたまま期末に至りました", "rose and stayed high to the end"),
        Happening::Fall => ("shifted_down", "減ったまま期末に至りました", "fell and stayed low to the end"),
    };
    if !head.signal.is_main {
        return said!("{ja}", "{en}");
    }
    let path = places.path(head.signal.question, &head.signal.row.key, condition);
    said!("{{{{ \"{ja}\" | holds({path}) }}}}", "{{{{ \"{en}\" | holds({path}) }}}}")
}

/// From where it came, what distinct counts say, what else it explains, and whose alone it is.
fn rest(group: &Group<'_>, (block, distinct): (&Block, &Said), places: &mut Places<'_>) -> Said {
    let head = group.head();
    let mut said = cause(head, block);
    let also = also(group, places);
    let trends: Vec<Said> = group.trends().map(|other| super::trend::beside(other, places)).collect();
    for more in [distinct.clone(), also].into_iter().chain(trends) {
        said = Said { ja: said.ja + &more.ja, en: said.en + &more.en };
    }
    let alone = alone(head, places);
    Said { ja: said.ja + &alone.ja, en: said.en + &alone.en }
}

/// A reference to the block `id`.
pub(super) fn reference(id: &str) -> Said {
    said!("（[](#{id})）", " ([](#{id}))")
}

/// The other ports, or regions, to which the same happened in the same days.
fn also(group: &Group<'_>, places: &mut Places<'_>) -> Said {
    let mut alike: Vec<&Seen<'_>> = Vec::new();
    for seen in group.alike() {
        if alike.len() < ALSO && alike.iter().all(|other| other.signal.row.key != seen.signal.row.key) {
            alike.push(seen);
        }
    }
    let mut named = |seen: &&Seen<'_>, attribute: &str| {
        places.path(seen.signal.question, &seen.signal.row.key, attribute)
    };
    let labels: Vec<String> =
        alike.iter().map(|seen| format!("{{{{ {} }}}}", named(seen, "label"))).collect();
    let (ja, en) = (labels.join("、"), labels.join(", "));
    let is_port = group.head().signal.question.by == By::Port;
    match (labels.is_empty(), is_port) {
        (true, _) => said!("", ""),
        (false, true) => said!(
            "同じ頃、{ja}宛でも同じ動きがみられました。",
            " Packets to {en} went the same way in these days."
        ),
        (false, false) => {
            said!(
                "同じ頃、{ja}からも同じ動きがみられました。",
                " Packets from {en} went the same way in these days."
            )
        }
    }
}

fn cause(head: &Seen<'_>, block: &Block) -> Said {
    let id = &block.id;
    let labels: Vec<String> =
        head.causes.iter().map(|part| format!("{{{{ {} }}}}", path(id, &part.key, "label"))).collect();
    match (head.signal.question.by == By::Port, labels.as_slice()) {
        (_, []) => said!("", ""),
        (true, labels) => {
            let (all, en_all) = (labels.join("、"), labels.join(", "));
            said!(
                "主に{all}からのパケットによるものです（[](#{id})）。",
                " Most of it came from {en_all} ([](#{id}))."
            )
        }
        (false, labels) => {
            let (all, en_all) = (labels.join("、"), labels.join(", "));
            said!(
                "主に{all}宛のパケットによるものです（[](#{id})）。",
                " Most of it went to {en_all} ([](#{id}))."
            )
        }
    }
}

/// Whose alone it is: then it is no trend, and is not worded as one.
fn alone(head: &Seen<'_>, places: &mut Places<'_>) -> Said {
    let signal = head.signal;
    let rising = if signal.sign > 0 { "増加" } else { "減少" };
    if head.one_sensor().is_some() {
        return if whole_row_is_of_one(head) {
            let path = places.path(signal.question, &signal.row.key, "one_sensor");
            said!(
                "ただし、{{{{ \"ほぼ特定のセンサーだけで観測したもの\" | holds({path}) }}}}で、広い範囲での{rising}とはいえません。",
                " However, {{{{ \"nearly all of it reached a single sensor\" | holds({path}) }}}}: it is not widespread."
            )
        } else {
            of_one_sensor(rising)
        };
    }
    if head.few_sensors().is_some() {
        return evidence::only_some();
    }
    if head.one_day() {
        return said!("1日だけのもので、傾向とはいえません。", " It was a single day and is no trend.");
    }
    said!("", "")
}

/// Said of a rise, or a fall, that one sensor has nearly all of.
pub(super) fn of_one_sensor(rising: &str) -> Said {
    said!(
        "ただし、ほぼ特定のセンサーだけで観測したもので、広い範囲での{rising}とはいえません。",
        " However, nearly all of it reached a single sensor: it is not widespread."
    )
}

/// Whether one sensor has nearly all packets of the row in the quarter, which a condition can tell.
fn whole_row_is_of_one(head: &Seen<'_>) -> bool {
    head.signal.is_main && head.signal.usual.iter().all(|day| head.signal.row.daily.get(*day) == Some(&0))
}
