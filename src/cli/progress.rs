//! What a build is doing, on a terminal, once it has taken half a second. Nothing is shown in a pipe.

use std::io::{IsTerminal, stderr};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget};
use teiten::finding::Said;
use teiten::lang::Lang;
use teiten::pipeline::Step;
use teiten::said;

/// Work that is over sooner is not announced.
const PATIENCE: Duration = Duration::from_millis(500);

/// A spinner with the name of the step; gone when dropped.
pub struct Progress {
    lang: Lang,
    shown: Option<Shown>,
}

struct Shown {
    bar: ProgressBar,
    done: Sender<()>,
    waiter: JoinHandle<()>,
}

impl Progress {
    /// Begins to wait, if there is somebody to see it.
    pub fn start(lang: &Lang) -> Self {
        Self { lang: lang.clone(), shown: stderr().is_terminal().then(Shown::later) }
    }

    /// Shows nothing, whoever is there.
    pub fn silent(lang: &Lang) -> Self {
        Self { lang: lang.clone(), shown: None }
    }

    /// Shows `step` of the edition called `edition`.
    pub fn step(&self, edition: &str, step: Step) {
        if let Some(shown) = &self.shown {
            shown.bar.set_message(format!("{edition}: {}", name(step).in_lang(&self.lang)));
        }
    }
}

impl Shown {
    fn later() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        bar.set_style(indicatif::ProgressStyle::default_spinner());
        let (done, waits) = channel();
        let late = bar.clone();
        let waiter = thread::spawn(move || {
            if waits.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                late.set_draw_target(ProgressDrawTarget::stderr());
                late.enable_steady_tick(Duration::from_millis(100));
            }
        });
        Self { bar, done, waiter }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(Shown { bar, done, waiter }) = self.shown.take() {
            drop(done);
            let _ = waiter.join();
            bar.finish_and_clear();
        }
    }
}

/// What a step is called.
fn name(step: Step) -> Said {
    match step {
        Step::Reading => said!("設定と原稿を読んでいます", "reading configuration and manuscript"),
        Step::Observing => said!("観測データを集計しています", "reading observations"),
        Step::Checking => said!("校正しています", "proof-reading"),
        Step::Reporting => said!("レポートを組み立てています", "making the report"),
        Step::Drawing => said!("図を描いています", "drawing figures"),
        Step::Typesetting => said!("PDF を組んでいます", "typesetting the PDF"),
        Step::Publishing => said!("書き出しています", "writing"),
    }
}
