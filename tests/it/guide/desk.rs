//! A folder in which somebody works through a guide: the samples, the site that its first chapter makes, the program under
//! its name.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use super::read::Block;
use crate::site::tree;

pub struct Desk {
    folder: TempDir,
    /// Where the commands are typed.
    pub here: PathBuf,
}

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn copy(from: &Path, to: &Path) {
    for (path, bytes) in tree(from) {
        let path = to.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

impl Desk {
    /// The repository as somebody has it before the first command: the samples, and nothing built.
    pub fn new() -> Self {
        let desk = Self::empty();
        copy(&repository().join("samples"), &desk.here.join("samples"));
        desk
    }

    /// An empty folder.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { here: folder.path().to_owned(), folder }
    }

    /// A fresh copy of the site in which `done` ended, beside the samples; of a sample where the block says so.
    pub fn beside(done: &Self, block: &Block) -> Self {
        let desk = Self::empty();
        let root = done.folder.path();
        let site = block.marks("in").next().map_or_else(|| done.here.clone(), |sample| root.join(sample));
        let here = desk.folder.path().join(site.strip_prefix(root).unwrap());
        copy(&root.join("samples/practice"), &desk.folder.path().join("samples/practice"));
        let picture = "samples/synthetic-2022/2022q4/images";
        copy(&root.join(picture), &desk.folder.path().join(picture));
        copy(&site, &here);
        let desk = Self { here, ..desk };
        block.marks("first").for_each(|line| assert_eq!(desk.run(line).status.code(), Some(0), "{line}"));
        desk
    }

    /// A shell in which `teiten` is the program that was built, and `cargo run --` too.
    fn shell(&self, script: &str) -> Command {
        let program = assert_cmd::cargo::cargo_bin("teiten");
        let path = std::env::var("PATH").unwrap_or_default();
        let mut shell = Command::new("sh");
        shell.args(["-e", "-c", &script.replace("cargo run --", "teiten")]).current_dir(&self.here);
        shell.env("PATH", format!("{}:{path}", program.parent().unwrap().display()));
        shell.env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "ja_JP.UTF-8");
        shell.stdin(Stdio::null());
        shell
    }

    pub fn run(&self, script: &str) -> Output {
        self.shell(script).output().unwrap()
    }

    /// Runs `script`, and stands then where it ended.
    pub fn follow(&mut self, script: &str) -> Output {
        let ended = self.folder.path().join(".here");
        let output = self.run(&format!("{script}\npwd > '{}'", ended.display()));
        if let Ok(here) = fs::read_to_string(ended) {
            self.here = here.trim_end().into();
        }
        output
    }

    /// Runs a command that serves until it is stopped: its first line, once it has said one and still runs.
    pub fn serve(&self, command: &str) -> String {
        let mut shell = self.shell(&format!("exec {}", command.trim()));
        let mut served = shell.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(served.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let ended = served.try_wait().unwrap();
        served.kill().unwrap();
        served.wait().unwrap();
        assert_eq!(ended, None, "{command}");
        line
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.here.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}
