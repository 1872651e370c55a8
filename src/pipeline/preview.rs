//! An edition as it stands while it is written: pages in memory, the PDF when somebody asks for it, nothing on disk.
//!
//! Comes in: an edition's folder, again and again. Goes out: what a build would find, and the pages where it would
//! make any. Observations are read again only where they, or what is asked of them, changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::memory::Memory;
use super::order::Step;
use super::output::{self, Desk, Failed, Pages};
use super::stage::{Stage, Wish};
use super::{Failure, kit, manifest};
use crate::config::{self, Edition, Site};
use crate::finding::{Finding, refused};
use crate::fonts::Fonts;
use crate::lang::Lang;
use crate::manuscript::Picture;
use crate::publish::Manifest;
use crate::report::{self, Report, Spot};

/// Makes views of one edition.
pub struct Preview {
    folder: PathBuf,
    memory: Memory,
}

/// What an edition is at one moment.
#[derive(Default)]
pub struct Seen {
    /// Everything that a build would find, but what only the PDF tells.
    pub findings: Vec<Finding>,
    /// The edition; none where findings refuse it.
    pub view: Option<View>,
    /// Files of observations, wherever they lie.
    pub observations: Vec<PathBuf>,
    /// Where builds write: nothing there is an input.
    pub shelves: Vec<PathBuf>,
}

/// An edition that can be looked at.
pub struct View {
    site: Site,
    edition: Edition,
    fonts: Fonts,
    manifest: Manifest,
    tongues: BTreeMap<Lang, Tongue>,
}

/// The edition in one language.
struct Tongue {
    report: Report,
    pictures: BTreeMap<String, Picture>,
    pages: Pages,
    /// What is made of pixels.
    kit: Vec<(String, Vec<u8>)>,
}

impl Preview {
    /// Of the edition in `folder`, absolute.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), memory: Memory::default() }
    }

    /// Looks at the edition now; `tell` hears each step before it begins.
    pub fn look(&mut self, tell: &mut dyn FnMut(Step)) -> Seen {
        tell(Step::Reading);
        let config::Reading { site, edition, findings } = config::read(&self.folder);
        let shelves = site.iter().flat_map(|site| [site.out.clone(), site.drafts.clone()]).collect();
        let mut seen = Seen { findings, shelves, ..Seen::default() };
        if let (Some(site), Some(edition)) = (site, edition) {
            self.memory.begin(&site);
            seen.view = view(site, edition, &mut self.memory, &mut seen.findings, tell);
        }
        seen.observations =
            self.memory.held().into_iter().flat_map(|held| held.files()).map(Path::to_owned).collect();
        seen
    }

    /// How often the observations were read so far.
    pub fn read(&self) -> usize {
        self.memory.read()
    }
}

/// The rooms up to the pages; none where findings refuse the edition.
fn view(
    site: Site,
    edition: Edition,
    memory: &mut Memory,
    findings: &mut Vec<Finding>,
    tell: &mut dyn FnMut(Step),
) -> Option<View> {
    let mut stage =
        Stage::set(&site, &edition, &Wish::default(), &mut |site, plans| memory.ask(site, plans), tell);
    findings.append(&mut stage.findings);
    if refused(findings) {
        return None;
    }
    tell(Step::Drawing);
    let manifest = manifest(&stage);
    let Stage { mut manuscripts, composed, fonts, .. } = stage;
    let tongue = |(lang, made): (Lang, crate::report::Composed)| {
        let (report, reading) = (made.report?, manuscripts.remove(&lang)?);
        let pictures = reading.manuscript.pictures;
        let desk = Desk {
            site: &site,
            edition: &edition,
            report: &report,
            pictures: &pictures,
            fonts: &fonts,
            manifest: &manifest,
        };
        let pages = output::pages(&desk);
        // What fails here fails in a build, where it is told.
        let kit = kit::kit(&desk).unwrap_or_default();
        Some((lang, Tongue { report, pictures, pages, kit }))
    };
    let tongues = composed.into_iter().filter_map(tongue).collect();
    Some(View { site, edition, fonts, manifest, tongues })
}

impl View {
    /// Its languages, the first one first.
    pub fn langs(&self) -> &[Lang] {
        &self.edition.langs
    }

    /// Path of the page and of the PDF in `lang`, as a build would place them.
    pub fn paths(&self, lang: &Lang) -> (String, String) {
        let place = |path: String| output::place(&self.edition, lang, &path);
        let (site, quarter) = (&self.site, self.edition.quarter);
        (place(site.page_name(quarter, lang)), place(site.pdf_name(quarter, lang)))
    }

    /// What can be pointed at in `lang`, and where it was written.
    pub fn spots(&self, lang: &Lang) -> Vec<Spot> {
        self.tongues.get(lang).map(|tongue| report::spots(&tongue.report)).unwrap_or_default()
    }

    /// Every file but the PDFs: path and bytes.
    pub fn files(&self) -> impl Iterator<Item = (String, &[u8])> {
        let of_tongue = |(lang, tongue)| {
            let (lang, Tongue { pages, kit, .. }): (&Lang, &Tongue) = (lang, tongue);
            let kit = kit.iter().map(|(path, bytes)| (path.clone(), &**bytes));
            pages.files().chain(kit).map(|(path, bytes)| (output::place(&self.edition, lang, &path), bytes))
        };
        self.tongues.iter().flat_map(of_tongue)
    }

    /// The PDF in `lang`, made now; what the site's own look has wrong instead.
    pub fn pdf(&self, lang: &Lang) -> Result<Vec<u8>, (Vec<Finding>, Option<Failure>)> {
        let Some(tongue) = self.tongues.get(lang) else { return Err(Default::default()) };
        let Self { site, edition, fonts, manifest, .. } = self;
        let Tongue { report, pictures, .. } = tongue;
        let desk = Desk { site, edition, report, pictures, fonts, manifest };
        output::pdf(&desk, &tongue.pages).map_err(|failed| match failed {
            Failed::Look(findings) => (findings, None),
            Failed::Ours(said) => (Vec::new(), Some(Failure::Ours(said))),
        })
    }
}
