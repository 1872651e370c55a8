//! A proof-reader at work on one edition, its observations asked once.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use teiten::finding::{Finding, Level};
use teiten::observe::{self, Outcome};
use teiten::pipeline::{self, Proof};
use teiten::question::Plan;

use super::written::{Edit, Written};

/// One edition in a copy of its site, and what is found while nothing is wrong with it.
pub struct Reader {
    _folder: tempfile::TempDir,
    edition: PathBuf,
    seen: BTreeMap<String, Outcome>,
    source: String,
    before: Vec<Finding>,
    prints: BTreeMap<(u32, u32), String>,
}

impl Reader {
    /// Reads the edition at `path` of the project.
    pub fn new(path: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        let (site, name) = (path.parent().unwrap(), path.file_name().unwrap());
        let folder = tempfile::tempdir().unwrap();
        copy(site, folder.path());
        let edition = folder.path().join(name);
        let source = fs::read_to_string(edition.join("report.md")).unwrap();
        let mut reader = Self {
            _folder: folder,
            edition,
            seen: BTreeMap::new(),
            source,
            before: Vec::new(),
            prints: BTreeMap::new(),
        };
        let proof = reader.proof();
        for (place, print) in &proof.prints {
            if place.file.ends_with("/report.md") {
                reader.prints.insert((place.line, place.column), print.clone());
            }
        }
        reader.before = proof.findings;
        reader
    }

    /// The manuscript.
    pub fn written(&self) -> Written {
        Written::new(self.source.clone(), |line, column| self.prints.get(&(line, column)).cloned())
    }

    /// All that is found in the manuscript as it is.
    pub fn found(&self) -> &[Finding] {
        &self.before
    }

    /// What another manuscript prints in its place, and what is found in that.
    pub fn proofread(&mut self, source: &str) -> (Written, Vec<Finding>) {
        fs::write(self.edition.join("report.md"), source).unwrap();
        let proof = self.proof();
        fs::write(self.edition.join("report.md"), &self.source).unwrap();
        let print = |line, column| {
            let mut prints = proof.prints.iter().filter(|(place, _)| place.file.ends_with("/report.md"));
            prints
                .find(|(place, _)| (place.line, place.column) == (line, column))
                .map(|(_, print)| print.clone())
        };
        (Written::new(source.to_owned(), print), proof.findings)
    }

    /// What is told of the manuscript as it is, errors and warnings.
    pub fn told(&self) -> Vec<&Finding> {
        self.before.iter().filter(|finding| finding.level != Level::Note).collect()
    }

    /// Whether an error brings an error or a warning that was not there, and how many characters from it the nearest
    /// one stands, where one stands on its line.
    pub fn notices(&mut self, edit: &Edit) -> Option<Option<u32>> {
        let written = self.written();
        let (line, column) = written.place(edit.range.start);
        fs::write(self.edition.join("report.md"), written.with(edit)).unwrap();
        let proof = self.proof();
        fs::write(self.edition.join("report.md"), &self.source).unwrap();
        let new = proof.findings.iter().filter(|finding| finding.level != Level::Note);
        let new: Vec<_> = new.filter(|finding| !self.before.iter().any(|held| same(held, finding))).collect();
        let here = new.iter().filter(|finding| finding.place.line == line);
        (!new.is_empty()).then(|| here.map(|finding| finding.place.column.abs_diff(column)).min())
    }

    fn proof(&mut self) -> Proof {
        let seen = &mut self.seen;
        let mut ask = |site: &teiten::config::Site, plans: &[Plan]| -> Outcome {
            let key = format!("{plans:?}");
            seen.entry(key).or_insert_with(|| observe::observe(site, plans)).clone()
        };
        pipeline::proofread_asking(&self.edition, &mut ask, &mut |_| ())
    }
}

/// Whether two findings say the same of the same line.
fn same(a: &Finding, b: &Finding) -> bool {
    (a.place.line, &a.code, &a.what) == (b.place.line, &b.code, &b.what)
}

/// Copies a site; observations stay where they are.
fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap().flatten() {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            fs::create_dir_all(&target).unwrap();
            copy(&path, &target);
        } else if entry.file_name() == "teiten.toml" {
            let text = fs::read_to_string(&path).unwrap();
            let root = from.display();
            fs::write(target, text.replace("files = [\"", &format!("files = [\"{root}/"))).unwrap();
        } else if !path.to_string_lossy().ends_with(".parquet") {
            fs::copy(path, target).unwrap();
        }
    }
}
