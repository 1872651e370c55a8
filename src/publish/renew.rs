//! Files of the program's own in a folder of staff: each as it is now, and untouched where it is so already.

use std::path::Path;

use super::{Error, replace};

/// Brings `files` into `folder` in place of what they were, and gives the paths of those that were not so. A file
/// takes its place in one step.
///
/// # Errors
/// The disk.
pub fn renew(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<Vec<String>, Error> {
    let mut renewed = Vec::new();
    for (name, bytes) in files {
        if replace(&folder.join(name), bytes)? {
            renewed.push(name.clone());
        }
    }
    Ok(renewed)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn only_what_differs_is_written() {
        let root = tempfile::tempdir().unwrap();
        let file = |path: &str| (path.to_owned(), b"new".to_vec());
        let files = [file("deep/a.json"), file("deep/b.json")];
        fs::create_dir(root.path().join("deep")).unwrap();
        fs::write(root.path().join("deep/a.json"), "old").unwrap();
        assert_eq!(renew(root.path(), &files).unwrap(), ["deep/a.json", "deep/b.json"]);
        assert_eq!(fs::read(root.path().join("deep/a.json")).unwrap(), b"new");
        assert!(renew(root.path(), &files).unwrap().is_empty());
        assert_eq!(fs::read_dir(root.path().join("deep")).unwrap().count(), 2, "something is left aside");
        fs::create_dir(root.path().join("folder")).unwrap();
        fs::write(root.path().join("folder/file"), "mine").unwrap();
        assert!(renew(root.path(), &[file("folder")]).is_err());
        assert_eq!(fs::read(root.path().join("folder/file")).unwrap(), b"mine");
    }
}
