//! `teiten confirm`: records that translations say what the original says, and says how much was paired.

use serde::Serialize;
use teiten::lang::Lang;
use teiten::pipeline::{self, Confirmed};
use teiten::said;

use super::Confirm;
use super::act::act;
use super::build::short;
use super::say::Voice;

/// What was recorded, for machines.
#[derive(Serialize)]
struct Recorded {
    translations: Vec<Translation>,
}

/// One language of it.
#[derive(Serialize)]
struct Translation {
    lang: Lang,
    file: String,
    paired: usize,
    left: usize,
}

/// Records what was confirmed.
pub fn run(asked: &Confirm, voice: &mut Voice) -> u8 {
    let (code, confirmed) = act(&asked.edition, voice, |edition, _| pipeline::confirm(edition));
    if let Some(confirmed) = confirmed {
        let translation =
            |Confirmed { lang, file, paired, left }| Translation { lang, file: short(&file), paired, left };
        let translations: Vec<_> = confirmed.into_iter().map(translation).collect();
        for Translation { lang, file, paired, left } in &translations {
            voice.made(&said!(
                "{lang}：{paired}か所の訳を、いまの原文と対応づけました（訳のない原文 {left}か所）：{file}",
                "{lang}: paired {paired} passages with the original as it is now ({left} of the original have no translation): {file}"
            ));
        }
        voice.result(&Recorded { translations });
    }
    code
}
