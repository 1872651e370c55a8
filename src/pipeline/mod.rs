//! The way through: from an edition's folder to its files.

mod approval;
mod ask;
mod awaited;
mod changed;
mod coverage;
mod doctor;
mod drill;
mod facts;
mod memory;
mod order;
mod output;
mod overview;
mod preview;
mod proof;
mod publication;
mod revision;
mod stage;
mod values;
mod withdrawal;

pub use approval::{Approved, approve};
pub use doctor::{Health, doctor};
pub use order::{Done, Failure, Made, Order, Outcome, Step};
pub use overview::{Approval, Built, Overview, Standing, overview};
pub use preview::{Preview, Seen, View};
pub use proof::{Proof, proofread, proofread_asking};
pub use publication::{Issued, issue};
pub use revision::{Revised, revise};
pub use stage::Asking;
pub use values::{Listing, values};
pub use withdrawal::withdraw;

use crate::config::{self, Edition, Input, Site};
use crate::finding::{Finding, refused};
use crate::fonts::Fonts;
use crate::{observe, publish};
use stage::{Stage, Wish};

/// Builds one edition; `tell` hears each step before it begins. All findings of a run are told, whatever it makes.
pub fn build(order: &Order, tell: &mut dyn FnMut(Step)) -> Outcome {
    tell(Step::Reading);
    build_read(order, config::read(&order.edition), tell)
}

/// Builds a draft as it will be when it is published: the very bytes, where drafts lie.
pub fn build_final(order: &Order, tell: &mut dyn FnMut(Step)) -> Outcome {
    tell(Step::Reading);
    let mut reading = config::read_final(&order.edition);
    reading.findings.extend(reading.edition.as_ref().and_then(publication::withdrawn));
    build_read(order, reading, tell)
}

fn build_read(order: &Order, reading: config::Reading, tell: &mut dyn FnMut(Step)) -> Outcome {
    let mut outcome = Outcome::default();
    let config::Reading { site, edition, findings } = reading;
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
    outcome.findings.extend(approval::standing(&stage));
    outcome.coverage = std::mem::take(&mut stage.coverage);
    let Some((manifest, files)) = bound(&stage, &mut outcome.findings, tell)? else { return Ok(None) };

    tell(Step::Publishing);
    let shelf = order.out.as_deref().unwrap_or_else(|| output::shelf(site, edition));
    let published = publish::publish(&publish::Job { shelf, manifest, files: &files })?;
    Ok(Some(Made { folder: published.folder, changed: published.changed }))
}

/// A manifest without its outputs, and the files: path and bytes.
type Bound = (publish::Manifest, Vec<(String, Vec<u8>)>);

/// Every file of the edition on the stage; `None` where `findings`, or what the site's own look has wrong, refuse it.
fn bound(
    stage: &Stage<'_>,
    findings: &mut Vec<Finding>,
    tell: &mut dyn FnMut(Step),
) -> Result<Option<Bound>, Failure> {
    if refused(findings) {
        return Ok(None);
    }
    let manifest = manifest(stage);
    let mut files = Vec::new();
    for (lang, report) in stage.reports() {
        let pictures = &stage.manuscripts[lang].manuscript.pictures;
        let desk =
            output::Desk { site: stage.site, report, pictures, fonts: &stage.fonts, manifest: &manifest };
        match output::files(&desk, tell) {
            Ok(made) => files.extend(
                made.into_iter().map(|(path, bytes)| (output::place(stage.edition, lang, &path), bytes)),
            ),
            Err(output::Failed::Look(look)) => {
                findings.extend(look);
                return Ok(None);
            }
            Err(output::Failed::Ours(said)) => return Err(Failure::Ours(said)),
        }
    }
    Ok(Some((manifest, files)))
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
