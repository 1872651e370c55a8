//! What is said of a trend: which way, how far, whether it goes on from the previous quarter, and what it comes from.

use super::course::{Courses, Going};
use super::event::{block, reference, subject};
use super::evidence;
use super::group::Group;
use super::part::Seen;
use super::place::Places;
use super::{Job, Kind, Proposal};
use crate::finding::Said;
use crate::question::By;
use crate::said;

/// The proposal of a group of trends.
pub(super) fn proposal(job: Job<'_>, group: &Group<'_>, places: &mut Places<'_>) -> Option<Proposal> {
    let head = group.head();
    let span = head.signal.answer.span;
    let block = block(head, places, &format!("{}_trend", head.signal.row.key));
    let others: Vec<Said> = group.trends().map(|other| beside(other, places)).collect();
    let way = |with_cause: bool, places: &mut Places<'_>| {
        let own = sentence(head, with_cause, &reference(&block.id), places);
        let others = others
            .iter()
            .fold(said!("", ""), |so_far, more| Said { ja: so_far.ja + &more.ja, en: so_far.en + &more.en });
        Said { ja: own.ja + &others.ja, en: own.en + &others.en }
    };
    let ways = vec![way(true, places), way(false, places)];
    let Said { ja, en } = evidence::label(job, head.signal.question, &head.signal.row.key);
    // What one sensor sees is no trend of the network.
    let title = match (head.signal.sign > 0, head.one_sensor().is_some()) {
        (true, false) => said!("{ja}の増加傾向", "Rising: {en}"),
        (false, false) => said!("{ja}の減少傾向", "Falling: {en}"),
        (true, true) => said!("{ja}の、1台での増加", "More, at one sensor: {en}"),
        (false, true) => said!("{ja}の、1台での減少", "Fewer, at one sensor: {en}"),
    };
    let proposal = Proposal::new(block.id.clone(), Kind::Trend, title, ways);
    let proposal = evidence::behind(job, group, block, proposal);
    Some(Proposal { days: Some((span.first, span.last)), ..proposal })
}

/// What is said of a trend that belongs to something else.
pub(super) fn beside(seen: &Seen<'_>, places: &mut Places<'_>) -> Said {
    let own = sentence(seen, true, &said!("", ""), places);
    Said { ja: own.ja, en: format!(" {}", own.en) }
}

/// Which way it goes and how far, with a reference to its chart, and from where it comes.
fn sentence(seen: &Seen<'_>, with_cause: bool, shown: &Said, places: &mut Places<'_>) -> Said {
    let signal = seen.signal;
    let mut row = |attribute: &str| places.path(signal.question, &signal.row.key, attribute);
    let subject = subject(signal.question, &row("label"));
    let (rising, change) = (row(if signal.sign > 0 { "rising" } else { "falling" }), row("change_10d"));
    let Said { ja: tends_ja, en: tends_en } = tends(seen, &rising, &mut row);
    let Said { ja, en } = subject;
    let Said { ja: shown_ja, en: shown_en } = shown;
    let mut said = said!(
        "{ja}{tends_ja}、期末の{{{{ method.window }}}}は期初と比べて{{{{ {change} | wari }}}}となりました{shown_ja}。",
        "{en}{tends_en}; the last ten days are {{{{ {change} | wari }}}} compared with the first{shown_en}."
    );
    if with_cause && !seen.causes.is_empty() {
        let cause = row("cause");
        let (ja, en) = match signal.question.by {
            By::Port => (
                format!("主な要因は、{{{{ {cause} }}}}からのパケットです。"),
                format!(" Most of it comes from {{{{ {cause} }}}}."),
            ),
            _ => (
                format!("主な要因は、{{{{ {cause} }}}}宛のパケットです。"),
                format!(" Most of it goes to {{{{ {cause} }}}}."),
            ),
        };
        said = Said { ja: said.ja + &ja, en: said.en + &en };
    }
    if seen.one_sensor().is_some() {
        let Said { ja, en } = said;
        said = said!(
            "{ja}ただし、ほぼ特定のセンサーだけでみられたもので、広い範囲の傾向とはいえません。",
            "{en} However, nearly all of it was seen by a single sensor: it is not widespread."
        );
    } else if seen.few_sensors().is_some() {
        let some = evidence::only_some();
        said = Said { ja: said.ja + &some.ja, en: said.en + &some.en };
    }
    said
}

/// Which way it tends, and whether it did so in the previous quarter.
fn tends(seen: &Seen<'_>, rising: &str, row: &mut impl FnMut(&str) -> String) -> Said {
    let is_up = seen.signal.sign > 0;
    if seen.one_sensor().is_some() {
        // What one sensor sees is no trend of the network, and goes on from none.
        let [ja, en] =
            if is_up { ["期末にかけて増え", "rose"] } else { ["期末にかけて減り", "fell"] };
        return said!("{{{{ \"{ja}\" | holds({rising}) }}}}", "{{{{ \"{en}\" | holds({rising}) }}}}");
    }
    let [ja, en] = if is_up {
        ["増加の傾向にあり", "tended upwards"]
    } else {
        ["減少の傾向にあり", "tended downwards"]
    };
    let going = seen.courses.as_ref().and_then(Courses::going);
    let since = seen.courses.as_ref().map_or_else(|| said!("", ""), |courses| courses.told(&mut *row));
    let (since_ja, since_en) = (since.ja, since.en);
    match going {
        Some(Going::Anew) => {
            let new = row(Going::Anew.condition());
            said!(
                "期間を通して、{{{{ \"前四半期にはみられなかった\" | holds({new}) }}}}{{{{ \"{ja}\" | holds({rising}) }}}}",
                "{{{{ \"{en}\" | holds({rising}) }}}}{since_en}"
            )
        }
        _ => said!(
            "{since_ja}{{{{ \"期間を通して{ja}\" | holds({rising}) }}}}",
            "{{{{ \"{en}\" | holds({rising}) }}}}{since_en}"
        ),
    }
}
