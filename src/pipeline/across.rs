//! What an edition read of other editions, as an input: the rows of `published.toml` that it refers to, and no others;
//! and whether what it refers to is still there.

use std::collections::BTreeSet;

use super::stage::Stage;
use super::withdrawal;
use crate::config::{Input, PublishedBlock, Status};
use crate::digest::digest;
use crate::finding::{Finding, Place};
use crate::quarter::Quarter;
use crate::said;

/// The rows that the reports of `stage` refer to, as one input; none where there are none.
pub(super) fn read(stage: &Stage<'_>) -> Option<Input> {
    let referred: BTreeSet<_> = stage.composed.values().flat_map(|made| made.across.keys()).collect();
    let block = |(edition, id): &(Quarter, String)| stage.site.published_blocks.get(edition)?.get(id);
    let blocks: Vec<_> = referred.into_iter().filter_map(|target| Some((target, block(target)?))).collect();
    let path = blocks.first()?.1.place.file.clone();
    let rows: String = blocks.into_iter().map(|((edition, id), block)| row(*edition, id, block)).collect();
    Some(Input { role: "published-blocks", path, digest: digest(rows.as_bytes()), bytes: rows.len() as u64 })
}

/// The references of `stage` into editions that were withdrawn: readers find the reason there, and nothing else.
pub(super) fn withdrawn(stage: &Stage<'_>) -> Vec<Finding> {
    let is_withdrawn = |edition: Quarter| {
        let manifest = withdrawal::manifest(stage.site, edition);
        manifest.is_some_and(|manifest| manifest.status == Status::Withdrawn.name())
    };
    let referred = stage.composed.values().flat_map(|made| &made.across);
    let withdrawn = referred.filter(|((edition, _), _)| is_withdrawn(*edition));
    withdrawn.map(|((edition, id), place)| gone(*edition, id, place)).collect()
}

fn gone(edition: Quarter, id: &str, place: &Place) -> Finding {
    Finding::warning(
        "reference-withdrawn",
        place.clone(),
        said!(
            "{edition}の版は取り下げられたので、参照先の「{id}」は、もう読者に見えません。",
            "The edition {edition} has been withdrawn: readers no longer find “{id}” there."
        ),
        said!(
            "この参照を除くか、取り下げたことを本文に書いてください。",
            "Remove the reference, or say in the text that it was withdrawn."
        ),
    )
}

/// What of a row comes into a report.
fn row(edition: Quarter, id: &str, block: &PublishedBlock) -> String {
    let langs: Vec<_> = block.langs.iter().map(ToString::to_string).collect();
    let page: String = block.page.iter().map(|page| format!(" {page}")).collect();
    format!("{edition}#{id} {} {} {}{page}\n", block.kind.name(), block.number, langs.join(","))
}
