//! `teiten schema`: gives a site what editors read to complete and check its files.

use std::path::Path;

use serde::Serialize;
use teiten::pipeline::Failure;
use teiten::{publish, said, scaffold};

use super::build::short;
use super::crash::{fault, guarded};
use super::say::Voice;
use super::{Schema, exit, site};

/// What was written, for machines.
#[derive(Serialize)]
struct Written<'a> {
    folder: String,
    written: &'a [String],
}

/// Writes the schemas into the site that was asked for.
pub fn run(asked: &Schema, voice: &mut Voice) -> u8 {
    let root = match site::site(asked.site.as_deref()) {
        Ok(root) => root,
        Err(finding) => {
            voice.findings(vec![*finding]);
            return exit::SITE;
        }
    };
    match guarded(|| write(&root)) {
        Ok(Ok(written)) => {
            tell(&root, &written, voice);
            exit::MADE
        }
        Ok(Err(failure)) => {
            voice.failure(&failure);
            exit::of_failure(&failure)
        }
        Err(told) => {
            voice.failure(&fault(&told));
            exit::OURS
        }
    }
}

/// The schemas as they are now; which file has which is the site's own, once it is there.
fn write(root: &Path) -> Result<Vec<String>, Failure> {
    let mut written = publish::renew(root, &scaffold::schemas())?;
    let associations = scaffold::associations();
    let kept = publish::add(root, std::slice::from_ref(&associations))?;
    written.extend(Some(associations.0).filter(|path| !kept.contains(path)));
    Ok(written)
}

fn tell(root: &Path, written: &[String], voice: &mut Voice) {
    written.iter().for_each(|path| voice.made(&said!("{path}", "{path}")));
    if written.is_empty() {
        voice.made(&said!("変更なし", "unchanged"));
    }
    voice.result(&Written { folder: short(root), written });
}
