//! Whether the schemas that a site's editors read are those of this program; a site without any is as good.

use std::fs;
use std::path::Path;

use super::Health;
use crate::finding::{Finding, Place};
use crate::said;
use crate::scaffold;

/// Looks at the schemas of the site in the folder `root`; one complaint stands for all.
pub(super) fn schemas(root: &Path, health: &mut Health) {
    let behind = |(path, bytes): &(String, Vec<u8>)| {
        fs::read(root.join(path)).is_ok_and(|found| found != *bytes).then(|| path.clone())
    };
    health.findings.extend(scaffold::schemas().iter().find_map(behind).map(|path| differs(&path)));
}

fn differs(path: &str) -> Finding {
    Finding::warning(
        "schema-behind",
        Place::file(path),
        said!(
            "{path}が、このteitenのものと異なります。エディターが、正しいキーをエラーと表示することがあります。",
            "{path} is not that of this teiten, so an editor may mark correct keys as errors."
        ),
        said!("サイトの中で teiten schema を実行してください。", "Run `teiten schema` in the site."),
    )
}
