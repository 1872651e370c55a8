//! What an edition shows, written into `published.toml`: other editions may refer to it from then on.
//!
//! Comes in: the text of that file and an edition's finished reports. Goes out: its new text. It reads no file.

use super::site::quoted;
use crate::config;
use crate::finding::Finding;
use crate::lang::Lang;
use crate::report::{Block, Heading, Report};

/// The chapters that the house adds to every report; nobody gave them an id.
const HOUSE: [&str; 3] = ["references", "method", "history"];

/// An entry of the file.
struct Entry<'a> {
    anchor: &'a str,
    kind: &'static str,
    number: String,
}

/// `text`, the content of `published.toml`, with what `reports` show in place of what it says of their edition. They
/// are of one edition, one for each of its languages, the first one first; `first` is the first language of the site.
///
/// # Errors
/// What is wrong with `text`, or would be with the new one.
pub fn record(text: &str, reports: &[&Report], first: &Lang) -> Result<String, Vec<Finding>> {
    let sound = |text: &str| match config::published_blocks("published.toml", text, first).1 {
        findings if findings.is_empty() => Ok(()),
        findings => Err(findings),
    };
    sound(text)?;
    let Some(report) = reports.first() else { return Ok(text.to_owned()) };
    let mut kept = without(text, &report.edition);
    for entry in entries(report) {
        if !kept.is_empty() {
            kept.push('\n');
        }
        kept.push_str(&section(&entry, reports, first));
    }
    sound(&kept)?;
    Ok(kept)
}

/// `text` without the sections of `edition`; comments above a section belong to it.
fn without(text: &str, edition: &str) -> String {
    let head = format!("[\"{edition}#");
    let (mut own, mut kept, mut pending) = (false, String::new(), String::new());
    for line in text.lines() {
        let apart = line.trim().is_empty() || line.starts_with('#');
        if !apart {
            own = if line.starts_with('[') { line.starts_with(&head) } else { own };
            if !own {
                kept.push_str(&pending);
            }
            pending.clear();
        }
        if apart || !own {
            let into = if apart { &mut pending } else { &mut kept };
            into.push_str(line);
            into.push('\n');
        }
    }
    kept.push_str(&pending);
    let sound = kept.trim_matches('\n');
    if sound.is_empty() { String::new() } else { format!("{sound}\n") }
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

fn section(entry: &Entry<'_>, reports: &[&Report], first: &Lang) -> String {
    let Entry { anchor, kind, number } = entry;
    let edition = reports.first().map_or("", |report| report.edition.as_str());
    let id = anchor.replace('-', "_");
    let langs: Vec<_> = reports.iter().map(|report| quoted(report.lang.code())).collect();
    let langs = match reports {
        [only] if only.lang == *first => String::new(),
        _ => format!("langs = [{}]\n", langs.join(", ")),
    };
    let caption = caption(anchor, reports, first);
    format!("[\"{edition}#{id}\"]\nkind = \"{kind}\"\nnumber = {number}\n{langs}{caption}")
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
    use super::without;

    #[test]
    fn only_the_editions_own_sections_are_replaced() {
        let other = "# 手で書いたもの\n[\"2022q3#a\"]\nkind = \"table\"\nnumber = 1\n";
        let own = "# 公開時の記録\n[\"2022q4#a\"]\nkind = \"table\"\n# 番号\nnumber = 1\n";
        for text in [format!("{other}\n{own}"), format!("{own}\n{other}"), format!("{own}{own}{other}")] {
            assert_eq!(without(&text, "2022q4"), other, "{text}");
        }
        assert_eq!(without(own, "2022q4"), "");
        assert_eq!(without(other, "2022q4"), other);
    }
}
