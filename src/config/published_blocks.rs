//! Reads `published.toml`: which tables, figures and headings earlier editions showed, under which numbers.
//!
//! Comes in: the file beside `published.csv`. Goes out: blocks by edition and id. Nothing of it is an input of an
//! edition but what that edition refers to.

use super::files::{Files, Named};
use super::table::{Origin, Scalar, Table, Value};
use super::web::is_page;
use super::{PublishedBlock, PublishedBlocks, PublishedKind, format, mend};
use crate::finding::{Finding, Place};
use crate::lang::Lang;
use crate::quarter::Quarter;
use crate::said;

const KINDS: &[(&str, PublishedKind)] = &[
    ("table", PublishedKind::Table),
    ("figure", PublishedKind::Figure),
    ("heading", PublishedKind::Heading),
];

/// The blocks of the file beside the one of that name, if it is there; `first` is the site's first language.
pub(super) fn read(files: &mut Files, published: &Named, first: &Lang) -> PublishedBlocks {
    let Some((file, text)) = files.text_in_parts(&published.with_extension("toml")) else {
        return PublishedBlocks::new();
    };
    let (blocks, findings) = blocks(&file, &text, first);
    files.findings.extend(findings);
    blocks
}

/// The blocks that `text`, the content of `file`, has, and what is wrong with it.
pub(crate) fn blocks(file: &str, text: &str, first: &Lang) -> (PublishedBlocks, Vec<Finding>) {
    let (mut table, mut findings) = Table::parse(file, text, Origin::START);
    let mut blocks = PublishedBlocks::new();
    for name in table.keys() {
        let Some((edition, id)) = target(&name.value) else {
            table.leave(&name.value);
            table.find(bad_name(&name));
            continue;
        };
        let read = table.table(&name.value, |entry| block(entry, name.place.clone(), first)).flatten();
        if let Some(block) = read {
            blocks.entry(edition).or_default().insert(id.to_owned(), block);
        }
    }
    findings.extend(table.finish());
    (blocks, findings)
}

/// `2022q3#mirai` as an edition and an id.
fn target(name: &str) -> Option<(Quarter, &str)> {
    let (edition, id) = name.split_once('#')?;
    Some((edition.parse().ok()?, id)).filter(|(_, id)| format::is_id(id))
}

fn block(entry: &mut Table, place: Place, first: &Lang) -> Option<PublishedBlock> {
    entry.require(&["kind", "number"]);
    let kind = entry.choice("kind", KINDS).map(|kind| kind.value);
    let (number, langs) = (number(entry, kind), langs(entry, first));
    let (page, caption) = (page(entry), format::by_lang(entry, "caption", first));
    Some(PublishedBlock { kind: kind?, number: number?, langs, page, caption, place })
}

/// What the edition's page is called, where that is not the usual.
fn page(entry: &mut Table) -> Option<String> {
    let expected =
        said!("report202207-09.html のようなファイル名", "a file's name such as report202207-09.html");
    let page = entry.parsed("page", expected, |text| is_page(text).then(|| text.to_owned()));
    page.map(|page| page.value)
}

/// `3`, or `2.1` where it is a heading's.
fn number(entry: &mut Table, kind: Option<PublishedKind>) -> Option<String> {
    let Value { value, place } = entry.scalar("number")?;
    let written = match value {
        Scalar::Text(text) | Scalar::Number(text) => text,
        Scalar::Day(day) => day.to_string(),
    };
    let counts = |part: &str| part.len() <= 4 && part.parse::<u32>().is_ok_and(|number| number > 0);
    let deepest = if kind == Some(PublishedKind::Heading) { 3 } else { 1 };
    if written.split('.').count() <= deepest && written.split('.').all(counts) {
        return Some(written);
    }
    let expected = match deepest {
        1 => said!("3 のような番号", "a number such as 3"),
        _ => said!("\"2.1\" のような章・節の番号", "the number of a chapter or section such as \"2.1\""),
    };
    entry.find(mend::bad_value("number", &written, place, &expected));
    None
}

/// The edition's languages; the site's first one where none is named.
fn langs(entry: &mut Table, first: &Lang) -> Vec<Lang> {
    let mut langs = Vec::new();
    for name in entry.list_of_text("langs").unwrap_or_default() {
        match Lang::new(&name.value) {
            Some(lang) => langs.push(lang),
            None => entry.find(format::bad_lang(&name)),
        }
    }
    if langs.is_empty() { vec![first.clone()] } else { langs }
}

fn bad_name(name: &Value<String>) -> Finding {
    let found = mend::quoted(&name.value);
    Finding::error(
        "published-name",
        name.place.clone(),
        said!(
            "「{found}」は、版とidを「#」でつないだ名前ではありません。",
            "`{found}` is not an edition and an id joined by `#`."
        ),
        said!(
            "[\"2022q3#mirai\"] のように、版とidを「#」でつなぎ、引用符で囲んでください。",
            "Write it in quotes, such as [\"2022q3#mirai\"]."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let (_, findings) = blocks("published.toml", text, &Lang::ja());
        findings.iter().map(|finding| format!("{} {}", finding.place.line, finding.code)).collect()
    }

    #[test]
    fn blocks_are_read_by_edition_and_id() {
        let text = "[\"2022q3#mirai\"]\nkind = \"figure\"\nnumber = 3\ncaption = \"題\"\n\n[\"2022q3#story\"]\nkind = \"heading\"\nnumber = \"2.10\"\nlangs = [\"en\", \"ja\"]\n";
        let (blocks, findings) = blocks("published.toml", text, &Lang::ja());
        assert_eq!(findings, []);
        let of = &blocks[&"2022q3".parse().unwrap()];
        assert_eq!((of["mirai"].number.as_str(), of["mirai"].kind), ("3", PublishedKind::Figure));
        assert_eq!((of["mirai"].langs.as_slice(), of["mirai"].place.line), (&[Lang::ja()][..], 1));
        assert_eq!((of["story"].number.as_str(), &of["story"].langs[0]), ("2.10", &Lang::en()));
    }

    #[test]
    fn every_fault_is_told_at_its_line() {
        for (text, expected) in [
            ("[2022q3.mirai]\nkind = \"figure\"\n", vec!["1 published-name"]),
            ("[\"2022q5#mirai\"]\n", vec!["1 published-name"]),
            ("[\"2022q3#Mirai\"]\n", vec!["1 published-name"]),
            ("\"2022q3#mirai\" = 3\n", vec!["1 wrong-type"]),
            ("[\"2022q3#mirai\"]\n", vec!["1 missing-key", "1 missing-key"]),
            ("[\"2022q3#mirai\"]\nkind = \"chart\"\nnumber = 3\n", vec!["2 bad-value"]),
            ("[\"2022q3#mirai\"]\nkind = \"figure\"\nnumber = \"3.1\"\n", vec!["3 bad-value"]),
            (
                "[\"2022q3#mirai\"]\nkind = \"heading\"\nnumber = 0\nlang = \"ja\"\n",
                vec!["3 bad-value", "4 unknown-key"],
            ),
        ] {
            assert_eq!(told(text), expected, "{text}");
        }
    }
}
