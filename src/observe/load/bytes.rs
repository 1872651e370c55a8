//! Bytes of a file on their way: what they are (length and SHA-256), and what keeps them from being read.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::Told;
use crate::config::Input;
use crate::digest::hexadecimal;
use crate::finding::{Finding, Place};
use crate::said;

/// Bytes read at once.
pub const CHUNK: usize = 1 << 18;

/// A file that is digested while it is read.
pub struct Digested {
    file: File,
    state: Sha256,
    length: u64,
}

impl Digested {
    /// Opens the file at `path`.
    pub fn open(path: &Path) -> io::Result<Self> {
        Ok(Self { file: File::open(path)?, state: Sha256::new(), length: 0 })
    }

    /// Reads what is left and tells what the bytes are.
    pub fn finish(mut self, shown: &str) -> io::Result<Input> {
        let mut rest = vec![0; CHUNK];
        while self.read(&mut rest)? > 0 {}
        let digest = hexadecimal(&self.state.finalize());
        Ok(Input { role: "observations", path: shown.to_owned(), digest, bytes: self.length })
    }
}

impl Read for Digested {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.state.update(&buffer[..count]);
        self.length += count as u64;
        Ok(count)
    }
}

/// What the bytes of the file at `path` are.
pub fn digest(path: &Path, shown: &str) -> Told<Input> {
    let input = Digested::open(path).and_then(|file| file.finish(shown));
    input.map_err(|error| unreadable(shown, &error))
}

/// A file that the system or its compression does not let us read.
pub fn unreadable(shown: &str, error: &io::Error) -> Box<Finding> {
    let place = Place::file(shown);
    let (ja, en) = match error.kind() {
        ErrorKind::NotFound => ("ファイルがありません", "there is no such file"),
        ErrorKind::PermissionDenied => ("読む権限がありません", "permission is denied"),
        ErrorKind::IsADirectory => ("ファイルではなくフォルダーです", "it is a folder, not a file"),
        ErrorKind::UnexpectedEof => return damaged(shown, "途中で切れています", "it ends too early"),
        // What the readers of gzip and of zstd say of bytes that are neither.
        ErrorKind::InvalidInput | ErrorKind::InvalidData | ErrorKind::Other => {
            return damaged(shown, "gzipまたはzstdとして正しくありません", "it is not valid gzip or zstd");
        }
        kind => {
            let kind = kind.to_string();
            return Box::new(Finding::error(
                "unreadable-file",
                place,
                said!("ファイルを読めません（{kind}）。", "The file cannot be read ({kind})."),
                said!("ファイルとディスクを確かめてください。", "Check the file and the disk."),
            ));
        }
    };
    Box::new(Finding::error(
        "unreadable-file",
        place,
        said!("ファイルを読めません。{ja}。", "The file cannot be read: {en}."),
        said!("ファイルの場所と権限を確かめてください。", "Check where the file is and who may read it."),
    ))
}

/// A file whose content is broken.
pub fn damaged(shown: &str, ja: &str, en: &str) -> Box<Finding> {
    Box::new(Finding::error(
        "damaged-file",
        Place::file(shown),
        said!("ファイルが壊れています（{ja}）。", "The file is damaged: {en}."),
        said!(
            "もとのデータから作り直すか、もう一度転送してください。",
            "Make it again from the original data, or transfer it again."
        ),
    ))
}
