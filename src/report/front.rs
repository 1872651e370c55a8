//! Cover, running header, metadata and the words of the frame.

use super::desk::Desk;
use super::{ChangedLabels, Controls, DataLabels, Front, Labels, Licence, Notice, Summary};
use crate::config::Text;
use crate::finding::{Finding, Place};
use crate::lang::Lang;
use crate::said;
use crate::words::{Words, fill};

impl Desk<'_> {
    /// A text of the site in the report's language, else in the site's own.
    pub(super) fn site_text(&self, text: &Text) -> String {
        text.get(self.job.lang).or_else(|| text.get(&self.job.site.lang)).cloned().unwrap_or_default()
    }

    /// The mark that every output of the site bears.
    pub(super) fn mark(&self) -> Option<String> {
        self.job.site.notice.as_ref().map(|(mark, _)| self.site_text(mark))
    }

    /// `text` with the site's mark before it.
    pub(super) fn marked(&self, text: String) -> String {
        match self.mark() {
            Some(mark) => fill(&self.words.labels.marked, &[("mark", &mark), ("text", &text)]),
            None => text,
        }
    }
}

/// What cover, header and metadata say.
pub(super) fn front(desk: &mut Desk<'_>) -> Front {
    let (site, edition, words) = (desk.job.site, desk.job.edition, desk.words);
    let title = desk.site_text(&site.title);
    let period = words.quarter(edition.quarter);
    let both = [("title", title.as_str()), ("period", period.as_str())];
    Front {
        document_title: desk.marked(fill(&words.labels.document_title, &both)),
        header: desk.marked(fill(&words.labels.header, &both)),
        version: fill(&words.labels.version, &[("version", &edition.version)]),
        date: fill(&words.labels.published, &[("date", &words.full_day(edition.date))]),
        day: edition.date,
        publisher: desk.site_text(&site.publisher),
        notice: site.notice.as_ref().map(|(mark, sentence)| Notice {
            mark: desk.site_text(mark),
            sentence: desk.site_text(sentence),
        }),
        draft: (!edition.finished).then(|| words.labels.draft.clone()),
        licence: site.licence.as_ref().map(|(name, url, credit)| Licence {
            name: fill(&words.labels.licence, &[("name", name)]),
            url: url.clone(),
            credit: desk.site_text(credit),
        }),
        title,
        period,
    }
}

/// 要点: three to five sentences, or none.
pub(super) fn summary(desk: &mut Desk<'_>) -> Option<Summary> {
    let points = &desk.job.manuscript.summary;
    let first = points.first()?;
    if !(3..=5).contains(&points.len()) {
        let count = points.len();
        desk.findings.push(Finding::warning(
            "summary-count",
            first.place.clone(),
            said!("要点が{count}項目あります。", "There are {count} key points."),
            said!("要点は3～5項目にまとめてください。", "Sum it up in three to five."),
        ));
    }
    let points = desk.paragraphs(points);
    Some(Summary { title: desk.words.labels.summary.clone(), points })
}

/// The words of the frame; `{}` stands for what only the room that prints them knows.
pub(super) fn labels(words: &Words, draft: bool, before: Option<&str>) -> Labels {
    let open = |template: &str| fill(template, &[("label", "{}")]);
    let (controls, data) = (controls(words), data(words));
    let changed = before.map(|version| changed(words, version));
    let words = &words.labels;
    Labels {
        contents: words.contents.clone(),
        open_data: open(&words.open_data),
        data_file: open(&words.data_file),
        figure_file: open(&words.figure_file),
        languages: words.languages.clone(),
        pdf: words.pdf.clone(),
        skip: words.skip.clone(),
        page: words.page.clone(),
        scroll: open(&words.scroll),
        build: draft.then(|| fill(&words.build, &[("digest", "{}")])),
        changed,
        controls,
        data,
    }
}

fn data(words: &Words) -> DataLabels {
    let (method, words) = (&words.labels.method, &words.data);
    DataLabels {
        workbook: words.workbook.clone(),
        json: words.json.clone(),
        descriptor: words.descriptor.clone(),
        about: words.about.clone(),
        period: words.period.clone(),
        version: words.version.clone(),
        publisher: words.publisher.clone(),
        licence: words.licence.clone(),
        time_zone: words.time_zone.clone(),
        region_database: words.region_database.clone(),
        marks: words.marks.clone(),
        empty: words.empty.clone(),
        method: method.clone(),
        sheet: words.sheet.clone(),
        caption: words.caption.clone(),
        scope: words.scope.clone(),
        unit: words.unit.clone(),
        notes: words.notes.clone(),
    }
}

/// How tables tell what they printed in `version`.
fn changed(words: &Words, version: &str) -> ChangedLabels {
    let labels = &words.labels;
    let version = fill(&labels.version, &[("version", version)]);
    ChangedLabels {
        cell: fill(&labels.changed_cell, &[("version", &version), ("cell", "{}")]),
        other: fill(&labels.changed_other, &[("version", &version)]),
        row: fill(&labels.changed_row, &[("version", &version)]),
        legend: fill(&labels.changed, &[("version", &version)]),
    }
}

fn controls(words: &Words) -> Controls {
    let words = &words.controls;
    Controls {
        link: open(&words.link),
        link_paragraph: words.link_paragraph.clone(),
        links: words.links.clone(),
        ask: open(&words.ask),
        ask_hint: words.ask_hint.clone(),
        lines: open(&words.lines),
        reading: words.reading.clone(),
        disturbed: words.disturbed.clone(),
        gap: words.gap.clone(),
        withheld: words.withheld.clone(),
        columns: open(&words.columns),
        restore: words.restore.clone(),
    }
}

/// `template` with a hole for a label.
fn open(template: &str) -> String {
    fill(template, &[("label", "{}")])
}

/// A language without words.
pub(super) fn no_words(lang: &Lang) -> Finding {
    Finding::error(
        "words-missing",
        Place::file("edition.toml"),
        said!("言語「{lang}」の語がありません。", "There are no words of the language “{lang}”."),
        said!(
            "look/words/{lang}.tomlを用意するか、langsから外してください。",
            "Provide look/words/{lang}.toml, or take it out of langs."
        ),
    )
}
