//! Whether the sources find their files, whether these can be read, and how near their newest day is to the newest
//! edition's quarter.

use std::collections::BTreeSet;

use super::Health;
use crate::config::{self, Site, Source};
use crate::finding::Finding;
use crate::observe;
use crate::pipeline::{ask, coverage};
use crate::quarter::{Day, Quarter};
use crate::said;

/// Reads the observations as a build of the newest edition would, and asks them nothing.
pub(super) fn data(site: &Site, today: Day, health: &mut Health) {
    let newest = config::editions(site).last().map(|(quarter, _)| *quarter);
    let Some(quarter) = newest.or_else(|| Quarter::of(today).map(Quarter::previous)) else { return };
    let plans = ask::plans(site, quarter, &BTreeSet::new(), &BTreeSet::new());
    let seen = observe::observe(site, &plans);
    health.findings.extend(seen.findings);
    health.seen.extend(coverage::lines(quarter, &plans, &seen.observed));
    for (name, observed) in &seen.observed {
        let Some(source) = site.sources.get(name) else { continue };
        let held = observed.coverage.held.map(|(_, last)| last);
        match held {
            Some(last) => health.findings.extend(behind(source, last, due(quarter, today), quarter)),
            None => health.findings.push(coverage::nothing(source, quarter, None)),
        }
    }
}

/// The last day of `quarter` that data can be there for on the day `today`.
fn due(quarter: Quarter, today: Day) -> Day {
    quarter.span().last.min(today.pred_opt().unwrap_or(today))
}

fn behind(source: &Source, last: Day, due: Day, quarter: Quarter) -> Option<Finding> {
    let name = &source.name;
    (last < due).then(|| {
        Finding::warning(
            "data-behind",
            source.place.clone(),
            said!(
                "ソース「{name}」のいちばん新しい日は{last}で、{quarter}のデータは{due}まで要ります。",
                "The newest day of the source “{name}” is {last}; {quarter} needs its data up to {due}."
            ),
            said!(
                "届いたファイルを、filesに書いた場所に置いてください。",
                "Put the files that were delivered where files says."
            ),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_are_due_up_to_yesterday_and_no_further_than_the_quarter() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let quarter = "2023q1".parse().unwrap();
        assert_eq!(due(quarter, day("2023-02-10")), day("2023-02-09"));
        assert_eq!(due(quarter, day("2023-05-10")), day("2023-03-31"));
    }
}
