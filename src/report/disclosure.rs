//! What disclosure refuses: a block that cannot be told, and, in the last look before a report leaves the house, the
//! name of a sensor or a count that somebody wrote by hand.

use std::collections::BTreeSet;

use super::desk::Desk;
use super::texts::texts;
use super::told::Told;
use super::{Block, Report, typed};
use crate::config::{Counts, Sensors};
use crate::finding::{Finding, Place};
use crate::manuscript::{Footnote, Inline};
use crate::question::{By, PACKETS, Question};
use crate::said;
use crate::words::fill;

/// Shorter identities than this are words of their own and would be found everywhere.
const SHORTEST: usize = 4;

/// Why a block of `told` cannot be told at all, if it cannot.
pub(super) fn refusal(desk: &Desk<'_>, told: &Told<'_>, place: &Place) -> Option<Finding> {
    let withheld = told.question().by == By::Sensor && desk.job.site.disclosure.sensors == Sensors::None;
    withheld.then(|| sensors_withheld(place))
}

fn sensors_withheld(place: &Place) -> Finding {
    Finding::error(
        "sensors-withheld",
        place.clone(),
        said!(
            "センサーごとの表やグラフは、公開の設定（sensors = \"none\"）では出せません。",
            "Tables and charts by sensor are withheld by sensors = \"none\"."
        ),
        said!(
            "teiten.tomlの[disclosure]でsensorsを\"alias\"か\"id\"にするか、このブロックを外してください。",
            "Set sensors to \"alias\" or \"id\" under [disclosure] in teiten.toml, or remove this block."
        ),
    )
}

/// A block with a number that would tell packets as an index.
pub(super) fn no_index(place: &Place) -> Finding {
    Finding::error(
        "no-index",
        place.clone(),
        said!(
            "このブロックの数は、パケットが少なすぎる（指数の刻みから件数がわかる）か、重複を除いた数のため、指数や割合では示せません。",
            "The numbers of this block cannot be told as an index or share: they are so few that the steps of the index would tell packets, or the measure is a distinct count."
        ),
        said!(
            "グラフなら「mean = 7」のように移動平均にすると示せることがあります。表なら列をrank、label、previousだけにしてください。",
            "A chart may do as a moving mean, such as mean = 7; leave a table only the columns rank, label and previous."
        ),
    )
}

impl Desk<'_> {
    /// `template` with the mark of withheld numbers and what they are below, in packets where all of `questions` count
    /// those. Beside an index that is not told: with the smallest index that is printed it would give the base away.
    pub(super) fn withheld<'q>(
        &self,
        template: &str,
        questions: impl IntoIterator<Item = &'q Question>,
    ) -> String {
        let disclosure = &self.job.site.disclosure;
        let words = &self.words.withheld;
        let limit = match disclosure.min_packets {
            Some(packets) if disclosure.counts != Counts::Index => {
                let number = self.words.number(packets.into());
                match questions.into_iter().all(|question| question.measure == PACKETS) {
                    true => fill(&self.words.chart.unit, &[("n", &number)]),
                    false => number,
                }
            }
            _ => words.limit.clone(),
        };
        fill(template, &[("mark", &words.mark), ("limit", &limit)])
    }
}

/// Where that was written which a test finds.
type Where<'w> = &'w dyn Fn(&Desk<'_>, &dyn Fn(&str) -> bool) -> Place;

/// Finds what must not stand in the finished report, whoever wrote it there.
pub(super) fn check(desk: &mut Desk<'_>, report: &Report) {
    look(desk, &texts(report), &|desk, holds| place(desk, report, holds));
}

/// Finds what must not stand in an answer, of which `texts` are the texts.
pub(super) fn check_reply(desk: &mut Desk<'_>, texts: &str) {
    look(desk, texts, &|_, _| Place::file("--public"));
}

fn look(desk: &mut Desk<'_>, texts: &str, place: Where<'_>) {
    sensors(desk, texts, place);
    counts(desk, texts, place);
}

/// Finds counts where they are told as an index.
fn counts(desk: &mut Desk<'_>, texts: &str, place: Where<'_>) {
    if desk.job.site.disclosure.counts != Counts::Index {
        return;
    }
    let known: BTreeSet<i64> = desk.answers().flat_map(Told::counts).collect();
    let typed: BTreeSet<i64> = typed::numbers(texts).into_iter().collect();
    for count in typed.intersection(&known) {
        let place = place(desk, &|text| typed::numbers(text).contains(count));
        let count = desk.words.number((*count).into());
        desk.findings.push(Finding::error(
            "count-typed",
            place,
            said!(
                "件数と同じ数「{count}」が書かれています。公開の設定（counts = \"index\"）では、件数は公開できません。",
                "“{count}” is written here and equals a count, which counts = \"index\" does not let out."
            ),
            said!(
                "件数であれば、指数や割合の埋め込みに替えてください。別のものの数であれば、「約5万」のように丸めてください。",
                "If it is a count, bind an index or a share in its place; if it counts something else, round it."
            ),
        ));
    }
}

/// Finds identities of sensors.
fn sensors(desk: &mut Desk<'_>, texts: &str, place: Where<'_>) {
    if desk.job.site.disclosure.sensors == Sensors::Id {
        return;
    }
    let alias = |id: &str| desk.job.site.sensors.iter().any(|sensor| sensor.alias.as_deref() == Some(id));
    let ids = desk.job.site.sensors.iter().map(|sensor| sensor.id.as_str());
    let told: Vec<_> = ids.filter(|id| id.len() >= SHORTEST && !alias(id) && holds(texts, id)).collect();
    for id in told {
        let place = place(desk, &|text| holds(text, id));
        desk.findings.push(Finding::error(
            "sensor-named",
            place,
            said!(
                "公開してはならないセンサーの識別名「{id}」が出力に含まれます。",
                "The sensor identity “{id}”, which must not leave the house, stands in the output."
            ),
            said!(
                "原稿からこの名前を除くか、teiten.tomlの[disclosure]のsensorsを見直してください。",
                "Take it out of the manuscript, or change sensors under [disclosure] in teiten.toml."
            ),
        ));
    }
}

/// Whether `id` stands in `text` as a word of its own.
fn holds(text: &str, id: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() && c.is_ascii() || c == '-' || c == '_';
    text.match_indices(id).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + id.len()..].chars().next();
        !before.is_some_and(part) && !after.is_some_and(part)
    })
}

/// Where that was written which `holds` finds: in a block, a key point or a footnote; else somewhere in the edition.
fn place(desk: &Desk<'_>, report: &Report, holds: &dyn Fn(&str) -> bool) -> Place {
    let manuscript = desk.job.manuscript;
    let point = || {
        let points = report.summary.iter().flat_map(|summary| &summary.points);
        let mut named = manuscript.summary.iter().zip(points).filter(|(_, point)| holds(&texts(point)));
        Some(named.next()?.0.place.clone())
    };
    let footnote = || {
        let names = |inline: &Inline| matches!(inline, Inline::Text { text, .. } if holds(text));
        let names = |footnote: &&Footnote| footnote.lines.iter().flatten().any(names);
        manuscript.footnotes.values().find(names).map(|footnote| footnote.place.clone())
    };
    let block = || report.body.iter().find(|block| holds(&texts(block))).and_then(Block::place);
    block().or_else(point).or_else(footnote).unwrap_or_else(|| desk.job.edition.place.clone())
}
