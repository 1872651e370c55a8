//! Draws by seed: the order of a digest, so that every machine draws the same.

use teiten::digest::digest;

/// Another seed draws other places.
const SEED: &str = "定点";

/// At most `count` of `all`, drawn for `kind`.
pub fn drawn<T>(kind: &str, all: Vec<T>, count: usize) -> Vec<T> {
    let mut lots: Vec<_> = all.into_iter().enumerate().collect();
    lots.sort_by_key(|(at, _)| digest(format!("{SEED} {kind} {at}").as_bytes()));
    lots.into_iter().take(count).map(|(_, drawn)| drawn).collect()
}
