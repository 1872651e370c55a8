//! `teiten publish`: brings an approved edition to its readers and lists the addresses that are new or changed.

use serde::Serialize;
use teiten::config::PAGE;
use teiten::finding::Said;
use teiten::pipeline::{self, Issued};
use teiten::publish::{Address, Touched};
use teiten::said;

use super::act::act;
use super::archive::written;
use super::build::short;
use super::say::Voice;
use super::{Publish, exit, today};

/// What lies where readers find it, for machines.
#[derive(Serialize)]
pub struct Out<'a> {
    folder: String,
    version: &'a str,
    base: Option<&'a str>,
    addresses: Vec<File<'a>>,
}

/// A file and what became of it, for machines.
#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    touched: &'static str,
}

impl<'a> Out<'a> {
    /// What became of `issued`.
    pub fn of(issued: &'a Issued) -> Self {
        let file = |Address { path, touched }: &'a Address| File {
            path,
            touched: match touched {
                Touched::Added => "added",
                Touched::Changed => "changed",
                Touched::Removed => "removed",
            },
        };
        Self {
            folder: short(&issued.folder),
            version: &issued.version,
            base: issued.base.as_deref(),
            addresses: issued.addresses.iter().map(file).collect(),
        }
    }
}

/// Publishes the edition that was asked for.
pub fn run(asked: &Publish, voice: &mut Voice) -> u8 {
    let now = asked.now.unwrap_or_else(today::now);
    let (code, issued) = act(&asked.edition, voice, |edition, tell| pipeline::issue(edition, now, tell));
    let edition = asked.edition.display();
    if let Some(issued) = issued {
        let folder = format!("{}{}", short(&issued.folder), std::path::MAIN_SEPARATOR);
        voice.made(&said!("{edition} → {folder}（公開）", "{edition} → {folder} (published)"));
        addresses(&issued).iter().for_each(|said| voice.made(said));
        issued.around.iter().flat_map(written).for_each(|said| voice.made(&said));
        // Where the pages around it were hindered, machines get the findings.
        if code == exit::MADE {
            voice.result(&Out::of(&issued));
        }
    }
    code
}

/// Every address that was touched, or that there is none.
pub fn addresses(issued: &Issued) -> Vec<Said> {
    let line = |Address { path, touched }: &Address| {
        let path = path.strip_suffix(PAGE).unwrap_or(path);
        let base = issued.base.clone().unwrap_or_else(|| format!("{}/", short(&issued.folder)));
        match touched {
            Touched::Added => said!("  追加  {base}{path}", "  added    {base}{path}"),
            Touched::Changed => said!("  変更  {base}{path}", "  changed  {base}{path}"),
            Touched::Removed => said!("  削除  {base}{path}", "  removed  {base}{path}"),
        }
    };
    if issued.addresses.is_empty() {
        return vec![said!("  変わったアドレスはありません", "  no address has changed")];
    }
    issued.addresses.iter().map(line).collect()
}
