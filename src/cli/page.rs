//! A page that a command writes into a new file: nothing that is there is written over.

use std::fs::symlink_metadata;
use std::path::Path;

use teiten::finding::{Finding, Place};
use teiten::pipeline::Failure;
use teiten::publish;
use teiten::said;

use super::build::{anchored, short};
use super::exit;
use super::say::Voice;

/// Why the page cannot become `file`.
pub fn there(file: &Path) -> Option<Finding> {
    symlink_metadata(anchored(file)).is_ok().then(|| exists(file))
}

/// Writes `page` into the new `file` and says so; the exit code.
pub fn add(file: &Path, page: String, voice: &mut Voice) -> u8 {
    let file = anchored(file);
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    match publish::add(file.parent().unwrap_or(&file), &[(name, page.into_bytes())]) {
        // Somebody else made it in the meantime.
        Ok(kept) if !kept.is_empty() => {
            voice.findings(vec![exists(&file)]);
            exit::SITE
        }
        Ok(_) => {
            let file = short(&file);
            voice.made(&said!("→ {file}", "→ {file}"));
            exit::MADE
        }
        Err(error) => {
            let failure = Failure::from(error);
            voice.failure(&failure);
            exit::of_failure(&failure)
        }
    }
}

fn exists(file: &Path) -> Finding {
    Finding::error(
        "html-exists",
        Place::file(file.display().to_string()),
        said!("このファイルはもうあります。", "This file exists already."),
        said!(
            "--htmlには、新しいファイルの名前を指定してください。ここにあるものには書きません。",
            "Give --html the name of a new file; nothing that is there is written over."
        ),
    )
    .of_site()
}
