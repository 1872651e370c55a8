//! A manuscript as staff may write it.

#![no_main]

use std::sync::LazyLock;

use doors::Doors;

static DOORS: LazyLock<Doors> = LazyLock::new(Doors::open);

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| DOORS.manuscript(bytes));
