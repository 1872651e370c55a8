//! Reads what `teiten.toml` says of the publisher: names, folders, notice, licence, commissions, disclosure.

use std::path::{Component, Path, PathBuf};

use super::format;
use super::table::{Table, Value};
use super::{Commission, Counts, Disclosure, LabelStyle, Sensors, Text, mend};
use crate::finding::{Finding, Place};
use crate::key::Region;
use crate::lang::Lang;
use crate::said;

/// `[site]`. What is required and missing is none.
pub(super) struct Head {
    pub(super) id: Option<String>,
    pub(super) title: Option<Text>,
    pub(super) publisher: Option<Text>,
    pub(super) lang: Value<Lang>,
    pub(super) out: PathBuf,
    pub(super) drafts: PathBuf,
    pub(super) home: Region,
    pub(super) label_style: LabelStyle,
    pub(super) closing: Vec<Value<String>>,
}

const STYLES: &[(&str, LabelStyle)] =
    &[("port-first", LabelStyle::PortFirst), ("service-first", LabelStyle::ServiceFirst)];

const COUNTS: &[(&str, Counts)] =
    &[("shown", Counts::Shown), ("index", Counts::Index), ("full", Counts::Full)];

/// `min_packets` is a number of packets a day, no more than anybody means.
const MOST_WITHHELD: i64 = 1_000_000_000;

/// Reads `[site]` of the site in the folder `root`.
pub(super) fn head(site: &mut Table, root: &Path) -> Head {
    site.require(&["id", "title", "publisher"]);
    let lang = format::lang(site, "lang").unwrap_or(Value { value: Lang::ja(), place: site.place() });
    let id_expected = said!(
        "英小文字・数字・「-」だけの60字以内の名前（con などWindowsの予約名を除く）",
        "a name of up to 60 lower-case letters, digits and `-`, other than con and the like"
    );
    let id = site.parsed("id", id_expected, |text| is_site_id(text).then(|| text.to_owned()));
    let id = id.map(|id| id.value);
    let (out, drafts) = folders(site, root, id.as_deref().unwrap_or("site"));
    let region = said!("JP のような2文字の国・地域コード", "a region code of two letters such as JP");
    let home = site.parsed("home", region, |text| text.parse().ok());
    Head {
        id,
        title: format::by_lang(site, "title", &lang.value),
        publisher: format::by_lang(site, "publisher", &lang.value),
        lang,
        out,
        drafts,
        home: home.map(|home| home.value).or_else(|| "JP".parse().ok()).unwrap_or(Region::UNKNOWN),
        label_style: site.choice("label_style", STYLES).map_or(LabelStyle::PortFirst, |style| style.value),
        closing: site.list_of_text("closing").unwrap_or_default(),
    }
}

/// ASCII that every file system can hold, `[a-z0-9][a-z0-9-]*`, at most 60 characters.
pub(crate) fn is_site_id(text: &str) -> bool {
    let good = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=60).contains(&text.len())
        && text.bytes().all(good)
        && !text.starts_with('-')
        && !format::is_device(text)
}

/// Where published editions and all others go: apart from each other, and neither the site's own folder nor
/// one around it.
fn folders(site: &mut Table, root: &Path, id: &str) -> (PathBuf, PathBuf) {
    let place = site.place();
    let mut named = |key: &str| {
        let written = site.text(key);
        let place = written.as_ref().map_or_else(|| place.clone(), |written| written.place.clone());
        let folder = written.map_or_else(|| format!("{key}/{id}"), |written| written.value);
        let folder = plain(&root.join(folder));
        if root.starts_with(&folder) {
            site.find(bad_folder(key, place.clone()));
        }
        (folder, place)
    };
    let ((out, _), (drafts, place)) = (named("out"), named("drafts"));
    if out == drafts {
        site.find(bad_folder("drafts", place));
    }
    (out, drafts)
}

/// `path` without `.` and with every `..` taken; it may not exist yet.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            other => plain.push(other),
        }
    }
    plain
}

fn bad_folder(key: &str, place: Place) -> Finding {
    Finding::error(
        "bad-folder",
        place,
        said!("「{key}」のフォルダーには出力できません。", "The folder `{key}` cannot take output."),
        said!(
            "out と drafts は別々のフォルダーとし、サイトのフォルダー自身とその上位は避けてください。",
            "Let out and drafts be two folders, neither the site's own nor one above it."
        ),
    )
}

/// `[web]`: the address under which published editions are read.
pub(super) fn base(web: &mut Table) -> Option<String> {
    let expected = said!(
        "http:// または https:// で始まり「/」で終わるURL",
        "an address that begins with http:// or https:// and ends in `/`"
    );
    let is_base = |text: &str| format::is_url(text) && text.ends_with('/') && !text.contains(['?', '#']);
    web.parsed("base", expected, |text| is_base(text).then(|| text.to_owned())).map(|base| base.value)
}

/// `[web]`: whether each key that has been ranked gets a page.
pub(super) fn key_pages(web: &mut Table) -> bool {
    web.bool("key_pages").is_some_and(|asked| asked.value)
}

/// `[notice]`: the mark and its explanation.
pub(super) fn notice(table: &mut Table, lang: &Lang) -> Option<(Text, Text)> {
    table.table("notice", |notice| {
        notice.require(&["mark", "sentence"]);
        let (mark, sentence) =
            (format::by_lang(notice, "mark", lang), format::by_lang(notice, "sentence", lang));
        Some((mark?, sentence?))
    })?
}

/// `[licence]`: name, address and credit.
pub(super) fn licence(table: &mut Table, lang: &Lang) -> Option<(String, String, Text)> {
    table.table("licence", |licence| {
        licence.require(&["name", "url", "credit"]);
        let (name, url) = (licence.text("name"), format::url(licence, "url"));
        let credit = format::by_lang(licence, "credit", lang);
        Some((name?.value, url?.value, credit?))
    })?
}

/// `[[commissions]]`, in the order of the file.
pub(super) fn commissions(table: &mut Table, lang: &Lang) -> Vec<Commission> {
    table.tables("commissions", |entry| commission(entry, lang)).into_iter().flatten().collect()
}

fn commission(entry: &mut Table, lang: &Lang) -> Option<Commission> {
    entry.require(&["from", "to", "client", "project", "sentence"]);
    let (from, to) = (entry.day("from"), entry.day("to"));
    format::check_order(entry, from.as_ref(), to.as_ref());
    let (client, project) = (format::by_lang(entry, "client", lang), format::by_lang(entry, "project", lang));
    let sentence = format::by_lang(entry, "sentence", lang);
    for text in sentence.iter().flat_map(Text::values) {
        unknown_holes(text).into_iter().for_each(|hole| entry.find(unknown_hole(hole, entry.place())));
    }
    Some(Commission {
        from: from?.value,
        to: to?.value,
        client: client?,
        project: project?,
        sentence: sentence?,
    })
}

/// What stands between braces in `text` and is not known to a commission's sentence.
fn unknown_holes(text: &str) -> Vec<&str> {
    let holes = text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or(rest));
    holes.filter(|hole| !["client", "project", "fiscal_year"].contains(hole)).collect()
}

fn unknown_hole(hole: &str, place: Place) -> Finding {
    let hole = mend::quoted(hole);
    Finding::error(
        "unknown-placeholder",
        place,
        said!(
            "委託の文の「{{{hole}}}」は使えません。",
            "The sentence of a commission cannot hold `{{{hole}}}`."
        ),
        said!(
            "使えるのは {{client}}、{{project}}、{{fiscal_year}} です。",
            "It can hold {{client}}, {{project}} and {{fiscal_year}}."
        ),
    )
}

/// `[rights]`: whether the press gets a folder of its own, which holds no more than the page does.
pub(super) fn rights(table: &mut Table) -> bool {
    table.table("rights", |rights| rights.bool("press").is_none_or(|press| press.value)).unwrap_or(true)
}

/// `[disclosure]`: least of all where nothing is said.
pub(super) fn disclosure(table: &mut Table) -> Disclosure {
    let read = table.table("disclosure", |disclosure| {
        let counts = disclosure.choice("counts", COUNTS);
        let sensors = disclosure
            .choice("sensors", &[("none", Sensors::None), ("alias", Sensors::Alias), ("id", Sensors::Id)]);
        let min_packets = disclosure.integer("min_packets", 1..=MOST_WITHHELD);
        Disclosure {
            counts: counts.map_or(Counts::Shown, |counts| counts.value),
            sensors: sensors.map_or(Sensors::None, |sensors| sensors.value),
            min_packets: min_packets.map(|packets| packets.value),
        }
    });
    read.unwrap_or(Disclosure { counts: Counts::Shown, sensors: Sensors::None, min_packets: None })
}
