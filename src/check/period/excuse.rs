//! What a sentence says of a period that it names: that it is another one than the edition's.
//!
//! An excuse stands before the period in the same sentence (前四半期の8月, 昨年7月) or directly behind it (2019年から,
//! 2016年に公開された). A comparison (前四半期と比べ) speaks of the edition's own quarter and excuses nothing.

use std::sync::LazyLock;

use regex::Regex;

use crate::check::pattern::{Hit, pattern, sentence};

/// What a sentence says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Excuse {
    /// Nothing: it speaks of the edition's quarter.
    None,
    /// 前四半期（…
    Previous,
    /// 前年同期（…
    YearBefore,
    /// Some other time.
    Said,
}

/// Another time, and what makes it a comparison only.
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)(?:前四半期|前々四半期|前年|前期|先期|前回|前の四半期|昨年|一昨年|過去|これまで|以前|かつて|当時|翌年|次回|次の四半期|翌四半期|前号)
        (?<compared>(?:同期|同月|度)?(?:と(?:同|比|変|違|異|全)|に(?:続|比|引)|から|より|比|の[0-9０-９]+位|の(?:順位|平均|同じ)))?",
    )
});

/// What follows months that lasted into the quarter, or a period of which it is said that it is another.
static AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:以前|当時|[（(]前|の前|から(?:続|引き続)|以降も|(?:末|下旬|中旬|上旬)?から続)")
});

/// The rest of a clause that tells what happened then.
static THEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^[^、。]{0,24}(?:前四半期|前年|昨年|前回)に(?:増|減|急|観測|最多|み|発生|始)")
});

/// What follows a year alone that history is told of.
static SINCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[^。、]{0,16}?(?:から|以降|以来|当時|頃|ごろ|版|年版|公開|公表|発表|発見|報告|登場|流出|逮捕|改正|施行|制定|設立|開始|出現|確認され|発売|終了|買収)",
    )
});

/// What follows a month, or a day, of a named year that history is told of.
static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[0-9０-９]{1,2}日)?(?:頃|ごろ)?にも|^[^。、]{0,16}?(?:公開|公表|発表|発見|報告|登場|流出|逮捕|改正|施行|制定|設立|出現|発売|終了|買収|予定)",
    )
});

/// What follows a month or a day of no named year on which something came out.
static OUT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:[0-9０-９]{1,2}日)?[にの][^。、]{0,16}?(?:公開|公表|発表|発売|施行|リリース)")
});

/// What the sentence of `hit` says; `year_alone` where no months are named.
pub(super) fn excuse(hit: &Hit<'_>, year_alone: bool) -> Excuse {
    let before = sentence(hit.before);
    let directly =
        |word: &str| ["（", "(", "の", ""].iter().any(|link| before.ends_with(&format!("{word}{link}")));
    if directly("前四半期") && !year_alone {
        return Excuse::Previous.unless_month(hit);
    }
    if directly("前年同期") && !year_alone {
        return Excuse::YearBefore.unless_month(hit);
    }
    // Brackets that close before the period have told of something else.
    let said = BEFORE.captures_iter(before).any(|found| found.name("compared").is_none())
        || AFTER.is_match(hit.after)
        || THEN.is_match(hit.after)
        || happened(year_alone, hit);
    if said { Excuse::Said } else { Excuse::None }
}

/// Whether what follows tells of something that happened then, and not of packets.
fn happened(year_alone: bool, hit: &Hit<'_>) -> bool {
    let in_year = hit.group("year").is_some() || hit.group("era_year").is_some();
    match hit.group("month") {
        _ if year_alone => SINCE.is_match(hit.after),
        Some(_) if in_year => TOLD.is_match(hit.after),
        Some(_) => OUT.is_match(hit.after),
        None => false,
    }
}

impl Excuse {
    /// A single month of a named quarter cannot be held against it whole.
    fn unless_month(self, hit: &Hit<'_>) -> Self {
        if hit.group("month").is_some() && hit.group("year").is_none() { Self::Said } else { self }
    }
}
