//! Which findings matter first: by level, then by how surely something is wrong.
//!
//! Comes in: findings. Goes out: the same in that order. It is the one list of the codes of the proof-reader, so that a
//! silence can name no other.

use crate::finding::Finding;

/// Every code of the proof-reader, the surest first. What is not here is told by the build and is surer than all of
/// them: it cannot be silenced.
pub(super) const CODES: &[&str] = &[
    "claim-contradicts",
    "number-false",
    "previous-rank-note",
    "caption-subject",
    "period",
    "reference-subject",
    "caption-twice",
    "service-name",
    "region-country",
    "region-name",
    "number-of-another",
    "claim-number",
    "one-sensor",
    "one-day",
    "term-twice",
    "term-spelling",
    "term-early",
    "spelling-mixed",
    "reference-typed",
    "heading-number",
    "vulnerability-form",
    "address-form",
    "reference-twice",
    "figure-unreferenced",
    "figure-early",
    "word-twice",
    "particle-twice",
    "particle-missing",
    "bracket-mixed",
    "bracket-open",
    "stop-twice",
    "style-mixed",
    "kana-half",
    "range-mark",
    "space-odd",
    "sign-single",
    "stop-foreign",
    "letters-full",
    "port-form",
    "bracket-half",
    "coverage",
    "number-unmatched",
    "silence-form",
    "silence-idle",
    "caption-near",
    "reference-order",
    "period-typed",
    "number-unbound",
    "near-boundary",
];

/// The five that matter are the first five.
pub fn foremost_first(findings: &mut [Finding]) {
    let sure = |finding: &Finding| CODES.iter().position(|code| *code == finding.code).map_or(0, |at| at + 1);
    findings.sort_by_cached_key(|finding| (finding.level, sure(finding), finding.clone()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Place;
    use crate::said;

    #[test]
    fn levels_come_before_sureness_and_sureness_before_places() {
        let said = || said!("語", "word");
        let at = |line| Place::at("report.md", line, 1);
        let last = CODES[CODES.len() - 1];
        let mut findings = vec![
            Finding::note(CODES[0], at(1), said(), said()),
            Finding::warning(last, at(2), said(), said()),
            Finding::warning(CODES[0], at(9), said(), said()),
            Finding::warning(CODES[0], at(3), said(), said()),
            Finding::warning("summary-count", at(8), said(), said()),
            Finding::error("binding", at(7), said(), said()),
        ];
        foremost_first(&mut findings);
        assert_eq!(findings.iter().map(|found| found.place.line).collect::<Vec<_>>(), [7, 8, 3, 9, 2, 1]);
    }
}
