//! The words of claims, set against the condition that lets them stand: a rise in words over a condition of a fall, and
//! numbers that no condition looks at.
//!
//! A condition that is true says nothing of the words above it. Everything else about them is judged as of all prose.

use std::sync::LazyLock;

use regex::Regex;

use super::pattern::pattern;
use super::{Desk, Origin};
use crate::binding::{Expression, Step};
use crate::finding::{Finding, Place};
use crate::said;

/// Which way words or a condition point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Up,
    Down,
    Level,
    Home,
    Overseas,
    On,
    Anew,
}

static UP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"上が|を上げ|上昇|上回|増加し|増加が|増加傾向|増え|急増|増大|増し|倍増|伸び|拡大|\b(?:rose|rises?|rising|increas\w+|grew|up)\b",
    )
});

static DOWN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"下が|を下げ|下降|下落|下回|減少し|減少が|減少傾向|減り|減っ|減る|急減|低下|半減|縮小|\b(?:fell|falls?|falling|decreas\w+|declin\w+|down)\b",
    )
});

static LEVEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"横ばい|変わら|変わり|変化|同じ|一定|保ち|保っ|\b(?:same|unchanged|steady|flat|held)\b")
});

static HOME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"国内の(?:方|ほう)が多|国内(?:が|で)海外を上回|海外より(?:も)?国内|\b(?:more|higher) at home|home (?:more|higher)\b",
    )
});

static OVERSEAS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"海外の(?:方|ほう)が多|海外(?:が|で)国内を上回|国内より(?:も)?海外|\b(?:more|higher) overseas|overseas (?:more|higher)\b",
    )
});

static ON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"引き続き|引きつづき|継続|前四半期から続|前四半期と(?:同じ|同様)|\b(?:continu\w+|still|as in the previous)\b",
    )
});

static ANEW: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"新たに|新しく|初めて|前四半期(?:と|とは)異な|\b(?:new|newly|unlike|for the first time)\b")
});

/// Words that take back what stands before them; what they leave over is nobody's to tell here.
static TURNED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"ません|なか|ない|なく|ず、|止ま|転じ|歯止め|\b(?:not|no|never|stopped)\b"));

/// A number that says something of the data: 7位, 約3割, 1,200パケット.
static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"[0-9０-９][0-9０-９,，.．万億]*(?:位|割|[%％]|倍|パケット|件)|\b[0-9]+(?:st|nd|rd|th)\b")
});

/// The rule.
pub(super) fn find(desk: &Desk<'_>) -> Vec<Finding> {
    let pieces = desk.passages.iter().flat_map(|passage| &passage.pieces);
    let claims = pieces.filter_map(|piece| match &piece.origin {
        Origin::Bound(expression) => Some((expression.claim.as_deref()?, expression, &piece.place)),
        _ => None,
    });
    claims.flat_map(|(words, expression, place)| judged(words, expression, place)).collect()
}

fn judged(words: &str, expression: &Expression, place: &Place) -> Vec<Finding> {
    let condition = Expression::of_path(expression.path.clone()).to_string();
    let number = NUMBER.find(words).map(|found| unlooked(found.as_str(), &condition, place));
    let against = contradicting(words, expression).map(|word| contradicts(word, &condition, place));
    against.into_iter().chain(number).collect()
}

/// The word that points another way than the condition, where none points its way.
fn contradicting<'w>(words: &'w str, expression: &Expression) -> Option<&'w str> {
    let way = way(expression)?;
    let (own, others): (&Regex, [Option<&Regex>; 2]) = match way {
        Way::Up => (&UP, [None, Some(&DOWN)]),
        Way::Down => (&DOWN, [Some(&UP), None]),
        Way::Level => (&LEVEL, [Some(&UP), Some(&DOWN)]),
        Way::Home => (&HOME, [None, Some(&OVERSEAS)]),
        Way::Overseas => (&OVERSEAS, [Some(&HOME), None]),
        Way::On => (&ON, [Some(&ANEW), None]),
        Way::Anew => (&ANEW, [Some(&ON), None]),
    };
    if TURNED.is_match(words) || own.is_match(words) {
        return None;
    }
    let others = others.map(|other| other?.find(words));
    others.into_iter().flatten().map(|found| found.as_str()).next()
}

/// Which way a condition points; swings and concentration point nowhere.
fn way(expression: &Expression) -> Option<Way> {
    let Some(Step::Name(name)) = expression.path.last() else { return None };
    Some(match name.as_str() {
        "rank_up" | "entered" | "rising" | "spiking" | "bursting" | "shifted_up" | "up_10d"
        | "up_quarter" | "more_sources" | "above_normal" => Way::Up,
        "rank_down" | "left" | "falling" | "dropping" | "shifted_down" | "down_10d" | "down_quarter"
        | "fewer_sources" | "below_normal" => Way::Down,
        "rank_held" | "steady" | "flat_10d" | "flat_quarter" | "same_order" | "sources_alike" => Way::Level,
        "home_higher" => Way::Home,
        "overseas_higher" => Way::Overseas,
        "continued" => Way::On,
        "new_course" => Way::Anew,
        _ => return None,
    })
}

fn contradicts(word: &str, condition: &str, place: &Place) -> Finding {
    Finding::error(
        "claim-contradicts",
        place.clone(),
        said!(
            "「{word}」は、この文の条件「{condition}」と逆のことを言っています。条件が成り立っても、文は誤りです。",
            "“{word}” says another thing than the condition “{condition}”: the words are wrong where it is true."
        ),
        said!(
            "文を条件に合わせるか、文の言うとおりの条件に替えてください。",
            "Let the words say what the condition does, or take the condition that the words mean."
        ),
    )
}

fn unlooked(number: &str, condition: &str, place: &Place) -> Finding {
    Finding::warning(
        "claim-number",
        place.clone(),
        said!(
            "条件付きの文の中の「{number}」は、条件「{condition}」では確かめられません。",
            "The condition “{condition}” does not look at “{number}” in the words before holds."
        ),
        said!(
            "数は文の外に出して、値の埋め込みで示してください。",
            "Take the number out of the words and bind it beside them."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(words: &str, condition: &str) -> Vec<String> {
        let expression = Expression::read(&format!("\"{words}\" | holds(x[1].{condition})"), &[]).unwrap();
        judged(words, &expression, &Place::default()).into_iter().map(|found| found.code).collect()
    }

    #[test]
    fn words_point_where_their_condition_does() {
        for (words, condition) in [
            ("下がりました", "rank_up"),
            ("期末にかけて減り", "rising"),
            ("減少し", "up_quarter"),
            ("急増し", "falling"),
            ("順位を上げました", "left"),
            ("増えました", "flat_10d"),
            ("減少しました", "steady"),
            ("上がりました", "rank_held"),
            ("rose", "down_10d"),
            ("国内の方が多く", "overseas_higher"),
            ("国内より海外で多く観測され", "home_higher"),
            ("was higher overseas", "home_higher"),
            ("前四半期に引き続き", "new_course"),
            ("新たに増減を繰り返し", "continued"),
            ("still fell", "new_course"),
            ("送信元の数は増えました", "sources_alike"),
            ("送信元の数は減り", "more_sources"),
            ("送信元の数も増加し", "fewer_sources"),
            ("通常の範囲を下回りました", "above_normal"),
        ] {
            assert_eq!(found(words, condition), ["claim-contradicts"], "{words} {condition}");
        }
        for (words, condition) in [
            ("上がりました", "rank_up"),
            ("順位を下げたものの、増えました", "up_10d"),
            ("増加はみられず、ほぼ一定でした", "steady"),
            ("減少は止まりました", "up_10d"),
            ("増えていません", "flat_10d"),
            ("期初の水準に戻りました", "flat_10d"),
            ("増減を繰り返し", "fluctuating"),
            ("突発的な増加が", "spiking"),
            ("前四半期と同じく", "rank_held"),
            ("突発的な増減の後も", "steady"),
            ("上位に入りました", "entered"),
            ("海外の方が多く", "overseas_higher"),
            ("国内より海外で多く観測され", "overseas_higher"),
            ("海外で目立ち", "overseas_higher"),
            ("特定のセンサーに偏って増え", "one_sensor"),
            ("前四半期に引き続き減り", "continued"),
            ("通常の範囲を下回りました", "below_normal"),
            ("前四半期とは異なり、減少が続き", "new_course"),
            ("前四半期にはみられなかった", "new_course"),
            ("前後の期間と大きく変わらず", "sources_alike"),
            ("well above the days around", "more_sources"),
        ] {
            assert_eq!(found(words, condition), [""; 0], "{words} {condition}");
        }
    }

    #[test]
    fn a_number_stands_beside_a_claim() {
        assert_eq!(found("7位に上がりました", "rank_up"), ["claim-number"]);
        assert_eq!(found("約３割増え", "rising"), ["claim-number"]);
        assert_eq!(found("53/UDPを上回り、10日間平均で", "rank_up"), [""; 0]);
    }
}
