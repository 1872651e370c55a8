//! Which site is meant: the folder that was given, else the nearest one above with a `teiten.toml`.

use std::path::{Path, PathBuf};

use teiten::finding::{Finding, Place};
use teiten::said;

use super::build::anchored;

/// The folder of the site that `asked`, or else the working directory, is or lies in.
///
/// # Errors
/// There is no `teiten.toml` in it or above.
pub fn site(asked: Option<&Path>) -> Result<PathBuf, Box<Finding>> {
    let begin = anchored(asked.unwrap_or(Path::new(".")));
    let begin = begin.canonicalize().unwrap_or(begin);
    above(&begin).ok_or_else(|| Box::new(no_site(asked)))
}

/// The site that `folder` is or lies in, if there is one.
pub fn above(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|folder| folder.join("teiten.toml").is_file()).map(Path::to_owned)
}

fn no_site(asked: Option<&Path>) -> Finding {
    let shown = asked.unwrap_or(Path::new(".")).display();
    Finding::error(
        "no-site",
        Place::file(shown.to_string()),
        said!(
            "「{shown}」にも、その上位のフォルダーにも、teiten.tomlがありません。",
            "Neither `{shown}` nor a folder above it holds a teiten.toml."
        ),
        said!(
            "サイトのフォルダーの中で実行するか、サイトのフォルダーを指定してください。まだなければ、teiten init フォルダー で作れます。",
            "Run this inside a site, or name the folder of one. `teiten init DIR` makes one."
        ),
    )
    .of_site()
}
