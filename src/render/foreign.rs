//! Places the article in a page of somebody else: the article as its own page has it and names come in, the same article
//! goes out, its ids apart from all others there, its addresses whole and its headings below those of that page; and what
//! the head of that page needs.
//!
//! It reads what the templates of this room, or `chart`, have just written: tags whose values stand in double quotes, and
//! in which `<`, `>` and `"` are escaped. It changes nothing else, so that the two articles cannot differ.

use askama::Template;

use super::beside::Language;
use super::named::Named;
use crate::config::linked;
use crate::report::Report;

/// Attributes that hold ids, one or several.
const IDS: [&str; 6] = ["id", "for", "headers", "aria-labelledby", "aria-describedby", "aria-controls"];

/// Attributes that hold an address.
const ADDRESSES: [&str; 2] = ["href", "src"];

/// `article` as `named` has it stand elsewhere.
pub(super) fn placed(article: &str, named: &Named) -> String {
    let mut parts = article.split('<');
    let mut placed = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        // What a tag opens is text up to the next one.
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        placed.push('<');
        placed.push_str(&tag_placed(tag, named));
        placed.push('>');
        placed.push_str(text);
    }
    placed
}

fn tag_placed(tag: &str, named: &Named) -> String {
    let name = tag.split([' ', '\n']).next().unwrap_or_default();
    let mut placed = heading(name, named.heading).unwrap_or_else(|| name.to_owned());
    let mut rest = &tag[name.len()..];
    while let Some((before, after)) = rest.split_once("=\"") {
        let (value, behind) = after.split_once('"').unwrap_or((after, ""));
        let attribute = before.rsplit([' ', '\n']).next().unwrap_or_default();
        placed.push_str(before);
        placed.push_str("=\"");
        placed.push_str(&value_placed(attribute, value, named));
        placed.push('"');
        rest = behind;
    }
    placed + rest
}

fn value_placed(attribute: &str, value: &str, named: &Named) -> String {
    let prefix = &named.prefix;
    if IDS.contains(&attribute) {
        let ids = value.split(' ').map(|id| format!("{prefix}{id}"));
        return ids.collect::<Vec<_>>().join(" ");
    }
    if !ADDRESSES.contains(&attribute) {
        return value.to_owned();
    }
    match (value.strip_prefix('#'), &named.folder) {
        (Some(id), _) => format!("#{prefix}{id}"),
        (None, Some(folder)) if is_relative(value) => format!("{folder}{value}"),
        _ => value.to_owned(),
    }
}

/// Whether `address` is seen from the folder of the edition. What leads up from there was given a whole address before.
fn is_relative(address: &str) -> bool {
    let scheme = address.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
    !scheme && !address.starts_with(['/', '.'])
}

/// The tag of a heading, opening or closing, with `level` for the title; below the sixth there is none. The style sheet
/// goes by the level that it has in its own page.
fn heading(name: &str, level: u8) -> Option<String> {
    let (slash, number) = match name.strip_prefix('/') {
        Some(name) => ("/", name.strip_prefix('h')?),
        None => ("", name.strip_prefix('h')?),
    };
    let own: u8 = number.parse().ok().filter(|number| (1..=6).contains(number))?;
    let there = (own + level.saturating_sub(1)).min(6);
    let mark = if slash.is_empty() { format!(" data-level=\"{own}\"") } else { String::new() };
    Some(format!("{slash}h{there}{mark}"))
}

/// What the head of the page needs that holds the article.
#[derive(Template)]
#[template(path = "html/host.html")]
struct Head<'a> {
    report: &'a Report,
    named: &'a Named,
    languages: &'a [Language],
    style: String,
    script: String,
    pdf: String,
}

/// The elements for that head; `style` and `script` are paths from the edition's folder.
pub(super) fn head(
    report: &Report,
    named: &Named,
    languages: &[Language],
    (style, script): (&str, &str),
) -> String {
    let whole = |path: &str| format!("{}{path}", named.folder.as_deref().unwrap_or_default());
    let (style, script, pdf) = (whole(style), whole(script), whole(&linked(&named.pdf)));
    Head { report, named, languages, style, script, pdf }.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(folder: Option<&str>, heading: u8) -> Named {
        let folder = folder.map(str::to_owned);
        Named { folder, prefix: "teiten-2022q4-".to_owned(), heading, ..Named::default() }
    }

    #[test]
    fn ids_addresses_and_headings_change_and_nothing_else() {
        let article = "<article class=\"teiten\"><h1>a &#60;b id=&#34;x&#34;&#62;</h1><h4\nid=\"s\">s</h4>\
                       <a href=\"#s\" download=\"#s\">#s</a><a href=\"data/a.csv\">href=\"data/a.csv\"</a>\
                       <a href=\"https://x.jp/?a=b\"></a><a href=\"mailto:a@b\"></a><a href=\"../2022q3/\"></a>\
                       <svg aria-labelledby=\"d-title d-desc\"><title id=\"d-title\">t</title></svg>\
                       <img src=\"figures/a.png\" alt=\"id=\"><input hidden></article>";
        let expected = "<article class=\"teiten\"><h3 data-level=\"1\">a &#60;b id=&#34;x&#34;&#62;</h3><h6 data-level=\"4\"\n\
                        id=\"teiten-2022q4-s\">s</h6><a href=\"#teiten-2022q4-s\" download=\"#s\">#s</a>\
                        <a href=\"https://h.jp/2022q4/data/a.csv\">href=\"data/a.csv\"</a><a href=\"https://x.jp/?a=b\"></a>\
                        <a href=\"mailto:a@b\"></a><a href=\"../2022q3/\"></a>\
                        <svg aria-labelledby=\"teiten-2022q4-d-title teiten-2022q4-d-desc\">\
                        <title id=\"teiten-2022q4-d-title\">t</title></svg>\
                        <img src=\"https://h.jp/2022q4/figures/a.png\" alt=\"id=\"><input hidden></article>";
        assert_eq!(placed(article, &named(Some("https://h.jp/2022q4/"), 3)), expected);
        let alone = placed("<h4>s</h4><a href=\"data/a.csv\"></a>", &named(None, 4));
        assert_eq!(alone, "<h6 data-level=\"4\">s</h6><a href=\"data/a.csv\"></a>");
    }
}
