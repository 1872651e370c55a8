//! The shipped fonts: what they are, which characters they have, how wide a text is.

use super::*;
use crate::digest::digest;

/// English family name and weight of a face, as its tables say.
fn named(face: &Face<'_>) -> (String, u16) {
    let family = face.names().into_iter().filter(|name| name.name_id == ttf_parser::name_id::FAMILY);
    (family.filter_map(|name| name.to_string()).next().unwrap(), face.weight().to_number())
}

#[test]
fn both_families_have_both_weights() {
    let fonts = Fonts::shipped();
    let found: Vec<_> = fonts.files().iter().flat_map(|file| faces(file)).map(|face| named(&face)).collect();
    let wanted = [(FAMILY, 400), (FAMILY, 700), (FALLBACK, 400), (FALLBACK, 700)];
    assert_eq!(found, wanted.map(|(family, weight)| (family.to_owned(), weight)));
}

#[test]
fn punctuation_is_one_em_wide_in_every_face() {
    let fonts = Fonts::shipped();
    for face in fonts.files().iter().flat_map(|file| faces(file)) {
        for c in "、。「」（）［］・".chars() {
            assert_eq!(coverage::advance(c, std::slice::from_ref(&face)), 1.0, "{c} of {:?}", named(&face));
        }
    }
}

#[test]
fn missing_characters_are_found_where_they_stand() {
    let fonts = Fonts::shipped();
    assert_eq!(fonts.missing("観測\n①～｛｜〜≒Łódź 髙﨑𠮷野"), []);
    assert_eq!(
        fonts.missing("葛\u{e0100}飾\u{2060}区か\u{3099}"),
        [],
        "what is never drawn is not asked for"
    );
    assert_eq!(fonts.missing("警告😀、\u{e000}"), [(6, '😀'), (13, '\u{e000}')]);
    assert_eq!(fonts.missing("a\tb\u{7}"), [(3, '\u{7}')]);
}

#[test]
fn widths_follow_the_fonts() {
    let fonts = Fonts::shipped();
    assert_eq!(fonts.width("国内（）", 14.0), 56.0);
    assert_eq!(fonts.width("≒", 10.0), 10.0, "by the fallback");
    assert!(fonts.width("iii", 10.0) < fonts.width("www", 10.0), "Latin is proportional");
    assert_eq!(fonts.width("", 10.0), 0.0);
}

#[test]
fn unreadable_fonts_are_named_and_left_out() {
    let good = SHIPPED[2].to_vec();
    let (fonts, unreadable) = Fonts::with(&[b"not a font".to_vec(), good, Vec::new()]);
    assert_eq!(unreadable, [0, 2]);
    assert_eq!(fonts.files().len(), 5);
}

#[test]
fn composed_letters_are_the_fallbacks() {
    let fonts = Fonts::shipped();
    let faces: Vec<Face<'_>> = fonts.files().iter().flat_map(|file| faces(file)).collect();
    for c in COMPOSED.chars() {
        assert_eq!(
            [0, 1, 2, 3].map(|n| faces[n].glyph_index(c).is_some()),
            [false, false, true, true],
            "{c}"
        );
    }
    assert!("čćšžź".chars().all(|c| COMPOSED.contains(c)));
}

#[test]
fn the_shipped_fonts_are_those_of_their_digests() {
    let shipped = Fonts::shipped();
    let told: Vec<_> = Fonts::digests().collect();
    let held: Vec<_> = shipped.files().iter().map(|file| (digest(file), file.len())).collect();
    assert_eq!(held, told.into_iter().map(|(digest, bytes)| (digest.to_owned(), bytes)).collect::<Vec<_>>());
}
