//! Looks over a site: its fonts, its look, its data, the disk. Each complaint says what removes it; nothing is written.

mod data;
mod disk;
mod look;
mod schemas;

use std::path::Path;

use super::{Failure, output};
use crate::config;
use crate::digest::digest;
use crate::finding::{Finding, Said};
use crate::fonts::Fonts;
use crate::quarter::Day;
use crate::said;

/// What was looked over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// What should be mended.
    pub findings: Vec<Finding>,
    /// What no finding can mend.
    pub failures: Vec<Failure>,
    /// What was looked at, in a few lines.
    pub seen: Vec<Said>,
}

/// Looks over the site whose folder is `root`, on the day `today`.
pub fn doctor(root: &Path, today: Day) -> Health {
    let config::Reading { site, findings, .. } = config::read_site(root);
    let mut health = Health { findings, ..Health::default() };
    let Some(site) = site else { return health };
    fonts(&site.fonts, &mut health);
    look::look(&site, &mut health);
    schemas::schemas(&site.root, &mut health);
    data::data(&site, today, &mut health);
    disk::disk(&site, &mut health);
    health
}

/// The compiled-in fonts are those that were compiled in, and the site's own can be read.
fn fonts(own: &[Vec<u8>], health: &mut Health) {
    let shipped = Fonts::shipped();
    let whole = shipped
        .files()
        .iter()
        .map(|file| digest(file))
        .eq(Fonts::digests().map(|(digest, _)| digest.to_owned()));
    if !whole {
        health.failures.push(Failure::Ours(said!(
            "プログラムの中のフォントが壊れています。teitenを入れ直してください。",
            "The fonts in the program are damaged. Install teiten again."
        )));
    }
    health.findings.extend(Fonts::with(own).1.into_iter().map(output::unreadable_font));
    let (held, own) = (shipped.files().len(), own.len());
    health
        .seen
        .push(said!("フォント：付属{held}件、サイト{own}件", "fonts: {held} shipped, {own} of the site"));
}
