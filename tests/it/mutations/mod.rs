//! Does the proof-reader notice? Errors of every kind that reports have had are made, one at a time, at places drawn
//! by seed from three manuscripts: two that are bound throughout and one whose numbers are all typed.
//!
//! Printed with `--nocapture`: how many of each kind were noticed, how many of these on their line, and how far from
//! the place there. (A caption that is there twice is told where it is met again, a figure that nothing refers to any
//! more where the figure stands.)

mod bound;
mod draw;
mod mended;
mod reader;
mod typed;
mod written;

use std::collections::BTreeMap;

use draw::drawn;
use reader::Reader;
use written::{Edit, Written};

/// The manuscripts.
const EDITIONS: [&str; 3] =
    ["samples/honeypot-2013/2013q2", "samples/synthetic-2022/2022q4", "tests/proof/2013q2"];

/// So many errors of each kind are made, where the manuscripts have as many places.
const ERRORS: usize = 20;

/// Of a kind's errors so many in a hundred must be noticed.
const RECALL: usize = 99;

/// A kind of error: every place of a manuscript where it can be made.
type Kind = (&'static str, fn(&Written) -> Vec<Edit>);

const KINDS: [Kind; 26] = [
    ("month of another quarter", typed::month),
    ("month of another quarter, bound before", bound::quarter),
    ("stale year", typed::year),
    ("rank", bound::rank),
    ("rank, typed before", typed::rank),
    ("previous rank", bound::previous),
    ("number of packets", bound::packets),
    ("number of packets, typed before", typed::packets),
    ("share", bound::share),
    ("share, typed before", typed::share),
    ("change", bound::change),
    ("direction", typed::direction),
    ("direction of a bound change", bound::direction),
    ("opposite word beside a bound change", bound::beside),
    ("opposite of a claim", bound::claim),
    ("date", bound::date),
    ("number of sensors", typed::sensors),
    ("bracket of the other width", typed::bracket),
    ("wave dash", typed::wave),
    ("digit of the other width", typed::digit),
    ("caption of another block", typed::caption),
    ("lead-in that refers to another block", typed::reference),
    ("typed reference", typed::label),
    ("name of a service", bound::service),
    ("particle left out", typed::particle),
    ("another style of speech", typed::style),
];

#[test]
#[allow(clippy::print_stdout, reason = "the table of recall is what the test is for")]
fn the_proof_reader_notices_errors_of_every_kind() {
    let mut readers: Vec<_> = EDITIONS.into_iter().map(Reader::new).collect();
    let written: Vec<_> = readers.iter().map(Reader::written).collect();
    let mut missed = Vec::new();
    let mut short = BTreeMap::new();
    for (kind, places) in KINDS {
        let all = written.iter().enumerate();
        let all = all.flat_map(|(at, written)| places(written).into_iter().map(move |edit| (at, edit)));
        let made = drawn(kind, all.collect(), ERRORS);
        let (mut distances, mut noticed) = (Vec::new(), 0);
        for (at, edit) in &made {
            let found = readers[*at].notices(edit);
            noticed += usize::from(found.is_some());
            distances.extend(found.flatten());
            if found.is_none() {
                missed.push(format!("{kind}: {} {}", EDITIONS[*at], written[*at].shown(edit)));
            }
        }
        distances.sort_unstable();
        let (here, median) = (distances.len(), distances.get(distances.len() / 2).copied());
        println!(
            "{kind}: {noticed} of {} noticed, {here} on their line, {} characters away in the median, {} at most",
            made.len(),
            median.unwrap_or_default(),
            distances.last().copied().unwrap_or_default()
        );
        if noticed * 100 < made.len() * RECALL || made.len() < ERRORS {
            short.insert(kind, format!("{noticed} of {}", made.len()));
        }
    }
    assert!(short.is_empty(), "{short:#?}\n{}", missed.join("\n"));
}

#[test]
fn nothing_is_wrong_with_what_is_right() {
    for edition in EDITIONS {
        let reader = Reader::new(edition);
        let told = reader.told();
        assert!(told.is_empty(), "{edition}: {told:#?}");
    }
}
