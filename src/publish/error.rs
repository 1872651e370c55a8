//! What keeps an edition from disk, in words for people.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::FORMAT;
use crate::finding::Said;
use crate::said;

/// Why an edition was not brought to disk. What was there before stands untouched.
#[derive(Debug)]
pub enum Error {
    /// The disk or its owner does not let us.
    Disk {
        /// What was tried.
        deed: Deed,
        /// With which file or folder.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// The shelf holds editions of another site.
    ForeignShelf {
        /// The shelf.
        shelf: PathBuf,
        /// The site it belongs to.
        owner: String,
        /// The site that asked.
        site: String,
    },
    /// Something that teiten did not make lies where the edition would go.
    NotAnEdition {
        /// What lies there.
        path: PathBuf,
    },
    /// A newer teiten wrote what lies there.
    Newer {
        /// The file that says so.
        path: PathBuf,
        /// Its format; this program knows up to [`FORMAT`].
        format: u64,
    },
    /// A path among the files, or the edition's name, that not every system can hold: our fault.
    Name {
        /// The path.
        path: String,
    },
}

/// What was tried on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Reading.
    Read,
    /// Making or writing.
    Write,
    /// Locking the shelf against other runs.
    Lock,
    /// Moving the new edition into its place.
    Move,
    /// Waiting until the disk has the new edition, which is in its place.
    Settle,
    /// Laying out a new folder of files for staff.
    Lay,
    /// Putting a new text in the place of a file.
    Replace,
}

impl Error {
    /// Makes a failure of the disk from what the system said.
    pub(super) fn disk(deed: Deed, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |cause| Self::Disk { deed, path: path.to_owned(), cause }
    }

    /// What happened, why, and how to mend it.
    pub fn said(&self) -> Said {
        match self {
            Self::Disk { deed, path, cause } => disk(*deed, path, cause),
            Self::ForeignShelf { shelf, owner, site } => {
                let shelf = shelf.display();
                said!(
                    "出力先 {shelf} はサイト「{owner}」のものなので、サイト「{site}」の版は書き込めません。teiten.toml の out と drafts、または --out に、このサイト専用のフォルダーを指定してください。",
                    "The output folder {shelf} belongs to the site \"{owner}\", so an edition of the site \"{site}\" cannot be written there. Give this site a folder of its own, by `out` and `drafts` in teiten.toml or by --out."
                )
            }
            Self::NotAnEdition { path } => {
                let path = path.display();
                said!(
                    "{path} には teiten が作ったものではないファイルがあるため、上書きせずに中止しました。中身が不要であれば別の場所へ移すか削除してください。必要であれば --out に別のフォルダーを指定してください。",
                    "{path} holds something that teiten did not make, so it was left alone. Move it away if it is not needed, or give another folder by --out."
                )
            }
            Self::Newer { path, format } => {
                let path = path.display();
                said!(
                    "{path} は新しい版の teiten が書いたもの（format = {format}）です。この版が扱えるのは format = {FORMAT} までなので、上書きせずに中止しました。teiten を更新してください。",
                    "{path} was written by a newer teiten (format = {format}; this one knows up to {FORMAT}), so it was left alone. Please update teiten."
                )
            }
            Self::Name { path } => said!(
                "出力ファイル名 {path:?} は、システムによっては使えない名前か、ほかのファイルと重なる名前です。",
                "The output file name {path:?} cannot be held by every system, or stands twice."
            ),
        }
    }
}

/// The words for a failure of the disk.
fn disk(deed: Deed, path: &Path, cause: &io::Error) -> Said {
    let path = path.display();
    let why = why(cause);
    let (ja, en) = (why.ja, why.en);
    match deed {
        Deed::Read => said!(
            "{path} を読めませんでした（{ja}）。出力先は元のままです。",
            "{path} could not be read ({en}). The output folder is as it was."
        ),
        Deed::Write => said!(
            "{path} に書き込めませんでした（{ja}）。空き容量と書き込み権限を確認してください。出力先にある版は元のままです。",
            "{path} could not be written ({en}). Check free space and permissions. The edition in place is as it was."
        ),
        Deed::Lock => said!(
            "{path} をロックできませんでした（{ja}）。ファイルのロックに対応したディスク上のフォルダーを、出力先に指定してください。",
            "{path} could not be locked ({en}). Choose an output folder on a disk that supports file locks."
        ),
        Deed::Move => said!(
            "{path} を新しい版に置き換えられませんでした（{ja}）。中のファイルを開いているソフトがあれば閉じて、もう一度実行してください。",
            "{path} could not be replaced by the new edition ({en}). Close programs that have its files open, and run again."
        ),
        Deed::Lay => said!(
            "{path} を作れませんでした（{ja}）。空き容量と書き込み権限を確認してください。もとからあったファイルは変えていません。",
            "{path} could not be made ({en}). Check free space and permissions. No file that was there has been changed."
        ),
        Deed::Replace => said!(
            "{path} を書き換えられませんでした（{ja}）。空き容量と書き込み権限を確認してください。このファイルは元のままです。",
            "{path} could not be rewritten ({en}). Check free space and permissions. The file is as it was."
        ),
        Deed::Settle => said!(
            "新しい版は出力先にありますが、ディスクに書き終えたことを確認できませんでした（{path}：{ja}）。ディスクの状態を確かめてください。",
            "The new edition is in place, but the disk did not confirm that it is written ({path}: {en}). Check the state of the disk."
        ),
    }
}

/// The usual causes in words; any other as the system says it.
fn why(cause: &io::Error) -> Said {
    match cause.kind() {
        ErrorKind::StorageFull => said!("ディスクの空き容量がありません", "the disk is full"),
        ErrorKind::QuotaExceeded => {
            said!("ディスクの割り当てを使い切っています", "the disk quota is used up")
        }
        ErrorKind::PermissionDenied => said!("権限がありません", "no permission"),
        ErrorKind::ReadOnlyFilesystem => said!("読み取り専用のディスクです", "the disk is read-only"),
        ErrorKind::NotADirectory => {
            said!("パスの途中にフォルダーでないものがあります", "a part of the path is not a folder")
        }
        ErrorKind::AlreadyExists => {
            said!("同じ名前のものがすでにあります", "something of that name is there")
        }
        _ => said!("{cause}", "{cause}"),
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said().en)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Disk { cause, .. } => Some(cause),
            _ => None,
        }
    }
}
