//! A picture that staff brought, with its label, caption, alternative and credit.

use super::Image;
use super::desk::Desk;
use crate::digest::digest;
use crate::finding::Finding;
use crate::manuscript;
use crate::said;

/// A picture; absent where its file could not be read, which the manuscript has told.
pub(super) fn image(desk: &mut Desk<'_>, brought: &manuscript::Image) -> Option<Image> {
    let picture = desk.job.manuscript.pictures.get(&brought.id)?;
    let alt = desk.text(&brought.alt);
    if alt.trim().is_empty() {
        desk.findings.push(Finding::error(
            "image-alt",
            brought.place.clone(),
            said!("画像の代替テキスト（alt）が空です。", "The picture's text alternative (alt) is empty."),
            said!(
                "画像を見られない読者のために、何が写っているかを一文で書いてください。",
                "Say in a sentence what it shows, for readers who cannot see it."
            ),
        ));
    }
    Some(Image {
        label: desk.label(&brought.id),
        caption: desk.runs(&brought.caption),
        file: picture.file.clone(),
        width: picture.width,
        height: picture.height,
        digest: digest(&picture.bytes),
        alt,
        credit: brought.credit.as_ref().map(|credit| desk.runs(credit)),
        notes: desk.paragraphs(&brought.notes),
        place: brought.place.clone(),
    })
}
