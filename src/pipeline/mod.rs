//! The way through: from an edition's folder to its files.

mod across;
mod alone;
mod approval;
mod ask;
mod awaited;
mod changed;
mod coverage;
mod diff;
mod doctor;
mod draft;
mod drill;
mod earlier;
mod facts;
mod inquiry;
mod kept;
mod kit;
mod languages;
mod memory;
mod normal;
mod order;
mod output;
mod overview;
mod preview;
mod program;
mod proof;
mod publication;
mod revision;
mod sheet;
mod site;
mod stage;
mod translation;
mod values;
mod verify;
mod r#where;
mod withdrawal;

pub use alone::alone;
pub use approval::{Approved, approve};
pub use diff::{Compared, Difference, diff, diff_data};
pub use doctor::{Health, doctor};
pub use draft::{Drafted, draft};
pub use inquiry::{Answered, Asked, inquire};
pub use order::{Done, Failure, Made, Order, Outcome, Step};
pub use overview::{Approval, Built, Overview, Standing, overview};
pub use preview::{Preview, Seen, View};
pub use proof::{Proof, proofread, proofread_asking};
pub use publication::{Issued, issue};
pub use revision::{Revised, revise};
pub use sheet::{Laid, Sheeted, Wanted, sheet};
pub use site::{Archived, archive};
pub use stage::Asking;
pub use translation::{Confirmed, confirm};
pub use values::{Listing, values};
pub use verify::{Claim, Evidence, Trial, Verdict, Verified, VerifiedFolder, verify};
pub use r#where::{Found, Sought, Whereabouts, whereabouts};
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
    let Some(Files { manifest, files }) = make(&stage, &mut outcome.findings, tell)? else { return Ok(None) };

    tell(Step::Publishing);
    let shelf = order.out.as_deref().unwrap_or_else(|| output::shelf(site, edition));
    let published = publish::publish(&publish::Job { shelf, manifest, files: &files })?;
    Ok(Some(Made { folder: published.folder, changed: published.changed }))
}

/// An edition in memory: its manifest without outputs, and path and bytes of each file.
struct Files {
    manifest: publish::Manifest,
    files: Vec<(String, Vec<u8>)>,
}

/// The rooms behind the finished report; none where `findings`, or what the site's own look has wrong, refuse it.
fn make(
    stage: &Stage<'_>,
    findings: &mut Vec<Finding>,
    tell: &mut dyn FnMut(Step),
) -> Result<Option<Files>, Failure> {
    if refused(findings) {
        return Ok(None);
    }
    let Stage { site, edition, fonts, .. } = stage;
    let manifest = manifest(stage);
    let mut files = Vec::new();
    for (lang, report) in stage.reports() {
        let pictures = &stage.manuscripts[lang].manuscript.pictures;
        let desk = output::Desk { site, edition, report, pictures, fonts, manifest: &manifest };
        match output::files(&desk, tell) {
            Ok(made) => files
                .extend(made.into_iter().map(|(path, bytes)| (output::place(edition, lang, &path), bytes))),
            Err(output::Failed::Look(faults)) => {
                findings.extend(faults);
                return Ok(None);
            }
            Err(output::Failed::Ours(said)) => return Err(Failure::Ours(said)),
        }
    }
    Ok(Some(Files { manifest, files }))
}

/// What the edition says of itself, before its files are listed.
fn manifest(stage: &Stage<'_>) -> publish::Manifest {
    let digests = stage.reports().map(|(lang, report)| (lang.clone(), output::identity(report))).collect();
    let manifest = publish::Manifest::new(stage.site, stage.edition, &inputs(stage), digests);
    publish::Manifest { program: Some(program::program()), ..manifest }
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
    let other = across::read(stage);
    own.chain(written).chain(&stage.observations).cloned().chain(other).chain(shipped).collect()
}
