//! Sees that a file was saved, by asking the disk again and again what it lists.
//!
//! Polling, not the system's events: those do not come from network shares, where sites lie, differ from system to
//! system, and get lost when many come at once. A site is some hundred files; a slow disk is asked less often.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

/// Between two looks at a fast disk: with the second look that waits for a file to rest, half of what a reader notices.
const PAUSE: Duration = Duration::from_millis(15);

/// A file that became empty is most often one whose new text is on its way: so many looks must find it so.
const EMPTIED: u32 = 12;

/// A look may take so large a part of the time.
const SHARE: u32 = 8;

/// Files as the disk lists them.
type Listing = BTreeMap<PathBuf, Listed>;

/// Length and last change.
type Listed = (u64, Option<SystemTime>);

/// Watches a site and its observations.
pub struct Watch {
    site: PathBuf,
    /// Files of observations outside the site, and the folders they lie in.
    outside: Vec<PathBuf>,
    /// Folders of which nothing is an input.
    shelves: Vec<PathBuf>,
    /// As of the last look at the edition.
    noted: Listing,
    /// As of the last question.
    seen: Listing,
    /// How often it was found the same since.
    calm: u32,
    took: Duration,
}

impl Watch {
    /// Watches the site in `site`.
    pub fn new(site: PathBuf) -> Self {
        let (outside, shelves) = Default::default();
        let (noted, seen) = Default::default();
        Self { site, outside, shelves, noted, seen, calm: 0, took: Duration::ZERO }
    }

    /// Also watches `observations`, and no longer `shelves`.
    pub fn follow(&mut self, observations: Vec<PathBuf>, shelves: Vec<PathBuf>) {
        let site = fs::canonicalize(&self.site).unwrap_or_else(|_| self.site.clone());
        let outside = observations.into_iter().filter(|file| !file.starts_with(&site));
        let mut outside: Vec<_> =
            outside.flat_map(|file| [file.parent().map(Path::to_owned), Some(file)]).flatten().collect();
        outside.sort();
        outside.dedup();
        if (&outside, &shelves) != (&self.outside, &self.shelves) {
            (self.outside, self.shelves) = (outside, shelves);
            // What is newly watched has not changed by that: only a change since the first listing of it is one.
            let listing = self.list();
            let before = &self.noted;
            self.noted = listing
                .into_iter()
                .map(|(path, now)| {
                    let then = before.get(&path).copied().unwrap_or(now);
                    (path, then)
                })
                .collect();
        }
    }

    /// Before a look at the edition: what is listed now is known.
    pub fn note(&mut self) {
        self.noted = self.list();
        self.seen.clone_from(&self.noted);
    }

    /// Whether something changed since the edition was looked at, and rests again: a file that is just being written
    /// is not looked at.
    pub fn stirred(&mut self) -> bool {
        let now = self.list();
        self.calm = if now == self.seen { self.calm + 1 } else { 0 };
        self.seen = now;
        let emptied = |(path, listed): (_, &Listed)| listed.0 == 0 && self.noted.get(path) != Some(listed);
        let needed = if self.seen.iter().any(emptied) { EMPTIED } else { 1 };
        self.calm >= needed && self.seen != self.noted
    }

    /// How long to wait before the next question.
    pub fn pause(&self) -> Duration {
        PAUSE.max(self.took * SHARE)
    }

    fn list(&mut self) -> Listing {
        let begun = Instant::now();
        let mut listing = Listing::new();
        self.below(&self.site, &mut listing);
        for path in &self.outside {
            listing.extend(fs::metadata(path).ok().map(|meta| (path.clone(), listed(&meta))));
        }
        self.took = begun.elapsed();
        listing
    }

    /// Lists what is below `folder`, hidden files left out: editors and this program keep to those what is half done.
    fn below(&self, folder: &Path, listing: &mut Listing) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries.flatten() {
            let path = entry.path();
            if entry.file_name().to_string_lossy().starts_with('.') || self.shelves.contains(&path) {
                continue;
            }
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => self.below(&path, listing),
                // What a link leads to is followed, a file only.
                Ok(_) => listing.extend(fs::metadata(&path).ok().map(|meta| (path, listed(&meta)))),
                Err(_) => {}
            }
        }
    }
}

fn listed(meta: &Metadata) -> Listed {
    (meta.len(), meta.modified().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_file_stirs_once_it_rests() {
        let site = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(site.path().join(name), text).unwrap();
        fs::create_dir(site.path().join("drafts")).unwrap();
        write("report.md", "一");
        let mut watch = Watch::new(site.path().to_owned());
        watch.follow(Vec::new(), vec![site.path().join("drafts")]);
        watch.note();
        assert!(!watch.stirred());
        write("drafts/index.html", "made");
        write(".report.md.swp", "half");
        assert!(!watch.stirred() && !watch.stirred());
        write("report.md", "一二");
        assert!(!watch.stirred(), "it may still be written");
        assert!(watch.stirred());
        watch.note();
        assert!(!watch.stirred());
        write("report.md", "");
        assert!((0..EMPTIED).all(|_| !watch.stirred()), "its text may be on its way");
        assert!(watch.stirred());
        watch.note();
        fs::remove_file(site.path().join("report.md")).unwrap();
        assert!(!watch.stirred());
        assert!(watch.stirred());
    }

    #[test]
    fn observations_outside_are_watched_with_their_folder() {
        let (site, data) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let file = data.path().join("a.csv");
        fs::write(&file, "1").unwrap();
        let mut watch = Watch::new(site.path().to_owned());
        watch.note();
        watch.follow(vec![file.clone()], Vec::new());
        assert!(!watch.stirred() && !watch.stirred(), "to be watched is no change");
        fs::write(&file, "12").unwrap();
        assert!(!watch.stirred());
        assert!(watch.stirred());
    }
}
