//! The manuscript of a site's first edition: what its sources can answer, and prompts for the rest.

use super::valid;
use crate::config::{Columns, Site};
use crate::quarter::Quarter;
use crate::words::fill;

/// The chapters of a language, as `templates/scaffold` has them.
struct Chapters {
    opening: &'static str,
    ports: &'static str,
    regions: &'static str,
    total: &'static str,
    topics: &'static str,
}

const JA: Chapters = Chapters {
    opening: include_str!("../../templates/scaffold/ja/opening.md"),
    ports: include_str!("../../templates/scaffold/ja/ports.md"),
    regions: include_str!("../../templates/scaffold/ja/regions.md"),
    total: include_str!("../../templates/scaffold/ja/total.md"),
    topics: include_str!("../../templates/scaffold/ja/topics.md"),
};

const EN: Chapters = Chapters {
    opening: include_str!("../../templates/scaffold/en/opening.md"),
    ports: include_str!("../../templates/scaffold/en/ports.md"),
    regions: include_str!("../../templates/scaffold/en/regions.md"),
    total: include_str!("../../templates/scaffold/en/total.md"),
    topics: include_str!("../../templates/scaffold/en/topics.md"),
};

/// The fixed text that says what is observed, where the site has one.
const ABOUT: &str = "```text\nid = \"about\"\n```\n";

/// The manuscript in the site's first language: rankings of ports and regions with their courses, where a source has
/// such a column, else the course of all packets.
pub(super) fn manuscript(site: &Site, quarter: Quarter) -> String {
    let chapters = if site.lang.code() == "ja" { JA } else { EN };
    let asked = |template: &'static str, has: fn(&Columns) -> bool| {
        let source = site.sources.values().find(|source| has(&source.columns))?;
        // Where there is one source only, no block need name it.
        let line =
            if site.sources.len() > 1 { format!("source = \"{}\"\n", source.name) } else { String::new() };
        Some(fill(template, &[("source", &line)]))
    };
    let about = valid::holding(site, &site.lang, quarter).contains("about");
    let ports = asked(chapters.ports, |columns| columns.port.is_some());
    let regions = asked(chapters.regions, |columns| columns.region.is_some());
    let total = if ports.is_none() && regions.is_none() { asked(chapters.total, |_| true) } else { None };
    let opening = chapters.opening.to_owned();
    let about = about.then(|| ABOUT.to_owned());
    let parts = [Some(opening), about, ports, regions, total, Some(chapters.topics.to_owned())];
    parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
}
