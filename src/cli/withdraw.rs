//! `teiten withdraw`: takes a published edition back, and lists the addresses that are changed or gone.

use teiten::pipeline;
use teiten::said;

use super::act::act;
use super::archive::written;
use super::build::short;
use super::publish::{Out, addresses};
use super::say::Voice;
use super::{Withdraw, exit, today};

/// Withdraws the edition that was asked for.
pub fn run(asked: &Withdraw, voice: &mut Voice) -> u8 {
    let day = asked.now.unwrap_or_else(today::now).date_naive();
    let (code, withdrawn) =
        act(&asked.edition, voice, |edition, tell| pipeline::withdraw(edition, &asked.reason, day, tell));
    if let Some(issued) = withdrawn {
        let edition = asked.edition.display();
        let folder = format!("{}{}", short(&issued.folder), std::path::MAIN_SEPARATOR);
        voice.made(&said!("{edition} → {folder}（取り下げ）", "{edition} → {folder} (withdrawn)"));
        addresses(&issued).iter().for_each(|said| voice.made(said));
        issued.around.iter().flat_map(written).for_each(|said| voice.made(&said));
        // Where the pages around it were hindered, machines get the findings.
        if code == exit::MADE {
            voice.result(&Out::of(&issued));
        }
    }
    code
}
