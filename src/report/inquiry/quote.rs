//! The sentence of an answer that may be quoted: who saw which packets when, which keys came first, by what rule.

use crate::key::Key;
use crate::manuscript::Lines;
use crate::question::{By, Condition, Scope, Values};
use crate::report::desk::Desk;
use crate::report::told::{Told, ToldRow};
use crate::rules::QUOTED_KEYS;
use crate::words::fill;

/// In which order a sentence names what packets are told apart by; any other column comes last.
const ORDER: [&str; 3] = ["region", "protocol", "port"];

/// Holes of a template, filled one by one.
type Holes = Vec<(&'static str, String)>;

/// Of the first ranks, `top` at most.
pub(super) fn ranked(desk: &Desk<'_>, told: &Told<'_>, top: u32) -> String {
    let inquiry = &desk.words.inquiry;
    let words = &inquiry.quote;
    let ranked = told.top(top.min(QUOTED_KEYS));
    let (firsts, others): (Vec<_>, Vec<_>) = ranked.into_iter().partition(|row| row.rank() == Some(1));
    let template = if others.is_empty() { &words.alone } else { &words.ranked };
    let labels =
        |rows: &[ToldRow<'_>]| rows.iter().map(|row| label(desk, told, row.key())).collect::<Vec<_>>();
    let mut holes = subject(desk, told);
    holes.push(("first", listed(desk, &labels(&firsts), &inquiry.and)));
    holes.push(("share", share(desk, &firsts)));
    holes.push(("others", listed(desk, &labels(&others), &inquiry.last)));
    desk.words.filled(template, &holes) + &source(desk, told)
}

/// Of the lines of a chart.
pub(super) fn of_lines(desk: &Desk<'_>, told: &Told<'_>, lines: &Lines) -> String {
    let words = &desk.words.inquiry.quote;
    let keys = match lines {
        Lines::Keys(keys) => keys,
        Lines::Top(top) => return ranked(desk, told, *top),
        Lines::Of(..) | Lines::Total(_) => return String::new(),
    };
    let by = &told.question().by;
    let keys = keys.iter().filter_map(|(written, _)| desk.job.site.names.key(by, written));
    let item = |row: ToldRow<'_>| {
        let place = fill(&desk.words.ranks.place, &[("n", &row.rank()?.to_string())]);
        Some(fill(&words.item, &[("label", &label(desk, told, row.key())), ("place", &place)]))
    };
    let items: Vec<String> = keys.filter_map(|key| told.row(&key).and_then(item)).collect();
    let mut holes = subject(desk, told);
    holes.push(("items", listed(desk, &items, &desk.words.inquiry.last)));
    desk.words.filled(&words.chosen, &holes) + &source(desk, told)
}

fn label(desk: &Desk<'_>, told: &Told<'_>, key: &Key) -> String {
    desk.key_label(&told.question().by, key)
}

/// A, B and C, with `last` before the last of them.
fn listed(desk: &Desk<'_>, names: &[String], last: &str) -> String {
    let separator = &desk.words.inquiry.separator;
    match names {
        [before @ .., end] if !before.is_empty() => format!("{}{last}{end}", before.join(separator)),
        _ => names.concat(),
    }
}

/// The part that each of the first keys has of the whole, where it is told.
fn share(desk: &Desk<'_>, firsts: &[ToldRow<'_>]) -> String {
    let words = &desk.words.inquiry.quote;
    let told = firsts.first().and_then(|row| row.share().ok());
    match (told, firsts.len()) {
        (Some(share), 1) => fill(&words.share, &[("share", &desk.say(&share))]),
        (Some(share), _) => fill(&words.share_each, &[("share", &desk.say(&share))]),
        (None, 1) => String::new(),
        (None, _) => words.tie.clone(),
    }
}

/// When, who, which packets, and by what they are told apart.
fn subject(desk: &Desk<'_>, told: &Told<'_>) -> Holes {
    let words = &desk.words.inquiry.quote;
    let by = match &told.question().by {
        By::Port => words.by_port.clone(),
        By::Region => words.by_region.clone(),
        By::Sensor => words.by_sensor.clone(),
        By::Column(name) => fill(&words.by_column, &[("column", name)]),
        By::Total => String::new(),
    };
    let mut held: Vec<&Condition> = told.question().filter.conditions.iter().collect();
    held.sort_by_key(|held| ORDER.iter().position(|column| *column == held.column).unwrap_or(ORDER.len()));
    let conditions: String = held.into_iter().map(|held| condition(desk, held)).collect();
    let which =
        if conditions.is_empty() { conditions } else { fill(&words.which, &[("conditions", &conditions)]) };
    vec![
        ("period", desk.words.span(told.span())),
        ("where", observers(desk, told)),
        ("which", which),
        ("by", by),
    ]
}

/// Packets from these regions, to these ports; nothing of sensors, which are told beside the scope.
fn condition(desk: &Desk<'_>, condition: &Condition) -> String {
    let words = &desk.words.inquiry.quote;
    let [kept, excluded] = match condition.column.as_str() {
        "sensor" => return String::new(),
        "region" => [&words.from, &words.not_from],
        "port" => [&words.to, &words.not_to],
        "protocol" => [&words.over, &words.not_over],
        _ => [&words.with, &words.not_with],
    };
    let values = match &condition.values {
        Values::Numbers(first, last) => {
            fill(&words.range, &[("first", &first.to_string()), ("last", &last.to_string())])
        }
        Values::OneOf(_) => desk.condition_values(condition),
    };
    let template = if condition.exclude { excluded } else { kept };
    fill(template, &[("values", &values), ("column", &condition.column)])
}

/// Who observed: 国内のセンサーで; nothing for data that do not know sensors.
fn observers(desk: &Desk<'_>, told: &Told<'_>) -> String {
    let words = &desk.words.inquiry.quote;
    if told.sensors().is_none() {
        return String::new();
    }
    let scope = match told.question().filter.scope {
        Scope::Home => &words.home,
        Scope::Overseas => &words.overseas,
        Scope::All => &words.all,
    };
    let named = told.question().filter.conditions.iter().filter(|held| held.column == "sensor");
    let sensors = named.fold(scope.clone(), |sensors, held| {
        let template = if held.exclude { &words.without } else { &words.some };
        fill(template, &[("sensors", &sensors), ("values", &desk.condition_values(held))])
    });
    fill(&words.observed_by, &[("sensors", &sensors)])
}

/// Where the data are from, and by what rule the ranks are.
fn source(desk: &Desk<'_>, told: &Told<'_>) -> String {
    let site = desk.job.site;
    let holes = [
        ("publisher", desk.site_text(&site.publisher)),
        ("title", desk.site_text(&site.title)),
        ("measure", desk.measure(told.question())),
    ];
    desk.words.filled(&desk.words.inquiry.quote.source, &holes)
}
