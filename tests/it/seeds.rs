//! The seeds of the fuzzers, among them everything that they ever found, through the same doors: no panic, no hang.

use std::fs;
use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

#[path = "../../fuzz/doors.rs"]
mod doors;

use doors::Doors;

/// No input may take longer.
const PATIENCE: Duration = Duration::from_secs(10);

/// The seeds of a target by name.
fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.display().to_string(), fs::read(path).unwrap())).collect()
}

/// Leads every seed of `target` through `door`.
fn replay(target: &str, door: impl Fn(&Doors, &[u8]) + Send + 'static) {
    let seeds = seeds(target);
    assert!(seeds.len() > 3, "{target}: {}", seeds.len());
    let (tell, told) = channel();
    let names: Vec<_> = seeds.iter().map(|(name, _)| name.clone()).collect();
    let worker = thread::spawn(move || {
        let doors = Doors::open();
        tell.send(()).unwrap();
        for (_, bytes) in seeds {
            door(&doors, &bytes);
            tell.send(()).unwrap();
        }
    });
    for name in ["opening the doors".to_owned()].iter().chain(&names) {
        match told.recv_timeout(PATIENCE) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => panic!("{name} takes longer than {PATIENCE:?}"),
            Err(RecvTimeoutError::Disconnected) => panic!("{name}: {:?}", worker.join().map_err(words)),
        }
    }
    worker.join().unwrap();
}

fn words(panic: Box<dyn std::any::Any + Send>) -> String {
    let words = panic.downcast_ref::<String>().cloned();
    words.or_else(|| panic.downcast_ref::<&str>().map(|words| (*words).to_owned())).unwrap_or_default()
}

#[test]
fn manuscripts_are_read() {
    replay("manuscript", Doors::manuscript);
}

#[test]
fn manuscripts_go_their_whole_way() {
    replay("manuscript", Doors::edition);
}

#[test]
fn configurations_are_read() {
    replay("configuration", Doors::configuration);
}

#[test]
fn heads_of_deliveries_are_read() {
    replay("csv_head", Doors::csv_head);
}

#[test]
fn bindings_are_read() {
    replay("binding", Doors::binding);
}
