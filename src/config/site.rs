//! Reads `teiten.toml` and everything it names but the observations.

use std::collections::BTreeMap;

use super::files::{Files, Named};
use super::look::{self, Look};
use super::publisher::{self, Head};
use super::table::{Origin, Table, Value};
use super::{Commission, Cover, Disclosure, FixedText, Sensor, Sensors, Site, Source, Text, Web};
use super::{format, house_names, mend, published_blocks, side_tables, sources, texts, web};
use crate::finding::{Finding, Place, nearest};
use crate::names::Names;
use crate::said;

const COVERS: &[(&str, Cover)] = &[("page", Cover::Page), ("block", Cover::Block), ("none", Cover::None)];

/// What `teiten.toml` itself says.
struct Written {
    head: Head,
    notice: Option<(Text, Text)>,
    licence: Option<(String, String, Text)>,
    sources: Option<BTreeMap<String, Source>>,
    commissions: Vec<Commission>,
    disclosure: Disclosure,
    press: bool,
    attachments: bool,
    cover: Cover,
    base: Option<String>,
    web: Web,
    key_pages: bool,
    named: NamedFiles,
}

/// `[files]`.
struct NamedFiles {
    sensors: Named,
    outages: Named,
    published: Named,
    ports: Named,
    regions: Named,
    references: Named,
    texts: Named,
    look: Named,
    fonts: Vec<Value<String>>,
}

/// Reads the site of `files`; none where something required is missing.
pub(super) fn read(files: &mut Files) -> Option<Site> {
    let (file, text) = files.text("site", &Named::needed("teiten.toml"))?;
    let (mut table, syntax) = Table::parse(&file, &text, Origin::START);
    let broken = !syntax.is_empty();
    files.find_of_site(syntax);
    if !format::known(&mut table) {
        files.find_of_site(table.findings_so_far());
        return None;
    }
    let written = written(&mut table, files);
    files.find_of_site(table.finish());
    site(files, written?).filter(|_| !broken)
}

fn written(table: &mut Table, files: &Files) -> Option<Written> {
    table.require_table("site", "[site]");
    let head = table.table("site", |site| publisher::head(site, &files.root));
    let lang = head.as_ref().map_or_else(crate::lang::Lang::ja, |head| head.lang.value.clone());
    let notice = publisher::notice(table, &lang);
    let licence = publisher::licence(table, &lang);
    let sources = sources::read(table, &lang);
    let commissions = publisher::commissions(table, &lang);
    let disclosure = publisher::disclosure(table);
    let press = publisher::rights(table);
    let (attachments, cover) = table.table("pdf", pdf).unwrap_or((true, Cover::Page));
    let id = head.as_ref().and_then(|head| head.id.clone()).unwrap_or_default();
    let web = table
        .table("web", |table| (publisher::base(table), web::web(table, &id), publisher::key_pages(table)));
    let (base, web, key_pages) = web.unwrap_or_default();
    let named = match table.table("files", named_files) {
        Some(named) => named,
        None => named_files(&mut Table::empty()),
    };
    Some(Written {
        head: head?,
        notice,
        licence,
        sources,
        commissions,
        disclosure,
        press,
        attachments,
        cover,
        base,
        web,
        key_pages,
        named,
    })
}

/// `[pdf]`: whether data are attached, and how it begins.
fn pdf(pdf: &mut Table) -> (bool, Cover) {
    let attachments = pdf.bool("attachments").is_none_or(|attachments| attachments.value);
    (attachments, pdf.choice("cover", COVERS).map_or(Cover::Page, |cover| cover.value))
}

fn named_files(files: &mut Table) -> NamedFiles {
    NamedFiles {
        sensors: Named::or(files.text("sensors"), "data/sensors.csv"),
        outages: Named::or(files.text("outages"), "data/outages.csv"),
        published: Named::or(files.text("published"), "data/published.csv"),
        ports: Named::or(files.text("ports"), "names/ports.csv"),
        regions: Named::or(files.text("regions"), "names/regions.csv"),
        references: Named::or(files.text("references"), "references.toml"),
        texts: Named::or(files.text("texts"), "texts"),
        look: Named::or(files.text("look"), "look"),
        fonts: files.list_of_text("fonts").unwrap_or_default(),
    }
}

/// Reads what the site names. Everything is read before anything missing ends it, so that all faults are told.
fn site(files: &mut Files, written: Written) -> Option<Site> {
    let Written {
        head,
        base,
        web,
        key_pages,
        notice,
        licence,
        sources,
        commissions,
        disclosure,
        press,
        attachments,
        cover,
        named,
    } = written;
    let lang = head.lang.value;
    let mut names = Names::shipped();
    house_names::port_names(files, &named.ports, &mut names);
    house_names::region_names(files, &named.regions, &mut names);
    let sensors = side_tables::sensors(files, &named.sensors, &names);
    let outages = side_tables::outages(files, &named.outages, &sensors);
    let published = side_tables::published(files, &named.published);
    let published_blocks = published_blocks::read(files, &named.published, &lang);
    let fixed = texts::texts(files, &named.texts, &lang);
    let references = texts::references(files, &named.references, &lang);
    let Look { typst, css, words } = look::look(files, &named.look);
    let fonts = look::fonts(files, named.fonts);
    files.find_of_site(head.closing.iter().filter_map(|id| unknown_text(id, &fixed)));
    files
        .find_of_site(sensors.iter().filter_map(|sensor| no_alias(sensor, &disclosure, &named.sensors.path)));
    let site = Site {
        root: files.root.clone(),
        id: head.id?,
        title: head.title?,
        publisher: head.publisher?,
        lang,
        out: head.out,
        drafts: head.drafts,
        base,
        web,
        key_pages,
        notice,
        licence,
        home: head.home,
        sources: sources?,
        sensors,
        outages,
        published,
        published_blocks,
        record: named.published.path,
        names,
        label_style: head.label_style,
        words,
        texts: fixed,
        references,
        commissions,
        closing: head.closing.into_iter().map(|id| id.value).collect(),
        disclosure,
        press,
        attachments,
        cover,
        fonts,
        typst_look: typst,
        css,
        inputs: Vec::new(),
    };
    files.find_of_site(site.lacks_words(&site.lang, head.lang.place));
    Some(site)
}

fn unknown_text(id: &Value<String>, texts: &[FixedText]) -> Option<Finding> {
    if texts.iter().any(|text| text.id == id.value) {
        return None;
    }
    let near = nearest(&id.value, texts.iter().map(|text| text.id.as_str()));
    let name = mend::quoted(&id.value);
    Some(Finding::error(
        "unknown-text",
        id.place.clone(),
        said!("文章「{name}」がありません。", "There is no text `{name}`."),
        near.map_or_else(
            || said!("texts/{name}.md を加えてください。", "Add texts/{name}.md."),
            mend::did_you_mean,
        ),
    ))
}

fn no_alias(sensor: &Sensor, disclosure: &Disclosure, file: &str) -> Option<Finding> {
    if disclosure.sensors != Sensors::Alias || sensor.alias.is_some() {
        return None;
    }
    let id = mend::quoted(&sensor.id);
    Some(Finding::error(
        "no-alias",
        Place::file(file),
        said!(
            "センサー「{id}」に公開用の名前（alias）がありません。",
            "The sensor `{id}` has no alias to be called by outside."
        ),
        said!(
            "alias の列に書くか、teiten.toml の [disclosure] で sensors を \"none\" にしてください。",
            "Write one in the column alias, or set sensors = \"none\" under [disclosure] in teiten.toml."
        ),
    ))
}
