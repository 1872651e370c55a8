//! Disks that are full, read-only, or not the site's own.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use super::{build, is_tidy, left_out, site, teiten, told, whole};

/// What is mounted on a folder of its own while this value lives.
struct Disk(tempfile::TempDir);

impl Disk {
    /// Mounts with these arguments; none where this machine does not let us.
    fn new(arguments: &[&str]) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        mount(arguments, folder.path()).then_some(Self(folder))
    }

    /// A disk of a megabyte.
    fn small() -> Option<Self> {
        Self::new(&["-t", "tmpfs", "-o", "size=1m", "tmpfs"])
    }

    /// `folder` again, read-only.
    fn read_only(folder: &Path) -> Option<Self> {
        let disk = Self::new(&["--bind", folder.to_str().unwrap()])?;
        mount(&["-o", "remount,bind,ro"], disk.path()).then_some(disk)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

fn mount(arguments: &[&str], on: &Path) -> bool {
    let mut mount = Command::new("mount");
    mount.args(arguments).arg(on).stdout(Stdio::null()).stderr(Stdio::null());
    mount.status().is_ok_and(|status| status.success())
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.path()).status();
    }
}

/// Fills the disk with the file at `path` until only `left` bytes are free.
fn fill(path: &Path, left: u64) {
    let mut file = fs::File::create(path).unwrap();
    while file.write_all(&[0; 4096]).is_ok() {}
    file.set_len(file.metadata().unwrap().len() - left).unwrap();
}

#[test]
fn a_disk_that_is_full_after_any_byte_changes_nothing() {
    let Some(disk) = Disk::small() else { return left_out("full disks (mounting a tmpfs takes root)") };
    let (shelf, ballast) = (disk.path().join("shelf"), disk.path().join("ballast"));
    let (old, new) = (site(10), site(99));
    let (old, new) = (build(&old.edition(), &shelf), new.edition());
    let needed: usize = old.values().map(Vec::len).sum();
    for part in 0..12 {
        fill(&ballast, (needed * part / 12) as u64);
        let output = teiten(&new, &shelf).output().unwrap();
        assert_eq!(output.status.code(), Some(4), "{part}: {}", told(&output));
        assert!(told(&output).contains("the disk is full"), "{}", told(&output));
        assert_eq!(whole(&shelf).as_ref(), Some(&old), "what was there stays");
    }
    fs::remove_file(&ballast).unwrap();
    assert_ne!(build(&new, &shelf), old);
    is_tidy(&shelf);
}

#[test]
fn an_edition_goes_to_another_file_system_than_its_site() {
    let Some(disk) = Disk::small() else {
        return left_out("an output folder on another file system (mounting a tmpfs takes root)");
    };
    let (one, other) = (site(10), site(99));
    let shelf = disk.path().join("shelf");
    let old = build(&one.edition(), &shelf);
    assert_eq!(old, build(&one.edition(), &one.root().join("beside")));
    assert_ne!(old, build(&other.edition(), &shelf));
    is_tidy(&shelf);
}

/// Builds with a site that nobody may write: mounted read-only, or by its permissions where these bind us.
fn read_only(root: &Path, test: impl FnOnce(&Path, &str)) {
    if let Some(disk) = Disk::read_only(root) {
        return test(disk.path(), "the disk is read-only");
    }
    let may = |mode: &str| {
        Command::new("chmod").args(["-R", mode]).arg(root).status().is_ok_and(|status| status.success())
    };
    if may("a-w") && fs::write(root.join("probe"), "").is_err() {
        test(root, "no permission");
    } else {
        left_out("a read-only site (mounting takes root)");
    }
    may("u+w");
}

#[test]
fn a_read_only_site_builds_into_another_folder() {
    let site = site(10);
    let out = tempfile::tempdir().unwrap();
    let wanted = build(&site.edition(), &out.path().join("before"));
    read_only(&site.root(), |root, why| {
        let edition = root.join("2022q4");
        assert_eq!(build(&edition, &out.path().join("shelf")), wanted);
        let mut within = Command::new(assert_cmd::cargo::cargo_bin("teiten"));
        let output = within.args(["--lang", "en", "build"]).arg(&edition).output().unwrap();
        assert_eq!(output.status.code(), Some(4));
        assert!(told(&output).contains(why), "{}", told(&output));
    });
}
