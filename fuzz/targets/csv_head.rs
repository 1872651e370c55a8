//! A CSV as it may be delivered: looked at, configured as proposed, and read.

#![no_main]

use std::sync::LazyLock;

use doors::Doors;

static DOORS: LazyLock<Doors> = LazyLock::new(Doors::open);

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| DOORS.csv_head(bytes));
