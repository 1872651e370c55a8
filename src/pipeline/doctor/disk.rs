//! Whether editions can be written where the site says, and whether there is room for one.

use super::{Failure, Health};
use crate::config::Site;
use crate::finding::{Finding, Place};
use crate::{publish, said};

/// Free bytes that an edition with its staged copy may need.
const NEEDED: u64 = 256 << 20;

/// Tries `out` and `drafts`.
pub(super) fn disk(site: &Site, health: &mut Health) {
    for shelf in [&site.out, &site.drafts] {
        match publish::ground(shelf) {
            Ok(free) => health.findings.extend(low(&shelf.display().to_string(), free)),
            Err(error) => health.failures.push(Failure::from(error)),
        }
    }
    health.seen.push(said!("ディスク：out と drafts を確かめました", "disk: looked at out and drafts"));
}

fn low(shelf: &str, free: Option<u64>) -> Option<Finding> {
    let free = free.filter(|free| *free < NEEDED)? >> 20;
    let needed = NEEDED >> 20;
    Some(Finding::warning(
        "disk-low",
        Place::file(shelf),
        said!(
            "出力先の空き容量が{free} MBしかありません。",
            "Only {free} MB are free where editions are written."
        ),
        said!(
            "{needed} MBより多く空けるか、teiten.toml の out と drafts を別のディスクにしてください。",
            "Free more than {needed} MB, or let out and drafts in teiten.toml lie on another disk."
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn little_room_is_told_in_megabytes() {
        assert_eq!(low("out", Some(NEEDED)), None);
        assert_eq!(low("out", None), None);
        let told = low("out", Some(NEEDED - 1)).unwrap();
        assert!(told.what.en.contains("Only 255 MB"), "{}", told.what.en);
    }
}
