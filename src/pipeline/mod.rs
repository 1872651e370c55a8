//! The way through: from an edition's folder to its files.

mod ask;
mod awaited;
mod coverage;
mod doctor;
mod drill;
mod facts;
mod kept;
mod memory;
mod order;
mod output;
mod overview;
mod preview;
mod proof;
mod sheet;
mod stage;
mod values;

pub use doctor::{Health, doctor};
pub use order::{Failure, Made, Order, Outcome, Step};
pub use overview::{Built, Overview, Standing, overview};
pub use preview::{Preview, Seen, View};
pub use proof::{Proof, proofread, proofread_asking};
pub use sheet::{Laid, Sheeted, Wanted, sheet};
pub use stage::Asking;
pub use values::{Listing, values};

use crate::config::{self, Edition, Input, Site};
use crate::finding::refused;
use crate::fonts::Fonts;
use crate::{observe, publish};
use stage::{Stage, Wish};

/// Builds one edition; `tell` hears each step before it begins. All findings of a run are told, whatever it makes.
pub fn build(order: &Order, tell: &mut dyn FnMut(Step)) -> Outcome {
    let mut outcome = Outcome::default();
    tell(Step::Reading);
    let config::Reading { site, edition, findings } = config::read(&order.edition);
    outcome.findings = findings;
    let (Some(site), Some(edition)) = (site, edition) else { return outcome };
    match run(order, &site, &edition, &mut outcome, tell) {
        Ok(made) => outcome.made = made,
        Err(failure) => outcome.failure = Some(failure),
    }
    outcome
}

/// The rooms in their order; `None` where findings refuse the edition.
fn run(
    order: &Order,
    site: &Site,
    edition: &Edition,
    outcome: &mut Outcome,
    tell: &mut dyn FnMut(Step),
) -> Result<Option<Made>, Failure> {
    let mut stage = Stage::set(site, edition, &Wish::default(), &mut observe::observe, tell);
    outcome.findings.append(&mut stage.findings);
    outcome.coverage = std::mem::take(&mut stage.coverage);
    if refused(&outcome.findings) {
        return Ok(None);
    }

    let manifest = manifest(&stage);
    let mut files = Vec::new();
    for (lang, report) in stage.reports() {
        let pictures = &stage.manuscripts[lang].manuscript.pictures;
        let desk = output::Desk { site, report, pictures, fonts: &stage.fonts, manifest: &manifest };
        match output::files(&desk, tell) {
            Ok(made) => files
                .extend(made.into_iter().map(|(path, bytes)| (output::place(edition, lang, &path), bytes))),
            Err(output::Failed::Look(findings)) => {
                outcome.findings.extend(findings);
                return Ok(None);
            }
            Err(output::Failed::Ours(said)) => return Err(Failure::Ours(said)),
        }
    }

    tell(Step::Publishing);
    let shelf = order.out.as_deref().unwrap_or_else(|| output::shelf(site, edition));
    let published = publish::publish(&publish::Job { shelf, manifest, files: &files })?;
    Ok(Some(Made { folder: published.folder, changed: published.changed }))
}

/// What the edition says of itself, before its files are listed.
fn manifest(stage: &Stage<'_>) -> publish::Manifest {
    let digests = stage.reports().map(|(lang, report)| (lang.clone(), output::identity(report))).collect();
    publish::Manifest::new(stage.site, stage.edition, &inputs(stage), digests)
}

/// Everything the edition was made from, the fonts included.
fn inputs(stage: &Stage<'_>) -> Vec<Input> {
    let written = stage.manuscripts.values().flat_map(|reading| &reading.inputs);
    let shipped = Fonts::digests().map(|(digest, bytes)| Input {
        role: "font",
        path: String::new(),
        digest: digest.to_owned(),
        bytes: bytes as u64,
    });
    let own = stage.site.inputs.iter().chain(&stage.edition.inputs);
    own.chain(written).chain(&stage.observations).cloned().chain(shipped).collect()
}
