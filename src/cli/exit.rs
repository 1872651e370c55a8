//! Exit codes: 0 made · 1 data or manuscript · 2 usage or configuration · 3 our fault · 4 disk.

use teiten::finding::{Area, Finding, Level};
use teiten::pipeline::{Failure, Outcome};

/// Made.
pub const MADE: u8 = 0;
/// Data or manuscript refused.
pub const EDITION: u8 = 1;
/// Usage or configuration.
pub const SITE: u8 = 2;
/// Our fault.
pub const OURS: u8 = 3;
/// Disk.
pub const DISK: u8 = 4;

/// The largest code that applies to `outcome`.
pub fn code(outcome: &Outcome) -> u8 {
    let failure = outcome.failure.as_ref().map_or(MADE, of_failure);
    outcome.findings.iter().map(of_finding).max().unwrap_or(MADE).max(failure)
}

/// The code of a finding.
pub fn of_finding(finding: &Finding) -> u8 {
    match (finding.level, finding.area) {
        (Level::Error, Area::Edition) => EDITION,
        (Level::Error, Area::Site) => SITE,
        _ => MADE,
    }
}

/// The code of a failure.
pub fn of_failure(failure: &Failure) -> u8 {
    match failure {
        Failure::Disk(_) => DISK,
        Failure::Foreign(_) => SITE,
        Failure::Ours(_) => OURS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use teiten::finding::Place;
    use teiten::said;

    #[test]
    fn the_largest_code_that_applies_is_given() {
        let word = || said!("語", "word");
        let error = Finding::error("x", Place::default(), word(), word());
        let warning = Finding::warning("x", Place::default(), word(), word());
        let with = |findings: &[&Finding], failure| {
            let findings = findings.iter().map(|finding| (*finding).clone()).collect();
            code(&Outcome { findings, failure, ..Outcome::default() })
        };
        assert_eq!(with(&[], None), 0);
        assert_eq!(with(&[&warning, &warning.clone().of_site()], None), 0);
        assert_eq!(with(&[&error, &warning], None), 1);
        assert_eq!(with(&[&error.clone().of_site(), &error], None), 2);
        assert_eq!(with(&[&error], Some(Failure::Ours(word()))), 3);
        assert_eq!(with(&[&error.of_site()], Some(Failure::Foreign(word()))), 2);
        assert_eq!(with(&[], Some(Failure::Disk(word()))), 4);
    }
}
