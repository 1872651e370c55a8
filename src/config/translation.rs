//! `translation.<lang>.json` of an edition: which paragraph of the original each paragraph of a translation was
//! confirmed to say. A machine writes and reads it; it is no input of any edition.

use std::fs;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Edition;
use crate::digest::digest;
use crate::lang::Lang;

/// What the file says of itself to who opens it.
const NOTE: &str = "訳と原文の対応の記録。teiten confirm と teiten approve が書きます / Which paragraph says which, written by teiten confirm and teiten approve";

/// A paragraph of the original as it was, and what it was confirmed to be in the translation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remembered {
    /// What it is, as [`Unit`](crate::manuscript::Unit) has it.
    pub kind: String,
    /// The id of a block.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// SHA-256 of the original.
    pub digest: String,
    /// The original.
    pub original: String,
    /// Its translation; none where it has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub translation: Option<String>,
}

/// That a record is not as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

#[derive(Serialize, Deserialize)]
struct Record {
    note: String,
    format: u32,
    original: Lang,
    paragraphs: Vec<Remembered>,
}

/// The file of the translation into `lang`.
pub fn translation_file(edition: &Edition, lang: &Lang) -> PathBuf {
    edition.root.join(format!("translation.{lang}.json"))
}

/// What is remembered of the translation into `lang`; none where nothing is.
///
/// # Errors
/// [`Damaged`].
pub fn translation(edition: &Edition, lang: &Lang) -> Result<Option<Vec<Remembered>>, Damaged> {
    let Ok(bytes) = fs::read(translation_file(edition, lang)) else { return Ok(None) };
    let record: Record = serde_json::from_slice(&bytes).map_err(|_| Damaged)?;
    let sound = |held: &Remembered| digest(held.original.as_bytes()) == held.digest;
    let whole = record.format == 1 && record.paragraphs.iter().all(sound);
    if whole { Ok(Some(record.paragraphs)) } else { Err(Damaged) }
}

/// The bytes of the file that remembers `paragraphs`, translations from `original`.
pub fn translation_bytes(original: &Lang, paragraphs: Vec<Remembered>) -> Vec<u8> {
    let record = Record { note: NOTE.to_owned(), format: 1, original: original.clone(), paragraphs };
    // Strings and one integer: nothing of it can fail to be JSON.
    let mut bytes = serde_json::to_vec_pretty(&record).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
