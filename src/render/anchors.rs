//! Gives paragraphs their ids: a paragraph comes in, an id goes out that stays the same as long as its words do.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::runs::plain;
use crate::digest::digest;
use crate::report::Paragraph;

/// How often each id was given; the page is written in one order, so the same report gives the same ids.
#[derive(Default)]
pub(super) struct Anchors {
    given: RefCell<BTreeMap<String, u32>>,
}

impl Anchors {
    /// The id of `paragraph`, from its words; where the same words come again, with their count.
    pub(super) fn of(&self, paragraph: &Paragraph) -> String {
        let anchor = format!("p_{}", &digest(plain(&paragraph.runs).as_bytes())[..8]);
        let mut given = self.given.borrow_mut();
        let count = given.entry(anchor.clone()).or_default();
        *count += 1;
        if *count == 1 { anchor } else { format!("{anchor}_{count}") }
    }
}

#[cfg(test)]
mod tests {
    use super::Anchors;
    use crate::render::fixture::{paragraph, text};

    #[test]
    fn an_id_hangs_on_the_words_alone() {
        let [one, other] = ["観測しました。", "減りました。"].map(|words| paragraph(vec![text(words)]));
        let (page, moved) = (Anchors::default(), Anchors::default());
        let id = page.of(&one);
        assert!(id.starts_with("p_") && id.len() == 10, "{id}");
        assert_ne!(id, moved.of(&other));
        assert_eq!(id, moved.of(&one));
        assert_eq!(format!("{id}_2"), page.of(&one), "the same words again");
    }
}
