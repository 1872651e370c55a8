//! The program under `strace`: the calls to the system of its first thread, which does all that touches an output
//! folder, are written down; some are struck. Nothing in the program knows of it.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Stdio};

use super::told;

/// The calls that change a disk, and those that must go well before.
const CALLS: &str = "write,openat,mkdir,rename,renameat2,unlink,unlinkat,rmdir,fsync,flock";

/// Whether there is a `strace`, and it may trace.
pub fn allowed() -> bool {
    let mut strace = Command::new("strace");
    strace.args(["-o", "/dev/null", "true"]).stderr(Stdio::null());
    strace.status().is_ok_and(|status| status.success())
}

/// A call to the system: the `count`th of its name in the run.
#[derive(Clone)]
pub struct Call {
    pub name: String,
    count: usize,
    pub line: String,
}

impl Call {
    /// The process is killed instead of the call.
    pub fn killed(&self) -> String {
        format!("inject={}:signal=KILL:when={}", self.name, self.count)
    }

    /// The call fails: the disk is full, or broken where a full one would not matter.
    pub fn failed(&self) -> String {
        let error = if self.takes_space() { "ENOSPC" } else { "EIO" };
        format!("inject={}:error={error}:when={}", self.name, self.count)
    }

    /// Whether a full disk can refuse it.
    fn takes_space(&self) -> bool {
        match self.name.as_str() {
            "openat" => self.line.contains("O_CREAT"),
            "write" | "mkdir" | "rename" | "renameat2" | "fsync" => true,
            _ => false,
        }
    }
}

/// A run that was traced.
pub struct Traced {
    /// Its exit code; none where it was killed.
    pub code: Option<i32>,
    pub killed: bool,
    pub told: String,
    pub calls: Vec<Call>,
}

impl Traced {
    /// The call that was struck: the one that failed by our doing, or the last of a process that was killed.
    pub fn struck(&self) -> &str {
        let failed = self.calls.iter().rfind(|call| call.line.contains("(INJECTED)"));
        let call = if self.killed { self.calls.last() } else { failed };
        call.map_or("", |call| &call.line)
    }
}

/// Runs `program` with the `faults`.
pub fn run(program: &Command, faults: &[String]) -> Traced {
    let log = tempfile::NamedTempFile::new().unwrap();
    let mut strace = Command::new("strace");
    strace.args(["-y", "-e", "signal=none", "-e", &format!("trace={CALLS}"), "-o"]).arg(log.path());
    for fault in faults {
        strace.args(["-e", fault]);
    }
    strace.arg(program.get_program()).args(program.get_args());
    strace.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let output = strace.output().unwrap();
    Traced {
        code: output.status.code(),
        killed: output.status.signal() == Some(9),
        told: told(&output),
        calls: calls(log.path()),
    }
}

fn calls(log: &Path) -> Vec<Call> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let text = fs::read(log).unwrap();
    let text = String::from_utf8_lossy(&text);
    let call = |line: &str| {
        let name = line.split_once('(')?.0.to_owned();
        let count = counts.entry(name.clone()).or_default();
        *count += 1;
        Some(Call { name, count: *count, line: line.to_owned() })
    };
    text.lines().filter_map(call).collect()
}
