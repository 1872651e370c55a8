//! `teiten new`: lays out the next edition and says what is to be seen to in it.

use std::path::Path;

use serde::Serialize;
use teiten::finding::{Finding, Place, Said};
use teiten::pipeline::{Failure, Outcome};
use teiten::quarter::{Day, Quarter};
use teiten::scaffold::{self, Link, Scaffold};
use teiten::{publish, said};

use super::build::{seen_from_here, short};
use super::crash::{fault, guarded};
use super::say::Voice;
use super::{New, exit, site};

/// What was laid out, for machines.
#[derive(Serialize)]
struct Laid<'a> {
    folder: String,
    from: Option<Quarter>,
    date: Day,
    unconfirmed: usize,
    links: Vec<ToOpen<'a>>,
    pictures: &'a [String],
}

/// An address to be opened again, and where it stands.
#[derive(Serialize)]
struct ToOpen<'a> {
    url: &'a str,
    file: String,
    line: u32,
}

impl<'a> Laid<'a> {
    fn of(scaffold: &'a Scaffold, root: &Path) -> Self {
        let link = |link: &'a Link| ToOpen {
            url: &link.url,
            file: seen_from_here(&link.place.file, root),
            line: link.place.line,
        };
        Self {
            folder: short(&scaffold.folder),
            from: scaffold.last,
            date: scaffold.date,
            unconfirmed: scaffold.prompts,
            links: scaffold.links.iter().map(link).collect(),
            pictures: &scaffold.pictures,
        }
    }
}

/// Lays out the edition that was asked for.
pub fn run(asked: &New, voice: &mut Voice) -> u8 {
    let Some(quarter) = Quarter::meant(&asked.quarter) else {
        return refuse(no_quarter(&asked.quarter), voice);
    };
    match site::site(asked.site.as_deref()) {
        Ok(root) => in_site(&root, quarter, voice),
        Err(finding) => refuse(*finding, voice),
    }
}

fn refuse(finding: Finding, voice: &mut Voice) -> u8 {
    voice.findings(vec![finding]);
    exit::SITE
}

fn in_site(root: &Path, quarter: Quarter, voice: &mut Voice) -> u8 {
    let laid = guarded(|| {
        let (scaffold, findings) = scaffold::edition(root, quarter);
        let laid =
            scaffold.map(|scaffold| publish::lay(&scaffold.folder, &scaffold.files).map(|()| scaffold));
        (laid, findings)
    });
    let (scaffold, failure, findings) = match laid {
        Ok((Some(Ok(scaffold)), findings)) => (Some(scaffold), None, findings),
        Ok((Some(Err(error)), findings)) => (None, Some(Failure::from(error)), findings),
        Ok((None, findings)) => (None, None, findings),
        Err(told) => (None, Some(fault(&told)), Vec::new()),
    };
    let mut outcome = Outcome { findings, failure, ..Outcome::default() };
    let code = exit::code(&outcome);
    for finding in &mut outcome.findings {
        finding.place.file = seen_from_here(&finding.place.file, root);
    }
    voice.findings(outcome.findings);
    outcome.failure.iter().for_each(|failure| voice.failure(failure));
    if let Some(scaffold) = scaffold {
        listing(&scaffold, root).iter().for_each(|said| voice.made(said));
        voice.result(&Laid::of(&scaffold, root));
    }
    code
}

/// What was laid out, what is to be looked at, and the next step.
fn listing(scaffold: &Scaffold, root: &Path) -> Vec<Said> {
    let Scaffold { folder, last, date, prompts, links, pictures, .. } = scaffold;
    let folder = short(folder);
    let mut lines = vec![match last {
        Some(last) => said!("{folder} を作りました（{last}をもとに）。", "Made {folder} from {last}."),
        None => said!("{folder} を作りました。", "Made {folder}."),
    }];
    lines.push(said!(
        "発行日の案：{date}（edition.toml）",
        "Proposed publication date: {date} (edition.toml)"
    ));
    lines.push(said!("書くところ（要確認）：{prompts}", "Places to write (要確認): {prompts}"));
    if !pictures.is_empty() {
        let names = pictures.join(", ");
        lines.push(said!("写していない画像：{names}", "Pictures not copied: {names}"));
    }
    if !links.is_empty() {
        let count = links.len();
        lines.push(said!("確かめるリンク：{count}（links.md）", "Links to look at: {count} (links.md)"));
    }
    lines.extend(links.iter().map(|link| {
        let (url, file) = (&link.url, seen_from_here(&link.place.file, root));
        let line = link.place.line;
        said!("  {url}  {file}:{line}", "  {url}  {file}:{line}")
    }));
    lines.push(said!(
        "次：原稿を書いて、teiten build {folder}",
        "Next: write the manuscript, then teiten build {folder}"
    ));
    lines
}

fn no_quarter(written: &str) -> Finding {
    Finding::error(
        "quarter-form",
        Place::file(written),
        said!("「{written}」が、どの四半期かわかりません。", "`{written}` is no quarter."),
        said!("2023Q1 か 2023年1～3月 のように書いてください。", "Write it as 2023Q1."),
    )
    .of_site()
}
