//! What faces say about one character: whether it can be printed and how far it advances.

use ttf_parser::{Face, GlyphId};

/// Whether `c` needs no glyph or one of `faces` has one.
pub(super) fn printable(c: char, faces: &[Face<'_>]) -> bool {
    let drawn = || !c.is_control() && !is_private(c) && glyph(c, faces).is_some();
    matches!(c, '\n' | '\r' | '\t') || (c.is_whitespace() && !c.is_control()) || is_ignorable(c) || drawn()
}

/// The advance of `c` in ems: zero for what is never drawn, one where no face has a glyph.
pub(super) fn advance(c: char, faces: &[Face<'_>]) -> f64 {
    if c.is_control() || is_ignorable(c) {
        return 0.0;
    }
    glyph(c, faces).map_or(1.0, |(face, glyph)| {
        f64::from(face.glyph_hor_advance(glyph).unwrap_or(0)) / f64::from(face.units_per_em())
    })
}

/// The first face that has `c`, with its glyph there.
fn glyph<'a, 'b>(c: char, faces: &'a [Face<'b>]) -> Option<(&'a Face<'b>, GlyphId)> {
    faces.iter().find_map(|face| face.glyph_index(c).filter(|glyph| glyph.0 != 0).map(|glyph| (face, glyph)))
}

/// Default ignorable characters of Unicode: text engines leave them out where a font has no glyph for them.
fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
}

/// Variation selectors, which choose the shape of the character before them, as 葛󠄀 needs.
fn is_variation(c: char) -> bool {
    matches!(c, '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// Whether nobody sees `c`, though it may turn, part or join what stands beside it: controls of direction, zero-width
/// characters, separators of lines, tags.
pub(super) fn is_hidden(c: char) -> bool {
    is_ignorable(c) && !is_variation(c) || matches!(c, '\u{2028}'..='\u{2029}' | '\u{fff9}'..='\u{fffb}')
}

/// Private-use characters, the home of 外字.
fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}
