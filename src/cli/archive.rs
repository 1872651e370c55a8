//! `teiten site`: brings the pages around the editions up to what is published, and says what was written.

use serde::Serialize;
use teiten::finding::Said;
use teiten::pipeline::{self, Archived, Done};
use teiten::said;

use super::build::{seen_from_here, short};
use super::crash::{fault, guarded};
use super::say::Voice;
use super::{Archive, exit, site};

/// What was made, for machines.
#[derive(Serialize)]
struct Made<'a> {
    folder: String,
    written: &'a [String],
    robots: &'a [String],
}

/// Makes the pages around the editions of the site that was asked for.
pub fn run(asked: &Archive, voice: &mut Voice) -> u8 {
    let root = match site::site(asked.site.as_deref()) {
        Ok(root) => root,
        Err(finding) => {
            voice.findings(vec![*finding]);
            return exit::SITE;
        }
    };
    let Done { mut findings, done, failure, .. } = match guarded(|| pipeline::archive(&root)) {
        Ok(done) => done,
        Err(told) => {
            voice.failure(&fault(&told));
            return exit::OURS;
        }
    };
    let codes = findings.iter().map(exit::of_finding).chain(failure.iter().map(exit::of_failure));
    let code = codes.max().unwrap_or(exit::MADE);
    for finding in &mut findings {
        finding.place.file = seen_from_here(&finding.place.file, &root);
    }
    voice.findings(findings);
    failure.iter().for_each(|failure| voice.failure(failure));
    done.iter().for_each(|archived| tell(archived, voice));
    code
}

fn tell(archived: &Archived, voice: &mut Voice) {
    written(archived).iter().for_each(|said| voice.made(said));
    if archived.written.is_empty() {
        voice.made(&said!("変更なし", "unchanged"));
    }
    if archived.base.is_none() {
        voice.made(&said!(
            "feed.xmlとsitemap.xmlは作っていません。teiten.tomlの[web]のbaseに、公開するアドレスを書いてください。",
            "No feed.xml and sitemap.xml: say under which address this will be found, by base under [web] in teiten.toml."
        ));
    }
    if !archived.lines.is_empty() {
        voice.made(&said!(
            "ホストのrobots.txtに、次の行を加えてください。",
            "Add this to the robots.txt of the host:"
        ));
    }
    archived.lines.iter().for_each(|line| voice.made(&said!("  {line}", "  {line}")));
    let Archived { folder, written, lines, .. } = archived;
    voice.result(&Made { folder: short(folder), written, robots: lines });
}

/// Every page around the editions that was written.
pub fn written(archived: &Archived) -> Vec<Said> {
    let base = archived.base.clone();
    let base = base.unwrap_or_else(|| format!("{}{}", short(&archived.folder), std::path::MAIN_SEPARATOR));
    archived.written.iter().map(|path| said!("  更新  {base}{path}", "  written  {base}{path}")).collect()
}
