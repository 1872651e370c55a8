//! `teiten sheet`: makes the approver's sheet of an edition and says where it lies, or prints its value.

use std::path::{Path, PathBuf};

use teiten::finding::Said;
use teiten::pipeline::{self, Laid, Sheeted, Wanted};
use teiten::said;

use super::build::{anchored, no_folder, seen_from_here, short};
use super::crash::{fault, guarded};
use super::harmless::{escaped, harmless};
use super::say::Voice;
use super::{Format, Sheet, exit};

/// A file that may become a PDF: its name says so, so that no manuscript is overwritten by mistake.
///
/// # Errors
/// The name ends otherwise.
pub fn pdf(name: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(name);
    let is_pdf = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
    is_pdf.then_some(path).ok_or_else(|| "the name must end in .pdf".to_owned())
}

/// Makes the sheet of the edition that was asked for.
pub fn run(asked: &Sheet, voice: &mut Voice) -> u8 {
    let edition = anchored(&asked.edition);
    if !edition.is_dir() {
        voice.findings(no_folder(&asked.edition).findings);
        return exit::SITE;
    }
    let wanted = match (&asked.out, voice.format) {
        (_, Format::Json) => Wanted::Value,
        (Some(file), _) => Wanted::At(anchored(file)),
        (None, _) => Wanted::Beside,
    };
    let name = harmless(&edition.file_name().unwrap_or_default().to_string_lossy());
    let progress = voice.progress();
    let made = guarded(|| pipeline::sheet(&edition, &wanted, &mut |step| progress.step(&name, step)));
    drop(progress);
    match made {
        Ok(sheeted) => tell(&asked.edition, &edition, sheeted, voice),
        Err(told) => {
            voice.failure(&fault(&told));
            exit::OURS
        }
    }
}

fn tell(asked: &Path, edition: &Path, mut sheeted: Sheeted, voice: &mut Voice) -> u8 {
    voice.coverage(&sheeted.coverage);
    if let Some(failure) = &sheeted.failure {
        voice.failure(failure);
        return exit::of_failure(failure);
    }
    let Some(sheet) = sheeted.sheet else {
        for finding in &mut sheeted.findings {
            finding.place.file = seen_from_here(&finding.place.file, edition);
        }
        let code = sheeted.findings.iter().map(exit::of_finding).max().unwrap_or(exit::MADE);
        voice.findings(sheeted.findings);
        return code;
    };
    match &sheeted.laid {
        Some(laid) => voice.made(&line(asked, laid)),
        // Texts, integers and lists: nothing of a sheet can fail to be JSON.
        None => voice.answer(&escaped(&serde_json::to_string_pretty(&sheet).unwrap_or_default())),
    }
    exit::MADE
}

/// The line that tells where the sheet lies.
fn line(asked: &Path, laid: &Laid) -> Said {
    let (asked, file, pages) = (asked.display(), short(&laid.file), laid.pages);
    let cut = if laid.cut {
        said!("、載せきれないものあり", ", not all of it fits")
    } else {
        said!("", "")
    };
    let same = if laid.changed { said!("", "") } else { said!("、変更なし", ", unchanged") };
    let (ja, en) = (cut.ja + &same.ja, cut.en + &same.en);
    let plural = if pages == 1 { "" } else { "s" };
    said!("{asked} → {file}（{pages}ページ{ja}）", "{asked} → {file} ({pages} page{plural}{en})")
}
