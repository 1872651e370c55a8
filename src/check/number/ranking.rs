//! Ranks and previous ranks of what is spoken of: held, moved, the most of all.

use super::figures::attribute;
use super::ground::{Asked, Ground};
use super::subject::{Subject, counts};
use super::token::Sense;
use super::verdict::Verdict;
use crate::finding::Said;
use crate::key::Key;
use crate::rules::PREVIOUS_RANK_SHOWN;
use crate::said;
use crate::words::{Before, Value};

pub(super) fn sense_of_ranks(before: u32, now: u32) -> Sense {
    match before.cmp(&now) {
        std::cmp::Ordering::Greater => Sense::Rise,
        std::cmp::Ordering::Less => Sense::Fall,
        std::cmp::Ordering::Equal => Sense::Flat,
    }
}

pub(super) fn moved_ranks(label: &str, before: u32, now: u32) -> Said {
    if before == now {
        return said!(
            "データでは、{label}は前四半期と同じ{now}位です",
            "in the data {label} ranks {now} as in the previous quarter"
        );
    }
    let Said { ja, en } = shown_rank(before);
    said!(
        "データでは、{label}は前四半期の{ja}から{now}位になりました",
        "in the data {label} went from {en} in the previous quarter to {now}"
    )
}

fn shown_rank(rank: u32) -> Said {
    if rank <= PREVIOUS_RANK_SHOWN {
        said!("{rank}位", "{rank}")
    } else {
        said!("{PREVIOUS_RANK_SHOWN}位より下", "below {PREVIOUS_RANK_SHOWN}")
    }
}

/// The previous rank as tables print it, one beyond the last where it is outside, and the rank.
pub(super) fn ranks(ground: &Ground<'_>, block: &Asked<'_>, key: &Key) -> Option<(u32, u32)> {
    let now = block.row(key)?.rank?;
    let previous = ground.values(block, key).iter().find(|value| attribute(value) == "previous")?;
    match previous.value {
        Value::Previous(Before::Rank(before)) => Some((before, now)),
        Value::Previous(Before::Beyond(shown)) => Some((shown + 1, now)),
        _ => None,
    }
}

/// How the report calls a key.
pub(super) fn label(ground: &Ground<'_>, block: &Asked<'_>, key: &Key) -> String {
    let told = ground.values(block, key).iter().find_map(|value| value.label.clone());
    told.or_else(|| block.label.clone()).unwrap_or_else(|| match key {
        Key::Region(region) => ground.desk.job.site.names.region(region, ground.desk.job.lang).to_owned(),
        _ => key.to_string(),
    })
}

/// Whether the ranks that are spoken of are those of the quarter before.
pub(super) fn same(ground: &Ground<'_>, subject: &Subject<'_>, whole: &[&Asked<'_>]) -> Verdict {
    let mut moved = Vec::new();
    let best = subject.blocks.iter().filter(|(_, block)| subject.keys.iter().any(|key| counts(block, key)));
    let fit = best.clone().map(|(fit, _)| *fit).max();
    let single = best.filter(|(own, _)| Some(*own) == fit).flat_map(|(_, block)| {
        subject.keys.iter().filter(|key| counts(block, key)).map(move |key| (*block, key))
    });
    let every = whole.iter().flat_map(|block| block.shown.iter().map(move |key| (*block, *key)));
    let rows: Vec<_> = if whole.is_empty() { single.collect() } else { every.collect() };
    for (block, key) in &rows {
        if let Some((before, now)) = ranks(ground, block, key)
            && before != now
        {
            moved.push(moved_ranks(&label(ground, block, key), before, now));
        }
    }
    match moved.first() {
        Some(says) => Verdict::False(says.clone(), None),
        None if rows.is_empty() => Verdict::Outside,
        None => Verdict::True(None),
    }
}

/// Whether any of the ranks that are spoken of is another than in the quarter before.
pub(super) fn differs(ground: &Ground<'_>, subject: &Subject<'_>, whole: &[&Asked<'_>]) -> Verdict {
    match same(ground, subject, whole) {
        Verdict::False(..) => Verdict::True(None),
        Verdict::True(_) => Verdict::False(
            said!(
                "データでは、順位は前四半期と同じです",
                "in the data the ranks are those of the previous quarter"
            ),
            None,
        ),
        outside => outside,
    }
}

/// Whether a key that is called the most or the second most has that rank in the blocks that are spoken of.
pub(super) fn most(ground: &Ground<'_>, subject: &Subject<'_>, rank: u32) -> Verdict {
    let mut others = Vec::new();
    for (block, key, row) in subject.rows() {
        match row.rank {
            Some(own) if own == rank => return Verdict::True(None),
            Some(own) => others.push((label(ground, block, key), own)),
            None => {}
        }
    }
    match others.first() {
        Some((label, own)) => {
            Verdict::False(said!("データでは、{label}は{own}位です", "in the data {label} ranks {own}"), None)
        }
        None => Verdict::Outside,
    }
}
