//! Two builds at once, and readers while an edition is replaced again and again.

use std::fs;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use teiten::publish::Manifest;

use super::{build, is_tidy, publish, site, teiten, whole};

#[test]
fn two_builds_at_once_end_with_a_whole_edition() {
    let (one, other) = (site(10), site(99));
    let shelf = one.root().join("shelf");
    let (one, other) = (one.edition(), other.edition());
    for _ in 0..3 {
        let mut running = [&one, &other, &one].map(|edition| {
            let mut program = teiten(edition, &shelf);
            program.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
        });
        for running in &mut running {
            assert!(running.wait().unwrap().success());
        }
        assert!(whole(&shelf).is_some());
        is_tidy(&shelf);
    }
}

/// Where two folders are exchanged in one step, somebody who looks always finds an edition.
#[test]
#[cfg(target_os = "linux")]
fn readers_never_miss_the_manifest_through_a_thousand_rebuilds() {
    let (one, other) = (site(10), site(99));
    let editions = [&one, &other].map(|site| build(&site.edition(), &site.root().join("shelf")));
    let shelf = one.root().join("shelf");
    let (folder, done) = (shelf.join("2022q4"), AtomicBool::new(false));
    let named = "report.pdf";
    let reads = thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut reads = 0_u32;
            while !done.load(Ordering::Relaxed) {
                let bytes = fs::read(folder.join("manifest.json")).expect("always there");
                let manifest: Manifest = serde_json::from_slice(&bytes).expect("always whole");
                assert!(manifest.outputs.iter().any(|output| output.path == named));
                let bytes = fs::read(folder.join(named)).expect("always there");
                assert!(editions.iter().any(|edition| edition[named] == bytes), "always whole");
                reads += 1;
            }
            reads
        });
        for run in 1..=1000 {
            assert!(publish(&shelf, &editions[run % 2]).changed);
        }
        done.store(true, Ordering::Relaxed);
        reader.join().unwrap()
    });
    assert!(reads >= 1000, "{reads}");
    is_tidy(&shelf);
}
