//! Facts that no manuscript of an edition binds.

use std::collections::BTreeSet;

use crate::binding::Step;
use crate::config::{Edition, Fact};
use crate::finding::Finding;
use crate::manuscript::Manuscript;
use crate::said;

/// A finding for each fact of `edition` that none of `manuscripts` binds; none where words of one were lost.
pub(super) fn unused<'m>(
    edition: &Edition,
    manuscripts: impl Iterator<Item = &'m Manuscript> + Clone,
) -> Vec<Finding> {
    if manuscripts.clone().any(|manuscript| manuscript.cut) {
        return Vec::new();
    }
    let bindings = manuscripts.flat_map(Manuscript::bindings);
    let bound: BTreeSet<&str> = bindings.filter_map(|(_, expression)| fact(&expression.path)).collect();
    // Somebody meant one of them: the name that is wrong is told.
    if bound.iter().any(|id| !edition.facts.contains_key(*id)) {
        return Vec::new();
    }
    let facts = edition.facts.iter().filter(|(id, _)| !bound.contains(id.as_str()));
    facts.map(|(id, fact)| not_bound(id, fact)).collect()
}

/// The fact that a path names.
fn fact(path: &[Step]) -> Option<&str> {
    match path {
        [Step::Name(root), Step::Name(id), ..] if root == "facts" => Some(id),
        _ => None,
    }
}

fn not_bound(id: &str, fact: &Fact) -> Finding {
    Finding::warning(
        "fact-unused",
        fact.place.clone(),
        said!("事実「{id}」は原稿で使われていません。", "No manuscript binds the fact “{id}”."),
        said!(
            "原稿に「{{{{ facts.{id} }}}}」と書くか、この節を消してください。",
            "Bind it as “{{{{ facts.{id} }}}}”, or remove this section."
        ),
    )
}
