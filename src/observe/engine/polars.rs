//! The Polars engine: it reads, decodes and hands over batches; what is added is the fold's.
//!
//! Each file is read once, with the needed columns only. Text is never compared in the engine: cells are numbered
//! here, while files are decoded and while the fold judges and adds up in threads of their own.

use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread;

use super::batch::Batch;
use super::distinct::Distinct;
use super::fold::{Fold, Folded};
use super::numbered::{Pick, fill, picks};
use super::{Answer, Way};
use crate::observe::asked::Asked;
use crate::observe::load::{Decoded, Delivery};

/// Rows that are folded at once: so few that what is known of each stays in the processor's caches.
const PIECE: usize = 8192;

/// Batches that may wait for the fold.
const AHEAD: usize = 8;

/// What the fold is handed.
enum Handed {
    /// The next file, by position, and its rows that are left out.
    File(usize, Vec<u64>),
    /// Its next rows.
    Rows(Batch),
}

/// Answers what is asked from all sound deliveries that `way` needs, one after the other.
pub fn answer(asked: &Asked, deliveries: &[Delivery], way: Way) -> Answer {
    let (fold, only) = match way {
        Way::Without(superseded) => (Fold::new(asked).without(superseded), None),
        Way::Comparing(compare) => {
            let only = compare.files();
            (Fold::new(asked).comparing(compare), Some(only))
        }
    };
    let needed = |file: usize| only.as_ref().is_none_or(|only| only.contains(&file));
    let files = deliveries.iter().enumerate().filter(|(file, held)| held.sound && needed(*file));
    let (send, receive) = sync_channel(AHEAD);
    let (give_back, spare) = channel();
    let mut answer = Answer::default();
    let folded = thread::scope(|scope| {
        let folding = scope.spawn(move || folded(fold, receive, &give_back));
        let mut numbering = Numbering::new(asked, send, spare);
        for (file, delivery) in files {
            match (numbering.read(asked, file, delivery), delivery.lines) {
                (Err(why), _) => answer.broken.push((file, why)),
                (Ok(rows), Some(lines)) if lines.saturating_sub(1) != rows => {
                    answer.miscounted.push((file, rows))
                }
                _ => {}
            }
        }
        drop(numbering);
        folding.join().unwrap_or_else(|panic| resume_unwind(panic))
    });
    let Folded { observed, faults, delivered, compared, crossed } = folded;
    let overflow = observed.is_none();
    Answer { observed, faults, delivered, compared, crossed, overflow, ..answer }
}

/// Folds what is handed over until nothing more comes, and gives back what can be filled once more.
fn folded(mut fold: Fold, receive: Receiver<Handed>, give_back: &Sender<Batch>) -> Folded {
    for handed in receive {
        match handed {
            Handed::File(file, skipped) => fold.open(file, skipped),
            Handed::Rows(batch) => {
                fold.take(&batch);
                // Nobody fills it where this was the last.
                let _ = give_back.send(batch);
            }
        }
    }
    fold.finish()
}

/// The distinct cells of every dimension so far, and the way to the fold.
struct Numbering {
    distinct: Vec<Distinct>,
    send: SyncSender<Handed>,
    /// Batches that were folded: what they took of memory is taken again.
    spare: Receiver<Batch>,
}

impl Numbering {
    fn new(asked: &Asked, send: SyncSender<Handed>, spare: Receiver<Batch>) -> Self {
        Self { distinct: asked.dimensions().map(|_| Distinct::default()).collect(), send, spare }
    }

    /// Hands over one file; tells how many rows came, or why it could not be read to its end.
    fn read(&mut self, asked: &Asked, file: usize, delivery: &Delivery) -> Result<u64, String> {
        self.hand(Handed::File(file, delivery.skipped.clone()));
        let (picks, positions) = picks(asked, file, delivery);
        let mut rows = 0;
        delivery.read(&positions, |decoded| {
            rows += decoded.rows as u64;
            self.take(decoded, &picks);
        })?;
        Ok(rows)
    }

    /// Numbers rows and hands them over.
    fn take(&mut self, mut decoded: Decoded, picks: &[Pick]) {
        for first in (0..decoded.rows).step_by(PIECE) {
            let piece = first..decoded.rows.min(first + PIECE);
            let mut batch = self.spare.try_recv().unwrap_or_default();
            fill(&mut batch, &mut decoded.columns, piece, picks, &mut self.distinct);
            self.hand(Handed::Rows(batch));
        }
    }

    fn hand(&self, handed: Handed) {
        // The fold takes everything until it panics; its panic is told where it is waited for.
        let _ = self.send.send(handed);
    }
}
