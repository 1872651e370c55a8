//! What the rows of a table or the lines of a chart are said to be: ports, regions or sensors; how many; of which scope.

use std::sync::LazyLock;

use regex::Regex;

use super::Shown;
use crate::check::Passage;
use crate::check::pattern::{number, pattern, typed};
use crate::finding::{Finding, Said};
use crate::question::{By, Scope};
use crate::said;

/// What rows are said to be.
const ROWS: [(By, &str); 3] = [
    (By::Port, r"宛先ポート|ポート番号|ポート(?:別|ごと|トップ)"),
    (By::Region, r"送信元地域|地域(?:別|ごと|トップ)|国別"),
    (By::Sensor, r"センサー(?:別|ごと)"),
];

static NAMED: LazyLock<Vec<(By, Regex)>> =
    LazyLock::new(|| ROWS.into_iter().map(|(by, words)| (by, pattern(words))).collect());

static TOP: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:トップ|上位|ワースト|TOP|Top)[ 　]?(?<count>[0-9０-９]+)(?:$|[^0-9０-９外])")
});

static HOME: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"国内の?センサー|国内に設置|国内で観測|（国内[）、の]"));

static OVERSEAS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"海外の?センサー|海外に設置|海外で観測|（海外[）、の]"));

/// The words by which `text` names other rows than `by`, and where they stand, if it does not name `by` too.
pub(in crate::check) fn other_rows<'t>(text: &'t str, by: &By) -> Option<(usize, &'t str)> {
    let named = |(_, words): &&(By, Regex)| words.is_match(text);
    if NAMED.iter().filter(named).any(|(named, _)| named == by) {
        return None;
    }
    let found = NAMED.iter().filter_map(|(_, words)| words.find(text)).min_by_key(|found| found.start())?;
    Some((found.start(), found.as_str()))
}

/// What `by` is called.
pub(in crate::check) fn rows(by: &By) -> Said {
    match by {
        By::Port => said!("宛先ポート番号別", "by destination port"),
        By::Region => said!("送信元地域別", "by source region"),
        By::Sensor => said!("センサー別", "by sensor"),
        By::Column(name) => said!("{name}別", "by {name}"),
        By::Total => said!("全体で1本", "one line for all"),
    }
}

/// What is wrong with a caption.
pub(super) fn in_caption(passage: &Passage, shown: &Shown<'_>) -> Vec<Finding> {
    let text = passage.text();
    [rows_named(&text, shown), top_named(&text, shown), scope_named(&text, shown)]
        .into_iter()
        .flatten()
        .map(|(at, what)| {
            let place = typed(passage, at).unwrap_or_else(|| passage.place.clone());
            Finding::warning("caption-subject", place, what, mend())
        })
        .collect()
}

/// How every caption is mended.
pub(super) fn mend() -> Said {
    said!(
        "題を図表の内容に合わせるか、ブロックの設定を確かめてください。",
        "Let the caption say what the block shows, or mend the block."
    )
}

fn rows_named(text: &str, shown: &Shown<'_>) -> Option<(usize, Said)> {
    let by = &shown.question.by;
    // A total may be one of anything, and a column of the house's own may hold regions.
    let other = matches!(by, By::Port | By::Region | By::Sensor).then(|| other_rows(text, by)).flatten();
    let (at, words) = other.or_else(|| of_total(text, by))?;
    let rows = rows(by);
    let (ja, en) = (rows.ja, rows.en);
    Some((
        at,
        said!(
            "題に「{words}」とありますが、このブロックは{ja}です（rows）。",
            "The caption says “{words}”, but the block is {en} (rows)."
        ),
    ))
}

/// One line for all has no ranks.
fn of_total<'t>(text: &'t str, by: &By) -> Option<(usize, &'t str)> {
    static RANKS: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:ポート番号|ポート|地域|国|センサー)(?:別|ごと|トップ)"));
    let found = RANKS.find(text).filter(|_| *by == By::Total)?;
    Some((found.start(), found.as_str()))
}

fn top_named(text: &str, shown: &Shown<'_>) -> Option<(usize, Said)> {
    let named = TOP.captures(text)?;
    let count = number(&named["count"])?;
    let top = shown.top.filter(|top| i64::from(*top) != i64::from(count))?;
    let (at, end) = (named.get(0)?.start(), named.name("count")?.end());
    let words = &text[at..end];
    Some((
        at,
        said!(
            "題に「{words}」とありますが、このブロックは{top}件です。",
            "The caption says “{words}”, but the block has {top}."
        ),
    ))
}

fn scope_named(text: &str, shown: &Shown<'_>) -> Option<(usize, Said)> {
    let (named, other, ja, en) = match shown.question.filter.scope {
        Scope::Home => (&OVERSEAS, &HOME, "国内のセンサー", "of sensors at home"),
        Scope::Overseas => (&HOME, &OVERSEAS, "海外のセンサー", "of sensors overseas"),
        Scope::All => return None,
    };
    let found = named.find(text).filter(|_| !other.is_match(text))?;
    let words = found.as_str().trim_start_matches('（').trim_end_matches(['）', '、', 'の']);
    Some((
        found.start(),
        said!(
            "題に「{words}」とありますが、このブロックは{ja}の集計です（scope）。",
            "The caption says “{words}”, but the block is {en} (scope)."
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Role;
    use crate::check::fixture::{passage, told};
    use crate::question::{Filter, Question};

    fn found(text: &str, by: By, scope: Scope, top: u32) -> Vec<u32> {
        let filter = Filter { scope, conditions: Vec::new() };
        let question = Question { source: "x".to_owned(), by, filter, measure: "packets".to_owned() };
        let shown = Shown { question: &question, top: Some(top), keys: None };
        let findings = in_caption(&passage(Role::Caption("x".to_owned()), text), &shown);
        told(&findings).iter().map(|(_, column)| *column).collect()
    }

    #[test]
    fn a_caption_says_what_its_block_shows() {
        assert_eq!(found("送信元地域トップ5", By::Port, Scope::Home, 5), [1]);
        assert_eq!(found("2022年10～12月の宛先ポート番号別の推移", By::Region, Scope::Home, 5), [13]);
        assert_eq!(found("ポート番号別の推移", By::Total, Scope::Home, 5), [1]);
        assert_eq!(found("宛先ポート番号トップ5", By::Port, Scope::Home, 10), [8]);
        assert_eq!(found("宛先ポート番号トップ5（海外のセンサー）", By::Port, Scope::Home, 5), [12]);
        assert_eq!(found("宛先ポート番号トップ5（国内）", By::Port, Scope::Overseas, 5), [12]);
        assert_eq!(found("宛先ポート番号トップ5（国内の8台）", By::Port, Scope::Overseas, 5), [12]);
        assert_eq!(
            found("{送信元地域}トップ5", By::Port, Scope::Home, 5),
            [1],
            "a binding can be the wrong one"
        );
        for (text, by) in [
            ("宛先ポート番号トップ5（国内外のセンサー）", By::Port),
            ("送信元地域別の23/TCP宛のポート番号", By::Region),
            ("日本を送信元とするパケットの推移", By::Total),
            ("米国からのパケット", By::Port),
            ("TOP10外から入った項目", By::Port),
        ] {
            assert_eq!(found(text, by, Scope::Home, 5), [0; 0], "{text}");
        }
    }
}
