//! Fixed paragraphs of `texts/` and the recurring references of `references.toml`.

use std::collections::BTreeMap;

use super::files::{Files, Named};
use super::table::{Origin, Table, Value};
use super::{FixedText, Reference, format, mend};
use crate::finding::{Finding, Place};
use crate::key::Key;
use crate::lang::Lang;
use crate::quarter::Day;
use crate::said;

/// The texts of the folder of that name: each `<id>.md` or `<id>.<lang>.md`, optionally with TOML between two
/// lines `+++` at its head that says `id`, `lang`, `from`, `to`, and in `keys` the ports
/// and regions it says what to do about.
pub(super) fn texts(files: &mut Files, folder: &Named, site_lang: &Lang) -> Vec<FixedText> {
    let mut texts = Vec::new();
    for named in files.list(folder, "md") {
        if let Some((file, text)) = files.text("text", &named) {
            let (text, findings) = fixed_text(&file, &text, site_lang);
            files.findings.extend(findings);
            texts.extend(text);
        }
    }
    files.findings.extend(overlaps(&texts));
    texts
}

fn fixed_text(file: &str, text: &str, site_lang: &Lang) -> (Option<FixedText>, Vec<Finding>) {
    let Some(front) = Front::of(text) else { return (None, vec![unclosed(file)]) };
    let (mut table, mut findings) = Table::parse(file, front.toml, Origin { line: 2, column: 1 });
    let (stem, file_lang) = parts_of_name(file);
    let id = table.text("id").unwrap_or(Value { value: stem.to_owned(), place: Place::file(file) });
    format::check_id(&mut table, &id);
    let lang = format::lang(&mut table, "lang").map(|lang| lang.value).or(file_lang);
    let (from, to) = (table.day("from"), table.day("to"));
    format::check_order(&mut table, from.as_ref(), to.as_ref());
    let keys = keys(&mut table);
    findings.extend(table.finish());
    let text = FixedText {
        id: id.value,
        lang: lang.unwrap_or_else(|| site_lang.clone()),
        from: from.map(|day| day.value),
        to: to.map(|day| day.value),
        keys,
        markdown: front.blanked,
        file: file.to_owned(),
    };
    (Some(text), findings)
}

/// The ports and regions under `keys`.
fn keys(table: &mut Table) -> Vec<Key> {
    let mut keys = Vec::new();
    for written in table.list_of_text("keys").unwrap_or_default() {
        let port = written.value.parse().map(Key::Port);
        match port.or_else(|_| written.value.parse().map(Key::Region)) {
            Ok(key) => keys.push(key),
            Err(_) => table.find(no_key(&written)),
        }
    }
    keys
}

fn no_key(written: &Value<String>) -> Finding {
    let text = mend::quoted(&written.value);
    Finding::error(
        "text-key",
        written.place.clone(),
        said!(
            "「{text}」は、ポートとしても地域としても読めません。",
            "“{text}” is neither a port nor a region."
        ),
        said!(
            "ポートは「23/TCP」、地域は「US」のような2字の符号で書いてください。",
            "Write a port as 23/TCP, a region as its code of two letters, US."
        ),
    )
}

/// `about.en.md` is `about` in English, `about.md` is `about` in the site's language.
fn parts_of_name(file: &str) -> (&str, Option<Lang>) {
    let name = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".md");
    match name.split_once('.') {
        Some((stem, lang)) => (stem, Lang::new(lang)),
        None => (name, None),
    }
}

/// What stands between the lines `+++`, and the text with blank lines in its place.
struct Front<'a> {
    toml: &'a str,
    blanked: String,
}

impl<'a> Front<'a> {
    /// None where a front matter begins and does not end.
    fn of(text: &'a str) -> Option<Self> {
        let is_fence = |line: &str| line.trim_end() == "+++";
        let first = text.split_inclusive('\n').next().unwrap_or("");
        if !is_fence(first) {
            return Some(Self { toml: "", blanked: text.to_owned() });
        }
        let rest = text.get(first.len()..)?;
        let mut length = 0;
        for line in rest.split_inclusive('\n') {
            if is_fence(line) {
                let toml = rest.get(..length)?;
                let blank = "\n".repeat(toml.matches('\n').count() + 2);
                return Some(Self { toml, blanked: blank + rest.get(length + line.len()..)? });
            }
            length += line.len();
        }
        None
    }
}

fn unclosed(file: &str) -> Finding {
    Finding::error(
        "unclosed-front-matter",
        Place::at(file, 1, 1),
        said!("先頭の「+++」を閉じる行がありません。", "The `+++` in the first line is never closed."),
        said!("設定の後に「+++」だけの行を書いてください。", "Write a line `+++` after the settings."),
    )
}

/// Texts of one id and language that hold on the same day.
fn overlaps(texts: &[FixedText]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let holds_with = |before: &&FixedText| {
            before.id == text.id
                && before.lang == text.lang
                && before.from.unwrap_or(Day::MIN) <= text.to.unwrap_or(Day::MAX)
                && text.from.unwrap_or(Day::MIN) <= before.to.unwrap_or(Day::MAX)
        };
        if let Some(before) = texts.iter().take(at).find(holds_with) {
            let (id, other) = (mend::quoted(&text.id), mend::quoted(&before.file));
            findings.push(Finding::error(
                "overlapping-texts",
                Place::file(&text.file),
                said!(
                    "文章「{id}」の有効期間が「{other}」と重なっています。",
                    "The text `{id}` holds on days on which that of `{other}` holds too."
                ),
                said!(
                    "先頭の「+++」の間の from と to で期間を分けてください。",
                    "Part them by `from` and `to` between lines `+++` at the head of the file."
                ),
            ));
        }
    }
    findings
}

/// The recurring references by id.
pub(super) fn references(files: &mut Files, named: &Named, site_lang: &Lang) -> BTreeMap<String, Reference> {
    let Some((file, text)) = files.text("references", named) else { return BTreeMap::new() };
    let (mut table, findings) = Table::parse(&file, &text, Origin::START);
    files.findings.extend(findings);
    let mut references = BTreeMap::new();
    for name in table.keys() {
        format::check_id(&mut table, &name);
        let reference = table.table(&name.value, |entry| reference(entry, name.place.clone(), site_lang));
        references.extend(reference.flatten().map(|reference| (name.value, reference)));
    }
    files.findings.extend(table.finish());
    references
}

fn reference(entry: &mut Table, place: Place, site_lang: &Lang) -> Option<Reference> {
    entry.require(&["publisher", "title", "url"]);
    let (publisher, title) = (entry.text("publisher"), entry.text("title"));
    let (url, lang) = (format::url(entry, "url"), format::lang(entry, "lang"));
    let lang = lang.map_or_else(|| site_lang.clone(), |lang| lang.value);
    let not_before = entry.when("not_before").map(|when| when.value);
    let accessed = entry.day("accessed").map(|day| day.value);
    let (publisher, title, url) = (publisher?.value, title?.value, url?.value);
    Some(Reference { publisher, title, url, lang, accessed, not_before, place })
}
