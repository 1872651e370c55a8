//! What was last made and how the edition stands, for everybody who looks or waits.

use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use teiten::finding::Finding;
use teiten::lang::Lang;
use teiten::pipeline::{Failure, View};

use super::super::crash::{fault, guarded};
use super::state::State;

/// What became of a look at the edition.
#[derive(Default)]
pub struct Standing {
    /// What is to be mended, by place.
    pub findings: Vec<Finding>,
    /// A crash.
    pub failure: Option<Failure>,
    /// The edition; none where it was refused.
    pub view: Option<View>,
    /// How often the observations were read so far.
    pub read: usize,
}

/// The board.
#[derive(Default)]
pub struct Board {
    shown: Mutex<Shown>,
    changed: Condvar,
}

#[derive(Default)]
struct Shown {
    state: State,
    good: Option<Arc<Good>>,
}

/// An edition that can be looked at.
pub struct Good {
    view: View,
    /// Every file but the PDFs, by path.
    files: BTreeMap<String, Vec<u8>>,
    /// The PDFs that somebody asked for.
    pdfs: Mutex<BTreeMap<Lang, Pdf>>,
}

/// A PDF, or what keeps it from being made.
pub type Pdf = Result<Arc<Vec<u8>>, Arc<(Vec<Finding>, Option<Failure>)>>;

impl Board {
    /// Puts up a new standing; the last good edition stays where this one was refused.
    pub fn put(&self, standing: Standing, lang: &Lang) {
        let Standing { findings, failure, view, read } = standing;
        let mut shown = locked(&self.shown);
        let current = view.is_some();
        if let Some(view) = view {
            shown.good = Some(Arc::new(Good::of(view)));
        }
        let view = shown.good.as_ref().map(|good| &good.view);
        let number = shown.state.number + 1;
        shown.state = State::new(number, current, view, (&findings, failure.as_ref()), read, lang);
        drop(shown);
        self.changed.notify_all();
    }

    /// The state, as soon as its number is not `known`, or after `patience`.
    pub fn state(&self, known: u64, patience: Duration) -> State {
        let shown = locked(&self.shown);
        let waited = self.changed.wait_timeout_while(shown, patience, |shown| shown.state.number == known);
        waited.unwrap_or_else(PoisonError::into_inner).0.state.clone()
    }

    /// The last good edition.
    pub fn good(&self) -> Option<Arc<Good>> {
        locked(&self.shown).good.clone()
    }
}

impl Good {
    fn of(view: View) -> Self {
        let files = view.files().map(|(path, bytes)| (path, bytes.to_owned())).collect();
        Self { view, files, pdfs: Mutex::default() }
    }

    /// The PDF at `path`, made when it is first asked for; none where no language has its own there.
    pub fn pdf(&self, path: &str) -> Option<Pdf> {
        let lang = self.view.langs().iter().find(|lang| self.view.paths(lang).1 == path)?;
        let make = || match guarded(|| self.view.pdf(lang)) {
            Ok(made) => made.map(Arc::new).map_err(Arc::new),
            Err(told) => Err(Arc::new((Vec::new(), Some(fault(&told))))),
        };
        Some(locked(&self.pdfs).entry(lang.clone()).or_insert_with(make).clone())
    }

    /// The file at `path`.
    pub fn file(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }
}

/// What a thread that panicked left is whole: nothing here is changed in two steps.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::exit;

    #[test]
    fn a_crash_is_told_and_who_waits_is_woken() {
        let board = Arc::new(Board::default());
        let waiting = Arc::clone(&board);
        let news = std::thread::spawn(move || waiting.state(0, Duration::from_secs(60)));
        let told = guarded(|| -> u8 { panic!("torn") }).unwrap_err();
        board.put(Standing { failure: Some(fault(&told)), ..Standing::default() }, &Lang::ja());
        let state = serde_json::to_value(news.join().unwrap()).unwrap();
        assert_eq!((&state["number"], &state["current"]), (&1.into(), &false.into()));
        assert_eq!(state["findings"][0]["code"], "fault-of-teiten");
        assert!(state["findings"][0]["message"].as_str().unwrap().contains("torn"));
        assert_eq!(exit::of_failure(&fault(&told)), exit::OURS);
        assert_eq!(board.state(1, Duration::from_millis(1)).number, 1, "no news, told in time");
    }
}
