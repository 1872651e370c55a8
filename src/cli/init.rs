//! `teiten init`: makes a site, from flags or from what is answered on the terminal, and says the next step.

use std::path::Path;

use serde::Serialize;
use teiten::finding::{Finding, Place, Said, refused};
use teiten::names::Names;
use teiten::pipeline::Failure;
use teiten::scaffold::{self, Wishes};
use teiten::{config, observe, publish, said};

use super::build::{anchored, seen_from_here, short};
use super::crash::{fault, guarded};
use super::dialogue::{ask, can_ask};
use super::say::Voice;
use super::{Init, exit, today};

/// What was made, for machines.
#[derive(Serialize)]
struct Founded<'a> {
    folder: String,
    kept: &'a [String],
}

/// Makes the site that was asked for.
pub fn run(asked: &Init, voice: &mut Voice) -> u8 {
    let folder = anchored(&asked.folder);
    if folder.join("teiten.toml").exists() {
        return refuse(vec![exists(&asked.folder)], voice);
    }
    match wishes(asked, &folder, voice) {
        Ok(wishes) => made(asked, &folder, wishes, voice),
        Err(finding) => refuse(vec![*finding], voice),
    }
}

fn refuse(findings: Vec<Finding>, voice: &mut Voice) -> u8 {
    let code = findings.iter().map(exit::of_finding).max().unwrap_or(exit::MADE);
    voice.findings(findings);
    code
}

/// What was asked for, by flags or on the terminal; the sources are still to be proposed.
fn wishes(asked: &Init, folder: &Path, voice: &Voice) -> Result<Wishes, Box<Finding>> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let id: String =
        name.chars().filter(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-').collect();
    let id =
        if id.trim_matches('-').is_empty() { "teiten".to_owned() } else { id.trim_matches('-').to_owned() };
    let report = said!("インターネット定点観測レポート", "Internet Observation Report");
    let (title, publisher) = (said!("レポートの題名", "Title of the report"), said!("発行者", "Publisher"));
    let home = said!("「国内」とする地域（2文字のコード）", "The region at home (two letters)");
    let identity =
        said!("サイトの識別名（英小文字・数字・-）", "Identity of the site (lower case, digits, -)");
    let of = |flag: &Option<String>, question: &Said, default: Option<&str>| match flag {
        Some(said) => Some(said.clone()),
        None if can_ask() => ask(question, default, &voice.lang),
        None => default.map(str::to_owned),
    };
    // Without a terminal a title is asked for, too: nobody has seen the one that would be taken.
    let proposed = Some(report.in_lang(&voice.lang)).filter(|_| can_ask());
    let title = of(&asked.title, &title, proposed);
    let publisher = of(&asked.publisher, &publisher, None);
    let missing =
        [("--title", &title), ("--publisher", &publisher)].into_iter().filter(|(_, said)| said.is_none());
    let missing: Vec<_> = missing.map(|(flag, _)| flag).collect();
    let (Some(title), Some(publisher)) = (title.clone(), publisher.clone()) else {
        return Err(Box::new(unsaid(&missing)));
    };
    let home = of(&asked.home, &home, Some("JP")).unwrap_or_default();
    let id = of(&asked.id, &identity, Some(&id)).unwrap_or_default();
    Ok(Wishes { id, title, publisher, home, lang: voice.lang.clone(), sources: String::new() })
}

/// Proposes the sources and brings the site to disk.
fn made(asked: &Init, folder: &Path, wishes: Wishes, voice: &mut Voice) -> u8 {
    let files: Vec<_> = asked.from.iter().map(|file| anchored(file)).collect();
    let laid = guarded(|| {
        let proposal = observe::propose(folder, &files, &Names::shipped(), &wishes.lang);
        let mut findings = proposal.findings;
        if refused(&findings) {
            return (None, findings);
        }
        match scaffold::site(&Wishes { sources: proposal.toml, ..wishes }) {
            Ok(files) => (Some(publish::add(folder, &files)), findings),
            Err(refused) => {
                findings.extend(refused);
                (None, findings)
            }
        }
    });
    let (added, mut findings) = match laid {
        Ok(laid) => laid,
        Err(told) => {
            voice.failure(&fault(&told));
            return exit::OURS;
        }
    };
    let kept = match added {
        Some(Ok(kept)) => Some(kept),
        Some(Err(error)) => {
            let failure = Failure::from(error);
            voice.failure(&failure);
            return exit::of_failure(&failure);
        }
        None => None,
    };
    if kept.is_some() {
        // What was there before, and what somebody answered, may still be at fault.
        findings.extend(config::read_site(folder).findings);
    }
    for finding in &mut findings {
        finding.place.file = seen_from_here(&finding.place.file, folder);
    }
    let code = refuse(findings, voice);
    if let Some(kept) = &kept {
        listing(folder, kept).iter().for_each(|said| voice.made(said));
        if code == exit::MADE {
            voice.result(&Founded { folder: short(folder), kept });
        }
    }
    code
}

/// What was made, what was there and stays, and the next step.
fn listing(folder: &Path, kept: &[String]) -> Vec<Said> {
    let folder = short(folder);
    let mut lines = vec![said!("{folder} にサイトを作りました。", "Made a site in {folder}.")];
    if !kept.is_empty() {
        let kept = kept.join(", ");
        lines.push(said!(
            "すでにあったので変えていません：{kept}",
            "There already, and left as they are: {kept}"
        ));
    }
    let quarter = today::last_quarter().map(|quarter| quarter.to_string()).unwrap_or_default();
    lines.push(said!(
        "次：teiten.toml の [sources] と texts を確かめ、teiten new {quarter} {folder}",
        "Next: look over [sources] in teiten.toml and texts, then teiten new {quarter} {folder}"
    ));
    lines
}

fn exists(folder: &Path) -> Finding {
    let shown = folder.join("teiten.toml").display().to_string();
    Finding::error(
        "site-exists",
        Place::file(&shown),
        said!("{shown} がすでにあります。", "There is a {shown} already."),
        said!(
            "このサイトで次の版を作るには、teiten new を使ってください。別のサイトを作るなら、別のフォルダーを指定してください。",
            "`teiten new` lays out its next edition. For another site, name another folder."
        ),
    )
    .of_site()
}

fn unsaid(flags: &[&str]) -> Finding {
    let named = flags.join(" ");
    let shown = flags.iter().map(|flag| format!("{flag} \"…\"")).collect::<Vec<_>>().join(" ");
    Finding::error(
        "init-unsaid",
        Place::file("teiten init"),
        said!(
            "端末ではないので尋ねられません。足りない指定：{named}",
            "This is no terminal to ask on. Missing: {named}"
        ),
        said!("{shown} を付けて実行してください。", "Run it with {shown}."),
    )
    .of_site()
}
