//! The addresses outside that an edition leads its readers to, to be opened again before the next one does.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Site;
use crate::finding::Place;
use crate::lang::Lang;
use crate::quarter::Quarter;
use crate::said;

/// An address and where it was written first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address.
    pub url: String,
    /// Where it stands.
    pub place: Place,
}

/// The addresses in `texts`, files with their contents, and in the references of `site` that they cite, in the order
/// of files and lines.
pub(super) fn links(site: &Site, texts: &[(&str, &str)]) -> Vec<Link> {
    let mut found = BTreeMap::new();
    for (file, text) in texts {
        for (at, line) in text.lines().enumerate() {
            for (column, url) in addresses(line) {
                found.entry(url.to_owned()).or_insert_with(|| Place::at(*file, at as u32 + 1, column));
            }
        }
    }
    let cited: BTreeSet<_> = texts.iter().flat_map(|(_, text)| citations(text)).collect();
    for (_, reference) in site.references.iter().filter(|(name, _)| cited.contains(name.as_str())) {
        found.entry(reference.url.clone()).or_insert_with(|| reference.place.clone());
    }
    let mut links: Vec<_> = found.into_iter().map(|(url, place)| Link { url, place }).collect();
    links.sort_by(|a, b| (&a.place, &a.url).cmp(&(&b.place, &b.url)));
    links
}

/// The file in which the analyst ticks them.
pub(super) fn sheet(quarter: Quarter, lang: &Lang, links: &[Link]) -> String {
    let head = said!(
        "# 確かめるリンク（{quarter}）\n\n前の版が読者に示したリンクです。開いて内容を確かめたら、[x] にしてください。このファイルは公開されません。\n\n",
        "# Links to look at ({quarter})\n\nThe last edition led its readers there. Tick [x] what you have opened. This file is not published.\n\n"
    );
    let line = |Link { url, place: Place { file, line, .. } }: &Link| match line {
        0 => format!("- [ ] <{url}> ({file})\n"),
        line => format!("- [ ] <{url}> ({file}:{line})\n"),
    };
    head.in_lang(lang).to_owned() + &links.iter().map(line).collect::<String>()
}

/// Addresses in `line`, each with its column from 1.
fn addresses(line: &str) -> Vec<(u32, &str)> {
    let begins =
        |(at, _): &(usize, &str)| ["http://", "https://"].iter().any(|open| line[*at..].starts_with(open));
    let cut = |(at, _): (usize, &str)| {
        let rest = &line[at..];
        let inside = |c: char| c.is_ascii_graphic() && !"<>\"`()[]{}\\".contains(c);
        let end = rest.find(|c| !inside(c)).unwrap_or(rest.len());
        (line[..at].chars().count() as u32 + 1, rest[..end].trim_end_matches(['.', ',', ';', ':', '\'']))
    };
    line.match_indices("http").filter(begins).map(cut).collect()
}

/// The names that `text` cites.
fn citations(text: &str) -> Vec<&str> {
    text.split("[^").skip(1).filter_map(|rest| rest.split_once(']')).map(|(name, _)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_where_prose_goes_on() {
        let line = "詳細は[x](https://a.example/b)、http://c.example/d?e=1。See <https://f.example/>, https://g.example.";
        let found: Vec<_> = addresses(line).into_iter().map(|(_, url)| url).collect();
        assert_eq!(
            found,
            ["https://a.example/b", "http://c.example/d?e=1", "https://f.example/", "https://g.example"]
        );
        assert_eq!(addresses(line)[0].0, 8);
        assert_eq!(citations("a[^x]とb[^y]"), ["x", "y"]);
    }
}
