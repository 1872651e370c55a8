//! Fixed texts: the block ` ```text ` puts one in place, and `closing` of the site puts some at the end.

use super::{Block, Closing, Reader, markdown};
use crate::config::{FixedText, Table as Toml};
use crate::finding::{Finding, Place, nearest};
use crate::quarter::Day;
use crate::said;

/// Puts the fixed text that holds on the quarter's last day at the end of `blocks`.
pub(super) fn read(reader: &mut Reader<'_>, toml: &mut Toml, place: &Place, blocks: &mut Vec<Block>) {
    toml.require(&["id"]);
    let Some(id) = toml.text("id") else { return };
    if !place.file.ends_with(".md") || is_fixed(reader, &place.file) {
        reader.findings.push(Finding::error(
            "text-nested",
            place.clone(),
            said!("固定文の中に固定文は置けません。", "A fixed text cannot hold another."),
            said!("原稿から二つを続けて置いてください。", "Place both from the manuscript."),
        ));
        return;
    }
    match holding(reader, &id.value) {
        Some(text) => blocks.extend(markdown::read(reader, &text.file, &text.markdown)),
        None => missing(reader, &id.value, id.place),
    }
}

/// Reads the fixed texts that close the report.
pub(super) fn close(reader: &mut Reader<'_>) {
    for id in &reader.site.closing {
        let Some(text) = holding(reader, id) else {
            // A name that no text has was told where it stands. Where nobody wrote, what is not translated is left out.
            if !reader.manuscript.data_only && reader.site.texts.iter().any(|text| text.id == *id) {
                missing(reader, id, Place::file("teiten.toml"));
            }
            continue;
        };
        let mut paragraphs = Vec::new();
        for block in markdown::read(reader, &text.file, &text.markdown) {
            match block {
                Block::Paragraph(paragraph) => paragraphs.push(paragraph),
                _ => reader.findings.push(Finding::error(
                    "closing-block",
                    Place::file(&text.file),
                    said!("末尾の固定文には段落だけを書けます。", "A closing text holds paragraphs only."),
                    said!("見出し・表・箇条書きを外してください。", "Take headings, tables and lists out."),
                )),
            }
        }
        reader.manuscript.closing.push(Closing { id: id.clone(), paragraphs });
    }
}

/// The text of that name, in the edition's language, that holds on the quarter's last day.
fn holding<'a>(reader: &Reader<'a>, id: &str) -> Option<&'a FixedText> {
    held(reader).find(|text| text.id == id)
}

/// The texts in the edition's language that hold on the quarter's last day.
pub(super) fn held<'a>(reader: &Reader<'a>) -> impl Iterator<Item = &'a FixedText> + use<'a> {
    let (day, lang) = (reader.edition.quarter.span().last, reader.lang);
    let holds = move |text: &&FixedText| {
        text.lang == *lang && text.from.is_none_or(|from| from <= day) && text.to.is_none_or(|to| day <= to)
    };
    reader.site.texts.iter().filter(holds)
}

fn is_fixed(reader: &Reader<'_>, file: &str) -> bool {
    reader.site.texts.iter().any(|text| text.file == file)
}

fn missing(reader: &mut Reader<'_>, id: &str, place: Place) {
    let (lang, day) = (reader.lang, reader.edition.quarter.span().last);
    let ids = reader.site.texts.iter().map(|text| text.id.as_str());
    let same = reader.site.texts.iter().filter(|text| text.id == id && text.lang == *lang);
    let files: Vec<_> = same.map(|text| format!("{} ({})", text.file, days(text))).collect();
    let held = files.join(", ");
    let mend = match nearest(id, ids.filter(|known| *known != id)) {
        _ if !files.is_empty() => said!(
            "その日に使う文を加えるか、あるものの先頭の from と to（有効な期間）を見直してください。いまあるのは {held} です。",
            "Add the text that holds on that day, or change from and to at the head of what there is: {held}."
        ),
        Some(near) => said!("「{near}」ではありませんか。", "Did you mean “{near}”?"),
        None => said!(
            "textsのフォルダーに「{id}.md」を置いてください。",
            "Put “{id}.md” into the folder of texts."
        ),
    };
    reader.findings.push(Finding::error(
        "text-missing",
        place,
        said!(
            "{day}に有効な固定文「{id}」（{lang}）がありません。",
            "There is no fixed text “{id}” ({lang}) that holds on {day}."
        ),
        mend,
    ));
}

/// The days a text holds, as its head has them.
fn days(text: &FixedText) -> String {
    let day = |key: &str, day: Option<Day>| day.map(|day| format!("{key} = {day}"));
    [day("from", text.from), day("to", text.to)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
