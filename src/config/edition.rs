//! Reads `edition.toml`: which quarter, how far it has come, version and history, languages, decisions.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::facts::facts;
use super::files::{Files, Named};
use super::format;
use super::table::{Origin, Table, Value};
use super::{Decided, Edition, Site, Status, earlier, history, mend};
use crate::finding::{Finding, Place};
use crate::lang::Lang;
use crate::quarter::{Day, Quarter};
use crate::said;

pub(super) const STATUSES: &[(&str, Status)] = &[
    ("draft", Status::Draft),
    ("approved", Status::Approved),
    ("published", Status::Published),
    ("withdrawn", Status::Withdrawn),
];

/// Reads the edition in the canonical folder `folder`. Without a site the edition is still read, for its faults.
pub(super) fn read(files: &mut Files, folder: &Path, site: Option<&Site>) -> Option<Edition> {
    let relative = folder.strip_prefix(&files.root).ok()?.join("edition.toml");
    let path = relative.to_string_lossy().replace('\\', "/");
    let (file, text) = files.text_of_edition("edition", &Named::needed(&path))?;
    let (mut table, syntax) = Table::parse(&file, &text, Origin::START);
    let broken = !syntax.is_empty();
    files.findings.extend(syntax);
    if !format::known(&mut table) {
        files.findings.extend(table.findings_so_far());
        return None;
    }
    let edition = edition(&mut table, folder, site);
    files.findings.extend(table.finish());
    let first = site.map_or_else(Lang::ja, |site| site.lang.clone());
    let facts = facts(files, path.trim_end_matches("/edition.toml"), edition.as_ref(), &first);
    let known = edition
        .iter()
        .flat_map(|edition| earlier::earlier(files, folder, &edition.version, &edition.history));
    let earlier = known.collect();
    let inputs = std::mem::take(&mut files.inputs);
    let edition = edition.filter(|_| !broken)?;
    Some(Edition {
        place: Place::file(file),
        facts: facts.read,
        faulty_facts: facts.faulty,
        earlier,
        inputs,
        ..edition
    })
}

fn edition(table: &mut Table, folder: &Path, site: Option<&Site>) -> Option<Edition> {
    table.require(&["quarter", "status", "date", "version"]);
    let expected = said!("2022q4 のような四半期", "a calendar quarter such as 2022q4");
    let quarter: Option<Value<Quarter>> = table.parsed("quarter", expected, |text| text.parse().ok());
    let (status, date) = (table.choice("status", STATUSES), table.day("date"));
    let (version, langs) = (version(table), langs(table, site));
    let history = history::history(table, site);
    let decided = table.tables("previous_rank", decided).into_iter().flatten().collect();
    let publish_at = table.moment("publish_at").map(|moment| moment.value);
    if let Some(quarter) = &quarter {
        check_folder(table, folder, quarter);
        date.iter().for_each(|date| check_date(table, quarter.value, date));
    }
    Some(Edition {
        root: folder.to_owned(),
        quarter: quarter?.value,
        finished: status.as_ref().is_some_and(|status| status.value == Status::Published),
        status: status?.value,
        publish_at,
        date: date?.value,
        version: version?.value,
        history,
        earlier: Vec::new(),
        langs,
        decided,
        facts: BTreeMap::new(),
        faulty_facts: BTreeSet::new(),
        place: Place::default(),
        inputs: Vec::new(),
    })
}

pub(super) fn version(table: &mut Table) -> Option<Value<String>> {
    let is_version = |text: &str| {
        let digits = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        text.split('.').count() <= 4 && text.split('.').all(digits)
    };
    let expected = said!("1.0 のような版番号", "a version such as 1.0");
    table.parsed("version", expected, |text| is_version(text).then(|| text.to_owned()))
}

/// The edition's languages, each once; the site's first language where none is named.
fn langs(table: &mut Table, site: Option<&Site>) -> Vec<Lang> {
    let mut langs = Vec::new();
    for name in table.list_of_text("langs").unwrap_or_default() {
        match Lang::new(&name.value) {
            None => table.find(format::bad_lang(&name)),
            Some(lang) if langs.contains(&lang) => table.find(twice(&name)),
            Some(lang) => {
                match site.and_then(|site| site.lacks_words(&lang, name.place)) {
                    // Nothing can be made in it, so that its manuscript is not missed either.
                    Some(lacking) => table.find(lacking),
                    None => langs.push(lang),
                }
            }
        }
    }
    if langs.is_empty() {
        langs.push(site.map_or_else(Lang::ja, |site| site.lang.clone()));
    }
    langs
}

fn decided(entry: &mut Table) -> Option<Decided> {
    entry.require(&["table", "key", "use"]);
    let (table, key) = (entry.text("table"), entry.text("key"));
    let from_data = entry.choice("use", &[("published", false), ("data", true)]);
    Some(Decided { table: table?.value, key: key?.value, from_data: from_data?.value })
}

fn check_folder(table: &mut Table, folder: &Path, quarter: &Value<Quarter>) {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let expected = quarter.value.to_string();
    if name != expected {
        let name = mend::quoted(&name);
        table.find(Finding::error(
            "folder-name",
            quarter.place.clone(),
            said!(
                "四半期は {expected} ですが、版のフォルダーの名前は「{name}」です。",
                "The quarter is {expected}, but the edition's folder is called `{name}`."
            ),
            said!(
                "フォルダーの名前を {expected} に変えるか、quarter を直してください。",
                "Rename the folder to {expected} or correct `quarter`."
            ),
        ));
    }
}

fn check_date(table: &mut Table, quarter: Quarter, date: &Value<Day>) {
    let (day, last) = (date.value, quarter.span().last);
    if day <= last {
        table.find(Finding::warning(
            "early-date",
            date.place.clone(),
            said!(
                "発行日 {day} が四半期の最終日 {last} より後ではありません。",
                "The publication date {day} is not after the quarter's last day {last}."
            ),
            said!("発行日を確認してください。", "Check the publication date."),
        ));
    }
}

fn twice(name: &Value<String>) -> Finding {
    let lang = mend::quoted(&name.value);
    Finding::error(
        "double-language",
        name.place.clone(),
        said!("言語「{lang}」が重複しています。", "The language `{lang}` stands twice."),
        said!("一つを削除してください。", "Remove one of them."),
    )
}
