//! What an edition says of itself set against what is there now: the program, the inputs, the edition made again.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use super::{Claim, Evidence, Verdict};
use crate::config::Input;
use crate::lang::Lang;
use crate::pipeline::{Files, program};
use crate::publish::{self, Difference, Digest, Examined, How, MANIFEST, Manifest, Output};
use crate::said;

/// Whether this program made the edition of `manifest`.
pub(super) fn program(manifest: &Manifest) -> Evidence {
    let (theirs, ours) = (&manifest.teiten, env!("CARGO_PKG_VERSION"));
    let (verdict, said) = if theirs != ours {
        (
            Verdict::Untried,
            said!(
                "プログラム：作ったのはteiten {theirs}、確かめているのはteiten {ours}です",
                "program: it was made by teiten {theirs}; this is teiten {ours}"
            ),
        )
    } else if manifest.program.as_ref() != Some(&program::program()) {
        (
            Verdict::Untried,
            said!(
                "プログラム：どちらもteiten {ours}ですが、組み込みの言葉、名前、見た目、ひな型のどれかが違います",
                "program: both are teiten {ours}, but words, names, look or templates compiled in differ"
            ),
        )
    } else {
        (
            Verdict::Proved,
            said!(
                "プログラム：同じteiten {ours}で、組み込みの言葉、名前、見た目、ひな型も同じです",
                "program: the same teiten {ours}, with the same words, names, look and templates"
            ),
        )
    };
    Evidence::new(Claim::Program, verdict, said)
}

/// The inputs of `manifest` set against those `now` on disk.
pub(super) fn inputs(manifest: &Manifest, now: &[Input]) -> Evidence {
    let same = |was: &Digest, is: &Input| (was.role.as_str(), &was.digest) == (is.role, &is.digest);
    let mut fresh: Vec<&Input> = now.iter().collect();
    let mut gone = Vec::new();
    for was in &manifest.inputs {
        match fresh.iter().position(|is| same(was, is)) {
            Some(at) => drop(fresh.remove(at)),
            None => gone.push(was.role.as_str()),
        }
    }
    let all = manifest.inputs.len();
    let held = all - gone.len();
    let mut differences: Vec<_> = fresh
        .into_iter()
        .map(|is| {
            // What has another digest now stood in place of one that is gone, if there is one in its role.
            let before = gone.iter().position(|role| *role == is.role);
            let how = before.map_or(How::Extra, |at| {
                gone.remove(at);
                How::Changed
            });
            Difference { name: format!("{} {}", is.role, is.path).trim_end().to_owned(), how }
        })
        .collect();
    differences.extend(gone.into_iter().map(|role| Difference { name: role.to_owned(), how: How::Missing }));
    differences.sort();
    let (verdict, said) = match differences.is_empty() {
        true => (
            Verdict::Proved,
            said!(
                "入力：{all}件すべて（見た目とフォントを含む）が、作ったときと同じです",
                "inputs: all {all}, look and fonts included, are as they were"
            ),
        ),
        false => (
            Verdict::Differs,
            said!(
                "入力：{all}件のうち、作ったときと同じものは{held}件です",
                "inputs: {held} of {all} are as they were"
            ),
        ),
    };
    Evidence { differences, ..Evidence::new(Claim::Inputs, verdict, said) }
}

/// What was made again, set against what was built in `folder`. The links to other editions are no part of what is made:
/// those that stand there are taken over, if they are nothing but that.
pub(super) fn made(folder: &Path, found: &Examined, files: &Files, same_program: bool) -> [Evidence; 2] {
    let framed = publish::standing(folder, &files.files);
    let rebuilt = files.manifest.with_outputs(&framed);
    let linked = matches!(framed, Cow::Owned(_));
    [report(&found.manifest, &rebuilt), bytes(found, &rebuilt, same_program, linked)]
}

fn report(was: &Manifest, is: &Manifest) -> Evidence {
    let name = |(lang, digest): (&Lang, &String)| (lang.to_string(), digest.clone());
    let differences = differing(was.reports.iter().map(name), is.reports.iter().map(name));
    let langs = was.reports.keys().map(ToString::to_string).collect::<Vec<_>>().join("、");
    let listed = langs.replace('、', ", ");
    let (verdict, said) = match differences.is_empty() {
        true => (
            Verdict::Proved,
            said!(
                "完成レポート：入力から作り直すと、同じ完成レポートになります（{langs}）",
                "report: made again from the inputs, the finished report is the same ({listed})"
            ),
        ),
        false => (
            Verdict::Differs,
            said!(
                "完成レポート：入力から作り直すと、違う完成レポートになります",
                "report: made again from the inputs, the finished report is another"
            ),
        ),
    };
    Evidence { differences, ..Evidence::new(Claim::Report, verdict, said) }
}

fn bytes(found: &Examined, rebuilt: &Manifest, same_program: bool, linked: bool) -> Evidence {
    let name = |output: &Output| (output.path.clone(), output.digest.clone());
    let mut differences =
        differing(found.manifest.outputs.iter().map(name), rebuilt.outputs.iter().map(name));
    if differences.is_empty() && rebuilt.bytes() != found.bytes {
        differences.push(Difference { name: MANIFEST.to_owned(), how: How::Changed });
    }
    let (all, wrong) = (found.manifest.outputs.len(), differences.len());
    let (verdict, said) = match differences.is_empty() {
        true if linked => (
            Verdict::Proved,
            said!(
                "バイト列：作り直した{all}個のファイルは、ページにある、ほかの版へのリンク（teiten siteが入れたもの）のほかは、manifest.jsonに載っているものと1バイトも違わず、manifest.json自身も同じです",
                "bytes: but for links to other editions in its pages, which teiten site put there, all {all} files made again are those of manifest.json to the byte, and so is manifest.json itself"
            ),
        ),
        true => (
            Verdict::Proved,
            said!(
                "バイト列：作り直した{all}個のファイルは、manifest.jsonに載っているものと1バイトも違わず、manifest.json自身も同じです",
                "bytes: all {all} files made again are those of manifest.json to the byte, and so is manifest.json itself"
            ),
        ),
        false if !same_program => (
            Verdict::Untried,
            said!(
                "バイト列：プログラムが違うので、同じになるとは限りません（{wrong}個が違います）",
                "bytes: another program need not make the same ones ({wrong} differ)"
            ),
        ),
        false => (
            Verdict::Differs,
            said!(
                "バイト列：作り直すと、{wrong}個のファイルが違います",
                "bytes: made again, {wrong} files differ"
            ),
        ),
    };
    Evidence { differences, ..Evidence::new(Claim::Bytes, verdict, said) }
}

/// What of the names and digests that were is not as it is.
fn differing(
    was: impl Iterator<Item = (String, String)>,
    is: impl Iterator<Item = (String, String)>,
) -> Vec<Difference> {
    let mut now: BTreeMap<_, _> = is.collect();
    let mut differences: Vec<_> = was
        .filter_map(|(name, digest)| {
            let how = match now.remove(&name) {
                None => How::Missing,
                Some(fresh) if fresh != digest => How::Changed,
                Some(_) => return None,
            };
            Some(Difference { name, how })
        })
        .collect();
    differences.extend(now.into_keys().map(|name| Difference { name, how: How::Extra }));
    differences.sort();
    differences
}
