//! A finished report into its files: itself, drawings, page, data, PDF.

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::path::Path;
use std::thread;

use super::languages::languages;
use super::{Step, earlier, kit};
use crate::chart::{self, Svg};
use crate::config::{Edition, Site, Status, page_address};
use crate::digest::digest;
use crate::finding::{Finding, Place, Said};
use crate::fonts::Fonts;
use crate::lang::Lang;
use crate::manuscript::Picture;
use crate::publish::Manifest;
use crate::render::{self, Beside, File, Named};
use crate::report::{Figure, Report};
use crate::typeset::{self, Attachment, Look, Relationship};
use crate::{look, said};

/// The finished report's name.
pub(super) const REPORT: &str = "report.json";

/// What the files of one language are made from.
pub(super) struct Desk<'a> {
    pub(super) site: &'a Site,
    pub(super) edition: &'a Edition,
    pub(super) report: &'a Report,
    pub(super) pictures: &'a BTreeMap<String, Picture>,
    pub(super) fonts: &'a Fonts,
    pub(super) manifest: &'a Manifest,
}

impl Desk<'_> {
    /// What a draft's pages call their build: the report's digest cannot stand in the report itself.
    fn build(&self) -> &str {
        self.manifest.reports.get(&self.report.lang).map_or("", |digest| short(digest))
    }

    /// What the files are called that pages name, and where they will be found.
    fn named(&self) -> Named {
        let Self { site, edition, report, .. } = self;
        let folder = |lang: &Lang| format!("{}/{}", edition.quarter, place(edition, lang, ""));
        Named {
            page: site.page_name(edition.quarter, &report.lang),
            pdf: site.pdf_name(edition.quarter, &report.lang),
            folder: site.base.as_ref().map(|base| format!("{base}{}", folder(&report.lang))),
            address: site.base.as_ref().map(|base| {
                let page = page_address(&site.page_name(edition.quarter, &report.lang));
                format!("{base}{}{page}", folder(&report.lang))
            }),
            prefix: format!("teiten-{}", folder(&report.lang).replace('/', "-")),
            heading: site.web.heading,
        }
    }
}

/// As much of a report's digest as people compare.
pub(super) fn short(digest: &str) -> &str {
    digest.get(..8).unwrap_or(digest)
}

/// Why there are no files.
pub(super) enum Failed {
    /// The site's own look is at fault.
    Look(Vec<Finding>),
    /// We are.
    Ours(Said),
}

/// Everything of a report but its PDF.
pub(super) struct Pages {
    /// Drawings by their anchor.
    figures: BTreeMap<String, Svg>,
    rendered: Vec<File>,
    /// Pictures by their file.
    images: BTreeMap<String, Vec<u8>>,
    /// The finished report itself.
    report: Vec<u8>,
}

/// Every file of the report but the manifest: path and bytes.
pub(super) fn files(desk: &Desk<'_>, tell: &mut dyn FnMut(Step)) -> Result<Vec<(String, Vec<u8>)>, Failed> {
    tell(Step::Drawing);
    let pages = pages(desk);
    tell(Step::Typesetting);
    // Pixels need nothing of the PDF, and are done before it.
    let (kit, pdf) = thread::scope(|scope| {
        let kit = scope.spawn(|| kit::kit(desk));
        let pdf = pdf(desk, &pages);
        (kit.join().unwrap_or_else(|panic| resume_unwind(panic)), pdf)
    });
    let made = pages.files().map(|(path, bytes)| (path, bytes.to_owned()));
    Ok(made.chain(kit?).chain([(desk.named().pdf, pdf?)]).collect())
}

/// Draws and renders.
pub(super) fn pages(desk: &Desk<'_>) -> Pages {
    let figures = draw(desk.report, desk.fonts);
    let languages = languages(desk.site, desk.edition, &desk.report.lang);
    let marks = earlier::marks(desk.site, desk.edition, desk.report);
    let beside = Beside { languages: &languages, marks: &marks, build: desk.build() };
    let css = desk.site.css.as_deref().unwrap_or(look::CSS);
    let rendered = render::render(desk.report, &figures, css, &desk.named(), beside);
    let images =
        desk.pictures.values().map(|picture| (picture.file.clone(), picture.bytes.clone())).collect();
    Pages { figures, rendered, images, report: canonical(desk.report) }
}

impl Pages {
    /// Path and bytes of each file.
    pub(super) fn files(&self) -> impl Iterator<Item = (String, &[u8])> {
        let pictures = self.images.iter().map(|(file, bytes)| (format!("figures/{file}"), &**bytes));
        let rendered = self.rendered.iter().map(|File { path, bytes }| (path.clone(), &**bytes));
        rendered.chain(pictures).chain([(REPORT.to_owned(), &*self.report)])
    }
}

/// Draws every chart of `report`, by its anchor.
fn draw(report: &Report, fonts: &Fonts) -> BTreeMap<String, Svg> {
    report.charts().into_iter().map(|figure| (figure.label.anchor.clone(), one(figure, fonts))).collect()
}

fn one(figure: &Figure, fonts: &Fonts) -> Svg {
    // Anchors hold no `_`, so nothing else in the page has this id.
    let id = format!("{}_drawing", figure.label.anchor);
    chart::draw(&figure.chart, &id, &figure.title(), &figure.alt, fonts)
}

/// Sets the PDF; nothing else of a report takes as long.
pub(super) fn pdf(desk: &Desk<'_>, pages: &Pages) -> Result<Vec<u8>, Failed> {
    let attachments = if desk.report.attachments { attachments(desk, &pages.rendered) } else { Vec::new() };
    let look = match &desk.site.typst_look {
        Some(text) => Look::Site { file: "look/report.typ", text },
        None => Look::Shipped,
    };
    let job = typeset::Job {
        report: desk.report,
        look,
        fonts: desk.fonts,
        figures: &pages.figures,
        images: &pages.images,
        attachments: &attachments,
        build: desk.build(),
    };
    typeset::typeset(&job).map_err(|failure| match failure {
        typeset::Failure::Look(findings) => Failed::Look(findings),
        typeset::Failure::Ours(why) => {
            Failed::Ours(said!("PDFを組めませんでした：{why}", "The PDF could not be typeset: {why}"))
        }
    })
}

/// The data of each table and figure, and where the report came from.
fn attachments(desk: &Desk<'_>, rendered: &[File]) -> Vec<Attachment> {
    let data = rendered.iter().filter(|file| file.path.starts_with("data/")).map(|file| Attachment {
        name: file.path.clone(),
        bytes: file.bytes.clone(),
        mime: "text/csv".to_owned(),
        description: desk.report.labels.data_file.replace("{}", &file.path),
        relationship: Relationship::Data,
    });
    let provenance = Attachment {
        name: "provenance.json".to_owned(),
        bytes: desk.manifest.provenance(),
        mime: "application/json".to_owned(),
        description: desk.report.front.document_title.clone(),
        relationship: Relationship::Supplement,
    };
    data.chain([provenance]).collect()
}

/// The canonical JSON of a finished report, which is its file, too.
pub(super) fn canonical(report: &Report) -> Vec<u8> {
    // Strings, integers, lists and enums by name: nothing of a report can fail to be JSON.
    serde_json::to_vec(report).unwrap_or_default()
}

/// The identity of a finished report: the digest of its canonical JSON, and so of its file.
pub(super) fn identity(report: &Report) -> String {
    digest(&canonical(report))
}

/// Where a file of the edition in `lang` lies: the first language at the top, any other in a folder of its own.
pub(super) fn place(edition: &Edition, lang: &Lang, path: &str) -> String {
    if edition.langs.first() == Some(lang) { path.to_owned() } else { format!("{lang}/{path}") }
}

/// Published editions stand in `out`, all others in `drafts`.
pub(super) fn shelf<'a>(site: &'a Site, edition: &Edition) -> &'a Path {
    if edition.status == Status::Published { &site.out } else { &site.drafts }
}

/// A font of the site that cannot be read.
pub(super) fn unreadable_font(position: usize) -> Finding {
    let number = position + 1;
    Finding::error(
        "font-unreadable",
        Place::file("teiten.toml"),
        said!(
            "[files]のfontsの{number}番目は、フォントとして読めません。",
            "Entry {number} of fonts under [files] is no font that can be read."
        ),
        said!("TrueTypeかOpenTypeのファイルを指定してください。", "Name a TrueType or OpenType file."),
    )
    .of_site()
}
