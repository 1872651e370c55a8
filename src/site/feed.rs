//! The Atom feed: an entry an edition, which changes when the edition does and at no other time.

use askama::Template;

use super::edition::title;
use super::value::{Shelved, withdrawal};
use crate::config::Site;
use crate::lang::Lang;
use crate::quarter::Day;
use crate::report::{Report, plain};
use crate::words::{Words, fill};

/// The feed's name.
pub(super) const FEED: &str = "feed.xml";

#[derive(Template)]
#[template(path = "site/feed.xml")]
struct Feed<'a> {
    lang: &'a str,
    base: &'a str,
    title: String,
    publisher: String,
    rights: Option<&'a str>,
    updated: Day,
    entries: Vec<Entry>,
}

struct Entry {
    lang: Lang,
    id: String,
    title: String,
    updated: Day,
    published: Day,
    links: Vec<Link>,
    summary: String,
}

struct Link {
    href: String,
    lang: Lang,
    kind: &'static str,
}

/// The feed of `shelved`; none where there is no edition, since a feed says when it was changed last.
pub(super) fn feed(site: &Site, base: &str, shelved: &[&Shelved]) -> Option<String> {
    let words = site.words.get(&site.lang)?;
    let mut entries: Vec<_> = shelved.iter().map(|edition| entry(site, words, base, edition)).collect();
    entries.sort_by(|one, other| (other.updated, &other.id).cmp(&(one.updated, &one.id)));
    let feed = Feed {
        lang: site.lang.code(),
        base,
        title: marked(site, words, title(site)),
        publisher: clean(site.publisher.get(&site.lang).map_or("", |name| name)),
        rights: site.licence.as_ref().map(|(name, ..)| &**name),
        updated: entries.first()?.updated,
        entries,
    };
    Some(feed.to_string())
}

/// `text` with the mark that every output of the site bears.
fn marked(site: &Site, words: &Words, text: String) -> String {
    match site.notice.as_ref().and_then(|(mark, _)| mark.get(&site.lang)) {
        Some(mark) => clean(&fill(&words.labels.marked, &[("mark", mark), ("text", &text)])),
        None => clean(&text),
    }
}

fn entry(site: &Site, words: &Words, base: &str, shelved: &Shelved) -> Entry {
    let lang = shelved.lang(&site.lang);
    let report = shelved.reports.get(&lang).filter(|_| !shelved.is_withdrawn());
    let (title, summary) = match report {
        Some(report) => (report.front.document_title.clone(), summary(report)),
        None => without_report(site, words, shelved),
    };
    Entry {
        id: format!("{base}{}/", shelved.quarter),
        title: clean(&title),
        updated: shelved.updated(),
        published: shelved.published(),
        links: links(base, shelved),
        summary: clean(&summary),
        lang,
    }
}

/// The key points, a line each; where there are none, title and date of the report.
fn summary(report: &Report) -> String {
    let points = report.summary.iter().flat_map(|summary| &summary.points);
    let points: Vec<_> = points.map(|point| plain(&point.runs)).collect();
    let front = &report.front;
    if points.is_empty() { format!("{} {}", front.document_title, front.date) } else { points.join("\n") }
}

/// Title and summary of an edition of which no report is out: it is withdrawn, or older than they are.
fn without_report(site: &Site, words: &Words, shelved: &Shelved) -> (String, String) {
    let (labels, period) = (&words.labels, words.quarter(shelved.quarter));
    let title = fill(&labels.document_title, &[("title", &title(site)), ("period", &period)]);
    let title = marked(site, words, title);
    if !shelved.is_withdrawn() {
        return (title.clone(), title);
    }
    let title = fill(&labels.marked, &[("mark", &labels.withdrawal), ("text", &title)]);
    let Some((day, reason)) = withdrawal(&shelved.manifest) else { return (title.clone(), title) };
    let date = fill(&labels.withdrawn, &[("date", &words.full_day(day))]);
    (title, format!("{date}\n{}", fill(&labels.withdrawn_reason, &[("reason", reason)])))
}

/// The page and the PDF in each language.
fn links(base: &str, shelved: &Shelved) -> Vec<Link> {
    let mut links = Vec::new();
    for lang in &shelved.manifest.langs {
        let link = |path: String, kind| Link { href: format!("{base}{path}"), lang: lang.clone(), kind };
        links.push(link(shelved.address(lang), "text/html"));
        links.extend(shelved.pdf(lang).map(|pdf| link(pdf, "application/pdf")));
    }
    links
}

/// `text` without what XML cannot hold, however it is written.
fn clean(text: &str) -> String {
    let held =
        |c: &char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}') || matches!(c, '\n' | '\t');
    text.chars().filter(held).collect()
}
