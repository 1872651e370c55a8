//! The fonts that are compiled in: their bytes, which characters they have, how wide a text is.
//!
//! In: text, and the bytes of fonts that a site adds. Out: coverage and widths, known before anything is drawn,
//! so that a missing character is told with its place in the manuscript. No font of the system is ever looked at.

mod coverage;

use std::borrow::Cow;

use ttf_parser::Face;

/// The family in which reports are set.
pub const FAMILY: &str = "Noto Sans JP";

/// The family that stands in, character by character, where [`FAMILY`] has none.
pub const FALLBACK: &str = "BIZ UDGothic";

/// Letters that [`FAMILY`] lacks although it has their parts. A text engine would build them from a letter and a
/// misplaced accent; so whoever sets text leaves them to [`FALLBACK`] by name (Typst: `covers`).
pub const COMPOSED: &str = "ĆćĊċČčĎďĖėĠġİĹĺĽľŔŕŘřŚśŠšŤťŹźŻżŽžǽ΅ΆΈΉΊΌΎΏάέήίόύώЃЌѓќὰάὲέ";

/// Regular and Bold of both families, in the order in which a character is looked for.
const SHIPPED: [&[u8]; 4] = [
    include_bytes!("../../fonts/NotoSansJP-Regular.ttf"),
    include_bytes!("../../fonts/NotoSansJP-Bold.ttf"),
    include_bytes!("../../fonts/BIZUDGothic-Regular.ttf"),
    include_bytes!("../../fonts/BIZUDGothic-Bold.ttf"),
];

/// SHA-256 of each of them, which cannot change while the program runs: a test holds it, and no build digests 20 MB.
const DIGESTS: [&str; 4] = [
    "d930d5d52d15231c283089760f84584272ad5e37e14607ba0d19c798e7a9caec",
    "c5b7b9d6a6eb682b0d4e6bbb38509575fd2759a28f147daa74714d1359a7909e",
    "1e190f86ee44b54e999a02c3cd34c4fd4805aa1e9b08849332c3b573c8c869fc",
    "d4ac5302ab946ef8b81c6a11afc6ed553b4b4d4964ead16460fb53168e4724ae",
];

/// The shipped fonts and those that a site adds. Every file was read once and is known to be a font.
#[derive(Clone, Debug)]
pub struct Fonts {
    files: Vec<Cow<'static, [u8]>>,
}

impl Fonts {
    /// The fonts that are compiled in, and no other.
    pub fn shipped() -> Self {
        Self { files: SHIPPED.into_iter().map(Cow::Borrowed).collect() }
    }

    /// The shipped fonts, then those of `extra` (bytes of TTF, OTF or TTC files) for characters the shipped ones
    /// lack. Also the positions in `extra` that are no readable font; they are left out.
    pub fn with(extra: &[Vec<u8>]) -> (Self, Vec<usize>) {
        let mut fonts = Self::shipped();
        let mut unreadable = Vec::new();
        for (index, file) in extra.iter().enumerate() {
            if faces(file).next().is_some() {
                fonts.files.push(Cow::Owned(file.clone()));
            } else {
                unreadable.push(index);
            }
        }
        (fonts, unreadable)
    }

    /// SHA-256 and number of bytes of every shipped font file.
    pub fn digests() -> impl Iterator<Item = (&'static str, usize)> {
        DIGESTS.into_iter().zip(SHIPPED).map(|(digest, bytes)| (digest, bytes.len()))
    }

    /// The bytes of every font file, the shipped ones first. Those of shipped ones are never copied.
    pub fn files(&self) -> &[Cow<'static, [u8]>] {
        &self.files
    }

    /// Characters of `text` that no font can print, each with its byte offset. Line ends, spaces and characters
    /// that are never drawn (joiners, variation selectors) are not asked for; private-use characters (外字) are
    /// and control characters always missing, because an archivable PDF may not hold them.
    pub fn missing(&self, text: &str) -> Vec<(usize, char)> {
        if text.bytes().all(|b| matches!(b, b'\n' | b' '..=b'~')) {
            return Vec::new();
        }
        let faces: Vec<Face<'_>> = self.files.iter().flat_map(|file| faces(file)).collect();
        text.char_indices().filter(|&(_, c)| !coverage::printable(c, &faces)).collect()
    }

    /// How far `text` on one line advances in the regular weight at `size`, in the unit of `size`. A character
    /// without a glyph counts one em; kerning is left out.
    pub fn width(&self, text: &str, size: f64) -> f64 {
        let upright: Vec<Face<'_>> =
            self.files.iter().flat_map(|file| faces(file)).filter(|face| !face.is_bold()).collect();
        text.chars().map(|c| coverage::advance(c, &upright)).sum::<f64>() * size
    }
}

/// Whether nobody sees `c`, so that a name that holds it could pass for another: controls of direction, zero-width
/// characters, separators of lines, tags. Variation selectors choose a shape and are not among them.
pub fn is_hidden(c: char) -> bool {
    coverage::is_hidden(c)
}

/// The faces of a font file: one, several for a collection, none where the bytes are no font.
fn faces(file: &[u8]) -> impl Iterator<Item = Face<'_>> {
    let count = ttf_parser::fonts_in_collection(file).unwrap_or(1);
    (0..count).map_while(|index| Face::parse(file, index).ok())
}

#[cfg(test)]
mod tests;
