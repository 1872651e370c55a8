//! A finished folder into single files: one page a language, with everything that it names inside.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::config::linked;
use crate::lang::Lang;
use crate::publish::{self, Manifest};
use crate::render;

/// Name and bytes of the single file of each language of the edition in `folder`, which a build has just made; what
/// cannot be read is not in them.
pub fn alone(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let Ok(manifest) = publish::manifest_in(folder) else { return Vec::new() };
    let paths = manifest.outputs.iter().map(|output| output.path.as_str());
    let read = |path: &str| Some((path.to_owned(), fs::read(folder.join(path)).ok()?));
    let files: BTreeMap<String, Vec<u8>> = paths.filter_map(read).collect();
    let langs = manifest.langs.iter().enumerate();
    langs.filter_map(|(at, lang)| one(&manifest, &files, at, lang)).collect()
}

/// The file of the language at `at`: those of the first one lie at the top, those of others in a folder.
fn one(
    manifest: &Manifest,
    files: &BTreeMap<String, Vec<u8>>,
    at: usize,
    lang: &Lang,
) -> Option<(String, Vec<u8>)> {
    let (folder, suffix) =
        if at == 0 { Default::default() } else { (format!("{lang}/"), format!("-{lang}")) };
    let own = files.iter().filter_map(|(path, bytes)| Some((linked(path.strip_prefix(&folder)?), &**bytes)));
    let own: BTreeMap<String, &[u8]> = own.collect();
    let page = render::single(std::str::from_utf8(own.get(&linked(manifest.page_name(lang)))?).ok()?, &own);
    Some((format!("{}-{}{suffix}.html", manifest.site, manifest.edition), page.into_bytes()))
}
