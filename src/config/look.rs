//! What a site changes of the look: Typst file, style sheet, words of languages, fonts.

use std::collections::BTreeMap;

use super::Site;
use super::files::{Files, Named};
use super::style::reaching_out;
use super::wording::words;
use crate::finding::{Finding, Place};
use crate::lang::Lang;
use crate::said;
use crate::words::Words;

/// What `look/` holds.
pub(super) struct Look {
    pub(super) typst: Option<String>,
    pub(super) css: Option<String>,
    pub(super) words: BTreeMap<Lang, Words>,
}

/// Reads the folder of that name; each of its files may be absent.
pub(super) fn look(files: &mut Files, folder: &Named) -> Look {
    let typst = files.text("look", &folder.below("report.typ")).map(|(_, text)| text);
    let css = files.text("look", &folder.below("report.css"));
    files.find_of_site(css.iter().flat_map(|(file, css)| reaching_out(file, css)));
    let css = css.map(|(_, text)| text);
    Look { typst, css, words: words(files, &folder.below("words")) }
}

/// The bytes of the fonts that were named, in their order.
pub(super) fn fonts(files: &mut Files, named: Vec<super::table::Value<String>>) -> Vec<Vec<u8>> {
    let names = named.into_iter().map(Named::written);
    names.filter_map(|named| files.bytes("font", &named)).map(|(_, bytes)| bytes).collect()
}

impl Site {
    /// The finding on `lang`, asked for at `place`, if the site has no words of it.
    pub(super) fn lacks_words(&self, lang: &Lang, place: Place) -> Option<Finding> {
        if self.words.contains_key(lang) {
            return None;
        }
        Some(Finding::error(
            "no-words",
            place,
            said!("言語「{lang}」の言葉の表がありません。", "There are no words of the language `{lang}`."),
            said!("look/words/{lang}.toml を加えてください。", "Add look/words/{lang}.toml."),
        ))
    }
}
