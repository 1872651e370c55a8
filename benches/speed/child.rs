//! One run in a process of its own: work in, time and memory of each stage out, as JSON on stdout.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use teiten::config;
use teiten::lang::Lang;
use teiten::pipeline::{self, Order};

use super::rows;

/// What a run took.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Run {
    /// Milliseconds of the whole process, seen from outside.
    #[serde(default)]
    pub wall: f64,
    /// The most memory at once, in MB: what the process holds itself, without files that are mapped.
    pub peak: f64,
    /// Name, milliseconds and most memory of each stage, in order.
    pub stages: Vec<(String, f64, f64)>,
}

/// Starts this program once more for `arguments` and gives what it tells.
pub fn start(arguments: &[&Path]) -> Run {
    let begun = Instant::now();
    let program = std::env::current_exe().expect("this program");
    let output = Command::new(program).arg("--child").args(arguments).output().expect("a process");
    let wall = begun.elapsed().as_secs_f64() * 1000.0;
    let told = String::from_utf8_lossy(&output.stdout);
    let run = serde_json::from_str(&told);
    let run: Run = run.unwrap_or_else(|_| panic!("{told}{}", String::from_utf8_lossy(&output.stderr)));
    Run { wall, ..run }
}

/// Does what a run is asked for.
pub fn run(arguments: &[String]) -> ExitCode {
    let watch = Watch::start();
    let mut stages = Vec::new();
    match arguments {
        [what, edition, out] if what == "build" => {
            let order = Order { edition: PathBuf::from(edition), out: Some(PathBuf::from(out)) };
            let outcome = pipeline::build(&order, &mut |step| {
                stages.push((format!("{step:?}"), Instant::now(), watch.take()));
            });
            assert!(outcome.made.is_some(), "{:#?} {:?}", outcome.findings, outcome.failure);
        }
        [what, edition] if what == "draft" => {
            let lang = Lang::ja();
            let drafted = pipeline::draft(Path::new(edition), &lang, &mut |step| {
                stages.push((format!("{step:?}"), Instant::now(), watch.take()));
            });
            stages.push(("Rendering".to_owned(), Instant::now(), watch.take()));
            assert!(drafted.page(&lang).is_some(), "{:#?}", drafted.findings);
        }
        [what, site] if what == "archive" => {
            stages.push(("Publishing".to_owned(), Instant::now(), watch.take()));
            let done = pipeline::archive(Path::new(site));
            assert!(done.done.is_some(), "{:#?} {:?}", done.findings, done.failure);
        }
        [what, edition] if what == "observe" => {
            stages.push(("Reading".to_owned(), Instant::now(), watch.take()));
            let site = config::read(Path::new(edition)).site.expect("a site");
            stages.push(("Observing".to_owned(), Instant::now(), watch.take()));
            rows::observe(&site);
        }
        other => panic!("{other:?}"),
    }
    stages.push((String::new(), Instant::now(), watch.take()));
    let stages = stages.windows(2).map(|pair| {
        let took = pair[1].1 - pair[0].1;
        (pair[0].0.clone(), took.as_secs_f64() * 1000.0, pair[1].2)
    });
    let stages = stages.collect::<Vec<_>>();
    let peak = stages.iter().map(|(_, _, peak)| *peak).fold(0.0, f64::max);
    println!("{}", serde_json::to_string(&Run { wall: 0.0, peak, stages }).expect("JSON"));
    ExitCode::SUCCESS
}

/// Looks at the memory of this process again and again.
struct Watch {
    most: Arc<AtomicU64>,
    over: Arc<AtomicBool>,
}

impl Watch {
    fn start() -> Self {
        let (most, over) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
        let watch = Self { most: Arc::clone(&most), over: Arc::clone(&over) };
        thread::spawn(move || {
            while !over.load(Ordering::Relaxed) {
                most.fetch_max(anonymous(), Ordering::Relaxed);
                thread::sleep(Duration::from_millis(1));
            }
        });
        watch
    }

    /// The most MB since this was last asked.
    fn take(&self) -> f64 {
        self.most.fetch_max(anonymous(), Ordering::Relaxed);
        self.most.swap(0, Ordering::Relaxed) as f64 / 1e6
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
    }
}

/// Bytes of memory that no file stands behind; 0 where the system does not tell.
fn anonymous() -> u64 {
    let pages = fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = pages.split_whitespace().filter_map(|pages| pages.parse::<u64>().ok()).collect::<Vec<_>>();
    pages.get(1).zip(pages.get(2)).map_or(0, |(resident, shared)| resident.saturating_sub(*shared) * 4096)
}
