//! `teiten approve`: records an approval, and says what it is worth.

use std::collections::BTreeMap;

use serde::Serialize;
use teiten::lang::Lang;
use teiten::pipeline::{self, Approved};
use teiten::said;

use super::act::act;
use super::build::short;
use super::say::Voice;
use super::{Approve, today};

/// What was recorded, for machines.
#[derive(Serialize)]
struct Recorded<'a> {
    file: String,
    by: &'a str,
    at: String,
    version: &'a str,
    reports: &'a BTreeMap<Lang, String>,
}

/// Records the approval that was asked for.
pub fn run(asked: &Approve, voice: &mut Voice) -> u8 {
    let now = asked.now.unwrap_or_else(today::now);
    let (code, approved) =
        act(&asked.edition, voice, |edition, tell| pipeline::approve(edition, &asked.by, now, tell));
    if let Some(Approved { approval, file }) = approved {
        let (version, by, at, file) =
            (&approval.version, &approval.by, approval.at.to_rfc3339(), short(&file));
        voice.made(&said!(
            "第{version}版の承認を記録しました（{by}）：{file}",
            "Recorded the approval of version {version} by {by}: {file}"
        ));
        for (lang, digest) in &approval.reports {
            voice.made(&said!("  {lang}  {digest}", "  {lang}  {digest}"));
        }
        voice.made(&said!(
            "これは記録であり、署名ではありません。だれが書いたかを証明するものではありません。",
            "This is a record, not a signature: it does not prove who wrote it."
        ));
        let edition = asked.edition.display();
        voice.made(&said!("次：teiten publish {edition}", "Next: teiten publish {edition}"));
        voice.result(&Recorded { file, by, at, version, reports: &approval.reports });
    }
    code
}
