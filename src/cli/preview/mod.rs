//! `teiten preview`: an edition in the browser while it is written, from memory, on this machine alone.
//!
//! Four parts: `watch` sees that a file was saved, `board` holds what was last made and who waits for more, `server`
//! answers the browser, `state` says how the edition stands. Nothing is written to a disk.

mod board;
mod server;
mod state;
mod watch;

use std::env;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use serde::Serialize;
use teiten::finding::{Finding, Place};
use teiten::lang::Lang;
use teiten::pipeline::{self, Seen};
use teiten::said;

use super::build::{anchored, no_folder};
use super::crash::{fault, guarded};
use super::say::Voice;
use super::{Preview, exit};
use board::{Board, Standing};
use watch::Watch;

/// Where the edition is seen, for machines.
#[derive(Serialize)]
struct Served {
    address: String,
}

/// Serves until it is interrupted; a code only where it cannot begin.
pub fn run(asked: &Preview, voice: &mut Voice) -> u8 {
    let folder = anchored(&asked.edition.clone().unwrap_or_else(here));
    if !folder.is_dir() {
        voice.findings(no_folder(&folder).findings);
        return exit::SITE;
    }
    let listener = match TcpListener::bind((Ipv4Addr::LOCALHOST, asked.port)) {
        Ok(listener) => listener,
        Err(cause) => {
            voice.findings(vec![no_port(asked.port, &cause.to_string())]);
            return exit::SITE;
        }
    };
    let board = Arc::new(Board::default());
    let Ok(address) = server::serve(listener, Arc::clone(&board), voice.lang.clone()) else {
        voice.findings(vec![no_port(asked.port, "HTTP")]);
        return exit::SITE;
    };
    voice.made(&said!(
        "http://{address}/ をブラウザーで開いてください。Ctrl+Cで終わります。",
        "Open http://{address}/ in a browser. Ctrl+C ends this."
    ));
    voice.result(&Served { address: format!("http://{address}/") });
    watch(&folder, &board, &voice.lang)
}

/// Looks again whenever a file was saved.
fn watch(folder: &Path, board: &Board, lang: &Lang) -> ! {
    let mut preview = pipeline::Preview::new(folder);
    let mut watch = Watch::new(site_of(folder));
    loop {
        watch.note();
        let standing = look(&mut preview, &mut watch, folder);
        board.put(standing, lang);
        while !watch.stirred() {
            thread::sleep(watch.pause());
        }
    }
}

/// The edition now. A crash stands where findings would, and the next look begins anew.
fn look(preview: &mut pipeline::Preview, watch: &mut Watch, folder: &Path) -> Standing {
    match guarded(|| preview.look(&mut |_| ())) {
        Ok(Seen { mut findings, view, observations, shelves }) => {
            watch.follow(observations, shelves);
            findings.sort();
            Standing { findings, failure: None, view, read: preview.read() }
        }
        Err(told) => {
            *preview = pipeline::Preview::new(folder);
            Standing { failure: Some(fault(&told)), ..Standing::default() }
        }
    }
}

/// The edition that somebody here means: this folder, or in a site its last edition.
fn here() -> PathBuf {
    let here = env::current_dir().unwrap_or_default();
    if here.join("edition.toml").is_file() || !here.join("teiten.toml").is_file() {
        return here;
    }
    let entries = fs::read_dir(&here).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.filter(|folder| folder.join("edition.toml").is_file()).max().unwrap_or(here)
}

/// The folder of the site that an edition belongs to; its own where there is none.
fn site_of(edition: &Path) -> PathBuf {
    let site = edition.ancestors().find(|folder| folder.join("teiten.toml").is_file());
    site.unwrap_or(edition).to_owned()
}

fn no_port(port: u16, cause: &str) -> Finding {
    Finding::error(
        "port-taken",
        Place::default(),
        said!(
            "127.0.0.1のポート{port}で待ち受けられません（{cause}）。",
            "127.0.0.1 cannot be listened on at port {port} ({cause})."
        ),
        said!(
            "--portで別の番号を指定するか、--portを付けずに実行してください（空いている番号を使います）。",
            "Give another --port, or none: a free one is taken."
        ),
    )
    .of_site()
}
