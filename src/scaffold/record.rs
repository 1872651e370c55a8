//! What an edition shows, written into `published.toml`: other editions may refer to it from then on.
//!
//! Comes in: the text of that file and an edition's finished reports. Goes out: its new text. It reads no file.

use std::collections::BTreeMap;

use super::site::quoted;
use crate::config::{self, PAGE, PublishedBlock, PublishedBlocks};
use crate::finding::Finding;
use crate::lang::Lang;
use crate::quarter::Quarter;
use crate::report::{Block, Heading, Report};

/// Some editors begin a file with it.
const MARK: char = '\u{feff}';

/// The chapters that the house adds to every report; nobody gave them an id.
const HOUSE: [&str; 3] = ["references", "method", "history"];

/// An entry of the file.
struct Entry<'a> {
    anchor: &'a str,
    kind: &'static str,
    number: String,
}

/// `text`, the content of `file`, a `published.toml`, with what `reports` show in place of what it says of their edition. They
/// are of one edition, one for each of its languages, the first one first; `page` is what its page is called, `{lang}`
/// standing for the language; `first` is the first language of the site.
///
/// # Errors
/// What is wrong with `text`, or would be with the new one.
pub fn record(
    file: &str,
    text: &str,
    (reports, page): (&[&Report], &str),
    first: &Lang,
) -> Result<String, Vec<Finding>> {
    let body = text.strip_prefix(MARK).unwrap_or(text);
    let read = |text: &str| match config::published_blocks(file, text, first) {
        (blocks, findings) if findings.is_empty() => Ok(blocks),
        (_, findings) => Err(findings),
    };
    let blocks = read(body)?;
    let Some(report) = reports.first() else { return Ok(text.to_owned()) };
    let mark = &text[..text.len() - body.len()];
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut kept = without(body, &begins(&blocks, &report.edition));
    for entry in entries(report) {
        if !kept.is_empty() {
            kept.push_str(line_end);
        }
        kept.push_str(&section(&entry, (reports, page), first).replace('\n', line_end));
    }
    read(&kept)?;
    Ok(format!("{mark}{kept}"))
}

/// The lines at which sections begin, and whether they are those of `edition`.
fn begins(blocks: &PublishedBlocks, edition: &str) -> BTreeMap<usize, bool> {
    let of = |(quarter, blocks): (&Quarter, &BTreeMap<String, PublishedBlock>)| {
        let own = quarter.to_string() == edition;
        let line = |block: &PublishedBlock| (usize::try_from(block.place.line).unwrap_or(usize::MAX), own);
        blocks.values().map(line).collect::<Vec<_>>()
    };
    blocks.iter().flat_map(of).collect()
}

/// `text` without the sections that are the edition's own; comments above a section belong to it.
fn without(text: &str, begins: &BTreeMap<usize, bool>) -> String {
    let (mut own, mut kept, mut pending) = (false, String::new(), String::new());
    for (at, line) in text.split_inclusive('\n').enumerate() {
        let apart = line.trim().is_empty() || line.trim_start().starts_with('#');
        if !apart {
            own = begins.get(&(at + 1)).copied().unwrap_or(own);
            if !own {
                kept.push_str(&pending);
            }
            pending.clear();
        }
        if apart || !own {
            let into = if apart { &mut pending } else { &mut kept };
            into.push_str(line);
        }
    }
    kept.push_str(&pending);
    let sound = kept.trim_matches(['\r', '\n']);
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    if sound.is_empty() { String::new() } else { format!("{sound}{line_end}") }
}

/// What can be referred to, in the order of the report.
fn entries(report: &Report) -> Vec<Entry<'_>> {
    let (mut tables, mut figures) = (0, 0);
    let count = |counter: &mut u32| {
        *counter += 1;
        counter.to_string()
    };
    let entry = |block| {
        let anchor = anchor_of(block)?;
        let (kind, number) = match block {
            Block::Table(_) => ("table", count(&mut tables)),
            Block::Heading(heading) => ("heading", named(heading)?),
            _ => ("figure", count(&mut figures)),
        };
        Some(Entry { anchor, kind, number })
    };
    report.body.iter().filter_map(entry).collect()
}

/// The number of a heading that somebody gave an id.
fn named(heading: &Heading) -> Option<String> {
    let number = heading.number.as_ref()?.trim_end_matches('.');
    let unnamed = format!("section-{}", number.replace('.', "-"));
    let named = heading.anchor != unnamed && !HOUSE.contains(&heading.anchor.as_str());
    named.then(|| quoted(number))
}

fn section(entry: &Entry<'_>, (reports, page): (&[&Report], &str), first: &Lang) -> String {
    let Entry { anchor, kind, number } = entry;
    let edition = reports.first().map_or("", |report| report.edition.as_str());
    let id = anchor.replace('-', "_");
    let langs: Vec<_> = reports.iter().map(|report| quoted(report.lang.code())).collect();
    let langs = match reports {
        [only] if only.lang == *first => String::new(),
        _ => format!("langs = [{}]\n", langs.join(", ")),
    };
    let page = if page == PAGE { String::new() } else { format!("page = {}\n", quoted(page)) };
    let caption = caption(anchor, reports, first);
    format!("[\"{edition}#{id}\"]\nkind = \"{kind}\"\nnumber = {number}\n{langs}{page}{caption}")
}

/// The line of the caption in every language; none where the first language of the site, which it needs, is missing.
fn caption(anchor: &str, reports: &[&Report], first: &Lang) -> String {
    let words = |report: &&Report| {
        let block = report.body.iter().find(|block| anchor_of(block) == Some(anchor))?;
        Some((report.lang.clone(), quoted(&block.caption()?)))
    };
    let captions: Vec<_> = reports.iter().filter_map(words).collect();
    match captions.as_slice() {
        [(lang, caption)] if lang == first => format!("caption = {caption}\n"),
        all if all.iter().any(|(lang, _)| lang == first) => {
            let by_lang: Vec<_> = all.iter().map(|(lang, caption)| format!("{lang} = {caption}")).collect();
            format!("caption = {{ {} }}\n", by_lang.join(", "))
        }
        _ => String::new(),
    }
}

fn anchor_of(block: &Block) -> Option<&str> {
    match block {
        Block::Heading(heading) => Some(&heading.anchor),
        Block::Table(table) => table.label.as_ref().map(|label| label.anchor.as_str()),
        Block::Chart(figure) => Some(&figure.label.anchor),
        Block::Image(image) => Some(&image.label.anchor),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `text` without the sections of 2022q4.
    fn without(text: &str) -> String {
        let (blocks, findings) = config::published_blocks("published.toml", text, &Lang::ja());
        assert_eq!(findings, [], "{text}");
        super::without(text, &begins(&blocks, "2022q4"))
    }

    #[test]
    fn only_the_editions_own_sections_are_replaced() {
        let other = "# 手で書いたもの\n[\"2022q3#a\"]\nkind = \"table\"\nnumber = 1\n";
        let own = "# 公開時の記録\n[\"2022q4#a\"]\nkind = \"table\"\n# 番号\nnumber = 1\n";
        let more = own.replace("#a", "#b");
        for text in [format!("{other}\n{own}"), format!("{own}\n{other}"), format!("{own}{more}{other}")] {
            assert_eq!(without(&text), other, "{text}");
            assert_eq!(without(&text.replace('\n', "\r\n")), other.replace('\n', "\r\n"), "{text}");
        }
        assert_eq!(without(own), "");
        assert_eq!(without(other), other);
    }

    #[test]
    fn sections_are_found_however_they_are_written() {
        let other =
            "['2022q3#a'] # その他\nkind = \"table\"\nnumber = 1\ncaption = \"\"\"\n[\"2022q4#a\"]\n\"\"\"\n";
        let own = "  # 公開時の記録\n  [ '2022q4#a' ]\n  kind = \"table\"\n  number = 1\n";
        let inline = "\"2022q4#b\" = { kind = \"table\", number = 2 }\n";
        assert_eq!(without(&format!("{inline}{own}{other}")), other);
        assert_eq!(without(&format!("{inline}\n{other}{own}")), other);
    }
}
