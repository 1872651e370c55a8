//! The block ` ```image `: a picture that staff brought.

use super::markdown::Source;
use super::{Image, Reader, block, picture};
use crate::config::Table as Toml;
use crate::finding::Place;

/// Reads the block and its picture; `None` where something it must have is missing.
pub(super) fn read(
    reader: &mut Reader<'_>,
    source: &Source<'_>,
    toml: &mut Toml,
    place: Place,
) -> Option<Image> {
    toml.require(&["file", "alt", "caption"]);
    let id = block::id(reader, toml, &place);
    let file = toml.text("file");
    let alt = block::words(reader, source, toml, "alt");
    let caption = block::words(reader, source, toml, "caption");
    let credit = block::words(reader, source, toml, "credit");
    let (id, file) = (id?, file?);
    let picture = picture::read(reader, &id, &file)?;
    reader.manuscript.pictures.insert(id.clone(), picture);
    Some(Image { id, alt: alt?, caption: caption?, credit, notes: Vec::new(), place })
}
