//! `teiten revise`: makes a published edition a draft of its next version, and says what is to be written.

use serde::Serialize;
use teiten::config::RevisionKind;
use teiten::pipeline::{self, Revised};
use teiten::said;

use super::act::act;
use super::build::{anchored, short};
use super::say::Voice;
use super::{Kind, Revise, today};

/// What was opened and what is kept, for machines.
#[derive(Serialize)]
struct Opened<'a> {
    folder: String,
    version: &'a str,
    kept: String,
}

/// Opens the version that was asked for.
pub fn run(asked: &Revise, voice: &mut Voice) -> u8 {
    let day = asked.now.unwrap_or_else(today::now).date_naive();
    let kind = match asked.kind {
        Kind::Correction => RevisionKind::Correction,
        Kind::Revision => RevisionKind::Revision,
    };
    let (code, revised) =
        act(&asked.edition, voice, |edition, tell| pipeline::revise(edition, kind, &asked.reason, day, tell));
    if let Some(Revised { version, kept }) = revised {
        let (edition, kept) = (asked.edition.display(), short(&kept));
        voice.made(&said!(
            "{edition} は第{version}版の草稿になりました。前の版の入力：{kept}",
            "{edition} is a draft of version {version}. What the one before was made from: {kept}"
        ));
        if asked.kind == Kind::Correction {
            voice.made(&said!(
                "次：edition.toml の最後の [[history]] に、訂正のお知らせ（wrong、right、affected）を書き、原稿を直します。",
                "Next: write the notice of correction (wrong, right, affected) in the last [[history]] of edition.toml, and mend the manuscript."
            ));
        } else {
            voice.made(&said!(
                "次：原稿を直して、teiten build {edition}",
                "Next: change the manuscript, then teiten build {edition}"
            ));
        }
        voice.result(&Opened { folder: short(&anchored(&asked.edition)), version: &version, kept });
    }
    code
}
