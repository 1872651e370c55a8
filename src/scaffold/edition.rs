//! The files of a new edition: carried from the last one before it, or, where there is none, from the sources.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::carry::{self, Ground};
use super::links::{self, Link};
use super::{first, head, prompt, valid};
use crate::config::{self, Edition, Site};
use crate::finding::{Finding, Level, Place};
use crate::lang::Lang;
use crate::manuscript::{self, PieceKind, pieces};
use crate::quarter::{Day, Quarter};
use crate::said;

/// A new edition that is not on disk yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scaffold {
    /// The folder it is to lie in, absolute.
    pub folder: PathBuf,
    /// Its files: paths below the folder, and bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// The edition it was carried from.
    pub last: Option<Quarter>,
    /// The day proposed for its publication.
    pub date: Day,
    /// How many prompts wait in its manuscripts.
    pub prompts: usize,
    /// Addresses to be opened again.
    pub links: Vec<Link>,
    /// Pictures of the last edition, which are not copied.
    pub pictures: Vec<String>,
}

/// A file of a manuscript as it was written.
struct Written {
    /// Below the edition's folder.
    path: String,
    /// As findings name it.
    shown: String,
    text: String,
}

/// The edition of `quarter` in the site whose folder is `root`, with what has to be seen to; none where something
/// hinders it.
pub fn edition(root: &Path, quarter: Quarter) -> (Option<Scaffold>, Vec<Finding>) {
    let reading = config::read_site(root);
    let mut findings = hindrances(reading.findings);
    let Some(site) = reading.site.filter(|_| findings.is_empty()) else { return (None, findings) };
    let editions = config::editions(&site);
    let before = editions.iter().rev().find(|(other, _)| *other < quarter);
    let beside = before.or(editions.first()).and_then(|(_, folder)| folder.parent());
    let folder = beside.unwrap_or(&site.root).join(quarter.to_string());
    let there = editions.iter().find(|(other, _)| *other == quarter).map(|(_, folder)| folder);
    if let Some(there) = there.or(Some(&folder).filter(|folder| fs::symlink_metadata(folder).is_ok())) {
        return (None, vec![exists(&site, there, quarter)]);
    }
    let scaffold = match before {
        None => begun(&site, quarter, folder, &mut findings),
        Some((_, last)) => {
            let reading = config::read(last);
            findings.extend(hindrances(reading.findings));
            let Some(last) = reading.edition.filter(|_| findings.is_empty()) else { return (None, findings) };
            carried(&site, &last, quarter, folder, &mut findings)
        }
    };
    findings.sort();
    (Some(scaffold), findings)
}

/// What keeps a site or an edition from being read.
fn hindrances(findings: Vec<Finding>) -> Vec<Finding> {
    findings.into_iter().filter(|finding| finding.level == Level::Error).collect()
}

/// The first edition.
fn begun(site: &Site, quarter: Quarter, folder: PathBuf, findings: &mut Vec<Finding>) -> Scaffold {
    let langs = [site.lang.clone()];
    let manuscript = first::manuscript(site, quarter);
    let used = texts_in(&manuscript);
    findings.extend(valid::over(site, &site.lang, quarter, &used));
    findings.extend(valid::commission(site, quarter));
    Scaffold {
        folder,
        files: vec![
            ("edition.toml".to_owned(), head::head(quarter, &langs, None, &site.lang).into_bytes()),
            ("report.md".to_owned(), manuscript.clone().into_bytes()),
        ],
        last: None,
        date: head::date(quarter, None),
        prompts: manuscript.matches("要確認").count(),
        links: Vec::new(),
        pictures: Vec::new(),
    }
}

/// An edition after `last`.
fn carried(
    site: &Site,
    last: &Edition,
    quarter: Quarter,
    folder: PathBuf,
    findings: &mut Vec<Finding>,
) -> Scaffold {
    let head = head::head(quarter, &last.langs, Some(last), &site.lang);
    let mut files = vec![("edition.toml".to_owned(), head.into_bytes())];
    let (mut prompts, mut links, mut pictures) = (0, Vec::new(), BTreeSet::new());
    for lang in &last.langs {
        let written = written(site, last, lang);
        let texts: Vec<_> = written.iter().map(|file| file.text.clone()).collect();
        let (gone, shown) = carry::left(&texts);
        pictures.extend(shown);
        let used: Vec<_> = texts.iter().flat_map(|text| texts_in(text)).collect();
        findings.extend(valid::over(site, lang, quarter, &used));
        links.extend(links_of(site, lang, &written, &used));
        let ground = Ground { lang, holding: valid::holding(site, lang, quarter), gone: &gone };
        for (at, file) in written.iter().enumerate() {
            let carried = carry::carry(&file.text, &ground, at == 0);
            prompts += carried.prompts;
            files.push((file.path.clone(), carried.text.into_bytes()));
        }
    }
    let mut seen = BTreeSet::new();
    links.retain(|link: &Link| seen.insert(link.url.clone()));
    findings.extend(valid::commission(site, quarter));
    if !links.is_empty() {
        prompts += 1;
        if let Some((_, text)) = files.get_mut(1) {
            text.extend(format!("\n{}\n", prompt::links(&site.lang)).bytes());
        }
        files.push(("links.md".to_owned(), links::sheet(quarter, &site.lang, &links).into_bytes()));
    }
    let (date, last) = (head::date(quarter, Some(last)), Some(last.quarter));
    Scaffold { folder, files, last, date, prompts, links, pictures: pictures.into_iter().collect() }
}

/// The files of the manuscript of `last` in `lang`.
fn written(site: &Site, last: &Edition, lang: &Lang) -> Vec<Written> {
    let inputs = manuscript::read(site, last, lang).inputs;
    let files = inputs.into_iter().filter(|input| input.role == "manuscript");
    files
        .filter_map(|input| {
            let path = site.root.join(&input.path);
            let text = String::from_utf8(fs::read(&path).ok()?).ok()?;
            let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
            let path = path.strip_prefix(&last.root).ok()?.to_string_lossy().replace('\\', "/");
            Some(Written { path, shown: input.path, text })
        })
        .collect()
}

/// Ids of the fixed texts that a manuscript puts in place.
fn texts_in(text: &str) -> Vec<String> {
    let blocks = pieces(text).into_iter().filter(|piece| piece.kind == PieceKind::Block("text".to_owned()));
    blocks.filter_map(|piece| super::block::id(&piece.text).map(str::to_owned)).collect()
}

/// The addresses in the manuscripts and in the fixed texts that stand in them or close them.
fn links_of(site: &Site, lang: &Lang, written: &[Written], used: &[String]) -> Vec<Link> {
    let named = |id: &String| used.contains(id) || site.closing.contains(id);
    let fixed = site.texts.iter().filter(|text| text.lang == *lang && named(&text.id));
    let texts: Vec<_> = written
        .iter()
        .map(|file| (file.shown.as_str(), file.text.as_str()))
        .chain(fixed.map(|text| (text.file.as_str(), text.markdown.as_str())))
        .collect();
    links::links(site, &texts)
}

fn exists(site: &Site, folder: &Path, quarter: Quarter) -> Finding {
    let shown = folder.strip_prefix(&site.root).unwrap_or(folder).to_string_lossy().replace('\\', "/");
    Finding::error(
        "edition-exists",
        Place::file(&shown),
        said!(
            "{quarter}の版は、{shown} にすでにあります。",
            "There is an edition of {quarter} already, in {shown}."
        ),
        said!(
            "その中の原稿を書き進めてください。作り直すときは、フォルダーを別の場所へ移してから、もう一度実行してください。",
            "Go on with the manuscript in it. To begin anew, move the folder away first."
        ),
    )
}
