//! What an edition read of other editions, as an input: the rows of `published.toml` that it refers to, and no others.

use std::collections::BTreeSet;

use super::stage::Stage;
use crate::config::{Input, PublishedBlock};
use crate::digest::digest;
use crate::quarter::Quarter;

/// The rows that the reports of `stage` refer to, as one input; none where there are none.
pub(super) fn read(stage: &Stage<'_>) -> Option<Input> {
    let referred: BTreeSet<_> = stage.composed.values().flat_map(|made| &made.across).collect();
    let block = |(edition, id): &(Quarter, String)| stage.site.published_blocks.get(edition)?.get(id);
    let blocks: Vec<_> = referred.into_iter().filter_map(|target| Some((target, block(target)?))).collect();
    let path = blocks.first()?.1.place.file.clone();
    let rows: String = blocks.into_iter().map(|((edition, id), block)| row(*edition, id, block)).collect();
    Some(Input { role: "published-blocks", path, digest: digest(rows.as_bytes()), bytes: rows.len() as u64 })
}

/// What of a row comes into a report.
fn row(edition: Quarter, id: &str, block: &PublishedBlock) -> String {
    let langs: Vec<_> = block.langs.iter().map(ToString::to_string).collect();
    format!("{edition}#{id} {} {} {}\n", block.kind.name(), block.number, langs.join(","))
}
