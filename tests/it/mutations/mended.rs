//! The mends that are offered for what is typed, all of them made: every word is printed as before.

use teiten::finding::{Finding, Level};

use super::reader::Reader;
use super::written::{Edit, Written};

const PROOF: &str = "tests/proof/2013q2";

/// The mend of a finding: the words that it quotes, with what it writes in their place.
fn mend(written: &Written, finding: &Finding) -> Edit {
    let quoted =
        |text: &str, end: &str| text.strip_prefix('「').unwrap().split_once(end).unwrap().0.to_owned();
    let start = written.at(finding.place.line, finding.place.column);
    let words = quoted(&finding.what.ja, "」はデータと");
    assert!(written.source[start..].starts_with(&words), "{finding:?}");
    Edit { range: start..start + words.len(), instead: quoted(&finding.mend.ja, "」に置き換えると") }
}

#[test]
fn mends_change_no_word() {
    let mut reader = Reader::new(PROOF);
    let written = reader.written();
    let unbound = reader.found().iter().filter(|finding| finding.code == "number-unbound");
    let mut edits: Vec<Edit> = unbound.map(|finding| mend(&written, finding)).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.range.start));
    assert!(edits.len() >= 60, "{}", edits.len());
    assert!(
        edits.windows(2).all(|pair| pair[1].range.end <= pair[0].range.start),
        "no two mends of one word"
    );
    let mut source = written.source.clone();
    for edit in &edits {
        source.replace_range(edit.range.clone(), &edit.instead);
    }
    let (mended, found) = reader.proofread(&source);
    let (before, after) = (written.printed(), mended.printed());
    for (before, after) in before.lines().zip(after.lines()) {
        assert_eq!(before, after);
    }
    let faults = found.iter().filter(|finding| finding.level == Level::Error);
    assert_eq!(faults.count(), 0, "{found:#?}");
}

#[test]
fn a_previous_rank_that_is_none_has_no_unit() {
    let mut reader = Reader::new(PROOF);
    let bound = |filter: &str| format!("前四半期の{{{{ ports[\"53/UDP\"].previous{filter} }}}}");
    let source = reader.written().source.replacen("前四半期のTOP10外", &format!("{}位", bound("")), 1);
    let (_, found) = reader.proofread(&source);
    let told: Vec<_> = found.iter().filter(|finding| finding.level == Level::Error).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].what.ja, "「TOP10外位」と印刷されます。");
    let source = reader.written().source.replacen("前四半期のTOP10外", &bound(" | rank"), 1);
    let (written, found) = reader.proofread(&source);
    assert_eq!(written.printed(), reader.written().printed());
    assert!(found.iter().all(|finding| finding.level != Level::Error), "{found:?}");
}
