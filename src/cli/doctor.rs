//! `teiten doctor`: looks over a site and says what should be mended, each with what removes the complaint.

use teiten::pipeline;

use super::build::seen_from_here;
use super::crash::{fault, guarded};
use super::say::Voice;
use super::{Doctor, exit, site, today};

/// Looks over the site that was asked for.
pub fn run(asked: &Doctor, voice: &mut Voice) -> u8 {
    let root = match site::site(asked.site.as_deref()) {
        Ok(root) => root,
        Err(finding) => {
            voice.findings(vec![*finding]);
            return exit::SITE;
        }
    };
    let mut health = match guarded(|| pipeline::doctor(&root, today::today().unwrap_or_default())) {
        Ok(health) => health,
        Err(told) => {
            voice.failure(&fault(&told));
            return exit::OURS;
        }
    };
    let found = health.findings.iter().map(exit::of_finding);
    let code = found.chain(health.failures.iter().map(exit::of_failure)).max().unwrap_or(exit::MADE);
    for finding in &mut health.findings {
        finding.place.file = seen_from_here(&finding.place.file, &root);
    }
    voice.findings(health.findings);
    health.failures.iter().for_each(|failure| voice.failure(failure));
    health.seen.iter().for_each(|said| voice.made(said));
    code
}
