//! What an answer hangs on, as far as it can be seen without reading: in comes a site, out goes a value that is the
//! same as long as every plan would be answered the same. It opens no file.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use super::load;
use crate::config::{Outage, Sensor, Site, Source};
use crate::key::Region;
use crate::names::Names;

/// The part of a site that observations need, and their files as the disk lists them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    root: PathBuf,
    home: Region,
    sensors: Vec<Sensor>,
    outages: Vec<Outage>,
    names: Names,
    sources: BTreeMap<String, Source>,
    files: Vec<(PathBuf, Listed)>,
}

/// Length and time of the last change; none for a file that cannot be looked at.
type Listed = Option<(u64, Duration)>;

impl Held {
    /// What the observations of `site` are now.
    pub fn of(site: &Site) -> Self {
        Self {
            root: site.root.clone(),
            home: site.home,
            sensors: site.sensors.clone(),
            outages: site.outages.clone(),
            names: site.names.clone(),
            sources: site.sources.clone(),
            files: files(site).into_iter().map(|path| (path.clone(), listed(&path))).collect(),
        }
    }

    /// The files of observations.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().map(|(path, _)| path.as_path())
    }
}

/// The files of every source, in the order of sources and names.
fn files(site: &Site) -> Vec<PathBuf> {
    site.sources.values().flat_map(|source| files_of(site, source)).collect()
}

/// The files of `source` in the order of their names, as they are on the disk.
pub fn files_of(site: &Site, source: &Source) -> Vec<PathBuf> {
    load::find(&site.root, source, &mut Vec::new()).into_iter().map(|(path, _)| path).collect()
}

fn listed(path: &Path) -> Listed {
    let meta = fs::metadata(path).ok()?;
    let changed = meta.modified().ok()?;
    Some((meta.len(), changed.duration_since(UNIX_EPOCH).ok()?))
}
