//! `teiten approve`: records an approval, and says what it is worth.

use teiten::pipeline::{self, Approved};
use teiten::said;

use super::act::act;
use super::build::short;
use super::say::Voice;
use super::{Approve, today};

/// Records the approval that was asked for.
pub fn run(asked: &Approve, voice: &mut Voice) -> u8 {
    let now = asked.now.unwrap_or_else(today::now);
    let (code, approved) =
        act(&asked.edition, voice, |edition, tell| pipeline::approve(edition, &asked.by, now, tell));
    if let Some(Approved { approval, file }) = approved {
        let (version, by, file) = (&approval.version, &approval.by, short(&file));
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
    }
    code
}
