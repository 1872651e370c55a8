//! One document that is cited under two names prints as two references.

use std::collections::BTreeMap;

use super::{Origin, Passage, Role};
use crate::config::Reference;
use crate::finding::{Finding, Place};
use crate::manuscript::Manuscript;
use crate::said;

/// The rule; `references` are the site's.
pub(super) fn find(
    manuscript: &Manuscript,
    references: &BTreeMap<String, Reference>,
    passages: &[Passage],
) -> Vec<Finding> {
    let (mut known, mut findings): (BTreeMap<String, &str>, Vec<_>) = (BTreeMap::new(), Vec::new());
    for (name, cited) in citations(passages) {
        let Some(address) = address(name, manuscript, references, passages) else { continue };
        match known.get(&address) {
            Some(first) if *first != name => findings.push(finding(name, first, &address, cited)),
            Some(_) => {}
            None => drop(known.insert(address, name)),
        }
    }
    findings
}

/// The references that are cited, each with the first place that does.
fn citations(passages: &[Passage]) -> Vec<(&str, &Place)> {
    let mut cited: Vec<(&str, &Place)> = Vec::new();
    for piece in passages.iter().flat_map(|passage| &passage.pieces) {
        if let Origin::Citation(name) = &piece.origin
            && cited.iter().all(|(known, _)| known != name)
        {
            cited.push((name, &piece.place));
        }
    }
    cited
}

/// The only address of the reference `name`.
fn address(
    name: &str,
    manuscript: &Manuscript,
    references: &BTreeMap<String, Reference>,
    passages: &[Passage],
) -> Option<String> {
    if !manuscript.footnotes.contains_key(name) {
        return references.get(name).map(|reference| reference.url.clone());
    }
    let own = passages.iter().filter(|passage| passage.role == Role::Footnote(name.to_owned()));
    let literals = own.flat_map(|passage| &passage.pieces).filter(|piece| piece.origin == Origin::Literal);
    let mut addresses = literals.filter(|piece| piece.text.contains("://"));
    let first = addresses.next()?;
    addresses.next().is_none().then(|| first.text.clone())
}

fn finding(name: &str, first: &str, address: &str, place: &Place) -> Finding {
    Finding::warning(
        "reference-twice",
        place.clone(),
        said!(
            "参考文献「{name}」と「{first}」は、同じURL（{address}）です。二つの文献として印刷されます。",
            "The references “{name}” and “{first}” have the same address ({address}) and print as two."
        ),
        said!("「[^{first}]」にそろえてください。", "Cite [^{first}] in both places."),
    )
}
