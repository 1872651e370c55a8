//! An edition made again in memory, where it is at hand.

use std::path::Path;

use super::hand::Hand;
use super::{Claim, Evidence, Verdict, against};
use crate::config::{Edition, Input, Site};
use crate::finding::{Finding, Level, Said, refused};
use crate::observe;
use crate::pipeline::order::Step;
use crate::pipeline::stage::{Stage, Wish};
use crate::pipeline::{Failure, Files, inputs, make};
use crate::publish::Examined;
use crate::said;

/// What came of making the edition again.
pub(super) struct Again {
    /// The errors that keep it from being made.
    pub(super) findings: Vec<Finding>,
    held: Result<Held, Said>,
}

/// What is at hand.
struct Held {
    version: String,
    inputs: Vec<Input>,
    /// The edition as it would be built now; none where findings refuse it.
    made: Option<Files>,
}

impl Again {
    /// Makes what is at hand again; `tell` hears each step before it begins.
    pub(super) fn of(hand: Hand, tell: &mut dyn FnMut(Step)) -> Result<Self, Failure> {
        match hand {
            Hand::Nothing(why) => Ok(Self { findings: Vec::new(), held: Err(why) }),
            Hand::Faulty(findings) => Ok(Self {
                findings: errors(findings),
                held: Err(said!("サイトの設定か版に誤りがあります", "the site or the edition is faulty")),
            }),
            Hand::Edition(read, findings) => Self::made(&read.0, &read.1, findings, tell),
        }
    }

    fn made(
        site: &Site,
        edition: &Edition,
        mut findings: Vec<Finding>,
        tell: &mut dyn FnMut(Step),
    ) -> Result<Self, Failure> {
        let mut stage = Stage::set(site, edition, &Wish::default(), &mut observe::observe, tell);
        findings.append(&mut stage.findings);
        let made = if refused(&findings) { None } else { make(&stage, &mut findings, tell)? };
        let held = Held { version: edition.version.clone(), inputs: inputs(&stage), made };
        Ok(Self { findings: errors(findings), held: Ok(held) })
    }

    /// What it proves of `found` in `folder`.
    pub(super) fn proofs(&self, folder: &Path, found: &Examined) -> Vec<Evidence> {
        let manifest = &found.manifest;
        let mut proofs = vec![against::program(manifest)];
        let same_program = proofs.iter().all(|proof| proof.verdict == Verdict::Proved);
        let version = &manifest.version;
        let held = self.held.as_ref().map_err(Clone::clone).and_then(|held| match &held.version {
            own if own == version => Ok(held),
            own => Err(said!(
                "手元の版は第{own}版、これは第{version}版です",
                "the edition at hand is version {own}, this is {version}"
            )),
        });
        match held {
            Err(why) => proofs.extend(untried(&why)),
            Ok(held) => {
                proofs.push(against::inputs(manifest, &held.inputs));
                match &held.made {
                    Some(files) => proofs.extend(against::made(folder, found, files, same_program)),
                    None => proofs.extend(not_made()),
                }
            }
        }
        proofs
    }
}

fn errors(findings: Vec<Finding>) -> Vec<Finding> {
    findings.into_iter().filter(|finding| finding.level == Level::Error).collect()
}

/// What was not tried, and why.
fn untried(why: &Said) -> [Evidence; 3] {
    let Said { ja, en } = why;
    let inputs = said!("入力：確かめていません（{ja}）", "inputs: not tried ({en})");
    let report = said!(
        "完成レポート：入力がないので、作り直していません",
        "report: not made again without its inputs"
    );
    let bytes =
        said!("バイト列：入力がないので、作り直していません", "bytes: not made again without the inputs");
    [(Claim::Inputs, inputs), (Claim::Report, report), (Claim::Bytes, bytes)]
        .map(|(claim, said)| Evidence::new(claim, Verdict::Untried, said))
}

fn not_made() -> [Evidence; 2] {
    [(Claim::Report, "完成レポート", "report"), (Claim::Bytes, "バイト列", "bytes")].map(
        |(claim, name, named)| {
            let said = said!(
                "{name}：エラーがあるため、作り直せません",
                "{named}: errors keep the edition from being made again"
            );
            Evidence::new(claim, Verdict::Differs, said)
        },
    )
}
