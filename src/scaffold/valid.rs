//! What a site says for some days only, and whether it still does in a new quarter: fixed texts and commissions.

use std::collections::BTreeSet;

use crate::config::Site;
use crate::finding::{Finding, Place};
use crate::lang::Lang;
use crate::quarter::{Day, Quarter};
use crate::said;

/// Ids of the fixed texts in `lang` that hold on the last day of `quarter`.
pub(super) fn holding<'s>(site: &'s Site, lang: &Lang, quarter: Quarter) -> BTreeSet<&'s str> {
    let day = quarter.span().last;
    let holds = |from: Option<Day>, to: Option<Day>| {
        from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
    };
    let holding = site.texts.iter().filter(|text| text.lang == *lang && holds(text.from, text.to));
    holding.map(|text| text.id.as_str()).collect()
}

/// What of the texts `used` in `lang`, and of those that close each report, does not hold any more.
pub(super) fn over(site: &Site, lang: &Lang, quarter: Quarter, used: &[String]) -> Vec<Finding> {
    let holding = holding(site, lang, quarter);
    let used: BTreeSet<_> = used.iter().chain(&site.closing).map(String::as_str).collect();
    let gone = used.difference(&holding);
    gone.filter_map(|id| {
        let latest = site.texts.iter().filter(|text| text.id == **id && text.lang == *lang);
        latest.max_by_key(|text| text.to).map(|text| text_over(id, &text.file, quarter))
    })
    .collect()
}

fn text_over(id: &str, file: &str, quarter: Quarter) -> Finding {
    let day = quarter.span().last;
    Finding::warning(
        "text-over",
        Place::file(file),
        said!(
            "固定文「{id}」は、{quarter}の最終日（{day}）には有効ではありません。",
            "The fixed text “{id}” does not hold on the last day of {quarter}, {day}."
        ),
        said!(
            "内容を確かめて先頭の to を延ばすか、その日に有効な文を加えてください。",
            "Look it over and move `to` at its head, or add a text that holds on that day."
        ),
    )
}

/// That `site` has commissions and none of them in `quarter`.
pub(super) fn commission(site: &Site, quarter: Quarter) -> Option<Finding> {
    let day = quarter.span().last;
    let last = site.commissions.iter().map(|commission| commission.to).max()?;
    if site.commissions.iter().any(|commission| commission.from <= day && day <= commission.to) {
        return None;
    }
    let year = site.words.get(&site.lang).map(|words| words.fiscal_year(day)).unwrap_or_default();
    Some(Finding::warning(
        "commission-over",
        Place::file("teiten.toml"),
        said!(
            "{quarter}（{year}）を含む委託事業がありません。最後のものは{last}までです。末尾に委託事業の一文は印刷されません。",
            "No commission covers {quarter} ({year}); the last one ends on {last}. No sentence of it will be printed."
        ),
        said!(
            "この年度も委託事業なら、[[commissions]] を加えてください。",
            "If the work is commissioned this year too, add it as [[commissions]]."
        ),
    ))
}
