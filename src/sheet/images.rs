//! Pictures that somebody should look at: a screenshot may show an address or a name.

use super::{Cell, Job, Layout, Picture, Row, Section, Text};
use crate::report::{self, Block, Image};
use crate::said;

/// The pictures of the edition.
pub(super) fn images(job: &Job<'_>) -> Section {
    let title = job.say(&said!("画像（写り込みの確認）", "Pictures to look at"));
    let section = Section::new("images", title);
    let of_text = |text| images_of(text).map(move |image| row(job, text, image));
    let rows: Vec<_> = job.texts.iter().flat_map(of_text).collect();
    let lead = if rows.is_empty() {
        said!("ありません。", "None.")
    } else {
        said!(
            "IPアドレス、氏名、製造番号などが写っていないか、元の大きさで確かめてください。",
            "Look at them in full size for addresses, names and serial numbers."
        )
    };
    Section { lead: vec![job.say(&lead)], layout: Layout::Pictures, rows, ..section }
}

/// Pictures stand at the top of a report only.
fn images_of<'a>(text: &'a Text<'_>) -> impl Iterator<Item = &'a Image> {
    text.report.body.iter().filter_map(|block| match block {
        Block::Image(image) => Some(image),
        _ => None,
    })
}

fn row(job: &Job<'_>, text: &Text<'_>, image: &Image) -> Row {
    let Image { label, caption, file, alt, .. } = image;
    let words = format!("{} {}（{file}）{}", label.text, report::plain(caption), job.of_lang(text));
    let picture = Picture { file: format!("{}/{file}", text.job.lang), alt: alt.clone() };
    Row { cells: vec![Cell::from(words)], picture: Some(picture) }
}
