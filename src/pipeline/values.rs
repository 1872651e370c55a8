//! Lists what an edition's manuscripts may bind: everything a build does up to the answers; nothing is written.

use std::collections::BTreeMap;
use std::path::Path;

use super::order::Step;
use super::stage::{Stage, Wish};
use crate::config;
use crate::finding::{Finding, Level, Said};
use crate::lang::Lang;
use crate::observe;
use crate::report::{self, Listed};

/// Told of a binding that has no value.
const UNBOUND: &str = "binding";

/// What can be bound, and what keeps some of it from being listed.
#[derive(Debug, Default)]
pub struct Listing {
    /// Errors of configuration, observations and blocks; not what is wrong with bindings.
    pub findings: Vec<Finding>,
    /// What was read, in five lines or fewer.
    pub coverage: Vec<Said>,
    /// Every binding that prints, by language.
    pub values: BTreeMap<Lang, Vec<Listed>>,
}

/// Lists the values of the edition in `folder`, absolute; `tell` hears each step before it begins.
pub fn values(folder: &Path, tell: &mut dyn FnMut(Step)) -> Listing {
    tell(Step::Reading);
    let config::Reading { site, edition, findings } = config::read(folder);
    let (Some(site), Some(edition)) = (site, edition) else {
        return Listing { findings, ..Listing::default() };
    };
    let wish = Wish {
        years: site.sources.keys().cloned().collect(),
        beneath: Some(report::every_drill),
        before: Some(report::every_before),
    };
    let stage = Stage::set(&site, &edition, &wish, &mut observe::observe, tell);
    let values =
        edition.langs.iter().filter_map(|lang| Some((lang.clone(), of_lang(&stage, lang)?))).collect();
    let hinders = |finding: &Finding| finding.level == Level::Error && finding.code != UNBOUND;
    let findings = findings.into_iter().chain(stage.findings).filter(hinders).collect();
    Listing { findings, coverage: stage.coverage, values }
}

/// What disclosure lets out of the edition as it is, and of what its bindings could ask besides: asking more withholds
/// more.
fn of_lang(stage: &Stage<'_>, lang: &Lang) -> Option<Vec<Listed>> {
    let job = stage.job(lang)?;
    let mut own: BTreeMap<_, _> =
        report::listing(job).into_iter().map(|listed| (listed.expression.clone(), listed)).collect();
    let mut answers = stage.answers.clone();
    answers.extend(stage.besides.clone());
    let wider = report::listing(report::Job { answers: &answers, ..job });
    let mut all: Vec<_> =
        wider.into_iter().map(|listed| own.remove(&listed.expression).unwrap_or(listed)).collect();
    for listed in own.into_values() {
        let after = all.iter().rposition(|other| other.root == listed.root && other.label == listed.label);
        all.insert(after.map_or(all.len(), |at| at + 1), listed);
    }
    Some(all)
}
