//! What the sensors overseas saw of the same key in the same days: whether something is a matter of home alone.

use super::part::{Seen, rates};
use super::{Figure, Job};
use crate::finding::Said;
use crate::question::{Filter, Question, Ratio, Scope};
use crate::rules::MIN_BASE;
use crate::said;

/// What overseas is set against what is usual there; none where it was not asked, or shows too little either way.
pub(super) fn figure(job: Job<'_>, seen: &Seen<'_>) -> Option<Figure> {
    let signal = seen.signal;
    let own = signal.question;
    if own.filter.scope != Scope::Home {
        return None;
    }
    let filter = Filter { scope: Scope::Overseas, ..own.filter.clone() };
    let overseas = job.answers.get(&Question { filter, ..own.clone() })?;
    let rates = overseas.row(&signal.row.key).map(|row| rates(overseas, row, signal));
    let value = match rates {
        Some([usual, during]) if usual.over.max(during.over) >= i128::from(MIN_BASE) => told(usual, during)?,
        _ => said!("同じ日にも通常の日にも、ほとんどありません", "hardly any packets, then or usually"),
    };
    Some(Figure { name: said!("海外のセンサー", "Sensors overseas"), value })
}

fn told(usual: Ratio, during: Ratio) -> Option<Said> {
    if during.under == 0 || usual.under == 0 {
        return None;
    }
    let times =
        Ratio::new(during.over * usual.under, during.under * usual.over).and_then(|times| times.rounded(10));
    Some(match times {
        Some(tenths) => {
            let times = format!("{}.{}", tenths / 10, tenths % 10);
            said!(
                "同じ日に通常の{times}倍（1台・1日あたり）",
                "{times} times the usual a sensor and day in the same days"
            )
        }
        None => {
            let packets = during.over;
            said!(
                "同じ日に{packets}パケット（通常の日はなし）",
                "{packets} packets in the same days, none usually"
            )
        }
    })
}
