//! What whoever uses the data must know beside what the report itself says: version, period, licence, where days begin
//! and end, by what regions were determined, what stands in place of numbers.
//!
//! Comes in: the desk, with the answers to all that the manuscript asks. Goes out: an [`About`]. It reads no number.

use std::collections::BTreeSet;

use super::desk::Desk;
use super::told::Told;
use super::{About, Data, Mark, Origin};
use crate::config::Source;
use crate::rules::PREVIOUS_RANK_SHOWN;
use crate::words::fill;

/// What there is to know of the edition at `desk`.
pub(super) fn about(desk: &Desk<'_>) -> About {
    let (site, edition) = (desk.job.site, desk.job.edition);
    let span = edition.quarter.span();
    About {
        version: edition.version.clone(),
        first: span.first,
        last: span.last,
        licence: site.licence.as_ref().map(|(name, ..)| name.clone()),
        origins: origins(desk),
        marks: marks(desk),
    }
}

/// What the site says of the sources that are asked, each once; what the house calls them is nobody's to know.
fn origins(desk: &Desk<'_>) -> Vec<Origin> {
    let asked: BTreeSet<&str> = desk.answers().map(|told: &Told<'_>| &*told.question().source).collect();
    let origin = |source: &Source| Origin {
        time_zone: source.time_zone.clone(),
        region_database: source.region_database.as_ref().map(|name| desk.site_text(name)),
        region_database_date: source.region_database_date,
    };
    let mut origins: Vec<Origin> = Vec::new();
    for own in asked.into_iter().filter_map(|name| desk.job.site.sources.get(name)).map(origin) {
        if !origins.contains(&own) {
            origins.push(own);
        }
    }
    origins
}

fn marks(desk: &Desk<'_>) -> Vec<Mark> {
    let words = &desk.words.data;
    let mark = |text: &str, meaning: String| Mark { text: text.to_owned(), meaning };
    let rank = PREVIOUS_RANK_SHOWN.to_string();
    let outside = desk.used.contains("previous").then(|| fill(&words.outside, &[("n", &rank)]));
    let outside = outside.map(|meaning| mark(&format!(">{rank}"), meaning));
    let withheld = desk.job.site.disclosure.min_packets.map(|_| mark(Data::WITHHELD, words.withheld.clone()));
    [mark("", words.empty_means.clone())].into_iter().chain(outside).chain(withheld).collect()
}
